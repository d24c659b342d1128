"""A panel in the place of the suggestions: opened by a key, closed by a key, and the focus is back where it was."""

from PySide6.QtWidgets import QWidget

from sociaalhuis.ui.question.columns import QuestionColumns
from sociaalhuis.ui.question.place import Whereabouts


class SidePanel:
    """One such panel."""

    def __init__(self, columns: QuestionColumns, at: Whereabouts, panel: QWidget) -> None:
        self._columns, self._at, self._panel = columns, at, panel

    @property
    def shown(self) -> bool:
        """Whether it is open."""
        return self._columns.shows(self._panel)

    @property
    def holds_focus(self) -> bool:
        """Whether somebody works in it."""
        focus: QWidget | None = self._panel.window().focusWidget()
        return focus is not None and self._panel.isAncestorOf(focus)

    def open(self) -> None:
        """Show it."""
        self._at.leave()
        self._columns.open(self._panel)

    def close(self) -> None:
        """Give the suggestions back."""
        if self.shown:
            inside = self.holds_focus
            self._columns.close_panel()
            if inside:
                self._at.come_back()
