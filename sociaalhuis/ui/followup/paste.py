"""Answers of a service by code: paste the mail, see line by line what is understood, note it as one act."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from sociaalhuis.desk.partners import replies
from sociaalhuis.desk.referral.outcomes import OUTCOMES
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

PAUSE = 200  # milliseconds of quiet typing before the text is read
_WHICH = "kies de dienst"


class Paste(Layer):
    """``left`` when somebody goes back, ``noted`` with how many answers were."""

    noted = Signal(int)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._replies: Sequence[replies.Reply] = ()
        self._writing = False
        self.text = QPlainTextEdit(placeholderText="K7-4M2 geholpen; Q3-X1B wachtlijst")
        self.text.setAccessibleName("Antwoorden van de dienst")
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(look.px(120))
        self.which = QComboBox()
        self.which.setAccessibleName("Van welke dienst")
        self.shown = Rows("Wat genoteerd wordt", lead=72, two=True, empty="Plak of typ de regels van de dienst.")
        self._wrong = Strip()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._read)
        self.text.textChanged.connect(self._pause.start)
        self.which.activated.connect(self._read)
        self._lay_out()

    def _lay_out(self) -> None:
        back, self._go = QPushButton("Terug   Esc"), QPushButton("Noteer   Ctrl+Enter")
        look.set_role(self._go, "primary")
        back.clicked.connect(self.left)
        self._go.clicked.connect(self.save)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch()
        buttons.addWidget(self._go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.GAP))
        whole.addWidget(look.label("Antwoorden van een dienst", look.HEADING, bold=True))
        for part in (self.text, self.which, self._wrong):
            whole.addWidget(part)
        whole.addWidget(self.shown, 1)
        whole.addLayout(buttons)

    def begin(self, text: str) -> None:
        """Start with this text."""
        self.which.clear()
        self.which.hide()
        self._replies = ()
        self._show()
        self.text.setPlainText(text)
        self.text.setFocus()
        self._read()

    def _read(self) -> None:
        self._pause.stop()
        house, now, text = self._place.house, self._place.now(), self.text.toPlainText()
        service = str(self.which.currentData() or "")
        work = partial(replies.preview, house, text, now, service)
        self._place.jobs.house(work, self._got, key="followup-replies", failed=self._refused)

    def _got(self, found: Sequence[replies.Reply]) -> None:
        self._replies = found
        self._wrong.tell("")
        names = sorted({name for one in found for name in one.services})
        if names and not self.which.count():
            self.which.addItem(_WHICH, "")
            for name in names:
                self.which.addItem(name, name)
        self.which.setVisible(self.which.count() > 0)
        self._show()

    def _show(self) -> None:
        self.shown.show_lines([_line(one) for one in self._replies])
        good = sum(not one.problem for one in self._replies)
        self._go.setText(f"Noteer {count(good, 'antwoord', 'antwoorden')}   Ctrl+Enter" if good else "Noteer   Ctrl+Enter")
        self._go.setEnabled(good > 0)

    def save(self) -> None:
        """Note what was understood; lines with a problem stay for somebody to look at."""
        if self._pause.isActive():  # not read yet: what is noted is what is seen
            self._read()
            return
        if self._writing or not any(not one.problem for one in self._replies):
            return
        self._writing = True
        house, now = self._place.house, self._place.now()
        self._place.jobs.house(partial(replies.note, house, self._replies, now), self._done, failed=self._refused)

    def _done(self, number: int) -> None:
        self._writing = False
        self.text.clear()  # a mail may hold more than codes
        self._pause.stop()
        self.noted.emit(number)

    def _refused(self, error: BaseException) -> None:
        self._writing = False
        self._wrong.tell(told(error))


def _line(one: replies.Reply) -> Line:
    """What a line comes to: the code, the service with the outcome, or why it is not noted; never a client's name."""
    if one.problem == replies.NO_CODE:  # a greeting, a signature
        return Line(one.problem, one, lead="–", detail=one.text[:120], mark="open", role="soft")
    if one.problem:
        return Line(one.problem, one, lead=one.code or "–", detail=one.text[:120], mark="late", role="late")
    outcome = OUTCOMES[one.outcome or ""].label
    name = one.one.service_name if one.one else ""
    return Line(f"{outcome} · {name}", one, lead=one.code, detail=one.text[:120], mark="good", role="good")
