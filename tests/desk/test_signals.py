"""Signals: kept without a name, counted when they are heard again, weighed by the coordinator, seen by who told them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sociaalhuis import vocab
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.day.signals import Heard
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import NOW, SignIn

TODAY = NOW.date()
GAP = Heard("lacune_aanbod", "wonen", "beschikbaarheid", "Geen opvang voor grote gezinnen.", "wijk Noord")


def test_a_signal_is_told_heard_again_and_weighed(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    signal = signals.give(house, replace(GAP, text="  Geen opvang\nvoor grote gezinnen. "), NOW)
    signals.give(house, replace(GAP, kind="wachtlijst", text="Een jaar wachten."), NOW + timedelta(hours=1))
    signals.also_heard(house, signal, NOW + timedelta(days=1))
    (one,) = signals.alike(house, "lacune_aanbod", "wonen")
    assert (one.text, one.place, one.times, one.last - one.on) == (GAP.text, GAP.place, 2, timedelta(days=1))
    assert (one.state, one.role, one.mine) == ("nieuw", "onthaal", True)
    assert signals.in_quarter(house, TODAY) == {"lacune_aanbod": 2, "wachtlijst": 1}
    assert signals.in_quarter(house, TODAY + timedelta(days=60)) == {}
    assert signals.new_ones(house) == 2
    house = sign_in("coordinator")
    assert [told.times for told in signals.everything(house)] == [2, 1]
    assert not signals.everything(house)[0].mine
    signals.weigh(house, signal, "geagendeerd", "", NOW + timedelta(days=2))
    with pytest.raises(Refusal, match="wat er beslist is"):
        signals.weigh(house, signal, "gevolg_gegeven", " ", NOW)
    with pytest.raises(Refusal, match="bestemming"):
        signals.weigh(house, signal, "geagendeerd", "", NOW, "maan")
    assert next(one.addressee for one in signals.everything(house) if one.id == signal) == ""
    signals.weigh(house, signal, "geagendeerd", "", NOW + timedelta(days=2), "vlaanderen")
    signals.weigh(house, signal, "gevolg_gegeven", "Op de agenda van het welzijnsoverleg.", NOW + timedelta(days=3))
    assert signals.new_ones(house) == 1
    assert signals.alike(house, "lacune_aanbod", "wonen") == []  # what had its follow-up is told anew
    house = sign_in("onthaal")
    ended = signals.everything(house)[-1]
    assert (ended.state, ended.note, ended.mine) == ("gevolg_gegeven", "Op de agenda van het welzijnsoverleg.", True)
    assert ended.addressee == "vlaanderen"  # said once, it holds


def test_the_coordinator_says_that_two_signals_are_one_and_parts_them(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    first, second, third = (
        signals.give(house, replace(GAP, text=text), NOW + timedelta(days=at))
        for at, text in enumerate(("Geen opvang voor grote gezinnen.", "Gezinnen vinden geen opvang.", "Opvang te klein."))
    )
    other = signals.give(house, replace(GAP, kind="wachtlijst"), NOW)
    signals.also_heard(house, second, NOW + timedelta(days=9))
    with pytest.raises(Refusal, match="rol"):
        signals.merge(house, first, second, NOW)
    house = sign_in("coordinator")
    for wrong in ((first, first), (first, other)):
        with pytest.raises(Refusal):
            signals.merge(house, *wrong, NOW)
    signals.merge(house, third, second, NOW + timedelta(days=10))
    signals.merge(house, first, third, NOW + timedelta(days=11))
    with pytest.raises(Refusal, match="kunnen niet samen"):
        signals.merge(house, third, other, NOW)
    one = next(told for told in signals.everything(house) if told.id == first)
    assert (len(signals.everything(house)), one.times, one.also) == (2, 4, ("Gezinnen vinden geen opvang.", "Opvang te klein."))
    assert (one.on, one.last) == (TODAY, TODAY + timedelta(days=9))
    assert signals.in_quarter(house, TODAY) == {"lacune_aanbod": 4, "wachtlijst": 1}
    assert house.store.undo(house.actor) == "signaal behandelen"
    assert {told.id: told.times for told in signals.everything(house)} == {first: 1, third: 3, other: 1}
    assert signals.part(house, third, NOW + timedelta(days=12)) == 1
    assert {told.id: told.times for told in signals.everything(house)} == {first: 1, second: 2, third: 1, other: 1}
    with pytest.raises(Refusal, match="geen ander op"):
        signals.part(house, third, NOW)


def test_of_signals_that_go_round_in_a_circle_the_first_stays(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    first, second = (signals.give(house, replace(GAP, text=text), NOW) for text in ("Te weinig opvang.", "Opvang te klein."))
    house = sign_in("coordinator")
    keeper = as_role(house, "beheerder")
    signals.merge(house, first, second, NOW + timedelta(days=1))
    signals.part(keeper, first, NOW + timedelta(days=2))
    signals.merge(house, second, first, NOW + timedelta(days=3))
    assert keeper.store.undo(keeper.actor) == "signaal behandelen"  # the parting; both went into the other one now
    (one,) = signals.everything(house)
    assert (one.id, one.times, one.state, one.note) == (first, 2, "bekeken", "")
    signals.part(house, first, NOW + timedelta(days=4))
    assert {told.id: told.times for told in signals.everything(house)} == {second: 2}


def test_a_name_never_gets_in(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    known = intake.add_person(house, "Xandrine", "Brembosch")
    intake.add_person(house, "wonen", "")  # a file with one word for a name says nothing
    for wrong in (
        "Jan Peeters wacht al lang",
        "bel 0470 11 22 33",
        "zie a@b.example",
        "85.07.30-033.28",
        "xandrine  brembosch, wacht",
    ):
        for heard in (replace(GAP, text=wrong), replace(GAP, place=wrong[:60])):
            with pytest.raises(Refusal, match="geen naam of nummer"):
                signals.give(house, heard, NOW)
    assert signals.everything(house) == []
    signals.give(house, replace(GAP, text="Goed wonen kost te veel in deze buurt."), NOW)
    clients.change(house, known, protected=True)
    signals.give(house, replace(GAP, text="geen xandrine brembosch hier"), NOW)  # a protected file stays silent
    house = sign_in("coordinator")
    with pytest.raises(Refusal, match="geen naam of nummer"):
        signals.weigh(house, signals.everything(house)[0].id, "bekeken", "gebeld met Fatima El Amrani", NOW)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "nog niet af"),
        ({"domain": "tuin"}, "nog niet af"),
        ({"b_factor": ""}, "nog niet af"),
        ({"text": " \n"}, "wat er misloopt"),
        ({"text": "a " * 300}, "te lang"),
        ({"place": "x" * 61}, "te lang"),
    ],
)
def test_what_is_not_whole_is_refused(house: House, wrong: dict[str, str], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        signals.give(house, replace(GAP, **wrong), NOW)


def test_every_kind_has_its_usual_b_and_its_own_key() -> None:
    factors = {term.slug for term in vocab.terms("b_factors", None)}
    assert {signals.usual_b(term.slug) for term in vocab.terms("signal_kinds", None)} <= factors


def test_giving_and_hearing_can_be_taken_back(sign_in: SignIn) -> None:
    house = sign_in("vrijwilliger")
    signal = signals.give(house, GAP, NOW)
    signals.also_heard(house, signal, NOW)
    assert house.store.undo(house.actor) == "signaal geven"
    assert signals.everything(house)[0].times == 1
    assert house.store.undo(house.actor) == "signaal geven"
    assert signals.everything(house) == []
    with pytest.raises(Refusal, match="is er niet meer"):
        signals.also_heard(house, signal, NOW)
