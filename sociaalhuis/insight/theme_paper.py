"""The sheet of a theme on paper: for the steering group, the council, or a partner at the table."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from sociaalhuis.desk.few import FEW, HIDDEN
from sociaalhuis.house import House
from sociaalhuis.insight.figures import NONE
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.policy.indicators import Figure
from sociaalhuis.insight.policy.plans import Planned
from sociaalhuis.insight.themes import ThemeSheet
from sociaalhuis.insight.years import MORE
from sociaalhuis.printing import theme_sheet
from sociaalhuis.printing.theme_sheet import Part, Row

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

TITLES: Mapping[str, str] = MappingProxyType(
    {"sterkte": "Sterk", "zwakte": "Zwak", "kans": "Kansen", "bedreiging": "Bedreigingen"}
)
"""The heads of the four parts of a SWOT."""
SIGNS = f"{MORE}: zoveel of meer. {FEW} en {HIDDEN}: te klein om te tonen. {NONE}: geen gegevens."


def name(sheet: ThemeSheet) -> str:
    """The name of the file."""
    return f"thema-{sheet.theme.slug.replace('_', '-')}-{sheet.year}.pdf"


def render(house: House, sheet: ThemeSheet, today: date) -> "Paper":
    """The sheet as a PDF on A4."""
    title = f"Themablad {sheet.year}"
    swot = tuple((TITLES[kind], tuple(_grounded(one) for one in sheet.lines if one.kind == kind)) for kind in plans.SWOT)
    plan = tuple(
        (one.depth, one.is_action, one.text, plans.about(one, today)) for one in sheet.lines if one.kind not in plans.SWOT
    )
    made = theme_sheet.ThemeSheet(house.name, sheet.theme.label, title, today, tuple(_parts(sheet)), swot, plan)
    return theme_sheet.render(made)


def _parts(sheet: ThemeSheet) -> Iterator[Part]:
    if sheet.figures:
        yield Part("Cijfers van elders", (), tuple(map(_figure, sheet.figures)))
    if sheet.own:
        own = (Row(one.label, one.said) for one in sheet.own)
        yield Part("Uit ons eigen werk", sheet.columns, (*own, Row("", (), SIGNS)))
    if sheet.gaps:
        words = f"Geen dienst gevonden voor: {', '.join(sheet.gaps)}."
        yield Part("Leemtes in het aanbod", (), (Row("", (), words, large=True),))
    if sheet.heard:
        heard = (Row("", (), f"“{one.text}” ({one.state})", large=True) for one in sheet.heard)
        yield Part("Signalen, zonder naam", (), tuple(heard))


def _figure(one: Figure) -> Row:
    return Row(one.name, (one.newest,), " · ".join(part for part in (str(one.year), one.earlier, one.source) if part))


def _grounded(one: Planned) -> str:
    return f"{one.text} ({one.wish.ground})" if one.wish.ground else one.text
