"""Make the key of who keeps the rules, and sign an edition with it. Not part of the program: it only reads what this makes.

1. Once: ``python tools/sign_rules.py key rules-key.pem`` asks a passphrase, writes the private key and prints the public one
   (44 characters). Keep the file and the passphrase apart, off the network, with two people who know where. Every house puts
   the public key in its setting “Sleutel voor nieuwe regels”. Who loses the key makes a new one, and tells every house by
   another road than the one the files take.
2. For each edition: change the files in resources/rights, run the tests of the rules, and
   ``python tools/sign_rules.py sign rules-key.pem 2027010101 "Bedragen van 1 januari 2027" regels.json``.
   The number is year, month, day and a serial number; it only grows. When the files ship with the program as well, the same
   number goes into resources/rights/EDITION.json.

An edition is the whole set of files (rules, parameters.yaml, assessments.yaml), never a part of it.
"""

import argparse
import base64
import getpass
import sys
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sociaalhuis.exchange import rules_update
from sociaalhuis.paths import resource
from sociaalhuis.rights import rules
from sociaalhuis.rights.rules import FOLLOWS, WORDS

LEFT_OUT = (FOLLOWS, WORDS)  # they belong to the program: questions and sentences, not limits


def make_key(file: Path, passphrase: bytes) -> str:
    """Write a new private key, locked with the passphrase; gives the public key as text."""
    key = Ed25519PrivateKey.generate()
    locked = serialization.BestAvailableEncryption(passphrase)
    with file.open("xb") as out:  # never over an older key
        out.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked))
    return public(key)


def public(key: Ed25519PrivateKey) -> str:
    """The public key as the setting wants it."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def signed(key: Ed25519PrivateKey, number: int, note: str, made: date, folder: Path) -> str:
    """The text of a signed edition of the rules in a folder. Raises BadRules when they are not good."""
    files = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml")) if path.name not in LEFT_OUT}
    rules.parse(files)
    return rules_update.pack(number, made, note, files, key.sign)


def main() -> None:
    """The two verbs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = parser.add_subparsers(required=True, dest="verb")
    known.add_parser("key").add_argument("key", type=Path)
    sign = known.add_parser("sign")
    for name, kind in (("key", Path), ("number", int), ("note", str), ("out", Path)):
        sign.add_argument(name, type=kind)
    args = parser.parse_args()
    passphrase = getpass.getpass("Passphrase of the key: ").encode()
    if args.verb == "key":
        print(make_key(args.key, passphrase))
        return
    key = serialization.load_pem_private_key(args.key.read_bytes(), passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        sys.exit("this is no Ed25519 key")
    args.out.write_text(signed(key, args.number, args.note, date.today(), resource("rights")), "utf-8")  # noqa: DTZ011
    print(f"{args.out}: edition {args.number}, public key {public(key)}")


if __name__ == "__main__":
    main()
