"""Papers of a client about his or her own data: the information sheet, the copy of the whole file, a summary as text.

The copy (inzageversie) tells what is kept, from whom it comes, who got it, and when and why the file was opened; no names of
colleagues (GDPR, article 15). Making it is a look in the journal.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db import catalogue as catalogue_tables
from sociaalhuis.db import desk as tables
from sociaalhuis.db.partners import PassedOn
from sociaalhuis.db.people import Person, PersonMerge
from sociaalhuis.desk import asking, relations, safety
from sociaalhuis.desk.client import client_file, clients, consents, locked_notes, looks, own_record, third_parties
from sociaalhuis.desk.client.client_file import ClientFile
from sociaalhuis.desk.client.clients import Happened, Identity
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.workdays import local
from sociaalhuis.facts import Standing
from sociaalhuis.house import House
from sociaalhuis.printing import information_sheet, reading_sheet
from sociaalhuis.printing.information_sheet import Keeper
from sociaalhuis.printing.reading_sheet import Part, ReadingSheet
from sociaalhuis.texts import Texts, day, hour, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

COPY, SUMMARY = "inzageversie", "samenvatting gekopieerd"
_LARGE = frozenset({"groot_lettertype", "leest_moeilijk"})
_SAID = {Standing.ASSUMED: " (nog te bevestigen)"}


def wants_large(reading: str | None) -> bool:
    """Whether somebody who reads like this (a slug of reading_preferences) gets large letters."""
    return reading in _LARGE


def information(house: House, today: date, *, large: bool = False) -> "Paper":
    """The information sheet, for anybody: it knows no client."""
    head = slips.letterhead(house)
    keeper = Keeper(
        house.text("privacy.controller") or head.name,
        house.text("privacy.dpo"),
        house.number("privacy.years"),
        house.text("privacy.secrecy"),
        house.lines("privacy.supervisors"),
    )
    return information_sheet.information(keeper, head, today, large=large)


def inform(house: House, person: UUID, today: date) -> None:
    """Note that this person got the sheet with its explanation today. Can be taken back; refused for who may not."""
    with house.store.write(house.actor, "person.inform") as session:
        person = relations.kept(session, person)
        relations.refuse_unseen(house, session, person)
        session.get_one(Person, person).informed_on = today


def own_copy(house: House, person: UUID, today: date, rights: Callable[[House], Mapping[str, str]]) -> "Paper":
    """Everything that the house keeps of a person, on paper. Who may not see private answers is told of them.

    ``rights`` gives the names of the rights of a house, by slug.

    What is marked as being about somebody else is left out (third_parties), and the paper says so.

    Raises Refusal when the role may not, or when the file is not for who acts.
    """
    file = _looked(house, person, COPY, today)
    say = Texts("nl", "u").say
    with house.store.read() as session:
        asked = _contacts(session, file, rights(house))
        reach = [*_reach(file.who), *_keeper(file), *own_record.mail(session, file.who.id)]
        found: tuple[tuple[str, Iterable[str], str], ...] = (
            ("person", _person(file.who), "person"),
            ("reach", reach, "phone"),
            ("represented", _represented(file), "share"),
            ("agreed", _agreed(file), "ask"),
            ("contacts", asked, "appointment"),
            ("told", _told(house, session, file.who.id), "bring"),
            ("domains", _domains(file), "route"),
            ("shared", _shared(session, file.who.id), "go"),
            ("locked", _locked(house, session, file.who.id), "ask"),
            ("looked", _looks(house, file.who.id), "hours"),
            ("merged", _merges(session, file.who.id), "return"),
        )
        away = say("inspection.other")
        parts = tuple(
            Part(say(f"inspection.{name}"), tuple(third_parties.without(line, away) for line in lines), icon)
            for name, lines, icon in found
        )
    sheet = ReadingSheet(
        say("inspection.title"),
        say("inspection.intro"),
        today,
        slips.letterhead(house),
        parts,
        file.who.name,
        wants_large(file.who.reading),
    )
    return reading_sheet.render(sheet)


def summary(house: House, person: UUID, today: date) -> str:
    """A file as plain text for another system, by its code and without a name: what was asked and what runs. A look as well."""
    file = _looked(house, person, SUMMARY, today)
    lines = [f"Samenvatting van {day(today)}"]
    lines += [f"VEILIG CONTACT: {said}" for said in [_safe(file.who)] if said]
    lines += [f"Wettelijke of andere vertegenwoordiger: {one}" for one in _represented(file)]
    for moment in file.happened:
        words = third_parties.bare(moment.words).strip() or "zonder woorden"
        lines += ["", f"{day(moment.at.date())}, code {moment.reference or 'geen'}: {words}"]
        lines += [f"  Domein: {', '.join(vocab.label('life_domains', one) for one in moment.domains)}"] * bool(moment.domains)
        lines += [f"  {one}" for one in _referred(moment)]
    lines += [
        "",
        *(f"{asking.short(one.slug)}: {asking.said(one.slug, one.answer)} ({short_day(one.on)})" for one in file.facts),
    ]
    lines += [line for line in _domains(file) if file.domains]
    return "\n".join(lines).strip() + "\n"


def _looked(house: House, person: UUID, reason: str, today: date) -> ClientFile:
    with house.store.read() as session:
        person = relations.kept(session, person)
        relations.refuse_unseen(house, session, person)
    house.store.look(house.actor, "person.disclose", "person", person, reason)
    return client_file.read(house, person, today)


# ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _person(who: Identity) -> Iterator[str]:
    yield f"Naam: {who.name}"
    for label, value in (
        ("Geboren", who.birth),
        ("Adres", ", ".join(part for part in (who.street, who.postal_code) if part)),
        ("Taal", vocab.label("languages", who.language) if who.language else ""),
        ("Tolk", vocab.label("interpreter_forms", who.interpreter) if who.interpreter else ""),
        ("Lezen", vocab.label("reading_preferences", who.reading) if who.reading else ""),
    ):
        if value:
            yield f"{label}: {value}"
    if who.informed_on:
        yield f"Uitgelegd wat we bewaren: {day(who.informed_on)}"


def _keeper(file: ClientFile) -> Iterator[str]:
    if file.keyworker:
        yield f"Aanspreekpunt in ons huis: {file.keyworker}"


def _reach(who: Identity) -> Iterator[str]:
    if who.phone:
        yield f"Telefoon: {who.phone}"
    if said := _safe(who):
        yield f"Veilig contact: {said}"
    if who.stopped_on:
        yield f"Sinds {day(who.stopped_on)} nemen we niet zelf contact op."


def _safe(who: Identity) -> str:
    return " · ".join((*safety.said(who.forbidden or ()), *([who.safe_contact] if who.safe_contact else [])))


def _represented(file: ClientFile) -> Iterator[str]:
    for one in file.representatives:
        what = f"{vocab.label('representatives', one.capacity)} voor {vocab.label('representation_scopes', one.scope)}"
        since = f", vanaf {short_day(one.since)}" if one.since else ""
        until = f", tot {short_day(one.until)}" if one.until else ""
        phone = f", {one.phone}" if one.phone else ""
        yield f"{one.name}: {what}{since}{until}{phone}"


def _agreed(file: ClientFile) -> Iterator[str]:
    for one in file.consents:
        if one.on is not None:
            state = one.state if one.state == consents.EXPLAINED else vocab.label("consent_states", one.state)
            yield f"{vocab.label('consent_purposes', one.purpose).capitalize()}: {state}, op {day(one.on)}"


def _contacts(session: Session, file: ClientFile, rights: Mapping[str, str]) -> Iterator[str]:
    for moment in file.happened:
        channel = vocab.label("channels", moment.channel).lower()
        yield f"{day(moment.at.date())}, {hour(moment.at)} ({channel}), code {moment.reference or 'geen'}"
        yield moment.words.strip() or "zonder woorden"
        yield from _referred(moment)
        yield from own_record.of_question(session, moment.contact, rights)
        if moment.slips:
            yield f"Meegegeven: {len(moment.slips)} briefje{'s' if len(moment.slips) > 1 else ''}"
    for event in file.events:
        yield f"{day(event.at.date())}: {event.text}" + (f" ({event.detail})" if event.detail else "")
    yield from own_record.stops(session, file.who.id)


def _referred(moment: Happened) -> Iterator[str]:
    for one in moment.referrals:
        state = vocab.label("referral_states", one.state)
        yield f"Naar {one.service_name} ({vocab.label('referral_kinds', one.kind)}): {state}"


def _told(house: House, session: Session, person: UUID) -> Iterator[str]:
    facts = client_file.facts(house, session, person)
    for one in facts:
        said = asking.said(one.slug, one.answer)
        yield f"{asking.short(one.slug)}: {said}{_SAID.get(one.answer.standing, '')}, op {day(one.on)}"
    told = select(tables.Told.fact).distinct().join(tables.Contact, tables.Told.contact_id == tables.Contact.id)
    if len(session.scalars(told.where(tables.Contact.person_id == person)).all()) > len(facts):
        yield Texts("nl", "u").say("inspection.left_out")


def _domains(file: ClientFile) -> Iterator[str]:
    for one in file.domains:
        if one.days:
            states = ", ".join(f"{vocab.label('domain_states', state)} {short_day(on)}" for state, on in one.days.items())
            yield f"{vocab.label('life_domains', one.slug)}: {states}"


def _shared(session: Session, person: UUID) -> Iterator[str]:
    service = catalogue_tables.Service
    query = (
        select(tables.Consent, service.name)
        .join(tables.Referral, tables.Consent.referral_id == tables.Referral.id)
        .join(service, tables.Referral.service_id == service.id)
        .join(tables.Contact, tables.Referral.contact_id == tables.Contact.id)
        .where(tables.Contact.person_id == person)
        .order_by(tables.Consent.at)
    )
    for row, name in session.execute(query):
        what = ", ".join(vocab.label("share_elements", slug).lower() for slug in row.elements) or "niets"
        why = f" (zonder toestemming: {row.without_reason})" if row.without_reason else ""
        yield f"{day(local(row.at).date())}: {name} kreeg {what}{why}"
    passed = (
        select(PassedOn, service.name)
        .join(tables.Referral, PassedOn.referral_id == tables.Referral.id)
        .join(service, tables.Referral.service_id == service.id)
        .join(tables.Contact, tables.Referral.contact_id == tables.Contact.id)
        .where(tables.Contact.person_id == person)
        .order_by(PassedOn.at)
    )
    for one, name in session.execute(passed):
        what = ", ".join(vocab.label("share_elements", slug).lower() for slug in one.elements) or "alleen de code"
        by = vocab.label("contact_ways", one.way).lower()
        yield f"{day(local(one.at).date())}, {hour(local(one.at))}: doorgegeven aan {name} ({by}): {what}"


def _locked(house: House, session: Session, person: UUID) -> Iterator[str]:
    """The notes under lock that the client gets, when who prints may read them; that there may be others is told to everybody.

    What was weighed before writing is the desk's own and stays off: it names colleagues.
    """
    for row in locked_notes.for_client(house, session, person):
        house.store.look(house.actor, locked_notes.READ, row.__tablename__, row.id, locked_notes.COPIED)
        yield f"{day(local(row.at).date())}: {row.text}"
    yield Texts("nl", "u").say("inspection.locked_ask")


def _looks(house: House, person: UUID) -> Sequence[str]:
    return [f"{day(one.at.date())}, {hour(one.at)}: {one.why}" for one in looks.of(house, person)]


def _merges(session: Session, person: UUID) -> Iterator[str]:
    """A file that was parted again was of somebody else, who is not named."""
    query = select(PersonMerge, Person).join(Person, PersonMerge.gone_id == Person.id)
    for merge, gone in session.execute(query.where(PersonMerge.kept_id == person).order_by(PersonMerge.at)):
        whose = f"een ander dossier, gescheiden op {day(local(merge.undone).date())}" if merge.undone else clients.shown(gone)
        yield f"{day(local(merge.at).date())}: {whose}"
