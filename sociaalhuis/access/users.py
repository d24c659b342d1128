"""Accounts: making the house with its first administrator, signing in, adding and disabling colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from sociaalhuis import house as houses
from sociaalhuis.access import keys
from sociaalhuis.actions import BEHEERDER, ROLES, Actor
from sociaalhuis.db.base import new_id
from sociaalhuis.db.staff import User
from sociaalhuis.db.store import utc_now
from sociaalhuis.errors import Refusal
from sociaalhuis.house import Clock, House


@dataclass(frozen=True, slots=True)
class Account:
    """A colleague as others see it."""

    id: UUID
    label: str
    shown: str
    role: str
    active: bool
    has_key: bool


def found(place: Path, name: str, label: str, passphrase: str, *, clock: Clock = utc_now, cost: keys.Cost | None = None) -> str:
    """Found a house with ``label`` as its first administrator; gives the recovery code, which is kept nowhere else.

    Raises Refusal for a bad place, a house that is already there or a passphrase that is too short; nothing is changed then.
    """
    house_id, first, key, code = new_id(), new_id(), keys.new_key(), keys.new_code()
    ring = (
        keys.Keyring(house_id).with_passphrase(key, first, _good_label(label), passphrase, cost).with_recovery(key, code, cost)
    )
    houses.prepare(place)
    keys.save(place, ring)  # before the file: a house without keys could never be opened
    houses.create(place, key, name, house_id, (first, label), clock)
    return code


def sign_in(place: Path, secret: str, label: str | None = None, *, clock: Clock = utc_now) -> House:
    """Open the house with a passphrase (of ``label``, or of whoever it fits) or with the recovery code (as administrator).

    Raises Refusal when the secret is wrong or the account is disabled, Trouble when file or keys are damaged.
    """
    if not houses.exists(place):
        raise Refusal("Hier staat geen huis.", "Maak er een met “init”, of geef de juiste map met --house.")
    opened = keys.load(place).open(secret, label)
    house = houses.open_house(place, opened.key, Actor(None, BEHEERDER), clock)
    if opened.user is None:
        return house
    try:
        return replace(house, actor=_actor(house, opened.user, clock().date()))
    except Refusal:
        house.close()
        raise


def _actor(house: House, user_id: UUID, today: date) -> Actor:
    with house.store.read() as session:
        user = session.get(User, user_id)
    if user is None or not user.active or (user.until is not None and user.until < today):
        raise Refusal("Deze account werkt niet meer.", "Vraag het aan de beheerder.")
    return Actor(user.id, user.role)


def add(house: House, secret: str, label: str, role: str, passphrase: str, *, cost: keys.Cost | None = None) -> Account:
    """Give a colleague an account and a key slot; ``secret`` is the adder's own passphrase, which wraps the key once more.

    Adding one who lost the slot gives a new slot. Raises Refusal when the secret is wrong, the label is taken by somebody with
    a key, the role does not exist or the passphrase is too short.
    """
    if role not in ROLES:
        raise Refusal(f"De rol “{role[:40]}” bestaat niet.", "Kies uit: " + ", ".join(ROLES) + ".")
    ring = keys.load(house.place)
    key = ring.open(secret).key
    known = {account.label.casefold(): account for account in accounts(house)}.get(_good_label(label).casefold())
    if known is not None and known.has_key:
        raise Refusal(f"Er is al een account “{label}”.", "Kies een andere naam.")
    user_id = known.id if known else new_id()
    ring = ring.with_passphrase(key, user_id, label, passphrase, cost)
    with house.store.write(house.actor, "user.add") as session:
        if known is None:
            session.add(User(id=user_id, label=label, shown=label, role=role))
        else:
            user = session.get_one(User, user_id)
            user.active, user.role = True, role
    keys.save(house.place, ring)
    return Account(user_id, label, label, role, True, True)


def disable(house: House, label: str) -> None:
    """Close an account at once: the key slot goes and the person cannot sign in. Raises Refusal for the last administrator."""
    mine = {account.label.casefold(): account for account in accounts(house)}.get(label.casefold())
    if mine is None or not mine.active:
        raise Refusal(f"Er is geen account “{label[:60]}” die werkt.", "Bekijk de namen met “users list”.")
    others = [a for a in accounts(house) if a.role == BEHEERDER and a.active and a.id != mine.id]
    if mine.role == BEHEERDER and not others:
        raise Refusal("Dit is de laatste beheerder.", "Maak eerst een andere beheerder aan.")
    with house.store.write(house.actor, "user.disable") as session:
        session.get_one(User, mine.id).active = False
    keys.save(house.place, keys.load(house.place).without(mine.id))


def accounts(house: House) -> Sequence[Account]:
    """All accounts, by label."""
    holding = {slot.user for slot in keys.load(house.place).slots}
    with house.store.read() as session:
        users = session.scalars(select(User).order_by(User.label)).all()
    return [Account(u.id, u.label, u.shown, u.role, u.active, u.id.hex in holding) for u in users]


def _good_label(label: str) -> str:
    if not label.strip() or len(label) > 60 or not label.isprintable():
        raise Refusal("Deze naam kan niet.", "Kies een naam van 1 tot 60 tekens, zoals “An P.”.")
    return label
