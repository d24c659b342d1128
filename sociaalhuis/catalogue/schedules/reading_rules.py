"""What has been read of hours up to now, and how one more clause of days and hours is added to it."""

from dataclasses import dataclass, field, replace

from sociaalhuis.catalogue.schedules import adjusting
from sociaalhuis.catalogue.schedules import reading_hours as hours
from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.adjusting import Spans
from sociaalhuis.catalogue.schedules.cursor import Cursor
from sociaalhuis.catalogue.schedules.periods import Period, PublicHoliday
from sociaalhuis.catalogue.schedules.reading_days import pattern
from sociaalhuis.catalogue.schedules.reading_limits import by_appointment, closes, limited, without
from sociaalhuis.catalogue.schedules.schedule import EVERY_DAY, ExtraDay, Rule


@dataclass(slots=True)
class Reading:
    """What has been read up to now. ``season``: the periods before a colon that hold for the clauses which follow."""

    text: str
    label: str = ""
    season: tuple[Period, ...] = ()
    season_rests: bool = True
    frame: Rule = field(default_factory=Rule)  # holds for what follows: “vanaf 4/1/2027: …”, “tijdens het schooljaar: …”
    half: str = ""  # “voormiddag: …”
    dated: bool = False  # days with a year and hours, as of zitdagen
    section_by_appointment: bool = False
    clause_by_appointment: bool = False
    begun: int = 0  # where this clause begins in the text
    stopped: bool = False  # a point stood before it
    asked: str | None = None  # the label of which “op afspraak.” was all that was said at first
    waits: str = ""  # a period of which the hours did not come yet
    called_at: int = -1  # where the last label ended
    added: int = 0  # rules of the last clause
    rules: list[Rule] = field(default_factory=list)
    extra: list[ExtraDay] = field(default_factory=list)
    closed: list[Period] = field(default_factory=list)
    unsure: list[Period] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def _but_for(self, cursor: Cursor) -> bool:
        """“9-12 en, behalve op vrijdag, van 13 tot 16”: more hours on the same days but those; “behalve vrijdagnamiddag”."""
        begin, last = cursor.at, self._last_days()
        if last and cursor.take(*called.BUT) and (days := pattern(cursor)) and cursor.is_(*called.OTHER_HALF):
            return self._halves(cursor, days, "enkel", cursor.peek().start, closed=True)
        cursor.at = begin
        if last and cursor.take(*called.BUT) and (kept := without(cursor, last)) and not kept.outside and cursor.take(","):
            self._times(cursor, kept, "ook", cursor.peek().start)
            return True
        cursor.at = begin
        return False

    def _and_holidays(self) -> None:
        """“zon- en feestdagen 10-12”: on public holidays the same as on those days."""
        last = self.rules[-self.added :]
        if not last[0].opens_at:
            self.closed.append(PublicHoliday())
            return
        for one in last:
            on = replace(one, byday=EVERY_DAY, within=(PublicHoliday(),), instead=True)
            self.rules.append(on)

    def _last_days(self) -> Rule | None:
        """The days of the rule right before, under the same label and with hours."""
        last = self.rules[-1] if self.rules else None
        return replace(last.pattern, label=self.label) if last and last.opens_at and not last.instead else None

    def _times(self, cursor: Cursor, days: Rule, said: str, begin: int, half: str = "") -> None:
        cursor.skip(("s", "avond", "avonds") if cursor.is_("tot", "vanaf", ahead=1) else ())
        if cursor.peek(1).kind == "num":
            cursor.take("van", "(")
        if self._moved(cursor, days, begin):
            return
        spans = adjusting.again(self.rules, self.label) if cursor.take("idem") else hours.spans(cursor)
        if not spans and self._halves(cursor, days, said, begin):
            return
        if not spans and (closes(cursor) or _struck(cursor)):
            if cursor.is_("vanaf") and (clock := hours.clock(cursor, 1)) is not None:  # “vr gesloten vanaf 15u”
                self._until(cursor, days, "tot", clock, begin)
                return
            if self.season:
                cursor.refuse(begin, "Schrijf wanneer het in die periode wel open is.")
            self._add(cursor, days, [], "enkel")
            return
        said = self._besides(days, spans, said) if half else said
        self._add(cursor, days, spans, said, needs_hours=not spans)

    def _besides(self, days: Rule, spans: Spans, said: str) -> str:
        """“ook” for hours that touch no others of those days: “woensdagnamiddag 13-16” beside “ma-vr 9-12”."""
        here = replace(days, label=self.label, within=self.season)
        return "ook" if not said and adjusting.apart(self.rules, here, spans) else said

    def _moved(self, cursor: Cursor, days: Rule, begin: int) -> bool:
        """“tot 19 uur”, “vanaf 13 uur”: the ordinary hours with another end or start."""
        edge, clock = str(cursor.peek().value), hours.clock(cursor, 1)
        if not cursor.is_("tot", "vanaf") or clock is None or (edge == "vanaf" and cursor.is_("tot", "-", ahead=2)):
            return False
        self._until(cursor, days, edge, clock, begin)
        return True

    def _until(self, cursor: Cursor, days: Rule, edge: str, clock: int, begin: int) -> None:
        cursor.at += 2
        here = replace(days, label=self.label)
        changed = adjusting.moved(self.rules, here, edge, clock)
        if changed is None and not self.season and (lent := adjusting.lent(self.rules, here, edge, clock)):
            changed = [(here, lent, "")]
        if changed is None:
            cursor.refuse(begin, "Zeg eerst de gewone uren van die dag: ma-vr 9-17 uur, wo tot 19 uur.")
        for rule, spans, how in changed:
            self._add(cursor, rule, spans, how)

    def _halves(self, cursor: Cursor, days: Rule, said: str, begin: int, *, closed: bool = False) -> bool:
        """“wo enkel voormiddag”, “vr namiddag gesloten”, “vr namiddag op afspraak”: half of the ordinary hours."""
        if not cursor.is_(*called.OTHER_HALF):
            return False
        half = cursor.peek().value
        cursor.at += 1
        asked = False
        if closed or closes(cursor):
            half = called.OTHER_HALF[half]
        elif asked := by_appointment(cursor):
            said = "enkel"
        elif said != "enkel" and (said == "ook" or not self.season):
            cursor.refuse(begin, hours.EXAMPLE)
        here = replace(days, label=self.label)
        halves = adjusting.halved(self.rules, here, called.OTHER_HALF[half] if asked else half)
        kept = adjusting.halved(self.rules, here, half) if asked else None
        if halves is None or (asked and kept is None):
            cursor.refuse(begin, hours.EXAMPLE)
        for rule, spans, how in halves:
            self._add(cursor, rule, spans, how)
        for rule, spans, _ in kept or ():
            self._add(cursor, replace(rule, by_appointment=True), spans, "enkel")
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
        asked = days.by_appointment or self.section_by_appointment or self.clause_by_appointment
        rule = replace(days, label=self.label, within=self.season, by_appointment=asked)
        rule = limited(cursor, self._in_frame(rule))
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
        if self.asked == self.label and spans and not rule.by_appointment:
            cursor.refuse(self.begun, "Schrijf “op afspraak: ma-vr 9-17 uur”, of “ma-vr 9-17 uur, ook op afspraak”.")
        if self.stopped and not spans and not rule.by_appointment and len({one.label for one in self.rules}) > 1:
            cursor.refuse(self.begun, "Schrijf het bij wat dan gesloten is: onthaal: ma-vr 9-12 uur; wo gesloten.")
        if rule.by_appointment != self._asked_before(rule):
            said = self._besides(rule, spans, said)  # “ma 8-10 vrije inloop; ma-vr 10-18 op afspraak”
        if said == "" and (twice := adjusting.clash(self.rules, rule)):
            cursor.refuse_words(twice, "Die dag staat er al. Schrijf “wo ook 13-16 uur” of “wo enkel 9-12 uur”.")
        self.rules.extend(replace(rule, opens_at=opens, closes_at=closes) for opens, closes in spans)
        if not spans and rule not in self.rules:
            self.rules.append(rule)

    def _asked_before(self, rule: Rule) -> bool:
        """Whether what these days have already is by appointment; as the rule itself when that is not so of all."""
        asked = {one.by_appointment for one in self.rules if adjusting.clash([one], rule)}
        return asked.pop() if len(asked) == 1 else rule.by_appointment

    def _asked_aside(self, cursor: Cursor, days: Rule) -> bool:
        """“do 14-19 (do: enkel op afspraak)”: the hours that those very days have already."""
        before = cursor.at
        mine = [one for one in self.rules if one.opens_at and one.label == self.label and one.byday == days.byday]
        if not by_appointment(cursor) or not mine:
            cursor.at = before
            return False
        self.rules = [replace(one, by_appointment=True) if one in mine else one for one in self.rules]
        return True

    def _in_frame(self, rule: Rule) -> Rule:
        first, last = rule.valid_from or self.frame.valid_from, rule.valid_to or self.frame.valid_to
        return replace(rule, outside=tuple(dict.fromkeys(rule.outside + self.frame.outside)), valid_from=first, valid_to=last)

    def _named(self, cursor: Cursor, words: int, said: str) -> bool:
        """Keep a label without a colon, for what follows or, behind hours, for those alone."""
        before, behind = self.label, cursor.at > 0 and not cursor.is_(*called.BETWEEN, ahead=-1)
        if cursor.at == self.called_at:  # “tel. permanentie”
            said = f"{before} {said}"
        self._call(said)
        cursor.at += words
        cursor.take(".")
        cursor.take("bereikbaar", "kan")
        self.called_at = cursor.at
        if behind and self.added > 1 and cursor.is_(")"):  # “9-12 en 13-16 uur (telefoon)”: which of them?
            cursor.refuse_words(said, "Zet wat op een andere manier is apart: ma 9-12 uur; telefoon: ma 13-16 uur.")
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


def _struck(cursor: Cursor) -> bool:
    """Go past a stroke where hours would stand: “di - | wo 9-12”."""
    if cursor.is_("-", "/", "x") and (cursor.peek(1).kind == "end" or cursor.is_(",", ";", "|", "\n", ahead=1)):
        cursor.at += 1
        return True
    return False
