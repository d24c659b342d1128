"""Where in a question somebody is: which field has the focus and where the cursor stands in the words; to come back there."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from sociaalhuis.ui.question.factpanel import FactPanel
from sociaalhuis.ui.question.form import QuestionForm
from sociaalhuis.ui.question.suggesting import Suggesting

WORDS, SUGGESTIONS = "words", "suggestions"


class Whereabouts:
    """``left_at`` is the field to come back to."""

    def __init__(self, form: QuestionForm, facts: FactPanel, right: Suggesting) -> None:
        self._words, self._right = form.words, right
        self._fields: Mapping[str, QWidget] = {
            WORDS: form.words, "goal": form.goal, "domains": form.domains.field, "channel": form.channel,
            "urgency": form.urgency, "deadline": form.deadline,
            "postal_code": form.code, "facts": facts.list, "answer": facts.field,
            "name": right.name, SUGGESTIONS: right.cards, "used": right.empty.used,
        }  # fmt: skip
        self.left_at = WORDS

    def now(self) -> dict[str, Any]:
        """Which field has the focus, and the place of the cursor in the words."""
        name = next((name for name, field in self._fields.items() if field.hasFocus()), WORDS)
        return {"focus": name, "cursor": self._words.textCursor().position()}

    def begin(self) -> None:
        """A question begins with the words, wherever the one before was left."""
        self.left_at = WORDS
        self.come_back()

    def leave(self) -> None:
        """Somebody goes elsewhere for a while."""
        if self.inside():
            self.left_at = self.now()["focus"]

    def inside(self) -> bool:
        """Whether one of the fields has the focus."""
        return any(field.hasFocus() for field in self._fields.values())

    def restore(self, where: Mapping[str, Any]) -> None:
        """Go to what ``now`` told before."""
        cursor = self._words.textCursor()
        length = max(0, self._words.document().characterCount() - 1)
        cursor.setPosition(min(int(where.get("cursor", length)), length))
        self._words.setTextCursor(cursor)
        name = str(where.get("focus", ""))
        self.left_at = name if name in self._fields else WORDS
        self.come_back()

    def come_back(self) -> None:
        """Put the focus where it was left."""
        if self.left_at == SUGGESTIONS:
            self._right.return_to_list()
        else:
            self._fields[self.left_at].setFocus()
