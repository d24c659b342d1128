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
    from tools import picture_scenes

    studio = Studio(Path(house), size, scheme, wanted)
    for scene in picture_scenes.ALL:
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

    def start(self, *, demo: bool = True, name: str = "An P.", at: Path | None = None) -> "Pilot":
        """A new window: on a copy of the demo house, on a place without a house, or ``at`` one that was left."""
        from tests.ui.pilot import Pilot

        place = self.place = at or self._folder / str(time.monotonic_ns()) / "huis"
        if demo and at is None:
            shutil.copytree(self._house, place)
        elif at is None:  # the wizard shows where the house comes: a name that reads well
            place.parent.mkdir()
            os.chdir(place.parent)
            place = self.place = Path("SociaalHuis")
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


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
