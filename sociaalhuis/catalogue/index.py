"""Full text search over services, in memory (tantivy): Dutch stems, synonyms, working areas. Finds, does not judge.

The index is derived from the catalogue and can be thrown away. One service at a time can be put in or taken out, so that
the change feed keeps it up. Any text gives an answer: a query is built from words and never parsed.
"""

import functools
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import tantivy

from sociaalhuis.catalogue import places, words
from sociaalhuis.catalogue.service import Service

MAX_TERMS = 60
_NAME_BOOST = 2.5
_WRITER_BYTES = 40_000_000
_LONGEST_WORD = 40


@functools.cache
def _analyzer() -> Any:
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(_LONGEST_WORD))
    chain = chain.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    return chain.filter(tantivy.Filter.stemmer("dutch")).build()


@functools.cache
def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("area", tokenizer_name="raw", index_option="basic")
    for name in ("name", "text"):
        builder.add_text_field(name, tokenizer_name="nl", index_option="freq")
    return builder.build()


@functools.cache
def _synonyms() -> Mapping[str, str]:
    """The stem of an everyday word → the stem that the records use."""
    given = words.load()["synonyms"]
    return MappingProxyType({words.stem(words.fold(said)): words.stem(words.fold(written)) for said, written in given.items()})


@functools.cache
def _stop_stems() -> frozenset[str]:
    return frozenset(words.stem(word) for word in words.common())


def terms(text: str) -> tuple[str, ...]:
    """The stems of a text that are worth searching for, each once, with synonyms; of a very long text the first ones."""
    found: dict[str, None] = {}
    for stem in _analyzer().analyze(text):
        if len(stem) > 1 and stem not in _stop_stems():
            found[stem] = None
            if stem in _synonyms():
                found[_synonyms()[stem]] = None
        if len(found) >= MAX_TERMS:
            break
    return tuple(found)


class Index:
    """A search index over services."""

    def __init__(self) -> None:
        self._index = tantivy.Index(_schema())
        self._index.register_tokenizer("nl", _analyzer())

    @classmethod
    def build(cls, services: Iterable[Service]) -> "Index":
        """A new index over these services."""
        index = cls()
        index.update(services)
        return index

    def update(self, services: Iterable[Service] = (), gone: Iterable[str] = ()) -> None:
        """Put in or replace services and take out the ones with these ids, at once."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        for service_id in gone:
            writer.delete_documents_by_term("id", service_id)
        replaces = self._index.searcher().num_docs > 0
        for service in services:
            if replaces:
                writer.delete_documents_by_term("id", service.id)
            writer.add_document(_document(service))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, text: str, limit: int, areas: Collection[str] | None = None) -> list[tuple[str, float]]:
        """The ids of the services that fit the words best, with their BM25 score, best first. ``areas``: keys as in places."""
        wanted = terms(text)
        if not wanted or limit < 1:
            return []
        schema, occur, query = _schema(), tantivy.Occur, tantivy.Query
        clauses = [(occur.Should, query.term_query(schema, "text", term)) for term in wanted]
        clauses += [(occur.Should, query.boost_query(query.term_query(schema, "name", term), _NAME_BOOST)) for term in wanted]
        found = query.boolean_query(clauses)
        if areas is not None:
            here = query.const_score_query(query.term_set_query(schema, "area", sorted(areas)), 0.0)
            found = query.boolean_query([(occur.Must, here), (occur.Must, found)])
        searcher = self._index.searcher()
        hits = [(searcher.doc(address)["id"][0], float(score)) for score, address in searcher.search(found, limit).hits]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))


def _document(service: Service) -> Any:
    return tantivy.Document(
        id=service.id,
        area=list(places.area_keys(service.area)),
        name=" ".join(filter(None, (service.name, service.alternate_name, service.organization))),
        text=" ".join(filter(None, (service.description, service.eligibility_description, *service.target_groups))),
    )
