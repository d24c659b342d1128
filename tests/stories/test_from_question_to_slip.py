"""Steps of the story from a question to a slip, told through the verbs of the desk on a real encrypted house."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from sociaalhuis import vocab
from sociaalhuis.catalogue import places, records
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import referrals, slips
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import verify
from sociaalhuis.facts import Facts
from sociaalhuis.house import House
from sociaalhuis.printing.compose import render
from sociaalhuis.texts import day
from tests.houses import NOW, SignIn

scenarios("van_vraag_tot_briefje.feature")

TODAY = NOW.date()
KINDS = {term.label: term.slug for term in vocab.terms("referral_kinds", TODAY)}


@dataclass
class Desk:
    """What happened at the desk so far."""

    house: House
    contact: intake.Noted | None = None
    suggested: list[dict[str, object]] = field(default_factory=list)
    paper: str = ""
    heard: str = ""


@given("een huis met de startcatalogus", target_fixture="desk")
def _house(house: House) -> Desk:
    return Desk(house)


@given("het is maandag 23 november 2026")
def _today() -> None:
    assert day(TODAY) == "maandag 23 november 2026"


@when(parsers.parse('iemand uit {postcode} zegt "{words}"'))
def _say(desk: Desk, postcode: str, words: str) -> None:
    with desk.house.store.read() as session:
        engine = Engine(records.everything(session).values())
    found = engine.answer({"text": words, "postcode": postcode}, TODAY)
    desk.suggested = found["suggestions"]
    place = places.place(postcode)
    desk.contact = intake.register(
        desk.house, intake.Question(words, facts=Facts(), postal_code=postcode, municipality=place.nis), NOW
    )


@when(parsers.re(r'ik doorverwijs naar "(?P<service>[^"]+)" met "(?P<kind>[^"]+)"(?P<refused> zonder akkoord)?'))
def _refer(desk: Desk, service: str, kind: str, refused: str | None) -> None:
    assert desk.contact is not None
    with desk.house.store.read() as session:
        catalogue = records.everything(session)
    choices = slips.Choices(kind=KINDS[kind], postal_code="3740")
    slip = slips.compose([catalogue[service]], choices, desk.contact.reference, TODAY, slips.letterhead(desk.house))
    paper = render(slip)
    try:
        referrals.give(desk.house, desk.contact.id, [service], KINDS[kind], NOW, paper=paper)
    except Refusal as refusal:
        desk.heard = str(refusal)
        return
    assert not refused
    desk.paper = " ".join(paper.text)


@when("het programma stopt en opnieuw start")
def _restart(desk: Desk, sign_in: SignIn) -> None:
    desk.house = sign_in("onthaal")


def _given(desk: Desk) -> tuple[referrals.Referred, ...]:
    assert desk.contact is not None
    with desk.house.store.read() as session:
        return referrals.of_contact(desk.house, session, desk.contact.id, TODAY)


@then(parsers.parse('staat "{service}" bij de eerste vijf suggesties'))
def _among_first(desk: Desk, service: str) -> None:
    assert service in [item["service"] for item in desk.suggested[:5]]


@then("zegt elke suggestie waarom")
def _reasons(desk: Desk) -> None:
    assert all(item["reasons"] for item in desk.suggested)


@then("staat de code van de vraag op het briefje")
def _code(desk: Desk) -> None:
    assert desk.contact is not None
    assert desk.contact.reference in desk.paper


@then(parsers.parse('staat op het briefje "{text}"'))
def _on_paper(desk: Desk, text: str) -> None:
    assert text in desk.paper


@then("staat er geen adres van de dienst op het briefje")
def _no_address(desk: Desk) -> None:
    with desk.house.store.read() as session:
        service = records.everything(session)["vluchthuizen"]
    assert service.name in desk.paper
    assert "Ga naar" not in desk.paper
    assert all(address.address_1 not in desk.paper for address in service.addresses)


@then(parsers.re(r"is er een opvolging op (?P<when>.+)"))
def _due(desk: Desk, when: str) -> None:
    (one,) = _given(desk)
    assert one.due is not None
    assert day(one.due) == when
    with desk.house.store.read() as session:
        assert [r.id for r in referrals.to_follow(desk.house, session, date(2026, 12, 3))] == [one.id]
        assert referrals.to_follow(desk.house, session, date(2026, 12, 2)) == ()


@then("is er geen opvolging")
def _not_due(desk: Desk) -> None:
    assert [one.due for one in _given(desk)] == [None]


@then("is er niets doorverwezen")
def _nothing_given(desk: Desk) -> None:
    assert _given(desk) == ()


@then(parsers.parse('zegt het programma "{text}"'))
def _heard(desk: Desk, text: str) -> None:
    assert text in desk.heard


@then("is het huis gaaf")
def _sound(desk: Desk) -> None:
    assert [finding for finding in verify.verify(desk.house) if finding.faults] == []


def test_every_kind_of_the_story_exists() -> None:
    assert set(KINDS.values()) == set(referrals.KINDS)
    with pytest.raises(KeyError):
        vocab.term("referral_kinds", "warmpjes")
