"""De woorden van de matrix: clusters and target groups at the left, the current one at the right. Enter changes; C, D add."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.catalogue.matrix_axes import GROUPS
from sociaalhuis.desk.catalogue import matrices, matrix_words
from sociaalhuis.desk.catalogue.matrix_words import Word
from sociaalhuis.errors import told
from sociaalhuis.texts import short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.parts.smallform import Asked, Form, typed
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 860
_MAY_NOT = "Alleen de coördinator of de beheerder wijzigt de woorden. Je ziet hier wat er geldt."
_HELP = "Wat al ingevuld is, blijft bij zijn woord. Een woord met een laatste dag verdwijnt pas daarna uit de matrix."
_FIELDS: Asked = (
    ("label", "&Woord", ""),
    ("order", "&Plaats in de lijst", "een getal, 1 staat eerst"),
    ("starts", "&Vanaf", "dag/maand/jaar"),
    ("ends", "&Tot en met", "dag/maand/jaar. Leeg: zonder einde"),
    ("takes", "&Neemt ook", "domeinen of labels van fiches, met komma's"),
)


class MatrixWordsScreen(Screen):
    """Both lists in one."""

    name: ClassVar[str] = "matrix_words"
    title: ClassVar[str] = "Woorden van de matrix"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("matrix.words", place.house.actor.role)
        self._edited = ("", "")  # the list and the slug that the form is about
        self._list = Rows("Clusters en doelgroepen", two=True)
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._facts, self._wrong = Facts("Woord"), Strip()
        self._form = Form(_FIELDS, self._keep)
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._form.left.connect(self._close)
        if self._may:
            self._list.chosen.connect(self._edit)
            for letter, act in (("C", self.new_cluster), ("D", self.new_group), ("G", self.back_to_usual)):
                self._list.on_key(letter, partial(_ignore, act))
        self.bind_commands()

    def _lay_out(self) -> None:
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        for letter, said, act in (
            ("C", "Nieuwe cluster", self.new_cluster),
            ("D", "Nieuwe doelgroep", self.new_group),
            ("G", "Terug naar het gewone woord", self.back_to_usual),
        ):
            button = QPushButton(f"{letter}   {said}")
            button.setAccessibleName(f"{said}, letter {letter}")
            button.clicked.connect(partial(_run, act))
            row.addWidget(button)
        row.addStretch()
        left = card(self._list, margin=look.GAP, stretch=self._list)
        about = look.label(_HELP if self._may else _MAY_NOT, look.SMALL, role="soft", wrap=True)
        right = card(self._name, self._facts, self._form, self._wrong, about, acts, stretch=self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=300))
        acts.setVisible(self._may)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Load the lists."""
        self._list.setFocus()
        self._load()

    def changed(self, changed: Any) -> None:
        """Somebody changed a word, or the list of clusters that the house uses."""
        if {"house_term", "setting"} & set(changed.rows):
            self._load()

    def _load(self) -> None:
        self.place.jobs.house(partial(matrix_words.of, self.place.house), self._show, key="matrix-words", failed=self._refuse)

    def _show(self, found: Sequence[Word]) -> None:
        lines: list[Line] = []
        for head, group in (("CLUSTERS", False), ("DOELGROEPEN", True)):
            part = [self._line(one) for one in found if one.group is group]
            lines += [Line(f"{head} ({len(part)})", head=True), *part]
        with QSignalBlocker(self._list):  # what is being written stays open while the list comes anew
            self._list.show_lines(lines)
        if self._form.isHidden():
            self._show_one(self._list.current())

    def _line(self, one: Word) -> Line:
        today = self.place.today()
        ended = "" if one.holds(today) else "niet meer" if one.valid_from <= today else "later"
        until = f"tot en met {short_day(one.valid_until)}" if one.valid_until else ""
        own = "van dit huis" if one.own else ""
        role = "soft" if ended else "text"
        return Line(one.label, one, (one.list_name, one.slug), detail=until, right=ended or own, role=role)

    def _show_one(self, one: Word | None) -> None:
        self._close(focus=False)
        if one is None:
            self._name.setText("Geen woord gekozen")
            self._facts.show_facts(())
            return
        self._name.setText(breakable(one.label))
        whose = "van dit huis" if not one.shipped else "door dit huis veranderd" if one.own else "gewone lijst"
        self._facts.show_facts(
            [
                ("Soort", "doelgroep" if one.group else "cluster", ""),
                ("Plaats", str(one.order), ""),
                ("Vanaf", short_day(one.valid_from), ""),
                ("Tot en met", short_day(one.valid_until) if one.valid_until else "zonder einde", ""),
                *([("Neemt ook", one.taken, "")] if one.taken else []),
                ("Van wie", whose, "soft"),
            ]
        )

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _edit(self, one: Word) -> None:
        known = {
            "label": one.label,
            "order": str(one.order),
            "starts": typed(one.valid_from),
            "ends": typed(one.valid_until),
            "takes": one.taken,
        }
        self._begin(one.list_name, one.slug, "Woord aanpassen", known)

    def new_cluster(self) -> None:
        """Add a cluster to the list in use."""
        self._new(matrices.clusters(self.place.house), "Nieuwe cluster", group=False)

    def new_group(self) -> None:
        """Add a target group."""
        self._new(GROUPS, "Nieuwe doelgroep", group=True)

    def _new(self, list_name: str, head: str, *, group: bool) -> None:
        if self._may:
            orders = [line.what.order for line in self._list.lines() if line.what is not None and line.what.group is group]
            known = {"order": str(max(orders, default=0) + 1), "starts": typed(self.place.today())}
            self._begin(list_name, "", head, known)

    def _begin(self, list_name: str, slug: str, head: str, known: Mapping[str, str]) -> None:
        self._wrong.tell("")
        self._edited = list_name, slug
        self._form.begin(head, known)

    def _close(self, *, focus: bool = True) -> None:
        self._wrong.tell("")
        self._form.hide()
        if focus:
            self._list.setFocus()

    def _keep(self, said: Mapping[str, str]) -> None:
        work = partial(matrix_words.keep, self.place.house, *self._edited, dict(said), self.place.now())
        self.place.jobs.once("matrix.words", work, self._kept, failed=self._refuse)

    def _kept(self, _none: None) -> None:
        self._close()
        self.place.say("Bewaard. De matrix volgt vanzelf. Ctrl+Z maakt ongedaan.")

    def back_to_usual(self) -> None:
        """What the vocabulary says of the current word holds again."""
        one: Word | None = self._list.current()
        if one is not None and self._may:
            said = "Weg uit de lijst. Ctrl+Z maakt ongedaan." if not one.shipped else "Nu geldt weer de gewone lijst."
            work = partial(matrix_words.back, self.place.house, one)
            self.place.jobs.house(work, lambda _none: self.place.say(said), failed=self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the matrix."""
        if event.key() == Qt.Key.Key_Escape:
            self.place.go("matrix")  # which reads the words anew
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Nieuwe cluster in de matrix", self.new_cluster, "", "plus"),
            Command("Nieuwe doelgroep in de matrix", self.new_group, "", "plus"),
            Command("Terug naar het gewone woord", self.back_to_usual, "", "undo"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._facts)


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _ignore(act: Callable[[], object], _current: object) -> None:
    act()
