"""The funnel as a table: a right, and under it how many came how far. A number under five is only “< 5”."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.desk.proactive import funnel
from sociaalhuis.desk.proactive.funnel import Funnel
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import clear

MOST = 40  # rights that are laid out; the widest stand first


class FunnelTable(QScrollArea):
    """Groups of rights under a head; scrolls by the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Trechter")
        self.setWidgetResizable(True)
        self.setMinimumHeight(look.px(64))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(look.px(2), 0, look.px(look.GAP), 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(look.GAP))
        self._grid.setVerticalSpacing(look.px(2))
        for place in range(len(funnel.STAGES)):
            self._grid.setColumnStretch(place, 1)
        column.addLayout(self._grid)
        column.addStretch()
        self.setWidget(held)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Funnel]]], named: Callable[[str], str]) -> None:
        """Show these groups (head, rights) instead of what was there; a group without rights is left out."""
        clear(self._grid)
        said: list[str] = []
        for head, found in groups:
            if not found:
                continue
            self._row([look.label(head, look.SMALL, role="soft", bold=True)])
            self._row([look.label(word, look.SMALL, role="soft") for word in funnel.STAGES.values()])
            for one in found[:MOST]:
                self._row([look.label(named(one.right), wrap=True)])
                self._row([look.label(number, bold=True) for number in one.shown])
                counts = ", ".join(f"{word} {number}" for word, number in zip(funnel.STAGES.values(), one.shown, strict=True))
                said.append(f"{named(one.right)}: {counts}")
        self.setAccessibleDescription("\n".join(said))

    def _row(self, cells: Sequence[QWidget]) -> None:
        row = self._grid.rowCount()
        for place, cell in enumerate(cells):
            self._grid.addWidget(cell, row, place, 1, len(funnel.STAGES) if len(cells) == 1 else 1)
