"""Ranking services for one question, with reasons. A pure function over at most a few hundred candidates.

What counts: the needs that the words show, the words themselves, where the service works, its life domain, and its structured
conditions on the facts. A confirmed condition that is not met, another area or a service for professionals takes a service
out; nothing else does. Freshness and gaps in the record are concerns and never lower the place. Equal providers are one.
Gathering candidates is for catalogue.engine; weighing outcomes, hours and capacity comes later.
"""

import functools
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from sociaalhuis import conditions, vocab
from sociaalhuis.catalogue import index, needs, places, words
from sociaalhuis.catalogue.service import Service
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.paths import resource
from sociaalhuis.texts import month

GOOD, MAYBE, CLEAR, LEAST = 0.6, 0.35, 0.4, 0.12
FRESH = timedelta(days=365)
_FURTHER = 0.5  # what each further need adds, of its own evidence
_TEXT_WEIGHT, _TEXT_HALF = 0.3, 8.0  # BM25 of 8 gives half of at most 0.3
_PERHAPS_HERE, _LEANS_OUT, _GENERAL, _OTHER_DOMAIN = 0.6, 0.7, 0.9, 0.5
_WORDS_WEIGHED, _WORDS_NAMED = 300, 5
SHOWN = 0.5  # from this strength on a need tells what the question is about


@dataclass(frozen=True, slots=True)
class Question:
    """All that is known of one question. ``where``: the municipalities it can be (none: unknown); ``case`` seeds the turns."""

    text: str
    reading: needs.Reading
    facts: Facts
    where: tuple[places.Place, ...]
    day: date
    case: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that may fit: its BM25 score on the words, the needs it answers with their weight, its kinds and its group."""

    service: Service
    text: float = 0.0
    answers: tuple[tuple[str, float], ...] = ()
    kinds: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place in the list. ``members``: the equal providers that it stands for; ``ask``: facts that would settle it."""

    service: Service
    group: str | None
    score: float
    strength: str
    reasons: tuple[Reason, ...]
    concerns: tuple[Reason, ...]
    ask: tuple[str, ...]
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer. ``clear`` False: nothing fits well. ``notes``: what the worker should know about the list as a whole."""

    needs: tuple[needs.FoundNeed, ...]
    crisis: tuple[str, ...]
    items: tuple[Suggestion, ...]
    clear: bool
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Equal providers: how one is chosen (turn or nearest), the fact that names the client's own, what clients call them."""

    label: str
    choose: str
    fact: str | None
    members: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class _Weighed:
    candidate: Candidate
    score: float
    covered: bool | None
    verdict: conditions.Verdict
    members: tuple[str, ...] = ()
    why: Reason | None = None


@functools.cache
def groups() -> Mapping[str, Group]:
    """The groups of equal providers by name (source: resources/vocab/provider_groups.json)."""
    rows = json.loads(resource("vocab", "provider_groups.json").read_text("utf-8"))["groups"]
    return MappingProxyType(
        {
            name: Group(
                row["label"],
                row["choose"],
                row["fact"],
                {member: tuple(tuple(said.split("_")) for said in names) for member, names in row["members"].items()},
            )
            for name, row in rows.items()
        }
    )


def rank(question: Question, candidates: Iterable[Candidate], top: int = 10) -> Suggestions:
    """The best suggestions, best first. The order of the candidates does not matter; the same input gives the same output."""
    within = places.reach_of(question.where)
    about = frozenset(needs.vocabulary()[one.need].domain for one in question.reading.needs if one.strength >= SHOWN)
    fitting = [one for candidate in candidates if (one := _weigh(candidate, question, within, about))]
    fitting = _prefer_local(fitting)
    folded = sorted(_fold(fitting, question), key=lambda one: (-one.score, one.candidate.service.id))
    said = [
        (word, frozenset(index.terms(word)[:1])) for word in dict.fromkeys(words.plain_words(question.text)[:_WORDS_WEIGHED])
    ]
    items: list[Suggestion] = []
    for one in folded:
        if len(items) >= top or one.score < LEAST:
            break
        reasons = _reasons(one, question, said)
        if reasons:
            items.append(_suggestion(one, reasons, question))
    clear = bool(items) and items[0].score >= CLEAR
    return Suggestions(question.reading.needs, question.reading.crisis, tuple(items), clear)


def _weigh(candidate: Candidate, question: Question, within: places.Reach, about: frozenset[str]) -> _Weighed | None:
    """The score of one candidate, None when something certain speaks against it. ``about``: the question's life domains."""
    service = candidate.service
    covered = places.covers_reach(service.area, within)
    if service.for_professionals or covered is False:
        return None
    verdict = conditions.check(service.eligibility, question.facts) if service.eligibility else conditions.Verdict(True)
    if verdict.truth is False:
        return None
    score = _evidence(candidate, question.reading)
    if covered is None:
        score *= _PERHAPS_HERE
    if any(not held for _, held in verdict.leaning):
        score *= _LEANS_OUT
    if about and not candidate.answers and about.isdisjoint(life_domains(service)):
        score *= _OTHER_DOMAIN
    return _Weighed(candidate, score, covered, verdict)


def _evidence(candidate: Candidate, reading: needs.Reading) -> float:
    """How much the needs and the words speak for a service: one minus the chance that all of it is a coincidence."""
    strengths = {found.need: found.strength for found in reading.needs}
    shown = sorted((strengths.get(need, 0.0) * weight for need, weight in candidate.answers), reverse=True)
    miss = 1.0 - candidate.text / (candidate.text + _TEXT_HALF) * _TEXT_WEIGHT
    for i, one in enumerate(shown):
        miss *= 1 - one * (1.0 if i == 0 else _FURTHER)
    return 1 - miss


def life_domains(service: Service) -> frozenset[str]:
    """The life domains of a service; the domains of the starter catalogue are translated (resources/vocab/crosswalks)."""
    return frozenset(domain for own in service.domains for domain in _life_domains(own))


@functools.lru_cache(maxsize=1024)
def _life_domains(domain: str) -> tuple[str, ...]:
    try:
        return vocab.mapped("starter_domains_to_life_domains", domain)
    except KeyError:
        return (domain,)


def _narrowness(service: Service) -> int:
    return max(map(places.narrowness, places.area_keys(service.area)))


def _prefer_local(fitting: Sequence[_Weighed]) -> list[_Weighed]:
    """Of one kind of service the one for a wider area gives way to the one next door."""
    narrowest: dict[str, int] = defaultdict(int)
    for one in fitting:
        for kind in one.candidate.kinds:
            if one.covered:
                narrowest[kind] = max(narrowest[kind], _narrowness(one.candidate.service))

    def general(one: _Weighed) -> bool:
        return any(narrowest[kind] > _narrowness(one.candidate.service) for kind in one.candidate.kinds)

    return [replace(one, score=one.score * _GENERAL) if general(one) else one for one in fitting]


def _fold(fitting: Iterable[_Weighed], question: Question) -> Iterator[_Weighed]:
    """Equal providers as one, with the best score of its members."""
    together: dict[str, list[_Weighed]] = defaultdict(list)
    for one in fitting:
        if one.candidate.group is None:
            yield one
        else:
            together[one.candidate.group].append(one)
    for name, members in together.items():
        members.sort(key=lambda one: one.candidate.service.id)
        shown, why = _choose(name, members, question)
        ids = tuple(one.candidate.service.id for one in members)
        yield replace(shown, score=max(one.score for one in members), members=ids, why=why)


def _choose(name: str, members: Sequence[_Weighed], question: Question) -> tuple[_Weighed, Reason]:
    """The member to show: the client's own, the one that the words name, the nearest office, else the one whose turn it is."""
    group = groups()[name]
    own = question.facts.confirmed(group.fact) if group.fact else None
    for one in members:
        if own == one.candidate.service.id:
            return one, Reason("member", {"name": one.candidate.service.name})
    said = f" {' '.join(words.plain_words(question.text))} "
    for one in members:
        if any(f" {' '.join(name_)} " in said for name_ in group.members.get(one.candidate.service.id, ())):
            return one, Reason("named", {"name": one.candidate.service.name})
    if group.choose == "nearest" and question.where:
        kilometres = {one.candidate.service.id: _kilometres(one.candidate.service, question.where[0]) for one in members}
        near = min(members, key=lambda one: (kilometres[one.candidate.service.id], one.candidate.service.id))
        if kilometres[near.candidate.service.id] != float("inf"):
            return near, Reason("nearest", {"km": round(kilometres[near.candidate.service.id])})
    seed = hashlib.blake2b(f"{name} {question.day.isoformat()} {question.case}".encode(), digest_size=8).digest()
    shown = members[int.from_bytes(seed) % len(members)]
    return shown, Reason("turn", {"name": shown.candidate.service.name})


def _kilometres(service: Service, home: places.Place) -> float:
    """Distance to the nearest address of a service; infinite without one."""
    known = [place for address in service.addresses for place in places.known(address.postal_code)]
    return min((places.distance(home, place) for place in known), default=float("inf"))


def _reasons(one: _Weighed, question: Question, said: Sequence[tuple[str, frozenset[str]]]) -> tuple[Reason, ...]:
    """What is true and speaks for a service, strongest first. Empty when neither needs nor words do: then it is no suggestion.

    ``said``: the words of the question with their own stem, without synonyms: what a record “speaks of” stands in it.
    """
    shown = {found.need: found for found in question.reading.needs}
    weighed = sorted((-shown[need].strength * weight, need) for need, weight in one.candidate.answers if need in shown)
    labels = needs.vocabulary()
    found = [Reason("need", {"label": labels[need].label, "phrase": shown[need].phrases[0]}) for _, need in weighed]
    if one.candidate.text:
        service = one.candidate.service
        record = set(index.terms(" ".join((service.name, service.organization, service.description))))
        shared = [word for word, stems in said if not record.isdisjoint(stems)]
        if shared:
            found.append(Reason("text", {"words": ", ".join(shared[:_WORDS_NAMED])}))
    if not found:
        return ()
    if one.why:
        found.append(one.why)
    if one.covered and question.where and _narrowness(one.candidate.service) == places.MUNICIPAL:
        found.append(Reason("local", {"municipality": question.where[0].municipality}))
    if one.candidate.service.eligibility and one.verdict.truth:
        found.append(Reason("eligible"))
    return tuple(found)


def _suggestion(one: _Weighed, reasons: tuple[Reason, ...], question: Question) -> Suggestion:
    strength = "good" if one.score >= GOOD else "maybe" if one.score >= MAYBE else "doubt"
    ask = list(dict.fromkeys(leaf.fact for leaf in one.verdict.open))
    if one.covered is None:
        ask.append("gemeente_nis")
    concerns = tuple(_concerns(one, question))
    return Suggestion(
        one.candidate.service, one.candidate.group, round(one.score, 4), strength, reasons, concerns, tuple(ask), one.members
    )


def _concerns(one: _Weighed, question: Question) -> Iterator[Reason]:
    service = one.candidate.service
    if not service.reachable:
        yield Reason("no_contact")
    if one.covered is None:
        yield Reason("area_unknown")
    if any(not held for _, held in one.verdict.leaning):
        yield Reason("leaning")
    if service.confidence != "sourced":
        yield Reason("general_knowledge")
    if service.assured_date is None:
        yield Reason("never_checked")
    elif question.day - service.assured_date > FRESH:
        yield Reason("stale", {"month": month(service.assured_date)})
    if not service.opening_hours:
        yield Reason("no_hours")
