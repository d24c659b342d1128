"""Finds services, products and rights together while somebody types: the exact name first, then everyday names, needs, text.

The index (tantivy) brings what holds the words; search.meaning what they mean; here both are weighed and put in order. Of what
fits alike the nearest and the most used goes first, and equal providers do not push the rest off the list. Judges nobody.
"""

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy

from sociaalhuis.catalogue import needs, places, providers, words
from sociaalhuis.catalogue.search.known import BEGINNING, FORM, MOST, WHOLE, Known
from sociaalhuis.catalogue.search.meaning import NEED, RIGHT, WHO, Meaning, Meant, Typed
from sociaalhuis.catalogue.service import Service

NAME, NAMED, NEEDED, TEXT = "name", "named", "need", "text"  # why something was found
_WRITER_BYTES = 40_000_000
_FIELDS = {"name": 1.0, "other": 0.62, "text": 0.4}
_CANDIDATES, _PER_MEANT = 80, 12
_COMMON = 0.15  # what an ordinary word tells of what another one tells
_EXACT, _BEGINS, _SHORT = 0.5, 0.2, 0.06
_TOGETHER = 0.3  # how much the lesser of words and meaning adds
_HERE, _NEAR, _ELSEWHERE, _USED = 0.06, 0.03, 0.45, 0.04
_NARROW = 0.01  # without a place: what works in a small area may not work for this client
_LEAST_WHO, _RIGHT_STEP, _RIGHT_FIRST = 0.6, 0.06, 0.98
_AGAIN, _SAME_KIND = 0.2, 0.09
_LEFT_OUT = 2  # below this share of the best score nothing is worth showing


@dataclass(frozen=True, slots=True)
class Right:
    """A right as the search knows it; the slug is that of the rules."""

    slug: str
    name: str
    what: str = ""
    body: str = ""


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought and from where. ``called``: the services that a kind, group or id calls, the nearest first."""

    text: str
    typed: Sequence[Typed]
    weights: Sequence[float]
    within: places.Reach
    called: Callable[[str], Iterable[str]]


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
        self._services: dict[str, Service] = {}
        self._rights: dict[str, Right] = {}
        self._used: Mapping[str, int] = {}

    def update(self, services: Iterable[Service] = (), gone: Iterable[str] = ()) -> None:
        """Put in or replace services and take out the ones with these ids."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        plain = functools.cache(words.plain_words)  # organisations and towns come back in a large catalogue
        for service_id in gone:
            if self._services.pop(service_id, None):
                writer.delete_documents_by_term("id", service_id)
        for service in services:
            if service.id in self._services:
                writer.delete_documents_by_term("id", service.id)
            self._services[service.id] = service
            self._add(writer, service.id, places.area_keys(service.area), _texts_of(service), plain)
        self._commit(writer)

    def know_rights(self, rights: Iterable[Right]) -> None:
        """The rights that count in this house, in the place of the ones known before."""
        writer, plain = self._index.writer(_WRITER_BYTES, 1), words.plain_words
        for slug in self._rights:
            writer.delete_documents_by_term("id", _key(slug))
        self._rights = {one.slug: one for one in rights}
        for one in self._rights.values():
            self._add(writer, _key(one.slug), (places.FLANDERS,), (one.name, one.body, one.what), plain)
        self._commit(writer)

    def know_uses(self, used: Mapping[str, int]) -> None:
        """How often each service was given in this house."""
        self._used = used

    def _add(
        self, writer: Any, key: str, areas: Iterable[str], texts: tuple[str, str, str], plain: Callable[[str], list[str]]
    ) -> None:
        document = tantivy.Document()
        document.add_text("id", key)
        for area in areas:
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
        self, text: str, limit: int, within: places.Reach, called: Callable[[str], Iterable[str]], *, rights: bool = True
    ) -> list[Found]:
        """What fits these words best, best first. ``called`` tells whom a kind or group calls here, the nearest first."""
        typed = self._meaning.typed(text)
        if not typed or limit < 1:
            return []
        entries = len(self._services) + len(self._rights)
        weights = [self._known.rarity(one.stands, entries) * (_COMMON if one.common else 1.0) for one in typed]
        asked = Asked(words.fold(text).strip(), typed, weights, within, called)
        meant = self._meant(asked, rights=rights)
        found = [self._weigh(asked, key, meant.get(key)) for key in {**meant, **dict.fromkeys(self._holding(asked))}]
        kept = [one for one in found if one is not None and (rights or one.service)]
        return _spread(sorted(kept, key=_order), limit)

    def like(self, text: str, most: int = 3) -> list[str]:
        """Words that may have been meant by a text that finds nothing."""
        return self._known.like(words.fold(text).strip(), most)

    def _holding(self, asked: Asked) -> list[str]:
        """What holds the words, by the index: the most telling first."""
        schema, occur, query = _schema(), tantivy.Occur, tantivy.Query
        clauses = []
        for one, weight in zip(asked.typed, asked.weights, strict=True):
            best = [  # a set of terms in one query costs ten times as much
                query.const_score_query(query.term_query(schema, field, word), weight * fit * share)
                for word, fit in list(one.stands.items())[:MOST]
                for field, share in _FIELDS.items()
            ]
            if best:
                clauses.append((occur.Should, query.disjunction_max_query(best)))
        if not clauses:
            return []
        sought = query.boolean_query(clauses)
        here = [(occur.Should, query.term_query(schema, "area", area)) for area in sorted(asked.within.sure)]
        if here:
            near = query.const_score_query(query.boolean_query(here), _ELSEWHERE * sum(asked.weights))
            sought = query.boolean_query([(occur.Must, sought), (occur.Should, near)])
        searcher = self._index.searcher()
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(sought, _CANDIDATES).hits]

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
            for service_id in list(asked.called(one.slug))[:_PER_MEANT]:
                yield service_id, one.strength
        elif one.what == NEED and one.slug in needs.vocabulary():
            need = needs.vocabulary()[one.slug]
            for answer in need.answers:
                for service_id in list(asked.called(answer.who))[:_PER_MEANT]:
                    yield service_id, one.strength * (_LEAST_WHO + (1 - _LEAST_WHO) * answer.weight)
            for rank, slug in enumerate(need.rights if rights else ()):
                if slug in self._rights:
                    yield _key(slug), one.strength * (_RIGHT_FIRST - _RIGHT_STEP * rank)

    def _weigh(self, asked: Asked, key: str, meant: tuple[float, Meant] | None) -> Found | None:
        service, right = self._services.get(key), self._rights.get(key.removeprefix(_RIGHT_PREFIX))
        right = None if service else right
        if service is None and right is None:
            return None
        texts = _texts_of(service) if service else (right.name, right.body, right.what) if right else ("", "", "")
        said, where = _held(asked, texts)
        sure, why, because = meant[0] if meant else 0.0, where, ""
        if meant and meant[0] >= said:
            why, because = (NAMED if meant[1].named else NEEDED), meant[1].words
            if meant[1].what == NEED and not meant[1].named:
                because = needs.vocabulary()[meant[1].slug].label
        score = max(said, sure) + _TOGETHER * min(said, sure)
        if service is not None:
            score += _locality(service, asked.within) + (_USED if self._used.get(service.id) else 0.0)
        return Found(service, right, why, because, round(score, 4))


_RIGHT_PREFIX = "right:"


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


def _held(asked: Asked, texts: tuple[str, str, str]) -> tuple[float, str]:
    """How well the words of a question are held (0 to about 1.7), and whether by the name or by the text."""
    whole, in_name = sum(asked.weights), 0.0
    score = 0.0
    held = [(_plain(text), share) for text, share in zip(texts, _FIELDS.values(), strict=True)]
    for one, weight in zip(asked.typed, asked.weights, strict=True):
        best, name = 0.0, False
        for place, (own, share) in enumerate(held):
            fit = max((one.stands[word] for word in own.intersection(one.stands)), default=0.0) * share
            if fit > best:
                best, name = fit, place == 0
        score += weight * best
        in_name += weight * best * name
    score /= whole
    name = words.fold(texts[0]).strip()
    if name == asked.text:
        score += _EXACT
    elif name.startswith(asked.text):
        score += _BEGINS
    score += _SHORT * min(1.0, len(asked.text) / max(1, len(name))) * (in_name > 0)
    return score, NAME if in_name >= 0.5 * score * whole else TEXT


def _locality(service: Service, within: places.Reach) -> float:
    keys = places.area_keys(service.area)
    narrow = max(map(places.narrowness, keys))
    if within is places.NO_PLACE:
        return -_NARROW * narrow
    covered = places.covers_reach(service.area, within)
    if covered is None:
        return 0.0
    if not covered:
        return -_ELSEWHERE
    return _HERE if narrow >= places.narrowness("m:") else _NEAR * narrow / places.narrowness("m:")


def _order(one: Found) -> tuple[float, str, str]:
    return -one.score, words.fold(one.name), one.service.id if one.service else ""


def _spread(found: Sequence[Found], limit: int) -> list[Found]:
    """The best ones, where each next record of one name or equal provider counts a little less than the one before."""
    seen: Counter[str] = Counter()
    lowered = []
    for one in found[: limit * 3]:
        marks = {words.fold(one.name)}
        if one.service and (group := providers.group_of().get(one.service.id)):
            marks.add(group)
        off = _AGAIN * sum(seen[mark] for mark in marks)
        seen.update(marks)
        lowered.append((one.score - off, one))
    return [one for _, one in sorted(lowered, key=lambda pair: (-pair[0], _order(pair[1])))][:limit]
