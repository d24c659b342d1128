"""Another language at the desk: off by itself, with a reason that is kept, and the interpreter of the file on the paper."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from sociaalhuis.catalogue import starter
from sociaalhuis.db.desk import SlipCopy
from sociaalhuis.desk import intake, language
from sociaalhuis.desk.referral import handover, slips
from sociaalhuis.desk.referral.slips import Choices
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.printing import aid as aids
from sociaalhuis.printing.aid import Checked, aid, languages
from sociaalhuis.printing.slip import Letterhead
from tests.houses import NOW

TODAY = date(2026, 11, 23)
OCMW, REFUGE = (starter.services()[slug] for slug in ("ocmw-bilzen-hoeselt", "vluchthuizen"))
REASON = "eerste_integratiefase"


def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if native readers had read everything."""
    by = Checked("Huis van het Nederlands", TODAY)
    made = {one: replace(aid(one), checked=dict.fromkeys(aid(one).checked, by)) for one in languages()}
    monkeypatch.setattr(aids, "aid", made.__getitem__)


def test_the_language_of_the_client_stands_first_and_none_is_proposed() -> None:
    assert language.offered("prs")[0] == ("fa", "Farsi/Dari · فارسی / دری")
    assert language.offered(None)[0] == ("fr", "Frans · Français")
    assert len(language.offered("nl")) == len(languages())
    assert all(language.proposed(facilities, one) is None for one in (*languages(), None) for facilities in (True, False))


def test_only_a_checked_language_that_is_a_right_stands_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    checked(monkeypatch)
    found = {(yes, one): language.proposed(yes, one) for yes in (True, False) for one in (*languages(), "nl", None)}
    assert {key: value for key, value in found.items() if value} == {(True, "fr"): "fr"}
    assert language.warning("fr") == ""


def test_an_unchecked_language_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language.warning("ti") == ("Tigrinya is nog niet nagelezen door een moedertaalspreker. Lees het Nederlands samen.")
    part = replace(aid("ti"), checked={**aid("ti").checked, "sentences.go": Checked("CAW", TODAY)})
    monkeypatch.setattr(aids, "aid", lambda _one: part)
    assert "1 van de 61 teksten zijn dat wel." in language.warning("ti")


def test_a_reason_is_needed_except_where_french_is_a_right() -> None:
    assert language.use(False, None, None) is None
    assert language.use(True, "fr", None) == language.Use("fr", "faciliteiten")
    assert language.use(False, "fr", REASON) == language.Use("fr", REASON)
    for facilities, one, reason in (
        (False, "fr", None),
        (True, "de", ""),
        (False, "fr", "faciliteiten"),
        (True, "ar", "zomaar"),
    ):
        with pytest.raises(Refusal) as refused:
            language.use(facilities, one, reason)
        assert "reden" in refused.value.now
    assert "faciliteiten" not in [term.slug for term in language.reasons(TODAY)]


def test_an_interpreter_is_named_with_the_language_of_the_file() -> None:
    assert language.interpreter("ary", "ar", "telefoontolk") == "Arabisch (Marokkaans, Maghrebijns), telefoontolk"
    assert language.interpreter("nl", "uk", "videotolk") == "Oekraïens, videotolk"
    assert language.interpreter(None, None, "ter_plaatse") == "tolk ter plaatse"
    assert language.interpreter("ar", None, "geen") is language.interpreter("ar", None, None) is None
    assert language.interpreter("ar", "ar", "niet_gevraagd") is None


def test_the_reason_is_kept_with_the_slip_and_without_one_nothing_is_given(house: House) -> None:
    who = intake.add_person(house, "Yusuf", "Proef", language="ary", interpreter="telefoontolk", reading="niet_lezen")
    noted = intake.register(house, intake.Question("huur", person=who), NOW)
    case = handover.prepare(house, noted.id)
    assert (case.language, case.interpreter, case.pictures, case.facilities) == ("ary", "telefoontolk", True, False)
    plan = handover.Plan((OCMW,), Choices(aid="ar", interpreter="Arabisch, telefoontolk"))
    with pytest.raises(Refusal, match="Waarom staat er Arabisch"):
        handover.give(house, case, plan, NOW, paper=True)
    given = handover.give(house, case, replace(plan, choices=replace(plan.choices, aid_reason=REASON)), NOW, paper=True)
    right = replace(case, facilities=True)
    handover.give(house, right, handover.Plan((OCMW,), Choices(aid="fr")), NOW, paper=True)
    handover.give(house, case, handover.Plan((OCMW,), Choices()), NOW, paper=True)
    with house.store.read() as session:
        kept = session.scalars(select(SlipCopy).order_by(SlipCopy.id)).all()
    assert [(one.aid, one.aid_reason) for one in kept] == [("ar", REASON), ("fr", "faciliteiten"), (None, None)]
    assert given.paper is not None
    assert "Tolk nodig: Arabisch, telefoontolk" in kept[0].text
    assert "Hulptekst in het Arabisch, nog niet nagelezen." in kept[0].text


def test_about_violence_an_unchecked_language_does_not_come_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    head, choices = Letterhead("Sociaal Huis", (), "099 00 00 10"), Choices(aid="ps")
    with pytest.raises(Refusal, match="Over geweld"):
        slips.compose([REFUGE], choices, "K7-4M2", TODAY, head)
    assert slips.compose([OCMW], choices, "K7-4M2", TODAY, head).aid == "ps"
    checked(monkeypatch)
    assert slips.compose([REFUGE], choices, "K7-4M2", TODAY, head).safety


def test_a_batch_says_aid_interpreter_and_drawings() -> None:
    head = Letterhead("Sociaal Huis", (), "099 00 00 10")
    line = {"id": "s1", "reference": "K7-4M2", "services": [OCMW.id], "aid": "ti", "interpreter": "Tigrinya", "pictures": True}
    slip = slips.from_line(line, {OCMW.id: OCMW}, TODAY, head)
    assert (slip.aid, slip.interpreter, slip.pictures) == ("ti", "Tigrinya", True)
