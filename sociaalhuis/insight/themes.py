"""One theme whole, for a year: figures from elsewhere, what our own work tells of it, signals, the SWOT, goals and actions.

Our own figures are lines of the year in the reports, shown as they may be shown there: nothing is counted anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sociaalhuis import vocab
from sociaalhuis.catalogue.matrix_axes import Axes, Term
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.insight import reading
from sociaalhuis.insight.figures import Table
from sociaalhuis.insight.periods import Year
from sociaalhuis.insight.policy import indicators, plans
from sociaalhuis.insight.policy.indicators import Figure
from sociaalhuis.insight.policy.plans import Planned
from sociaalhuis.insight.reading import Quote

_TABLES: Mapping[str, str] = {
    "domains": "Contacten",
    "unmet": "Geen passend aanbod",
    "stuck": "Vastgelopen bij de dienst",
    "signals": "Signalen",
}


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of our own work over three years, as it may be shown."""

    label: str
    said: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """What the reports of a year tell, by the slug of each theme; ``why`` there is nothing, when that is so."""

    columns: tuple[str, str, str]
    own: Mapping[str, Sequence[Own]] = field(default_factory=dict)
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """All that is known of a theme in a year. ``gaps`` are target groups for which the matrix knows no service."""

    theme: Term
    year: int
    columns: tuple[str, str, str]
    figures: Sequence[Figure]
    own: Sequence[Own]
    gaps: tuple[str, ...]
    heard: Sequence[Quote]
    lines: Sequence[Planned]


def counted(house: House, year: int, now: datetime) -> Counted:
    """What our own work tells of each theme. Raises Refusal for a role that may not see reports."""
    period = Year(year)
    before, long_ago = period.beside
    columns = period.code, before.code, long_ago.code
    axes = plans.axes(house, local(now).date())
    try:
        made = reading.briefing(house, period, now)
    except Refusal as refusal:
        if not reading.may(house):
            raise
        return Counted(columns, why=refusal.what)
    labels = {term.label: term.slug for term in axes.clusters}
    own: dict[str, list[Own]] = {}
    for key, words in _TABLES.items():
        for theme, one in _by_theme(axes, made.tables[key], words):
            own.setdefault(theme, []).append(one)
    return Counted(columns, own, {labels[gap.cluster]: gap.groups for gap in made.gaps if gap.cluster in labels})


def _by_theme(axes: Axes, table: Table, words: str) -> Sequence[tuple[str, Own]]:
    domains = {term.label: term.slug for term in vocab.terms("life_domains", None)}
    return [
        (theme, Own(f"{words}: {line.label[:1].lower()}{line.label[1:]}", line.said))
        for line in table.parts()
        if line.label in domains and any(said[:1].isdigit() for said in line.said)
        for theme in axes.clusters_of([domains[line.label]])[:1]
    ]


def sheet(house: House, theme: str, told: Counted, year: int, now: datetime) -> ThemeSheet:
    """A theme with everything. Raises Refusal when there is no such theme (any more), and for a role that may not see it."""
    if not reading.may(house):
        raise Refusal("Je rol laat dit niet toe: rapporten bekijken.", "Vraag het aan je coördinator of de beheerder.")
    axes = plans.axes(house, local(now).date())
    term = next((one for one in axes.clusters if one.slug == theme), None)
    if term is None:
        raise Refusal("Dit thema is er niet meer.", "Kies een ander thema.")
    period = Year(year)
    heard = [
        one
        for one in signals.everything(house)
        if theme in axes.clusters_of([one.domain])[:1] and period.first <= one.last and one.on < period.after
    ]
    return ThemeSheet(
        term,
        year,
        told.columns,
        indicators.of(house, theme, year),
        told.own.get(theme, ()),
        told.gaps.get(theme, ()),
        reading.quotes(heard),
        plans.of(house, theme, year),
    )
