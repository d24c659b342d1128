"""Cliënten: find a person or a code, open the file with a reason, make a new file, look at a slip again."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.desk import clients, slips
from sociaalhuis.desk.clients import Coded, Found, Happened, Identity
from sociaalhuis.errors import Told
from sociaalhuis.texts import short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.client_edit import EditPerson
from sociaalhuis.ui.client_file import FilePage
from sociaalhuis.ui.client_new import NewPerson
from sociaalhuis.ui.client_new import line as person_line
from sociaalhuis.ui.client_reason import ReasonPage
from sociaalhuis.ui.parts import Columns, Strip, card
from sociaalhuis.ui.rows import Line, Rows
from sociaalhuis.ui.seek import Seek
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 880  # room for the search beside the file
OWN, NEW, AGAIN = "eigen contact", "nieuw dossier", "terug na vergrendelen"
_START = "Zoek op naam, jaar, telefoon of code. Ken je de persoon nog niet? Alt+N maakt een nieuw dossier."
_NOTHING = "Niemand gevonden voor “{typed}”. Kijk de naam na, of maak een nieuw dossier met Alt+N."


class ClientScreen(Screen):
    """Search at the left; at the right the reason, the file, the form or a slip."""

    name: ClassVar[str] = "client"
    title: ClassVar[str] = "Cliënten"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._person: UUID | None = None
        self._contact: UUID | None = None
        self._coming: UUID | None = None  # the person or the contact that is being opened
        self._wanted: tuple[UUID, str] | None = None
        self._list = Rows("Gevonden personen", two=True, empty=_START)
        self._seek = Seek("Zoek een cliënt", "Naam, jaar, telefoon of code", self._list)
        self._count = look.label("", look.SMALL, role="soft")
        self._trouble = Strip()
        room = QWidget()
        self._start = card(look.label("Geen dossier open", role="soft"), room, stretch=room)
        self._reason = ReasonPage(self._open_with)
        self._file = FilePage(place, self._view_slip, self._ask_anew, self._begin_edit)
        self._form = NewPerson(place, self._made)
        self._edit = EditPerson(place, self._edited)
        self._who: Identity | None = None  # whose file is shown
        self._edit_again = False
        self._slip: Any = None  # made when a slip is first looked at
        self._pages = QStackedWidget()
        for page in (self._start, self._reason, self._file, self._form, self._edit):
            self._pages.addWidget(page)
        self._lay_out()
        self._seek.asked.connect(self._search)
        self._list.chosen.connect(self._open)
        self.bind_commands()

    def _lay_out(self) -> None:
        new = QPushButton(look.icon("plus"), "Nieuwe persoon   Alt+N")
        new.clicked.connect(self._begin_new)
        left = card(self._seek, self._count, self._list, new, stretch=self._list)
        left.setFixedWidth(look.px(288))
        held = QWidget()
        right = QVBoxLayout(held)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.px(look.GAP))
        right.addWidget(self._trouble)
        right.addWidget(self._pages, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        self._columns = Columns(LEAST, (left, 0), (held, 1), tall=280)
        whole.addWidget(self._columns)
        self._pages.currentChanged.connect(self._show_whole_page)

    def _show_whole_page(self, _page: int) -> None:
        """When the columns are folded, the page that was asked for is what is seen."""
        QTimer.singleShot(0, self._columns, partial(self._columns.show_part, self._pages))

    # ── arriving ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """``person`` or ``contact`` is opened; with nothing the search begins, or the file that was open is shown again."""
        self._trouble.tell("")
        if what.get("person") is not None:
            self._open_person(what["person"])
        elif what.get("contact") is not None:
            self._open_contact(what["contact"])
        elif self._wanted is not None:
            (person, reason), self._wanted = self._wanted, None
            self._load_person(person, reason)
        elif self._pages.currentWidget() is self._form:
            self._form.begin("")
        elif self._pages.currentWidget() is self._edit:
            self._edit.setFocus()
        else:
            self._to_search()
            self.changed(None)

    def changed(self, _changed: object) -> None:
        """Something changed in the house: the open file is read again; that is no new look."""
        house, today = self.place.house, self.place.today()
        if self._person is not None:
            self._job(partial(clients.again, house, self._person, today), partial(self._show_again, self._person))
        elif self._contact is not None:
            self._job(partial(clients.open_contact, house, self._contact, today), partial(self._show_contact, self._contact))

    def _job(self, work: Any, then: Any) -> None:
        self.place.jobs.house(work, then, key="client", failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._trouble.tell(str(error))

    # ── searching ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._found("", (None, ()))
            return
        self.place.jobs.house(
            partial(clients.search, self.place.house, typed), partial(self._found, typed), key="client-search",
            failed=self._refused,
        )  # fmt: skip

    def _found(self, typed: str, found: tuple[Coded | None, Sequence[Found]]) -> None:
        coded, people = found
        lines = [person_line(one) for one in people]
        if coded is not None:
            lines.insert(0, Line(coded.reference, coded, coded.contact, detail=f"vraag van {short_day(coded.at)}", mark="new"))
        sought = typed.strip()
        self._list.say_when_empty(_NOTHING.format(typed=sought[:60]) if sought else _START)
        self._list.show_lines(lines)
        self._list.select_row(0)
        many = f"de eerste {len(lines)}" if len(people) == clients.MOST_FOUND else f"{len(lines)} gevonden"
        self._count.setText(many if sought else "")
        self._seek.answered()

    # ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, what: Found | Coded) -> None:
        if isinstance(what, Found):
            self._open_person(what.id)
        elif what.person is not None:
            self._open_person(what.person)
        else:
            self._open_contact(what.contact)

    def _open_contact(self, contact: UUID) -> None:
        self._coming = contact
        house, today = self.place.house, self.place.today()

        def look_up() -> UUID | Sequence[Happened]:
            return clients.person_of(house, contact) or clients.open_contact(house, contact, today)

        self._job(look_up, partial(self._got_contact, contact))

    def _got_contact(self, contact: UUID, found: UUID | Sequence[Happened]) -> None:
        if self._coming != contact:
            return
        if isinstance(found, UUID):
            self._open_person(found)
        else:
            self._person, self._contact = None, contact
            self._pages.setCurrentWidget(self._file)
            self._show_contact(contact, found)
            self._file.timeline.setFocus()

    def _open_person(self, person: UUID) -> None:
        """Straight on for who had a contact with this person before; everybody else is asked why."""
        self._coming = person
        if person == self._person:
            self._load_person(person, OWN)
            return
        self._job(partial(clients.was_mine, self.place.house, person), partial(self._ask_why, person))

    def _ask_why(self, person: UUID, mine: bool) -> None:
        if self._coming != person:
            return
        if mine:
            self._load_person(person, OWN)
            return
        self._forget()
        self._reason.ask(person)
        self._pages.setCurrentWidget(self._reason)
        self._reason.setFocus()

    def _open_with(self, person: UUID, reason: str) -> None:
        self._load_person(person, reason)

    def _load_person(self, person: UUID, reason: str) -> None:
        self._coming = person
        house, today = self.place.house, self.place.today()
        self._job(partial(clients.open_person, house, person, reason, today), partial(self._show_person, person))

    def _show_person(self, person: UUID, found: tuple[Identity, Sequence[Happened]]) -> None:
        if self._coming != person:
            return
        self._person, self._contact = person, None
        self._pages.setCurrentWidget(self._file)
        self._show_again(person, found)
        again, self._edit_again = self._edit_again, False
        if again:
            self._begin_edit()
            return
        (self._file.timeline if found[1] else self._file.again).setFocus()

    def _show_again(self, person: UUID, found: tuple[Identity, Sequence[Happened]] | None) -> None:
        if self._person != person:
            return
        if found is None:  # it was taken back
            self._forget()
            self._pages.setCurrentWidget(self._start)
            self._to_search()
            return
        self._trouble.tell("")
        self._who = found[0]
        self._file.show_file(*found, self.place.today())
        self._show_file_page()

    def _show_contact(self, contact: UUID, found: Sequence[Happened]) -> None:
        if self._contact == contact:
            self._trouble.tell("")
            self._file.show_file(None, found, self.place.today())
            self._show_file_page()

    def _show_file_page(self) -> None:
        if self._pages.currentWidget() not in (self._slip, self._edit):
            self._pages.setCurrentWidget(self._file)

    def _forget(self) -> None:
        """No file is open, and none that is still being read comes after all."""
        self._person = self._contact = self._coming = self._who = None

    # ── new, slips, back ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_new(self, _checked: bool = False) -> None:
        self._forget()
        self._pages.setCurrentWidget(self._form)
        self._form.begin(self._seek.text())

    def _made(self, person: UUID, new: bool) -> None:
        if not new:
            self._open_person(person)
            return
        self.place.say("Het dossier is gemaakt. Ctrl+Z maakt dat ongedaan.")
        self._load_person(person, NEW)

    def explore(self) -> None:
        """Ctrl+R: the rights of whose file is open."""
        if self._person is not None:
            self.place.go("rights", person=self._person)
        elif self._contact is not None:
            self.place.go("rights", contact=self._contact)
        else:
            super().explore()

    def _begin_edit(self, _checked: bool = False) -> None:
        """Change the person whose file is open."""
        if self._who is None or self._person != self._who.id:
            self.place.say("Open eerst een dossier.")
            return
        self._pages.setCurrentWidget(self._edit)
        self._edit.begin(self._who)

    def _edited(self) -> None:
        self._pages.setCurrentWidget(self._file)
        self._file.timeline.setFocus()
        self.place.say("De gegevens zijn bewaard. Ctrl+Z maakt dat ongedaan.")

    def _save_form(self) -> None:
        if self._pages.currentWidget() is self._form:
            self._form.save_anyway()
        elif self._pages.currentWidget() is self._edit:
            self._edit.save()

    def _view_slip(self, slip: UUID) -> None:
        self._job(partial(slips.copy, self.place.house, slip), self._show_slip)

    def _show_slip(self, pdf: bytes) -> None:
        if self._slip is None:
            from sociaalhuis.ui.client_slip import SlipView

            self._slip = SlipView()
            self._pages.addWidget(self._slip)
        try:
            self._slip.show_slip(pdf)
        except Told as told:
            self._trouble.tell(str(told))
            return
        self._pages.setCurrentWidget(self._slip)
        self._slip.setFocus()
        self.place.say("Dit briefje werd zo afgedrukt. Esc gaat terug.")

    def _ask_anew(self, _checked: bool = False) -> None:
        if self._person is not None:
            self.place.go("question", person=self._person)

    def _back(self) -> None:
        """One step back, without losing what was typed."""
        if self._pages.currentWidget() in (self._slip, self._edit):
            if self._pages.currentWidget() is self._edit and self._edit.unsaved:
                self.place.say("Nog niet bewaard. F2 gaat verder waar je was.")
            self._pages.setCurrentWidget(self._file)
            self._file.timeline.setFocus()
            return
        if self._pages.currentWidget() is not self._file:
            self._forget()
            self._pages.setCurrentWidget(self._start)
        self._to_search()

    def _to_search(self) -> None:
        """The focus is in the search, and a file that is still being opened does not take it away."""
        self._coming = None
        self._seek.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._seek.selectAll()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Zoek een cliënt", self._to_search, "Ctrl+F", "search"),
            Command("Nieuwe persoon", self._begin_new, "Alt+N", "plus"),
            Command("Nieuwe vraag voor deze persoon", self._ask_anew, "Ctrl+B", "plus"),
            Command("Gegevens van deze persoon aanpassen", self._begin_edit, "F2", "people"),
            Command("Dossier bewaren", self._save_form, "Ctrl+Return", "save"),
            Command("Terug", self._back, "Esc"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        file = self._file
        return (self._seek, self._list, file.timeline, file.running, file.detail, self._form, self._form.doubles, self._edit)

    def remember(self) -> Mapping[str, Any]:
        """What was sought, what was typed in the form, and which file was open."""
        return {
            "typed": self._seek.text(),
            "form": dict(self._form.texts()),
            "in_form": self._pages.currentWidget() is self._form,
            "person": None if self._person is None else str(self._person),
            "edit": dict(self._edit.remember()),
            "in_edit": self._pages.currentWidget() is self._edit,
        }

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the same file or form."""
        self._seek.setText(state["typed"])
        self._search(state["typed"])
        self._form.fill(state["form"])
        if state["in_form"]:
            self._pages.setCurrentWidget(self._form)
        self._edit.recall(state["edit"])
        if state["person"]:
            self._wanted = UUID(state["person"]), AGAIN
            self._edit_again = state["in_edit"]
