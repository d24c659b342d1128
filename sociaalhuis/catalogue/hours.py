"""When a service answers, from the opening hours in the catalogue such as “ma-vr 9-18 u.”.

Only what is certain is said. Wording that cannot be read, hours of one counter and days in doubt give None: the desk calls and
hears. What hours are and how they are read stands in catalogue.schedules.
"""

import functools
from collections.abc import Collection
from datetime import date, datetime

from sociaalhuis.catalogue.schedules import occurring, reading
from sociaalhuis.catalogue.schedules.periods import BRUSSELS, public_holidays
from sociaalhuis.catalogue.schedules.schedule import Schedule
from sociaalhuis.errors import Refusal

__all__ = ["answering", "answers", "next_opening", "public_holidays"]


def answers(hours: str | None, at: datetime, *, holiday: bool = False) -> bool | None:
    """Whether somebody answers at this moment (local time); None when the text does not tell for certain.

    ``holiday``: the day is a public holiday. Then only hours that speak of holidays, or that never close, are certain.
    """
    schedule = answering(hours)
    return None if schedule is None else occurring.open_at(schedule, at, {at.date()} if holiday else ())


def next_opening(hours: str | None, at: datetime, holidays: Collection[date] = ()) -> datetime | None:
    """When somebody certainly answers again after this moment (local time), within a week; holidays are never certain.

    None when the text does not tell, and for what never closes.
    """
    schedule = answering(hours)
    if schedule is None or occurring.never_closes(schedule):
        return None
    found = occurring.next_opening(schedule, at, holidays, ahead=7, walk_in=True)
    if found is None:
        return None
    if at.tzinfo:
        return found.start
    return found.start.astimezone(BRUSSELS).replace(tzinfo=None)


@functools.lru_cache(maxsize=4096)
def answering(hours: str | None) -> Schedule | None:
    """The part of the hours that says when somebody answers: that of the phone, else what has no label.

    None when there is no such part or the text cannot be read: the hours of one place or counter say nothing of the rest.
    """
    if not hours:
        return None
    try:
        schedule = reading.read(hours)
    except Refusal:
        return None
    rules = schedule.rules
    phone = dict.fromkeys(one.label for one in rules if one.attending_type == "phone")
    part = schedule.part(*phone) if phone else schedule.part("")
    return part if part.rules else None
