"""Bewaartermijnen: the terms of the house, what is over them, and the list that one colleague makes and another carries out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.retention import due, papers, proposals, terms
from sociaalhuis.desk.retention.proposals import Ended, Listed, Proposal, Waiting
from sociaalhuis.desk.retention.terms import Term
from sociaalhuis.errors import Told
from sociaalhuis.exchange import compacting
from sociaalhuis.house import House
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace, press

LEAST = 820
_NOT_YOU = "Je rol laat dit niet toe. Vraag het aan de coördinator of de beheerder."
_MINE = "Jij maakte dit voorstel: een collega kijkt het na en wist. Jij kunt het intrekken."
_YOURS = "Kijk elk dossier na. B bewaart er een, met je reden. Wissen (Alt+W) kan niet ongedaan gemaakt worden."


class RetentionScreen(Screen):
    """At the left what there is, at the right what the chosen line holds."""

    name: ClassVar[str] = "retention"
    title: ClassVar[str] = "Bewaartermijnen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._wrong, self._busy = Strip(), Strip("strip-today")
        self._list = Rows("Bewaartermijnen", empty=_NOT_YOU)
        self._lines = Rows("Dossiers", two=True, empty="Niets.")
        self._head, self._what = look.label("", look.HEADING, bold=True, wrap=True), look.label("", role="soft", wrap=True)
        self._why = QLineEdit(placeholderText="Waarom blijft dit dossier? Typ het, dan Enter")
        self._why.setAccessibleName("Waarom blijft dit dossier?")
        self._why.setMaxLength(200)
        self._why.returnPressed.connect(self._spare)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._list.moved.connect(lambda _what: self._show_current())
        self._list.chosen.connect(lambda _what: self._lines.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._lines.on_key("B", self._keep)
        self.bind_commands()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        buttons: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("propose", "&Voorstel maken", "plus", self.propose),
            ("withdraw", "&Intrekken", "undo", self.withdraw),
            ("paper", "&PDF bewaren   Ctrl+P", "print", self.save_paper),
            ("erase", "&Wissen", "late", self.carry_out),
        )
        for key, words, icon, act in buttons:
            danger = key == "erase"
            button = self._buttons[key] = QPushButton(look.icon(icon, "late" if danger else "text"), words)
            button.clicked.connect(partial(press, act))
            if danger:  # apart from the rest: it cannot be undone
                look.set_role(button, "danger")
                top.addStretch()
            top.addWidget(button)
        left, right = card(self._list), card(self._head, self._what, self._lines, self._why)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(top)
        whole.addWidget(self._busy)
        whole.addWidget(self._wrong)
        whole.addWidget(Columns(LEAST, (left, 2), (right, 3), tall=320), 1)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Look what is over its term today; work begins in the list."""
        self._list.setFocus()
        self._wrong.tell("")
        if proposals.may(self.place.house):
            self._load()
        else:
            self._show((None, (), ()))

    def _load(self) -> None:
        house, today = self.place.house, self.place.today()
        self._busy.tell("De termijnen worden nagekeken …")

        def work() -> tuple[Waiting, Sequence[Proposal], Sequence[Ended]]:
            return proposals.waiting(house, today), proposals.proposals(house, today), proposals.history(house)

        self.place.jobs.house(work, self._show, key="retention", failed=self._refuse)

    def _show(self, found: tuple[Waiting | None, Sequence[Proposal], Sequence[Ended]]) -> None:
        self._busy.tell("")
        waiting, waits, ended = found
        lines: list[Line] = []
        if waiting is not None:
            over = f"{count(waiting.files, 'dossier', 'dossiers')}, {count(waiting.questions, 'vraag', 'vragen')}"
            lines = [Line("Over de termijn", waiting, "over", right=over, mark="today")]
            lines += [Line(_called(one), one, one.id, right=one.by, mark="follow") for one in waits]
            lines += [Line("Wat het huis hoelang bewaart", head=True)]
            lines += [Line(one.label, one, one.slug, right=_years(one)) for one in terms.terms(self.place.house)]
            lines += [Line("Vroeger gewist", head=True)] * bool(ended)
            lines += [Line(f"{_done(one)} op {short_day(one.ended.date())}", one, one.id, right=one.ended_by) for one in ended]
        self._list.show_lines(lines)
        self._show_current()

    def _show_current(self) -> None:
        what = self._list.current()
        waits = isinstance(what, Proposal)
        mine = isinstance(what, Proposal) and what.mine
        for key, on in (
            ("propose", isinstance(what, Waiting)),
            ("withdraw", waits),
            ("erase", waits and not mine),
            ("paper", isinstance(what, Proposal | Ended)),
        ):
            self._buttons[key].setVisible(on)
        if isinstance(what, Proposal):
            self._buttons["erase"].setText(f"&Wis {_goes(what)} …")
        self._why.setVisible(waits)
        self._lines.setVisible(not isinstance(what, Ended | None))
        if isinstance(what, Proposal):
            said = _MINE if mine else _YOURS
            loose = f" Ook {count(what.questions, 'vraag', 'vragen')} zonder naam." if what.questions else ""
            asked = f"De cliënt vraagt dit: {what.asked}. " if what.asked else ""
            self._say(_called(what), asked + said + loose, [_file(one) for one in what.files])
        elif isinstance(what, Waiting):
            held = [Line(f"{number} blijven: {due.HELD[why]}") for why, number in what.held.items()]
            self._say("Over de termijn", "Maak een voorstel (Alt+V). Een collega kijkt het na en wist.", held)
        elif isinstance(what, Term):
            told = {"Begint": what.starts, "Daarna": what.ends, "Grondslag": what.ground, "Let op": what.note}
            lines = [Line(name, detail=value) for name, value in told.items() if value]
            chosen = " De beheerder kiest dit bij de instellingen." if what.years else ""
            self._say(what.label, f"{_years(what).capitalize()}.{chosen}", lines)
        elif isinstance(what, Ended):
            self._say(_done(what), _ended(what), [])
        else:
            self._say("", "", [])

    def _say(self, head: str, what: str, lines: Sequence[Line]) -> None:
        self._head.setText(head)
        self._what.setText(what)
        self._lines.show_lines(lines)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._busy.tell("")
        self._wrong.tell(str(error))

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _do[T](self, work: Callable[[], T], said: Callable[[T], str]) -> None:
        def done(answer: T) -> None:
            self._wrong.tell("")
            self.place.say(said(answer))
            self._load()

        self.place.jobs.house(work, done, failed=self._refuse)

    def propose(self) -> None:
        """List what is over its term, for a colleague."""
        work = partial(proposals.propose, self.place.house, self.place.now())
        self._do(work, lambda _id: "Het voorstel staat klaar. Vraag een collega om het na te kijken.")

    def withdraw(self) -> None:
        """Take the proposal back."""
        what = self._list.current()
        if isinstance(what, Proposal):
            work = partial(proposals.withdraw, self.place.house, what.id, self.place.now())
            self._do(work, lambda _none: "Het voorstel is ingetrokken. Er is niets gewist.")

    def _keep(self, file: object) -> None:
        """B: leave this file out, after a reason; or put it back."""
        if isinstance(file, Listed) and file.spared:
            self._leave_out(file, "")
        elif isinstance(file, Listed) and not file.held:
            self._why.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _spare(self) -> None:
        file = self._lines.current()
        if isinstance(file, Listed) and self._why.text().strip():
            self._leave_out(file, self._why.text())
            self._why.clear()
            self._lines.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_out(self, file: Listed, why: str) -> None:
        what = self._list.current()
        if isinstance(what, Proposal):
            work = partial(proposals.spare, self.place.house, what.id, file.person, why)
            self._do(work, lambda _none: "Dit dossier blijft." if why else "Dit dossier staat weer op het voorstel.")

    def carry_out(self) -> None:
        """Erase what stands on the proposal, after one more question."""
        what, house, now = self._list.current(), self.place.house, self.place.now()
        if not isinstance(what, Proposal):
            return
        if not self.place.ask.confirm(f"{_goes(what)} voorgoed wissen?", "Wissen"):
            return
        self._busy.tell("Er wordt gewist …")

        def work() -> tuple[Mapping[str, int], bool, tuple[str, ...]]:
            counts = proposals.carry_out(house, what.id, now)
            return counts, compacting.compact(house), compacting.drop_old_copies(house.place)

        self._do(work, partial(_erased, house, now))

    def save_paper(self) -> None:
        """The proposal, or the account of what was erased, as a PDF without names."""
        what = self._list.current()
        if not isinstance(what, Proposal | Ended):
            return
        name = f"vernietiging-{what.made:%Y-%m-%d}.pdf"
        house, today = self.place.house, self.place.today()

        def make() -> bytes:
            return papers.paper(house, what, today).pdf

        keeping.keep(self.place, "Verslag bewaren", name, keeping.PDF, make, self._refuse, of_house=True)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Voorstel maken van wat over zijn termijn is", self.propose, "", "plus"),
            Command("Voorstel intrekken", self.withdraw, "", "undo"),
            Command("Wissen wat voorgesteld is", self.carry_out, "", "late"),
            Command("Voorstel of verslag bewaren als PDF", self.save_paper, "Ctrl+P", "print"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._lines, self._why)


def _years(term: Term) -> str:
    return "volgens de selectielijst" if term.slug == terms.REQUEST else f"{term.years} jaar" if term.years else "altijd"


def _called(one: Proposal) -> str:
    return f"{'Op vraag van de cliënt' if one.asked else 'Voorstel'}, {short_day(one.made.date())}"


def _done(one: Ended) -> str:
    return "Ingetrokken" if one.counts is None else "Gewist"


def _ended(one: Ended) -> str:
    by = f"Voorgesteld door {one.by} op {short_day(one.made.date())}, afgehandeld door {one.ended_by}."
    return f"{by} {papers.said(one.counts).capitalize()}." if one.counts is not None else f"{by} Er is niets gewist."


def _goes(what: Proposal) -> str:
    many = count(sum(one.goes for one in what.files), "dossier", "dossiers")
    return f"{many} en {count(what.questions, 'vraag', 'vragen')}"


def _file(one: Listed) -> Line:
    label = vocab.label("retention_classes", one.kind)
    detail = f"blijft: {one.spared or one.held}" if not one.goes else label
    role, mark = ("text", "") if one.goes else ("soft", "good")
    return Line(one.name, one, one.person, right=f"laatst {short_day(one.last)}", detail=detail, role=role, mark=mark)


def _erased(house: House, now: Any, done: tuple[Mapping[str, int], bool, tuple[str, ...]]) -> str:
    counts, compact, left = done
    until = proposals.copies_until(house, now)
    said = [f"Gewist: {papers.said(counts)}."]
    said += [f"In de reservekopieën staat het nog tot ongeveer {short_day(until)}."] if until else []
    said += [] if compact else ["Het bestand wordt kleiner bij een volgende keer: er werd net in gelezen."]
    said += [f"Wis zelf nog: {', '.join(left)}."] if left else []
    return " ".join(said)
