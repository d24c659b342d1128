"""Samen gebeld: the desk calls a service with the client beside it. What is checked and told stands in desk.partners.sharing.

A call has one outcome by one key; what was told is kept as proof beside the consent. A mail is a draft that somebody else
sends, written only where the worker wants it, and without anything about the client unless he or she agrees to that too.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.access import users
from sociaalhuis.catalogue.service import Service
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.desk import Consent, Contact, Referral, SlipCopy
from sociaalhuis.db.partners import PassedOn
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations, safety
from sociaalhuis.desk.client import representing
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.partners import contacts, sharing
from sociaalhuis.desk.partners.contacts import Somebody
from sociaalhuis.desk.partners.sharing import Check, Known, Part
from sociaalhuis.desk.referral import referrals, slips
from sociaalhuis.desk.referral.outcomes import CLIENT, OUTCOMES, SERVICE, Details
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import mail
from sociaalhuis.house import House
from sociaalhuis.printing.compose import render
from sociaalhuis.printing.page import Paper
from sociaalhuis.texts import Texts, day, hour

MAIL = "mail"  # of resources/vocab/contact_ways
LOOKED_FOR = "samen bellen"  # why a file was looked at, as the journal keeps it
ADULT = 18  # years


@dataclass(frozen=True, slots=True)
class Call:
    """What one key says of a call: the outcome of the referral that it is. ``asks``: when, why or what, before it is noted."""

    label: str
    key: str
    outcome: str
    asks: str = ""
    reached: bool = True


CALLS: Mapping[str, Call] = MappingProxyType(
    {
        "appointment": Call("Afspraak", "A", "accepted", "when"),
        "taken": Call("Opgenomen", "O", "accepted"),
        "waiting": Call("Wachtlijst", "W", "waiting_list"),
        "documents": Call("Vraagt stukken", "S", "documents", "words"),
        "refused": Call("Geweigerd", "E", "refused", "why"),
        "not_reached": Call("Niet bereikt", "N", "not_reached", reached=False),
        "declined": Call("Cliënt wil toch niet", "Z", "withdrawn", reached=False),
    }
)


@dataclass(frozen=True, slots=True)
class Together:
    """One warm referral as the desk sees it before and during the call. ``contact`` is who of this house may be called back."""

    referral: UUID
    question: UUID
    reference: str
    service: str
    service_name: str
    phones: tuple[str, ...]
    email: str
    hours: str
    people: tuple[Somebody, ...]
    known: Known
    sentence: str
    contact: str
    state: str

    @property
    def checks(self) -> tuple[Check, ...]:
        """What to look at before anything leaves."""
        return sharing.checks(self.known)


@dataclass(frozen=True, slots=True)
class Said:
    """What the worker chose: whom it was told, the question in one sentence, and whether the checks were looked at.

    ``minimal``: the service has no professional secrecy.
    """

    person: str = ""
    sentence: str = ""
    looked: bool = False
    minimal: bool = False


def prepare(house: House, referral: UUID, today: date) -> Together:
    """What is known before the call; where that is somebody with a file, the look is journalled.

    Raises Refusal for a file that one may not see, and for a referral of another kind.
    """
    one, person = _prepared(house, referral, today)
    if person is not None:
        house.store.look(house.actor, "person.look", "person", person, LOOKED_FOR)
    return one


def _prepared(house: House, referral: UUID, today: date) -> tuple[Together, UUID | None]:
    with house.store.read() as session:
        row = session.get_one(Referral, referral)
        contact = session.get_one(Contact, row.contact_id)
        relations.refuse_unseen_contact(house, session, contact)
        if row.kind != "warm":
            raise Refusal("Dit is niet “samen gebeld”.", "Volg deze doorverwijzing op de opvolglijst.")
        service = session.get_one(tables.Service, row.service_id)
        person = None if contact.person_id is None else session.get_one(Person, contact.person_id)
        seen = referrals.one(house, session, referral, today)
        head = slips.letterhead(house)
        shown = next((one.shown for one in users.accounts(house) if one.id == house.actor.id), "")
        known = _known(session, row, contact, person, service, today, silent=not seen.may_call)
        one = Together(
            referral, contact.id, contact.reference or "", service.slug, service.name,
            tuple(phone.number for phone in service.phones), service.email or "", service.opening_hours or "",
            contacts.of(session, service), known, _sentence(contact),
            ", ".join(part for part in (shown or head.name, head.phone) if part), seen.state,
        )  # fmt: skip
        return one, contact.person_id


def waiting(house: House, today: date) -> tuple[UUID, ...]:
    """The referrals of this kind of which the service did not say anything yet, the longest waiting first."""
    found = (one for one in referrals.worklist(house, today) if one.kind == "warm" and one.state == "given")
    return tuple(one.id for one in sorted(found, key=lambda one: (one.given, one.id)))


def _known(
    session: Session,
    row: Referral,
    contact: Contact,
    person: Person | None,
    service: tables.Service,
    today: date,
    *,
    silent: bool,
) -> Known:
    consent = session.scalar(select(Consent).where(Consent.referral_id == row.id).order_by(Consent.at.desc()).limit(1))
    standing = consent is not None and consent.withdrawn is None
    return Known(
        agreed=consent.given if consent is not None and standing else None,
        elements=tuple(consent.elements) if consent is not None and standing else (),
        method=consent.method if consent is not None else "",
        on=local(consent.at).date() if consent is not None else None,
        without_reason=(consent.without_reason or "") if consent is not None and standing else "",
        anonymous=person is None,
        asked=person is not None and person.forbidden_ways is not None,
        forbidden=tuple(person.forbidden_ways or ()) if person else (),
        safe_contact=(person.safe_contact or "") if person else "",
        protected=person is not None and person.protected,
        violence=safety.named_so(service.name, service.domains),
        silent=silent,
        minor=person is not None and _is_minor(person, today),
        speaks="" if person is None else _speaks(session, person, today),
        data={key: text for key, text in _data(row, contact, person).items() if text},
    )


def _is_minor(person: Person, today: date) -> bool:
    born = person.birth_date
    if born is None:
        return person.birth_year is not None and today.year - person.birth_year < ADULT
    return (today.year - ADULT, today.month, today.day) < (born.year, born.month, born.day)


def _speaks(session: Session, person: Person, today: date) -> str:
    acting = [one for one in representing.of(session, person.id) if one.holds(today)]
    return ", ".join(f"{one.name} ({vocab.label('representatives', one.capacity)})" for one in acting)


def _data(row: Referral, contact: Contact, person: Person | None) -> Mapping[str, str]:
    """What is known, by share element."""
    of_contact = {
        "dringendheid": vocab.label("urgency", contact.urgency),
        "afspraak": _moment(row.appointment) if row.appointment else "",
    }
    if person is None:
        return of_contact
    year = person.birth_date.year if person.birth_date else person.birth_year
    tongue = vocab.label("languages", person.language) if person.language else ""
    interpreter = vocab.label("interpreter_forms", person.interpreter) if person.interpreter else ""
    return {
        **of_contact,
        "naam": f"{person.given_name} {person.family_name}".strip(),
        "telefoon": person.phone or "",
        "email": person.email or "",
        "adres": ", ".join(part for part in (person.street, person.postal_code) if part),
        "geboortejaar": str(year or ""),
        "taal_tolk": ", ".join(part for part in (tongue, interpreter) if part),
        "leesvoorkeur": vocab.label("reading_preferences", person.reading) if person.reading else "",
        "veilig_contact": " · ".join(
            part for part in (*safety.said(person.forbidden_ways or ()), person.safe_contact or "") if part
        ),
    }


def _sentence(contact: Contact) -> str:
    """The question in one sentence, to begin with: what the client wants, else the first words."""
    text = " ".join((contact.goal or contact.words or "").split())
    end = next((at for at, char in enumerate(text) if char in ".!?" and at >= 12), len(text)) + 1
    return text[: min(end, sharing.LONGEST)].strip()


def _moment(moment: datetime) -> str:
    when = local(moment)
    return f"{day(when.date())} om {hour(when)}"


def parts(one: Together, said: Said) -> tuple[Part, ...]:
    """What is shared, with its words."""
    return sharing.parts(one.known, cleaned(said.sentence), minimal=said.minimal)


def words(house: House, one: Together, said: Said) -> str:
    """Exactly what is passed on."""
    name = slips.letterhead(house).name
    return sharing.words(one.known, parts(one, said), one.reference, name, one.service_name, " ".join(said.person.split()))


# ── the call ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def note(
    house: House, one: Together, call: str, said: Said, now: datetime, *, when: datetime | None = None, words_: str = "",
    reasons: Sequence[str] = (),
) -> None:  # fmt: skip
    """Write down how the call went (a key of CALLS) and what was told. Raises Refusal when a check, day or reason is missed."""
    chosen = CALLS[call]
    if chosen.reached:
        _refuse_unchecked(one, said)
    if chosen.asks == "when" and when is None:
        raise Refusal("Wanneer is de afspraak?", "Typ dag en uur, bijvoorbeeld “di 14u”.")
    by, why = (CLIENT, ("changed_mind",)) if call == "declined" else (SERVICE, tuple(reasons))
    told = Details(
        reasons=why if OUTCOMES[chosen.outcome].event in ("refuse", "withdraw") else (),
        by=by,
        words=words_,
        day=None if when is None else local(when).date(),
        contacted=True if chosen.reached else None,
    )
    with house.store.write(house.actor, "referral.call") as session:
        row = session.get_one(Referral, one.referral)
        relations.refuse_unseen_contact(house, session, session.get_one(Contact, row.contact_id))
        followup.add(
            house, session, one.referral, OUTCOMES[chosen.outcome], now, told,
            known_from="client" if call == "declined" else "partner", way=safety.SERVICE,
        )  # fmt: skip
        if when is not None:
            row.appointment = when
        if call == "declined":
            for consent in session.scalars(select(Consent).where(Consent.referral_id == row.id, Consent.withdrawn.is_(None))):
                consent.withdrawn = now
        if chosen.reached:
            session.add(_passed_on(house, one, said, safety.CALL, sharing.told(parts(one, said)), now))


def _passed_on(house: House, one: Together, said: Said, way: str, elements: tuple[str, ...], now: datetime) -> PassedOn:
    person = " ".join(cleaned(said.person).split())[: contacts.LONGEST]
    return PassedOn(
        referral_id=one.referral, at=now, user_id=worker(house), way=way, partner=person or None, elements=list(elements)
    )


def _refuse_unchecked(one: Together, said: Said) -> None:
    found = one.checks
    why = sharing.blocked(found)
    if why:
        raise Refusal(why, "Geef het briefje mee: de cliënt neemt dan zelf contact.")
    if sharing.to_look_at(found) and not said.looked:
        raise Refusal("Er is nog iets na te kijken voor je iets doorgeeft.", "Lees wat met ● staat en druk op Alt+K.")


# ── the mail and the slip ────────────────────────────────────────────────────────────────────────────────────────────────────


def mail_out(house: House, one: Together, said: Said, service: Service, file: Path, now: datetime, *, with_data: bool) -> None:
    """Write a mail draft with the slip where the worker wants it, and keep that it left. One act: no file without its proof.

    ``with_data``: the client agrees that it stands in a mail. Raises Refusal when something is not checked, and for data in a
    mail that could put somebody at risk; Trouble when the file cannot be written.
    """
    _refuse_unchecked(one, said)
    if with_data and (one.known.protected or one.known.violence or one.known.silent or not one.known.agreed):
        raise Refusal("Zet hier geen gegevens in een mail.", "Maak de mail zonder gegevens. De rest zeg je aan de telefoon.")
    head = slips.letterhead(house)
    body = sharing.letter(one.reference, one.contact, head.name, words(house, one, said) if with_data else "")
    elements = sharing.told(parts(one, said)) if with_data else ()
    subject = Texts("nl").say("together.subject", code=one.reference)
    written = False
    try:
        with house.store.write(house.actor, "referral.share") as session:
            attached = mail.Attached(f"briefje {one.reference}.pdf", _slip(house, session, one, service, now))
            session.add(_passed_on(house, one, said, MAIL, elements, now))
            session.flush()
            mail.write(file, mail.draft(one.email, subject, body, [attached]))
            written = True
    except BaseException:
        if written:  # the house could not keep the proof
            mail.remove(file)
        raise


def _slip(house: House, session: Session, one: Together, service: Service, now: datetime) -> bytes:
    """The slip that was kept last for this question, else a new one, which is kept now."""
    query = select(SlipCopy.pdf).where(SlipCopy.contact_id == one.question).order_by(SlipCopy.at.desc(), SlipCopy.id.desc())
    kept = session.scalar(query.limit(1))
    return kept if kept is not None else _keep(house, session, one, service, now).pdf


def slip(house: House, one: Together, service: Service, now: datetime) -> Paper:
    """A slip of this referral as it stands now, with the appointment; kept for ever, for the printer."""
    with house.store.write(house.actor, "referral.share") as session:
        return _keep(house, session, one, service, now)


def _keep(house: House, session: Session, one: Together, service: Service, now: datetime) -> Paper:
    meeting = session.get_one(Referral, one.referral).appointment
    choices = slips.Choices(
        kind="appointment" if meeting else "warm",
        contact=one.contact,
        shared=sharing.told(sharing.parts(one.known, one.sentence)) if one.known.agreed else None,
        appointments={service.id: meeting} if meeting else {},
        form=house.text("slip.form"),
        format=house.text("slip.format"),
        discreet=one.known.violence,
    )
    made = render(slips.compose([service], choices, one.reference, local(now).date(), slips.letterhead(house)))
    digest = hashlib.sha256(made.pdf).hexdigest()
    session.add(
        SlipCopy(contact_id=one.question, at=now, user_id=worker(house), text=list(made.text), pdf=made.pdf, sha256=digest)
    )
    return made
