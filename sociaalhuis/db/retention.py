"""What must go because its term is over: the list that one person makes and another carries out (vernietigingsvoorstel)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class RetentionProposal(Record):
    """Files and questions to be erased. Once it has ended, ``people`` and ``contacts`` are empty and only ``counts`` remain."""

    __tablename__ = "retention_proposal"
    __table_args__ = (Index("ix_retention_proposal_ended_by", "ended_by"),)

    made: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date]  # the day for which the terms were counted
    asked: Mapped[str | None]  # of a client who asks to be erased (GDPR, article 17): why it is done; None: the term is over
    people: Mapped[list[str]] = mapped_column(default=list)  # hexadecimal ids
    contacts: Mapped[list[str]] = mapped_column(default=list)  # questions without a person: hexadecimal ids
    spared: Mapped[dict[str, Any]] = mapped_column(default=dict)  # hexadecimal id of a person → why the file stays
    ended: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    counts: Mapped[dict[str, Any] | None]  # class → how many were erased; None: nothing was, it was taken back
