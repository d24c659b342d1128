"""Why: a small pane for what is not done without a reason (niet meer opvolgen, heropenen, fout ingevoerd)."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk.referral.referrals import LONGEST_STEP
from sociaalhuis.ui import look
from sociaalhuis.ui.followup.reasons import Reasons
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Strip

STOP = "stop"

type Act = Callable[[str, str, bool], None]


class Why(Layer):
    """Ask with ``ask``; the act gets the reason (slug), the words, and whether it is about everything of the client."""

    def __init__(self) -> None:
        super().__init__()
        self._act: Act | None = None
        self._title = look.label("", bold=True, wrap=True)
        self.reasons = Reasons("Reden")
        self.words = QLineEdit(placeholderText="in een paar woorden")
        self.words.setAccessibleName("Uitleg")
        self.words.setMaxLength(LONGEST_STEP)
        self.everything = QCheckBox("Alles van deze cliënt")
        self._refusal = Strip()
        back, self._go = QPushButton("Terug   Esc"), QPushButton("Bewaar   Ctrl+Enter")
        look.set_role(self._go, "primary")
        back.clicked.connect(self.left)
        self._go.clicked.connect(self.save)
        self.reasons.taken.connect(self.save)
        self.words.returnPressed.connect(self.save)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch()
        buttons.addWidget(self._go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.GAP))
        self._room = QWidget()  # keeps the buttons down when there is no list
        for part in (self._title, self.reasons, self.words, self.everything, self._refusal, self._room):
            whole.addWidget(part, 1 if part in (self.reasons, self._room) else 0)
        whole.addLayout(buttons)

    def ask(self, title: str, act: Act, *, reasons: str = "", of_client: bool = False) -> None:
        """Ask why; ``reasons`` is a vocabulary to choose from, ``of_client`` offers to do it for all of this client."""
        self._title.setText(title)
        self._act = act
        self.reasons.setVisible(bool(reasons))
        self._room.setVisible(not reasons)
        if reasons:
            self.reasons.offer([(STOP, "", reasons)])
        self.words.clear()
        self.everything.setChecked(False)
        self.everything.setVisible(of_client)
        self.refuse("")
        (self.reasons if reasons else self.words).setFocus()

    def save(self) -> None:
        """Do it."""
        if self._act is not None:
            _side, chosen = self.reasons.marked if not self.reasons.isHidden() else ("", ())
            self._act(chosen[0] if chosen else "", self.words.text(), self.everything.isChecked())

    def refuse(self, text: str) -> None:
        """Say in place what is missing; empty: nothing."""
        self._refusal.tell(text)
