"""Giving the catalogue out: what the house knows of services, without what is its own.

Never: confidential services and addresses, notes, the local layer, contact persons, staff or clients. What stopped goes out as
inactive.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from sociaalhuis.actions import allows
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.imports import ServiceSource
from sociaalhuis.db.joining import ServiceJoin
from sociaalhuis.desk.catalogue import rows, settling
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange.catalogue import hsds_out, own, package, sheets
from sociaalhuis.exchange.catalogue.model import Record
from sociaalhuis.house import House

_BATCH = 500
BY_SUFFIX = {".xlsx": "xlsx", ".csv": "csv", ".json": "hsds-json", ".zip": "hsds-csv"}
"""The form that the name of a file asks for."""


def records(session: Session) -> Iterator[Record]:
    """Every service of the house that everybody may know as a record, in the order of the slugs; joined ones once."""
    known: dict[Any, tuple[str, str, str | None]] = {
        service: (source, source_id, modified)
        for service, source, source_id, modified in session.execute(
            select(ServiceSource.service_id, ServiceSource.source, ServiceSource.source_id, ServiceSource.modified).order_by(
                ServiceSource.id.desc()
            )
        )
    }
    query = (
        select(tables.Service)
        .where(tables.Service.confidentiality.is_(None))  # what is internal or secret stays here
        .where(tables.Service.id.not_in(select(ServiceJoin.gone_id).where(ServiceJoin.undone.is_(None))))
        .options(
            joinedload(tables.Service.organization), selectinload(tables.Service.phones), selectinload(tables.Service.addresses)
        )
        .order_by(tables.Service.slug)
        .execution_options(yield_per=_BATCH)
    )
    for row in session.scalars(query):
        source, source_id, _ = known.get(row.id, (own.HOUSE, row.slug, None))
        yield rows.record(row, source, source_id)


def nested(session: Session) -> list[dict[str, Any]]:
    """Every service in the nested form of HSDS."""
    return [hsds_out.service(one, settling.hours_of_words, settling.province) for one in records(session)]


def canonical(house: House) -> str:
    """The hash of the catalogue as it goes out: two houses with the same one have the same public catalogue."""
    with house.store.read() as session:
        return hsds_out.canonical(nested(session))


def write(house: House, format_: str, out: Path) -> int:
    """Write the catalogue; gives the number of services. Raises Refusal for a role that may not, Trouble for the disk."""
    if not allows("catalogue.export", house.actor.role):
        raise Refusal("Je rol laat dit niet toe: catalogus exporteren.", "Vraag het aan je coördinator of de beheerder.")
    with house.store.read() as session:
        try:
            if format_ in ("csv", "xlsx"):
                found = list(records(session))
                (sheets.write_csv if format_ == "csv" else sheets.write_xlsx)(found, out)
                return len(found)
            services = nested(session)
            if format_ == "hsds-csv":
                package.write(services, out)
            else:
                out.write_bytes(orjson.dumps(hsds_out.page(services), option=orjson.OPT_INDENT_2))
            return len(services)
        except OSError as error:
            raise Trouble(f"“{out}” kan niet geschreven worden.", "Kies een andere map.") from error
