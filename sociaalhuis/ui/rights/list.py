"""All rights in their four groups with counts; Space chooses one for what comes next, letters note what was done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from sociaalhuis import vocab
from sociaalhuis.desk.rights import applications
from sociaalhuis.desk.rights.applications import Standing
from sociaalhuis.rights.engine import Outcome, Status
from sociaalhuis.rights.rules import Book
from sociaalhuis.texts import short_day
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.rights.card import MARKS, WORDS

_ORDER = (Status.POSSIBLE, Status.HAS, Status.UNKNOWN, Status.UNLIKELY)


class RightsList(Rows):
    """``picked`` when the choice changed; ``chosen_rights`` are the slugs that are chosen, in the order of the list."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__("Rechten")
        self._chosen: set[str] = set()
        self._shown: tuple[Mapping[str, Outcome], Book, Mapping[str, Standing]] | None = None
        self.on_key(" ", self.toggle)

    @property
    def chosen_rights(self) -> tuple[str, ...]:
        """The rights that are chosen."""
        shown = tuple(line.what for line in self.lines() if line.what in self._chosen)
        return shown or tuple(sorted(self._chosen))  # before the rules are read nothing is shown yet

    @property
    def chosen_or_current(self) -> tuple[str, ...]:
        """The rights that are chosen, else the current one."""
        current: str | None = self.current()
        return self.chosen_rights or (() if current is None else (current,))

    def choose(self, rights: Sequence[str]) -> None:
        """Choose these and no others, without telling."""
        self._chosen = set(rights)
        self._again()

    def to_top(self) -> None:
        """Go to the first right."""
        self.select_row(0)
        self.scrollToTop()

    def toggle(self, right: str) -> None:
        """Choose a right, or let it go."""
        self._chosen ^= {right}
        self._again()
        self.picked.emit()

    def turn_to(self, right: str) -> None:
        """Make this right the current one."""
        row = next((place for place, line in enumerate(self.lines()) if line.what == right), None)
        if row is not None:
            self.select_row(row)
            self.scrollTo(self.currentIndex(), Rows.ScrollHint.PositionAtCenter)

    def show_rights(self, outcomes: Mapping[str, Outcome], book: Book, standings: Mapping[str, Standing]) -> None:
        """Show how every right stands."""
        self._shown = outcomes, book, standings
        self._again()

    def _again(self) -> None:
        if self._shown is None:
            return
        outcomes, book, standings = self._shown
        lines = []
        for status in _ORDER:
            rights = [one for one in outcomes.values() if one.status is status]
            rights.sort(key=lambda one: (one.right not in self._chosen, len(one.missing), book.rules[one.right].name))
            lines.append(Line(f"{WORDS[status].upper()} ({len(rights)})", head=True))
            lines += [self._line(one, book, standings.get(one.right)) for one in rights]
        self.show_lines(lines)

    def _line(self, one: Outcome, book: Book, standing: Standing | None) -> Line:
        mark, role = MARKS[one.status]
        chosen = one.right in self._chosen
        words = [*(["gekozen"] if chosen else []), *_done(standing)]
        return Line(
            book.rules[one.right].name,
            one.right,
            one.right,
            right=" · ".join(words),
            mark="plus" if chosen else mark,
            role="accent" if chosen else role,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is held down acts once; arrows may repeat."""
        if not (event.isAutoRepeat() and event.text().strip()):
            super().keyPressEvent(event)


def _done(standing: Standing | None) -> Sequence[str]:
    if standing is None or (standing.action is None and standing.result is None):
        return ()
    if standing.result is not None:
        return (vocab.label("right_states", standing.result),)
    day = f" {short_day(standing.due)}" if standing.due and standing.action == applications.PLANNED else ""
    return (f"gepland{day}" if standing.action == applications.PLANNED else vocab.label("right_states", standing.action or ""),)
