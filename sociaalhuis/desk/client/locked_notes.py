"""Notes under lock (vertrouwelijke notities): what must be kept of a worry about safety, and is not for the team.

Their writer and the coordinator read them, and every reading is a look in the journal of its own. For everybody else there is
nothing: no line in the file, no count, no word in search, lists, papers or files. The client gets one on the inzageversie only
when its writer or the coordinator decided so; what is about somebody else is left out there (third_parties).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select, true
from sqlalchemy.orm import Session

from sociaalhuis.actions import COORDINATOR, allows
from sociaalhuis.db import desk as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.people import ClientNote
from sociaalhuis.db.staff import User
from sociaalhuis.desk import drafts, relations
from sociaalhuis.desk.client import looks, third_parties
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

READ, WRITE, DISCLOSE = "note.read", "note.lock", "note.disclose"
OPENED, COPIED = "vertrouwelijke notitie gelezen", "op de inzageversie gezet"


@dataclass(frozen=True, slots=True)
class Written:
    """What is typed: the note, and three questions to weigh first when it is about danger. Only the text is needed."""

    text: str
    consulted: str = ""
    talked: str = ""
    alternatives: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One note: local time and who wrote it. ``on_copy``: the client gets it; ``readers``: who read it, the latest first."""

    id: UUID
    at: datetime
    who: str
    said: Written
    on_copy: bool
    readers: tuple[str, ...]


def counted(house: House, session: Session, person: UUID) -> int | None:
    """How many notes there are for who acts; None for a role that has none."""
    if not allows(READ, house.actor.role):
        return None
    return session.scalar(select(func.count()).select_from(_mine(house, session, person).subquery())) or 0


def read(house: House, person: UUID) -> tuple[Note, ...]:
    """The notes for who acts, the latest first; each is a look of its own. Raises Refusal when the role or the file says no."""
    with house.store.read() as session:
        person = relations.kept(session, person)
        relations.refuse_unseen(house, session, person)
        _refuse_role(house)
        rows = session.scalars(_mine(house, session, person).order_by(ClientNote.at.desc(), ClientNote.id.desc())).all()
        shown = {one.id: one.shown for one in session.scalars(select(User))}
    found = []
    for row in rows:
        house.store.look(house.actor, READ, ClientNote.__tablename__, row.id, OPENED)
        said = Written(row.text, row.consulted, row.talked, row.alternatives)
        readers = tuple(dict.fromkeys(one.who for one in looks.at(house, (row.id,))))
        found.append(Note(row.id, local(row.at), shown.get(row.user_id, "?"), said, row.on_copy, readers))
    return tuple(found)


def write(house: House, person: UUID, note: Written, now: datetime, draft: UUID | None = None) -> UUID:
    """Keep a note, and let its draft go; gives the id. It can be taken back.

    Raises Refusal for an empty one, or when the role or the file says no.
    """
    user = worker(house)
    text, *weighed = (cleaned(one).strip() for one in (note.text, note.consulted, note.talked, note.alternatives))
    if not third_parties.bare(text).strip():
        raise Refusal("De notitie is leeg.", "Typ wat bewaard moet worden, of druk op Esc.")
    with house.store.write(house.actor, WRITE) as session:
        person = relations.kept(session, person)
        relations.refuse_unseen(house, session, person)
        consulted, talked, alternatives = weighed
        made = ClientNote(
            id=new_id(),
            person_id=person,
            text=text,
            consulted=consulted,
            talked=talked,
            alternatives=alternatives,
            at=now,
            user_id=user,
        )
        session.add(made)
        begun = None if draft is None else session.get(tables.Draft, draft)
        if begun is not None and begun.user_id == user:
            session.delete(begun)
    return made.id


def disclose(house: House, note: UUID, text: str, *, on_copy: bool) -> None:
    """Whether the client gets this note on the inzageversie, with these marks around what is about somebody else.

    It can be taken back. Raises Refusal when a word differs, or when the note is not for who acts.
    """
    with house.store.write(house.actor, DISCLOSE) as session:
        row = session.scalar(select(ClientNote).where(ClientNote.id == note, _for(house)))
        if row is None:
            raise Refusal("Deze notitie is er niet meer.", "Open het dossier opnieuw.")
        relations.refuse_unseen(house, session, relations.kept(session, row.person_id))
        if third_parties.bare(text) != third_parties.bare(row.text):
            raise Refusal("De woorden van een notitie blijven zoals ze zijn.", "Open de notities opnieuw.")
        row.text, row.on_copy = text, on_copy


def for_client(house: House, session: Session, person: UUID) -> Sequence[ClientNote]:
    """The notes that the client gets, of those for who acts; the oldest first. Whoever prints them looks at them."""
    query = _mine(house, session, person).where(ClientNote.on_copy.is_(True))
    return session.scalars(query.order_by(ClientNote.at, ClientNote.id)).all()


def unfinished(house: House, person: UUID) -> drafts.Draft | None:
    """The note that who acts began for this person and did not keep yet."""
    with house.store.read() as session:
        whole = {str(one) for one in relations.one_person(session, relations.kept(session, person))}
    return next((one for one in drafts.mine(house, drafts.LOCKED) if one.content.get("person") in whole), None)


def _mine(house: House, session: Session, person: UUID) -> Select[ClientNote]:
    return select(ClientNote).where(ClientNote.person_id.in_(relations.one_person(session, person)), _for(house))


def _for(house: House) -> ColumnElement[bool]:
    if not allows(READ, house.actor.role):
        return false()
    return true() if house.actor.role == COORDINATOR else ClientNote.user_id == house.actor.id


def _refuse_role(house: House) -> None:
    if not allows(READ, house.actor.role):
        raise Refusal("Een vertrouwelijke notitie is voor de schrijver en de coördinator.", "Vraag het aan de coördinator.")
