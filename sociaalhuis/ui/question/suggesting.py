"""The right column of a question: suggestions that follow the typing after the last key, and any other service by name.

Choosing a service that was not suggested is as easy as one that was: type its name, Enter. Never an empty column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis.catalogue import needs, steady
from sociaalhuis.catalogue.circumstances import Around, Experience
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.places import Place
from sociaalhuis.catalogue.service import Service
from sociaalhuis.catalogue.suggest import Suggestions
from sociaalhuis.desk import asking, hearing
from sociaalhuis.desk.day.tally import Used
from sociaalhuis.desk.support import split
from sociaalhuis.desk.support.split import Split
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Told
from sociaalhuis.facts import Facts, vocabulary
from sociaalhuis.texts import Texts, count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.spoken import announce
from sociaalhuis.ui.question import suggestioncard
from sociaalhuis.ui.question.cards import MOST, Cards
from sociaalhuis.ui.question.emptylist import EmptyList
from sociaalhuis.ui.workplace import Workplace

PAUSE = 250  # milliseconds of quiet typing
NAME_PAUSE = 60  # the same for a name
SPEAK_AFTER = 1000  # milliseconds of quiet after which a screen reader hears the first suggestion
MOST_WEIGHED = 4_000  # characters; what somebody says at the desk, not a pasted book
MOST_NAMED, LONGEST_NAME = 20, 200
_ENOUGH = 40  # characters from which “nothing found” says something
_PROPOSED_FROM = 0.4  # strength of a need from which its domain is proposed
_LEGEND, _NAME_LEGEND = "Spatie kiest · → alles · X past niet", "Enter kiest · Esc terug"
EMPTY = "Typ wat de cliënt zegt of kies een domein. Suggesties verschijnen hier."
NOTHING_CLEAR = "Geen duidelijke suggestie. Bel een collega of vraag verder. Past er niets? Noteer het met Ctrl+M."
NOT_YET = "De suggesties komen zo. Typ gerust verder."
BROKEN = "Suggesties werken even niet. Zoek in de catalogus (Ctrl+G). Je vraag blijft bewaard."
NO_SUCH_NAME = "Geen dienst gevonden voor “{name}”. Typ een ander woord."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the suggestions are for. ``judged``: needs, confirmed or dropped; ``experience``: by service (slug).

    ``language`` is that of the client, when it is known.
    """

    text: str
    facts: Facts
    where: tuple[Place, ...]
    case: str = field(compare=False)
    judged: Mapping[str, bool] = field(default_factory=dict)
    experience: Mapping[str, Experience] = field(default_factory=dict)
    language: str | None = None


class Suggesting(QWidget):
    """``found`` with the Suggestions when there are new ones, also empty ones."""

    found = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._texts = Texts()
        self._asked: Asked | None = None
        self._before: Suggestions | None = None  # what is shown for this question
        self.splits: Mapping[str, Split] = split.usual()  # who does what, by product
        self._eager = False  # Enter was pressed before the names were there
        self._quiet = True  # too little was said to find anything
        self._to_list = False  # the focus goes to the list as soon as it is there
        self._head = look.label("Suggesties", bold=True)
        self._legend = look.label(_LEGEND, look.SMALL, role="soft")
        self.name = QLineEdit(placeholderText="Naar wie? Typ een naam   Ctrl+F", maxLength=LONGEST_NAME)
        self.name.setAccessibleName("Naar wie?")
        self._strip, self._broken = Strip("strip-today"), Strip("strip")
        self._note = look.label("", look.SMALL, role="soft", wrap=True)
        self.empty = EmptyList()
        self._next = look.label("", look.SMALL, role="accent", wrap=True)
        self.cards = Cards()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._find)
        self._name_pause = QTimer(self, singleShot=True, interval=NAME_PAUSE)
        self._name_pause.timeout.connect(self._find_name)
        self._speak = QTimer(self, singleShot=True, interval=SPEAK_AFTER)
        self._speak.timeout.connect(self._announce)
        self.cards.picked.connect(self._say_head)
        self.cards.picked.connect(partial(place.ready, "referral"))
        self.cards.typed.connect(self._type_name)
        self.cards.told.connect(place.say)
        self.name.textEdited.connect(self._name_edited)
        self.name.installEventFilter(self)
        self.empty.chosen.connect(self._choose_used)
        self._show_nothing()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch()
        head.addWidget(self._legend)
        for words in (self._note, self._next):
            words.setMinimumHeight(look.px(18))  # a wrapped text asks for the height of its narrowest form
        self.cards.setMinimumHeight(look.px(180))
        self.cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(head)
        for part in (self.name, self._broken, self._strip, self._note):
            inside.addWidget(part)
        inside.addWidget(self.empty, 1)
        inside.addWidget(self.cards, 1)
        inside.addWidget(self._next)

    def ask(self, asked: Asked) -> None:
        """Suggestions for this, a moment after the last key."""
        if asked == self._asked:
            return
        waits = self._pause.isActive() and self._asked is not None and asked.text == self._asked.text
        self._asked = asked
        if not waits:  # what else is learned while typing pauses makes nobody wait longer
            self._pause.start()

    def again(self) -> None:
        """The engine is ready, or the screen is shown again."""
        if self._asked is not None:
            self._pause.start()

    def forget(self) -> None:
        """A new question: nothing chosen, nothing found."""
        self._asked = self._before = None
        for timer in (self._pause, self._name_pause, self._speak):
            timer.stop()
        self.name.clear()
        self.cards.restore((), {})
        self._show_nothing()

    @property
    def waiting(self) -> bool:
        """Whether newer suggestions are still to come."""
        return self._pause.isActive()

    # ── suggestions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _find(self) -> None:
        asked, engine = self._asked, self._place.engine
        self._broken.tell("")
        if asked is None or not asked.text.strip():
            self._show_nothing()
        elif engine is None:
            self._broken.tell(NOT_YET)
        else:
            work = partial(_suggest, engine, asked, local(self._place.now()))
            self._place.jobs.rest(work, partial(self._show, asked), key="suggestions", failed=self._failed)

    def know_splits(self, splits: Mapping[str, Split]) -> None:
        """Who does what in this house: from the next suggestions on."""
        self.splits = splits

    def _failed(self, error: BaseException) -> None:
        self._broken.tell(BROKEN)
        if not isinstance(error, Told):
            raise error

    def _show_nothing(self) -> None:
        self._quiet = True
        self._show_found(Suggestions((), (), (), clear=True))

    def _show(self, asked: Asked, found: Suggestions) -> None:
        if asked is not self._asked:
            return
        found = found if self._before is None else steady.settle(self._before, found)
        self._before = found
        self._quiet = len(asked.text.strip()) < _ENOUGH and not found.items
        self._show_found(found)
        self._strip.tell(NOTHING_CLEAR if not found.clear and not self._quiet else "")
        self._speak.start()

    def _show_found(self, found: Suggestions) -> None:
        self._strip.tell("")
        self._name_chosen()
        who = self.splits
        cards = [suggestioncard.of_suggestion(one, self._texts, who.get(f"service:{one.service.id}")) for one in found.items]
        self.cards.show_found(cards)
        self._show_list()
        self._note.setText(" ".join(self._texts.reason(note) for note in found.notes))
        self._note.setVisible(bool(found.notes and found.items))
        self._say_next([one.ask for one in found.items])
        self.found.emit(found)

    def _show_list(self) -> None:
        """The list, or what to do when it is empty; the focus never stays on what is hidden."""
        shown, by_name = bool(self.cards.shown), self.cards.by_name
        missed = NO_SUCH_NAME.format(name=self.name.text().strip()[:60]) if by_name else EMPTY if self._quiet else ""
        self.empty.say(missed, quiet=self._quiet and not by_name)
        if not shown and self.cards.hasFocus():
            self.name.setFocus()
        self.empty.setVisible(not shown)
        self.cards.setVisible(shown)
        self._say_head()
        if shown and self._to_list and self.name.hasFocus():
            self.return_to_list()

    def return_to_list(self) -> None:
        """The focus to the list, also when it has yet to come."""
        self._to_list = not self.cards.shown
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on: a focus proxy would change the order of Tab."""
        super().focusInEvent(event)
        (self.cards if self.cards.shown else self.name).setFocus(event.reason())

    def _name_chosen(self) -> None:
        """What was chosen by name before a lock gets its card again; what left the catalogue is let go."""
        engine = self._place.engine
        for service_id, card in list(self.cards.chosen.items()):
            if card is None and engine is not None:
                service = engine.service(service_id)
                self.cards.chosen.pop(service_id) if service is None else self._remember(service)

    def _remember(self, service: Service) -> None:
        self.cards.chosen[service.id] = self._card(service)

    def _card(self, service: Service) -> suggestioncard.Card:
        who = self.splits.get(f"service:{service.id}")
        return suggestioncard.of_name(service, self._place.today(), self._asked.where if self._asked else (), who)

    def _say_head(self) -> None:
        number, chosen = len(self.cards.shown), len(self.cards.chosen)
        head = "Diensten" if self.cards.by_name else "Suggesties"
        self._head.setText((f"{head} ({number})" if number else head) + (f" · {chosen} gekozen" if chosen else ""))
        self._legend.setText(_NAME_LEGEND if self.cards.by_name else _LEGEND)
        self._legend.setVisible(bool(number))

    def _say_next(self, wanted: Sequence[Sequence[str]]) -> None:
        given = self._asked.facts if self._asked else Facts()
        keys = [key for key in asking.to_ask(wanted, Facts()) if key not in given and any(key in asks for asks in wanted)]
        if keys:
            times = count(sum(keys[0] in asks for asks in wanted), "suggestie", "suggesties")
            self._next.setText(f"Vraag nog: “{vocabulary()[keys[0]].question}” Telt mee voor {times}. Ctrl+J")
        self._next.setVisible(bool(keys))

    def _announce(self) -> None:
        shown = self.cards.shown
        if shown and self.isVisible() and not self.cards.by_name:
            number = count(len(shown), "suggestie", "suggesties")
            words = f"{number}, eerste: {shown[0].service.name}, {shown[0].strength[0]}"
            announce(self.cards, words)

    # ── any service by name ──────────────────────────────────────────────────────────────────────────────────────────────

    def seek(self) -> None:
        """Go to the field of names."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def choose(self, service: Service) -> bool:
        """Choose a service that comes from elsewhere; False when three are chosen already."""
        if service.id not in self.cards.chosen and len(self.cards.chosen) >= MOST:
            self.cards.full.emit()
            return False
        self.cards.choose(self._card(service))
        self._end_name(service.id)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field of names arrows move through the list, Enter chooses, Escape goes back to the suggestions."""
        if watched is self.name and isinstance(event, QKeyEvent):
            typed = bool(self.name.text().strip())
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and typed:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and not event.modifiers():
                return self._key_in_name(event.key(), typed=typed)
        return super().eventFilter(watched, event)

    def _key_in_name(self, key: int, *, typed: bool) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.cards.shown:
            row = self.cards.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            self.cards.setCurrentIndex(self.cards.model().index(max(0, min(row, len(self.cards.shown) - 1)), 0))
        elif key == Qt.Key.Key_Down and self.empty.used.isVisible():
            self.empty.used.setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and typed:
            self._take_named()
        elif key == Qt.Key.Key_Escape and typed:
            self._end_name(None)
        else:
            return False
        return True

    def _type_name(self, letter: str) -> None:
        self.name.setText(letter)
        self.name.setFocus()
        self.name.end(False)
        self._name_edited()

    def _name_edited(self) -> None:
        self._eager = self._to_list = False
        if self.name.text().strip():
            self._name_pause.start()
        else:
            self._end_name(None)

    def _find_name(self) -> None:
        engine, typed, asked = self._place.engine, self.name.text().strip(), self._asked
        if engine is None:
            self._broken.tell(NOT_YET)
        elif typed:
            where = asked.where if asked else ()
            work = partial(engine.by_name, typed, MOST_NAMED, where)
            self._place.jobs.rest(work, partial(self._show_named, typed), key="suggestions.name", failed=self._failed)

    def _show_named(self, typed: str, found: Sequence[Service]) -> None:
        if typed != self.name.text().strip():
            return
        self._broken.tell("")
        self.cards.show_named([self._card(one) for one in found if not one.for_professionals])
        self._show_list()
        if self._eager:
            self._take_named()

    def _take_named(self) -> None:
        """Enter: the current one of the list, which may still have to come."""
        row = self.cards.currentIndex().row()
        self._eager = self._name_pause.isActive() or not self.cards.by_name
        if self._eager:
            self._name_pause.stop()
            self._find_name()
        elif 0 <= row < len(self.cards.shown):
            self.choose_named(self.cards.shown[row].service)

    def _choose_used(self, used: Used) -> None:
        service = None if self._place.engine is None else self._place.engine.service(used.service)
        if service is not None:
            self.choose_named(service)

    def choose_named(self, service: Service) -> None:
        """Choose this one and go back to the suggestions, where it stands chosen."""
        if self.choose(service):
            self.cards.setFocus()
            self.cards.picked.emit()

    def _end_name(self, current: str | None) -> None:
        """Back to the suggestions."""
        self._eager = False
        self._name_pause.stop()
        self.name.clear()
        self.cards.end_names(current)
        self._show_list()


def _suggest(engine: Engine, asked: Asked, now: datetime) -> Suggestions:
    """What fits, with the needs as the worker sees them, at this moment and with what the house lived through."""
    text = asked.text[:MOST_WEIGHED]
    reading = hearing.judged(needs.read(text), asked.judged)
    around = Around(now, asked.language, asked.experience)
    return engine.find(text, asked.facts, asked.where, now.date(), asked.case, reading=reading, around=around)


def proposed(found: Any) -> tuple[str, ...]:
    """The life domains that the words show, most certain first."""
    known = needs.vocabulary()
    return tuple(dict.fromkeys(known[one.need].domain for one in found.needs if one.strength >= _PROPOSED_FROM))
