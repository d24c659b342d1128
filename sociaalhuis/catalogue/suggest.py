"""Ranking services for one question, with reasons. A pure function over at most a few hundred candidates.

What counts: the needs that the words show, the words themselves, where the service works, its life domain, its structured
conditions on the facts, and a little its circumstances (catalogue.circumstances). A confirmed condition that is not met,
another area, or being for professionals only when no need asks for it, takes a service out; nothing else does. A gap in the
record is a concern and never lowers the place. Equal providers are one (catalogue.providers). Gathering candidates is for
catalogue.engine.
"""

import functools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sociaalhuis import conditions, vocab
from sociaalhuis.catalogue import circumstances, index, needs, places, providers, words
from sociaalhuis.catalogue.circumstances import Around, Lean
from sociaalhuis.catalogue.service import Service
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.texts import month

GOOD, MAYBE, LEAST = 0.6, 0.46, 0.08
CLEAR = MAYBE  # nothing that may fit: no clear suggestion
FIRST = 5  # the places that somebody looks at
FRESH = timedelta(days=365)
SHOWN = 0.5  # from this strength on a need tells what the question is about
_FURTHER = 0.7  # what each further need adds, of its own evidence
_TEXT_WEIGHT, _TEXT_HALF = 0.2, 8.0  # BM25 of 8 gives half of at most 0.2
_PERHAPS_HERE, _LEANS_OUT, _GENERAL, _OTHER_DOMAIN = 0.6, 0.7, 0.9, 0.5
_NEXT_ALIKE = 0.95  # for each record of the same kind that stands above it
_PERHAPS_FOR = 0.9  # among equal providers: one whose conditions are still open
_GOOD_ANSWER = 0.6  # of the best answer to a need: good enough to stand for it
_WORDS_WEIGHED, _WORDS_NAMED = 300, 5
_QUOTED, _AND = 3, "” en “"  # how many of the phrases that show a need are quoted
NOTHING_AROUND = Around()


@dataclass(frozen=True, slots=True)
class Question:
    """All that is known of one question. ``where``: the municipalities it can be (none: unknown); ``case`` seeds the turns."""

    text: str
    reading: needs.Reading
    facts: Facts
    where: tuple[places.Place, ...]
    day: date
    case: str = ""
    around: Around = NOTHING_AROUND


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that may fit: its BM25 score on the words, the needs it answers with their weight, its kinds and its group.

    ``asked``: a need names this very service, so that it may be offered even when it is for professionals or groups.
    """

    service: Service
    text: float = 0.0
    answers: tuple[tuple[str, float], ...] = ()
    kinds: tuple[str, ...] = ()
    group: str | None = None
    asked: bool = False


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
class _Weighed:
    candidate: Candidate
    score: float
    covered: bool | None
    verdict: conditions.Verdict
    lean: Lean
    members: tuple[str, ...] = ()
    why: Reason | None = None

    @property
    def id(self) -> str:
        return self.candidate.service.id


def rank(question: Question, candidates: Iterable[Candidate], top: int = 10) -> Suggestions:
    """The best suggestions, best first. The order of the candidates does not matter; the same input gives the same output."""
    within = places.reach_of(question.where)
    about = frozenset(needs.vocabulary()[one.need].domain for one in question.reading.needs if one.strength >= SHOWN)
    beside = circumstances.Circumstances(question.facts, question.where, question.around)
    fitting = [one for candidate in candidates if (one := _weigh(candidate, question, within, about, beside))]
    varied = _vary(_prefer_local(fitting, question.where))
    folded = sorted(_fold(varied, question), key=lambda one: _order(one, question.day))
    ordered = _cover([one for one in folded if one.score >= LEAST], question.reading)
    said = [
        (word, frozenset(index.terms(word)[:1])) for word in dict.fromkeys(words.plain_words(question.text)[:_WORDS_WEIGHED])
    ]
    items: list[Suggestion] = []
    for one in ordered:
        if len(items) >= top:
            break
        reasons = _reasons(one, question, said)
        if reasons:
            items.append(_suggestion(one, reasons, question))
    clear = bool(items) and items[0].score >= CLEAR
    return Suggestions(question.reading.needs, question.reading.crisis, tuple(items), clear, tuple(_notes(items, beside)))


def _weigh(
    candidate: Candidate,
    question: Question,
    within: places.Reach,
    about: frozenset[str],
    beside: circumstances.Circumstances,
) -> _Weighed | None:
    """The score of one candidate, None when something certain speaks against it. ``about``: the question's life domains."""
    service, evidence = candidate.service, _evidence(candidate, question.reading)
    if evidence < LEAST / 2 or (service.for_professionals and not candidate.asked):
        return None
    covered = places.covers_reach(service.area, within)
    if covered is False:
        return None
    verdict = conditions.check(service.eligibility, question.facts) if service.eligibility else conditions.Verdict(True)
    if verdict.truth is False:
        return None
    lean = beside.weigh(service)
    score = lean.on(evidence)
    if covered is None:
        score *= _PERHAPS_HERE
    if any(not held for _, held in verdict.leaning):
        score *= _LEANS_OUT
    if about and not candidate.answers and about.isdisjoint(life_domains(service.domains)):
        score *= _OTHER_DOMAIN
    return _Weighed(candidate, score, covered, verdict, lean)


def _evidence(candidate: Candidate, reading: needs.Reading) -> float:
    """How much the needs and the words speak for a service: one minus the chance that all of it is a coincidence."""
    strengths = {found.need: found.strength for found in reading.needs}
    shown = sorted((strengths.get(need, 0.0) * weight for need, weight in candidate.answers), reverse=True)
    miss = 1.0 - candidate.text / (candidate.text + _TEXT_HALF) * _TEXT_WEIGHT
    for i, one in enumerate(shown):
        miss *= 1 - one * (1.0 if i == 0 else _FURTHER)
    return 1 - miss


def life_domains(domains: Iterable[str]) -> frozenset[str]:
    """These domains as life domains; those of the starter catalogue are translated (resources/vocab/crosswalks)."""
    return frozenset(domain for own in domains for domain in _life_domains(own))


@functools.lru_cache(maxsize=1024)
def _life_domains(domain: str) -> tuple[str, ...]:
    try:
        return vocab.mapped("starter_domains_to_life_domains", domain)
    except KeyError:
        return (domain,)


# ── the order of the list ────────────────────────────────────────────────────────────────────────────────────────────────


def _order(one: _Weighed, day: date) -> tuple[float, bool, str]:
    """Best first; of equal scores the record that was checked lately."""
    return -round(one.score, 4), _is_stale(one.candidate.service, day), one.id


def _is_stale(service: Service, day: date) -> bool:
    return service.assured_date is None or day - service.assured_date > FRESH


def _narrowness(service: Service) -> int:
    return max(map(places.narrowness, places.area_keys(service.area)))


def _prefer_local(fitting: Sequence[_Weighed], where: Sequence[places.Place]) -> list[_Weighed]:
    """Of one kind of service the one for a wider area, or clearly further away, gives way to the one next door."""
    alike: dict[str, list[_Weighed]] = defaultdict(list)
    for one in fitting:
        for kind in one.candidate.kinds if one.covered else ():
            alike[kind].append(one)
    narrowest = {kind: max(_narrowness(one.candidate.service) for one in members) for kind, members in alike.items()}
    several = {kind: members for kind, members in alike.items() if len(members) > 1}
    far = {one.id: places.kilometres(one.candidate.service, where) for members in several.values() for one in members}
    near = {kind: min(far[one.id] for one in members) + circumstances.NEAR for kind, members in several.items()}

    def gives_way(one: _Weighed, kind: str) -> bool:
        narrow = _narrowness(one.candidate.service)
        further = near.get(kind, math.inf) < far.get(one.id, 0.0) < math.inf
        return narrow < narrowest[kind] or (narrow < places.MUNICIPAL and further)

    return [
        replace(one, score=one.score * _GENERAL)
        if any(kind in alike and gives_way(one, kind) for kind in one.candidate.kinds)
        else one
        for one in fitting
    ]


def _vary(fitting: Sequence[_Weighed]) -> list[_Weighed]:
    """Of one kind a record counts a little less for each one above it, so that five places show more kinds of help."""
    alike: dict[str, list[_Weighed]] = defaultdict(list)
    for one in fitting:
        for kind in one.candidate.kinds:
            alike[kind].append(one)
    before: dict[str, int] = defaultdict(int)
    for members in alike.values():
        scores = sorted(-round(one.score, 4) for one in members)
        for one in members if len(members) > 1 else ():
            before[one.id] = max(before[one.id], bisect_left(scores, -round(one.score, 4)))
    return [replace(one, score=one.score * _NEXT_ALIKE ** before[one.id]) if before[one.id] else one for one in fitting]


def _fold(fitting: Iterable[_Weighed], question: Question) -> Iterator[_Weighed]:
    """Equal providers as one, with the best score of those that can help; what the client tried before has no turn."""
    together: dict[str, list[_Weighed]] = defaultdict(list)
    for one in fitting:
        if one.candidate.group is None:
            yield one
        else:
            together[one.candidate.group].append(one)
    asked = providers.Asked(question.text, question.facts, question.where, question.day, question.case)
    for name, members in together.items():
        members.sort(key=lambda one: one.id)
        ready = [one.lean.factor * (1.0 if one.verdict.truth else _PERHAPS_FOR) for one in members]
        at, why = providers.choose(name, [one.candidate.service for one in members], ready, asked)
        best = max(one.score for one in members)
        yield replace(members[at], score=best, members=tuple(one.id for one in members), why=why)


def _cover(ordered: Sequence[_Weighed], reading: needs.Reading) -> list[_Weighed]:
    """The same list, in which each need that the words certainly show has a good answer among the first five.

    Such an answer takes the last of the five places that no stronger need holds; what stood there comes right after the five.
    """
    weights = {one.id: dict(one.candidate.answers) for one in ordered}
    head, tail = list(ordered[:FIRST]), list(ordered[FIRST:])
    held: set[str] = set()
    for need in [one.need for one in reading.needs if one.strength >= GOOD][:FIRST]:
        best = max((weight.get(need, 0.0) for weight in weights.values()), default=0.0)
        if not best:
            continue
        holder = next((one for one in head if weights[one.id].get(need, 0.0) >= _GOOD_ANSWER * best), None)
        if holder is None:
            holder = next(one for one in tail if weights[one.id].get(need) == best)
            tail.remove(holder)
            gives_way = max(i for i, one in enumerate(head) if one.id not in held)
            tail.insert(0, head.pop(gives_way))
            head.append(holder)
        held.add(holder.id)
    return [*sorted(head, key=lambda one: -round(one.score, 4)), *tail]


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _reasons(one: _Weighed, question: Question, said: Sequence[tuple[str, frozenset[str]]]) -> tuple[Reason, ...]:
    """What is true and speaks for a service, strongest first. Empty when neither needs nor words do: then it is no suggestion.

    ``said``: the words of the question with their own stem, without synonyms: what a record “speaks of” stands in it.
    """
    shown = {found.need: found for found in question.reading.needs}
    weighed = sorted((-shown[need].strength * weight, need) for need, weight in one.candidate.answers if need in shown)
    labels = needs.vocabulary()
    found = [
        Reason("need", {"label": labels[need].label, "phrase": _AND.join(shown[need].phrases[:_QUOTED])}) for _, need in weighed
    ]
    service = one.candidate.service
    if one.candidate.text:
        record = set(index.terms(" ".join((service.name, service.organization, service.description))))
        shared = [word for word, stems in said if not record.isdisjoint(stems)]
        if shared:
            found.append(Reason("text", {"words": ", ".join(shared[:_WORDS_NAMED])}))
    if not found:
        return ()
    if one.why:
        found.append(one.why)
    if one.covered and question.where and _narrowness(service) == places.MUNICIPAL:
        found.append(Reason("local", {"municipality": question.where[0].municipality}))
    if service.eligibility and one.verdict.truth:
        found.append(Reason("eligible"))
    found.extend(one.lean.reasons)
    if service.assured_date and not _is_stale(service, question.day):
        found.append(Reason("checked", {"month": month(service.assured_date)}))
    return tuple(found)


def _suggestion(one: _Weighed, reasons: tuple[Reason, ...], question: Question) -> Suggestion:
    ask = list(dict.fromkeys(leaf.fact for leaf in one.verdict.open))
    if one.covered is None:
        ask.append("gemeente_nis")
    concerns = tuple(_concerns(one, question))
    return Suggestion(
        one.candidate.service,
        one.candidate.group,
        round(one.score, 4),
        strength(one.score),
        reasons,
        concerns,
        tuple(ask),
        one.members,
    )


def strength(score: float) -> str:
    """A score as what is said of it: good, maybe or doubt."""
    return "good" if score >= GOOD else "maybe" if score >= MAYBE else "doubt"


def _notes(items: Sequence[Suggestion], beside: circumstances.Circumstances) -> Iterator[Reason]:
    """What holds for the list as a whole: nobody in it is known to speak the client's language."""
    if items and beside.foreign and not any(reason.code == "speaks" for one in items for reason in one.reasons):
        yield Reason("no_speaker", {"language": beside.foreign})


def _concerns(one: _Weighed, question: Question) -> Iterator[Reason]:
    service = one.candidate.service
    yield from one.lean.concerns
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
    elif _is_stale(service, question.day):
        yield Reason("stale", {"month": month(service.assured_date)})
    if not service.opening_hours:
        yield Reason("no_hours")
