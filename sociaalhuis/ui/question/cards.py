"""The list of suggestions as cards: chosen with space, opened with the right arrow, set aside with X and a letter.

Values in, signals out: the cards know no house and no engine. What was found not to fit goes to the end of the list and stays
there, dimmed and with its reason; what was chosen stays whatever is found.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from sociaalhuis import vocab
from sociaalhuis.ui.parts.spoken import announce
from sociaalhuis.ui.question.cardpaint import CardPainter
from sociaalhuis.ui.question.suggestioncard import Card, passed_over, reasons

type Index = QModelIndex | QPersistentModelIndex

MOST = 3


class Cards(QListView):
    """``picked`` after choosing, letting go or setting aside; ``full`` when a fourth was wanted; ``opened`` to read a service.

    ``typed`` with a letter that begins a name, ``told`` with what was done, ``refer`` for D.
    """

    picked = Signal()
    full = Signal()
    opened = Signal(object)
    refer = Signal()
    typed = Signal(str)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chosen: dict[str, Card | None] = {}  # by service; None: chosen before, not found again yet
        self.passed: dict[str, str] = {}  # service → why it does not fit
        self.by_name = False  # whether the list shows what was sought by name
        self._found: Sequence[Card] = ()
        self._wide = self._asking = False
        self._past: list[str] = []  # what was set aside, for Ctrl+Z
        self._model = _Model(self._spoken)
        self.setModel(self._model)
        self.setItemDelegate(CardPainter(self))
        self.setAccessibleName("Suggesties")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda _new, _old: self._fold())
        self.doubleClicked.connect(lambda _index: self.toggle())

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def shown(self) -> Sequence[Card]:
        """The cards, in order."""
        return self._model.cards

    @property
    def wide(self) -> bool:
        """Whether the current card shows everything."""
        return self._wide

    def is_chosen(self, row: int) -> bool:
        """Whether the card of this row is chosen."""
        return self._model.cards[row].service.id in self.chosen

    def asks_why(self, row: int) -> bool:
        """Whether the card of this row asks why it does not fit."""
        return self._asking and row == self.currentIndex().row()

    def restore(self, chosen: Sequence[str], passed: Mapping[str, str]) -> None:
        """What was chosen and set aside when the question was put away."""
        self.chosen, self.passed, self._past = dict.fromkeys(chosen), dict(passed), list(passed)

    def show_found(self, found: Sequence[Card]) -> None:
        """Show what was found, with what was chosen before; the focus stays on its card."""
        here = self.hasFocus()
        self._found = found
        known = {one.service.id: one for one in found}
        self.chosen = {service: known.get(service, one) for service, one in self.chosen.items()}
        if self.by_name:
            return
        self._show_all(self.current() if here else None)
        if not here:
            self.scrollToTop()

    def show_named(self, cards: Sequence[Card]) -> None:
        """Show what was sought by name instead of the suggestions; a card that is a suggestion keeps its reasons."""
        known = {one.service.id: one for one in self._found}
        self.by_name = True
        self._put([known.get(one.service.id, one) for one in cards], None)
        self.scrollToTop()

    def end_names(self, current: str | None) -> None:
        """Back from the names to the suggestions."""
        self.by_name = False
        self._show_all(current or self.current())

    def _show_all(self, current: str | None) -> None:
        ids = {one.service.id for one in self._found}
        more = [one for service, one in self.chosen.items() if one is not None and service not in ids]
        ahead = [one for one in self._found if one.service.id not in self.passed]
        aside = [passed_over(one, self.passed[one.service.id]) for one in self._found if one.service.id in self.passed]
        self._put([*ahead, *more, *aside], current)

    def _put(self, cards: Sequence[Card], current: str | None) -> None:
        self._asking = False
        self._model.show(cards)
        keys = [one.service.id for one in cards]
        if keys:
            self.setCurrentIndex(self._model.index(keys.index(current) if current in keys else 0))

    def current(self) -> str | None:
        """The service of the current card."""
        row = self.currentIndex().row()
        return self.shown[row].service.id if 0 <= row < len(self.shown) else None

    def shown_service(self) -> str | None:
        """The service of the current card, for who wants to tell something about it."""
        return self.current()

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes back what was set aside here, before it is for the whole house; Escape ends asking why."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if (undo and self._past) or (self._asking and event.key() == Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, arrows sideways show more or less, Enter opens, D refers, X sets aside; other letters seek a name."""
        row = self.currentIndex().row()
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if control and event.key() == Qt.Key.Key_Z and self._past:
            self._take_back()
        elif row >= 0 and plain and self._asking:
            self._answer(event)
        elif row >= 0 and plain and event.key() in (keys := self._keys()):
            keys[event.key()]()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _keys(self) -> Mapping[int, Callable[[], object]]:
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Right: lambda: self._spread(True),
            Qt.Key.Key_Left: lambda: self._spread(False),
            Qt.Key.Key_Return: lambda: self.opened.emit(self.current()),
            Qt.Key.Key_Enter: lambda: self.opened.emit(self.current()),
        }
        if not self.by_name:
            keys |= {Qt.Key.Key_D: self.refer.emit, Qt.Key.Key_X: self._set_aside}
        return keys

    def keyboardSearch(self, _search: str) -> None:
        """No jumping by letters."""

    def resizeEvent(self, event: Any) -> None:
        """Cards are as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def toggle(self) -> None:
        """Choose the current card, or let it go."""
        one = self.shown[self.currentIndex().row()]
        if one.service.id in self.chosen:
            del self.chosen[one.service.id]
        elif len(self.chosen) >= MOST:
            self.full.emit()
            return
        else:
            self.choose(one)
        self._model.touch(self.currentIndex().row())
        self._tell_current()
        self.picked.emit()

    def choose(self, one: Card) -> None:
        """Make this one chosen; what was found not to fit does fit then."""
        was_aside = self.passed.pop(one.service.id, None) is not None
        self.chosen[one.service.id] = next((card for card in self._found if card.service.id == one.service.id), one)
        if was_aside and not self.by_name:
            self._show_all(one.service.id)

    # ── what does not fit ────────────────────────────────────────────────────────────────────────────────────────────────

    def _set_aside(self) -> None:
        """Ask why the current card does not fit; of one that was set aside already: it does fit after all."""
        service = self.current() or ""
        if self.passed.pop(service, None) is not None:
            self._past.remove(service)
            self._show_all(service)
            self.picked.emit()
        else:
            self._asking = True
            self._relay()
            said = ", ".join(f"{term.key} {term.label}" for term in reasons())
            announce(self, f"Niet passend omdat: {said}")

    def _answer(self, event: QKeyEvent) -> None:
        terms = {str(number): term.slug for number, term in enumerate(reasons(), 1)}
        terms |= {term.key: term.slug for term in reasons() if term.key}
        reason = terms.get(event.text().upper())
        if reason is not None:
            self._pass(self.current() or "", reason)
        elif event.key() == Qt.Key.Key_Escape:
            self._fold()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)

    def _pass(self, service: str, reason: str) -> None:
        row = self.currentIndex().row()
        self.chosen.pop(service, None)
        self.passed[service] = reason
        self._past.append(service)
        following = self.shown[row + 1].service.id if row + 1 < len(self.shown) else None
        self._show_all(following)
        self.picked.emit()
        self.told.emit(f"Niet passend: {vocab.label('passed_over', reason)}. Ctrl+Z brengt de dienst terug.")

    def _take_back(self) -> None:
        service = self._past.pop()
        if self.passed.pop(service, None) is not None:
            self._show_all(service)
            self.picked.emit()

    # ── looks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _fold(self) -> None:
        self._asking = False
        self._spread(False)
        self._relay()

    def _spread(self, wide: bool) -> None:
        if wide != self._wide:
            self._wide = wide
            self._relay()
            if wide:
                self._tell_current()

    def _tell_current(self) -> None:
        row = self.currentIndex().row()
        if 0 <= row < len(self.shown):
            announce(self, self._spoken(row))

    def _relay(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)

    def _spoken(self, row: int) -> str:
        one = self.shown[row]
        chosen = "gekozen, " if self.is_chosen(row) else ""
        return f"{one.service.name}, {chosen}{one.spoken(wide=self._wide and row == self.currentIndex().row())}"


class _Model(QAbstractListModel):
    def __init__(self, spoken: Callable[[int], str]) -> None:
        super().__init__()
        self.cards: Sequence[Card] = ()
        self._spoken = spoken

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(index.row())
        return None

    def show(self, cards: Sequence[Card]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def touch(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))
