"""Hulp (F1): what to do on the screen one came from, and the keys that hold there. The texts stand in resources/texts."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import yaml
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sociaalhuis.errors import told
from sociaalhuis.paths import resource
from sociaalhuis.printing.key_card import KeyCard, render
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import keeping
from sociaalhuis.ui.parts.folding import Folding
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LOWEST = 240  # pixels at 100 %
NARROW = 760  # below this, in pixels at 100 %, two columns do not fit
_HERE, _EVERYWHERE = "Op dit scherm", "Overal"
_WORDS = {"Return": "Enter", "Space": "Spatie", "Del": "Delete"}


@functools.cache
def texts() -> Mapping[str, Mapping[str, Any]]:
    """The help of every screen, by its name; ``everywhere`` holds the keys that always work."""
    tree: dict[str, dict[str, Any]] = yaml.load(resource("texts", "help.nl.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tree


def spoken_key(shortcut: str) -> str:
    """A key as it stands on the keyboard: Return is Enter."""
    first, plus, last = shortcut.rpartition("+")
    return first + plus + _WORDS.get(last, last)


class Help(Screen):
    """Shows the help of another screen; Escape goes back to the same field."""

    name: ClassVar[str] = "help"
    title: ClassVar[str] = "Hulp"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._keys = Rows("Sneltoetsen", lead=108)
        self._card = KeyCard("", (), (), {})
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setAccessibleName("Uitleg")
        back = QPushButton(look.icon("undo"), "Terug naar mijn werk   Esc")
        back.clicked.connect(place.back)
        card = QPushButton(look.icon("save"), "Kaart voor naast het klavier   Ctrl+P")
        card.clicked.connect(lambda _checked: self.save_card())
        self._wrong = Strip()
        keys = QFrame()
        look.set_role(keys, "card")
        listed = QVBoxLayout(keys)
        listed.setContentsMargins(*[look.px(look.PAD)] * 4)
        listed.setSpacing(look.px(look.GAP))
        listed.addWidget(look.label("Sneltoetsen", look.WORDS, bold=True))
        listed.addWidget(self._keys, 1)
        words = QWidget()
        left = QVBoxLayout(words)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._page, 1)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch()
        row.addWidget(card)
        left.addLayout(row)
        left.addWidget(self._wrong)
        for part in (self._page, self._keys):
            part.setMinimumHeight(look.px(LOWEST))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Folding(words, keys, NARROW, (3, 2)))
        self.bind_commands()

    def arrive(
        self, about: str = "help", commands: Sequence[Command] = (), always: Sequence[Command] = (), **_what: Any
    ) -> None:
        """Show the help of the screen ``about``: what can be done there, and what can be done anywhere."""
        found = texts()[about]
        keys = _by_place(found, commands, always)
        self._card = KeyCard(found["name"], found["steps"], found["know"], keys)
        self._wrong.tell("")
        self._page.setWidget(_told(found))
        self._keys.show_lines(_lines(keys, [one.label for one in commands if not one.shortcut]))
        self._page.setFocus()

    def save_card(self) -> None:
        """This help on paper, as a PDF."""
        card, name = self._card, f"kaart-{self._card.title.lower().replace(' ', '-')}.pdf"
        keeping.keep(self.place, "Kaart bewaren", name, keeping.PDF, lambda: render(card).pdf, self._unwritten)

    def _unwritten(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def commands(self) -> Sequence[Command]:
        """Back to the work, or the help on paper."""
        return (
            Command("Terug naar mijn werk", self.place.back, "Esc", "undo"),
            Command("Kaart met de toetsen van dit scherm", self.save_card, "Ctrl+P", "save"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._page, self._keys)


def _told(found: Mapping[str, Any]) -> QWidget:
    page = QFrame()
    look.set_role(page, "card")
    inside = QVBoxLayout(page)
    inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
    inside.setSpacing(look.px(look.PAD))
    inside.addWidget(look.label("HULP BIJ DIT SCHERM", look.SMALL, role="accent", bold=True))
    inside.addWidget(look.label(found["name"], look.HEADING, bold=True))
    for number, step in enumerate(found["steps"], 1):
        inside.addLayout(_numbered(str(number), step))
    inside.addSpacing(look.px(look.GAP))
    inside.addWidget(look.label("Goed om te weten", look.WORDS, bold=True))
    for fact in found["know"]:
        inside.addLayout(_numbered("·", fact))
    inside.addStretch()
    return page


def _numbered(mark: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.px(12))
    number = look.label(mark, look.WORDS, bold=True, role="accent")
    number.setFixedWidth(look.px(18))
    row.addWidget(number, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(look.label(text, look.WORDS, wrap=True), 1)
    return row


def _by_place(
    found: Mapping[str, Any], commands: Sequence[Command], always: Sequence[Command]
) -> Mapping[str, Mapping[str, str]]:
    """The keys of the screen first, then those that hold everywhere."""
    here = {spoken_key(one.shortcut): one.label for one in commands if one.shortcut} | found.get("keys", {})
    there = texts()["everywhere"]["keys"] | {spoken_key(one.shortcut): one.label for one in always if one.shortcut}
    return {_HERE: here, _EVERYWHERE: there} if here else {_EVERYWHERE: there}


def _lines(keys: Mapping[str, Mapping[str, str]], bare: Sequence[str]) -> list[Line]:
    """A command without a key stands in the palette."""
    lines = []
    for place, those in keys.items():
        if place == _EVERYWHERE and bare:
            lines.append(Line(f"{_HERE.upper()}, MET CTRL+K", head=True))
            lines += [Line(one, lead="Ctrl+K", role="accent") for one in bare]
        lines.append(Line(place.upper(), head=True))
        lines += [Line(label, lead=key, role="accent") for key, label in those.items()]
    return lines
