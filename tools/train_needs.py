"""Makes resources/needs/learned.json, the model of catalogue/learned.py: ``uv run --group train python tools/train_needs.py``.

Multinomial logistic regression on what catalogue/learned.py sees in the sentences in resources/needs/said and of
the signs in resources/needs/signs.yaml. Weights near nought are left out; what is kept is rounded to hundredths. The same input
gives the same file. The file names the digest of its input, so that a test sees when the model must be made again.

It is fitted by gradients over the whole table (Adam): two minutes and one gigabyte, where a quasi-Newton method takes seven.
"""

import hashlib
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sociaalhuis.catalogue import learned, needs, words  # noqa: E402  # after the path
from tools import model_file  # noqa: E402

NEEDS = ROOT / "resources" / "needs"
STRENGTH, LEAST = 20.0, 0.3  # C of the regression; weights below are dropped
FAINT = 0.75  # … and features without a weight of this size
SHARPER = 1.7  # so strict a regression speaks too timidly: by how much, sentences told that it had not seen
ROUNDS, TURN = 70, 0.6  # of the fit; after this share of the rounds it takes small steps
STEP, LAST_STEP, BIAS_STEP = 0.5, 0.15, 0.2
OFTEN = 2  # uses from which a pair of words or a piece of one is kept
SIGN = {"strong": 0.6, "weak": 0.25}  # what a sign counts beside a sentence
NONE = ""


def lessons() -> Iterator[tuple[str, str, float]]:
    """Each sentence and sign with the need that it shows ("" for none) and its weight."""
    for file in sorted((NEEDS / "said").glob("*.yaml")):
        for need, sentences in yaml.safe_load(file.read_text("utf-8")).items():
            for sentence in sentences:
                text, *others = (part.strip() for part in sentence.split("||"))
                shown = [*([] if need == "none" else [need]), *others] or [NONE]
                for one in shown:
                    yield text, one, 1 / len(shown)
    for need, kinds in yaml.safe_load((NEEDS / "signs.yaml").read_text("utf-8")).items():
        for kind, signs in kinds.items():
            for sign in signs.split(";"):
                if sign.strip():
                    yield sign.strip(), need, SIGN[kind]


def digest() -> str:
    """Of all that the model is made from."""
    files = [
        *sorted((NEEDS / "said").glob("*.yaml")),
        *(NEEDS / f"{name}.yaml" for name in ("signs", "senses", "words", "dialect")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def senses() -> dict[str, str]:
    """The senses of each key of a word (catalogue/words.py), with spaces between."""
    lexicon, found = words.lexicon(), defaultdict[str, set[str]](set)
    for sense, members in yaml.safe_load((NEEDS / "senses.yaml").read_text("utf-8")).items():
        for word in str(members).split():
            for key in lexicon.sure_keys(words.fold(word)):
                if key[0] != "@":
                    found[key].add(sense)
    return {key: " ".join(sorted(found[key])) for key in sorted(found)}


def _made_of(text: str, listed: Mapping[str, str]) -> list[str]:
    said = needs.said(text)
    return sorted(learned.made_of(said, range(len(said.tokens)), listed))


def main() -> None:
    """Train and write."""
    from scipy.sparse import csr_matrix

    rows = list(lessons())
    names = [NONE, *sorted({need for _, need, _ in rows} - {NONE})]
    listed = senses()
    read = {text: _made_of(text, listed) for text, _, _ in rows}
    seen = Counter(key for keys in read.values() for key in keys)
    kept = {key: i for i, key in enumerate(sorted(key for key in seen if seen[key] >= OFTEN or learned.counts(key) == 1.0))}
    rarity = {key: learned.counts(key) * (math.log((1 + len(read)) / (1 + seen[key])) + 1) for key in kept}
    data, places, starts = [], [], [0]
    for text, _, _ in rows:
        values = {key: rarity[key] for key in sorted(read[text]) if key in kept}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        data += [value / length for value in values.values()]
        places += [kept[key] for key in values]
        starts.append(len(data))
    table = csr_matrix((data, places, starts), shape=(len(rows), len(kept)), dtype="float32")
    weights, bias = _fit(table, [names.index(need) for _, need, _ in rows], [weight for *_, weight in rows], len(names))
    told = {key: (round(rarity[key] * 100), _pairs(weights[row])) for key, row in kept.items()}
    about = {"made_from": digest(), "needs": names, "bias": [round(SHARPER * float(one), 2) for one in bias], "senses": listed}
    model_file.write(NEEDS / "learned.json", about, told, round(FAINT * 100))


def _fit(table: Any, shown: Sequence[int], counts: Sequence[float], outcomes: int) -> tuple[Any, Any]:
    """The weights (features × outcomes) and the bias of the regression, where row i shows outcome ``shown[i]``."""
    import numpy as np

    rows, features = table.shape
    known = [np.zeros((features, outcomes), np.float32), np.zeros(outcomes, np.float32)]
    pace, spread = [np.zeros_like(one) for one in known], [np.zeros_like(one) for one in known]
    turned, counted = table.T.tocsr(), np.array(counts, np.float32)[:, None]
    truth = np.zeros((rows, outcomes), np.float32)
    truth[np.arange(rows), shown] = 1
    for turn in range(1, ROUNDS + 1):
        scores = table @ known[0] + known[1]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        wrong = (chances - truth) * counted
        step = STEP if turn < TURN * ROUNDS else LAST_STEP
        for i, slope in enumerate((turned @ wrong + known[0] / STRENGTH, wrong.sum(axis=0))):
            pace[i] = 0.9 * pace[i] + 0.1 * slope
            spread[i] = 0.98 * spread[i] + 0.02 * slope * slope
            size = np.sqrt(spread[i] / (1 - 0.98**turn)) + 1e-3
            known[i] -= (BIAS_STEP * step if i else step) * pace[i] / (1 - 0.9**turn) / size
    return known[0], known[1]


def _pairs(weights: Any) -> list[tuple[int, int]]:
    """Need and weight, for the needs that a feature says something of."""
    sharp = ((need, SHARPER * float(weight)) for need, weight in enumerate(weights))
    return [(need, round(weight * 100)) for need, weight in sharp if abs(weight) >= LEAST]


if __name__ == "__main__":
    main()
