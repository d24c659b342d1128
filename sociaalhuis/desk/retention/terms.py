"""How long the house keeps what, on which ground, and what happens then. The house sets the years; a turf is of nobody."""

from dataclasses import dataclass
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.house import House

QUESTION, TRAJECTORY, WORDS, REQUEST = (
    "question",
    "trajectory",
    "words",
    "request",
)  # slugs of resources/vocab/retention_classes


@dataclass(frozen=True, slots=True)
class Term:
    """One class of records; ``years`` None: this program does not decide."""

    slug: str
    label: str
    years: int | None
    ground: str
    starts: str
    ends: str
    note: str


def terms(house: House) -> tuple[Term, ...]:
    """The terms as this house set them."""
    return tuple(
        Term(
            one.slug,
            one.label,
            house.number(one.extra["years_setting"]) if one.extra["years_setting"] else None,
            house.text(one.extra["ground_setting"]) if one.extra["ground_setting"] else "",
            one.extra["starts"],
            one.extra["ends"],
            one.note or "",
        )
        for one in vocab.terms("retention_classes", None)
    )


def years(house: House, kind: str) -> int:
    """The years of a class that the house decides about. KeyError for another one."""
    return {one.slug: one.years for one in terms(house) if one.years is not None}[kind]


def over(last: date, number: int) -> date:
    """The first day on which something may go that happened last on ``last``: that many years and a day later."""
    try:
        same = last.replace(year=last.year + number)
    except ValueError:  # the 29th of February
        same = date(last.year + number, 2, 28)
    return date.fromordinal(same.toordinal() + 1)
