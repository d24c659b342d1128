"""A paper of a steunaanvraag before it is printed: the name, large letters, a language beside it, and the sheet itself.

What is printed is noted after the printer took it, so the register never says that somebody got what never came out.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk import language
from sociaalhuis.desk.client.own_papers import wants_large
from sociaalhuis.desk.support import papers
from sociaalhuis.desk.support.papers import Wishes
from sociaalhuis.desk.support.requests import Request
from sociaalhuis.errors import Refusal, Told, told
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.keeping import PDF, save
from sociaalhuis.ui.parts.languagerow import LanguageRow
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.preview import Preview
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.workplace import Workplace

PAUSE = 200  # milliseconds of quiet typing
_UNPRINTED = "Kijk de printer na en druk nog eens op Ctrl+P, of bewaar het blad als PDF (Alt+B)."


class PaperPage(Layer):
    """A form at the left, the sheet at the right. ``done`` with what is said when it is printed and noted.

    ``press`` is what prints, and may be replaced in a test.
    """

    done = Signal(str)

    def __init__(self, place: Workplace, title: str, act: str) -> None:
        super().__init__()
        self._place, self._act = place, act
        self.press = Press()
        self._request: Request | None = None
        self._paper: Paper | None = None
        self._busy = False
        self._then: Callable[[], object] | None = None  # what was asked before the sheet was there
        self._title = look.label(title, look.HEADING, bold=True, wrap=True)
        self._about = look.label("", role="soft", wrap=True)
        self._trouble = Strip()
        self.name = QLineEdit(maxLength=120, placeholderText="Naam zoals de cliënt ze zegt")
        self.large = QCheckBox("&Grote letters")
        self.language = LanguageRow(place.today)
        self.language.interpreter.hide()
        self._preview = Preview()
        self._preview.setAccessibleName("Voorbeeld van het blad")
        self._print = QPushButton(look.icon("print", "on_accent"), f"{act}   Ctrl+P")
        look.set_role(self._print, "primary")
        self._keep = QPushButton("&Bewaar als PDF")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.compose)
        self._lay_out()
        self._print.clicked.connect(self.print)
        self._keep.clicked.connect(self.save)
        self.name.textEdited.connect(self.again)
        self.large.toggled.connect(self.again)
        self.language.changed.connect(self.again)

    def _lay_out(self) -> None:
        form = QFrame()
        look.set_role(form, "card")
        inside = QVBoxLayout(form)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._title, self._about, self._trouble, *self.fields()):
            inside.addWidget(part)
        inside.addLayout(beside("&Naam op het blad", self.name))
        for part in (self.large, self.language):
            inside.addWidget(part)
        inside.addStretch()
        row = QHBoxLayout()
        row.addWidget(self._keep)
        row.addWidget(self._print, 1)
        inside.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(form, 1)
        whole.addWidget(self._preview, 1)

    # ── what a paper fills in ────────────────────────────────────────────────────────────────────────────────────────────

    def fields(self) -> list[QWidget]:
        """The fields before the name."""
        return []

    def maker(self, request: Request, wishes: Wishes) -> Callable[[], Paper]:
        """What makes the sheet."""
        raise NotImplementedError

    def keeper(self, request: Request, wishes: Wishes, paper: Paper) -> Callable[[], object]:
        """What notes that it was printed."""
        raise NotImplementedError

    def said(self, request: Request) -> str:
        """What is said when it is done."""
        raise NotImplementedError

    # ── the sheet ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, request: UUID) -> None:
        """Make the paper of this application; its client's name is journalled as seen."""
        self._request = self._then = None
        self._trouble.tell("")
        self._about.setText("")
        self.name.clear()
        self.name.setFocus()  # at once: somebody types on
        self._preview.show_reason("Het blad wordt klaargezet.")
        self._place.jobs.house(partial(papers.begin, self._place.house, request), self._begun, failed=self._failed)

    def _begun(self, request: Request) -> None:
        self._request, self._paper = request, None
        self._about.setText(f"{request.number} · code {request.reference}")
        if not self.name.text():  # else somebody typed already
            self.name.setText(request.name)
            (self._print if request.name else self.name).setFocus()
        self.large.setChecked(wants_large(request.reading))
        self.language.begin(request.language, None, facilities=self._place.house.flag("house.facilities"))
        self.language.interpreter.hide()
        then, self._then = self._then, None
        self.compose(then)

    def again(self, *_changed: object) -> None:
        """Something changed: make the sheet anew after a moment."""
        self._paper = None
        self._pause.start()

    def wishes(self) -> Wishes:
        """How the client wants it. Raises Refusal when a language has no reason."""
        facilities = self._place.house.flag("house.facilities")
        self.language.check()
        use = language.use(facilities, self.language.chosen_aid, self.language.reason.currentData())
        return Wishes(self.name.text(), self.large.isChecked(), use)

    def compose(self, then: Callable[[], object] | None = None) -> None:
        """Make the sheet as things stand."""
        if self._request is None:
            return
        self._pause.stop()
        try:
            work = self.maker(self._request, self.wishes())
        except Refusal as refusal:
            self._failed(refusal)
            return
        self._place.jobs.house(work, partial(self._composed, then), key="support.paper", failed=self._failed)

    def _composed(self, then: Callable[[], object] | None, paper: Paper) -> None:
        self._paper = paper
        self._trouble.tell("")
        self._preview.show_paper(paper, paper.text, f"A4 · {'17' if self.large.isChecked() else '12'} punten of meer")
        if then is not None:
            then()

    def print(self, _checked: bool = False) -> None:
        """To the usual printer; then it is noted."""
        self._with_paper(self._send)

    def save(self, _checked: bool = False) -> None:
        """As a PDF where the person wants it; then it is noted as given."""
        self._with_paper(self._save)

    def _with_paper(self, act: Callable[[], object]) -> None:
        if self._busy:
            return
        if self._request is None:
            self._then = act
        elif self._paper is None or self._pause.isActive():
            self.compose(act)
        else:
            act()

    def _send(self) -> None:
        if self._paper is None or self._busy:
            return
        self._busy = True
        self._place.jobs.paper(partial(self.press.send, self._paper.pdf), self._out, failed=self._jammed)

    def _save(self) -> None:
        if self._paper is None or self._request is None:
            return
        file = self._place.ask.save_as("Bewaar het blad", f"{self._request.number}.pdf", PDF)
        if file is None:
            return
        try:
            save(file, self._paper.pdf)
        except Told as told:
            self._failed(told)
            return
        self._busy = True
        self._out(None)

    def _out(self, _none: object) -> None:
        """It is out: note it."""
        if self._request is None or self._paper is None:
            return
        work = self.keeper(self._request, self.wishes(), self._paper)
        self._place.jobs.house(work, partial(self._noted, self._request), failed=self._failed)

    def _noted(self, request: Request, _none: object) -> None:
        self._busy = False
        self.done.emit(self.said(request))

    def _jammed(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._trouble.tell(f"{error.what} {_UNPRINTED}")

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._trouble.tell(told(error))
        if self._paper is None:
            self._preview.show_reason(str(error))


def beside(text: str, field: QWidget) -> QHBoxLayout:
    """A name before its field."""
    name = look.label(text)
    name.setMinimumWidth(look.px(130))
    name.setBuddy(field)
    row = QHBoxLayout()
    row.addWidget(name)
    row.addWidget(field, 1)
    return row


class ReceiptPage(PaperPage):
    """The receipt of an application."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "Ontvangstbewijs", "Afdrukken")

    def maker(self, request: Request, wishes: Wishes) -> Callable[[], Paper]:
        """The receipt."""
        return partial(papers.receipt, self._place.house, request.id, self._place.now(), wishes)

    def keeper(self, request: Request, wishes: Wishes, paper: Paper) -> Callable[[], object]:
        """That it was given."""
        return partial(papers.prove, self._place.house, request.id, self._place.now(), wishes, paper)

    def said(self, request: Request) -> str:
        """What is said when it is done."""
        return f"Ontvangstbewijs {request.number} gegeven. Overloop het samen."
