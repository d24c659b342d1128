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


_PUBLIC = frozenset(
    {"organization", "service", "phone", "address", "right", "parameter", "local_note", "office_hours", "office_hours_day"}
)
_JOINED = frozenset(
    {
        "service", "phone", "address", "organization", "service_join", "service_source", "referral", "passed_over",
        "service_contact", "office_hours", "verification_task", "verification", "actor_answer", "proposal", "matrix_cell",
        "local_note",
    }
)  # fmt: skip
_ABOUT_CLIENTS = frozenset(
    {
        "person", "named_colleague", "representative", "purpose_consent", "contact", "told", "exploration", "right_step",
        "referral", "referral_event", "attempt", "consent", "passed_on", "slip", "follow_stop", "appointment",
        "appointment_event", "support_request", "support_step", "support_paper",
    }
)  # fmt: skip
_MADE_OUTSIDE = _ABOUT_CLIENTS | {
    "domain_step", "passed_over", "unmet_need", "verification_task", "signal", "signal_heard", "service_contact", "incoming",
    "incoming_step", "complaint", "waiting_number", "day_end", "office_hours_day",
}  # fmt: skip


_ERASED = _ABOUT_CLIENTS | {
    "client_note", "domain_step", "person_merge", "incoming", "incoming_step", "finding", "campaign_row", "draft",
    "outing_change", "retention_proposal",
}  # fmt: skip


ACTIONS: Mapping[str, Action] = _register(
    Action("house.create", "huis maken", _SYSTEM, frozenset({"house", "device", "user", "setting"})),
    Action("house.restore", "huis terugzetten", _SYSTEM, frozenset({"device"})),
    Action("catalogue.load", "catalogus laden", _SYSTEM | _LEAD, frozenset(
        {"organization", "service", "phone", "address", "right", "parameter"})),
    Action("catalogue.import", "catalogus inlezen", _SYSTEM | _LEAD, frozenset(
        {"organization", "service", "phone", "address", "import_run", "service_source", "proposal", "list_columns"})),
    Action("catalogue.export", "catalogus exporteren", _LEAD),
    Action("service.note", "eigen kennis noteren", _DESK, frozenset({"local_note"}), undoable=True),
    Action("service.wrong", "melden dat een fiche niet klopt", _COUNTER | {STAD}, frozenset(
        {"verification_task"}), undoable=True),
    Action("service.verify", "fiche nakijken", _DESK, frozenset(
        {"service", "verification", "verification_task"}), undoable=True),
    Action("service.change", "fiche aanpassen", _DESK, frozenset(
        {"service", "phone", "address", "organization"}), undoable=True),
    Action("service.add", "eigen fiche maken", _DESK, frozenset(
        {"service", "phone", "address", "organization", "verification"}), undoable=True),
    Action("service.join", "fiches samenvoegen", _DESK, _JOINED, undoable=True),
    Action("service.part", "samengevoegde fiches scheiden", _DESK, _JOINED, undoable=True),
    Action("service.apart", "fiches zijn niet dezelfde", _DESK, frozenset({"service_apart"}), undoable=True),
    Action("service.secret", "geheime fiches zien", _SOCIAL),
    Action("answers.keep", "antwoorden van een dienst noteren", _DESK, frozenset(
        {"import_run", "proposal", "actor_answer"}), undoable=True),
    Action("proposal.settle", "voorstel aannemen of weigeren", _DESK, frozenset(
        {"proposal", "service", "phone", "address", "organization", "local_note", "service_source"}), undoable=True),
    Action("matrix.note", "cel van de matrix invullen", _DESK, frozenset({"matrix_cell"}), undoable=True),
    Action("matrix.words", "woorden van de matrix wijzigen", _LEAD, frozenset({"house_term"}), undoable=True),
    Action("user.add", "medewerker toevoegen", _KEEPER, frozenset({"user"})),
    Action("house.share", "huis op een server zetten", _KEEPER),
    Action("house.join", "pc aansluiten", _SYSTEM, frozenset({"device"})),
    Action("user.disable", "medewerker uitschakelen", _KEEPER, frozenset({"user", "draft", "person"})),
    Action("passphrase.change", "eigen wachtwoord wijzigen", frozenset(ROLES)),
    Action("passphrase.give", "nieuw wachtwoord geven", _KEEPER),
    Action("recovery.renew", "herstelcode vernieuwen", _KEEPER, frozenset({"setting"})),
    Action("recovery.sheet", "herstelblad maken", _KEEPER, frozenset({"setting"})),
    Action("setting.change", "instelling wijzigen", _KEEPER, frozenset({"setting"}), undoable=True),
    Action("duty.change", "wachtdienst wijzigen", _DESK | _KEEPER, frozenset({"setting"}), undoable=True),
    Action("contact.count", "turven", _COUNTER | {STAD}, frozenset({"contact"}), undoable=True),
    Action("contact.register", "vraag noteren", _ASKED, frozenset(
        {"contact", "told", "passed_over", "unmet_need"}), undoable=True),
    Action("contact.deadline", "uiterste datum is in orde", _ASKED, frozenset({"contact"}), undoable=True),
    Action("contact.mark", "deel over iemand anders merken", _DESK, frozenset({"contact"}), undoable=True),
    Action("person.add", "persoon toevoegen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.change", "gegevens aanpassen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.keyworker", "aanspreekpunt kiezen", _DESK, frozenset({"person"}), undoable=True),
    Action("person.look", "dossier openen", _DESK),
    Action("person.disclose", "inzageversie of samenvatting maken", _DESK),
    Action("person.inform", "informatieblad geven", _DESK, frozenset({"person"}), undoable=True),
    Action("person.protect", "dossier afschermen", _SOCIAL, frozenset({"person", "named_colleague"})),
    Action("person.represent", "vertegenwoordiger noteren", _DESK, frozenset({"representative"}), undoable=True),
    Action("person.merge", "dossiers samenvoegen", _DESK, frozenset(
        {"person", "person_merge", "named_colleague", "contact", "follow_stop", "finding", "campaign_row"})),
    Action("person.part", "samengevoegde dossiers scheiden", _DESK, frozenset(
        {"person", "person_merge", "named_colleague", "contact", "follow_stop", "finding", "campaign_row"})),
    Action("note.lock", "vertrouwelijke notitie schrijven", _SOCIAL, frozenset({"client_note", "draft"}), undoable=True),
    Action("note.read", "vertrouwelijke notitie lezen", _SOCIAL),
    Action("note.disclose", "vertrouwelijke notitie tonen aan de cliënt", _SOCIAL, frozenset({"client_note"}), undoable=True),
    Action("domain.note", "levensdomein noteren", _DESK, frozenset({"domain_step"}), undoable=True),
    Action("consent.note", "toestemming noteren", _DESK, frozenset(
        {"purpose_consent", "person", "follow_stop"}), undoable=True),
    Action("referral.give", "doorverwijzen", _ASKED, frozenset(
        {"referral", "referral_event", "consent", "slip", "draft"}), undoable=True),
    Action("referral.follow", "opvolging noteren", _DESK, frozenset(
        {"referral", "referral_event", "attempt", "verification_task", "unmet_need", "follow_stop"}), undoable=True),
    Action("referral.reopen", "doorverwijzing heropenen", frozenset({COORDINATOR}), frozenset({"referral_event"}),
        undoable=True),
    Action("referral.wrong", "doorverwijzing als fout merken", _DESK, frozenset({"referral_event"}), undoable=True),
    Action("referral.export", "doorverwijzingen exporteren", _LEAD),
    Action("exploration.keep", "verkenning bewaren", _DESK, frozenset({"contact", "told", "exploration", "draft"})),
    Action("right.follow", "aanvraag opvolgen", _DESK, frozenset({"right_step"}), undoable=True),
    Action("scan.run", "proactief nazien", _PROACTIVE, frozenset({"scan", "finding"})),
    Action("campaign.make", "campagne maken", _SOCIAL, frozenset({"campaign", "campaign_row"})),
    Action("campaign.look", "campagnelijst gebruiken", _SOCIAL, frozenset({"campaign_row"})),
    Action("campaign.follow", "campagne opvolgen", _SOCIAL, frozenset({"campaign_row", "right_step", "person"})),
    Action("campaign.erase", "campagnelijst wissen", _SYSTEM | _SOCIAL, frozenset({"campaign", "campaign_row", "finding"})),
    Action("retention.propose", "voorstellen wat gewist wordt", _SOCIAL | _KEEPER, frozenset({"retention_proposal"})),
    Action("retention.erase", "wissen wat voorgesteld is", _SOCIAL | _KEEPER, _ERASED),
    Action("retention.again", "opnieuw wissen na terugzetten", _SYSTEM, _ERASED),
    Action("rules.preview", "nieuwe regels bekijken", _PROACTIVE),
    Action("rules.apply", "nieuwe regels toepassen", _LEAD, frozenset({"rules_edition"})),
    Action("signal.give", "signaal geven", _COUNTER | {STAD}, frozenset({"signal", "signal_heard"}), undoable=True),
    Action("signal.weigh", "signaal behandelen", _LEAD, frozenset({"signal_step"}), undoable=True),
    Action("report.see", "rapporten bekijken", _LEAD | {RAPPORT_LEZER}),
    Action("policy.plan", "plan van een thema wijzigen", _LEAD, frozenset({"theme_line"}), undoable=True),
    Action("policy.figures", "cijfers van elders inlezen", _LEAD, frozenset({"indicator"}), undoable=True),
    Action("contact.settle", "afsluiten wat openstaat", _COUNTER | {STAD}, frozenset({"contact"}), undoable=True),
    Action("day.close", "dag afsluiten", _COUNTER | {STAD}, frozenset({"day_end"})),
    Action("partner.note", "contactpersoon noteren", _DESK, frozenset(
        {"service_contact", "organization_contact"}), undoable=True),
    Action("actor.note", "contact of afspraak met een organisatie noteren", _DESK, frozenset(
        {"organization_contact", "agreement"}), undoable=True),
    Action("referral.share", "gegevens doorgeven", _DESK, frozenset({"passed_on", "slip"})),
    Action("referral.call", "samen bellen", _DESK, frozenset(
        {"referral", "referral_event", "attempt", "consent", "passed_on", "verification_task"}), undoable=True),
    Action("incoming.register", "aanmelding noteren", _DESK, frozenset({"contact", "told", "incoming"}), undoable=True),
    Action("incoming.follow", "aanmelding opvolgen", _DESK, frozenset({"incoming_step"}), undoable=True),
    Action("complaint.note", "onafhankelijke weg aanbieden", _DESK, frozenset({"complaint", "person", "named_colleague"})),
    Action("support.receive", "steunaanvraag inschrijven", _ASKED, frozenset(
        {"support_request", "contact", "told", "passed_over", "unmet_need"})),
    Action("support.prove", "ontvangstbewijs geven", _ASKED, frozenset({"support_paper"})),
    Action("support.hand", "steunaanvraag doorgeven", _ASKED, frozenset({"support_step", "support_paper"})),
    Action("support.follow", "steunaanvraag opvolgen", _DESK, frozenset({"support_step"}), undoable=True),
    Action("support.correct", "register van steunaanvragen verbeteren", _DESK, frozenset({"support_request"})),
    Action("support.register", "register van steunaanvragen exporteren", _SOCIAL),
    Action("split.change", "taakverdeling wijzigen", _LEAD, frozenset({"task_split"}), undoable=True),
    Action("officehours.change", "zitdag plannen", _LEAD, frozenset({"office_hours"}), undoable=True),
    Action("officehours.day", "dag van een zitdag wijzigen", _DESK | _KEEPER, frozenset({"office_hours_day"}), undoable=True),
    Action("appointment.book", "afspraak maken", _DESK, frozenset(
        {"appointment", "appointment_event", "contact", "told", "passed_over", "unmet_need", "referral", "draft"})),
    Action("appointment.follow", "afspraak bijwerken", _DESK, frozenset({"appointment_event", "referral"}), undoable=True),
    Action("appointment.export", "agenda exporteren", _DESK),
    Action("appointment.import", "agenda inlezen", _DESK, frozenset({"appointment", "appointment_event", "referral"})),
    Action("waiting.note", "wachtnummer geven of roepen", _COUNTER, frozenset({"waiting_number"}), undoable=True),
    Action("outing.prepare", "zitdag voorbereiden", _DESK, frozenset({"outing"})),
    Action("outing.fill", "zitdagpakket vullen", _SYSTEM, frozenset(
        {"house", "device", "user", "setting", "outing", "rules_edition", "task_split", *_PUBLIC, *_ABOUT_CLIENTS})),
    Action("outing.open", "zitdagpakket openen", _SYSTEM, frozenset({"device"})),
    Action("outing.close", "zitdag afsluiten", _DESK, frozenset({"outing"})),
    Action("outing.home", "zitdag thuisbrengen", _DESK, frozenset(
        {"device", "outing", "service_join", *_MADE_OUTSIDE, *(_ERASED - {"retention_proposal"})})),
    Action("outing.settle", "verschil van een zitdag kiezen", _DESK, frozenset(
        {"outing_change", "person", "contact", "referral", "consent", "follow_stop"})),
    Action("draft.keep", "ontwerp bewaren", _COUNTER | {STAD}, frozenset({"draft"})),
    Action("draft.expire", "oude ontwerpen wissen", _SYSTEM, frozenset({"draft"})),
    Action("act.undo", "ongedaan maken", _COUNTER | _KEEPER | {STAD}, frozenset(
        {"contact", "told", "passed_over", "unmet_need", "person", "setting", "referral_event", "attempt",
         "right_step", "representative", "client_note", "domain_step", "purpose_consent", "signal", "signal_heard",
         "signal_step", "service_contact", "organization_contact", "agreement", "passed_on", "referral", "consent", "incoming",
         "incoming_step",
         "office_hours", "office_hours_day", "appointment_event", "waiting_number",
         "verification_task", "follow_stop", "local_note", "support_step", "task_split", "slip", "draft",
         "service", "phone", "address", "organization", "service_source", "service_join", "service_apart",
         "verification", "import_run", "proposal", "actor_answer", "matrix_cell", "house_term", "theme_line",
         "indicator"})),
    Action("demo.fill", "oefenstad vullen", _SYSTEM, frozenset(
        {"person", "contact", "told", "referral", "referral_event", "consent", "office_hours", "appointment",
         "appointment_event", "user", "signal", "signal_heard", "signal_step", "incoming", "theme_line", "indicator"})),
)  # fmt: skip

OUTSIDE = frozenset(
    {
        "contact.count", "contact.register", "contact.settle", "contact.deadline",
        "day.close", "person.add", "person.change", "person.keyworker", "person.look",
        "person.disclose", "person.inform", "person.represent", "domain.note", "consent.note", "referral.give",
        "referral.follow", "referral.wrong", "referral.share", "referral.call", "exploration.keep", "right.follow",
        "signal.give", "complaint.note", "incoming.register", "incoming.follow", "service.wrong", "support.receive",
        "support.prove", "support.hand", "support.follow", "support.correct", "officehours.day", "appointment.book",
        "appointment.follow", "appointment.export", "waiting.note", "draft.keep", "act.undo",
    }
)  # fmt: skip
"""What can be done with a zitdag package, without a network; the rest waits for the house."""
LEAVING = frozenset({"outing.close", "person.look"})
"""What can still be done with a package that is closed or expired."""


def allows(action: str, role: str) -> bool:
    """Whether this role may do this action. Raises KeyError for an action that is not in the register: a bug."""
    return role in ACTIONS[action].roles
