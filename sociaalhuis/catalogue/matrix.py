"""The diensten-doelgroepenmatrix: which service is there for which target group, by cluster. Pure; no tables, no widgets.

A cell comes from the tags of the records, unless somebody said otherwise. What a list is called, and from when to when a word
holds, stands in catalogue.matrix_axes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sociaalhuis.catalogue.matrix_axes import Axes, Term
from sociaalhuis.catalogue.service import Service

THERE, LIMITED, WAITING, MISSING, EXCLUDED, UNKNOWN = (
    "aanwezig",
    "beperkt",
    "wachtlijst",
    "ontbreekt",
    "uitgesloten",
    "onbekend",
)
_OFFER = (THERE, LIMITED, WAITING)  # best first
GAPS = frozenset({MISSING, UNKNOWN})

type Place = tuple[str, str]  # the slug of a service or of a cluster, and the slug of a target group


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a cell: a slug of matrix_cells, why, where it comes from and when."""

    state: str
    note: str = ""
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``services`` offer something here; ``said`` when somebody filled it in."""

    group: str
    state: str
    services: tuple[str, ...] = ()
    said: Said | None = None

    @property
    def gap(self) -> bool:
        """Whether nothing is known to be there."""
        return self.state in GAPS


@dataclass(frozen=True, slots=True)
class Line:
    """One service with its cells."""

    service: Service
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster: its cells over all its services, and the services, each with its own."""

    term: Term
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole. ``homeless`` are services in no cluster, ``groupless`` those for no target group of the list."""

    groups: tuple[Term, ...]
    clusters: tuple[Cluster, ...]
    on: date
    homeless: tuple[Service, ...] = ()
    groupless: tuple[Service, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def gaps(self) -> Iterator[tuple[Term, Term, Cell]]:
        """Cluster, target group and cell of everything that is empty."""
        groups = {group.slug: group for group in self.groups}
        for cluster in self.clusters:
            for cell in cluster.cells:
                if cell.gap:
                    yield cluster.term, groups[cell.group], cell


def build(
    services: Iterable[Service], axes: Axes, on: date, *, of_services: Mapping[Place, Said], of_clusters: Mapping[Place, Said]
) -> Matrix:
    """The matrix of a day. Services without a cluster or a target group are counted apart, so that nothing drops out unseen."""
    by_cluster: dict[str, list[Line]] = {one.slug: [] for one in axes.clusters}
    homeless: list[Service] = []
    groupless: list[Service] = []
    for service in sorted(services, key=lambda one: (one.name.casefold(), one.id)):
        line = Line(service, tuple(_cells(service, axes, of_services)))
        if all(cell.said is None and cell.gap for cell in line.cells):
            groupless.append(service)
        found = axes.clusters_of(service.domains)
        for slug in found:
            by_cluster[slug].append(line)
        if not found:
            homeless.append(service)
    clusters = tuple(
        Cluster(term, tuple(_over(by_cluster[term.slug], term.slug, axes.groups, of_clusters)), tuple(by_cluster[term.slug]))
        for term in axes.clusters
    )
    return Matrix(axes.groups, clusters, on, tuple(homeless), tuple(groupless))


def _cells(service: Service, axes: Axes, of_services: Mapping[Place, Said]) -> Iterator[Cell]:
    tagged = axes.groups_of(service.target_group_tags)
    for group in axes.groups:
        said = of_services.get((service.id, group.slug))
        state = said.state if said else THERE if group.slug in tagged else UNKNOWN
        yield Cell(group.slug, state, (service.id,) if state in _OFFER else (), said)


def _over(lines: Sequence[Line], cluster: str, groups: Sequence[Term], of_clusters: Mapping[Place, Said]) -> Iterator[Cell]:
    """The cells of a cluster: the best that one of its services offers, unless somebody said otherwise."""
    for i, group in enumerate(groups):
        cells = [line.cells[i] for line in lines]
        services = tuple(service for cell in cells for service in cell.services)
        said = of_clusters.get((cluster, group.slug))
        yield Cell(group.slug, said.state if said else _best({cell.state for cell in cells}), services, said)


def _best(states: set[str]) -> str:
    """Of the services of a cluster, what counts: the best offer, else what somebody said, else nothing known."""
    return next((one for one in (*_OFFER, MISSING, EXCLUDED) if one in states), UNKNOWN)
