"""Reading a signed file with an edition of the rules.

An edition is a whole set of rule files with a number that only grows. The file is signed with Ed25519; the public key is the
setting ``rules.public_key`` (tools/sign_rules.py tells how a key and a file are made). Whether its rules are good, and which
edition counts in a house, is for desk.rights.editions.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sociaalhuis.errors import Refusal

FORMAT = "sociaalhuis-rules-1"
LARGEST = 8_000_000  # bytes
_NAME = re.compile(r"[a-z0-9-]{1,80}\.yaml")
_NUMBERS = range(2020_01_01_00, 2100_01_01_00)
ASK = "Vraag een nieuw bestand aan wie de regels maakt."


@dataclass(frozen=True, slots=True)
class Edition:
    """A set of rules as it was signed. ``files`` are the texts by name, ``sha256`` is of the signed words."""

    number: int
    made: date
    note: str
    files: Mapping[str, str]
    sha256: str


def is_rules_file(path: Path) -> bool:
    """Whether a file says that it is an edition of the rules; whether it is a good one is for ``read``."""
    try:
        with path.open("rb") as file:
            return FORMAT.encode() in file.read(200)
    except OSError:
        return False


def read(path: Path, public_key: str) -> Edition:
    """The edition in a signed file.

    Raises Refusal, with what to do, for a file that is unsigned, changed, signed by somebody else or not good, or without key.
    """
    verified = _verified(_outer(path), public_key)
    try:
        inner = json.loads(verified)
        number, files = inner["number"], inner["files"]
        made, note = date.fromisoformat(inner["made"]), str(inner["note"])
        good = isinstance(number, int) and number in _NUMBERS and bool(files)
        good = good and all(_NAME.fullmatch(name) and isinstance(text, str) for name, text in files.items())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("Dit regelbestand is goed ondertekend, maar niet volledig.", ASK) from error
    if not good:
        raise Refusal("Dit regelbestand is goed ondertekend, maar niet volledig.", ASK)
    return Edition(number, made, note, MappingProxyType(files), hashlib.sha256(verified).hexdigest())


def _outer(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal("Dit bestand is te groot voor regels.", ASK)
        outer = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Refusal(f"Het bestand “{path}” kan niet gelezen worden.", "Kijk de naam en de map na.") from error
    except ValueError as error:
        raise Refusal("Dit is geen regelbestand.", "Kies het bestand dat je van de maker kreeg.") from error
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise Refusal("Dit is geen regelbestand.", "Kies het bestand dat je van de maker kreeg.")
    return outer


def _verified(outer: Mapping[str, Any], public_key: str) -> bytes:
    """The signed words, when the signature is that of the key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not public_key.strip():
        raise Refusal("Dit huis kent nog geen sleutel voor nieuwe regels.", "Zet de publieke sleutel bij Instellingen.")
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.strip(), validate=True))
    except (ValueError, binascii.Error) as error:
        raise Refusal("De publieke sleutel bij Instellingen klopt niet.", "Plak ze opnieuw: 44 tekens.") from error
    words, signature = outer.get("payload"), outer.get("signature")
    if not isinstance(words, str) or not isinstance(signature, str):
        raise Refusal("Dit regelbestand is niet ondertekend.", "Gebruik het niet. " + ASK)
    try:
        key.verify(base64.b64decode(signature, validate=True), words.encode())
    except (InvalidSignature, ValueError, binascii.Error) as error:
        raise Refusal(
            "De handtekening past niet: het bestand is veranderd, of het komt van iemand anders.", "Gebruik het niet. " + ASK
        ) from error
    return words.encode()


def pack(number: int, made: date, note: str, files: Mapping[str, str], sign: Any) -> str:
    """The text of a signed file; ``sign`` makes a signature (bytes) of bytes. For tools and tests: the program only reads."""
    inner = {"number": number, "made": made.isoformat(), "note": note, "files": dict(files)}
    words = json.dumps(inner, ensure_ascii=False, sort_keys=True)
    signature = base64.b64encode(sign(words.encode())).decode()
    return json.dumps({"format": FORMAT, "signature": signature, "payload": words}, ensure_ascii=False)
