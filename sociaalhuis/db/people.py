"""People who asked for help and were willing to be known by name. Nobody has to be in here to get information."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class Person(Record):
    """A client with a file. All but a name is optional; what was not asked stays None."""

    __tablename__ = "person"

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
    protected: Mapped[bool] = mapped_column(default=False)
    informed_on: Mapped[date | None]  # when it was explained what is kept and why (GDPR, article 13); None: not yet
    stopped_on: Mapped[date | None]  # since when this person does not want that the desk looks or calls of its own accord
