"""The register of actions: one literal table from which come the permission matrix, the words of the audit and the palette.

An action names its roles and the tables that it may write; the door refuses everything else. Roles are the slugs of
resources/vocab/roles; SYSTEM is the program itself at birth, restore and migration, never a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

ONTHAAL = "onthaal"
MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker"
COORDINATOR = "coordinator"
BEHEERDER = "beheerder"
RAPPORT_LEZER = "rapport_lezer"
VRIJWILLIGER = "vrijwilliger"
SYSTEM = "systeem"

ROLES = (ONTHAAL, MAATSCHAPPELIJK_WERKER, COORDINATOR, BEHEERDER, RAPPORT_LEZER, VRIJWILLIGER)
_DESK = frozenset({ONTHAAL, MAATSCHAPPELIJK_WERKER, COORDINATOR})
_COUNTER = _DESK | {VRIJWILLIGER}
_LEAD = frozenset({COORDINATOR, BEHEERDER})
_PROACTIVE = _LEAD | {MAATSCHAPPELIJK_WERKER}
_KEEPER = frozenset({BEHEERDER})
_SYSTEM = frozenset({SYSTEM})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the id of a user (None for the program itself) and the role."""

    id: UUID | None
    role: str


THE_PROGRAM = Actor(None, SYSTEM)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. ``writes`` are table names; ``undoable`` acts can be taken back from the journal."""

    key: str
    label: str
    roles: frozenset[str]
    writes: frozenset[str] = field(default_factory=frozenset)
    undoable: bool = False


def _register(*actions: Action) -> Mapping[str, Action]:
    return MappingProxyType({action.key: action for action in actions})


ACTIONS: Mapping[str, Action] = _register(
    Action("house.create", "huis maken", _SYSTEM, frozenset({"house", "device", "user", "setting"})),
    Action("house.restore", "huis terugzetten", _SYSTEM, frozenset({"device"})),
    Action("catalogue.load", "catalogus laden", _SYSTEM | _LEAD, frozenset(
        {"organization", "service", "phone", "address", "right", "parameter"})),
    Action("user.add", "medewerker toevoegen", _KEEPER, frozenset({"user"})),
    Action("user.disable", "medewerker uitschakelen", _KEEPER, frozenset({"user"})),
    Action("passphrase.change", "eigen wachtwoord wijzigen", frozenset(ROLES)),
    Action("passphrase.give", "nieuw wachtwoord geven", _KEEPER),
    Action("recovery.renew", "herstelcode vernieuwen", _KEEPER, frozenset({"setting"})),
    Action("recovery.sheet", "herstelblad maken", _KEEPER, frozenset({"setting"})),
    Action("setting.change", "instelling wijzigen", _KEEPER, frozenset({"setting"}), undoable=True),
    Action("duty.change", "wachtdienst wijzigen", _DESK | _KEEPER, frozenset({"setting"}), undoable=True),
    Action("contact.count", "turven", _COUNTER, frozenset({"contact"}), undoable=True),
    Action("contact.register", "vraag noteren", _DESK, frozenset(
        {"contact", "told", "passed_over", "unmet_need"}), undoable=True),
    Action("person.add", "persoon toevoegen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.change", "gegevens aanpassen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.look", "dossier openen", _DESK),
    Action("referral.give", "doorverwijzen", _DESK, frozenset({"referral", "referral_event", "consent", "slip", "draft"})),
    Action("referral.follow", "opvolging noteren", _DESK, frozenset({"referral_event", "attempt"}), undoable=True),
    Action("exploration.keep", "verkenning bewaren", _DESK, frozenset({"contact", "told", "exploration", "draft"})),
    Action("right.follow", "aanvraag opvolgen", _DESK, frozenset({"right_step"}), undoable=True),
    Action("scan.run", "proactief nazien", _PROACTIVE, frozenset({"scan", "finding"})),
    Action("rules.preview", "nieuwe regels bekijken", _PROACTIVE),
    Action("rules.apply", "nieuwe regels toepassen", _LEAD, frozenset({"rules_edition"})),
    Action("draft.keep", "ontwerp bewaren", _COUNTER, frozenset({"draft"})),
    Action("act.undo", "ongedaan maken", _COUNTER | _KEEPER, frozenset(
        {"contact", "told", "passed_over", "unmet_need", "person", "setting", "referral_event", "attempt", "right_step"})),
    Action("demo.fill", "oefenstad vullen", _SYSTEM, frozenset(
        {"person", "contact", "told", "referral", "referral_event", "consent", "user"})),
)  # fmt: skip


def allows(action: str, role: str) -> bool:
    """Whether this role may do this action. Raises KeyError for an action that is not in the register: a bug."""
    return role in ACTIONS[action].roles
