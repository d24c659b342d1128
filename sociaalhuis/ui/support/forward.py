"""Sending a steunaanvraag on to another OCMW: to whom, why, and the letters that go with it. The first day stays."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from sociaalhuis.desk.support import competence, papers
from sociaalhuis.desk.support.papers import Forwarding, Wishes
from sociaalhuis.desk.support.requests import Request
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui import look
from sociaalhuis.ui.support.paperpage import PaperPage, beside
from sociaalhuis.ui.workplace import Workplace

_LABELS = {
    "asielzoeker": "asielaanvraag loopt",
    "instelling": "verblijft in een instelling",
    "student": "student",
    "dakloos": "dakloos, verblijft elders",
    "verblijfplaats": "woont gewoonlijk elders",
}


class ForwardPage(PaperPage):
    """The letters to the client and to the other OCMW."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "Doorzenden naar een ander OCMW", "Doorzenden en afdrukken")

    def fields(self) -> list[QWidget]:
        """To whom and why."""
        self.to, self.address = QLineEdit(maxLength=120), QLineEdit(maxLength=200)
        self.words = QLineEdit(maxLength=300)
        rules = (*competence.asked(self._place.house.actor.role), competence.rules().general)
        self.reasons = {rule.name: QCheckBox(_LABELS.get(rule.name, rule.name)) for rule in rules}
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        for text, field in (("Naar &welk OCMW?", self.to), ("&Adres", self.address)):
            inside.addLayout(beside(text, field))
        inside.addWidget(look.label("Waarom zijn wij niet bevoegd?", bold=True))
        grid = QGridLayout()
        for place, box in enumerate(self.reasons.values()):
            grid.addWidget(box, place // 2, place % 2)
        inside.addLayout(grid)
        inside.addLayout(beside("&Uitleg", self.words))
        for field in (self.to, self.address, self.words):
            field.textEdited.connect(self.again)
        self.to.editingFinished.connect(self._find_address)
        for box in self.reasons.values():
            box.toggled.connect(self.again)
        return [held]

    def open(self, request: Request, town: str = "", reasons: Sequence[str] = ()) -> None:
        """Begin with a town and reasons that the helper for competence found."""
        self.to.setText(f"OCMW {town}" if town else "")
        self.address.clear()
        self.words.clear()
        for name, box in self.reasons.items():
            box.setChecked(name in reasons)
        self._find_address()
        self.begin(request.id)

    def _begun(self, request: Request) -> None:
        super()._begun(request)
        self.to.setFocus()

    def _find_address(self) -> None:
        """The address of that OCMW as the catalogue has it."""
        engine, typed = self._place.engine, self.to.text().strip()
        if engine is None or not typed or self.address.text():
            return
        for service in engine.by_name(typed, 5, ()):
            where = next((one for one in service.addresses if not one.confidential), None)
            if where is not None and typed.casefold() in f"{service.organization} {service.name}".casefold():
                self.address.setText(where.line)
                self.again()
                return

    def _to(self) -> Forwarding:
        address = tuple(part.strip() for part in self.address.text().split(",") if part.strip())
        reasons = tuple(name for name, box in self.reasons.items() if box.isChecked())
        return Forwarding(self.to.text(), address, reasons, self.words.text())

    def maker(self, request: Request, wishes: Wishes) -> Callable[[], Paper]:
        """The letters."""
        return partial(papers.letters, self._place.house, request.id, self._place.now(), self._to(), wishes)

    def keeper(self, request: Request, wishes: Wishes, paper: Paper) -> Callable[[], object]:
        """The step with its reasons, and the letters."""
        return partial(papers.send, self._place.house, request.id, self._place.now(), self._to(), wishes, paper)

    def said(self, request: Request) -> str:
        """What is said when it is done."""
        return f"{request.number} is doorgezonden naar {self.to.text().strip()}. Geef de cliënt zijn brief."
