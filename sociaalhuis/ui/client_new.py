"""The form for a new person: five fields, what is wrong said beside them, and people who may be the same while typing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.catalogue import places
from sociaalhuis.desk import birth, clients, intake
from sociaalhuis.desk.clients import Found
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import Strip, card
from sociaalhuis.ui.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

PAUSE = 150
LONGEST = 200  # characters of a name
_FIELDS = {
    "given": "&Voornaam", "family": "&Familienaam", "birth": "&Geboren", "phone": "&Telefoon", "postal_code": "&Postcode",
}  # fmt: skip


class NewPerson(QWidget):
    """``opened`` gets the id of the person that was made or chosen, and whether it is new."""

    def __init__(self, place: Workplace, opened: Callable[[UUID, bool], None]) -> None:
        super().__init__()
        self._place, self._opened = place, opened
        self._saving = False
        self.doubles = Rows("Lijkt op", two=True, empty="Niemand die hierop lijkt.")
        self._fields = {name: _Field(self.doubles, self._enter) for name in _FIELDS}
        self._birth_said, self._place_said = _note(), _note()
        self._refusal = Strip()
        self._doubles_head = look.label("Lijkt op", bold=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._seek_doubles)
        for name in ("given", "family", "birth"):
            self._fields[name].textChanged.connect(self._typed)
        self._fields["birth"].textChanged.connect(self._say_birth)
        self._fields["postal_code"].textChanged.connect(self._say_place)
        self.doubles.chosen.connect(self._open_double)
        self.setFocusProxy(self._fields["given"])
        self._lay_out()

    def _lay_out(self) -> None:
        self._fields["birth"].setPlaceholderText("12/3/1988, of alleen 1988")
        form = QFormLayout()
        form.setVerticalSpacing(look.px(12))
        form.setHorizontalSpacing(look.px(look.PAD))
        for name, label in _FIELDS.items():
            form.addRow(label, self._fields[name])
            said = {"birth": self._birth_said, "postal_code": self._place_said}.get(name)
            if said is not None:
                form.addRow("", said)
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
        inside.addLayout(form)
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

    def texts(self) -> Mapping[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self._fields.items()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put texts in the fields; fields that are not named become empty."""
        for name, field in self._fields.items():
            field.setText(texts.get(name, ""))

    def begin(self, sought: str) -> None:
        """Begin with what was sought; what was typed here before and never saved stays."""
        if not any(self.texts().values()):
            self.fill(_from_search(sought, self._place.today()))
        first = next((name for name, text in self.texts().items() if not text), "given")
        self._fields[first].setFocus()

    # ── doubles ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _seek_doubles(self) -> None:
        typed, house = self.texts(), self._place.house
        born = _day(typed["birth"], self._place.today())
        look_up = partial(clients.alike, house, typed["given"], typed["family"], born)
        self._place.jobs.house(look_up, self._show_doubles, key="client-doubles")

    def _show_doubles(self, found: Sequence[Found]) -> None:
        self._doubles_head.setText(f"Lijkt op ({len(found)})" if found else "Lijkt op")
        self.doubles.show_lines([line(one) for one in found])

    def _open_double(self, one: Found) -> None:
        self._opened(one.id, False)

    # ── saving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self, field: "_Field") -> None:
        """Enter opens who is there already; else it goes to the next field, and after the last one it saves."""
        chosen = self.doubles.current()
        fields = list(self._fields.values())
        if chosen is not None:
            self._open_double(chosen)
        elif field is not fields[-1]:
            fields[fields.index(field) + 1].setFocus()
        else:
            self._save(sure=False)

    def save_anyway(self, _checked: bool = False) -> None:
        """Make a new file, also when somebody looks the same."""
        self._save(sure=True)

    def _save(self, *, sure: bool) -> None:
        if self._saving:
            return
        typed, house, today = self.texts(), self._place.house, self._place.today()
        try:
            known = _known(typed, today)
        except Refusal as refusal:
            self._refused(refusal)
            return
        born = _day(typed["birth"], today)

        def save() -> tuple[UUID | None, Sequence[Found]]:
            same = () if sure else clients.alike(house, typed["given"], typed["family"], born)
            return (None, same) if same else (intake.add_person(house, typed["given"], typed["family"], **known), ())

        self._saving = True
        self._place.jobs.house(save, self._saved, failed=self._refused)

    def _saved(self, answer: tuple[UUID | None, Sequence[Found]]) -> None:
        self._saving = False
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
        self._saving = False
        if not isinstance(error, Told):
            raise error
        self._refusal.tell(str(error))

    # ── saying ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _say_birth(self, typed: str) -> None:
        today = self._place.today()
        try:
            read = birth.read(typed, today)
            _tell(self._birth_said, read.said(today) if read else "", "soft")
        except Refusal as refusal:
            unfinished = len(typed.strip()) < 6  # half a date is not a mistake yet
            _tell(self._birth_said, refusal.now if unfinished else f"▲ {refusal}", "soft" if unfinished else "late")

    def _say_place(self, typed: str) -> None:
        code = typed.strip()
        towns = " of ".join(one.municipality for one in places.known(code))
        if towns or len(code) < 4:
            _tell(self._place_said, towns, "soft")
        else:
            _tell(self._place_said, "▲ Deze postcode bestaat niet in België. Kijk de vier cijfers na.", "late")


class _Field(QLineEdit):
    """A field of the form: arrows move through the list of doubles, Enter is for the form."""

    def __init__(self, doubles: Rows, enter: Callable[["_Field"], None]) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self._doubles, self._enter = doubles, enter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows up and down."""
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(self)
                return
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._doubles.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return
        super().keyPressEvent(event)


def line(one: Found) -> Line:
    """A person in a list: the name, and what tells people of one name apart."""
    detail = " · ".join(part for part in (f"°{one.birth}" if one.birth else "", one.postal_code) if part)
    return Line(one.name, one, one.id, detail=detail or "geen geboortedatum", mark="people", role="soft")


def _note() -> QLabel:
    made = look.label("", look.SMALL, role="soft", wrap=True)
    made.hide()
    return made


def _tell(note: QLabel, text: str, role: str) -> None:
    look.set_role(note, role)
    note.setText(text)
    note.setVisible(bool(text))


def _day(typed: str, today: date) -> date | None:
    """The birth day as far as it is good already."""
    try:
        read = birth.read(typed, today)
    except Refusal:
        return None
    return read.day if read else None


def _known(typed: Mapping[str, str], today: date) -> dict[str, object]:
    """The columns of the person. Raises Refusal for a birth date or a postal code that cannot be."""
    read = birth.read(typed["birth"], today)
    code = typed["postal_code"].strip()
    towns = places.places(code) if code else ()
    return {
        "birth_date": read.day if read else None,
        "birth_year": read.year if read and read.day is None else None,
        "phone": intake.cleaned(typed["phone"]).strip() or None,
        "postal_code": towns[0].postal_code if towns else None,
        "municipality": towns[0].nis if len(towns) == 1 else None,
    }


def _from_search(sought: str, today: date) -> Mapping[str, str]:
    """What was typed to find somebody, as the begin of the form: the last number may be a year, the first word a name."""
    words = sought.split()
    years = [word for word in words if word.isdecimal() and len(word) == 4 and word.isascii() and int(word) <= today.year]
    names = [word for word in words if not any(letter.isdecimal() for letter in word)]
    return {"given": " ".join(names[:1]), "family": " ".join(names[1:]), "birth": years[-1] if years else ""}
