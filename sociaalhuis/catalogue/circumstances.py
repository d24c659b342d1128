"""What speaks for or against a service beside the need: open now, language, cost, life stage, waiting, what was tried before.

All of it is small next to the need, and each part is told as a reason or a concern. What a record does not say changes nothing.
Outcomes of earlier referrals come in as plain numbers that the desk counted; under ten of them they weigh nothing.
"""

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from sociaalhuis import vocab
from sociaalhuis.catalogue import hours, places
from sociaalhuis.catalogue.service import Service
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.paths import resource
from sociaalhuis.texts import DAYS, count, hour, month

ENOUGH = 10  # known outcomes from which they weigh
NEAR, FAR = 10.0, 30.0  # kilometres
_OPEN, _CLOSED, _SPEAKS, _COSTS, _OF_AGE = 1.1, 0.95, 1.3, 0.9, 1.2  # on the odds of a score
_TRIED, _FULL, _NOT_SPOKEN = 0.6, 0.7, 0.5  # on the score itself
_LONG_WAIT, _WAITS = 60, 0.85  # days
_LEAST_ODDS, _MOST_ODDS = 0.75, 1.33  # what outcomes can do at most
_EVERYBODY = "iedereen"  # the tag of a service that is not for one age
_LOW_MEANS = (
    "middelen_onvoldoende",
    "verhoogde_tegemoetkoming",
    "ontvangt_leefloon",
    "ontvangt_equivalent_leefloon",
    "ontvangt_igo",
    "in_collectieve_schuldenregeling",
    "schulden_structureel_onbetaalbaar",
)


@dataclass(frozen=True, slots=True)
class Experience:
    """What the house knows of a service beside its record.

    ``tried``: the day on which this client tried it before. ``waiting_days`` and ``full``: as the service last told.
    ``followed``: earlier referrals with a known outcome, ``helped``: how many of these people got help.
    """

    tried: date | None = None
    waiting_days: int | None = None
    full: bool = False
    followed: int = 0
    helped: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a question. ``now``: local time; ``language``: of the client, a slug of the list of languages.

    Without a moment nothing is said of opening hours. Without ``experience`` the house's own figures weigh nothing: that is how
    a house switches them off.
    """

    now: datetime | None = None
    language: str | None = None
    experience: Mapping[str, Experience] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lean:
    """What circumstances do to a score: ``odds`` multiplies the odds of it, ``factor`` the score itself."""

    odds: float = 1.0
    factor: float = 1.0
    reasons: tuple[Reason, ...] = ()
    concerns: tuple[Reason, ...] = ()

    def on(self, score: float) -> float:
        """The score after the circumstances, still between 0 and 1."""
        return score * self.odds / (1 - score + score * self.odds) * self.factor


type _Effect = tuple[float, float, Reason | None, Reason | None]  # odds, factor, reason, concern


@dataclass(frozen=True, slots=True)
class Stage:
    """A life stage: its ages, the tags of services for it, and who stands beside whom for this age."""

    name: str
    low: int
    high: float
    tags: frozenset[str]
    instead: Mapping[str, Sequence[str]]


@functools.cache
def stages() -> tuple[Stage, ...]:
    """The life stages (source: resources/services/life_stages.json)."""
    rows = json.loads(resource("services", "life_stages.json").read_text("utf-8"))["stages"]
    return tuple(
        Stage(
            row["stage"],
            row["ages"][0] or 0,
            float("inf") if row["ages"][1] is None else row["ages"][1],
            frozenset(row["tags"]),
            MappingProxyType(row["instead"]),
        )
        for row in rows
    )


def stages_of(facts: Facts) -> tuple[Stage, ...]:
    """The life stages that the client is in, also by an age that is still to be confirmed: they lift and exclude nothing."""
    age = facts.confirmed("leeftijd") or facts.assumed("leeftijd")
    if isinstance(age, bool) or not isinstance(age, int | float):
        return ()
    return tuple(stage for stage in stages() if stage.low <= age <= stage.high)


class Circumstances:
    """Weighs the circumstances of services for one client at one moment."""

    def __init__(self, facts: Facts, where: Sequence[places.Place], around: Around) -> None:
        self._where, self._around = where, around
        self._poor = any(facts.confirmed(fact) is True for fact in _LOW_MEANS)
        self._stages = stages_of(facts)
        known = [one for one in around.experience.values() if one.followed]
        self._usual = (sum(one.helped for one in known) + 1) / (sum(one.followed for one in known) + 2)
        language = vocab.term("languages", around.language) if around.language else None
        self._language = (str(language.extra.get("iso") or language.slug), language.label) if language else None
        self.foreign = self._language[1] if self._language and self._language[0] != "nl" else None

    def weigh(self, service: Service) -> Lean:
        """What speaks for and against a service, beside the need."""
        odds = factor = 1.0
        reasons: list[Reason] = []
        concerns: list[Reason] = []
        for more, less, reason, concern in self._effects(service):
            odds, factor = odds * more, factor * less
            if reason:
                reasons.append(reason)
            if concern:
                concerns.append(concern)
        return Lean(odds, factor, tuple(reasons), tuple(concerns))

    def _effects(self, service: Service) -> Iterator[_Effect]:
        if experience := self._around.experience.get(service.id):
            yield from self._experienced(experience)
        if self._stages and service.target_group_tags:
            yield from self._of_age(service)
        if self._around.now and service.opening_hours:
            yield from self._open(service.opening_hours, self._around.now)
        if self._language:
            yield from self._spoken(service, *self._language)
        if self._poor and service.fees:
            yield from self._cost(service)
        if self._where and service.addresses:
            yield from self._distance(service)

    def _experienced(self, one: Experience) -> Iterator[_Effect]:
        if one.tried:
            yield 1.0, _TRIED, None, Reason("tried", {"month": month(one.tried)})
        if one.full:
            yield 1.0, _FULL, None, Reason("full")
        elif one.waiting_days is not None:
            yield self._waiting(one.waiting_days)
        if one.followed >= ENOUGH:
            told = {"helped": one.helped, "followed": one.followed}
            share = (one.helped + self._usual * ENOUGH) / (one.followed + ENOUGH)
            odds = share / (1 - share) * (1 - self._usual) / self._usual
            odds = min(_MOST_ODDS, max(_LEAST_ODDS, odds))
            yield (odds, 1.0, Reason("helped", told), None) if odds >= 1 else (odds, 1.0, None, Reason("helped_few", told))

    def _waiting(self, days: int) -> _Effect:
        if days < 7:
            return 1.0, 1.0, Reason("no_waiting"), None
        told = count(round(days / 7), "week", "weken")
        return 1.0, _WAITS if days >= _LONG_WAIT else 1.0, None, Reason("waiting", {"time": told})

    def _of_age(self, service: Service) -> Iterator[_Effect]:
        for stage in self._stages:
            if not stage.tags.isdisjoint(service.target_group_tags) and _EVERYBODY not in service.target_group_tags:
                yield _OF_AGE, 1.0, Reason("life_stage", {"stage": stage.name}), None

    def _open(self, text: str, now: datetime) -> Iterator[_Effect]:
        holidays = hours.public_holidays(now.year) | hours.public_holidays(now.year + 1)
        answers = hours.answers(text, now, holiday=now.date() in holidays)
        if answers:
            yield _OPEN, 1.0, Reason("open_now"), None
        elif answers is False and (opens := hours.next_opening(text, now, holidays)):
            yield _CLOSED, 1.0, None, Reason("closed_now", {"day": DAYS[opens.weekday()], "hour": hour(opens)})

    def _spoken(self, service: Service, iso: str, label: str) -> Iterator[_Effect]:
        if iso in service.languages:
            if iso != "nl":
                yield _SPEAKS, 1.0, Reason("speaks", {"language": label}), None
        elif "nl" not in service.languages:
            yield 1.0, _NOT_SPOKEN, None, Reason("other_language", {"language": label})

    def _cost(self, service: Service) -> Iterator[_Effect]:
        if service.free:
            yield 1.0, 1.0, Reason("free"), None
        else:
            yield _COSTS, 1.0, None, Reason("costs", {"fees": service.fees})

    def _distance(self, service: Service) -> Iterator[_Effect]:
        if max(map(places.narrowness, places.area_keys(service.area))) == places.MUNICIPAL:
            return
        far = places.kilometres(service, self._where)
        if far <= NEAR:
            yield 1.0, 1.0, Reason("near", {"km": max(1, round(far))}), None
        elif FAR < far < float("inf") and not (service.phones or service.email):
            yield 1.0, 1.0, None, Reason("far", {"km": round(far)})
