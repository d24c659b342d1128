"""Reads hours as people write them: “ma-vr 9-12, wo ook 13-16, 1e ma van de maand tot 19u”. What is not sure is refused.

A text is a row of clauses; a label (“telefoon:”) holds until the next one, a period before a colon (“juli-augustus:”) until the
semicolon. Closing days hold for everything. writing.write says the result again in words that are read as the same.
"""

import functools
import re
from dataclasses import dataclass, field, replace
from datetime import time

from sociaalhuis.catalogue.schedules import adjusting
from sociaalhuis.catalogue.schedules import reading_hours as hours
from sociaalhuis.catalogue.schedules.adjusting import Spans
from sociaalhuis.catalogue.schedules.periods import Dates, Period
from sociaalhuis.catalogue.schedules.reading_days import exact_date, pattern, periods
from sociaalhuis.catalogue.schedules.schedule import Day, ExtraDay, Rule, Schedule
from sociaalhuis.catalogue.schedules.tokens import EXAMPLE, WEEKDAYS, Cursor

_LABEL = re.compile(r"((?:[^:;,.()\n]|\([^()\n]*\)|\.(?=\w))+):(?=\s|$)")
_NOTE = re.compile(
    r"(?:opmerking|nota|let op): [^;\n]*|(?:[^;:\n]+: )?zie (?:de |onze )?(?:website|site|www\.\S+)\b", re.IGNORECASE
)
_NO_LABEL = re.compile(
    r"\b(?:(?:zomer|winter|lente|herfst|vakantie|examen|verlof|ramadan|feestdag)\w*|even|oneven|weken|week|vanaf|sinds|tot|elke|iedere"
    r"|niet|behalve|buiten|dag|dagen|maanden?|gesloten|open|(?:voor|na)middag|avond|" + "|".join(WEEKDAYS) + r")\b|\d/\d",
    re.IGNORECASE,
)
_CALLED = {
    **dict.fromkeys(("tel", "telefoon", "telefonisch"), "telefoon"),
    **{word: word for word in ("balie", "loket", "onthaal", "chat", "online", "bezoek", "kantoor", "mail")},
}  # fmt: skip
_APPOINTMENT = (
    "enkel",
    "alleen",
    "uitsluitend",
    "ook",
    "en",
    "of",
    "na",
    "mits",
    "volgens",
    "op",
    "steeds",
    "of",
    "telefonische",
)
_DAYS_EXAMPLE = "Schrijf op welke dagen: ma-vr 9-12 uur."


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
                self.season, self.clause_by_appointment = (), False
            cursor.at += 1
        return cursor.peek().kind != "end"

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
                return
            cursor.at = begin
        cursor.refuse()

    def _note(self, cursor: Cursor) -> bool:
        found = _NOTE.match(cursor.text, cursor.peek().start)
        if found:
            self.notes.append(found[0].strip())
            cursor.skip_to(found.end())
        return found is not None

    def _label(self, cursor: Cursor) -> bool:
        """“Mechelen:”, “telefoon voor een afspraak:”, “tel.”, “griffie telefonisch”."""
        start = cursor.peek().start
        if found := _LABEL.match(cursor.text, start):
            said = " ".join(found[1].split())
            if _NO_LABEL.search(said) and said.casefold() != "open":
                cursor.refuse(now="Schrijf een periode met data of maanden: juli-augustus: enkel ma-vr 9-12 uur.")
            self._call(said)
            cursor.skip_to(found.end())
            return True
        ahead = 0
        while cursor.peek(ahead).kind == "word" and cursor.peek(ahead).value not in (*WEEKDAYS, *_CALLED):
            ahead += 1
        word = cursor.peek(ahead)
        if word.kind != "word" or word.value not in _CALLED or ahead > 3:
            return False
        self._call(_CALLED[word.value] if ahead == 0 else cursor.text[start : word.end])
        cursor.at += ahead + 1
        cursor.take(".")
        return True

    def _call(self, said: str) -> None:
        known = _CALLED.get(said.casefold().rstrip("."), said)
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
        by_appointment = self._by_appointment(cursor)
        self.extra.extend(ExtraDay(day, opens, closes, by_appointment, self.label) for opens, closes in spans)
        return True

    def _always(self, cursor: Cursor) -> bool:
        """“24/7 (telefoon)”."""
        if cursor.peek().kind != "always":
            return False
        cursor.at += 1
        if cursor.take("("):
            self._label(cursor)
        every = tuple(Day(number) for number in range(7))
        self.rules.append(Rule(time(), time(), every, on_holidays=True, label=self.label))
        return True

    def _about_all(self, cursor: Cursor) -> bool:
        """“op afspraak”, “zonder afspraak”, “ook op feestdagen”: about what stands under the label."""
        if cursor.take_row("zonder", "afspraak") or cursor.take_row("vrije", "inloop"):
            return True
        if cursor.take_row("ook", "op", "feestdagen"):
            self.rules = [replace(one, on_holidays=True) if one.label == self.label else one for one in self.rules]
            return True
        only = cursor.is_("enkel", "alleen", "uitsluitend")
        if not self._by_appointment(cursor):
            return False
        if cursor.peek().kind == "word":  # “op afspraak ma 9-12”: it begins a clause
            self.clause_by_appointment = True
            return True
        timed = [one for one in self.rules if one.label == self.label and one.opens_at is not None]
        if only and timed:
            self.rules = [replace(one, by_appointment=True) if one in timed else one for one in self.rules]
        else:
            self.rules.append(Rule(by_appointment=True, label=self.label))
        return True

    def _season(self, cursor: Cursor) -> bool:
        """“juli-augustus: enkel 9-12”, “in de kerstvakantie: bel eerst”, “24/12/2026 gesloten”."""
        found = periods(cursor, before_colon=True)
        if not found:
            return False
        cursor.take(":")
        if cursor.take("gesloten", "toe", "dicht"):
            self.closed.extend(found)
        elif self._in_doubt(cursor):
            self.unsure.extend(found)
        else:
            self.season, self.season_rests = found, not cursor.is_("ook")
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
        days = pattern(cursor)
        if days:
            hours_follow = cursor.peek(1).kind == "num" and cursor.is_("-", "tot", ahead=2)
            cursor.take(":", *([","] if hours_follow else []))
        elif cursor.peek().kind != "num" and not cursor.is_("ook", "enkel", "alleen", "tot", "van", *hours.FILL):
            return False
        begin = cursor.peek().start
        said = "ook" if cursor.take("ook") else "enkel" if cursor.take("enkel", "alleen", "slechts") else ""
        if days is None:
            days = pattern(cursor) or self._same_days(cursor)
            cursor.take(":")
        self._times(cursor, days, said, begin)
        return True

    def _times(self, cursor: Cursor, days: Rule, said: str, begin: int) -> None:
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
        if not spans and cursor.take("gesloten", "toe", "dicht"):
            if self.season:
                cursor.refuse(begin, "Schrijf wanneer het in die periode wel open is.")
            self._add(cursor, days, [], "enkel")
            return
        self._add(cursor, days, spans, said, needs_hours=not spans)

    def _same_days(self, cursor: Cursor) -> Rule:
        """The weekdays said before: of this label in a season, else of the clause before this label."""
        ordinary = [one for one in self.rules if one.freq == "WEEKLY" and one.byday and not one.instead and not one.within]
        mine = [one for one in ordinary if one.label == self.label]
        if mine and self.season:
            return Rule(byday=tuple(sorted({day for one in mine for day in one.byday})))
        if mine or not ordinary or self.rules[-1].label == self.label:
            cursor.refuse(now=_DAYS_EXAMPLE)
        return ordinary[-1].pattern

    def _add(self, cursor: Cursor, days: Rule, spans: Spans, said: str, *, needs_hours: bool = False) -> None:
        """Keep a rule for each span, after what limits the clause has been read."""
        begin = cursor.peek().start
        rule = replace(days, label=self.label, within=self.season)
        rule = self._limited(cursor, rule)
        if needs_hours and not rule.by_appointment:
            cursor.refuse(begin, hours.EXAMPLE)
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
        if not spans:
            self.rules.append(rule)

    def _limited(self, cursor: Cursor, rule: Rule) -> Rule:
        """What limits a clause: by appointment, not in a period, from and up to a day."""
        rule = replace(rule, by_appointment=self.section_by_appointment or self.clause_by_appointment)
        while True:
            before = cursor.at
            cursor.skip((",", "(", ")", "en"))
            if self._by_appointment(cursor, at_clause=True):
                rule = replace(rule, by_appointment=True)
            elif cursor.take_row("zonder", "afspraak") or cursor.take_row("vrije", "inloop"):
                rule = replace(rule, by_appointment=False)
            elif cursor.take_row("ook", "op", "feestdagen"):
                rule = replace(rule, on_holidays=True)
            elif cursor.take("niet", "behalve", "uitgezonderd", "buiten") and (without := self._without(cursor, rule)):
                rule = without
            elif (limited := self._from_to(cursor, rule)) is not None:
                rule = limited
            else:
                cursor.at = before
                return rule

    def _without(self, cursor: Cursor, rule: Rule) -> Rule | None:
        """“niet in juli en op feestdagen”, “behalve op wo”."""
        if found := periods(cursor):
            return replace(rule, outside=rule.outside + found)
        days = pattern(cursor)
        kept = tuple(day for day in rule.byday if days and day not in days.byday)
        if days is None or days != Rule(byday=days.byday) or rule.freq != "WEEKLY" or not kept:
            return None
        return replace(rule, byday=kept)

    def _from_to(self, cursor: Cursor, rule: Rule) -> Rule | None:
        before = cursor.at
        if cursor.take("vanaf", "sinds") and (day := exact_date(cursor)):
            return replace(rule, valid_from=day)
        cursor.at = before
        if (cursor.take_row("tot", "en", "met") or cursor.take("tot")) and (day := exact_date(cursor)):
            return replace(rule, valid_to=day)
        cursor.at = before
        if cursor.take_row("week", "vanaf") and (weekday := cursor.known(WEEKDAYS)) is not None:
            return replace(rule, wkst=weekday)
        cursor.at = before
        cursor.skip(("enkel", "alleen"))
        if self.season or not cursor.is_("in", "op", "van", "tijdens"):
            return None
        found = periods(cursor)
        if not found or cursor.is_(":"):  # a colon: the period begins the next clause
            return None
        if len(found) == 1 and isinstance(found[0], Dates):
            return replace(rule, valid_from=found[0].first, valid_to=found[0].last)
        return replace(rule, within=found)

    def _by_appointment(self, cursor: Cursor, *, at_clause: bool = False) -> bool:
        before = cursor.at
        if at_clause and cursor.is_("ook"):  # “ook op afspraak” is besides these hours
            return False
        cursor.take("(")
        cursor.skip(_APPOINTMENT)
        if cursor.take("afspraak"):
            cursor.take(")")
            return True
        cursor.at = before
        return False
