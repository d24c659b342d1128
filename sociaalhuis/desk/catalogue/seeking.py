"""What the search of the catalogue must know of a house beside its services: the rights that count here, what is used most."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sociaalhuis.catalogue.search.finder import Right
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.desk.rights import editions, rightcard
from sociaalhuis.errors import Trouble
from sociaalhuis.house import House
from sociaalhuis.rights.rules import Rule

TABLE = "rules_edition"  # where other rights begin to count


def beside(house: House, now: datetime) -> tuple[Sequence[Right], Mapping[str, int]]:
    """The rights to find, none while this program cannot read the rules of the house, and the uses of each service by slug."""
    with house.store.read() as session:
        used = checking.uses(session, now)
    try:
        return sought(editions.engine(house).book.rules), used
    except Trouble:
        return (), used


def sought(rules: Mapping[str, Rule]) -> Sequence[Right]:
    """Rules as the search knows them."""
    return [
        Right(slug, rule.name, f"{rule.what} {rule.who}", rule.body, (rule.domain, *rule.also_domains))
        for slug, rule in rules.items()
    ]


def right(house: House, slug: str, day: date) -> tuple[Rule, tuple[str, ...]] | None:
    """The rule of a right that was found and lines of what it may bring on that day, None when it does not count any more."""
    try:
        engine = editions.engine(house)
    except Trouble:
        return None
    rule = engine.book.rules.get(slug)
    return (rule, rightcard.brings(engine, rule, day)) if rule else None
