"""The three columns of a question, and the panels that take the place of the suggestions while they are open."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import card
from sociaalhuis.ui.parts.scrolling import Scrolling
from sociaalhuis.ui.parts.threecolumns import ThreeColumns
from sociaalhuis.ui.question.factpanel import FactPanel
from sociaalhuis.ui.question.form import QuestionForm
from sociaalhuis.ui.question.rights import RightsLine
from sociaalhuis.ui.question.suggesting import Suggesting
from sociaalhuis.ui.question.unmet import Unmet


class QuestionColumns(ThreeColumns):
    """Words, facts, and suggestions or one of the panels."""

    def __init__(
        self, form: QuestionForm, facts: FactPanel, right: Suggesting, rights: RightsLine, unmet: Unmet, *panels: QWidget
    ) -> None:
        self._stack = QStackedWidget()
        usual = QWidget()
        inside = QVBoxLayout(usual)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(right, 1)
        inside.addWidget(rights)
        inside.addWidget(unmet)
        for page in (usual, *panels):
            self._stack.addWidget(page)
        self._form = Scrolling(form)
        super().__init__(
            card(self._form, margin=12, stretch=self._form),
            card(facts, margin=12, stretch=facts),
            card(self._stack, margin=12, stretch=self._stack),
        )

    def arranged(self, beside: int) -> None:
        """Folded, all columns scroll together."""
        self._form.fold(beside < 3)

    @property
    def panel(self) -> QWidget | None:
        """The panel that is open, None while there are suggestions."""
        return self._stack.currentWidget() if self._stack.currentIndex() else None

    def shows(self, panel: QWidget) -> bool:
        """Whether this panel is open."""
        return self._stack.currentWidget() is panel

    def open(self, panel: QWidget) -> None:
        """Show it in the place of the suggestions."""
        self._stack.setCurrentWidget(panel)

    def close_panel(self) -> None:
        """Give the suggestions back."""
        self._stack.setCurrentIndex(0)
