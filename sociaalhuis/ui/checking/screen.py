"""Catalogus nakijken: what must be checked first, with the keys to walk it: V is right, N is not, O and P ask the service."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import freshness
from sociaalhuis.catalogue.freshness import Item
from sociaalhuis.desk.catalogue import actors, checking, editing, guide, history, proposals
from sociaalhuis.desk.catalogue.checking import Round
from sociaalhuis.desk.catalogue.history import Moment
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import told
from sociaalhuis.exchange import mail
from sociaalhuis.printing.page import Paper
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.catalogue import catalogue_words as words
from sociaalhuis.ui.parts import age as ages
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Chips, Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 860
PAUSE = 150  # milliseconds on a line before its history is read
MOST = 400  # lines that are shown
MOST_CALLS = 60  # services on one call list
HEADS: Mapping[str, str] = {
    freshness.NO_CONTACT: "CONTACT ONTBREEKT",
    freshness.REPORTED: "GEMELD: KLOPT NIET",
    freshness.MOST_USED: "MEEST GEBRUIKT, LANGER DAN 180 DAGEN",
    freshness.DUE: "TE OUD",
    freshness.FRESH: "IN ORDE",
}
_ROLES = {freshness.NO_CONTACT: "late", freshness.REPORTED: "late", freshness.MOST_USED: "today", freshness.DUE: "today"}
_EMPTY = "De catalogus is leeg. Vraag je beheerder om ze te laden."


class CheckingScreen(Screen):
    """The list at the left, the current record at the right."""

    name: ClassVar[str] = "checking"
    title: ClassVar[str] = "Catalogus nakijken"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._round = Round(())
        self._groups: tuple[str, ...] = ()
        self._fresh = checking.intervals(place.house)
        self._may = allows("service.verify", place.house.actor.role)
        self._list = Rows("Te controleren", two=True, empty=_EMPTY)
        self._counts = Chips()
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._why = look.label("", role="soft", wrap=True)
        self._chips, self._facts, self._wrong = Chips(), Facts("Fiche"), Strip()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._load_history)
        self._verify = self._verify_layer()
        self._acts = self._make_acts()
        self._lay_out()
        self._list.moved.connect(self._show_item)
        self._list.chosen.connect(lambda _item: self.verify())
        for letter, act in (
            ("V", self.verify),
            ("N", self.wrong),
            ("O", self.ask),
            ("A", self.answers),
            ("B", self.edit),
            ("P", self.letter),
        ):
            self._list.on_key(letter, partial(_ignore, act))
        self.bind_commands()

    def _make_acts(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(look.GAP))
        acts = (
            ("V", "Geverifieerd", self.verify),
            ("N", "Klopt niet", self.wrong),
            ("B", "Bewerken", self.edit),
            ("O", "Mail aan dienst", self.ask),
            ("P", "Brief op papier", self.letter),
            ("A", "Antwoorden", self.answers),
        )
        for at, (letter, said, run) in enumerate(acts):
            button = QPushButton(f"{letter}   {said}")
            button.setAccessibleName(f"{said}, letter {letter}")
            button.clicked.connect(partial(_run, run))
            button.setEnabled(self._may or letter == "N")
            grid.addWidget(button, at // 3, at % 3)
        return held

    def _verify_layer(self) -> Layer:
        made = Layer()
        self._whom, self._way = QLineEdit(maxLength=checking.LONGEST), QComboBox()
        self._way.setAccessibleName("Hoe")
        for term in vocab.terms("verify_ways", self.place.today()):
            if term.slug != editing.OWN_WAY:
                self._way.addItem(term.label, term.slug)
        asked, how = QLabel("Met &wie? Mag leeg"), QLabel("&Hoe")
        asked.setBuddy(self._whom)
        how.setBuddy(self._way)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (asked, self._whom, how, self._way):
            row.addWidget(part, 1 if part is self._whom else 0)
        self._whom.returnPressed.connect(self._keep)
        made.left.connect(self._close_layer)
        made.hide()
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._counts, 1)
        for said, icon, act in (("&Bellijst", "print", self.call_list), ("&Voorstellen", "follow", self.proposals)):
            button = QPushButton(look.icon(icon), said)
            button.clicked.connect(partial(_run, act))
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        left = card(self._list, margin=look.GAP, stretch=self._list)
        right = card(
            self._name, self._why, self._chips, self._facts, self._verify, self._wrong, self._acts, stretch=self._facts
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        whole.addWidget(Columns(LEAST, (left, 5), (right, 4), tall=300), 1)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Load the list; with ``groups`` (of freshness.GROUPS) the first line of one of them is current."""
        self._groups = tuple(what.get("groups", ()))
        self._list.setFocus()
        self._load()

    def changed(self, changed: Any) -> None:
        """A record was checked, changed or reported."""
        if {"service", "phone", "verification", "verification_task", "proposal"} & set(changed.rows):
            self._load()

    def _load(self) -> None:
        house, now = self.place.house, self.place.now()
        self.place.jobs.house(
            lambda: (checking.round_(house, now), proposals.count(house)), self._show, key="checking", failed=self._refuse
        )

    def _show(self, loaded: tuple[Round, int]) -> None:
        self._round, waiting = loaded
        items, lines = self._round.items, list[Line]()
        for group, head in HEADS.items():
            found = [one for one in items if one.group == group]
            if found:
                lines += [Line(f"{head} ({len(found)})", head=True), *map(self._line, found[: max(0, MOST - len(lines))])]
        self._list.show_lines(lines)
        old = sum(one.group == freshness.DUE or one.group == freshness.MOST_USED for one in items)
        urgent = sum(one.group in (freshness.NO_CONTACT, freshness.REPORTED) for one in items)
        good, top = freshness.top_fresh(items)
        chips = [
            (f"✓ {len(items) - old - urgent} in orde", "chip-good"),
            (f"● {old} na te kijken", "chip-today"),
            (f"▲ {urgent} zonder contact of gemeld", "chip-late"),
        ]
        if top:
            share = f"top {top}: {good * 100 // top} % binnen 180 dagen"
            chips.append((share, "chip-good" if good == top else "chip-today"))
        if waiting:
            chips.append((f"● {count(waiting, 'voorstel wacht', 'voorstellen wachten')}", "chip-today"))
        self._counts.show_chips(chips)
        self._to_group(lines)
        self._show_item(self._list.current())

    def _to_group(self, lines: Sequence[Line]) -> None:
        """To where somebody came for, once."""
        first = (row for row, one in enumerate(lines) if isinstance(one.what, Item) and one.what.group in self._groups)
        if (row := next(first, None)) is not None:
            self._list.select_row(row)
            head = self._list.currentIndex().siblingAtRow(row - 1)
            self._list.scrollTo(head, self._list.ScrollHint.PositionAtTop)
        self._groups = ()

    def _line(self, item: Item) -> Line:
        age = ages.age(item.service, self.place.today(), self._fresh.of(item.service))
        used = f"{count(item.uses, 'keer', 'keer')} gebruikt" if item.uses else ""
        rank = f"nr. {item.rank}" if item.rank else ""
        detail = " · ".join(filter(None, (*item.reports, used, rank, item.service.organization)))
        role = _ROLES.get(item.group, "good")
        return Line(item.service.name, item, item.service.id, detail=detail, right=age.short, mark=role, role=role)

    def _show_item(self, item: Item | None) -> None:
        self._wrong.tell("")
        self._close_layer(focus=False)
        for part in (self._facts, self._acts, self._chips):
            part.setVisible(item is not None)
        if item is None:
            self._name.setText("Geen fiche gekozen")
            self._why.setText("")
            return
        self._name.setText(breakable(item.service.name))
        self._why.setText(actors.why(item))
        self._chips.show_chips(words.chips(item.service, self.place.now(), self._fresh.of(item.service)))
        self._facts.show_facts(words.rows(item.service))
        self._soon.start()

    def _load_history(self) -> None:
        item = self._item
        if item is not None:
            work = partial(history.of, self.place.house, item.service.id)
            self.place.jobs.house(work, partial(self._show_history, item), key="history", failed=self._refuse)

    def _show_history(self, item: Item, moments: Sequence[Moment]) -> None:
        if self._list.current() is item:
            told = [(short_day(local(one.at).date()), _said(one), "") for one in moments]
            self._facts.show_facts([*words.rows(item.service), *([("", "GESCHIEDENIS", "soft"), *told] if told else [])])

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _item(self) -> Item | None:
        found: Item | None = self._list.current()
        return found

    def shown_service(self) -> str | None:
        """The record that is current."""
        return self._item.service.id if self._item else None

    def verify(self) -> None:
        """Ask with whom, then the record is right."""
        if self._item is not None and self._may:
            self._verify.show()
            self._whom.setFocus()

    def _close_layer(self, *, focus: bool = True) -> None:
        had = self._verify.isVisible()
        self._whom.clear()
        self._verify.hide()
        if had and focus:
            self._list.setFocus()

    def _keep(self) -> None:
        item = self._item
        if item is not None:
            work = partial(
                checking.verify,
                self.place.house,
                item.service.id,
                str(self._way.currentData()),
                self._whom.text(),
                self.place.now(),
            )
            self.place.jobs.house(work, partial(self._kept, item), failed=self._refuse)

    def _kept(self, item: Item, _none: None) -> None:
        self.place.say(f"Nagekeken: {item.service.name}. Ctrl+Z maakt ongedaan.")
        self._close_layer()
        self._list.select_row(self._list.currentIndex().row() + 1)

    def wrong(self) -> None:
        """What is not right."""
        if self._item is not None:
            self.place.go("wrong", service=self._item.service.id)

    def edit(self) -> None:
        """Change the record."""
        if self._item is not None and self._may:
            self.place.go("service", service=self._item.service.id)

    def answers(self) -> None:
        """Note what the organisation answered, typed or from its form."""
        if self._item is not None and self._may:
            self.place.go("answers", service=self._item.service.id)

    def proposals(self) -> None:
        """What sources and organisations want to change."""
        self.place.go("proposals")

    def ask(self) -> None:
        """A mail to the organisation, with the record and the questionnaire."""
        item = self._item
        if item is None or not self._may:
            return
        file = self.place.ask.save_as("Mail aan de dienst bewaren", f"vraag-{item.service.id}.eml", mail.KIND)
        if file is not None:
            house, today, slug = self.place.house, self.place.today(), item.service.id
            self._out(file, lambda: mail.write(file, actors.message(house, slug, today)[1]))

    def letter(self) -> None:
        """A letter on paper, with the record and the questionnaire."""
        item = self._item
        if item is None or not self._may:
            return
        house, today, slug = self.place.house, self.place.today(), item.service.id
        self._keep_paper("Brief aan de dienst bewaren", f"brief-{slug}.pdf", lambda: actors.letter(house, slug, today))

    def form(self) -> None:
        """The questionnaire as a PDF, for a visit."""
        item = self._item
        if item is None:
            return
        house, today, slug = self.place.house, self.place.today(), item.service.id
        self._keep_paper("Vragenlijst bewaren", f"vragenlijst-{slug}.pdf", lambda: actors.form(house, slug, today))

    def call_list(self) -> None:
        """The first of the list on paper, to call."""
        house, now = self.place.house, self.place.now()
        items = [one for one in self._round.items if one.group != freshness.FRESH and one.service.phones][:MOST_CALLS]
        self._keep_paper("Bellijst bewaren", "bellijst.pdf", lambda: actors.calls(house, items, now))

    def guide(self) -> None:
        """The whole catalogue on paper, for a day without computers."""
        house, now = self.place.house, self.place.now()
        self._keep_paper("Noodgids bewaren", guide.name(house, self.place.today()), lambda: guide.make(house, now))

    def suggestion(self) -> None:
        """What this house would change at the official source, on the clipboard."""
        if self._item is not None:
            self.place.jobs.house(
                partial(actors.suggestion, self.place.house, self._item.service.id), self._copy, failed=self._refuse
            )

    def _copy(self, text: str) -> None:
        if not text:
            self.place.say("In deze fiche is hier niets veranderd.")
            return
        QApplication.clipboard().setText(text)
        self.place.say("Gekopieerd: de suggestie voor de officiële bron.")

    def _keep_paper(self, title: str, name: str, make: Callable[[], Paper]) -> None:
        keeping.keep(self.place, title, name, keeping.PDF, lambda: make().pdf, self._refuse, of_house=True)

    def _out(self, file: Path, write: Callable[[], object]) -> None:
        self.place.jobs.house(write, lambda _none: self.place.say(f"Bewaard als {file.name}."), failed=self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Fiche bewerken", self.edit, "F2", "edit"),
            Command("Vragenlijst als PDF", self.form, "", "print"),
            Command("Bellijst bewaren", self.call_list, "", "print"),
            Command("Noodgids op papier: bewaar als PDF", self.guide, "", "emergency"),
            Command("Voorstellen bekijken", self.proposals, "", "follow"),
            Command("Suggestie voor de officiële bron kopiëren", self.suggestion, "", "copy"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._facts)


def _ignore(act: Callable[[], object], _current: object) -> None:
    act()


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _said(one: Moment) -> str:
    values = f": {one.before or 'leeg'} → {one.after or 'leeg'}" if one.before or one.after else ""
    return f"{one.what}{values} ({one.who})"
