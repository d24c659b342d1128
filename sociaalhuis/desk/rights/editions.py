"""Which rules of rights count in a house: the edition with the highest number, the program's own or one that was applied here.

Screens and verbs that ask about rights take their engine from ``engine(house)``. What a new edition would change, and for whom,
is for desk.proactive.rules_preview.
"""

import functools
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from sociaalhuis.db.proactive import RulesEdition
from sociaalhuis.desk.intake import worker
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import rules_update
from sociaalhuis.exchange.rules_update import Edition
from sociaalhuis.facts import Facts
from sociaalhuis.house import House
from sociaalhuis.paths import resource
from sociaalhuis.rights import engine as rights_engine
from sociaalhuis.rights import rules
from sociaalhuis.rights.engine import Engine
from sociaalhuis.rights.sheet import BadRules

KEY = "rules.public_key"  # the setting


def read(house: House, path: Path) -> Edition:
    """The edition in a signed file, with rules that are good.

    Raises Refusal, with what to do, for a file that is unsigned, changed, signed by somebody else or not good, and for one that
    is not newer than what counts here.
    """
    edition = rules_update.read(path, house.text(KEY))
    refuse_older(house, edition)
    try:
        book = engine_of(edition).book
    except BadRules as error:
        where = re.match(r"(\S+), line (\d+)", str(error))
        said = f" ({where[1]}, regel {where[2]})" if where else ""
        raise Refusal(f"De regels in dit bestand kloppen niet{said}.", rules_update.ASK) from error
    if not book.rules:
        raise Refusal("In dit bestand staat geen enkel recht.", rules_update.ASK)
    return edition


def engine_of(edition: Edition) -> Engine:
    """The engine on the rules of an edition. Raises BadRules when they are not good."""
    return _engine(tuple(sorted(edition.files.items())))


@functools.lru_cache(maxsize=3)
def _engine(files: tuple[tuple[str, str], ...]) -> Engine:
    return Engine(rules.parse(dict(files)))


@functools.cache
def shipped_number() -> int:
    """The number of the edition that ships with the program."""
    return int(json.loads(resource("rights", "EDITION.json").read_text("utf-8"))["number"])


def number(house: House) -> int:
    """The number of the edition that counts in this house."""
    with house.store.read() as session:
        applied = session.scalar(select(RulesEdition.number).order_by(RulesEdition.number.desc()).limit(1))
    return max(applied or 0, shipped_number())


def engine(house: House) -> Engine:
    """The engine on the rules that count in this house: the ones applied here when they are newer than the program's own.

    Raises Trouble when this program cannot read them.
    """
    counts = number(house)
    if counts == shipped_number():
        return rights_engine.shipped()
    with house.store.read() as session:
        row = session.scalars(select(RulesEdition).where(RulesEdition.number == counts)).one()
    try:
        return _engine(tuple(sorted(row.files.items())))
    except BadRules as error:  # of a program that knew other facts
        raise Trouble(f"Dit programma begrijpt de regels {counts} van dit huis niet.", rules_update.ASK) from error


def warm(house: House) -> None:
    """Read the rules and compute what takes long the first time; rules that cannot be read are told where they are asked."""
    with suppress(Trouble):
        engine(house).status(Facts(), date.min)


def names(house: House) -> Mapping[str, str]:
    """The name of every right by slug; none while this program cannot read the rules of the house."""
    try:
        return {slug: rule.name for slug, rule in engine(house).book.rules.items()}
    except Trouble:
        return {}


def refuse_older(house: House, edition: Edition) -> None:
    """Raise Refusal when the house has these rules already, or newer ones."""
    counts = number(house)
    if edition.number < counts:
        raise Refusal(
            f"Deze regels ({edition.number}) zijn ouder dan die van dit huis ({counts}).", "Vraag de nieuwste uitgave."
        )
    if edition.number == counts:
        raise Refusal(f"Dit huis heeft deze regels al ({counts}).", "Er is niets te doen.")


def apply(house: House, edition: Edition, now: datetime) -> None:
    """Let an edition count from now on. Raises Refusal when it is not newer, or the role may not."""
    refuse_older(house, edition)
    user = worker(house)
    with house.store.write(house.actor, "rules.apply") as session:
        session.add(
            RulesEdition(
                number=edition.number,
                at=now,
                user_id=user,
                note=edition.note[:500],
                files=dict(edition.files),
                sha256=edition.sha256,
            )
        )
