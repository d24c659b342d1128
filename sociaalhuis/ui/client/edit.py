"""Changing what is known of a person (F2): the fields of a new file, with language and how to reach this person safely.

When a colleague changed the same field meanwhile, both values are shown and a key chooses; nothing is written over unseen.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis.desk.client import clients
from sociaalhuis.desk.client.clients import Identity
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.ui import look
from sociaalhuis.ui.client.choose import Choose
from sociaalhuis.ui.client.fields import PersonFields
from sociaalhuis.ui.client.speaks import NOT_ASKED
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.workplace import Workplace


class EditPerson(QFrame):
    """``saved`` is called when the house holds what was typed. What was typed and not saved stays until then."""

    def __init__(self, place: Workplace, saved: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._saved = place, saved
        self._person: UUID | None = None
        self._before: Mapping[str, Any] = {}
        self._seen: Mapping[str, Any] = {}  # the columns as they stood when somebody began
        self._picked: dict[str, Any] = {}  # what was chosen of what a colleague changed too
        self._typed: dict[str, Mapping[str, Any]] = {}  # for other people, by their id
        self.fields = PersonFields(place.today, self._enter, lambda _step: None, whole=True)
        self._refusal = Strip()
        self._choose = Choose(self.save)
        self.setFocusProxy(self.fields)
        self._lay_out()

    def _lay_out(self) -> None:
        save = QPushButton("Bewaren   Ctrl+Enter")
        look.set_role(save, "primary")
        save.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addWidget(look.label("Esc gaat terug. Wat je typte, blijft staan.", look.SMALL, role="soft"), 1)
        row.addWidget(save)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it scrolls before the window does
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, look.px(look.GAP), 0)
        column.addWidget(self.fields)
        column.addStretch()
        area.setWidget(held)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Gegevens aanpassen", look.HEADING, bold=True))
        inside.addWidget(area, 1)
        inside.addWidget(self._choose, 1)
        inside.addWidget(self._refusal)
        inside.addLayout(row)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that the house does not hold yet."""
        return self._person is not None and dict(self.fields.values()) != dict(self._before)

    def begin(self, who: Identity) -> None:
        """Change this person; what was typed for the same person and never saved is still there."""
        self._typed = dict(self.remember())
        self._person = who.id
        self.fields.fill(_values(who))
        self._before, self._seen = self.fields.values(), self.fields.known()
        if str(who.id) in self._typed:
            self.fields.fill(self._typed.pop(str(who.id)))
        self._refusal.tell("")
        self._picked = {}
        self._show_choice(False)
        self.fields.setFocus()

    def remember(self) -> Mapping[str, Any]:
        """What was typed and never saved, as JSON values by the id of the person."""
        return {**self._typed, **({str(self._person): dict(self.fields.values())} if self.unsaved else {})}

    def recall(self, state: Mapping[str, Any]) -> None:
        """What was typed before the lock is there when that person is changed again."""
        self._typed = dict(state)

    def _enter(self, name: str) -> None:
        if not self.fields.go_on(name):
            self.save()

    def save(self, _checked: bool = False) -> None:
        """Write it down; what cannot be is said in place."""
        if self._person is None:
            return
        if not self._choose.isHidden():
            if not self._choose.complete:
                self._refusal.tell("Kies eerst voor elk veld: C van de collega, of J van jou.")
                return
            self._picked |= self._choose.picked()
        try:
            known = {**self.fields.known(), **self._picked}
        except Refusal as refusal:
            self._refused({}, refusal)
            return
        work = partial(clients.change_seen, self._place.house, self._person, known, self._seen)
        self._place.jobs.once("client.edit", work, self._done, failed=partial(self._refused, known))

    def _done(self, _nothing: None) -> None:
        self._person = None
        self._refusal.tell("")
        self._show_choice(False)
        self._saved()

    def _refused(self, known: Mapping[str, Any], error: BaseException) -> None:
        if isinstance(error, clients.Meanwhile):
            self._seen = {**self._seen, **error.theirs}  # now it is seen
            self._refusal.tell("")
            self._show_choice(True)
            self._choose.offer(error.theirs, known)
            return
        if not isinstance(error, Told):
            raise error
        self._show_choice(False)
        self._refusal.tell(str(error))

    def _show_choice(self, choosing: bool) -> None:
        """The fields, or what is to be chosen."""
        self._area.setVisible(not choosing)
        self._choose.setVisible(choosing)


def _values(who: Identity) -> Mapping[str, Any]:
    return {
        "given": who.given,
        "family": who.family,
        "birth": who.birth,
        "phone": who.phone or "",
        "street": who.street or "",
        "postal_code": who.postal_code or "",
        "note": who.safe_contact or "",
        "language": who.language or NOT_ASKED,
        "interpreter": who.interpreter or NOT_ASKED,
        "reading": who.reading or NOT_ASKED,
        "forbidden": None if who.forbidden is None else list(who.forbidden),
        "informed": who.informed_on.isoformat() if who.informed_on else "",
        "stopped": who.stopped_on.isoformat() if who.stopped_on else "",
    }
