"""Reads hours as people write them: “ma-vr 9-12, wo ook 13-16, 1e ma van de maand tot 19u”. What is not sure is refused.

A text is a row of clauses; a label (“telefoon:”) holds until the next one, a period before a colon (“juli-augustus:”) until the
semicolon. Closing days hold for everything. writing.write says the result again in words that are read as the same.
"""

import functools
from dataclasses import dataclass, field, replace
from datetime import time

from sociaalhuis.catalogue.schedules import adjusting
from sociaalhuis.catalogue.schedules import reading_hours as hours
from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.adjusting import Spans
from sociaalhuis.catalogue.schedules.periods import Period
from sociaalhuis.catalogue.schedules.reading_days import exact_date, pattern, periods
from sociaalhuis.catalogue.schedules.reading_limits import by_appointment, limited, without
from sociaalhuis.catalogue.schedules.schedule import Day, ExtraDay, Rule, Schedule
from sociaalhuis.catalogue.schedules.tokens import EXAMPLE, WEEKDAYS, Cursor


@functools.lru_cache(maxsize=4096)
def read(text: str) -> Schedule:
    """Hours in words as a schedule. Raises Refusal that names the part which is not clear, with an example."""
    return _Reader(text).schedule()


@dataclass(slots=True)
class _Reader:
    """What has been read up to now. ``season``: the periods before a colon that hold for the clauses which follow."""

    text: str
    label: str = ""
    season: tuple[Period, ...] = ()
    season_rests: bool = True
    section_by_appointment: bool = False
    clause_by_appointment: bool = False
    waits: str = ""  # a period of which the hours did not come yet
    added: int = 0  # rules of the last clause
    rules: list[Rule] = field(default_factory=list)
    extra: list[ExtraDay] = field(default_factory=list)
    closed: list[Period] = field(default_factory=list)
    unsure: list[Period] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def schedule(self) -> Schedule:
        """Read the whole text."""
        cursor = Cursor(self.text)
        while self._next_clause(cursor):
            self._clause(cursor)
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
        while cursor.is_(";", "\n", ".", "|", ",", "en", "&", "+", "/", ")", "("):
            if cursor.is_(";", "\n", ".", "|"):
                self._nothing_waits(cursor)
                self.season, self.clause_by_appointment = (), False
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
        begin = cursor.at
        for attempt in (
            self._note,
            self._closed,
            self._extra,
            self._always,
            self._about_all,
            self._season,
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
        return found is not None

    def _label(self, cursor: Cursor) -> bool:
        """“Mechelen:”, “telefoon voor een afspraak:”, “tel.”, “griffie telefonisch”."""
        start = cursor.peek().start
        if found := called.LABEL.match(cursor.text, start):
            said = " ".join(found[1].split())
            if called.NO_LABEL.search(said) and said.casefold() != "open":
                cursor.refuse(now="Schrijf een periode met data of maanden: juli-augustus: enkel ma-vr 9-12 uur.")
            self._call(said)
            cursor.skip_to(found.end())
            return True
        ahead, before = 0, self.label
        while cursor.peek(ahead).kind == "word" and cursor.peek(ahead).value not in (*WEEKDAYS, *called.CALLED):
            ahead += 1
        word = cursor.peek(ahead)
        if word.kind != "word" or word.value not in called.CALLED or ahead > 3:
            return False
        if called.NO_LABEL.search(cursor.text[start : word.start]):
            return False
        self._call(called.CALLED[word.value] if ahead == 0 else cursor.text[start : word.end])
        behind = cursor.at > 0 and not cursor.is_(*called.BETWEEN, ahead=-1)
        cursor.at += ahead + 1
        cursor.take(".")
        cursor.take("bereikbaar", "kan")
        if behind and self.added and (cursor.peek().kind == "end" or cursor.is_(")", *called.BETWEEN)):
            self._call_last(before)
        return True

    def _call_last(self, before: str) -> None:
        """“9-12 uur (balie)”: the label is that of the hours before it, and of nothing else."""
        self.rules[-self.added :] = [replace(one, label=self.label) for one in self.rules[-self.added :]]
        self.label = before

    def _call(self, said: str) -> None:
        known = called.CALLED.get(said.casefold().rstrip("."), said)
        self.section_by_appointment = "afspraak" in known.casefold() and "voor een afspraak" not in known.casefold()
        self.label = "" if known.casefold() in ("op afspraak", "enkel op afspraak", "openingsuren", "open", "uren") else known

    def _closed(self, cursor: Cursor) -> bool:
        """“gesloten op feestdagen en tussen kerst en nieuw”."""
        if not cursor.take("gesloten", "sluiting", "sluitingsdagen"):
            return False
        cursor.take(":")
        found = periods(cursor)
        if not found:
            days = pattern(cursor)
            if days is None:
                cursor.refuse(now="Schrijf wanneer: gesloten op feestdagen en op 24/12/2026.")
            self._add(cursor, days, [], "enkel")
            before = cursor.at
            found = periods(cursor) if cursor.take("en", ",", "&") else ()
            cursor.at = cursor.at if found else before
        self.closed.extend(found)
        return True

    def _extra(self, cursor: Cursor) -> bool:
        """“extra open op 5/12/2026 10-12 uur”."""
        if not (cursor.take("extra") or cursor.take_row("ook", "open")):
            return False
        cursor.skip(("open", "zitdag", ":"))
        begin = cursor.peek().start
        day = exact_date(cursor)
        cursor.take(":")
        spans = hours.spans(cursor) if day else []
        if day is None or not spans:
            cursor.refuse(begin, "Schrijf de dag met het jaar en de uren: extra open op 5/12/2026 10-12 uur.")
        asked = by_appointment(cursor)
        self.extra.extend(ExtraDay(day, opens, closes, asked, self.label) for opens, closes in spans)
        return True

    def _always(self, cursor: Cursor) -> bool:
        """“24/7 (telefoon)”."""
        if cursor.peek().kind != "always":
            return False
        cursor.at += 1
        cursor.take("bereikbaar", "open")
        if cursor.is_("(", "via", "per") and cursor.is_(*called.CALLED, ahead=1):
            cursor.at += 1
            self._label(cursor)
        every = tuple(Day(number) for number in range(7))
        rule = Rule(time(), time(), every, on_holidays=True, label=self.label)
        self.added = int(rule not in self.rules)
        self.rules += [rule] * self.added
        return True

    def _about_all(self, cursor: Cursor) -> bool:
        """“op afspraak”, “zonder afspraak”, “ook op feestdagen”: about what stands under the label."""
        if cursor.take_row("zonder", "afspraak") or cursor.take_row("vrije", "inloop"):
            cursor.take(":")
            return True
        if any(cursor.take_row(*words) for words in called.ON_HOLIDAYS):
            self.rules = [replace(one, on_holidays=True) if one.label == self.label else one for one in self.rules]
            return True
        only = cursor.is_("enkel", "alleen", "uitsluitend")
        if not by_appointment(cursor):
            return False
        before = cursor.at
        comma = cursor.take(",", ":")
        if cursor.peek().kind == "word" and (not comma or self._days_come(cursor)):  # “op afspraak ma 9-12”: it begins a clause
            self.clause_by_appointment = True
            return True
        cursor.at = before
        timed = [one for one in self.rules if one.label == self.label and one.opens_at is not None]
        if only and timed:
            self.rules = [replace(one, by_appointment=True) if one in timed else one for one in self.rules]
        elif Rule(by_appointment=True, label=self.label) not in self.rules:
            self.rules.append(Rule(by_appointment=True, label=self.label))
        return True

    def _days_come(self, cursor: Cursor) -> bool:
        before = cursor.at
        found = pattern(cursor) is not None
        cursor.at = before
        return found

    def _season(self, cursor: Cursor) -> bool:
        """“juli-augustus: enkel 9-12”, “in de kerstvakantie: bel eerst”, “24/12/2026 gesloten”."""
        begin = cursor.peek().start
        named = cursor.is_(*called.SEASONS) and cursor.is_("(", ahead=1)  # “zomeruren (juli-augustus): …”
        cursor.at += 2 * named
        found = periods(cursor, before_colon=True)
        if not found or (named and not cursor.take(")")):
            return False
        cursor.take(":")
        if cursor.take("gesloten", "toe", "dicht"):
            self.closed.extend(found)
        elif self._in_doubt(cursor):
            self.unsure.extend(found)
        else:
            self.season, self.season_rests = found, not cursor.is_("ook")
            self.waits = cursor.text[begin : cursor.peek().start].strip()
        return True

    def _in_doubt(self, cursor: Cursor) -> bool:
        if cursor.peek().kind == "num" and cursor.is_("dagen", "dag", ahead=1):
            cursor.at += 1
        rows = (
            ("bel", "eerst"), ("beperkt", "open"), ("dagen", "open"), ("dag", "open"), ("andere", "uren"),
            ("aangepaste", "uren"), ("aangepaste", "openingsuren"), ("beperkte", "openingsuren"), ("onzeker",),
        )  # fmt: skip
        return any(cursor.take_row(*words) for words in rows)

    def _hours(self, cursor: Cursor) -> bool:
        """Days and hours, with what limits them."""
        first, but = cursor.at, cursor.is_(*called.BUT)
        follows = cursor.is_(",", "en", ")", ahead=-1) if cursor.at else False
        days = pattern(cursor)
        if days:
            if cursor.is_(*called.BUT):
                cursor.at += 1
                days = without(cursor, days) or cursor.refuse()
            if cursor.is_(*called.HALF_DAYS) and cursor.is_(":", ",", ahead=1):
                cursor.at += 1
            hours_follow = cursor.peek(1).kind == "num" and cursor.is_("-", "tot", ahead=2)
            cursor.take(":", *([","] if hours_follow else []))
        elif cursor.peek().kind != "num" and not cursor.is_(
            "ook", "enkel", "alleen", "tot", *called.BUT, *hours.FILL, "tussen"
        ):
            return False
        begin = cursor.peek().start
        said = "ook" if cursor.take("ook") else "enkel" if cursor.take("enkel", "alleen", "slechts", *called.BUT) else ""
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
        clashes = adjusting.clash(self.rules, replace(days, label=self.label, within=self.season)) is not None
        self._times(cursor, days, "enkel" if aside and clashes and not said else said, begin)
        return True

    def _hours_first(self, cursor: Cursor, said: str) -> bool:
        """“9-12 en 13-16 uur (ma-vr)”: the days stand behind the hours."""
        before = cursor.at
        spans = hours.spans(cursor)
        cursor.take("(")
        days = pattern(cursor) if spans else None
        if days is None or not (cursor.peek().kind == "end" or cursor.is_(")", "(", ",", ";", ".", "|", "\n")):
            cursor.at = before
            return False
        cursor.take(")")
        self._add(cursor, days, spans, said)
        return True

    def _last_days(self) -> Rule | None:
        """The days of the rule right before, under the same label and with hours."""
        last = self.rules[-1] if self.rules else None
        return replace(last.pattern, label=self.label) if last and last.opens_at and not last.instead else None

    def _times(self, cursor: Cursor, days: Rule, said: str, begin: int) -> None:
        cursor.skip(("s", "avond", "avonds") if cursor.is_("tot", "vanaf", ahead=1) else ())
        if cursor.peek(1).kind == "num":
            cursor.take("van")
        for edge in ("tot", "vanaf"):
            if cursor.is_(edge) and (clock := hours.clock(cursor, 1)) is not None:
                cursor.at += 2
                changed = adjusting.moved(self.rules, replace(days, label=self.label), edge, clock)
                if changed is None:
                    cursor.refuse(begin, "Zeg eerst de gewone uren van die dag: ma-vr 9-17 uur, wo tot 19 uur.")
                for rule, spans, how in changed:
                    self._add(cursor, rule, spans, how)
                return
        spans = hours.spans(cursor)
        if not spans and self._halves(cursor, days, said, begin):
            return
        if not spans and cursor.take("gesloten", "toe", "dicht"):
            if self.season:
                cursor.refuse(begin, "Schrijf wanneer het in die periode wel open is.")
            self._add(cursor, days, [], "enkel")
            return
        self._add(cursor, days, spans, said, needs_hours=not spans)

    def _halves(self, cursor: Cursor, days: Rule, said: str, begin: int) -> bool:
        """“wo enkel voormiddag”, “vr namiddag gesloten”: half of the ordinary hours."""
        if not cursor.is_(*called.OTHER_HALF):
            return False
        half = cursor.peek().value
        cursor.at += 1
        if cursor.take("gesloten", "toe", "dicht"):
            half = called.OTHER_HALF[half]
        elif said != "enkel" and (said == "ook" or not self.season):
            cursor.refuse(begin, hours.EXAMPLE)
        halves = adjusting.halved(self.rules, replace(days, label=self.label), half)
        if halves is None:
            cursor.refuse(begin, hours.EXAMPLE)
        for rule, spans, how in halves:
            self._add(cursor, rule, spans, how)
        return True

    def _same_days(self, cursor: Cursor) -> Rule:
        """The weekdays said before: of this label in a season, else of the clause before this label."""
        ordinary = [one for one in self.rules if one.freq == "WEEKLY" and one.byday and not one.instead and not one.within]
        mine = [one for one in ordinary if one.label == self.label]
        if mine and self.season:
            return Rule(byday=tuple(sorted({day for one in mine for day in one.byday})))
        if mine or not ordinary or self.rules[-1].label == self.label:
            cursor.refuse(now=called.DAYS_EXAMPLE)
        return ordinary[-1].pattern

    def _add(self, cursor: Cursor, days: Rule, spans: Spans, said: str, *, needs_hours: bool = False) -> None:
        """Keep a rule for each span, after what limits the clause has been read."""
        begin, self.waits, self.added = cursor.peek().start, "", max(1, len(spans))
        rule = replace(days, label=self.label, within=self.season)
        rule = limited(cursor, replace(rule, by_appointment=self.section_by_appointment or self.clause_by_appointment))
        if needs_hours and not rule.by_appointment:
            cursor.refuse(begin, hours.EXAMPLE)
        if rule.within and not spans and not rule.by_appointment:
            cursor.refuse(begin, "Schrijf wanneer het in die periode wel open is.")
        if rule.interval > 1 and rule.valid_from is None:
            cursor.refuse_words(
                self.text.strip()[:60], "Zeg vanaf welke dag je telt: om de 2 weken di 9-12 uur, vanaf 5/1/2027."
            )
        instead = said == "enkel" or (bool(self.season) and said != "ook" and self.season_rests)
        instead = instead or (said == "ook" and adjusting.joins_instead(self.rules, rule))
        rule = replace(rule, instead=instead)
        if said == "" and (twice := adjusting.clash(self.rules, rule)):
            cursor.refuse_words(twice, "Die dag staat er al. Schrijf “wo ook 13-16 uur” of “wo enkel 9-12 uur”.")
        self.rules.extend(replace(rule, opens_at=opens, closes_at=closes) for opens, closes in spans)
        if not spans and rule not in self.rules:
            self.rules.append(rule)
