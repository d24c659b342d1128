"""Going on while something is still under way: no key is dead, nobody is pulled out of what is being typed, nothing is lost."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sociaalhuis.access import users
from sociaalhuis.db.store import Store
from sociaalhuis.desk import drafts
from sociaalhuis.desk.day import signals, tally
from sociaalhuis.errors import Trouble
from sociaalhuis.exchange import backup
from sociaalhuis.house import change_setting, reread
from sociaalhuis.ui.frame.lock import Lock
from sociaalhuis.ui.jobs import Jobs
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot
from tests.ui.test_policy import _to_the_lines

WORDS = "Ik kan mijn schulden niet betalen."


class Slow:
    """A printer that takes its time: until it is let go."""

    def __init__(self) -> None:
        self.may, self.sent = threading.Event(), 0

    def send(self, _pdf: bytes, _name: str = "") -> None:
        self.may.wait(20)
        self.sent += 1


@pytest.fixture
def printer() -> Iterator[Slow]:
    """Nobody waits for it at the end."""
    made = Slow()
    yield made
    made.may.set()


def fast(pilot: Pilot, *chords: str) -> None:
    """Keys so fast that the window cannot answer in between."""
    for chord in chords:
        key: Any = QKeySequence(chord.replace("Enter", "Return"))
        QTest.keyClick(pilot._target(), key[0].key(), key[0].keyboardModifiers())


def ask(pilot: Pilot, words: str = WORDS) -> None:
    """A question with a domain, and a service chosen."""
    pilot.wait_for(lambda: pilot.bench.place.engine is not None, "the catalogue", 20_000)
    pilot.press("Ctrl+N")
    pilot.type(words)
    pilot.shows("Suggesties (")
    pilot.settle()
    pilot.press("Alt+O", "Enter")


def refer(pilot: Pilot) -> None:
    """On to the referral of a question."""
    ask(pilot)
    pilot.press("F6", "F6", "Space", "Ctrl+D")
    pilot.wait_for(lambda: pilot.here == "referral" and pilot.screen._case is not None, "the referral")
    pilot.settle()


@pytest.mark.parametrize(("key", "where"), [("F7", "emergency"), ("Ctrl+N", "question"), ("Ctrl+1", "today")])
def test_no_key_is_dead_while_a_slip_is_printed(pilot: Pilot, printer: Slow, key: str, where: str) -> None:
    pilot.sign_in("onthaal")
    refer(pilot)
    pilot.screen.press = printer
    pilot.press("Ctrl+P")
    pilot.wait_for(lambda: pilot.screen._given is not None, "saved")
    pilot.press(key)
    assert pilot.here == where


def test_the_window_locks_while_a_slip_is_printed(pilot: Pilot, printer: Slow) -> None:
    pilot.sign_in("onthaal")
    refer(pilot)
    pilot.screen.press = printer
    pilot.press("Ctrl+P")
    pilot.wait_for(lambda: pilot.screen._given is not None, "saved")
    pilot.press("Ctrl+L")
    pilot.wait_for(lambda: isinstance(pilot.window.centralWidget(), Lock), "the lock")


def test_a_printer_that_is_done_pulls_nobody_out_of_the_next_question(pilot: Pilot, printer: Slow) -> None:
    pilot.sign_in("onthaal")
    refer(pilot)
    pilot.screen.press = printer
    pilot.press("Ctrl+P", "Ctrl+N")
    pilot.wait_for(lambda: pilot.here == "question", "the next question")
    pilot.type("De volgende ")
    printer.may.set()
    pilot.wait_for(lambda: printer.sent, "the slip")
    pilot.settle()
    pilot.type("vraagt iets.")
    assert pilot.here == "question"
    assert pilot.screen._form.text == "De volgende vraagt iets."
    assert not drafts.mine(pilot.screen.place.house, "referral")


def test_a_printer_that_is_done_leaves_the_next_referral_alone(pilot: Pilot, printer: Slow) -> None:
    pilot.sign_in("onthaal")
    refer(pilot)
    pilot.screen.press = printer
    pilot.press("Ctrl+P")
    pilot.wait_for(lambda: pilot.screen._given is not None, "saved")
    first = pilot.screen._given.reference
    refer(pilot)
    assert not printer.sent
    pilot.press("Alt+Z")
    pilot.type("buurvrouw")
    printer.may.set()
    pilot.wait_for(lambda: printer.sent, "the slip")
    pilot.says(f"Het briefje met code {first} is klaar.")
    pilot.settle()
    assert pilot.here == "referral"
    assert pilot.screen._form.plan_b.text() == "buurvrouw"
    assert pilot.screen._given is None


def test_keys_that_are_faster_than_the_house_win(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    refer(pilot)
    fast(pilot, "Ctrl+Enter", "Ctrl+N")
    pilot.settle()
    pilot.settle()
    assert pilot.here == "question"
    ask(pilot)
    fast(pilot, "Ctrl+D", "Ctrl+T")
    pilot.settle()
    pilot.settle()
    assert pilot.here == "count"


def test_the_palette_opened_twice_gives_the_focus_back(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("huur ")
    pilot.press("Ctrl+K", "Ctrl+K", "Esc")
    pilot.type("niet betaald")
    assert pilot.screen._form.text == "huur niet betaald"


def test_esc_goes_back_through_every_screen_that_one_came_through(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("huur")
    pilot.press("F1")
    pilot.settle()
    pilot.press("F7")
    pilot.settle()
    pilot.press("Esc")
    assert pilot.here == "help"
    pilot.press("Esc")
    assert pilot.here == "question"
    pilot.type(" niet betaald")
    assert pilot.screen._form.text == "huur niet betaald"


def test_a_question_that_is_taken_back_is_unfinished_work_again(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    ask(pilot, "Een lang verhaal over schulden.")
    pilot.press("Ctrl+Enter")
    pilot.says("Bewaard met code")
    pilot.settle()
    pilot.press("Ctrl+1")
    pilot.settle()
    pilot.press("Ctrl+Z")
    pilot.says("Ongedaan gemaakt: vraag noteren. De vraag staat weer bij Open vragen.")
    house = pilot.bench.place.house
    (kept,) = drafts.mine(house)
    assert (kept.kind, kept.content["words"]) == ("question", "Een lang verhaal over schulden.")
    assert kept.content["domains"]
    pilot.wait_for(lambda: pilot.lines("Open vragen"), "the open question")


def test_a_referral_of_a_question_that_was_taken_back_says_so(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    refer(pilot)
    pilot.press("F6", "F6", "Ctrl+Z")
    pilot.says("Ongedaan gemaakt: vraag noteren.")
    pilot.press("Ctrl+Enter")
    pilot.shows("Deze vraag is teruggenomen.")


def test_vandaag_says_the_day_that_it_is(pilot: Pilot) -> None:
    pilot.now = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)
    pilot.sign_in("onthaal")
    pilot.shows("maandag 23 november 2026")
    pilot.now = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    pilot.press("Ctrl+N", "Ctrl+1")
    pilot.shows("dinsdag 24 november 2026")


def test_a_double_press_does_one_thing(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    bench: Any = pilot.window.bench
    signals.give(bench.place.house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Lang wachten."), pilot.now)
    bench.go("signals")
    pilot.settle()
    fast(pilot, "H", "H")
    pilot.settle()
    (one,) = signals.everything(bench.place.house)
    assert one.times == 2
    _to_the_lines(pilot)
    pilot.press("Home", "D")
    pilot.type("Doel een")
    fast(pilot, "Enter", "Enter")
    pilot.settle()
    pilot.settle()
    assert sum("Doel een" in line for line in pilot.lines("Dit thema")) == 1


def test_a_double_press_on_klopt_niet_goes_back_once(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.bench.place.engine is not None, "the catalogue", 20_000)
    pilot.press("Ctrl+G")
    pilot.type("1813")
    pilot.shows("Zelfmoordlijn 1813")
    pilot.settle()
    pilot.press("Ctrl+Shift+K")
    pilot.wait_for(lambda: pilot.here == "wrong", "what is wrong")
    pilot.settle()
    fast(pilot, "1", "1")
    pilot.says("Gemeld.")
    pilot.settle()
    assert pilot.here == "catalogue"


def test_signals_are_never_merged_or_dealt_with_by_something_older(pilot: Pilot) -> None:
    pilot.sign_in("coordinator")
    bench: Any = pilot.window.bench
    house = bench.place.house
    for words in ("Een jaar wachten op een woning.", "De woonlijst is lang.", "Geen plaats in de opvang."):
        signals.give(house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", words), pilot.now)
    bench.go("signals")
    pilot.settle()
    pilot.press("Home", "S", "Ctrl+1")
    pilot.settle()
    bench.go("signals")
    pilot.settle()
    pilot.press("Down", "S")
    pilot.settle()
    assert len(signals.everything(house)) == 3
    pilot.press("Esc", "Home", "Alt+G")
    pilot.type("Extra bedden")
    pilot.press("Esc", "Down", "G")
    pilot.settle()
    assert not any("Extra bedden" in (one.note or "") for one in signals.everything(house))


def test_the_agenda_of_monday_is_that_of_monday(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+9", "Ctrl+1", "Ctrl+L")
    pilot.now = NOW + timedelta(days=7)
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+9")
    pilot.wait_for(lambda: any("Week van" in text and "30 november" in text for text in pilot.texts()), "this week")
    pilot.now = NOW + timedelta(days=14)
    pilot.press("Ctrl+1", "Ctrl+9")
    pilot.wait_for(lambda: any("Week van" in text and "7 december" in text for text in pilot.texts()), "the next week")


@pytest.mark.parametrize("screen", ["incoming", "campaigns", "support", "actors", "signals", "applications", "followup"])
def test_the_focus_is_never_where_nobody_sees_it(pilot: Pilot, screen: str) -> None:
    pilot.sign_in("coordinator")
    bench: Any = pilot.window.bench
    bench.go(screen)
    pilot.settle()
    for key in ("Tab", "Tab", "F6", "F6", "F6", "Shift+F6"):
        pilot.press(key)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.isVisible(), key


def test_a_turf_just_before_the_lock_is_counted(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "W")
    pilot.screen.place.jobs.house(lambda: time.sleep(0.4), lambda _none: None, key="a slow list")
    pilot.press("Enter", "Ctrl+L")
    pilot.shows("Je werk is bewaard")
    pilot.sign_in("onthaal")
    assert tally.of_day(pilot.screen.place.house, NOW.date()).domains == {"wonen": 1}


def test_ctrl_z_on_a_full_disk_is_said(pilot: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+T", "W", "Enter")
    pilot.settle()

    def full(*_args: object) -> None:
        raise Trouble("De schijf is vol.", "Maak plaats.")

    monkeypatch.setattr(Store, "undo", full)
    pilot.press("Ctrl+Z")
    pilot.says("De schijf is vol.")


def test_nothing_stays_behind_at_a_lock(pilot: Pilot) -> None:
    there = []
    for _ in range(3):
        pilot.sign_in("onthaal")
        pilot.press("Ctrl+L")
        pilot.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        there.append(len(pilot.window.findChildren(Jobs)))
    assert there == [1, 1, 1]


def test_an_old_copy_that_another_program_holds_keeps_nobody_out(
    sign_in: SignIn, pilot: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = sign_in("beheerder")
    (tmp_path / "stick").mkdir()
    change_setting(keeper, "backup.place", str(tmp_path / "stick"))
    keeper = reread(keeper)
    for day in range(keeper.number("backup.keep")):
        backup.daily(keeper, NOW + timedelta(days=day))
    keeper.close()
    unlink = Path.unlink

    def held(self: Path, *, missing_ok: bool = False) -> None:
        if self.name.startswith(backup.PREFIX):
            raise PermissionError(13, "in use", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    pilot.now = NOW + timedelta(days=30)
    pilot.sign_in("onthaal")
    pilot.shows("Vandaag")


def test_what_goes_wrong_behind_the_lock_keeps_nobody_out(pilot: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise Trouble("De schijf hapert.", "Probeer opnieuw.")

    monkeypatch.setattr(users, "accounts", broken)
    pilot.try_to_sign_in("onthaal", "een lange zin voor onthaal")
    pilot.shows("De schijf hapert.")
    monkeypatch.undo()
    pilot.press("Ctrl+A")
    pilot.try_to_sign_in("onthaal", "een lange zin voor onthaal")
    pilot.wait_for(lambda: pilot.here == "today", "Vandaag")
