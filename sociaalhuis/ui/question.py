"""Nieuwe vraag: the client's words at the left, the facts in the middle, suggestions with their reasons at the right.

One question at a time. It is kept as a draft while it is typed, parked or saved with one key, and leads to a referral. Nothing
here asks "are you sure": what is not finished is found again on Vandaag.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.catalogue.suggest import Suggestions
from sociaalhuis.desk import clients, drafts, hearing, intake
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Told
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.ui import look
from sociaalhuis.ui.clip import Clip, summary
from sociaalhuis.ui.factpanel import FactPanel
from sociaalhuis.ui.flow import Flow, widget_with
from sociaalhuis.ui.parts import Strip, card
from sociaalhuis.ui.questionform import DANGER, QuestionForm
from sociaalhuis.ui.suggesting import MOST_WEIGHED, Asked, Suggesting, proposed
from sociaalhuis.ui.unfinished import Unfinished
from sociaalhuis.ui.workplace import Command, Screen, Workplace

KIND = "question"
SEEKING = timedelta(minutes=2)  # later, a person who is chosen elsewhere has nothing to do with this question
NARROW = 890  # pixels at 100 %: below it the facts go under the words
IN_DANGER = "Levensgevaar: bel nu 112 of 101. F7 toont alle nummers."
TOO_MANY = "Er passen hoogstens drie diensten op één briefje. Laat er eerst een los met de spatiebalk."


class QuestionScreen(Screen):
    """One screen for a hulpvraag, with or without a person."""

    name: ClassVar[str] = "question"
    title: ClassVar[str] = "Nieuwe vraag"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._form, self._facts, self._right = QuestionForm(place), FactPanel(), Suggesting(place)
        self._danger, self._wrong = Strip(), Strip()
        self._state = look.label("", look.SMALL, role="soft", wrap=True)
        self._state.setFixedWidth(look.px(220))
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._state.setAccessibleName("Bewaard")
        self._unfinished = Unfinished(place, KIND, self._content, self)
        self._clip = Clip(self)
        self._saving = False
        self._sought: datetime | None = None  # when somebody went to look for the client of this question
        self._left_at = "words"
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        self._columns = QGridLayout()
        self._columns.setSpacing(look.px(12))
        self._cards = (
            card(self._form, margin=12, stretch=self._form),
            card(self._facts, margin=12, stretch=self._facts),
            card(self._right, margin=12, stretch=self._right),
        )
        self._arrange(narrow=False)
        self._inside = QWidget()
        self._inside.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(12)] * 4)
        whole.setSpacing(look.px(look.GAP))
        for part in (self._danger, self._wrong):
            whole.addWidget(part)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot, buttons = QHBoxLayout(), Flow(look.px(look.GAP))
        for command, words in zip(self.commands(), ("Doorverwijzen", "Bewaren", "Parkeren", "Kopieer"), strict=False):
            first = command.icon == "refer"
            button = QPushButton(look.icon(command.icon, "on_accent" if first else "text"), f"{words}  {command.shortcut}")
            button.setAccessibleName(command.label)
            button.setToolTip(command.label)
            button.clicked.connect(command.run)
            if first:
                look.set_role(button, "primary")
            buttons.addWidget(button)
        foot.addWidget(widget_with(buttons), 1)
        foot.addWidget(self._state)
        return foot

    def _arrange(self, *, narrow: bool) -> None:
        left, middle, right = self._cards
        for part in self._cards:
            self._columns.removeWidget(part)
        self._columns.addWidget(left, 0, 0)
        self._columns.addWidget(middle, 1 if narrow else 0, 0 if narrow else 1)
        self._columns.addWidget(right, 0, 1 if narrow else 2, 2 if narrow else 1, 1)
        for column, stretch in enumerate((9, 9, 0) if narrow else (10, 8, 11)):
            self._columns.setColumnStretch(column, stretch)
            self._columns.setColumnMinimumWidth(column, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the facts go under the words; nothing disappears."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < look.px(NARROW))

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inside.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new)

    def _connect(self) -> None:
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # a screen has one
        self._unfinished.state.connect(self._say_state)
        self._form.changed.connect(self._edited)
        self._form.sought.connect(self._seek_person)
        self._form.let_go.connect(self._let_person_go)
        self._facts.changed.connect(self._edited)
        self._right.found.connect(self._found)
        self._right.cards.picked.connect(self._edited)
        self._right.cards.full.connect(partial(self.place.say, TOO_MANY))
        self._right.cards.opened.connect(lambda service: self.place.go("catalogue", service=service))
        self._right.cards.refer.connect(self.refer)

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, new: bool = False, draft: UUID | None = None, person: UUID | None = None, **_what: Any) -> None:
        """Go on where it was; or ``new``: an empty question, ``draft``: unfinished work, ``person``: for somebody known."""
        self._wrong.tell("")
        if draft is not None and draft != self._unfinished.id:
            self._open(draft)
        elif new and self._content():
            self._begin()
        elif person is not None:
            self._arrive_with(person)
        self._right.again()
        if new or person is not None or not any(field.hasFocus() for field in self._fields().values()):
            self._fields()[self._left_at].setFocus()

    def _arrive_with(self, person: UUID) -> None:
        """Somebody who was sought from here joins this question; from elsewhere a new question begins."""
        sought = self._sought is not None and self.place.now() - self._sought < SEEKING
        self._sought = None
        if not sought and self._content():
            self._begin()
        self._form.show_person(person, "…")
        self._name_person()
        self._edited()

    def leave(self) -> None:
        """Nothing typed may be lost; the focus comes back here."""
        self._left_at = self._where()["focus"]
        self._unfinished.keep_quietly()

    def engine_ready(self) -> None:
        """The suggestions can be asked now."""
        self._right.again()

    def _begin(self, words: str = "") -> None:
        self._unfinished.keep_quietly()
        self._unfinished.begin()
        self._left_at = "words"
        self._form.clear(words)
        self._facts.show_facts(Facts())
        self._facts.want(())
        self._right.forget()
        self._danger.tell("")
        self._wrong.tell("")

    def _open(self, draft: UUID) -> None:
        found = next((one for one in drafts.mine(self.place.house) if one.id == draft), None)
        if found is None:
            self.place.say("Deze vraag is al afgewerkt. Je vindt ze met de code.")
            return
        self._begin()
        self._unfinished.begin(found)
        self._fill(found.content)

    def _fill(self, content: Mapping[str, Any]) -> None:
        self._form.fill(content)
        self._facts.show_facts(_facts_of(content.get("facts", {})))
        self._right.cards.chosen = dict.fromkeys(content.get("chosen", ()))
        self._name_person()
        self._ask()
        self._focus(content)

    # ── what it holds ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _content(self) -> Mapping[str, Any]:
        content = self._form.content()
        if not content and not self._facts.facts:
            return {}
        facts = {key: {"value": one.value, "standing": one.standing.value} for key, one in self._facts.facts.items()}
        return {**content, "facts": facts, "chosen": list(self._right.cards.chosen), **self._where()}

    def _fields(self) -> Mapping[str, QWidget]:
        form = self._form
        return {
            "words": form.words, "goal": form.goal, "domains": form.domains.field, "channel": form.channel,
            "urgency": form.urgency, "postal_code": form.code, "facts": self._facts.list, "answer": self._facts.field,
            "suggestions": self._right.cards,
        }  # fmt: skip

    def _where(self) -> dict[str, Any]:
        """Which field has the focus, and the place of the cursor in the words."""
        name = next((name for name, field in self._fields().items() if field.hasFocus()), "words")
        return {"focus": name, "cursor": self._form.words.textCursor().position()}

    def _focus(self, where: Mapping[str, Any]) -> None:
        cursor = self._form.words.textCursor()
        length = max(0, self._form.words.document().characterCount() - 1)
        cursor.setPosition(min(int(where.get("cursor", length)), length))
        self._form.words.setTextCursor(cursor)
        name = str(where.get("focus", ""))
        self._left_at = name if name in self._fields() else "words"
        self._fields()[self._left_at].setFocus()

    def remember(self) -> Mapping[str, Any]:
        """Which question was open, and where in it."""
        return {"draft": str(self._unfinished.id), **self._where()} if self._content() else {}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to that question and that place in it."""
        if "draft" in state:
            self._open(UUID(state["draft"]))
            self._focus(state)

    # ── following what is typed ──────────────────────────────────────────────────────────────────────────────────────────

    def _edited(self) -> None:
        self._danger.tell(IN_DANGER if self._form.urgency.currentData() == DANGER else "")
        self._wrong.tell("")
        self._facts.hear(hearing.heard(self._form.text[:MOST_WEIGHED]))
        if self._content() or self._unfinished.stored:
            self._unfinished.touch()
        self._ask()

    def _ask(self) -> None:
        text = self._form.text or ", ".join(vocab.label("life_domains", slug) for slug in self._form.domains.chosen)
        self._right.ask(Asked(text, self._facts.facts, self._form.where, self._unfinished.id.hex))

    def _found(self, found: Suggestions) -> None:
        self._form.domains.propose(proposed(found))
        self._facts.want([one.ask for one in found.items])
        if found.crisis:
            self._danger.tell(IN_DANGER)

    def _say_state(self, words: str, role: str) -> None:
        self._state.setText(words)
        look.set_role(self._state, role)

    # ── the person ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _seek_person(self) -> None:
        self._sought = self.place.now()
        self.place.go("client")

    def _let_person_go(self) -> None:
        self._form.show_person(None, "")
        self._form.words.setFocus()
        self._edited()

    def _name_person(self) -> None:
        person, house, today = self._form.person, self.place.house, self.place.today()
        if person is None:
            return

        def look_up() -> clients.Identity:
            return clients.open_person(house, person, "nieuwe vraag", today)[0]

        self.place.jobs.house(look_up, self._named, key="question.person", failed=self._refused)

    def _named(self, known: clients.Identity) -> None:
        if known.id == self._form.person:
            self._form.show_person(known.id, "Beschermd dossier" if known.protected else known.name)

    # ── what can be done ─────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Doorverwijzen", self.refer, "Ctrl+D", "refer"),
            Command("Bewaren en verder", self.save, "Ctrl+Enter", "save"),
            Command("Parkeren", self.park, "Ctrl+Shift+P", "park"),
            Command("Kopieer voor ander systeem", self.copy, "Ctrl+Shift+C", "copy"),
            Command("Stel de volgende vraag", self._facts.ask_next, "Ctrl+J", "help"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        right = (self._right,) if self._right.cards.shown else ()
        return (self._form, self._facts, *right)

    def save(self) -> None:
        """Save the question and begin a new one."""
        self._register(())

    def refer(self) -> None:
        """Save the question and go on to the referral with the chosen services."""
        self._register(tuple(self._right.cards.chosen), refer=True)

    def _register(self, services: Sequence[str], *, refer: bool = False) -> None:
        missing = self._form.missing()
        if missing is not None:
            self._wrong.tell(missing[0])
            missing[1].setFocus()
            return
        if self._saving:
            return
        self._saving = True
        house, draft, moment = self.place.house, self._unfinished.id, self.place.now()
        question = self._question()
        self._say_state("Bezig…", "soft")

        def register() -> intake.Noted:
            noted = intake.register(house, question, moment)
            drafts.drop(house, draft)
            return noted

        self.place.jobs.house(register, partial(self._registered, question.words, services, refer), failed=self._refused)

    def _question(self) -> intake.Question:
        form = self._form
        return intake.Question(
            words=form.words.toPlainText(), channel=form.channel.currentData(), domains=form.domains.chosen,
            urgency=form.urgency.currentData(), postal_code=form.code.text().strip() or None,
            municipality=form.where[0].nis if len(form.where) == 1 else None, goal=form.goal.text().strip() or None,
            facts=self._facts.facts, person=form.person,
        )  # fmt: skip

    def _registered(self, words: str, services: Sequence[str], refer: bool, noted: intake.Noted) -> None:
        self._saving = False
        self._unfinished.done()
        ahead = self._form.words.toPlainText()
        self._begin(ahead.removeprefix(words) if ahead.startswith(words) else "")  # what was typed on is the next question
        self._say_state(f"Bewaard met code {noted.reference}", "good")
        self.place.say(f"Bewaard met code {noted.reference}.")
        if refer:
            self.place.go("referral", contact=noted.id, services=list(services))
        elif self.isVisible():  # somebody may have gone on already
            self._form.words.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._saving = False
        if not isinstance(error, Told):
            raise error
        self._wrong.tell(f"{error.what} {error.now}")
        self._unfinished.touch()

    def park(self) -> None:
        """Put the question aside for later."""
        if not self._content():
            self.place.say("Er is nog niets om te parkeren. Typ eerst wat de cliënt zegt.")
            return
        try:
            self._unfinished.keep_now(parked=True)
        except Told as told:
            self._wrong.tell(str(told))
            self._unfinished.touch()
            return
        self._begin()
        self._form.words.setFocus()
        self.place.say("Geparkeerd. Je vindt de vraag op Vandaag (Ctrl+1).")

    def copy(self) -> None:
        """Put a summary without a name on the clipboard, for another system."""
        content = self._form.content()
        if not content:
            self.place.say("Er is nog niets om te kopiëren.")
            return
        chosen = [one.service for one in self._right.cards.chosen.values() if one is not None]
        self._clip.copy(summary(content, self._facts.facts, chosen, local(self.place.now())))
        self.place.say("Gekopieerd. Na 1 minuut maken we het klembord weer leeg.")


def _facts_of(kept: Mapping[str, Any]) -> Facts:
    answers = {}
    for key, one in kept.items():
        value = tuple(one["value"]) if isinstance(one["value"], list) else one["value"]
        standing = Standing(one["standing"])
        answers[key] = Answer(value, standing, "words" if standing is Standing.ASSUMED else "client")
    return Facts(answers)
