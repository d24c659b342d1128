"""What every table shares: ids made by the device, moments in UTC, names for constraints."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import JSON, DateTime, Dialect, MetaData, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def new_id() -> UUID:
    """A UUIDv7: unique without asking anyone, and in order of making."""
    return uuid_utils.compat.uuid7()


class Moment(TypeDecorator[datetime]):
    """A moment, always in UTC; a naive datetime is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is, for who reads one back from the journal."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database (SQLite keeps no zone, a server gives its own)."""
        return value if value is None else value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables; constraints are named so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        UUID: Uuid(native_uuid=False),  # everywhere as digits: the journal and long lists read them so
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


class Record(Base):
    """A row that the journal follows. ``append_only`` rows are never changed or removed through the door.

    A row that ``stays`` is not removed when its act is taken back: an event of it says so. Of a row that goes then, the journal
    keeps what stood in it only when it is ``public``.
    """

    __abstract__ = True
    append_only: ClassVar[bool] = False
    stays: ClassVar[bool] = False
    public: ClassVar[bool] = False

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)

    def taken_back(self, _at: datetime, _by: UUID) -> "Record | None":
        """For a row that never changes: the new row that says that this one counts no more.

        Raises Refusal when something that came later stands in the way.
        """
        raise PermissionError(f"a row of {self.__tablename__} cannot be taken back")
