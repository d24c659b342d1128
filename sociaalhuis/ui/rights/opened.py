"""An unfinished exploration as a draft keeps it, and what one is opened with: its draft, what is known, what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sociaalhuis.desk import drafts
from sociaalhuis.desk.rights import applications, explorations, talk
from sociaalhuis.desk.rights.applications import Standing
from sociaalhuis.desk.rights.explorations import Start
from sociaalhuis.desk.rights.talk import Talk
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Opened:
    """What the screen starts with."""

    begun: Start = field(default_factory=Start)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    draft: drafts.Draft | None = None


def content(now: Talk, chosen: Sequence[str], services: Sequence[str]) -> Mapping[str, Any]:
    """What a draft holds; nothing when nothing was asked or chosen."""
    if not now.asked and not chosen:
        return {}
    begun = now.begun
    return {
        "words": f"Rechten verkennen: {count(len(now.asked), 'vraag', 'vragen')}",
        "contact": str(begun.contact) if begun.contact else None,
        "person": str(begun.person) if begun.person else None,
        "talk": talk.to_data(now),
        "chosen": list(chosen),
        "services": list(services),
    }


def find(place: Workplace, draft: UUID | None, contact: UUID | None, person: UUID | None) -> Opened:
    """My unfinished exploration for these, if there is one, with what is known of the client. Reads the house.

    Raises Refusal when the contact is gone.
    """
    mine = drafts.mine(place.house, explorations.DRAFT)
    kept = next((one for one in mine if _same(one, draft, contact, person)), None)
    if kept is not None:
        contact, person = _id(kept, "contact"), _id(kept, "person")
    begun = explorations.start(place.house, place.today(), contact=contact, person=person)
    return Opened(begun, applications.standings(place.house, begun.contact, begun.person), kept)


def _same(kept: drafts.Draft, draft: UUID | None, contact: UUID | None, person: UUID | None) -> bool:
    if draft is not None:
        return kept.id == draft
    return _id(kept, "contact") == contact if contact is not None else _id(kept, "person") == person


def _id(kept: drafts.Draft, key: str) -> UUID | None:
    return UUID(kept.content[key]) if kept.content[key] else None


def about(begun: Start) -> str:
    """For whom it is, and what comes along, for the head of the screen."""
    who = begun.name or (f"Code {begun.reference}" if begun.reference else "Anoniem")
    parts = [who, *([f"code {begun.reference}"] if begun.name and begun.reference else [])]
    if begun.earlier:
        number, day = begun.earlier
        parts.append(f"{count(number, 'feit', 'feiten')} van vroeger, het laatste van {short_day(day)}")
    if begun.last:
        parts.append(f"rechten verkend op {short_day(begun.last)}")
    return " · ".join(parts)
