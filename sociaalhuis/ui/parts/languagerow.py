"""The language beside the Dutch of a slip, why, and the interpreter: a row of the referral form. The rules: desk.language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import language
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with

_NONE, _WHY = "geen hulptaal", "kies een reden"
_RIGHT = "Frans is hier een recht. Je hoeft geen reden te geven."


class LanguageRow(QWidget):
    """``changed`` after every choice. No language stands on by itself, except one that is a right and was checked."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._facilities, self._spoken = False, ""
        self.aid, self.reason, self.interpreter = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.aid, "Hulptaal"), (self.reason, "Reden voor de hulptaal"), (self.interpreter, "Tolk")):
            box.setAccessibleName(name)
        _fill(self.reason, [("", _WHY), *((term.slug, term.label) for term in language.reasons(today()))])
        forms = [term for term in vocab.terms("interpreter_forms", today()) if term.slug not in vocab.EMPTY_VALUES]
        _fill(self.interpreter, [(term.slug, term.label) for term in forms])
        self._note = look.label("", look.SMALL, role="today", wrap=True)
        row = Flow(look.px(look.GAP))
        for box in (self.aid, self.reason, self.interpreter):
            row.addWidget(box)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(2))
        inside.addWidget(widget_with(row))
        inside.addWidget(self._note)
        self.begin(None, None, facilities=False)
        for box in (self.aid, self.reason, self.interpreter):
            box.currentIndexChanged.connect(self._choose)

    def begin(self, client: str | None, interpreter: str | None, *, facilities: bool) -> None:
        """Start afresh for a client with this language, who needs this interpreter (slugs; None: not known)."""
        self._facilities, self._spoken = facilities, language.said_of(client)
        self.aid.blockSignals(True)
        self.aid.clear()
        _fill(self.aid, [("", _NONE), *language.offered(client)])
        self.aid.blockSignals(False)
        self.load({"aid": language.proposed(facilities, client), "interpreter": interpreter})

    @property
    def chosen_aid(self) -> str | None:
        """The language that is chosen."""
        return self.aid.currentData() or None

    def values(self) -> Mapping[str, Any]:
        """What is chosen, as JSON values."""
        return {"aid": self.chosen_aid, "reason": self.reason.currentData(), "interpreter": self.interpreter.currentData()}

    def load(self, values: Mapping[str, Any]) -> None:
        """Choose what ``values`` gave before; what is not there any more is let go."""
        for box, key in ((self.aid, "aid"), (self.reason, "reason"), (self.interpreter, "interpreter")):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(values.get(key) or "")))
            box.blockSignals(False)
        self._follow()

    def check(self) -> None:
        """Raise Refusal when a language is chosen without a reason, and go there."""
        try:
            language.use(self._facilities, self.chosen_aid, self.reason.currentData())
        except Refusal:
            self.reason.setFocus()
            raise

    def _choose(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Only a language that is no right asks for a reason; one that is not checked says so."""
        aid = self.chosen_aid
        right = language.is_right(self._facilities, aid)
        self.reason.setVisible(aid is not None and not right)
        said = [_RIGHT] if right else []
        said.append(self._spoken if aid is None else language.warning(aid))
        self._note.setText(" ".join(part for part in said if part))
        self._note.setVisible(bool(self._note.text()))


def _fill(box: QComboBox, items: list[tuple[str, str]]) -> None:
    for slug, shown in items:
        box.addItem(shown, slug)
