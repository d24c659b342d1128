"""The office hours of a house as it keeps them: planning them, ending them, and what is said of one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from sociaalhuis.catalogue import places
from sociaalhuis.db.agenda import OfficeHours, OfficeHoursDay
from sociaalhuis.db.base import new_id
from sociaalhuis.desk.agenda import asking, hours
from sociaalhuis.desk.agenda.hours import Mode, Note, Series
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

LONGEST = 120  # characters of a name, a host, a place, a reason
_CHANGE, _DAY = "officehours.change", "officehours.day"


@dataclass(frozen=True, slots=True)
class Known:
    """A series with what was said of its days."""

    series: Series
    notes: tuple[Note, ...]


def closing_days(house: House) -> frozenset[date]:
    """The days on which the house is closed: no office hours, of nobody."""
    return frozenset(date.fromisoformat(day) for day in house.lines("calendar.closing_days"))


def everything(house: House, *, ended: bool = False) -> Sequence[Known]:
    """All office hours by name; with ``ended`` also those that are over for good."""
    with house.store.read() as session:
        return [one for one in read(session).values() if ended or one.series.ended is None]


def read(session: Db) -> Mapping[UUID, Known]:
    """All office hours by id, ordered by name."""
    notes: dict[UUID, list[Note]] = {}
    for row in session.scalars(select(OfficeHoursDay)):
        notes.setdefault(row.office_hours_id, []).append(
            Note(row.id, row.day, row.event, row.at, row.opens_at, row.closes_at, row.reason or "", row.takes_back)
        )
    rows = session.scalars(select(OfficeHours).order_by(OfficeHours.name, OfficeHours.id))
    return {row.id: Known(_series(row), tuple(notes.get(row.id, ()))) for row in rows}


def _series(row: OfficeHours) -> Series:
    return Series(
        row.id, row.name, row.host, row.place, row.hours, cast("Mode", row.mode), row.minutes, row.capacity, row.guest,
        row.postal_code, row.service_id, tuple(row.bring), row.discreet, row.ended,
    )  # fmt: skip


def blank(house: House) -> Series:
    """A new series to fill in: at the house, with nothing said yet."""
    return Series(new_id(), "", "", house.name, "", postal_code=house.text("house.postal_code") or None)


def plan(house: House, wanted: Series, now: datetime) -> Series:
    """Keep a new series, or the change of one that is there (by its id); gives it as it is kept.

    Raises Refusal for what is missing, for hours that cannot be read, and for sizes that cannot be.
    """
    good, user = _checked(wanted), worker(house)
    with house.store.write(house.actor, _CHANGE) as session:
        row = session.get(OfficeHours, good.id)
        if row is None:
            row = OfficeHours(id=good.id, made=now, user_id=user)
            session.add(row)
        row.name, row.host, row.place, row.hours, row.mode = good.name, good.host, good.place, good.hours, good.mode
        row.minutes, row.capacity, row.guest, row.postal_code = good.minutes, good.capacity, good.guest, good.postal_code
        row.service_id, row.bring, row.discreet, row.ended = good.service, list(good.bring), good.discreet, good.ended
    return good


def _checked(wanted: Series) -> Series:
    name, host, place = (" ".join(cleaned(text).split()) for text in (wanted.name, wanted.host, wanted.place))
    if not (host and place):
        raise Refusal("Van wie is deze zitdag, en waar? Dat ontbreekt nog.", "Vul bij wie er zit en op welke plaats.")
    bring = tuple(filter(None, (" ".join(cleaned(one).split()) for one in wanted.bring)))
    if any(len(text) > LONGEST for text in (name, host, place, *bring)):
        raise Refusal("Dit is te lang.", f"Hou het bij {LONGEST} tekens.")
    if not hours.SHORTEST <= wanted.minutes <= hours.LONGEST:
        raise Refusal("Zo lang kan een afspraak niet duren.", f"Kies van {hours.SHORTEST} tot {hours.LONGEST} minuten.")
    if not 1 <= wanted.capacity <= hours.MOST_AT_ONCE:
        raise Refusal("Zoveel mensen tegelijk kan niet.", f"Kies van 1 tot {hours.MOST_AT_ONCE}.")
    if wanted.mode not in hours.MODES:
        raise Refusal("Is het op afspraak of niet?", "Kies er een.")
    code = (wanted.postal_code or "").strip() or None
    if code is not None and not places.known(code):
        raise Refusal("Deze postcode bestaat niet.", "Kijk ze na, of laat ze leeg.")
    return replace(
        wanted,
        name=name or host,
        host=host,
        place=place,
        hours=hours.checked_hours(wanted.hours),
        postal_code=code,
        bring=bring,
    )


def end(house: House, series: UUID, last: date) -> None:
    """The series stops after this day. Appointments after it stay, and are shown as without office hours."""
    with house.store.write(house.actor, _CHANGE) as session:
        session.get_one(OfficeHours, series).ended = last


def cancel(house: House, series: UUID, day: date, reason: str, now: datetime) -> None:
    """This day does not take place. Nothing happens to its appointments: they wait on the call list."""
    _note(house, series, day, hours.CANCEL, now, reason)


def restore(house: House, series: UUID, day: date, now: datetime) -> None:
    """This day takes place after all."""
    _note(house, series, day, hours.RESTORE, now)


def add_day(house: House, series: UUID, day: date, opens_at: time, closes_at: time, now: datetime) -> None:
    """One day more, with its hours (desk.when.span)."""
    _note(house, series, day, hours.EXTRA, now, opens_at=opens_at, closes_at=closes_at)


def _note(
    house: House, series: UUID, day: date, event: str, now: datetime, reason: str = "", *, opens_at: time | None = None,
    closes_at: time | None = None,
) -> None:  # fmt: skip
    words, user = " ".join(cleaned(reason).split()), worker(house)
    if len(words) > LONGEST:
        raise Refusal("Dit is te lang.", f"Hou het bij {LONGEST} tekens.")
    with house.store.write(house.actor, _DAY) as session:
        session.get_one(OfficeHours, series)
        session.add(
            OfficeHoursDay(
                id=new_id(), office_hours_id=series, day=day, event=event, opens_at=opens_at, closes_at=closes_at,
                reason=words or None, at=now, user_id=user,
            )
        )  # fmt: skip


def coming(house: House, now: datetime, number: int = 3) -> Sequence[asking.Coming]:
    """Every series with its next days, the soonest first; for what is asked in a search field."""
    closed = closing_days(house)
    found = [asking.Coming(one.series, hours.coming(one.series, one.notes, now, number, closed)) for one in everything(house)]
    return sorted(found, key=lambda one: (one.days[0].start.timestamp() if one.days else float("inf"), one.series.name))
