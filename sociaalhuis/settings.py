"""The settings of the house, declared once: key, type, default and the Dutch words for the settings screen.

Values that differ from the default are rows of the house; this module knows no tables. A key that is not declared here does not
exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sociaalhuis.errors import Refusal

type SettingValue = str | int | bool | list[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``options`` limits a text, ``low`` and ``high`` a number (both included), ``days`` a list to dates.

    The program itself keeps one that is not ``by_hand``; people do not see it among the settings.
    """

    key: str
    default: SettingValue
    label: str
    options: tuple[str, ...] = ()
    low: int = 0
    high: int = 10_000
    days: bool = False
    by_hand: bool = True


def _register(*settings: Setting) -> Mapping[str, Setting]:
    return MappingProxyType({setting.key: setting for setting in settings})


SETTINGS: Mapping[str, Setting] = _register(
    Setting("letterhead.name", "Sociaal Huis", "Naam op het briefje"),
    Setting("letterhead.address", [], "Adres op het briefje"),
    Setting("letterhead.phone", "", "Telefoon op het briefje"),
    Setting("letterhead.hours", "", "Openingsuren op het briefje"),
    Setting("house.postal_code", "", "Postcode van het huis"),
    Setting("house.duty", [], "Wachtdienst (een regel per collega, zoals ma-vr 9-12: Bart V., 214)"),
    Setting("slip.form", "u", "Aanspreking op papier", options=("u", "je")),
    Setting("slip.format", "A5", "Formaat van het briefje", options=("A5", "A4")),
    Setting("house.facilities", False, "Faciliteitengemeente (hulptaal Frans is een recht)"),
    Setting("prompts.own", [], "Eigen vragen om door te vragen (een regel per vraag, zoals wonen: Mag de verhuurder mee?)"),
    Setting("house.complaints", "", "Klachtendienst van het lokaal bestuur (naam, telefoon of e-mail)"),
    Setting("incoming.call_days", 2, "Aangemelde cliënt contacteren binnen (werkdagen)", low=1, high=30),
    Setting("followup.urgent_days", 2, "Dringend opvolgen na (werkdagen)", low=1, high=30),
    Setting("followup.internal_days", 2, "Intern opvolgen na (werkdagen)", low=1, high=30),
    Setting("followup.warm_days", 2, "Samen gebeld opvolgen na (werkdagen)", low=1, high=30),
    Setting("followup.warm_grace_days", 2, "Zwijgt de dienst: zelf bellen na nog (werkdagen)", low=0, high=30),
    Setting("followup.appointment_days", 1, "Afspraak opvolgen na (werkdagen)", low=1, high=30),
    Setting("followup.self_days", 10, "Zelf contact opvolgen na (dagen)", low=1, high=90),
    Setting("followup.again_days", 10, "Opnieuw proberen na (dagen)", low=1, high=90),
    Setting("followup.tries", 3, "Niet bereikt na (pogingen op een ander dagdeel)", low=1, high=10),
    Setting("followup.grace_days", 7, "Niet opgeven binnen (dagen na het vragen)", low=0, high=90),
    Setting("followup.lapse_days", 30, "Uitkomst onbekend na (dagen zonder bericht)", low=7, high=365),
    Setting("followup.waiting_days", 90, "Wachtlijst opnieuw bekijken na (dagen)", low=7, high=730),
    Setting("followup.active_days", 90, "Hulp die loopt opnieuw bekijken na (dagen)", low=7, high=730),
    Setting("suggestions.outcomes", True, "Uitkomsten van doorverwijzingen tellen mee"),
    Setting("campaign.keep_days", 120, "Lijst van een campagne wissen na (dagen)", low=14, high=365),
    Setting("letter.window", "rechts", "Venster van de briefomslag", options=("rechts", "links")),
    Setting("calendar.closing_days", [], "Sluitingsdagen van het huis (jjjj-mm-dd)", days=True),
    Setting("waiting.numbers", False, "Wachtnummers gebruiken"),
    Setting("consent.renew_months", 6, "Toestemming opnieuw vragen na (maanden)", low=1, high=60),
    Setting("privacy.dpo", "", "Functionaris voor gegevensbescherming (naam, mail of telefoon)"),
    Setting("privacy.controller", "", "Verantwoordelijke voor de gegevens (leeg: de naam op het briefje)"),
    Setting("privacy.supervisors", [
        "Vlaamse Toezichtcommissie (VTC), contact@toezichtcommissie.be",
        "Gegevensbeschermingsautoriteit (GBA), Drukpersstraat 35, 1000 Brussel, 02 274 48 00",
    ], "Waar een klacht over privacy kan (een regel per instantie)"),
    Setting("privacy.years", 5, "Een dossier bewaren we na het laatste contact nog (jaren)", low=1, high=50),
    Setting("privacy.secrecy", "het beroepsgeheim", "Woorden over het beroepsgeheim op het informatieblad"),
    Setting("retention.question_years", 2, "Een dossier met alleen vragen bewaren we na het laatste contact (jaren)", low=1,
        high=50),
    Setting("retention.words_years", 2, "De woorden van een vraag zonder naam bewaren we (jaren)", low=1, high=50),
    Setting("retention.draft_days", 60, "Wat niet af is en niemand meer opent, wissen we na (dagen)", low=7, high=365),
    Setting("retention.question_ground", "AVG, artikel 5.1.e: niet langer dan nodig. Keuze van het huis.",
        "Grondslag: dossier met alleen vragen"),
    Setting("retention.trajectory_ground", "AVG, artikel 5.1.e: zolang opvolgen zin heeft. Keuze van het huis.",
        "Grondslag: dossier met een doorverwijzing of een recht"),
    Setting("retention.words_ground", "AVG, artikel 5.1.c en e: cijfers hebben geen woorden nodig. Keuze van het huis.",
        "Grondslag: vraag zonder naam"),
    Setting("lock.minutes", 3, "Vergrendelen na (minuten zonder toets)", low=1, high=15),
    Setting("recovery.sheet_made", True, "Er is een herstelblad", by_hand=False),
    Setting("rules.public_key", "", "Sleutel voor nieuwe regels van rechten (44 tekens, van wie ze maakt)"),
    Setting("verify.months", 6, "Een dienst nakijken na (maanden)", low=1, high=60),
    Setting("verify.product_months", 12, "Een product of recht nakijken na (maanden)", low=1, high=60),
    Setting("verify.informal_months", 12, "Informele hulp nakijken na (maanden)", low=1, high=60),
    Setting("matrix.clusters", "negen clusters", "Clusters van de matrix", options=("negen clusters", "vijf thema's")),
    Setting("guide.place", "", "Map voor de noodgids op papier (leeg: bij de reservekopie)"),
    Setting("backup.place", "", "Map voor de dagelijkse reservekopie"),
    Setting("backup.keep", 14, "Aantal dagelijkse reservekopieën", low=3, high=365),
)  # fmt: skip


def checked(key: str, value: object) -> SettingValue:
    """The value when it is one that this setting can have. Raises Refusal in Dutch, KeyError for a key that is not declared."""
    setting = SETTINGS[key]
    if isinstance(setting.default, bool):
        good = isinstance(value, bool)
    elif isinstance(setting.default, int):
        good = isinstance(value, int) and not isinstance(value, bool) and setting.low <= value <= setting.high
    elif isinstance(setting.default, list):
        good = isinstance(value, list) and all(isinstance(part, str) and (not setting.days or _is_day(part)) for part in value)
    else:
        good = isinstance(value, str) and (not setting.options or value in setting.options)
    if not good:
        raise Refusal(f"Dit kan niet bij “{setting.label}”.", _expected(setting))
    return value  # type: ignore[return-value]  # narrowed above


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _expected(setting: Setting) -> str:
    if setting.days:
        return "Geef elke dag als jjjj-mm-dd, zoals 2026-12-24."
    if setting.options:
        return "Kies " + " of ".join(setting.options) + "."
    if isinstance(setting.default, bool):
        return "Kies ja of nee."
    if isinstance(setting.default, int):
        return f"Geef een getal van {setting.low} tot {setting.high}."
    return "Geef een lijst van teksten." if isinstance(setting.default, list) else "Geef een tekst."
