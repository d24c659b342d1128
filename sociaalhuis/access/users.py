"""Accounts: making the house with its first administrator, signing in, colleagues, passphrases and the recovery code.

The key file and the journal change together: when one cannot be written, neither is changed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import house as houses
from sociaalhuis.access import keys, keyworkers
from sociaalhuis.actions import BEHEERDER, ROLES, Actor
from sociaalhuis.db import server
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Draft
from sociaalhuis.db.staff import User
from sociaalhuis.db.store import utc_now
from sociaalhuis.errors import Damage, Refusal, Trouble
from sociaalhuis.house import Clock, House
from sociaalhuis.paths import has_house

SHEET = "recovery.sheet_made"


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
    house_id, first, key, code, label = new_id(), new_id(), keys.new_key(), keys.new_code(), _good_label(label)
    ring = keys.Keyring(house_id).with_passphrase(key, first, label, passphrase, cost).with_recovery(key, code, cost)
    houses.prepare(place)
    keys.save(place, ring)  # before the file: a house without keys could never be opened
    houses.create(place, key, name, house_id, (first, label), clock)
    return code


def sign_in(place: Path, secret: str, label: str | None = None, *, clock: Clock = utc_now) -> House:
    """Open the house with a passphrase (of ``label``, or of whoever it fits) or with the recovery code (as administrator).

    Raises Refusal when the secret is wrong or the account is disabled, Damage when file or keys are damaged or gone.
    """
    if not houses.exists(place):
        if has_house(place):
            raise Damage("Hier staat geen huis meer: het bestand is weg.", "Zet de laatste reservekopie terug met “restore”.")
        raise Refusal("Hier staat geen huis.", "Maak er een met “init”, of geef de juiste map met --house.")
    opened = keys.load(place).open(secret, label)
    house = houses.open_house(place, opened.key, Actor(None, BEHEERDER), clock)
    if opened.user is None:
        return house
    try:
        return replace(house, actor=_actor(house, opened.user, clock().date()))
    except BaseException:
        house.close()
        raise


def _actor(house: House, user_id: UUID, today: date) -> Actor:
    with house.store.read() as session:
        user = session.get(User, user_id)
    if user is None or not user.active or (user.until is not None and user.until < today):
        raise Refusal("Deze account werkt niet meer.", "Vraag het aan de beheerder.")
    return Actor(user.id, user.role)


def works(house: House) -> bool:
    """Whether who is signed in still has an account that works: a colleague may have closed it at another desk."""
    if house.actor.id is None:
        return True
    with house.store.read() as session:
        user = session.get(User, house.actor.id)
    return user is not None and user.active


def add(house: House, secret: str, label: str, role: str, passphrase: str, *, cost: keys.Cost | None = None) -> Account:
    """Give a colleague an account and a key slot; ``secret`` is the adder's own passphrase, which wraps the key once more.

    Adding one who lost the slot gives a new slot. Raises Refusal when the secret is wrong or of somebody else, the label taken
    by somebody with a key, the role does not exist or the passphrase is too short.
    """
    if role not in ROLES:
        raise Refusal(f"De rol “{role[:40]}” bestaat niet.", "Kies uit: " + ", ".join(ROLES) + ".")
    ring = keys.load(house.place)
    key = ring.open_own(secret, house.actor.id)
    there, label = accounts(house), _good_label(label)
    known = {account.label.casefold(): account for account in there}.get(label.casefold())
    if known is not None and known.has_key:
        raise Refusal(f"Er is al een account “{label}”.", "Kies een andere naam.")
    user_id = known.id if known else new_id()
    ring = ring.held_by({account.id for account in there}).with_passphrase(key, user_id, label, passphrase, cost)
    with _together(house, "user.add", ring) as session:
        if known is None:
            session.add(User(id=user_id, label=label, shown=label, role=role))
        else:
            user = session.get_one(User, user_id)
            user.active, user.role = True, role
    return Account(user_id, label, label, role, True, True)


def disable(house: House, label: str, heir: UUID | None = None) -> None:
    """Close an account at once: the key slot goes and the person cannot sign in; what was not finished goes too.

    Raises Refusal for the last administrator, and for who keeps files when no ``heir`` takes them over.
    """
    mine = {account.label.casefold(): account for account in accounts(house)}.get(label.casefold())
    if mine is None or not mine.active:
        raise Refusal(f"Er is geen account “{label[:60]}” die werkt.", "Bekijk de namen met “users list”.")
    others = [a for a in accounts(house) if a.role == BEHEERDER and a.active and a.has_key and a.id != mine.id]
    if mine.role == BEHEERDER and not others:
        raise Refusal("Dit is de laatste beheerder.", "Maak eerst een andere beheerder aan.")
    with _together(house, "user.disable", keys.load(house.place).without(mine.id)) as session:
        session.get_one(User, mine.id).active = False
        session.flush()
        keyworkers.hand_over(session, mine.id, heir)
        house.store.erase(session, Draft, session.scalars(select(Draft.id).where(Draft.user_id == mine.id)).all())


def change_passphrase(house: House, old: str, new: str, *, cost: keys.Cost | None = None) -> None:
    """Give the one who is signed in another passphrase; the old one stops at once.

    Raises Refusal when the old one is wrong or the new one too short or the same, and for who came in with the recovery code.
    """
    mine = next((account for account in accounts(house) if account.id == house.actor.id), None)
    if mine is None:
        raise Refusal(
            "Je bent binnen met de herstelcode. Die heeft geen eigen wachtwoord.",
            "Kies bij Medewerkers je naam, en geef daar een nieuw wachtwoord.",
        )
    ring = keys.load(house.place)
    key = ring.open_own(old, mine.id)
    if new == old:
        raise Refusal("Dit is hetzelfde wachtwoord.", "Kies een ander.")
    _give(house, "passphrase.change", mine, ring.with_passphrase(key, mine.id, mine.label, new, cost))


def set_passphrase(house: House, secret: str, label: str, passphrase: str, *, cost: keys.Cost | None = None) -> None:
    """Give a colleague who forgot it a new passphrase; ``secret`` is the giver's own, which wraps the key once more.

    Raises Refusal when the secret is wrong, the account does not exist or is disabled, or the passphrase is too short.
    """
    theirs = {account.label.casefold(): account for account in accounts(house)}.get(label.casefold())
    if theirs is None or not theirs.active:
        raise Refusal(f"Er is geen account “{label[:60]}” die werkt.", "Kies een medewerker die werkt, of voeg een toe.")
    ring = keys.load(house.place)
    key = ring.open_own(secret, house.actor.id)
    _give(house, "passphrase.give", theirs, ring.with_passphrase(key, theirs.id, theirs.label, passphrase, cost))


def _give(house: House, action: str, account: Account, ring: keys.Keyring) -> None:
    with _together(house, action, ring) as session:
        house.store.note(session, "user", account.id)


def new_recovery(house: House, secret: str, *, cost: keys.Cost | None = None) -> str:
    """A new recovery code, which is kept nowhere else; the old one stops. ``secret`` is the own passphrase.

    Backups of before open with the code of their time only. Until :func:`note_sheet` the house has no sheet. Raises Refusal
    when the secret is wrong.
    """
    ring, code = keys.load(house.place), keys.new_code()
    key = ring.open_own(secret, house.actor.id)
    with _together(house, "recovery.renew", ring.with_recovery(key, code, cost)) as session:
        house.store.note(session, "house", house.id)
        houses.put_setting(session, SHEET, False)
    return code


def has_sheet(house: House) -> bool:
    """Whether the recovery sheet was printed, saved or copied, as far as is known."""
    return house.flag(SHEET)


def note_sheet(house: House) -> None:
    """Remember that the recovery sheet is on paper or in a file."""
    with house.store.write(house.actor, "recovery.sheet") as session:
        houses.put_setting(session, SHEET, True)


@contextmanager
def _together(house: House, action: str, ring: keys.Keyring) -> Iterator[Session]:
    """A writing session with a new key file: both, or neither."""
    if server.here(house.place):
        with house.store.write(house.actor, action) as session:
            yield session
            server.put_slots(session.connection(), keys.to_json(ring))
        return
    before = keys.load(house.place)
    try:
        with house.store.write(house.actor, action) as session:
            yield session
            keys.save(house.place, ring)
    except BaseException:
        if keys.load(house.place) != before:
            with suppress(Trouble):
                keys.save(house.place, before)
        raise


def accounts(house: House) -> Sequence[Account]:
    """All accounts, by label."""
    holding = {slot.user for slot in keys.load(house.place).slots}
    with house.store.read() as session:
        users = session.scalars(select(User).order_by(User.label)).all()
    return [Account(u.id, u.label, u.shown, u.role, u.active, u.id.hex in holding) for u in users]


def _good_label(label: str) -> str:
    if not label.strip() or len(label) > 60 or not label.isprintable():
        raise Refusal("Deze naam kan niet.", "Kies een naam van 1 tot 60 tekens, zoals “An P.”.")
    return " ".join(label.split())
