"""The diensten-doelgroepenmatrix of this house: read whole, a cell filled in, its words changed.

What a person says of a cell is kept apart from the records, by service or by cluster: an import changes tags, never this.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import matrix, matrix_axes, places, records
from sociaalhuis.catalogue.matrix import Matrix, Said
from sociaalhuis.catalogue.matrix_axes import GROUPS, NAMES, Own
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.verifying import HouseTerm, MatrixCell
from sociaalhuis.desk.intake import cleaned, worker
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

LONGEST = 400  # characters of a note
_LONGEST_LABEL = 60
_BY_TAGS = ""  # the state of a cell that nobody speaks of


def whole(house: House, on: date) -> Matrix:
    """The matrix of this house on a day: the services that work where the house is, all of them when it does not say where."""
    where = places.known(house.text("house.postal_code"))
    reach = places.reach_of(where)
    with house.store.read() as session:
        services = records.everything(session, secret=allows("service.secret", house.actor.role))
        said = list(session.scalars(select(MatrixCell)))
        slugs: dict[UUID, str] = dict(session.execute(select(Service.id, Service.slug)).all())
        own = own_words(session)
    of_services = {(slugs[one.service_id], one.target_group): _said(one) for one in said if one.service_id is not None}
    of_clusters = {(one.cluster, one.target_group): _said(one) for one in said if one.cluster is not None}
    axes = matrix_axes.axes(clusters(house), own, on)
    here = [one for one in services.values() if not where or places.covers_reach(one.area, reach) is not False]
    return matrix.build(here, axes, on, of_services=of_services, of_clusters=of_clusters)


def clusters(house: House) -> str:
    """The list of clusters that this house uses."""
    return NAMES[house.text("matrix.clusters")]


def _said(one: MatrixCell) -> Said:
    return Said(one.state, one.note or "", one.source or "", local(one.at).date())


def fill(
    house: House, group: str, said: Said, now: datetime, *, service: str | None = None, cluster: str | None = None
) -> None:
    """Say what a cell is, of a service (slug) or of a cluster; an empty state gives the cell back to the tags.

    Raises Refusal for a state, a group or a service that is not there, and for a note that is too long.
    """
    if said.state not in {_BY_TAGS, *(term.slug for term in vocab.terms("matrix_cells", local(now).date()))}:
        raise Refusal("Deze celwaarde bestaat niet.", "Kies er een uit de lijst.")
    note, source = _line(said.note), _line(said.source)
    user = worker(house)
    with house.store.write(house.actor, "matrix.note") as session:
        service_id = None if service is None else _service(session, service)
        if group not in {term.slug for term in _axes(house, session, local(now).date()).groups}:
            raise Refusal("Deze doelgroep staat niet in de matrix.", "Kies een cel van de matrix.")
        same = MatrixCell.service_id == service_id if service else MatrixCell.cluster == cluster
        row = session.scalar(select(MatrixCell).where(same, MatrixCell.target_group == group))
        if said.state == _BY_TAGS:
            if row is not None:
                session.delete(row)
            return
        if row is None:
            row = MatrixCell(service_id=service_id, cluster=None if service else cluster, target_group=group)
            session.add(row)
        row.state, row.note, row.source, row.at, row.user_id = said.state, note or None, source or None, now, user


def _service(session: Session, slug: str) -> UUID:
    found = session.scalar(select(Service.id).where(Service.slug == slug))
    if found is None:
        raise Refusal("Deze fiche staat niet meer in de catalogus.", "Kies een andere rij.")
    return found


def _line(text: str) -> str:
    line = " ".join(cleaned(text).split())
    if len(line) > LONGEST:
        raise Refusal(f"Dit is te lang ({len(line)} tekens).", f"Hou het bij {LONGEST} tekens.")
    return line


def _axes(house: House, session: Session, on: date) -> matrix_axes.Axes:
    return matrix_axes.axes(clusters(house), own_words(session), on)


def own_words(session: Session) -> Sequence[Own]:
    """The words that this house has of its own."""
    return [
        Own(one.list_name, one.slug, one.label, one.rank, one.valid_from, one.valid_until, tuple(one.takes))
        for one in session.scalars(select(HouseTerm).order_by(HouseTerm.rank, HouseTerm.slug))
    ]


def say_word(house: House, own: Own, now: datetime) -> None:
    """Give a cluster or a target group another label, place or last day, or add one of this house.

    Raises Refusal for an empty or long label, for another list, and for what ends before it begins.
    """
    label = " ".join(cleaned(own.label).split())
    if own.list_name not in (GROUPS, *NAMES.values()) or not own.slug.isidentifier():
        raise Refusal("Dit woord hoort in geen lijst van de matrix.", "Kies een cluster of een doelgroep.")
    if not label or len(label) > _LONGEST_LABEL:
        raise Refusal("Dit woord is leeg of te lang.", f"Geef een woord van hoogstens {_LONGEST_LABEL} tekens.")
    if own.valid_until is not None and own.valid_until < own.valid_from:
        raise Refusal("Dit woord eindigt voor het begint.", "Kies een latere laatste dag.")
    with house.store.write(house.actor, "matrix.words") as session:
        where = HouseTerm.list_name == own.list_name, HouseTerm.slug == own.slug
        row = session.scalar(select(HouseTerm).where(*where))
        if row is None:
            row = HouseTerm(list_name=own.list_name, slug=own.slug)
            session.add(row)
        row.label, row.rank, row.takes = label, own.order, list(own.takes)
        row.valid_from, row.valid_until = own.valid_from, own.valid_until
