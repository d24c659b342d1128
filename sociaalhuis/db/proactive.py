"""Looking of our own accord: every scan as one act, and the list of what it found, which is scratch and goes again."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Base, Record, new_id


class Scan(Record):
    """One look through all files that may be read: why, by which rules, how many files, and how many findings by cause.

    ``before`` is how rules, offers and amounts stood, to tell the next time what changed (rights.causes.Before as JSON).
    """

    __tablename__ = "scan"
    append_only = True

    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date]
    purpose: Mapped[str]
    rules: Mapped[str]  # the version of all rules and amounts together
    read: Mapped[int]  # files that were read
    passed: Mapped[dict[str, Any]]  # why → how many files were not read
    found: Mapped[dict[str, Any]]  # cause → how many findings
    before: Mapped[dict[str, Any]]


class Finding(Base):
    """Somebody who may be entitled to something new, and why. Scratch: no journal, for what is guessed of people goes again."""

    __tablename__ = "finding"
    __table_args__ = (
        Index("ix_finding_person_id", "person_id"),
        Index("ix_finding_scan_id", "scan_id"),
        Index("ix_finding_contact_id", "contact_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    scan_id: Mapped[UUID] = mapped_column(ForeignKey("scan.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))  # the newest one: its code is how the list names them
    cause: Mapped[str]  # rights.causes.Cause
    rights: Mapped[list[str]]  # slugs
    detail: Mapped[list[str]] = mapped_column(JSON)  # the facts or amounts that made the difference
    on: Mapped[date]
    aside: Mapped[bool] = mapped_column(default=False)


class RulesEdition(Record):
    """A set of rules that was read from a signed file and applied: it counts instead of an older one of the program."""

    __tablename__ = "rules_edition"
    append_only = True

    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str]
    files: Mapped[dict[str, Any]]  # name → text
    sha256: Mapped[str]  # of the signed words
