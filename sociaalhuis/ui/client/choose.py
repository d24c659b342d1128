"""Two people changed the same field: per field the value of the colleague and one's own, and a key to choose between them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import safety
from sociaalhuis.desk.client.clients import TOGETHER
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows

THEIRS, MINE = "C", "J"
_LABELS = {
    "given_name": "Voornaam", "family_name": "Familienaam", "birth_date": "Geboren", "phone": "Telefoon",
    "street": "Straat en nummer", "postal_code": "Postcode", "language": "Taal", "interpreter": "Tolk", "reading": "Lezen",
    "forbidden_ways": "Veilig contact", "safe_contact": "Hoe bereiken", "informed_on": "Uitgelegd wat we bewaren",
    "stopped_on": "Stop: niet zelf contact",
}  # fmt: skip
_LISTS = {"language": "languages", "interpreter": "interpreter_forms", "reading": "reading_preferences"}
_FIRST = {second: first for first, second in TOGETHER}  # a second column goes with the first one's choice


class Choose(QWidget):
    """Offer with ``offer``; ``ready`` is called when every field has a choice."""

    def __init__(self, ready: Callable[[], object]) -> None:
        super().__init__()
        self._ready = ready
        self._theirs: Mapping[str, Any] = {}
        self._mine: Mapping[str, Any] = {}
        self._chosen: dict[str, str] = {}
        self._list = Rows("Kies per veld", two=True)
        for key in (THEIRS, MINE):
            self._list.on_key(key, partial(self._choose, key))
        self._list.chosen.connect(self._turn)
        self.setFocusProxy(self._list)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label("Een collega wijzigde dit intussen. Kies per veld wat blijft.", bold=True, wrap=True))
        inside.addWidget(look.label("C = van de collega   J = van jou   Enter wisselt", role="soft", wrap=True))
        inside.addWidget(self._list, 1)
        self.hide()

    def offer(self, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
        """Show the columns of ``theirs`` beside one's own; nothing is chosen."""
        self._theirs, self._mine, self._chosen = theirs, {name: mine.get(name) for name in theirs}, {}
        self._show()
        self._list.select_row(0)
        self.show()
        self._list.setFocus()

    @property
    def complete(self) -> bool:
        """Whether every field has a choice."""
        return set(self._fields()) <= set(self._chosen)

    def picked(self) -> Mapping[str, Any]:
        """The columns as they were chosen."""
        return {
            name: (self._theirs if self._chosen.get(_FIRST.get(name, name)) == THEIRS else self._mine)[name]
            for name in self._theirs
        }

    def _fields(self) -> list[str]:
        return [name for name in _LABELS if name in self._theirs]

    def _choose(self, key: str, field: str) -> None:
        self._chosen[field] = key
        self._show()
        left = next((row for row, name in enumerate(self._fields()) if name not in self._chosen), None)
        if left is None:
            self._ready()
        else:
            self._list.select_row(left)

    def _turn(self, field: str) -> None:
        self._choose(MINE if self._chosen.get(field) == THEIRS else THEIRS, field)

    def _show(self) -> None:
        self._list.show_lines([self._line(name) for name in self._fields()])

    def _line(self, name: str) -> Line:
        theirs, mine = (_said(name, values) for values in (self._theirs, self._mine))
        chosen = {"": "kies C of J", THEIRS: "van de collega ✓", MINE: "van jou ✓"}[self._chosen.get(name, "")]
        detail = f"C collega: {theirs}      J jij: {mine}"
        return Line(_LABELS[name], name, name, "", detail, chosen, "good" if name in self._chosen else "ask", "accent")


def _said(name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if name == "birth_date" and value is None:
        value = values.get("birth_year")
    if name == "forbidden_ways":
        return "niet gevraagd" if value is None else " · ".join(safety.said(value)) or "alles mag"
    if value in (None, ""):
        return "leeg"
    if name in _LISTS:
        return vocab.label(_LISTS[name], str(value))
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
