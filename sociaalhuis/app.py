"""The start of the window: look, lock screen, crash note. It wires and decides nothing."""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale

from sociaalhuis import log
from sociaalhuis.ui import look, mine
from sociaalhuis.ui.frame.window import Window


def run(place: Path, hint: str = "", name: str = "") -> int:
    """Open the window on the house in ``place`` and stay until it is closed; gives the exit status."""
    sys.excepthook = log.note_crash
    application = look.application(sys.argv[0])
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    application.setApplicationName("Sociaal Huis")
    liked = mine.load()
    look.apply(application, liked.scheme, liked.scale)
    if place.is_dir():
        log.start(place / "log")
    window = Window(place, hint=hint, name=name)
    window.show()
    return application.exec()
