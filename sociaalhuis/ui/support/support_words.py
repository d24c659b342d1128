"""A steunaanvraag in words for the screen: its line in the list, what is known of it, and what must be done. No widgets."""

from collections.abc import Iterator, Sequence
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.desk.support import terms
from sociaalhuis.desk.support.requests import STATES, Request
from sociaalhuis.desk.support.split import Split
from sociaalhuis.desk.support.terms import Term
from sociaalhuis.texts import day, hour, short_day
from sociaalhuis.ui.parts.due import soon
from sociaalhuis.ui.parts.rows import Line

TO_DO = {
    terms.RECEIPT: "ontvangstbewijs geven",
    terms.HAND: "aan het OCMW geven",
    terms.COMPETENCE: "bevoegdheid nakijken, of doorzenden",
    terms.DECISION: "het OCMW beslist",
    terms.TELL: "beslissing meedelen",
}
HEADS = {"late": "Te laat", "today": "Vandaag", "week": "Deze week", "later": "Later", "runs": "Loopt elders"}
WEEK = 7


def group(one: Request, today: date) -> str:
    """Under which head of the list it stands."""
    if one.task is None:
        return "runs"
    days = (one.task.desk - today).days
    return "late" if days < 0 else "today" if days == 0 else "week" if days <= WEEK else "later"


def line(one: Request, today: date) -> Line:
    """One line: what must be done and by when; no name."""
    mark, role = {"late": ("late", "late"), "today": ("today", "today")}.get(group(one, today), ("open", "soft"))
    if one.task is None:
        return Line(one.number, one, one.id, STATES[one.state], one.reference, "", "open", "soft")
    days = (one.task.desk - today).days
    lead = f"{-days} d te laat" if days < 0 else "vandaag" if days == 0 else soon(one.task.desk, today)
    return Line(one.number, one, one.id, lead, TO_DO[one.task.what], one.reference, mark, role)


def facts(one: Request, split: Split | None) -> Sequence[tuple[str, str, str]]:
    """What the card shows."""
    return list(_facts(one, split))


def _facts(one: Request, split: Split | None) -> Iterator[tuple[str, str, str]]:
    if one.task is not None:
        yield "Nu", f"{TO_DO[one.task.what]}, ten laatste {_by(one.task)}", "today"
    yield "Eerste dag", day(one.received) + (f", bij {one.received_by}" if one.received_by else ""), ""
    yield "Ingeschreven", f"{day(one.at)}, {hour(one.at)}" + (" · balie van de stad" if one.desk == terms.CITY else ""), ""
    yield "Toestand", STATES[one.state] + (", nog bij de stad" if one.owner == terms.CITY else ""), ""
    for term in one.terms:
        if term is not one.task and term.what != terms.RECEIPT:
            yield _name(term), _by(term), "soft"
    for step in one.steps:
        to = f": {step.recipient}" if step.recipient else ""
        words = f" · {step.words}" if step.words else ""
        yield short_day(step.on), f"{vocab.label('support_steps', step.step)}{to}{words}", ""
    proof = ", ".join(f"{short_day(at)} {at:%H.%M}" for at in one.proofs)
    yield "Bewijs", f"gegeven op {proof}" if proof else "nog niet gegeven", "" if proof else "today"
    for number, words in one.corrections:
        yield "Verbeterd", f"{words} ({number})", ""
    if split is not None:
        yield "Wie doet wat", split.words, ""
    if split is not None and split.files not in ("", "ocmw"):
        yield "Let op", "Dit dient een ander in. Geef het door; de eerste dag blijft tellen.", "today"
    yield "Vraag", one.words or "zonder woorden", ""
    yield "Code", one.reference, ""


def _by(term: Term) -> str:
    """The day in law, and the day at the desk when that is earlier."""
    desk = f" (regel het op {day(term.desk)})" if term.desk != term.last else ""
    return day(term.last) + desk


def _name(term: Term) -> str:
    return {
        terms.DECISION: "Beslissing",
        terms.TELL: "Meedelen",
        terms.COMPETENCE: "Doorzenden",
        terms.APPEAL: "Beroep tot",
        terms.HAND: "Doorgeven",
    }.get(term.what, term.what)
