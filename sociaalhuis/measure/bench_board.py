"""The opvolglijst with 5,000 open referrals: how long it takes to read, and from the key to the painted list in the window.

The floor is fetching the very same rows from the encrypted file, without making anything of them.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.access import keys, users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Attempt, Contact, Referral, ReferralEvent
from sociaalhuis.db.engine import connect
from sociaalhuis.db.people import Person
from sociaalhuis.desk import references
from sociaalhuis.desk.followup import worklist
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import DATABASE, House
from sociaalhuis.measure import started
from sociaalhuis.measure.figures import Result, ratio, result

SIZE, RUNS, WINDOWS = 5_000, 9, 5
_BARE = (
    "SELECT r.id, r.contact_id, c.reference, s.slug, s.name, r.kind, r.urgency, r.appointment, c.person_id, c.domains "
    "FROM referral r JOIN contact c ON c.id = r.contact_id JOIN service s ON s.id = r.service_id",
    "SELECT referral_id, event, at, expected, reasons, id, takes_back, after, need_met, next_step FROM referral_event",
    "SELECT referral_id, again, at, result FROM attempt",
)


def run(size: int = SIZE, runs: int = RUNS) -> Result:
    """Read the list ``runs`` times and open it in the window."""
    with tempfile.TemporaryDirectory() as made:
        started.demo(Path(made), "small")
        place, now = Path(made) / "huis", datetime.now(UTC)
        house = users.sign_in(place, started.PASSWORD, started.WORKER, clock=lambda: now)
        try:
            fill(house, size, now)
            read = [_timed(lambda: worklist.whole(house, local(now).date())) for _ in range(runs)]
        finally:
            house.close()
        key = keys.load(place).open(started.PASSWORD).key
        with closing(connect(place / DATABASE, key)) as connection:
            bare = [_timed(lambda: [connection.execute(query).fetchall() for query in _BARE]) for _ in range(runs)]
        mornings = [_opened(place) for _ in range(WINDOWS)]
    first, opened = ([one for told in mornings for one in told[kept]] for kept in ("board_first", "board"))
    return result(
        "board",
        floors={"bare_rows": bare},
        measured={"list": read, "first": first, "open": opened},
        ratios={"list/bare_rows": ratio(read, bare), "open/bare_rows": ratio(opened, bare)},
    )


def fill(house: House, size: int, now: datetime) -> None:
    """So many open referrals of the last four weeks, some accepted, some tried; the same every time."""
    rng = random.Random(5)  # noqa: S311  # an invented list
    with house.store.read() as session:
        services, people = session.scalars(select(Service.id)).all(), session.scalars(select(Person.id)).all()
        taken = set(session.scalars(select(Contact.reference)))
    user = house.actor.id
    contacts, given, events, tries = (
        list[dict[str, Any]](),
        list[dict[str, Any]](),
        list[dict[str, Any]](),
        list[dict[str, Any]](),
    )
    for _ in range(size):
        at = now - timedelta(days=rng.randrange(1, 28), minutes=rng.randrange(400))
        contact, referral, code = new_id(), new_id(), references.new(taken.__contains__, rng=rng)
        taken.add(code)
        contacts.append(
            {
                "id": contact, "kind": "hulpvraag", "reference": code, "at": at, "user_id": user, "channel": "balie",
                "person_id": rng.choice(people) if rng.random() < 0.6 else None, "place": None, "words": "huur", "goal": None,
                "domains": ["wonen"], "answer_kind": "doorverwijzen", "urgency": "gewoon", "postal_code": None,
                "municipality": None, "settled_at_desk": False,
            }
        )  # fmt: skip
        given.append(
            {
                "id": referral,
                "contact_id": contact,
                "service_id": rng.choice(services),
                "parent_id": None,
                "kind": rng.choice(("self", "warm")),
                "urgency": "gewoon",
                "appointment": None,
                "despite": None,
            }
        )
        events += _events(referral, at, user, ["accept"] if rng.random() < 0.4 else [])
        if rng.random() < 0.4:
            again = local(now).date() + timedelta(days=rng.randrange(-3, 9))
            tries.append(
                {
                    "id": new_id(),
                    "referral_id": referral,
                    "at": at + timedelta(days=1),
                    "user_id": user,
                    "result": "niet_thuis",
                    "way": "telefoon",
                    "again": again,
                }
            )
    with house.store.write(THE_PROGRAM, "demo.fill") as session:
        for table, rows in ((Contact, contacts), (Referral, given), (ReferralEvent, events)):
            house.store.insert(session, table, rows)
    with house.store.write(house.actor, "referral.follow") as session:
        house.store.insert(session, Attempt, tries)


def _events(referral: UUID, at: datetime, user: UUID | None, more: list[str]) -> Iterator[dict[str, Any]]:
    after = None
    for event in ("create", "hand_over", *more):
        row = {
            "id": new_id(), "referral_id": referral, "event": event, "at": at, "user_id": user, "known_from": "client",
            "after": after, "takes_back": None, "reasons": [], "need_met": None, "service_received": None, "expected": None,
        }  # fmt: skip
        after = row["id"]
        yield row


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _opened(place: Path) -> dict[str, list[float]]:
    """Seconds from the key to the painted list, the first time and later, in a window of its own process."""
    times: dict[str, list[float]] = started.morning(place, "board")["times"]
    return times
