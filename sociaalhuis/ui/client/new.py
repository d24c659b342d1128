"""The form for a new person: what is needed first, and people who may be the same while typing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.client.clients import Found
from sociaalhuis.errors import Refusal, told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.client.fields import PersonFields
from sociaalhuis.ui.parts.parts import Strip, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

PAUSE = 150


class NewPerson(QWidget):
    """``opened`` gets the id of the person that was made or chosen, and whether it is new."""

    def __init__(self, place: Workplace, opened: Callable[[UUID, bool], None]) -> None:
        super().__init__()
        self._place, self._opened = place, opened
        self.doubles = Rows("Lijkt op", two=True, empty="Niemand die hierop lijkt.")
        self._fields = PersonFields(place.today, self._enter, self.doubles.step)
        self._refusal = Strip()
        self._doubles_head = look.label("Lijkt op", bold=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._seek_doubles)
        for name in ("given", "family", "birth", "phone"):
            self._fields.lines[name].textChanged.connect(self._typed)
        self.doubles.chosen.connect(self._open_double)
        self.setFocusProxy(self._fields)
        self._lay_out()

    def _lay_out(self) -> None:
        save = QPushButton("Nieuw dossier maken   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(self.save_anyway)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(save)
        left = QFrame()
        look.set_role(left, "card")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Nieuwe persoon", look.HEADING, bold=True))
        inside.addWidget(look.label("Een naam is genoeg. De rest vul je in als het nodig is.", role="soft", wrap=True))
        inside.addWidget(self._fields)
        inside.addWidget(self._refusal)
        inside.addLayout(row)
        inside.addStretch()
        text = "Enter opent de gekozen persoon. Ctrl+Enter maakt toch een nieuw dossier."
        keys = look.label(text, look.SMALL, role="soft", wrap=True)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(left, 3)
        whole.addWidget(card(self._doubles_head, self.doubles, keys, stretch=self.doubles), 2)

    # ── filling ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def texts(self) -> Mapping[str, Any]:
        """What stands in the fields."""
        return self._fields.values()

    def fill(self, texts: Mapping[str, Any]) -> None:
        """Put texts in the fields; fields that are not named become empty."""
        self._fields.fill(texts)

    def begin(self, sought: str) -> None:
        """Begin with what was sought; what was typed here before and never saved stays."""
        if not any(self.texts().values()):
            self.fill(_from_search(sought, self._place.today()))
        first = next((name for name, text in self.texts().items() if not text), "given")
        self._fields.lines[first].setFocus()

    # ── doubles ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _seek_doubles(self) -> None:
        typed, house = self.texts(), self._place.house
        look_up = partial(clients.alike, house, typed["given"], typed["family"], self._fields.born(), typed["phone"])
        self._place.jobs.house(look_up, self._show_doubles, key="client-doubles")

    def _show_doubles(self, found: Sequence[Found]) -> None:
        self._doubles_head.setText(f"Lijkt op ({len(found)})" if found else "Lijkt op")
        self.doubles.show_lines([line(one) for one in found])

    def _open_double(self, one: Found) -> None:
        self._opened(one.id, False)

    # ── saving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self, name: str) -> None:
        """Enter opens who is there already; else it goes to the next field, and after the last one it saves."""
        chosen = self.doubles.current()
        if chosen is not None:
            self._open_double(chosen)
        elif not self._fields.go_on(name):
            self._save(sure=False)

    def save_anyway(self, _checked: bool = False) -> None:
        """Make a new file, also when somebody looks the same."""
        self._save(sure=True)

    def _save(self, *, sure: bool) -> None:
        house, born, typed = self._place.house, self._fields.born(), self.texts()
        try:
            known = self._fields.known()
        except Refusal as refusal:
            self._refused(refusal)
            return

        def save() -> tuple[UUID | None, Sequence[Found]]:
            same = () if sure else clients.alike(house, typed["given"], typed["family"], born, typed["phone"])
            return (None, same) if same else (intake.add_person(house, **known), ())

        self._place.jobs.once("client.new", save, self._saved, failed=self._refused)

    def _saved(self, answer: tuple[UUID | None, Sequence[Found]]) -> None:
        person, same = answer
        if person is None:
            self._show_doubles(same)
            self._refusal.tell(f"Er is al {count(len(same), 'persoon', 'personen')} die hierop lijkt. Kijk rechts.")
            return
        self._refusal.tell("")
        self.fill({})
        self._pause.stop()
        self._show_doubles(())
        self._opened(person, True)

    def _refused(self, error: BaseException) -> None:
        self._refusal.tell(told(error))


def line(one: Found) -> Line:
    """A person in a list: the name, and what tells people of one name apart."""
    detail = " · ".join(part for part in (f"°{one.birth}" if one.birth else "", one.postal_code) if part)
    return Line(one.name, one, one.id, detail=detail or "geen geboortedatum", mark="people", role="soft")


def _from_search(sought: str, today: date) -> Mapping[str, str]:
    """What was typed to find somebody, as the begin of the form: the last number may be a year, the first word a name."""
    words = sought.split()
    years = [word for word in words if word.isdecimal() and len(word) == 4 and word.isascii() and int(word) <= today.year]
    names = [word for word in words if not any(letter.isdecimal() for letter in word)]
    return {"given": " ".join(names[:1]), "family": " ".join(names[1:]), "birth": years[-1] if years else ""}
