"""People who asked for help and were willing to be known by name, and what belongs to a file as a whole.

Nobody has to be in here to get information. What happened at the desk stands in desk.py; here are the person, who may stand up
for him or her, who may open a protected file, notes under lock, how far each life domain is, what the client agrees to, and
which files were found to be of one and the same person.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record

TAKE_BACK = "take_back"  # a step or an answer that says that an earlier one counts no more


class Person(Record):
    """A client with a file. All but a name is optional; what was not asked stays None."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_keyworker_id", "keyworker_id"),)

    given_name: Mapped[str]
    family_name: Mapped[str]
    sought: Mapped[str]  # the names folded for searching: small letters, no accents
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    street: Mapped[str | None]
    postal_code: Mapped[str | None]
    municipality: Mapped[str | None]  # NIS code
    language: Mapped[str | None]  # a slug of resources/vocab/languages
    reading: Mapped[str | None]  # a slug of resources/vocab/reading_preferences
    interpreter: Mapped[str | None]  # a slug of resources/vocab/interpreter_forms; None: not asked
    safe_contact: Mapped[str | None]  # how this person can be reached without danger, in the client's words
    forbidden_ways: Mapped[list[str] | None]  # slugs of resources/vocab/contact_ways; empty: all is well, None: not asked
    keyworker_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))  # who keeps the overview (aanspreekpunt)
    protected: Mapped[bool] = mapped_column(default=False)  # only named colleagues see that there is a file
    informed_on: Mapped[date | None]  # when it was explained what is kept and why (GDPR, article 13); None: not yet
    stopped_on: Mapped[date | None]  # since when this person does not want that the desk looks or calls of its own accord
    erased_on: Mapped[date | None]  # since when nothing is known of this person but that somebody was here (desk.retention)


class NamedColleague(Record):
    """A colleague who may open a protected file, and who (``user_id``) decided so."""

    __tablename__ = "named_colleague"
    __table_args__ = (
        UniqueConstraint("person_id", "colleague_id", name="uq_named_colleague_person_id_colleague_id"),
        Index("ix_named_colleague_person_id", "person_id"),
        Index("ix_named_colleague_colleague_id", "colleague_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    colleague_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))


class Representative(Record):
    """Somebody who acts or speaks for a client: for what, and from when to when."""

    __tablename__ = "representative"
    __table_args__ = (Index("ix_representative_person_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    capacity: Mapped[str]  # a slug of resources/vocab/representatives
    scope: Mapped[str]  # a slug of resources/vocab/representation_scopes
    phone: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[date | None]  # the last day; None: no end in sight


class ClientNote(Record):
    """A note under lock (vertrouwelijke notitie): for its writer and the coordinator, for everybody else it is not there."""

    __tablename__ = "client_note"
    __table_args__ = (Index("ix_client_note_person_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]  # what is about somebody else may stand between [[ and ]]
    consulted: Mapped[str]  # with whom it was talked over; empty: not answered, as the next two
    talked: Mapped[str]  # what was said of it to the client
    alternatives: Mapped[str]  # what else could be done
    on_copy: Mapped[bool] = mapped_column(default=False)  # the client gets it on the inzageversie
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))


class DomainStep(Record):
    """How far a life domain is: explored, acted on, a result, or not wanted. Never changed: a mistake is taken back."""

    __tablename__ = "domain_step"
    __table_args__ = (Index("ix_domain_step_person_id", "person_id"),)
    append_only = True

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    domain: Mapped[str]  # a slug of resources/vocab/life_domains
    state: Mapped[str]  # a slug of resources/vocab/domain_states, or TAKE_BACK
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    takes_back: Mapped[UUID | None]

    def taken_back(self, at: datetime, by: UUID) -> "DomainStep":
        """The step that takes this one back; others of the same domain stand for themselves."""
        return DomainStep(person_id=self.person_id, domain=self.domain, state=TAKE_BACK, at=at, user_id=by, takes_back=self.id)


class PurposeConsent(Record):
    """What a client answered for one purpose of the file. Never changed: the last answer that counts holds."""

    __tablename__ = "purpose_consent"
    __table_args__ = (Index("ix_purpose_consent_person_id", "person_id"),)
    append_only = True

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str]  # a slug of resources/vocab/consent_purposes
    state: Mapped[str]  # a slug of resources/vocab/consent_states, or TAKE_BACK
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    takes_back: Mapped[UUID | None]

    def taken_back(self, at: datetime, by: UUID) -> "PurposeConsent":
        """The answer that takes this one back."""
        return PurposeConsent(
            person_id=self.person_id, purpose=self.purpose, state=TAKE_BACK, at=at, user_id=by, takes_back=self.id
        )


class PersonMerge(Record):
    """Two files that were of one person. The file that went stays as it was; ``moved`` and ``filled`` let it come back.

    ``moved``: table → ids of the rows that got the kept person; ``filled``: column → [before, after] of the kept person.
    """

    __tablename__ = "person_merge"
    __table_args__ = (Index("ix_person_merge_kept_id", "kept_id"), Index("ix_person_merge_gone_id", "gone_id"))

    kept_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    gone_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    moved: Mapped[dict[str, Any]]
    filled: Mapped[dict[str, Any]]
    undone: Mapped[datetime | None]
