"""The words that reading knows: labels, notes, what limits hours. Only data; what they do stands in reading."""

import re

from sociaalhuis.catalogue.schedules.tokens import WEEKDAYS

LABEL = re.compile(r"((?:tel\. )?(?:[^:;,.()\n]|\([^()\n]*\)|\.(?=\w))+):(?=\s|$)", re.IGNORECASE)
NOTE = re.compile(
    r"(?:opmerking|nota|let op): [^;\n]*|(?:[^;:\n]+: )?zie (?:de |onze )?(?:website|site|www\.\S+)\b|bel eerst\b",
    re.IGNORECASE,
)
NO_LABEL = re.compile(
    r"\b(?:(?:zomer|winter|lente|herfst|vakantie|examen|verlof|ramadan|feestdag)\w*|even|oneven|weken|week|vanaf|sinds|tot|elke|iedere"
    r"|niet|behalve|buiten|dag|dagen|maanden?|gesloten|open|(?:voor|na)middag|avond|" + "|".join(WEEKDAYS) + r")\b|\d/\d",
    re.IGNORECASE,
)
CALLED = {
    **dict.fromkeys(("tel", "telefoon", "telefonisch", "bel", "bellen"), "telefoon"),
    **{word: word for word in ("balie", "loket", "onthaal", "chat", "online", "bezoek", "kantoor", "mail")},
}  # fmt: skip
APPOINTMENT = ("enkel", "alleen", "uitsluitend", "ook", "en", "of", "na", "mits", "volgens", "op", "steeds", "telefonische")
BUT = ("behalve", "uitgezonderd", "uitgenomen", "niet", "buiten")
HALF_DAYS = ("voormiddag", "namiddag", "avond")
OTHER_HALF = {"voormiddag": "namiddag", "namiddag": "voormiddag"}
ON_HOLIDAYS = (
    ("ook", "op", "feestdagen"), ("ook", "feestdagen"), ("ook", "op", "zon", "-", "en", "feestdagen"),
    ("ook", "zon", "-", "en", "feestdagen"), ("inclusief", "feestdagen"),
)  # fmt: skip
BETWEEN = (",", ";", ".", "|", "\n", "en", ":", "&")
DAYS_EXAMPLE = "Schrijf op welke dagen: ma-vr 9-12 uur."
SEASONS = ("zomeruren", "zomeruur", "zomerregeling", "winteruren", "winterregeling", "vakantieregeling")
