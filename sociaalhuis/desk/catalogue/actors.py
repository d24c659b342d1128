"""Asking an organisation about its service: the call list, the questionnaire as a form and a mail, and what comes back.

An answer changes nothing by itself: what differs from the record becomes a proposal, what is only to know is kept beside it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import select

from sociaalhuis.catalogue import fields, questionnaire
from sociaalhuis.catalogue.freshness import Item
from sociaalhuis.catalogue.questionnaire import FREE, GROUPS, QUESTIONS, REF, TICK, WHOM
from sociaalhuis.db.actors import OrganizationContact
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.imports import ImportRun, LocalNote, Proposal
from sociaalhuis.db.verifying import ActorAnswer
from sociaalhuis.desk import nameless
from sociaalhuis.desk.catalogue import changing, checking, editing, history, proposals
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import form_answers, mail
from sociaalhuis.house import House
from sociaalhuis.printing import actor_letter, call_list
from sociaalhuis.printing import questionnaire as paper
from sociaalhuis.texts import count, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

SOURCE = "vragenlijst"
REPLY_DAYS = 21
LONGEST = 2_000  # characters of one answer
_RECORD = (
    "phones", "email", "url", "opening_hours", "fees", "languages", "target_group_tags", "eligibility_description",
    "application_process",
)  # fmt: skip


def calls(house: House, items: Sequence[Item], now: datetime) -> "Paper":
    """The call list of these records, in their order; what has no number is left out. Refusal when nothing is left."""
    found = [
        call_list.Call(
            one.service.name,
            one.service.organization,
            "; ".join(" ".join(filter(None, (phone.number, phone.description))) for phone in one.service.phones),
            one.service.opening_hours or "",
            why(one),
        )
        for one in items
        if one.service.phones
    ]
    if not found:
        raise Refusal("Geen enkele fiche op deze lijst heeft een nummer.", "Zoek het nummer op, en vul het in met F2.")
    return call_list.render(slips.letterhead(house).name, local(now).date(), found)


def why(one: Item) -> str:
    """Why a record must be checked, in words."""
    age = "nooit nagekeken" if one.service.assured_date is None else f"nagekeken op {short_day(one.service.assured_date)}"
    used = f"{count(one.uses, 'keer', 'keer')} doorverwezen dit jaar" if one.uses else "dit jaar niet gebruikt"
    return ". ".join([*(f"Gemeld: {report}" for report in one.reports), f"{age}, {used}".capitalize()]) + "."


def form(house: House, slug: str, today: date) -> "Paper":
    """The questionnaire about one service. Raises Refusal when the record is gone."""
    return paper.render(_form(house, slug, today))


def _form(house: House, slug: str, today: date) -> paper.Form:
    with house.store.read() as session:
        row = checking.row(session, slug)
        now = {one.slug: _now(row, one.field) for one in QUESTIONS.values()}
        groups = frozenset(row.target_group_tags)
        name, organization = row.name, row.organization.name
    head = slips.letterhead(house)
    reply = ", ".join(filter(None, (head.name, *head.address, head.phone)))
    asked = tuple(paper.Asked(one.slug, one.asked, one.lines, now[one.slug]) for one in QUESTIONS.values())
    return paper.Form(
        slug, name, organization, head.name, f"Aan: {reply}.", today,
        today + timedelta(days=REPLY_DAYS), asked, questionnaire.groups(), groups, (REF, WHOM, TICK),
    )  # fmt: skip


def _now(row: Service, field: str) -> str:
    if not field or field in proposals.LOCAL:
        return ""
    if field == "phones":
        return "; ".join(one.number for one in row.phones)
    return fields.words(field, getattr(row, field))


def letter(house: House, slug: str, today: date) -> "Paper":
    """A letter on paper to the organisation, with its record and the form. Raises Refusal without a postal address."""
    with house.store.read() as session:
        row = checking.row(session, slug)
        where = next((one for one in row.addresses if not one.confidential and one.address_1 and one.city), None)
        if where is None:
            raise Refusal("Deze fiche heeft geen postadres.", "Maak een mail met O, of bel.")
        query = select(OrganizationContact.name).where(
            OrganizationContact.organization_id == row.organization_id, OrganizationContact.gone.is_(None)
        )
        person = session.scalar(query.order_by(OrganizationContact.noted.desc())) or ""
        told = ((fields.label(name), _now(row, name)) for name in _RECORD)
        town = f"{where.postal_code} {where.city}"
        known = (("Dienst", row.name), ("Adres", f"{where.address_1}, {town}"))
        record = (*known, *((name, value) for name, value in told if value))
        to_whom = f"t.a.v. {person}" if person else ""
        lines = (row.organization.name, to_whom, where.address_1, town)
    return actor_letter.render(
        actor_letter.Letter(
            tuple(filter(None, lines)),
            record,
            slips.letterhead(house),
            _form(house, slug, today),
            person,
            house.text("letter.window"),
        )
    )


def message(house: House, slug: str, today: date) -> tuple[str, bytes]:
    """A mail to the organisation with the form: its subject, and the draft. Without an address the person fills it in."""
    with house.store.read() as session:
        row = checking.row(session, slug)
        to, name = row.email or row.organization.email or "", row.name
    subject, head = f"Klopt onze informatie over {name}?", slips.letterhead(house)
    before = short_day(today + timedelta(days=REPLY_DAYS))
    body = (
        "Beste collega,\n\n"
        f"Wij verwijzen mensen door naar {name}. Klopt wat wij over u weten?\n"
        "In bijlage staat wat wij nu weten, met vakken om in te vullen. Vul alleen in wat anders is.\n"
        f"Stuur het formulier terug voor {before}. Schrijf er geen namen van cliënten in.\n\n"
        f"Dank u wel,\n{head.name}\n{head.phone}\n"
    )
    pdf = form(house, slug, today).pdf
    return subject, mail.draft(to, subject, body, [mail.Attached(f"vragenlijst-{slug}.pdf", pdf)])


def read_back(pdf: bytes) -> tuple[str, dict[str, str]]:
    """A form that came back: the service (slug) that it is about and the answers. Raises as exchange.form_answers.read."""
    found = dict(form_answers.read(pdf))
    slug = found.pop(REF, "")
    known = {*QUESTIONS, WHOM, *(f"{TICK}{group}" for group in questionnaire.groups())}
    answers = {name: value for name, value in found.items() if name in known}
    if not slug or not answers:
        raise Refusal("In dit formulier is niets ingevuld.", "Is het ons formulier? Tik de antwoorden anders over.")
    ticked = [name.removeprefix(TICK) for name in answers if name.startswith(TICK)]
    told = {name: value for name, value in answers.items() if not name.startswith(TICK)}
    return slug, told | ({GROUPS: ", ".join(questionnaire.groups()[one] for one in ticked)} if ticked else {})


def keep(house: House, slug: str, answers: Mapping[str, str], now: datetime, file: str = "") -> int:
    """Keep what an organisation answered; gives how many proposals came of it.

    Raises Refusal when nothing was answered, for what is no number, mail or group, and for a name of a person in what is free.
    """
    told = {name: value.strip() for name, value in answers.items() if value.strip() and name in {*QUESTIONS, GROUPS, WHOM}}
    whom = told.pop(WHOM, "")
    if not told:
        raise Refusal("Er staat nog geen antwoord.", "Schrijf over wat de dienst zei. Laat leeg wat klopt.")
    for name, value in told.items():
        if len(value) > LONGEST:
            raise Refusal(f"Een antwoord is te lang ({len(value)} tekens).", f"Hou het bij {LONGEST} tekens.")
        if name in FREE:
            nameless.check(value)
    wanted = {QUESTIONS[name].field: value for name, value in told.items() if name != GROUPS and QUESTIONS[name].field}
    if GROUPS in told:
        wanted["target_group_tags"] = told[GROUPS]
    values = {name: _plain(name, value) for name, value in wanted.items()}
    with house.store.write(house.actor, "answers.keep") as session:
        row = checking.row(session, slug)
        run = _run(house, told, now, file)
        session.add(run)
        session.flush()
        note = session.scalar(select(LocalNote).where(LocalNote.service_id == row.id))
        made = 0
        for name, there in values.items():
            here = getattr(note, name, None) if name in proposals.LOCAL else proposals.here(row, name)
            if here != there:
                session.add(_proposal(row, run, name, here, there))
                made += 1
        session.add(
            ActorAnswer(service_id=row.id, run_id=run.id, at=now, user_id=worker(house), whom=whom or None, answers=told)
        )
        run.counts = {"voorstel": made}
    return made


def _plain(name: str, text: str) -> Any:
    """An answer as a proposal keeps it."""
    if name in proposals.LOCAL:
        return checking.line(text)
    value = editing.value(name, text)
    if name != "phones":
        return value
    return [{"number": number} | ({"description": about} if about else {}) for number, about in value]


def _run(house: House, told: Mapping[str, str], now: datetime, file: str) -> ImportRun:
    digest = hashlib.sha256(orjson.dumps(dict(told), option=orjson.OPT_SORT_KEYS)).hexdigest()
    return ImportRun(
        id=new_id(), at=now, user_id=house.actor.id, source=SOURCE, format="pdf" if file else "overgetikt", file=file,
        sha256=digest, counts={}, quarantine=[],
    )  # fmt: skip


def _proposal(row: Service, run: ImportRun, name: str, here: Any, there: Any) -> Proposal:
    return Proposal(service_id=row.id, run_id=run.id, field=name, value={"here": here, "there": there}, state=changing.OPEN)


def suggestion(house: House, slug: str) -> str:
    """What this house would change at the official source, as words to paste there; empty when nothing was changed here."""
    changed: dict[str, history.Moment] = {}
    for moment in history.of(house, slug):
        if moment.before or moment.after:
            changed[moment.what.partition(":")[0]] = moment
    with house.store.read() as session:
        row = checking.row(session, slug)
        head = f"Suggestie tot wijziging\nDienst: {row.name}\nOrganisatie: {row.organization.name}\n"
        source = f"Fiche: {row.source_url}\n" if row.source_url else ""
        now = {fields.label(name): fields.words(name, getattr(row, name)) for name in fields.LABELS if hasattr(row, name)}
        now["Telefoon"] = "; ".join(one.number for one in row.phones)
    inside = {"Alleen voor medewerkers", "Vertrouwelijkheid", "Soort", "Nagekeken op"}
    lines = [
        f"- {name}: nu “{moment.before}”, juist is “{now.get(name, moment.after)}”"
        for name, moment in changed.items()
        if name not in inside
    ]
    return head + source + "\n".join(lines) + "\n" if lines else ""
