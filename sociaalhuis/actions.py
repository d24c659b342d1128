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
STAD = "stad"
SYSTEM = "systeem"

ROLES = (ONTHAAL, MAATSCHAPPELIJK_WERKER, COORDINATOR, BEHEERDER, RAPPORT_LEZER, VRIJWILLIGER, STAD)
_DESK = frozenset({ONTHAAL, MAATSCHAPPELIJK_WERKER, COORDINATOR})
_ASKED = _DESK | {STAD}  # who notes questions; of the OCMW's questions and files the city sees nothing (desk.relations)
_COUNTER = _DESK | {VRIJWILLIGER}
_SOCIAL = frozenset({MAATSCHAPPELIJK_WERKER, COORDINATOR})
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
    Action("contact.count", "turven", _COUNTER | {STAD}, frozenset({"contact"}), undoable=True),
    Action("contact.register", "vraag noteren", _ASKED, frozenset(
        {"contact", "told", "passed_over", "unmet_need"}), undoable=True),
    Action("person.add", "persoon toevoegen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.change", "gegevens aanpassen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.look", "dossier openen", _DESK),
    Action("person.disclose", "inzageversie of samenvatting maken", _DESK),
    Action("person.inform", "informatieblad geven", _DESK, frozenset({"person"}), undoable=True),
    Action("person.protect", "dossier afschermen", _SOCIAL, frozenset({"person", "named_colleague"})),
    Action("person.represent", "vertegenwoordiger noteren", _DESK, frozenset({"representative"}), undoable=True),
    Action("person.merge", "dossiers samenvoegen", _DESK, frozenset(
        {"person", "person_merge", "named_colleague", "contact", "follow_stop", "finding", "campaign_row"})),
    Action("person.part", "samengevoegde dossiers scheiden", _DESK, frozenset(
        {"person", "person_merge", "named_colleague", "contact", "follow_stop", "finding", "campaign_row"})),
    Action("domain.note", "leefdomein noteren", _DESK, frozenset({"domain_step"}), undoable=True),
    Action("consent.note", "toestemming noteren", _DESK, frozenset(
        {"purpose_consent", "person", "follow_stop"}), undoable=True),
    Action("referral.give", "doorverwijzen", _ASKED, frozenset({"referral", "referral_event", "consent", "slip", "draft"})),
    Action("referral.follow", "opvolging noteren", _DESK, frozenset(
        {"referral", "referral_event", "attempt", "verification_task", "unmet_need", "follow_stop"}), undoable=True),
    Action("referral.reopen", "doorverwijzing heropenen", frozenset({COORDINATOR}), frozenset({"referral_event"}),
        undoable=True),
    Action("referral.wrong", "doorverwijzing als fout merken", _DESK, frozenset({"referral_event"}), undoable=True),
    Action("referral.export", "doorverwijzingen uitvoeren", _LEAD),
    Action("exploration.keep", "verkenning bewaren", _DESK, frozenset({"contact", "told", "exploration", "draft"})),
    Action("right.follow", "aanvraag opvolgen", _DESK, frozenset({"right_step"}), undoable=True),
    Action("scan.run", "proactief nazien", _PROACTIVE, frozenset({"scan", "finding"})),
    Action("campaign.make", "campagne maken", _SOCIAL, frozenset({"campaign", "campaign_row"})),
    Action("campaign.look", "campagnelijst gebruiken", _SOCIAL, frozenset({"campaign_row"})),
    Action("campaign.follow", "campagne opvolgen", _SOCIAL, frozenset({"campaign_row", "right_step", "person"})),
    Action("campaign.erase", "campagnelijst wissen", _SYSTEM | _SOCIAL, frozenset({"campaign", "campaign_row", "finding"})),
    Action("rules.preview", "nieuwe regels bekijken", _PROACTIVE),
    Action("rules.apply", "nieuwe regels toepassen", _LEAD, frozenset({"rules_edition"})),
    Action("signal.give", "signaal geven", _COUNTER | {STAD}, frozenset({"signal", "signal_heard"}), undoable=True),
    Action("signal.weigh", "signaal behandelen", _LEAD, frozenset({"signal_step"}), undoable=True),
    Action("contact.settle", "afsluiten wat openstaat", _COUNTER | {STAD}, frozenset({"contact"}), undoable=True),
    Action("day.close", "dag afsluiten", _COUNTER | {STAD}, frozenset({"day_end"})),
    Action("partner.note", "contactpersoon noteren", _DESK, frozenset({"service_contact"}), undoable=True),
    Action("referral.share", "gegevens doorgeven", _DESK, frozenset({"passed_on", "slip"})),
    Action("referral.call", "samen bellen", _DESK, frozenset(
        {"referral", "referral_event", "attempt", "consent", "passed_on", "verification_task"}), undoable=True),
    Action("incoming.register", "aanmelding noteren", _DESK, frozenset({"contact", "told", "incoming"}), undoable=True),
    Action("incoming.follow", "aanmelding opvolgen", _DESK, frozenset({"incoming_step"}), undoable=True),
    Action("complaint.note", "onafhankelijke weg aanbieden", _DESK, frozenset({"complaint", "person", "named_colleague"})),
    Action("draft.keep", "ontwerp bewaren", _COUNTER | {STAD}, frozenset({"draft"})),
    Action("act.undo", "ongedaan maken", _COUNTER | _KEEPER | {STAD}, frozenset(
        {"contact", "told", "passed_over", "unmet_need", "person", "setting", "referral_event", "attempt",
         "right_step", "representative", "domain_step", "purpose_consent", "signal", "signal_heard", "signal_step",
         "service_contact", "passed_on", "referral", "consent", "incoming", "incoming_step",
         "verification_task", "follow_stop"})),
    Action("demo.fill", "oefenstad vullen", _SYSTEM, frozenset(
        {"person", "contact", "told", "referral", "referral_event", "consent", "user"})),
)  # fmt: skip


def allows(action: str, role: str) -> bool:
    """Whether this role may do this action. Raises KeyError for an action that is not in the register: a bug."""
    return role in ACTIONS[action].roles
