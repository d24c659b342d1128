"""The keys to the file: a random data key, wrapped once per person and once under the recovery code.

Each key slot wraps the 256-bit data key with AES-256-GCM under a key that Argon2id makes of a passphrase; house, slot and
version are bound in as associated data. The slots stand in ``keys.json`` beside the house, replaced in one step, with a
spare copy.
What this cannot do is said in SECURITY.md: Python does not promise that a passphrase is gone from memory.
"""

import base64
import hashlib
import json
import os
import secrets
import sys
import unicodedata
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sociaalhuis.db import server
from sociaalhuis.errors import Damage, Refusal, Trouble

KEYS = "keys.json"
SPARE = "keys.spare.json"
VERSION = 1
SHORTEST = 10
_VARIED = 5  # different letters and digits that a passphrase has at least
_TRIED_FIRST = frozenset(
    {"wachtwoord", "sociaalhuis", "onthaal", "welkom", "welkomwelkom", "geheim", "password", "azertyuiop", "qwertyuiop"}
)
_MOST = {"passes": 20, "memory": 1_048_576, "lanes": 16}  # of a key file that somebody else may have made
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_CODE_LENGTH = 28  # 140 bits


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: passes, memory in KiB, lanes (Argon2id; RFC 9106's second choice)."""

    passes: int = 3
    memory: int = 65_536
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. ``user`` is None for the recovery code. Binary values stand in base64."""

    id: str
    kind: str  # passphrase | recovery
    user: str | None
    label: str
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The data key and whose slot gave it (None: the recovery code)."""

    key: bytes
    user: UUID | None


@dataclass(frozen=True, slots=True)
class Keyring:
    """All slots of one house."""

    house: UUID
    slots: tuple[Slot, ...] = ()

    def with_passphrase(self, key: bytes, user: UUID, label: str, passphrase: str, cost: Cost | None = None) -> "Keyring":
        """The ring with a slot for this user; an older slot of the same user goes. Raises Refusal when it is too short."""
        if len(_normal(passphrase)) < SHORTEST:
            raise Refusal(
                f"Dit wachtwoord is te kort (minder dan {SHORTEST} tekens).", "Kies een zin die je makkelijk onthoudt."
            )
        if _is_plain(passphrase, label):
            raise Refusal("Dit wachtwoord raadt iedereen.", "Kies een zin met meer woorden, die alleen jij kent.")
        others = tuple(slot for slot in self.slots if slot.user != user.hex)
        return replace(self, slots=(*others, self._wrap(key, "passphrase", user.hex, label, passphrase, cost)))

    def with_recovery(self, key: bytes, code: str, cost: Cost | None = None) -> "Keyring":
        """The ring with this recovery code; an older code stops working."""
        others = tuple(slot for slot in self.slots if slot.kind != "recovery")
        return replace(self, slots=(*others, self._wrap(key, "recovery", None, "herstelcode", as_code(code) or code, cost)))

    def without(self, user: UUID) -> "Keyring":
        """The ring without this user's slot."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.user != user.hex))

    def held_by(self, users: Collection[UUID]) -> "Keyring":
        """The ring without the slots of others than these users: one may be left of an account that was never kept."""
        known = {user.hex for user in users}
        return replace(self, slots=tuple(slot for slot in self.slots if slot.user is None or slot.user in known))

    def open(self, secret: str, label: str | None = None) -> Opened:
        """Try the secret: as recovery code when it looks like one, else on the slots of ``label`` (all when None).

        Raises Refusal when nothing opens.
        """
        code = as_code(secret)
        for slot in self.slots:
            fits = code is not None if slot.kind == "recovery" else label is None or slot.label.casefold() == label.casefold()
            key = self._unwrap(slot, (code or secret) if slot.kind == "recovery" else secret) if fits else None
            if key is not None:
                return Opened(key, UUID(slot.user) if slot.user else None)
        raise Refusal("Dit wachtwoord of deze naam klopt niet.", "Probeer opnieuw. Lukt het niet? Gebruik de herstelcode.")

    def open_own(self, secret: str, user: UUID | None) -> bytes:
        """The data key, by the passphrase of this user or by the recovery code; nobody else's passphrase will do.

        Raises Refusal when it does not open.
        """
        own = tuple(slot for slot in self.slots if slot.kind == "recovery" or (user is not None and slot.user == user.hex))
        try:
            return replace(self, slots=own).open(secret).key
        except Refusal as refusal:
            raise Refusal("Jouw eigen wachtwoord klopt niet.", "Typ het nog eens.") from refusal

    def _wrap(self, key: bytes, kind: str, user: str | None, label: str, secret: str, cost: Cost | None) -> Slot:
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        slot = Slot(secrets.token_hex(8), kind, user, label, cost or Cost(), _text(salt), _text(nonce), "")
        wrapped = AESGCM(_stretch(secret, slot)).encrypt(nonce, key, self._bound(slot))
        return replace(slot, wrapped=_text(wrapped))

    def _unwrap(self, slot: Slot, secret: str) -> bytes | None:
        try:
            return AESGCM(_stretch(secret, slot)).decrypt(_bytes(slot.nonce), _bytes(slot.wrapped), self._bound(slot))
        except InvalidTag:
            return None

    def _bound(self, slot: Slot) -> bytes:
        return f"sociaalhuis {VERSION} {self.house.hex} {slot.id} {slot.kind} {slot.user}".encode()


def _is_plain(passphrase: str, label: str) -> bool:
    """Whether it hardly says anything: a few characters again and again, or one word that everybody tries first."""
    bare = "".join(c for c in _normal(passphrase).casefold() if c.isalnum())
    letters = bare.strip("0123456789")
    own = "".join(c for c in label.casefold() if c.isalnum())
    return len(set(bare)) < _VARIED or bare.isdigit() or letters in {*_TRIED_FIRST, own}


def _normal(secret: str) -> str:
    return unicodedata.normalize("NFKC", secret)


def _stretch(secret: str, slot: Slot) -> bytes:
    cost = slot.cost
    return hash_secret_raw(_normal(secret).encode(), _bytes(slot.salt), cost.passes, cost.memory, cost.lanes, 32, Type.ID)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def new_key() -> bytes:
    """A random 256-bit data key."""
    return secrets.token_bytes(32)


def new_code() -> str:
    """A recovery code of 140 random bits, in groups of four that can be read aloud."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, _CODE_LENGTH, 4))


def as_code(typed: str) -> str | None:
    """A typed recovery code in its one form, None when it is not one. Spaces, dashes, case and I/L/O do not matter."""
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(str.maketrans("ILO", "110"))
    if len(letters) != _CODE_LENGTH or any(c not in _ALPHABET for c in letters):
        return None
    return "-".join(letters[i : i + 4] for i in range(0, _CODE_LENGTH, 4))


def to_json(ring: Keyring) -> str:
    """The key file's text."""
    slots = [asdict(slot) for slot in ring.slots]
    whole = {"version": VERSION, "house": ring.house.hex, "slots": slots, "check": _check(ring.house.hex, slots)}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _check(house: str, slots: list[dict[str, Any]]) -> str:
    """A checksum, so that a damaged byte is seen as damage and not as a wrong passphrase."""
    return hashlib.sha256(json.dumps([house, slots], sort_keys=True).encode()).hexdigest()


def from_json(text: str) -> Keyring:
    """A key file read back. Raises Trouble when it is damaged or of a newer program."""
    try:
        data: dict[str, Any] = json.loads(text)
        if data["version"] > VERSION:
            raise Trouble("Het sleutelbestand is van een nieuwere versie.", "Werk het programma op deze pc bij.")
        if data["check"] != _check(data["house"], data["slots"]):
            raise ValueError("the checksum differs")
        slots = tuple(Slot(**{**slot, "cost": _cost(slot["cost"])}) for slot in data["slots"])
        for slot in slots:
            _bytes(slot.salt), _bytes(slot.nonce), _bytes(slot.wrapped)
        return Keyring(UUID(data["house"]), slots)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damage("Het sleutelbestand is beschadigd.", "Zet keys.json terug uit een reservekopie.") from error


def _cost(told: dict[str, int]) -> Cost:
    if any(not isinstance(told[name], int) or not 0 < told[name] <= most for name, most in _MOST.items()):
        raise ValueError("a cost that no house has")
    return Cost(**told)


def save(place: Path, ring: Keyring) -> None:
    """Write the key file and its spare, each in one step: at any moment at least one of the two is whole.

    Both are on the disk before either takes its place. Raises Trouble when they cannot be written; nothing is changed then.
    """
    try:
        fresh = [(_written(place / name, to_json(ring)), place / name) for name in (KEYS, SPARE)]
        for new, old in fresh:
            new.replace(old)
        _sync(place)
    except OSError as error:
        for name in (KEYS, SPARE):
            _fresh(place / name).unlink(missing_ok=True)
        raise Trouble("Het sleutelbestand kan niet bewaard worden.", "Kijk of er plaats is op de schijf.") from error


def load(place: Path) -> Keyring:
    """The key file, else its spare, which then repairs the first; of a shared house what its server keeps.

    Raises Trouble when they cannot be read.
    """
    if server.here(place):
        return from_json(server.slots(server.joined(place).address))
    found = list(_readable(place))
    if not found:
        raise Damage(
            "Het sleutelbestand van dit huis ontbreekt of is beschadigd, en de reserve ook.",
            "Zet een reservekopie terug met “restore”: daarin zit een sleutelbestand.",
        )
    if len(found) == 1 or found[0] != found[1]:
        with suppress(Trouble):  # one of the two is whole: on a full disk the house opens too
            save(place, found[0])
    return found[0]


def _readable(place: Path) -> Iterable[Keyring]:
    for name in (KEYS, SPARE):
        try:
            yield from_json((place / name).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, Trouble):
            continue


def _written(path: Path, text: str) -> Path:
    """The text in a file beside this one, on the disk for certain."""
    fresh = _fresh(path)
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    return fresh


def _fresh(path: Path) -> Path:
    return path.with_suffix(".new")


def _sync(folder: Path) -> None:
    if sys.platform != "win32":  # Windows has no way to sync a folder, and needs none
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
