"""Who may see what of whom: files that were merged, protected files, and what the city sees of the OCMW (nothing).

The door decides who may do an act; here is decided for whom a file or a contact is there at all. What somebody may not see is
not there: no search, no list and no check of doubles tells that it exists. A protected file is there for the colleagues who are
named in it. Files are only there for the roles that may open one. The city and a volunteer have their own contacts without a
person; who keeps the house or reads its reports has none.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, exists, false, not_, or_, select, true, type_coerce
from sqlalchemy.orm import Session

from sociaalhuis.actions import STAD, SYSTEM, VRIJWILLIGER, allows
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import NamedColleague, Person, PersonMerge
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

_OWN_ONLY = frozenset({STAD, VRIJWILLIGER})
OWN, NAMED, KEEPS, MADE = "eigen contact", "genoemd in dit dossier", "aanspreekpunt", "zelf gemaakt dossier"


def visible_people(house: House) -> ColumnElement[bool]:
    """The people (over Person) whose files are there for who acts."""
    if not _reads(house):
        return false()
    here = Person.erased_on.is_(None), Person.id.not_in(gone())
    return and_(*here, or_(Person.protected.is_(False), Person.id.in_(_named(house))))


def visible_contacts(house: House) -> ColumnElement[bool]:
    """The contacts (over Contact) that are there for who acts."""
    return not_(_hidden(house))


def is_visible(house: House, session: Session, contact: UUID) -> bool:
    """Whether this contact is there for who acts."""
    return bool(session.scalar(select(exists().where(Contact.id == contact, visible_contacts(house)))))


def visible_referrals(house: House) -> ColumnElement[bool]:
    """The referrals (over Referral) of those contacts."""
    return Referral.contact_id.not_in(select(Contact.id).where(_hidden(house)))


def _hidden(house: House) -> ColumnElement[bool]:
    if house.actor.role in _OWN_ONLY:
        return or_(Contact.user_id != house.actor.id, Contact.person_id.is_not(None))
    if not _reads(house):
        return true()
    shut = select(Person.id).where(Person.protected.is_(True), Person.id.not_in(_named(house)))
    return and_(Contact.person_id.is_not(None), Contact.person_id.in_(shut))


def _reads(house: House) -> bool:
    """Whether files are there for the role of who acts."""
    return house.actor.role == SYSTEM or allows("person.look", house.actor.role)


def gone() -> Select[UUID]:
    """The people whose file went into another one."""
    return select(PersonMerge.gone_id).where(PersonMerge.undone.is_(None))


def refuse_unseen(house: House, session: Session, person: UUID) -> None:
    """Raise Refusal when the file of this person is not there for who acts."""
    _refuse_role(house)
    row = session.get(Person, person)
    if row is not None and row.erased_on is not None:
        raise Refusal("Dit dossier is gewist.", "Komt de cliënt terug? Maak dan een nieuw dossier.")
    if row is not None and row.protected and not is_named(house, session, person):
        raise Refusal("Dit dossier is afgeschermd.", "Neem contact op met de coördinator.")


def refuse_unseen_contact(house: House, session: Session, contact: Contact) -> None:
    """The same for a contact."""
    if contact.person_id is not None:
        refuse_unseen(house, session, contact.person_id)
    elif contact.user_id != house.actor.id:
        _refuse_role(house)


def _refuse_role(house: House) -> None:
    if house.actor.role == STAD:
        raise Refusal("Dit hoort bij het OCMW.", "Breng de cliënt naar een collega van het OCMW.")
    if not _reads(house):
        raise Refusal("Je rol laat dit niet toe: dossiers en vragen lezen.", "Vraag het aan een collega van het onthaal.")


def is_erased(session: Session, contact: Contact) -> bool:
    """Whether this contact is of a file that was erased: nobody knows any more whose it was."""
    person = session.get(Person, contact.person_id) if contact.person_id else None
    return person is not None and person.erased_on is not None


def is_named(house: House, session: Session, person: UUID) -> bool:
    """Whether who acts is named in the file of this person."""
    mine = NamedColleague.person_id == person, NamedColleague.colleague_id == house.actor.id
    return bool(session.scalar(select(exists().where(*mine))))


def known(house: House) -> ColumnElement[bool]:
    """The people (over Person) whom who acts knows: by a contact, by being named, as keyworker, or because of a file made."""
    met = select(Contact.person_id).where(Contact.user_id == house.actor.id, Contact.person_id.is_not(None))
    made = select(Entry.seq).where(*_made_by(house), Entry.row == type_coerce(Person.id, String))
    return or_(Person.id.in_(met), Person.id.in_(_named(house)), Person.keyworker_id == house.actor.id, made.exists())


def why(house: House, person: UUID) -> str | None:
    """What who acts has to do with this person, as the journal keeps it; None for a stranger, who is asked for a reason."""
    with house.store.read() as session:
        whole = one_person(session, kept(session, person))
        met = Contact.person_id.in_(whole), Contact.user_id == house.actor.id
        if session.scalar(select(exists().where(*met))):
            return OWN
        if is_named(house, session, person):
            return NAMED
        if session.scalar(select(exists().where(Person.id.in_(whole), Person.keyworker_id == house.actor.id))):
            return KEEPS
        made = exists().where(*_made_by(house), Entry.row == person.hex)
        return MADE if session.scalar(select(made)) else None


def is_shut(house: House, person: UUID) -> bool:
    """Whether this file is protected and who acts is not named in it."""
    with house.store.read() as session:
        row = session.get(Person, kept(session, person))
        return row is not None and row.protected and not is_named(house, session, row.id)


def _made_by(house: House) -> tuple[ColumnElement[bool], ...]:
    me = house.actor.id.hex if house.actor.id else ""
    return Entry.operation == "insert", Entry.table == "person", Entry.actor == me


def kept(session: Session, person: UUID) -> UUID:
    """The person under whom this one is known now: the same one, or whose file it went into."""
    while True:
        on = session.scalar(select(PersonMerge.kept_id).where(PersonMerge.gone_id == person, PersonMerge.undone.is_(None)))
        if on is None:
            return person
        person = on


def one_person(session: Session, person: UUID) -> tuple[UUID, ...]:
    """All ids under which this person was known: the kept one first, then those that went into it."""
    found = [person]
    for one in found:  # grows while it is read: what went into what went into it
        found += session.scalars(
            select(PersonMerge.gone_id).where(PersonMerge.kept_id == one, PersonMerge.undone.is_(None)).order_by(PersonMerge.id)
        )
    return tuple(found)


def _named(house: House) -> Select[UUID]:
    return select(NamedColleague.person_id).where(NamedColleague.colleague_id == house.actor.id)
