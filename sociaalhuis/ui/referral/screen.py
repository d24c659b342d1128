"""Doorverwijzen: to whom, how, what goes along, and the paper as it will be. Saved before anything is printed.

What is chosen and typed is a draft of this screen until it is given: kept while it is typed, found again on Vandaag, and
offered back when the same contact is referred.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk import drafts
from sociaalhuis.desk.referral import handover
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.printing.page import Paper
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Columns, Strip
from sociaalhuis.ui.parts.preview import Preview
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.parts.unfinished import Unfinished
from sociaalhuis.ui.referral.clientview import ClientView
from sociaalhuis.ui.referral.destinations import Destinations, named, speaking
from sociaalhuis.ui.referral.form import ReferralForm
from sociaalhuis.ui.referral.out import Out, said
from sociaalhuis.ui.referral.side import Side
from sociaalhuis.ui.workplace import Command, Screen, Workplace

AGAINST = "De cliënt voldoet niet aan een voorwaarde van {name}: “{question}” Waarom verwijs je toch door?"
BACK = "Hier was je aan bezig. Alles staat er weer."
DROP = "Deze doorverwijzing laten vallen? De vraag zelf blijft bewaard."
LEAST, TALL = 700, 200  # room for the form beside the paper, and the height of each when there is not; at 100 %
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
        self._begun: Mapping[str, Any] = {}  # how the form began: what is not changed is not worth keeping
        self._waiting: Sequence[str] = ()  # services that the engine could not name yet
        self._busy = False
        self._head, self._state = look.label("", role="soft"), look.label("", look.SMALL, role="soft")
        self._unfinished = Unfinished(place, handover.DRAFT, self._content, self)
        self._unfinished.state.connect(self._say_state)
        self._to = Destinations(self._services_named, place)
        self._form = ReferralForm(self._to, place.now)
        self._preview = Preview()
        self._wrong, self._out = Strip("strip-late"), Out(place)
        self._out.done.connect(self._done)
        self._out.stuck.connect(self._not_out)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._make_paper)
        self._form.changed.connect(self._changed)
        self._form.edited.connect(self._touch)
        self._reasoned: object = None  # the case and services whose reasons are asked
        self._lay_out()
        self.bind_commands()

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self._side = Side(self._to, self._form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.PAD)] * 4)
        whole.setSpacing(look.px(look.GAP))
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._state)
        whole.addLayout(head)
        columns = Columns(LEAST, (self._side, 3), (self._preview, 2), tall=TALL)
        self._side.grown.connect(columns.bring_in)
        whole.addWidget(columns, 1)
        whole.addWidget(self._wrong)
        whole.addWidget(self._out)
        whole.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        self._print = QPushButton(look.icon("print", "on_accent"), "Doorverwijzen en afdrukken   Ctrl+P")
        self._plain = QPushButton(PLAIN)
        pdf = QPushButton(look.icon("save"), "Bewaar als PDF   Alt+B")
        client = QPushButton(look.icon("eye"), "Toon aan cliënt   F9")
        row = Flow(look.px(look.GAP))
        for button, run in (
            (self._print, self.give_and_print), (self._plain, self.give_only), (pdf, self.save_pdf), (client, self.show_client),
        ):  # fmt: skip
            button.clicked.connect(run)
            row.addWidget(button)
        return widget_with(row)

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Refer ``contact`` to ``services`` (ids), or go on with a ``draft``; without either what was begun goes on."""
        contact, services, draft = what.get("contact"), tuple(what.get("services") or ()), what.get("draft")
        here = self._case is not None and self._given is None
        if contact is None and draft is None and self._recalled:
            contact = UUID(self._recalled["contact"])
        if here and draft in (None, self._unfinished.id) and contact in (None, self._case.contact if self._case else None):
            self._take_along(services, told=contact is None)
            return
        if contact is None and draft is None and services:
            self._begin(services, None)  # for whom is not known
            return
        work = partial(handover.go_on, self.place.house, contact, draft, what.get("spoken"))
        self.place.jobs.house(work, partial(self._begin, services), key="referral.case", failed=self._refuse)

    def _take_along(self, services: Sequence[str], *, told: bool) -> None:
        known = [service.id for service in self._to.services]
        if told and services and self._case is not None:
            self.place.say(f"Toegevoegd aan de vraag met code {self._case.reference}.")
        self._show_services([*known, *(one for one in services if one not in known)])

    def _begin(self, services: Sequence[str], work: tuple[handover.Case, drafts.Draft | None] | None) -> None:
        if work is None:
            self._head.setText("Nog geen vraag gekozen.")
            self._preview.show_reason("Begin met een nieuwe vraag (Ctrl+N). Daarna kun je hier doorverwijzen.")
            return
        self._unfinished.keep_quietly()  # what was typed for somebody else
        (self._case, kept), self._given = work, None
        self._preview.show_reason("Het briefje wordt gemaakt …")  # never the paper of somebody else
        self._wrong.tell("")
        self._out.begin()
        self._plain.setText(PLAIN)
        self._form.setEnabled(True)
        self._to.setEnabled(True)
        self._to.choose((), self.place.today())
        self._form.begin(self._case)
        self._begun = self._form.values()
        self._unfinished.begin(kept)
        recalled, self._recalled = self._recalled, {}
        if not recalled or recalled["contact"] != str(self._case.contact):
            recalled = {} if kept is None else kept.content
            if kept is not None:
                self.place.say(BACK)
        if recalled:
            self._form.load(recalled["form"])
            services = tuple(dict.fromkeys((*recalled["services"], *services)))
        self._show_services(services)
        self._touch()

    def _show_services(self, services: Sequence[str]) -> None:
        engine = self.place.engine
        self._waiting = () if engine is not None else tuple(services)
        if engine is not None:
            found = [service for one in services if (service := engine.service(one)) is not None]
            self._to.choose(found, self.place.today())
        self._to.changed.emit()
        self._side.to_top()
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
        return self._work(self._case)

    def _work(self, case: handover.Case) -> Mapping[str, Any]:
        services = [service.id for service in self._to.services] or list(self._waiting)
        names = [service.name for service in self._to.services]
        return {
            "contact": str(case.contact), "code": case.reference, "services": services, "names": names,
            "form": dict(self._form.values()),
        }  # fmt: skip

    def _content(self) -> Mapping[str, Any]:
        """The draft: nothing when nothing was chosen."""
        if self._case is None or self._given is not None:
            return {}
        work = self._work(self._case)
        return work if work["services"] or work["form"] != self._begun else {}

    def _touch(self) -> None:
        if self._case is not None and self._given is None and (self._unfinished.begun or self._content()):
            self._unfinished.touch()

    def _say_state(self, words: str, role: str) -> None:
        self._state.setText(words)
        look.set_role(self._state, role)

    def leave(self) -> None:
        """What was chosen and typed is kept."""
        self._unfinished.keep_quietly()

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
            Command("Briefje voorlezen", self._preview.turn, "Alt+L", "share"),
            Command("Toestemming noteren: ja, mondeling", self.note_consent, "Alt+T", "good"),
            Command("Neutraal briefje aan of uit", self.toggle_neutral, "Alt+N", "shield"),
            Command("Andere printer kiezen", self.choose_printer, "Alt+P", "print"),
            Command("Terug (alles blijft bewaard)", self.back, "Esc", "undo"),
            Command("Laat deze doorverwijzing vallen", self.drop, "", "close"),
        )

    def drop(self) -> None:
        """The client is not referred after all."""
        if self._case is None or self._given is not None or not self.place.ask.confirm(DROP, "Laten vallen"):
            return
        self._case = None
        self._unfinished.done()
        work = partial(drafts.drop, self.place.house, self._unfinished.id)
        self.place.jobs.house(work, lambda _none: self.place.go("today"), failed=self._refuse)

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
        work, answer = partial(handover.proof, case, plan, today), partial(self._show_paper, plan.choices.large)
        self.place.jobs.rest(work, answer, key="referral.paper", failed=self._preview.show_refusal)
        self._look_for_reasons(case, plan.services)

    def _show_paper(self, large: bool, made: tuple[Paper, Sequence[str]]) -> None:
        self._preview.show_paper(*made, _LEAST[large])

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
        against = handover.unmet(case, self._to.services)
        names = {service.id: service.name for service in self._to.services}
        form.say_against({one: AGAINST.format(name=names[one], question=asked) for one, asked in against.items()})

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
        self._give(lambda given: self._out.send(given, self.press), paper=True)

    def give_only(self) -> None:
        """Save the referral; no paper."""
        if self._given is not None:
            self._done()
        else:
            self._give(lambda _given: self._done(), paper=False)

    def save_pdf(self) -> None:
        """Save the referral, keep the slip, and write it where the person wants."""
        if self._case is None or not self._checked():
            return
        file = self.place.ask.save_as("Briefje bewaren", f"briefje {self._case.reference}.pdf", "PDF (*.pdf)")
        if file is not None:
            self._give(lambda given: self._out.write(given, file), paper=True)

    def _checked(self) -> bool:
        try:
            if self._given is None:
                self._form.check()
        except Refusal as refusal:
            self._refuse(refusal)
            return False
        return not (self._busy or self._out.busy)

    def _give(self, then: Callable[[handover.Given], None], *, paper: bool) -> None:
        case = self._case
        if case is None or not self._checked():
            return
        if self._given is not None:
            then(self._given)
            return
        self._wrong.tell("")
        self._busy = True
        self._unfinished.done()  # no draft that is on its way may come after it
        house, plan, now, draft = self.place.house, self._form.plan(case), self.place.now(), self._unfinished.id
        work = partial(handover.give, house, case, plan, now, paper=paper, draft=draft)
        self.place.jobs.house(work, partial(self._was_given, case, then), failed=self._refuse)

    def _was_given(self, case: handover.Case, then: Callable[[handover.Given], None], given: handover.Given) -> None:
        self._busy = False
        if self._case is not case:  # another one was begun meanwhile
            self.place.say(said(given))
            return
        self._given = given
        self._state.setText("")
        if self.isVisible():  # without the focus somewhere no key works
            self._print.setFocus()
        self._form.setEnabled(False)
        self._to.setEnabled(False)
        then(given)

    def _not_out(self) -> None:
        self._plain.setText("Klaar   Ctrl+Enter")
        self._plain.setFocus()

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self._touch()
        self._wrong.tell(str(error))

    def _done(self) -> None:
        given, self._given, self._case, self._busy = self._given, None, None, False
        self._to.choose((), self.place.today())
        call = self._form.kind.chosen == "warm" and allows("referral.call", self.place.house.actor.role)
        self.proceed("together" if given and call else "today", referrals=given.referrals if given else ())
        if given is not None:
            self.place.say(said(given))

    def choose_printer(self) -> None:
        """Show the printers of this PC to choose from; asking a printer on the network takes a while."""
        self._out.choose_printer(self.press)

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
