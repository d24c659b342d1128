"""Afspraak maken: the free moments of every zitdag, the one at the client's place first; Enter books, Ctrl+P gives the letter.

The same list moves an appointment. Who it is for comes along from where one was; without anybody it makes a nameless one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk.agenda import appointments, asking, view, whom
from sociaalhuis.desk.agenda.appointments import Offer, Wish
from sociaalhuis.desk.agenda.letters import Choices
from sociaalhuis.desk.agenda.slots import Slot
from sociaalhuis.desk.agenda.view import Entry
from sociaalhuis.desk.agenda.whom import Whom
from sociaalhuis.errors import Refusal, told
from sociaalhuis.texts import DAYS, day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.agenda.out import LetterOut
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.languagerow import LanguageRow
from sociaalhuis.ui.parts.parts import Columns, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 820
MOST = 6  # free moments of one zitdag
_NONE_FREE = "Nergens is er iets vrij. Een zitdag plan je in de agenda (Ctrl+9)."
_NOBODY = "Nog niemand gekozen. Open eerst een dossier of een vraag, of ga verder zonder naam."


@dataclass(frozen=True, slots=True)
class _Found:
    """Who it is for, where there is room, and the appointment that is moved, if any."""

    whom: Whom
    offers: Sequence[Offer]
    moving: Entry | None


class BookingScreen(Screen):
    """The free moments at the left; for whom, and the letter, at the right."""

    name: ClassVar[str] = "booking"
    title: ClassVar[str] = "Afspraak maken"
    goes_back: ClassVar[bool] = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._whom = Whom()
        self._moving: Entry | None = None
        self._booked: Entry | None = None
        self._ids: Mapping[str, UUID] = {}
        self._services: tuple[str, ...] = ()  # that were chosen for the question (slugs)
        self._wanted: tuple[UUID, datetime | None] | None = None  # a zitdag, and a moment of it, that was asked for elsewhere
        self._offered: Sequence[Offer] = ()
        self._busy = False
        self._list = Rows("Vrije momenten", lead=56, empty=_NONE_FREE)
        self._who = look.label("", look.HEADING, bold=True, wrap=True)
        self._about = look.label("", role="soft", wrap=True)
        self._words = QLineEdit(placeholderText="Waarover? Mag leeg blijven.")
        self._words.setMaxLength(200)
        self._words.setAccessibleName("Waarover")
        self._language = LanguageRow(place.today)
        self._large, self._post = QCheckBox("&Grote letters"), QCheckBox("Met de p&ost")
        self._wrong, self._good = Strip(), Strip("strip-good")
        self._out = LetterOut(place, self)
        self._lay_out()
        self._list.chosen.connect(self._choose)
        self._out.done.connect(self._said)
        self._out.refused.connect(self._wrong.tell)
        self.bind_commands()

    def _lay_out(self) -> None:
        self._print = QPushButton(look.icon("print", "on_accent"), "Brief afdrukken   Ctrl+P")
        look.set_role(self._print, "primary")
        self._print.clicked.connect(self.print)
        self._save = QPushButton(look.icon("save"), "Als PD&F")
        self._save.clicked.connect(self.save)
        self._more = QPushButton("Nog een afspraak   Ctrl+Shift+A")
        self._more.clicked.connect(self.again)
        row, ticks = Flow(look.px(look.GAP)), Flow(look.px(look.GAP))
        for part in (self._print, self._save, self._more):
            row.addWidget(part)
        for tick in (self._large, self._post):
            ticks.addWidget(tick)
        buttons, ticked = widget_with(row), widget_with(ticks)
        self._letter_parts = (buttons,)
        paper = look.label("Hulptaal op de brief en tolk", bold=True)
        right = card(self._who, self._about, self._words, paper, self._language, ticked, self._good, self._wrong, buttons)
        inside = right.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addStretch()
        self._book = QPushButton(look.icon("appointment", "on_accent"), "")
        look.set_role(self._book, "primary")
        self._book.clicked.connect(self._choose_current)
        self._hint = look.label("↑↓ kies een moment · Esc terug", look.SMALL, role="soft")
        act = Flow(look.px(look.GAP))
        act.addWidget(self._book)
        left = card(
            look.label("Eerste vrije momenten", bold=True), self._list, widget_with(act), self._hint, stretch=self._list
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=320), 1)

    # ── coming ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """``new`` for whom is given (contact, person, referral), or ``move`` an appointment; ``series`` and ``start``: there.

        Without anything it goes on with who was here.
        """
        given = {key: what[key] for key in ("contact", "person", "referral", "move") if what.get(key)}
        if given or what.get("new"):
            self._ids, self._services = given, tuple(what.get("services", ()))
            self._booked = None
            self._words.clear()
            self._language.begin(None, None, facilities=self.place.house.flag("house.facilities"))
        series: UUID | None = what.get("series")
        self._wanted = None if series is None else (series, what.get("start"))
        self._wrong.tell("")
        if self._booked is None:
            self._good.tell("")
            self._list.setEnabled(True)
        (self._list if self._booked is None else self._print).setFocus()
        self._load()

    def _load(self) -> None:
        house, ids = self.place.house, dict(self._ids)
        move = ids.pop("move", None)

        def load() -> _Found:
            moving = None
            if move is not None:
                with house.store.read() as session:
                    moving = view.one(house, session, move)
            known = whom.of(house, **ids) if moving is None else whom.of(house, contact=moving.contact)
            found = self._offers(known)()
            return _Found(known, found, moving)

        self.place.jobs.house(load, self._show, key="booking", failed=self._refuse)

    def _offers(self, known: Whom) -> Callable[[], Sequence[Offer]]:
        return partial(
            appointments.offers,
            self.place.house,
            self.place.now(),
            postal_code=known.postal_code,
            service=known.service,
            services=self._services,
            number=MOST,
        )

    def _show(self, found: _Found) -> None:
        fresh = found.whom != self._whom or found.moving != self._moving
        self._whom, self._moving = found.whom, found.moving
        offers = found.offers
        if self._wanted is not None:  # what was pointed at comes first
            wanted, _start = self._wanted
            offers = sorted(offers, key=lambda one: one.series.id != wanted)
        self._offered = offers
        self._list.show_lines([line for one in offers for line in _lines(one)])
        self._list.select_row(0)
        if self._wanted is not None:
            self._point_at(*self._wanted)
        self._say_who()
        if fresh and self._booked is None:
            self._fill(found.whom)
        self._follow()

    def _point_at(self, series: UUID, start: datetime | None) -> None:
        for row, line in enumerate(self._list.lines()):
            slot: Slot | None = line.what
            if slot is not None and slot.series == series and start in (None, slot.start):
                self._list.select_row(row)
                return

    def _fill(self, known: Whom) -> None:
        self._language.begin(known.language, known.interpreter, facilities=self.place.house.flag("house.facilities"))
        self._large.setChecked(known.large)
        self._post.setChecked(False)

    def _say_who(self) -> None:
        known, moving = self._whom, self._moving
        self._who.setText(breakable(known.shown) or (f"Vraag {known.reference}" if known.reference else "Zonder naam"))
        if moving is not None:
            said = f"Staat nu op {asking.short(moving.start)} om {hour(moving.start)}. Kies het nieuwe moment."
        elif known.contact or known.person:
            said = f"code {known.reference}" if known.reference and known.shown else ""
        else:
            said = _NOBODY
        self._about.setText(said)
        self._about.setVisible(bool(said))

    def _follow(self) -> None:
        """What can be done now: first choose, then the letter."""
        booked = self._booked is not None
        self._words.setVisible(not booked and self._moving is None and self._whom.contact is None)
        self._post.setVisible(self._whom.has_address)
        for part in self._letter_parts:
            part.setVisible(booked)
        self._list.setEnabled(not booked)
        self._book.setVisible(not booked and bool(self._list.lines()))
        self._book.setText("Verplaats naar dit moment   Enter" if self._moving is not None else "Boek dit moment   Enter")

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _choose_current(self, _checked: bool = False) -> None:
        line = self._list.current_line()
        self._choose(None if line is None else line.what)

    def _choose(self, slot: Slot | None) -> None:
        """Enter on a moment: book it, or move to it. One appointment at a time: a second Enter does nothing."""
        if slot is None or self._busy or self._booked is not None:
            return
        self._busy = True
        self._wrong.tell("")
        house, now, known, moving = self.place.house, self.place.now(), self._whom, self._moving
        chosen = self._language.values()
        wish = Wish(
            slot.series,
            slot.start,
            known.contact,
            known.person,
            known.referral,
            self._words.text(),
            chosen["interpreter"] if chosen["interpreter"] != "geen" else None,
            known.language,
        )
        if moving is None:
            work = partial(appointments.book, house, wish, now)
        else:
            work = partial(appointments.move, house, moving.id, slot.start, now, slot.series)
        name = next((one.series.name for one in self._offered if one.series.id == slot.series), "")
        self.place.jobs.house(work, partial(self._made, name), failed=self._refuse)

    def _made(self, series: str, entry: Entry) -> None:
        self._busy, self._booked = False, entry
        self._ids = {"contact": entry.contact} if entry.contact else {}
        words = f"{day(entry.start)} om {hour(entry.start)}" + (f" bij {series}" if series else "")
        how = "Verplaatst naar" if self._moving is not None else "Afspraak"
        code = f" Code {entry.reference}." if entry.reference else ""
        self._good.tell(f"{how} {words}.{code} Ctrl+P drukt de brief af.")
        self.place.say(f"{how} {words}.{code}")
        self._follow()
        self._print.setFocus()
        self._load()

    def _choices(self) -> Choices:
        chosen = self._language.values()
        return Choices(
            self._post.isChecked() and self._post.isVisible(), self._large.isChecked(), chosen["aid"], chosen["reason"]
        )

    def print(self, _checked: bool = False) -> None:
        """The letter of what was booked to the printer."""
        self._out_with(self._out.print)

    def save(self, _checked: bool = False) -> None:
        """The letter into a file."""
        self._out_with(self._out.save)

    def _out_with(self, out: Any) -> None:
        if self._booked is None:
            self.place.say("Kies eerst een moment. Enter boekt het.")
            return
        try:
            self._language.check()
        except Refusal as refusal:
            self._wrong.tell(str(refusal))
            return
        self._wrong.tell("")
        out(self._booked.id, self._choices())

    def _said(self, words: str) -> None:
        self.place.say(words)

    def again(self, _checked: bool = False) -> None:
        """One more appointment for the same client."""
        self._booked, self._moving = None, None
        self._good.tell("")
        self._follow()
        self._list.setFocus()
        self._load()

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        self._wrong.tell(told(error))
        self._list.setFocus()
        self._reload_slots()

    def _reload_slots(self) -> None:
        """After a refusal the list may be older than the house: look again, without ending in a circle."""
        work = self._offers(self._whom)
        self.place.jobs.house(work, self._show_offers, key="booking.again", failed=lambda _error: None)

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        self._list.show_lines([line for one in offers for line in _lines(one)])

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def appoint(self) -> None:
        """Ctrl+Shift+A here: one more for the same client."""
        self.again()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [Command("Brief van de afspraak afdrukken", self.print, "Ctrl+P", "print")]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._language.aid)

    def remember(self) -> Mapping[str, Any]:
        """For whom it was, and what about."""
        return {**{key: str(value) for key, value in self._ids.items()}, "words": self._words.text()}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Go on for the same client."""
        self._words.setText(state["words"])
        self._ids = {key: UUID(value) for key, value in state.items() if key != "words"}


def _lines(offer: Offer) -> Sequence[Line]:
    """The free moments of one zitdag under its name, with why it stands where it stands."""
    one = offer.series
    why = "voor deze dienst" if offer.meant else "bij de cliënt in de buurt" if offer.near else ""
    head = Line(" · ".join(filter(None, (one.name, one.place, why))), head=True)
    return [head, *(_line(slot) for slot in offer.slots)]


def _line(slot: Slot) -> Line:
    start = slot.start
    free = f"{slot.free} vrij" if slot.capacity > 1 else ""
    lead = f"{start.hour}.{start.minute:02d}"
    return Line(
        f"{DAYS[start.weekday()]} {asking.short(start)[3:]}", slot, (slot.series, start), lead, right=free, mark="appointment"
    )
