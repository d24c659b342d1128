"""What is written about a steunaanvraag: into the register, what happened to it, and where it went. One act, one transaction.

A line of the register is never changed; a mistake is a line more. Nothing is decided here: people say what happened.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sociaalhuis.actions import STAD
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.support import SupportRequest, SupportStep
from sociaalhuis.desk import intake, relations
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.support import numbers, terms
from sociaalhuis.desk.support.requests import ASKED, CORRECTED, LONGEST, PLAIN, STATES, STRUCK, Asked, Received, Request, seen
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

# ── the register ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def register(
    house: House,
    question: intake.Question,
    now: datetime,
    asked: Asked = PLAIN,
) -> tuple[intake.Noted, Received]:
    """Note a question that is an application: contact and line of the register in one act. Refusals as ``receive``."""
    worker(house)
    with house.store.write(house.actor, "support.receive") as session:
        noted = intake.add(house, session, question, now)
        return noted, _write(house, session, noted.id, now, asked)


def receive(house: House, contact: UUID, now: datetime, asked: Asked = PLAIN) -> Received:
    """Write an application about a question that was noted before.

    Raises Refusal for a turf, for a question that has one already, for a first day that cannot be, and for who may not.
    """
    with house.store.write(house.actor, "support.receive") as session:
        row = session.get_one(Contact, contact)
        relations.refuse_unseen_contact(house, session, row)
        if row.kind == "turf":
            raise Refusal("Een turf is maar een streepje.", "Noteer eerst de vraag met Ctrl+N.")
        return _write(house, session, contact, now, asked)


def _write(house: House, session: Session, contact: UUID, now: datetime, asked: Asked) -> Received:
    there = session.scalars(select(SupportRequest).where(SupportRequest.contact_id == contact)).all()
    struck = {one.parent_id for one in there if one.kind == STRUCK}
    known = next((one for one in there if one.kind == ASKED and one.id not in struck), None)
    if known is not None:
        raise Refusal(f"Deze vraag staat al in het register: {known.number}.", "Open ze bij Steunaanvragen.")
    return _line(house, session, contact, now, asked)


def correct(house: House, request: UUID, now: datetime, words: str, asked: Asked | None = None) -> Received:
    """Correct a line by a new one: another first day (``asked``), or with None strike it. Raises Refusal without a reason.

    The line itself stays as it is, with its number.
    """
    why = _short(words, "De uitleg")
    if not why:
        raise Refusal("Wat is er fout aan deze inschrijving?", "Schrijf het in een zin. De eerste regel blijft staan.")
    with house.store.write(house.actor, "support.correct") as session:
        row, known = seen(house, session, request)
        if known.state == terms.STRUCK:
            raise Refusal("Deze inschrijving is al doorgehaald.", "Schrijf de vraag opnieuw in als het toch een aanvraag is.")
        new = asked or Asked(known.received, known.received_by, known.right)
        return _line(house, session, row.contact_id, now, new, (row.id, STRUCK if asked is None else CORRECTED, why))


def _line(
    house: House, session: Session, contact: UUID, now: datetime, asked: Asked, corrects: tuple[UUID, str, str] | None = None
) -> Received:
    today, device = local(now).date(), house.store.device
    received = asked.received or today
    by = _short(asked.received_by, "Wie de aanvraag eerst kreeg")
    if received > today:
        raise Refusal("De eerste dag ligt in de toekomst.", "Kijk de datum na. De aanvraag telt vanaf de dag zelf.")
    if (today - received).days > 366:
        raise Refusal("De eerste dag is meer dan een jaar geleden.", "Kijk het jaar na.")
    lines = select(SupportRequest.sequence, SupportRequest.at).where(SupportRequest.device_id == device)
    before = session.execute(lines.order_by(SupportRequest.sequence.desc()).limit(1)).first()
    sequence = 1 if before is None else before.sequence + 1
    behind = before is not None and now < before.at
    made = Received(new_id(), numbers.number(device, sequence, today, house.device_prefix), behind)
    parent, kind, words = corrects or (None, ASKED, None)
    session.add(
        SupportRequest(
            id=made.id, device_id=device, sequence=sequence, number=made.number, contact_id=contact, parent_id=parent,
            kind=kind, at=now, user_id=worker(house), received=received, received_by=by or None, words=words, right=asked.right,
            desk=terms.CITY if house.actor.role == STAD else terms.OCMW,
        )
    )  # fmt: skip
    return made


def _short(text: str, what: str) -> str:
    said = " ".join(intake.cleaned(text).split())
    if len(said) > LONGEST:
        raise Refusal(f"{what} is te lang.", f"Hou het bij {LONGEST} tekens.")
    return said


# ── what happens to it ───────────────────────────────────────────────────────────────────────────────────────────────────────

_FITS: Mapping[str, frozenset[str]] = {
    terms.HERE: frozenset({terms.OPEN}),
    terms.HANDED: frozenset({terms.OPEN}),
    terms.SENT: frozenset({terms.OPEN}),
    terms.BACK: frozenset({terms.SENT}),
    terms.DECIDED: frozenset({terms.OPEN}),
    terms.TOLD: frozenset({terms.DECIDED}),
    terms.WITHDRAWN: frozenset({terms.OPEN, terms.SENT}),
}
BY_HAND = (terms.HERE, terms.BACK, terms.DECIDED, terms.TOLD, terms.WITHDRAWN)


def note(house: House, request: UUID, step: str, now: datetime, on: date | None = None, words: str = "") -> None:
    """Write down what happened (one of BY_HAND), today or ``on``. Raises Refusal for what cannot follow or be that day."""
    if step not in BY_HAND:
        raise Refusal("Deze stap bestaat niet.", "Kies er een uit de lijst.")
    with house.store.write(house.actor, "support.follow") as session:
        _step(house, session, request, step, now, on, words=words)


def hand_over(house: House, request: UUID, now: datetime) -> None:
    """What the city received goes to the OCMW of the house; the first day stays. Raises Refusal when it is there already."""
    with house.store.write(house.actor, "support.hand") as session:
        _step(house, session, request, terms.HANDED, now, None)


def forward(
    house: House, session: Session, request: UUID, now: datetime, recipient: str, reasons: Sequence[str], words: str
) -> UUID:
    """Send it on to another OCMW, inside the writing session of the act that keeps the letters; gives the line."""
    if house.actor.role == STAD:
        raise Refusal("De stad geeft een aanvraag alleen aan het eigen OCMW.", "Kies “aan het OCMW geven” (G).")
    to = _short(recipient, "De naam van het OCMW")
    return _step(house, session, request, terms.SENT, now, None, words=words, recipient=to, reasons=reasons).id


def _step(
    house: House, session: Session, request: UUID, step: str, now: datetime, on: date | None, *, words: str = "",
    recipient: str = "", reasons: Sequence[str] = (),
) -> Request:  # fmt: skip
    row, known = seen(house, session, request)
    if known.state not in _FITS[step] or (step == terms.HERE and any(done.step == step for done in known.steps)):
        raise Refusal("Dat kan nu niet met deze aanvraag.", f"Ze is {STATES[known.state]}. Kijk eerst hoe ze staat.")
    if (step == terms.HANDED) != (known.owner == terms.CITY) and step != terms.WITHDRAWN:
        if step == terms.HANDED:
            raise Refusal("Deze aanvraag is al bij het OCMW.", "Je hoeft niets meer te doen.")
        raise Refusal("Deze aanvraag ligt nog bij de stad.", "Geef ze eerst aan het OCMW (G). De eerste dag blijft.")
    today = local(now).date()
    day = today if on is None else on
    after = {terms.TOLD: terms.DECIDED, terms.BACK: terms.SENT}.get(step)
    since = max([known.received, *(done.on for done in known.steps if done.step == after)])
    if today < since:
        raise Refusal("De klok van deze pc loopt achter.", "Zet eerst de datum van de pc juist.")
    if day > today:
        raise Refusal("Deze dag moet nog komen.", "Noteer het als het gebeurd is.")
    if day < since:
        raise Refusal("Deze dag is te vroeg.", f"Kies een dag vanaf {since.day}/{since.month}/{since.year}.")
    session.add(
        SupportStep(
            request_id=row.id, place=_place(session, row.id), step=step, at=now, user_id=worker(house), on=day,
            words=_short(words, "De uitleg") or None, recipient=recipient or None, reasons=list(reasons),
        )
    )  # fmt: skip
    return known


def _place(session: Session, request: UUID) -> int:
    """The place of the next step: counted, for a clock may have been set back."""
    return (session.scalar(select(func.max(SupportStep.place)).where(SupportStep.request_id == request)) or 0) + 1
