"""The card of an organisation in lines and words."""

from collections.abc import Mapping, Sequence
from datetime import date

from sociaalhuis.desk.catalogue import flows
from sociaalhuis.desk.catalogue.flows import Flow, Flows
from sociaalhuis.desk.catalogue.organizations import Actor, Agreed, Known, Offer, Person
from sociaalhuis.desk.catalogue.voices import Voice
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.parts.smallform import Asked

PERSON: Asked = (
    ("name", "N&aam", ""),
    ("role", "Fu&nctie", "bv. intake"),
    ("phone", "&Telefoon", ""),
    ("email", "E-&mail", ""),
    ("best_hour", "Best &bereikbaar", "bv. na 14 uur"),
)
AGREEMENT: Asked = (
    ("what", "&Wat is afgesproken", "bv. zitdag elke eerste dinsdag"),
    ("starts", "&Vanaf", "dag/maand/jaar"),
    ("ends", "&Tot en met", "dag/maand/jaar. Leeg: zonder einde"),
    ("note", "N&oot", ""),
)


def listed(one: Known, today: date) -> Line:
    """An organisation in the list."""
    people = count(one.people, "contact", "contacten") if one.people else ""
    detail = " · ".join(filter(None, (count(one.services, "dienst", "diensten"), people)))
    if one.ends is None:
        return Line(one.name, one, one.id, detail=detail)
    role = "late" if one.ends < today else "today"
    ends = f"{'afspraak liep af op' if role == 'late' else 'afspraak tot en met'} {short_day(one.ends)}"
    return Line(one.name, one, one.id, detail=f"{ends} · {detail}", mark=role, role=role)


def card(actor: Actor, voices: Sequence[Voice], today: date) -> Sequence[Line]:
    """The people, the agreements, the services and what they say themselves, each under its heading."""
    parts = (
        ("CONTACTEN", [_person(one) for one in actor.people]),
        ("AFSPRAKEN", [_agreed(one, today) for one in actor.agreements]),
        ("DIENSTEN", [_offer(one) for one in actor.offers]),
        ("WAT ZE ZELF ZEGGEN", [_voice(one) for one in voices]),
    )
    return [line for head, lines in parts if lines for line in (Line(f"{head} ({len(lines)})", head=True), *lines)]


def _person(one: Person) -> Line:
    reach = " · ".join(filter(None, (one.phone, one.email, one.best_hour)))
    return Line(one.name, one, one.id, detail=reach, right=one.role)


def _agreed(one: Agreed, today: date) -> Line:
    ends = f" tot en met {short_day(one.ends)}" if one.ends else ", zonder einde"
    detail = " · ".join(filter(None, (f"van {short_day(one.starts)}{ends}", one.note)))
    state = one.state(today)
    right = {"late": "afgelopen", "today": "loopt af", "good": ""}[state]
    return Line(one.what, one, one.id, detail=detail, right=right, mark=state if state != "good" else "", role=state)


def _offer(one: Offer) -> Line:
    checked = f"nagekeken {short_day(one.checked)}" if one.checked else "nooit nagekeken"
    heard = f" (gehoord {short_day(one.heard)})" if one.heard else ""
    return Line(one.name, one, one.slug, detail=f"wachttijd {one.waiting}{heard}" if one.waiting else "", right=checked)


def _voice(one: Voice) -> Line:
    about = f"{one.question} · {one.service}"
    return Line(" ".join(one.words.split()), one, (one.service, one.question), detail=about, right=short_day(one.on))


def told(found: Flows, period: str) -> tuple[str, str]:
    """What goes both ways, in two lines."""
    return (
        _flow("Naar hen doorverwezen", found.given, flows.GIVEN, "mediaan {} dagen tot een antwoord"),
        _flow("Van hen aangemeld", found.received, flows.RECEIVED, "na mediaan {} dagen teruggemeld"),
    )


def _flow(name: str, flow: Flow, labels: Mapping[str, str], days: str) -> str:
    outcomes = [f"{labels[slug]} {number}" for slug, number in flow.outcomes.items()]
    return " · ".join((f"{name}: {flow.total}", *outcomes, *([days.format(flow.days)] if flow.days else [])))
