"""The studio: one window after the other on copies of the demo house, driven with keys, and the camera."""

import os
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from sociaalhuis import demo
from tests.ui.pilot import Pilot

OUT = Path(__file__).resolve().parents[2] / "docs" / "screens"
SIZES: Mapping[str, tuple[int, int, str]] = {"1366": (1366, 768, "1"), "1920": (1280, 720, "1.5")}  # logical size, factor
COLOURS = 256  # in a picture: enough for letters, small on disk
EXACT = 64  # of them as they are
FAMILY = 0xFFF0F0F0  # colours that look the same
LONGEST = 20_000  # milliseconds to wait for a screen


class Patience:
    """Waits as pytest-qt does, without pytest."""

    def waitUntil(self, holds: Callable[[], bool], *, timeout: int = LONGEST) -> None:
        """Work off events until this holds. TimeoutError when it does not."""
        until = time.monotonic() + max(timeout, LONGEST) / 1000
        while not holds():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() > until:
                raise TimeoutError("the window did not get there")


class Studio:
    """Holds the window that is open; a scene starts one, presses keys and shoots."""

    def __init__(self, house: Path, size: str, scheme: str, wanted: tuple[str, ...]) -> None:
        self._house, self._size, self._scheme, self._wanted = house, size, scheme, wanted
        self._folder = Path(tempfile.mkdtemp())
        self.pilot: Pilot
        self.place: Path
        self._open = False

    def start(self, *, demo: bool = True, name: str = "An P.", at: Path | None = None) -> Pilot:
        """A new window: on a copy of the demo house, on a place without a house, or ``at`` one that was left."""
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
        until = time.monotonic() + rest
        while time.monotonic() < until:
            self.pilot.settle()
            time.sleep(0.02)
        if self._wanted and not any(part in name for part in self._wanted):
            return
        image = self.pilot.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        small = image.convertToFormat(QImage.Format.Format_Indexed8, _palette(image), Qt.ImageConversionFlag.ThresholdDither)
        small.save(str(OUT / f"{name}-{self._size}-{self._scheme}.png"), None, 0)


def _palette(image: QImage) -> list[int]:
    """The colours of a picture, the commonest of every small family, so that no rare one is lost."""
    seen = Counter(memoryview(image.constBits()).cast("I"))
    exact = [colour for colour, _ in seen.most_common(EXACT)]
    families: dict[int, Counter[int]] = defaultdict(Counter)
    for colour, times in seen.items():
        families[colour & FAMILY][colour] += times
    often = sorted(families.values(), key=lambda family: family.total(), reverse=True)[: COLOURS - EXACT]
    return exact + [family.most_common(1)[0][0] for family in often]
