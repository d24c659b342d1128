"""Samen gebeld: what to check first, whom to ask for, exactly what may be told, and how the call went by one key.

It comes after a referral of this kind was saved, one service after the other. Nothing identifying leaves before the checks are
in order; a slip that the client carries can always be printed. A mail is a file that the worker sends, and takes away again.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.partners import sharing, together
from sociaalhuis.desk.partners.together import CALLS, Said, Together
from sociaalhuis.desk.referral import handover
from sociaalhuis.errors import Refusal, told
from sociaalhuis.exchange import mail
from sociaalhuis.printing.page import Paper
from sociaalhuis.texts import count, day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.referral.out import Out
from sociaalhuis.ui.referral.together_parts import Asking, Checks, Outcomes, People, Words
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 900
PLAIN_FILE = (
    "Deze mail is een gewoon bestand: wie op deze pc kan, kan ze lezen. Er zit het briefje in{data}. Bewaar ze op je eigen "
    "plaats, verstuur ze, en haal ze weg met Alt+W."
)
_DATA = " en wat de cliënt liet doorgeven"
_NOBODY = "Er is niemand om voor te bellen. Verwijs door met “samen gebeld”, dan kom je hier."
_ALONE = "Ctrl+D geeft een briefje voor zelf contact."
_THEN = "Ctrl+P drukt het briefje. Ctrl+Enter is klaar."
_GONE = "De mail is weg van de schijf."
_PEOPLE = frozenset({"service_contact", "organization_contact"})


class TogetherScreen(Screen):
    """One warm referral before, during and after the call."""

    name: ClassVar[str] = "together"
    title: ClassVar[str] = "Samen bellen"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.press = Press()
        self._one: Together | None = None
        self._waiting: tuple[UUID, ...] = ()  # the other services of the same slip
        self._busy = self._noted = self._looked = False
        self._file: Path | None = None
        self._recalled: tuple[UUID, ...] = ()
        self._sentence = ""  # what was typed about the first of them at the lock
        self._name, self._phone = look.label("", look.HEADING, bold=True, wrap=True), look.label("", look.DISPLAY, bold=True)
        self._open = look.label("", look.SMALL, role="soft", wrap=True)
        self._checks, self._people = Checks(self.look_over), People(place, self._changed)
        self._words = Words(self._changed)
        self._outcomes = Outcomes(self.note)
        self._asking = Asking(place.now, self._told_more)
        self._minimal = QCheckBox("Deze dienst heeft &geen beroepsgeheim: hoogstens naam en telefoon")
        self._minimal.toggled.connect(self._changed)
        self._in_mail = QCheckBox("De cliënt wil dat dit ook in een mail s&taat")
        self._wrong, self._done_strip, self._out = Strip(), Strip("strip-good"), Out(place)
        self._out.done.connect(self._printed)
        self._lay_out()
        self.bind_commands()

    def _lay_out(self) -> None:
        left = card(self._name, self._reach(), self._checks, _head("Vraag naar"), self._people)
        inside = left.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addStretch()
        right = card(_head("Dit geef je door, en niets anders"), self._words, self._minimal, self._in_mail, stretch=self._words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addWidget(Columns(LEAST, (left, 3), (right, 3), tall=320), 1)
        for part in (self._wrong, self._done_strip, self._out):
            whole.addWidget(part)
        whole.addWidget(card(_head("Hoe ging het gesprek?"), self._outcomes, self._asking, margin=12))
        whole.addWidget(self._buttons())

    def _reach(self) -> QWidget:
        """The number, large, with the code and the hours beside it."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.PAD))
        row.addWidget(self._phone)
        row.addWidget(self._open, 1)
        return made

    def _buttons(self) -> QWidget:
        row = Flow(look.px(look.GAP))
        self._ready = QPushButton("Klaar   Ctrl+Enter")
        look.set_role(self._ready, "primary")
        for button, run in (
            (self._ready, self.finish),
            (QPushButton(look.icon("print"), "Briefje afdrukken   Ctrl+P"), self.print_slip),
            (QPushButton(look.icon("share"), "Mail klaarzetten   Alt+M"), self.prepare_mail),
            (QPushButton(look.icon("close"), "Mail weghalen   Alt+W"), self.remove_mail),
        ):
            button.clicked.connect(partial(_run, run))
            row.addWidget(button)
        return widget_with(row)

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, referrals: Sequence[UUID] = (), **_what: Any) -> None:
        """Call about these referrals, one after the other; without them what was begun goes on."""
        recalled, self._recalled = self._recalled, ()
        if referrals or recalled:
            self._begin(tuple(referrals) or recalled)
        elif self._one is None:
            work = partial(together.waiting, self.place.house, self.place.today())
            self.place.jobs.house(work, self._go_on, key="together", failed=self._refuse)
        else:
            self._outcomes.setFocus()

    def _go_on(self, waiting: tuple[UUID, ...]) -> None:
        """The calls that are still to be made."""
        if waiting:
            self._begin(waiting)
            self.place.say(f"Nog {count(len(waiting), 'gesprek', 'gesprekken')} te voeren. Ctrl+Enter gaat naar het volgende.")
        else:
            self._name.setText(_NOBODY)
            self._checks.show_checks((), looked=False)

    def _begin(self, referrals: tuple[UUID, ...]) -> None:
        self._one, self._noted, self._looked, self._busy = None, False, False, False
        self._waiting = referrals[1:]
        for strip in (self._wrong, self._done_strip):
            strip.tell("")
        self._out.begin()
        self._asking.ask("")
        for box in (self._minimal, self._in_mail):
            box.setChecked(False)
        for label in (self._name, self._phone, self._open):  # never what is about somebody else
            label.clear()
        self._checks.show_checks((), looked=False)
        self._people.begin("", ())
        self._words.begin("")
        self._words.show_words("", ())
        work = partial(together.prepare, self.place.house, referrals[0], self.place.today())
        self.place.jobs.house(work, self._show, key="together", failed=self._refuse)

    def _show(self, one: Together) -> None:
        self._one = one
        self._name.setText(one.service_name)
        self._phone.setText(" · ".join(one.phones[:2]) or "geen nummer bekend")
        self._open.setText(f"Code {one.reference}" + (f" · {one.hours}" if one.hours else ""))
        self._checks.show_checks(one.checks, looked=self._looked)
        self._people.begin(one.service, one.people)
        sentence, self._sentence = self._sentence, ""
        self._words.begin(sentence or one.sentence)
        known = one.known
        may_mail = bool(known.agreed) and not (known.protected or known.violence or known.silent)
        self._in_mail.setVisible(may_mail)
        self._changed()
        self._outcomes.setFocus()

    def leave(self) -> None:
        """A mail that is still there is said once more."""
        if self._file is not None and self._file.exists():
            self.place.say(f"De mail staat nog op de schijf: {self._file.name}. Ctrl+K “mail weghalen” haalt ze weg.")

    def remember(self) -> Mapping[str, Any]:
        """Whom the call is about, and where the mail stands."""
        here = [] if self._one is None or self._noted else [str(self._one.referral)]
        return {"referrals": [*here, *map(str, self._waiting)], "file": str(self._file or ""), "sentence": self._words.sentence}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Go on with that."""
        self._recalled = tuple(UUID(one) for one in state["referrals"])
        self._file = Path(state["file"]) if state["file"] else None
        self._sentence = state["sentence"]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._outcomes, self._people, self._words, self._ready)

    # ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _said(self) -> Said:
        return Said(self._people.chosen, self._words.sentence, self._looked, self._minimal.isChecked())

    def _changed(self, *_toggled: object) -> None:
        one = self._one
        if one is None:
            return
        blocked = sharing.blocked(one.checks)
        try:
            text = blocked or together.words(self.place.house, one, self._said())
            self._words.show_words(text, () if blocked else together.parts(one, self._said()))
        except Refusal as refusal:
            self._words.show_words(str(refusal), ())

    def look_over(self) -> None:
        """The worker looked at what is not in order."""
        if self._one is not None:
            self._looked = True
            self._checks.show_checks(self._one.checks, looked=True)
            self._wrong.tell("")
            self._outcomes.setFocus()

    # ── the call ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def note(self, call: str) -> None:
        """Note how the call went; when more is asked, that first."""
        if self._one is None or self._busy or self._noted:
            return
        self._wrong.tell("")
        chosen = CALLS[call]
        if chosen.asks and (not chosen.reached or self._checked()):
            self._asking.ask(call)
        else:
            self._write(call)

    def _checked(self) -> bool:
        found = self._one.checks if self._one is not None else ()
        return not sharing.blocked(found) and (self._looked or not sharing.to_look_at(found))

    def _told_more(self, call: str) -> None:
        self._write(call)

    def _write(self, call: str) -> None:
        one = self._one
        if one is None or self._busy:
            return
        try:
            when = self._asking.moment() if CALLS[call].asks == "when" else None
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._busy = True
        work = partial(
            together.note, self.place.house, one, call, self._said(), self.place.now(), when=when, words_=self._asking.words,
            reasons=self._asking.reasons,
        )  # fmt: skip
        told = f", {day(when.date())} om {hour(when)}" if when is not None else ""
        self.place.jobs.house(work, partial(self._written, call, told), failed=self._refuse)

    def _written(self, call: str, told: str, _none: None) -> None:
        self._busy, self._noted = False, True
        self._asking.ask("")
        label = CALLS[call].label
        now = _ALONE if call == "declined" else _THEN
        self._done_strip.tell(f"Genoteerd: {label.lower()}{told}. {now}")
        self.place.say(f"Genoteerd: {label.lower()}{told}. Ctrl+Z maakt dat ongedaan.")
        self._ready.setFocus()

    def changed(self, changed: Any) -> None:
        """What was taken back can be noted again."""
        if changed.action == "act.undo" and self._noted and self._one is not None:
            self._begin((self._one.referral, *self._waiting))
        elif changed.rows.keys() & _PEOPLE:  # somebody came or left, here or at another desk
            self._people.reload()

    def finish(self) -> None:
        """On to the next service, or done; what was not noted stays on the opvolglijst."""
        if self._waiting:
            self._begin(self._waiting)
            return
        noted, self._one = self._noted, None
        self.place.go("today")
        if not noted:
            self.place.say("Nog geen uitkomst. Je vindt deze doorverwijzing op de opvolglijst (Ctrl+3).")

    def alone(self) -> None:
        """The client goes alone: a slip for own contact, about the same question and service."""
        one = self._one
        if one is not None:
            self.place.go("referral", contact=one.question, services=[one.service])

    # ── paper and mail ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _service(self) -> Service | None:
        engine = self.place.engine
        found = engine.service(self._one.service) if engine is not None and self._one is not None else None
        if found is None:
            self._wrong.tell("De catalogus is nog niet gelezen. Probeer het zo dadelijk opnieuw.")
        return found

    def print_slip(self) -> None:
        """Print a slip as it stands now, with the appointment."""
        one, service = self._one, self._service()
        if one is not None and service is not None and not self._out.busy:
            work = partial(together.slip, self.place.house, one, service, self.place.now())
            self.place.jobs.house(work, partial(self._send, one), failed=self._refuse)

    def _send(self, one: Together, paper: Paper) -> None:
        self._out.send(handover.Given((one.referral,), one.reference, paper, None), self.press)

    def _printed(self) -> None:
        self._out.begin()
        self.place.say("Het briefje is afgedrukt.")

    def prepare_mail(self) -> None:
        """Write a mail draft where the worker wants it, after saying that it is a plain file."""
        one, service = self._one, self._service()
        if one is None or service is None or self._busy:
            return
        data = self._in_mail.isChecked() and not self._in_mail.isHidden()
        if not self.place.ask.confirm(PLAIN_FILE.format(data=_DATA if data else ""), "Kies een plaats"):
            return
        file = self.place.ask.save_as("Mail klaarzetten", f"doorverwijzing {one.reference}.eml", mail.KIND)
        if file is None:
            return
        self._busy = True
        work = partial(together.mail_out, self.place.house, one, self._said(), service, file, self.place.now(), with_data=data)
        self.place.jobs.house(work, partial(self._mailed, file), failed=self._refuse)

    def _mailed(self, file: Path, _none: None) -> None:
        self._busy, self._file = False, file
        (self._ready if self._noted else self._outcomes).setFocus()
        self.place.say(f"De mail staat klaar: {file.name}. Verstuurd? Alt+W haalt ze weg.")

    def remove_mail(self) -> None:
        """Take the mail off the disk."""
        file = self._file
        if file is None:
            self.place.say("Er staat geen mail van hier op de schijf.")
            return
        self.place.jobs.rest(partial(mail.remove, file), self._removed, failed=self._refuse)

    def _removed(self, _none: None) -> None:
        self._file = None
        self.place.say(_GONE)

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        self._wrong.tell(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        calls = [Command(f"Gesprek: {one.label.lower()}", partial(self.note, key)) for key, one in CALLS.items()]
        return [
            Command("Klaar met bellen", self.finish, "Ctrl+Enter", "good"),
            Command("Nagekeken: dit mag door", self.look_over, "Alt+K", "good"),
            Command("Briefje afdrukken", self.print_slip, "Ctrl+P", "print"),
            Command("Mail klaarzetten", self.prepare_mail, "Alt+M", "share"),
            Command("Mail weghalen van de schijf", self.remove_mail, "Alt+W", "close"),
            Command("Briefje voor zelf contact", self.alone, "Ctrl+D", "refer"),
            *calls,
        ]


def _run(act: Any, _checked: bool = False) -> None:
    act()


def _head(text: str) -> QLabel:
    return look.label(text, bold=True)
