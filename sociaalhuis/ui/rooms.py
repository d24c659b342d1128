"""Which screens there are and how they are made: a literal table. A screen is imported when it is first shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from sociaalhuis.ui.workplace import Screen, Workplace


@dataclass(frozen=True, slots=True)
class Room:
    """A screen of the rail."""

    name: str
    label: str
    icon: str


RAIL: tuple[Room, ...] = (
    Room("today", "Vandaag", "home"),
    Room("question", "Nieuwe vraag", "new"),
    Room("followup", "Opvolglijst", "follow"),
    Room("client", "Cliënten", "people"),
    Room("catalogue", "Catalogus", "catalogue"),
    Room("admin", "Instellingen", "settings"),
    Room("rights", "Rechten", "rights"),
    Room("proactive", "Proactief", "eye"),
)

_MODULES: Mapping[str, tuple[str, str]] = {
    "today": ("sociaalhuis.ui.today", "Today"),
    "question": ("sociaalhuis.ui.question", "QuestionScreen"),
    "count": ("sociaalhuis.ui.count", "CountScreen"),
    "referral": ("sociaalhuis.ui.referral", "ReferralScreen"),
    "followup": ("sociaalhuis.ui.followup", "FollowUp"),
    "client": ("sociaalhuis.ui.client", "ClientScreen"),
    "catalogue": ("sociaalhuis.ui.catalogue", "CatalogueScreen"),
    "rights": ("sociaalhuis.ui.rights", "RightsScreen"),
    "applications": ("sociaalhuis.ui.applications", "ApplicationsScreen"),
    "admin": ("sociaalhuis.ui.admin", "Admin"),
    "proactive": ("sociaalhuis.ui.proactive", "Proactive"),
    "campaigns": ("sociaalhuis.ui.campaign", "CampaignsScreen"),
    "signal": ("sociaalhuis.ui.signal", "SignalScreen"),
    "signals": ("sociaalhuis.ui.signals", "SignalsScreen"),
    "together": ("sociaalhuis.ui.together", "TogetherScreen"),
    "incoming": ("sociaalhuis.ui.incoming", "IncomingScreen"),
    "incoming_new": ("sociaalhuis.ui.incoming_new", "NewIncoming"),
    "complaint": ("sociaalhuis.ui.incoming_independent", "ComplaintScreen"),
    "dayend": ("sociaalhuis.ui.dayend", "DayEndScreen"),
    "emergency": ("sociaalhuis.ui.emergency", "Emergency"),
    "help": ("sociaalhuis.ui.help", "Help"),
}


def make(name: str, place: Workplace) -> Screen:
    """The screen of this name. KeyError for a name that does not exist: a bug."""
    module, kind = _MODULES[name]
    build: Callable[[Workplace], Screen] = getattr(import_module(module), kind)
    return build(place)


def names() -> tuple[str, ...]:
    """The names of all screens."""
    return tuple(_MODULES)
