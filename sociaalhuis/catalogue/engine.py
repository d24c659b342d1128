"""From words to suggestions: gathers the candidates of a question and ranks them, for the verb ``suggest`` and for the window.

Holds a search index and a directory of who answers which need where; both follow the catalogue one change at a time.
Thinking is in needs and suggest, finding in index; this module only brings them together.
"""

import functools
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from sociaalhuis import facts as fact_values
from sociaalhuis.catalogue import circumstances, crisis, needs, places, providers, suggest
from sociaalhuis.catalogue.index import Index
from sociaalhuis.catalogue.search import towns
from sociaalhuis.catalogue.search.finder import NAME, Finder, Found, Right
from sociaalhuis.catalogue.service import Service
from sociaalhuis.catalogue.words import fold
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts, Reason
from sociaalhuis.paths import resource
from sociaalhuis.texts import Texts

FOUND_BY_WORDS = 30
PER_ANSWER = 12
MOST_CANDIDATES = 300
MOST_EQUAL = 40  # records with the same name that are compared by distance
ANYWHERE = "*"  # beside the area keys, for who is asked for without a place
_BRUSSELS = ZoneInfo("Europe/Brussels")
_NEXT = "Geef een object met text, en als je ze weet postcode, facts en now."


class _Kinds:
    """The kinds of known services by id, and the patterns by which other records show theirs (resources/needs/kinds.yaml)."""

    def __init__(self) -> None:
        rows = yaml.load(resource("needs", "kinds.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        self._by_id: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for kind, row in rows.items():
            for service_id in row.get("ids", ()):
                self._by_id[service_id] += (kind,)
        given = [(kind, row["name"], _is_beginning(row["name"])) for kind, row in rows.items() if "name" in row]
        self._patterns = [(kind, re.compile(name), begins) for kind, name, begins in given]
        self._any = {begins: re.compile("|".join(name for _, name, one in given if one is begins)) for begins in (True, False)}

    def of(self, service: Service) -> tuple[str, ...]:
        """The kinds of one record."""
        if known := self._by_id.get(service.id):
            return known
        name = service.name
        shows = {True: self._any[True].match(name), False: self._any[False].search(name)}  # nearly no name shows a kind
        if not any(shows.values()):
            return ()
        return tuple(kind for kind, pattern, begins in self._patterns if shows[begins] and pattern.search(name))


def _is_beginning(pattern: str) -> bool:
    """Whether a pattern can only match at the beginning of a name."""
    return pattern.startswith("^") and "|" not in re.sub(r"\([^)]*\)", "", pattern)


@functools.cache
def _kinds() -> _Kinds:
    return _Kinds()


def kinds_of(service: Service) -> tuple[str, ...]:
    """The kinds of service that a record is: listed, or recognised by its name."""
    return _kinds().of(service)


class Engine:
    """Suggestions over one catalogue. Building it costs about a second for 20,000 services, a change only its own service."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._services: dict[str, Service] = {}
        self._kinds: dict[str, tuple[str, ...]] = {}
        self._who: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._index = Index()
        self._search: Finder | None = None
        self._making = threading.Lock()
        self._rights: tuple[Iterable[Right], Mapping[str, int]] = (), {}
        needs.vocabulary()  # read here, so that the first question does not wait for it
        crisis.read("mens")
        self.update(services)

    def update(self, services: Iterable[Service] = (), gone: Iterable[str] = ()) -> None:
        """Put in or replace services and take out the ones with these ids."""
        new, old = list(services), list(gone)
        for service_id in (*old, *(service.id for service in new)):
            if known := self._services.pop(service_id, None):
                for key in self._entries(known):
                    self._who[key].pop(service_id, None)  # a kind may be called as its service is
        for service in new:
            self._services[service.id] = service
            self._kinds[service.id] = kinds_of(service)
            for key in self._entries(service):
                self._who[key][service.id] = None
        self._index.update(new, old)
        with self._making:
            if self._search:
                self._search.update(new, old)

    def _entries(self, service: Service) -> list[tuple[str, str]]:
        """The directory entries of a service: each name that a need can call it by, with each of its area keys."""
        names = [service.id, *self._kinds[service.id]]
        if service.id in providers.group_of():
            names.append(providers.group_of()[service.id])
        return [(name, area) for name in names for area in (*places.area_keys(service.area), ANYWHERE)]

    def find(
        self, text: str, given: Facts, where: tuple[places.Place, ...], day: date, case: str = "", top: int = 10,
        reading: needs.Reading | None = None, around: circumstances.Around = suggest.NOTHING_AROUND,
    ) -> suggest.Suggestions:  # fmt: skip
        """Suggestions for a question in somebody's own words, with what is known of the client, of the place and around it.

        ``reading``: the needs in the words as a person corrected them; without it the words are read here.
        """
        reading = replace(needs.read(text) if reading is None else reading, crisis=crisis.kinds(text))
        age = given.confirmed("leeftijd")
        if isinstance(age, int | float):
            reading = needs.of_age(reading, age)
        question = suggest.Question(text, reading, given, where, day, case, around)
        found = suggest.rank(question, self._candidates(question), top)
        return replace(found, notes=(*self._notes(question), *found.notes))

    def _candidates(self, question: suggest.Question) -> list[suggest.Candidate]:
        within = places.reach_of(question.where)
        areas = sorted(within.sure | within.maybe)
        instead = [stage.instead for stage in circumstances.stages_of(question.facts)]
        answers: dict[str, dict[str, float]] = defaultdict(dict)
        asked: set[str] = set()
        for found in question.reading.needs:
            for answer in needs.vocabulary()[found.need].answers:
                asked.add(answer.who)
                beside = (who for one in instead for who in one.get(answer.who, ()))
                for service_id in (one for who in (answer.who, *beside) for one in self._called(who, areas)):
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
                providers.group_of().get(service_id),
                service_id in asked,
            )
            for service_id in {**answers, **scores}
        ]

    def _called(self, who: str, areas: Iterable[str]) -> list[str]:
        """The services here that a need calls by this name, the ones for the smallest area first."""
        order = _narrow_first(tuple(areas))
        found = [service_id for area in order for service_id in self._who.get((who, area), ())]
        return list(dict.fromkeys(found))[:PER_ANSWER]

    def called(self, who: str, where: tuple[places.Place, ...]) -> list[str]:
        """The services for this place that a need calls by this name: a kind, a group, or the id of one service."""
        within = places.reach_of(where)
        return self._called(who, sorted(within.sure | within.maybe))

    def know_rights(self, rights: Iterable[Right], used: Mapping[str, int]) -> None:
        """The rights that are found beside the services, and how often each service was given in this house."""
        self._rights = tuple(rights), used
        with self._making:
            if self._search:
                self._tell_rights(self._search)

    def ready_search(self) -> None:
        """Make the search by name ready. Suggestions do without; else whoever searches first waits for it."""
        self._finder()

    def _finder(self) -> Finder:
        with self._making:
            if self._search is None:
                finder = Finder()
                finder.update(list(self._services.values()))
                self._tell_rights(finder)
                self._search = finder
            return self._search

    def _tell_rights(self, finder: Finder) -> None:
        rights, used = self._rights
        finder.know_rights(rights)
        finder.know_uses(used)

    def by_name(self, typed: str, limit: int, where: tuple[places.Place, ...] = ()) -> list[Service]:
        """The services that are sought while somebody types, by name or in a client's words ("huur opgezegd"), best first."""
        return [one.service for one in self._sought(typed, limit, where, rights=False) if one.service]

    def search(self, typed: str, limit: int, where: tuple[places.Place, ...] = ()) -> list[Found]:
        """The services, products and rights that are sought while somebody types, best first, each with why."""
        return self._sought(typed, limit, where, rights=True)

    def _sought(self, typed: str, limit: int, where: tuple[places.Place, ...], *, rights: bool) -> list[Found]:
        """Of records with the same name the one nearest to ``where`` comes first; a place that is typed too goes for it."""
        town = towns.town(typed)
        where = town.where or where
        within = places.reach_of(where)
        areas = sorted(within.sure | within.maybe)

        @functools.cache
        def called(who: str) -> list[str]:
            here = self._called(who, areas)
            return here if where else list(dict.fromkeys((*here, *self._who.get((who, ANYWHERE), ()))))[:PER_ANSWER]

        found = self._finder().find(typed, max(limit, MOST_EQUAL), within, called, rights=rights, place=town.words)
        return _nearest_first(found, where)[:limit]

    def like(self, typed: str) -> list[str]:
        """Words of the catalogue that may have been meant by one that finds nothing."""
        return self._finder().like(typed)

    def service(self, service_id: str) -> Service | None:
        """The service with this id, None when it is not in the catalogue (any more)."""
        return self._services.get(service_id)

    @property
    def services(self) -> tuple[Service, ...]:
        """All services, as they are now."""
        return tuple(self._services.values())

    def __len__(self) -> int:
        return len(self._services)

    def around(self, where: tuple[places.Place, ...]) -> list[Found]:
        """All that there is, by name: the rights, and what works (or perhaps) for who lives in one of these places."""
        within = places.reach_of(where)
        here = (one for one in self._services.values() if places.covers_reach(one.area, within) is not False)
        found = [Found(one, None, NAME, "", 1.0) for one in here] + [Found(None, one, NAME, "", 1.0) for one in self._rights[0]]
        return sorted(found, key=lambda one: (one.name.casefold(), one.key))

    def uses(self, service_id: str) -> int:
        """How many needs a service answers, whatever the place."""
        names = {service_id, *self._kinds[service_id], providers.group_of().get(service_id)}
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
        day, now = _moment(line.get("now"), today)
        where, case = _where(line.get("postcode"), known), str(line.get("id", ""))
        found = self.find(text, known, where, day, case, top, around=circumstances.Around(now))
        shaped = {"id": line.get("id"), **shape(found)}
        return {**shaped, "ms": round((time.perf_counter() - started) * 1000, 2)}


@functools.lru_cache(maxsize=256)
def _narrow_first(areas: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(areas, key=lambda area: (places.narrowness(area), area), reverse=True))


def _nearest_first(found: Sequence[Found], where: Sequence[places.Place]) -> list[Found]:
    """The same list, with the services of one name changing places so that the nearest comes first."""
    alike: dict[str, list[tuple[Found, Service]]] = defaultdict(list)
    for one in found if where else ():
        if one.service:
            alike[fold(one.name)].append((one, one.service))
    order = {
        name: iter(sorted(pairs, key=lambda pair: _far(pair[1], where))) for name, pairs in alike.items() if len(pairs) > 1
    }
    return [next(order[fold(one.name)])[0] if one.service and fold(one.name) in order else one for one in found]


def _far(service: Service, where: Sequence[places.Place]) -> tuple[bool, float]:
    """Whether a service works elsewhere, and the kilometres to its nearest office; none for one of the municipality itself."""
    covered = places.covers_reach(service.area, places.reach_of(where))
    if covered and any(f"m:{home.nis}" in places.area_keys(service.area) for home in where):
        return False, 0.0
    return covered is False, places.kilometres(service, where)


def _where(postcode: object, known: Facts) -> tuple[places.Place, ...]:
    if postcode is None or postcode == "":
        return ()
    found = places.places(str(postcode))
    nis = known.confirmed("gemeente_nis")
    chosen = tuple(one for one in found if isinstance(nis, int) and one.nis == str(nis))
    return chosen or found


def _moment(now: object, today: date) -> tuple[date, datetime | None]:
    """The day of a line, and the local time when it gives one."""
    if now is None:
        return today, None
    try:
        moment = datetime.fromisoformat(str(now))
    except ValueError:
        raise Refusal(f"Het tijdstip “{str(now)[:30]}” bestaat niet.", "Schrijf het als 2026-11-23T10:15.") from None
    moment = moment.astimezone(_BRUSSELS) if moment.tzinfo else moment
    return moment.date(), moment if len(str(now)) > len("2026-11-23") else None


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
