"""How it is now, in words on the screen: “nu open, tot 17 uur”, “opent om 13.30 uur”, “volgende keer: di 1 december…”."""

from collections.abc import Collection
from datetime import date, datetime

from sociaalhuis.catalogue.schedules.occurring import Opening, local, status
from sociaalhuis.catalogue.schedules.schedule import Schedule
from sociaalhuis.catalogue.schedules.writing import SHORT_DAYS
from sociaalhuis.texts import DAYS, MONTHS, hour

_SOON, _YEAR = 6, 300  # days: up to SOON the weekday is enough, from YEAR on the year is said


def now(schedule: Schedule, at: datetime, holidays: Collection[date] | None = None) -> str:
    """How it is at this moment, and when it opens next. A public holiday is in doubt unless the hours speak of it."""
    here = local(at)
    found = status(schedule, here, holidays)
    if found.open:
        return f"nu open, tot {_when_closed(found.until, here)}" if found.until else "nu open, dag en nacht"
    words = {False: "", None: "enkel op afspraak" if found.by_appointment else "vandaag onzeker, bel eerst"}[found.open]
    coming = next_time(found.next, here) if found.next else "" if words else "geen volgende keer bekend"
    return ", ".join(filter(None, (words, coming)))


def next_time(opening: Opening, at: datetime) -> str:
    """When an opening begins, seen from a moment: “opent dinsdag om 9 uur”, “volgende keer: di 1 december, 14 uur”."""
    start, here = local(opening.start), local(at)
    days = (start.date() - here.date()).days
    by_appointment = ", op afspraak" if opening.by_appointment else ""
    if days > _SOON:
        year = f" {start.year}" if days > _YEAR else ""
        said = f"{SHORT_DAYS[start.weekday()]} {start.day} {MONTHS[start.month - 1]}{year}, {hour(start)}"
        return f"volgende keer: {said}{by_appointment}"
    day = {0: "", 1: "morgen "}.get(days, f"{DAYS[start.weekday()]} ")
    return f"opent {day}om {hour(start)}{by_appointment}"


def _when_closed(until: datetime, here: datetime) -> str:
    """An hour, with its day when that is another one; midnight is “24 uur”."""
    days = (until.date() - here.date()).days
    if days == 1 and not (until.hour or until.minute):
        return "24 uur"
    return hour(until) if days == 0 else f"{'morgen' if days == 1 else DAYS[until.weekday()]} {hour(until)}"
