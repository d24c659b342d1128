"""A paper for the client on the screen, to look at and to print: the information sheet, or the copy of the whole file.

A copy of a file holds personal data: it goes to the printer only, never into a file.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sociaalhuis.errors import Told
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui import look
from sociaalhuis.ui.client.slip import SlipView
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.workplace import Workplace


class PaperPage(QFrame):
    """One paper. ``press`` is what prints, and may be replaced in a test."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._paper: Paper | None = None
        self._printed: Callable[[], object] = lambda: None
        self._busy = False
        self.press = Press()
        self._title = look.label("", look.HEADING, bold=True)
        self._note = look.label("", role="soft", wrap=True)
        self._trouble = Strip()
        self._view = SlipView()
        self._view.setAccessibleName("Blad")
        out = QPushButton(look.icon("print", "on_accent"), "Afdrukken   Ctrl+P")
        look.set_role(out, "primary")
        out.clicked.connect(self.print)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(out)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(top)
        for part in (self._note, self._trouble):
            inside.addWidget(part)
        inside.addWidget(self._view, 1)
        self.setFocusProxy(self._view)

    def show_paper(self, paper: Paper, title: str, note: str, printed: Callable[[], object]) -> None:
        """Show this paper; ``printed`` is called when it went to the printer."""
        self._paper, self._printed = paper, printed
        self._title.setText(title)
        self._note.setText(note)
        self._trouble.tell("")
        self._view.show_slip(paper.pdf)

    def print(self, _checked: bool = False) -> None:
        """To the usual printer of this PC."""
        if self._paper is not None and not self._busy:
            self._busy = True
            self._place.jobs.paper(partial(self.press.send, self._paper.pdf), self._sent, failed=self._failed)

    def _sent(self, _none: object) -> None:
        self._busy = False
        self._trouble.tell("")
        self._place.say("Het blad gaat naar de printer. Overloop het samen.")
        self._printed()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._trouble.tell(f"{error.what} Kijk de printer na en druk nog eens op Ctrl+P.")
