"""Why a right fits or not, in plain Dutch sentences for the client: one for each comparison and each of its answers.

The sentences are data (resources/rights/words.yaml). An amount always comes with the date from which it counts, or else the day
on which it was looked up. Beside them what a right may bring, so that somebody sees whether it is worth asking.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sociaalhuis.conditions import Leaf, Limit
from sociaalhuis.facts import vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import sheet
from sociaalhuis.rights.parameters import Amount, year_after
from sociaalhuis.rights.rules import NAMED, WORDS, Rule
from sociaalhuis.texts import month

COMPARED = ("at_least", "under", "at_most", "above")
_AS = {"gte": ("at_least", "under"), "lt": ("under", "at_least"), "lte": ("at_most", "above"), "gt": ("above", "at_most")}
_UNITS = {
    "jaar": ("jaar", "jaar"), "maanden": ("maand", "maanden"), "dagen": ("dag", "dagen"), "punten": ("punt", "punten"),
    "kinderen": ("kind", "kinderen"), "personen": ("persoon", "personen"), "weken": ("week", "weken"), "keer": ("keer", "keer"),
    "evaluaties": ("evaluatie", "evaluaties"), "studiepunten": ("studiepunt", "studiepunten"), "%": ("%", "%"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences of one fact: for yes and no (or fits and does not), or for each side of a limit."""

    yes: str | None = None
    no: str | None = None
    compared: Mapping[str, str] = MappingProxyType({})


def sentence(leaf: Leaf, holds: bool, amounts: Mapping[str, Amount]) -> str:
    """The sentence for a comparison that holds or does not. ``amounts`` are the parameters of the day (Outcome.parameters)."""
    said = shipped()[leaf.fact]
    if leaf.operator in _AS:
        template = said.compared.get(_AS[leaf.operator][0 if holds else 1]) or question(leaf)
        return template.replace("{limit}", limit(leaf, amounts))
    if said.compared:  # one number, or not
        return question(leaf)
    is_true = holds is (leaf.operator != "ne")
    if vocabulary()[leaf.fact].type == "bool" and leaf.value is False:
        is_true = not is_true
    return (said.yes if is_true else said.no) or question(leaf)


def question(leaf: Leaf) -> str:
    """The question that would settle an open comparison."""
    return vocabulary()[leaf.fact].question


def limit(leaf: Leaf, amounts: Mapping[str, Amount]) -> str:
    """A limit in words: “1.314,20 euro per maand (februari 2025)”, “66 jaar”. One that grows with the household says so."""
    unit = vocabulary()[leaf.fact].unit or ""
    if not isinstance(leaf.value, Limit):
        return _amount(float(leaf.value), unit) if isinstance(leaf.value, int | float) else ""
    amount = amounts[leaf.value.param]
    if amount.value is None:
        return "een grens die niet bekend is"
    words = _amount(amount.value * leaf.value.factor, unit)
    if "eur" not in unit:
        return words
    more = " en meer per persoon ten laste" if leaf.value.plus_per else ""
    if amount.valid_from:
        return f"{words} ({month(amount.valid_from)}){more}"
    return f"{words} (nagekeken in {month(amount.checked)}){more}" if amount.checked else f"{words} (niet nagekeken){more}"


def yields(rule: Rule, amounts: Mapping[str, Amount], day: date) -> tuple[str, ...]:
    """What a right may bring, a line each with the month of its amounts: an indication, the service decides.

    A line with an amount that is old, or that nobody knows, is left out; the right itself never is.
    """
    return tuple(line for text in rule.yields or () if (line := _yielded(text, amounts, day)))


def _yielded(text: str, amounts: Mapping[str, Amount], day: date) -> str:
    named = [amounts[name] for name in NAMED.findall(text)]
    known = {one.name: _number(one.value, one.unit) for one in named if one.value is not None and not one.stale}
    if any(one.name not in known for one in named):
        return ""
    return f"{NAMED.sub(lambda found: known[found[1]], text)} ({_counted(named, day)})."


def _counted(named: Sequence[Amount], day: date) -> str:
    """From when amounts count, the oldest of them; those of more than a year ago have perhaps changed since."""
    begun = [one.valid_from for one in named if one.valid_from is not None]
    if len(begun) < len(named):
        return f"nagekeken in {month(min(one.checked for one in named if one.checked is not None))}"
    return f"sinds {month(min(begun))}" + (", misschien al veranderd" if day > year_after(min(begun)) else "")


def _amount(value: float, unit: str) -> str:
    if "eur" in unit:
        per = unit.removeprefix("eur").strip("/")
        return f"{euros(value)} euro{f' per {per}' if per else ''}"
    one, many = _UNITS.get(unit, (unit, unit))
    return f"{_number(value, unit)} {one if value == 1 else many}".strip()


def _number(value: float, unit: str) -> str:
    return euros(value) if "eur" in unit else f"{value:g}".replace(".", ",")


def euros(value: float) -> str:
    """An amount as it is written here: 1.314,20 and 28.105."""
    text = f"{value:,.2f}".removesuffix(".00")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


@functools.cache
def shipped() -> Mapping[str, Said]:
    """The sentences that ship with the program, by fact."""
    return parse(resource("rights", WORDS).read_text("utf-8"))


def parse(text: str) -> Mapping[str, Said]:
    """Sentences by fact from their file. Raises BadRules with file and line."""
    known = vocabulary()
    found: dict[str, Said] = {}
    for fact, spot in sheet.read(text, WORDS).fields().items():
        if fact not in known:
            raise spot.wrong(f"the fact “{fact}” does not exist")
        if spot.is_list:
            pair = [one.words() for one in spot.items()]
            if len(pair) != 2:
                raise spot.wrong("two sentences: for yes and for no")
            found[fact] = Said(pair[0], pair[1])
        else:
            found[fact] = Said(compared={name: one.words() for name, one in spot.fields((), COMPARED).items()})
    return MappingProxyType(found)
