"""Making the package of a zitdag, and opening it as a house on the laptop.

The package has a data key of its own. The own passphrase of who goes opens it; the house remembers the key, so that it can take
what comes back without asking. Each opening is a new device: a package that is opened twice gives two journals, never one torn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.access import keys
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.base import new_id
from sociaalhuis.db.engine import embedded
from sociaalhuis.db.outing import Outing
from sociaalhuis.db.place import refuse_if_bad
from sociaalhuis.db.staff import Device, User
from sociaalhuis.db.store import Store
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.outing import choosing
from sociaalhuis.desk.outing.choosing import Chosen, Plan
from sociaalhuis.desk.support import numbers
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import parcel
from sociaalhuis.exchange.parcel import SUFFIX, About
from sociaalhuis.house import DATABASE, House, only_one
from sociaalhuis.paths import has_house
from sociaalhuis.texts import short_day

CLOCK_MAY_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Known:
    """A package that was made, as the house remembers it."""

    id: UUID
    place: str
    day: date
    made: datetime
    until: datetime
    returned: datetime | None
    people: int


def contents(house: House, plan: Plan, now: datetime) -> Chosen:
    """What would go along now."""
    with house.store.read() as session:
        return choosing.choose(house, session, plan, now)


def file_name(plan: Plan) -> str:
    """How the package is called: no client, no worker."""
    where = "-".join("".join(c if c.isalnum() else " " for c in plan.place).split()).lower()
    return f"zitdag-{where}-{plan.day.isoformat()}{SUFFIX}"


def prepare(
    house: House, plan: Plan, secret: str, file: Path, now: datetime, *, cost: keys.Cost | None = None
) -> tuple[UUID, Chosen]:
    """Make the package of a day in ``file``; ``secret`` is the own passphrase, which opens it too.

    The journal says of each client that he or she went along. Raises Refusal for a wrong passphrase and for a day that is over,
    Trouble when the file cannot be written; nothing is changed then.
    """
    user = worker(house)
    if now >= plan.until:
        raise Refusal("Deze zitdag is voorbij.", "Kies een dag die nog komt.")
    keys.load(house.place).open_own(secret, user)
    chosen = contents(house, plan, now)
    label = next(row["label"] for row in chosen.rows[User] if row["id"] == user)
    key = keys.new_key()
    ring = keys.Keyring(house.id).with_passphrase(key, user, label, secret, cost)
    people = [one.hex for one in chosen.people]
    outing = new_id()
    row: dict[str, object] = {
        "id": outing, "place": plan.place, "day": plan.day, "made": now, "until": plan.until, "user_id": user,
        "people": people, "closed": None, "returned": None,
    }  # fmt: skip
    about = About(parcel.OUT, outing, f"{plan.place}, {short_day(plan.day)}", now)
    with house.store.write(house.actor, "outing.prepare") as session:
        session.add(Outing(**row, away=False, data_key=key))
        session.flush()
        for person in chosen.people:
            house.store.note(session, "person", person)
        parcel.write(file, about, ring, key, lambda database: _fill(house, database, key, chosen, {**row, "away": True}))
    return outing, chosen


def _fill(house: House, database: Path, key: bytes, chosen: Chosen, outing: dict[str, object]) -> None:
    made = outing["made"]
    if not isinstance(made, datetime):
        raise TypeError("a moment")
    parcel.same_form(house, database, key)
    device = new_id()
    store = Store(embedded(database, key), device, lambda: made)
    try:
        with store.write(THE_PROGRAM, "outing.fill") as session:
            store.insert(
                session, Device, [{"id": device, "label": "zitdagpakket", "prefix": "", "since": made, "outing_id": None}]
            )
            for model, rows in chosen.rows.items():
                store.insert(session, model, rows)
            store.insert(session, Outing, [{**outing, "data_key": None}])
    finally:
        store.close()


# ── on the laptop ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def open_package(file: Path, to: Path, secret: str, now: datetime) -> timedelta:
    """Put the package in ``to`` as a house to work in; gives by how much the clock here is behind (nothing when it is well).

    Raises Refusal for a wrong passphrase, for a package that has expired or comes back, and where a house stands already.
    """
    refuse_if_bad(to)
    about = parcel.about(file)
    if about.way != parcel.OUT:
        raise Refusal("Dit pakket komt terug van een zitdag.", "Breng het thuis in het Sociaal Huis.")
    if has_house(to):
        raise Refusal(
            "Op deze laptop staat al een huis, of een zitdag die al geopend is.", "Meld je aan: wat je noteerde, staat er nog."
        )
    try:
        to.mkdir(parents=True, exist_ok=True)
        with parcel.unpacked(file, to) as work:
            key = parcel.opened_by(work, secret)
            with parcel.reading(work, key) as engine, engine.connect() as connection:
                row = connection.execute(select(Outing.id, Outing.made, Outing.until).where(Outing.away.is_(True))).one()
            if now >= row.until:
                raise Refusal("Dit pakket is verlopen.", "Maak in het Sociaal Huis een nieuw pakket. Er gaat niets verloren.")
            _new_device(work / DATABASE, key, row.id, row.made, now)
            with only_one(to):
                for part in (keys.KEYS, DATABASE):
                    (work / part).replace(to / part)
    except OSError as error:
        raise Trouble(
            "Het pakket kan niet gelezen worden, of hier niet geschreven.", "Kijk of de stick er nog is en of er plaats is."
        ) from error
    keys.load(to)  # writes the spare
    behind = row.made - now
    return behind if behind > CLOCK_MAY_DIFFER else timedelta()


def _new_device(database: Path, key: bytes, outing: UUID, made: datetime, now: datetime) -> None:
    device = new_id()
    store = Store(embedded(database, key), device, lambda: max(now, made))
    try:
        with store.write(THE_PROGRAM, "outing.open") as session:
            prefix = "Z" + numbers.mark(device)[:2]
            session.add(Device(id=device, label="zitdag", prefix=prefix, since=max(now, made), outing_id=outing))
    finally:
        store.close()


# ── at home ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def out_now(house: House) -> Sequence[Known]:
    """The packages that were made, the latest first."""
    with house.store.read() as session:
        rows = session.scalars(select(Outing).order_by(Outing.made.desc()).limit(20)).all()
    return [
        Known(
            row.id, row.place, row.day, local(row.made), local(row.until), row.returned and local(row.returned), len(row.people)
        )
        for row in rows
    ]
