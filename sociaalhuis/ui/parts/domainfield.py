"""Choosing life domains by typing: what the words show is proposed, Enter takes it, Backspace takes the last choice off."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from rapidfuzz import fuzz

from sociaalhuis import vocab
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with

MOST_SHOWN = 3
_ALIKE = 75  # of 100, for typing errors


class DomainField(QWidget):
    """Chosen domains as chips, a field, and the proposals. ``changed`` after every choice."""

    changed = Signal()

    def __init__(self, terms: Sequence[vocab.Term]) -> None:
        super().__init__()
        self._terms = terms
        self._chosen: list[str] = []
        self._proposed: Sequence[str] = ()
        self.field = QLineEdit(placeholderText="Typ een domein, Enter kiest")
        self.field.setAccessibleName("Domein")
        self.field.textEdited.connect(self._show)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._chips, self._offers = Flow(look.px(6)), Flow(look.px(6))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(6))
        self._chip_row, self._offer_row = widget_with(self._chips), widget_with(self._offers)
        for part in (self._chip_row, self.field, self._offer_row):
            inside.addWidget(part)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The slugs of the chosen domains."""
        return tuple(self._chosen)

    def choose(self, slugs: Sequence[str]) -> None:
        """Show these as chosen, without telling."""
        known = {term.slug for term in self._terms}
        self._chosen = [slug for slug in slugs if slug in known]
        self.field.clear()
        self._show()

    def propose(self, slugs: Sequence[str]) -> None:
        """What the words of the client show, most certain first."""
        if tuple(slugs) != tuple(self._proposed):
            self._proposed = tuple(slugs)
            self._show()

    def take_first(self) -> bool:
        """Choose the domain that the words show most; False when they show none."""
        offers = [slug for slug in self._proposed if slug not in self._chosen]
        if offers:
            self._add(offers[0])
        return bool(offers)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first proposal, Backspace in an empty field the last choice off."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                offers = self._matches()
                if offers:
                    self._add(offers[0])
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._chosen:
                self._drop(self._chosen[-1])
                return True
        return super().eventFilter(watched, event)

    def _add(self, slug: str) -> None:
        self._chosen.append(slug)
        self.field.clear()
        self._show()
        self.changed.emit()

    def _drop(self, slug: str) -> None:
        self._chosen.remove(slug)
        self._show()
        self.changed.emit()

    def _matches(self) -> list[str]:
        typed = self.field.text().strip().casefold()
        left = [term for term in self._terms if term.slug not in self._chosen]
        if not typed:
            slugs = {term.slug for term in left}
            return [slug for slug in self._proposed if slug in slugs][:MOST_SHOWN]
        scored = [(max(_alike(typed, word) for word in term.label.casefold().split()), -term.order, term) for term in left]
        best = sorted((one for one in scored if one[0] >= _ALIKE), key=lambda one: one[:2], reverse=True)
        return [term.slug for _, _, term in best[:MOST_SHOWN]]

    def _show(self, *_typed: object) -> None:
        self._chips.clear()
        for slug in self._chosen:
            self._chips.addWidget(_chip(f"{self._label(slug)}  ✕", "chip", partial(self._drop, slug)))
        self._offers.clear()
        for place, slug in enumerate(self._matches()):
            words = f"{self._label(slug)}   Enter" if place == 0 else self._label(slug)
            self._offers.addWidget(_chip(f"+ {words}", "offer", partial(self._add, slug)))
        self._chip_row.setVisible(bool(self._chosen))
        self._offer_row.setVisible(self._offers.count() > 0)
        chosen = ", ".join(self._label(slug) for slug in self._chosen) or "nog niets"
        proposed = ", ".join(self._label(slug) for slug in self._matches()) or "niets"
        self.field.setAccessibleDescription(f"Gekozen: {chosen}. Voorstel: {proposed}.")

    def _label(self, slug: str) -> str:
        return next(term.label for term in self._terms if term.slug == slug)


def _alike(typed: str, word: str) -> float:
    if word.startswith(typed):
        return 100.0
    return fuzz.ratio(typed, word[: len(typed) + 1]) if len(typed) >= 3 else 0.0


def _chip(words: str, role: str, act: Callable[[], None]) -> QPushButton:
    chip = QPushButton(words)
    look.set_role(chip, role)
    chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    chip.clicked.connect(lambda _checked=False: act())
    return chip
