"""From words to suggestions: gathers the candidates of a question and ranks them, for the verb ``suggest`` and for the window.

Holds a search index and a directory of who answers which need where; both follow the catalogue one change at a time.
Thinking is in needs and suggest, finding in index; this module only brings them together.
"""

import functools
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import yaml

from sociaalhuis import facts as fact_values
from sociaalhuis.catalogue import needs, places, suggest
from sociaalhuis.catalogue.index import Index
from sociaalhuis.catalogue.names import Names
from sociaalhuis.catalogue.service import Service
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.paths import resource
from sociaalhuis.texts import Texts

FOUND_BY_WORDS = 30
PER_ANSWER = 12
MOST_CANDIDATES = 300
_NEXT = "Geef een object met text, en als je ze weet postcode, facts en now."


@functools.cache
def _kinds() -> tuple[Mapping[str, tuple[str, ...]], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The kinds of a known service by id, and the patterns by which other records show theirs (resources/needs/kinds.yaml)."""
    rows = yaml.load(resource("needs", "kinds.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    by_id: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for kind, row in rows.items():
        for service_id in row.get("ids", ()):
            by_id[service_id] += (kind,)
    return by_id, tuple((kind, re.compile(row["name"])) for kind, row in rows.items() if "name" in row)


@functools.cache
def _group_of() -> Mapping[str, str]:
    return {member: name for name, group in suggest.groups().items() for member in group.members}


def kinds_of(service: Service) -> tuple[str, ...]:
    """The kinds of service that a record is: listed, or recognised by its name."""
    by_id, patterns = _kinds()
    return by_id.get(service.id) or tuple(kind for kind, pattern in patterns if pattern.search(service.name))


class Engine:
    """Suggestions over one catalogue. Building it costs about a second for 20,000 services, a change only its own service."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._services: dict[str, Service] = {}
        self._kinds: dict[str, tuple[str, ...]] = {}
        self._who: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._index = Index()
        self._names = Names()
        needs.vocabulary()  # read here, so that the first question does not wait for it
        self.update(services)

    def update(self, services: Iterable[Service] = (), gone: Iterable[str] = ()) -> None:
        """Put in or replace services and take out the ones with these ids."""
        new, old = list(services), list(gone)
        for service_id in (*old, *(service.id for service in new)):
            if known := self._services.pop(service_id, None):
                for key in self._entries(known):
                    del self._who[key][service_id]
        for service in new:
            self._services[service.id] = service
            self._kinds[service.id] = kinds_of(service)
            for key in self._entries(service):
                self._who[key][service.id] = None
        self._index.update(new, old)
        self._names.update(new, old)

    def _entries(self, service: Service) -> list[tuple[str, str]]:
        """The directory entries of a service: each name that a need can call it by, with each of its area keys."""
        names = [service.id, *self._kinds[service.id]]
        if service.id in _group_of():
            names.append(_group_of()[service.id])
        return [(name, area) for name in names for area in places.area_keys(service.area)]

    def find(
        self, text: str, given: Facts, where: tuple[places.Place, ...], day: date, case: str = "", top: int = 10
    ) -> suggest.Suggestions:
        """Suggestions for a question in somebody's own words, with what is known of the client and of the place."""
        reading = needs.read(text)
        question = suggest.Question(text, reading, given, where, day, case)
        answer = suggest.rank(question, self._candidates(question), top)
        return suggest.Suggestions(answer.needs, answer.crisis, answer.items, answer.clear, self._notes(question))

    def _candidates(self, question: suggest.Question) -> list[suggest.Candidate]:
        within = places.reach_of(question.where)
        areas = sorted(within.sure | within.maybe)
        answers: dict[str, dict[str, float]] = defaultdict(dict)
        for found in question.reading.needs:
            for answer in needs.vocabulary()[found.need].answers:
                for service_id in self._called(answer.who, areas):
                    known = answers[service_id].get(found.need, 0.0)
                    answers[service_id][found.need] = max(known, answer.weight)
            if len(answers) >= MOST_CANDIDATES:
                break
        scores = dict(self._index.search(question.text, FOUND_BY_WORDS, areas))
        return [
            suggest.Candidate(
                self._services[service_id],
                scores.get(service_id, 0.0),
                tuple(answers.get(service_id, {}).items()),
                self._kinds[service_id],
                _group_of().get(service_id),
            )
            for service_id in {**answers, **scores}
        ]

    def _called(self, who: str, areas: Iterable[str]) -> list[str]:
        """The services here that a need calls by this name, the ones for the smallest area first."""
        order = sorted(areas, key=lambda area: (places.narrowness(area), area), reverse=True)
        found = [service_id for area in order for service_id in self._who.get((who, area), ())]
        return list(dict.fromkeys(found))[:PER_ANSWER]

    def by_name(self, typed: str, limit: int, where: tuple[places.Place, ...] = ()) -> list[Service]:
        """The services that are sought by name while somebody types, best first; also by a client's words ("huur opgezegd").

        First those whose names hold every typed word, then those that answer the need in the words, then the rest.
        """
        within = places.reach_of(where)
        areas = sorted(within.sure | within.maybe)
        named = self._names.find(typed, limit, within.sure)
        found = dict.fromkeys(one.id for one in named if one.whole)
        if len(found) < limit:
            for need in needs.read(typed).needs:
                for answer in sorted(needs.vocabulary()[need.need].answers, key=lambda answer: -answer.weight):
                    found |= dict.fromkeys(self._called(answer.who, areas))
            found |= dict.fromkeys(one.id for one in named)
            found |= dict.fromkeys(service_id for service_id, _ in self._index.search(typed, limit, areas))
        return [self._services[service_id] for service_id in list(found)[:limit]]

    def service(self, service_id: str) -> Service | None:
        """The service with this id, None when it is not in the catalogue (any more)."""
        return self._services.get(service_id)

    def __len__(self) -> int:
        return len(self._services)

    def uses(self, service_id: str) -> int:
        """How many needs a service answers, whatever the place."""
        names = {service_id, *self._kinds[service_id], _group_of().get(service_id)}
        return sum(any(answer.who in names for answer in need.answers) for need in needs.vocabulary().values())

    def _notes(self, question: suggest.Question) -> tuple[Reason, ...]:
        """What the worker must know of the list as a whole: no place, or a municipality whose OCMW is not in the catalogue."""
        if not question.where:
            return (Reason("no_place"),)
        here = [one for one in question.where if not self._who.get(("ocmw", f"m:{one.nis}"))]
        return tuple(Reason("no_ocmw", {"municipality": one.municipality}) for one in here)

    def answer(self, line: Mapping[str, Any], today: date, top: int = 10) -> dict[str, Any]:
        """One line of ``suggest --batch`` as one line of output (CONTRACT). Raises Refusal for a line that cannot be."""
        started = time.perf_counter()
        text, given = line.get("text"), line.get("facts") or {}
        if not isinstance(text, str) or not isinstance(given, Mapping):
            raise Refusal("Deze regel heeft geen tekst (text) of geen goede feiten (facts).", _NEXT)
        known = fact_values.read(given)
        found = self.find(
            text, known, _where(line.get("postcode"), known), _day(line.get("now"), today), str(line.get("id", "")), top
        )
        shaped = {"id": line.get("id"), **shape(found)}
        return {**shaped, "ms": round((time.perf_counter() - started) * 1000, 2)}


def _where(postcode: object, known: Facts) -> tuple[places.Place, ...]:
    if postcode is None or postcode == "":
        return ()
    found = places.places(str(postcode))
    nis = known.confirmed("gemeente_nis")
    chosen = tuple(one for one in found if isinstance(nis, int) and one.nis == str(nis))
    return chosen or found


def _day(now: object, today: date) -> date:
    if now is None:
        return today
    try:
        return datetime.fromisoformat(str(now)).date()
    except ValueError:
        raise Refusal(f"Het tijdstip “{str(now)[:30]}” bestaat niet.", "Schrijf het als 2026-11-23T10:15.") from None


def shape(found: suggest.Suggestions) -> dict[str, Any]:
    """Suggestions as JSON values in the shape of CONTRACT, with the reasons in Dutch."""
    texts = Texts()

    def said(reasons: Iterable[Reason]) -> list[dict[str, str]]:
        return [{"code": reason.code, "text": texts.reason(reason)} for reason in reasons]

    return {
        "needs": [{"need": one.need, "phrases": list(one.phrases)} for one in found.needs if one.strength >= suggest.SHOWN],
        "crisis": list(found.crisis),
        "suggestions": [
            {
                "service": one.service.id,
                "group": one.group,
                "score": one.score,
                "strength": one.strength,
                "reasons": said(one.reasons),
                "concerns": said(one.concerns),
                "ask": list(one.ask),
            }
            for one in found.items
        ],
        "clear": found.clear,
    }
