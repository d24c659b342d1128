"""What happened in a file, the latest first: contacts with what came of them, and everything besides; filtered and searched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout

from sociaalhuis import vocab
from sociaalhuis.desk.client import timeline
from sociaalhuis.desk.client.clients import Happened
from sociaalhuis.desk.client.timeline import Event
from sociaalhuis.desk.intake import folded
from sociaalhuis.desk.referral.referrals import Referred
from sociaalhuis.texts import count, day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Facts
from sociaalhuis.ui.parts.rows import Line, Rows

LEAD = 72
CONTACT, REFERRAL, SLIP = "contact", "referral", "slip"
KINDS = {
    "": "alles",
    CONTACT: "vragen",
    REFERRAL: "doorverwijzingen",
    timeline.FOLLOWED: "opvolging",
    SLIP: "briefjes",
    timeline.RIGHTS: "rechten",
    timeline.DOMAIN: "levensdomeinen",
    timeline.CONSENT: "toestemming",
}
_MARKS = {timeline.FOLLOWED: "follow", timeline.RIGHTS: "rights", timeline.DOMAIN: "good", timeline.CONSENT: "people"}
_NO_CONTACTS = "Nog geen contacten. Begin een nieuwe vraag voor deze persoon met Ctrl+B."
_NOTHING = "Niets gevonden. Maak het zoekveld leeg, of kies “alles”."
_LONGEST = 200  # characters of a search


@dataclass(frozen=True, slots=True)
class Entry:
    """One line with its kind, and the words by which it is found."""

    kind: str
    line: Line
    words: str


class Timeline(QFrame):
    """A card with the lines and, under them, the whole of the current one. ``chosen`` when Enter opens one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._entries: Sequence[Entry] = ()
        self._head = look.label("Tijdlijn", bold=True)
        self._kind = QComboBox()
        for slug, label in KINDS.items():
            self._kind.addItem(label, slug)
        self._kind.setAccessibleName("Toon in de tijdlijn")
        self.seek = QLineEdit(placeholderText="Zoek")
        self.seek.setAccessibleName("Zoek in de tijdlijn")
        self.seek.setMaxLength(_LONGEST)
        self.rows = Rows("Tijdlijn", lead=LEAD, empty=_NO_CONTACTS)
        self.detail = Facts("Wat er gebeurde")
        self.setFocusProxy(self.rows)
        self._kind.currentIndexChanged.connect(self._show)
        self.seek.textChanged.connect(self._show)
        self.seek.returnPressed.connect(self.rows.setFocus)
        self.rows.moved.connect(self._show_detail)
        self.rows.chosen.connect(self.chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        shown, sought = look.label("&Toon", role="soft"), look.label("&Zoek", role="soft")
        shown.setBuddy(self._kind)
        sought.setBuddy(self.seek)
        top = QHBoxLayout()
        top.setSpacing(look.px(look.GAP))
        top.addWidget(self._head)
        top.addStretch()
        for part in (shown, self._kind, sought, self.seek):
            top.addWidget(part)
        self.seek.setMaximumWidth(look.px(130))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(top)
        for low in (self.rows, self.detail):
            low.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            low.setMinimumHeight(look.px(80))
        inside.addWidget(self.rows, 3)
        inside.addWidget(self.detail, 2)

    def begin(self) -> None:
        """Another file: everything is shown again."""
        self._kind.setCurrentIndex(0)
        self.seek.clear()

    def select_contact(self) -> None:
        """The last contact becomes the current line."""
        lines = self.rows.lines()
        self.rows.select_row(next((row for row, one in enumerate(lines) if isinstance(one.what, Happened)), 0))

    def show_entries(self, happened: Sequence[Happened], events: Sequence[Event]) -> None:
        """Show these."""
        self._entries = entries(happened, events)
        self._head.setText(f"Tijdlijn ({count(len(happened), 'contact', 'contacten')})")
        self._show()

    def _show(self, _changed: object = None) -> None:
        kind, sought = self._kind.currentData(), folded(self.seek.text())
        lines = [
            one.line
            for one in self._entries
            if (not kind or one.kind == kind) and all(word in one.words for word in sought.split())
        ]
        self.rows.say_when_empty(_NOTHING if self._entries else _NO_CONTACTS)
        self.rows.show_lines(lines)
        if not lines:
            self.detail.show_facts(())

    def _show_detail(self, what: object) -> None:
        if isinstance(what, Happened):
            self.detail.show_facts(_contact_facts(what))
        elif isinstance(what, Referred):
            self.detail.show_facts(_referral_facts(what))
        elif isinstance(what, Event):
            self.detail.show_facts(_event_facts(what))
        else:
            self.detail.show_facts([("Briefje", "Enter toont het briefje zoals het werd afgedrukt.", "")])


def entries(happened: Sequence[Happened], events: Sequence[Event]) -> list[Entry]:
    """The lines, the latest first; what came of a contact stands under it."""
    blocks: list[tuple[datetime, list[Entry]]] = [(one.at, list(_contact(one))) for one in happened]
    blocks += [(one.at, [_event(one)]) for one in events]
    blocks.sort(key=lambda block: block[0], reverse=True)
    return [entry for _at, block in blocks for entry in block]


def _contact(moment: Happened) -> Iterator[Entry]:
    words = next((line for line in moment.words.splitlines() if line.strip()), "zonder woorden")
    channel = vocab.label("channels", moment.channel).lower()
    right = f"{channel} · {moment.who}"
    line = Line(words[:200], moment, (CONTACT, moment.contact), _short(moment.at), right=right, mark="open", role="accent")
    yield Entry(CONTACT, line, folded(moment.words, right, moment.reference or "", _short(moment.at)))
    for one in moment.referrals:
        yield Entry(REFERRAL, _referral(one), folded(one.service_name, moment.reference or ""))
    for slip in moment.slips:
        shown = Line("Briefje", slip, slip, detail="Enter = bekijken", mark="print", role="soft")
        yield Entry(SLIP, shown, folded("briefje", moment.reference or ""))


def _referral(one: Referred) -> Line:
    state, kind = vocab.label("referral_states", one.state), vocab.label("referral_kinds", one.kind)
    mark = "good" if one.state == "done" else "refer"
    return Line(one.service_name, one, one.id, detail=kind, right=state, mark=mark, role="good" if mark == "good" else "soft")


def _event(one: Event) -> Entry:
    key = (one.kind, one.at, one.text)
    line = Line(one.text, one, key, _short(one.at), one.detail, mark=_MARKS[one.kind], role="soft")
    return Entry(one.kind, line, folded(one.text, one.detail, _short(one.at)))


def _short(at: datetime) -> str:
    return f"{at.day}/{at.month}/{at.year % 100:02d}"


def _contact_facts(moment: Happened) -> Sequence[tuple[str, str, str]]:
    domains = ", ".join(vocab.label("life_domains", slug) for slug in moment.domains)
    return [
        ("Wanneer", f"{day(moment.at.date())}, {hour(moment.at)}", ""),
        ("Code", moment.reference or "zonder code", ""),
        ("Kanaal", f"{vocab.label('channels', moment.channel).lower()}, {moment.who}", ""),
        *([("Domein", domains, "")] if domains else []),
        ("Vraag", moment.words.strip() or "zonder woorden", ""),
    ]


def _referral_facts(one: Referred) -> Sequence[tuple[str, str, str]]:
    return [
        ("Dienst", one.service_name, ""),
        ("Soort", vocab.label("referral_kinds", one.kind), ""),
        ("Meegegeven", day(one.given), ""),
        ("Toestand", vocab.label("referral_states", one.state), ""),
        ("Opvolgen", day(one.due) if one.due else "niet meer", ""),
        *([("Bellen", "▲ Bel de cliënt hier niet over.", "late")] if one.do_not_call else []),
    ]


def _event_facts(one: Event) -> Sequence[tuple[str, str, str]]:
    return [
        ("Wanneer", f"{day(one.at.date())}, {hour(one.at)}", ""),
        ("Wat", one.text, ""),
        *([("Daarbij", one.detail, "")] if one.detail else []),
    ]


def slip_of(what: object) -> UUID | None:
    """The slip that a line stands for, None for another line."""
    return what if isinstance(what, UUID) else None
