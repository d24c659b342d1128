"""Putting a reservekopie back, in place of the lock screen: which copy, what opens it, and where the house of before went.

Nothing of the house is open meanwhile. What stood there is set aside, never removed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from sociaalhuis.ui import look
from sociaalhuis.ui.ask import Ask
from sociaalhuis.ui.jobs import Jobs
from sociaalhuis.ui.parts.cardpage import CardPage, Fault
from sociaalhuis.ui.parts.passphrase import secret

if TYPE_CHECKING:
    from sociaalhuis.exchange.backup import Backup

HOW = "Zet de laatste goede kopie terug. Ze gaat open met een wachtwoord of de herstelcode van toen."
OUTING = "Ga je op zitdag zonder netwerk? Open het pakket met je eigen wachtwoord."
STAYS = "Wat je op de zitdag noteert, staat alleen op deze laptop. Sluit de zitdag af en breng ze dezelfde dag thuis."
ASKED = "Wat je na deze kopie noteerde, staat er dan niet in. Het huis dat er nu staat, blijft bewaard in een eigen map."


class Restoring(CardPage):
    """Puts a copy back in ``place``. ``restored`` carries what to say on the lock screen."""

    restored = Signal(str)

    def __init__(self, place: Path, jobs: Jobs, ask: Ask, now: Callable[[], datetime]) -> None:
        super().__init__("Een reservekopie terugzetten", "Terugzetten")
        self._place, self._jobs, self._ask, self._now = place, jobs, ask, now
        self._file: Path | None = None
        self._outing = False  # the file is a zitdag, to be opened where nothing stands yet
        self._when = ""
        self._copy = look.label("", wrap=True)
        self._choose = QPushButton("&Kies een kopie…")
        self._choose.clicked.connect(self._choose_file)
        self._secret = secret()
        self.first = self._secret
        self._how, self._what = look.label(HOW, wrap=True), look.label(ASKED, wrap=True)
        self.inside.addWidget(self._how)
        row = QHBoxLayout()
        row.setSpacing(look.px(look.PAD))
        row.addWidget(self._copy, 1)
        row.addWidget(self._choose)
        self.inside.addLayout(row)
        self.fields.addRow("&Wachtwoord of herstelcode", self._secret)
        self.inside.addLayout(self.fields)
        self.inside.addWidget(self._what)
        self._show(None, "")

    def _show(self, file: Path | None, when: str) -> None:
        self._file, self._when = file, when
        self._copy.setText(f"● De kopie van {when}\n{file.name}" if file else "○ Nog geen kopie gekozen, en geen zitdag.")

    def propose(self, found: "Backup | None") -> None:
        """Start with the newest copy that is known, unless the person has chosen one or typed already."""
        if found is not None and self._file is None:
            self._show(found.file, when(found, self._now()))
            self._choose.setText("&Kies een andere…")
        elif self._file is None and not self._secret.text():
            self._choose.setFocus()

    def _choose_file(self) -> None:
        chosen = self._ask.open_file("Welke reservekopie?", "Reservekopie of zitdag (*.zip *.zitdag)")
        if chosen is None:
            return
        self.warn("")
        self._show(chosen, moment_of(chosen, self._now()))
        if chosen.suffix == ".zitdag":
            self._copy.setText(f"● {chosen.name}")
        self._outing = chosen.suffix == ".zitdag"
        self.entitle(*(("Een zitdag openen", "Openen") if self._outing else ("Een reservekopie terugzetten", "Terugzetten")))
        self._how.setText(OUTING if self._outing else HOW)
        self._what.setText(STAYS if self._outing else ASKED)
        self._secret.setFocus()

    def fault(self) -> Fault:
        """A copy, and what opens it."""
        if self._file is None:
            return "Kies eerst een kopie. Ze staat op je stick of in de map van de reservekopie.", self._choose
        if not self._secret.text():
            return "Typ een wachtwoord dat toen werkte, of de herstelcode.", self._secret
        return None

    def go_on(self) -> None:
        """Ask once more, then put it back in the background."""
        file, to, typed, moment = self._file, self._place, self._secret.text(), self._now()
        if self._outing and file is not None:
            self._open_outing(file)
            return
        if file is None or not self._ask.confirm(f"De kopie van {self._when} terugzetten? {ASKED}", "Terugzetten"):
            return

        def restore() -> Path | None:
            from sociaalhuis.desk.retention import again

            return again.restore(file, to, typed, moment)

        self.wait(True)
        self._jobs.house(restore, self._restored, failed=self.failed)

    def _open_outing(self, file: Path) -> None:
        to, typed, moment = self._place, self._secret.text(), self._now()

        def unpack() -> timedelta:
            from sociaalhuis.desk.outing import preparing

            return preparing.open_package(file, to, typed, moment)

        self.wait(True)
        self._jobs.house(unpack, self._outing_opened, failed=self.failed)

    def _outing_opened(self, behind: timedelta) -> None:
        self.wait(False)
        self.forget()
        slow = " Let op: de klok van deze laptop loopt achter. Zet ze juist." if behind else ""
        self.restored.emit(f"De zitdag is geopend. Meld je aan met je eigen naam en wachtwoord.{slow}")

    def wait(self, busy: bool) -> None:
        """What takes a while is said."""
        super().wait(busy)
        self._choose.setEnabled(not busy)
        word, doing = "Terugzetten", "De kopie wordt nagekeken en teruggezet …"
        if self._outing:
            word, doing = "Openen", "De zitdag wordt geopend …"
        self.onward.setText(doing if busy else f"{word}   Enter")

    def _restored(self, aside: Path | None) -> None:
        self.wait(False)
        self.forget()
        kept = f" Het oude huis blijft bewaard in de map {aside.name}." if aside else ""
        self.restored.emit(f"De kopie van {self._when} is teruggezet.{kept} Meld je aan.")

    def failed(self, error: BaseException) -> None:
        """Why it did not work; nothing of the house was touched."""
        super().failed(error)
        self._secret.setFocus()
        self._secret.selectAll()

    def forget(self) -> None:
        """Empty the secret."""
        self._secret.clear()


def when(copy: "Backup", now: datetime) -> str:
    """When a copy was made, as people say it: “gisteren 18.05 uur”."""
    from sociaalhuis.desk.workdays import local
    from sociaalhuis.texts import short_day

    made, today = local(copy.made), local(now).date()
    days = (today - made.date()).days
    named = {0: "vandaag", 1: "gisteren"}.get(days) or short_day(made.date())
    return f"{named} {made:%H.%M} uur"


def moment_of(file: Path, now: datetime) -> str:
    """When the copy in a file was made, by its name; the name itself when somebody gave it another one."""
    from sociaalhuis.exchange import backup

    found = backup.of_file(file)
    return when(found, now) if found else file.name
