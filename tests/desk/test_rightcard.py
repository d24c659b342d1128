"""A right explained: reasons, what is open, limits with date and source, where to go; on paper nothing private or outdated."""

from datetime import date

import pytest

from sociaalhuis.catalogue import places, starter
from sociaalhuis.catalogue.engine import Engine as Suggesting
from sociaalhuis.desk.rights import rightcard, rights
from sociaalhuis.desk.rights.rightcard import RightCard
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts, read, vocabulary
from sociaalhuis.printing import forbidden
from sociaalhuis.rights import engine, words
from sociaalhuis.rights.engine import Outcome, Status

DAY = date(2026, 11, 23)
RIGHTS = engine.shipped()
WARM = {"verwarming": "stookolie", "dagen_sinds_levering_brandstof": 20, "verhoogde_tegemoetkoming": True}


def facts(**more: object) -> Facts:
    return rights.located(read({"leeftijd": 67, "hoofdverblijf_belgie": True, **WARM, **more}), "3740", DAY)


def outcome(right: str, given: Facts) -> Outcome:
    return RIGHTS.check(given, DAY)[right]


def card(right: str, given: Facts, catalogue: Suggesting | None = None) -> RightCard:
    return rightcard.explain(RIGHTS, outcome(right, given), given, DAY, catalogue, places.places("3740"))


def test_a_possible_right_says_why_with_papers_and_whom_to_ask() -> None:
    one = card("verwarmingstoelage", facts(), Suggesting(starter.services().values()))
    assert one.status is Status.POSSIBLE
    assert "U hebt de verhoogde tegemoetkoming." in one.fits
    assert (one.against, one.open) == ((), ())
    assert any(
        "60 dagen" in line and "nagekeken in november 2026" in line and "bron socialsecurity.be" in line for line in one.limits
    )
    assert one.checks
    assert "identiteitskaart of verblijfsdocument" in one.documents
    assert any("089 39 76 00" in line for line in one.where)
    assert (one.source, one.checked) == ("socialsecurity.be", date(2026, 11, 22))
    assert card("verwarmingstoelage", facts()).where == ("Het OCMW van uw gemeente",)  # the catalogue is not read yet


def test_a_service_of_many_places_shows_the_nearest_and_without_a_place_none() -> None:
    known = Suggesting(starter.services().values())
    rule = RIGHTS.book.rules["juridische-eerstelijnsbijstand"]
    (near,) = (line for line in rightcard.where_to(rule, known, places.places("3740")) if line.startswith("Justitiehuis"))
    assert "3700 Tongeren-Borgloon" in near or "3500 Hasselt" in near
    (nowhere,) = (line for line in rightcard.where_to(rule, known, ()) if line.startswith("Justitiehuis"))
    assert "Antwerpen" not in nowhere


def test_an_unknown_right_says_what_fits_already_and_what_to_ask() -> None:
    one = card("inkomensgarantie-ouderen", facts())
    assert one.status is Status.UNKNOWN
    assert "U bent 66 jaar of ouder." in one.fits
    assert "Wat is uw verblijfsstatuut in België?" in one.open
    young = card("inkomensgarantie-ouderen", facts(leeftijd=30))
    assert (young.status, young.fits) == (Status.UNLIKELY, ())
    assert young.against == ("U bent jonger dan 66 jaar.",)


def test_an_old_limit_is_not_repeated_as_if_it_were_true() -> None:
    given = facts(netto_maandinkomen_persoon=900, woonsituatie="private_huur", aantal_personen_ten_laste=0)
    cards = [card(right, given) for right in RIGHTS.book.rules]
    amounts = RIGHTS.program(DAY).amounts
    old = [words.euros(one.value) for one in amounts.values() if one.value and one.stale and "eur" in one.unit]
    shown = [line for one in cards for line in (*one.limits, *one.fits, *one.against)]
    assert any("na te kijken" in line for line in shown)
    assert not any(f" {amount} euro" in line for amount in old for line in shown)


def test_the_card_says_what_a_right_may_bring_or_that_nobody_looked() -> None:
    assert card("verwarmingstoelage", facts()).yields[0].startswith("0,14 tot 0,20 euro per liter")
    assert card("leefloon", facts()).yields == (rightcard.NO_AMOUNT,)
    assert card("referentieadres-ocmw", facts()).yields == ()  # not about money
    assert card("zorgbudget-ouderen", facts(leeftijd=30)).yields == ()  # no hope where the right does not fit
    paper = {
        slug: rightcard.on_paper(RIGHTS, here, card(slug, facts()), DAY).yields
        for slug, here in RIGHTS.check(facts(), DAY).items()
    }
    assert paper["verwarmingstoelage"] == card("verwarmingstoelage", facts()).yields
    assert paper["leefloon"] == ()
    assert all(RIGHTS.check(facts(), DAY)[slug].status is not Status.UNLIKELY for slug, lines in paper.items() if lines)


def test_every_right_can_go_on_paper_and_betrays_nothing() -> None:
    told = facts(
        woonsituatie="private_huur",
        verblijfsstatuut="belg",
        zorgnood=True,
        gezinstype="alleenstaand",
        aantal_kinderen_ten_laste=2,
        netto_maandinkomen_gezin=1000,
        handicap_of_langdurige_ziekte=True,
        ontvangt_leefloon=True,
        zwanger=True,
    )
    for right, here in RIGHTS.check(told, DAY).items():
        one = rightcard.on_paper(RIGHTS, here, rightcard.explain(RIGHTS, here, told, DAY), DAY)
        for line in one.why:
            forbidden.check(line)
        private = [pair for pair in here.decisive if not rightcard.may_be_printed(pair[0].fact)]
        said = {words.sentence(leaf, held, here.parameters) for leaf, held in private}
        assert not said & set(one.why), right
        assert "recht op" not in " ".join((one.what, one.who, one.how, *one.why, *one.ask)).casefold(), right


def test_what_may_be_printed() -> None:
    assert not any(rightcard.may_be_printed(key) for key, one in vocabulary().items() if one.group in ("gezondheid", "gezin"))
    assert not rightcard.may_be_printed("verblijfsstatuut")
    assert rightcard.may_be_printed("leeftijd")
    with pytest.raises(Refusal):
        forbidden.check("Uw verblijfsvergunning is verlopen")
