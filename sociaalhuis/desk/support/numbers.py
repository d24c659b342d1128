"""Numbers of the register of steunaanvragen: 2026-0041-K7Q4M2. Pure: a device and how many it gave make the next one.

The year is for people. What makes a number unique is the count of its device, which never starts again and is read and written
in one transaction, with a mark of the device. A mark is 30 bits of the id of the device, and a restored house is a new device:
two marks are equal once in a thousand million times. No clock is trusted: when it is set back, only the year differs.
"""

from datetime import date
from hashlib import sha256
from uuid import UUID

from sociaalhuis.desk.references import ALPHABET

_LETTERS = 6


def mark(device: UUID) -> str:
    """Six letters and digits for a device, always the same."""
    rest = int.from_bytes(sha256(device.bytes).digest()[:8])
    found = []
    for _ in range(_LETTERS):
        rest, place = divmod(rest, len(ALPHABET))
        found.append(ALPHABET[place])
    return "".join(found)


def number(device: UUID, sequence: int, day: date, prefix: str = "") -> str:
    """The number of the ``sequence``-th line of a device; ``prefix`` is that of a branch, which it carries in front."""
    if sequence < 1:
        raise ValueError("a register counts from 1")
    whole = f"{day.year}-{sequence:04d}-{mark(device)}"
    return f"{prefix}-{whole}" if prefix else whole


def gaps(sequences: list[int]) -> list[int]:
    """The counts that are missing between 1 and the last of one device: a register without any is whole."""
    there = set(sequences)
    return [one for one in range(1, max(there, default=0) + 1) if one not in there]
