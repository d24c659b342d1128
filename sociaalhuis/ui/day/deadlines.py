"""Uiterste datums: the questions whose last day is near, the first day first; Enter goes on with one, G says it is in order."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.day import deadlines
from sociaalhuis.desk.day.deadlines import Near
from sociaalhuis.errors import told
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

_EMPTY = "Geen enkele uiterste datum komt eraan."
_HOW = "Enter verwijst verder door. D opent het dossier. G noteert dat het in orde is."


class DeadlinesScreen(Screen):
    """One list, without a word of the client."""

    name: ClassVar[str] = "deadlines"
    title: ClassVar[str] = "Uiterste datums"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._list = Rows("Uiterste datums", lead=112, empty=_EMPTY)
        self._wrong = Strip()
        self._list.chosen.connect(lambda one: self.place.go("referral", contact=one.contact))
        self._list.on_key("D", self._open_file)
        self._list.on_key("G", self._in_order)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        how = look.label(_HOW, look.SMALL, role="soft", wrap=True)
        whole.addWidget(card(self._list, self._wrong, how, stretch=self._list))
        self.bind_commands()

    def arrive(self, **_what: Any) -> None:
        """Load the list."""
        self._wrong.tell("")
        self._list.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was noted: look again."""
        self._load()

    def _load(self) -> None:
        work = partial(deadlines.near, self.place.house, self.place.today())
        self.place.jobs.house(work, self._show, key="deadlines", failed=self._refuse)

    def _show(self, found: Sequence[Near]) -> None:
        self._list.show_lines([_line(one) for one in found])

    def _open_file(self, one: Near) -> None:
        if one.person is None:
            self.place.say("Deze vraag is zonder naam. Enter verwijst verder door.")
        else:
            self.place.go("client", person=one.person)

    def _in_order(self, one: Near) -> None:
        work = partial(deadlines.in_order, self.place.house, one.contact, self.place.now())
        self.place.jobs.house(work, lambda _none: self.place.say("In orde. Ctrl+Z maakt dat ongedaan."), failed=self._refuse)

    def in_order(self) -> None:
        """The current one is no worry any more."""
        one: Near | None = self._list.current()
        if one is not None:
            self._in_order(one)

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Uiterste datum is in orde", self.in_order, "", "good")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list,)


def _line(one: Near) -> Line:
    domains = ", ".join(vocab.label("life_domains", slug) for slug in one.domains)
    states = ", ".join(vocab.label("referral_states", state) for state in one.states)
    left = "voorbij" if one.left < 0 else f"nog {count(one.left, 'werkdag', 'werkdagen')}" if one.left else "vandaag"
    mark, role = ("late", "late") if one.left <= 0 else ("today", "today")
    day = short_day(one.deadline).rpartition(" ")[0]  # without the year
    how = f"{left} · {states or 'nog niet doorverwezen'}"
    return Line(f"{one.reference}  {domains}", one, one.contact, day, right=how, mark=mark, role=role)
