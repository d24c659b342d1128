"""Vandaag: what is late, what is for today, what was left unfinished, who has wachtdienst, and what the desk uses most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from operator import itemgetter
from typing import Any, ClassVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.access import users
from sociaalhuis.actions import allows
from sociaalhuis.desk import drafts
from sociaalhuis.desk.catalogue import organizations
from sociaalhuis.desk.day import deadlines, duty, signals, tally
from sociaalhuis.desk.followup import loop
from sociaalhuis.desk.followup.worklist import DECISIONS
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.referral import handover, referrals
from sociaalhuis.desk.retention import proposals
from sociaalhuis.desk.rights import applications
from sociaalhuis.desk.support import requests
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House
from sociaalhuis.insight import trends
from sociaalhuis.texts import count, day
from sociaalhuis.ui import look
from sociaalhuis.ui.day.zitdagen import ZitdagenToday
from sociaalhuis.ui.parts import due
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.parts import Columns
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.safety import dutycard
from sociaalhuis.ui.workplace import Screen, Workplace

WEEK = 7
LONG = 300  # lines from which the opvolglijst is made ready behind this screen, so that its key answers at once
LEAST, TALL = 860, 340  # room for both columns side by side, and the height of one when they are not; pixels at 100 %


@dataclass(frozen=True, slots=True)
class _Day:
    """What the screen shows."""

    late: Sequence[referrals.Referred]
    today: Sequence[referrals.Referred]
    week: int
    helped: int  # questions that ended with help last week
    deadlines: int  # questions whose last day is near
    decide: int  # referrals that wait for a decision
    listed: int  # lines of the whole opvolglijst
    unfinished: Sequence[drafts.Draft]
    used: Sequence[tally.Used]
    roster: duty.Roster
    applications: int  # to look at today or before
    incoming: int  # referrals to this house, to reach somebody or to report back today or before
    support: int  # steunaanvragen with something to do today or before
    signals: int  # that nobody looked at, for who deals with them
    agreements: int  # with organisations, that ended or end soon
    risen: Sequence[trends.Rise]  # what is asked for far more than usual, for who weighs signals
    erasing: int  # lists of what must go that wait for this colleague
    staffed: bool  # somebody can note questions, or it is not for this person to mend that


class Today(Screen):
    """The first screen after signing in."""

    name: ClassVar[str] = "today"
    title: ClassVar[str] = "Vandaag"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._long = False  # the opvolglijst
        self.loaded = False  # whether the day is on the screen
        self._date = look.label(day(place.today()), role="soft", wrap=True)
        self._duty = look.label("", bold=True, wrap=True)
        self._late, self._due = (
            Rows("Te laat", lead=96, empty="Niets te laat."),
            Rows("Vandaag op te volgen", lead=96, empty="Niets voor vandaag."),
        )
        self._notes = allows("contact.register", place.house.actor.role)
        begin = " Een nieuwe vraag begint met Ctrl+N." if self._notes else ""
        self._unfinished = Rows("Open vragen", lead=96, empty=f"Geen open vragen.{begin}")
        self._late_head, self._due_head = look.label("", bold=True, role="late"), look.label("", bold=True, role="today")
        self._unfinished_head = look.label("", bold=True)
        self._meaning = look.label("", role="soft", wrap=True)
        self._used_head = look.label("Meest gebruikt in 90 dagen", bold=True)
        self._used = Rows("Meest gebruikte diensten")
        self._applied = self._chip("applications")
        self._incoming = self._chip("incoming")
        self._support = self._chip("support")
        self._signals = self._chip("signals")
        self._agreements = self._chip("actors")
        self._erasing = self._chip("retention")
        self._overdue = self._chip("retention")
        self._counted_on: date | None = None  # the day on which it was counted what is over its term: that takes a while
        self._decide = self._chip("followup")
        self._deadlines = self._chip("deadlines")
        self._risen = self._chip("reports")
        self._agenda = ZitdagenToday(place)
        self._lay_out()

    def _chip(self, screen: str) -> QPushButton:
        """A count that opens a screen; hidden while there is nothing to count."""
        made = QPushButton()
        look.set_role(made, "offer")
        made.clicked.connect(partial(self.place.go, screen))
        made.hide()
        return made

    def _counted(self) -> Sequence[QPushButton]:
        return (
            self._deadlines, self._decide, self._support, self._applied, self._incoming, self._signals, self._agreements,
            self._erasing,
            self._risen, self._overdue,
        )  # fmt: skip

    def _lay_out(self) -> None:
        new = QPushButton(look.icon("new", "on_accent"), "Nieuwe vraag   Ctrl+N")
        look.set_role(new, "primary")
        new.clicked.connect(partial(self.place.go, "question", new=True))
        self._first_day = QPushButton(look.icon("follow"), "&Eerste dag: zes oefeningen")
        self._first_day.clicked.connect(lambda _checked=False: self._practise())
        turf = QPushButton(look.icon("count"), "Turven   Ctrl+T")
        turf.clicked.connect(partial(self.place.go, "count"))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._date)
        said.addWidget(self._duty)
        head = QHBoxLayout()
        head.addLayout(said, 1)
        head.addWidget(self._first_day)
        for button, action in ((turf, "contact.count"), (new, "contact.register")):
            head.addWidget(button)
            if not allows(action, self.place.house.actor.role):
                button.hide()
        self._used.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        right = _card((self._unfinished_head, self._unfinished, self._meaning, self._used_head, self._used))
        left = _card((self._late_head, self._late, self._due_head, self._due))
        columns = Columns(LEAST, (left, 3), (self._agenda, 2), (right, 2), tall=TALL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.setSpacing(look.px(look.PAD))
        whole.addLayout(head)
        chips = Flow(look.px(look.GAP))
        for chip in (self._asked_for_sheet(), self._asked_for_staff(), *self._counted()):
            chips.addWidget(chip)
        self._chips = widget_with(chips)
        whole.addWidget(self._chips)
        whole.addWidget(columns, 1)
        for shown in (self._late, self._due):
            shown.chosen.connect(self._open_referral)
        self._unfinished.chosen.connect(self._open_draft)
        self._used.chosen.connect(self._open_service)
        self._show_used(())

    def _asked_for_sheet(self) -> QPushButton:
        """Until there is a recovery sheet, whoever can make one is asked to."""
        self._sheet = QPushButton("● Er is nog geen herstelblad. Maak er een.")
        look.set_role(self._sheet, "offer")
        self._sheet.clicked.connect(partial(self.place.go, "admin", sheet=True))
        return self._sheet

    def _asked_for_staff(self) -> QPushButton:
        """Until somebody can note questions, whoever can add a colleague is asked to."""
        self._staff = QPushButton("● Voeg iemand toe voor het onthaal. Dat mag je zelf zijn.")
        look.set_role(self._staff, "offer")
        self._staff.clicked.connect(partial(self.place.go, "admin", colleague=True))
        self._staff.hide()
        return self._staff

    def arrive(self, **_what: Any) -> None:
        """Load the day; the focus goes to what is most pressing."""
        house = self.place.house
        self._sheet.setVisible(not users.has_sheet(house) and allows("recovery.renew", house.actor.role))
        self._first_day.setVisible(self.place.practise is not None)
        if not any(panel.hasFocus() for panel in self.panels()):
            self._late.setFocus()
        self._date.setText(day(self.place.today()))
        self._load()

    def _practise(self) -> None:
        if self.place.practise is not None:
            self.place.practise()
        self._first_day.hide()
        self._late.setFocus()

    def _load(self) -> None:
        house, today, board = self.place.house, self.place.today(), due.board(self.place)

        self._agenda.load()

        weighs = allows("signal.weigh", house.actor.role)

        monday = today - timedelta(days=today.weekday())

        def load() -> _Day:
            tasks = board.tasks(house, today)
            dated = [(task.one, task.day) for task in tasks if task.what not in DECISIONS and task.day is not None]
            week = sorted(dated, key=itemgetter(1))  # the longest late first, whatever there is to do
            return _Day(
                [one for one, on in week if on < today],
                [one for one, on in week if on == today],
                sum(today < on <= today + timedelta(days=WEEK) for _one, on in week),
                loop.helped(house, monday - timedelta(days=WEEK), monday, today),
                len(deadlines.near(house, today)),
                sum(task.group == "decide" for task in tasks),
                len(tasks),
                drafts.mine(house),
                tally.most_used(house, today),
                duty.read(house),
                applications.due_count(house, today),
                incoming.due_count(house, today),
                requests.due_count(house, today),
                signals.new_ones(house) if weighs else 0,
                len(organizations.ending(house, today)) if allows("actor.note", house.actor.role) else 0,
                trends.of(house, today) if weighs and house.away is None else (),
                proposals.to_check(house),
                not allows("user.add", house.actor.role) or _staffed(house),
            )

        self.place.jobs.house(load, partial(self._show, today), key="today")
        if self._counted_on != today:
            self._counted_on = today
            self.place.jobs.house(partial(proposals.to_propose, house, today), self._show_overdue, key="overdue")

    def _show_overdue(self, number: int) -> None:
        """What is over its term, once a year: until somebody proposes it."""
        few = number == 1
        self._overdue.setText(f"● {number} {'dossier of vraag is' if few else 'dossiers en vragen zijn'} over de bewaartermijn")
        self._overdue.setVisible(number > 0)
        self._show_chips()

    def _show_chips(self) -> None:
        chips = (self._sheet, self._staff, *self._counted())
        self._chips.setVisible(any(not chip.isHidden() for chip in chips))

    def _show(self, today: date, found: _Day) -> None:
        self._late.show_lines([_line(one, today) for one in found.late])
        self._due.show_lines([_line(one, today) for one in found.today])
        self._unfinished.show_lines([_draft_line(one) for one in found.unfinished])
        self._show_used(found.used)
        self._duty.setText(dutycard.line(found.roster, local(self.place.now())))
        self._duty.setVisible(bool(self._duty.text()))
        for chip, number, text in (
            (self._deadlines, found.deadlines, f"{count(found.deadlines, 'uiterste datum', 'uiterste datums')} dichtbij"),
            (self._decide, found.decide, f"{count(found.decide, 'beslissing', 'beslissingen')} op de opvolglijst"),
            (self._applied, found.applications, f"{count(found.applications, 'aanvraag', 'aanvragen')} op te volgen"),
            (self._incoming, found.incoming, f"{count(found.incoming, 'aanmelding', 'aanmeldingen')} op te volgen"),
            (self._support, found.support, f"{count(found.support, 'steunaanvraag', 'steunaanvragen')} met een termijn"),
            (self._signals, found.signals, f"{count(found.signals, 'signaal', 'signalen')} te bekijken"),
            (self._agreements, found.agreements, _ending(found.agreements)),
            (self._risen, len(found.risen), _rising(found.risen)),
            (self._erasing, found.erasing, f"{count(found.erasing, 'voorstel', 'voorstellen')} tot wissen na te kijken"),
        ):
            chip.setText(f"● {text}")
            chip.setVisible(number > 0)
        self._staff.setHidden(found.staffed)
        self._show_chips()
        self.loaded = True
        self._long = found.listed > LONG
        if self.place.engine is not None:
            self.engine_ready()
        self._late_head.setText(f"▲ Te laat ({len(found.late)})")
        self._due_head.setText(f"● Vandaag ({len(found.today)})")
        self._unfinished_head.setText(f"✎ Open vragen ({len(found.unfinished)})")
        new = " Nieuwe vraag? Ctrl+N." if self._notes else ""
        nothing = f"Geen opvolging vandaag. Goed zo.{new}" if not (found.late or found.today) else ""
        coming = nothing or f"Deze week komen er nog {count(found.week, 'opvolging', 'opvolgingen')}."
        self._meaning.setText(f"{coming}{_helped(found.helped)}")
        here = next((panel for panel in self.panels() if panel.hasFocus()), None)
        if here is not None and not here.lines():  # elsewhere it stays: somebody has gone on already
            nothing_yet = self._unfinished if found.staffed else self._staff
            next((shown for shown in (self._late, self._due, self._unfinished) if shown.lines()), nothing_yet).setFocus()

    def _show_used(self, used: Sequence[tally.Used]) -> None:
        self._used.show_lines([Line(one.name, one, one.service, right=f"{one.times} ×") for one in used])
        self._used.setFixedHeight(look.px(look.ROW * len(used) + 4))
        for part in (self._used_head, self._used):
            part.setVisible(bool(used))

    def engine_ready(self) -> None:
        """What was read behind this screen is there: now there is time to make the next one, too."""
        if self._long:
            self.place.ready("followup")

    def changed(self, _changed: object) -> None:
        """Something happened in the house: look again."""
        self._load()

    def panels(self) -> Sequence[Rows]:
        """Where F6 goes."""
        return (self._late, self._due, self._agenda.rows, self._unfinished, self._used)

    def _open_referral(self, one: referrals.Referred) -> None:
        self.place.go("followup", referral=one.id)

    def _open_service(self, one: tally.Used) -> None:
        self.place.go("catalogue", service=one.service)

    def _open_draft(self, one: drafts.Draft) -> None:
        self.place.go(one.kind, draft=one.id)  # a draft is of the screen whose name it has


def _helped(number: int) -> str:
    return f" Vorige week hielpen we {count(number, 'persoon', 'mensen')} vooruit." if number else ""


def _staffed(house: House) -> bool:
    return any(one.active and allows("contact.register", one.role) for one in users.accounts(house))


def _ending(number: int) -> str:
    return f"{count(number, 'afspraak', 'afspraken')} met een organisatie {'loopt' if number == 1 else 'lopen'} af"


def _rising(risen: Sequence[trends.Rise]) -> str:
    """What is asked for more than usual, the most first; the rest only counted."""
    if not risen:
        return ""
    first, others = risen[0], len(risen) - 1
    usual = "minder dan vijf" if first.usual is None else str(first.usual)
    more = f", en nog {count(others, 'domein', 'domeinen')}" if others else ""
    return (
        f"Meer vragen dan anders: {vocab.label('life_domains', first.domain)} ({first.times} in 30 dagen, anders {usual}){more}"
    )


def _card(parts: Sequence[QWidget]) -> QFrame:
    card = QFrame()
    look.set_role(card, "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(*[look.px(look.PAD)] * 4)
    inside.setSpacing(look.px(look.GAP))
    for part in parts:
        inside.addWidget(part)
    return card


def _line(one: referrals.Referred, today: date) -> Line:
    late = (today - one.due).days if one.due else 0
    mark, role = ("late", "late") if late > 0 else ("today", "today")
    tries = count(one.tries, "poging", "pogingen") if one.tries else ""
    right = " · ".join(part for part in (tries, "niet bellen" if one.do_not_call else "") if part)
    lead = f"{late} d te laat" if late > 0 else "vandaag"
    return Line(f"{one.reference}  {one.service_name}", one, one.id, lead, right=right, mark=mark, role=role)


def _draft_line(one: drafts.Draft) -> Line:
    if one.kind == handover.DRAFT:
        code, names = one.content.get("code", ""), ", ".join(one.content.get("names", ()))
        return Line(f"{code}  {names}", one, one.id, "verwijzen", right=f"{local(one.touched):%H.%M} uur", mark="refer")
    words = str(one.content.get("words") or one.content.get("question", "")).strip().split("\n")[0]
    words = {"signal": "Signaal: ", "incoming_new": "Aanmelding: "}.get(one.kind, "") + words
    moment = local(one.touched)
    lead, mark = ("geparkeerd", "park") if one.parked else ("open", "new")
    return Line(words or "nog geen woorden", one, one.id, lead, right=f"{moment:%H.%M} uur", mark=mark)
