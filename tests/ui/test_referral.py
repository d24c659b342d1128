"""Doorverwijzen by keys: kinds and consent, the live paper, printing that fails, violence, and nothing half done."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlalchemy import func, select

from sociaalhuis.db.desk import Consent, Referral, SlipCopy
from sociaalhuis.desk import drafts, intake, safety
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.referrals import Referred
from sociaalhuis.errors import Trouble
from sociaalhuis.facts import Answer, Facts
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.slip import Slip
from sociaalhuis.ui.parts.printers import Press, draw
from sociaalhuis.ui.referral.clientview import ClientView, steps
from tests.houses import NOW
from tests.printing import slips
from tests.ui.conftest import Dress
from tests.ui.pilot import Pilot, accessible_name

OCMW, CAW, LAW, HELPLINE, REFUGE = "ocmw-bilzen-hoeselt", "caw-limburg", "cjb-limburg", "hulplijn-1712", "vluchthuizen"
WORDS = "Ik heb facturen die ik niet kan betalen en een deurwaarder"


class Twin:
    """A printer that keeps what it gets."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.out: list[tuple[bytes, str]] = []

    def names(self) -> Sequence[str]:
        return ("Balie", "Gang")

    def send(self, pdf: bytes, name: str = "") -> None:
        if not self.works:
            raise Trouble("De printer antwoordt niet.", "Kies een andere printer (Alt+P).")
        self.out.append((pdf, name or self.names()[0]))


@pytest.fixture
def desk(pilot: Pilot) -> Pilot:
    """Somebody of the onthaal, signed in, with the catalogue ready."""
    pilot.sign_in("onthaal")
    bench: Any = pilot.window.bench
    pilot.wait_for(lambda: bench.place.engine is not None, "the catalogue", 20_000)
    return pilot


def begin(pilot: Pilot, *services: str, words: str = WORDS, press: Any = None, facts: Facts | None = None) -> UUID:
    """The step that comes before this screen: a noted question, and Ctrl+D on its suggestions."""
    bench: Any = pilot.window.bench
    contact = intake.register(bench.place.house, intake.Question(words, postal_code="3740", facts=facts or Facts()), NOW).id
    bench.go("referral", contact=contact, services=services)
    if press is not None:
        pilot.screen.press = press
    pilot.settle()
    pilot.wait_for(lambda: pilot.screen._case is not None and pilot.screen._case.contact == contact, "the contact")
    paper(pilot)
    return contact


def paper(pilot: Pilot) -> str:
    """What the preview says when it has come to rest."""
    screen = pilot.screen
    pilot.wait_for(lambda: not screen._settle.isActive() and not screen._form._typing.isActive(), "the preview")
    pilot.settle()
    preview = screen._preview
    return preview.reason() if preview.paper is None else " ".join(preview.paper.text)


def other_paper(pilot: Pilot, before: Paper | None) -> bool:
    return pilot.screen._preview.paper not in (None, before)


def given(pilot: Pilot, contact: UUID) -> tuple[Referred, ...]:
    house: Any = pilot.bench.place.house
    with house.store.read() as session:
        return referrals.of_contact(house, session, contact, NOW.date())


def rows(pilot: Pilot, table: Any) -> int:
    house: Any = pilot.bench.place.house
    with house.store.read() as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


# the paper


def test_best_case_is_two_keys_after_ctrl_d(desk: Pilot) -> None:
    printer = Twin()
    contact = begin(desk, OCMW, press=printer)
    shown = desk.screen._preview.paper
    desk.start_counting()
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert (desk.units, desk.letters) == (1, 0)  # with the Ctrl+D before it: 2 of the 7 units
    (one,) = given(desk, contact)
    assert one.kind == "self"
    desk.says(f"Doorverwezen met code {one.reference}, op te volgen vanaf donderdag 3 december 2026.")
    house: Any = desk.bench.place.house
    with house.store.read() as session:
        kept = session.scalars(select(SlipCopy)).one()
        assert tuple(kept.text) == shown.text  # what was shown is what is kept
        assert printer.out == [(kept.pdf, "Balie")]


def test_the_paper_follows_every_choice(desk: Pilot) -> None:
    begin(desk, OCMW)
    assert "U neemt zelf contact op." in paper(desk)
    desk.press("Alt+M")
    desk.type("huurc")
    desk.press("Enter")
    assert "□ huurcontract" in paper(desk)
    desk.type("een gele map")
    desk.press("Enter")
    assert "□ een gele map" in paper(desk)
    desk.press("Tab", "Space")  # the first box again: not taken along after all
    assert "huurcontract" not in paper(desk)
    desk.press("Alt+Z")
    desk.type("kom donderdag terug")
    assert "Of probeer dit: kom donderdag terug" in paper(desk)
    desk.press("Alt+N")
    assert "Contact met een dienst" in paper(desk)
    desk.press("Alt+N", "Alt+G")
    assert "Ga naar" in paper(desk)
    assert desk.screen._preview._foot.text() == "blz 1/1 · 18 pt"


def test_a_next_client_never_sees_the_paper_of_the_one_before(desk: Pilot) -> None:
    begin(desk, OCMW)
    before = desk.screen._case.reference
    bench: Any = desk.window.bench
    other = intake.register(bench.place.house, intake.Question("huur"), NOW)
    bench.go("referral", contact=other.id, services=(CAW,))
    seen = set[str]()

    def there() -> bool:
        preview = desk.screen._preview
        if preview.paper is not None and desk.screen._case.reference == other.reference:
            seen.add(" ".join(preview.paper.text))
        return bool(seen)

    desk.wait_for(there, "the paper of the next client")
    assert all(before not in text and other.reference in text for text in seen)


def test_a_paper_that_may_not_be_says_why_and_keeps_what_was_typed(desk: Pilot) -> None:
    contact = begin(desk, OCMW)
    desk.press("Alt+Z")
    desk.type("bel 85.07.30-033.28")
    assert "rijksregisternummer" in paper(desk)
    assert "Haal het nummer weg." in paper(desk)
    desk.press("Ctrl+P")
    desk.shows("Dit lijkt een rijksregisternummer.")
    assert desk.here == "referral"
    assert desk.screen._form.plan_b.text() == "bel 85.07.30-033.28"
    assert given(desk, contact) == ()
    assert rows(desk, SlipCopy) == 0


def test_a_hundred_thousand_letters_and_arabic_do_no_harm(desk: Pilot) -> None:
    begin(desk, OCMW)
    desk.press("Alt+Z")
    desk.paste("مرحبا 👩‍👩‍👧 " * 10_000)
    assert paper(desk)
    desk.press("Alt+A")
    desk.paste("ك" * 100_000)
    assert desk.here == "referral"


def test_the_paper_is_there_within_a_fifth_of_a_second(desk: Pilot) -> None:
    begin(desk, OCMW, CAW, LAW)
    took = []
    for _ in range(7):
        before = desk.screen._preview.paper
        started = time.perf_counter()
        desk.press("Alt+N")
        desk.wait_for(partial(other_paper, desk, before), "the other paper")
        took.append(time.perf_counter() - started)
    assert sorted(took)[3] < 0.2


def test_from_words_to_paper_by_keys_alone(desk: Pilot) -> None:
    desk.press("Ctrl+N", "Alt+P")
    desk.type("3740")
    desk.press("Alt+W")
    desk.type(WORDS)
    desk.wait_for(lambda: desk.screen._right.cards.shown and not desk.screen._right.waiting, "suggestions")
    desk.settle()
    desk.press("Alt+O", "Enter", "F6", "F6")
    desk.start_counting()
    desk.press("Space", "Ctrl+D")
    desk.wait_for(lambda: desk.here == "referral" and desk.screen._case is not None, "the referral")
    assert len(desk.screen._to.services) == 1
    paper(desk)
    printer = desk.screen.press = Twin()
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert (desk.units, desk.letters) == (3, 0)  # doorverwijzen + slip from the list of suggestions: at most 7
    assert len(printer.out) == 1
    desk.says("Doorverwezen met code")


# to whom


def test_up_to_three_services_by_typing_and_a_fourth_asks(desk: Pilot) -> None:
    begin(desk)
    assert "Kies eerst een dienst" in paper(desk)
    assert desk.focus_name() == "Naar"
    for typed in ("sociaal huis bilzen", "caw limburg", "juridische eerstelijns"):
        desk.type(typed)
        desk.press("Enter")
        desk.settle()
    services = desk.screen._to.services
    assert len(services) == 3
    assert {OCMW, CAW} < {one.id for one in services}
    assert "3" in paper(desk)
    desk.type("kringwinkel")
    desk.press("Enter")
    desk.shows("Meer dan drie diensten op één briefje is te veel.")
    assert desk.screen._to.services == services
    desk.press("Shift+Tab", "Space")  # the cross of the last one
    assert desk.screen._to.services == services[:2]
    assert desk.focus_name() == "Naar"


def test_a_fiche_without_contact_says_so(desk: Pilot) -> None:
    begin(desk, "huurdersbond-limburg")
    desk.shows("contact ontbreekt")
    desk.shows("te oud: 6 jaar geleden nagekeken")
    assert "Adres en telefoon staan hier niet" in paper(desk)


def test_why_a_service_fits_stands_with_it(desk: Pilot) -> None:
    begin(desk, OCMW)
    desk.shows("deurwaarder")


def test_escape_closes_the_hits_first(desk: Pilot) -> None:
    begin(desk)
    desk.type("caw")
    desk.press("Esc")
    assert desk.here == "referral"
    assert desk.screen._to.field.text() == "caw"
    desk.press("Esc")
    assert desk.here == "today"


def test_a_service_of_the_catalogue_joins_the_referral_at_hand(desk: Pilot) -> None:
    begin(desk, OCMW)
    code = desk.screen._case.reference
    bench: Any = desk.window.bench
    bench.go("catalogue")
    bench.go("referral", services=(CAW,))
    desk.says(f"Toegevoegd aan de vraag met code {code}.")
    assert [one.id for one in desk.screen._to.services] == [OCMW, CAW]


# kinds and consent


STEPS = {"info": ["Left"], "self": [], "warm": ["Right"], "internal": ["Right"] * 3}  # from “zelf contact”


def test_kinds_and_consent(desk: Pilot) -> None:
    for (kind, keys), said in product(STEPS.items(), ("nothing", "yes", "no")):
        consents = rows(desk, Consent)
        contact = begin(desk, OCMW, press=Twin())
        desk.press("Alt+H", *keys)
        assert desk.screen._form.kind.chosen == kind
        if said == "yes":
            desk.press("Alt+T")
        elif said == "no" and kind in referrals.IDENTIFYING:
            to_consent(desk)
            desk.press(*["Right"] * 3)
            desk.shows("Kies “zelf contact”")
        desk.press("Ctrl+Enter")
        desk.settle()
        if kind in referrals.IDENTIFYING and said != "yes":
            desk.shows("kan pas als de cliënt akkoord gaat" if said == "no" else "Is de cliënt akkoord?")
            assert desk.focus_name() == ("Toestemming: nee" if said == "no" else "Toestemming: nog niet")
            assert given(desk, contact) == ()
            continue
        there = "together" if kind == "warm" else "today"
        desk.wait_for(lambda there=there: desk.here == there, there)  # type: ignore[misc]  # bound at once
        assert [one.kind for one in given(desk, contact)] == [kind]
        assert rows(desk, Consent) == consents + (kind in referrals.IDENTIFYING)
        assert rows(desk, SlipCopy) == 0  # without paper there is no copy of paper


def to_consent(pilot: Pilot) -> None:
    pilot.press("Alt+V")
    for _ in range(9):
        if pilot.focus_name().startswith("Toestemming"):
            return
        pilot.press("Tab")
    raise AssertionError("Tab does not come to the consent")


def test_without_consent_or_against_a_condition_the_reason_is_asked(desk: Pilot) -> None:
    begin(desk, OCMW, press=Twin())
    desk.press("Right")
    to_consent(desk)
    desk.press(*["Right"] * 3, "Down")
    assert desk.screen._form.consent.chosen == "without"
    desk.shows("Waarom geef je dit door zonder toestemming?")
    assert "U vindt het goed" not in paper(desk)
    desk.press("Ctrl+P")
    desk.shows("Schrijf de reden (Alt+R).")
    assert desk.focus_name() == "Reden"
    desk.type("kind in gevaar")
    assert "niets over u door" not in paper(desk)  # that would not be true
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "together", "the call")
    house: Any = desk.bench.place.house
    with house.store.read() as session:
        kept = session.scalars(select(Consent)).one()
    assert (kept.given, kept.without_reason) == (False, "kind in gevaar")

    old = Facts({"leeftijd": Answer(60), "aantal_kinderen_ten_laste": Answer(0)})
    contact = begin(desk, "awel-102", CAW, facts=old)
    desk.shows("De cliënt voldoet niet aan een voorwaarde van Awel")
    desk.press("Ctrl+Enter")
    desk.shows("Schrijf waarom je toch doorverwijst (Alt+R), of haal de dienst weg.")
    assert (given(desk, contact), desk.focus_name()) == ((), "Reden")
    desk.type("voor het kleinkind")
    desk.press("Ctrl+Enter")
    desk.wait_for(lambda: desk.here == "today", "today")
    with house.store.read() as session:
        assert [one.despite for one in session.scalars(select(Referral).order_by(Referral.id))][1:] == [
            "voor het kleinkind",
            None,
        ]


def test_warm_is_the_arrow_the_consent_and_print(desk: Pilot) -> None:
    contact = begin(desk, OCMW, press=Twin())
    desk.start_counting()
    desk.press("Right", "Alt+T")
    assert "U vindt het goed dat we dit doorgeven: naam, de vraag in één zin." in paper(desk)
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "together", "the call")
    assert desk.units == 3  # 4 with Ctrl+D; the budget is 14
    assert [one.kind for one in given(desk, contact)] == ["warm"]


def test_a_refusal_leaves_the_slip_that_the_client_carries(desk: Pilot) -> None:
    contact = begin(desk, OCMW, press=Twin())
    desk.press("Right", "Ctrl+P")
    desk.shows("Is de cliënt akkoord?")
    assert rows(desk, Referral) == 0
    desk.press("Alt+H", "Left", "Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert [one.kind for one in given(desk, contact)] == ["self"]
    assert rows(desk, Consent) == 0


def test_the_letters_of_how_and_consent_lead_there_from_anywhere(desk: Pilot) -> None:
    begin(desk, OCMW, press=Twin())
    desk.press("Alt+M", "Alt+H", "Right")
    assert (desk.focus_name(), desk.screen._form.kind.chosen) == ("Hoe: samen gebeld", "warm")


def test_the_worker_may_choose_when_the_desk_asks_how_it_went(desk: Pilot) -> None:
    contact = begin(desk, OCMW, press=Twin())
    desk.shows("Op te volgen vanaf donderdag 3 december 2026.")
    desk.press("Alt+O")
    desk.type("31/2")
    desk.press("Ctrl+Enter")
    desk.shows("Opvolgen op: deze datum bestaat niet.")
    assert desk.focus_name() == "Opvolgen op"
    desk.press("Ctrl+A")
    desk.type("+7")
    desk.shows("Op te volgen vanaf maandag 30 november 2026.")
    desk.press("Ctrl+Enter")
    desk.says("op te volgen vanaf maandag 30 november 2026")
    (one,) = given(desk, contact)
    assert one.due == one.follow_on == date(2026, 11, 30)


def test_each_service_has_its_own_hour(desk: Pilot) -> None:
    contact = begin(desk, OCMW, CAW, LAW, press=Twin())
    desk.press("Right", "Right", "Alt+W")
    desk.type("di 14u")
    desk.press(*["Tab"] * 4)  # the cross and the hour of the next one, and of the last one
    assert desk.focus_name() == "Wanneer"
    desk.type("31/2")
    desk.press("Ctrl+P")
    desk.shows("Deze datum bestaat niet.")
    assert desk.focus_name() == "Wanneer"
    desk.press("Ctrl+A")
    desk.type("wo 9.30")
    desk.shows("zonder uur: de cliënt neemt zelf contact")
    words = paper(desk)
    assert "dinsdag 24 november om 14 uur" in words
    assert "woensdag 25 november om 9.30 uur" in words
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert [(one.service, one.kind) for one in given(desk, contact)] == [
        (OCMW, "appointment"),
        (CAW, "self"),
        (LAW, "appointment"),
    ]


def test_an_appointment_is_read_in_words(desk: Pilot) -> None:
    contact = begin(desk, OCMW, press=Twin())
    desk.press("Right", "Right", "Ctrl+P")
    desk.shows("Een afspraak heeft een dag en een uur nodig.")
    desk.press("Alt+W")
    desk.type("31/2")
    desk.shows("Deze datum bestaat niet.")
    desk.press("Ctrl+A")
    desk.type("+7")
    desk.shows("Typ ook het uur.")
    desk.press("Ctrl+P")
    desk.shows("Het uur ontbreekt nog.")
    desk.press("Ctrl+A")
    desk.type("di 14u")
    desk.shows("dinsdag 24 november 2026 om 14 uur")
    assert "dinsdag 24 november om 14 uur" in paper(desk)
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    (one,) = given(desk, contact)
    assert (one.kind, str(one.due)) == ("appointment", "2026-11-25")


# printing


def test_without_a_printer_everything_is_saved_and_there_are_three_ways_out(desk: Pilot, tmp_path: Path) -> None:
    contact = begin(desk, OCMW)
    desk.press("Ctrl+P")
    desk.shows("Deze pc vindt geen printer.")
    desk.shows("Kies een andere printer (Alt+P), bewaar als PDF (Alt+B) of toon groot (F9).")
    assert len(given(desk, contact)) == 1
    assert rows(desk, SlipCopy) == 1
    desk.press("Alt+P")
    desk.shows("Deze pc vindt geen printer. Bewaar als PDF")
    desk.press("F9")
    desk.press("Esc")
    desk.answers.path = tmp_path / "no such folder" / "briefje.pdf"
    desk.press("Alt+B")
    desk.shows("Op deze plaats kan het programma niet schrijven.")
    desk.answers.path = tmp_path / "briefje.pdf"
    desk.press("Alt+B")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert "Sociale dienst" in pypdf.PdfReader(desk.answers.path).pages[0].extract_text()
    assert (rows(desk, Referral), rows(desk, SlipCopy)) == (1, 1)  # never twice


def test_a_printer_that_fails_can_be_another_one(desk: Pilot) -> None:
    printer = Twin(works=False)
    begin(desk, OCMW, press=printer)
    desk.press("Ctrl+P")
    desk.shows("De printer antwoordt niet.")
    printer.works = True
    desk.press("Alt+P")
    desk.wait_for(lambda: desk.focus_name() == "Balie", "the printers")
    desk.press("Down", "Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert [name for _pdf, name in printer.out] == ["Gang"]
    assert (rows(desk, Referral), rows(desk, SlipCopy)) == (1, 1)


def test_done_without_printing_after_a_failure(desk: Pilot) -> None:
    begin(desk, OCMW, press=Twin(works=False))
    desk.press("Ctrl+P")
    desk.shows("Klaar")
    desk.press("Ctrl+Enter")
    desk.wait_for(lambda: desk.here == "today", "today")
    desk.says("Doorverwezen met code")
    assert rows(desk, Referral) == 1


def test_after_a_failure_the_next_client_starts_afresh(desk: Pilot) -> None:
    begin(desk, OCMW, press=Twin(works=False))
    desk.press("Ctrl+P")
    desk.shows("De printer antwoordt niet.")
    desk.press("Ctrl+1")
    contact = begin(desk, CAW, press=Twin())
    assert desk.screen._plain.text() == "Zonder afdruk   Ctrl+Enter"
    assert desk.screen._form.isEnabled()
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert [one.service for one in given(desk, contact)] == [CAW]


def test_the_pages_reach_a_printer_from_a_job(desk: Pilot, tmp_path: Path) -> None:
    begin(desk, OCMW)
    pdf, file, done = desk.screen._preview.paper.pdf, tmp_path / "out.pdf", list[None]()

    def send() -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        draw(pdf, printer)

    desk.screen.place.jobs.rest(send, done.append)
    desk.wait_for(lambda: done, "the printer")
    (page,) = pypdf.PdfReader(file).pages
    assert len(page.images) == 1
    with pytest.raises(Trouble, match="geen printer"):
        Press().send(b"", "")


def test_a_pdf_in_one_go(desk: Pilot, tmp_path: Path) -> None:
    contact = begin(desk, OCMW)
    desk.press("Alt+B")  # the person closes the dialog
    assert given(desk, contact) == ()
    desk.answers.path = tmp_path / "briefje.pdf"
    desk.press("Alt+B")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert desk.answers.asked[0].startswith("Briefje bewaren: briefje ")
    assert desk.answers.path.read_bytes().startswith(b"%PDF")


# violence


def test_for_violence_by_keys_alone(desk: Pilot) -> None:
    """Paper is not the default, nothing goes on before the question about calling, and the neutral slip is one key away."""
    desk.press("Ctrl+N", "Alt+P")
    desk.type("3740")
    desk.press("Alt+W")
    desk.type("Mijn man slaat mij")
    desk.wait_for(lambda: desk.screen._right.cards.shown and not desk.screen._right.waiting, "suggestions")
    desk.settle()
    desk.press("Alt+O", "Enter", "F6", "F6")
    at = next(i for i, one in enumerate(desk.screen._right.cards.shown) if safety.about_violence(one.service))
    desk.press(*["Down"] * at, "Space", "Ctrl+D")
    desk.wait_for(lambda: desk.here == "referral" and desk.screen._case is not None, "the referral")
    (service,) = desk.screen._to.services
    assert safety.about_violence(service)
    assert service.name in paper(desk)
    screen, contact = desk.screen, desk.screen._case.contact
    assert (screen._plain.property("role"), screen._print.property("role")) == ("primary", "")
    assert desk.focus_name() == "Mag de cliënt gebeld worden?: ja"
    for chord in ("Ctrl+Enter", "Ctrl+P"):
        desk.press(chord)
        desk.shows("Dat is nog niet beantwoord.")
    assert given(desk, contact) == ()
    desk.start_counting()
    desk.press("Alt+N")
    assert desk.units == 1
    assert service.name not in paper(desk)
    assert "Contact met een dienst" in paper(desk)
    desk.press("F9")
    view = desk.window.findChild(ClientView)
    assert view is not None
    assert not any(service.name in text for text in texts_in(view))
    desk.press("Esc", "Alt+E", "Space", "Right")
    assert screen._form.calling.chosen == safety.NO
    desk.press("Ctrl+Enter")
    desk.wait_for(lambda: desk.here == "today", "today")
    (one,) = given(desk, contact)
    assert (one.due, one.may_call) == (None, False)
    assert rows(desk, SlipCopy) == 0
    desk.says("niet op te volgen")


def test_a_service_that_is_only_on_the_web_shows_its_site_and_never_on_a_neutral_slip() -> None:
    only = replace(slips.TENANTS, step="online", address=(), phones=(), email=None)
    shown = Slip("K7-4M2", date(2026, 11, 23), slips.HOUSE, "self", (only,), "An P.")
    assert any("huurdersbond.example" in text for _sign, text, _size, _bold in steps(shown))
    assert not any("De balie zoekt" in text for _sign, text, _size, _bold in steps(shown))
    assert not any("huurdersbond" in text for _sign, text, _size, _bold in steps(replace(shown, discreet=True)))


def test_a_yes_plans_the_call(desk: Pilot) -> None:
    contact = begin(desk, REFUGE, words="Mijn man slaat mij")
    desk.press("Space", "Ctrl+Enter")
    desk.wait_for(lambda: desk.here == "today", "today")
    (one,) = given(desk, contact)
    assert one.due is not None
    assert one.may_call


# the client's view, moving about, lock


def texts_in(widget: QWidget) -> list[str]:
    return [str(child.property("text") or "") for child in widget.findChildren(QWidget)]


def test_the_client_sees_the_steps_and_nothing_else(desk: Pilot) -> None:
    begin(desk, OCMW, CAW)
    code = desk.screen._case.reference
    desk.press("F9")
    view = desk.window.findChild(ClientView)
    assert view is not None
    whole: Any = desk.window.centralWidget()
    assert view.size() == whole.size()
    alone, over = (one.grab().toImage().convertToFormat(QImage.Format.Format_RGB32) for one in (view, whole))
    assert alone == over  # nothing of the desk shines through
    words = " ".join(texts_in(view))
    assert "1. Ga naar Sociale dienst" in words
    assert f"Code {code}" in words
    assert "maandag 23 november 2026" in words
    assert "089 39 76 00" in words
    assert WORDS[:10] not in words
    said = [label for label in view.findChildren(QLabel) if label.text() and "Esc" not in label.text()]
    assert {label.font().pixelSize() for label in said} == {32, 37}  # 24 and 28 points
    drawn = [label for label in view.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(drawn) == len(said)  # a drawing for each line but the date, and the code to scan beside its words
    desk.press("Esc")
    assert desk.window.findChild(ClientView) is None
    assert desk.here == "referral"


def test_a_language_beside_the_dutch_warns_asks_why_and_can_be_read_aloud(desk: Pilot) -> None:
    bench: Any = desk.window.bench
    house, printer = bench.place.house, Twin()
    who = intake.add_person(house, "Yusuf", "Proef", language="ary", interpreter="telefoontolk")
    contact = intake.register(house, intake.Question(WORDS, postal_code="3740", person=who), NOW).id
    bench.go("referral", contact=contact, services=(OCMW,))
    desk.screen.press = printer
    desk.wait_for(lambda: desk.screen._case is not None, "the contact")
    assert "Tolk nodig: Arabisch (Marokkaans, Maghrebijns), telefoontolk" in paper(desk)
    assert "Hulptekst" not in paper(desk)  # off by itself, also for who speaks another language
    desk.press("Alt+U", "Down")
    desk.shows("Arabisch is nog niet nagelezen door een moedertaalspreker.")
    assert "Hulptekst in het Arabisch, nog niet nagelezen." in paper(desk)
    desk.press("Ctrl+P")
    desk.shows("Waarom staat er Arabisch op het briefje?")
    assert (desk.focus_name(), given(desk, contact)) == ("kies een reden", ())
    desk.press("Down")
    shown = desk.screen._preview
    desk.press("Alt+L")
    assert "Ga naar Sociale dienst" in shown._aloud.text()
    assert (shown._words.isVisible(), shown.accessibleDescription()) == (True, shown._aloud.text())
    desk.press("Alt+L", "Esc")
    bench.go("referral", contact=contact)
    desk.wait_for(lambda: desk.screen._to.services, "the services")
    assert "Hulptekst in het Arabisch" in paper(desk)
    desk.press("Ctrl+P")
    desk.wait_for(lambda: printer.out, "the printer")
    with house.store.read() as session:
        kept = session.scalars(select(SlipCopy)).one()
        assert (kept.aid, kept.aid_reason) == ("ar", "eerste_integratiefase")


def test_escape_loses_nothing(desk: Pilot) -> None:
    contact = begin(desk, OCMW)
    desk.press("Alt+Z")
    desk.type("buurvrouw")
    desk.press("Esc")
    assert desk.here == "today"
    bench: Any = desk.window.bench
    bench.go("referral", contact=contact, services=(OCMW,))
    desk.settle()
    assert desk.screen._form.plan_b.text() == "buurvrouw"
    assert [one.id for one in desk.screen._to.services] == [OCMW]


def unfinished(pilot: Pilot) -> Sequence[drafts.Draft]:
    house: Any = pilot.bench.place.house
    return drafts.mine(house)


def test_what_was_begun_is_found_again_on_vandaag_and_goes_when_it_is_given(desk: Pilot) -> None:
    contact = begin(desk, OCMW, CAW)
    code = desk.screen._case.reference
    desk.press("Right", "Right", "Alt+W")
    desk.type("di 14u")
    desk.wait_for(lambda: unfinished(desk), "the draft", 2000)  # with no key of its own: it keeps itself
    other = begin(desk, LAW)  # somebody else comes in between
    desk.press("Ctrl+1")
    desk.wait_for(lambda: len(desk.lines("Open vragen")) == 2, "the drafts")
    place = next(i for i, line in enumerate(desk.lines("Open vragen")) if code in line)
    bench: Any = desk.window.bench
    bench.go("question", draft=unfinished(desk)[place].id)  # it is not a question
    assert desk.screen._form.text == ""
    desk.press("Ctrl+1", "F6")
    desk.wait_for(lambda: desk.focus_name() == "Open vragen", "the open questions")
    desk.press(*["Down"] * place, "Enter")
    desk.wait_for(lambda: desk.here == "referral" and desk.screen._case.contact == contact, "the referral")
    desk.says("Hier was je aan bezig.")
    assert [one.id for one in desk.screen._to.services] == [OCMW, CAW]
    assert "dinsdag 24 november om 14 uur" in paper(desk)
    desk.screen.press = Twin()
    desk.press("Ctrl+P")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert [one.content["contact"] for one in unfinished(desk)] == [str(other)]
    bench.go("referral", contact=other)  # the other one, by the question itself
    desk.wait_for(lambda: desk.screen._to.services, "the services")
    desk.press("Ctrl+K")
    desk.type("laat deze")
    desk.press("Enter")
    desk.wait_for(lambda: desk.here == "today", "today")
    assert desk.answers.asked == ["Deze doorverwijzing laten vallen? De vraag zelf blijft bewaard. [Laten vallen]"]
    assert (unfinished(desk), given(desk, other)) == ([], ())


def test_what_was_not_changed_is_no_draft(desk: Pilot) -> None:
    begin(desk)
    desk.screen._unfinished._timer.setInterval(0)
    desk.press("Alt+Z")
    desk.type("x")
    desk.wait_for(lambda: unfinished(desk), "the draft")
    desk.press("Backspace")
    desk.wait_for(lambda: not unfinished(desk), "the draft to go")


def test_the_lock_keeps_what_was_chosen(desk: Pilot) -> None:
    begin(desk, OCMW)
    desk.press("Right")
    desk.press("Alt+Z")
    desk.type("buurvrouw")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.wait_for(lambda: desk.here == "referral", "the referral")
    desk.wait_for(lambda: desk.screen._to.services, "the services", 20_000)
    assert desk.screen._form.kind.chosen == "warm"
    assert desk.screen._form.plan_b.text() == "buurvrouw"


def test_without_a_question_it_says_how_to_begin(desk: Pilot) -> None:
    bench: Any = desk.window.bench
    bench.go("referral")
    desk.shows("Begin met een nieuwe vraag (Ctrl+N).")
    desk.press("Ctrl+P")
    assert desk.here == "referral"


def test_everything_has_a_name_and_tab_goes_as_one_reads(desk: Pilot) -> None:
    begin(desk, OCMW, CAW)
    desk.press("Alt+A")
    seen = [desk.focus_name()]
    for _ in range(40):
        desk.press("Tab")
        seen.append(desk.focus_name())
        if desk.screen._print.hasFocus():
            break
    assert all(seen), seen
    named = [
        "Naar",
        "Hoe: zelf contact",
        "Meenemen",
        "Contact",
        "Plan B",
        "geen hulptaal",
        "grote letters",
        "Voorbeeld van het briefje",
    ]
    assert [name for name in seen if name in named] == named
    for widget in desk.screen.findChildren(QWidget):
        if widget.focusPolicy().value and widget.isVisible() and widget.focusProxy() is None:
            assert accessible_name(widget), widget


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_large_text_does_not_overlap(desk: Pilot, dress: Dress, scale: float) -> None:
    dress("dark", scale)
    desk.restart()
    desk.sign_in("onthaal")
    bench: Any = desk.window.bench
    desk.wait_for(lambda: bench.place.engine is not None, "the catalogue", 20_000)
    begin(desk, HELPLINE, CAW, words="Mijn man slaat mij")
    QApplication.processEvents()
    form = desk.screen._form
    shown = sorted(
        (part.geometry() for pair in form._rows.values() for part in pair[1:] if part.isVisible()), key=lambda box: box.top()
    )
    assert all(above.bottom() < below.top() for above, below in pairwise(shown))
    assert desk.focus_name() == "Mag de cliënt gebeld worden?: ja"
    focus: Any = QApplication.focusWidget()
    desk.wait_for(lambda: focus.visibleRegion().boundingRect() == focus.rect(), "what is asked to come into sight")
    desk.press("Alt+F")
    box: Any = QApplication.focusWidget()
    desk.wait_for(lambda: box.visibleRegion().boundingRect() == box.rect(), "the last field to come into sight")


def test_the_language_that_was_heard_comes_along_and_nothing_typed_for_another(desk: Pilot) -> None:
    begin(desk, OCMW)
    desk.press("Alt+A")
    desk.type("zzz")
    desk.press("Ctrl+1", "Ctrl+N")
    desk.type("ik spreek arabisch en kan mijn huur niet betalen")
    desk.wait_for(lambda: desk.screen._form.heard.language == "ar", "the language to be heard")
    desk.settle()
    desk.press("Alt+O")
    desk.type("wonen")
    desk.press("Enter", "Ctrl+D")
    desk.wait_for(lambda: desk.here == "referral")
    desk.shows("De cliënt spreekt Arabisch.")
    assert desk.screen._to.field.text() == ""
    desk.press("Alt+U", "Down")
    assert desk.screen._form.language.chosen_aid == "ar"
    assert not any("De cliënt spreekt" in text for text in desk.texts())
