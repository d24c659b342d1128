"""Organisaties: whom you know there, what was agreed and until when, what goes both ways, their services. C, A and P act.

The organisations that the house works with at the left, the card of the current one at the right.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.desk.catalogue import flows, organizations, voices
from sociaalhuis.desk.catalogue.flows import Flows
from sociaalhuis.desk.catalogue.organizations import Actor, Agreed, Known, Offer, Person
from sociaalhuis.desk.catalogue.voices import Voice
from sociaalhuis.errors import Refusal, told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.actors import actor_words as words
from sociaalhuis.ui.actors.actor_words import AGREEMENT, PERSON
from sociaalhuis.ui.parts import keeping, kept
from sociaalhuis.ui.parts.parts import Chips, Columns, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.parts.smallform import Form, typed
from sociaalhuis.ui.workplace import Command, Screen, Workplace, press

LEAST = 860
_LINES = 3
_START = "Typ de naam van een organisatie. Met wie je werkt, staat hier vanzelf."
_NOTHING = "Geen organisatie gevonden. Typ een ander woord."
_EMPTY = "Nog geen contact of afspraak. C noteert een contact, A een afspraak."
PERIOD = {"3 maanden": "De laatste 3 maanden", "12 maanden": "De laatste 12 maanden", "alles": "Sinds het begin"}
_TABLES = frozenset({"organization_contact", "agreement", "organization", "service", "local_note", "actor_answer"})


class ActorsScreen(Screen):
    """The list, and the card with its two small forms."""

    name: ClassVar[str] = "actors"
    title: ClassVar[str] = "Organisaties"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("actor.note", place.house.actor.role)
        self._actor: Actor | None = None
        self._wanted: UUID | None = None
        self._edited: UUID | None = None
        self._again: tuple[int, Sequence[str], str] = -1, (), ""  # which form was open at the lock, and what was typed
        self._period = "12 maanden"
        self._list = Rows("Organisaties", two=True, empty=_START)
        self._seek = Seek("Zoek een organisatie", "Zoek een organisatie   Ctrl+F", self._list)
        self._count = look.label("", look.SMALL, role="soft")
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._reach = look.label("", role="soft", wrap=True)
        self._chips = Chips()
        self._card = Rows("Kaart van de organisatie", two=True, empty=_EMPTY)
        self._said = QPlainTextEdit(readOnly=True, tabChangesFocus=True)  # the whole of what a line of theirs begins
        self._said.setAccessibleName("Wat ze zelf zeggen")
        self._said.setFixedHeight(look.px(_LINES * look.ROW))
        self._said.hide()
        self._figures = look.label("", look.SMALL, wrap=True)
        self._wrong = Strip()
        self._person = Form(PERSON, self._keep_person)
        self._agreement = Form(AGREEMENT, self._keep_agreement)
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        for letter, said, act in (
            ("C", "Nieuw contact", self.new_person),
            ("A", "Nieuwe afspraak", self.new_agreement),
            ("P", "Andere periode", self.turn),
        ):
            button = QPushButton(f"{letter}   {said}")
            button.setAccessibleName(f"{said}, letter {letter}")
            button.clicked.connect(partial(press, act))
            button.setEnabled(self._may or letter == "P")
            row.addWidget(button)
        row.addStretch()
        left = card(self._seek, self._count, self._list, stretch=self._list)
        right = card(
            self._name, self._reach, self._chips, self._card, self._said, self._person, self._agreement, self._wrong,
            self._figures, self._acts, stretch=self._card,
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 2), (right, 3), tall=320))

    def _connect(self) -> None:
        self._seek.asked.connect(lambda _typed: self._load())
        self._list.moved.connect(self._open)
        self._list.chosen.connect(lambda _one: self._card.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._card.chosen.connect(self._choose)
        self._card.moved.connect(self._tell)
        for rows in (self._list, self._card):
            for letter, act in (("C", self.new_person), ("A", self.new_agreement), ("P", self.turn)):
                rows.on_key(letter, partial(_ignore, act))
        self._card.on_key("W", self._take_off)
        for form in (self._person, self._agreement):
            form.left.connect(self._close)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, *, service: str | None = None, organization: UUID | None = None, **_what: Any) -> None:
        """The organisations; with ``service`` (slug) or ``organization`` the card of that one."""
        self._wrong.tell("")
        self._wanted = organization or self._wanted
        self._list.setFocus()
        if service is not None:
            self.place.jobs.house(
                partial(organizations.of_service, self.place.house, service),
                self._show_wanted,
                key="actors.of",
                failed=self._refuse,
            )
        else:
            self._load()

    def _show_wanted(self, organization: UUID) -> None:
        self._wanted = organization
        self._seek.clear()
        self._load()

    def changed(self, changed: Any) -> None:
        """Somebody noted something, or took it back."""
        if _TABLES & set(changed.rows):
            self._load()

    def _load(self) -> None:
        house, now, sought, wanted = self.place.house, self.place.now(), self._seek.text().strip(), self._wanted

        def load() -> Sequence[Known]:
            found = organizations.listed(house, sought, now)
            if wanted is not None and wanted not in [one.id for one in found]:
                one = organizations.card(house, wanted)
                return [Known(one.id, one.name, len(one.offers)), *found]
            return found

        self.place.jobs.house(load, partial(self._show, sought), key="actors", failed=self._refuse)

    def _show(self, sought: str, found: Sequence[Known]) -> None:
        today = self.place.today()
        self._list.say_when_empty(_NOTHING if sought else _START)
        lines = [words.listed(one, today) for one in found]
        self._list.show_lines(lines)
        row = next((at for at, line in enumerate(lines) if line.key == self._wanted), None)
        if row is not None:
            self._list.select_row(row)
        self._wanted = None
        ending = sum(one.ends is not None for one in found)
        ends = f" · {count(ending, 'afspraak loopt af', 'afspraken lopen af')}" if ending else ""
        self._count.setText(f"{count(len(found), 'organisatie', 'organisaties')}{ends}")
        self._open(self._list.current())
        self._seek.answered()

    def _open(self, one: Known | None) -> None:
        shown = one is not None
        busy = self._person.isVisible() or self._agreement.isVisible()
        for part in (self._reach, self._chips, self._card):
            part.setVisible(shown)
        if one is None:
            self._actor = None
            self._close(focus=False)
            self._name.setText("Geen organisatie gekozen")
            return
        if self._actor is None or self._actor.id != one.id:
            self._close(focus=False)
            busy = False
        for low in (self._figures, self._acts):
            low.setVisible(not busy)
        house, now, period = self.place.house, self.place.now(), self._period
        self.place.jobs.house(
            lambda: (organizations.card(house, one.id), flows.of(house, one.id, period, now), voices.heard(house, one.id)),
            self._show_card,
            key="actors.card",
            failed=self._refuse,
        )

    def _show_card(self, loaded: tuple[Actor, Flows, Sequence[Voice]]) -> None:
        actor, found, said = loaded
        today = self.place.today()
        self._actor = actor
        self._name.setText(breakable(actor.name))
        self._reach.setText(breakable(" · ".join(filter(None, (actor.email, actor.url)))))
        self._reach.setVisible(bool(self._reach.text()))
        states = [one.state(today) for one in actor.agreements]
        chips = [
            (f"▲ {count(states.count('late'), 'afspraak afgelopen', 'afspraken afgelopen')}", "chip-late", "late" in states),
            (f"● {count(states.count('today'), 'afspraak loopt af', 'afspraken lopen af')}", "chip-today", "today" in states),
            (f"● {_unchecked(actor)}", "chip-today", bool(_unchecked(actor))),
        ]
        self._chips.show_chips([(text, role) for text, role, there in chips if there])
        self._chips.setVisible(any(there for _text, _role, there in chips))
        self._card.show_lines(words.card(actor, said, today))
        self._tell(self._card.current())
        given, received = words.told(found, self._period)
        self._figures.setText(breakable(f"{PERIOD[self._period]}\n{given}.\n{received}."))
        form, texts, about = self._again
        if texts and str(actor.id) == about:  # somebody was typing at the lock
            self._again = -1, (), ""
            (self.new_person, self.new_agreement)[form]()
            kept.retype((self._person, self._agreement)[form], texts)

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tell(self, what: object) -> None:
        """A line of what they say, in full."""
        self._said.setVisible(isinstance(what, Voice))
        self._said.setPlainText(what.words if isinstance(what, Voice) else "")

    def keep_voices(self) -> None:
        """What all organisations say of needs and bottlenecks, as a workbook."""
        make = partial(voices.book, self.place.house)
        keeping.keep(
            self.place,
            "Bewaar wat organisaties zeggen",
            "organisaties zeggen.xlsx",
            keeping.XLSX,
            make,
            self._refuse,
            of_house=True,
        )

    def _choose(self, what: Person | Agreed | Offer | Voice) -> None:
        match what:
            case Offer():
                self.place.go("catalogue", service=what.slug)
            case Person() if self._may:
                self._begin(
                    self._person, what.id, "Contact aanpassen", {name: getattr(what, name) for name, _words, _hint in PERSON}
                )
            case Agreed() if self._may:
                known = {"what": what.what, "starts": typed(what.starts), "ends": typed(what.ends), "note": what.note}
                self._begin(self._agreement, what.id, "Afspraak aanpassen", known)

    def new_person(self) -> None:
        """Note somebody who works there."""
        if self._actor is not None and self._may:
            self._begin(self._person, None, "Nieuw contact", {})

    def new_agreement(self) -> None:
        """Note what was agreed."""
        if self._actor is not None and self._may:
            self._begin(self._agreement, None, "Nieuwe afspraak", {"starts": typed(self.place.today())})

    def _begin(self, form: Form, edited: UUID | None, head: str, known: Mapping[str, str]) -> None:
        self._close(focus=False)
        self._edited = edited
        self._figures.hide()
        self._acts.hide()
        form.begin(head, known)

    def _close(self, *, focus: bool = True) -> None:
        self._wrong.tell("")
        for form in (self._person, self._agreement):
            form.hide()
        for part in (self._figures, self._acts):
            part.setVisible(self._actor is not None)
        if focus:
            self._card.setFocus()

    def _keep_person(self, said: Mapping[str, str]) -> None:
        self._keep(lambda actor: partial(organizations.note_person, self.place.house, actor, Person(**said, id=self._edited)))

    def _keep_agreement(self, said: Mapping[str, str]) -> None:
        def work(actor: UUID) -> Callable[..., None]:
            starts = organizations.read_day(said["starts"]) or self.place.today()
            agreed = Agreed(said["what"], starts, organizations.read_day(said["ends"]), said["note"], self._edited)
            return partial(organizations.note_agreement, self.place.house, actor, agreed)

        self._keep(work)

    def _keep(self, make: Callable[[UUID], Callable[..., None]]) -> None:
        if self._actor is None:
            return
        try:
            work = make(self._actor.id)
        except Refusal as refused:
            self._refuse(refused)
            return
        self.place.jobs.once("actors.keep", partial(work, self.place.now()), self._kept, failed=self._refuse)

    def _kept(self, _none: None) -> None:
        self._close()
        self.place.say("Bewaard. Ctrl+Z maakt ongedaan.")

    def _take_off(self, what: Person | Agreed | Offer | Voice) -> None:
        if self._may and isinstance(what, Person | Agreed):
            work = partial(organizations.take_off, self.place.house, what, self.place.today())
            self.place.jobs.house(work, lambda _none: self.place.say("Van de kaart gehaald. Ctrl+Z maakt ongedaan."))

    def turn(self) -> None:
        """The next period for the figures."""
        names = tuple(flows.PERIODS)
        self._period = names[(names.index(self._period) + 1) % len(names)]
        self._open(self._list.current())

    def _copy(self) -> None:
        """The number of the current contact, else of the first one."""
        what = self._card.current()
        first = next(iter(self._actor.people), None) if self._actor else None
        person = what if isinstance(what, Person) else first
        if person is None:
            self.place.say("Er staat nog geen contact. C noteert er een.")
            return
        number = person.phone or person.email
        QApplication.clipboard().setText(number)
        self.place.say(f"Gekopieerd: {number}.")

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def shown_service(self) -> str | None:
        """The service that is current on the card."""
        what = self._card.current()
        return what.slug if isinstance(what, Offer) else None

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Zoek een organisatie", self._seek.setFocus, "Ctrl+F", "search"),
            Command("Kopieer het nummer van dit contact", self._copy, "F2", "copy"),
            Command("Nieuw contact bij deze organisatie", self.new_person, "", "people"),
            Command("Nieuwe afspraak met deze organisatie", self.new_agreement, "", "appointment"),
            Command("Cijfers over een andere periode", self.turn, "", "follow"),
            Command("Wat organisaties zelf zeggen, als rekenblad", self.keep_voices, "", "print"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._seek, self._list, self._card)

    def remember(self) -> Mapping[str, Any]:
        """Which organisation, what was sought, and what is typed of a new contact or agreement."""
        forms = (self._person, self._agreement)
        new = next((i for i, form in enumerate(forms) if form.isVisibleTo(self) and self._edited is None), -1)
        about = {"form": new, "new": kept.typed(forms[new]) if new >= 0 else []}
        return {"typed": self._seek.text(), "organization": str(self._actor.id) if self._actor else None, **about}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same again."""
        self._seek.setText(state["typed"])
        self._wanted = UUID(state["organization"]) if state["organization"] else None
        self._again = state["form"], state["new"], state["organization"] or ""


def _ignore(act: Callable[[], object], _current: object) -> None:
    act()


def _unchecked(actor: Actor) -> str:
    never = sum(one.checked is None for one in actor.offers)
    return f"{count(never, 'dienst', 'diensten')} nooit nagekeken" if never else ""
