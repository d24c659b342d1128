"""What the client may read along on the screen (F9): the steps of the slip, large, each with a drawing, and nothing else.

The aid in another language that was chosen for the paper stands under the Dutch here too.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.printing import aided
from sociaalhuis.printing.aid import aid
from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.slip import Destination, Slip
from sociaalhuis.texts import Texts, day, hour
from sociaalhuis.ui import look

WORDS, LARGE = 32, 37  # pixels at 100 %: 24 and 28 points
_PICTOGRAM, _CODE = 48, 120
_STEPS: Mapping[str, str] = MappingProxyType({"call": "phone", "mail": "mail", "online": "website", "wait": "person"})
_QUIET = 4  # modules of white round the code


class ClientView(QWidget):
    """Covers the whole window, full screen; Escape or F9 brings the desk back."""

    def __init__(self, over: QWidget, slip: Slip) -> None:
        super().__init__(over)
        self._over = over
        self._before = over.focusWidget()
        self._was_full = over.window().isFullScreen()
        self.setAutoFillBackground(True)
        self.setAccessibleName("Voor de cliënt")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(48)] * 4)
        self._area = _steps(slip)
        whole.addWidget(self._area, 1)
        self._back = look.label("", role="soft")
        whole.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignRight)
        self._area.verticalScrollBar().rangeChanged.connect(self._say_more)
        self._say_more(0, 0)
        over.installEventFilter(self)
        over.window().showFullScreen()
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over all of it."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def _say_more(self, _least: int, most: int) -> None:
        self._back.setText("↑↓ meer · Esc terug" if most else "Esc terug")

    def close_over(self) -> None:
        """Back to the desk; the focus goes where it was."""
        self._over.removeEventFilter(self)
        if not self._was_full:
            self._over.window().showNormal()
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.setParent(None)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and F9 go back, the arrows show what does not fit; nothing else does something here."""
        bar = self._area.verticalScrollBar()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        bar.setValue(bar.value() + step * look.px(_PICTOGRAM))
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
            self.close_over()
        event.accept()


def _steps(slip: Slip) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    held = QWidget()
    grid = QGridLayout(held)
    grid.setHorizontalSpacing(look.px(look.WIDE))
    grid.setVerticalSpacing(look.px(look.PAD))
    grid.setColumnStretch(1, 1)
    grid.addWidget(look.label(day(slip.day), WORDS, role="soft"), 0, 1)
    for row, (pictogram, text, size, bold) in enumerate(steps(slip), 1):
        drawing = QLabel()
        drawing.setPixmap(look.icon(pictogram, "text", look.px(_PICTOGRAM)).pixmap(look.px(_PICTOGRAM)))
        grid.addWidget(drawing, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(look.label(text, size, bold=bold, wrap=True), row, 1)
    row = grid.rowCount()
    code = QLabel()
    code.setPixmap(_qr(slip.reference))
    code.setAccessibleName(f"Code {slip.reference} om te scannen")
    grid.addWidget(code, row, 1, Qt.AlignmentFlag.AlignLeft)
    grid.setRowStretch(row + 1, 1)
    area.setWidget(held)
    return area


def _qr(content: str) -> QPixmap:
    """The code of the slip, dark on white in every theme; the same code stands in words above it."""
    import segno

    rows = segno.make_qr(content, error="m").matrix
    side = len(rows) + 2 * _QUIET
    drawn = QImage(side, side, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    for y, line in enumerate(rows, _QUIET):
        for x, dark in enumerate(line, _QUIET):
            if dark:
                drawn.setPixelColor(x, y, QColor(Qt.GlobalColor.black))
    return QPixmap.fromImage(drawn).scaledToWidth(look.px(_CODE) // side * side)


def steps(slip: Slip) -> Iterator[tuple[str, str, int, bool]]:
    """What the client reads: (pictogram, text, size at 100 %, bold). A neutral slip names no service here either."""
    texts = Texts(slip.language, slip.form)
    for number, one in enumerate(slip.destinations, 1):
        first = f"{number}. " if len(slip.destinations) > 1 else ""
        yield "route" if slip.discreet else _STEPS.get(one.step, "route"), first + _where_to(one, slip, texts), LARGE, True
        yield from _facts(one, slip, texts)
        if slip.aid:
            said = aided.about(aid(slip.aid), slip, one, aided.least)
            yield "interpreter", " ".join(said), WORDS, False
    yield "return", f"{texts.say('slip.return')} {texts.say('slip.code', reference=slip.reference)}", LARGE, True
    if slip.aid:
        yield "interpreter", aid(slip.aid).say("return"), WORDS, False


def _where_to(one: Destination, slip: Slip, texts: Texts) -> str:
    if slip.discreet:
        return texts.say("slip.discreet_appointment" if one.appointment else "slip.discreet_contact")
    return f"{texts.say(f'slip.step.{one.step}')} {plain(one.name, 90)}"


def _facts(one: Destination, slip: Slip, texts: Texts) -> Iterator[tuple[str, str, int, bool]]:
    if one.appointment:
        weekday: date = one.appointment.date()
        key = "slip.moment_today" if weekday == slip.day else "slip.moment"
        yield "appointment", texts.say(key, day=day(weekday), hour=hour(one.appointment)), LARGE, True
    if one.address:
        yield "place", plain(", ".join(one.address), 120), LARGE, False
    if one.phones:
        yield "phone", plain(one.phones[0], 60), LARGE, False
    site = "" if slip.discreet else plain(one.url or "", 60)
    if site and not (one.address or one.phones):
        yield "website", site, LARGE, False
    if not (one.address or one.phones or one.email or site):
        yield "missing", texts.say("slip.missing", who=texts.say("slip.missing_desk")), WORDS, False
    if one.bring:
        yield "bring", f"{texts.say('slip.bring')}: {', '.join(plain(item, 120) for item in one.bring)}", WORDS, False
