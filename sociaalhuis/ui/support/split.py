"""Taakverdeling: who informs, who helps to fill in and who files, for each right and for services; by keyboard.

A right or a service at the left, the agreement at the right. What is usual stands there until the house says otherwise.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.rights import editions
from sociaalhuis.desk.support import split
from sociaalhuis.desk.support.split import TASKS, Split
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.support.paperpage import beside
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 860
MOST = 6  # services that a search shows beside the rights
_MAY_NOT = "Alleen de coördinator of de beheerder wijzigt de taakverdeling. Je ziet hier wat er geldt."
_FIELDS: Mapping[str, str] = {"informs": "Wie &informeert?", "helps": "Wie helpt in&vullen?", "files": "Wie vraa&gt aan?"}


class SplitScreen(Screen):
    """Products at the left, who does what at the right."""

    name: ClassVar[str] = "split"
    title: ClassVar[str] = "Taakverdeling"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("split.change", place.house.actor.role)
        self._splits: Mapping[str, Split] = {}
        self._rights: Mapping[str, str] = {}
        self._product = ""
        self._where = places.known(place.house.text("house.postal_code"))
        self._told = ""
        self._list = Rows("Rechten en diensten", empty="Niets gevonden. Typ een ander woord.")
        self._seek = Seek("Zoek een recht of dienst", "Zoek een recht of dienst   Ctrl+F", self._list)
        self._counts = look.label("", look.SMALL, role="soft")
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._words = look.label("", wrap=True)
        self._trouble = Strip()
        self.parties = {task: self._party(task) for task in TASKS}
        self.where = QLineEdit(maxLength=80, placeholderText="bv. 1ste verdieping")
        self._save, self._usual = QPushButton("Bewaren   Ctrl+Enter"), QPushButton("Terug naar de gewone verdeling")
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda _one: self.parties["informs"].setFocus())
        self._seek.asked.connect(lambda _typed: self._show_list())
        self._save.clicked.connect(self.save)
        self._usual.clicked.connect(self.forget)
        self.bind_commands()

    def _party(self, task: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_FIELDS[task].replace("&", ""))
        box.addItem("niet afgesproken", "")
        for slug, label in split.parties().items():
            box.addItem(label, slug)
        box.setEnabled(self._may)
        return box

    def _lay_out(self) -> None:
        self._right = QFrame()
        look.set_role(self._right, "card")
        look.set_role(self._save, "primary")
        inside = QVBoxLayout(self._right)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._name, self._words, self._trouble):
            inside.addWidget(part)
        for task, box in self.parties.items():
            inside.addLayout(beside(_FIELDS[task], box))
        inside.addLayout(beside("&Waar in het huis?", self.where))
        self.where.setEnabled(self._may)
        acts = QHBoxLayout()
        acts.addWidget(self._usual)
        acts.addWidget(self._save, 1)
        inside.addLayout(acts)
        inside.addStretch()
        if not self._may:
            inside.addWidget(look.label(_MAY_NOT, role="soft", wrap=True))
        for button in (self._save, self._usual):
            button.setVisible(self._may)
        left = card(self._seek, self._counts, self._list, stretch=self._list)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 1), (self._right, 1), tall=280))

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, product: str = "", **_what: Any) -> None:
        """Load what holds; ``product`` is the one to begin with."""
        if product:
            self._product = product
            self._seek.clear()
        self._seek.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was agreed."""
        self._load()

    def _load(self) -> None:
        house = self.place.house

        def load() -> tuple[Mapping[str, Split], Mapping[str, str]]:
            rules = editions.engine(house).book.rules
            return split.everything(house), {f"right:{slug}": rule.name for slug, rule in rules.items()}

        self.place.jobs.house(load, self._show, key="split", failed=self._refused)

    def _show(self, loaded: tuple[Mapping[str, Split], Mapping[str, str]]) -> None:
        self._splits, self._rights = loaded
        self._show_list()
        if self._told:
            self.place.say(self._told)
            self._told = ""

    def _show_list(self) -> None:
        typed, engine = self._seek.text().strip().casefold(), self.place.engine
        named = dict(self._rights)
        found: Sequence[Service] = ()
        if engine is not None:
            agreed = [engine.service(product.removeprefix("service:")) for product in self._splits if product[:8] == "service:"]
            wanted = engine.service(self._product.removeprefix("service:")) if not typed else None
            found = engine.by_name(typed, MOST, self._where) if typed else []
            named |= {f"service:{one.id}": one.name for one in (*agreed, *found, wanted) if one is not None}
        sought = {f"service:{one.id}" for one in found}
        fits = {product: name for product, name in named.items() if typed in name.casefold() or product in sought}
        order = sorted(fits, key=lambda one: _place(fits[one].casefold(), typed))
        self._list.show_lines([self._line(product, fits[product]) for product in order])
        own = sum(one.own for one in self._splits.values())
        self._counts.setText(f"{count(len(fits), 'product', 'producten')} · {count(own, 'eigen afspraak', 'eigen afspraken')}")
        row = next((i for i, line in enumerate(self._list.lines()) if line.key == self._product), None)
        if row is not None:
            self._list.select_row(row)
        self._show_one(self._list.current())
        self._seek.answered()

    def _line(self, product: str, name: str) -> Line:
        one = self._splits.get(product)
        files = split.parties().get(one.files, "") if one is not None else ""
        kind = "" if product.startswith("right:") else "dienst"
        return Line(name, product, product, right=files, mark="good" if one and one.own else "", detail=kind)

    def _show_one(self, product: str | None) -> None:
        self._right.setVisible(product is not None)
        if product is None:
            return
        self._product = product
        one = self._splits.get(product, Split(product))
        self._name.setText(next((line.text for line in self._list.lines() if line.key == product), product))
        about = "Afspraak van dit huis" if one.own else "Gewoon" if one.words else "Nog niet afgesproken"
        self._words.setText(f"{about}: {one.words}" if one.words else f"{about}.")
        for task, box in self.parties.items():
            box.setCurrentIndex(max(0, box.findData(getattr(one, task))))
        self.where.setText(one.place)
        self._usual.setEnabled(one.own)
        self._trouble.tell("")

    # ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def save(self, _checked: bool = False) -> None:
        """Agree on what stands there."""
        if self._product and self._may:
            chosen = {task: str(box.currentData() or "") for task, box in self.parties.items()}
            new = Split(self._product, place=self.where.text(), own=True, **chosen)
            self._do(partial(split.change, self.place.house, new), "Bewaard. Ctrl+Z maakt dat ongedaan.")

    def forget(self, _checked: bool = False) -> None:
        """What is usual holds again."""
        if self._product and self._may:
            self._do(partial(split.back_to_usual, self.place.house, self._product), "Nu geldt weer wat gewoon is.")

    def _do(self, work: Any, said: str) -> None:
        self._told = said
        self.place.jobs.house(work, lambda _none: self._list.setFocus(), failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._told = ""
        self._trouble.tell(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Zoek een recht of dienst", self._seek.setFocus, "Ctrl+F", "search"),
            Command("Taakverdeling bewaren", self.save, "Ctrl+Enter", "save"),
            Command("Terug naar de gewone taakverdeling", self.forget, "", "undo"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._seek, self._list, self.parties["informs"])


def _place(name: str, typed: str) -> tuple[bool, bool, str]:
    """Names that begin with what is typed come first, then those that hold it."""
    return not name.startswith(typed), typed not in name, name
