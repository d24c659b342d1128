"""What one line of the agenda stands for, and how it reads: an appointment, a free moment, or a day that is off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sociaalhuis import vocab
from sociaalhuis.desk.agenda import asking, slots
from sociaalhuis.desk.agenda.slots import Slot
from sociaalhuis.desk.agenda.view import Entry, Sitting
from sociaalhuis.texts import count
from sociaalhuis.ui.parts.rows import Line

STATES = {"booked": "", "came": "kwam", "no_show": "kwam niet", "cancelled": "ging niet door"}
_MARKS = {
    "booked": ("person", "text"),
    "came": ("good", "good"),
    "no_show": ("open", "soft"),
    "cancelled": ("close", "soft"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One line: an appointment (``entry``), a free moment (``slot``), or only the day of a zitdag (``sitting``)."""

    sitting: Sitting
    entry: Entry | None = None
    slot: Slot | None = None

    @property
    def series(self) -> UUID:
        """Of which zitdag."""
        return self.sitting.series.id


def heading(sitting: Sitting, now: datetime, *, whole: bool = True) -> str:
    """“Pensioendienst 9–11 · 3 vrij”; without ``whole`` only whose it is and from when to when."""
    session, series = sitting.session, sitting.series
    when = f" {asking.span(session.start, session.end)}" if session else ""
    how = _how(sitting, now) if whole else ""
    return " · ".join(filter(None, (f"{series.name}{when}", how)))


def _how(sitting: Sitting, now: datetime) -> str:
    if sitting.session is None:
        return "geen zitdag meer"
    if sitting.cancelled:
        return "gaat niet door"
    if not sitting.series.bookable:
        return "inloop"
    free = _free(sitting, now)
    return f"{free} vrij" if free else "niets vrij"


def _free(sitting: Sitting, now: datetime) -> int:
    return sum(slot.free for slot in sitting.slots if slot.start > now)


def lines(sittings: Sequence[Sitting], now: datetime, *, whole: bool) -> Sequence[Line]:
    """The lines of one column. ``whole``: every free moment; else only the first one of each zitdag."""
    return [line for sitting in sittings for line in _of_sitting(sitting, now, whole=whole)]


def _of_sitting(sitting: Sitting, now: datetime, *, whole: bool) -> Iterator[Line]:
    yield Line(heading(sitting, now, whole=whole), head=True)
    off = _off_line(sitting)
    if off is not None:
        yield off
    free = [slot for slot in sitting.slots if slot.free and slot.start > now]
    found: list[tuple[float, int, Line]] = [
        (one.start.timestamp(), 0, entry_line(Spot(sitting, one))) for one in sitting.entries
    ]
    many = "" if whole else f"{_free(sitting, now)} ×"
    found += [(slot.start.timestamp(), 1, _free_line(Spot(sitting, slot=slot), many)) for slot in (free if whole else free[:1])]
    if not found and off is None:
        words = "iedereen mag langskomen" if not sitting.series.bookable else "niets"
        found.append((0.0, 0, Line(words, Spot(sitting), (sitting.series.id, sitting.day), mark="open", role="soft")))
    yield from (line for _at, _kind, line in sorted(found, key=lambda one: one[:2]))


def _off_line(sitting: Sitting) -> Line | None:
    """That a day does not take place stands on a line of its own, where nothing can cut it off."""
    key = (sitting.series.id, sitting.day, "off")
    if sitting.session is None:
        return Line("geen zitdag meer", Spot(sitting), key, "▲", mark="late", role="late")
    if sitting.cancelled:
        why = sitting.cancelled if sitting.cancelled != "gaat niet door" else ""
        return Line("valt weg", Spot(sitting), key, "▲", why, mark="late", role="late")
    return None


def clock(moment: datetime) -> str:
    """“9.20”, always with minutes, so that a column of them lines up."""
    return f"{moment.hour}.{moment.minute:02d}"


def entry_line(spot: Spot) -> Line:
    """An appointment: who, and what is to know at a glance."""
    one = spot.entry
    if one is None:
        raise ValueError("a line of an appointment without one")
    mark, role = _MARKS[one.state]
    notes = [STATES[one.state]]
    if spot.sitting.asks(one):
        mark, role = "late", "late"
        notes.append(trouble(spot))
    if one.interpreter not in (None, "geen", *vocab.EMPTY_VALUES):
        notes.append("tolk")
    return Line(one.who, spot, one.id, clock(one.start), " · ".join(filter(None, notes)), mark=mark, role=role)


def trouble(spot: Spot) -> str:
    """Why somebody must decide about this appointment, in a few words."""
    one = spot.entry
    if one is None or not spot.sitting.asks(one):
        return ""
    if spot.sitting.cancelled:
        return "verwittigd" if one.standing.told else "verwittig"
    if spot.sitting.session is None:
        return "buiten de uren"
    return "dubbel" if one.double else "twee keer anders beslist"


def _free_line(spot: Spot, many: str) -> Line:
    slot = spot.slot
    if slot is None:
        raise ValueError("a free line without a slot")
    words = "vrij" if slot.capacity == 1 or many else f"{slot.free} vrij"
    return Line(words, spot, (slot.series, slot.start), clock(slot.start), right=many, mark="new", role="soft")


def summary(sittings: Sequence[Sitting], now: datetime) -> str:
    """“7 vrij · 3 te beslissen” of what is shown."""
    free = sum(slot.free for one in sittings for slot in one.slots if slot.start > now)
    people = sum(entry.state != "cancelled" for one in sittings for entry in one.entries)
    said = [count(people, "afspraak", "afspraken"), f"{free} vrij"]
    return " · ".join(said)


def proposal(spot: Spot, now: datetime) -> str:
    """Of two at one time: who was booked last could go to the first moment of that day which is free."""
    one, sitting = spot.entry, spot.sitting
    if one is None or not one.double:
        return ""
    standing = [entry for entry in sitting.entries if entry.state in slots.HOLDING]
    last = slots.who_stays([entry.taken for entry in standing], sitting.series.capacity)[:1]
    who = next((entry.who for entry in standing if entry.id in last), "")
    free = next((slot for slot in sitting.slots if slot.free and slot.start > now), None)
    where = f"kan om {clock(free.start)}" if free else "kan een andere dag"
    return f"Kies wie blijft: {who} boekte laatst en {where} (V)."


def about(spot: Spot) -> str:
    """One line on the appointment that is chosen."""
    one, series = spot.entry, spot.sitting.series
    where = f"{series.name}, {series.place}"
    if one is None:
        return f"{where} · {asking.mode(series.mode)}"
    said = [f"{asking.short(one.start)} om {clock(one.start)}", f"{one.minutes} min", where]
    if one.reference and one.reference != one.who:
        said.append(f"code {one.reference}")
    if one.language and one.language not in ("nl", *vocab.EMPTY_VALUES):
        said.append(vocab.label("languages", one.language))
    if one.interpreter and one.interpreter not in ("geen", *vocab.EMPTY_VALUES):
        said.append(vocab.label("interpreter_forms", one.interpreter))
    if one.standing.moves:
        said.append(f"{one.standing.moves} keer verplaatst")
    if one.standing.letter:
        said.append("brief gegeven")
    if one.outside:
        said.append("uit de agenda van wie zit")
    return " · ".join(said)
