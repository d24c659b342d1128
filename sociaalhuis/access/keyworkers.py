"""Which colleague keeps the overview of a file (aanspreekpunt), and who takes it over when somebody leaves the house.

A file is kept by a colleague who works here and may open it. Of a protected file that is one of those who are named in it.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sociaalhuis.actions import allows
from sociaalhuis.db.people import NamedColleague, Person
from sociaalhuis.db.staff import User
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.texts import count

_LOOK = "person.look"


def fitting(session: Session, person: Person, wanted: UUID | None) -> UUID | None:
    """Who keeps the overview when ``wanted`` should: of a protected file somebody named in it, the first one if need be."""
    if not person.protected:
        return wanted
    works = NamedColleague.colleague_id == User.id, User.active.is_(True), NamedColleague.person_id == person.id
    query = select(User.id, User.role).join(NamedColleague, works[0]).where(*works[1:])
    named = [one for one, role in session.execute(query.order_by(NamedColleague.at, NamedColleague.id)) if allows(_LOOK, role)]
    return wanted if wanted in named else next(iter(named), None)


def files(house: House, colleague: UUID) -> int:
    """How many files this colleague keeps."""
    with house.store.read() as session:
        return session.scalar(select(func.count()).where(*_kept_by(colleague))) or 0


def hand_over(session: Session, gone: UUID, heir: UUID | None) -> None:
    """Give the files of who has left to ``heir``; those that are protected to somebody named in them.

    Raises Refusal when there are files and no heir who works here and may open them.
    """
    rows: Sequence[Person] = session.scalars(select(Person).where(*_kept_by(gone))).all()
    if not rows:
        return
    next_one = None if heir is None or heir == gone else session.get(User, heir)
    if next_one is None or not next_one.active or not allows(_LOOK, next_one.role):
        shown = session.get_one(User, gone).shown
        raise Refusal(
            f"{shown} is het aanspreekpunt van {count(len(rows), 'dossier', 'dossiers')}.",
            "Kies een collega die dossiers opent en ze overneemt.",
        )
    for row in rows:
        row.keyworker_id = fitting(session, row, next_one.id)


def _kept_by(colleague: UUID) -> tuple[ColumnElement[bool], ...]:
    return Person.keyworker_id == colleague, Person.erased_on.is_(None)
