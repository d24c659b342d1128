"""Who keeps the overview of the file that is open: Enter on a colleague chooses."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout

from sociaalhuis.desk.client import keyworker
from sociaalhuis.desk.client.protecting import Colleague
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

_WHAT = (
    "Het aanspreekpunt houdt het overzicht en blijft bereikbaar voor de cliënt. Wat op te volgen is, staat in de opvolglijst "
    "bij “Van mij”. Enter kiest, Esc gaat terug."
)


class KeyworkerPage(QFrame):
    """``saved`` is called with what to say when the house holds it."""

    def __init__(self, place: Workplace, saved: Callable[[str], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._saved = place, saved
        self._person: UUID | None = None
        self.rows = Rows("Aanspreekpunt", empty="Niemand die hier werkt, mag dit dossier openen.")
        self.rows.chosen.connect(self._choose)
        self._refusal = Strip()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Aanspreekpunt kiezen", look.HEADING, bold=True))
        inside.addWidget(look.label(_WHAT, role="soft", wrap=True))
        inside.addWidget(self.rows, 1)
        inside.addWidget(self._refusal)
        self.setFocusProxy(self.rows)

    def begin(self, person: UUID, now: str, colleagues: Sequence[Colleague]) -> None:
        """For this person; ``now`` is the name of who keeps the overview today."""
        self._person = person
        self._refusal.tell("")
        lines = [
            Line(one.shown, one, one.id, right="nu" if one.shown == now else "", mark="people", role="accent")
            for one in colleagues
        ]
        self.rows.show_lines(lines)
        self.rows.select_row(next((row for row, line in enumerate(lines) if line.right), 0))

    def _choose(self, one: Colleague) -> None:
        if self._person is None:
            return
        work = partial(keyworker.choose, self._place.house, self._person, one.id)
        self._place.jobs.once("client.keyworker", work, partial(self._chosen, one), failed=self._failed)

    def _chosen(self, one: Colleague, _none: None) -> None:
        self._saved(f"{one.shown} is nu het aanspreekpunt.")

    def _failed(self, error: BaseException) -> None:
        self._refusal.tell(told(error))
