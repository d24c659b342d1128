"""Unfinished work: kept while typing, parked, found again after a lock or a power cut. Scratch of one colleague.

Nobody else sees it, so it does not wait for a colleague to look it through: what nobody touched for long is erased by itself,
and with an account that is disabled its scratch goes (access.users).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db import desk as tables
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

MOST_PARKED = 5
LOCKED = "locked_note"  # a note under lock: no list of unfinished work shows it, only the file that it is about


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished work of a screen. ``content`` is what the screen needs to go on, as JSON values."""

    id: UUID
    kind: str
    content: Mapping[str, Any]
    parked: bool
    touched: datetime


def keep(house: House, draft: UUID, kind: str, content: Mapping[str, Any], now: datetime, *, parked: bool = False) -> None:
    """Save the draft as it is now; when nothing is left in it, it goes.

    Raises Refusal when a sixth would be parked, or a text is too long.
    """
    user = worker(house)
    if not content:
        drop(house, draft)
        return
    for value in content.values():
        if isinstance(value, str):
            cleaned(value)
    if parked and sum(d.parked and d.id != draft for d in mine(house)) >= MOST_PARKED:
        raise Refusal(f"Er staan al {MOST_PARKED} vragen geparkeerd.", "Werk er eerst een af op het scherm Vandaag.")
    with house.store.write(house.actor, "draft.keep") as session:
        row = session.get(tables.Draft, draft)
        if row is not None and row.user_id != user:
            raise Refusal("Dit is het werk van een collega.", "Begin zelf opnieuw.")
        if row is None:
            session.add(tables.Draft(id=draft, user_id=user, kind=kind, content=dict(content), parked=parked, touched=now))
        else:
            row.content, row.parked, row.touched = dict(content), parked, now


def mine(house: House, kind: str | None = None) -> Sequence[Draft]:
    """My unfinished work, the latest first; with ``kind`` only that of one screen. Notes under lock only when asked for."""
    with house.store.read() as session:
        query = select(tables.Draft).where(tables.Draft.user_id == house.actor.id).order_by(tables.Draft.touched.desc())
        query = query.where(tables.Draft.kind != LOCKED if kind is None else tables.Draft.kind == kind)
        return [Draft(d.id, d.kind, d.content, d.parked, d.touched) for d in session.scalars(query)]


def drop(house: House, draft: UUID) -> None:
    """The work is done or not wanted any more; nothing happens when it was gone already."""
    with house.store.write(house.actor, "draft.keep") as session:
        row = session.get(tables.Draft, draft)
        if row is not None and row.user_id == house.actor.id:
            session.delete(row)


def erase_old(house: House, now: datetime) -> int:
    """Erase what nobody touched for as long as the house chose, in an act of the program itself; gives how many."""
    before = now - timedelta(days=house.number("retention.draft_days"))
    with house.store.read() as session:
        old = session.scalars(select(tables.Draft.id).where(tables.Draft.touched < before)).all()
    if old:
        with house.store.write(THE_PROGRAM, "draft.expire") as session:
            house.store.erase(session, tables.Draft, old)
    return len(old)
