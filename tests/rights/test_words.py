"""Why, in words: one sentence for each side of each comparison, every amount with its date."""

import re
from datetime import date

import pytest

from sociaalhuis.conditions import Leaf, Limit
from sociaalhuis.rights import rules, words
from sociaalhuis.rights.sheet import BadRules

BOOK = rules.shipped()
AMOUNTS = BOOK.parameters.on(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("leaf", "holds", "said"),
    [
        (Leaf("ontvangt_igo", "eq", True), True, "U krijgt een inkomensgarantie voor ouderen (IGO)."),
        (Leaf("ontvangt_igo", "eq", True), False, "U krijgt geen inkomensgarantie voor ouderen (IGO)."),
        (Leaf("eigendom_woning_of_bouwgrond", "eq", False), True, "U hebt geen woning of bouwgrond."),
        (Leaf("eigendom_woning_of_bouwgrond", "eq", False), False, "U hebt een woning of bouwgrond."),
        (Leaf("gezinstype", "ne", "alleenstaand"), True, "Uw gezin past niet bij deze voorwaarde."),
        (Leaf("leeftijd", "gte", Limit("igo_leeftijd")), True, "U bent 66 jaar of ouder."),
        (Leaf("leeftijd", "gte", Limit("igo_leeftijd")), False, "U bent jonger dan 66 jaar."),
        (Leaf("leeftijd", "lt", Limit("handicap_max_leeftijd")), False, "U bent 65 jaar of ouder."),
        (Leaf("aantal_kinderen_ten_laste", "gte", 1), True, "U hebt minstens 1 kind ten laste."),
        (
            Leaf("netto_maandinkomen_gezin", "lte", Limit("leefloon_alleenstaand_maand", 2)),
            False,
            "Het inkomen van uw gezin is hoger dan 2.628,40 euro per maand (februari 2025).",
        ),
        (
            Leaf("netto_maandinkomen_persoon", "lte", Limit("igo_alleenstaand_maand")),
            True,
            "Uw inkomen is niet hoger dan 1.549,42 euro per maand (nagekeken in november 2026).",
        ),
    ],
)
def test_a_comparison_in_words(leaf: Leaf, holds: bool, said: str) -> None:
    assert words.sentence(leaf, holds, AMOUNTS) == said


def test_every_comparison_of_every_rule_has_a_sentence_for_both_answers() -> None:
    for slug, rule in BOOK.rules.items():
        for leaf in (*rules.leaves(rule.whole(date(2026, 11, 22))), *rule.already_has):
            both = [words.sentence(leaf, holds, AMOUNTS) for holds in (True, False)]
            assert both[0] != both[1] or leaf.fact == "gemeente_nis", (slug, leaf)
            assert not any("{" in sentence for sentence in both)
            if (
                isinstance(leaf.value, Limit)
                and AMOUNTS[leaf.value.param].value is not None
                and "eur" in AMOUNTS[leaf.value.param].unit
            ):
                assert all(re.search(r"\((?:nagekeken in )?\w+ \d{4}\)", sentence) for sentence in both), (slug, leaf)


def test_amounts_are_written_as_they_are_here() -> None:
    assert [words.euros(value) for value in (1314.2, 28105, 0.5, 1e6)] == ["1.314,20", "28.105", "0,50", "1.000.000"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("gewestje: [a, b]", "words.yaml, line 1: the fact “gewestje” does not exist"),
        ("gewest: [a]", "words.yaml, line 1: two sentences"),
        ("leeftijd: {exactly: a}", "words.yaml, line 1: “exactly” is not known here"),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(text: str, complaint: str) -> None:
    with pytest.raises(BadRules, match=re.escape(complaint)):
        words.parse(text)
