"""The words that reading knows: labels, notes, what limits hours. Only data; what they do stands in reading."""

import re

from sociaalhuis.catalogue.schedules.words import WEEKDAYS

LABEL = re.compile(r"((?:tel\. )?(?:[^:;,.()\n]|\([^()\n]*\)|\.(?=\w))+):(?=\s|$)", re.IGNORECASE)
NOTE = re.compile(
    r"(?:opmerking|nota|let op): [^;\n]*|(?:[^;:\n]+: )?zie (?:de |onze )?(?:website|site|www\.\S+)\b|bel eerst\b",
    re.IGNORECASE,
)
NO_LABEL = re.compile(
    r"\b(?:(?:zomer|winter|lente|herfst|vakantie|examen|verlof|ramadan|feestdag)\w*|even|oneven|weken|week|vanaf|sinds|tot|elke|iedere|geen|soms|jaar|rest|periode|maandelijks|wekelijks|nu|momenteel|tijdelijk|uitzonderlijk|meestal"
    r"|niet|behalve|buiten|dag|dagen|maanden?|gesloten|open|(?:voor|na)middag|avond|" + "|".join(WEEKDAYS) + r")\b|\d/\d",
    re.IGNORECASE,
)
CALLED = {
    **dict.fromkeys(("tel", "telefoon", "telefonisch", "bel", "bellen"), "telefoon"),
    **{word: word for word in ("balie", "loket", "onthaal", "chat", "online", "bezoek", "kantoor", "mail")},
}
APPOINTMENT = (
    "enkel", "alleen", "uitsluitend", "ook", "en", "of", "na", "met", "mits", "volgens", "op", "steeds", "telefonische",
    "een",
)  # fmt: skip
LEAD = (
    "nu", "momenteel", "nieuwe", "uren",
    "u", "je", "te", "bereiken", "gratis", "binnenlopen", "langskomen", "aankloppen", "binnenspringen", "men", "kan",
    "kunt", "kun", "bij", "ons", "wij", "we", "zijn", "is", "terecht", "welkom", "geopend", "er", "iedereen", "verder",
    "daarnaast", "anders", "bereikbaar", "beschikbaar", "aanwezig", "gaat", "door", "werken", "werkt", "het", "de", "dit",
    "staan", "staat", "klaar", "blijft", "blijven", "openingsuren", "openingstijden", "normaal", "telkens", "steeds",
    "bent", "houden", "houdt", "open", "ontvangen", "ontvangt",
)  # fmt: skip
PAUSE = ("pauze", "middagpauze", "lunchpauze")
CLOSED = ("gesloten", "toe", "dicht")
SCHOOL_YEAR = ("schooljaar", "schooldagen", "schooldag", "schoolweken")
SITTINGS = ("zitdag", "zitdagen", "zitting", "zittingen", "data", "datum")
# A word that ends so names a counter, a place or an offer; without a colon it is a label: “voedselbedeling elke do 13-15 uur”.
NAMING = (
    "inloop", "permanentie", "permanenties", "spreekuur", "spreekuren", "zitdag", "zitdagen", "zitting", "consultatie",
    "consultaties", "raadpleging", "raadplegingen", "opvang", "bedeling", "winkel", "lijn", "secretariaat", "receptie",
    "theek", "wachtpost", "restaurant", "maaltijd", "maaltijden", "middagmaal", "dienst", "diensten", "bureau", "punt",
    "huis", "centrum", "advies", "douches", "ontbijt", "uitleen", "kruidenier", "zaal", "school", "kantoor", "loketten",
    "balies", "uitgifte", "afhaling", "onthaalpunt", "infopunt", "spoed", "wachtdienst", "lokaal", "kamer", "kapel", "kerk",
    "bank", "nummer", "bezoek", "aanmelden", "aanmelding", "aanmeldingen", "inschrijvingen",
)  # fmt: skip
BUT = ("behalve", "uitgezonderd", "uitgenomen", "niet", "buiten")
HALF_DAYS = ("voormiddag", "namiddag", "avond")
OTHER_HALF = {"voormiddag": "namiddag", "namiddag": "voormiddag"}
ON_HOLIDAYS = (
    ("ook", "op", "feestdagen"),
    ("ook", "feestdagen"),
    ("ook", "op", "zon", "-", "en", "feestdagen"),
    ("ook", "zon", "-", "en", "feestdagen"),
    ("inclusief", "feestdagen"),
)
BETWEEN = (",", ";", ".", "|", "\n", "en", ":", "&")
DAYS_EXAMPLE = "Schrijf op welke dagen: ma-vr 9-12 uur."
SEASONS = ("winteruur", "zomeruren", "zomeruur", "zomerregeling", "winteruren", "winterregeling", "vakantieregeling")
