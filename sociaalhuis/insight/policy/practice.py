"""The themes of an invented town: figures of the last years, a SWOT, goals with actions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sociaalhuis.catalogue.matrix_axes import CLUSTERS
from sociaalhuis.db.base import new_id
from sociaalhuis.db.policy import Indicator, ThemeLine
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House
from sociaalhuis.insight.policy import plans

type _Row = dict[str, Any]


def fill(house: House, session: Session, themes: Iterable[Mapping[str, Any]], user: UUID, now: datetime) -> None:
    """Keep what ``themes`` tell (resources/demo), in a session that may write it."""
    today = local(now).date()
    for one in themes:
        shared = {"list_name": CLUSTERS, "theme": one["theme"], "at": now, "user_id": user}
        house.store.insert(session, Indicator, [{"id": new_id(), **shared, **row} for row in _figures(one["figures"], today)])
        points = [{"kind": kind, "text": text} for kind, texts in one["swot"].items() for text in texts]
        rows = [*points, *_goals(one["goals"], 0, None, today)]
        empty = {
            "above_id": None,
            "year": today.year,
            "ground": "",
            "owner": "",
            "due": None,
            "state": None,
            "state_on": None,
            "reference": "",
        }
        house.store.insert(session, ThemeLine, [{"id": new_id(), **shared, **empty, **row} for row in rows])


def _figures(told: Iterable[Mapping[str, Any]], today: date) -> Iterator[_Row]:
    """A row for each value; the first is that of last year."""
    for one in told:
        known = {key: one[key] for key in ("label", "area", "unit", "source")}
        yield from ({**known, "year": today.year - back, "value": value} for back, value in enumerate(one["values"], 1))


def _goals(told: Iterable[Mapping[str, Any]], level: int, above: UUID | None, today: date) -> Iterator[_Row]:
    """The goals, each followed by what stands under it."""
    for one in told:
        goal = new_id()
        kind = plans.GOALS[level]
        yield {"id": goal, "kind": kind, "text": one["text"], "above_id": above, "state": plans.BUSY, "state_on": today}
        yield from _goals(one.get("under", ()), level + 1, goal, today)
        for act in one.get("actions", ()):
            yield {
                "kind": plans.ACTION,
                "text": act["text"],
                "above_id": goal,
                "owner": act["owner"],
                "state": act["state"],
                "state_on": today,
                "due": today + timedelta(days=act["days"]),
            }
