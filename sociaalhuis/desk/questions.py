"""Which question comes next in a talk about rights, and which rights and services it can settle. Pure; decides no right.

For every question that may be asked here it is worked out what each answer is expected to do: find a right possible, find it
unlikely, learn that somebody has it, close a block of questions. That is weighed with the worth of the right, the chance that
people know the answer, the seconds it takes and how delicate it is (resources/questions). A question that can change nothing any
more is never asked, and one that only makes sense after another waits for that other one. No question about violence exists.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sociaalhuis.conditions import AtLeast, Condition, Leaf
from sociaalhuis.desk import expected, question_words
from sociaalhuis.desk.expected import Row
from sociaalhuis.facts import Facts, Standing, vocabulary
from sociaalhuis.rights import bands, follows
from sociaalhuis.rights.bits import Values, places
from sociaalhuis.rights.follows import Following
from sociaalhuis.rights.program import Decided, Program, facts_of
from sociaalhuis.rights.prospects import Prospects

PATIENCE = 0.55
FOUND, SETTLED, HAD = 3.0, 1.0, 0.6
FLOOR = 0.004
SAME_BLOCK = 1.15
GATE = 1.0
COST = 0.5
DERIVED = 1.0

type Effect = tuple[tuple[int, float, float], ...]  # comparison, chance that it comes out true, and false


class Chooser:
    def __init__(self, program, following, rows, words, plan) -> None:
        self.program, self.following, self.rows, self.words, self.plan = program, following, rows, words, plan
        self.prospects = Prospects(program, PATIENCE)
        self.worths = [plan.worth.get(slug, 2.0) for slug in program.slugs]
        self.facts = tuple(fact for fact in words if fact in program.users)
        self.effects = {fact: tuple(self._effect(fact, row) for row in rows[fact]) for fact in self.facts}
        self.gates = {}
        self.gated_by = follows.by_gate(following)
        for gate in following.gates:
            probe = chance(gate.when)
            who = tuple(dict.fromkeys(leaf.fact for leaf in leaves_of(gate.when)))
            for fact in gate.facts:
                self.gates.setdefault(fact, []).append((probe, who))
        self.derived = [
            (one, expected.test(one.when), tuple(dict.fromkeys(leaf.fact for leaf in leaves_of(one.when))))
            for one in following.derived
        ]
        self.cost = {
            fact: ((words[fact].seconds + 5) / 10 * (1 + 0.25 * words[fact].sensitivity)) ** COST / words[fact].known
            for fact in words
        }

    def _effect(self, fact, row: Row):
        program = self.program
        true, false = {}, {}
        others = self._typical(fact)
        mine = program.bits_of[fact]
        n = 0
        samples = [(v, s, False) for v, s in row.shares]
        every = self._every(fact)
        samples += [(v, FLOOR / len(every), True) for v in every]
        for value, share, floor in samples:
            masks = program.read({**others, fact: value})
            for target, mask in zip((true, false), masks):
                for bit in places(mask & mine):
                    target[bit] = target.get(bit, 0.0) + share
        return tuple(
            (bit, min(true.get(bit, 0.0), 1 - FLOOR), min(false.get(bit, 0.0), 1 - FLOOR))
            for bit in places(mine)
            if bit in true or bit in false
        )

    def _typical(self, fact):
        found = {}
        for lit in self.program.literals:
            if isinstance(lit.leaf, Leaf):
                fs = facts_of(lit.leaf)
                if len(fs) > 1 and fact in fs:
                    for other in fs:
                        if other != fact:
                            found[other] = max(self.rows[other][-1].shares, key=lambda p: p[1])[0]
        return found

    def _every(self, fact):
        kind = vocabulary()[fact]
        if kind.type == "bool":
            return (True, False)
        if kind.type == "enum":
            return kind.options
        out = []
        for low, high in bands.bands(self.program, fact, Facts()):
            out.append(high if low is None else low)
        return tuple(x for x in out if x is not None) or (0,)

    def row(self, fact, values):
        return next(i for i, row in enumerate(self.rows[fact]) if row.when(values))

    def scores(self, known: Facts, setting, skip=(), last_block=None):
        program = self.program
        values = program.values(known)
        masks = program.read(values)
        decided = program.all_decided(masks)
        asked = {f for f in self.facts if f not in known and f not in skip and question_words.may_ask(f, setting)}
        n = len(program.literals)
        true, false = [0.0] * n, [0.0] * n
        for bit in places(masks[0]):
            true[bit] = 1.0
        for bit in places(masks[1]):
            false[bit] = 1.0
        eff = {}
        closing = {}
        for f in self.facts:
            if f in values:
                continue
            gates = self.gates.get(f, ())
            closed, learn = 0.0, ()
            for probe, who in gates:
                p = probe(self, values)
                if p < 1:
                    if any(w in asked for w in who):
                        closed = 1 - (1 - closed) * p
                        learn = who
                    else:
                        pass
            if closed:
                closing[f] = (closed, learn)
            if f not in asked and not closed:
                continue
            e = self.effects[f][self.row(f, values)]
            eff[f] = e
            own = 1 - closed
            for bit, t, u in e:
                if true[bit] == 1.0 or false[bit] == 1.0:
                    continue
                if f not in asked:
                    t = u = 0.0
                true[bit] = max(true[bit], own * t)
                false[bit] = max(false[bit], own * u + closed)
        self._true = true
        self._asked = asked
        self._values = values
        self._decided = decided
        self.closing_ = closing
        found, settled, had = [], [], []
        for d, w in zip(decided, self.worths):
            found.append(w * FOUND if d is None else 0.0)
            settled.append(w * SETTLED if d is None else 0.0)
            had.append(w * HAD if d is None else w * HAD * 0.5 if d is True else 0.02 if d is False else 0)
        yes, no = self.prospects.worth(true, false, found, settled, had)
        score = dict.fromkeys(asked, 0.0)
        for one, t, who in self.derived:
            if one.fact in values:
                continue
            own = program.read({one.fact: one.value})
            ms = own[0] & ~masks[0], own[1] & ~masks[1]
            if not (ms[0] or ms[1]):
                continue
            gain = None
            for w in who:
                if w in asked:
                    row = self.rows[w][self.row(w, values)]
                    pr = 0.0
                    for v, sh in row.shares:
                        if t({**values, w: v}):
                            pr += sh
                    if pr:
                        if gain is None:
                            gain = sum(yes[b] for b in places(ms[0])) + sum(no[b] for b in places(ms[1]))
                        score[w] += DERIVED * pr * gain
        for f, e in eff.items():
            closed, learn = closing.get(f, (0.0, ()))
            s = g = 0.0
            for bit, t, u in e:
                s += (1 - closed) * (yes[bit] * t + no[bit] * u)
                g += closed * no[bit]
            if closed:
                live = [w for w in learn if w in asked]
                for w in live:
                    score[w] += (g + GATE * (s if f in asked else 0)) / len(live)
            elif f in asked:
                score[f] += s
        return {
            f: s / self.cost[f] * (SAME_BLOCK if last_block and self.words[f].block == last_block else 1)
            for f, s in score.items()
            if s > 0
        }

    def next(self, known, setting, skip=(), last=None):
        block = self.words[last].block if last in self.words else None
        sc = self.scores(known, setting, skip, block)
        for f in self.plan.first:
            if f in sc:
                return f
        return max(sc, key=sc.get, default=None)


def leaves_of(c):
    if isinstance(c, Leaf):
        yield c
    else:
        for p in c.parts:
            yield from leaves_of(p)


def chance(c):
    if isinstance(c, Leaf):
        t = expected.test(c)

        def probe(chooser, values):
            if t(values):
                return 1.0
            if c.fact in values:
                return 0.0
            row = chooser.rows[c.fact][chooser.row(c.fact, values)]
            return max(min(sum(s for v, s in row.shares if t({c.fact: v})), 0.995), 0.005)

        return probe
    parts = [chance(p) for p in c.parts]

    def both(chooser, values):
        none = 1.0
        for p in parts:
            none *= 1 - p(chooser, values)
        return 1 - none

    return both
