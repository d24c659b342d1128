"""The left side of the referral screen: to whom, and below it the form, in a card that scrolls along with the focus."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.referral.destinations import Destinations
from sociaalhuis.ui.referral.form import ReferralForm, name_of


class Side(QFrame):
    """A card with two parts; what has the focus is always seen. ``grown`` when a part became longer or shorter."""

    grown = Signal()

    def __init__(self, to: Destinations, form: ReferralForm) -> None:
        super().__init__()
        held = QWidget()
        held.installEventFilter(self)
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.setContentsMargins(0, 0, look.px(look.GAP), 0)
        row.addWidget(name_of("N&aar", to.field), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(to, 1)
        inside.addLayout(row)
        inside.addWidget(form, 1)
        self._area = QScrollArea()
        self._area.setWidget(held)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QApplication.instance().focusChanged.connect(self._show_focus)  # type: ignore[union-attr]  # a screen has an application
        look.set_role(self, "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(look.px(12), look.px(12), look.px(4), look.px(12))
        around.addWidget(self._area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A reason or a question that comes in between pushes nothing out of sight."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        self.bring_in()
        self.grown.emit()

    def to_top(self) -> None:
        """Back to where one begins to read."""
        self._area.verticalScrollBar().setValue(0)

    @Slot(QWidget, QWidget)
    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._area.isAncestorOf(new):
            self.bring_in()

    def bring_in(self) -> None:
        """Scroll to what has the focus."""
        focus = QApplication.focusWidget()
        if focus is not None and self._area.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus, 0, look.px(look.PAD))
