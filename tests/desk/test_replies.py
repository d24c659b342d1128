"""Answers by code: what a service writes is read line by line, and what is not understood is said, never guessed."""

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.desk import intake, references
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.partners import replies
from sociaalhuis.desk.referral import referrals, standing
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW

OCMW, CAW, VDAB = "ocmw-bilzen-hoeselt", "caw-limburg", "vdab"


@pytest.mark.parametrize(
    ("line", "outcome", "reasons"),
    [
        ("K7-4M2 geholpen", "helped", ()),
        ("k7 4m2 is goed geholpen, bedankt", "helped", ()),
        ("K7-4M2: niet geholpen", "not_helped", ()),
        ("code K7-4M2 deels opgelost", "partly", ()),
        ("K7-4M2 → wachtlijst", "waiting_list", ()),
        ("K7-4M2 geen plaats meer", "refused", ("no_capacity",)),
        ("K7-4M2 voldoet niet (inkomen)", "refused", ("not_eligible",)),
        ("K7-4M2 woont in andere gemeente", "refused", ("outside_area",)),
        ("K7-4M2 is niet gekomen", "failed", ("no_show",)),
        ("K7-4M2 no-show", "failed", ("no_show",)),
        ("K7-4M2 afgehaakt na 2 gesprekken", "dropped_out", ()),
        ("K7-4M2 ziet ervan af", "withdrawn", ("changed_mind",)),
        ("K7-4M2 afspraak 3/12", "accepted", ()),
        ("K7-4M2 begeleiding gestart", "started", ()),
        ("K7-4M2 attest inkomen ontbreekt", "documents", ()),
        ("K7-4M2 kregen we niet te pakken, niet bereikt", "not_reached", ()),
        ("K7-4M2 zonder commentaar", None, ()),
    ],
)
def test_a_line_says_what_happened(line: str, outcome: str | None, reasons: tuple[str, ...]) -> None:
    (said,) = replies.read(line)
    assert (said.outcome, said.reasons) == (outcome, reasons)


@pytest.mark.parametrize(
    "line", ["FT-YXM geholpen", "ft yxm geholpen", "ftyxm geholpen", "Code: FT YXM geholpen", "voor ft-yxm: ok"]
)
def test_a_code_of_letters_alone_is_a_code(line: str) -> None:
    (said,) = replies.read(line)
    assert "FT-YXM" in said.codes


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    for said in replies.read(text):
        assert all(len(code) >= 6 for code in said.codes)


def test_too_much_is_refused() -> None:
    with pytest.raises(Refusal, match="te lang"):
        replies.read("x" * 20_001)
    with pytest.raises(Refusal, match="201 regels"):
        replies.read("a\n" * 201)


def referred(house: House, *services: str) -> tuple[str, tuple[UUID, ...]]:
    noted = intake.register(house, intake.Question("huur"), NOW)
    return noted.reference, referrals.give(house, noted.id, services, "self", NOW)


def states(house: House, *referral: UUID) -> list[str]:
    with house.store.read() as session:
        return [standing.one(house, session, one, NOW.date()).state for one in referral]


def test_a_mail_is_one_act_and_every_line_is_answered_for(house: House) -> None:
    (one, (first,)), (two, (second,)), (three, (third,)) = (referred(house, OCMW) for _ in range(3))
    wrong = one[:-1] + ("2" if one[-1] != "2" else "3")
    mail = f"""Dag collega, hierbij de stand:
    {one} geholpen; {two.lower().replace("-", " ")} wachtlijst (3 maanden)
    {three} zonder bericht
    {wrong} geholpen
    {one} niet gekomen

    Groeten, An Peeters"""
    shown = replies.preview(house, mail, NOW)
    assert [(line.code, bool(line.problem)) for line in shown][1:4] == [(one, False), (two, False), (three, True)]
    problems = {line.problem for line in shown if line.problem}
    assert {
        "Geen code gevonden in deze regel.",
        "Wat er met de cliënt gebeurde, staat er niet.",
        "Deze code staat er twee keer. Alleen de eerste regel telt.",
        "Deze code klopt niet. Kijk de letters na.",
    } <= problems
    assert replies.note(house, shown, NOW) == 2
    assert states(house, first, second, third) == ["done", "waiting", "given"]
    assert followup.known(house, second).heard[-1][1].startswith("dienst zet op wachtlijst")
    (late,) = replies.preview(house, f"{one} geholpen", NOW)
    assert late.problem.startswith("Dit kan niet meer")
    assert house.store.undo(house.actor) == "opvolging noteren"
    assert states(house, first, second) == ["given", "given"]  # one act: one undo


def test_a_code_of_another_house_is_said_to_be_so(house: House) -> None:
    code = references.new(lambda _code: False, rng=random.Random(7))
    (unknown,) = replies.preview(house, f"{code} geholpen", NOW)
    assert (unknown.one, unknown.problem) == (None, "Deze code is niet van dit huis.")
    with pytest.raises(Refusal, match="niets om te noteren"):
        replies.note(house, [unknown], NOW)


def test_a_code_for_more_services_asks_which(house: House) -> None:
    code, (ocmw, caw) = referred(house, OCMW, CAW)
    other, (only,) = referred(house, CAW)
    (asked,) = replies.preview(house, f"{code} geholpen", NOW)
    assert asked.problem.startswith("Van welke dienst?")
    assert len(asked.services) == 2
    both = replies.preview(house, f"{code} geholpen\n{other} wachtlijst", NOW)  # the only one that has both answers
    assert [line.one.id for line in both if line.one] == [caw, only]
    (named,) = replies.preview(house, f"{code} geholpen", NOW, asked.services[0])
    assert (named.one and named.one.id, named.problem) == (ocmw, "")
    (by_name,) = replies.preview(house, f"{code} geholpen door het CAW Limburg", NOW)
    assert by_name.one is not None
    followup.note(house, ocmw, "helped", NOW)
    (left,) = replies.preview(house, f"{code} geholpen", NOW)
    assert (left.one and left.one.id, left.problem) == (caw, "")
    turf = intake.register(house, intake.Question("huur"), NOW)
    (nothing,) = replies.preview(house, f"{turf.reference} geholpen", NOW)
    assert nothing.problem == "Hier is niet doorverwezen."
