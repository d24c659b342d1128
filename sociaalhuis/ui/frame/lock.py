"""The lock screen: who you are, that your work is safe, and the way in. It knows no client and imports nothing heavy."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import __version__
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.spoken import announce

DELAYS = (0, 0, 0, 5, 15, 60)  # seconds to wait after each wrong try; the last one goes on holding


class Lock(QWidget):
    """Asks for name and password and hands them on; ``refuse`` shows why they were wrong and lets the delay grow."""

    entered = Signal(str, str)  # name (may be empty), secret
    restore_asked = Signal()

    def __init__(self, house_name: str, notice: str = "", name: str = "", hint: str = "") -> None:
        super().__init__()
        self._wrong = 0
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._count_down)
        self._left = 0
        self._name, self._secret = QLineEdit(name), QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._open = QPushButton("Ontgrendelen   Enter")
        look.set_role(self._open, "primary")
        self._open.clicked.connect(self._enter)
        self._secret.returnPressed.connect(self._enter)
        self._name.returnPressed.connect(self._secret.setFocus)
        self._message = look.label("", role="late", wrap=True)
        self._restore = QPushButton()
        self._restore.clicked.connect(self.restore_asked)
        self._restore.hide()
        self._lay_out(house_name, notice, hint)
        self.setFocusProxy(self._secret if name else self._name)

    def _lay_out(self, house_name: str, notice: str, hint: str) -> None:
        card = QFrame()
        look.set_role(card, "card")
        card.setFixedWidth(look.px(460))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[look.px(look.WIDE + 8)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label(house_name, look.HEADING, bold=True, wrap=True))
        inside.addWidget(look.label("Van een vraag naar de juiste hulp", role="soft"))
        inside.addSpacing(look.px(look.PAD))
        if notice:
            inside.addWidget(look.label(notice, wrap=True))
            inside.addSpacing(look.px(look.GAP))
        form = QFormLayout()
        form.setVerticalSpacing(look.px(12))
        form.setHorizontalSpacing(look.px(look.PAD))
        form.addRow("&Medewerker", self._name)
        form.addRow("&Wachtwoord", self._secret)
        inside.addLayout(form)
        inside.addWidget(self._message)
        inside.addWidget(self._restore)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._open)
        inside.addLayout(row)
        if hint:
            inside.addSpacing(look.px(look.GAP))
            inside.addWidget(_hint(hint))
        inside.addSpacing(look.px(look.GAP))
        inside.addWidget(
            look.label("Wachtwoord kwijt? Typ de code van het herstelblad als wachtwoord.", look.SMALL, role="soft", wrap=True)
        )
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.addStretch(2)
        middle = QHBoxLayout()  # and not an alignment: that would forget how tall wrapped words are
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        whole.addLayout(middle)
        whole.addStretch(3)
        foot = look.label(f"Werkt zonder netwerk · versie {__version__}", look.SMALL, role="soft")
        whole.addWidget(foot, alignment=Qt.AlignmentFlag.AlignHCenter)
        scroll = QScrollArea()  # large letters on a small screen
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _enter(self) -> None:
        if not self._secret.text() or not self._open.isEnabled():  # empty, told to wait, or being tried already
            self._secret.setFocus()
            return
        self._open.setEnabled(False)
        self._open.setText("Even geduld …")
        self._message.clear()
        self.entered.emit(self._name.text().strip(), self._secret.text())

    def refuse(self, why: str, *, counts: bool) -> None:
        """Say why it did not open; a wrong password (``counts``) makes the next try wait longer, never for ever."""
        self._wrong += counts
        self._left = DELAYS[min(self._wrong, len(DELAYS)) - 1] if counts and self._wrong else 0
        self._message.setText(f"▲ {why}")
        announce(self._message, why, urgent=True)
        self._secret.clear()
        self._ready()
        self._secret.setFocus()
        if self._left:
            self._wait.start()

    def offer_restore(self, copy: str) -> None:
        """The house does not open: a reservekopie can be put back; ``copy`` says of when the newest is, empty if unknown."""
        self._restore.setText(f"Zet de kopie van {copy} &terug   Alt+T" if copy else "Zet een reservekopie &terug   Alt+T")
        self._restore.show()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._wait.stop()
        self._ready()

    def _ready(self) -> None:
        self._open.setEnabled(not self._left)
        self._open.setText(f"Wacht nog {self._left} s" if self._left else "Ontgrendelen   Enter")

    def forget(self) -> None:
        """Empty the fields: what was typed does not stay on the screen."""
        self._secret.clear()


def _hint(text: str) -> QLabel:
    made = look.label(text, wrap=True)
    look.set_role(made, "chip-today")
    return made
