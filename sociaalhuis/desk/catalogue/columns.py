"""Which column of a list holds what: guessed from the headings, or as this house said before of a list with the same ones."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from sociaalhuis.db.imports import ListColumns
from sociaalhuis.exchange.catalogue import mapped, reading
from sociaalhuis.house import House

LISTS = frozenset({"csv", "xlsx"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a list and which of them holds which field: {field: heading}, empty for none.

    ``remembered``: somebody chose it.
    """

    headings: tuple[str, ...]
    taken: Mapping[str, str]
    remembered: bool = False


def of(house: House, found: reading.Found) -> Columns | None:
    """What the columns of a file hold; None for a file that is no list. Raises Refusal for a list that cannot be read."""
    if found.format not in LISTS:
        return None
    headings = found.headings()
    with house.store.read() as session:
        known = session.scalar(select(ListColumns).where(ListColumns.headings == _digest(headings)))
    here = {_plain(name): name for name in headings}
    chosen = {} if known is None else {field: here.get(_plain(name), "") for field, name in known.taken.items()}
    guessed = mapped.taken(headings, chosen)
    return Columns(headings, {field: guessed.get(field, "") for field in mapped.FIELDS}, known is not None)


def as_chosen(house: House, found: reading.Found, given: Mapping[str, str]) -> reading.Found:
    """The file with the columns that were remembered, and over them the ones that are given now."""
    known = of(house, found)
    return found if known is None else replace(found, columns={**known.taken, **given})


def remember(house: House, headings: Sequence[str], taken: Mapping[str, str], now: datetime) -> None:
    """Take these columns for every list with these headings: {field: heading}, empty for none."""
    with house.store.write(house.actor, "catalogue.import") as session:
        known = session.scalar(select(ListColumns).where(ListColumns.headings == _digest(headings)))
        if known is None:
            known = ListColumns(headings=_digest(headings))
            session.add(known)
        elif known.taken == taken:
            return
        known.taken, known.at, known.user_id = dict(taken), now, house.actor.id


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(map(_plain, headings))).encode()).hexdigest()


def _plain(heading: str) -> str:
    """A heading whatever its capitals and spaces."""
    return " ".join(heading.lower().split())
