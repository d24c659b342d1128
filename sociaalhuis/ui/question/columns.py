"""The three columns of a question, and the panel of safety that takes the place of the suggestions while it is open."""

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
from sociaalhuis.ui.safety.panel import SafetyPanel


class QuestionColumns(ThreeColumns):
    """Words, facts, and suggestions or safety."""

    def __init__(
        self, form: QuestionForm, facts: FactPanel, right: Suggesting, rights: RightsLine, unmet: Unmet, safety: SafetyPanel
    ) -> None:
        self._safety, self._stack = safety, QStackedWidget()
        usual = QWidget()
        inside = QVBoxLayout(usual)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(right, 1)
        inside.addWidget(rights)
        inside.addWidget(unmet)
        for page in (usual, safety):
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
    def shows_safety(self) -> bool:
        """Whether the panel of safety is open."""
        return self._stack.currentWidget() is self._safety

    def show_safety(self, shown: bool) -> None:
        """Open it in the place of the suggestions, or give them back."""
        self._stack.setCurrentIndex(1 if shown else 0)
