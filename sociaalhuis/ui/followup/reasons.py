"""A list of reasons: a letter or the space bar marks one, Enter takes what is marked (or the current one) and goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from sociaalhuis import vocab
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason (slug) of a side: service, client, or another list."""

    side: str
    slug: str
    label: str


class Reasons(Rows):
    """``taken`` when Enter goes on, ``marked_one`` after each mark. Reasons of one side only: a mark elsewhere begins anew."""

    taken = Signal()
    marked_one = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, lead=24)
        self._offered: Sequence[tuple[str, Sequence[Reason]]] = ()
        self._marked: list[Reason] = []
        self.chosen.connect(self._take)
        self.setMinimumHeight(look.px(look.ROW * 2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        for letter in ascii_uppercase:
            self.on_key(letter, partial(self._by_letter, letter))

    def offer(self, groups: Sequence[tuple[str, str, str]]) -> None:
        """Offer the terms of lists: (side, heading, name of the vocabulary); nothing is marked."""
        self._marked = []
        self._offered = [
            (head, [Reason(side, term.slug, term.label) for term in vocab.terms(name, None)]) for side, head, name in groups
        ]
        self._show()
        self.select_row(0)

    def mark(self, side: str, slugs: Sequence[str]) -> None:
        """Mark these of a side."""
        self._marked = [one for one in self._all() if one.side == side and one.slug in slugs]
        self._show()

    def go_to(self, side: str) -> None:
        """Make the first reason of a side the current one."""
        row = next((i for i, line in enumerate(self.lines()) if line.what is not None and line.what.side == side), 0)
        self.select_row(row)
        self.scrollTo(self.currentIndex(), Rows.ScrollHint.PositionAtTop)

    @property
    def marked(self) -> tuple[str, tuple[str, ...]]:
        """The side and the slugs of what is marked; empty for nothing."""
        return (self._marked[0].side if self._marked else "", tuple(one.slug for one in self._marked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar marks; a key that is held down does nothing more."""
        if event.key() == Qt.Key.Key_Space and self.current() is not None:
            self._toggle(self.current())
        elif not (event.isAutoRepeat() and event.text().isalpha()):
            super().keyPressEvent(event)

    def _all(self) -> Sequence[Reason]:
        return [one for _head, ones in self._offered for one in ones]

    def _by_letter(self, letter: str, _current: object) -> None:
        place = ascii_uppercase.index(letter)
        if place < len(self._all()):
            self._toggle(self._all()[place])

    def _toggle(self, one: Reason) -> None:
        if one in self._marked:
            self._marked.remove(one)
        else:
            self._marked = [*(other for other in self._marked if other.side == one.side), one]
        self._show()
        self.select_row(next(i for i, line in enumerate(self.lines()) if line.what == one))
        self.marked_one.emit()

    def _take(self, one: Reason) -> None:
        if not self._marked:
            self._marked = [one]
            self._show()
            self.marked_one.emit()
        self.taken.emit()

    def _show(self) -> None:
        letters, lines = iter(ascii_uppercase), list[Line]()
        for head, ones in self._offered:
            if head:
                lines.append(Line(head.upper(), head=True))
            for one in ones:
                on = one in self._marked
                said = "gekozen" if on else ""
                lines.append(
                    Line(
                        one.label,
                        one,
                        one,
                        next(letters, ""),
                        right=said,
                        mark="good" if on else "",
                        role="good" if on else "soft",
                    )
                )
        self.show_lines(lines)
