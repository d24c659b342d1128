"""A book of five small rules for tests: an age, a fact, an amount, a place, and one that begins on a day."""

from collections.abc import Mapping

from sociaalhuis.rights import rules
from sociaalhuis.rights.engine import Engine

CHECKED = "2026-11-20"
_RULE = """
name: {name}
what: Iets.
who: Iemand.
how: Vraag het.
body: Een dienst
level: {level}
automatic: nee
domain: energie_water
{more}
conditions:
{conditions}
apply:
- kind: ocmw
confidence: sourced
sources:
- {{url: "https://example.org", checked: {checked}}}
"""
_PARAMETERS = """
parameters:
- name: oud
  unit: jaar
  values:
  - {{from: 2020-01-01, value: 65, checked: {checked}, source: een test}}
- name: grens
  unit: eur/maand
  values:
  - {{from: 2026-01-01, value: {limit}, checked: {checked}, source: een test}}
{then}
"""


def rule(name: str, conditions: str, *, level: str = "flemish", more: str = "", checked: str = CHECKED) -> str:
    """The text of one rule."""
    return _RULE.format(name=name, conditions=conditions, level=level, more=more, checked=checked)


def files(*, limit: int = 1000, then: str = "", places: str = "73110", **changed: str) -> dict[str, str]:
    """The files of the book; ``changed`` are rules that stand otherwise in it, or are new."""
    return {
        "parameters.yaml": _PARAMETERS.format(limit=limit, then=then, checked=CHECKED),
        "assessments.yaml": "werkbereid: De dienst.\n",
        "oudere.yaml": rule("Voor ouderen", "- leeftijd: {gte: oud}"),
        "huurder.yaml": rule("Voor huurders", "- woonsituatie: [private_huur, sociale_huur]"),
        "inkomen.yaml": rule("Voor lage inkomens", "- netto_maandinkomen_gezin: {lte: grens}"),
        "premie.yaml": rule(
            "Premie van de gemeente",
            "- woonsituatie: eigenaar",
            level="local",
            more=f"offered_in: [{', '.join(f'{{nis: {nis}}}' for nis in places.split())}]",
        ),
        "later.yaml": rule("Vanaf december", "- woonsituatie: inwonend", more="valid_from: 2026-12-01"),
        "ziek.yaml": rule("Voor zieken", "- any: [{arbeidsongeschikt_erkend: true}, {dreigt_afsluiting: true}]"),
        **{f"{slug}.yaml": text for slug, text in changed.items()},
    }


def engine(given: Mapping[str, str] | None = None) -> Engine:
    """An engine on the book."""
    return Engine(rules.parse(given or files()))
