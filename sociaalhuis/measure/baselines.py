"""Ways to answer a question, from no thinking at all to the engine: what the engine must beat (product measures B0 to B4).

Each way gives, for one judged question, an answer in the shape of the verb ``suggest``. All know the place and leave out
services for professionals. B3 is generous: it knows the life domain that a worker would choose, from the judgement itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sociaalhuis.catalogue import needs, places
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.index import Index, terms
from sociaalhuis.catalogue.service import Service
from sociaalhuis.catalogue.suggest import life_domains
from sociaalhuis.measure.scores import FIRST, Answer, Case

DAY = date(2026, 11, 23)
ENGINE = "engine"
_FIELDS = ("id", "text", "postcode", "facts", "now")

type Way = Callable[[Case], Answer]


def ways(services: Mapping[str, Service]) -> dict[str, Way]:
    """Every way to answer by name, the engine last."""
    engine = Engine(services.values())
    return {
        "B0 most used": _most_used(services, engine),
        "B1 keyword in title": _keyword_in_title(services),
        "B2 BM25": _bm25(services),
        "B3 domain and distance": _domain_and_distance(services),
        "B4 rules only": _rules_only(services, engine),
        ENGINE: lambda case: engine.answer({name: case[name] for name in _FIELDS if case.get(name) is not None}, DAY),
    }


def _where(case: Case) -> tuple[places.Place, ...]:
    return places.places(case["postcode"]) if case.get("postcode") else ()


def _here(services: Mapping[str, Service], case: Case) -> list[Service]:
    """What works where the client lives, in a fixed order."""
    within = places.reach_of(_where(case))
    return [one for one in services.values() if places.covers_reach(one.area, within) and not one.for_professionals]


def _answer(ids: Iterable[str]) -> Answer:
    listed: list[Answer] = [{"service": one, "group": None, "reasons": []} for one in list(ids)[:FIRST]]
    return {"suggestions": listed, "clear": bool(listed), "crisis": []}


def _most_used(services: Mapping[str, Service], engine: Engine) -> Way:
    """Without figures of use yet: the services here that answer the most needs, the same for every question."""
    uses = {one: engine.uses(one) for one in services}
    return lambda case: _answer(sorted((one.id for one in _here(services, case)), key=lambda one: (-uses[one], one)))


def _keyword_in_title(services: Mapping[str, Service]) -> Way:
    titles = {one.id: set(terms(one.name)) for one in services.values()}

    def answer(case: Case) -> Answer:
        wanted = set(terms(case["text"]))
        shared = {one.id: len(titles[one.id] & wanted) for one in _here(services, case)}
        return _answer(sorted((one for one in shared if shared[one]), key=lambda one: (-shared[one], one)))

    return answer


def _bm25(services: Mapping[str, Service]) -> Way:
    index = Index.build(services.values())

    def answer(case: Case) -> Answer:
        here = {one.id for one in _here(services, case)}
        return _answer(one for one, _ in index.search(case["text"], len(services)) if one in here)

    return answer


def _domain_and_distance(services: Mapping[str, Service]) -> Way:
    """The services of the domain that most of the first choices have, the smallest working area and the nearest first."""

    def answer(case: Case) -> Answer:
        best = max(case["relevant"].values(), default=0)
        chosen = Counter(
            domain
            for one, grade in case["relevant"].items()
            if grade == best and one in services
            for domain in life_domains(services[one].domains)
        )
        domain = max(sorted(chosen), key=lambda one: chosen[one], default=None)
        where = _where(case)

        def order(one: Service) -> tuple[int, float, str]:
            narrow = max(map(places.narrowness, places.area_keys(one.area)))
            return -narrow, places.kilometres(one, where), one.id

        return _answer(one.id for one in sorted(_here(services, case), key=order) if domain in life_domains(one.domains))

    return answer


def _rules_only(services: Mapping[str, Service], engine: Engine) -> Way:
    """The services that answer the needs in the words, by the strength of the need and the weight of the answer alone."""

    def answer(case: Case) -> Answer:
        best: dict[str, float] = {}
        here = {one.id for one in _here(services, case)}
        for found in needs.read(case["text"]).needs:
            for called in needs.vocabulary()[found.need].answers:
                for one in engine.called(called.who, _where(case)):
                    best[one] = max(best.get(one, 0.0), found.strength * called.weight)
        return _answer(sorted(best.keys() & here, key=lambda one: (-best[one], one)))

    return answer
