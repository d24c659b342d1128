"""The fields of a person, for a new file and for changing one: what is wrong is said beside them while typing.

Only the fields and what they hold; saving is for the form around them. ``whole`` also asks language, interpreter, reading and
how somebody can be reached safely; a new file begins with the five that are needed first.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QWidget

from sociaalhuis.catalogue import places
from sociaalhuis.desk import birth, intake, safety
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.client.speaks import Speaks
from sociaalhuis.ui.parts.flow import Flow

LONGEST, LONGEST_NOTE = 200, 500  # characters of a name, of how to reach somebody
_LINES = {
    "given": "&Voornaam",
    "family": "&Familienaam",
    "birth": "&Geboren",
    "phone": "&Telefoon",
    "postal_code": "&Postcode",
}
_WHOLE = {
    "given": "&Voornaam",
    "family": "&Familienaam",
    "birth": "&Geboren",
    "phone": "&Telefoon",
    "street": "&Straat en nummer",
    "postal_code": "&Postcode",
}

type Step = Callable[[int], None]


class PersonFields(QWidget):
    """``enter`` is called with the name of a field in which Enter was pressed; ``step`` when an arrow goes up or down."""

    def __init__(self, today: Callable[[], date], enter: Callable[[str], None], step: Step, *, whole: bool = False) -> None:
        super().__init__()
        self._today = today
        self._labels = _WHOLE if whole else _LINES
        names = [*self._labels, *(["note"] if whole else [])]
        self.lines = {name: _Field(name, enter, step) for name in names}
        self._birth_said, self._place_said = _note(), _note()
        self._speaks = Speaks(today()) if whole else None
        self._ways = _Ways() if whole else None
        self._privacy = _Privacy(today) if whole else None
        self.setFocusProxy(self.lines["given"])
        self._lay_out()
        self.lines["birth"].textChanged.connect(self._say_birth)
        self.lines["postal_code"].textChanged.connect(self._say_place)

    def _lay_out(self) -> None:
        self.lines["birth"].setPlaceholderText("12/3/1988, of alleen 1988")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(look.px(12))
        form.setHorizontalSpacing(look.px(look.PAD))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, label in self._labels.items():
            form.addRow(label, self.lines[name])
            said = {"birth": self._birth_said, "postal_code": self._place_said}.get(name)
            if said is not None:
                form.addRow("", said)
        if self._speaks is None or self._ways is None or self._privacy is None:
            return
        for label, box in self._speaks.rows:
            form.addRow(label, box)
        contact = look.label("Veilig &contact")
        contact.setBuddy(self._ways.first)
        form.addRow(contact, self._ways)
        self.lines["note"].setMaxLength(LONGEST_NOTE)
        self.lines["note"].setPlaceholderText("bv. niet na 17 uur, spreek niets in")
        form.addRow("&Hoe bereiken", self.lines["note"])
        privacy = look.label("Privac&y")
        privacy.setBuddy(self._privacy.informed)
        form.addRow(privacy, self._privacy)

    # ── what they hold ───────────────────────────────────────────────────────────────────────────────────────────────────

    def values(self) -> Mapping[str, Any]:
        """What stands in the fields, as JSON values."""
        held: dict[str, Any] = {name: field.text() for name, field in self.lines.items()}
        if self._speaks is not None and self._ways is not None and self._privacy is not None:
            held |= {**self._speaks.values(), "forbidden": self._ways.chosen, **self._privacy.values()}
        return held

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values in the fields; fields that are not named become empty."""
        for name, field in self.lines.items():
            field.setText(str(values.get(name, "")))
            field.setCursorPosition(0)
        if self._speaks is not None and self._ways is not None and self._privacy is not None:
            self._privacy.fill(values)
            self._speaks.fill(values)
            self._ways.choose(values.get("forbidden"))

    def known(self) -> dict[str, Any]:
        """The columns of the person. Raises Refusal for a birth date or a postal code that cannot be."""
        typed = {name: field.text() for name, field in self.lines.items()}
        read = birth.read(typed["birth"], self._today())
        code = typed["postal_code"].strip()
        towns = places.places(code) if code else ()
        columns: dict[str, Any] = {
            "given_name": typed["given"],
            "family_name": typed["family"],
            "birth_date": read.day if read else None,
            "birth_year": read.year if read and read.day is None else None,
            "phone": intake.cleaned(typed["phone"]).strip() or None,
            "postal_code": towns[0].postal_code if towns else None,
            "municipality": towns[0].nis if len(towns) == 1 else None,
        }
        if self._speaks is not None and self._ways is not None and self._privacy is not None:
            columns |= self._privacy.known() | self._speaks.known()
            columns["forbidden_ways"] = self._ways.chosen
            columns["street"] = " ".join(intake.cleaned(typed["street"]).split()) or None
            columns["safe_contact"] = intake.cleaned(typed["note"]).strip() or None
        return columns

    def born(self) -> date | int | None:
        """The birth day, or only the year, as far as it is good already."""
        try:
            read = birth.read(self.lines["birth"].text(), self._today())
        except Refusal:
            return None
        return (read.day or read.year) if read else None

    def go_on(self, name: str) -> bool:
        """From this field to the next one; gives whether there was one."""
        names = list(self.lines)
        if name == names[-1]:
            return False
        self.lines[name].focusNextChild()
        return True

    # ── saying ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _say_birth(self, typed: str) -> None:
        today = self._today()
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
    """One line: Enter and the arrows up and down are for the form."""

    def __init__(self, name: str, enter: Callable[[str], None], step: Step) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self._name, self._enter, self._step = name, enter, step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows up and down."""
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(self._name)
                return
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return
        super().keyPressEvent(event)


class _Ways(QWidget):
    """What the client does not want, as boxes to tick; “alles mag” says that it was asked."""

    def __init__(self) -> None:
        super().__init__()
        flow = Flow(look.px(look.GAP))
        self.first = QCheckBox("alles mag")
        self._boxes = {way: QCheckBox(safety.said([way])[0]) for way in safety.forbiddable()}
        for box in (self.first, *self._boxes.values()):
            box.setAccessibleName(f"Veilig contact: {box.text()}")
            flow.addWidget(box)
        self.first.toggled.connect(self._all_is_well)
        for box in self._boxes.values():
            box.toggled.connect(self._not_all)
        self.setLayout(flow)
        self.setFocusProxy(self.first)

    @property
    def chosen(self) -> list[str] | None:
        """The ways that are forbidden; None when nobody asked."""
        ticked = [way for way, box in self._boxes.items() if box.isChecked()]
        return ticked if ticked or self.first.isChecked() else None

    def choose(self, forbidden: Sequence[str] | None) -> None:
        """Show these as ticked."""
        for way, box in self._boxes.items():
            box.setChecked(forbidden is not None and way in forbidden)
        self.first.setChecked(forbidden is not None and not forbidden)

    def _all_is_well(self, ticked: bool) -> None:
        if ticked:
            for box in self._boxes.values():
                box.setChecked(False)

    def _not_all(self, ticked: bool) -> None:
        if ticked:
            self.first.setChecked(False)


class _Privacy(QWidget):
    """Since when this person knows what is kept and why, and since when nobody may look or call of their own accord."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._since: dict[str, str] = {}
        flow = Flow(look.px(look.GAP))
        self.informed = QCheckBox("uitgelegd wat we bewaren en waarom")
        stopped = QCheckBox("stop: zie niets na en neem niet zelf contact op")
        self._boxes = {"informed": self.informed, "stopped": stopped}
        for box in self._boxes.values():
            box.setAccessibleName(f"Privacy: {box.text()}")
            flow.addWidget(box)
        self.setLayout(flow)
        self.setFocusProxy(self.informed)

    def values(self) -> Mapping[str, str]:
        """The day of what is ticked (ISO), empty for what is not; a new tick has the day of today."""
        today = self._today().isoformat()
        return {name: (self._since.get(name) or today) if box.isChecked() else "" for name, box in self._boxes.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these days."""
        self._since = {name: str(values.get(name) or "") for name in self._boxes}
        for name, box in self._boxes.items():
            box.setChecked(bool(self._since[name]))

    def known(self) -> dict[str, date | None]:
        """The columns of the person."""
        return {f"{name}_on": date.fromisoformat(day) if day else None for name, day in self.values().items()}


def _note() -> QLabel:
    made = look.label("", look.SMALL, role="soft", wrap=True)
    made.hide()
    return made


def _tell(note: QLabel, text: str, role: str) -> None:
    look.set_role(note, role)
    note.setText(text)
    note.setVisible(bool(text))
