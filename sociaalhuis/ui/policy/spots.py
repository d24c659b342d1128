"""What the lines of a theme stand for, in the order in which they are read, and what is told of the current one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.insight import theme_paper
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.policy.plans import Planned
from sociaalhuis.insight.themes import ThemeSheet
from sociaalhuis.texts import short_day
from sociaalhuis.ui.parts.rows import Line

FIGURES, GAPS, OWN, GOAL = "cijfers", "leemtes", "eigen", "doel"
_LETTERS = {"sterkte": "S", "zwakte": "Z", "kans": "K", "bedreiging": "B"}
_MARKS = {plans.PLANNED: ("open", "soft"), plans.BUSY: ("today", "today"), plans.DONE: ("good", "good")}
_DROPPED = ("close", "soft")

type About = Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a line stands for: a planned line, or something known with the words that a point of the SWOT may rest on.

    ``begins``: Enter writes something of this kind here; ``about`` are the facts that are told of it.
    """

    text: str
    about: About = ()
    ground: str = ""
    begins: str = ""
    line: Planned | None = None


def lines(sheet: ThemeSheet, until: date, today: date, why: str = "") -> Sequence[Line]:
    """All lines of a theme; ``until`` is the last day that its own figures hold, ``why`` there are none (yet)."""
    return [*_known(sheet, until, why), *_swot(sheet), *_plan(sheet, today)]


def _known(sheet: ThemeSheet, until: date, why: str) -> Iterator[Line]:
    yield Line(f"CIJFERS VAN ELDERS ({len(sheet.figures)})", head=True)
    for one in sheet.figures:
        name, year = one.name, one.year
        facts = [
            (str(when), " ".join(part for part in (value, one.unit) if part) if value else "geen gegevens", "")
            for when, value in one.values
        ]
        about = [*facts, ("Bron", one.source or "niet ingevuld", "soft")]
        spot = Spot(name, about, f"{name}: {one.newest} ({year})")
        yield Line(name, spot, ("figure", one.label, one.area), detail=one.earlier, right=f"{year}: {one.newest}")
    if not sheet.figures:
        yield _empty(Spot("Nog geen cijfers over dit thema. C leest een tabel in.", begins=FIGURES), FIGURES)
    years = f" ({', '.join(sheet.columns)})" if sheet.own else ""
    yield Line(f"UIT ONS EIGEN WERK{years}", head=True)
    for own in sheet.own:
        facts = [(when, said, "") for when, said in zip(sheet.columns, own.said, strict=True)]
        facts.append(("Tekens", theme_paper.SIGNS, "soft"))
        said = f"{own.label}: {own.said[0]} ({sheet.year}, tot en met {short_day(until)})"
        yield Line(own.label, Spot(own.label, facts, said), ("own", own.label), right="   ".join(own.said))
    if sheet.gaps:
        words = f"Geen dienst gevonden voor: {', '.join(sheet.gaps)}"
        spot = Spot("Leemtes in het aanbod", [("Geen dienst voor", "\n".join(sheet.gaps), "")], f"{words} ({short_day(until)})")
        yield Line("Leemtes in het aanbod", spot, GAPS, detail=", ".join(sheet.gaps), right=str(len(sheet.gaps)))
    if not sheet.own:
        yield _empty(Spot(why or "Over dit thema is nog te weinig geteld om te tonen."), OWN)
    if sheet.heard:
        yield Line(f"SIGNALEN ({len(sheet.heard)})", head=True)
    for told in sheet.heard:
        about = [
            ("Domein", told.domain, ""),
            ("Stand", told.state, ""),
            *([("Beslist", told.note, "good")] if told.note else []),
        ]
        yield Line(told.text, Spot(told.text, about, f"Signaal: {told.text}"), ("signal", told.text), detail=told.state)


def _swot(sheet: ThemeSheet) -> Iterator[Line]:
    for kind in plans.SWOT:
        mine = [one for one in sheet.lines if one.kind == kind]
        yield Line(f"{theme_paper.TITLES[kind].upper()} ({len(mine)})", head=True)
        for one in mine:
            about = [("Soort", vocab.label("theme_lines", kind), ""), ("Steunt op", one.wish.ground or "niet ingevuld", "")]
            yield Line(one.text, Spot(one.text, about, line=one), one.id, detail=one.wish.ground)
        if not mine:
            name = vocab.label("theme_lines", kind)
            yield _empty(Spot(f"Nog geen {name}. Enter of {_LETTERS[kind]} schrijft er een.", begins=kind), kind)


def _plan(sheet: ThemeSheet, today: date) -> Iterator[Line]:
    mine = [one for one in sheet.lines if one.kind not in plans.SWOT]
    yield Line(f"DOELEN EN ACTIES ({len(mine)})", head=True)
    for one in mine:
        wish, late = one.wish, one.late(today)
        about = [
            ("Soort", vocab.label("theme_lines", one.kind), ""),
            ("Stand", f"{vocab.label('action_states', one.state)}, {short_day(one.since)}" if one.since else one.state, ""),
            *([("Wie", wish.owner or "nog niemand", "" if wish.owner else "today")] if one.is_action else []),
            *([("Tegen", short_day(wish.due) + (" (te laat)" if late else ""), "late" if late else "")] if wish.due else []),
            *([("Nummer", wish.reference, "")] if wish.reference else []),
            ("Sinds", str(one.year), "soft"),
        ]
        mark, role = ("late", "late") if late else _MARKS.get(one.state, _DROPPED) if one.is_action else ("", "text")
        spot, said = Spot(one.text, about, line=one), plans.about(one, today)
        yield Line(one.text, spot, one.id, detail=said, mark=mark, role=role, depth=one.depth)
    if not mine:
        yield _empty(Spot("Nog geen doel. Enter of D schrijft er een, A een actie.", begins=GOAL), GOAL)


def _empty(spot: Spot, key: str) -> Line:
    return Line(spot.text, spot, ("empty", key))
