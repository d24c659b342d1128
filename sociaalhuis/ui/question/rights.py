"""Under the suggestions of a question: the rights worth exploring for its needs. It never says that somebody has one."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis.catalogue.needs import FoundNeed
from sociaalhuis.desk.rights import rights
from sociaalhuis.facts import Facts
from sociaalhuis.rights.engine import Engine
from sociaalhuis.ui import look

MOST = 2
SAY = "Mogelijke rechten: {names}{more}. Ctrl+R"


class RightsLine(QWidget):
    """One line, hidden while there is nothing to say. ``shown`` are the rights (slugs), the first ones of which it names."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[str, ...] = ()
        self._words = look.label("", look.SMALL, role="accent", wrap=True)
        self._words.setMinimumHeight(look.px(18))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._words)
        self.hide()

    def tell(self, found: Iterable[FoundNeed], known: Facts, engine: Engine | None, day: date) -> None:
        """Name the rights to explore for these needs; without rules (not read yet, not readable) nothing."""
        self.shown = () if engine is None else rights.worth_checking(found, known, engine, day)
        if engine is not None:
            names = ", ".join(engine.book.rules[one].name for one in self.shown[:MOST])
            further = len(self.shown) - MOST
            self._words.setText(SAY.format(names=names, more=f" en nog {further}" if further > 0 else ""))
        self.setVisible(bool(self.shown))
