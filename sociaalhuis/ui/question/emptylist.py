"""What stands in the column of suggestions while there are none: a sentence, and quietly the services that the desk uses most.

A service is chosen for the question with Enter, or turfed with T: one count in its life domain, without a question.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.day.tally import Used
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows

NAME = "Meest gebruikt"


class EmptyList(QWidget):
    """``chosen`` and ``turfed`` with the Used of a line."""

    chosen = Signal(object)
    turfed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._quiet = True
        self._words = look.label("", role="soft", wrap=True)
        self._words.setMinimumHeight(look.px(18))  # a wrapped text asks for the height of its narrowest form
        self.used = Rows(NAME)
        self.used.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.used.on_key("T", self.turfed.emit)
        self.used.chosen.connect(self.chosen)
        self._head = QWidget()
        title = QLabel("&Meest gebruikt")
        title.setFont(look.font(look.SMALL, bold=True))
        title.setBuddy(self.used)
        look.set_role(title, "soft")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, look.px(look.GAP), 0, 0)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(look.label("Enter kiest · T turft", look.SMALL, role="soft"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._words, self._head, self.used):
            inside.addWidget(part)
        inside.addStretch()
        self._fit()

    def say(self, words: str, *, quiet: bool) -> None:
        """Say why there is nothing; the services are shown only in a ``quiet`` column, in which nothing was sought yet."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._quiet = quiet
        self._fit()

    def show_used(self, used: Sequence[Used]) -> None:
        """The services that the desk uses most, most first."""
        domains = [vocab.label("life_domains", one.domain) if one.domain else "" for one in used]
        self.used.show_lines(
            [Line(one.name, one, one.service, right=domain) for one, domain in zip(used, domains, strict=True)]
        )
        self._fit()

    def _fit(self) -> None:
        lines = self.used.lines()
        self.used.setFixedHeight(look.px(look.ROW * len(lines) + 4))
        for part in (self._head, self.used):
            part.setVisible(self._quiet and bool(lines))
