"""The plan of a theme: a SWOT for each year, goals on three levels, and actions with who does them by when.

A theme is a cluster of the matrix that this house uses. A SWOT belongs to its year and stays as it was; a goal or an action
goes on from year to year until it is done or dropped. No line holds a name of anybody: see desk.nameless.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.catalogue import matrix_axes
from sociaalhuis.catalogue.matrix_axes import Axes
from sociaalhuis.db.base import new_id
from sociaalhuis.db.policy import ThemeLine
from sociaalhuis.desk.catalogue import matrices
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.texts import short_day

SWOT = ("sterkte", "zwakte", "kans", "bedreiging")
GOALS = ("doel_strategisch", "doel_tactisch", "doel_operationeel")
ACTION = "actie"
PLANNED, BUSY, DONE, DROPPED = STATES = ("gepland", "bezig", "klaar", "geschrapt")
ENDED = (DONE, DROPPED)
LONGEST = 200  # characters of what somebody writes
_CHANGE = "policy.plan"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody writes: the line, what it rests on, who does it by when, and its number in the multi-year plan."""

    text: str
    ground: str = ""
    owner: str = ""
    due: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A line as it stands; ``depth`` is how many goals it stands under, ``above`` the nearest of them."""

    id: UUID
    theme: str
    kind: str
    year: int
    wish: Wish
    state: str = ""
    since: date | None = None
    above: UUID | None = None
    depth: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return self.wish.text

    @property
    def is_action(self) -> bool:
        """Whether somebody does it, else it is a goal or a line of the SWOT."""
        return self.kind == ACTION

    def late(self, today: date) -> bool:
        """Whether it should have been done."""
        return self.wish.due is not None and self.wish.due < today and self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with how many goals and actions of it are going on, and how many actions are late."""

    slug: str
    label: str
    goals: int = 0
    actions: int = 0
    late: int = 0


def axes(house: House, on: date) -> Axes:
    """The themes of this house on a day, and which life domains go to each."""
    with house.store.read() as session:
        return matrix_axes.axes(matrices.clusters(house), matrices.own_words(session), on)


def themes(house: House, year: int, today: date) -> Sequence[Theme]:
    """The themes of this house with what goes on in each."""
    going = [one for one in _of_house(house, year) if one.state in STATES and one.state not in ENDED]
    found = []
    for term in axes(house, today).clusters:
        mine = [one for one in going if one.theme == term.slug]
        actions = [one for one in mine if one.is_action]
        late = sum(one.late(today) for one in actions)
        found.append(Theme(term.slug, term.label, len(mine) - len(actions), len(actions), late))
    return found


def of(house: House, theme: str, year: int) -> Sequence[Planned]:
    """The lines of a theme in a year: the SWOT by its four parts, then each goal with what stands under it."""
    return [one for one in _of_house(house, year) if one.theme == theme]


def everything(house: House, year: int) -> Sequence[Planned]:
    """The goals and actions of all themes in a year, each theme in the order of :func:`of`."""
    return [one for one in _of_house(house, year) if one.state]


def _of_house(house: House, year: int) -> Sequence[Planned]:
    with house.store.read() as session:
        query = select(ThemeLine).where(ThemeLine.list_name == matrices.clusters(house), ThemeLine.year <= year)
        rows = [row for row in session.scalars(query.order_by(ThemeLine.at, ThemeLine.id)) if _stands(row, year)]
    there = {row.id for row in rows}
    swot = [_planned(row, 0) for kind in SWOT for row in rows if row.kind == kind]
    loose = [row for row in rows if row.kind not in SWOT and row.above_id not in there]
    return [*swot, *(one for row in loose for one in _under(row, rows, 0))]


def _stands(row: ThemeLine, year: int) -> bool:
    """Whether it is in the plan of a year: a SWOT of its own year only, the rest until the year in which it ended."""
    if row.kind in SWOT:
        return row.year == year
    return row.state not in ENDED or row.state_on is None or row.state_on.year >= year


def _under(row: ThemeLine, rows: Sequence[ThemeLine], depth: int) -> Iterator[Planned]:
    yield _planned(row, depth)
    for one in rows:
        if one.above_id == row.id:
            yield from _under(one, rows, depth + 1)


def _planned(row: ThemeLine, depth: int) -> Planned:
    wish = Wish(row.text, row.ground, row.owner, row.due, row.reference)
    return Planned(row.id, row.theme, row.kind, row.year, wish, row.state or "", row.state_on, row.above_id, depth)


def about(one: Planned, today: date) -> str:
    """How a goal or an action stands, who does it and by when, in words."""
    kind = "" if one.is_action else vocab.label("theme_lines", one.kind)
    due = f"tegen {short_day(one.wish.due)}" if one.wish.due else ""
    late = "te laat" if one.late(today) else ""
    number = f"nr. {one.wish.reference}" if one.wish.reference else ""
    said = (kind, vocab.label("action_states", one.state), one.wish.owner, due, late, number)
    return " · ".join(part for part in said if part)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def add(house: House, theme: str, kind: str, wish: Wish, year: int, now: datetime, above: UUID | None = None) -> UUID:
    """Keep a new line; ``above`` is the goal that a goal or an action stands under.

    Raises Refusal for an empty or long line, a name in it, and for a goal that is gone or stands lower than its own.
    """
    today, user, wish = local(now).date(), worker(house), _checked(wish)
    if theme not in {term.slug for term in axes(house, today).clusters} or kind not in (*SWOT, *GOALS, ACTION):
        raise Refusal("Dit thema of deze soort bestaat niet.", "Kies een thema uit de lijst.")
    state = None if kind in SWOT else PLANNED
    with house.store.write(house.actor, _CHANGE) as session:
        _refuse_names(house, session, wish)
        if above is not None:
            goal = session.get(ThemeLine, above)
            if goal is None or goal.kind not in GOALS or goal.theme != theme or _level(kind) <= _level(goal.kind):
                raise Refusal("Dit kan niet onder dat doel staan.", "Kies een doel van een hoger niveau in dit thema.")
        line = ThemeLine(
            id=new_id(), list_name=matrices.clusters(house), theme=theme, kind=kind, above_id=above, year=year, text=wish.text,
            ground=wish.ground, owner=wish.owner, due=wish.due, state=state, state_on=today if state else None,
            reference=wish.reference, at=now, user_id=user,
        )  # fmt: skip
        session.add(line)
        return line.id


def change(house: House, line: UUID, wish: Wish) -> None:
    """Say a line otherwise. Raises Refusal as :func:`add`, and when it is gone."""
    wish = _checked(wish)
    with house.store.write(house.actor, _CHANGE) as session:
        _refuse_names(house, session, wish)
        row = _row(session, line)
        row.text, row.ground, row.owner, row.due, row.reference = wish.text, wish.ground, wish.owner, wish.due, wish.reference


def move_on(house: House, line: UUID, state: str, now: datetime) -> None:
    """Say how far a goal or an action is. Raises Refusal for a line of the SWOT, another state, and when it is gone."""
    with house.store.write(house.actor, _CHANGE) as session:
        row = _row(session, line)
        if row.kind in SWOT or state not in STATES:
            raise Refusal("Alleen een doel of een actie heeft een stand.", "Kies een doel of een actie.")
        row.state, row.state_on = state, local(now).date()


def remove(house: House, line: UUID) -> None:
    """Take a line away that should never have stood there. Raises Refusal when something stands under it, or it is gone."""
    with house.store.write(house.actor, _CHANGE) as session:
        row = _row(session, line)
        if session.scalar(select(exists().where(ThemeLine.above_id == line))):
            raise Refusal("Onder dit doel staat nog iets.", "Haal dat eerst weg, of schrap het doel.")
        session.delete(row)


def repeat(house: House, theme: str, year: int, now: datetime) -> int:
    """Begin the SWOT of a year with that of the last year that has one; gives how many lines.

    Raises Refusal when this year has some already, and when no year has.
    """
    user, list_name = worker(house), matrices.clusters(house)
    mine = (ThemeLine.list_name == list_name, ThemeLine.theme == theme, ThemeLine.kind.in_(SWOT))
    with house.store.write(house.actor, _CHANGE) as session:
        if session.scalar(select(exists().where(*mine, ThemeLine.year == year))):
            raise Refusal(f"De SWOT van {year} is al begonnen.", "Overnemen kan alleen in een leeg jaar.")
        last = session.scalar(select(func.max(ThemeLine.year)).where(*mine, ThemeLine.year < year))
        if last is None:
            raise Refusal("Er is nog geen SWOT van een vorig jaar.", "Schrijf de eerste punten zelf.")
        kept = _rows(session, *mine, ThemeLine.year == last)
        session.add_all(
            ThemeLine(
                list_name=list_name, theme=theme, kind=row.kind, above_id=None, year=year, text=row.text, ground=row.ground,
                owner="", due=None, state=None, state_on=None, reference="", at=now, user_id=user,
            )
            for row in kept
        )  # fmt: skip
        return len(kept)


def _rows(session: Session, *where: ColumnElement[bool]) -> Sequence[ThemeLine]:
    return session.scalars(select(ThemeLine).where(*where).order_by(ThemeLine.at, ThemeLine.id)).all()


def _row(session: Session, line: UUID) -> ThemeLine:
    row = session.get(ThemeLine, line)
    if row is None:
        raise Refusal("Deze regel is er niet meer.", "Ververs met F5.")
    return row


def _level(kind: str) -> int:
    return (*GOALS, ACTION).index(kind) if kind not in SWOT else -1


def _checked(wish: Wish) -> Wish:
    lines = [" ".join(cleaned(one).split()) for one in (wish.text, wish.ground, wish.owner, wish.reference)]
    if not lines[0]:
        raise Refusal("Er staat nog niets.", "Schrijf het in één zin.")
    for one in lines:
        if len(one) > LONGEST:
            raise Refusal(f"Dit is te lang ({len(one)} tekens).", f"Hou het bij {LONGEST} tekens.")
    return Wish(lines[0], lines[1], lines[2], wish.due, lines[3])


def _refuse_names(house: House, session: Session, wish: Wish) -> None:
    """Nobody stands in a plan; what is to be done is told to a service or a function."""
    signals.refuse_people(house, session, wish.text, wish.ground, wish.owner, wish.reference)
