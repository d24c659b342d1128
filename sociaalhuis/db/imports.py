"""Where records of the catalogue came from, what a source wants to change in them, and what this house knows beside them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class ImportRun(Record):
    """One file that was taken in: what it brought and which of its rows were set apart, with why and what to do."""

    __tablename__ = "import_run"

    at: Mapped[datetime]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    source: Mapped[str]
    format: Mapped[str]
    file: Mapped[str]  # its name without the folder
    sha256: Mapped[str]
    counts: Mapped[dict[str, Any]]
    quarantine: Mapped[list[Any]] = mapped_column(JSON)  # {row, field, why, now}


class ListColumns(Record):
    """Which column of a list (CSV, XLSX) holds what, for every list with the same headings."""

    __tablename__ = "list_columns"

    headings: Mapped[str] = mapped_column(unique=True)  # a digest of them
    taken: Mapped[dict[str, Any]]  # {field: heading}; an empty heading: no column
    at: Mapped[datetime]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))


class ServiceSource(Record):
    """The identity of a service at its source, and what the source said last.

    ``seen`` holds a short digest of every field as the source told it: what differs from it here was changed here, what
    differs from it in a new file was changed there. ``extra`` is what the source tells that no column holds, word for word.
    ``fields``: of a service with more than one source, which of its fields come from this one; None: all of them.
    """

    __tablename__ = "service_source"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        Index("ix_service_source_service_id", "service_id"),
        Index("ix_service_source_run_id", "run_id"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("import_run.id"))
    source: Mapped[str]
    source_id: Mapped[str]
    modified: Mapped[str | None]  # as the source writes it
    seen: Mapped[dict[str, Any]]
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    fields: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class Proposal(Record):
    """A field that changed at the source while this house had changed or verified it: a person decides."""

    __tablename__ = "proposal"
    __table_args__ = (Index("ix_proposal_service_id", "service_id"), Index("ix_proposal_run_id", "run_id"))

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("import_run.id"))
    field: Mapped[str]
    value: Mapped[dict[str, Any]]  # {"here": …, "there": …} at the moment of the import
    state: Mapped[str]  # open | taken | refused


class LocalNote(Record):
    """What only this house knows about a service. No import touches it and no export tells it."""

    __tablename__ = "local_note"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), unique=True)
    tips: Mapped[str | None]
    waiting_time: Mapped[str | None]  # as it really is
    ask_for: Mapped[str | None]
    best_hour: Mapped[str | None]
    phone_note: Mapped[str | None]
    noted: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
