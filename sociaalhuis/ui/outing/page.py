"""What the three screens of a zitdag share: a list at the left, what it means at the right with one way on, one message."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, card
from sociaalhuis.ui.parts.passphrase import secret
from sociaalhuis.ui.workplace import Screen, Workplace

LEAST = 860


class OutingPage(Screen):
    """``left`` parts and, at the right, ``head``, ``facts``, ``secret`` (hidden where it is not asked) and ``onward``."""

    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace, onward: str, facts: str) -> None:
        super().__init__(place)
        self.busy = False
        self.wrong, self.good = Strip(), Strip("strip-good")
        self.head = look.label("", look.HEADING, bold=True, wrap=True)
        self.facts = Facts(facts)
        self.secret: QLineEdit = secret()
        self.secret.returnPressed.connect(self.go_on)
        self.asked = QWidget()
        form = QFormLayout(self.asked)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("Je &wachtwoord", self.secret)
        self.onward = QPushButton(f"{onward}   Ctrl+Enter")
        look.set_role(self.onward, "primary")
        self.onward.clicked.connect(self.go_on)

    def lay_out(self, left: QWidget, foot: str) -> None:
        """Put all in place; ``foot`` says what does not happen."""
        right = card(
            self.head, self.facts, look.label(foot, role="soft", wrap=True), self.asked, self.onward, stretch=self.facts
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(self.wrong)
        whole.addWidget(self.good)
        whole.addWidget(Columns(LEAST, (left, 3), (right, 2), tall=320), 1)

    def tell(self, wrong: str = "", good: str = "") -> None:
        """One message at a time."""
        self.wrong.tell(wrong)
        self.good.tell(good)

    def go_on(self) -> None:
        """The one thing that this screen is for."""

    def typed(self) -> bool:
        """Whether the passphrase was typed; else the field gets the focus."""
        if not self.secret.text():
            self.tell("Typ eerst je wachtwoord.")
            self.secret.setFocus()
        return bool(self.secret.text())

    def work(self, work: Any, then: Any) -> None:
        """Do something that takes a while, once."""
        if not self.busy:
            self.busy = True
            self.onward.setEnabled(False)
            self.tell()
            self.place.jobs.house(work, partial(self._done, then), failed=self.refuse)

    def _done(self, then: Any, answer: Any) -> None:
        self._ready()
        then(answer)

    def _ready(self) -> None:
        self.busy = False
        self.onward.setEnabled(True)

    def refuse(self, error: BaseException) -> None:
        """Why it did not work."""
        self._ready()
        self.tell(told(error))
        if self.asked.isVisible():
            self.secret.setFocus()
            self.secret.selectAll()

    def leave(self) -> None:
        """What was typed does not stay."""
        self.secret.clear()
