"""A small linear model as it ships: what each feature of a text says for each outcome. Pure; its readers know the features.

Every feature weighs by its rarity, and a text by the length of all rarities together, so that long texts count no more than
short ones. Tens of thousands of features stand in a few arrays: a tenth of the memory of as many tuples. The file holds them as
arrays too, so that it is read in a twentieth of a second.
"""

import itertools
import math
import sys
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sociaalhuis.paths import resource

FEATURES = "features"
COLUMNS: Mapping[str, str] = {"rarity": "H", "says": "H", "outcome": "H", "weight": "h"}  # each with its type of array
_PARTS = 100  # the file holds hundredths


class Linear:
    """Read from a file of tools/train_*.py: ``bias`` per outcome; per feature, in columns, its name (``features``), its
    ``rarity`` and how many outcomes it ``says`` something of; in the same order these (``outcome``, of one feature in
    rising order) with their ``weight``.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.bias: Sequence[float] = tuple(raw["bias"])
        columns = {name: unpacked(name, raw[name]) for name in COLUMNS}
        self._row: Mapping[str, int] = {feature: row for row, feature in enumerate(raw[FEATURES].split("\n"))}
        self._rarity = array("f", (rarity / _PARTS for rarity in columns["rarity"]))
        self._begin = array("I", itertools.accumulate(columns["says"], initial=0))
        self._outcome, self._weight = columns["outcome"], columns["weight"]

    @classmethod
    def shipped(cls, *parts: str) -> tuple["Linear", Mapping[str, Any]]:
        """The model in a resource file, with what else stands in it."""
        import orjson

        raw = orjson.loads(resource(*parts).read_bytes())
        return cls(raw), {name: one for name, one in raw.items() if name != FEATURES and name not in COLUMNS}

    def __contains__(self, feature: str) -> bool:
        return feature in self._row

    def rarity(self, feature: str) -> float:
        """How rare a feature is. Raises KeyError for one that the model does not know."""
        return self._rarity[self._row[feature]]

    def says(self, feature: str, outcome: int) -> float:
        """How much a feature speaks for one outcome: its rarity times its weight. Nothing for what it does not know or say."""
        row = self._row.get(feature)
        if row is None:
            return 0.0
        end = self._begin[row + 1]
        at = bisect_left(self._outcome, outcome, self._begin[row], end)
        if at == end or self._outcome[at] != outcome:
            return 0.0
        return self._rarity[row] * self._weight[at] / _PARTS

    def length(self, features: Iterable[str]) -> float:
        """The evidence in these features: the length of their rarities together."""
        return math.hypot(*map(self.rarity, features))

    def scores(self, features: Iterable[str]) -> list[float]:
        """The score of each outcome for a text of these features, all of which the model knows."""
        rows = [self._row[one] for one in features]
        rarities = [self._rarity[row] for row in rows]
        scale = _PARTS * (math.hypot(*rarities) or 1.0)
        found, outcomes, weights = list(self.bias), self._outcome, self._weight
        for row, rarity in zip(rows, rarities, strict=True):
            share, here = rarity / scale, slice(self._begin[row], self._begin[row + 1])
            for outcome, weight in zip(outcomes[here], weights[here], strict=False):  # as long: it is asked too often to look
                found[outcome] += share * weight
        return found


def packed(column: str, numbers: Iterable[int]) -> str:
    """The numbers of a column as the file holds them. Raises OverflowError for a number that does not fit."""
    return b64encode(_little_endian(array(COLUMNS[column], numbers)).tobytes()).decode("ascii")


def unpacked(column: str, text: str) -> "array[int]":
    """The numbers of a column of the file."""
    numbers = array(COLUMNS[column])
    numbers.frombytes(b64decode(text))
    return _little_endian(numbers)


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
