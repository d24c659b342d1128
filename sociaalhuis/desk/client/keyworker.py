"""Choosing who keeps the overview of a file and stays reachable for the client (aanspreekpunt, GBO)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.people import Person
from sociaalhuis.db.staff import User
from sociaalhuis.desk import relations
from sociaalhuis.desk.client import protecting
from sociaalhuis.desk.client.protecting import Colleague
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

ACTION = "person.keyworker"


def shown(session: Session, person: UUID) -> str:
    """The name of who keeps the overview of this file; empty when nobody does who still works here."""
    query = select(User.shown).join(Person, Person.keyworker_id == User.id)
    return session.scalar(query.where(Person.id == person, User.active.is_(True))) or ""


def colleagues(house: House, person: UUID) -> Sequence[Colleague]:
    """Who could keep this file: those who may open it, by name."""
    with house.store.read() as session:
        protected = session.get_one(Person, person).protected
    return [one for one in protecting.colleagues(house, person) if one.named or not protected]


def choose(house: House, person: UUID, colleague: UUID) -> None:
    """This colleague keeps the overview from now on; it can be taken back.

    Raises Refusal when the file is not for who acts, or when the colleague may not open it.
    """
    could = {one.id for one in colleagues(house, person)}
    with house.store.write(house.actor, ACTION) as session:
        relations.refuse_unseen(house, session, person)
        if colleague not in could:
            raise Refusal("Deze collega kan dit dossier niet openen.", "Kies iemand uit de lijst.")
        row = session.get_one(Person, person)
        if row.keyworker_id != colleague:
            row.keyworker_id = colleague
