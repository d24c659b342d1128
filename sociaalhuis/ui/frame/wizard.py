"""The first run: four steps from no house to a house with its recovery sheet on paper. Shown in place of the lock screen.

Nothing is made before the second step is finished; the code is shown once and kept nowhere.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.ask import Ask
from sociaalhuis.ui.frame.wizard_steps import HouseStep, KeeperStep, ReadyStep, SheetStep
from sociaalhuis.ui.jobs import Jobs
from sociaalhuis.ui.parts.sheet import RecoverySheet
from sociaalhuis.ui.parts.spoken import announce

STEPS = ("Het huis", "De beheerder", "Het herstelblad", "Klaar")


class Wizard(QWidget):
    """Makes a house in ``place``. ``ready`` carries the name of the first administrator when all is done."""

    ready = Signal(str)
    restore_asked = Signal()
    joined = Signal()

    def __init__(self, place: Path, jobs: Jobs, ask: Ask, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._place, self._jobs, self._ask, self._now = place, jobs, ask, now
        self._code = ""
        self._busy = False
        self._house, self._keeper, self._done = HouseStep(place), KeeperStep(), ReadyStep()
        self._sheet = SheetStep(RecoverySheet(place, jobs, ask))
        self._steps = (self._house, self._keeper, self._sheet, self._done)
        self._at = look.label("", look.SMALL, role="accent", bold=True)
        self._title = look.label("", look.HEADING, bold=True, wrap=True)
        self._message = look.label("", role="late", wrap=True)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName("Bezig")
        self._stack, self._scroll = QStackedWidget(), QScrollArea()
        for step in self._steps:
            self._stack.addWidget(step)
        self._back, self._next = QPushButton("&Terug"), QPushButton()
        look.set_role(self._next, "primary")
        self._lay_out()
        self._connect()
        self._show(0)

    def begin(self) -> None:
        """The wizard is shown: the work begins at the first field."""
        self._house.first.setFocus()

    def _lay_out(self) -> None:
        card = QFrame()
        look.set_role(card, "card")
        card.setFixedSize(look.px(640), look.px(520))  # one size, so that nothing jumps between the steps
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[look.px(look.WIDE + 8)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(self._at)
        inside.addWidget(self._title)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self._message)
        inside.addWidget(self._progress)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch()
        row.addWidget(self._next)
        inside.addLayout(row)
        page = QWidget()
        middle = QVBoxLayout(page)
        middle.addStretch(2)
        middle.addWidget(card, alignment=Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._house.postcode.textEdited.connect(self._look_up)
        for field in self.findChildren(QLineEdit):
            field.textEdited.connect(self._message.clear)
        self._house.restore.clicked.connect(self.restore_asked)
        self._house.join.clicked.connect(self._join)
        self._sheet.sheet.made.connect(self._note_sheet)
        self._sheet.sheet.wrong.connect(self._refuse)
        for key in ("Return", "Enter"):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(self._enter)
            self.addAction(action)

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        step = self._steps[number]
        self._at.setText(f"STAP {number + 1} VAN {len(STEPS)}  ·  {STEPS[number]}")
        self._title.setText(step.title)
        self._next.setText(f"{step.onward}   Enter")
        self._back.setVisible(number == 1)
        self._wait(False)
        self._message.clear()
        step.first.setFocus()

    def _enter(self) -> None:
        """Enter presses the button that has the focus, and goes on everywhere else."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and focus is not self._next:
            focus.click()
        else:
            self._go_on()

    def _go_back(self) -> None:
        if not self._busy:
            self._show(max(0, self._stack.currentIndex() - 1))

    def _go_on(self) -> None:
        if self._busy:
            return
        step = self._steps[self._stack.currentIndex()]
        fault = step.fault()
        if fault:
            self._refuse(*fault)
        elif step is self._house:
            self._try_place()
        elif step is self._keeper:
            self._found()
        elif step is self._sheet:
            self._note_sheet()
            self._code = ""
            self._sheet.sheet.forget()
            self._show(3)
        else:
            self.ready.emit(self._keeper.name.text().strip())

    def _refuse(self, why: str, at: QWidget | None = None) -> None:
        self._message.setText(f"▲ {why}" if why else "")
        announce(self._message, why, urgent=True)
        if at is not None:
            at.setFocus()
            if isinstance(at, QLineEdit):
                at.selectAll()
        if why:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._message, 0, look.px(look.WIDE)))

    def _failed(self, error: BaseException) -> None:
        self._wait(False)
        self._refuse(told(error), self._steps[self._stack.currentIndex()].again)

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self._progress.setVisible(busy)
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)

    # ── the work ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _look_up(self, typed: str) -> None:
        def search() -> str:
            from sociaalhuis.ui.frame.founding import municipality

            return municipality(typed)

        self._house.say_municipality("")
        if len(typed.strip()) == 4:
            found, none = (
                self._house.say_municipality,
                partial(self._house.say_municipality, "Deze postcode bestaat niet. Kijk ze na."),
            )
            self._jobs.rest(search, found, key="municipality", failed=lambda _error: none())

    def _try_place(self) -> None:
        place, postcode = self._place, self._house.postcode.text()

        def attempt() -> None:
            from sociaalhuis.ui.frame.founding import try_place

            try_place(place, postcode)

        self._message.clear()
        self._wait(True)
        self._jobs.house(attempt, lambda _none: self._show(1), failed=self._failed)

    def _join(self) -> None:
        """This PC shares a house that stands on a server."""
        file = None if self._busy else self._ask.open_file("Kies het aansluitbestand", "Aansluitbestand (*.json)")
        if file is None:
            return
        place = self._place

        def join() -> None:
            from sociaalhuis.exchange import moving

            moving.join(place, file)

        self._message.clear()
        self._wait(True)
        self._jobs.house(join, lambda _none: self.joined.emit(), failed=self._failed)

    def _found(self) -> None:
        place, now = self._place, self._now
        name, postcode = self._house.name.text().strip(), self._house.postcode.text().strip()
        keeper, passphrase = self._keeper.name.text().strip(), self._keeper.passphrase.text()

        def make() -> object:
            from sociaalhuis.ui.frame.founding import Wishes, found

            return found(place, Wishes(name, postcode, keeper, passphrase), now)

        self._message.clear()
        self._wait(True)
        self._jobs.house(make, self._founded, failed=self._failed)

    def _founded(self, made: object) -> None:
        from sociaalhuis.ui.frame.founding import Founded

        if isinstance(made, Founded):
            self._code = made.code
            self._keeper.forget()
            self._sheet.sheet.show_sheet(made.code, made.sheet)
            self._done.tell(made.services)
            self._show(2)

    def _note_sheet(self) -> None:
        """The sheet was printed, saved or copied: the house remembers it, so that nobody is asked for it again."""
        place, code, now = self._place, self._code, self._now

        def note() -> None:
            from sociaalhuis.ui.frame.founding import note_sheet

            note_sheet(place, code, now)

        self._jobs.house(note, _nothing, failed=self._failed)


def _nothing(_none: None) -> None:
    """Nothing needs to be said."""
