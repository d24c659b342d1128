"""Putting another file of the same person into this one: who may be the same, the likeliest first, or whoever is sought."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout

from sociaalhuis.desk.client import clients, merging
from sociaalhuis.desk.client.clients import Found
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.client.new import line
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Workplace

_NOBODY = "Niemand lijkt op deze persoon. Zoek hierboven op naam en jaar."


class MergePage(QFrame):
    """``merged`` is called when the two are one."""

    def __init__(self, place: Workplace, merged: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._merged = place, merged
        self._person: UUID | None = None
        self._name = ""
        self._merging = False
        self._title = look.label("", look.HEADING, bold=True, wrap=True)
        self._list = Rows("Zelfde persoon", two=True, empty=_NOBODY)
        self._seek = Seek("Zoek het andere dossier", "Naam en jaar, of telefoon", self._list)
        self._refusal = Strip()
        self._seek.asked.connect(self._search)
        self._list.chosen.connect(self._choose)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(self._title)
        text = (
            "Kies het dossier dat hierin opgaat. Alle vragen, briefjes en antwoorden komen samen. "
            f"Was het fout? Je kunt het {merging.DAYS} dagen lang ongedaan maken. Esc gaat terug."
        )
        inside.addWidget(look.label(text, role="soft", wrap=True))
        for part in (self._seek, self._refusal):
            inside.addWidget(part)
        inside.addWidget(self._list, 1)
        self.setFocusProxy(self._seek)

    def begin(self, person: UUID, name: str, candidates: Sequence[Found]) -> None:
        """Show who may be the same as this person."""
        self._person, self._name = person, name
        self._title.setText(f"Samenvoegen met {name}")
        self._refusal.tell("")
        self._seek.clear()
        self._show("", candidates)

    def _search(self, typed: str) -> None:
        if self._person is None:
            return
        house, person = self._place.house, self._person
        if typed.strip():
            self._place.jobs.house(
                lambda: clients.search(house, typed)[1], partial(self._show, typed), key="client-merge", failed=self._refused
            )
        else:
            self._place.jobs.house(partial(merging.candidates, house, person), partial(self._show, ""), key="client-merge")

    def _show(self, _typed: str, found: Sequence[Found]) -> None:
        self._list.show_lines([line(one) for one in found if one.id != self._person])
        self._list.select_row(0)
        self._seek.answered()

    def _choose(self, one: Found) -> None:
        if self._person is None or self._merging:
            return
        born = f" (°{one.birth})" if one.birth else ""
        if not self._place.ask.confirm(f"Gaat het dossier van {one.name}{born} op in dat van {self._name}?", "Samenvoegen"):
            return
        self._merging = True
        work = partial(merging.merge, self._place.house, self._person, one.id, self._place.now())
        self._place.jobs.house(work, self._done, failed=self._refused)

    def _done(self, _merge: UUID) -> None:
        self._merging = False
        self._merged()

    def _refused(self, error: BaseException) -> None:
        self._merging = False
        self._refusal.tell(told(error))
