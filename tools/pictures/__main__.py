"""Makes the pictures in docs/screens by driving the real window with keys: ``python -m tools.pictures [part of a name …]``.

Each screen, its empty state and its errors, light and dark, on the oldest desk screen (1366 by 768 at 100 %) and on a new one
(1920 by 1080 at 150 %). The demo town, a fixed clock, no display needed; a child process a size and a scheme. Every picture is
for people to look at: nothing compares them.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from sociaalhuis import demo
from sociaalhuis.access import keys
from sociaalhuis.ui import look
from tests.houses import NOW
from tools.pictures.scenes import ALL
from tools.pictures.studio import OUT, SIZES, Studio

SCHEMES = ("light", "dark")


def main(wanted: list[str]) -> int:
    """Make all pictures, or those whose name holds one of these parts; gives the exit status."""
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
                }
                command = [sys.executable, "-m", "tools.pictures", "--child", str(house), size, scheme, *wanted]
                subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    total = sum(picture.stat().st_size for picture in OUT.glob("*.png"))
    print(f"{len(list(OUT.glob('*.png')))} pictures, {total / 1e6:.1f} MB, in docs/screens")
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
    demo.make(house, demo.PASSWORD, "small", 1, lambda: NOW, keys.Cost(1, 64, 1))


def child(house: str, size: str, scheme: str, *wanted: str) -> None:
    """The pictures of one size and one scheme."""
    application = QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    look.apply(application, scheme)
    studio = Studio(Path(house), size, scheme, wanted)
    for scene in ALL:
        try:
            scene(studio)
        except Exception as error:
            print(f"{scene.__name__} {size} {scheme}: {type(error).__name__}: {error}", flush=True)
        studio.stop()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
