"""Which screens there are and how they are made: a literal table. A screen is imported when it is first shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from sociaalhuis.ui.workplace import Screen, Workplace


@dataclass(frozen=True, slots=True)
class Room:
    """A screen of the rail; ``parts`` are the screens that one reaches from it, so that the rail says where one is."""

    name: str
    label: str
    icon: str
    parts: tuple[str, ...] = ()


_BEHIND_THE_CATALOGUE = (
    "checking", "wrong", "known", "service", "newservice", "answers", "proposals", "doubles", "importing", "matrix",
    "matrix_words", "actors", "split",
)  # fmt: skip
RAIL: tuple[Room, ...] = (
    Room("today", "Vandaag", "home", ("dayend", "signal", "deadlines")),
    Room("question", "Nieuwe vraag", "new", ("count", "referral", "together")),
    Room("followup", "Opvolglijst", "follow", ("incoming", "incoming_new", "complaint", "support")),
    Room("client", "Cliënten", "people"),
    Room("catalogue", "Catalogus", "catalogue", _BEHIND_THE_CATALOGUE),
    Room("admin", "Instellingen", "settings", ("retention",)),
    Room("rights", "Rechten", "rights", ("applications",)),
    Room("proactive", "Proactief", "eye", ("campaigns",)),
    Room("agenda", "Agenda", "appointment", ("booking", "calls", "officehours", "outing", "outing_close", "outing_home")),
    Room("policy", "Beleid", "chart", ("reports", "signals")),
)
OF_CLIENTS = frozenset({"followup", "client", "support", "incoming", "together", "applications", "deadlines"})
"""The screens that are empty for who notes no questions."""
DIGITS = "1234567890"
"""The key of each with Ctrl, in the order of the keyboard."""

CATALOGUE: tuple[tuple[str, str, str], ...] = (
    ("Catalogus nakijken", "checking", "good"),
    ("Organisaties: contacten en afspraken", "actors", "people"),
    ("Catalogus inlezen uit een bestand", "importing", "read_in"),
    ("Dubbele fiches", "doubles", "copy"),
    ("Nieuw eigen aanbod: informele hulp", "newservice", "plus"),
    ("Matrix van diensten en doelgroepen", "matrix", "catalogue"),
)
"""What stands behind the catalogue, in the palette: its words, the screen, the icon."""
INSIGHT = (
    ("Rapporten: kwartaalbriefing en jaaroverzicht", "reports", "follow"),
    ("Bewaartermijnen: wat weg moet", "retention", "lock"),
)
"""The same for what the house learns from its own work, and what it does not keep."""

_MODULES: Mapping[str, tuple[str, str]] = {
    "today": ("sociaalhuis.ui.day.today", "Today"),
    "question": ("sociaalhuis.ui.question.screen", "QuestionScreen"),
    "count": ("sociaalhuis.ui.day.count", "CountScreen"),
    "referral": ("sociaalhuis.ui.referral.screen", "ReferralScreen"),
    "followup": ("sociaalhuis.ui.followup.screen", "FollowUp"),
    "client": ("sociaalhuis.ui.client.screen", "ClientScreen"),
    "catalogue": ("sociaalhuis.ui.catalogue.screen", "CatalogueScreen"),
    "checking": ("sociaalhuis.ui.checking.screen", "CheckingScreen"),
    "wrong": ("sociaalhuis.ui.checking.wrong", "WrongScreen"),
    "known": ("sociaalhuis.ui.checking.known", "KnownScreen"),
    "service": ("sociaalhuis.ui.checking.edit", "EditScreen"),
    "newservice": ("sociaalhuis.ui.checking.new", "NewServiceScreen"),
    "answers": ("sociaalhuis.ui.checking.answers", "AnswersScreen"),
    "doubles": ("sociaalhuis.ui.checking.doubles", "DoublesScreen"),
    "proposals": ("sociaalhuis.ui.checking.proposals", "ProposalsScreen"),
    "actors": ("sociaalhuis.ui.actors.screen", "ActorsScreen"),
    "importing": ("sociaalhuis.ui.importing.screen", "ImportScreen"),
    "matrix": ("sociaalhuis.ui.matrix.screen", "MatrixScreen"),
    "matrix_words": ("sociaalhuis.ui.matrix.words", "MatrixWordsScreen"),
    "rights": ("sociaalhuis.ui.rights.screen", "RightsScreen"),
    "applications": ("sociaalhuis.ui.rights.applications", "ApplicationsScreen"),
    "admin": ("sociaalhuis.ui.settings.screen", "Admin"),
    "proactive": ("sociaalhuis.ui.proactive.screen", "Proactive"),
    "campaigns": ("sociaalhuis.ui.campaign.screen", "CampaignsScreen"),
    "signal": ("sociaalhuis.ui.day.signal", "SignalScreen"),
    "signals": ("sociaalhuis.ui.day.signals", "SignalsScreen"),
    "together": ("sociaalhuis.ui.referral.together", "TogetherScreen"),
    "incoming": ("sociaalhuis.ui.incoming.screen", "IncomingScreen"),
    "incoming_new": ("sociaalhuis.ui.incoming.new", "NewIncoming"),
    "complaint": ("sociaalhuis.ui.incoming.independent", "ComplaintScreen"),
    "split": ("sociaalhuis.ui.support.split", "SplitScreen"),
    "support": ("sociaalhuis.ui.support.screen", "SupportScreen"),
    "policy": ("sociaalhuis.ui.policy.screen", "PolicyScreen"),
    "reports": ("sociaalhuis.ui.reports.screen", "ReportsScreen"),
    "retention": ("sociaalhuis.ui.retention.screen", "RetentionScreen"),
    "deadlines": ("sociaalhuis.ui.day.deadlines", "DeadlinesScreen"),
    "dayend": ("sociaalhuis.ui.day.dayend", "DayEndScreen"),
    "agenda": ("sociaalhuis.ui.agenda.screen", "AgendaScreen"),
    "booking": ("sociaalhuis.ui.agenda.booking", "BookingScreen"),
    "calls": ("sociaalhuis.ui.agenda.calls", "CallsScreen"),
    "officehours": ("sociaalhuis.ui.agenda.planning", "OfficeHoursScreen"),
    "outing": ("sociaalhuis.ui.outing.prepare", "PrepareScreen"),
    "outing_close": ("sociaalhuis.ui.outing.close", "CloseScreen"),
    "outing_home": ("sociaalhuis.ui.outing.home", "HomeScreen"),
    "emergency": ("sociaalhuis.ui.safety.emergency", "Emergency"),
    "help": ("sociaalhuis.ui.frame.help", "Help"),
    "problem": ("sociaalhuis.ui.frame.problem", "ProblemScreen"),
}


def make(name: str, place: Workplace) -> Screen:
    """The screen of this name. KeyError for a name that does not exist: a bug."""
    module, kind = _MODULES[name]
    build: Callable[[Workplace], Screen] = getattr(import_module(module), kind)
    return build(place)


def names() -> tuple[str, ...]:
    """The names of all screens."""
    return tuple(_MODULES)
