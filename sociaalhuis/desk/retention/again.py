"""Putting a reservekopie back without bringing back who was erased since it was made."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import batched
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.actions import BEHEERDER, SYSTEM, Actor
from sociaalhuis.db.base import Record
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk.retention import erasing
from sociaalhuis.exchange import backup, erased
from sociaalhuis.house import House

_AT_ONCE = 500


def restore(packed: Path, to: Path, secret: str, now: datetime) -> Path | None:
    """As exchange.backup.restore; what was erased since the copy was made is erased in it before it stands there."""
    gone = backup.erased_since(packed, to)
    return backup.restore(packed, to, secret, now, lambda house: erase(house, gone, now))


def erase(house: House, rows: Collection[UUID], now: datetime) -> None:
    """Erase, in one act of the program, which of these people and questions came back; of each what ``erasing`` says."""
    back = sorted(set(rows) - erased.of(house))
    if not back:
        return
    with house.store.read() as session:
        keeper = session.scalar(select(User.id).where(User.role == BEHEERDER).order_by(User.id).limit(1))
    actor = Actor(house.actor.id or keeper, SYSTEM)
    with house.store.write(actor, "retention.again") as session:
        people, questions = _there(session, Person, back), _there(session, Contact, back)
        if people or questions:
            erasing.erase(replace(house, actor=actor), session, people, questions, now)


def _there(session: Session, model: type[Record], rows: Sequence[UUID]) -> list[UUID]:
    key = model.metadata.tables[model.__tablename__].c.id
    return [one for some in batched(rows, _AT_ONCE) for one in session.scalars(select(key).where(key.in_(some)))]
