"""The paper on the screen as it will come out of the printer. What is on it is not decided here."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.errors import Told
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui import look

READ_ALOUD = 18  # pixels at 100 %: read over the shoulder of the desk


class Preview(QFrame):
    """One sheet, whole, on a calm ground, or its words to read aloud; or the reason why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.paper: Paper | None = None
        self._least = ""
        look.set_role(self, "card")
        self.setProperty("paper", True)  # it takes the focus itself
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Voorbeeld van het briefje")
        self._document, self._buffer = QPdfDocument(self), QBuffer(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = self._view.palette()
        around.setBrush(QPalette.ColorRole.Dark, around.brush(QPalette.ColorRole.Window))  # the view paints it behind the page
        self._view.setPalette(around)
        self._why = look.label("", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._why.setMargin(look.px(look.WIDE))
        self._foot = look.label("", look.SMALL, role="soft")
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._why)
        self._sheets.addWidget(self._view)
        self._aloud = look.label("", READ_ALOUD, wrap=True)
        self._aloud.setMargin(look.px(look.PAD))
        self._aloud.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QScrollArea()
        words.setWidget(self._aloud)
        words.setWidgetResizable(True)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = words
        self._sheets.addWidget(words)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.GAP)] * 4)
        inside.addWidget(self._sheets, 1)
        inside.addWidget(self._foot, alignment=Qt.AlignmentFlag.AlignHCenter)

    def show_paper(self, paper: Paper, aloud: Sequence[str], least: str) -> None:
        """Show this paper, or its words ``aloud`` while somebody reads; ``least`` is how large its letters are at least."""
        if self.paper is None or paper.pdf != self.paper.pdf:
            self._document.close()
            self._buffer.close()
            self._buffer.setData(QByteArray(paper.pdf))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
        self.paper = paper
        self._least = least
        self._aloud.setText("\n\n".join(aloud))
        self._turn_to(self._words if self._sheets.currentWidget() is self._words else self._view)

    def show_refusal(self, error: BaseException) -> None:
        """Say why there is no paper. What is no refusal is raised."""
        if not isinstance(error, Told):
            raise error
        self.show_reason(f"Dit briefje kan zo niet.\n\n{error.what}\n{error.now}", "late")

    def turn(self) -> None:
        """From the paper to the words to read aloud, and back."""
        if self.paper is not None:
            self._turn_to(self._view if self._sheets.currentWidget() is self._words else self._words)

    def _turn_to(self, side: QWidget) -> None:
        paper = self.paper
        if paper is None:
            return
        missing = f" · {paper.missing_glyphs} tekens kunnen niet gedrukt worden" if paper.missing_glyphs else ""
        size, reads = f"blz 1/{paper.pages} · {self._least}{missing}", side is self._words
        self.setAccessibleDescription(self._aloud.text() if reads else "\n".join(paper.text))
        self._foot.setText("Lees voor · Alt+L = terug naar het briefje" if reads else size)
        self._sheets.setCurrentWidget(side)

    def show_reason(self, why: str, role: str = "soft") -> None:
        """Show why there is no paper, and what to do."""
        self.paper = None
        self._why.setText(why)
        look.set_role(self._why, role)
        self.setAccessibleDescription(why)
        self._foot.setText("")
        self._sheets.setCurrentWidget(self._why)

    def reason(self) -> str:
        """Why there is no paper; empty while there is one."""
        return self._why.text() if self.paper is None else ""
