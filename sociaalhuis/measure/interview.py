"""Plays the interview about rights: asks the next question, answers it from what somebody knows, until nothing can change.

For the verb ``interview`` and to measure the order of the questions against two plain ones: the fact that the most open rights
ask, and the fixed order of the author (resources/questions), both without dead questions. Everything may be asked here, as in a
talk with a social worker. What follows from an answer is not asked, but taken as the line has it (and when the line leaves it
out, nobody knows it), so that at the end every right stands as on all facts at once.
"""

import random
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sociaalhuis import facts as fact_values
from sociaalhuis.desk.rights import question_words, questions, rights
from sociaalhuis.desk.rights.questions import Chooser
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.measure.made_people import Made
from sociaalhuis.rights import follows
from sociaalhuis.rights.engine import Engine, Status
from sociaalhuis.rights.program import Program

EVERYTHING = question_words.SETTINGS[-1]
FOUND_WITHIN = 12
UNSURE = 0.2  # the share of answers that become “weet niet”, to see what that does
NOBODY_KNOWS = Answer(None, Standing.UNKNOWN, "follows")

type Order = Callable[[Facts, Sequence[str]], str | None]  # what is known and what was asked, to the next question
type Statuses = Mapping[str, Status]


@dataclass(frozen=True, slots=True)
class Played:
    """One interview: what was asked, how every right stood after 0, 1, 2… questions, and what was known at the end."""

    asked: tuple[str, ...]
    steps: tuple[Statuses, ...]
    known: Facts

    def possible(self, after: int | None = None) -> frozenset[str]:
        """The rights that are possible after so many questions; without a number at the end."""
        statuses = self.steps[-1 if after is None else min(after, len(self.steps) - 1)]
        return frozenset(right for right, status in statuses.items() if status is Status.POSSIBLE)

    def changes(self, within: int = FOUND_WITHIN) -> int:
        """How often the talk went to another block in so many questions."""
        blocks = [question_words.shipped()[fact].block for fact in self.asked[:within]]
        return sum(one != other for one, other in pairwise(blocks))

    def seconds(self, within: int = FOUND_WITHIN) -> float:
        """How long so many questions take, as they are asked and answered (resources/questions)."""
        return sum(question_words.shipped()[fact].seconds for fact in self.asked[:within])

    def decided(self, after: int | None = None) -> float:
        """The share of rights that are decided after so many questions; without a number at the end."""
        statuses = self.steps[-1 if after is None else min(after, len(self.steps) - 1)]
        return sum(status is not Status.UNKNOWN for status in statuses.values()) / len(statuses)

    @property
    def first(self) -> int | None:
        """After how many questions the first new possible right was there; None when none came."""
        before = self.possible(0)
        return next((number for number in range(len(self.steps)) if self.possible(number) - before), None)


class Player:
    """Plays interviews on one day."""

    def __init__(self, engine: Engine, day: date) -> None:
        self._engine, self._day = engine, day
        self.chooser: Chooser = questions.of(engine.program(day))

    # ── orders ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def best(self, known: Facts, asked: Sequence[str]) -> str | None:
        """The order of the program."""
        return self._next(known, asked, EVERYTHING)

    def desk(self, known: Facts, asked: Sequence[str]) -> str | None:
        """The order of the program at the counter, where it asks nothing too private."""
        return self._next(known, asked, question_words.SETTINGS[0])

    def _next(self, known: Facts, asked: Sequence[str], setting: str) -> str | None:
        return self.chooser.best(known, setting, asked, asked[-1] if asked else None)

    def most_open(self, known: Facts, asked: Sequence[str]) -> str | None:
        """The fact that the most open rights ask."""
        alive, used = self.chooser.open(known, EVERYTHING, later=asked), self._engine.person(known, self._day).open_facts()
        most = max(alive, key=lambda fact: len(used.get(fact, ())), default=None)
        return None if most is None else alive[most]

    def fixed(self, known: Facts, asked: Sequence[str]) -> str | None:
        """The order of an ordinary form, as the author wrote it down."""
        alive = self.chooser.open(known, EVERYTHING, later=asked)
        return next((alive[fact] for fact in question_words.shipped() if fact in alive), None)

    # ── playing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def play(self, full: Facts, postcode: str | None, order: Order, most: int | None = None) -> Played:
        """Ask in this order, at ``most`` so much, until nothing can change. ``full``: all that this person would answer."""
        full = rights.located(full, postcode, self._day)
        contradicting = {clash.fact for clash in rights.clashes(full, postcode, self._day)} & {*full}
        told, asked, steps = Facts(), list[str](), list[Statuses]()
        while True:
            known = self._known(told, full, postcode)
            steps.append(self._engine.status(known, self._day))
            denied = (fact for fact in contradicting if fact in known and fact not in told)
            fact = next(denied, None) or order(known, asked)
            if fact is None or len(asked) == most:
                return Played(tuple(asked), tuple(steps), known)
            asked.append(fact)
            told = told.having(**_told(fact, full, known))

    def _known(self, told: Facts, full: Facts, postcode: str | None) -> Facts:
        after = follows.shipped().settle(rights.located(told, postcode, self._day))
        return Facts({fact: told[fact] if fact in told else full.get(fact, NOBODY_KNOWS) for fact in after})


def _told(question: str, full: Facts, known: Facts) -> dict[str, Answer]:
    """The answers that somebody who knows ``full`` gives to a question. To one about several facts none when no option fits:
    then they are asked one by one."""
    words = question_words.together().get(question)
    if words is None:
        return {question: full.get(question, NOBODY_KNOWS)}
    return {fact: full.get(fact, NOBODY_KNOWS) for fact in words.fitting(full) if fact not in known}


def answer(engine: Engine, line: Mapping[str, Any], today: date) -> dict[str, Any]:
    """One line of ``interview --batch`` as one line of output. Raises Refusal for a line that cannot be."""
    given, postcode, day = rights.read(line, today)
    player = Player(engine, day)
    played = player.play(given, postcode, player.best)
    return {
        "id": line.get("id"),
        "asked": list(played.asked),
        "facts_asked": [list(question_words.facts(one)) for one in played.asked],
        "decided_after": [sum(one is not Status.UNKNOWN for one in statuses.values()) for statuses in played.steps],
        "possible_after": [sum(one is Status.POSSIBLE for one in statuses.values()) for statuses in played.steps],
        "rights": rights.shape(engine.check(played.known, day).values()),
    }


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def figures(engine: Engine, people: Iterable[Made], day: date) -> dict[str, Any]:
    """How good the order is on these people, and against the two plain orders, person by person."""
    player = Player(engine, day)
    everyone = [(fact_values.read(one.facts), one.postcode) for one in people]
    ours = [player.play(full, postcode, player.best) for full, postcode in everyone]
    ends = [engine.status(rights.located(full, postcode, day), day) for full, postcode in everyone]
    listed = _full_list(engine.program(day))
    found: dict[str, Any] = {"people": len(ours), "full_list": listed, **_of(ours, listed)}
    found["defaults"] = sum(_by_default(one, end) for one, end in zip(ours, ends, strict=True))
    found["same_end"] = sum(one.steps[-1] == end for one, end in zip(ours, ends, strict=True))
    found["unsure_20"] = _unsure(player, everyone, listed)
    found["desk_8"] = _at_the_desk(player, everyone)
    for name, order in (("most_open", player.most_open), ("fixed", player.fixed)):
        theirs = [player.play(full, postcode, order) for full, postcode in everyone]
        found[f"against_{name}"] = {**_of(theirs, listed), **_paired(ours, theirs)}
    return found


def _full_list(program: Program) -> int:
    """How many questions a form has that asks everything: one for all facts that are asked together."""
    together = {fact: question for question, words in question_words.together().items() for fact in words.facts}
    return len({together.get(fact, fact) for fact in question_words.shipped() if fact in program.users})


def _unsure(player: Player, everyone: Sequence[tuple[Facts, str]], listed: int) -> dict[str, Any]:
    """The same people, who say “weet niet” to a fifth of what they are asked: the same ones whenever it is measured."""
    played = []
    for number, (full, postcode) in enumerate(everyone):
        dice = random.Random(f"unsure/{number}")  # noqa: S311  # no secret
        forgotten = dice.sample(sorted(full), round(UNSURE * len(full)))
        played.append(player.play(full.having(**dict.fromkeys(forgotten, NOBODY_KNOWS)), postcode, player.best))
    sure = _of(played, listed)
    kept = ("first_possible", f"found_within_{FOUND_WITHIN}", "share_of_list")
    return {"decided": round(statistics.mean(one.decided() for one in played), 3), **{name: sure[name] for name in kept}}


def _at_the_desk(player: Player, everyone: Sequence[tuple[Facts, str]]) -> dict[str, Any]:
    """What stands when a talk at the counter stops: the share of rights that are decided, and how many are possible."""
    most = question_words.plan().stops_after
    played = [player.play(full, postcode, player.desk, most) for full, postcode in everyone]
    return {
        "decided": round(statistics.mean(one.decided() for one in played), 3),
        "decided_before": round(statistics.mean(one.decided(0) for one in played), 3),
        "possible": round(statistics.mean(len(one.possible()) for one in played), 1),
    }


def _of(played: Sequence[Played], listed: int) -> dict[str, Any]:
    """The figures of one order."""
    firsts = [one.first for one in played if one.possible() and one.first is not None]
    ends = [(len(one.possible()), len(one.possible() & one.possible(FOUND_WITHIN))) for one in played if one.possible()]
    number, found = sum(end for end, _ in ends), sum(soon for _, soon in ends)
    asked = sorted(len(one.asked) for one in played)
    return {
        "first_possible": statistics.median(firsts) if firsts else None,
        f"found_within_{FOUND_WITHIN}": round(found / number, 3) if number else None,
        f"found_within_{FOUND_WITHIN}_of_each": round(statistics.median(soon / end for end, soon in ends), 3) if ends else None,
        "asked": statistics.median(asked),
        "asked_p90": asked[int(0.9 * (len(asked) - 1))],
        "share_of_list": round(statistics.median(asked) / listed, 3),
        f"seconds_in_{FOUND_WITHIN}": statistics.median(one.seconds() for one in played),
        f"block_changes_in_{FOUND_WITHIN}": statistics.median(one.changes() for one in played),
        "decided_in_20": round(statistics.mean(_decided_in(one, 20) for one in played), 3),
    }


def _decided_in(one: Played, most: int) -> float:
    """The mean share of decided rights over 0 to so many questions: the area under the curve."""
    shares = [sum(status is not Status.UNKNOWN for status in statuses.values()) / len(statuses) for statuses in one.steps]
    return statistics.mean(shares[min(number, len(shares) - 1)] for number in range(most + 1))


def _paired(ours: Sequence[Played], theirs: Sequence[Played]) -> dict[str, Any]:
    """For the same people: how many questions fewer, and for how many of them fewer, as many, more."""
    pairs = list(zip(ours, theirs, strict=True))
    fewer = [len(other.asked) - len(one.asked) for one, other in pairs]
    sooner = [len(one.possible(FOUND_WITHIN)) - len(other.possible(FOUND_WITHIN)) for one, other in pairs]
    return {
        "fewer_questions": round(statistics.mean(fewer), 1),
        "fewer_same_more": _signs(fewer),
        f"more_found_within_{FOUND_WITHIN}": round(statistics.mean(sooner), 1),
        "found_more_same_less": _signs(sooner),
    }


def _signs(differences: Sequence[int]) -> list[int]:
    """How many are above, at and below nothing."""
    return [sum(one > 0 for one in differences), differences.count(0), sum(one < 0 for one in differences)]


def _by_default(one: Played, end: Statuses) -> int:
    """How many rights were ever decided otherwise than all facts decide them; that somebody has a right may come on top."""
    wrong = {
        right
        for statuses in one.steps
        for right, status in statuses.items()
        if status is not Status.UNKNOWN and end[right] not in (status, Status.HAS)
    }
    return len(wrong)
