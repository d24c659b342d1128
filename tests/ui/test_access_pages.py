"""Passphrases and the recovery sheet by keys: my own, a colleague's, and a new sheet, with everything that can be wrong."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from sociaalhuis.access import keys, users
from sociaalhuis.errors import Trouble
from sociaalhuis.ui.parts.printers import Press, draw
from sociaalhuis.ui.settings.access_pages import SheetPage
from tests.houses import NOW, PASSPHRASES, SignIn
from tests.ui.pilot import Pilot

FRESH = "een verse lange zin"


class Printers:
    """Printers that write files, as a real one writes paper; ``broken`` ones do not answer."""

    def __init__(self, folder: Path, *names: str, broken: str = "") -> None:
        self._folder, self._names, self._broken = folder, names, broken

    def names(self) -> Sequence[str]:
        """The usual one first."""
        return self._names

    def send(self, pdf: bytes, name: str = "") -> None:
        """Print as the program does, to a file with the name of the printer."""
        if name == self._broken:
            raise Trouble("De printer antwoordt niet.", "Kies een andere printer (Alt+P).")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._folder / f"{name}.pdf"))
        draw(pdf, printer)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """One try of a passphrase that is made here must not cost a test 125 ms."""
    monkeypatch.setattr(keys, "Cost", partial(keys.Cost, passes=1, memory=64, lanes=1))


@pytest.fixture
def keeper(pilot: Pilot) -> Pilot:
    """At the settings, as a keeper."""
    pilot.sign_in("beheerder")
    pilot.press("Ctrl+6")
    pilot.settle()
    return pilot


def _fill(pilot: Pilot, *secrets: str) -> None:
    for number, secret in enumerate(secrets):
        pilot.press(*["Tab"] * bool(number), "Ctrl+A")
        pilot.type(secret)
    pilot.press("Enter")
    pilot.settle()


def test_my_own_passphrase_is_changed_by_keys(pilot: Pilot, place: Path) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+6", "Alt+J")
    assert pilot.focus_name() == "Huidig wachtwoord"
    for secrets, dutch, focus in (
        (("", "", ""), "Typ ook je eigen wachtwoord", "Huidig wachtwoord"),
        ((PASSPHRASES["onthaal"], "kort", "kort"), "te kort", "Nieuw wachtwoord"),
    ):
        _fill(pilot, *secrets)
        pilot.shows(dutch)
        assert pilot.focus_name() == focus
        pilot.press("Shift+Tab")
    _fill(pilot, PASSPHRASES["onthaal"], FRESH, FRESH[:-1])
    pilot.shows("niet gelijk")
    pilot.press("Shift+Tab", "Shift+Tab")
    _fill(pilot, PASSPHRASES["coordinator"], FRESH, FRESH)
    pilot.shows("Jouw eigen wachtwoord klopt niet.")
    _fill(pilot, PASSPHRASES["onthaal"], FRESH, FRESH)
    pilot.says("Je nieuwe wachtwoord geldt vanaf nu.")
    assert FRESH not in pilot.texts()
    pilot.press("Ctrl+L")
    pilot.try_to_sign_in("onthaal", PASSPHRASES["onthaal"])
    pilot.shows("klopt niet")
    pilot.sign_in("onthaal", FRESH)
    pilot.press("Alt+J", "Esc")
    pilot.shows("Mijn scherm en wachtwoord")


def test_a_colleague_who_forgot_it_gets_a_new_passphrase(keeper: Pilot) -> None:
    keeper.press("F6", "Home", "Down", "Down", "Down")
    assert keeper.screen._people.rows.current().label == "onthaal"
    keeper.press("N")
    keeper.shows("Nieuw wachtwoord voor onthaal")
    _fill(keeper, FRESH, FRESH, "niet mijn eigen zin")
    keeper.shows("Jouw eigen wachtwoord klopt niet.")
    assert keeper.focus_name() == "Jouw wachtwoord"
    _fill(keeper, PASSPHRASES["beheerder"])
    keeper.says("onthaal meldt zich vanaf nu aan met het nieuwe wachtwoord")
    assert keeper.focus_name() == "Medewerkers"
    keeper.press("Ctrl+L")
    keeper.sign_in("onthaal", FRESH)


@pytest.fixture
def no_sheet(sign_in: SignIn) -> None:
    """A house whose new code was never printed: the window was closed before."""
    house = sign_in("beheerder")
    users.new_recovery(house, PASSPHRASES["beheerder"])
    house.close()


def test_somebody_of_the_desk_gives_no_passphrase_and_makes_no_sheet(no_sheet: None, pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    assert not any("nog geen herstelblad" in text for text in pilot.texts())  # it is for a keeper to do
    pilot.press("Ctrl+6", "F6", "N", "Alt+N", "Alt+H", "Alt+Z")
    pilot.settle()
    pilot.shows("Alleen een beheerder voegt medewerkers toe")
    assert not {"Een nieuw herstelblad", "Terugzetten   Enter"} & set(pilot.texts())


def test_no_secret_stays_on_a_page_that_was_left(keeper: Pilot) -> None:
    keeper.press("Alt+W")
    keeper.type("Noor")
    keeper.press("Tab", "Tab")
    keeper.type(FRESH)
    keeper.press("Ctrl+1", "Ctrl+6", "Alt+W")
    assert "Noor" in keeper.texts()
    assert FRESH not in keeper.texts()


def _sheet(pilot: Pilot, printers: Printers | None = None) -> str:
    """Ask a new sheet; gives the code on the screen."""
    pilot.press("Alt+H")
    page = pilot.screen._open_page(SheetPage)
    page.sheet.press = printers or Press()
    assert pilot.focus_name() == "Jouw wachtwoord"
    _fill(pilot, PASSPHRASES["beheerder"])
    pilot.wait_for(lambda: pilot.focus_name() == "Afdrukken", "the sheet")
    pilot.settle()
    return _code(pilot)


def _code(pilot: Pilot) -> str:
    return next((" ".join(text.split()) for text in pilot.texts() if text.count("   ") >= 4), "")


def test_a_new_sheet_is_printed_and_its_code_opens_the_house(
    keeper: Pilot, place: Path, template: tuple[Path, str], tmp_path: Path
) -> None:
    keeper.press("Alt+H", "Esc", "Alt+H")
    _fill(keeper, "niet mijn eigen zin")
    keeper.shows("Jouw eigen wachtwoord klopt niet.")
    keeper.press("Esc")
    code = _sheet(keeper, Printers(tmp_path, "Gang", "Balie", broken="Gang"))
    assert {"Gang", "Klaar   Enter"} <= set(keeper.texts())
    keeper.press("Enter")
    keeper.shows("De printer antwoordt niet. Kies een andere printer, of bewaar het blad als PDF")
    keeper.press("Shift+Tab", "Down", "Alt+A")
    keeper.shows("✓ Het blad gaat naar de printer.")
    assert len(PdfReader(tmp_path / "Balie.pdf").pages) == 1
    keeper.press("Esc")
    keeper.shows("Kruis daarna aan")  # the old code has stopped: nobody leaves without a sheet by mistake
    keeper.press("Ctrl+1", "Ctrl+6")  # but may look elsewhere
    assert _code(keeper) == code
    keeper.press("Alt+I", "Enter")
    keeper.says("Het nieuwe herstelblad geldt vanaf nu.")
    assert _code(keeper) == ""
    keeper.press("Ctrl+L")
    keeper.try_to_sign_in("beheerder", template[1])
    keeper.shows("klopt niet")
    keeper.try_to_sign_in("beheerder", code)
    keeper.wait_for(lambda: keeper.window.bench is not None, "the code to open the house")
    keeper.settle()


def test_a_sheet_that_was_never_made_is_asked_for_until_it_is(
    no_sheet: None, pilot: Pilot, place: Path, tmp_path: Path
) -> None:
    pilot.sign_in("beheerder")
    pilot.shows("Er is nog geen herstelblad")
    pilot.press("Ctrl+6")
    pilot.shows("Er is nog geen herstelblad. Maak er een")
    code = _sheet(pilot)
    pilot.press("Enter")
    pilot.shows("Deze pc vindt geen printer. Bewaar het blad als PDF")
    pilot.answers.path = tmp_path / "stick.pdf"
    pilot.press("Alt+B")
    pilot.shows("Bewaard als stick.pdf")
    pilot.settle()
    pilot.press("Alt+I", "Enter")
    pilot.settle()
    assert not any("nog geen herstelblad" in text for text in pilot.texts())
    pilot.press("Ctrl+1")
    pilot.settle()
    assert not any("nog geen herstelblad" in text for text in pilot.texts())
    pilot.press("Ctrl+L")
    users.sign_in(place, code, clock=lambda: NOW).close()
