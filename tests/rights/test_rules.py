"""The rules as data: every mistake in a file is refused with file and line, and what ships keeps its promises."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from sociaalhuis.catalogue import places, starter
from sociaalhuis.conditions import Ask, AtLeast, Condition, Leaf, Limit, Not
from sociaalhuis.facts import vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import rules, words
from sociaalhuis.rights.grammar import Names
from sociaalhuis.rights.rules import Book, Rule
from sociaalhuis.rights.sheet import BadRules

DAY = date(2026, 11, 22)
BOOK = rules.shipped()
STARTER = {row["slug"]: row for row in json.loads(resource("starter", "rights.json").read_text("utf-8"))["rights"]}
LISTED = json.loads(resource("rights", "CHANGES.json").read_text("utf-8"))
CHANGES = LISTED["changes"]
NAMES = Names(vocabulary(), BOOK.parameters.series, BOOK.parameters.tables, frozenset(BOOK.assessments))

GOOD = """\
name: Een recht
what: U krijgt iets.
who: Voor iedereen.
how: Vraag het aan.
body: OCMW
level: federal
automatic: nee
domain: inkomen
conditions:
- leeftijd: {gte: grens}
apply:
- kind: ocmw
confidence: sourced
sources:
- {url: "https://example.org", kind: official, checked: 2026-11-22}
"""
LIMITS = """\
parameters:
- name: grens
  unit: jaar
  values:
  - {from: 2020-01-01, value: 18, source: "een wet", checked: 2026-11-22}
tables:
  tabel:
  - when: {gezinstype: alleenstaand}
    limit: grens
  - limit: {param: grens, plus_per: {aantal_personen_ten_laste: grens}}
"""

ENTRY = '  values:\n  - {from: 2020-01-01, value: 18, source: "een wet", checked: 2026-11-22}\n'
ROW = "  - when: {gezinstype: alleenstaand}\n    limit: grens\n"


def book(rule: str = GOOD, limits: str = LIMITS, judged: str = "werkbereid: Het OCMW beslist.\n") -> Book:
    return rules.parse({"een.yaml": rule, "parameters.yaml": limits, "assessments.yaml": judged})


def test_a_good_file_is_read_whole() -> None:
    one = book(
        GOOD + "gaps:\n- says: Nog na te gaan.\nalready_has:\n- ontvangt_leefloon: true\nopens: {ontvangt_leefloon: true}\n"
    )
    rule = one.rules["een"]
    assert rule.conditions == AtLeast(1, (Leaf("leeftijd", "gte", Limit("grens")),))
    assert (rule.already_has, rule.opens) == ((Leaf("ontvangt_leefloon", "eq", True),), (("ontvangt_leefloon", True),))
    assert rule.whole(DAY) == AtLeast(2, (rule.conditions, Ask("Nog na te gaan.")))
    assert (rule.checked, rule.sources[0].kind) == (DAY, "official")
    assert book(GOOD).rules["een"].version != rule.version
    assert book(GOOD).rules["een"].version == book(GOOD).rules["een"].version


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("leeftijd: {gte: grens}", "leeftyd: {gte: grens}", "een.yaml, line 10: the fact “leeftyd” does not exist"),
        ("{gte: grens}", "{gte: grenz}", "een.yaml, line 10: the parameter “grenz” does not exist"),
        ("{gte: grens}", "{boven: grens}", "een.yaml, line 10: a comparison is one of lt, lte, gt, gte, ne, not boven"),
        ("{gte: grens}", "{gte: 18, lt: 20}", "een.yaml, line 10: a comparison is one of"),
        ("{gte: grens}", "{gte: {table: grens}}", "een.yaml, line 10: 'grens' is none of: tabel"),
        ("{gte: grens}", "{gte: {param: grens, plus_per: {gewest: grens}}}", "“gewest” is no fact that counts something"),
        ("{gte: grens}", "{gte: true}", "een.yaml, line 10: expected a number from 0 here, not True"),
        ("leeftijd: {gte: grens}", "leeftijd: oud", "een.yaml, line 10: 'oud' is no answer to “leeftijd” (int)"),
        ("leeftijd: {gte: grens}", "gewest: limburg", "een.yaml, line 10: 'limburg' is no answer to “gewest” (vlaanderen,"),
        ("leeftijd: {gte: grens}", "gewest: [vlaanderen, limburg]", "een.yaml, line 10: 'limburg' is no answer"),
        ("leeftijd: {gte: grens}", "gewest: {gte: grens}", "een.yaml, line 10: “gewest” is no number"),
        ("leeftijd: {gte: grens}", "{zwanger: true, schulden: true}", "een.yaml, line 10: one condition has one name, not 2"),
        ("leeftijd: {gte: grens}", "any: []", "een.yaml, line 10: 1 of 0 conditions cannot be asked"),
        ("leeftijd: {gte: grens}", "{at_least: 3, of: [zwanger: true]}", "een.yaml, line 10: 3 of 1 conditions"),
        ("leeftijd: {gte: grens}", "ask: ''", "een.yaml, line 10: expected words here"),
        ("leeftijd: {gte: grens}", "werkbereid: false", "“werkbereid” is judged by a service: a rule may only"),
        ("leeftijd: {gte: grens}", "not: {werkbereid: true}", "“werkbereid” is judged by a service: it may leave"),
        ("sources:", "exclusions:\n- werkbereid: true\nsources:", "“werkbereid” is judged by a service: it may leave"),
        ("conditions:\n- leeftijd: {gte: grens}", "conditions: []", "een.yaml, line 9: a right without conditions"),
        ("level: federal", "level: galactic", "een.yaml, line 6: 'galactic' is none of: federal, flemish, local, health_fund"),
        ("level: federal\n", "", "een.yaml, line 1: level missing"),
        ("level: federal", "level: federal\nlevel: local", "een.yaml, line 7: “level” stands here twice"),
        ("body: OCMW", "body: OCMW\nbudy: OCMW", "een.yaml, line 6: “budy” is not known here"),
        ("domain: inkomen", "domain: inkomens", "een.yaml, line 8: 'inkomens' is not in the list starter_domains"),
        ("confidence:", "documents: [paspoort]\nconfidence:", "een.yaml, line 13: 'paspoort' is not in the list documents"),
        ("confidence:", "yields: ['{grenz} euro']\nconfidence:", "een.yaml, line 13: “grenz” is no parameter"),
        ("confidence:", "yields: [100 euro]\nconfidence:", "een.yaml, line 13: '100 euro' has no {parameter} to fill in"),
        ("confidence:", "yields: ['{grens} {grens.x}']\nconfidence:", "has no {parameter} to fill in"),
        ("confidence:", "opens: {gewest: true}\nconfidence:", "“gewest: True” is no fact that a right could make true"),
        ("confidence:", "already_has:\n- any: [zwanger: true]\nconfidence:", "one fact with its value"),
        ("- kind: ocmw", "- {kind: ocmw, service: rva}", "een.yaml, line 12: one place to apply is a kind or a service"),
        ("checked: 2026-11-22", "checked: gisteren", "een.yaml, line 15: expected a day such as 2026-11-22 here"),
        ("checked: 2026-11-22", "checked: 2026-02-30", "een.yaml, line 15: the day '2026-02-30' does not exist"),
        ("name: Een recht", "name: [Een recht", "een.yaml, line 2: no good YAML"),
        ("name: Een recht", "name: true", "een.yaml, line 1: expected words here, not True"),
        (GOOD, "", "een.yaml, line 1: the file is empty"),
        (GOOD, "- een lijst", "een.yaml, line 1: expected names with their values here"),
    ],
)
def test_a_mistake_in_a_rule_is_refused_with_file_and_line(old: str, new: str, complaint: str) -> None:
    with pytest.raises(BadRules, match=re.escape(complaint)):
        book(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("value: 18", "value: veel", "parameters.yaml, line 5: 'veel' is no number"),
        ("value: 18", "value: -1", "parameters.yaml, line 5: expected a number from 0 here, not -1"),
        (', source: "een wet"', "", "parameters.yaml, line 5: a value has a source"),
        ("checked: 2026-11-22", "chequed: 2026-11-22", "parameters.yaml, line 5: “chequed” is not known here"),
        ("checked: 2026-11-22", "until: 2019-12-31", "parameters.yaml, line 5: a value ends after it began"),
        ("checked: 2026-11-22}", "stale: maybe}", "parameters.yaml, line 5: expected true or false here"),
        ("  - {from", "  - {value: null, from: 2021-01-01}\n  - {from", "line 5: the values stand from old to new"),
        (ENTRY, "  values: []\n", "parameters.yaml, line 4: a parameter has at least one value"),
        ("tables:", "- {name: grens, unit: jaar, values: [{value: null}]}\ntables:", "the parameter “grens” stands here twice"),
        (ROW, "  - limit: grens\n", "parameters.yaml, line 8: every household but the last one has a “when”"),
        ("    limit: grens", "    either: [grens, grens]", "parameters.yaml, line 8: a household has a limit, or two of them"),
        ("    limit: grens", "    limit: 12", "parameters.yaml, line 8: a household has one limit or two, each a parameter"),
    ],
)
def test_a_mistake_in_the_parameters_is_refused_with_file_and_line(old: str, new: str, complaint: str) -> None:
    with pytest.raises(BadRules, match=re.escape(complaint)):
        book(limits=LIMITS.replace(old, new, 1))


JUNK = (
    "",
    "~",
    "[]",
    "{}",
    "true",
    "-1",
    ".nan",
    "1e400",
    "2026-13-45",
    '"',
    "[",
    "*x",
    "!!python/object:x y",
    "<<: *a",
    "9" * 400,
)


def mangled(text: str, dice: random.Random) -> str:
    """A file as a hand could break it: a line gone, twice, moved in, or with something strange in it."""
    lines = text.split("\n")
    place, slip = dice.randrange(len(lines)), dice.randrange(4)
    if slip == 0:
        del lines[place]
    elif slip == 1:
        lines.insert(place, dice.choice(lines))
    elif slip == 2:
        lines[place] = lines[place].split(":", 1)[0] + ": " + dice.choice(JUNK)
    else:
        lines[place] = " " * dice.randrange(5) + lines[place].lstrip()
    return "\n".join(lines)


def test_a_file_that_a_hand_broke_is_read_or_refused_with_its_line() -> None:
    dice, complaints = random.Random(3), list[str]()
    for _ in range(250):
        slug = dice.choice(list(BOOK.rules))
        try:
            rules.rule(slug, mangled(resource("rights", f"{slug}.yaml").read_text("utf-8"), dice), NAMES)
        except BadRules as complaint:
            complaints.append(str(complaint).removeprefix(slug))
    assert len(complaints) > 100
    assert all(re.match(r"\.yaml, line \d+: \S", complaint) for complaint in complaints)


def test_the_shared_files_must_be_there_and_make_sense() -> None:
    with pytest.raises(BadRules, match=re.escape("parameters.yaml, line 1: the file is missing")):
        rules.parse({"assessments.yaml": "werkbereid: x"})
    with pytest.raises(BadRules, match="“gewest” is no yes-or-no fact"):
        book(judged="gewest: Wie?\n")


# --- what ships ------------------------------------------------------------------------------------------------------


def as_condition(row: dict[str, Any]) -> Leaf:
    value = row["value"]
    if isinstance(value, dict):
        extras = tuple((one["fact"], one["param"]) for one in value.get("plus_per", ()))
        value = Limit(value["param"], value.get("factor", 1), extras)
    operator = row["operator"]
    return Leaf(row["fact"], operator, tuple(value) if operator == "in" else value)


def of_starter(row: dict[str, Any]) -> tuple[Condition, tuple[Condition, ...]]:
    """The conditions and exclusions of a right as the starter list words them."""
    rule = row["eligibility"]
    parts: list[Condition] = [as_condition(one) for one in rule["all"]]
    groups = [[as_condition(one) for one in group] for group in rule["any_groups"]]
    if groups:
        parts.append(AtLeast(1, tuple(group[0] if len(group) == 1 else AtLeast(len(group), tuple(group)) for group in groups)))
    return AtLeast(len(parts), tuple(parts)), tuple(as_condition(one) for one in rule["none"])


def test_every_right_of_the_starter_ships_and_each_change_is_listed_with_why_and_source() -> None:
    assert set(BOOK.rules) == set(STARTER)
    listed = {change["slug"]: change for change in CHANGES}
    assert len(listed) == len(CHANGES)
    for slug, rule in BOOK.rules.items():
        same = (rule.conditions, rule.exclusions) == of_starter(STARTER[slug]) and not rule.gaps and rule.offered_in is None
        assert same is (slug not in listed), slug
    for change in CHANGES:
        assert len(change["why"]) > 30, change["slug"]
        assert change["source"].startswith("http"), change["slug"]


def test_every_amount_of_the_starter_is_there_and_each_other_value_is_listed() -> None:
    rows = json.loads(resource("starter", "parameters.json").read_text("utf-8"))["parameters"]
    known = {(name, entry.value) for name, one in BOOK.parameters.series.items() for entry in one.entries}
    listed = {change["name"] for change in LISTED["parameters"]}
    earlier = r"_(?:2022_11|2023_01|2025|2026_03)$|(?<=_jaar)_2023$"  # the starter dates a name where we date a value
    started = {(re.sub(earlier, "", row["name"]), starter.parameters()[row["name"]].value) for row in rows}
    assert {name for name, _ in started - known} <= listed
    assert {name for name, _ in known - started} == listed


def test_no_rule_carries_an_amount_or_an_age_of_its_own() -> None:
    counted = {"aantal_kinderen_ten_laste", "aantal_personen_ten_laste", "gezinspunten_groeipakket", "gemeente_nis"}
    for slug, rule in BOOK.rules.items():
        own = [
            leaf
            for leaf in rules.leaves(rule.whole(DAY))
            if isinstance(leaf.value, int | float) and not isinstance(leaf.value, bool)
        ]
        assert {leaf.fact for leaf in own} <= counted, slug
        assert not re.search(r"\d (?:euro|%)", " ".join(rule.yields or ())), slug


def test_every_place_to_apply_exists() -> None:
    kinds = set(yaml.safe_load(resource("needs", "kinds.yaml").read_text("utf-8")))
    groups = json.loads(resource("vocab", "provider_groups.json").read_text("utf-8"))["groups"]
    for slug, rule in BOOK.rules.items():
        assert rule.apply, slug
        for how, name in rule.apply:
            assert name in (starter.services() if how == "service" else kinds | set(groups)), (slug, name)


def test_every_municipality_that_a_rule_names_exists_on_the_days_that_it_names() -> None:
    for slug, rule in BOOK.rules.items():
        offers = {offer.nis: offer for offer in rule.offered_in or ()}
        named = {nis for leaf in rules.leaves(rule.conditions) if leaf.fact == "gemeente_nis" for nis in leaf.value}  # type: ignore[union-attr]
        assert named in (set(), set(offers)), slug
        for nis, offer in offers.items():
            assert places.municipality_on(str(nis), offer.until or DAY) == str(nis), (slug, nis)
            assert offer.until is None or places.municipality_on(str(nis), offer.until + timedelta(1)) != str(nis), (slug, nis)


def test_every_rule_says_where_it_was_read_and_when() -> None:
    for slug, rule in BOOK.rules.items():
        assert rule.sources, slug
        assert rule.checked == DAY, slug
        assert all(source.url.startswith("http") for source in rule.sources), slug


def asks(one: Condition) -> Iterator[str]:
    match one:
        case Ask(text):
            yield text
        case Not(part):
            yield from asks(part)
        case AtLeast(_, parts):
            for part in parts:
                yield from asks(part)


def texts(rule: Rule) -> list[str]:
    said = [rule.name, rule.what, rule.who, rule.how, *rule.human_check, *rule.unchecked, *asks(rule.whole(DAY))]
    said += [rules.NAMED.sub("1", line) for line in rule.yields or ()]
    return [text for text in said if text]


STIFF = {
    "gelieve",
    "dienen",
    "dient",
    "indien",
    "teneinde",
    "middels",
    "omtrent",
    "inzake",
    "desbetreffende",
    "alsmede",
    "reeds",
}
PROMISES = re.compile(r"u hebt (?:wel |misschien )?recht|hebt u recht|geen recht\b|wellicht recht", re.IGNORECASE)


def test_the_texts_are_plain_and_promise_nothing() -> None:
    lengths = []
    spoken = [(slug, text) for slug, rule in BOOK.rules.items() for text in texts(rule)]
    spoken += [
        (fact, text) for fact, said in words.shipped().items() for text in (said.yes, said.no, *said.compared.values()) if text
    ]
    spoken += list(BOOK.assessments.items())
    for where, text in spoken:
        assert not STIFF & set(re.findall(r"\w+", text.casefold())), (where, text)
        assert not PROMISES.search(text), (where, text)
        for sentence in re.split(r"(?<=[.!?])\s+|;\s|:\s", text):
            assert len(sentence.split()) <= 20, (where, sentence)
            lengths.append(len(sentence.split()))
    assert sum(lengths) / len(lengths) <= 12


def test_every_fact_that_a_rule_names_has_its_sentences() -> None:
    used = {leaf.fact for rule in BOOK.rules.values() for leaf in (*rules.leaves(rule.whole(DAY)), *rule.already_has)}
    assert used <= set(words.shipped())
    assert used <= set(vocabulary())
    assert {fact for rule in BOOK.rules.values() for fact, _ in rule.opens} <= set(vocabulary())
