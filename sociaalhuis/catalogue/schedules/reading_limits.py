"""Reads what limits a clause: by appointment, not in a period, from and up to a day, and in which periods it holds."""

from dataclasses import replace

from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.cursor import Cursor
from sociaalhuis.catalogue.schedules.periods import Dates, Period, School
from sociaalhuis.catalogue.schedules.reading_days import exact_date, pattern, periods, weeks_of
from sociaalhuis.catalogue.schedules.schedule import Rule
from sociaalhuis.catalogue.schedules.words import WEEKDAYS


def limited(cursor: Cursor, rule: Rule) -> Rule:
    """What limits a clause: by appointment, not in a period, from and up to a day."""
    while True:
        before = cursor.at
        cursor.skip((",", "(", ")", "en"))
        if _but_for_the_next(cursor, before) or _half_follows(cursor):
            cursor.at = before
            return rule
        if cursor.is_("en", ahead=-1) and not cursor.is_("enkel", "alleen", "uitsluitend") and _asks(cursor):
            cursor.at = before  # “9-12 en na afspraak” is besides these hours
            return rule
        less = _asked(cursor, rule) or left_out(cursor, rule) or _holding(cursor, rule)
        if less is None:
            cursor.at = before
            return rule
        rule = less


def _asked(cursor: Cursor, rule: Rule) -> Rule | None:
    """By appointment or without."""
    if by_appointment(cursor, at_clause=True):
        return replace(rule, by_appointment=True)
    if cursor.take_row("zonder", "afspraak") or cursor.take_row("vrije", "inloop"):
        return replace(rule, by_appointment=False)
    return None


def left_out(cursor: Cursor, rule: Rule) -> Rule | None:
    """Days that are left out, and holidays that are not."""
    if any(cursor.take_row(*words) for words in called.ON_HOLIDAYS):
        return replace(rule, on_holidays=True)
    before = cursor.at
    if cursor.take_row("ook", "weekend") and {5, 6} <= {day.weekday for day in rule.byday}:
        holidays = cursor.take_row("en", "op", "feestdagen") or cursor.take_row("en", "feestdagen")
        return replace(rule, on_holidays=rule.on_holidays or holidays)
    cursor.at = before
    if cursor.take("niet", "behalve", "uitgezonderd", "buiten") and (less := without(cursor, rule)):
        return less
    cursor.at = before
    return None


def _holding(cursor: Cursor, rule: Rule) -> Rule | None:
    """In which weeks, terms and dates it holds."""
    if (term := school_year(cursor)) is not None:
        return replace(rule, outside=rule.outside + term)
    return _weeks(cursor, rule) or _from_to(cursor, rule)


def _but_for_the_next(cursor: Cursor, before: int) -> bool:
    """“9-12 en, behalve op vrijdag, van 13 tot 16”: what is left out is left out of the hours that follow."""
    here = cursor.at
    found = any(cursor.is_("en", ahead=at - here) for at in range(before, here)) and cursor.take(*called.BUT)
    found = found and pattern(cursor) is not None and cursor.take(",")
    cursor.at = here
    return found


def _half_follows(cursor: Cursor) -> bool:
    """“enkel op afspraak in de namiddag”: only a part of the hours, which the reader looks up."""
    here = cursor.at
    found = by_appointment(cursor) and cursor.is_(*called.HALF_DAYS)
    cursor.at = here
    return found


def _asks(cursor: Cursor) -> bool:
    here = cursor.at
    found = by_appointment(cursor)
    cursor.at = here
    return found


def school_year(cursor: Cursor) -> tuple[Period, ...] | None:
    """“tijdens het schooljaar”: not in the school holidays; None, and the cursor where it was, when something else comes."""
    here = cursor.at
    cursor.skip(("enkel", "alleen", "tijdens", "gedurende", "in", "op", "het"))
    if cursor.take(*called.SCHOOL_YEAR) and not cursor.is_(":"):
        return (School(),)
    cursor.at = here
    return None


def _weeks(cursor: Cursor, rule: Rule) -> Rule | None:
    """“(even weken)” behind the hours; with “om de twee weken” it says which."""
    here = cursor.at
    cursor.skip(("enkel", "alleen", "telkens"))
    parity = weeks_of(cursor)
    if parity is None or rule.freq != "WEEKLY" or cursor.is_(":") or pattern(cursor) is not None:
        cursor.at = here
        return None
    return replace(rule, weeks=parity, interval=1) if rule.interval <= 2 else None


def closes(cursor: Cursor) -> bool:
    """Go past “gesloten”, “is de dienst gesloten”, “zijn we gesloten”."""
    here = cursor.at
    cursor.skip(called.LEAD)
    if str(cursor.peek().value).endswith((*called.NAMING, *called.CALLED)):
        cursor.at += cursor.is_(*called.CLOSED, ahead=1)
    if cursor.take(*called.CLOSED):
        return True
    cursor.at = here
    return False


def without(cursor: Cursor, rule: Rule, *, before_colon: bool = False) -> Rule | None:
    """“niet in juli en op feestdagen”, “behalve op wo”."""
    if found := periods(cursor):
        return replace(rule, outside=rule.outside + found)
    days = pattern(cursor)
    kept = tuple(day for day in rule.byday if days and day not in days.byday)
    if days is None or days != Rule(byday=days.byday) or rule.freq != "WEEKLY" or not kept or cursor.is_(*called.HALF_DAYS):
        return None
    if cursor.is_(":") and not before_colon:
        return None
    return replace(rule, byday=kept)


def _from_to(cursor: Cursor, rule: Rule) -> Rule | None:
    before = cursor.at
    if cursor.take("vanaf", "sinds", "start", "startend") and (day := exact_date(cursor)) and not cursor.is_(":"):
        return replace(rule, valid_from=day)
    cursor.at = before
    if (cursor.take_row("tot", "en", "met") or cursor.take("tot")) and (day := exact_date(cursor)):
        return replace(rule, valid_to=day)
    cursor.at = before
    if cursor.take_row("week", "vanaf") and (weekday := cursor.known(WEEKDAYS)) is not None:
        return replace(rule, wkst=weekday)
    cursor.at = before
    cursor.skip(("enkel", "alleen"))
    bare = not cursor.is_("in", "op", "van", "tijdens")
    if rule.within or (bare and not cursor.is_(",", "(", ahead=-1)):
        return None
    found = periods(cursor)
    if bare and not (cursor.peek().kind == "end" or cursor.is_(")", ".", ";", "\n")):  # “di 9-11, september t.e.m. juni”
        return None
    if not found or cursor.is_(":") or cursor.peek().kind == "num" or _more(cursor):  # the period begins the next clause
        return None
    if len(found) == 1 and isinstance(found[0], Dates):
        return replace(rule, valid_from=found[0].first, valid_to=found[0].last)
    return replace(rule, within=found)


def _more(cursor: Cursor) -> bool:
    """Whether something is said of the period before: it begins a clause."""
    return cursor.is_("ook", "enkel", "alleen", *called.HALF_DAYS) or closes(cursor) or _asks(cursor)


def by_appointment(cursor: Cursor, *, at_clause: bool = False) -> bool:
    before = cursor.at
    if at_clause and cursor.is_("ook", "of"):  # “ook op afspraak” is besides these hours
        return False
    cursor.take("(")
    cursor.skip(called.APPOINTMENT)
    if cursor.take("afspraak"):
        cursor.take(")")
        return True
    cursor.at = before
    return False
