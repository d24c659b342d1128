"""The clusters and target groups of the matrix on a day: the vocabularies, with what the house says otherwise. Pure.

A house may give a word another label or a last day, and add words of its own; ``takes`` then says which life domains, domains
or tags of records come there. A slug never changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sociaalhuis import vocab

CLUSTERS, FIVE, GROUPS = "clusters", "clusters_kapellen", "target_groups"
NAMES: Mapping[str, str] = {"negen clusters": CLUSTERS, "vijf thema's": FIVE}  # of the setting matrix.clusters


@dataclass(frozen=True, slots=True)
class Own:
    """A word of the house in one of the lists; with the slug of a word that is there it replaces it."""

    list_name: str
    slug: str
    label: str
    order: int
    valid_from: date
    valid_until: date | None = None
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One cluster or target group."""

    slug: str
    label: str
    order: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axes:
    """The rows and the columns, and where domains and tags of records go: slug → slugs of the axis."""

    clusters: tuple[Term, ...]
    groups: tuple[Term, ...]
    domains: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, tuple[str, ...]]

    def clusters_of(self, domains: Iterable[str]) -> tuple[str, ...]:
        """The clusters of a record, in the order of its domains."""
        return tuple(dict.fromkeys(slug for domain in domains for slug in self.domains.get(domain, ())))

    def groups_of(self, tags: Iterable[str]) -> frozenset[str]:
        """The target groups of a record."""
        return frozenset(slug for tag in tags for slug in self.tags.get(tag, ()))


def axes(clusters: str, own: Sequence[Own], on: date) -> Axes:
    """The axes on a day with the list ``clusters`` (the nine of the plan, or another) and the words of the house."""
    rows, columns = _terms(clusters, own, on), _terms(GROUPS, own, on)
    return Axes(rows, columns, _domains(clusters, own, rows), _tags(own, columns))


def _terms(list_name: str, own: Sequence[Own], on: date) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    ours = {one.slug: one for one in own if one.list_name == list_name}
    for one in vocab.terms(list_name, None):
        if one.slug not in ours and one.valid(on):
            found[one.slug] = Term(one.slug, one.label, one.order, one.note or "")
    for said in ours.values():
        if said.valid_from <= on and (said.valid_until is None or on <= said.valid_until):
            found[said.slug] = Term(said.slug, said.label, said.order)
    return tuple(sorted(found.values(), key=lambda term: (term.order, term.slug)))


def _domains(clusters: str, own: Sequence[Own], rows: Sequence[Term]) -> Mapping[str, tuple[str, ...]]:
    """Where a life domain or a domain of the starter catalogue goes; what a word of the house takes goes there alone."""
    found: dict[str, tuple[str, ...]] = {}
    for term in vocab.terms("life_domains", None):
        found[term.slug] = _through(clusters, vocab.mapped("life_domains_to_clusters", term.slug)[:1])
    for term in vocab.terms("starter_domains", None):
        life = vocab.mapped("starter_domains_to_life_domains", term.slug)[:1]
        found[term.slug] = tuple(dict.fromkeys(slug for one in life for slug in found[one]))
    return _held(found, [one for one in own if one.list_name == clusters], rows)


def _through(clusters: str, nine: Iterable[str]) -> tuple[str, ...]:
    if clusters == CLUSTERS:
        return tuple(nine)
    return tuple(dict.fromkeys(slug for one in nine for slug in vocab.mapped("clusters_to_clusters_kapellen", one)[:1]))


def _tags(own: Sequence[Own], columns: Sequence[Term]) -> Mapping[str, tuple[str, ...]]:
    """Where a tag goes: a target group is itself, a tag of the starter catalogue what it is mapped to."""
    found = {term.slug: vocab.mapped("starter_tags_to_target_groups", term.slug) for term in vocab.terms("starter_tags", None)}
    found |= {term.slug: (term.slug,) for term in vocab.terms(GROUPS, None)}
    return _held(found, [one for one in own if one.list_name == GROUPS], columns)


def _held(found: dict[str, tuple[str, ...]], own: Sequence[Own], there: Sequence[Term]) -> Mapping[str, tuple[str, ...]]:
    taken: dict[str, tuple[str, ...]] = {}
    for one in own:
        for slug in (*one.takes, one.slug):
            taken[slug] = (*taken.get(slug, ()), one.slug)
    now = {term.slug for term in there}
    whole = {**found, **{slug: targets for slug, targets in taken.items() if slug not in found or found[slug] != targets}}
    return {slug: tuple(one for one in targets if one in now) for slug, targets in whole.items()}
