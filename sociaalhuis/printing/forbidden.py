"""What never stands on paper that a client carries: a national number, a diagnosis, a residence status, others in the house.

Checks what people type. Names of services from the catalogue are not checked: “Kankerlijn” is a name, not somebody's illness.
The words are data: resources/texts/not_on_paper.yaml.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence

import yaml

from sociaalhuis.errors import Refusal
from sociaalhuis.paths import resource

_NOW = "Zet op papier alleen wat de dienst moet weten. De rest zeg je zelf aan de dienst."
_FOREIGN = re.compile(r"(?:\+|\b00)[ ./-]?\(?32\)?[ ./-]*(?:\(0\))?(?:[ ./()-]{0,2}\d){8,9}(?!\d)")
_BETWEEN = r"[ ./_:·\-–—]{0,3}"
_GROUPED = re.compile(r"(?<!\d)(?<!\d[ ./-])" + _BETWEEN.join([r"(\d\d)"] * 3 + [r"(\d{3})", r"(\d\d)"]) + r"(?![ ./-]?\d)")
_OFFICIAL = re.compile(r"(?<!\d)(\d\d)\.(\d\d)\.(\d\d)-(\d{3})\.(\d\d)(?!\d)")
_ELEVEN = re.compile(rf"(?<!\d)(?=((?:\d{_BETWEEN}){{10}}\d)(?!\d))")


def check(text: str) -> None:
    """Raise Refusal when ``text`` holds something that may not be on paper. A word is named, a number is not repeated."""
    flat = _flat(text)
    if _has_national_number(flat):
        raise Refusal("Dit lijkt een rijksregisternummer. Dat komt nooit op papier.", "Haal het nummer weg.")
    words = flat.casefold()
    for kind, pattern in _patterns().items():
        found = pattern.search(flat if kind == "anderen" else words)
        if found:
            raise Refusal(f"“{found[0].strip()}” mag niet op het briefje: {_WHY[kind]}.", _NOW)


_WHY = {
    "ziekte": "dat zegt iets over een ziekte",
    "verblijf": "dat zegt iets over het verblijf",
    "anderen": "dat gaat over iemand anders uit het gezin",
}


def _flat(text: str) -> str:
    """The text without invisible letters and with every digit as 0-9, so that no spelling hides a number."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    digits = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in seen)
    return re.sub(r"\s+", " ", "".join(digits))


def holds_national_number(text: str) -> bool:
    """Whether a national number stands in ``text``, however it is written."""
    return _has_national_number(_flat(text))


def _has_national_number(text: str) -> bool:
    """Whether eleven digits stand there as a national number does, or add up like one. A phone number does neither."""
    text = _FOREIGN.sub("tel", text)
    looks = [*_OFFICIAL.finditer(text), *_GROUPED.finditer(text)]
    if any(_is_dated("".join(found.groups())) for found in looks):
        return True
    found = (re.sub(r"\D", "", run[1]) for run in _ELEVEN.finditer(text))
    return any(_is_dated(digits) and _adds_up(digits) for digits in found)


def _is_dated(digits: str) -> bool:
    """Whether it starts with a birth date; a BIS number adds 20 or 40 to the month, 00 stands for an unknown month or day."""
    return int(digits[2:4]) % 20 <= 12 and int(digits[2:4]) < 60 and int(digits[4:6]) <= 31


def _adds_up(digits: str) -> bool:
    """The check digits, for people born before 2000 and after (Royal Decree of 3 April 1984 on how the number is made)."""
    rest = int(digits[9:])
    return rest in (97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97)


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = yaml.safe_load(resource("texts", "not_on_paper.yaml").read_text("utf-8"))
    members, whose = _any_of(words["gezinsleden"]), _any_of(words["van_wie"])
    return {
        "ziekte": re.compile(rf"\b(?:{_any_of(words['ziekte'])})\b"),
        "verblijf": re.compile(rf"\b(?:{_any_of(words['verblijf'])})\b"),
        "anderen": re.compile(
            rf"\b(?i:(?:{whose}) (?:\w+ )?(?:{members}))\b"  # uw oudste zoon
            rf"|\b(?i:(?:{members})) [A-Z]\w+"  # zoon Karim
            rf"|\b(?i:(?:{members}),? (?:van )?\(?\d{{1,2}}(?:\)| ?(?:j|jr|jaar|maand|maanden)\b))"  # zoon (12), baby, 3 m
            rf"|\b(?i:(?:{members}) van \d{{1,2}})\b"  # kind van 12
        ),
    }


def _any_of(words: Sequence[str]) -> str:
    """One pattern for a list of words; a star at the end stands for any ending."""
    return "|".join(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
