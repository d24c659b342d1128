"""The form of a new campaign: its name, the rights, why it may be, where the list comes from, and when the list goes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import when
from sociaalhuis.desk.proactive import campaigns
from sociaalhuis.desk.proactive.campaigns import Wish
from sociaalhuis.desk.proactive.received import Received
from sociaalhuis.desk.proactive.scan import Found
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal
from sociaalhuis.texts import count, day, month, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.pick import Ticks

if TYPE_CHECKING:
    from collections.abc import Callable

    from sociaalhuis.ui.campaign.campaign_words import Named

SHOWN = 6  # bad lines that are named


class NewCampaign(QFrame):
    """``wished`` with a Wish that was typed whole; ``left`` when somebody goes back."""

    wished = Signal(object)
    left = Signal()

    def __init__(self, now: "Callable[[], datetime]") -> None:
        super().__init__()
        look.set_role(self, "card")
        self._now = now
        self._found: Sequence[Found] = ()
        self.received: Received | None = None  # a list of somebody else, instead of findings
        self._name, self._decision, self._source, self._until = (QLineEdit() for _ in range(4))
        for field in (self._name, self._decision, self._source):
            field.setMaxLength(campaigns.LONGEST)
        self._decision.setPlaceholderText("bv. raad van 14/9/2026")
        self._until.setMaxLength(when.LONGEST)
        self._basis = QComboBox()
        self._basis.setPlaceholderText("Waarom mag dit? Kies met ↓")
        self._read, self._who = look.label("", look.SMALL, role="soft", wrap=True), look.label("", role="accent", wrap=True)
        self._trouble = Strip()
        self._ticks_place = QVBoxLayout()
        self._ticks: Ticks | None = None
        self._rights_label = look.label("&Rechten")
        self.go = QPushButton("Campagne maken   Ctrl+Enter")
        look.set_role(self.go, "primary")
        self._back = QPushButton("Niet doen   Esc")
        self._lay_out()
        self._until.textEdited.connect(self._say)
        self.go.clicked.connect(self.make)
        self._back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(look.px(look.GAP))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        ticks = QWidget()
        ticks.setLayout(self._ticks_place)
        self._ticks_place.setContentsMargins(0, 0, 0, 0)
        for name, field in (
            ("&Naam", self._name),
            (self._rights_label, ticks),
            ("Rechts&grond", self._basis),
            ("&Besluit of wet", self._decision),
            ("Br&on van de lijst", self._source),
            ("&Wissen op", self._until),
        ):
            label = look.label(name) if isinstance(name, str) else name
            if isinstance(name, str):
                label.setBuddy(field)
                field.setAccessibleName(name.replace("&", ""))
            form.addRow(label, field)
        form.addRow("", self._read)
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self.go)
        row.addWidget(self._back)
        row.addStretch()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Nieuwe campagne", look.HEADING, bold=True))
        inside.addWidget(self._who)
        inside.addLayout(form)
        inside.addWidget(self._trouble)
        inside.addLayout(row)
        inside.addStretch()

    def begin(self, found: Sequence[Found], rights: Sequence[str], named: "Named", until: date) -> None:
        """A campaign for these findings, with these rights ticked; every other right of them can be ticked too."""
        self._found, self.received = found, None
        every = {right for one in found for right in one.rights}
        self._name.setText(f"{named(rights[0])}, {month(self._today())}"[: campaigns.LONGEST] if rights else "")
        self._source.setText(f"eigen nazicht van {short_day(max(one.on for one in found))}")
        self._fill({right: named(right) for right in every}, rights, until)

    def begin_list(self, received: Received, named: Mapping[str, str], until: date) -> None:
        """A campaign for who was found on a list of somebody else: any right can be ticked, nothing is taken for granted."""
        self._found, self.received = (), received
        self._name.setText(f"Lijst van {day(self._today())}")
        self._source.clear()
        self._source.setPlaceholderText("bv. netbeheerder, lijst van 1/11/2026")
        self._fill(named, (), until)

    def _today(self) -> date:
        return self._now().astimezone(BRUSSELS).date()

    def _fill(self, named: Mapping[str, str], rights: Sequence[str], until: date) -> None:
        if self._ticks is not None:
            self._ticks_place.removeWidget(self._ticks)
            self._ticks.deleteLater()
        terms = sorted(named.items(), key=lambda term: term[1])
        self._ticks = Ticks("Rechten", "nog een recht …", terms, own_words=False)
        self._ticks.choose(rights)
        self._ticks.changed.connect(self._count)
        self._ticks_place.addWidget(self._ticks)
        self._rights_label.setBuddy(self._ticks.field)
        self._basis.clear()
        for term in vocab.terms(campaigns.BASES, self._today()):
            self._basis.addItem(term.label, term.slug)
        self._basis.setCurrentIndex(-1)  # somebody chooses: it is never taken for granted
        self._decision.clear()
        self._until.setText(f"{until.day}/{until.month}/{until.year}")
        self._trouble.tell("")
        self._say()
        self._count()
        self._name.setFocus()
        self._name.selectAll()

    def _chosen(self) -> tuple[str, ...]:
        return self._ticks.chosen if self._ticks is not None else ()

    def _count(self) -> None:
        if self.received is not None:
            self._who.setText(_said(self.received))
            return
        rights = set(self._chosen())
        people = {one.person for one in self._found if rights & set(one.rights)}
        self._who.setText(
            f"{count(len(people), 'cliënt', 'cliënten')} op de lijst. Wie stop zei of beschermd is, staat er niet op."
        )

    def _day(self) -> date:
        return when.read(self._until.text(), self._now().astimezone(BRUSSELS)).day

    def _say(self) -> None:
        try:
            words, role = f"De lijst wordt gewist op {day(self._day())}. Daarna blijven alleen aantallen.", "soft"
        except Refusal as refusal:
            words, role = str(refusal), "late"
        self._read.setText(words)
        look.set_role(self._read, role)

    def make(self, _checked: bool = False) -> None:
        """Hand over what was typed."""
        try:
            until = self._day()
        except Refusal:
            self._say()
            self._until.setFocus()
            return
        self.wished.emit(
            Wish(
                self._name.text(),
                self._basis.currentData() or "",
                self._source.text(),
                self._chosen(),
                until,
                self._decision.text(),
            )
        )

    def findings(self) -> tuple[UUID, ...]:
        """The ids of the findings that hold a chosen right."""
        rights = set(self._chosen())
        return tuple(one.id for one in self._found if rights & set(one.rights))

    def refuse(self, text: str) -> None:
        """Say in place what is missing; nothing that was typed is lost."""
        self._trouble.tell(text)


def _said(received: Received) -> str:
    """What came of a list, in plain words: who was found, who was not, and which lines are wrong."""
    said = [f"{count(len(received.people), 'cliënt', 'cliënten')} gevonden in {count(received.lines, 'regel', 'regels')}."]
    if received.left_out:
        left = count(received.left_out, "regel past", "regels passen")
        said.append(f"{left} bij niemand die we mogen bereiken. Die houden we niet bij.")
    said += [f"{one.where.capitalize()}: {one.what}." for one in received.bad[:SHOWN]]
    if len(received.bad) > SHOWN:
        said.append(f"En nog {count(len(received.bad) - SHOWN, 'regel', 'regels')} met een fout.")
    said.append("Het bestand zelf bewaren we niet. Wis het als je het niet meer nodig hebt.")
    return "\n".join(said)
