"""Ranking: honest, neutral, explainable and pure."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import conditions
from sociaalhuis.catalogue import index, needs, places, providers, starter, suggest
from sociaalhuis.catalogue.circumstances import Around, Experience
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.service import Address, Phone, Service, ServiceArea
from sociaalhuis.conditions import Leaf
from sociaalhuis.facts import Answer, Facts, Standing, read
from sociaalhuis.texts import Texts
from tests.catalogue.voices import VIGNETTES

DAY = date(2026, 11, 23)
SERVICES = starter.services()
ENGINE = Engine(SERVICES.values())
TEXTS = [case["text"] for case in VIGNETTES]
CODES = ["3740", "3600", "2060", "2300", "2440", "9000", "1000", "1040", "4000"]
FACTS: list[dict[str, object]] = [
    {},
    {"leeftijd": 17},
    {"leeftijd": 82, "aantal_kinderen_ten_laste": 0},
    {"leeftijd": 41, "aantal_kinderen_ten_laste": 2, "eigendom_woning_of_bouwgrond": True},
    {"woonsituatie": "eigenaar", "onderhoudsgeld_vastgelegd": False, "verblijfsstatuut": "belg"},
    {"zwanger": False, "heeft_kind_met_groeipakket": False, "aantal_kinderen_ten_laste": 0, "leeftijd": None},
]


def ask(
    text: str, code: str | None = "3740", facts: Facts | None = None, case: str = "", day: date = DAY
) -> suggest.Suggestions:
    return ENGINE.find(text, facts or Facts(), places.places(code) if code else (), day, case, top=50)


def ids(found: suggest.Suggestions) -> list[str]:
    return [one.service.id for one in found.items]


def made(slug: str = "proef", **changes: object) -> Service:
    service = Service(slug, "Proef", f"Proefdienst {slug}", "Voor proeven", ServiceArea("flanders", ("Vlaanderen",)))
    return replace(service, **changes)  # type: ignore[arg-type]  # each test names real fields


def question(
    text: str = "Ik krijg geen alimentatie", facts: Facts | None = None, code: str | None = "3740"
) -> suggest.Question:
    return suggest.Question(text, needs.read(text), facts or Facts(), places.places(code) if code else (), DAY)


def candidate(service: Service, weight: float = 1.0, kinds: tuple[str, ...] = ()) -> suggest.Candidate:
    return suggest.Candidate(service, answers=(("onderhoudsgeld", weight),), kinds=kinds)


# --- what never happens


@given(st.sampled_from(TEXTS), st.sampled_from(CODES), st.sampled_from(FACTS))
def test_a_confirmed_unmet_condition_another_area_or_professionals_never_stand_in_the_list(
    text: str, code: str, facts: dict[str, object]
) -> None:
    known = read(facts)
    within = places.reach_of(places.places(code))
    for one in ask(text, code, known).items:
        for slug in one.members or (one.service.id,):
            service = SERVICES[slug]
            assert not service.for_professionals
            assert places.covers_reach(service.area, within) is not False
            assert service.eligibility is None or conditions.check(service.eligibility, known).truth is not False


@given(st.sampled_from(TEXTS), st.sampled_from(CODES))
def test_every_suggestion_has_a_true_reason_in_dutch(text: str, code: str) -> None:
    texts = Texts()
    found = ask(text, code)
    shown = {one.need: one.phrases for one in found.needs}
    labels = {need.label: need.slug for need in needs.vocabulary().values()}
    for one in found.items:
        assert {reason.code for reason in one.reasons} & {"need", "text"}
        for reason in (*one.reasons, *one.concerns):
            assert texts.reason(reason)
            if reason.code == "need":
                assert set(str(reason.args["phrase"]).split("” en “")) <= set(shown[labels[str(reason.args["label"])]])
            if reason.code == "text":  # what a record “speaks of” stands in it, not only a synonym of it
                service = one.service
                record = set(index.terms(" ".join((service.name, service.organization, service.description))))
                assert all(index.terms(word)[0] in record for word in str(reason.args["words"]).split(", "))


@given(st.sampled_from(TEXTS), st.sampled_from(CODES))
def test_leaving_out_the_postal_code_adds_nothing_from_elsewhere(text: str, code: str) -> None:
    within = places.reach_of(places.places(code))
    if places.places(code)[0].region == "Vlaanderen":
        assert all(places.covers_reach(one.service.area, within) is not False for one in ask(text, None).items)


@given(st.text(max_size=200), st.sampled_from([None, *CODES]))
def test_any_text_gives_an_answer(text: str, code: str | None) -> None:
    found = ask(text, code)
    assert found.clear == bool(found.items and found.items[0].score >= suggest.CLEAR)


@given(st.sampled_from(TEXTS), st.sampled_from(CODES), st.sampled_from(FACTS))
def test_the_same_question_has_the_same_answer(text: str, code: str, facts: dict[str, object]) -> None:
    assert ask(text, code, read(facts), "x") == ask(text, code, read(facts), "x")


@given(st.sampled_from(TEXTS), st.integers())
def test_the_order_of_the_candidates_does_not_matter(text: str, seed: int) -> None:
    asked = question(text)
    found = [suggest.Candidate(one, 3.0, (("schulden", 1.0), ("rouw", 0.4))) for one in list(SERVICES.values())[:120]]
    mixed = random.Random(seed).sample(found, len(found))
    assert suggest.rank(asked, found) == suggest.rank(asked, mixed)


# --- what counts


def test_scores_go_down_within_the_first_five_and_after_them() -> None:
    """Only a need that would else not be seen brings a lower score among the first five."""
    for text in TEXTS:
        found = ask(text)
        scores = [one.score for one in found.items]
        first, rest = scores[: suggest.FIRST], scores[suggest.FIRST :]
        assert first == sorted(first, reverse=True)
        assert rest == sorted(rest, reverse=True)
        assert all(suggest.LEAST <= score <= 1 for score in scores)
        if len([one for one in found.needs if one.strength >= suggest.GOOD]) < 2:
            assert scores == sorted(scores, reverse=True)


def test_the_stated_reason_carries_the_score() -> None:
    """Without the words of its reason a suggestion falls."""
    before = {one.service.id: one.score for one in ask("Ik krijg geen alimentatie voor mijn kinderen").items}
    after = {one.service.id: one.score for one in ask("Ik krijg geen voor mijn kinderen").items}
    assert after.get("davo", 0) < before["davo"]


def test_unknown_conditions_become_questions_and_known_ones_reasons() -> None:
    service = made(eligibility=Leaf("leeftijd", "lt", 65))
    [unknown] = suggest.rank(question(), [candidate(service)]).items
    assert unknown.ask == ("leeftijd",)
    [known] = suggest.rank(question(facts=read({"leeftijd": 40})), [candidate(service)]).items
    assert known.ask == ()
    assert "eligible" in {reason.code for reason in known.reasons}
    assert not suggest.rank(question(facts=read({"leeftijd": 70})), [candidate(service)]).items


def test_an_assumed_fact_lowers_but_never_excludes() -> None:
    service = made(eligibility=Leaf("leeftijd", "lt", 65))
    assumed = Facts({"leeftijd": Answer(70, Standing.ASSUMED)})
    [one] = suggest.rank(question(facts=assumed), [candidate(service)]).items
    [sure] = suggest.rank(question(), [candidate(service)]).items
    assert one.score < sure.score
    assert "leaning" in {reason.code for reason in one.concerns}
    assert one.ask == ("leeftijd",)


def test_next_door_goes_before_the_whole_of_flanders_within_one_kind_only() -> None:
    local = made("plaatselijk", area=ServiceArea("municipalities", ("73110",)))
    general = made("algemeen")
    other = made("ander")
    found = suggest.rank(
        question(), [candidate(general, kinds=("caw",)), candidate(local, kinds=("caw",)), candidate(other, kinds=("cgg",))]
    )
    scores = {one.service.id: one.score for one in found.items}
    assert scores["algemeen"] < scores["plaatselijk"] == scores["ander"]
    assert "local" in {reason.code for reason in next(one for one in found.items if one.service.id == "plaatselijk").reasons}


def test_an_area_that_is_not_sure_is_a_concern_and_a_question() -> None:
    [one] = suggest.rank(question(), [candidate(made(area=ServiceArea("region")))]).items
    assert "area_unknown" in {reason.code for reason in one.concerns}
    assert "gemeente_nis" in one.ask


def test_another_life_domain_lowers_what_only_the_words_found() -> None:
    ours = suggest.Candidate(made("a", description="alimentatie", domains=("gezin_kinderen",)), text=50.0)
    theirs = suggest.Candidate(made("b", description="alimentatie", domains=("mobiliteit",)), text=50.0)
    found = suggest.rank(question(), [ours, theirs])
    scores = {one.service.id: one.score for one in found.items}
    assert scores.get("b", 0) < scores["a"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "no_contact"),
        ({"phones": (Phone("1"),)}, "never_checked"),
        ({"phones": (Phone("1"),), "assured_date": DAY - timedelta(days=400)}, "stale"),
        ({"phones": (Phone("1"),), "confidence": "general-knowledge"}, "general_knowledge"),
        ({"phones": (Phone("1"),)}, "no_hours"),
        ({"addresses": (Address("Straat 1", "3500", "Hasselt", confidential=True),)}, "no_contact"),
    ],
)
def test_gaps_are_concerns_and_do_not_lower_the_score(changes: dict[str, object], code: str) -> None:
    whole = made("gaaf", phones=(Phone("1"),), opening_hours="ma-vr 9-12 uur", assured_date=DAY, assured_precision="day")
    found = suggest.rank(question(), [candidate(made("gat", **changes)), candidate(whole)])
    by_id = {one.service.id: one for one in found.items}
    assert code in {reason.code for reason in by_id["gat"].concerns}
    assert by_id["gaaf"].concerns == ()
    assert by_id["gat"].score == by_id["gaaf"].score


@given(
    st.sampled_from(["OCMW", "Sociaal Huis", "Buurtwerk", "vrijwilligers", "CAW"]), st.sampled_from(["ocmw-x", "buren", "z"])
)
def test_who_offers_a_service_changes_nothing(organization: str, slug: str) -> None:
    """No bonus for the own house, and an informal offer is not lower for being informal."""
    found = suggest.rank(question(), [candidate(made(slug, organization=organization)), candidate(made("ander"))])
    assert len({one.score for one in found.items}) == 1


def test_a_service_for_professionals_is_there_only_for_who_asks_for_that_very_service() -> None:
    theirs = made(for_professionals=True)
    assert not suggest.rank(question(), [candidate(theirs)]).items
    [one] = suggest.rank(question(), [replace(candidate(theirs), asked=True)]).items
    assert one.service == theirs


def test_of_equal_scores_the_record_that_was_checked_lately_comes_first() -> None:
    fresh, old = made("z", assured_date=DAY), made("a", assured_date=DAY - timedelta(days=500))
    found = suggest.rank(question(), [candidate(old), candidate(fresh)])
    assert ids(found) == ["z", "a"]
    assert len({one.score for one in found.items}) == 1


def test_of_one_kind_the_office_far_away_gives_way() -> None:
    def office(slug: str, postal_code: str) -> suggest.Candidate:
        address = Address("Straat 1", postal_code, "Daar")
        return candidate(made(slug, area=ServiceArea("province", ("Limburg",)), addresses=(address,)), kinds=("clb",))

    near, far, unknown = office("z", "3740"), office("a", "3920"), office("m", "0000")
    found = {one.service.id: one for one in suggest.rank(question(), [far, near, unknown]).items}
    assert found["a"].score < found["z"].score == found["m"].score
    assert "near" in {reason.code for reason in found["z"].reasons}


def test_of_one_kind_a_record_counts_less_for_each_one_above_it_and_equals_count_alike() -> None:
    def offer(slug: str, weight: float, *kinds: str) -> suggest.Candidate:
        return candidate(made(slug), weight, kinds)

    def score(*offers: suggest.Candidate) -> dict[str, float]:
        return {one.service.id: one.score for one in suggest.rank(question(), offers).items}

    alone, beside = score(offer("b", 0.8, "clb")), score(offer("a", 0.9, "clb"), offer("b", 0.8, "clb"), offer("c", 0.8, "clb"))
    assert beside["b"] == beside["c"] < alone["b"]
    assert score(offer("a", 0.9, "cgg"), offer("b", 0.8, "clb"))["b"] == alone["b"]


# --- several needs


def reading(**strengths: float) -> needs.Reading:
    return needs.Reading(tuple(needs.FoundNeed(need, ("woord",), strength) for need, strength in strengths.items()))


@given(
    st.dictionaries(st.sampled_from(["schulden", "rouw", "school", "huurgeschil", "vervoer"]), st.floats(0.6, 1), min_size=1),
    st.integers(1, 9),
    st.randoms(use_true_random=False),
)
def test_the_first_five_have_a_good_answer_to_every_certain_need(
    strengths: dict[str, float], each: int, dice: random.Random
) -> None:
    offers = [
        suggest.Candidate(made(f"{need}-{i}"), answers=((need, dice.choice([0.2, 0.7, 1.0])),))
        for need in strengths
        for i in range(each)
    ]
    asked = replace(question(), reading=reading(**strengths))
    first = suggest.rank(asked, offers).items[: suggest.FIRST]
    for need in strengths:
        best = max(weight for one in offers for name, weight in one.answers if name == need)
        given_ = [
            dict(one.answers)[need]
            for one in offers
            if one.service in [item.service for item in first] and need in dict(one.answers)
        ]
        assert max(given_, default=0) >= 0.6 * best


def test_a_need_that_is_covered_changes_nothing() -> None:
    both = suggest.Candidate(made("beide"), answers=(("schulden", 1.0), ("rouw", 1.0)))
    rest = [suggest.Candidate(made(f"schulden-{i}"), answers=(("schulden", 0.9),)) for i in range(6)]
    asked = replace(question(), reading=reading(schulden=0.95, rouw=0.9))
    scores = [one.score for one in suggest.rank(asked, [both, *rest]).items]
    assert scores == sorted(scores, reverse=True)


def test_young_people_get_the_youth_service_beside_the_general_one() -> None:
    def services(age: int) -> list[str]:
        return ids(ask("Mijn vriend slaat mij en ik durf niet naar huis", facts=read({"leeftijd": age})))

    assert "jac" in services(19)[:5]
    assert "jac" not in services(45)[:5]


def test_nothing_that_fits_is_not_clear() -> None:
    for text in ("Hoe laat rijdt de bus naar Genk?", "Ik zoek een loodgieter", "", "12 34 56", "من فضلك"):
        assert not ask(text).clear, text


# --- equal providers


def test_equal_providers_stand_as_one_suggestion() -> None:
    found = ask("ik moet me nog inschrijven bij een mutualiteit")
    [one] = [one for one in found.items if one.group == "ziekenfondsen"]
    assert one.service.id in one.members
    assert {"cm", "helan", "solidaris-limburg", "hziv-limburg"} <= set(one.members)
    assert not {"solidaris-antwerpen", "hziv-antwerpen"} & set(one.members)  # another province
    assert not set(one.members) & {other.service.id for other in found.items if other is not one}


def test_the_groups_are_the_agreed_ones() -> None:
    sizes = {name: len(group.members) for name, group in providers.groups().items()}
    assert sizes == {
        "ziekenfondsen": 11,
        "vakbonden": 6,
        "uitbetalers-groeipakket": 5,
        "hulpkas-werkloosheid": 7,
        "gezinszorg": 2,
    }
    members = [member for group in providers.groups().values() for member in group.members]
    assert len(members) == len(set(members))
    assert set(members) <= SERVICES.keys()


def test_members_take_turns_by_day_and_case() -> None:
    def shown(day: date, case: str) -> str:
        items = ask("hoe vraag ik kinderbijslag aan", case=case, day=day).items
        return next(one.service.id for one in items if one.group == "uitbetalers-groeipakket")

    turns = Counter(shown(DAY + timedelta(days=day), f"zaak {case}") for day in range(20) for case in range(10))
    assert set(turns) == set(providers.groups()["uitbetalers-groeipakket"].members)
    assert min(turns.values()) > 20  # 200 turns over five members
    assert shown(DAY, "zaak") == shown(DAY, "zaak")


def test_what_the_client_tried_before_has_no_turn() -> None:
    members = sorted(providers.groups()["uitbetalers-groeipakket"].members)
    tried = {one: Experience(tried=DAY) for one in members[1:]}
    for case in range(8):
        around = Around(experience=tried)
        found = ENGINE.find("hoe vraag ik kinderbijslag aan", Facts(), places.places("3740"), DAY, str(case), around=around)
        assert next(one for one in found.items if one.group == "uitbetalers-groeipakket").service.id == members[0]


def test_a_fund_for_its_own_staff_has_no_turn_but_keeps_its_members() -> None:
    words_ = "mijn mutualiteit betaalt mijn ziekte-uitkering niet"

    def shown(facts: Facts, case: str) -> str:
        return next(one.service.id for one in ask(words_, "3500", facts, case).items if one.group == "ziekenfondsen")

    assert "kgv-hr-rail-hasselt" not in {shown(Facts(), str(case)) for case in range(40)}
    assert shown(Facts({"ziekenfonds": Answer("hr_rail")}), "x") == "kgv-hr-rail-hasselt"


def test_membership_decides_before_the_turn() -> None:
    member = Facts({"ziekenfonds": Answer("nzvl")})
    for case in range(12):
        found = ask("mijn mutualiteit betaalt mijn ziekte-uitkering niet", facts=member, case=str(case))
        one = next(one for one in found.items if one.group == "ziekenfondsen")
        assert one.service.id == "nzvl"
        assert "member" in {reason.code for reason in one.reasons}


@pytest.mark.parametrize(("name", "slug"), [("de CM", "cm"), ("Solidaris", "solidaris-limburg"), ("Helan", "helan")])
def test_a_provider_that_the_words_name_is_the_one_shown(name: str, slug: str) -> None:
    found = ask(f"mijn ziekte-uitkering van {name} is niet betaald")
    one = next(one for one in found.items if one.group == "ziekenfondsen")
    assert one.service.id == slug
    assert "named" in {reason.code for reason in one.reasons}


@pytest.mark.parametrize(("code", "office"), [("3700", "hvw-tongeren"), ("3500", "hvw-hasselt"), ("2400", "hvw-mol")])
def test_offices_of_one_provider_are_chosen_by_distance(code: str, office: str) -> None:
    one = next(one for one in ask("waar moet ik gaan stempelen", code).items if one.group == "hulpkas-werkloosheid")
    assert one.service.id == office
    assert "nearest" in {reason.code for reason in one.reasons}
