"""The waiting list: numbers, when they came and when it began. No names, nowhere: a number is all that is kept.

Off unless the house turns it on (setting waiting.numbers). Numbers begin at one each day at each place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import func, select

from sociaalhuis import vocab
from sociaalhuis.db.agenda import WaitingNumber
from sociaalhuis.db.base import new_id
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

SETTING = "waiting.numbers"
LONG, TOO_LONG = 15, 30  # minutes after which a wait is long, and too long
_NOTE = "waiting.note"
_LEAST = 5  # waits under which no median is told
_LAST = 5  # numbers that the display names as called


@dataclass(frozen=True, slots=True)
class Number:
    """Somebody who waits: the number, since when (local time), and the language that was asked for."""

    id: UUID
    number: int
    arrived: datetime
    language: str | None
    started: datetime | None

    def minutes(self, now: datetime) -> int:
        """How long the wait is, or was."""
        return max(0, int(((self.started or now) - self.arrived).total_seconds() // 60))


def refuse_off(house: House) -> None:
    """Raise Refusal when this house keeps no waiting list."""
    if not house.flag(SETTING):
        raise Refusal("Dit huis gebruikt geen wachtnummers.", "Je beheerder zet dat aan bij Instellingen.")


def arrive(house: House, place: str, now: datetime, language: str | None = None) -> int:
    """Give the next number of this day at this place."""
    refuse_off(house)
    if language is not None and language not in {term.slug for term in vocab.terms("languages", None)}:
        raise Refusal("Deze taal staat niet in de lijst.", "Kies een taal uit de lijst, of laat ze leeg.")
    begin, user = _midnight(local(now).date()), worker(house)
    with house.store.write(house.actor, _NOTE) as session:
        here = WaitingNumber.place == place, WaitingNumber.arrived >= begin
        number = (session.scalar(select(func.max(WaitingNumber.number)).where(*here)) or 0) + 1
        session.add(WaitingNumber(id=new_id(), place=place, number=number, arrived=now, language=language, user_id=user))
    return number


def call_next(house: House, place: str, now: datetime) -> Number | None:
    """It begins for who waits longest; None when nobody waits."""
    waits = today(house, place, now)
    if not waits:
        return None
    with house.store.write(house.actor, _NOTE) as session:
        session.get_one(WaitingNumber, waits[0].id).started = now
    return waits[0]


def leave(house: House, number: UUID, now: datetime) -> None:
    """Who waited is not there any more."""
    refuse_off(house)
    with house.store.write(house.actor, _NOTE) as session:
        session.get_one(WaitingNumber, number).gone = now


def today(house: House, place: str, now: datetime) -> Sequence[Number]:
    """Who waits now, the longest first."""
    refuse_off(house)
    return [one for one in _of(house, place, local(now).date(), open_=True) if one.started is None]


def called(house: House, place: str, now: datetime) -> tuple[int, ...]:
    """The numbers that were called last, the newest first: all that a public display may show."""
    refuse_off(house)
    begun = sorted(
        ((one.started, one.number) for one in _of(house, place, local(now).date()) if one.started is not None), reverse=True
    )
    return tuple(number for _at, number in begun[:_LAST])


def median_wait(house: House, place: str, first: date, last: date) -> int | None:
    """The median wait in minutes on these days; None when there are too few to tell."""
    waits = [
        int((row.started - row.arrived).total_seconds() // 60)
        for row in _rows(house, place, first, last)
        if row.started is not None
    ]
    return round(median(waits)) if len(waits) >= _LEAST else None


def _of(house: House, place: str, day: date, *, open_: bool = False) -> Sequence[Number]:
    return [
        Number(row.id, row.number, local(row.arrived), row.language, row.started and local(row.started))
        for row in _rows(house, place, day, day)
        if row.gone is None or not open_
    ]


def _rows(house: House, place: str, first: date, last: date) -> Sequence[WaitingNumber]:
    begin, end = _midnight(first), _midnight(last + timedelta(days=1))
    with house.store.read() as session:
        query = select(WaitingNumber).where(
            WaitingNumber.place == place, WaitingNumber.arrived >= begin, WaitingNumber.arrived < end
        )
        return session.scalars(query.order_by(WaitingNumber.arrived, WaitingNumber.id)).all()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)
