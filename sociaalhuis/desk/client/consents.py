"""What a client answered for each purpose of the file, how old that is, and when it is time to ask again.

Keeping a file rests on the law: for `registreren` it counts that it was explained (informed_on), nobody has to agree. What is
passed on to one service is agreed on at that referral (desk.referral.referrals); the answer here does not replace it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.people import TAKE_BACK, Person, PurposeConsent
from sociaalhuis.desk import relations
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

REGISTER, REFER, FOLLOW, PROACTIVE = "registreren", "doorverwijzen", "opvolging", "proactief"  # of vocab/consent_purposes
ORAL, WRITTEN, REFUSED, WITHDRAWN, NOT_ASKED = "mondeling", "schriftelijk", "geweigerd", "ingetrokken", "niet_gevraagd"
YES = frozenset({ORAL, WRITTEN})
EXPLAINED = "uitgelegd"  # how `registreren` stands when it was explained
RENEW = "consent.renew_months"  # the setting
_ASKED = "client_asks"  # of resources/vocab/stop_reasons
_MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class Consent:
    """How one purpose stands: a slug of consent_states, or EXPLAINED. ``months`` old; ``renew``: it is time to ask again."""

    purpose: str
    state: str
    on: date | None
    months: int
    renew: bool

    @property
    def yes(self) -> bool:
        """Whether the client said yes, or knows what is kept."""
        return self.state in YES or self.state == EXPLAINED


def of(house: House, session: Session, person: UUID, today: date) -> tuple[Consent, ...]:
    """How every purpose stands for a person, in the order of the list."""
    last = {row.purpose: row for row in _in_force(session, relations.one_person(session, person))}
    informed, limit = session.get_one(Person, person).informed_on, house.number(RENEW)
    found = []
    for term in vocab.terms(_LIST, today):
        if term.slug == REGISTER:
            state, on = EXPLAINED if informed else NOT_ASKED, informed
        else:
            row = last.get(term.slug)
            state, on = (row.state, local(row.at).date()) if row else (NOT_ASKED, None)
        months = int((today - on).days / _MONTH) if on else 0
        found.append(Consent(term.slug, state, on, months, state in YES and months >= limit))
    return tuple(found)


_LIST = "consent_purposes"


def note(house: House, person: UUID, purpose: str, state: str, now: datetime) -> None:
    """Write down what the client answers today; the same answer again makes it new. It can be taken back.

    A no to `proactief` also sets the stop sign of the file, a no to `opvolging` ends following up; a yes takes them away. A yes
    for `registreren` says that it was explained. Raises Refusal for a purpose or an answer that cannot be, or when the role may
    not.
    """
    _check(purpose, state)
    user, day = worker(house), local(now).date()
    with house.store.write(house.actor, "consent.note") as session:
        relations.refuse_unseen(house, session, person)
        row = session.get_one(Person, person)
        if purpose == REGISTER:
            row.informed_on = day
            return
        session.add(PurposeConsent(person_id=person, purpose=purpose, state=state, at=now, user_id=user))
        if purpose == PROACTIVE:
            row.stopped_on = None if state in YES else row.stopped_on or day
        elif purpose == FOLLOW:
            _follow(session, person, state in YES, now, user)


def _follow(session: Session, person: UUID, yes: bool, now: datetime, user: UUID) -> None:
    """Following up stops because the client asks, or goes on again."""
    whole = relations.one_person(session, person)
    mine = FollowStop.person_id.in_(whole), FollowStop.lifted.is_(None), FollowStop.reason == _ASKED
    stops = session.scalars(select(FollowStop).where(*mine)).all()
    for one in stops if yes else ():
        one.lifted = now
    if not yes and not stops:
        session.add(FollowStop(person_id=person, at=now, user_id=user, reason=_ASKED))


def _check(purpose: str, state: str) -> None:
    if purpose not in {term.slug for term in vocab.terms(_LIST, None)}:
        raise Refusal(f"“{purpose[:40]}” staat niet in de lijst.", "Kies een doel uit de lijst.")
    if state not in {*YES, REFUSED, WITHDRAWN}:
        raise Refusal(f"“{state[:40]}” is geen antwoord.", "Kies: mondeling, schriftelijk, geweigerd of ingetrokken.")
    if purpose == REGISTER and state not in YES:
        raise Refusal("Een dossier bijhouden steunt op de wet.", "Leg het uit. Zonder dossier helpen kan ook: kies anoniem.")


def _in_force(session: Session, people: Sequence[UUID]) -> Iterable[PurposeConsent]:
    """The answers that count, the oldest first."""
    rows = session.scalars(
        select(PurposeConsent).where(PurposeConsent.person_id.in_(people)).order_by(PurposeConsent.at, PurposeConsent.id)
    ).all()
    gone = {row.takes_back for row in rows}
    return [row for row in rows if row.state != TAKE_BACK and row.id not in gone]


def answers(session: Session, person: UUID) -> Sequence[tuple[datetime, str, str]]:
    """Every answer that counts, for the timeline: (when, purpose, state), the oldest first."""
    return [(row.at, row.purpose, row.state) for row in _in_force(session, relations.one_person(session, person))]
