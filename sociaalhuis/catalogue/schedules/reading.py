"""Reads hours as people write them: “ma-vr 9-12, wo ook 13-16, 1e ma van de maand tot 19u”. What is not sure is refused.

A text is a row of clauses; a label (“telefoon:”) holds until the next one, a period before a colon (“juli-augustus:”) until the
semicolon. Closing days hold for everything. writing.write says the result again in words that are read as the same.
"""

import functools
from dataclasses import dataclass, replace
from datetime import date, time

from sociaalhuis.catalogue.schedules import adjusting
from sociaalhuis.catalogue.schedules import reading_hours as hours
from sociaalhuis.catalogue.schedules import reading_labels as labels
from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.cursor import EXAMPLE, Cursor
from sociaalhuis.catalogue.schedules.reading_days import exact_date, pattern, periods, weeks_of
from sociaalhuis.catalogue.schedules.reading_frames import Frames
from sociaalhuis.catalogue.schedules.reading_limits import by_appointment, left_out, without
from sociaalhuis.catalogue.schedules.schedule import EVERY_DAY, Day, ExtraDay, Rule, Schedule
from sociaalhuis.catalogue.schedules.words import WEEKDAYS

_BETWEEN_CLAUSES = (";", "\n", ".", "|", ",", "en", "&", "+", "/", ")", "(")


@functools.lru_cache(maxsize=4096)
def read(text: str) -> Schedule:
    """Hours in words as a schedule. Raises Refusal that names the part which is not clear, with an example."""
    return _Reader(text).schedule()


@dataclass(slots=True)
class _Reader(Frames):
    """Walks over the clauses; each kind of clause is a method that says whether it was one."""

    def schedule(self) -> Schedule:
        """Read the whole text."""
        cursor = Cursor(self.text)
        while self._next_clause(cursor):
            self._clause(cursor)
        if self.dated and any(one.opens_at for one in self.rules):
            cursor.refuse_words(self.text.strip()[:60], "Schrijf “extra open op” voor die dagen, of “enkel”.")
        if not (self.rules or self.extra):
            cursor.refuse_words(self.text.strip()[:60], EXAMPLE)
        found = Schedule(tuple(self.rules), tuple(self.extra))
        return Schedule(
            tuple(one for label in found.labels for one in self.rules if one.label == label),
            tuple(one for label in found.labels for one in self.extra if one.label == label),
            tuple(dict.fromkeys(self.closed)),
            tuple(dict.fromkeys(self.unsure)),
            tuple(self.notes),
        )

    def _next_clause(self, cursor: Cursor) -> bool:
        while cursor.is_(*_BETWEEN_CLAUSES):
            if cursor.is_(";", "\n", ".", "|"):
                self._nothing_waits(cursor)
                self.season, self.clause_by_appointment = (), False
                self.frame = replace(self.frame, outside=())
            cursor.at += 1
        if cursor.is_("-") and cursor.at and cursor.peek(1).value in WEEKDAYS:  # “ma-vr 9-12 - za 9-11”
            cursor.at += 1
        if cursor.peek().kind != "end":
            return True
        self._nothing_waits(cursor)
        return False

    def _nothing_waits(self, cursor: Cursor) -> None:
        if self.waits:
            cursor.refuse_words(self.waits, "Schrijf wanneer het dan open is, of “gesloten” ervoor.")

    def _clause(self, cursor: Cursor) -> None:
        self.begun = cursor.peek().start
        self.stopped = cursor.at > 0 and cursor.is_(".", ahead=-1)
        if self._note(cursor):
            return
        begin = cursor.at
        cursor.skip(called.LEAD)
        if cursor.at > begin and cursor.take(":"):  # “u kan bij ons terecht: …”
            self._call("open")
            cursor.skip(called.LEAD)
        begin = cursor.at
        if cursor.peek().kind == "end" or cursor.is_(*_BETWEEN_CLAUSES):
            return
        for attempt in (
            self._closed,
            self._extra,
            self._always,
            self._half_day,
            self._about_all,
            self._framed,
            self._season,
            self._through,
            self._hours,
            self._label,
        ):
            if attempt(cursor):
                if cursor.at == begin:  # nothing was read: never again and again
                    cursor.refuse()
                return
            cursor.at = begin
        cursor.refuse()

    def _note(self, cursor: Cursor) -> bool:
        found = called.NOTE.match(cursor.text, cursor.peek().start)
        if found:
            self.notes.append(found[0].strip())
            cursor.skip_to(found.end())
        elif said := labels.sentence(cursor):
            self.notes.append(f"opmerking: {said}")
            cursor.skip_to(cursor.peek().start + len(said))
            found = called.NOTE.match(self.notes[-1])
        return found is not None

    def _label(self, cursor: Cursor) -> bool:
        """“Mechelen:”, “telefoon voor een afspraak:”, “tel.”, “griffie telefonisch”."""
        start = cursor.peek().start
        if (found := called.LABEL.match(cursor.text, start)) and cursor.stands(":", found.end() - 1):
            said = " ".join(found[1].split())
            if called.NO_LABEL.search(said) and said.casefold() != "open":
                cursor.refuse(now="Schrijf een periode met data of maanden: juli-augustus: enkel ma-vr 9-12 uur.")
            self._call(said)
            cursor.skip_to(found.end())
            return True
        if (name := labels.bare(cursor)) is None:
            return False
        return self._named(cursor, *name)

    def _closed(self, cursor: Cursor) -> bool:
        """“gesloten op feestdagen en tussen kerst en nieuw”."""
        if cursor.take(*called.PAUSE):
            cursor.take(":")
            return self._pause(cursor)
        if not cursor.take("gesloten", "sluiting", "sluitingsdagen"):
            return False
        cursor.skip((":", "wegens", "met", "uitzonderlijk"))
        found = periods(cursor)
        if found and cursor.is_("("):  # “tijdens de kerstvakantie (21/12/2026 - 3/1/2027)”
            cursor.at += 1
            found += periods(cursor)
        if not found and self._pause(cursor):
            return True
        if not found:
            days = pattern(cursor)
            if days is None:
                cursor.refuse(now="Schrijf wanneer: gesloten op feestdagen en op 24/12/2026.")
            if cursor.is_(*called.OTHER_HALF):
                self._halves(cursor, days, "enkel", cursor.peek().start, closed=True)
                return True
            self._add(cursor, days, [], "enkel")
            before = cursor.at
            found = periods(cursor) if cursor.take("en", ",", "&") else ()
            cursor.at = cursor.at if found else before
        self.closed.extend(found)
        return True

    def _pause(self, cursor: Cursor) -> bool:
        """“gesloten tussen 12 en 13 uur”, “middagpauze 12-13 uur”: out of all hours said before under this label."""
        spans = hours.spans(cursor)
        kept = adjusting.cut(self.rules, self.label, spans)
        if len(spans) != 1 or kept is None:
            return False
        self.rules, self.added = kept, 0
        return True

    def _extra(self, cursor: Cursor) -> bool:
        """“extra open op 5/12/2026 10-12 uur”."""
        if not (cursor.take("extra") or cursor.take_row("ook", "open")):
            return self._sittings(cursor)
        cursor.skip(("open", "zitdag", ":"))
        begin = cursor.peek().start
        if not self._on_dates(cursor):
            cursor.refuse(begin, "Schrijf de dag met het jaar en de uren: extra open op 5/12/2026 10-12 uur.")
        return True

    def _sittings(self, cursor: Cursor) -> bool:
        """“zitdagen op 5/1/2027 en 2/2/2027 van 13.30 tot 15.30 uur”: only on these days."""
        cursor.take(*called.SITTINGS)
        cursor.take(":")
        found = not self.rules and self._on_dates(cursor)
        self.dated = self.dated or found
        return found

    def _on_dates(self, cursor: Cursor) -> bool:
        dates: list[date] = []
        while day := exact_date(cursor):
            dates.append(day)
            cursor.skip((",", "en", "&", "+"))
        cursor.take(":")
        spans = hours.spans(cursor) if dates and not periods(cursor) else []
        asked = bool(spans) and by_appointment(cursor)
        self.extra += [ExtraDay(day, opens, closes, asked, self.label) for day in dates for opens, closes in spans]
        return bool(spans)

    def _always(self, cursor: Cursor) -> bool:
        """“24/7 (telefoon)”."""
        if cursor.peek().kind != "always":
            return False
        cursor.at += 1
        cursor.take("bereikbaar", "open")
        if cursor.is_(",", "en") and cursor.is_("dagelijks", ahead=1):
            cursor.at += 2
        if cursor.is_("(", "via", "per") and cursor.is_(*called.CALLED, ahead=1):
            cursor.at += 1
            self._label(cursor)
        rule = Rule(time(), time(), EVERY_DAY, on_holidays=True, label=self.label)
        self.added = int(rule not in self.rules)
        self.rules += [rule] * self.added
        return True

    def _through(self, cursor: Cursor) -> bool:
        """“van vrijdag 19 uur tot maandag 8 uur”: day and night, from the one to the other."""
        cursor.take("van", "vanaf")
        edges = []
        for to in (("tot", "-"), ()):
            weekday = cursor.known(WEEKDAYS)
            cursor.skip(("avond", "namiddag", "voormiddag", "om"))
            clock = hours.clock(cursor, 0) if weekday is not None else None
            if weekday is None or clock is None or (to and not cursor.is_(*to, ahead=1)):
                return False
            edges.append((weekday, clock))
            cursor.at += 2 if to else 1
        (first, opens), (last, closes) = edges
        between = (last - first) % 7
        if not between or opens < closes or cursor.is_("-", "tot"):  # “ma 9 tot vr 17” may be meant by the day
            return False
        ends = [24 * 60] * between + [closes]
        starts = [opens] + [0] * between
        for ahead, span in enumerate(zip(starts, ends, strict=True)):
            if span[0] < span[1]:
                self._add(cursor, Rule(byday=(Day((first + ahead) % 7),)), [hours.times(*span)], "")
        return True

    def _hours(self, cursor: Cursor) -> bool:
        """Days and hours, with what limits them."""
        if self._but_for(cursor):
            return True
        first, but = cursor.at, cursor.is_(*called.BUT)
        follows = cursor.is_(",", "en", ")", ";", "\n", "|", ahead=-1) if cursor.at else False
        days = pattern(cursor)
        holidays = bool(days) and _holidays_too(cursor)
        half = cursor.peek().value if cursor.is_(*called.HALF_DAYS) else self.half
        if days:
            days = _aside(cursor, days)
            if cursor.is_(*called.HALF_DAYS) and cursor.is_(":", ",", "ook", ahead=1):
                cursor.at += 1
            cursor.take(":", *([",", "\n"] if _hours_behind(cursor) else []))
        elif cursor.peek().kind != "num" and not cursor.is_(
            "ook", "enkel", "alleen", "tot", *called.BUT, *hours.FILL, "tussen", "vanaf"
        ):
            return False
        begin = cursor.peek().start
        said = _manner(cursor)
        if days is None and self._hours_first(cursor, said):
            return True
        if days is None:
            days = pattern(cursor) or (self._last_days() if follows and not said else None) or self._same_days(cursor)
            said = "ook" if follows and not said and days == self._last_days() else said
            said = "ook" if cursor.take("ook") else said
            if not cursor.take(":") and but and cursor.peek().kind != "num":
                cursor.at = first
                return False
        aside = first > 0 and cursor.is_("(", ahead=first - cursor.at - 1)  # “9-17 (vrijdag: 9-15)” is instead of them
        if aside and self._asked_aside(cursor, days):
            return True
        clashes = adjusting.clash(self.rules, replace(days, label=self.label, within=self.season)) is not None
        self._times(cursor, days, "enkel" if aside and clashes and not said else said, begin, half=half)
        if holidays:
            self._and_holidays()
        return True

    def _hours_first(self, cursor: Cursor, said: str) -> bool:
        """“9-12 en 13-16 uur (ma-vr)”: the days stand behind the hours."""
        before = cursor.at
        spans = hours.spans(cursor)
        cursor.take("(", ":", *([] if self.rules else [","]))
        days = pattern(cursor) if spans else None
        if days is None or not (cursor.peek().kind == "end" or cursor.is_(")", "(", ",", ";", ".", "|", "\n")):
            cursor.at = before
            return False
        cursor.take(")")
        self._add(cursor, days, spans, self._besides(days, spans, said))
        return True


def _manner(cursor: Cursor) -> str:
    """Go past “ook” or “enkel”; “behalve” says “enkel” too."""
    return "ook" if cursor.take("ook") else "enkel" if cursor.take("enkel", "alleen", "slechts", *called.BUT) else ""


def _aside(cursor: Cursor, days: Rule) -> Rule:
    """“do (niet op feestdagen) 9-11”, “elke werkdag, behalve di, 9-11”, “elke dag (ook op feestdagen) 8-22”."""
    aside = cursor.is_("(", ",") and cursor.is_(*called.BUT, "ook", ahead=1) and cursor.take("(", ",")
    if aside and cursor.is_("ook"):
        days = left_out(cursor, days) or cursor.refuse()
    elif cursor.take(*called.BUT):
        days = without(cursor, days, before_colon=True) or cursor.refuse()
    if aside:
        cursor.take(")", ",")
    before = cursor.at
    if cursor.take("(", ",") and (parity := weeks_of(cursor)) is not None and days.freq == "WEEKLY" and days.interval <= 2:
        cursor.take(")", ",")
        return replace(days, weeks=parity, interval=1)
    cursor.at = before
    cursor.skip(called.LEAD if not cursor.is_("de", "het") else ())
    return days


def _hours_behind(cursor: Cursor) -> bool:
    """Whether hours come behind a comma: “ma-vr, 9-12”, “op dinsdag, van 9 tot 12”."""
    ahead = 1
    while cursor.is_("van", "telkens", "tussen", ahead=ahead):
        ahead += 1
    span = cursor.peek(ahead).kind == "num" and (ahead > 1 or cursor.is_("-", "tot", ahead=ahead + 1))
    closed = cursor.is_("\n") and cursor.is_(*called.CLOSED, ahead=1)
    return closed or (cursor.is_(",", "\n") and (span or cursor.peek(ahead).kind == "always"))


def _holidays_too(cursor: Cursor) -> bool:
    """Go past “en feestdagen” behind days; whether it stood there."""
    before = cursor.at
    cursor.skip((",", "en", "&", "+", "-", "op", "wettelijke"))
    if cursor.at > before and cursor.take("feestdagen", "feestdag"):
        return True
    cursor.at = before
    return False
