"""Who checked which record of the catalogue, what organisations answered, and what people say of a cell of the matrix."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class Verification(Record):
    """One time that somebody checked a record: how, and with whom. Editing a record is another act."""

    __tablename__ = "verification"
    __table_args__ = (Index("ix_verification_service_id", "service_id"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    way: Mapped[str]  # a slug of resources/vocab/verify_ways
    whom: Mapped[str | None]  # at the organisation, in words


class ActorAnswer(Record):
    """What an organisation answered on the questionnaire about its service; what changes a record goes by a proposal."""

    __tablename__ = "actor_answer"
    __table_args__ = (Index("ix_actor_answer_service_id", "service_id"), Index("ix_actor_answer_run_id", "run_id"))

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("import_run.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    whom: Mapped[str | None]  # who filled it in
    answers: Mapped[dict[str, Any]]  # question → words, or slugs of target groups


class MatrixCell(Record):
    """What somebody says of one cell of the diensten-doelgroepenmatrix; it goes before the tags and no import touches it.

    Of one service, or of a whole cluster (a slug of the list of clusters that the house uses).
    """

    __tablename__ = "matrix_cell"
    __table_args__ = (
        CheckConstraint("(service_id IS NULL) <> (cluster IS NULL)", name="of_one_thing"),
        UniqueConstraint("service_id", "target_group"),
        UniqueConstraint("cluster", "target_group"),
        Index("ix_matrix_cell_service_id", "service_id"),
    )

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"))
    cluster: Mapped[str | None]
    target_group: Mapped[str]
    state: Mapped[str]  # a slug of resources/vocab/matrix_cells
    note: Mapped[str | None]
    source: Mapped[str | None]
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))


class HouseTerm(Record):
    """A word that this house has of its own in a list of the matrix, or says otherwise: another label, another last day."""

    __tablename__ = "house_term"
    __table_args__ = (UniqueConstraint("list_name", "slug"),)

    list_name: Mapped[str]
    slug: Mapped[str]
    label: Mapped[str]
    rank: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    takes: Mapped[list[Any]] = mapped_column(JSON)  # slugs of life domains, domains or tags that come here
