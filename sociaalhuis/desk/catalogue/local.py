"""The local layer: what only this house knows about a service. No import touches it, no export tells it."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import select

from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.imports import LocalNote
from sociaalhuis.desk.catalogue import checking
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

MOST = 2_000  # characters of one field


@dataclass(frozen=True, slots=True)
class Known:
    """Tips, the waiting time as it really is, whom to ask for, when it answers, and a note on the number."""

    tips: str | None = None
    waiting_time: str | None = None
    ask_for: str | None = None
    best_hour: str | None = None
    phone_note: str | None = None


def known(house: House, slug: str) -> Known:
    """What the house knows of a service; empty when nothing was noted."""
    return heard(house, slug)[0]


def heard(house: House, slug: str) -> tuple[Known, date | None]:
    """What the house knows of a service, and the day on which it was noted."""
    with house.store.read() as session:
        note = session.scalar(select(LocalNote).join(Service, LocalNote.service_id == Service.id).where(Service.slug == slug))
        if note is None:
            return Known(), None
        return Known(*(getattr(note, one.name) for one in fields(Known))), local(note.noted).date()


def note(house: House, slug: str, said: Known, now: datetime) -> None:
    """Keep what the house knows of a service, in the place of what it knew.

    Raises Refusal for too long a text, and for a record that is gone.
    """
    words = {one.name: (getattr(said, one.name) or "").strip() or None for one in fields(Known)}
    if any(value and len(value) > MOST for value in words.values()):
        raise Refusal(f"Een veld is langer dan {MOST} tekens.", "Schrijf het korter.")
    if house.actor.id is None:
        raise PermissionError("the program itself knows nothing of services")
    with house.store.write(house.actor, "service.note") as session:
        service = checking.row(session, slug)
        found = session.scalar(select(LocalNote).where(LocalNote.service_id == service.id))
        if found is None:
            found = LocalNote(service_id=service.id, user_id=house.actor.id, noted=now)
            session.add(found)
        for name, value in words.items():
            setattr(found, name, value)
        found.noted, found.user_id = now, house.actor.id
