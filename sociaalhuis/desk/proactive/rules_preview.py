"""What a new edition of the rules would change, and for whom, before it is applied; and which rules want checking first.

The preview reads the files that the scan may read (readable), as one journalled act with its purpose. It names nobody: a
file stands in it by the code of its newest contact.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.db.base import new_id
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.desk.proactive import readable
from sociaalhuis.desk.rights import editions
from sociaalhuis.desk.workdays import local
from sociaalhuis.exchange.rules_update import Edition
from sociaalhuis.house import House
from sociaalhuis.rights.engine import Engine, Status
from sociaalhuis.rights.parameters import year_after
from sociaalhuis.rights.rules import Book

ACTION = "rules.preview"
PURPOSE = "nagaan wat nieuwe regels veranderen"


@dataclass(frozen=True, slots=True)
class Moved:
    """The files in which one right would stand otherwise, from one status to another (None: not in that edition)."""

    right: str
    before: Status | None
    after: Status | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edition changes: in the rules and amounts (by name), and in the files that may be read.

    ``amounts`` holds what each changed amount is on the day, before and after (None: not known).
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    amounts: Mapping[str, tuple[float | None, float | None]]
    read: int
    passed: Mapping[str, int]
    moved: tuple[Moved, ...]


class Previewing:
    """One preview at work: ``advance`` until it says False, then ``done``. Nothing of it is kept."""

    def __init__(self, house: House, edition: Edition, now: datetime) -> None:
        """Begin. Raises Refusal when the edition is not newer than what counts here, or the role may not."""
        editions.refuse_older(house, edition)
        house.store.look(house.actor, ACTION, "rules_edition", new_id(), PURPOSE)
        self._house, self._day = house, local(now).date()
        self._old, self._new = editions.engine(house), editions.engine_of(edition)
        with house.store.read() as session:
            self.total, self._passed = readable.total(session), readable.passed_over(session)
        self.read = 0
        self._at: UUID | None = None
        self._moved: dict[tuple[str, Status | None, Status | None], list[str]] = defaultdict(list)

    def advance(self) -> bool:
        """Read the next chunk; False when there is none."""
        with self._house.store.read() as session:
            files = readable.after(session, self._at, self._day)
            moved = {one.person: found for one in files if (found := self._differences(one))}
            codes = readable.newest_contacts(session, list(moved)) if moved else {}
        for person, found in moved.items():
            for right, before, after in found:
                self._moved[right, before, after].append(codes[person][1] if person in codes else "zonder code")
        if files:
            self._at = files[-1].person
            self.read += len(files)
        return bool(files)

    def _differences(self, one: readable.File) -> list[tuple[str, Status | None, Status | None]]:
        facts = one.facts(self._day)
        before, after = self._old.status(facts, self._day), self._new.status(facts, self._day)
        return [
            (right, before.get(right), after.get(right))
            for right in dict.fromkeys((*before, *after))
            if before.get(right) is not after.get(right)
        ]

    def done(self) -> Preview:
        """What was found."""
        old, new = self._old.book, self._new.book
        moved = (Moved(*key, tuple(sorted(codes))) for key, codes in self._moved.items())
        return Preview(
            tuple(right for right in new.rules if right not in old.rules),
            tuple(
                right for right, rule in new.rules.items() if right in old.rules and old.rules[right].version != rule.version
            ),
            tuple(right for right in old.rules if right not in new.rules),
            _amounts(old, new, self._day),
            self.read,
            self._passed,
            tuple(sorted(moved, key=lambda one: (-len(one.references), one.right, one.after or ""))),
        )


def _amounts(old: Book, new: Book, day: date) -> Mapping[str, tuple[float | None, float | None]]:
    before, after = old.parameters.on(day), new.parameters.on(day)
    values = {name: (_value(before, name), _value(after, name)) for name in dict.fromkeys((*before, *after))}
    return {name: pair for name, pair in values.items() if pair[0] != pair[1]}


def _value(amounts: Mapping[str, object], name: str) -> float | None:
    value = getattr(amounts.get(name), "value", None)
    return value if isinstance(value, int | float) else None


# ── te controleren ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A rule that somebody should look at again: since when nobody did, how often it was used, and what is wrong with it.

    ``amounts`` are those in the rule that are unknown or stale.
    """

    right: str
    name: str
    checked: date | None
    days: int
    used: int
    amounts: tuple[str, ...]
    overdue: bool
    source: str


NEVER = 3 * 365  # days that count for a rule that nobody ever checked
FRESH = 90  # days in which nothing has to be looked at again


def to_check(house: House, engine: Engine, today: date) -> tuple[ToCheck, ...]:
    """The rules to look at again, the most pressing first: age × use, and what is overdue before what is not."""
    used = _use(house)
    program = engine.program(today)
    doubtful = {name for name, amount in program.amounts.items() if amount.stale or amount.value is None}
    found = []
    for place, (slug, rule) in enumerate(engine.book.rules.items()):
        telling = program.telling(program.conditions[place].all_bits())
        amounts = tuple(name for name in telling.amounts if name in doubtful)
        days = NEVER if rule.checked is None else (today - rule.checked).days
        overdue = rule.checked is None or today > year_after(rule.checked)
        if days > FRESH or amounts:
            source = rule.sources[0].url if rule.sources else ""
            found.append(ToCheck(slug, rule.name, rule.checked, days, used[slug], amounts, overdue, source))
    return tuple(sorted(found, key=_pressing))


def _pressing(one: ToCheck) -> tuple[bool, int, str]:
    age = max(one.days, FRESH if one.amounts else 1)
    return not one.overdue, -age * (1 + one.used), one.name


def _use(house: House) -> Counter[str]:
    """How often each right was found possible or acted on: what a mistake in it would touch."""
    used: Counter[str] = Counter()
    with house.store.read() as session:
        for statuses in session.scalars(select(Exploration.statuses)):
            used.update(right for right, (status, _version) in statuses.items() if status == Status.POSSIBLE)
        used.update(session.scalars(select(RightStep.right)))
    return used
