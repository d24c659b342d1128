"""Sending paper to a printer: which there are, and every page as large as fits. It runs in Jobs.paper: a printer may hang."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from sociaalhuis.errors import Trouble

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300  # to an inch
_OUT = "Kies een andere printer (Alt+P), bewaar als PDF (Alt+B) of toon groot (F9)."


class Press:
    """The printers of this PC. What reaches them is imported when they are first asked, for it is heavy."""

    def names(self) -> Sequence[str]:
        """The printers, the usual one first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def send(self, pdf: bytes, name: str = "") -> None:
        """Print every page on the printer with this name, the usual one without a name. Raises Trouble when none answers."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        names = self.names()
        name = name or next(iter(names), "")
        if name not in names:
            raise Trouble("Deze printer is er niet." if names else "Deze pc vindt geen printer.", _OUT)
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        draw(pdf, printer)


def draw(pdf: bytes, printer: "QPrinter") -> None:
    """Draw the pages of a PDF on a printer at 300 dots to an inch, as large as fits. Raises Trouble when it cannot."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    document.load(buffer)
    printer.setResolution(DOTS)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        document.close()
        raise Trouble("De printer antwoordt niet.", _OUT)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() / 72 * DOTS), round(points.height() / 72 * DOTS))
        room = painter.viewport().size()
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))
    done = painter.end()
    document.close()
    if not done:
        raise Trouble("De printer is gestopt.", _OUT)
