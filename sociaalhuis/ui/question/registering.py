"""Saving a question from its screen: the contact, and the line of the register when it is a steunaanvraag, in one act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sociaalhuis.actions import allows
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.support import acts
from sociaalhuis.house import House

_BEHIND = " ▲ De klok van deze pc loopt achter. Kijk de datum na."


_KEEPS = "Een beheerder noteert geen vragen. Voeg iemand toe voor het onthaal: Ctrl+6, Alt+W. Dat mag je zelf zijn."
_LOOKS = "Met jouw rol kun je hier kijken en zoeken. Bewaren kan niet: vraag het aan een collega van het onthaal."


def refusal(role: str) -> str:
    """What keeps somebody of this role from saving a question, said before a word is typed; empty for who can."""
    if allows("contact.register", role):
        return ""
    return _KEEPS if allows("user.add", role) else _LOOKS


@dataclass(frozen=True, slots=True)
class Registered:
    """A question that was saved; ``request`` is its steunaanvraag, None when it is none. ``said``: what the screen says."""

    noted: intake.Noted
    request: UUID | None
    said: str


def register(house: House, question: intake.Question, support: bool, draft: UUID, moment: datetime) -> Registered:
    """Save it, and let its draft go. Raises Refusal for what may not be saved."""
    if support:
        noted, received = acts.register(house, question, moment)
        behind = _BEHIND if received.behind else ""
        made = Registered(noted, received.id, f"Ingeschreven als {received.number}, code {noted.reference}.{behind}")
    else:
        noted = intake.register(house, question, moment)
        made = Registered(noted, None, f"Bewaard met code {noted.reference}.")
    drafts.drop(house, draft)
    return made
