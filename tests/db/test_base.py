"""What every table shares: moments in UTC, ids in the order of making."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from sociaalhuis.db.base import Moment, new_id
from sociaalhuis.db.schema import METADATA, records

DIALECT = sqlite.dialect()
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=zones))  # noqa: DTZ001  # the limits have no zone
def test_a_moment_is_kept_in_utc_and_comes_back_as_the_same_moment(moment: datetime) -> None:
    stored = Moment().process_bind_param(moment, DIALECT)
    assert stored is not None
    assert stored.tzinfo is UTC
    assert Moment().process_result_value(stored.replace(tzinfo=None), DIALECT) == moment  # SQLite drops the zone


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 11, 23), DIALECT)  # noqa: DTZ001  # the point of the test
    assert Moment().process_bind_param(None, DIALECT) is None
    assert Moment().process_result_value(None, DIALECT) is None


def test_ids_are_unique_and_in_the_order_of_making() -> None:
    made = [new_id() for _ in range(20_000)]
    assert len(set(made)) == len(made)
    assert made == sorted(made)
    assert {(type(one), one.version) for one in made} == {(UUID, 7)}


def test_every_constraint_has_a_name_and_every_reference_an_index() -> None:
    for table in METADATA.tables.values():
        for constraint in table.constraints:
            assert constraint.name, table.name
        indexed = {next(iter(index.columns)).name for index in table.indexes} | {c.name for c in table.columns if c.unique}
        small = {"user_id", "parent_id"}  # few rows on the other side, never searched from there
        for key in table.foreign_keys:
            assert key.parent.name in indexed | small, f"{table.name}.{key.parent.name}"


def test_parents_come_before_children() -> None:
    seen: set[str] = set()
    for model in records():
        table = METADATA.tables[model.__tablename__]
        assert {key.column.table.name for key in table.foreign_keys} <= seen | {table.name}
        seen.add(table.name)
