"""Een fiche aanpassen of maken, by keyboard: every field with its letter, hours as they are read, kept in one act."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis.catalogue import fields
from sociaalhuis.desk.catalogue import editing
from sociaalhuis.desk.catalogue.editing import CHOICES, TEXTS, BadValue, Edit
from sociaalhuis.errors import told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.growing import Growing, Sentence
from sociaalhuis.ui.parts.parts import Columns, Strip, breakable
from sociaalhuis.ui.parts.pick import MOST_HITS, Pick
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 900  # room for two columns side by side
PAUSE = 250  # milliseconds after typing before hours are read
_LEFT = (
    ("name", "&Naam"), ("organization", "Organ&isatie"), ("alternate_name", "Andere n&aam"),
    ("phones", "&Telefoon, met ; ertussen"), ("email", "E-&mail"), ("url", "&Website"), ("addresses", "Adressen (&Z)"),
    ("opening_hours", "&Uren"), ("area_values", "Werkt in (&H)"), ("languages", "Taa&l"), ("target_group_tags", "&Doelgroepen"),
    ("domains", "D&omeinen"),
)  # fmt: skip
_RIGHT = (
    ("description", "Wat de dienst &biedt"), ("eligibility_description", "&Voorwaarden"), ("application_process", "Aanm&elden"),
    ("documents", "Mee te brengen (&J)"), ("fees", "&Kost"), ("costs", "Bedragen (&F)"), ("capacity", "&Capaciteit"),
    ("alert", "Let o&p"), ("notes", "Alleen voor medewerkers (&G)"), ("kind", "&Soort"),
    ("confidentiality", "Ve&rtrouwelijkheid"),
)  # fmt: skip
_HINTS: Mapping[str, str] = {
    "addresses": "Eén per regel, bv.\nDorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel]",
    "documents": "Eén per regel, bv. identiteitskaart",
    "costs": "Eén per regel, bv. lidgeld: 12,50 euro",
    "area_values": "Gemeenten met komma’s, provincie Limburg of heel Vlaanderen",
    "organization": "Typ enkele letters",
    "capacity": "bv. 12 gezinnen tegelijk",
}
_BLANK = "Eigen aanbod. Het telt als vandaag nagekeken."
_SHORT = frozenset({"documents", "costs", "alert"})  # mostly one line, the other ones two
_WORDS: Mapping[str, str] = {
    "": "dienst",
    "product": "product of recht",
    "informal": "informele hulp",
    "publiek": "publiek: iedereen mag dit zien",
    "intern": "intern: alleen voor medewerkers",
    "geheim": "geheim: alleen voor maatschappelijk werk",
}


class EditScreen(Screen):
    """All fields of one record. Escape goes back; what was typed stays until another record is opened."""

    name: ClassVar[str] = "service"
    title: ClassVar[str] = "Fiche aanpassen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._edit: Edit | None = None
        self._fields: dict[str, QLineEdit | QPlainTextEdit | QComboBox] = {}
        self._organizations: Sequence[str] = ()
        self._head = look.label("", look.HEADING, bold=True, wrap=True)
        self._read = look.label("", look.SMALL, role="soft", wrap=True)
        self._wrong = Strip()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._read_hours)
        self._lay_out()
        self.bind_commands()

    def _lay_out(self) -> None:
        halves = []
        for column in (_LEFT, _RIGHT):
            held = QWidget()
            look.set_role(held, "card")
            halves.append((held, 1))
            grid = QGridLayout(held)
            grid.setContentsMargins(*[look.px(look.PAD)] * 4)
            grid.setVerticalSpacing(look.px(4))
            grid.setHorizontalSpacing(look.px(12))
            for row, (name, label) in enumerate(column):
                self._put(grid, 2 * row, name, label)
            grid.setRowStretch(2 * len(column) + 1, 1)
        self._area = area = Columns(LEAST, *halves, tall=0)
        keep = QPushButton(look.icon("save", "on_accent"), "Bewaar   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(self.keep)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(12))
        whole.addLayout(head)
        whole.addWidget(self._wrong)
        whole.addWidget(area, 1)

    def _put(self, grid: QGridLayout, row: int, name: str, label: str) -> None:
        field: QLineEdit | QPlainTextEdit | QComboBox
        if name in TEXTS:
            field = Growing(1 if name in _SHORT else 2, _HINTS.get(name, ""), most=3)
        elif name == "fees":
            field = Sentence(editing.LONGEST)
        elif name in CHOICES:
            field = QComboBox()
            for slug in CHOICES[name]:
                field.addItem(_WORDS[slug], slug)
        elif name == "organization":
            field = Pick(fields.label(name), _HINTS[name], self._named)
            field.setMaxLength(editing.LONGEST)
            field.picked.connect(partial(_fill, field))
        else:
            field = QLineEdit(maxLength=editing.LONGEST, placeholderText=_HINTS.get(name, ""))
        field.installEventFilter(self)
        buddy = QLabel(label)
        buddy.setBuddy(field)
        buddy.setContentsMargins(0, look.px(7), 0, 0)  # on the height of the first line of its field
        field.setAccessibleName(fields.label(name))
        self._fields[name] = field
        grid.addWidget(buddy, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, row, 1)
        if name == "opening_hours":
            grid.addWidget(self._read, row + 1, 1)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(lambda _text: self._soon.start())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What gets the focus comes into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched, 0, look.px(look.WIDE))
        return False

    def _named(self, typed: str) -> Sequence[Line]:
        """The organisations that are called somewhat so."""
        wanted = typed.casefold()
        found = (name for name in self._organizations if wanted in name.casefold() and name != typed)
        return [Line(name, name) for name in islice(found, MOST_HITS)]

    # ── filling ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, service: str | None = None, **_what: Any) -> None:
        """Open this record (slug), or go on with what is open."""
        self._wrong.tell("")
        if service is not None and (self._edit is None or self._edit.slug != service or not self._changed()):
            self.place.jobs.house(
                partial(editing.begin, self.place.house, service), self._show, key="edit", failed=self._refuse
            )
        self._learn_names()
        self._fields["name"].setFocus()

    def _learn_names(self) -> None:
        """The organisations that can be chosen."""
        self.place.jobs.house(
            partial(editing.organizations, self.place.house), self._know_names, key="edit-names", failed=self._refuse
        )

    def _know_names(self, names: Sequence[str]) -> None:
        self._organizations = names

    def _show(self, edit: Edit) -> None:
        self._edit = edit
        self._head.setText(breakable(f"{edit.fields['name']} · {edit.organization}" if edit.slug else _BLANK))
        for name, field in self._fields.items():
            _fill(field, edit.fields[name])
        self._read_hours()

    def _changed(self) -> Mapping[str, str]:
        """The fields that differ from the record."""
        if self._edit is None:
            return {}
        return {name: text for name, field in self._fields.items() if (text := _text(field)) != self._edit.fields[name]}

    def _read_hours(self) -> None:
        said, good = editing.hours(_text(self._fields["opening_hours"]))
        self._read.setText("" if not said else f"✓ Gelezen als: {said}" if good else f"▲ {said} De tekst blijft zo bewaard.")
        look.set_role(self._read, "good" if good else "late")

    def keep(self, _checked: bool = False) -> None:
        """Keep what was changed; the record is not checked by that."""
        edit, changed = self._edit, self._changed()
        if edit is None or not changed:
            self.place.say("Er is niets veranderd.")
            return
        work = partial(editing.change, self.place.house, edit.slug, changed)
        self.place.jobs.once("edit", work, partial(self._kept, edit), failed=self._refuse)

    def _kept(self, edit: Edit, names: Sequence[str]) -> None:
        self._edit = None
        self.place.say(f"Bewaard: {count(len(names), 'veld', 'velden')} van {edit.fields['name']}. Ctrl+Z maakt ongedaan.")
        self.turn_back()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))
        if isinstance(error, BadValue):
            self._fields[error.field].setFocus()

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def shown_service(self) -> str | None:
        """The record that is open."""
        return self._edit.slug or None if self._edit else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; what was typed stays here."""
        if event.key() == Qt.Key.Key_Escape:
            if self._changed():
                self.place.say("Niet bewaard. Wat je typte, staat hier nog.")
            self.place.back()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Fiche bewaren", self.keep, "Ctrl+Enter", "save")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._fields["name"], self._fields["description"])

    def remember(self) -> Mapping[str, Any]:
        """What was typed and not kept."""
        return {} if self._edit is None else {"service": self._edit.slug, "typed": dict(self._changed())}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same record, with what was typed."""
        if state.get("service"):
            self._show(editing.begin(self.place.house, state["service"]))
            self._fill_in(state.get("typed", {}))

    def _fill_in(self, typed: Mapping[str, str]) -> None:
        for name, text in typed.items():
            _fill(self._fields[name], text)

    def _typed(self) -> Mapping[str, str]:
        """Every field as it stands."""
        return {name: _text(field) for name, field in self._fields.items()}


def _text(field: QLineEdit | QPlainTextEdit | QComboBox) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def _fill(field: QLineEdit | QPlainTextEdit | QComboBox, text: str) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findData(text)))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)
        field.setCursorPosition(0)
