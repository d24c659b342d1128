"""One talk about rights as a value: what is known, what was asked, what was put off; and what comes now.

First what contradicts is put right, then what was only read from the words or told long ago is confirmed, as far as it can
still change a right; then the next question. Every step gives a new Talk, so that the screen can go back. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sociaalhuis.catalogue import places
from sociaalhuis.desk.rights import explorations, question_words, questions, rights
from sociaalhuis.desk.rights.explorations import Start
from sociaalhuis.desk.rights.questions import Services
from sociaalhuis.facts import Answer, Facts, Standing, Value
from sociaalhuis.rights import follows
from sociaalhuis.rights.engine import Engine, Status
from sociaalhuis.rights.follows import Clash

BALIE, GESPREK, SOCIAL_WORK = question_words.SETTINGS
POSTCODE = "postcode"  # what a clash calls the postal code


@dataclass(frozen=True, slots=True)
class Clashing:
    """Answers that cannot both be: “wat klopt vandaag?”."""

    clash: Clash

    @property
    def facts(self) -> tuple[str, ...]:
        """All that are involved; POSTCODE stands for the postal code."""
        return (self.clash.fact, *self.clash.because)


@dataclass(frozen=True, slots=True)
class Confirming:
    """An answer from the words, or of long ago, that is asked again before it decides."""

    fact: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Asking:
    """The next question."""

    fact: str


@dataclass(frozen=True, slots=True)
class Enough:
    """No question now: ``stopped`` because a talk at the counter is short, else because nothing is left to ask here."""

    stopped: bool


type Moment = Clashing | Confirming | Asking | Enough


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk on one day. ``facts`` are the answers that people gave; what follows from them is worked out again each time."""

    begun: Start
    day: date
    setting: str = BALIE
    facts: Facts = field(default_factory=Facts)
    postal_code: str | None = None
    asked: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    again: str | None = None  # the question that somebody went back to
    on: bool = False  # go on after the counter would stop
    services: Services = field(default_factory=dict)  # that a question may settle too: their conditions by name

    @property
    def known(self) -> Facts:
        """All that is known: the answers, what postal code and birth date tell, and what follows from them."""
        return follows.shipped().settle(explorations.known(self.begun, self.facts, self.postal_code, self.day))

    @property
    def told(self) -> tuple[Facts, str | None]:
        """What people said, without how the talk went: two talks that tell the same need not be kept twice."""
        return self.facts, self.postal_code

    def answered(self, fact: str, value: Value | None, standing: Standing = Standing.CONFIRMED) -> "Talk":
        """With an answer; without a value the standing says whether it is not known or not told."""
        return self._telling(fact, dict.fromkeys(self.open_in(fact), Answer(value, standing, "client", self.day)))

    def chosen(self, question: str, option: str) -> "Talk":
        """With an option of a question about several facts. What the option does not tell is asked by itself."""
        told = question_words.shipped()[question].tells[option]
        unsure = Answer(None, Standing.UNKNOWN, "client", self.day)
        answers = {
            fact: unsure if value is None else replace(unsure, value=value, standing=Standing.CONFIRMED)
            for fact, value in told.items()
            if fact in self.open_in(question)
        }
        return self._telling(question, answers)

    def _telling(self, question: str, answers: Mapping[str, Answer]) -> "Talk":
        return replace(
            self,
            facts=self.facts.having(**answers),
            asked=_last(self.asked, question),
            later=_without(self.later, question),
            again=None,
        )

    def open_in(self, question: str) -> tuple[str, ...]:
        """The facts that this question still asks: of one about several those that do not follow from other answers."""
        facts = question_words.facts(question)
        return facts if len(facts) == 1 else tuple(fact for fact in facts if self.known.get(fact) is None)

    def located(self, postal_code: str) -> "Talk":
        """With a postal code, which answers for the municipality. Raises Refusal for one that does not exist."""
        places.places(postal_code)
        gone = {rights.MUNICIPALITY, rights.REGION}
        facts = Facts({key: one for key, one in self.facts.items() if key not in gone})
        asked, later = _last(self.asked, rights.MUNICIPALITY), _without(self.later, rights.MUNICIPALITY)
        return replace(self, facts=facts, postal_code=postal_code, asked=asked, later=later, again=None)

    def doubted(self, fact: str) -> "Talk":
        """What was only assumed is not so; the question itself is asked."""
        return replace(self, facts=Facts({key: one for key, one in self.facts.items() if key != fact}), again=fact)

    def put_off(self, fact: str) -> "Talk":
        """The question comes back at the end."""
        return replace(self, later=_last(self.later, fact), again=None)

    def back(self) -> "Talk":
        """One question back: its answer goes and it is asked again. At the beginning nothing changes."""
        if not self.asked:
            return self
        fact = self.asked[-1]
        gone = {*question_words.facts(fact)} - {*self.asked[:-1]}
        before = {key: one for key, one in self.facts.items() if key not in gone}
        before.update({key: one for key, one in self.begun.facts.items() if key in gone})
        code = self.begun.postal_code if fact == rights.MUNICIPALITY else self.postal_code
        return replace(self, facts=Facts(before), postal_code=code, asked=self.asked[:-1], again=fact)

    def settled(self, clash: Clash, right: str) -> "Talk":
        """What is right today stays, the answer that contradicts it goes and may be asked again."""
        wrong = clash.because if right == clash.fact else (clash.fact,)
        facts = Facts({key: one for key, one in self.facts.items() if key not in wrong})
        return replace(
            self,
            facts=facts,
            postal_code=None if POSTCODE in wrong else self.postal_code,
            asked=tuple(one for one in self.asked if one not in wrong),
        )

    def within(self, setting: str) -> "Talk":
        """The same talk in another setting."""
        return replace(self, setting=setting, again=None)

    def further(self) -> "Talk":
        """Go on: past the number of questions for the counter, and with what was put off."""
        return replace(self, on=True, later=())

    def looking(self, services: Services) -> "Talk":
        """The same talk with an eye on the conditions of these services, by name."""
        return replace(self, services=services)

    def moment(self, rights_engine: Engine) -> Moment:
        """What comes now."""
        known = self.known
        clashes = [one for one in rights.clashes(known, self.postal_code, self.day) if one.fact not in self.later]
        if clashes:
            return Clashing(clashes[0])
        if self.again is not None:
            return Asking(self.again)
        useful = rights_engine.person(known, self.day).open_facts()
        for fact, one in self.facts.items():
            may = question_words.may_ask(fact, self.setting) and fact not in self.later
            if one.standing is Standing.ASSUMED and fact in useful and may:
                return Confirming(fact, one)
        return _next(self, known, rights_engine)

    def statuses(self, rights_engine: Engine) -> Mapping[str, Status]:
        """How every right stands now."""
        return rights_engine.status(self.known, self.day)


def _next(talk: Talk, known: Facts, rights_engine: Engine) -> Moment:
    """The next question; at the counter no more than a few."""
    if len(talk.asked) >= question_words.plan().stops_after and talk.setting == BALIE and not talk.on:
        return Enough(stopped=True)
    chooser, last = questions.of(rights_engine.program(talk.day)), talk.asked[-1] if talk.asked else None
    off = {fact for question in talk.later for fact in (question, *question_words.facts(question))}
    done = question_words.together().keys() & {*talk.asked}  # what they did not tell is asked by itself
    best = chooser.best(known, talk.setting, off | done, last, talk.services)
    return Enough(stopped=False) if best is None else Asking(best)


def begin(begun: Start, day: date, setting: str = BALIE) -> Talk:
    """A talk that starts from what is known."""
    return Talk(begun, day, setting, begun.facts, begun.postal_code)


def _last(facts: tuple[str, ...], fact: str) -> tuple[str, ...]:
    return (*_without(facts, fact), fact)


def _without(facts: tuple[str, ...], fact: str) -> tuple[str, ...]:
    return tuple(one for one in facts if one != fact)


# ── as a draft keeps it ──────────────────────────────────────────────────────────────────────────────────────────────────


def to_data(talk: Talk) -> dict[str, Any]:
    """The talk as JSON values, without what it began from."""
    facts = {
        key: {
            "value": one.value,
            "standing": one.standing.value,
            "source": one.source,
            "on": one.on.isoformat() if one.on else None,
        }
        for key, one in talk.facts.items()
    }
    return {
        "day": talk.day.isoformat(),
        "setting": talk.setting,
        "facts": facts,
        "postal_code": talk.postal_code,
        "asked": list(talk.asked),
        "later": list(talk.later),
        "on": talk.on,
    }


def from_data(kept: Mapping[str, Any], begun: Start, day: date) -> Talk:
    """A talk from a draft, to go on with on that day."""
    answers = {}
    for key, one in kept["facts"].items():
        value = tuple(one["value"]) if isinstance(one["value"], list) else one["value"]
        on = date.fromisoformat(one["on"]) if one["on"] else None
        answers[key] = Answer(value, Standing(one["standing"]), one["source"], on)
    return Talk(
        begun,
        day,
        kept["setting"],
        Facts(answers),
        kept["postal_code"],
        tuple(kept["asked"]),
        tuple(kept["later"]),
        on=kept["on"],
    )
