"""The right column of a question: suggestions that follow the typing a moment after the last key; never an empty column."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis.catalogue import needs
from sociaalhuis.catalogue.places import Place
from sociaalhuis.catalogue.suggest import Suggestions
from sociaalhuis.desk import asking
from sociaalhuis.errors import Told
from sociaalhuis.facts import Facts, vocabulary
from sociaalhuis.texts import Texts, count
from sociaalhuis.ui import look
from sociaalhuis.ui.cards import STRENGTHS, Cards
from sociaalhuis.ui.parts import Strip
from sociaalhuis.ui.workplace import Workplace

PAUSE = 250  # milliseconds of quiet typing
SPEAK_AFTER = 1000  # milliseconds of quiet after which a screen reader hears the first suggestion
MOST_WEIGHED = 4_000  # characters; what somebody says at the desk, not a pasted book
_ENOUGH = 40  # characters from which “nothing found” says something
_PROPOSED_FROM = 0.4  # strength of a need from which its domain is proposed
EMPTY = "Typ wat de cliënt zegt of kies een domein. Suggesties verschijnen hier."
NOTHING_CLEAR = "Geen duidelijke suggestie. Bel een collega of vraag verder. Zoek in de catalogus: Ctrl+G."
NOT_YET = "De suggesties komen zo. Typ gerust verder."
BROKEN = "Suggesties werken even niet. Zoek in de catalogus (Ctrl+G). Je vraag blijft bewaard."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the suggestions are for."""

    text: str
    facts: Facts
    where: tuple[Place, ...]
    case: str


class Suggesting(QWidget):
    """``found`` with the Suggestions when there are new ones, also empty ones."""

    found = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._texts = Texts()
        self._asked: Asked | None = None
        self._head = look.label("Suggesties", bold=True)
        self._legend = look.label("Spatie kiest · → toont alles", look.SMALL, role="soft")
        self._strip, self._broken = Strip("strip-today"), Strip("strip")
        self._note = look.label("", look.SMALL, role="soft", wrap=True)
        self._empty = look.label(EMPTY, role="soft", wrap=True)
        self._next = look.label("", look.SMALL, role="accent", wrap=True)
        self.cards = Cards()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._find)
        self._speak = QTimer(self, singleShot=True, interval=SPEAK_AFTER)
        self._speak.timeout.connect(self._announce)
        self.cards.picked.connect(self._say_head)
        self.setFocusProxy(self.cards)
        self.cards.setMinimumHeight(look.px(200))
        self.cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._show_nothing()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch()
        head.addWidget(self._legend)
        for words in (self._note, self._empty, self._next):
            words.setMinimumHeight(look.px(18))  # a wrapped text asks for the height of its narrowest form
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(head)
        for part in (self._broken, self._strip, self._note):
            inside.addWidget(part)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._empty, 1)
        inside.addWidget(self.cards, 1)
        inside.addWidget(self._next)

    def ask(self, asked: Asked) -> None:
        """Suggestions for this, a moment after the last key."""
        if self._asked is None or (asked.text, asked.facts, asked.where) != (
            self._asked.text, self._asked.facts, self._asked.where,
        ):  # fmt: skip
            self._asked = asked
            self._pause.start()

    def again(self) -> None:
        """The engine is ready, or the screen is shown again."""
        if self._asked is not None:
            self._pause.start()

    def forget(self) -> None:
        """A new question: nothing chosen, nothing found."""
        self._asked = None
        self._pause.stop()
        self._speak.stop()
        self.cards.chosen = {}
        self._show_nothing()

    @property
    def waiting(self) -> bool:
        """Whether newer suggestions are still to come."""
        return self._pause.isActive()

    # ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _find(self) -> None:
        asked, engine = self._asked, self._place.engine
        self._broken.tell("")
        if asked is None or not asked.text.strip():
            self._show_nothing()
        elif engine is None:
            self._broken.tell(NOT_YET)
        else:
            text = asked.text[:MOST_WEIGHED]
            work = partial(engine.find, text, asked.facts, asked.where, self._place.today(), asked.case)
            self._place.jobs.rest(work, partial(self._show, asked), key="suggestions", failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._broken.tell(BROKEN)
        if not isinstance(error, Told):
            raise error

    def _show_nothing(self) -> None:
        self._show_found(Suggestions((), (), (), clear=True))
        self._empty.setText(EMPTY)

    def _show(self, asked: Asked, found: Suggestions) -> None:
        if asked is not self._asked:
            return
        self._show_found(found)
        quiet = len(asked.text.strip()) < _ENOUGH and not found.items
        self._empty.setText(EMPTY if quiet else "")
        self._strip.tell(NOTHING_CLEAR if not found.clear and not quiet else "")
        self._speak.start()

    def _show_found(self, found: Suggestions) -> None:
        self._strip.tell("")
        self.cards.show_found(found.items)
        self._empty.setVisible(not self.cards.shown)
        self.cards.setVisible(bool(self.cards.shown))
        self._note.setText(" ".join(self._texts.reason(note) for note in found.notes))
        self._note.setVisible(bool(found.notes and found.items))
        self._say_head()
        self._say_next([one.ask for one in found.items])
        self.found.emit(found)

    def _say_head(self) -> None:
        number, chosen = len(self.cards.shown), len(self.cards.chosen)
        self._head.setText((f"Suggesties ({number})" if number else "Suggesties") + (f" · {chosen} gekozen" if chosen else ""))
        self._legend.setVisible(bool(number))

    def _say_next(self, wanted: Sequence[Sequence[str]]) -> None:
        given = self._asked.facts if self._asked else Facts()
        keys = [key for key in asking.to_ask(wanted, Facts()) if key not in given and any(key in asks for asks in wanted)]
        if keys:
            times = count(sum(keys[0] in asks for asks in wanted), "suggestie", "suggesties")
            self._next.setText(f"Vraag nog: “{vocabulary()[keys[0]].question}” Beslist over {times}. Ctrl+J")
        self._next.setVisible(bool(keys))

    def _announce(self) -> None:
        shown = self.cards.shown
        if shown and self.isVisible():
            first = shown[0].suggestion
            number = count(len(shown), "suggestie", "suggesties")
            words = f"{number}, eerste: {first.service.name}, {STRENGTHS[first.strength][0]}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.cards, words))


def proposed(found: Any) -> tuple[str, ...]:
    """The life domains that the words show, most certain first."""
    known = needs.vocabulary()
    return tuple(dict.fromkeys(known[one.need].domain for one in found.needs if one.strength >= _PROPOSED_FROM))
