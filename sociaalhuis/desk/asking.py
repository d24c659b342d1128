"""Facts as the desk asks and hears them: which ones are in use for this question, their short names, and answers in words.

Knows the facts vocabulary and no client. What counts as too private for an open counter is never proposed here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sociaalhuis.facts import Answer, Facts, Standing, Value, fits, vocabulary

STARTING = ("leeftijd", "gezinstype", "aantal_kinderen_ten_laste", "woonsituatie", "arbeidssituatie")
UNKNOWN, REFUSED = "weet niet", "wil niet zeggen"
_PRIVATE_GROUPS = frozenset({"gezondheid"})
_PRIVATE = frozenset({
    "verblijfsstatuut", "jaren_wettig_verblijf_belgie", "ingeschreven_bevolkings_of_vreemdelingenregister",
    "verzoek_internationale_bescherming_lopend", "werkbereid", "put_andere_rechten_uit", "positieve_evaluaties_zoekgedrag",
    "arbeidsongeschikt_erkend", "zwanger", "weken_zwanger", "kind_met_specifieke_ondersteuningsbehoefte", "kind_punten_pijler1",
    "kind_punten_totaal", "kind_ontvangt_zorgtoeslag", "kind_heeft_ouder_verloren", "middelen_onvoldoende", "vakbond",
})  # fmt: skip
_ELSEWHERE = frozenset({"gemeente_nis", "gewest"})  # they follow from the postal code
_SHORT: Mapping[str, str] = {
    "aantal_kinderen_ten_laste": "Kinderen",
    "aantal_personen_ten_laste": "Personen ten laste",
    "gemeente_nis": "Gemeente",
    "gezinstype": "Gezin",
    "arbeidssituatie": "Werk",
    "vt_situatie": "Situatie verhoogde tegemoetkoming",
    "huur_woonmaatschappij_ex_svk": "huur bij woonmaatschappij (vroeger SVK)",
    "netto_maandinkomen_persoon": "Netto-inkomen",
    "netto_maandinkomen_gezin": "Netto-inkomen gezin",
    "ontvangt_igo": "Ontvangt IGO",
    "ingeschreven_vdab": "Ingeschreven VDAB",
    "wil_nederlands_leren": "Wil Nederlands leren",
}
_NUMBER = re.compile(r"^\d{1,9}(?:[.,]\d{1,2})?$")
_THOUSANDS = re.compile(r"(?<=\d)[. ](?=\d{3}(?:\D|$))")


def to_ask(wanted: Iterable[Sequence[str]], given: Facts) -> tuple[str, ...]:
    """The facts in use for this question: first what the most suggestions ask, then the usual ones, then what was told."""
    times = Counter(key for asks in wanted for key in asks)
    asked = [key for key, _ in times.most_common() if may_ask(key)]
    return tuple(dict.fromkeys((*asked, *STARTING, *given)))


def may_ask(key: str) -> bool:
    """Whether this fact may be asked at an open counter."""
    known = vocabulary().get(key)
    return known is not None and known.group not in _PRIVATE_GROUPS and key not in _PRIVATE | _ELSEWHERE


def is_private(key: str) -> bool:
    """Whether a fact says something about health, disability, residence or what is as delicate (GDPR, article 9)."""
    return not may_ask(key) and key not in _ELSEWHERE


def short(key: str) -> str:
    """The short name of a fact, or of one of its values, for a list."""
    words = key.replace("_", " ")
    return _SHORT.get(key) or words[:1].upper() + words[1:]


def options(key: str) -> Mapping[str, Value]:
    """The answers to choose from, in words; empty for a number or an amount."""
    known = vocabulary()[key]
    if known.type == "bool":
        return {"ja": True, "nee": False}
    return {_SHORT.get(option, option.replace("_", " ")): option for option in known.options}


def said(key: str, answer: Answer) -> str:
    """An answer in words: “eenoudergezin”, “41 jaar”, “weet niet”."""
    if answer.standing is Standing.UNKNOWN:
        return UNKNOWN
    if answer.standing is Standing.REFUSED:
        return REFUSED
    for words, value in options(key).items():
        if value is answer.value or (isinstance(value, str) and value == answer.value):
            return words
    if isinstance(answer.value, tuple):
        low, high = (str("…" if one is None else one) for one in answer.value)
        return f"{low} tot {high}"
    unit = (vocabulary()[key].unit or "").replace("eur/", "euro per ")
    return f"{answer.value} {unit}".replace(".", ",").strip()


def understood(key: str, typed: str) -> Answer | None:
    """What was typed as a confirmed answer: the beginning of a word is enough. None when it cannot be one."""
    text = " ".join(typed.casefold().split())
    if not text:
        return None
    known = vocabulary()[key]
    if known.type in ("int", "money"):
        number = _number(text, whole=known.type == "int")
        if number is not None:
            return Answer(number) if fits(known, number) else None
    for words, value in options(key).items():
        if any(word.startswith(text) for word in (words.casefold(), *words.casefold().split())):
            return Answer(value)
    if UNKNOWN.startswith(text) or text == "?":
        return Answer(None, Standing.UNKNOWN)
    return Answer(None, Standing.REFUSED) if REFUSED.startswith(text) else None


def _number(text: str, *, whole: bool) -> int | float | None:
    plain = _THOUSANDS.sub("", text.removesuffix("euro").removesuffix("€").strip())
    if not _NUMBER.match(plain):
        return None
    value = float(plain.replace(",", "."))
    if value.is_integer():
        return int(value)
    return None if whole else value
