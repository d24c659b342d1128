"""The settings of the house, drawn from their register: search, see what holds, change it in place."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from rapidfuzz import fuzz

from sociaalhuis import house as houses
from sociaalhuis.actions import allows
from sociaalhuis.errors import told
from sociaalhuis.house import House
from sociaalhuis.settings import SETTINGS, Setting, SettingValue
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Workplace

FITS = 75  # of 100
_YES, _NO = "ja", "nee"


class HouseCard(QFrame):
    """A list of settings with their values; the field below it changes the current one."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._may = allows("setting.change", place.house.actor.role)
        self._typed: dict[str, str] = {}  # what was typed and not kept yet
        self._rows = Rows("Instellingen van het huis", empty="Niets gevonden. Zoek op een ander woord.")
        self.search = Seek("Zoek een instelling", "Zoek een instelling", self._rows)
        self._editor = _Editor(self._may)
        self._rows.moved.connect(self._edit)
        self._rows.chosen.connect(lambda _setting: self._editor.begin())
        self.search.asked.connect(lambda _text: self._filter())
        self._editor.keep.clicked.connect(self._keep)
        self._editor.line.returnPressed.connect(self._keep)
        self._editor.line.textEdited.connect(self._note_typed)
        self._editor.lines.textChanged.connect(self._note_typed)
        self._editor.options.activated.connect(self._note_typed)
        self._rows.setMinimumHeight(look.px(5 * look.ROW))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label("Het huis", look.WORDS, bold=True))
        inside.addWidget(self.search)
        inside.addWidget(self._rows, 1)
        inside.addWidget(self._editor)

    def show_values(self) -> None:
        """Show what holds now."""
        self._filter()

    def remember(self) -> Mapping[str, Any]:
        """What was searched, and what was typed and not kept yet."""
        return {"search": self.search.text(), "typed": dict(self._typed)}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to what was searched and typed."""
        self.search.setText(state["search"])
        self._typed.update(state["typed"])

    def reread(self) -> None:
        """Read the settings from the house again."""
        house = self._place.house
        self._place.jobs.house(lambda: houses.reread(house), self._got, key="settings")

    def _got(self, house: House) -> None:
        self._place.house = house
        self._filter()

    def _filter(self) -> None:
        asked = self.search.text().strip()
        value = self._place.house.setting
        settings = [one for one in SETTINGS.values() if one.by_hand]
        found = [one for one in settings if asked.casefold() in one.label.casefold()]
        found = found or [one for one in settings if _sounds_like(asked, one)]
        self._rows.show_lines([Line(one.label, one, one.key, right=shown(value(one.key))) for one in found])
        self.search.answered()

    def _edit(self, setting: Setting) -> None:
        value = self._place.house.setting(setting.key)
        self._editor.show_setting(setting, self._typed.get(setting.key, as_text(value)))

    def _note_typed(self) -> None:
        setting: Setting | None = self._rows.current()
        if setting is not None and self._editor.shows is setting:
            self._typed[setting.key] = self._editor.text()

    def _keep(self) -> None:
        setting: Setting | None = self._rows.current()
        if setting is None or not self._may:
            return
        house, value = self._place.house, read(setting, self._editor.text())

        def change() -> House:
            houses.change_setting(house, setting.key, value)
            return houses.reread(house)

        self._place.jobs.house(change, partial(self._kept, setting), failed=self._failed)

    def _kept(self, setting: Setting, house: House) -> None:
        self._typed.pop(setting.key, None)
        self._got(house)
        self._editor.say("")
        self._place.say(f"Bewaard: {setting.label}. Ctrl+Z maakt het ongedaan.")
        self._rows.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._editor.say(told(error))
        self._editor.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the field and goes back to the list; the text stays."""
        if event.key() == Qt.Key.Key_Escape and not self._rows.hasFocus():
            self._rows.setFocus()
            return
        super().keyPressEvent(event)


class _Editor(QWidget):
    """One field for one setting: a line, a choice, or lines."""

    def __init__(self, may: bool) -> None:
        super().__init__()
        self._may = may
        self.shows: Setting | None = None
        self.line, self.options, self.lines = QLineEdit(), QComboBox(), QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(look.px(76))
        self._stack = QStackedWidget()
        for field in (self.line, self.options, self.lines):
            field.setAccessibleName("Waarde")
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(field)
            inside.addStretch()
            self._stack.addWidget(page)
        self.line.setReadOnly(not may)
        self.lines.setReadOnly(not may)
        self.options.setEnabled(may)
        self.keep = QPushButton("&Bewaar")
        self.keep.setEnabled(may)
        self._title = look.label("", bold=True, wrap=True)
        self._message = look.label("", role="late", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(4))
        whole.addWidget(self._title)
        row = QHBoxLayout()
        row.addWidget(self._stack, 1)
        row.addWidget(self.keep, alignment=Qt.AlignmentFlag.AlignTop)
        whole.addLayout(row)
        whole.addWidget(self._message)
        if not may:
            self._message.setText("Alleen een beheerder wijzigt instellingen. Je ziet hier wat er geldt.")
            look.set_role(self._message, "soft")

    def show_setting(self, setting: Setting, text: str) -> None:
        """Put a setting in the field that suits it."""
        self.shows = None  # filling is not typing
        self._title.setText(setting.label)
        field = self._field(setting)
        self._stack.setCurrentIndex((self.line, self.options, self.lines).index(field))
        field.setAccessibleName(setting.label)
        self._stack.setFixedHeight(look.px(80 if field is self.lines else 36))
        if field is self.options:
            self.options.clear()
            self.options.addItems(list(_options(setting)))
            self.options.setCurrentText(text)
        elif field is self.lines:
            self.lines.setPlainText(text)
        else:
            self.line.setText(text)
        self.shows = setting
        if self._may:
            self._message.clear()

    def _field(self, setting: Setting) -> QLineEdit | QComboBox | QPlainTextEdit:
        if _options(setting):
            return self.options
        return self.lines if isinstance(setting.default, list) else self.line

    def text(self) -> str:
        """What stands in the field."""
        at = self._stack.currentIndex()
        return (self.line.text(), self.options.currentText(), self.lines.toPlainText())[at]

    def begin(self) -> None:
        """Put the focus in the field."""
        field = (self.line, self.options, self.lines)[self._stack.currentIndex()]
        field.setFocus()
        if field is self.line:
            self.line.selectAll()

    def say(self, text: str) -> None:
        """What is wrong with the value, empty when all is well."""
        self._message.setText(text)


def _sounds_like(asked: str, setting: Setting) -> bool:
    return len(asked) > 3 and fuzz.partial_ratio(asked.casefold(), setting.label.casefold()) >= FITS


def _options(setting: Setting) -> tuple[str, ...]:
    return (_YES, _NO) if isinstance(setting.default, bool) else setting.options


def shown(value: SettingValue) -> str:
    """A value in a list: short, and “niet ingevuld” when there is none."""
    text = ", ".join(value) if isinstance(value, list) else as_text(value)
    return (text if len(text) <= 40 else text[:39] + "…") or "niet ingevuld"


def as_text(value: SettingValue) -> str:
    """A value in its field: a list has an item on each line."""
    if isinstance(value, bool):
        return _YES if value else _NO
    return "\n".join(value) if isinstance(value, list) else str(value)


def read(setting: Setting, text: str) -> object:
    """What a typed text means for this setting; a wrong number stays a text and is refused by the register."""
    if isinstance(setting.default, list):
        return [line.strip() for line in text.splitlines() if line.strip()]
    if isinstance(setting.default, bool):
        return text == _YES
    if isinstance(setting.default, int):
        return int(text) if text.strip().isdecimal() else text
    return text.strip()
