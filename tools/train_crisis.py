"""Makes resources/crisis/learned.json, the model of catalogue/crisis.py: ``uv run --group train python tools/train_crisis.py``.

One logistic regression per kind of danger on the features of catalogue/crisis.py, and one for danger of any kind. They learn
from the sentences and signs in resources/crisis (said*.yaml, signs.yaml) and, as ordinary questions, from those in
resources/needs; lessons.yaml tells how they are read and from where a sign is raised. Weights near nought are left out; what is
kept is rounded to hundredths. The same input gives the same file; it names the digest of its sentences, so that a test sees
when it must be made again.
"""

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sociaalhuis.catalogue import crisis, needs  # noqa: E402  # after the path
from tools import model_file  # noqa: E402

CRISIS, NEEDS = ROOT / "resources" / "crisis", ROOT / "resources" / "needs"
STRENGTH, LEAST_SEEN, LEAST_WEIGHT = 20.0, 2, 0.25  # C; uses of a feature; weights below are dropped
FAINT = 0.4  # … and features without a weight of this size
DANGER, SIGN, ORDINARY, ORDINARY_SIGN = 3.0, 0.5, 0.5, 0.25  # what counts beside a sentence of our own without danger
FAR = 0.4  # … what counts less still where any danger is told from what looks like it: an ordinary question seldom does
Lesson = tuple[str, Mapping[str, int | None], float]  # text; per kind 1, 0 or None (unknown); weight
Told = tuple[int | None, float]  # of a lesson: what is true of one outcome, and its weight


def lessons() -> list[Lesson]:
    """Every sentence with what it shows."""
    guide = yaml.safe_load((CRISIS / "lessons.yaml").read_text("utf-8"))
    return [*_own(guide["near"]), *_signs(guide["near"]), *_ordinary(guide), *_ordinary_signs(guide)]


def said_files() -> list[Path]:
    """The files with sentences of our own, in a fixed order."""
    return sorted(CRISIS.glob("said*.yaml"))


def _own(near: Mapping[str, str]) -> Iterator[Lesson]:
    blocks = (block for file in said_files() for block in yaml.safe_load(file.read_text("utf-8")).items())
    for name, block in blocks:
        for line in filter(str.strip, block.splitlines()):
            text, *more = (part.strip() for part in line.split("||"))
            shown = _beside(text, near.get(name, "").split())
            shown |= {kind.removesuffix("?"): None if kind.endswith("?") else 1 for part in more for kind in part.split()}
            yield text, shown | ({name: 1} if name in crisis.KINDS else {}), 1.0


def _beside(text: str, near: Sequence[str]) -> dict[str, int | None]:
    """No kind, and unknown the ones that may be there too; a child is only at risk where one is spoken of."""
    child = "c@kind" in _features(text) or any(word.isdigit() for word in text.split())
    unknown = [kind for kind in near if kind != "child_at_risk" or child]
    return dict.fromkeys(crisis.KINDS, 0) | dict.fromkeys(unknown)


def _signs(near: Mapping[str, str]) -> Iterator[Lesson]:
    for name, block in yaml.safe_load((CRISIS / "signs.yaml").read_text("utf-8")).items():
        for sign in filter(str.strip, block.split(";")):
            shown = _beside(sign, near.get(name, "").split())
            yield sign.strip(), shown | ({name: 1} if name in crisis.KINDS else {}), SIGN


def _ordinary_signs(guide: Mapping[str, Any]) -> Iterator[Lesson]:
    """The signs of needs that have nothing to do with danger."""
    for need, listed in yaml.safe_load((NEEDS / "signs.yaml").read_text("utf-8")).items():
        if need not in guide["shows"] and need not in guide["perhaps"].split():
            for sign in filter(str.strip, ";".join(listed.values()).split(";")):
                yield sign.strip(), dict.fromkeys(crisis.KINDS, 0), ORDINARY_SIGN


def _ordinary(guide: Mapping[str, Any]) -> Iterator[Lesson]:
    marked = _marked(guide)
    for file in sorted((NEEDS / "said").glob("*.yaml")):
        for need, sentences in yaml.safe_load(file.read_text("utf-8")).items():
            for sentence in sentences:
                text, *others = (part.strip() for part in sentence.split("||"))
                yield text, _of_needs(guide, need, others) | marked.get(text, {}), ORDINARY


def _of_needs(guide: Mapping[str, Any], need: str, others: Sequence[str]) -> dict[str, int | None]:
    """What a sentence of a need says of danger: mostly nothing; for some needs a kind."""
    shown: dict[str, int | None] = dict.fromkeys(crisis.KINDS, 0)
    for one in (need, *others):
        for kind in guide["shows"].get(one, "").split():
            shown |= dict.fromkeys([*guide["near"][kind].split(), kind])
    return shown | dict.fromkeys(guide["shows"].get(need, "").split(), 1)


def _marked(guide: Mapping[str, Any]) -> dict[str, dict[str, int | None]]:
    """The sentences of needs in which somebody who read them all heard danger, or thought that it may be there."""
    found: dict[str, dict[str, int | None]] = {}
    for line in filter(str.strip, yaml.safe_load((CRISIS / "in_needs.yaml").read_text("utf-8"))["heard"].splitlines()):
        text, kinds = (part.strip() for part in line.rsplit("||", 1))
        sure = [kind for kind in kinds.split() if not kind.endswith("?")]
        near = [other for kind in sure for other in guide["near"][kind].split()]
        unsure = [kind.removesuffix("?") for kind in kinds.split()]
        found[text] = dict.fromkeys([*near, *unsure]) | dict.fromkeys(sure, 1)
    return found


def digest() -> str:
    """Of the sentences and the guide."""
    others = (CRISIS / f"{name}.yaml" for name in ("signs", "lessons", "words", "in_needs"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in (*said_files(), *others))).hexdigest()


def _features(text: str) -> list[str]:
    said = needs.said(text)
    return sorted(crisis.made_of(said, range(len(said.tokens))))


def main() -> None:
    """Train and write."""
    from scipy.sparse import csr_matrix

    made_from, rows = digest(), lessons()
    read = {text: _features(text) for text, _, _ in rows}
    seen = Counter(key for keys in read.values() for key in keys)
    kept = {key: i for i, key in enumerate(sorted(key for key, times in seen.items() if times >= LEAST_SEEN))}
    rarity = {key: math.log((1 + len(read)) / (1 + seen[key])) + 1 for key in kept}
    data: list[float] = []
    places: list[int] = []
    starts = [0]
    for text, _, _ in rows:
        values = {kept[key]: rarity[key] for key in read[text] if key in kept}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        data += [value / length for value in values.values()]
        places += values
        starts.append(len(data))
    table = csr_matrix((data, places, starts), shape=(len(rows), len(kept)))
    found = [*(_fit(table, _of_kind(rows, kind), DANGER) for kind in crisis.KINDS), _fit(table, _of_any(rows), 1.0)]
    guide = yaml.safe_load((CRISIS / "lessons.yaml").read_text("utf-8"))
    told = {key: (round(rarity[key] * 100), _pairs(found, i)) for key, i in kept.items()}
    about = {
        "made_from": made_from,
        "kinds": crisis.KINDS,
        "bias": [round(float(one.intercept_[0]), 3) for one in found],
        "least": [guide["least"][kind] for kind in crisis.KINDS],
    }
    model_file.write(CRISIS / "learned.json", about, told, round(FAINT * 100))


def _of_kind(rows: Sequence[Lesson], kind: str) -> list[Told]:
    return [(shown[kind], weight) for _, shown, weight in rows]


def _of_any(rows: Sequence[Lesson]) -> list[Told]:
    """Whether there is danger at all: 1 where a kind is sure, unknown where one may be."""
    return [
        (1 if 1 in shown.values() else None if None in shown.values() else 0, weight if weight == 1.0 else weight * FAR)
        for _, shown, weight in rows
    ]


def _fit(table: Any, told: Sequence[Told], danger: float) -> Any:
    """A regression on the rows of which the truth is known; ``danger``: what a row with danger counts beside one without."""
    from sklearn.linear_model import LogisticRegression

    used = [i for i, (truth, _) in enumerate(told) if truth is not None]
    weights = [told[i][1] * (danger if told[i][0] else 1.0) for i in used]
    return LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=0).fit(
        table[used], [told[i][0] for i in used], sample_weight=weights
    )


def _pairs(found: Sequence[Any], feature: int) -> list[tuple[int, int]]:
    """Outcome and weight, for the outcomes (each kind, and any) that this feature says something of."""
    weights = [float(one.coef_[0, feature]) for one in found]
    return [(kind, round(weight * 100)) for kind, weight in enumerate(weights) if abs(weight) >= LEAST_WEIGHT]


if __name__ == "__main__":
    main()
