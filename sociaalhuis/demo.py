"""Lindebeek, an invented town to practise in, and one whole case from words to slip. Everything goes through the normal door.

The same seed gives the same town (the ids differ: they carry the moment of making). No person or story in it exists.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from sqlalchemy.orm import Session

from sociaalhuis.access import keys, users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.catalogue import loading, records
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact, Referral, ReferralEvent, Told
from sociaalhuis.db.partners import Incoming
from sociaalhuis.db.people import Person
from sociaalhuis.db.signals import Signal, SignalHeard, SignalStep
from sociaalhuis.desk import references
from sociaalhuis.desk.agenda import appointments, practice
from sociaalhuis.desk.intake import OFFICE_HOURS, folded
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.workdays import BRUSSELS, Workdays, local
from sociaalhuis.house import Clock, House, change_setting
from sociaalhuis.insight.policy import practice as planned
from sociaalhuis.paths import resource

PASSWORD = "oefenhuis-2026"  # noqa: S105  # shown on screen in the demo; there is nothing behind it
DESK_WORKER, SOCIAL_WORKER, COORDINATOR = "An P.", "Bart V.", "Chris D."
KEEPERS = (DESK_WORKER, DESK_WORKER, SOCIAL_WORKER)  # who keeps the overview of the files, in turns
_OPEN_SECRET = keys.Cost(passes=1, memory=8_192, lanes=1)  # a password that everybody knows is not worth a stretch


@dataclass(frozen=True, slots=True)
class Size:
    """How large a town: people with a file, contacts, over how many days they came, and appointments of the coming week."""

    people: int
    contacts: int
    days: int
    appointments: int


SIZES: Mapping[str, Size] = {"small": Size(40, 300, 60, 30), "large": Size(2_000, 20_000, 730, 200)}


def make(place: Path, password: str, size: str, seed: int, clock: Clock, cost: keys.Cost | None = None) -> str:
    """Found the demo house with its staff, catalogue and town; gives the recovery code. Raises Refusal for a bad place."""
    town = _town()
    cost = cost or (_OPEN_SECRET if password == PASSWORD else None)
    code = users.found(place, town["name"], "Beheer", password, clock=clock, cost=cost)
    house = users.sign_in(place, password, "Beheer", clock=clock)
    try:
        for person in town["staff"]:
            users.add(house, password, person["label"], person["role"], password, cost=cost)
        for part, value in town["letterhead"].items():
            change_setting(house, f"letterhead.{part}", value)
        change_setting(house, "house.postal_code", town["postal_code"])
        loading.load_starter(house.store, THE_PROGRAM)
        _fill(house, town, SIZES[size], random.Random(seed), clock())  # noqa: S311  # an invented town
    finally:
        house.close()
    return code


def _town() -> dict[str, Any]:
    town: dict[str, Any] = yaml.load(resource("demo", "town.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return town


def _fill(house: House, town: Mapping[str, Any], size: Size, rng: random.Random, now: datetime) -> None:
    staff = {account.label: account.id for account in users.accounts(house)}
    with house.store.read() as session:
        services = records.ids(session, {slug for question in town["questions"] for slug in question["services"]})
    people = [_person(town, rng, now, staff[KEEPERS[n % len(KEEPERS)]]) for n in range(size.people)]
    moments = _moments(size, rng, now)
    contacts = _contacts(town, [p["id"] for p in people], moments, staff[DESK_WORKER], rng)
    referrals = list(_referrals(contacts, services, rng))
    events = [event for referral in referrals for event in _events(referral, staff[DESK_WORKER], rng, now)]
    rows = [{key: value for key, value in contact.items() if key != "question"} for contact in contacts]
    told = [row for contact in contacts if contact["question"] for row in _told(contact)]
    bare = [{key: value for key, value in referral.items() if key != "at"} for referral in referrals]
    with house.store.write(THE_PROGRAM, "demo.fill") as session:
        for table, made in ((Person, people), (Contact, rows), (Told, told), (Referral, bare), (ReferralEvent, events)):
            house.store.insert(session, table, made)
        _add_signals(house, session, town["signals"], staff, now)
        planned.fill(house, session, town["themes"], staff[COORDINATOR], now)
        taken = {row["reference"] for row in rows if row["reference"]}
        _add_incoming(house, session, town["incoming"], staff[DESK_WORKER], taken, rng, now)
        asked = [row["id"] for row in rows if row["kind"] == "hulpvraag"]
        practice.fill(house, session, town["office_hours"], asked, size.appointments, staff[DESK_WORKER], rng, now)


def _person(town: Mapping[str, Any], rng: random.Random, now: datetime, keyworker: UUID) -> dict[str, Any]:
    given_name, family_name = rng.choice(town["given_names"]), rng.choice(town["family_names"])
    return {
        "id": new_id(),
        "given_name": given_name,
        "family_name": family_name,
        "sought": folded(given_name, family_name),
        "birth_date": (now - timedelta(days=rng.randrange(16 * 365, 95 * 365))).date(),
        "birth_year": None,
        "phone": f"0400 00 {rng.randrange(100):02d} {rng.randrange(100):02d}",
        "email": None,
        "street": f"{rng.choice(town['streets'])} {rng.randrange(1, 120)}",
        "postal_code": town["postal_code"],
        "municipality": None,
        "language": rng.choices(("nl", "fr", "ar", "tr", "uk"), (80, 6, 6, 4, 4))[0],
        "reading": None,
        "safe_contact": None,
        "forbidden_ways": [],
        "keyworker_id": keyworker,
        "protected": False,
        "informed_on": (now - timedelta(days=60)).date(),
        "stopped_on": None,
    }


def _moments(size: Size, rng: random.Random, now: datetime) -> list[datetime]:
    """When people came: working days before today, in the opening hours of the morning."""
    workdays, today = Workdays(), local(now).date()
    open_days = [day for day in (today - timedelta(days=n) for n in range(1, size.days)) if workdays.is_open(day)]
    minutes = ((rng.choice(open_days), 9 * 60 + rng.randrange(180)) for _ in range(size.contacts))
    return sorted(datetime.combine(day, time(minute // 60, minute % 60), BRUSSELS) for day, minute in minutes)


def _contacts(
    town: Mapping[str, Any], people: list[UUID], moments: list[datetime], user: UUID, rng: random.Random
) -> list[dict[str, Any]]:
    questions, counts = town["questions"], town["counts"]
    weights, taken, visits = [question["weight"] for question in questions], set[str](), 0
    made = []
    for moment in moments:
        row: dict[str, Any] = {
            "id": new_id(), "kind": "turf", "reference": None, "at": moment, "user_id": user, "person_id": None,
            "channel": rng.choices(("balie", "telefoon", "afspraak"), (70, 25, 5))[0], "place": None,
            "words": None, "goal": None,
            "domains": rng.choices(list(counts), list(counts.values())), "answer_kind": "informeren", "urgency": "gewoon",
            "postal_code": None, "municipality": None, "settled_at_desk": True, "question": None,
        }  # fmt: skip
        if row["channel"] == appointments.CHANNEL:
            visits += 1
            row |= {"channel": OFFICE_HOURS, "place": town["branch"]} if visits % 2 else {}
        if rng.random() < 0.3:
            question = rng.choices(questions, weights)[0]
            reference = references.new(taken.__contains__, rng=rng)
            taken.add(reference)
            row |= {
                "kind": "hulpvraag",
                "reference": reference,
                "words": question["words"],
                "domains": question["domains"],
                "person_id": rng.choice(people) if rng.random() < 0.6 else None,
                "answer_kind": "doorverwijzen",
                "postal_code": town["postal_code"],
                "settled_at_desk": not question["services"],
                "question": question,
            }
        made.append(row)
    return made


def _told(contact: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for fact, value in contact["question"].get("facts", {}).items():
        yield {
            "id": new_id(),
            "contact_id": contact["id"],
            "fact": fact,
            "value": value,
            "standing": "confirmed",
            "source": "client",
            "on": contact["at"].date(),
        }


def _referrals(contacts: list[dict[str, Any]], services: Mapping[str, UUID], rng: random.Random) -> Iterable[dict[str, Any]]:
    for contact in contacts:
        for slug in contact["question"]["services"] if contact["question"] else ():
            yield {
                "id": new_id(),
                "contact_id": contact["id"],
                "service_id": services[slug],
                "parent_id": None,
                "kind": rng.choices(("self", "info"), (80, 20))[0],
                "urgency": "gewoon",
                "appointment": None,
                "at": contact["at"],
            }


def _events(referral: Mapping[str, Any], user: UUID, rng: random.Random, now: datetime) -> Iterable[dict[str, Any]]:
    after, at = None, referral["at"]
    steps: list[tuple[str, timedelta, dict[str, Any]]] = [("create", timedelta(), {}), ("hand_over", timedelta(), {})]
    if rng.random() < 0.7:
        steps.append(rng.choice(_OUTCOMES))
    for event, later, known in steps:
        at += later
        if at > now:
            return
        row: dict[str, Any] = {
            "id": new_id(), "referral_id": referral["id"], "event": event, "at": at, "user_id": user, "after": after,
            "known_from": "client" if later else "observation", "reasons": [], "need_met": None, "service_received": None,
            "expected": None, **known,
        }  # fmt: skip
        after = row["id"]
        yield row


def _add_signals(
    house: House, session: Session, signals: Iterable[Mapping[str, Any]], staff: Mapping[str, UUID], now: datetime
) -> None:
    """What goes wrong for more people than one, some of it heard again, one looked at by who deals with signals."""
    for one in signals:
        signal, (first, *again) = new_id(), [now - timedelta(days=days) for days in one["days"]]
        told = {key: one[key] for key in ("kind", "domain", "b_factor", "text")}
        row = {"id": signal, "at": first, "user_id": staff[DESK_WORKER], "place": one["place"] or None, **told}
        house.store.insert(session, Signal, [row])
        heard = [{"id": new_id(), "signal_id": signal, "at": at, "user_id": staff[SOCIAL_WORKER]} for at in again]
        house.store.insert(session, SignalHeard, heard)
        step = {"signal_id": signal, "at": now, "user_id": staff[COORDINATOR], "state": one.get("step"), "note": None}
        house.store.insert(session, SignalStep, [{"id": new_id(), **step}] if "step" in one else [])


def _add_incoming(
    house: House,
    session: Session,
    asked: Iterable[Mapping[str, Any]],
    user: UUID,
    taken: set[str],
    rng: random.Random,
    now: datetime,
) -> None:
    """Other services that ask something for a client: one is late, one is for today or soon."""
    for one in asked:
        contact, at = new_id(), now - timedelta(days=one["days"])
        day, reference = local(at).date(), references.new(taken.__contains__, rng=rng)
        taken.add(reference)
        row = {
            "id": contact, "kind": "hulpvraag", "reference": reference, "at": at, "user_id": user, "person_id": None,
            "channel": incoming.CHANNEL, "place": None, "words": one["question"], "goal": None, "domains": one["domains"],
            "answer_kind": None, "urgency": "gewoon", "postal_code": None, "municipality": None, "settled_at_desk": None,
        }  # fmt: skip
        house.store.insert(session, Contact, [row])
        told = {key: one[key] for key in ("referrer", "sender", "ground", "feedback")}
        term = {"call_by": incoming.first_call(house, day), "report_by": None, "ground_note": None}
        if "report" in one:
            term["report_by"] = day + timedelta(days=one["report"])
        house.store.insert(
            session, Incoming, [{"id": new_id(), "contact_id": contact, "reach": one["reach"] or None, **told, **term}]
        )


_OUTCOMES: tuple[tuple[str, timedelta, dict[str, Any]], ...] = (
    ("finish", timedelta(days=11), {"need_met": "fully", "service_received": "yes"}),
    ("finish", timedelta(days=14), {"need_met": "partly", "service_received": "yes"}),
    ("put_on_list", timedelta(days=10), {"reasons": ["no_capacity"]}),
    ("refuse", timedelta(days=12), {"reasons": ["not_eligible"], "known_from": "partner"}),
)
