"""Three choices of a file: the language that somebody speaks, the interpreter that is needed, and how he or she reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox

from sociaalhuis import vocab

NOT_ASKED = "niet_gevraagd"
_LISTS = {"language": "languages", "interpreter": "interpreter_forms", "reading": "reading_preferences"}
_LABELS = {"language": "Taa&l", "interpreter": "Tol&k", "reading": "L&ezen"}


class Speaks:
    """``rows`` are the labels with their boxes; the values are slugs, by the name of the column."""

    def __init__(self, today: date) -> None:
        self._boxes = {name: _terms(which, today) for name, which in _LISTS.items()}
        for name, box in self._boxes.items():
            box.setAccessibleName(_LABELS[name].replace("&", ""))
        self.rows = tuple((_LABELS[name], box) for name, box in self._boxes.items())

    def values(self) -> Mapping[str, str]:
        """What is chosen, as JSON values."""
        return {name: str(box.currentData()) for name, box in self._boxes.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Choose these; a word that may not be chosen any more stays where it was."""
        for name, box in self._boxes.items():
            slug = str(values.get(name) or NOT_ASKED)
            if box.findData(slug) < 0:
                box.addItem(vocab.label(_LISTS[name], slug), slug)
            box.setCurrentIndex(box.findData(slug))

    def known(self) -> dict[str, str | None]:
        """The columns of the person."""
        return {name: None if slug == NOT_ASKED else slug for name, slug in self.values().items()}


def _terms(list_name: str, today: date) -> QComboBox:
    made = QComboBox()
    for term in sorted(vocab.terms(list_name, today), key=lambda term: term.slug != NOT_ASKED):
        made.addItem(term.label, term.slug)
    return made
