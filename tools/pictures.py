"""Makes the pictures in docs/screens by driving the real window with keys: ``python tools/pictures.py [part of a name …]``.

Each screen, its empty state and its errors, light and dark, on the oldest desk screen (1366 by 768 at 100 %) and on a new one
(1920 by 1080 at 150 %). The demo town, a fixed clock, no display needed; a child process a size and a scheme. Every picture is
for people to look at: nothing compares them.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from tests.ui.pilot import Pilot

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
SIZES: Mapping[str, tuple[int, int, str]] = {"1366": (1366, 768, "1"), "1920": (1280, 720, "1.5")}  # logical size, factor
SCHEMES = ("light", "dark")
COLOURS = 256  # in a picture: enough for letters, small on disk
EXACT = 64  # of them as they are
FAMILY = 0xFFF0F0F0  # colours that look the same
LONGEST = 20_000  # milliseconds to wait for a screen
WORDS = "De deurwaarder is geweest. Ik heb schulden en kan de huur niet meer betalen. We wonen hier met twee kinderen."


def main(wanted: list[str]) -> int:
    """Make all pictures, or those whose name holds one of these parts; gives the exit status."""
    sys.path.insert(0, str(ROOT))
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        house = Path(name) / "huis"
        _make_demo(house)
        for size, (_, _, factor) in SIZES.items():
            for scheme in SCHEMES:
                environment = {
                    **os.environ,
                    "QT_QPA_PLATFORM": f"offscreen:configfile={_screen(Path(name), size)}",
                    "QT_SCALE_FACTOR": factor,
                    "XDG_CONFIG_HOME": name,
                    "PYTHONPATH": str(ROOT),
                }
                command = [sys.executable, str(Path(__file__)), "--child", str(house), size, scheme, *wanted]
                subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    total = sum(picture.stat().st_size for picture in OUT.glob("*.png"))
    print(f"{len(list(OUT.glob('*.png')))} pictures, {total / 1e6:.1f} MB, in {OUT.relative_to(ROOT)}")
    return 0


def _screen(folder: Path, size: str) -> Path:
    """A file that tells Qt how large its imagined screen is, for what fills the screen."""
    width, height, factor = SIZES[size]
    real = {"width": round(width * float(factor)), "height": round(height * float(factor))}
    screen = {"name": "pc", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, **real}
    file = folder / f"screen-{size}.json"
    file.write_text(json.dumps({"screens": [screen]}))
    return file


def _make_demo(house: Path) -> None:
    from sociaalhuis import demo
    from sociaalhuis.access import keys
    from tests.houses import NOW

    demo.make(house, demo.PASSWORD, "small", 1, lambda: NOW, keys.Cost(1, 64, 1))


def child(house: str, size: str, scheme: str, *wanted: str) -> None:
    """The pictures of one size and one scheme."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from sociaalhuis.ui import look

    application = QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    look.apply(application, scheme)
    studio = Studio(Path(house), size, scheme, wanted)
    for scene in (demo_scenes, proactive_scenes, keeper_scenes, first_run_scenes):
        try:
            scene(studio)
        except Exception as error:
            print(f"{scene.__name__} {size} {scheme}: {type(error).__name__}: {error}", flush=True)
        studio.stop()


class Patience:
    """Waits as pytest-qt does, without pytest."""

    def waitUntil(self, holds: Callable[[], bool], *, timeout: int = LONGEST) -> None:
        """Work off events until this holds. TimeoutError when it does not."""
        from PySide6.QtWidgets import QApplication

        until = time.monotonic() + max(timeout, LONGEST) / 1000
        while not holds():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() > until:
                raise TimeoutError("the window did not get there")


class Studio:
    """One window after the other on copies of the demo house, and the camera."""

    def __init__(self, house: Path, size: str, scheme: str, wanted: tuple[str, ...]) -> None:
        self._house, self._size, self._scheme, self._wanted = house, size, scheme, wanted
        self._folder = Path(tempfile.mkdtemp())
        self.pilot: Pilot
        self.place: Path
        self._open = False

    def start(self, *, demo: bool = True, name: str = "An P.") -> "Pilot":
        """A new window: on a copy of the demo house, or on a place without a house."""
        from tests.ui.pilot import Pilot

        place = self.place = self._folder / str(time.monotonic_ns()) / "huis"
        if demo:
            shutil.copytree(self._house, place)
        hint = "Oefenhuis: alles is verzonnen. Het wachtwoord is oefenhuis-2026." if demo else ""
        waits: Any = Patience()
        self.pilot = Pilot(waits, place, self._folder, hint=hint, name=name if demo else "")
        self._open = True
        self.pilot.window.resize(*SIZES[self._size][:2])
        return self.pilot

    def sign_in(self) -> None:
        """Type the password of the demo on the lock screen and wait for the suggestions."""
        pilot = self.pilot
        self.try_password()
        pilot.wait_for(lambda: pilot.window.bench is not None)
        pilot.wait_for(lambda: pilot.screen.place.engine is not None)
        pilot.settle()

    def try_password(self) -> None:
        """Type the password of the demo on the lock screen."""
        from sociaalhuis import demo

        self.pilot.wait_for(lambda: self.pilot.focus_name() == "Wachtwoord")
        self.pilot.type(demo.PASSWORD)
        self.pilot.press("Enter")

    def stop(self) -> None:
        """Close the window."""
        if self._open:
            self._open = False
            self.pilot.close()

    def shoot(self, name: str, rest: float = 0.5) -> None:
        """Let the screen come to rest, then take its picture with a small palette."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QImage

        until = time.monotonic() + rest
        while time.monotonic() < until:
            self.pilot.settle()
            time.sleep(0.02)
        if self._wanted and not any(part in name for part in self._wanted):
            return
        image = self.pilot.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        small = image.convertToFormat(QImage.Format.Format_Indexed8, _palette(image), Qt.ImageConversionFlag.ThresholdDither)
        small.save(str(OUT / f"{name}-{self._size}-{self._scheme}.png"), None, 0)


def _palette(image: "QImage") -> list[int]:
    """The colours of a picture, the commonest of every small family, so that no rare one is lost."""
    seen = Counter(memoryview(image.constBits()).cast("I"))
    exact = [colour for colour, _ in seen.most_common(EXACT)]
    families: dict[int, Counter[int]] = defaultdict(Counter)
    for colour, times in seen.items():
        families[colour & FAMILY][colour] += times
    often = sorted(families.values(), key=lambda family: family.total(), reverse=True)[: COLOURS - EXACT]
    return exact + [family.most_common(1)[0][0] for family in often]


def demo_scenes(studio: Studio) -> None:
    """A morning of An P. in the invented town."""
    pilot = studio.start()
    studio.shoot("lock")
    pilot.type("niet juist")
    pilot.press("Enter")
    pilot.shows("klopt niet")
    studio.shoot("lock-error")
    pilot.press("Ctrl+A")
    studio.sign_in()
    studio.shoot("today")
    pilot.press("Ctrl+T")
    studio.shoot("count")
    pilot.press("Esc", "F7")
    studio.shoot("emergency")
    pilot.press("Esc", "Ctrl+N")
    studio.shoot("question-empty")
    pilot.press("Ctrl+Enter")
    studio.shoot("question-error")
    pilot.type(WORDS)
    pilot.press("Alt+P")
    pilot.type("3740")
    pilot.press("Alt+W")
    studio.shoot("question", 2)
    pilot.press("F1")
    studio.shoot("help")
    pilot.press("Esc", "Alt+O", "Enter", "F6", "F6", "Spatie", "Down", "Spatie")
    studio.shoot("question-chosen")
    pilot.press("Alt+V", "J", "Down", "Enter")
    studio.shoot("question-safety")
    pilot.press("Alt+V")
    pilot.press("Ctrl+D")
    studio.shoot("referral", 2)
    pilot.press("Alt+H", "Right")
    pilot.press("Ctrl+P")
    studio.shoot("referral-error", 2)
    pilot.press("F9")
    studio.shoot("client-view", 1)
    pilot.press("Esc", "Alt+T", "Ctrl+Enter")
    pilot.shows("Dit geef je door")
    studio.shoot("together", 1)
    pilot.press("A")
    pilot.type("do 14u")
    studio.shoot("together-appointment")
    pilot.press("Enter")
    pilot.says("Genoteerd: afspraak")
    pilot.press("Ctrl+1")
    _signals(studio)
    _lists(studio)
    _rights(studio)
    pilot.press("F8")
    studio.shoot("shade")


def _replies(studio: Studio) -> None:
    """The opvolglijst with a decision, and with the answers of a service."""
    from PySide6.QtWidgets import QApplication

    pilot = studio.pilot
    codes = [line.what.one.reference for line in pilot.screen._list.lines() if line.what is not None][:3]
    QApplication.clipboard().setText(f"Dag collega,\n{codes[0]} geholpen; {codes[1]} wachtlijst\n{codes[2]} we bellen nog")
    pilot.press("Ctrl+V")
    studio.shoot("followup-paste", 1)
    pilot.press("Esc")
    row = next((i for i, line in enumerate(pilot.screen._list.lines()) if line.lead == "beslissen"), 0)
    pilot.screen._list.select_row(row)
    studio.shoot("followup-decide", 1)
    pilot.screen._list.select_row(0)


def _lists(studio: Studio) -> None:
    """The screens with a list: opvolglijst, cliënten, catalogus, palette."""
    pilot = studio.pilot
    pilot.press("Ctrl+3")
    studio.shoot("followup")
    pilot.press("U")
    studio.shoot("followup-form", 1)
    pilot.press("Esc", "E")
    studio.shoot("followup-reason", 1)
    pilot.press("Esc", "V")
    studio.shoot("followup-stop", 1)
    pilot.press("Esc")
    _replies(studio)
    pilot.press("Ctrl+4")
    studio.shoot("client-empty")
    pilot.type("an")
    studio.shoot("client", 1)
    pilot.press("Enter")
    studio.shoot("client-file", 1)
    _file(studio)
    pilot.press("Ctrl+5")
    studio.shoot("catalogue-empty")
    pilot.type("huur")
    studio.shoot("catalogue", 1)
    pilot.press("Ctrl+A")
    pilot.type("qwxz")
    studio.shoot("catalogue-error", 1)
    pilot.press("Ctrl+1", "Ctrl+K")
    pilot.type("huur")
    studio.shoot("palette", 1)
    pilot.press("Esc")


def _file(studio: Studio) -> None:
    """What is made of an open file: its papers, who looked, and the pages over it."""
    pilot = studio.pilot
    for key, name in (("Alt+W", "client-looks"), ("Alt+I", "client-copy"), ("Alt+M", "client-information")):
        pilot.press(key)
        studio.shoot(name, 1)
        pilot.press("Esc")
    for words, name in (("vertegenwoordiger toe", "client-represent"), ("samenvoegen met", "client-merge")):
        pilot.press("Ctrl+K")
        pilot.type(words)
        pilot.press("Enter")
        studio.shoot(name, 1)
        pilot.press("Esc")


def _signals(studio: Studio) -> None:
    """A signal and the list of signals, an aanmelding, a complaint, the end of the day."""
    pilot = studio.pilot
    for kind, domain, words in (
        ("A", "W", "Geen huis te vinden onder 900 euro voor een gezin met kinderen."),
        ("W", "P", "Drie maanden wachten op een eerste gesprek, ook voor jongeren."),
    ):
        pilot.press("Ctrl+Shift+S", kind, domain)
        pilot.type(words)
        pilot.press("Ctrl+Enter")
        pilot.wait_for(lambda: pilot.here == "today")
    pilot.press("Ctrl+Shift+S", "A", "W")
    pilot.type("Jan Peeters zoekt al een jaar een huis.")
    studio.shoot("signal")
    pilot.press("Ctrl+Enter")
    studio.shoot("signal-error")
    pilot.press("Alt+G")
    pilot.says("2e keer")
    pilot.press("Ctrl+K")
    pilot.type("signalen bek")
    pilot.press("Enter")
    studio.shoot("signals")
    pilot.press("Ctrl+Shift+I")
    pilot.type("Kind en Gezin, Els V.")
    pilot.press("Tab", "K", "Alt+V")
    pilot.type("Graag contact met dit gezin over kinderopvang.")
    pilot.press("F6", "P", "C")
    pilot.type("+10")
    studio.shoot("incoming-new")
    pilot.press("Ctrl+Enter")
    pilot.says("Aanmelding bewaard")
    studio.shoot("incoming")
    pilot.press("Ctrl+K")
    pilot.type("klacht")
    pilot.press("Enter", "K", "V")
    studio.shoot("complaint")
    pilot.press("Esc", "Ctrl+T", "W", "Enter")
    pilot.says("Geturfd")
    pilot.press("Ctrl+Shift+E")
    studio.shoot("dayend")
    pilot.press("Ctrl+1")


def _rights(studio: Studio) -> None:
    """An exploration alone: the first question, what came of eight, a plan, the list of applications."""
    pilot = studio.pilot
    pilot.press("Ctrl+R")
    studio.shoot("rights-empty")
    pilot.type("374067à")
    for _ in range(3):
        pilot.type("J1")
    studio.shoot("rights", 1)
    pilot.press("F6", "Spatie", "Ctrl+D")
    studio.shoot("rights-plan")
    pilot.press("Enter")
    pilot.says("Gepland")
    pilot.press("Ctrl+K")
    pilot.type("geplande aanvragen")
    pilot.press("Enter")
    studio.shoot("applications", 1)


def proactive_scenes(studio: Studio) -> None:
    """Bart V. looks of his own accord: nothing yet, who may not, a list, and a campaign from its form to its end."""
    pilot = studio.start()
    studio.sign_in()
    pilot.press("Ctrl+8")
    studio.shoot("proactive-error")
    studio.stop()
    pilot = studio.start(name="Bart V.")
    studio.sign_in()
    pilot.press("Ctrl+8")
    studio.shoot("proactive-empty")
    pilot.press("Ctrl+Enter")
    pilot.says("Nagekeken")
    pilot.press("Spatie", "Down", "Spatie")
    studio.shoot("proactive")
    pilot.press("Up", "Spatie", "Up", "Up", "Up", "Spatie", "C")  # none is chosen any more: everybody with this right
    studio.shoot("campaign-new")
    pilot.press("Ctrl+Enter")
    studio.shoot("campaign-error")
    pilot.press("Alt+G", "Down", "Ctrl+Enter")
    pilot.says("Campagne gemaakt")
    for letter in "CCCCCCABB":
        pilot.settle()
        pilot.press(letter)
    studio.shoot("campaign")
    pilot.press("Shift+F6")
    pilot.now += timedelta(days=200)
    pilot.press("F5")
    studio.shoot("campaign-erased", 1)


def keeper_scenes(studio: Studio) -> None:
    """The settings, for a keeper and with a mistake."""
    pilot = studio.start(name="Beheer")
    studio.sign_in()
    pilot.press("Ctrl+6")
    studio.shoot("admin")
    pilot.type("dringend")
    pilot.press("Enter", "Ctrl+A")
    pilot.type("veel")
    pilot.press("Enter")
    studio.shoot("admin-error")
    pilot.press("Alt+W")
    studio.shoot("admin-colleague")
    pilot.press("Esc", "Alt+J")
    studio.shoot("admin-passphrase")
    pilot.press("Esc", "Alt+H")
    studio.shoot("admin-sheet")
    pilot.press("Esc")
    _damage(studio)


def _damage(studio: Studio) -> None:
    """A copy is made, the house is damaged a day later, and the copy comes back."""
    pilot, house = studio.pilot, studio.place / "house.db"
    pilot.answers.path = studio.place.parent / "stick"
    pilot.press("Ctrl+Shift+B")
    pilot.says("gemaakt en nagekeken")
    pilot.now += timedelta(days=1)
    pilot.press("Ctrl+L")
    house.write_bytes(bytes(byte ^ 0xFF for byte in house.read_bytes()))
    studio.try_password()
    pilot.shows("Alt+T")
    studio.shoot("lock-damaged")
    pilot.press("Alt+T")
    pilot.shows("De kopie van gisteren")
    studio.shoot("restore")


def first_run_scenes(studio: Studio) -> None:
    """From nothing to an empty house."""
    pilot = studio.start(demo=False)
    pilot.wait_for(lambda: pilot.focus_name() == "Naam van het huis")
    pilot.press("Ctrl+A")
    pilot.type("Sociaal Huis Lindebeek")
    pilot.press("Tab")
    pilot.type("3740")
    studio.shoot("wizard-1", 1)
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Jouw naam")
    pilot.type("An P.")
    for text in ("te kort", "oefenhuis-2026"):
        pilot.press("Tab", "Ctrl+A")
        pilot.type(text)
        if text == "te kort":
            pilot.press("Enter")
            studio.shoot("wizard-2-error")
            pilot.press("Shift+Tab")
    pilot.press("Tab")
    pilot.type("oefenhuis-2026")
    studio.shoot("wizard-2")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.focus_name() == "Afdrukken")
    pilot.press("Alt+I", "Enter")
    studio.shoot("wizard-4")
    pilot.press("Enter")
    studio.sign_in()
    studio.shoot("today-empty")
    pilot.press("Ctrl+3")
    studio.shoot("followup-empty")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
