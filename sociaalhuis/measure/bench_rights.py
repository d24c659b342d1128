"""What checking all rights of one person costs, against the same rules written out as straight-line Python.

The floor is what a programmer would write by hand without an engine: an assignment a comparison, a ``min``/``max`` expression
a right (0 no, 1 unknown, 2 yes), on a plain dictionary. It is written out here from the rules themselves, so that both sides
know the same; the two must agree on every person. Choosing the next question is measured along whole interviews.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sociaalhuis import facts
from sociaalhuis.conditions import STALE_MARGIN, Ask, AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.facts import Facts
from sociaalhuis.measure import made_people
from sociaalhuis.measure.figures import Result, ratio, result
from sociaalhuis.measure.interview import Player
from sociaalhuis.rights import engine
from sociaalhuis.rights.engine import Status
from sociaalhuis.rights.parameters import Amount
from sociaalhuis.rights.rules import Book

PEOPLE, ANSWERS, ROUNDS, SEED = 200, 45, 5, 2026
TALKS = 20  # an interview for so many people
_DAY = date(2026, 11, 23)
_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_STATUS = (Status.UNLIKELY, Status.UNKNOWN, Status.POSSIBLE, Status.HAS)

type StraightLine = Callable[[Mapping[str, object]], list[int]]


def run(people: int = PEOPLE, rounds: int = ROUNDS, seed: int = SEED) -> Result:
    """Check every person in three ways, in turn, after a round that warms up. Raises RuntimeError when two ways disagree."""
    rights = engine.shipped()
    straight = straight_line(rights.book, _DAY)
    dice = random.Random(seed)  # noqa: S311  # no secret
    everyone = [person(dice) for _ in range(people)]
    known = [facts.read(one) for one in everyone]
    times: dict[str, list[float]] = {"straight_line": [], "status": [], "check": []}
    for turn in range(rounds + 1):
        for one, given in zip(everyone, known, strict=True):
            taken = _timed(rights, straight, one, given)
            for name, seconds in taken.items() if turn else ():
                times[name].append(seconds)
    times["next_question"] = _choosing(rights, max(1, people // TALKS))
    measured = {name: times[name] for name in ("status", "check", "next_question")}
    ratios = {f"{name}/straight_line": ratio(times[name], times["straight_line"]) for name in measured}
    return result("rights", {"straight_line": times["straight_line"]}, measured, ratios)


def _choosing(rights: engine.Engine, talks: int) -> list[float]:
    """The times of choosing each question of so many interviews."""
    player, times = Player(rights, _DAY), list[float]()

    def order(known: Facts, asked: Sequence[str]) -> str | None:
        begun = time.perf_counter()
        found = player.best(known, asked)
        times.append(time.perf_counter() - begun)
        return found

    for one in made_people.people(talks, SEED):
        player.play(facts.read(one.facts), one.postcode, order)
    return times


def _timed(rights: engine.Engine, straight: StraightLine, one: Mapping[str, object], given: Facts) -> dict[str, float]:
    begun = time.perf_counter()
    plain = straight(one)
    done = time.perf_counter()
    status = rights.status(given, _DAY)
    told = time.perf_counter()
    rights.check(given, _DAY)
    checked = time.perf_counter()
    if [_STATUS[value] for value in plain] != list(status.values()):
        raise RuntimeError("the engine and the straight line disagree")
    return {"straight_line": done - begun, "status": told - done, "check": checked - told}


def person(dice: random.Random, answers: int = ANSWERS) -> dict[str, object]:
    """Somebody with this many answers, by chance; not coherent, for every comparison must be met."""
    keys = facts.vocabulary()
    return {slug: _chance(keys[slug], dice) for slug in dice.sample(sorted(keys), answers)} | {"gewest": "vlaanderen"}


def _chance(key: facts.FactKey, dice: random.Random) -> object:
    if key.type == "bool":
        return dice.random() < 0.5
    if key.type == "enum":
        return dice.choice([option for option in key.options if option != "onbekend"])
    if key.slug == "gemeente_nis":
        return dice.choice([72043, 73110, 11002])
    if key.type == "money":
        return round(dice.uniform(0, 4_000 if "maand" in (key.unit or "") else 60_000), 2)
    return dice.randint(0, 400 if key.unit == "dagen" else 70)


def straight_line(book: Book, day: date) -> StraightLine:
    """The rules of one day as one Python function from a dictionary of answers to 0, 1, 2 or 3 (has) for each right."""
    writer = _Writer(book, book.parameters.on(day))
    for rule in book.rules.values():
        has = [writer.leaf(sign) for sign in rule.already_has]
        rest = writer.whole(rule.whole(day)) if rule.in_force(day) else "1"
        writer.returned.append(f"3 if {' or '.join(f'{name} == 2' for name in has)} else {rest}" if has else rest)
    body = "\n    ".join([*writer.lines, f"return [{', '.join(writer.returned)}]"])
    made: dict[str, StraightLine] = {}
    exec(f"def check(f):\n    {body}\n", made)  # noqa: S102  # our own text, made of our own rules
    return made["check"]


class _Writer:
    """Writes each comparison once, and each right as one expression."""

    def __init__(self, book: Book, amounts: Mapping[str, Amount]) -> None:
        self.lines: list[str] = []
        self.returned: list[str] = []
        self._amounts, self._judged = amounts, frozenset(book.assessments)
        self._names: dict[Leaf, str] = {}

    def whole(self, one: Condition) -> str:
        """A condition as an expression."""
        match one:
            case Leaf():
                return self.leaf(one)
            case Ask():
                return "1"
            case Not(part):
                return f"(2 - {self.whole(part)})"
            case AtLeast(count, parts):
                said = [self.whole(part) for part in parts]
                if len(said) == 1:
                    return said[0]
                if count in (1, len(said)):
                    return f"{'max' if count == 1 else 'min'}({', '.join(said)})"
                return f"sorted(({', '.join(said)}))[{len(said) - count}]"

    def leaf(self, leaf: Leaf) -> str:
        """The name of a comparison, written before it is used."""
        if leaf not in self._names:
            self._names[leaf] = f"t{len(self._names)}"
            self.lines.append(f"{self._names[leaf]} = 1 if (v := f.get({leaf.fact!r})) is None else {self._compared(leaf)}")
        return self._names[leaf]

    def _compared(self, leaf: Leaf) -> str:
        if isinstance(leaf.value, Limit):
            return self._limited(leaf, leaf.value)
        no = 1 if leaf.fact in self._judged else 0
        sign = "in" if leaf.operator == "in" else _SIGNS[leaf.operator]
        return f"2 if v {sign} {leaf.value!r} else {no}"

    def _limited(self, leaf: Leaf, limit: Limit) -> str:
        amounts = [self._amounts[limit.param], *(self._amounts[name] for _, name in limit.plus_per)]
        if any(amount.value is None for amount in amounts):
            return "1"
        base, extras = (amounts[0].value or 0) * limit.factor, list(zip(limit.plus_per, amounts[1:], strict=True))
        margin = STALE_MARGIN if any(amount.stale for amount in amounts) else 1
        low = (
            base
            if not extras
            else " + ".join([repr(base), *(f"f.get({fact!r}, 0) * {one.value!r}" for (fact, _), one in extras)])
        )
        high = [f"f.get({fact!r}, 9e9) * {one.value!r}" for (fact, _), one in extras]
        least, most = f"round({low}, 4)", f"round(({' + '.join([repr(base), *high])}) * {margin!r}, 4)"
        sign = _SIGNS[leaf.operator]
        sure, maybe = (least, most) if leaf.operator in ("lt", "lte") else (most, least)
        return f"2 if v {sign} {sure} else 1 if v {sign} {maybe} else 0"
