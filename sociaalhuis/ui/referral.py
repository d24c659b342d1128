"""Doorverwijzen: to whom, how, what goes along, and the paper as it will be. Saved before anything is printed."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk import handover
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.slip import render
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.clientview import ClientView
from sociaalhuis.ui.destinations import Destinations, named, speaking
from sociaalhuis.ui.parts import Strip
from sociaalhuis.ui.preview import Press, Preview, save
from sociaalhuis.ui.referral_form import ReferralForm, name_of
from sociaalhuis.ui.rows import Line
from sociaalhuis.ui.workplace import Command, Screen, Workplace

SETTLE = 20  # milliseconds: several changes at once make one paper
PLAIN = "Zonder afdruk   Ctrl+Enter"
_LEAST = {False: "12 pt", True: "18 pt"}


class ReferralScreen(Screen):
    """Refers one contact to at most three services."""

    name: ClassVar[str] = "referral"
    title: ClassVar[str] = "Doorverwijzen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.press = Press()
        self._case: handover.Case | None = None
        self._given: handover.Given | None = None
        self._recalled: Mapping[str, Any] = {}
        self._waiting: Sequence[str] = ()  # services that the engine could not name yet
        self._busy = False
        self._head = look.label("", role="soft")
        self._to = Destinations(self._services_named)
        self._form = ReferralForm(self._to, place.now)
        self._preview = Preview()
        self._wrong, self._saved = Strip("strip-late"), Strip("strip-today")
        self._printer = QComboBox()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._make_paper)
        self._form.changed.connect(self._changed)
        self._reasoned: object = None  # the case and services whose reasons are asked
        self._lay_out()
        self.bind_commands()

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(look.px(look.PAD))
        columns.addWidget(self._left(), 3)
        columns.addWidget(self._preview, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.PAD)] * 4)
        whole.setSpacing(look.px(look.GAP))
        whole.addWidget(self._head)
        whole.addLayout(columns, 1)
        whole.addWidget(self._wrong)
        whole.addWidget(self._saved)
        whole.addWidget(self._printers())
        whole.addLayout(self._buttons())

    def _left(self) -> QWidget:
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        to = QHBoxLayout()
        to.setSpacing(look.px(12))
        to.setContentsMargins(0, 0, look.px(look.GAP), 0)
        to.addWidget(name_of("N&aar", self._to.field), alignment=Qt.AlignmentFlag.AlignTop)
        to.addWidget(self._to, 1)
        inside.addLayout(to)
        inside.addWidget(self._form, 1)
        area = QScrollArea()
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        QApplication.instance().focusChanged.connect(self._show_focus)  # type: ignore[union-attr]  # a screen has an application
        card = QFrame()
        look.set_role(card, "card")
        around = QVBoxLayout(card)
        around.setContentsMargins(look.px(12), look.px(12), look.px(4), look.px(12))
        around.addWidget(area)
        return card

    @Slot(QWidget, QWidget)
    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._area.isAncestorOf(new):
            self._area.ensureWidgetVisible(new, 0, look.px(look.PAD))

    def _printers(self) -> QWidget:
        self._printer_row = QWidget()
        row = QHBoxLayout(self._printer_row)
        row.setContentsMargins(0, 0, 0, 0)
        self._printer.setAccessibleName("Printer")
        row.addWidget(name_of("Printer", self._printer))
        row.addWidget(self._printer)
        row.addWidget(look.label("Ctrl+P drukt hier af.", role="soft"))
        row.addStretch()
        self._printer_row.hide()
        return self._printer_row

    def _buttons(self) -> QHBoxLayout:
        self._print = QPushButton(look.icon("print", "on_accent"), "Doorverwijzen en afdrukken   Ctrl+P")
        self._plain = QPushButton(PLAIN)
        pdf = QPushButton(look.icon("save"), "Bewaar als PDF   Alt+B")
        client = QPushButton(look.icon("eye"), "Toon aan cliënt   F9")
        row = QHBoxLayout()
        for button, run in (
            (self._print, self.give_and_print), (self._plain, self.give_only), (pdf, self.save_pdf), (client, self.show_client),
        ):  # fmt: skip
            button.clicked.connect(run)
            row.addWidget(button)
        row.addStretch()
        return row

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Refer ``contact`` to ``services`` (ids); without a contact what was begun goes on."""
        contact, services = what.get("contact"), tuple(what.get("services") or ())
        if contact is None and self._recalled:
            contact = UUID(self._recalled["contact"])
        if self._case is not None and self._given is None and contact in (None, self._case.contact):
            known = [service.id for service in self._to.services]
            if contact is None and services:
                self.place.say(f"Toegevoegd aan de vraag met code {self._case.reference}.")
            self._show_services([*known, *(one for one in services if one not in known)])
            return
        if contact is None:
            self._head.setText("Nog geen vraag gekozen.")
            self._preview.show_reason("Begin met een nieuwe vraag (Ctrl+N). Daarna kun je hier doorverwijzen.")
            return
        house = self.place.house
        self.place.jobs.house(
            partial(handover.prepare, house, contact), partial(self._begin, services), key="referral.case", failed=self._refuse
        )

    def _begin(self, services: Sequence[str], case: handover.Case) -> None:
        self._case, self._given = case, None
        self._preview.show_reason("Het briefje wordt gemaakt …")  # never the paper of somebody else
        self._wrong.tell("")
        self._saved.tell("")
        self._printer_row.hide()
        self._plain.setText(PLAIN)
        self._form.setEnabled(True)
        self._to.setEnabled(True)
        self._to.choose((), self.place.today())
        self._form.begin(case)
        recalled, self._recalled = self._recalled, {}
        if recalled and recalled["contact"] == str(case.contact):
            self._form.load(recalled["form"])
            services = tuple(dict.fromkeys((*recalled["services"], *services)))
        self._show_services(services)

    def _show_services(self, services: Sequence[str]) -> None:
        engine = self.place.engine
        self._waiting = () if engine is not None else tuple(services)
        if engine is not None:
            found = [service for one in services if (service := engine.service(one)) is not None]
            self._to.choose(found, self.place.today())
        self._to.changed.emit()
        self._area.verticalScrollBar().setValue(0)
        if self._form.violence and self._form.calling.chosen is None:
            self._form.calling.setFocus()
        else:
            (self._form.kind if self._to.services else self._to).setFocus()

    def engine_ready(self) -> None:
        """Services have their names now."""
        if self._waiting:
            self._show_services(self._waiting)

    def remember(self) -> Mapping[str, Any]:
        """What is chosen and typed."""
        if self._case is None or self._given is not None:
            return dict(self._recalled)
        services = [service.id for service in self._to.services] or list(self._waiting)
        return {"contact": str(self._case.contact), "services": services, "form": dict(self._form.values())}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Go on with what was chosen before the lock."""
        self._recalled = state

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._to, self._form.kind, self._preview, self._plain if self._form.violence else self._print)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Doorverwijzen en afdrukken", self.give_and_print, "Ctrl+P", "print"),
            Command("Doorverwijzen zonder afdruk", self.give_only, "Ctrl+Enter", "refer"),
            Command("Briefje bewaren als PDF", self.save_pdf, "Alt+B", "save"),
            Command("Briefje tonen aan de cliënt", self.show_client, "F9", "eye"),
            Command("Toestemming noteren: ja, mondeling", self.note_consent, "Alt+T", "good"),
            Command("Neutraal briefje aan of uit", self.toggle_neutral, "Alt+N", "shield"),
            Command("Andere printer kiezen", self.choose_printer, "Alt+P", "print"),
            Command("Terug zonder verlies", self.back, "Esc", "undo"),
        )

    def back(self) -> None:
        """Leave; what was typed stays. After saving it is done."""
        if self._given is not None:
            self._done()
        else:
            self.place.go("today")

    # ── the paper ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _changed(self) -> None:
        self._wrong.tell("")
        self._settle.start()

    def _make_paper(self) -> None:
        self._show_state()
        case = self._case
        if case is None or self._given is not None:
            return
        plan, today = self._form.plan(case), self.place.today()
        if not plan.services:
            self._preview.show_reason("Hier komt het briefje. Kies eerst een dienst.")
            return
        self.place.jobs.rest(
            lambda: render(handover.slip(case, plan, today)), partial(self._show_paper, plan.choices.large),
            key="referral.paper", failed=self._no_paper,
        )  # fmt: skip
        self._look_for_reasons(case, plan.services)

    def _show_paper(self, large: bool, paper: Paper) -> None:
        self._preview.show_paper(paper, _LEAST[large])

    def _no_paper(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._preview.show_reason(f"Dit briefje kan zo niet.\n\n{error.what}\n{error.now}", "late")

    def _show_state(self) -> None:
        case, form = self._case, self._form
        if case is None:
            return
        chosen = f"{count(len(self._to.services), 'dienst', 'diensten')} gekozen"
        self._head.setText(f"Code {case.reference} · {chosen} · Esc = terug zonder verlies")
        first, second = (self._plain, self._print) if form.violence else (self._print, self._plain)
        look.set_role(first, "primary")
        look.set_role(second, "")
        self._print.setIcon(look.icon("print", "text" if form.violence else "on_accent"))
        due = handover.first_day(self.place.house, case, form.plan(case), self.place.today())
        form.say_when(f"Op te volgen vanaf {day(due)}." if due else "")

    def _services_named(self, typed: str) -> Sequence[Line]:
        return named(self.place.engine, typed, None if self._case is None else self._case.postal_code)

    def _look_for_reasons(self, case: handover.Case, services: tuple[Service, ...]) -> None:
        engine, asked = self.place.engine, (case.contact, services)
        if engine is not None and case.words.strip() and asked != self._reasoned:
            self._reasoned = asked
            work = partial(speaking, engine, case, services, self.place.today())
            self.place.jobs.rest(work, self._to.show_why, key="referral.why")

    # ── giving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def note_consent(self) -> None:
        """The client said yes at the desk."""
        self._form.consent.choose("oral")
        self._form.changed.emit()
        self.place.say("Toestemming genoteerd: ja, mondeling.")

    def toggle_neutral(self) -> None:
        """The paper without the name of the service, or with it again."""
        self._form.neutral.toggle()
        self.place.say("Neutraal briefje: de dienst staat er niet op." if self._form.neutral.isChecked() else "Gewoon briefje.")

    def give_and_print(self) -> None:
        """Save the referral, keep the slip, print it."""
        self._give(self._send, paper=True)

    def give_only(self) -> None:
        """Save the referral; no paper."""
        if self._given is not None:
            self._done()
        else:
            self._give(self._done, paper=False)

    def save_pdf(self) -> None:
        """Save the referral, keep the slip, and write it where the person wants."""
        if self._case is None or not self._checked():
            return
        file = self.place.ask.save_as("Briefje bewaren", f"briefje {self._case.reference}.pdf", "PDF (*.pdf)")
        if file is not None:
            self._give(partial(self._write, file), paper=True)

    def _checked(self) -> bool:
        try:
            if self._given is None:
                self._form.check()
        except Refusal as refusal:
            self._refuse(refusal)
            return False
        return not self._busy

    def _give(self, then: Any, *, paper: bool) -> None:
        case = self._case
        if case is None or not self._checked():
            return
        if self._given is not None:
            then()
            return
        self._wrong.tell("")
        self._busy = True
        house, plan, now = self.place.house, self._form.plan(case), self.place.now()
        self.place.jobs.house(
            lambda: handover.give(house, case, plan, now, paper=paper), partial(self._was_given, then), failed=self._refuse
        )

    def _was_given(self, then: Any, given: handover.Given) -> None:
        self._busy = False
        self._given = given
        self._form.setEnabled(False)
        self._to.setEnabled(False)
        then()

    def _send(self) -> None:
        given = self._given
        if given is None or given.paper is None or self._busy:
            return
        self._busy = True
        pdf, press = given.paper.pdf, self.press
        name = self._printer.currentText() if self._printer_row.isVisible() else ""
        self.place.jobs.rest(lambda: press.send(pdf, name), lambda _none: self._done(), failed=self._not_out)

    def _write(self, file: Path) -> None:
        given = self._given
        if given is None or given.paper is None:
            return
        self._busy = True
        pdf = given.paper.pdf
        self.place.jobs.rest(partial(save, file, pdf), lambda _none: self._done(), failed=self._not_out)

    def _not_out(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        code = "" if self._given is None else self._given.reference
        self._saved.tell(f"{error} De doorverwijzing is bewaard met code {code}. Klaar? Ctrl+Enter.")
        self._plain.setText("Klaar   Ctrl+Enter")
        self._plain.setFocus()

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._wrong.tell(str(error))

    def _done(self) -> None:
        given, self._given, self._case, self._busy = self._given, None, None, False
        self._to.choose((), self.place.today())
        self.place.go("today")
        if given is not None:
            later = f", op te volgen vanaf {day(given.due)}" if given.due else ", niet op te volgen"
            self.place.say(f"Doorverwezen met code {given.reference}{later}.")

    def choose_printer(self) -> None:
        """Show the printers of this PC to choose from; asking a printer on the network takes a while."""
        self.place.jobs.rest(self.press.names, self._show_printers, key="referral.printers")

    def _show_printers(self, names: Sequence[str]) -> None:
        self._printer.clear()
        self._printer.addItems(list(names))
        self._printer_row.setVisible(bool(names))
        self._printer.setFocus()
        if not names:
            self._saved.tell("Deze pc vindt geen printer. Bewaar als PDF (Alt+B) of toon groot (F9).")

    def show_client(self) -> None:
        """The steps, large, for the client to read along."""
        case = self._case
        if case is None:
            return
        try:
            slip = handover.slip(case, self._form.plan(case), self.place.today())
        except Refusal as refusal:
            self._refuse(refusal)
            return
        ClientView(self.window().centralWidget(), slip)  # type: ignore[attr-defined]  # the window is a QMainWindow
