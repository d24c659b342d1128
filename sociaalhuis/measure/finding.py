"""How well the catalogue is found by a word: judged words of citizens and workers against the first five answers.

A judged word is ``{text, good}``; ``good`` names every right answer as ``service:slug``, ``kind:name``, ``group:name``,
``right:slug`` or ``product:pattern`` (in the name). It counts when one of them stands in the first five.

- found@5, found@1: the share of the words with a right answer in the first five, as the first one.
- while_typing: the same share in the first five when the last two letters of a longer word are still to come.
- one_error: the same for words of five letters and more with one typing error, made by a fixed seed.
- by_place: found@5 without a place and in places; what is asked for without a place may work anywhere.
"""

import gzip
import math
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sociaalhuis.catalogue import engine, places, providers, starter
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.search.finder import Found
from sociaalhuis.catalogue.service import PRODUCT, Service, ServiceArea
from sociaalhuis.desk.catalogue import seeking
from sociaalhuis.errors import Refusal
from sociaalhuis.measure.scores import interval, share
from sociaalhuis.rights import engine as rights_engine

FIRST, SEED = 5, 2026
PLACES = ("", "3740", "2018")
_LONG, _CUT, _LETTERS = 6, 2, "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_WRONG = 5
_NEXT = "Geef een lijst van objecten met text en good."

type Case = Mapping[str, Any]


def judged(data: object) -> Sequence[Case]:
    """Judged words as they stand in a file. Raises Refusal when they are something else."""
    if isinstance(data, list) and data and all(isinstance(case, dict) and case.keys() >= {"text", "good"} for case in data):
        return data
    raise Refusal("Dit bestand bevat geen beoordeelde woorden.", _NEXT)


def product_names(data: bytes) -> Sequence[str]:
    """The names in a file, one a line, packed with gzip or not; a line that begins with # is a remark."""
    text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def over(products: Sequence[str] = ()) -> Engine:
    """The search over the starter catalogue with the rights that ship, and products of these names beside them."""
    area = ServiceArea("flanders")
    added = (Service(f"product-{number}", "", name, "", area, kind=PRODUCT) for number, name in enumerate(products))
    found = Engine([*starter.services().values(), *added])
    found.know_rights(seeking.sought(rights_engine.shipped().book.rules), {})
    return found


def words(gold: Sequence[Case], products: Sequence[str] = ()) -> dict[str, Any]:
    """The figures of judged words, and the words that were missed in the first place with a postal code.

    A word that only a product answers is left out where there are no products.
    """
    asked = [case for case in gold if products or not all(one.startswith("product:") for one in case["good"])]
    search = over(products)

    def rank(text: str, good: Sequence[str], code: str = PLACES[1]) -> float:
        where = places.places(code) if code else ()
        right = (at for at, one in enumerate(search.search(text, FIRST, where)) if answers(one, good, where))
        return next(right, math.inf)

    by_place = {code or "none": [rank(case["text"], case["good"], code) for case in asked] for code in PLACES}
    here = by_place[PLACES[1]]
    wrong = [(text, case["good"]) for case in asked for text in _wrong(case["text"])]
    found = [float(one < FIRST) for one in here]
    return {
        "words": len(asked),
        f"found@{FIRST}": _within(here),
        f"found@{FIRST}_95": [round(edge, 3) for edge in interval(found)] if found else None,
        "found@1": _within(here, 1),
        "while_typing": _within([rank(_begun(case["text"]), case["good"]) for case in asked]),
        "one_error": _within([rank(text, good) for text, good in wrong]),
        "by_place": {code: _within(ranks) for code, ranks in by_place.items()},
        "missed": [case["text"] for case, hit in zip(asked, found, strict=True) if not hit],
    }


def _within(ranks: Sequence[float], first: int = FIRST) -> float | None:
    """The share of the ranks among the first ones."""
    return share(sum(rank < first for rank in ranks), len(ranks))


def _begun(text: str) -> str:
    """The text while its last letters are still to come."""
    return text[:-_CUT] if len(text) > _LONG else text


def _wrong(text: str) -> Iterator[str]:
    """The text with one typing error in its longest word, if that is long enough; the same every time."""
    dice = random.Random(f"{SEED} {text}")  # noqa: S311  # no secret
    word = max(re.findall(r"[^\W\d_]+", text), key=len, default="")
    if len(word) >= _SHORTEST_WRONG:
        yield text.replace(word, misspelt(word, dice), 1)


def misspelt(word: str, dice: random.Random) -> str:
    """A word with one letter gone, doubled, changed or swapped with its neighbour; never the first one."""
    at = dice.randrange(1, len(word) - 1)
    ways: Sequence[Callable[[], str]] = (
        lambda: word[:at] + word[at + 1 :],
        lambda: word[:at] + word[at] + word[at:],
        lambda: word[:at] + dice.choice(_LETTERS) + word[at + 1 :],
        lambda: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return dice.choice(ways)()


def answers(found: Found, good: Sequence[str], where: Sequence[places.Place] = ()) -> bool:
    """Whether one line of an answer is right; in a place it must work there."""
    if found.right:
        return f"right:{found.right.slug}" in good
    service = found.service
    assert service  # noqa: S101  # one of both
    if where and places.covers_reach(service.area, places.reach_of(where)) is False:
        return False
    names = {f"service:{service.id}", f"group:{providers.group_of().get(service.id)}"}
    names |= {f"kind:{kind}" for kind in engine.kinds_of(service)}
    patterns = (one.removeprefix("product:") for one in good if one.startswith("product:"))
    return not names.isdisjoint(good) or any(re.search(one, service.name, re.IGNORECASE) for one in patterns)
