"""The answers in a PDF form that came back: its fields with what was filled in. Nothing in it is run or fetched."""

import logging
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from sociaalhuis.errors import Refusal, Trouble

MOST = 5_000_000  # bytes
_LONGEST = 4_000
_FIELDS = 500
_BY_HAND = "Typ de antwoorden over met de hand."


def read(pdf: bytes) -> Mapping[str, str]:
    """The filled fields; a ticked box gives “ja”. Raises Refusal for what is no filled form, Trouble when it cannot be read."""
    if len(pdf) > MOST or not pdf.startswith(b"%PDF"):
        raise Refusal("Dit is geen ingevuld formulier.", "Kies de PDF die de dienst terugstuurde.")
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise Trouble("Dit programma kan hier geen formulier lezen.", _BY_HAND) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong in the file of somebody else is no fault of ours
    try:
        fields: Mapping[str, Any] = PdfReader(BytesIO(pdf), strict=False).get_fields() or {}
        found = {str(name): _value(field) for name, field in list(fields.items())[:_FIELDS]}
    except Exception as error:  # whatever a damaged file makes of itself
        raise Trouble("Dit formulier is beschadigd.", _BY_HAND) from error
    told = {name: value for name, value in found.items() if value}
    if not told:
        raise Refusal("In deze PDF is niets ingevuld.", f"Is ze ingescand? {_BY_HAND}")
    return told


def _value(field: Mapping[str, Any]) -> str:
    value = field.get("/V")
    if value is None:
        return ""
    if field.get("/FT") == "/Btn":
        return "ja" if str(value) not in ("/Off", "Off", "") else ""
    return " ".join(str(value).split("\x00"))[:_LONGEST].strip()
