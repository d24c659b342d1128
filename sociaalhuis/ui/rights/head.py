"""The head of the exploration: for whom it is, what comes along, and where the talk is, which decides what may be asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from sociaalhuis.actions import COORDINATOR, MAATSCHAPPELIJK_WERKER
from sociaalhuis.desk.rights import talk
from sociaalhuis.desk.rights.explorations import Start
from sociaalhuis.ui import look
from sociaalhuis.ui.rights import opened

SETTINGS = {talk.BALIE: "Balie", talk.GESPREK: "Gesprek apart", talk.SOCIAL_WORK: "Maatschappelijk werk"}
_SOCIAL = frozenset({MAATSCHAPPELIJK_WERKER, COORDINATOR})


class Head(QWidget):
    """``chosen`` with the setting of the talk. Only a social worker or the coordinator has the last one."""

    chosen = Signal(str)

    def __init__(self, role: str) -> None:
        super().__init__()
        self.usual = talk.GESPREK if role == MAATSCHAPPELIJK_WERKER else talk.BALIE
        self._who = look.label("", role="soft", wrap=True)
        self.setting = QComboBox()
        for setting, words in SETTINGS.items():
            if setting != talk.SOCIAL_WORK or role in _SOCIAL:
                self.setting.addItem(words, setting)
        self.setting.setAccessibleName("Waar is het gesprek?")
        self.setting.activated.connect(lambda _index: self.chosen.emit(self.setting.currentData()))
        asked = look.label("Waar is het &gesprek?")
        asked.setBuddy(self.setting)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._who, 1)
        row.addWidget(asked)
        row.addWidget(self.setting)

    def show_start(self, begun: Start) -> None:
        """Say for whom it is."""
        self._who.setText(opened.about(begun))

    def show_setting(self, setting: str) -> None:
        """Show where the talk is, without telling."""
        self.setting.setCurrentIndex(max(0, self.setting.findData(setting)))
