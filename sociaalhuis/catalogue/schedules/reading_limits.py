"""Reads what limits a clause: by appointment, not in a period, from and up to a day, and in which periods it holds."""

from dataclasses import replace

from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.periods import Dates
from sociaalhuis.catalogue.schedules.reading_days import exact_date, pattern, periods
from sociaalhuis.catalogue.schedules.schedule import Rule
from sociaalhuis.catalogue.schedules.tokens import WEEKDAYS, Cursor


def limited(cursor: Cursor, rule: Rule) -> Rule:
    """What limits a clause: by appointment, not in a period, from and up to a day."""
    while True:
        before = cursor.at
        cursor.skip((",", "(", ")", "en"))
        if by_appointment(cursor, at_clause=True):
            rule = replace(rule, by_appointment=True)
        elif cursor.take_row("zonder", "afspraak") or cursor.take_row("vrije", "inloop"):
            rule = replace(rule, by_appointment=False)
        elif any(cursor.take_row(*words) for words in called.ON_HOLIDAYS):
            rule = replace(rule, on_holidays=True)
        elif cursor.take("niet", "behalve", "uitgezonderd", "buiten") and (less := without(cursor, rule)):
            rule = less
        elif (ends := _from_to(cursor, rule)) is not None:
            rule = ends
        else:
            cursor.at = before
            return rule


def without(cursor: Cursor, rule: Rule) -> Rule | None:
    """“niet in juli en op feestdagen”, “behalve op wo”."""
    if found := periods(cursor):
        return replace(rule, outside=rule.outside + found)
    days = pattern(cursor)
    kept = tuple(day for day in rule.byday if days and day not in days.byday)
    if days is None or days != Rule(byday=days.byday) or rule.freq != "WEEKLY" or not kept or cursor.is_(":"):
        return None
    return replace(rule, byday=kept)


def _from_to(cursor: Cursor, rule: Rule) -> Rule | None:
    before = cursor.at
    if cursor.take("vanaf", "sinds", "start", "startend") and (day := exact_date(cursor)):
        return replace(rule, valid_from=day)
    cursor.at = before
    if (cursor.take_row("tot", "en", "met") or cursor.take("tot")) and (day := exact_date(cursor)):
        return replace(rule, valid_to=day)
    cursor.at = before
    if cursor.take_row("week", "vanaf") and (weekday := cursor.known(WEEKDAYS)) is not None:
        return replace(rule, wkst=weekday)
    cursor.at = before
    cursor.skip(("enkel", "alleen"))
    if rule.within or not cursor.is_("in", "op", "van", "tijdens"):
        return None
    found = periods(cursor)
    if not found or cursor.is_(":") or cursor.peek().kind == "num":  # the period begins the next clause
        return None
    if len(found) == 1 and isinstance(found[0], Dates):
        return replace(rule, valid_from=found[0].first, valid_to=found[0].last)
    return replace(rule, within=found)


def by_appointment(cursor: Cursor, *, at_clause: bool = False) -> bool:
    before = cursor.at
    if at_clause and cursor.is_("ook"):  # “ook op afspraak” is besides these hours
        return False
    cursor.take("(")
    cursor.skip(called.APPOINTMENT)
    if cursor.take("afspraak"):
        cursor.take(")")
        return True
    cursor.at = before
    return False
