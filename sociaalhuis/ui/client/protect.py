"""Protecting a file: tick the colleagues who may open it. For everybody else there is no such file."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk.client import protecting
from sociaalhuis.desk.client.protecting import Colleague
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.workplace import Workplace


class ProtectPage(QFrame):
    """``saved`` is called when the house holds it."""

    def __init__(self, place: Workplace, saved: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._saved = place, saved
        self._person: UUID | None = None
        self._boxes: dict[UUID, QCheckBox] = {}
        self._flow = Flow(look.px(look.GAP))
        self._refusal = Strip()
        held = QWidget()
        held.setLayout(self._flow)
        self._held = held
        save = QPushButton("Bewaren   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(self.save)
        row = QHBoxLayout()
        nobody = "Niemand aangevinkt: het dossier is weer open voor het team. Esc gaat terug."
        row.addWidget(look.label(nobody, look.SMALL, role="soft", wrap=True), 1)
        row.addWidget(save)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Wie mag dit dossier openen?", look.HEADING, bold=True))
        text = (
            "Gebruik dit voor een collega, familie of een bekende. Wie niet aangevinkt is, vindt het dossier nergens. "
            "Ook bij zoeken en bij dubbele dossiers komt het niet voor."
        )
        inside.addWidget(look.label(text, role="soft", wrap=True))
        for part in (held, self._refusal):
            inside.addWidget(part)
        inside.addLayout(row)
        inside.addStretch()

    def begin(self, person: UUID, colleagues: Sequence[Colleague]) -> None:
        """Show who could be named."""
        self._person = person
        self._flow.clear()
        self._boxes = {}
        for one in colleagues:
            box = QCheckBox(one.shown)
            box.setAccessibleName(f"Mag openen: {one.shown}")
            box.setChecked(one.named)
            self._flow.addWidget(box)
            self._boxes[one.id] = box
        self._refusal.tell("")
        if self._boxes:
            next(iter(self._boxes.values())).setFocus()

    def save(self, _checked: bool = False) -> None:
        """Write it down; what cannot be is said in place."""
        if self._person is None:
            return
        named = [colleague for colleague, box in self._boxes.items() if box.isChecked()]
        work = partial(protecting.protect, self._place.house, self._person, named, self._place.now())
        self._place.jobs.once("client.protect", work, self._done, failed=self._refused)

    def _done(self, _none: None) -> None:
        self._saved()

    def _refused(self, error: BaseException) -> None:
        self._refusal.tell(told(error))
