"""Loading the starter catalogue into a new house: services, rights and dated parameters, with their sources and check dates.

Places and the facts vocabulary are not copied into the house: nobody edits them, so they stay resource files.
"""

import json
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.actions import Actor
from sociaalhuis.catalogue import records, starter
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.store import Store
from sociaalhuis.errors import Refusal
from sociaalhuis.paths import resource


def load_starter(store: Store, actor: Actor) -> int:
    """Put the starter catalogue in the house in one act; gives the number of services. Raises Refusal when it has services."""
    services = starter.services()
    with store.write(actor, "catalogue.load") as session:
        if session.scalar(select(tables.Service.id).limit(1)) is not None:
            raise Refusal("Dit huis heeft al een catalogus.", "Pas de fiches aan in het huis zelf.")
        records.insert(store, session, services.values())
        _insert_rights(store, session)
        _insert_parameters(store, session)
    return len(services)


def _insert_rights(store: Store, session: Session) -> None:
    rows: list[dict[str, Any]] = [
        {
            "slug": row["slug"],
            "name": row["name"],
            "level": row["level"],
            "administering_body": row["administering_body"],
            "gives": row["gives_nl"],
            "how_to_apply": row["how_to_apply_nl"],
            "documents": row["documents_nl"],
            "automatic": row["automatic"],
            "domain": row["life_domain"],
            "human_check": row["human_check_nl"],
            "confidence": row["confidence"],
            "source_url": row["source_url"],
            "assured_date": _day(row["page_checked_on"]),
        }
        for row in _rows("rights.json", "rights")
    ]
    store.insert(session, tables.Right, rows)


def _insert_parameters(store: Store, session: Session) -> None:
    rows: list[dict[str, Any]] = [
        {
            "name": row["name"],
            "value": None if row["value"] is None else float(Fraction(row["value"])),  # one is written as 1/12
            "unit": row["unit"],
            "valid_from": _day(row["valid_from"]),
            "valid_until": _day(row["valid_until"]),
            "stale": row["stale"] is True,
            "confidence": row["confidence"],
            "source_url": row["source_url"],
            "note": row["note"],
        }
        for row in _rows("parameters.json", "parameters")
    ]
    store.insert(session, tables.DatedParameter, rows)


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(resource("starter", name).read_text("utf-8"))[key]
    return rows


def _day(text: str | None) -> date | None:
    """A day, or the first day of a month."""
    return None if not text else date.fromisoformat(text if len(text) > len("2026-01") else f"{text}-01")
