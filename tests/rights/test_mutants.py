"""Every slip in a rule or an amount is noticed by a case: all of them in the long run, a share of them in the short one."""

from fnmatch import fnmatchcase

import pytest

from tests.rights import mutants, reading
from tests.rights.mutants import Mutant

SHARE = 9  # one of so many in the short run
SAME = {  # slips that change no answer, and why
    "equivalent-leefloon: conditions verblijfsstatuut with *": "both stand in the list beside it",
    "gezinszorg: conditions gewest with vlaanderen": "stands in the line before it",
    "referentieadres-ocmw: gap 0 unless not verblijfsstatuut with *": "an exclusion closes it already",
    "ziekte-en-invaliditeitsuitkering: conditions arbeidssituatie with *": "stands in, or is closed by, the line before it",
    "table sociale_huur: row 2 when gezinstype with alleenstaand": "the row before it takes them",
    "hu?r*_max_huurprijs_woning_maand *: taken for fresh": "above it the gap stays open, whatever the margin",
    "huursubsidie_max_huurprijs_woning_maand *: a day *": "the limits of income begin a year later",
    "verbouwpremie_*: taken for fresh": "above it the gap stays open, whatever the margin",
    "igo_*_maand *: taken for fresh": "above it the means are for the Pensioendienst to judge",
    "leefloon_*_maand *: taken for fresh": "above it the means are for the OCMW to judge",
    "maf_2023_chronisch_laagste_plafond *: taken for fresh": "above it somebody has to ask the health fund",
    "maf_2023_*: a day earlier": "the other amounts of its row have no value yet",
    "*_per_*_jaar* *: a day earlier": "the limit that it is added to has no value yet",
    "huurwaarborglening_max_leeftijd_contract_maanden *: taken for old": "no whole month lies between 3 and 3.9",
    "integratietegemoetkoming_aanvraag_leeftijd *: taken for old": "at 17 and above somebody has to ask",
    "igo_leeftijd 67 *: taken for old": "checked more than a year before it begins",
}


def survives(mutant: Mutant) -> bool:
    book = mutant.book()
    return book is not None and not any(next(reading.wrong(book, right), None) for right in mutant.rights)


def reason(mutant: Mutant) -> str | None:
    return next((pattern for pattern in SAME if fnmatchcase(mutant.what, pattern)), None)


@pytest.mark.long
def test_every_slip_in_a_rule_or_an_amount_is_noticed() -> None:
    every = list(mutants.every())
    left = [one for one in every if survives(one)]
    assert [one.what for one in left if reason(one) is None] == []
    assert {reason(one) for one in left} == set(SAME)
    assert len(every) > 2_300


def test_a_share_of_the_slips_is_noticed() -> None:
    some = [one for one in list(mutants.every())[::SHARE] if reason(one) is None]
    assert len(some) > 200
    assert [one.what for one in some if survives(one)] == []
