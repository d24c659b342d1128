"""What the client's own words tell in passing: facts, only plain statements and always still to be confirmed; and the needs
in them as the worker sees them.

A few sure patterns, no more: a wrong guess costs more than an open question. What is private is never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from sociaalhuis.catalogue.needs import Reading
from sociaalhuis.facts import Answer, Standing, Value

_NUMBERS: Mapping[str, int] = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
}  # fmt: skip
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_AGE = re.compile(r"\b(?:ik ben|client is|cliënt is) (?:nu )?(?P<number>1[6-9]|[2-9]\d)(?: jaar| jaren| en\b|[.,;]|$)")
_CHILDREN = re.compile(
    rf"\b(?:ik heb|we hebben|wij hebben|alleen met|met (?:mijn|onze)) {_NUMBER} (?:kleine |jonge )?(?:kinderen|kind)\b"
)
_ALONE_WITH = r"\b(?:alleenstaande (?:mama|moeder|papa|vader|ouder)|alleen met (?:mijn |\w+ )?(?:kleine )?kind(?:eren)?)\b"
_PLAIN: tuple[tuple[str, Value, re.Pattern[str]], ...] = tuple(
    (key, value, re.compile(pattern))
    for key, value, pattern in (
        ("gezinstype", "eenoudergezin", _ALONE_WITH),
        ("gezinstype", "alleenstaand", r"\bik (?:woon|leef) alleen(?! met)\b|\bik ben alleenstaand\b"),
        ("woonsituatie", "dakloos", r"\b(?:ik ben dakloos|ik slaap (?:op straat|in mijn auto|buiten))\b"),
        ("woonsituatie", "sociale_huur", r"\b(?:ik (?:woon in|huur) een sociale woning)\b"),
        ("arbeidssituatie", "gepensioneerd", r"\bik ben (?:al )?(?:met pensioen|gepensioneerd)\b"),
        ("arbeidssituatie", "werkzoekend", r"\bik (?:ben werkloos|ben werkzoekend|zoek werk)\b"),
        ("arbeidssituatie", "student", r"\bik (?:ben student|studeer)\b"),
    )
)  # fmt: skip


def heard(text: str) -> Mapping[str, Answer]:
    """What the words say plainly, as assumed answers with the source ``words``. Any text is fine; mostly it tells nothing."""
    plain = " ".join(text.casefold().split())
    found: dict[str, Value] = {}
    age, children = _AGE.search(plain), _CHILDREN.search(plain)
    if age:
        found["leeftijd"] = int(age["number"])
    if children:
        number = children["number"]
        found["aantal_kinderen_ten_laste"] = _NUMBERS.get(number) or int(number)
    for key, value, pattern in _PLAIN:
        if key not in found and pattern.search(plain):
            found[key] = value
    return {key: Answer(value, Standing.ASSUMED, "words") for key, value in found.items()}


def judged(reading: Reading, verdicts: Mapping[str, bool]) -> Reading:
    """The needs in the words after the worker looked: without those that are not there (False), the confirmed ones certain."""
    kept = (one for one in reading.needs if verdicts.get(one.need, True))
    sure = [replace(one, strength=1.0) if verdicts.get(one.need) else one for one in kept]
    return replace(reading, needs=tuple(sorted(sure, key=lambda one: -one.strength)))
