"""Bands of an amount: together everything once, none of them across a limit."""

import random
from datetime import date
from itertools import pairwise

import pytest

from sociaalhuis import facts
from sociaalhuis.facts import Facts
from sociaalhuis.rights import engine
from sociaalhuis.rights.bands import bands

ENGINE = engine.shipped()
PROGRAM = ENGINE.program(date(2026, 11, 22))
INCOME, TAXED = "netto_maandinkomen_gezin", "belastbaar_jaarinkomen_aanslagbiljet"
HOUSEHOLD = facts.read({"aantal_personen_ten_laste": 2, "gezinstype": "koppel_met_kinderen", "vt_extra_gezinsleden": 1})


@pytest.mark.parametrize("fact", [INCOME, TAXED, "leeftijd", "remgeld_dit_jaar", "bruto_belastbaar_jaarinkomen_gezin"])
def test_bands_hold_every_amount_once_and_never_straddle_a_limit(fact: str) -> None:
    dice, found = random.Random(4), bands(PROGRAM, fact, HOUSEHOLD)
    step = 1 if fact == "leeftijd" else 0.01
    assert (found[0][0], found[-1][1]) == (None, None)
    for (_, high), (low, _) in pairwise(found):
        assert high is not None
        assert low == pytest.approx(high + step)
    for low, high in found:
        first, last = low or 0, high or (low or 0) + 10 * step
        answers = [first, last, *(round(dice.uniform(first, last), 2) for _ in range(3))] if step < 1 else [first, last]
        said = {tuple(ENGINE.status(HOUSEHOLD.having(**facts.read({fact: one})), PROGRAM.day).values()) for one in answers}
        assert len(said) == 1, (low, high)
        assert said == {tuple(ENGINE.status(HOUSEHOLD.having(**facts.read({fact: [low, high]})), PROGRAM.day).values())}


def test_limits_that_grow_with_an_unknown_household_cut_nothing() -> None:
    assert len(bands(PROGRAM, TAXED, Facts())) < len(bands(PROGRAM, TAXED, HOUSEHOLD))


def test_a_fact_without_limits_is_one_band_and_what_is_no_number_has_none() -> None:
    assert bands(PROGRAM, "aantal_andere_gezinsleden", Facts()) == ((None, None),)
    with pytest.raises(ValueError, match="gewest is no number"):
        bands(PROGRAM, "gewest", Facts())
