"""A kept slip, shown as it left the printer: pictures of its pages, one under the other."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.errors import Trouble
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import clear

WIDTH = 560  # of a page, in pixels at 100 %


class SlipView(QScrollArea):
    """Shows one PDF; the arrow keys scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Briefje")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        held = QWidget()
        self._pages = QVBoxLayout(held)
        self._pages.setSpacing(look.px(look.PAD))
        self.setWidget(held)

    def show_slip(self, pdf: bytes) -> None:
        """Show these bytes. Raises Trouble when they are no PDF."""
        clear(self._pages)
        for page, picture in enumerate(_pictures(pdf, look.px(WIDTH), self.devicePixelRatioF()), 1):
            sheet = look.label("")
            sheet.setPixmap(picture)
            sheet.setAccessibleName(f"Bladzijde {page}")
            self._pages.addWidget(sheet, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch()
        self.verticalScrollBar().setValue(0)


def _pictures(pdf: bytes, width: int, ratio: float) -> list[QPixmap]:
    """Each page, ``width`` logical pixels wide. The document lives no longer than this call."""
    paper, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    paper.load(buffer)
    try:
        if paper.status() is not QPdfDocument.Status.Ready or not paper.pageCount():
            raise Trouble("Dit briefje kan niet getoond worden.", "Maak een nieuw briefje voor deze vraag.")
        made = []
        for page in range(paper.pageCount()):
            size = paper.pagePointSize(page)
            wide = round(width * ratio)
            drawn = paper.render(page, QSize(wide, round(wide * size.height() / size.width())))
            picture = _on_paper(drawn)
            picture.setDevicePixelRatio(ratio)
            made.append(picture)
        return made
    finally:
        paper.close()
        buffer.close()


def _on_paper(drawn: QImage) -> QPixmap:
    """A page has no paper of its own: put it on white."""
    picture = QPixmap(drawn.size())
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return picture
