"""Which files and which questions without a name are over their term, read for everybody: also protected files must go.

A file lives as long as something happens in it: a question, an answer of a service, a step of a right, an appointment, a note.
What still runs, a formal application and a file that is on a laptop are held back, each with its reason. Of a protected file
nobody here sees whether a referral runs: after years of silence its term alone decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.agenda import Appointment, AppointmentEvent
from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.outing import Outing
from sociaalhuis.db.partners import Incoming, IncomingStep
from sociaalhuis.db.people import ClientNote, DomainStep, Person, PersonMerge, PurposeConsent
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.db.support import SupportRequest
from sociaalhuis.desk import relations
from sociaalhuis.desk.referral import lifecycle, standing
from sociaalhuis.desk.retention import terms
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

OPEN, REQUEST, OUTING = "open", "request", "outing"
HELD: Mapping[str, str] = {
    OPEN: "er loopt nog een doorverwijzing: sluit die eerst af",
    REQUEST: "er is een steunaanvraag: die volgt de selectielijst van het OCMW",
    OUTING: "het dossier is mee op een laptop, of was dat pas",
}
"""Why something stays although its term is over, in words."""
_LOST_AFTER = timedelta(days=90)  # so long after its last day a package holds nothing back
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A file (the id under which it is known now) or a question without a name, over its term; ``held`` is a key of HELD."""

    id: UUID
    kind: str  # a slug of retention_classes
    last: date  # when something happened last
    held: str | None = None


@dataclass(frozen=True, slots=True)
class _Story:
    """What is read once of all questions: when something happened last, of whom they are, and what they hold."""

    last: Mapping[UUID, datetime]
    person: Mapping[UUID, UUID]
    referred: frozenset[UUID]
    requested: frozenset[UUID]


def files(house: House, session: Session, today: date) -> tuple[Due, ...]:
    """The files that are over their term, the longest silent first."""
    return tuple(sorted(_files(house, session, today), key=lambda one: (one.last, one.id)))


def one_file(house: House, session: Session, person: UUID, today: date) -> Due:
    """How one file stands, whether its term is over or not."""
    kept = relations.kept(session, person)
    return _files(house, session, today, only=kept)[0]


def questions(house: House, session: Session, today: date) -> tuple[Due, ...]:
    """The questions without a name whose words are over their term."""
    story = _read(session)
    told = or_(Contact.words.is_not(None), Contact.goal.is_not(None), Contact.reference.is_not(None))
    known = set(session.scalars(select(Contact.id).where(Contact.person_id.is_(None), told, Contact.kind != "turf")))
    found = [Due(one, terms.WORDS, local(story.last[one]).date()) for one in known]
    late = [one for one in found if _is_over(house, one, today)]
    running = _running(house, session, [one.id for one in late if one.id in story.referred], today)
    held = dict.fromkeys(running, OPEN) | dict.fromkeys(story.requested, REQUEST)
    return tuple(sorted((replace(one, held=held.get(one.id)) for one in late), key=lambda one: (one.last, one.id)))


def _is_over(house: House, one: Due, today: date) -> bool:
    """A file with an application counts as one with a referral: it is shown, so that somebody hands it over."""
    kind = terms.TRAJECTORY if one.kind == terms.REQUEST else one.kind
    return terms.over(one.last, terms.years(house, kind)) <= today


def _files(house: House, session: Session, today: date, only: UUID | None = None) -> list[Due]:
    """The files that are over their term, or this one whatever its term."""
    story, into = _read(session), _into(session)
    of: dict[UUID, list[UUID]] = defaultdict(list)
    last: dict[UUID, datetime] = {}
    for person, moment in _alone(session):
        if person not in into:  # the journal tells of everybody, also of who was taken back
            continue
        last[into[person]] = max(last.get(into[person], moment), moment)
    for contact, person in story.person.items():
        of[into[person]].append(contact)
        last[into[person]] = max(last[into[person]], story.last[contact])
    away = {into[one] for one in _away(session, today, asked=only is not None) if one in into}
    erased = set(session.scalars(select(Person.id).where(Person.erased_on.is_not(None))))
    found = []
    for person in (only,) if only else last.keys() - erased:
        kind = terms.TRAJECTORY if story.referred.intersection(of[person]) else terms.QUESTION
        held = OUTING if person in away else None
        if story.requested.intersection(of[person]):
            kind, held = terms.REQUEST, REQUEST
        one = Due(person, kind, local(last[person]).date(), held)
        if only or _is_over(house, one, today):
            found.append(one)
    asked = [contact for one in found if one.held is None for contact in of[one.id] if contact in story.referred]
    running = _running(house, session, asked, today)
    return [replace(one, held=OPEN) if running.intersection(of[one.id]) else one for one in found]


def _into(session: Session) -> Mapping[UUID, UUID]:
    """Every person, and under whom he or she is known now."""
    merges = select(PersonMerge.gone_id, PersonMerge.kept_id).where(PersonMerge.undone.is_(None))
    merged = dict(session.execute(merges).all())
    found = {}
    for person in session.scalars(select(Person.id)):
        kept = person
        while kept in merged:
            kept = merged[kept]
        found[person] = kept
    return found


def _read(session: Session) -> _Story:
    last: dict[UUID, datetime] = {}
    for query in _moments():
        for contact, moment in session.execute(query):
            if moment is not None:
                last[contact] = max(last.get(contact, moment), moment)
    owned = session.execute(select(Contact.id, Contact.person_id))
    referred = select(Referral.contact_id).union(select(RightStep.contact_id))
    return _Story(
        last,
        {contact: person for contact, person in owned if person is not None},
        frozenset(session.scalars(referred)),
        frozenset(session.scalars(select(SupportRequest.contact_id))),
    )


def _moments() -> Iterable[Select[Any, datetime | None]]:
    """For each question the last moment of each thing that can happen with it."""
    by_referral = Referral.contact_id, Referral.id
    return (
        select(Contact.id, Contact.at).where(Contact.kind != "turf"),
        select(by_referral[0], func.max(ReferralEvent.at)).join(ReferralEvent).group_by(by_referral[0]),
        select(by_referral[0], func.max(Attempt.at)).join(Attempt).group_by(by_referral[0]),
        select(RightStep.contact_id, func.max(RightStep.at)).group_by(RightStep.contact_id),
        select(Exploration.contact_id, func.max(Exploration.at)).group_by(Exploration.contact_id),
        select(Incoming.contact_id, func.max(IncomingStep.at))
        .join(IncomingStep, IncomingStep.incoming_id == Incoming.id)
        .group_by(Incoming.contact_id),
        *(
            select(Appointment.contact_id, func.max(moment))
            .join(AppointmentEvent, AppointmentEvent.appointment_id == Appointment.id)
            .where(Appointment.contact_id.is_not(None))
            .group_by(Appointment.contact_id)
            for moment in (AppointmentEvent.at, AppointmentEvent.start)
        ),
    )


def _alone(session: Session) -> Iterator[tuple[UUID, datetime]]:
    """What happened in a file beside its questions; every file was made once."""
    made = select(Entry.row, Entry.clock).where(Entry.table == "person", Entry.operation == "insert")
    for row, clock in session.execute(made):
        yield UUID(row), datetime.fromtimestamp((clock >> 16) / 1000, UTC)
    for model in (ClientNote, DomainStep, PurposeConsent):
        yield from session.execute(select(model.person_id, func.max(model.at)).group_by(model.person_id))


def _running(house: House, session: Session, contacts: Sequence[UUID], today: date) -> set[UUID]:
    """The questions of these with a referral of which the end is not known, and that somebody still follows."""
    everything = replace(house, actor=THE_PROGRAM)
    found: set[UUID] = set()
    for some in batched(contacts, _AT_ONCE):
        those: ColumnElement[bool] = Referral.contact_id.in_(some)
        for one in standing.seen(everything, session, today, those):
            if one.state not in lifecycle.ENDED and one.state not in ("error", "draft") and not one.stopped:
                found.add(one.contact)
    return found


def _away(session: Session, today: date, *, asked: bool) -> set[UUID]:
    """Who is on a laptop that may still bring something home, also once more: a day that is closed can be opened again.

    A client who asks to be erased waits only for a package that was not home yet: what comes later is erased as it comes.
    """
    packages = select(Outing.people, Outing.until)
    packages = packages.where(Outing.returned.is_(None)) if asked else packages
    return {
        UUID(one) for people, until in session.execute(packages) for one in people if local(until + _LOST_AFTER).date() >= today
    }
