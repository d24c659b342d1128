"""Noting a question: a turf (one count) or a hulpvraag (the client's words), anonymous unless a person is needed."""

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.catalogue import records
from sociaalhuis.db.base import Record, new_id
from sociaalhuis.db.desk import Contact, PassedOver, Told, UnmetNeed
from sociaalhuis.db.people import Person
from sociaalhuis.desk import references, relations
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts
from sociaalhuis.house import House

LONGEST_WORDS = 20_000  # characters; ten pages of a letter
COUNTER, OFFICE_HOURS = "balie", "zitdag"  # of resources/vocab/channels
NO_OFFER = "no_suitable_service"  # of resources/vocab/reasons_none
_LINE_BREAK = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")  # all the ways in which pasted text ends a line or a page


@dataclass(frozen=True, slots=True)
class Question:
    """A hulpvraag as it is noted. ``domains`` are slugs of the life domains, ``municipality`` a NIS code.

    ``deadline``: the last day on which something can still be done.
    ``passed_over``: services (slugs) that did not fit, with the reason; ``unmet``: domains for which nothing fits.
    """

    words: str
    channel: str = COUNTER
    domains: tuple[str, ...] = ()
    urgency: str = "gewoon"
    postal_code: str | None = None
    municipality: str | None = None
    goal: str | None = None
    facts: Facts = field(default_factory=Facts)
    person: UUID | None = None
    passed_over: Mapping[str, str] = field(default_factory=dict)
    unmet: tuple[str, ...] = ()
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A contact that was saved, with the code that goes on the slip."""

    id: UUID
    reference: str


def register(house: House, question: Question, now: datetime, rng: random.Random | None = None) -> Noted:
    """Save a hulpvraag with what was told.

    Raises Refusal for words that are too long, for a word that is in no list, for an actor without an account, or for a person
    whose file is not for who acts.
    """
    worker(house)  # who has no name is told so before anything else
    with house.store.write(house.actor, "contact.register") as session:
        return add(house, session, question, now, rng)


def add(house: House, session: Session, question: Question, now: datetime, rng: random.Random | None = None) -> Noted:
    """The same inside the writing session of another act."""
    words = cleaned(question.words)
    _known(channels=[question.channel], urgency=[question.urgency], life_domains=(*question.domains, *question.unmet))
    _known(passed_over=tuple(question.passed_over.values()))
    person = None
    if question.person is not None:
        person = relations.kept(session, question.person)
        relations.refuse_unseen(house, session, person)
    noted = Noted(new_id(), references.new(lambda code: _taken(session, code), house.device_prefix, rng))
    session.add(
        Contact(
            id=noted.id,
            kind="hulpvraag",
            reference=noted.reference,
            at=now,
            user_id=worker(house),
            person_id=person,
            channel=question.channel,
            place=house.here,
            words=words,
            goal=None if question.goal is None else cleaned(question.goal),
            domains=list(question.domains),
            urgency=question.urgency,
            deadline=question.deadline,
            postal_code=question.postal_code,
            municipality=question.municipality,
        )
    )
    session.flush()
    session.add_all(told_rows(noted.id, question.facts, now))
    session.add_all(_did_not_fit(session, noted.id, question))
    return noted


def usual_channel(house: House) -> str:
    """How most people come to where this house works now: to the counter, or to the zitdag."""
    return COUNTER if house.here is None else OFFICE_HOURS


def count(house: House, channel: str, domains: Sequence[str], answer_kind: str, now: datetime) -> UUID:
    """Turf: count one contact, without words and without a person. Raises Refusal for a word that is in no list."""
    _known(channels=[channel], life_domains=domains, answer_kinds=[answer_kind])
    contact_id, user = new_id(), worker(house)
    with house.store.write(house.actor, "contact.count") as session:
        session.add(
            Contact(
                id=contact_id, kind="turf", at=now, user_id=user, channel=channel, domains=list(domains),
                answer_kind=answer_kind, place=house.here, settled_at_desk=True,
            )
        )  # fmt: skip
    return contact_id


def _known(**lists: Sequence[str]) -> None:
    for name, slugs in lists.items():
        for slug in slugs:
            if slug not in {term.slug for term in vocab.terms(name, None)}:
                raise Refusal(f"“{slug[:40]}” staat niet in de lijst.", "Kies een woord uit de lijst.")


def add_person(house: House, given_name: str, family_name: str, **known: object) -> UUID:
    """A new file for somebody who is willing to be known, and who makes it keeps the overview.

    ``known`` are other columns of the person.
    """
    person_id = new_id()
    given, family, sought = named(given_name, family_name)
    with house.store.write(house.actor, "person.add") as session:
        known = {"keyworker_id": house.actor.id, **known}
        session.add(Person(id=person_id, given_name=given, family_name=family, sought=sought, **known))
    return person_id


def named(given_name: str, family_name: str) -> tuple[str, str, str]:
    """The names as a file keeps them, and as they are searched. Raises Refusal when there is none."""
    given, family = (" ".join(cleaned(name).split()) for name in (given_name, family_name))
    if not (given or family):
        raise Refusal("Een naam is nodig.", "Typ minstens een voornaam, of ga anoniem verder.")
    return given, family, folded(given, family)


def folded(*names: str) -> str:
    """Names as they are searched: small letters, no accents, single spaces."""
    bare = (c for c in unicodedata.normalize("NFKD", " ".join(names).casefold()) if not unicodedata.combining(c))
    return " ".join("".join(bare).split())


def worker(house: House) -> UUID:
    """The account that acts. Raises Refusal for who came in with the recovery code: work needs a name."""
    if house.actor.id is None:
        raise Refusal("Je bent binnen met de herstelcode.", "Maak een account met “users add” en meld je daarmee aan.")
    return house.actor.id


def cleaned(words: str) -> str:
    """Text as it is kept: composed characters, no control characters but line breaks. Raises Refusal when it is too long."""
    if len(words) > LONGEST_WORDS:
        raise Refusal(
            f"Deze tekst is te lang ({len(words):,} tekens).".replace(",", "."),
            f"Hou het bij {LONGEST_WORDS:,} tekens: wat is de vraag?".replace(",", "."),
        )
    lines = _LINE_BREAK.sub("\n", words)
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def by_reference(session: Session, typed: str) -> Contact | None:
    """The contact of a typed code, None when the code is wrong or not of this house."""
    code = references.read(typed)
    return None if code is None else session.scalar(select(Contact).where(Contact.reference == code))


def _taken(session: Session, code: str) -> bool:
    return bool(session.scalar(select(exists().where(Contact.reference == code))))


def told_rows(contact: UUID, facts: Facts, now: datetime) -> list[Told]:
    """What was told in a contact, as rows."""
    return [
        Told(
            contact_id=contact,
            fact=key,
            value=list(answer.value) if isinstance(answer.value, tuple) else answer.value,
            standing=answer.standing.value,
            source=answer.source,
            on=answer.on or local(now).date(),
        )
        for key, answer in facts.items()
    ]


def _did_not_fit(session: Session, contact: UUID, question: Question) -> Iterator[Record]:
    """The services that were passed over, but for those that left the catalogue meanwhile, and the needs without an offer."""
    for slug, service in records.ids(session, question.passed_over).items():
        yield PassedOver(contact_id=contact, service_id=service, reason=question.passed_over[slug])
    for domain in dict.fromkeys(question.unmet):
        yield UnmetNeed(contact_id=contact, domain=domain, municipality=question.municipality, reason=NO_OFFER)
