"""Cliënten: find a person or a code, open the file with a reason, make a new file, look at a slip again."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.actions import COORDINATOR
from sociaalhuis.desk import relations
from sociaalhuis.desk.client import client_file, clients, protecting
from sociaalhuis.desk.client.client_file import ClientFile
from sociaalhuis.desk.client.clients import Coded, Found, Happened
from sociaalhuis.desk.referral import slips
from sociaalhuis.errors import Told, told
from sociaalhuis.ui import look
from sociaalhuis.ui.client.deeds import Deeds
from sociaalhuis.ui.client.edit import EditPerson
from sociaalhuis.ui.client.file import FileActs, FilePage
from sociaalhuis.ui.client.new import NewPerson
from sociaalhuis.ui.client.reason import ReasonPage
from sociaalhuis.ui.client.search import SearchCard
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 880  # room for the search beside the file
NEW, AGAIN, SHUT = "nieuw dossier", "terug na vergrendelen", "Dit dossier is afgeschermd. Neem contact op met de coördinator."


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
        self._search = SearchCard(place, self._open, self._begin_new, self._refused)
        self._trouble, self._whose = Strip(), Strip("strip")
        self._start = card(look.label("Geen dossier open", role="soft"), room := QWidget(), stretch=room)
        self._reason = ReasonPage(self._open_with)
        self._deeds = deeds = Deeds(place, self, self._show_over, self._to_file, self._trouble.tell)
        papers = deeds.own_copy, self.inform, deeds.summary, deeds.looks
        acts = FileActs(self._view_slip, self._ask_anew, self._begin_edit, *papers)
        self._file = FilePage(place, acts, deeds.known, may_protect=deeds.may_protect)
        self._file.timeline.on_key("D", deeds.mark)
        self._elsewhere = False  # the paper that is shown was asked for on another screen
        self._form = NewPerson(place, self._made)
        self._edit = EditPerson(place, self._edited)
        self._edit_again = False
        self._slip: Any = None  # made when a slip is first looked at
        self._pages = QStackedWidget()
        for page in (self._start, self._reason, self._file, self._form, self._edit):
            self._pages.addWidget(page)
        self._lay_out()
        self.bind_commands()

    def _lay_out(self) -> None:
        held = QWidget()
        right = QVBoxLayout(held)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.px(look.GAP))
        right.addWidget(self._whose)
        right.addWidget(self._trouble)
        right.addWidget(self._pages, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        self._columns = Columns(LEAST, (self._search, 0), (held, 1), tall=280)
        whole.addWidget(self._columns)
        self._pages.currentChanged.connect(self._show_whole_page)

    def _show_whole_page(self, _page: int) -> None:
        """When the columns are folded, the page that was asked for is what is seen. Over a file it says whose it is."""
        file, here = self._deeds.file, self._pages.currentWidget()
        over = here not in (self._start, self._reason, self._file, self._form)
        self._whose.tell(f"Dossier van {file.who.name}" if file is not None and over else "")
        QTimer.singleShot(0, self._columns, partial(self._columns.show_part, self._pages))

    # ── arriving ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """``person`` or ``contact`` is opened; with nothing the search begins, or the file that was open is shown again.

        With ``inform`` the information sheet is shown, for the ``person`` if there is one; with ``new`` the form of a new
        person begins with what was sought.
        """
        self._trouble.tell("")
        if what.get("inform"):
            self._elsewhere = True
            self._deeds.inform(what.get("person"))
        elif what.get("new") is not None:
            self._begin(what["new"])
        elif what.get("person") is not None:
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

    def leave(self) -> None:
        """What was typed in a note stays."""
        self._deeds.leave()

    def changed(self, _changed: object) -> None:
        """Something changed in the house: the open file is read again; that is no new look."""
        house, today = self.place.house, self.place.today()
        if self._person is not None:
            self._job(partial(client_file.again, house, self._person, today), partial(self._show_again, self._person))
        elif self._contact is not None:
            self._job(partial(clients.open_contact, house, self._contact, today), partial(self._show_contact, self._contact))

    def _job(self, work: Any, then: Any) -> None:
        self.place.jobs.house(work, then, key="client", failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._trouble.tell(told(error))
        if self._pages.currentWidget() is self._start:
            self._to_search()

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
            self._search.hide()
            self._file.timeline.setFocus()

    def _open_person(self, person: UUID) -> None:
        """Straight on for who knows this person; everybody else is asked why."""
        self._coming, house = person, self.place.house
        work = lambda: (relations.why(house, person), relations.is_shut(house, person))  # noqa: E731  # one job, two answers
        self._job(work, partial(self._ask_why, person))

    def _ask_why(self, person: UUID, found: tuple[str | None, bool]) -> None:
        why, shut = found
        if self._coming != person:
            return
        if shut and self.place.house.actor.role != COORDINATOR:
            self._forget()
            self._trouble.tell(SHUT)
            self._pages.setCurrentWidget(self._start)
            self._to_search()
        elif why is not None and not shut:
            self._load_person(person, why)
        else:
            self._forget()
            self._reason.ask(person, shut=shut)
            self._pages.setCurrentWidget(self._reason)
            self._reason.setFocus()

    def _open_with(self, person: UUID, reason: str, shut: bool) -> None:
        if shut:  # the coordinator names himself or herself first
            house, now = self.place.house, self.place.now()
            self._job(partial(protecting.step_in, house, person, reason, now), lambda _none: self._load_person(person, reason))
        else:
            self._load_person(person, reason)

    def _load_person(self, person: UUID, reason: str) -> None:
        self._coming = person
        house, today = self.place.house, self.place.today()
        self._job(partial(client_file.open_file, house, person, reason, today), partial(self._show_person, person))

    def _show_person(self, person: UUID, found: ClientFile) -> None:
        if self._coming != person:
            return
        self._person, self._contact = found.who.id, None
        self._pages.setCurrentWidget(self._file)
        self._file.card.begin()
        self._show_again(self._person, found)
        self._search.hide()
        again, self._edit_again = self._edit_again, False
        if again:
            self._begin_edit()
            return
        self._file.card.select_contact()
        (self._file.timeline if found.happened else self._file.again).setFocus()

    def _show_again(self, person: UUID, found: ClientFile | None) -> None:
        if self._person != person:
            return
        if found is None:  # it was taken back, or it is not for this colleague any more
            self._forget()
            self._pages.setCurrentWidget(self._start)
            self._to_search()
            return
        self._trouble.tell("")
        self._person, self._deeds.file = found.who.id, found
        self._file.show_file(found, self.place.today())
        self._show_file_page()

    def _show_contact(self, contact: UUID, found: Sequence[Happened]) -> None:
        if self._contact == contact:
            self._trouble.tell("")
            self._file.show_contact(found, self.place.today())
            self._show_file_page()

    def _show_file_page(self) -> None:
        if self._pages.currentWidget() in (self._start, self._reason, self._form):
            self._pages.setCurrentWidget(self._file)

    def _show_over(self, page: QWidget) -> None:
        """A page over the file: a paper, who looked, or a form of its own."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def _to_file(self) -> None:
        self._pages.setCurrentWidget(self._file if self._person or self._contact else self._start)
        self._file.timeline.setFocus()

    def _forget(self) -> None:
        """No file is open, and none that is still being read comes after all."""
        self._person = self._contact = self._coming = self._deeds.file = None

    # ── new, slips, back ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_new(self, _checked: bool = False) -> None:
        self._begin(self._search.seek.text())

    def _begin(self, sought: str) -> None:
        self._forget()
        self._pages.setCurrentWidget(self._form)
        self._form.begin(sought)

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
        if self._deeds.file is None:
            self.place.say("Open eerst een dossier.")
            return
        self._pages.setCurrentWidget(self._edit)
        self._edit.begin(self._deeds.file.who)

    def _edited(self) -> None:
        self._to_file()
        self.place.say("De gegevens zijn bewaard. Ctrl+Z maakt dat ongedaan.")

    def _apply(self) -> None:
        """The chosen question is a formal application."""
        contact = getattr(self._file.timeline.current(), "contact", None) or self._contact
        if contact is None:
            self.place.say("Kies eerst een vraag in de tijdlijn.")
        else:
            self.place.go("support", contact=contact)

    def inform(self) -> None:
        """The information sheet, for whose file is open."""
        self._elsewhere = False
        self._deeds.inform(self._person)

    def _save_form(self) -> None:
        if self._deeds.save():
            return
        if self._pages.currentWidget() is self._form:
            self._form.save_anyway()
        elif self._pages.currentWidget() is self._edit:
            self._edit.save()

    def _view_slip(self, slip: UUID) -> None:
        self._job(partial(slips.copy, self.place.house, slip), self._show_slip)

    def _show_slip(self, pdf: bytes) -> None:
        if self._slip is None:
            from sociaalhuis.ui.client.slip import SlipView

            self._slip = SlipView()
        try:
            self._slip.show_slip(pdf)
        except Told as told:
            self._trouble.tell(str(told))
            return
        self._show_over(self._slip)
        self.place.say("Dit briefje werd zo afgedrukt. Esc gaat terug.")

    def _ask_anew(self, _checked: bool = False) -> None:
        if self._person is not None:
            self.place.go("question", person=self._person)

    def _back(self) -> None:
        """One step back, without losing what was typed."""
        here = self._pages.currentWidget()
        if self._elsewhere and here is self._deeds.page("paper"):
            self._elsewhere = False
            self._to_file()
            self.place.back()
        elif here in (self._start, self._reason, self._form):
            self._forget()
            self._pages.setCurrentWidget(self._start)
            self._to_search()
        elif here is self._file:
            self._to_search()
        else:
            if here is self._edit and self._edit.unsaved:
                self.place.say("Nog niet bewaard. F2 gaat verder waar je was.")
            self._to_file()

    def _to_search(self) -> None:
        """The focus is in the search, and a file that is still being opened does not take it away."""
        self._coming = None
        self._search.begin()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        deeds = self._deeds
        return [
            Command("Zoek een cliënt", self._to_search, "Ctrl+F", "search"),
            Command("Nieuwe persoon", self._begin_new, "Alt+N", "plus"),
            Command("Nieuwe vraag voor deze persoon", self._ask_anew, "Ctrl+B", "plus"),
            Command("Gegevens van deze persoon aanpassen", self._begin_edit, "F2", "people"),
            Command("Informatieblad voor deze persoon", self.inform, "Alt+M", "print"),
            Command("Deel over iemand anders merken", lambda: deeds.mark(self._file.timeline.current()), "", "eye"),
            Command("Van deze vraag een steunaanvraag maken", self._apply, "", "new"),
            *deeds.commands(),
            Command("Dossier bewaren", self._save_form, "Ctrl+Return", "save"),
            Command("Terug", self._back, "Esc"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        file = self._file
        here = file.timeline, file.card.detail, file.running, file.known, self._form, self._form.doubles, self._edit
        return self._search.seek, self._search.rows, *here

    def remember(self) -> Mapping[str, Any]:
        """What was sought, what was typed in the form, and which file was open."""
        return {
            "typed": self._search.seek.text(),
            "form": dict(self._form.texts()),
            "in_form": self._pages.currentWidget() is self._form,
            "person": None if self._person is None else str(self._person),
            "edit": dict(self._edit.remember()),
            "in_edit": self._pages.currentWidget() is self._edit,
        }

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the same file or form."""
        self._search.seek.setText(state["typed"])
        self._search.search(state["typed"])
        self._form.fill(state["form"])
        if state["in_form"]:
            self._pages.setCurrentWidget(self._form)
        self._edit.recall(state["edit"])
        if state["person"]:
            self._wanted = UUID(state["person"]), AGAIN
            self._edit_again = state["in_edit"]
