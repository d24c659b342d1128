"""The one visual language: spacing, type, roles and line-art icons, light and dark. Screens ask here and set no colour.

Under a Windows contrast theme the system's own colours hold: all roles are then colours of its palette.
"""

import html
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sociaalhuis.paths import resource
from sociaalhuis.printing.pictograms import FIELD, PICTOGRAMS, STROKE
from sociaalhuis.ui import icons, stylesheet
from sociaalhuis.ui.colours import DARK, LIGHT, Colours, of_palette

GAP, PAD, WIDE = 8, 16, 24
ROW = 32
RAIL, RAIL_OF_ICONS, BAR, STATUS = 208, 64, 52, 30
BODY, WORDS, HEADING, DISPLAY, SMALL = 14, 16, 20, 28, 12  # pixels at 100 %
FAMILY = "Noto Sans"


class _Current:
    colours = LIGHT
    on_selected = LIGHT  # what holds on a selected line
    scale = 1.0


def colours() -> Colours:
    """The colours that hold now."""
    return _Current.colours


def px(size: float) -> int:
    """A size at 100 % text, for the text size that holds now."""
    return round(size * _Current.scale)


def application(program: str = "sociaalhuis") -> QApplication:
    """The application that runs, else a new one in Fusion style (named at birth: a start of seven milliseconds less)."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([program, "-style", "fusion"])


def apply(application: QApplication, scheme: str = "system", scale: float = 1.0) -> None:
    """Dress the application: our font, palette and style sheet. ``scheme`` is light, dark or system."""
    hints = application.styleHints()
    _Current.scale = scale
    application.setFont(font())
    if wants_contrast(application):
        application.setPalette(system_palette())
        palette = application.palette()
        _Current.colours, _Current.on_selected = of_palette(palette), of_palette(palette, selected=True)
        application.setStyleSheet(stylesheet.plain(px))
        return
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
    _Current.colours = _Current.on_selected = DARK if dark else LIGHT
    application.setPalette(_palette(_Current.colours))
    application.setStyleSheet(stylesheet.full(_Current.colours, px))


def wants_contrast(application: QApplication) -> bool:
    """Whether the person uses a contrast theme of the system."""
    return application.styleHints().accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def system_palette() -> QPalette:
    """What gives the application the system's own colours back."""
    return QPalette()


@contextmanager
def selected(is_selected: bool) -> Iterator[None]:
    """While a selected line is painted, the colours are those that hold on it."""
    before = _Current.colours
    if is_selected:
        _Current.colours = _Current.on_selected
    try:
        yield
    finally:
        _Current.colours = before


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: c.ground, role.WindowText: c.text, role.Base: c.sheet, role.AlternateBase: c.ground, role.Text: c.text,
        role.Button: c.sheet, role.ButtonText: c.text, role.Highlight: c.accent, role.HighlightedText: c.on_accent,
        role.PlaceholderText: c.soft, role.ToolTipBase: c.sheet, role.ToolTipText: c.text, role.Link: c.accent,
        role.Accent: c.accent, role.Mid: c.line, role.Dark: c.edge, role.Light: c.sheet,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.soft))
    return palette


@cache
def _load(*names: str) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))


def load_other_scripts() -> None:
    """Fonts for names and texts in other scripts; the lock screen does not need them."""
    _load("NotoNaskhArabic-Regular", "NotoSansEthiopic-Regular")


def font(size: float = BODY, *, bold: bool = False) -> QFont:
    """Our font in a size of the scale."""
    _load("NotoSans-Regular", "NotoSans-Bold")
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setBold(bold)
    return made


def label(text: str, size: float = BODY, *, bold: bool = False, role: str = "", wrap: bool = False) -> QLabel:
    """A text on a screen; ``role`` is soft, late, today, good or accent. Never reads mark-up."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, bold=bold))
    made.setWordWrap(wrap)
    if role:
        set_role(made, role)
    return made


def tip(text: str) -> str:
    """A text for a tooltip, which would read mark-up: words of clients and of mails stand there as they are."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role of the style sheet (``primary``, ``card``, ``late`` …); it is painted anew at once."""
    widget.setProperty("role", role)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # Qt reads the role when it first paints
    widget.style().unpolish(widget)
    widget.style().polish(widget)


_DRAWN: Mapping[str, str] = MappingProxyType({**PICTOGRAMS, **icons.ICONS})


def icon(name: str, role: str = "text", size: int = 20) -> QIcon:
    """A line-art icon of printing.pictograms or ui.icons, in a colour role. KeyError for an unknown one."""
    return _drawn(name, getattr(_Current.colours, role), size)


@cache
def _drawn(name: str, colour: str, size: int) -> QIcon:
    pixmap = QPixmap(QSize(size, size) * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / FIELD, size / FIELD)
    pen = QPen(QColor(colour), STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(path(name))
    painter.end()
    return QIcon(pixmap)


@cache
def path(name: str) -> QPainterPath:
    """The drawing of an icon on a field of 24 by 24."""
    made, numbers = QPainterPath(), list[float]()
    for word in _DRAWN[name].split():
        if not word.isalpha():
            numbers.append(float(word))
            continue
        points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        numbers.clear()
        match word:
            case "m":
                made.moveTo(points[0])
            case "l":
                made.lineTo(points[0])
            case "c":
                made.cubicTo(points[0], points[1], points[2])
            case "h":
                made.closeSubpath()
    return made
