"""The paper of a campaign out of the program: letters, call list or visit list, to the printer or into a file.

Letters count as made when they are in the printer or in the file, never before.
"""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from sociaalhuis.desk.proactive import campaign_papers
from sociaalhuis.desk.proactive.campaign_papers import CALL, LETTERS, NAMES, VISIT, Papers
from sociaalhuis.desk.proactive.campaign_rows import Row
from sociaalhuis.desk.rights import editions
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.keeping import PDF, save
from sociaalhuis.ui.parts.leaving import Leaving
from sociaalhuis.ui.workplace import Workplace

_FILES = {LETTERS: "brieven.pdf", CALL: "bellijst.pdf", VISIT: "bezoeklijst.pdf"}


class PapersOut(Leaving, QWidget):
    """``done`` when paper left; ``refused`` with what stands in the way."""

    NEXT = "Bewaar het als PDF (Alt+F) en druk het elders af."

    done = Signal()
    refused = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._campaign: UUID | None = None
        self._kind = QComboBox()
        label = look.label("&Papier")
        label.setBuddy(self._kind)
        self._kind.setAccessibleName("Papier")
        for kind, name in NAMES.items():
            self._kind.addItem(name, kind)
        self._print = QPushButton("Afdrukken   Ctrl+P")
        self._save = QPushButton("Als PD&F")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        for part in (label, self._kind, self._print, self._save):
            row.addWidget(part)
        row.addStretch()
        self._print.clicked.connect(self.print)
        self._save.clicked.connect(self.save)

    def show_rows(self, campaign: UUID | None, rows: Sequence[Row]) -> None:
        """For this campaign, with how many lines each paper has; None when there is no list."""
        self._campaign = campaign
        for place, (kind, name) in enumerate(NAMES.items()):
            self._kind.setItemText(place, f"{name} ({len(campaign_papers.fit(rows, kind))})")
        self.setEnabled(campaign is not None)

    def print(self, _checked: bool = False) -> None:
        """The chosen paper to the usual printer."""
        self._make(self.press.send, "Naar de printer")

    def save(self, _checked: bool = False) -> None:
        """The chosen paper into a file that the person chooses."""
        if self._campaign is None or self._busy:
            return
        file = self._place.ask.save_as("Papier bewaren", _FILES[self._kind.currentData()], PDF)
        if file is not None:
            self._make(partial(save, file), f"Bewaard als {file.name}")

    def _make(self, out: Callable[[bytes], None], said: str) -> None:
        campaign, kind = self._campaign, self._kind.currentData()
        if campaign is None or self._busy:
            return
        self._busy = True
        house, now = self._place.house, self._place.now()

        def make() -> Papers:
            return campaign_papers.make(house, campaign, kind, editions.engine(house).book, now)

        self._place.jobs.house(make, partial(self._made, out, said), failed=self._failed)

    def _made(self, out: Callable[[bytes], None], said: str, papers: Papers) -> None:
        self._place.jobs.paper(partial(out, papers.paper.pdf), partial(self._left, said, papers), failed=self._not_out)

    def _left(self, said: str, papers: Papers, _none: None) -> None:
        house, now = self._place.house, self._place.now()
        what = count(len(papers.rows), "brief", "brieven") if papers.kind == LETTERS else NAMES[papers.kind].lower()
        self._place.jobs.house(
            partial(campaign_papers.written, house, papers, now),
            partial(self._counted, f"{said}: {what}."),
            failed=self._failed,
        )

    def _counted(self, said: str, _none: None) -> None:
        self._busy = False
        self._place.say(said)
        self.done.emit()
