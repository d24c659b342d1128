"""Reads what holds for more than one clause: periods before a colon, “vanaf 4/1/2027:”, “op afspraak”, “niet in juli.”"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sociaalhuis.catalogue.schedules import adjusting
from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.cursor import Cursor
from sociaalhuis.catalogue.schedules.periods import School
from sociaalhuis.catalogue.schedules.reading_days import exact_date, pattern, periods
from sociaalhuis.catalogue.schedules.reading_limits import by_appointment, closes
from sociaalhuis.catalogue.schedules.reading_rules import Reading
from sociaalhuis.catalogue.schedules.schedule import Rule


@dataclass(slots=True)
class Frames(Reading):
    """Clauses about the clauses: each is a method that says whether it was one."""

    def _half_day(self, cursor: Cursor) -> bool:
        """“voormiddag: elke dag 9-12”, and “in de namiddag enkel op afspraak” or “enkel op afspraak in de namiddag”."""
        if cursor.is_(*called.HALF_DAYS) and cursor.is_(":", ahead=1):
            self.half = cursor.peek().value
            cursor.at += 2
            return True
        near = cursor.at > 0 and cursor.is_("(", ",", ahead=-1)
        cursor.take("s")
        half = cursor.peek().value.rstrip("s") if cursor.is_("avonds", "namiddags", *called.HALF_DAYS) else ""
        cursor.at += bool(half)
        cursor.skip(called.LEAD)
        if not by_appointment(cursor):
            return False
        if not half and cursor.is_(*called.HALF_DAYS):
            half = cursor.peek().value
            cursor.at += 1
        if not half or cursor.peek().kind in ("num", "word"):
            return False
        mine = self.rules[-self.added :] if near and self.added else [one for one in self.rules if one.label == self.label]
        asked = [one for one in mine if adjusting.in_half(one, half)]
        self.rules = [replace(one, by_appointment=True) if one in asked else one for one in self.rules]
        if not asked:
            self.rules.append(Rule(by_appointment=True, label=self.label))
        return True

    def _framed(self, cursor: Cursor) -> bool:
        """“vanaf 4/1/2027: …”, “tot en met 31/12/2026: …”, “tijdens het schooljaar: …”, “buiten de schoolvakanties: …”."""
        begin = cursor.at
        if cursor.take("vanaf", "sinds") and (day := exact_date(cursor)):
            until = exact_date(cursor) if cursor.take_row("tot", "en", "met") or cursor.take("tot") else None
            if cursor.take(":", ",") or self._days_come(cursor):
                self._end_before(day)
                self.frame = replace(self.frame, valid_from=day, valid_to=until)
                return True
        cursor.at = begin
        if self._never_in(cursor):
            return True
        cursor.at = begin
        if cursor.take("vanaf", "sinds") and (periods(cursor, before_colon=True)) and cursor.is_(":"):
            cursor.at = begin
            cursor.refuse(now="Zet het jaar erbij: vanaf 1/9/2026: ma-vr 9-12 uur.")
        cursor.at = begin
        if (cursor.take_row("tot", "en", "met") or cursor.take("tot")) and (day := exact_date(cursor)) and cursor.take(":"):
            self.frame = replace(self.frame, valid_to=day)
            return True
        cursor.at = begin
        if cursor.take(*called.BUT) and (found := periods(cursor, before_colon=True)) and cursor.take(":"):
            self.frame = replace(self.frame, outside=found)
            return True
        cursor.at = begin
        cursor.skip(("tijdens", "gedurende", "in", "op", "het"))
        if cursor.take(*called.SCHOOL_YEAR) and (cursor.take(":", ",") or self._days_come(cursor)):
            self.frame = replace(self.frame, outside=(School(),))
            return True
        return False

    def _end_before(self, day: date) -> None:
        """What was said before “vanaf 4/1/2027: …” holds until then, when it is all of one kind."""
        if len({one.label for one in self.rules}) == 1:
            last = day - timedelta(days=1)
            self.rules = [replace(one, valid_to=last) if one.opens_at and not one.valid_to else one for one in self.rules]

    def _never_in(self, cursor: Cursor) -> bool:
        """“Niet in juli en augustus.” as a sentence: of all that was said before, when that is of one kind."""
        alone = cursor.at > 0 and cursor.is_(".", "\n", ";", ahead=-1) and len({one.label for one in self.rules}) == 1
        found = periods(cursor) if alone and cursor.take("niet", "behalve", "uitgezonderd") else ()
        if not found or not (cursor.peek().kind == "end" or cursor.is_(".", ";", "\n")):
            return False
        self.rules = [replace(one, outside=tuple(dict.fromkeys(one.outside + found))) for one in self.rules]
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
        if self.season:
            self._add(cursor, replace(self._same_days(cursor), by_appointment=True), [], "enkel")
            return True
        timed = [one for one in self.rules if one.label == self.label and one.opens_at is not None]
        if only and timed:
            self.rules = [replace(one, by_appointment=True) if one in timed else one for one in self.rules]
        elif Rule(by_appointment=True, label=self.label) not in self.rules:
            if not self.rules and cursor.is_("."):  # a sentence of its own, before any hours
                self.asked = self.label
            self.rules.append(Rule(by_appointment=True, label=self.label))
        return True

    def _days_come(self, cursor: Cursor, ahead: int = 0) -> bool:
        before = cursor.at
        cursor.at += ahead
        found = pattern(cursor) is not None
        cursor.at = before
        return found

    def _season(self, cursor: Cursor) -> bool:
        """“juli-augustus: enkel 9-12”, “in de kerstvakantie: bel eerst”, “24/12/2026 gesloten”."""
        begin = cursor.peek().start
        named = cursor.is_(*called.SEASONS) and cursor.is_("(", ahead=1)  # “zomeruren (juli-augustus): …”
        cursor.at += 2 * named
        cursor.take("enkel", "alleen")
        found = periods(cursor, before_colon=True)
        if not found or (named and not cursor.take(")")):
            return False
        cursor.take(":")
        if cursor.is_(","):
            cursor.at += self._days_come(cursor, 1)
        if closes(cursor):
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
