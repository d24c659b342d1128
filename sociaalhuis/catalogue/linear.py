"""A small linear model as it ships: what each feature of a text says for each outcome. Pure; its readers know the features.

Every feature weighs by its rarity, and a text by the length of all rarities together, so that long texts count no more than
short ones. Tens of thousands of features stand in a few arrays: a tenth of the memory of as many tuples.
"""

import itertools
import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sociaalhuis.paths import resource

COLUMNS = ("features", "rarity", "says", "outcome", "weight")
_PARTS = 100  # the file holds hundredths


class Linear:
    """Read from a file of tools/train_*.py: ``bias`` per outcome; per feature, in columns, its name (``features``), its
    ``rarity`` and how many outcomes it ``says`` something of; in the same order these (``outcome``, of one feature in
    rising order) with their ``weight``.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.bias: Sequence[float] = tuple(raw["bias"])
        self._row: Mapping[str, int] = {feature: row for row, feature in enumerate(raw["features"])}
        self._rarity: array[float] = array("f", (rarity / _PARTS for rarity in raw["rarity"]))
        self._begin = array("I", itertools.accumulate(raw["says"], initial=0))
        self._outcome = array("H", raw["outcome"])
        self._weight = array("f", (weight / _PARTS for weight in raw["weight"]))

    @classmethod
    def shipped(cls, *parts: str) -> tuple["Linear", Mapping[str, Any]]:
        """The model in a resource file, with what else stands in it."""
        import orjson

        raw = orjson.loads(resource(*parts).read_bytes())
        return cls(raw), {name: one for name, one in raw.items() if name not in COLUMNS}

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
        return self._rarity[row] * self._weight[at] if at < end and self._outcome[at] == outcome else 0.0

    def length(self, features: Iterable[str]) -> float:
        """The evidence in these features: the length of their rarities together."""
        return math.sqrt(math.fsum(self.rarity(one) ** 2 for one in features))

    def scores(self, features: Iterable[str]) -> list[float]:
        """The score of each outcome for a text of these features, all of which the model knows."""
        rows = [self._row[one] for one in features]
        rarities = [self._rarity[row] for row in rows]
        length = math.sqrt(math.fsum(one * one for one in rarities)) or 1.0
        found = list(self.bias)
        for row, rarity in zip(rows, rarities, strict=True):
            share, here = rarity / length, slice(self._begin[row], self._begin[row + 1])
            for outcome, weight in zip(self._outcome[here], self._weight[here], strict=True):
                found[outcome] += share * weight
        return found
