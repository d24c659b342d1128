"""Who acts or speaks for a client: a name, in which capacity, for what, and from when to when."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from sociaalhuis import vocab
from sociaalhuis.desk.client import representing
from sociaalhuis.desk.client.representing import Representing
from sociaalhuis.errors import Refusal, told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.workplace import Workplace

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


class RepresentPage(QFrame):
    """``saved`` is called when the house holds it."""

    def __init__(self, place: Workplace, saved: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._saved = place, saved
        self._person: UUID | None = None
        self._id: UUID | None = None
        self._name, self._phone, self._since, self._until = (QLineEdit() for _ in range(4))
        self._capacity, self._scope = _terms("representatives"), _terms("representation_scopes")
        self._refusal = Strip()
        self._name.setMaxLength(representing.LONGEST)
        for field in (self._since, self._until):
            field.setPlaceholderText("12/3/2026, of leeg")
        self.setFocusProxy(self._name)
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(look.px(12))
        form.setHorizontalSpacing(look.px(look.PAD))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (
            ("Na&am", self._name),
            ("&Hoedanigheid", self._capacity),
            ("Waa&rvoor", self._scope),
            ("&Telefoon", self._phone),
            ("&Vanaf", self._since),
            ("T&ot en met", self._until),
        ):
            form.addRow(label, field)
        save = QPushButton("Bewaren   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addWidget(look.label("Esc gaat terug zonder te bewaren.", look.SMALL, role="soft"), 1)
        row.addWidget(save)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Wie treedt op voor de cliënt?", look.HEADING, bold=True))
        text = "Een bewindvoerder beslist mee over geld of over de persoon. Overleg voor je gegevens doorgeeft."
        inside.addWidget(look.label(text, role="soft", wrap=True))
        inside.addLayout(form)
        inside.addWidget(self._refusal)
        inside.addLayout(row)
        inside.addStretch()

    def begin(self, person: UUID, one: Representing | None) -> None:
        """A new representative of this person, or the one that is changed."""
        self._person, self._id = person, one.id if one else None
        self._name.setText(one.name if one else "")
        self._phone.setText((one.phone or "") if one else "")
        for box, slug in ((self._capacity, one.capacity if one else None), (self._scope, one.scope if one else None)):
            box.setCurrentIndex(max(0, box.findData(slug)))
        for field, on in ((self._since, one.since if one else None), (self._until, one.until if one else None)):
            field.setText(f"{on.day}/{on.month}/{on.year}" if on else "")
        self._refusal.tell("")

    def save(self, _checked: bool = False) -> None:
        """Write it down; what cannot be is said in place."""
        if self._person is None:
            return
        try:
            one = Representing(
                self._name.text(),
                self._capacity.currentData(),
                self._scope.currentData(),
                self._phone.text().strip() or None,
                _day(self._since.text()),
                _day(self._until.text()),
                self._id,
            )
        except Refusal as refusal:
            self._refusal.tell(str(refusal))
            return
        work = partial(representing.keep, self._place.house, self._person, one)
        self._place.jobs.once("client.represent", work, self._done, failed=self._refused)

    def _done(self, _id: UUID) -> None:
        self._saved()

    def _refused(self, error: BaseException) -> None:
        self._refusal.tell(told(error))


def _day(typed: str) -> date | None:
    """The typed day, None for nothing. Raises Refusal for what is none."""
    if not typed.strip():
        return None
    found = _DAY.fullmatch(typed.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _unreadable()
    except ValueError:
        return _unreadable()


def _unreadable() -> date:
    raise Refusal("Deze dag is niet te lezen.", "Typ dag, maand en jaar, zoals 12/3/2026.")


def _terms(which: str) -> QComboBox:
    made = QComboBox()
    for term in vocab.terms(which, None):
        made.addItem(term.label, term.slug)
    return made
