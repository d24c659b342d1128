"""Finds services, products and rights together while somebody types: the exact name first, then everyday names, needs, text.

The index (tantivy) brings what holds the words; search.meaning what they mean; here both are weighed and put in order. Of what
fits alike the nearest and the most used goes first, and equal providers do not push the rest off the list. Judges nobody.
"""

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import tantivy

from sociaalhuis.catalogue import needs, places, providers, words
from sociaalhuis.catalogue.search.known import MOST, PART, Known
from sociaalhuis.catalogue.search.meaning import NEED, RIGHT, WHO, Meaning, Meant, Typed
from sociaalhuis.catalogue.service import Service

NAME, NAMED, NEEDED, TEXT = "name", "named", "need", "text"  # why something was found
_WRITER_BYTES = 40_000_000
_RIGHT_PREFIX = "right:"
_NO_AREA = (places.UNKNOWN_AREA,)
_NAME_FIELD = "name"
_FIELDS = {_NAME_FIELD: 1.0, "other": 0.62, "text": 0.4}
_CANDIDATES, _PER_MEANT = 60, 8
_COMMON, _PLACE = 0.15, 0.4  # what an ordinary word and the name of a place tell of what another one tells
_EXACT, _BEGINS, _SHORT = 0.5, 0.15, 0.06
_TOGETHER = 0.3  # how much the lesser of words and meaning adds
_HERE, _NEAR, _ELSEWHERE, _USED = 0.06, 0.03, 0.45, 0.04
_ELSEWHERE_NAMED = 0.1  # when the whole name was typed
_NARROW = 0.01  # without a place: what works in a small area may not work for this client
_LEAST_WHO, _RIGHT_STEP, _RIGHT_FIRST, _TURN = 0.6, 0.06, 0.98, 0.002
_AGAIN, _MOST_AGAIN = 0.2, 0.3


@dataclass(frozen=True, slots=True)
class Right:
    """A right as the search knows it; the slug is that of the rules, ``domains`` are those of the starter catalogue."""

    slug: str
    name: str
    what: str = ""
    body: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One line of an answer: a service or a right, why it was found (NAME, NAMED, NEEDED, TEXT), and the words for it."""

    service: Service | None
    right: Right | None
    why: str
    words: str
    score: float

    @property
    def name(self) -> str:
        """What it is called."""
        return self.service.name if self.service else self.right.name if self.right else ""

    @property
    def key(self) -> str:
        """What tells it apart from all that can be found."""
        return self.service.id if self.service else _key(self.right.slug) if self.right else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought and from where. ``called``: the services that a kind, group or id calls, the nearest first."""

    text: str
    typed: Sequence[Typed]
    weights: Sequence[float]
    within: places.Reach
    called: Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a service or right: its folded name, its area keys and how narrow they are, the group of its equals."""

    name: str
    areas: tuple[str, ...]
    narrow: int
    equals: str | None


def _entry(name: str, areas: tuple[str, ...], equals: str | None = None) -> _Entry:
    return _Entry(words.fold(name).strip(), areas, max(map(places.narrowness, areas)), equals)


class _Weighed(NamedTuple):
    """An entry on its way to the list; the lowest goes first."""

    score: float
    name: str
    key: str
    equals: str | None
    by_meaning: bool


@functools.cache
def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("area", tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    return builder.build()


class Finder:
    """The search over one catalogue and the rights of a house. Follows the catalogue a service at a time."""

    def __init__(self) -> None:
        self._index = tantivy.Index(_schema())
        self._index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._known = Known()
        self._meaning = Meaning(self._known)
        self._entries: dict[str, _Entry] = {}
        self._services: dict[str, Service] = {}
        self._rights: dict[str, Right] = {}
        self._used: Mapping[str, int] = {}

    def update(self, services: Iterable[Service] = (), gone: Iterable[str] = ()) -> None:
        """Put in or replace services and take out the ones with these ids."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        plain = functools.cache(words.plain_words)  # organisations and towns come back in a large catalogue
        for service_id in gone:
            if self._services.pop(service_id, None):
                del self._entries[service_id]
                writer.delete_documents_by_term("id", service_id)
        for service in services:
            if service.id in self._services:
                writer.delete_documents_by_term("id", service.id)
            self._services[service.id] = service
            areas, equals = places.area_keys(service.area), providers.group_of().get(service.id)
            self._entries[service.id] = _entry(service.name, areas, equals)
            self._add(writer, service.id, _texts_of(service), plain)
        self._commit(writer)

    def know_rights(self, rights: Iterable[Right]) -> None:
        """The rights that count in this house, in the place of the ones known before."""
        writer, plain = self._index.writer(_WRITER_BYTES, 1), words.plain_words
        for slug in self._rights:
            writer.delete_documents_by_term("id", _key(slug))
            del self._entries[_key(slug)]
        self._rights = {one.slug: one for one in rights}
        for one in self._rights.values():
            self._entries[_key(one.slug)] = _entry(one.name, (places.FLANDERS,))
            self._add(writer, _key(one.slug), (one.name, one.body, one.what), plain)
        self._commit(writer)

    def know_uses(self, used: Mapping[str, int]) -> None:
        """How often each service was given in this house."""
        self._used = used

    def _add(self, writer: Any, key: str, texts: tuple[str, str, str], plain: Callable[[str], list[str]]) -> None:
        document = tantivy.Document()
        document.add_text("id", key)
        for area in self._entries[key].areas:
            document.add_text("area", area)
        held: set[str] = set()
        for field, text in zip(_FIELDS, texts, strict=True):
            own = set(plain(text))
            document.add_text(field, " ".join(own))
            held |= own
        writer.add_document(document)
        self._known.learn(held)

    def _commit(self, writer: Any) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._known.settle()

    # ── searching ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def find(
        self,
        text: str,
        limit: int,
        within: places.Reach,
        called: Callable[[str], Iterable[str]],
        *,
        rights: bool = True,
        place: Collection[str] = (),
    ) -> list[Found]:
        """What fits these words best, best first. ``called`` tells whom a kind or group calls here, the nearest first.

        ``place``: the words that only say where, as ``within`` does.
        """
        typed = self._meaning.typed(text, place)
        if not typed or limit < 1:
            return []
        entries = len(self._services) + len(self._rights)
        weights = [self._known.rarity(one.stands, entries) * _telling(one) for one in typed]
        asked = Asked(words.fold(text).strip(), typed, weights, within, called)
        meant, held = self._meant(asked, rights=rights), self._holding(asked)
        weighed = (self._weigh(asked, key, held.get(key, 0.0), meant.get(key)) for key in {**meant, **held})
        kept = sorted(one for one in weighed if one is not None and (rights or not one.key.startswith(_RIGHT_PREFIX)))
        return [self._found(asked, one, meant.get(one.key)) for one in _spread(kept, limit)]

    def like(self, text: str, most: int = 3) -> list[str]:
        """Words that may have been meant by a text that finds nothing."""
        return self._known.like(words.fold(text).strip(), most)

    def _holding(self, asked: Asked) -> dict[str, float]:
        """What holds the words best, by the index, with how well: 1 when all of them stand in a name."""
        schema, occur, query = _schema(), tantivy.Occur, tantivy.Query
        clauses = []
        for one, weight in zip(asked.typed, asked.weights, strict=True):
            best = [  # a set of terms in one query costs ten times as much
                query.const_score_query(query.term_query(schema, field, word), weight * fit * share)
                for word, fit in list(one.stands.items())[:MOST]
                for field, share in _FIELDS.items()
                if fit > PART or field == _NAME_FIELD
            ]
            if best:
                clauses.append((occur.Should, query.disjunction_max_query(best)))
        if not clauses:
            return {}
        whole = sum(asked.weights)
        sought, closer = query.boolean_query(clauses), _ELSEWHERE * whole
        here = [(occur.Should, query.term_query(schema, "area", area)) for area in sorted(asked.within.sure)]
        near = query.const_score_query(query.boolean_query(here), closer)
        sought = query.boolean_query([(occur.Must, sought), (occur.Should, near)])
        searcher = self._index.searcher()
        found: dict[str, float] = {}
        for score, address in searcher.search(sought, _CANDIDATES).hits:
            key = searcher.doc(address)["id"][0]
            found[key] = (score - closer * (not asked.within.sure.isdisjoint(self._entries[key].areas))) / whole
        return found

    def _meant(self, asked: Asked, *, rights: bool) -> dict[str, tuple[float, Meant]]:
        """Who helps and which rights are meant, by key, with how surely."""
        best: dict[str, tuple[float, Meant]] = {}
        for one in self._meaning.of(asked.typed):
            for key, strength in self._answers(one, asked, rights=rights):
                if strength > best.get(key, (0.0, one))[0]:
                    best[key] = strength, one
        return best

    def _answers(self, one: Meant, asked: Asked, *, rights: bool) -> Iterable[tuple[str, float]]:
        if one.what == RIGHT and rights and one.slug in self._rights:
            yield _key(one.slug), one.strength
        elif one.what == WHO:
            yield from _in_turn(asked.called(one.slug), one.strength)
        elif one.what == NEED and one.slug in needs.vocabulary():
            need = needs.vocabulary()[one.slug]
            for answer in need.answers:
                yield from _in_turn(asked.called(answer.who), one.strength * (_LEAST_WHO + (1 - _LEAST_WHO) * answer.weight))
            for rank, slug in enumerate(need.rights if rights else ()):
                if slug in self._rights:
                    yield _key(slug), one.strength * (_RIGHT_FIRST - _RIGHT_STEP * rank)

    def _weigh(self, asked: Asked, key: str, said: float, meant: tuple[float, Meant] | None) -> _Weighed | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        if said > 0:
            said += _EXACT if entry.name == asked.text else _BEGINS if entry.name.startswith(asked.text) else 0.0
            said += _SHORT * min(1.0, len(asked.text) / max(1, len(entry.name)))
        sure = meant[0] if meant else 0.0
        score = max(said, sure) + _TOGETHER * min(said, sure)
        score += _locality(entry, asked) + _USED * (key in self._used)
        return _Weighed(-round(score, 4), entry.name, key, entry.equals, sure >= said)

    def _found(self, asked: Asked, weighed: _Weighed, meant: tuple[float, Meant] | None) -> Found:
        service, right = self._services.get(weighed.key), self._rights.get(weighed.key.removeprefix(_RIGHT_PREFIX))
        why, because = "", ""
        if meant and weighed.by_meaning:
            why, because = NAMED, meant[1].words
            if meant[1].what == NEED:
                why, because = NEEDED, needs.vocabulary()[meant[1].slug].label
        else:
            why = NAME if any(not one.stands.keys().isdisjoint(_plain(weighed.name)) for one in asked.typed) else TEXT
        return Found(service, None if service else right, why, because, -weighed.score)


def _in_turn(called: Iterable[str], strength: float) -> Iterator[tuple[str, float]]:
    """The first ones that are called, each a trifle weaker than the one before."""
    for turn, service_id in zip(range(_PER_MEANT), called, strict=False):
        yield service_id, strength - _TURN * turn


def _telling(one: Typed) -> float:
    """What a word tells of what another one would."""
    return _COMMON if one.common else _PLACE if one.place else 1.0


def _key(slug: str) -> str:
    return f"{_RIGHT_PREFIX}{slug}"


def _texts_of(service: Service) -> tuple[str, str, str]:
    """The names, the organisation with its towns, and the text of a service."""
    towns = (address.city for address in service.addresses if not address.confidential)
    return (
        f"{service.name} {service.alternate_name or ''}",
        " ".join((service.organization, *towns)),
        " ".join(filter(None, (service.description, service.eligibility_description, *service.target_groups))),
    )


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> frozenset[str]:
    return frozenset(words.plain_words(text))


def _locality(entry: _Entry, asked: Asked) -> float:
    """What the place of a client adds or takes."""
    within = asked.within
    if entry.areas == _NO_AREA:
        return 0.0
    if within is places.NO_PLACE:
        return -_NARROW * entry.narrow
    if not within.sure.isdisjoint(entry.areas):
        return _HERE if entry.narrow == places.MUNICIPAL else _NEAR * entry.narrow / places.MUNICIPAL
    if not within.maybe.isdisjoint(entry.areas):
        return 0.0
    return -(_ELSEWHERE_NAMED if entry.name == asked.text else _ELSEWHERE)


def _spread(found: Sequence[_Weighed], limit: int) -> list[_Weighed]:
    """The best ones, where each next record of one name or equal provider counts a little less than the one before."""
    seen: Counter[str] = Counter()
    lowered = []
    for one in found[: limit * 3]:
        off = min(_MOST_AGAIN, _AGAIN * seen[one.name]) + _AGAIN * seen[one.equals or ""]
        seen.update(filter(None, (one.name, one.equals)))
        lowered.append((one.score + off, one))
    return [one for _, one in sorted(lowered)[:limit]]
