"""The search beside the file: a name, a year, a telephone or a code, and who or what fits."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from sociaalhuis.desk.client import clients
from sociaalhuis.desk.client.clients import Coded, Found
from sociaalhuis.texts import short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.client.new import line as person_line
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Workplace

WIDTH = 288
_START = "Zoek op naam, jaar, telefoon of code. Ken je de persoon nog niet? Alt+N maakt een nieuw dossier."
_NOTHING = (
    "Niemand gevonden voor “{typed}”. Zag je deze persoon nog nooit? Typ naam en voornaam, of ook het jaar of nummer. "
    "Of maak een nieuw dossier met Alt+N."
)


class SearchCard(QFrame):
    """``open_found`` gets what was chosen, ``begin_new`` starts a new file, ``failed`` an error."""

    def __init__(
        self,
        place: Workplace,
        open_found: Callable[[Found | Coded], None],
        begin_new: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._failed = place, failed
        self.rows = Rows("Gevonden personen", two=True, empty=_START)
        self.seek = Seek("Zoek een cliënt", "Naam, jaar, telefoon of code", self.rows)
        self._count = look.label("", look.SMALL, role="soft")
        new = QPushButton(look.icon("plus"), "Nieuwe persoon   Alt+N")
        new.clicked.connect(lambda _checked=False: begin_new())
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self.seek, self._count, self.rows, new):
            inside.addWidget(part, 1 if part is self.rows else 0)
        self.setFixedWidth(look.px(WIDTH))
        self.seek.asked.connect(self.search)
        self.rows.chosen.connect(open_found)

    def begin(self) -> None:
        """The cursor in the search, ready to type over."""
        self.show()
        self.seek.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.seek.selectAll()

    def search(self, typed: str) -> None:
        """Look up what was typed."""
        if not typed.strip():
            self._found("", (None, ()))
            return
        work = partial(clients.search, self._place.house, typed)
        self._place.jobs.house(work, partial(self._found, typed), key="client-search", failed=self._failed)

    def _found(self, typed: str, found: tuple[Coded | None, Sequence[Found]]) -> None:
        coded, people = found
        lines = [person_line(one) for one in people]
        if coded is not None:
            lines.insert(0, Line(coded.reference, coded, coded.contact, detail=f"vraag van {short_day(coded.at)}", mark="new"))
        sought = typed.strip()
        self.rows.say_when_empty(_NOTHING.format(typed=sought[:60]) if sought else _START)
        self.rows.show_lines(lines)
        self.rows.select_row(0)
        many = f"de eerste {len(lines)}" if len(people) == clients.MOST_FOUND else f"{len(lines)} gevonden"
        self._count.setText(many if sought else "")
        self.seek.answered()
