"""The engine: never wrong by brute force, never turned by more answers, and every kind of not knowing apart."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis import conditions, facts
from sociaalhuis.conditions import Parameter
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.measure import bench_rights
from sociaalhuis.rights import engine, rules
from sociaalhuis.rights.engine import Engine, Outcome, Status
from sociaalhuis.rights.program import facts_of
from tests.rights import oracle, people, reading

DAY = date(2026, 11, 22)
BOOK = rules.shipped()
ENGINE = engine.shipped()
PROGRAM = ENGINE.program(DAY)
ALONE = {slug: Engine(reading.only(BOOK, slug)) for slug in BOOK.rules}
SETTLED = (Status.HAS, Status.POSSIBLE, Status.UNLIKELY)


def check(**answers: object) -> dict[str, Outcome]:
    return ENGINE.check(facts.read(answers), DAY)


def may_become(before: Status, after: Status) -> bool:
    """A decided right stays; only a sign that the person has it already, not asked before, goes before the rest."""
    return before is Status.UNKNOWN or after in (before, Status.HAS)


def test_a_decided_right_is_so_in_every_world_that_can_be() -> None:
    """Kleene against brute force: 45 random people a right, and up to nine worlds for each that is decided."""
    dice, decided = random.Random(2026), 0
    for slug, rule in BOOK.rules.items():
        about, whole_rule = people.facts_in(rule, PROGRAM), rule.whole(DAY)
        for _ in range(45):
            known = {fact: answer for fact in about if (answer := people.some(fact, PROGRAM, dice))}
            said = ALONE[slug].status(Facts(known), DAY)[slug]
            if said is Status.UNKNOWN:
                continue
            decided += 1
            for whole in people.completions(known, about, PROGRAM, dice, 3):
                assert may_become(said, ALONE[slug].status(whole, DAY)[slug]), (slug, known, {**whole}, said)
                for _ in range(3):
                    world = oracle.world(whole, PROGRAM.amounts, BOOK.assessments, dice.getrandbits(30))
                    has = any(oracle.holds(sign, world) for sign in rule.already_has)
                    assert has or said is not Status.HAS, (slug, known, {**whole})
                    if said is not Status.HAS and not has:
                        assert oracle.holds(whole_rule, world) is (said is Status.POSSIBLE), (slug, known, {**whole}, said)
    assert decided >= 2_000


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_more_answers_never_turn_a_decided_right_and_any_order_ends_the_same(seed: int) -> None:
    dice = random.Random(seed)
    keys = dice.sample(sorted(PROGRAM.bits_of), 40)
    answers = {fact: answer for fact in keys if (answer := people.some(fact, PROGRAM, dice))}
    one_by_one = ENGINE.status(Facts(), DAY)
    known = Facts()
    for fact, answer in answers.items():
        known = known.having(**{fact: answer})
        now = ENGINE.status(known, DAY)
        assert all(may_become(one_by_one[slug], now[slug]) for slug in now)
        one_by_one = now
    other_way = list(answers.items())
    dice.shuffle(other_way)
    assert ENGINE.status(Facts(dict(other_way)), DAY) == one_by_one
    assert {slug: one.status for slug, one in ENGINE.check(known, DAY).items()} == one_by_one


def test_the_same_rules_written_out_by_hand_agree() -> None:
    found = bench_rights.run(people=40, rounds=1)  # raises when they differ
    assert set(found["ratios"]) >= {"status/straight_line", "check/straight_line"}
    assert found["runs"]["status"] == 40


def amounts(day: date) -> Mapping[str, Parameter]:
    return {
        name: Parameter(name, one.value, one.unit, one.valid_from, one.source, one.stale)
        for name, one in BOOK.parameters.on(day).items()
    }


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_the_engine_knows_all_that_plain_conditions_know(seed: int) -> None:
    """The general three-valued check of conditions is the second opinion; the engine may know more, never otherwise."""
    dice, limits = random.Random(seed), amounts(DAY)
    known = Facts({fact: answer for fact in PROGRAM.bits_of if (answer := people.some(fact, PROGRAM, dice))})
    known = Facts(
        {fact: answer for fact, answer in known.items() if fact not in BOOK.assessments and answer.value != "onbekend"}
    )
    for slug, rule in BOOK.rules.items():
        decided = PROGRAM.conditions[PROGRAM.slugs.index(slug)].truth(*PROGRAM.read(PROGRAM.values(known)))
        plain = conditions.check(rule.whole(DAY), known, limits).truth
        assert plain is None or plain is decided, slug


def test_nothing_known_decides_nothing() -> None:
    assert set(ENGINE.status(Facts(), DAY).values()) == {Status.UNKNOWN}
    nobody = ENGINE.check(Facts(), DAY)
    assert all(one.missing or one.asks or one.uncertain_parameters for one in nobody.values())


def test_not_knowing_and_not_telling_leave_a_right_open_and_are_still_missing() -> None:
    for value in (None, "refused"):
        found = check(juridische_vraag=value)["juridische-eerstelijnsbijstand"]
        assert (found.status, found.missing) == (Status.UNKNOWN, ("juridische_vraag",))


def test_what_is_only_assumed_decides_nothing() -> None:
    assumed = Facts({"juridische_vraag": Answer(True, Standing.ASSUMED, "words")})
    assert ENGINE.status(assumed, DAY)["juridische-eerstelijnsbijstand"] is Status.UNKNOWN


def test_what_does_not_apply_is_not_met_and_not_unknown() -> None:
    known = facts.read({"gewest": "vlaanderen", "kind_in_kinderopvang": True})
    absent = known.having(opvang_prijssysteem=Answer(None, Standing.NOT_APPLICABLE, "follows"))
    found = ENGINE.check(absent, DAY)["kinderopvangtoeslag"]
    assert (found.status, found.not_applicable, found.missing) == (Status.UNLIKELY, ("opvang_prijssysteem",), ())
    assert ENGINE.status(known, DAY)["kinderopvangtoeslag"] is Status.UNKNOWN
    exclusion = facts.read({"aangesloten_ziekenfonds": True, "palliatief_thuis": True})
    nowhere = exclusion.having(woonsituatie=Answer(None, Standing.NOT_APPLICABLE, "follows"))
    assert ENGINE.status(nowhere, DAY)["palliatief-forfait"] is Status.POSSIBLE  # what does not apply excludes nobody
    judged = facts.read({"schulden": True}).having(schulden_structureel_onbetaalbaar=Answer(None, Standing.NOT_APPLICABLE))
    assert ENGINE.status(judged, DAY)["collectieve-schuldenregeling"] is Status.UNLIKELY


def test_a_count_that_does_not_apply_is_nobody() -> None:
    known = facts.read(
        {"verwarming": "stookolie", "dagen_sinds_levering_brandstof": 1, "bruto_belastbaar_jaarinkomen_gezin": 30_000}
    )
    others = {
        name: Answer(False)
        for name in ("verhoogde_tegemoetkoming", "in_collectieve_schuldenregeling", "in_schuldbemiddeling_of_budgetbeheer")
    }
    assert ENGINE.status(known.having(**others), DAY)["verwarmingstoelage"] is Status.UNKNOWN
    alone = known.having(aantal_personen_ten_laste=Answer(None, Standing.NOT_APPLICABLE), **others)
    assert ENGINE.status(alone, DAY)["verwarmingstoelage"] is Status.UNLIKELY


def test_a_judgement_of_a_service_leaves_open_and_says_who_judges() -> None:
    base = {
        "hoofdverblijf_belgie": True,
        "verblijfsstatuut": "belg",
        "werkbereid": True,
        "put_andere_rechten_uit": True,
        "leeftijd": 30,
    }
    found = check(**base, middelen_onvoldoende=False)["leefloon"]
    assert (found.status, found.assessed, found.missing) == (Status.UNKNOWN, ("middelen_onvoldoende",), ())
    assert BOOK.assessments["middelen_onvoldoende"]


def test_a_local_right_needs_the_municipality() -> None:
    assert check(voedselnood=True)["voedselhulp"].missing == ("gemeente_nis",)
    assert check(voedselnood=True, gemeente_nis=73110)["voedselhulp"].status is Status.POSSIBLE
    assert check(voedselnood=False)["voedselhulp"].status is Status.UNLIKELY
    found = check(mantelzorger=True, gemeente_nis=73110)["mantelzorgpremie"]
    assert (found.status, found.asks) == (Status.UNKNOWN, (rules.NOT_HERE,))


def test_a_limit_that_is_too_old_is_named() -> None:
    base = {"gewest": "vlaanderen", "arbeidssituatie": "werknemer"}
    near = check(**base, bruto_maandloon_voltijds=3000)["jobbonus"]
    assert (near.status, near.uncertain_parameters, near.missing) == (Status.UNKNOWN, ("jobbonus_max_brutoloon_maand",), ())
    assert check(**base, bruto_maandloon_voltijds=[2800, 3000])["jobbonus"].missing == ()
    sure = check(**base, bruto_maandloon_voltijds=2000)["jobbonus"]
    assert sure.status is Status.POSSIBLE
    amount = sure.parameters["jobbonus_max_brutoloon_maand"]
    assert (amount.value, amount.valid_from, amount.stale) == (2900, date(2022, 7, 1), True)
    assert (amount.source or "").startswith("https://www.vlaanderen.be/")


def test_a_limit_that_nobody_knows_is_no_question() -> None:
    found = check(student_hoger_onderwijs=True)["studietoelage-hoger-onderwijs"]
    assert found.uncertain_parameters == ("studietoelage_inkomensgrens_jaar",)
    assert "belastbaar_jaarinkomen_aanslagbiljet" not in found.missing


def test_an_interval_that_straddles_a_fresh_limit_is_asked_again() -> None:
    base = {"gewest": "vlaanderen", "heeft_kind_met_groeipakket": True, "aantal_kinderen_ten_laste": 1}
    found = check(**base, bruto_belastbaar_jaarinkomen_gezin=[40_000, 50_000])["groeipakket-sociale-toeslag"]
    assert (found.status, found.missing) == (Status.UNKNOWN, ("bruto_belastbaar_jaarinkomen_gezin",))


def test_having_a_right_goes_before_the_rest() -> None:
    found = check(ontvangt_leefloon=True, leeftijd=15, hoofdverblijf_belgie=False)["leefloon"]
    assert (found.status, [leaf.fact for leaf, _ in found.decisive]) == (Status.HAS, ["ontvangt_leefloon"])


def test_a_possible_right_tells_what_would_show_that_the_person_has_it() -> None:
    found = check(gewest="vlaanderen", aantal_kinderen_ten_laste=2, verblijfsstatuut="belg")["groeipakket-basisbedrag"]
    assert (found.status, found.signs, found.missing) == (Status.POSSIBLE, ("heeft_kind_met_groeipakket",), ())
    person = ENGINE.person(
        facts.read({"gewest": "vlaanderen", "aantal_kinderen_ten_laste": 2, "verblijfsstatuut": "belg"}), DAY
    )
    assert "groeipakket-basisbedrag" in person.open_facts()["heeft_kind_met_groeipakket"]


IGO = {
    "leeftijd": 70,
    "hoofdverblijf_belgie": True,
    "verblijfsstatuut": "belg",
    "middelen_onvoldoende": True,
    "ontvangt_igo": False,
    "ontvangt_leefloon": False,
    "aangesloten_ziekenfonds": True,
    "verhoogde_tegemoetkoming": False,
    "gebruikt_openbaar_vervoer": True,
}


def test_a_possible_right_opens_others_without_mixing_them_in() -> None:
    found = check(**IGO)
    assert found["inkomensgarantie-ouderen"].status is Status.POSSIBLE
    assert found["inkomensgarantie-ouderen"].via == ()
    assert found["sociaal-tarief-energie"].status is Status.UNKNOWN
    for slug in ("sociaal-tarief-energie", "verhoogde-tegemoetkoming", "nmbs-verhoogde-tegemoetkoming"):
        assert "inkomensgarantie-ouderen" in found[slug].via, slug  # the train through the tegemoetkoming that it opens
    assert found["nmbs-verhoogde-tegemoetkoming"].status is Status.UNLIKELY
    already = check(**IGO | {"ontvangt_igo": True})
    assert already["sociaal-tarief-energie"].status is Status.POSSIBLE
    assert "inkomensgarantie-ouderen" not in already["sociaal-tarief-energie"].via


def test_the_reasons_are_enough_for_the_outcome() -> None:
    """The decisive comparisons alone give the same status: nothing that mattered was left out."""
    dice = random.Random(5)
    for _ in range(40):
        known = facts.read(bench_rights.person(dice))
        for slug, found in ENGINE.check(known, DAY).items():
            if found.status in SETTLED:
                kept = {fact for leaf, _ in found.decisive for fact in facts_of(leaf)}
                less = Facts({fact: answer for fact, answer in known.items() if fact in kept})
                assert ENGINE.status(less, DAY)[slug] is found.status, slug


def test_what_is_missing_settles_the_right_when_answered() -> None:
    """With all that is asked for answered, only judgements, old amounts and questions to a person keep a right open."""
    dice = random.Random(9)
    for _ in range(12):
        known = facts.read({fact: value for fact, value in bench_rights.person(dice).items() if dice.random() < 0.5})
        for slug, found in ENGINE.check(known, DAY).items():
            whole = known
            while found.missing:
                answers = {
                    fact: Answer(dice.choice([one for one in people.choices(fact, PROGRAM) if one != "onbekend"]))
                    for fact in found.missing
                }
                whole = whole.having(**answers)
                found = ENGINE.check(whole, DAY)[slug]
            assert found.status is not Status.UNKNOWN or found.asks or found.assessed or found.uncertain_parameters, slug


def test_a_rule_counts_on_its_days_only() -> None:
    rule = replace(BOOK.rules["nt2"], valid_from=date(2026, 1, 1), valid_until=date(2026, 11, 22))
    one = Engine(replace(BOOK, rules={"nt2": rule}))
    wants = facts.read({"wil_nederlands_leren": True})
    days = {date(2025, 12, 31): False, date(2026, 1, 1): True, date(2026, 11, 22): True, date(2026, 11, 23): False}
    for day, counts in days.items():
        assert one.status(wants, day)["nt2"] is (Status.POSSIBLE if counts else Status.UNKNOWN), day
    assert "vraag het na" in one.check(wants, date(2026, 11, 23))["nt2"].asks[0]


def test_checking_all_rights_is_quick() -> None:
    """A wide alarm for a slow machine; ``bench rights`` has the real figures."""
    found = bench_rights.run(people=20, rounds=2)["measured"]
    assert found["status"]["min"] < 1.0
    assert found["check"]["min"] < 5.0
