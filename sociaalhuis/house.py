"""A House is one running Sociaal Huis: the open file, its settings and who is signed in. It is passed on, never global.

This module makes a house, opens it with a data key and closes it. Who may have the key is the business of sociaalhuis.access.
"""

import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from sqlalchemy import ColumnElement, Connection, Engine, select
from sqlalchemy.orm import Session

from sociaalhuis import settings
from sociaalhuis.actions import BEHEERDER, LEAVING, OUTSIDE, SYSTEM, THE_PROGRAM, Action, Actor
from sociaalhuis.db import migrate, server
from sociaalhuis.db.agenda import OfficeHours
from sociaalhuis.db.base import new_id
from sociaalhuis.db.engine import embedded, told
from sociaalhuis.db.journal import newest_moment
from sociaalhuis.db.outing import Outing
from sociaalhuis.db.place import refuse_if_bad
from sociaalhuis.db.staff import Device, HouseSetting, User
from sociaalhuis.db.staff import House as HouseRow
from sociaalhuis.db.store import Store, utc_now
from sociaalhuis.errors import Damage, Refusal, Trouble
from sociaalhuis.paths import has_house

DATABASE = "house.db"
LOCK = "house.lock"

type Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Away:
    """That this house is a zitdag package: for which day at which place, until when, and whether it was closed.

    ``latest`` is the last moment that it knows of, at its opening: a clock that was set back does not make it younger.
    ``postal_code`` is that of the place, empty when nobody told it.
    """

    outing: UUID
    place: str
    day: date
    made: datetime
    until: datetime
    closed: datetime | None
    latest: datetime
    postal_code: str = ""

    def expired(self, now: datetime) -> bool:
        """Whether nobody works with it any more."""
        return max(now, self.latest) >= self.until

    def gate(self, clock: Clock) -> Callable[[Action], None]:
        """What the door of a package lets through: less than at home, and when it is over only closing."""

        def refuse(action: Action) -> None:
            if action.key in LEAVING or SYSTEM in action.roles:
                return
            if self.closed is not None:
                raise Refusal("Deze zitdag is afgesloten.", "Heropen ze eerst bij Zitdag afsluiten, of breng ze thuis.")
            if self.expired(clock()):
                raise Refusal("Deze zitdag is verlopen: je kunt er niet meer in werken.", "Sluit ze af en breng ze thuis.")
            if action.key not in OUTSIDE:
                raise Refusal(f"Dit kan niet op een zitdag zonder netwerk: {action.label}.", "Doe het in het Sociaal Huis.")

        return refuse


@dataclass(frozen=True, slots=True)
class House:
    """One open house. ``actor`` is who acts; a House for somebody else is made with ``dataclasses.replace``."""

    place: Path
    id: UUID
    name: str
    store: Store
    actor: Actor
    values: Mapping[str, settings.SettingValue]
    device_prefix: str
    _lock: FileLock
    away: Away | None = None
    data_key: bytes | None = field(default=None, repr=False)  # of a shared house, to make copies that open as it does

    @property
    def shared(self) -> bool:
        """Whether several desks work in this house at once."""
        return self.data_key is not None

    @property
    def here(self) -> str | None:
        """The place of the zitdag where this house works now; None in the Sociaal Huis itself."""
        return None if self.away is None else self.away.place

    @property
    def postal_code(self) -> str:
        """Where a question begins that is asked here: the code of the zitdag, else that of the house; empty when unknown."""
        return (self.away.postal_code if self.away else "") or self.text("house.postal_code")

    def setting(self, key: str) -> settings.SettingValue:
        """The value of a setting: the house's own, else the default."""
        return self.values.get(key, settings.SETTINGS[key].default)

    def text(self, key: str) -> str:
        """The value of a text setting."""
        value = self.setting(key)
        if not isinstance(value, str):
            raise TypeError(f"{key} is not a text")
        return value

    def number(self, key: str) -> int:
        """The value of a number setting."""
        value = self.setting(key)
        if not isinstance(value, int):
            raise TypeError(f"{key} is not a number")
        return value

    def flag(self, key: str) -> bool:
        """The value of a setting that is yes or no."""
        return self.setting(key) is True

    def lines(self, key: str) -> tuple[str, ...]:
        """The value of a setting that is a list of texts."""
        value = self.setting(key)
        if not isinstance(value, list):
            raise TypeError(f"{key} is not a list")
        return tuple(value)

    def close(self) -> None:
        """Close the file and let others in."""
        self.store.close()
        self._lock.release()


def exists(place: Path) -> bool:
    """Whether a house stands here."""
    return (place / DATABASE).exists() or server.here(place)


def prepare(place: Path) -> None:
    """Make the folder for a new house. Raises Refusal when the place is bad or taken, Trouble when it cannot be made."""
    refuse_if_bad(place)
    if has_house(place):
        raise Refusal("Hier staat al een huis, of wat ervan over is.", "Kies een andere map, of open het huis dat er staat.")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("Deze map kan niet gemaakt worden.", "Kies een map waar je mag schrijven.") from error


def create(place: Path, key: bytes, name: str, house_id: UUID, first: tuple[UUID, str], clock: Clock = utc_now) -> None:
    """Make an empty house in a prepared place: today's tables, one device, and the first administrator (id, label)."""
    user_id, label = first
    with only_one(place):
        migrate.upgrade(place / DATABASE, key, clock().date())
        engine = embedded(place / DATABASE, key)
        device = new_id()
        store = Store(engine, device, clock)
        try:
            with store.write(THE_PROGRAM, "house.create") as session:
                session.add(HouseRow(id=house_id, name=name, created=clock()))
                session.add(Device(id=device, label="eerste pc", since=clock()))
                session.add(User(id=user_id, label=label, shown=label, role=BEHEERDER))
        finally:
            store.close()


def open_house(place: Path, key: bytes, actor: Actor, clock: Clock = utc_now) -> House:
    """Open the house in ``place`` with its data key; an older file is first brought forward, behind a verified copy.

    Raises Refusal when no house stands here or another program has it open, Trouble when key or file are not good.
    """
    if not exists(place):
        raise Refusal("Hier staat geen huis.", "Maak er een met “init”, of geef de juiste map met --house.")
    refuse_if_bad(place)
    lock = _taken(place)
    try:
        if server.here(place):
            return _shared(place, key, actor, clock, lock)
        if migrate.revision(place / DATABASE, key) is None:
            raise Damage("Het bestand van het huis is leeg.", "Zet de laatste reservekopie terug met “restore”.")
        migrate.upgrade(place / DATABASE, key, clock().date())
        return _opened(place, embedded(place / DATABASE, key), actor, clock, lock)
    except BaseException:
        lock.release()
        raise


def _shared(place: Path, key: bytes, actor: Actor, clock: Clock, lock: FileLock) -> House:
    known = server.joined(place)
    engine = server.shared(known.address, key)
    try:
        migrate.upgrade_shared(engine)
        with told(), engine.connect() as connection:
            unknown = connection.scalar(select(Device.id).where(Device.id == known.device)) is None
        if unknown:  # the first time on this PC
            with Store(engine, known.device, clock).write(THE_PROGRAM, "house.join") as session:
                session.add(Device(id=known.device, label=platform.node() or "pc", since=clock()))
        return replace(_opened(place, engine, actor, clock, lock, Device.id == known.device), data_key=key)
    except BaseException:
        engine.dispose()
        raise


def _opened(
    place: Path, engine: Engine, actor: Actor, clock: Clock, lock: FileLock, which: ColumnElement[bool] | None = None
) -> House:
    """``which`` is the device that writes here, where several do; else it is the newest one."""
    with told(), engine.connect() as connection:
        row = connection.execute(select(HouseRow.id, HouseRow.name)).first()
        away = _away(connection)
        mine = Device.outing_id == (away.outing if away else None)  # what was away for the house never writes in it
        mine = mine if which is None else which
        newest = select(Device.id, Device.prefix).where(mine).order_by(Device.since.desc(), Device.id.desc())
        device = connection.execute(newest).first()
        values: dict[str, settings.SettingValue] = dict(connection.execute(select(HouseSetting.key, HouseSetting.value)).all())
    if row is None or device is None:
        engine.dispose()
        raise Trouble("Dit huis is niet af gemaakt.", "Maak het opnieuw met “init” in een lege map.")
    store = Store(engine, device.id, clock, away.gate(clock) if away else None)
    return House(place, row.id, row.name, store, actor, values, device.prefix, lock, away)


def _away(connection: Connection) -> Away | None:
    columns = Outing.id, Outing.place, Outing.day, Outing.made, Outing.until, Outing.closed
    row = connection.execute(select(*columns).where(Outing.away.is_(True))).first()
    if row is None:
        return None
    there = select(OfficeHours.postal_code).where(OfficeHours.place == row.place, OfficeHours.postal_code > "")
    code = connection.scalars(there.order_by(OfficeHours.made.desc())).first()
    return Away(*row, latest=max(row.made, newest_moment(connection) or row.made), postal_code=code or "")


def _taken(place: Path) -> FileLock:
    lock = FileLock(place / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Refusal(
            "Dit huis is al open in een ander venster of programma.", "Sluit dat eerst, of werk daar verder."
        ) from error
    except OSError as error:
        raise Trouble("Het huis kan hier niet schrijven.", "Kijk na of de map en de schijf niet alleen-lezen zijn.") from error
    return lock


@contextmanager
def only_one(place: Path) -> Iterator[None]:
    """Hold the house for as long as the block runs. Raises Refusal when another program has it."""
    lock = _taken(place)
    try:
        yield
    finally:
        lock.release()


def reread(house: House) -> House:
    """The same open house with its settings as they are now."""
    with house.store.read() as session:
        return replace(house, values={row.key: row.value for row in session.scalars(select(HouseSetting))})


def change_setting(house: House, key: str, value: object) -> None:
    """Set one setting of the house. Raises Refusal for a value that it cannot have. It holds after ``reread``."""
    with house.store.write(house.actor, "setting.change") as session:
        put_setting(session, key, value)


def put_setting(session: Session, key: str, value: object) -> None:
    """The same inside the writing session of another act."""
    good = settings.checked(key, value)
    row = session.execute(select(HouseSetting).where(HouseSetting.key == key)).scalar_one_or_none()
    if row is None:
        session.add(HouseSetting(key=key, value=good))
    else:
        row.value = good
