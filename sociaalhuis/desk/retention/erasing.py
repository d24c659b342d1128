"""What goes of a file and of a question when they are erased, and what stays so that the figures of the past stay the same.

Of a person only an empty row remains, with the language that the briefing counts; of a question when, how and about what it
was; of a referral what became of it. Names, words, answers, notes, paper and codes go, and with them what the journal kept of
them, also of rows that were removed before: it tells only that there was something, and who erased it when. What was still to
come is cancelled, and nobody follows it up any more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched
from types import MappingProxyType
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import and_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db import journal
from sociaalhuis.db.base import Base
from sociaalhuis.db.desk import Consent, Contact, Draft, Referral, ReferralEvent, SlipCopy, Told
from sociaalhuis.db.following import FollowStop
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.outing import OutingChange
from sociaalhuis.db.partners import Incoming, IncomingStep, PassedOn
from sociaalhuis.db.people import (
    ClientNote,
    DomainStep,
    NamedColleague,
    Person,
    PersonMerge,
    PurposeConsent,
    Representative,
)
from sociaalhuis.db.proactive import CampaignRow, Finding
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.desk.agenda import appointments
from sociaalhuis.desk.followup import worklist
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.referral import standing
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows that hang on others by ``column``: they go (``left`` None), or these columns get these values."""

    column: InstrumentedAttribute[Any]
    of: type[Base]
    left: Mapping[str, Any] | None

    @property
    def model(self) -> type[Base]:
        """The table whose rows it is about."""
        found: type[Base] = self.column.parent.class_
        return found


_GONE = None
_NO_WORDS = MappingProxyType({"words": None})
_OF_A_PERSON = MappingProxyType(
    {"given_name": "", "family_name": "", "sought": ""}
    | dict.fromkeys(
        (
            "birth_date", "birth_year", "phone", "email", "street", "postal_code", "municipality", "reading", "interpreter",
            "safe_contact", "forbidden_ways", "informed_on", "stopped_on", "keyworker_id",
        )
    )
)  # fmt: skip
_OF_A_QUESTION = MappingProxyType(dict.fromkeys(("words", "goal", "reference", "postal_code", "deadline", "deadline_met")))
RULES: tuple[Rule, ...] = (  # parents before children
    Rule(NamedColleague.person_id, Person, _GONE),
    Rule(Representative.person_id, Person, _GONE),
    Rule(ClientNote.person_id, Person, _GONE),
    Rule(DomainStep.person_id, Person, _GONE),
    Rule(PurposeConsent.person_id, Person, _GONE),
    Rule(PersonMerge.kept_id, Person, _GONE),
    Rule(PersonMerge.gone_id, Person, _GONE),
    Rule(CampaignRow.person_id, Person, _GONE),
    Rule(Finding.person_id, Person, _GONE),
    Rule(FollowStop.person_id, Person, _NO_WORDS),
    Rule(Contact.person_id, Person, _OF_A_QUESTION),
    Rule(Told.contact_id, Contact, _GONE),
    Rule(SlipCopy.contact_id, Contact, _GONE),
    Rule(Incoming.contact_id, Contact, _GONE),
    Rule(IncomingStep.incoming_id, Incoming, _GONE),
    Rule(Exploration.contact_id, Contact, MappingProxyType({"amounts": {}, "asked": [], "withheld": []})),
    Rule(RightStep.contact_id, Contact, MappingProxyType({"due": None})),
    Rule(Referral.contact_id, Contact, MappingProxyType({"despite": None, "fallback": None})),
    Rule(ReferralEvent.referral_id, Referral, MappingProxyType({"words": None, "next_step": None})),
    Rule(Consent.referral_id, Referral, MappingProxyType({"without_reason": None})),
    Rule(PassedOn.referral_id, Referral, MappingProxyType({"partner": None})),
    Rule(FollowStop.referral_id, Referral, _NO_WORDS),
)
STAYS = frozenset({"attempt", "passed_over", "unmet_need", "verification_task", "appointment", "appointment_event"})
"""Tables about clients that hold no words: when, how, and which service."""
NEVER = frozenset({"support_request", "support_step", "support_paper"})
"""The register of applications: a file with one is not erased here."""


_NO_NEXT_STEP = "settled"  # of resources/vocab/stop_reasons


def erase(house: House, session: Session, people: Sequence[UUID], questions: Sequence[UUID], now: datetime) -> None:
    """Erase, in a writing session, people (all ids of one file) with all that hangs on them, and questions without a name."""
    today = local(now).date()
    found: dict[type[Base], list[UUID]] = {Person: list(people), Contact: list(questions)}
    removed = _removed(session)
    for rule in RULES:
        parents = found[rule.of]
        gone = _removed_children(removed[rule.model], rule, parents)
        found[rule.model] = [*found.get(rule.model, ()), *_children(session, rule, parents), *gone]
    for some in batched(found[Contact], _AT_ONCE):
        appointments.drop(house, session, some, now)
    session.flush()
    for lines in batched(_lent(session, people), _AT_ONCE):
        house.store.forget(session, tuple_(Entry.device, Entry.seq).in_(lines))
    house.store.erase(session, OutingChange, _changes(session, found))
    house.store.erase(session, Draft, _drafts(session, found))
    left = {rule.model: rule.left for rule in RULES} | {Person: _OF_A_PERSON | {"erased_on": today}}
    for model in reversed(found):
        house.store.erase(session, model, list(dict.fromkeys(found[model])), left[model])
    for some in batched(found[Contact], _AT_ONCE):
        _stop(house, session, some, now)


def _stop(house: House, session: Session, contacts: Sequence[UUID], now: datetime) -> None:
    """Take off the opvolglijst what would still stand on it without a code or a name."""
    today, everything = local(now).date(), replace(house, actor=THE_PROGRAM)
    seen = standing.seen(everything, session, today, and_(Referral.contact_id.in_(contacts), worklist.listed(today)))
    for task in worklist.tasks(seen, today, standing.clocks(house), standing.workdays(house)):
        session.add(FollowStop(referral_id=task.one.id, at=now, user_id=worker(house), reason=_NO_NEXT_STEP))


def _children(session: Session, rule: Rule, parents: Sequence[UUID]) -> list[UUID]:
    key = rule.model.metadata.tables[rule.model.__tablename__].c.id
    return [one for some in batched(parents, _AT_ONCE) for one in session.scalars(select(key).where(rule.column.in_(some)))]


def _removed(session: Session) -> Mapping[type[Base], Mapping[UUID, Mapping[str, Any]]]:
    """The rows of these tables that are there no more, with what the journal kept when they went."""
    models = {rule.model.__tablename__: rule.model for rule in RULES}
    query = select(Entry.table, Entry.row, Entry.payload).where(Entry.operation == "delete", Entry.table.in_(models))
    found: dict[type[Base], dict[UUID, Mapping[str, Any]]] = {model: {} for model in models.values()}
    for table, row, payload in session.execute(query.where(Entry.payload.is_not(None))):
        found[models[table]][UUID(row)] = orjson.loads(payload or "{}")
    for model, rows in found.items():
        key = model.metadata.tables[model.__tablename__].c.id
        for some in batched(list(rows), _AT_ONCE):
            for back in session.scalars(select(key).where(key.in_(some))):
                del rows[back]
    return found


def _removed_children(removed: Mapping[UUID, Mapping[str, Any]], rule: Rule, parents: Sequence[UUID]) -> Iterator[UUID]:
    named = {str(one) for one in parents}
    return (row for row, kept in removed.items() if kept.get(rule.column.key) in named)


def _lent(session: Session, people: Sequence[UUID]) -> Iterator[tuple[str, int]]:
    """Lines of the journal about somebody else, whose file was filled in from one of these by a merge that was undone."""
    for some in batched(people, _AT_ONCE):
        merges = select(PersonMerge).where(PersonMerge.gone_id.in_(some), PersonMerge.undone.is_not(None))
        for merge in session.scalars(merges):
            came = {column: after for column, (_before, after) in merge.filled.items()}
            other = Entry.operation == "update", journal.of_rows(Person.__tablename__, [merge.kept_id])
            for device, seq, payload in session.execute(select(Entry.device, Entry.seq, Entry.payload).where(*other)):
                if any(came.get(column) in pair for column, pair in orjson.loads(payload or "{}").items() if column in came):
                    yield device, seq


def _changes(session: Session, found: Mapping[type[Base], Sequence[UUID]]) -> list[UUID]:
    """Values that a laptop had of these rows."""
    rows = {one for ids in found.values() for one in ids}
    return [one for one, row in session.execute(select(OutingChange.id, OutingChange.row)) if row in rows]


def _drafts(session: Session, found: Mapping[type[Base], Sequence[UUID]]) -> list[UUID]:
    """Unfinished work that names one of these people or questions."""
    named = {str(one) for model in (Person, Contact) for one in found[model]}
    drafts = [(one, orjson.dumps(content).decode()) for one, content in session.execute(select(Draft.id, Draft.content))]
    return [one for one, text in drafts if any(name in text or name.replace("-", "") in text for name in named)]
