"""Which OCMW is possibly competent: questions with their reasons, and a careful answer. People decide; nothing here is kept.

The rules are data (resources/support/competence.yaml, wet van 2 april 1965): exceptions in order, then the general rule. Nobody
is ever turned away on it: who asks gets a receipt first. The residence status is asked by a social worker, never at the desk.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from sociaalhuis.paths import resource

GENERAL = "verblijfplaats"
HERE, ELSEWHERE, OPEN = "hier", "elders", "open"
_SOCIAL_WORKER = "maatschappelijk_werker"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the law: what to ask, which municipality counts, how screen and letter say it, and its source."""

    name: str
    question: str
    help: str
    place: str
    answer: str
    letter: str
    source: str
    url: str
    doubt: str
    social_worker: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in order, the general one last, and when somebody looked at them."""

    exceptions: tuple[Rule, ...]
    general: Rule
    checked: date

    def rule(self, name: str) -> Rule | None:
        """The rule of this name; None when it is gone."""
        return next((one for one in (*self.exceptions, self.general) if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Competent:
    """A careful answer. ``where`` is HERE, ELSEWHERE, or OPEN while something is not known; ``reasons`` are names of rules.

    ``words`` say it to the worker, ``why`` explain it, ``ask`` is what is still to be asked.
    """

    where: str
    rule: Rule | None
    reasons: tuple[str, ...]
    words: str
    why: tuple[str, ...]
    ask: str


@functools.cache
def rules() -> Rules:
    """The rules of the program."""
    tree: Mapping[str, Any] = yaml.load(resource("support", "competence.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    found = [_rule(one) for one in tree["rules"]]
    *exceptions, general = found
    if general.name != GENERAL or any(not one.question for one in exceptions):
        raise ValueError("the general rule comes last, and every exception has a question")
    return Rules(tuple(exceptions), general, tree["checked"])


def _rule(tree: Mapping[str, Any]) -> Rule:
    texts = {key: str(tree.get(key) or "") for key in Rule.__dataclass_fields__ if key != "social_worker"}
    return Rule(**texts, social_worker=tree.get("setting") == _SOCIAL_WORKER)


def asked(role: str) -> tuple[Rule, ...]:
    """The exceptions about which somebody with this role may ask."""
    return tuple(one for one in rules().exceptions if role == _SOCIAL_WORKER or not one.social_worker)


def weigh(answers: Mapping[str, bool | None], counts: str | None, here: str | None, role: str) -> Competent:
    """What the answers (name of a rule → yes, no, not known) mean.

    ``counts`` is the NIS code of the municipality that counts for the rule, None while nobody said; ``here`` that of the house.
    """
    may = asked(role)
    holds = [one for one in may if answers.get(one.name)]
    first = holds[0] if holds else None
    before = may if first is None else may[: may.index(first)]
    unknown = next((one for one in before if answers.get(one.name) is None), None)
    if unknown is not None:
        return Competent(OPEN, first, (), "Nog niet te zeggen welk OCMW bevoegd is.", (), unknown.question)
    rule = first or rules().general
    why = [f"{rule.answer} ({rule.source})"]
    if len(holds) > 1:
        why.append(f"Er past nog een regel: {holds[1].question.rstrip('?').lower()}. Laat een maatschappelijk werker kijken.")
    if rule.doubt:
        why.append(rule.doubt)
    reasons = tuple(one.name for one in holds) or (rule.name,)
    if counts is None or here is None:
        return Competent(OPEN, rule, reasons, "Nog niet te zeggen welk OCMW bevoegd is.", tuple(why), rule.place)
    if counts == here:
        return Competent(HERE, rule, reasons, "Mogelijk is dit OCMW bevoegd.", tuple(why), "")
    return Competent(ELSEWHERE, rule, reasons, "Mogelijk is een ander OCMW bevoegd.", tuple(why), "")
