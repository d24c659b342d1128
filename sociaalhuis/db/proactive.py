"""Looking of our own accord: every scan as one act, what it found, and campaigns; lists of people are scratch and go again."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
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


class Campaign(Record):
    """Reaching a group of people about one or more rights: why that may be, where the list comes from, and until when it stays.

    Its list (CampaignRow) is erased on ``delete_on``; what remains are ``totals``, numbers without anybody in them.
    """

    __tablename__ = "campaign"

    name: Mapped[str]
    made: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    basis: Mapped[str]  # a slug of resources/vocab/campaign_bases
    decision: Mapped[str | None]  # which decision or law, in words
    source: Mapped[str]  # where the list comes from, in words
    rights: Mapped[list[str]]  # slugs
    started: Mapped[date]
    delete_on: Mapped[date]
    erased: Mapped[datetime | None]
    totals: Mapped[dict[str, Any] | None]


class CampaignRow(Base):
    """One client on the list of a campaign. Scratch: no journal, for after the day of erasing nobody may be found back."""

    __tablename__ = "campaign_row"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id", name="uq_campaign_row_campaign_id_person_id"),
        Index("ix_campaign_row_campaign_id", "campaign_id"),
        Index("ix_campaign_row_person_id", "person_id"),
        Index("ix_campaign_row_contact_id", "contact_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))  # the newest one: its code is how lists name them
    rights: Mapped[list[str]]  # those of the campaign that may be missed
    cause: Mapped[str]  # rights.causes.Cause
    known_by: Mapped[str]  # active | before | nobody: who helps this client already (desk.proactive.campaigns)
    triage: Mapped[str]  # a slug of resources/vocab/campaign_triage
    written_on: Mapped[date | None]  # when the letter was made
    end: Mapped[str | None]  # a slug of resources/vocab/campaign_ends
    ended_on: Mapped[date | None]
    steps: Mapped[list[str]] = mapped_column(default=list)  # ids of the right steps that this end made, to take them back


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
