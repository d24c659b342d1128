"""Why a right became possible for somebody since it was last looked at: a rule, an amount, a fact, an age, a date, an offer.

Pure. Each cause is found by asking what would be without it: without the facts that were told since, with the age of then, with
the rules, amounts and offers as they stood. What nothing explains is no news.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sociaalhuis.facts import Facts
from sociaalhuis.rights.engine import Engine, Outcome
from sociaalhuis.rights.parameters import Amount
from sociaalhuis.rights.rules import Book, Rule

MUNICIPALITY = "gemeente_nis"


class Cause(StrEnum):
    """What made a right possible. FIRST: nobody looked at this file before. LIST: no cause, somebody else named this client."""

    RULE = "rule"
    AMOUNT = "amount"
    SERVICE = "service"
    AGE = "age"
    DATE = "date"
    FACT = "fact"
    FIRST = "first"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Before:
    """How the rules stood on the ``day`` of an earlier look: the version of each, usable amounts, and where what was offered.

    An amount is None when it was not known or stale. ``offers`` None: not known any more.
    """

    day: date
    rules: Mapping[str, str]
    amounts: Mapping[str, float | None]
    offers: Mapping[str, tuple[int, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """One person: the facts of ``today``, those without what was told ``since``, and today's with the age of ``then``."""

    today: Facts
    since: Facts
    then: Facts


def standing(book: Book, day: date) -> Before:
    """How these rules stand on a day."""
    offers = {slug: _offered(rule, day) for slug, rule in book.rules.items() if rule.offered_in is not None}
    amounts = {name: usable(one) for name, one in book.parameters.on(day).items()}
    return Before(day, {slug: rule.version for slug, rule in book.rules.items()}, amounts, offers)


def usable(amount: Amount) -> float | None:
    """The value when it is known and fresh."""
    return None if amount.stale else amount.value


def _offered(rule: Rule, day: date) -> tuple[int, ...]:
    return tuple(sorted(offer.nis for offer in rule.offered_in or () if offer.on(day)))


def why(engine: Engine, outcome: Outcome, life: Life, before: Before, day: date) -> tuple[Cause, tuple[str, ...]] | None:
    """The cause of a right that is possible on ``day``, with the facts or amounts in it; None when nothing explains it."""
    right, rule = outcome.right, engine.book.rules[outcome.right]
    if life.since != life.today and right not in engine.possible(life.since, day):
        told = tuple(fact for fact, answer in life.today.items() if life.since.get(fact) != answer)
        decisive = {leaf.fact for leaf, _ in outcome.decisive}
        return Cause.FACT, tuple(fact for fact in told if fact in decisive) or told
    if life.then != life.today and right not in engine.possible(life.then, day):
        return Cause.AGE, ()
    if right in before.rules and _newly_offered(rule, life.today.confirmed(MUNICIPALITY), before, day):
        return Cause.SERVICE, ()
    if before.rules.get(right) != rule.version:
        return Cause.RULE, ()
    changed = tuple(name for name, one in outcome.parameters.items() if before.amounts.get(name, usable(one)) != usable(one))
    if changed:
        return Cause.AMOUNT, changed
    return (Cause.DATE, ()) if rule.in_force(day) and not rule.in_force(before.day) else None


def _newly_offered(rule: Rule, municipality: object, before: Before, day: date) -> bool:
    if before.offers is None or rule.offered_in is None:
        return False
    return municipality in _offered(rule, day) and municipality not in before.offers.get(rule.slug, ())


def to_json(before: Before) -> dict[str, Any]:
    """As JSON values."""
    offers = None if before.offers is None else {slug: list(codes) for slug, codes in before.offers.items()}
    return {"day": before.day.isoformat(), "rules": dict(before.rules), "amounts": dict(before.amounts), "offers": offers}


def from_json(kept: Mapping[str, Any]) -> Before:
    """Back from JSON values."""
    offers = kept["offers"]
    return Before(
        date.fromisoformat(kept["day"]),
        kept["rules"],
        kept["amounts"],
        None if offers is None else {slug: tuple(codes) for slug, codes in offers.items()},
    )
