"""The frame: signing in, locking, moving, finding, hiding; told by keys on the real window."""

import gc
import re
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from sociaalhuis.ui import colours
from sociaalhuis.ui.frame import rooms, session
from sociaalhuis.ui.frame.lock import DELAYS, Lock
from sociaalhuis.ui.frame.shade import Shade
from sociaalhuis.ui.frame.workbench import AZERTY_TWINS, Workbench
from tests.houses import PASSPHRASES
from tests.ui.pilot import Pilot, accessible_name

# ── signing in and locking ───────────────────────────────────────────────────────────────────────────────────────────────


def test_signing_in_shows_today_and_locking_keeps_the_work(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    assert pilot.here == "today"
    pilot.start_counting()
    pilot.press("Ctrl+L")
    assert (pilot.here, pilot.units) == ("lock", 1)
    pilot.shows("Vergrendeld om 10.15 uur. Je werk is bewaard.")


@pytest.mark.parametrize("screen", ["admin", "followup"])
def test_unlocking_comes_back_to_the_same_screen(pilot: Pilot, screen: str) -> None:
    pilot.sign_in("beheerder")
    pilot.press(f"Ctrl+{rooms.DIGITS[[room.name for room in rooms.RAIL].index(screen)]}")
    pilot.settle()
    pilot.press("Ctrl+L")
    pilot.sign_in("beheerder")
    assert pilot.here == screen


def test_a_wrong_password_waits_longer_each_time(pilot: Pilot) -> None:
    for attempt in range(4):
        pilot.wait_for(lambda: isinstance(pilot.window.centralWidget(), Lock))
        pilot.try_to_sign_in("onthaal", f"fout {attempt}")
        pilot.shows("klopt niet")
    pilot.shows(f"Wacht nog {DELAYS[3]} s")
    assert "fout 3" not in pilot.texts()
    pilot.type(PASSPHRASES["onthaal"])
    pilot.press("Enter")
    pilot.settle()
    assert pilot.here == "lock"  # the wait holds, also for the right one


def test_after_two_wrong_ones_the_right_one_opens_at_once(pilot: Pilot) -> None:
    for _ in range(2):
        pilot.try_to_sign_in("onthaal", "fout")
        pilot.shows("klopt niet")
    pilot.sign_in("onthaal")


def test_nobody_at_the_desk_locks(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    assert pilot.window._idle.isActive()
    assert pilot.window._idle.interval() - pilot.window._nearly.interval() == 30_000
    pilot.window._nearly.timeout.emit()
    pilot.says("Over 30 seconden vergrendelt het programma. Druk op een toets om verder te werken.")
    pilot.window._idle.timeout.emit()  # what three minutes without a key would do
    assert pilot.here == "lock"


def test_enter_presses_the_button_that_has_the_focus(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    for _ in range(40):
        if pilot.focus_name() == "Opvolglijst":
            break
        pilot.press("Tab")
    pilot.press("Enter")
    assert pilot.here == "followup"


def test_a_database_gone_under_our_feet_is_said(pilot: Pilot, place: Path) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+L")
    (place / "house.db").unlink()
    pilot.try_to_sign_in("onthaal", PASSPHRASES["onthaal"])
    pilot.shows("Hier staat geen huis")


def test_the_title_never_says_more_than_the_program(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    for digit in rooms.DIGITS:
        pilot.press(f"Ctrl+{digit}")
        assert pilot.window.windowTitle() == "Sociaal Huis"


@pytest.mark.parametrize(
    ("message", "what", "leaving"), [(0x02B1, 0x7, True), (0x02B1, 0x8, False), (0x0218, 0x4, True), (0x0100, 0x7, False)]
)
def test_windows_says_when_the_session_is_left(message: int, what: int, leaving: bool) -> None:
    assert session.is_leaving(message, what) is leaving


# ── moving and finding ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_digits_and_their_azerty_twins_show_the_rooms(pilot: Pilot) -> None:
    pilot.sign_in("beheerder")
    for keys in (rooms.DIGITS, AZERTY_TWINS):
        for key, room in zip(keys, rooms.RAIL, strict=True):
            pilot.press(f"Ctrl+{key}")
            assert pilot.here == room.name, key
    pilot.settle()


def test_the_privacy_screen_covers_all_and_gives_the_focus_back(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    before = pilot.focus_name()
    for back in ("F8", "Esc"):
        pilot.press("F8")
        shade = pilot.window.findChild(Shade)
        assert shade is not None
        bench = pilot.window.bench
        assert bench is not None
        assert shade.geometry() == bench.rect()
        pilot.press("Ctrl+N", "Tab", "Ctrl+K", "F7")  # nothing goes on behind it
        assert (pilot.here, pilot.focus_name()) == ("today", "Privacyscherm")
        pilot.window.resize(pilot.window.size() + QSize(40, 0))
        pilot.settle()
        assert shade.geometry() == bench.rect()
        pilot.press(back)
        pilot.wait_for(lambda: pilot.window.findChild(Shade) is None)
        assert pilot.focus_name() == before


@pytest.mark.parametrize(
    ("typed", "kind", "arrives"),
    [("vergrend", "OPDRACHT", "lock"), ("opvolglijst", "OPDRACHT", "followup"), ("huurdersb", "DIENST", "catalogue")],
)
def test_the_palette_finds_commands_and_services(pilot: Pilot, typed: str, kind: str, arrives: str) -> None:
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.bench.place.engine is not None, "the suggestions")
    pilot.press("Ctrl+K")
    pilot.type(typed)
    pilot.shows(kind)
    pilot.settle()
    pilot.press("Enter")
    pilot.settle()
    assert pilot.here == arrives


def test_a_screen_that_loads_does_not_take_the_focus_from_the_palette(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+6")
    pilot.press("Ctrl+1", "Ctrl+K")  # and Vandaag is still reading the day
    pilot.type("verg")
    pilot.settle()
    assert pilot.focus_name() == "Zoeken"
    assert "verg" in pilot.texts()


def test_escape_closes_the_palette_and_gives_the_focus_back(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    before = pilot.focus_name()
    pilot.press("Ctrl+K")
    pilot.type("😀 م zzz")
    pilot.shows("Niets gevonden")
    pilot.press("Esc")
    assert pilot.focus_name() == before


# ── what holds for every screen ──────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_heavy_is_imported_before_the_lock_screen(place: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; import sociaalhuis.app;"
        "from sociaalhuis.ui import look; from sociaalhuis.ui.frame.window import Window;"
        "a = QApplication([]); look.apply(a, 'light');"
        "w = Window(Path(sys.argv[1])); w.show(); a.processEvents(); print(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "alembic", "reportlab", "tantivy", "holidays", "uharfbuzz", "sqlcipher3", "PySide6.QtPdf"}
    assert heavy & set(done.stdout.split()) == set()


@pytest.mark.parametrize("scheme", [colours.LIGHT, colours.DARK], ids=["light", "dark"])
def test_every_pair_of_colours_stands_out_enough(scheme: colours.Colours) -> None:
    weak = {
        (ink, paper): round(colours.contrast(getattr(scheme, ink), getattr(scheme, paper)), 2)
        for ink, paper, least in colours.PAIRS
        if colours.contrast(getattr(scheme, ink), getattr(scheme, paper)) < least
    }
    assert weak == {}


def _focusable(screen: QWidget) -> Iterator[QWidget]:
    for widget in [screen, *screen.findChildren(QWidget)]:
        takes_tab = widget.focusPolicy().value & 1 and widget.focusProxy() is None
        own = widget.objectName().startswith("qt_") or "/QComboBox/" in _path(widget)  # Qt's parts inside a field
        if takes_tab and not own and not _put_away(widget):
            yield widget


def _put_away(widget: QWidget) -> bool:
    """Hidden on purpose, with what it is in; a page of a stack only waits for its turn."""
    parent = widget.parentWidget()
    if widget.isHidden() and not isinstance(parent, QStackedWidget):
        return True
    return parent is not None and _put_away(parent)


def _path(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{'' if parent is None else _path(parent)}/{type(widget).__name__}"


@pytest.mark.parametrize("name", rooms.names())
def test_everything_that_takes_the_focus_has_a_name(pilot: Pilot, name: str) -> None:
    pilot.sign_in("beheerder")
    bench = pilot.window.bench
    assert bench is not None
    bench.go(name)  # type: ignore[attr-defined]  # the workbench
    pilot.settle()
    nameless = [_path(one) for one in _focusable(pilot.window) if not accessible_name(one)]
    assert nameless == []


# ── shortcut lint ────────────────────────────────────────────────────────────────────────────────────────────────────────

ONLY_WITH_SHIFT_OR_ALTGR = set("0123456789./?+%£°_[]{}@#|\\^~<>")  # on be-AZERTY; a digit has its twin, checked apart


def _faults(shortcut: str) -> Iterator[str]:
    *chord, key = shortcut.split("+") if not shortcut.endswith("++") else ["Ctrl", "+"]
    if {"Ctrl", "Alt"} <= set(chord):
        yield "Ctrl+Alt is AltGr"
    if "Alt" in chord and key.isdigit():
        yield "Alt with a digit types a character"
    if key in ONLY_WITH_SHIFT_OR_ALTGR and not (key.isdigit() and chord == ["Ctrl"]):
        yield "needs Shift or AltGr on be-AZERTY"
    if not chord and not re.fullmatch(r"F\d{1,2}|Esc|Ins|Return", key):
        yield "a single key outside a list"


@pytest.mark.parametrize("bad", ["Ctrl+Alt+K", "Alt+1", "Ctrl+/", "K", "Ctrl+Shift+?"])
def test_the_lint_sees_bad_keys(bad: str) -> None:
    assert list(_faults(bad))


@pytest.mark.parametrize("name", rooms.names())
def test_the_keys_of_a_screen_can_be_typed_and_are_its_own(pilot: Pilot, name: str) -> None:
    pilot.sign_in("beheerder")
    bench = pilot.window.bench
    assert bench is not None
    bench.go(name)  # type: ignore[attr-defined]  # the workbench
    pilot.settle()
    shown = [bench, *(one for one in bench.findChildren(QWidget) if one.isVisible())]
    bound = [key.toString() for widget in shown for action in widget.actions() for key in action.shortcuts()]
    faults = {key: list(_faults(key)) for key in bound if not set(key.removeprefix("Ctrl+")) <= set("".join(AZERTY_TWINS))}
    assert {key: found for key, found in faults.items() if found} == {}
    assert sorted(key for key in set(bound) if bound.count(key) > 1) == []
    pad = {key for key in bound if key.endswith("Enter")}  # to Qt that is the number pad only
    assert {key.replace("Enter", "Return") for key in pad} <= set(bound)
    for digit, twin in zip(rooms.DIGITS, AZERTY_TWINS, strict=True):
        assert {f"Ctrl+{digit}", QKeySequence(f"Ctrl+{twin}").toString()} <= set(bound)


@pytest.mark.parametrize("name", rooms.names())
def test_the_mnemonics_of_a_screen_are_unique(pilot: Pilot, name: str) -> None:
    pilot.sign_in("beheerder")
    bench = pilot.window.bench
    assert bench is not None
    bench.go(name)  # type: ignore[attr-defined]  # the workbench
    pilot.settle()
    letters = [hit.upper() for text in pilot.texts() for hit in re.findall(r"&(\w)", text)]
    assert sorted(letter for letter in set(letters) if letters.count(letter) > 1) == []
    assert QApplication.activeWindow() is pilot.window


@pytest.mark.parametrize("name", rooms.names())
def test_the_letter_of_a_label_leads_to_its_field(pilot: Pilot, name: str) -> None:
    """Qt passes over a field that takes no focus of its own, though it would pass it on."""
    pilot.sign_in("beheerder")
    bench = pilot.window.bench
    assert bench is not None
    bench.go(name)  # type: ignore[attr-defined]  # the workbench
    pilot.settle()
    named = [label for label in pilot.screen.findChildren(QLabel) if re.search(r"&\w", label.text())]
    led = [(label, label.buddy()) for label in named if label.isVisible() or label.buddy() is not None]
    deaf = [label.text() for label, to in led if to is None or to.focusPolicy() == Qt.FocusPolicy.NoFocus]
    assert deaf == []


def test_no_command_stands_twice(pilot: Pilot) -> None:
    pilot.sign_in("beheerder")
    bench = pilot.window.bench
    assert bench is not None
    seen = list(chain(bench.commands()))  # type: ignore[attr-defined]  # the workbench
    assert len({command.shortcut for command in seen if command.shortcut}) == len([c for c in seen if c.shortcut])


def test_garbage_is_collected_in_the_thread_of_the_window_only(pilot: Pilot) -> None:
    """A worker that collects would delete widgets outside their thread, which takes Qt down: seen once as a crash."""
    pilot.sign_in()
    assert not gc.isenabled()
    seen: list[str] = []

    def watch(phase: str, _info: object) -> None:
        seen.append(f"{phase} {threading.current_thread() is threading.main_thread()}")

    gc.callbacks.append(watch)
    try:
        done: list[int] = []
        pilot.window._jobs.rest(lambda: len([[n] for n in range(100_000)]), done.append)
        pilot.wait_for(lambda: bool(done), "the job")
        pilot.press("Ctrl+L")
        pilot.wait_for(lambda: pilot.window.bench is None and bool(seen), "the clearing")
    finally:
        gc.callbacks.remove(watch)
    assert {mark.split()[1] for mark in seen} == {"True"}


def test_what_was_open_is_gone_after_the_lock(pilot: Pilot) -> None:
    pilot.sign_in()
    bench = pilot.window.bench
    assert bench is not None
    assert isinstance(bench, Workbench)
    house = weakref.ref(bench.place.house.store)
    del bench
    pilot.press("Ctrl+L")
    pilot.wait_for(lambda: house() is None, "the house to go")
