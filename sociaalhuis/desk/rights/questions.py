"""Which question comes next in a talk about rights, and what it can still settle. Pure; it decides no right.

First what finds something: of every right that may still turn out possible the likeliest way there is weighed by what it finds,
together with all that it settles on the way, against what the questions cost: seconds, how delicate they are, the chance that
people know the answer, and leaving the block of the last question. On that way what stays in the block comes first, then what
is the likeliest to end it. A question that only makes sense after another waits for that one, which may close a whole block.
Facts that one question tells are asked together while several of them still count. A question that can change nothing any more
is never asked. All chances and costs are data (resources/questions).
"""

import functools
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.conditions import Condition, Leaf
from sociaalhuis.desk.rights import expected, question_words
from sociaalhuis.facts import Facts, Standing, Value, vocabulary
from sociaalhuis.rights import bands, follows, rules
from sociaalhuis.rights.bits import NOT_APPLICABLE, NOTHING, Masks, Values, joined, places
from sociaalhuis.rights.program import Decided, Program, facts_of
from sociaalhuis.rights.prospects import NO_WAY, Prospects, Way, Worth

SETTLED = 0.02  # to settle a right or a service, against finding a right possible (1)
HAD, HAD_TOO = 0.6, 0.02  # to learn that somebody has a right, against settling it: while it is open, and when it is settled
A_CHANCE = 0.001  # what keeps a question alive that can only help to find a right
RARE = 0.004  # the chance of all answers together that no row names: nothing counts as impossible
ENDS_EARLY = 0.15  # how far it counts in the cost of a way that many ways end before their last question
LENGTH = 0.8  # how far the cost of a way counts against what it finds: a longer one that finds more may go first
SAME_BLOCK = 0.7  # what a question costs in the block of the last one, so that the talk does not jump
SECONDS, DELICATE, WEIGHT = 5.0, 0.25, 0.05  # of a question beside its answer, a degree of delicacy, how much both weigh

type Effects = tuple[tuple[int, float, float], ...]  # a comparison, and the chances that it comes out true and false
type Services = Mapping[str, Condition]
NO_SERVICES: Services = {}
NO_VALUES: Values = {}
NO_AMOUNTS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class _Following:
    """When some facts follow of themselves from the answers to others (``asks``). ``masks``: what the value settles."""

    when: Condition
    asks: tuple[str, ...]
    facts: tuple[str, ...]
    masks: Masks = NOTHING


@dataclass(frozen=True, slots=True)
class _Look:
    """One moment of a talk: what is known, what may be asked now, and what the answers are expected to do.

    ``closed`` are facts that another question may close: how likely, and which questions. ``derived`` are facts that would
    follow: how likely, from which questions, and what that settles.
    """

    values: Values
    decided: Sequence[Decided]
    asked: Mapping[str, None]
    effects: Mapping[str, Effects]
    closed: Mapping[str, tuple[float, tuple[str, ...]]]
    derived: Sequence[tuple[float, tuple[str, ...], Masks]]
    true: list[float]
    false: list[float]


class Chooser:
    """Chooses questions over the rules of one day. Making it costs some tenths of a second; it never changes, so keep it."""

    def __init__(self, program: Program) -> None:
        self._program, self._prospects = program, Prospects(program)
        self._rows, self._words, self._plan = expected.shipped(), question_words.shipped(), question_words.plan()
        self._together = {question: words.facts for question, words in question_words.together().items()}
        self._facts = tuple(fact for fact in self._words if fact not in self._together)
        self._worths = [self._plan.worth.get(slug, 1.0) for slug in program.slugs]
        self._costs = {block: _costs(self._words, block) for block in {None, *self._plan.blocks.values()}}
        self._signs = [tuple(places(mask)) for mask in program.already]
        self._counted, self._compared = _counted(program), _compared(program)
        self._expected = {
            fact: [(row.when, self._effects(fact, row.shares)) for row in self._rows[fact]]
            for fact in self._facts
            if fact in program.users
        }
        shipped = follows.shipped()
        self._gates = [_Following(one.when, _asks(one.when), one.facts) for one in shipped.gates]
        self._derivations = [
            _Following(one.when, _asks(one.when), (one.fact,), program.read({one.fact: one.value})) for one in shipped.derived
        ]

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def best(
        self, known: Facts, setting: str, later: Collection[str] = (), last: str | None = None, services: Services = NO_SERVICES
    ) -> str | None:
        """The question to ask next; None when nothing is left that may be asked in this setting and can still change something.

        ``known`` are the answers with what follows from them, ``later`` what was put off, or asked together without telling
        all, ``last`` the question before, ``services`` the conditions of services that are looked at, by id.
        """
        look = self._look(known, setting, later)
        by_fact, block = self._worth(look, services), self._words[last].block if last and last in self._words else None
        merged = self._merged(look, by_fact, setting, later)
        worth = dict[str, float]()
        for fact, value in by_fact.items():
            if fact not in look.closed:
                question = merged.get(fact, fact)
                worth[question] = worth.get(question, 0.0) + value
        cost = self._costs[block]
        first = next((fact for fact in self._plan.first if fact in worth), None)
        if first or not worth:
            return first
        return self._along_a_way(look, worth, block, merged) or max(worth, key=lambda one: worth[one] / cost[one])

    def open(
        self, known: Facts, setting: str, services: Services = NO_SERVICES, later: Collection[str] = ()
    ) -> Mapping[str, str]:
        """All facts that may be asked in this setting and whose answer can still change something, each with its question."""
        look = self._look(known, setting, later)
        worth = self._worth(look, services)
        merged = self._merged(look, worth, setting, later)
        return {fact: merged.get(fact, fact) for fact in worth if fact not in look.closed}

    def settles(self, known: Facts, fact: str, services: Services = NO_SERVICES) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rights and the services that an answer helps to settle: “waarom deze vraag?”. The nearest first."""
        values = self._program.values(known)
        true, false = masks = self._program.read(values)
        facts, near = self._together.get(fact, (fact,)), dict[str, int]()
        mine = joined(0, (self._program.bits_of.get(one, 0) for one in facts))
        for place in dict.fromkeys(place for one in facts for place in self._program.users.get(one, ())):
            decided = self._program.decided(place, masks)
            if decided in (None, True):
                signs = self._program.already[place] & ~(true | false)
                bits = signs | (self._program.conditions[place].trace(true, false)[1] if decided is None else 0)
                if bits & mine:
                    near[self._program.slugs[place]] = bits.bit_count()
        asking = (one for one, when in services.items() if {*facts} & {*_asks(when)} and expected.truth(when)(values) is None)
        return tuple(sorted(near, key=near.__getitem__)), tuple(asking)

    def _merged(self, look: _Look, worth: Mapping[str, float], setting: str, later: Collection[str]) -> Mapping[str, str]:
        """The facts that are asked together now, with their question: nothing is told of them yet, and several still count."""
        merged = dict[str, str]()
        for question, facts in self._together.items():
            fresh = all(fact in look.asked or look.values.get(fact) is NOT_APPLICABLE for fact in facts)
            if fresh and question not in later and question_words.may_ask(question, setting):
                live = [fact for fact in facts if fact in worth]
                if len(live) > 1 and not look.closed.keys() >= {*live}:
                    merged.update(dict.fromkeys(live, question))
        return merged

    def _along_a_way(self, look: _Look, worth: Mapping[str, float], block: str | None, merged: Mapping[str, str]) -> str | None:
        """The next question of the way to a right that finds and settles the most for what it costs; None when nothing can be
        found any more, or when a single question settles more."""
        cost = self._costs[block]
        questions = dict.fromkeys(merged.get(fact, fact) for fact in look.asked)
        places_ = {question: 1 << place for place, question in enumerate(questions)}
        ways: list[tuple[float, int, Way]] = []
        rights = [place for place, decided in enumerate(look.decided) if decided is None]
        for right, way in zip(rights, self._ways(look, rights, merged), strict=True):
            if way:
                new = math.prod([1 - look.true[bit] for bit in self._signs[right]])  # and not had already
                found = new * math.prod(way.values()) * self._worths[right]
                ways.append((found, sum([places_[fact] for fact in way]), way))
        best, most = NO_WAY, max(SETTLED * value / cost[fact] for fact, value in worth.items())
        for _, mask, way in ways:
            found = sum([value for value, other, _ in ways if not other & ~mask])
            settled, effort = _weigh(way, worth, cost)
            rate = (found + SETTLED * settled) / effort**LENGTH
            if rate > most:
                best, most = way, rate
        live = [fact for fact in best if fact in worth]
        return min(live, key=lambda fact: (self._words[fact].block != block, best[fact]), default=None)

    def _ways(self, look: _Look, rights: Sequence[int], merged: Mapping[str, str]) -> list[Way]:
        steps: list[Way] = [NO_WAY] * len(look.true)
        for fact, effects in look.effects.items():
            closed, gates = look.closed.get(fact, (0.0, ()))
            before = dict.fromkeys([merged.get(gate, gate) for gate in gates if gate in look.asked][:1], 1 - closed)
            together = merged.get(fact)
            for bit, true, _ in effects:
                if together is not None and 0 < look.true[bit] < 1:
                    steps[bit] = {**steps[bit], together: look.true[bit]}
                elif 0 < look.true[bit] < 1:
                    steps[bit] = {**steps[bit], **before, **({fact: true} if fact in look.asked else NO_WAY)}
        return self._prospects.ways(look.true, steps, rights, self._together)

    def _worth(self, look: _Look, services: Services) -> dict[str, float]:
        """What each fact that may be asked now is expected to settle, as far as it can change anything.

        A fact that waits for another question stands here too, with what it would settle by itself.
        """
        rights = [_right(*one) for one in zip(look.decided, self._worths, strict=True)]
        yes, no = self._prospects.worth(look.true, look.false, rights)
        worth, waiting = dict.fromkeys(look.asked, 0.0), dict[str, float]()
        for fact, effects in look.effects.items():
            chance, gates = look.closed.get(fact, (0.0, (fact,)))
            own = sum(yes[bit] * true + no[bit] * false for bit, true, false in effects) if fact in look.asked else 0.0
            if fact in look.closed:
                waiting[fact] = own
            closing = chance * sum(no[bit] for bit, _, _ in effects)
            _spread(worth, gates, own + closing)
        for chance, asks, (true, false) in look.derived:
            _spread(worth, asks, chance * (sum(yes[bit] for bit in places(true)) + sum(no[bit] for bit in places(false))))
        for when in services.values():
            self._add_service(worth, when, look.values)
        return {fact: value for fact, value in {**worth, **waiting}.items() if value > 0}

    def _add_service(self, worth: dict[str, float], when: Condition, values: Values) -> None:
        truth = expected.truth(when)
        if truth(values) is None:
            for fact in _asks(when):
                if fact in worth and fact not in values:
                    answers = expected.shares(self._rows, fact, values)
                    settling = sum(share for value, share in answers if truth({**values, fact: value}) is not None)
                    worth[fact] += settling or A_CHANCE

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _look(self, known: Facts, setting: str, later: Collection[str]) -> _Look:
        program = self._program
        values = program.values(known)
        masks = program.read(values)
        reach = {
            fact: None
            for fact in self._facts
            if fact not in values and question_words.may_ask(fact, setting) and _is_open(known, fact)
        }
        asked = {fact: None for fact in reach if fact not in known and fact not in later}
        closed, doubts = self._closed(values, reach)
        derived = [
            (chance, asks, (one.masks[0] & ~masks[0], one.masks[1] & ~masks[1]))
            for one in self._derivations
            if one.facts[0] not in values
            if (asks := tuple(fact for fact in one.asks if fact in reach))
            if (chance := expected.chance(one.when, self._rows, values))
        ]
        effects = {
            fact: _likely(self._now(fact, next(effects for when, effects in rows if when(values)), values), doubts.get(fact))
            for fact, rows in self._expected.items()
            if fact not in values and (fact in reach or fact in closed)
        }
        look = _Look(values, program.all_decided(masks), asked, effects, closed, derived, *self._known(masks))
        self._expect(look, reach)
        return look

    def _now(self, fact: str, effects: Effects, values: Values) -> Effects:
        """Of a count in limits: what it does beside the amounts that are known now; nothing yet for those that are not."""
        amounts = self._compared.get(fact, NO_AMOUNTS)
        if any(amount in values for amount in amounts.values()):
            effects = self._effects(fact, expected.shares(self._rows, fact, values), values)
        return tuple(one for one in effects if one[0] not in amounts or amounts[one[0]] in values) if amounts else effects

    def _known(self, masks: Masks) -> tuple[list[float], list[float]]:
        chances = [0.0] * len(self._program.literals), [0.0] * len(self._program.literals)
        for mask, row in zip(masks, chances, strict=True):
            for bit in places(mask):
                row[bit] = 1.0
        return chances

    def _closed(
        self, values: Values, reach: Collection[str]
    ) -> tuple[dict[str, tuple[float, tuple[str, ...]]], dict[str, float]]:
        """The facts that questions which may still come can close: how likely, and those questions. And of the facts behind a
        question that nobody could answer: how likely they make sense."""
        found, doubts = dict[str, tuple[float, tuple[str, ...]]](), dict[str, float]()
        for gate in self._gates:
            asks = tuple(fact for fact in gate.asks if fact in reach)
            behind = [fact for fact in gate.facts if fact not in values]
            chance = expected.chance(gate.when, self._rows, values) if behind else 1.0
            for fact in behind:
                if asks:
                    before, others = found.get(fact, (0.0, ()))
                    found[fact] = 1 - (1 - before) * chance, tuple(dict.fromkeys((*others, *asks)))
                else:
                    doubts[fact] = doubts.get(fact, 1.0) * chance
        return found, doubts

    def _expect(self, look: _Look, reach: Collection[str]) -> None:
        """Fill in how likely each comparison comes out true and false."""
        for fact, effects in look.effects.items():
            closed = look.closed.get(fact, (0.0, ()))[0]
            for bit, true, false in effects:
                if look.true[bit] < 1 and look.false[bit] < 1:
                    if fact in reach:
                        look.true[bit] = max(look.true[bit], (1 - closed) * true)
                    look.false[bit] = max(look.false[bit], (1 - closed) * false * (fact in reach) + closed)
        for chance, _, masks in look.derived:
            for mask, row in zip(masks, (look.true, look.false), strict=True):
                for bit in places(mask):
                    row[bit] = max(row[bit], min(chance, 1 - RARE))

    def _effects(self, fact: str, shares: expected.Shares, values: Values = NO_VALUES) -> Effects:
        """How likely an answer makes each comparison with this fact true and false."""
        true, false = dict[int, float](), dict[int, float]()
        others = {other: values.get(other) or self._usual(other) for other in self._counted.get(fact, ())}
        every = every_answer(self._program, fact)
        mine = self._program.bits_of[fact]
        for value, share in (*shares, *((value, RARE / len(every)) for value in every)):
            for mask, found in zip(self._program.read({**others, fact: value}), (true, false), strict=True):
                for bit in places(mask & mine):
                    found[bit] = found.get(bit, 0.0) + share
        least = RARE / len(every) if others else 0.0  # with other counts it may come out either way
        return tuple(
            (bit, min(max(true.get(bit, 0.0), least), 1 - RARE), min(max(false.get(bit, 0.0), least), 1 - RARE))
            for bit in places(mine)
            if bit in true or bit in false
        )

    def _usual(self, fact: str) -> Value:
        return max(self._rows[fact][-1].shares, key=lambda one: one[1])[0]


@functools.lru_cache(4)
def of(program: Program) -> Chooser:
    """The chooser of these rules, kept."""
    return Chooser(program)


def _right(decided: Decided, worth: float) -> Worth:
    if decided is None:
        return Worth(A_CHANCE * worth, worth, HAD * worth)
    return Worth(0.0, 0.0, 0.0 if decided == "has" else HAD * worth / 2 if decided else HAD_TOO)


def _likely(effects: Effects, chance: float | None) -> Effects:
    """The same, for a fact that may make no sense."""
    if chance is None or chance == 1:
        return effects
    return tuple((bit, true * chance, false * chance) for bit, true, false in effects)


def _spread(worth: dict[str, float], facts: Sequence[str], whole: float) -> None:
    """Give what comes of some questions together to those that may be asked now."""
    live = [fact for fact in facts if fact in worth]
    for fact in live:
        worth[fact] += whole / len(live)


def _weigh(way: Way, worth: Mapping[str, float], cost: Mapping[str, float]) -> tuple[float, float]:
    """What is settled on a way and what it costs, the question that is likeliest to end it first."""
    settled = effort = 0.0
    left = 1.0
    for fact, chance in sorted(way.items(), key=lambda one: one[1]):
        settled += left * worth.get(fact, 0.0)
        effort += left * cost[fact]
        left *= 1 - ENDS_EARLY * (1 - chance)
    return settled, effort


def _costs(words: Mapping[str, question_words.Words], block: str | None) -> Mapping[str, float]:
    """What each question costs after a question of this block."""
    found = {}
    for fact, one in words.items():
        effort = (one.seconds + SECONDS) / (2 * SECONDS) * (1 + DELICATE * one.sensitivity)
        found[fact] = effort**WEIGHT / one.known * (SAME_BLOCK if one.block == block else 1)
    return found


def _is_open(known: Facts, fact: str) -> bool:
    """Whether it was not asked, or is only assumed: that is confirmed before it decides."""
    return fact not in known or known[fact].standing is Standing.ASSUMED


def _counted(program: Program) -> Mapping[str, frozenset[str]]:
    """By fact the others that stand in one comparison with it, because its limit grows with a count."""
    found: dict[str, frozenset[str]] = {}
    for literal in program.literals:
        together = frozenset(facts_of(literal.leaf)) if isinstance(literal.leaf, Leaf) else frozenset()
        for fact in together if len(together) > 1 else ():
            found[fact] = found.get(fact, frozenset()) | together - {fact}
    return found


def _compared(program: Program) -> Mapping[str, Mapping[int, str]]:
    """By fact that is a count in limits: those comparisons, each with the amount that is compared."""
    found: dict[str, dict[int, str]] = {}
    for bit, literal in enumerate(program.literals):
        compared, *counts = facts_of(literal.leaf) if isinstance(literal.leaf, Leaf) else ("",)
        for fact in counts:
            found.setdefault(fact, {})[bit] = compared
    return found


def every_answer(program: Program, fact: str) -> tuple[Value, ...]:
    """An answer of every sort: each option, or a number on each side of every limit."""
    kind = vocabulary()[fact]
    if kind.type == "bool":
        return (True, False)
    if kind.type == "enum":
        return kind.options
    cut = bands.bands(program, fact, Facts())
    ends = (low if high is None else high for low, high in cut)
    return tuple(end for end in ends if end is not None) or (0,)


def _asks(one: Condition) -> tuple[str, ...]:
    """The facts in a condition."""
    return tuple(dict.fromkeys(leaf.fact for leaf in rules.leaves(one)))
