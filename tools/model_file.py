"""The file of a word model as catalogue/linear.py reads it: for tools/train_needs.py and tools/train_crisis.py."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sociaalhuis.catalogue.linear import COLUMNS, FEATURES, packed


def write(
    path: Path, about: Mapping[str, Any], features: Mapping[str, tuple[int, Sequence[tuple[int, int]]]], faint: int
) -> None:
    """Write ``about`` and the features: each with its rarity and its (outcome, weight) pairs, all weights in hundredths.

    The columns are packed, one a line, so that the file is read in a moment. Features that say nothing, or nothing as strong as
    ``faint`` (hundredths too), are left out: there are many, and together they tell little.
    """
    told = {feature: one for feature, one in features.items() if any(abs(weight) >= faint for _, weight in one[1])}
    columns: dict[str, list[int]] = {
        "rarity": [rarity for rarity, _ in told.values()],
        "says": [len(pairs) for _, pairs in told.values()],
        "outcome": [outcome for _, pairs in told.values() for outcome, _ in sorted(pairs)],
        "weight": [weight for _, pairs in told.values() for _, weight in sorted(pairs)],
    }
    held = {**about, FEATURES: "\n".join(told), **{name: packed(name, columns[name]) for name in COLUMNS}}
    path.write_text("{" + ",\n".join(f"{json.dumps(name)}:{_compact(value)}" for name, value in held.items()) + "}\n", "utf-8")
    print(f"{len(told)} features, {len(columns['outcome'])} weights")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
