"""What stands beside the need, on made records: told as a reason or a concern, small, and silent where the record is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.circumstances import ENOUGH, Around, Circumstances, Experience, Lean
from sociaalhuis.catalogue.service import Address, Phone, Service, ServiceArea
from sociaalhuis.facts import Answer, Facts, Standing, read
from sociaalhuis.texts import Texts

BARE = Service("x", "Proef", "Proefdienst", "Voor proeven", ServiceArea("flanders", ("Vlaanderen",)))
HERE = places.places("3740")
MONDAY, EVE, CHRISTMAS = map(datetime.fromisoformat, ("2026-11-23T20:15", "2026-12-24T19:00", "2026-12-25T10:00"))
TEXTS = Texts()


def weigh(service: Service, around: Around | None = None, facts: Mapping[str, object] | None = None) -> Lean:
    return Circumstances(read(facts or {}), HERE, around or Around()).weigh(service)


def codes(lean: Lean) -> tuple[set[str], set[str]]:
    """The codes of reasons and concerns; each can be said in Dutch, in full and short."""
    for reason in (*lean.reasons, *lean.concerns):
        assert TEXTS.reason(reason)
        assert TEXTS.say(f"reason_short.{reason.code}", **reason.args)
    return {one.code for one in lean.reasons}, {one.code for one in lean.concerns}


def test_a_bare_record_says_nothing_and_changes_nothing() -> None:
    around = Around(MONDAY, "ar", {"x": Experience()})
    assert weigh(BARE, around, {"leeftijd": 17, "verhoogde_tegemoetkoming": True}) == Lean()


@given(st.floats(0, 1), st.floats(0.2, 5), st.floats(0, 1))
def test_a_score_stays_between_nought_and_one_and_in_order(score: float, odds: float, factor: float) -> None:
    lean = Lean(odds, factor)
    assert 0 <= lean.on(score) <= 1
    assert lean.on(score / 2) <= lean.on(score)


@pytest.mark.parametrize(
    ("hours", "now", "reasons", "concerns", "said"),
    [
        ("24/7", MONDAY, {"open_now"}, set(), "Is nu bereikbaar."),
        ("ma-vr 9-18 u.", MONDAY, set(), {"closed_now"}, "Nu gesloten. Weer bereikbaar op dinsdag om 9 uur."),
        ("do 13-15 u.", MONDAY, set(), {"closed_now"}, "Nu gesloten. Weer bereikbaar op donderdag om 13 uur."),
        (
            "ma-vr 9-18 u.",
            EVE,
            set(),
            {"closed_now"},
            "Nu gesloten. Weer bereikbaar op maandag om 9 uur.",
        ),
        ("ma-vr 9-18 u.", CHRISTMAS, set(), set(), ""),  # a holiday: nothing is certain
        ("op afspraak", MONDAY, set(), set(), ""),
        ("24/7", None, set(), set(), ""),
    ],
)
def test_opening_hours(hours: str, now: datetime | None, reasons: set[str], concerns: set[str], said: str) -> None:
    lean = weigh(replace(BARE, opening_hours=hours), Around(now))
    assert codes(lean) == (reasons, concerns)
    assert [TEXTS.reason(one) for one in (*lean.reasons, *lean.concerns)] == ([said] if said else [])
    assert (lean.odds > 1, lean.odds < 1) == (bool(reasons), bool(concerns))


@pytest.mark.parametrize(
    ("spoken", "language", "reasons", "concerns"),
    [
        (("nl", "fr"), "fr", {"speaks"}, set()),
        (("nl",), "fr", set(), set()),  # records rarely tell: silence is no refusal
        (("en",), "fr", set(), {"other_language"}),
        (("nl",), "nl", set(), set()),
        (("nl", "fr"), None, set(), set()),
    ],
)
def test_language(spoken: tuple[str, ...], language: str | None, reasons: set[str], concerns: set[str]) -> None:
    assert codes(weigh(replace(BARE, languages=spoken), Around(language=language))) == (reasons, concerns)


@pytest.mark.parametrize(
    ("fees", "facts", "reasons", "concerns"),
    [
        ("gratis", {"verhoogde_tegemoetkoming": True}, {"free"}, set()),
        ("lidgeld", {"ontvangt_leefloon": True}, set(), {"costs"}),
        ("gratis voor sommige groepen", {"ontvangt_igo": True}, set(), {"costs"}),
        ("gratis inschrijven", {"ontvangt_igo": True}, set(), {"costs"}),
        ("Gratis; de arts vraagt remgeld", {"ontvangt_igo": True}, {"free"}, set()),
        ("lidgeld", {"verhoogde_tegemoetkoming": False}, set(), set()),
        ("lidgeld", {}, set(), set()),
        (None, {"verhoogde_tegemoetkoming": True}, set(), set()),
    ],
)
def test_cost_counts_only_for_who_is_known_to_have_little(
    fees: str | None, facts: dict[str, object], reasons: set[str], concerns: set[str]
) -> None:
    assert codes(weigh(replace(BARE, fees=fees), facts=facts)) == (reasons, concerns)


def test_a_guessed_income_is_not_known() -> None:
    guessed = Facts({"verhoogde_tegemoetkoming": Answer(True, Standing.ASSUMED)})
    assert Circumstances(guessed, HERE, Around()).weigh(replace(BARE, fees="lidgeld")) == Lean()


@pytest.mark.parametrize(
    ("tags", "age", "told"),
    [
        (("jongeren",), 17, True),
        (("jongeren",), 26, False),
        (("jongeren", "iedereen"), 17, False),
        (("ouderen",), 65, True),
        (("ouderen",), 64, False),
        (("ouderen",), None, False),
        (("ouderen",), [66, 70], False),
    ],
)
def test_life_stage_lifts_and_never_lowers(tags: tuple[str, ...], age: object, told: bool) -> None:
    lean = weigh(replace(BARE, target_group_tags=tags), facts={"leeftijd": age})
    assert codes(lean) == ({"life_stage"} if told else set(), set())
    assert lean.odds >= 1


def test_distance_is_told_where_it_matters() -> None:
    def at(postal_code: str, **changes: object) -> Service:
        place = Address("Straat 1", postal_code, "Daar")
        return replace(BARE, addresses=(place,), **changes)  # type: ignore[arg-type]  # each call names real fields

    assert codes(weigh(at("3740"))) == ({"near"}, set())
    assert codes(weigh(at("2000"))) == (set(), {"far"})
    assert codes(weigh(at("2000", phones=(Phone("03 1"),)))) == (set(), set())  # one can call
    assert codes(weigh(at("3740", area=ServiceArea("municipalities", ("73110",))))) == (
        set(),
        set(),
    )  # the reason “local” says it
    there = Address("Straat 1", "3740", "Daar", latitude=51.2, longitude=4.4)  # its own coordinates go before its postal code
    assert codes(weigh(replace(BARE, addresses=(there,)))) == (set(), {"far"})
    hidden = replace(BARE, addresses=(Address("Straat 1", "3740", "Daar", confidential=True),))
    assert weigh(hidden) == Lean()


@pytest.mark.parametrize(
    ("experience", "reasons", "concerns"),
    [
        (Experience(tried=date(2026, 3, 1)), set(), {"tried"}),
        (Experience(full=True), set(), {"full"}),
        (Experience(waiting_days=3), {"no_waiting"}, set()),
        (Experience(waiting_days=90), set(), {"waiting"}),
        (Experience(full=True, waiting_days=90), set(), {"full"}),
    ],
)
def test_what_the_house_knows(experience: Experience, reasons: set[str], concerns: set[str]) -> None:
    lean = weigh(BARE, Around(experience={"x": experience}))
    assert codes(lean) == (reasons, concerns)
    assert (lean.factor < 1) == bool(concerns)


@given(st.integers(0, ENOUGH - 1), st.integers(0, 500), st.integers(0, 500))
def test_under_ten_outcomes_nothing_is_weighed_or_told(followed: int, others: int, helped: int) -> None:
    around = Around(
        experience={"x": Experience(followed=followed), "y": Experience(followed=others, helped=min(others, helped))}
    )
    assert weigh(BARE, around) == Lean()


@given(st.integers(ENOUGH, 300), st.integers(0, 300), st.integers(0, 1000), st.integers(0, 1000))
def test_outcomes_weigh_little_and_visibly(followed: int, helped: int, others: int, others_helped: int) -> None:
    helped, others_helped = min(followed, helped), min(others, others_helped)
    around = Around(
        experience={"x": Experience(followed=followed, helped=helped), "y": Experience(followed=others, helped=others_helped)}
    )
    lean = weigh(BARE, around)
    reasons, concerns = codes(lean)
    assert len(reasons | concerns) == 1
    assert 0.75 <= lean.odds <= 1.33
    assert lean.factor == 1
    more = Around(experience={**around.experience, "x": Experience(followed=followed, helped=followed)})
    assert weigh(BARE, more).odds >= lean.odds


def test_a_house_can_switch_its_own_figures_off() -> None:
    known = Around(experience={"x": Experience(followed=20, helped=1), "y": Experience(followed=80, helped=60)})
    assert weigh(BARE, known).odds < 1
    assert weigh(BARE) == Lean()
