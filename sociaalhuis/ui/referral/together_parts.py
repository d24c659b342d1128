"""The parts of samen bellen: the checks, whom to ask for, the words that may be told, the outcomes, and what they ask."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import vocab
from sociaalhuis.desk.partners import contacts, sharing
from sociaalhuis.desk.partners.contacts import Somebody
from sociaalhuis.desk.partners.together import CALLS
from sociaalhuis.errors import Refusal, told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.momentfield import MomentField
from sociaalhuis.ui.parts.parts import breakable, clear
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

_MARKS = {True: ("✓", "good"), None: ("●", "today"), False: ("▲", "late")}
_SAY = "Zeg zelf aan de telefoon: {what}."
_HELD = "Gaat niet door: {what}."


class Checks(QWidget):
    """Each check with its mark and words; what must be looked at gets a button."""

    def __init__(self, look_over: Callable[[], None]) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(2, 1)
        self._button = QPushButton("Nagekeken   Alt+K")
        self._button.clicked.connect(look_over)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, look.px(4), 0, look.px(4))
        inside.addLayout(self._grid)
        inside.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_checks(self, found: Sequence[sharing.Check], *, looked: bool) -> None:
        """Show these; ``looked``: somebody read what is not in order."""
        clear(self._grid)
        for row, check in enumerate(found):
            mark, role = _MARKS[True if looked and check.good is None else check.good]
            for column, label in enumerate(
                (
                    look.label(mark, bold=True, role=role),
                    look.label(check.name, role="soft"),
                    look.label(breakable(check.words), wrap=True, role="" if check.good else _MARKS[check.good][1]),
                )
            ):
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self._button.setVisible(sharing.to_look_at(found) and not looked and not sharing.blocked(found))


class People(QWidget):
    """Whom to ask for: who was asked for before, or somebody new, typed with a number."""

    def __init__(self, place: Workplace, changed: Callable[[], None]) -> None:
        super().__init__()
        self._place, self._changed = place, changed
        self._service = self._chosen = ""
        self._people: list[Somebody] = []
        self.field = QLineEdit(placeholderText="Nieuw: An P., 089 12 34 56, na 13 uur. Enter bewaart", maxLength=160)
        self.field.setAccessibleName("Vraag naar")
        self.field.returnPressed.connect(self._add)
        self._wrong = look.label("", look.SMALL, role="late", wrap=True)
        self._left = QPushButton("Werkt er &niet meer")
        self._left.clicked.connect(self._take_off)
        self._row = Flow(look.px(6))
        self.setFocusProxy(self.field)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(6))
        inside.addLayout(self._row)
        inside.addWidget(self.field)
        inside.addWidget(self._wrong)
        inside.addWidget(self._left, alignment=Qt.AlignmentFlag.AlignLeft)
        for part in (self._wrong, self._left):
            part.hide()

    @property
    def chosen(self) -> str:
        """The name of whom the worker asks for; empty when nobody is known."""
        return self._chosen

    def begin(self, service: str, people: Sequence[Somebody]) -> None:
        """The people of this service; who was noted last is proposed."""
        self._service, self._people = service, list(people)
        self._chosen = people[0].name if people else ""
        self.field.clear()
        self._show()

    def _show(self) -> None:
        self._row.clear()
        for one in self._people[:5]:
            text = f"{one.name}, {one.reach}" if one.reach else one.name
            button = QPushButton(("✓ " if one.name == self._chosen else "") + text.replace("&", "&&"))
            button.setAccessibleName(f"Vraag naar {text}")
            look.set_role(button, "chip" if one.name == self._chosen else "offer")
            button.clicked.connect(partial(self._choose, one.name))
            self._row.addWidget(button)
        self._left.setText(f"{self._chosen.replace('&', '&&')} werkt er &niet meer")
        self._left.setVisible(bool(self._chosen))

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._chosen = "" if name == self._chosen else name
        self._show()
        self._changed()

    def _add(self) -> None:
        typed, service, house, now = self.field.text(), self._service, self._place.house, self._place.now()
        if typed.strip() and service:
            work = partial(contacts.add, house, service, typed, now)
            self._place.jobs.house(work, self._added, failed=self._failed)

    def _added(self, one: Somebody) -> None:
        self._people.insert(0, one)
        self._wrong.hide()
        self.field.clear()
        self._chosen = one.name
        self._show()
        self._changed()

    def _take_off(self, _checked: bool = False) -> None:
        one = next((each for each in self._people if each.name == self._chosen), None)
        if one is not None:
            work = partial(contacts.gone, self._place.house, one, self._service, self._place.today())
            self._place.jobs.once("contacts.gone", work, partial(self._taken_off, one.name), failed=self._failed)

    def _taken_off(self, name: str, _none: None) -> None:
        self.field.setFocus()
        self._place.say(f"{name} staat niet meer op de lijst. Ctrl+Z maakt dat ongedaan.")

    def reload(self) -> None:
        """The people of this service as they are now."""
        if self._service:
            work = partial(contacts.people, self._place.house, self._service)
            self._place.jobs.house(work, partial(self._reloaded, self._service), key="contacts", failed=self._failed)

    def _reloaded(self, service: str, people: Sequence[Somebody]) -> None:
        if service == self._service:
            self._people = list(people)
            if self._chosen not in {one.name for one in people}:
                self._chosen = people[0].name if people else ""
            self._show()
            self._changed()

    def _failed(self, error: BaseException) -> None:
        self._wrong.setText(told(error))
        self._wrong.show()


class Words(QWidget):
    """The question in one sentence, that can be changed, and below it exactly what is passed on."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._line = QLineEdit(maxLength=sharing.LONGEST)
        asked = QLabel("De &vraag in één zin")
        asked.setBuddy(self._line)
        self._line.textEdited.connect(lambda _text: changed())
        self._text = look.label("", look.WORDS, wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setMargin(look.px(4))
        area = QScrollArea()
        area.setWidget(self._text)
        area.setWidgetResizable(True)
        area.setAccessibleName("Wat je doorgeeft")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rest = look.label("", look.SMALL, role="today", wrap=True)
        self.setFocusProxy(self._line)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(6))
        for part in (asked, self._line):
            inside.addWidget(part)
        inside.addWidget(area, 1)
        inside.addWidget(self._rest)

    @property
    def sentence(self) -> str:
        """The question in one sentence."""
        return self._line.text()

    def begin(self, sentence: str) -> None:
        """Begin with this sentence."""
        self._line.setText(sentence)

    def show_words(self, text: str, shared: Sequence[sharing.Part]) -> None:
        """Show exactly what leaves, what is said by mouth, and what is held back."""
        self._text.setText(breakable(text))
        say = [part.label for part in shared if not part.text and not part.held]
        held = [f"{part.label} ({part.held})" for part in shared if part.held]
        lines = [form.format(what=", ".join(what)) for form, what in ((_SAY, say), (_HELD, held)) if what]
        self._rest.setText("\n".join(lines))
        self._rest.setVisible(bool(lines))


class Outcomes(QWidget):
    """How the call went, as buttons with their letters; a letter works while one of them has the focus."""

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__()
        self._note = note
        self._keys = {call.key: key for key, call in CALLS.items()}
        row = Flow(look.px(look.GAP))
        self.setLayout(row)
        self.buttons = []
        for key, call in CALLS.items():
            button = QPushButton(f"{call.key}   {call.label}")
            button.setAccessibleName(f"{call.label}, letter {call.key}")
            button.clicked.connect(partial(self._clicked, key))
            row.addWidget(button)
            self.buttons.append(button)
        self.setFocusProxy(self.buttons[0])

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self._note(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter notes; it comes here from the button that has the focus."""
        key = self._keys.get(event.text().upper())
        if key is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier and not event.isAutoRepeat():
            self._note(key)
        else:
            super().keyPressEvent(event)


class Asking(QWidget):
    """What an outcome asks before it is noted: when, which words, or why. ``told`` is called with the outcome on Enter."""

    def __init__(self, now: Callable[[], datetime], told: Callable[[str], None]) -> None:
        super().__init__()
        self._call, self._told = "", told
        self._when = MomentField("W&anneer", now)
        self._line = QLineEdit(placeholderText="Wat ontbreekt er? Enter bewaart", maxLength=120)
        self._line.setAccessibleName("Wat ontbreekt er?")
        self._why = Rows("Waarom?", empty="")
        self._why.show_lines([Line(term.label, term.slug, term.slug) for term in vocab.terms("reasons_service", None)])
        self._why.setFixedHeight(look.px(look.ROW * 4))
        self._pages = QStackedWidget()
        for page in (self._when, self._line, self._why):
            self._pages.addWidget(page)
        self._when.line.returnPressed.connect(self._done)
        self._line.returnPressed.connect(self._done)
        self._why.chosen.connect(self._reasoned)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._pages)
        self.hide()

    def ask(self, call: str) -> None:
        """Ask what this outcome needs; nothing for an empty one."""
        self._call = call
        asks = CALLS[call].asks if call else ""
        self.setVisible(bool(asks))
        if not call:
            self._when.fill("")
            self._line.clear()
            return
        pages: Mapping[str, QWidget] = {"when": self._when, "words": self._line, "why": self._why}
        self._line.setPlaceholderText("Wat ontbreekt er? Enter bewaart")
        self._turn_to(pages[asks])

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._pages.setFixedHeight(page.sizeHint().height() if page is not self._why else self._why.height())
        page.setFocus()

    def _reasoned(self, reason: str) -> None:
        """A reason that says nothing by itself asks for words."""
        if vocab.term("reasons_service", reason).extra["asks"] == "text":
            self._line.setPlaceholderText("Waarom? Enter bewaart")
            self._turn_to(self._line)
        else:
            self._done()

    def moment(self) -> datetime:
        """The moment that was typed. Raises Refusal when there is none."""
        found = self._when.moment()
        if found is None:
            raise Refusal("Wanneer is de afspraak?", "Typ dag en uur, bijvoorbeeld “di 14u”.")
        return found

    @property
    def words(self) -> str:
        """What was typed beside the outcome."""
        return self._line.text()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reason that was chosen; only a refusal asks for one."""
        reason = self._why.current() if CALLS.get(self._call) is CALLS["refused"] else None
        return () if reason is None else (reason,)

    def _done(self) -> None:
        if self._call:
            self._told(self._call)
