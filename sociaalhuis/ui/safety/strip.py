"""The quiet strip above a question: “Veiligheid – Alt+V”, always in the same place and of the same height.

From the other side of the counter it says nothing: no kind of danger, no red. It never takes the focus of who is typing.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.spoken import announce

HEIGHT = 28  # pixels at 100 %
OFF, ON, SPOKEN, NOT_SO = "off", "on", "spoken", "not_applicable"
_WORDS = {
    OFF: "Veiligheid  Alt+V",
    ON: "Veiligheid – Alt+V",
    SPOKEN: "Veiligheid: besproken  Alt+V",
    NOT_SO: "Veiligheid: niet van toepassing  Alt+V",
}
_ICONS = {OFF: ("shield", "soft"), ON: ("shield", "accent"), SPOKEN: ("good", "good"), NOT_SO: ("good", "soft")}


class SafetyStrip(QFrame):
    """``opened`` when somebody clicks on it; its key is the screen's."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self._notice = ""
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+V goes there; Tab goes through what is to be filled in
        self._button.clicked.connect(self.opened)
        self._words = look.label("", role="late", bold=True)
        self.setFixedHeight(look.px(HEIGHT))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(look.px(4), 0, look.px(12), 0)
        inside.addWidget(self._button)
        inside.addStretch()
        inside.addWidget(self._words)
        self.show_state(OFF)

    def show_state(self, state: str, about: str = "") -> None:
        """Show that there is something to speak of, that there was, or nothing. ``about``: of which earlier question."""
        if state == ON != self.state:
            announce(self, "Veiligheid, Alt V")
        self.state = state
        icon, role = _ICONS[state]
        self._button.setText(f"{_WORDS[state]}   {about}".strip())
        self._button.setIcon(look.icon(icon, role))
        self._button.setIconSize(QSize(look.px(16), look.px(16)))
        self._button.setAccessibleName(self._button.text())
        look.set_role(self._button, "safety-on" if state == ON else "safety")
        look.set_role(self, "strip-quiet" if state == ON else "")

    def notice(self, text: str) -> None:
        """Something about now that is no secret, at the right; empty for nothing."""
        self._notice = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit is cut off; all of it stands in the tooltip."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._button.sizeHint().width() - look.px(24)
        metrics = QFontMetrics(self._words.font())
        self._words.setText(metrics.elidedText(self._notice, Qt.TextElideMode.ElideRight, max(0, room)))
        self._words.setToolTip(look.tip(self._notice))
        self._words.setAccessibleName(self._notice)
