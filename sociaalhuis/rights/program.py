"""The rules of one day as sets of bits, ready to read people.

Compiled once for a day. Reading a person looks up, for each answer, which comparisons it makes true and which false; a
comparison in neither set is unknown. Deciding a right then costs a few operations on whole numbers. What a service judges never
makes its comparison false, what does not apply does, and an amount that is stale or not known decides as its series says.
"""

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sociaalhuis.conditions import STALE_MARGIN, Ask, AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.facts import Facts, Standing, vocabulary
from sociaalhuis.rights.bits import (
    NOT_APPLICABLE,
    NOTHING,
    Cells,
    Group,
    Known,
    Literal,
    Masks,
    Sum,
    Values,
    compare,
    exact,
    grouped,
    joined,
    places,
)
from sociaalhuis.rights.parameters import Amount
from sociaalhuis.rights.rules import Book

NOT_IN_FORCE = "De regel geldt niet op deze dag: vraag het na bij de dienst."
SAYS_NOTHING = "onbekend"  # an option of the residence status
_KEPT = 8192  # tellings; most people share most of theirs

type Decided = bool | str | None  # “has”, or whether all that decides holds


@dataclass(frozen=True, slots=True)
class Working:
    """What to tell of one comparison: its facts (the compared one first), and which of its amounts may keep it open.

    ``doubtful`` are the amounts that are unknown or stale; ``hopeless``: no answer can decide it, for its limit is not known.
    """

    leaf: Leaf
    negated: bool
    facts: tuple[str, ...]
    doubtful: tuple[str, ...]
    hopeless: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """What to tell of some bits together: the comparisons, what only a person can find out, and the amounts in them."""

    workings: tuple[Working, ...]
    leaves: tuple[Leaf, ...]
    asks: tuple[str, ...]
    amounts: Mapping[str, Amount]


class Program:
    """The rules of one day. Making it costs some milliseconds; it never changes, so keep it.

    ``slugs`` is the order of the rights everywhere below; ``users`` says which of them (by place) each fact can move.
    """

    def __init__(self, book: Book, day: date) -> None:
        self.day = day
        self.amounts: Mapping[str, Amount] = book.parameters.on(day)
        self.slugs = tuple(book.rules)
        self.opens = tuple(rule.opens for rule in book.rules.values())
        self.literals: list[Literal] = []
        self._bit: dict[Literal, int] = {}
        self._judged = frozenset(book.assessments)
        rules = book.rules.values()
        self.conditions = tuple(self._group(rule.whole(day) if rule.in_force(day) else Ask(NOT_IN_FORCE)) for rule in rules)
        self.already = tuple(joined(0, (1 << self._place(Literal(leaf, False)) for leaf in rule.already_has)) for rule in rules)
        self._pairs = tuple(zip(self.already, self.conditions, strict=True))
        self._sums: list[Sum] = []
        self._counts: dict[str, frozenset[str]] = {}  # fact → the other facts that its comparisons lean on
        self._reads: dict[str, Callable[[Known], Masks]] = {}
        self._absent: dict[str, Masks] = {}
        self.bits_of: dict[str, int] = {}
        self._make_reads()
        within = [group.all_bits() | already for already, group in self._pairs]
        self.telling = functools.lru_cache(_KEPT)(self._telling)
        self.users: Mapping[str, tuple[int, ...]] = {
            fact: tuple(place for place, bits in enumerate(within) if bits & mine) for fact, mine in self.bits_of.items()
        }

    # --- making --------------------------------------------------------------------------------------------------------

    def _group(self, one: Condition) -> Group:
        shaped = self._shape(one, False)
        return shaped if isinstance(shaped, Group) else Group(1, 1, 1 << shaped, ())

    def _shape(self, one: Condition, negated: bool) -> Group | int:
        """A condition with every “not” pushed down to its comparisons; a single comparison as the place of its bit."""
        match one:
            case Not(part):
                return self._shape(part, not negated)
            case AtLeast(count, parts):
                return grouped(len(parts) - count + 1 if negated else count, [self._shape(part, negated) for part in parts])
            case Leaf() | Ask():
                return self._place(Literal(one, negated))

    def _place(self, literal: Literal) -> int:
        if literal not in self._bit:
            self._bit[literal] = len(self.literals)
            self.literals.append(literal)
        return self._bit[literal]

    def _make_reads(self) -> None:
        by_fact: dict[str, list[Literal]] = {}
        for literal in self.literals:
            if isinstance(literal.leaf, Leaf):
                by_fact.setdefault(literal.leaf.fact, []).append(literal)
                for fact in facts_of(literal.leaf):
                    self.bits_of[fact] = self.bits_of.get(fact, 0) | 1 << self._bit[literal]
        for fact, literals in by_fact.items():
            plain = [one for one in literals if not self._put_sum(one)]
            self._absent[fact] = self._together(plain, lambda _: False, judged=False)
            self._reads[fact] = self._table(fact, plain) or self._cells(plain).read

    def _put_sum(self, literal: Literal) -> bool:
        """Keep a comparison whose limit grows with counts apart; False for any other."""
        leaf = literal.leaf
        if not isinstance(leaf, Leaf) or not isinstance(leaf.value, Limit) or not leaf.value.plus_per:
            return False
        base, extras = self.amounts[leaf.value.param], {fact: self.amounts[name] for fact, name in leaf.value.plus_per}
        for fact in facts_of(leaf):
            self._counts[fact] = self._counts.get(fact, frozenset()) | {*facts_of(leaf)}
        if base.value is not None:
            stale = base.stale or any(one.stale for one in extras.values())
            self._sums.append(
                Sum(
                    self._masks_of(literal, True),
                    self._masks_of(literal, False),
                    leaf.fact,
                    leaf.operator,
                    base.value * leaf.value.factor,
                    STALE_MARGIN if stale else 1.0,
                    tuple((fact, one.value) for fact, one in extras.items()),
                )
            )
        return True

    def _masks_of(self, literal: Literal, truth: bool | None, judged: bool = True) -> Masks:
        bit = 1 << self._bit[literal]
        if truth is None or (judged and not truth and isinstance(literal.leaf, Leaf) and literal.leaf.fact in self._judged):
            return NOTHING
        return (bit, 0) if truth is not literal.negated else (0, bit)

    def _telling(self, mask: int) -> Telling:
        """What to tell of these bits, in the order of the rules: ``program.telling(mask)``, kept for a while."""
        literals = [self.literals[place] for place in places(mask)]
        leaves = [literal.leaf for literal in literals if isinstance(literal.leaf, Leaf)]
        return Telling(
            tuple(self._working(one.leaf, one.negated) for one in literals if isinstance(one.leaf, Leaf)),
            tuple(leaves),
            tuple(dict.fromkeys(literal.leaf.text for literal in literals if isinstance(literal.leaf, Ask))),
            MappingProxyType({name: self.amounts[name] for leaf in leaves for name in parameters_of(leaf)}),
        )

    def _working(self, leaf: Leaf, negated: bool) -> Working:
        amounts = [self.amounts[name] for name in parameters_of(leaf)]
        doubtful = tuple(amount.name for amount in amounts if amount.value is None or amount.stale)
        return Working(leaf, negated, facts_of(leaf), doubtful, hopeless=bool(amounts) and amounts[0].value is None)

    def _together(self, literals: Iterable[Literal], truth: Callable[[Leaf], bool | None], judged: bool = True) -> Masks:
        true = false = 0
        for literal in literals:
            if isinstance(literal.leaf, Leaf):
                held, failed = self._masks_of(literal, truth(literal.leaf), judged)
                true, false = true | held, false | failed
        return true, false

    def _table(self, fact: str, literals: Sequence[Literal]) -> Callable[[Known], Masks] | None:
        """The bits by answer, for a fact with options or yes and no; None for a number."""
        known = vocabulary()[fact]
        if known.type in ("int", "money"):
            return None
        kind, options = (str, known.options) if known.options else (bool, (True, False))
        table: dict[Known, Masks] = {}
        for option in options:
            if option != SAYS_NOTHING:
                table[option] = self._together(literals, lambda leaf, option=option: matches(leaf, option))  # type: ignore[misc]
        return lambda value: table.get(value, NOTHING) if isinstance(value, kind) else NOTHING

    def _cells(self, literals: Sequence[Literal]) -> Cells:
        """Which comparisons hold below, at, between and above all limits of a number."""
        edges = sorted({edge for one in literals if isinstance(one.leaf, Leaf) for edge in self.edges(one.leaf)})
        middles = [(low + high) / 2 for low, high in itertools.pairwise(edges)]
        samples = [edges[0] - 1 if edges else 0.0]
        for edge, after in zip(edges, [*middles, *(edge + 1 for edge in edges[-1:])], strict=True):
            samples += [edge, after]
        return Cells(edges, [self._together(literals, lambda leaf, at=at: self._holds(leaf, at)) for at in samples])  # type: ignore[misc]

    def edges(self, leaf: Leaf) -> tuple[float, ...]:
        """The amounts at which a comparison without counts may change: its limit, and 30 % higher when that is stale."""
        if isinstance(leaf.value, Limit):
            amount = self.amounts[leaf.value.param]
            if amount.value is None:
                return ()
            limit = amount.value * leaf.value.factor
            return (exact(limit), exact(limit * STALE_MARGIN)) if amount.stale else (exact(limit),)
        found = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        return tuple(float(one) for one in found if isinstance(one, int | float))

    def _holds(self, leaf: Leaf, at: float) -> bool | None:
        if leaf.operator in ("eq", "ne", "in"):
            return matches(leaf, at)
        edges = self.edges(leaf)
        return compare(leaf.operator, (at, at), (edges[0], edges[-1])) if edges else None

    # --- reading -------------------------------------------------------------------------------------------------------

    @staticmethod
    def values(facts: Facts) -> Values:
        """The answers that can decide: confirmed ones, and what does not apply."""
        found: Values = {}
        for fact, answer in facts.items():
            if answer.standing is Standing.CONFIRMED and answer.value is not None:
                found[fact] = answer.value
            elif answer.standing is Standing.NOT_APPLICABLE:
                found[fact] = NOT_APPLICABLE
        return found

    def read(self, values: Values) -> Masks:
        """The bits that these answers make true and false."""
        true = false = 0
        for fact, value in values.items():
            reads = self._reads.get(fact)
            if reads is not None:
                held, failed = self._absent[fact] if value is NOT_APPLICABLE else reads(value)
                true |= held
                false |= failed
        for one in self._sums:
            if one.fact in values:
                held, failed = one.read(values)
                true |= held
                false |= failed
        return true, false

    def reread(self, values: Values, masks: Masks, fact: str) -> Masks:
        """The bits after the answer to one fact changed in ``values``; cheaper than reading all."""
        mine = self.bits_of.get(fact, 0)
        near = {fact, *self._counts.get(fact, ())}
        true, false = self.read({one: values[one] for one in near if one in values})
        return masks[0] & ~mine | true & mine, masks[1] & ~mine | false & mine

    def decided(self, place: int, masks: Masks) -> Decided:
        """“has”, or whether all that decides holds for the right at this place."""
        already, condition = self._pairs[place]
        return "has" if already & masks[0] else condition.truth(*masks)

    def possible(self, masks: Masks) -> list[int]:
        """The places of the rights that are possible, and not had already: the same as ``all_decided``, only sooner."""
        true, false = masks
        return [
            place
            for place, (already, condition) in enumerate(self._pairs)
            if not (already & true or (condition.count == condition.size and condition.mask & ~true))
            and condition.truth(true, false)
        ]

    def all_decided(self, masks: Masks) -> list[Decided]:
        """The same for every right, in the order of ``slugs``."""
        true, false = masks
        return ["has" if already & true else condition.truth(true, false) for already, condition in self._pairs]


def facts_of(leaf: Leaf) -> tuple[str, ...]:
    """The fact that is compared, and those that its limit counts."""
    return (leaf.fact, *(fact for fact, _ in leaf.value.plus_per)) if isinstance(leaf.value, Limit) else (leaf.fact,)


def parameters_of(leaf: Leaf) -> tuple[str, ...]:
    """The amounts that its limit is made of."""
    return (leaf.value.param, *(name for _, name in leaf.value.plus_per)) if isinstance(leaf.value, Limit) else ()


def matches(leaf: Leaf, value: bool | str | float) -> bool | None:
    """Whether a value is, is not, or is among what a comparison names; None for a comparison of more or less."""
    if leaf.operator == "in" and isinstance(leaf.value, tuple):
        return any(value == one for one in leaf.value)
    if leaf.operator in ("eq", "ne"):
        return (value == leaf.value) is (leaf.operator == "eq")
    return None
