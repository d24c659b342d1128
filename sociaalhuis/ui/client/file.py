"""One file: who it is about, how this person can be reached safely, what happened, what runs, what is known and agreed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import safety
from sociaalhuis.desk.client import client_file
from sociaalhuis.desk.client.client_file import ClientFile
from sociaalhuis.desk.client.clients import Happened, Identity
from sociaalhuis.desk.client.timeline import Event
from sociaalhuis.desk.referral.referrals import Referred
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.client.known import Acts, Known
from sociaalhuis.ui.client.timeline import Timeline, slip_of
from sociaalhuis.ui.parts import due
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.parts import Chips, Columns, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.workplace import Workplace

LEAST = 640  # room for timeline and the rest side by side
LOW = 280  # as high as that part is at least
ROW, MOST_RUNNING = 52, 2  # how high one is, how many are seen at once
_NOTHING_RUNS = "Er loopt niets."


@dataclass(frozen=True, slots=True)
class FileActs:
    """What can be done on a file; ``view_slip`` gets the id of a kept slip."""

    view_slip: Callable[[UUID], None]
    ask_anew: Callable[[], object]
    edit: Callable[[], object]
    own_copy: Callable[[], object]
    inform: Callable[[], object]
    summary: Callable[[], object]
    looks: Callable[[], object]


class FilePage(QWidget):
    """Shows a file, or one anonymous contact."""

    def __init__(self, place: Workplace, acts: FileActs, known: Acts, *, may_protect: bool) -> None:
        super().__init__()
        self._place, self._acts, self._may_protect = place, acts, may_protect
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._name.setAlignment(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._chips = Chips()
        self._safe, self._not_asked = Strip(), look.label("", role="soft", wrap=True)
        self.card = Timeline()
        self.timeline = self.card.rows
        self.running = Rows("Loopt", lead=due.LEAD, two=True, empty=_NOTHING_RUNS)
        self._running_head = look.label("Loopt", bold=True)
        self.known = Known(known)
        self.again = self._button("Nieuwe vraag   Ctrl+B", acts.ask_anew, "Nieuwe vraag voor deze persoon", "plus")
        look.set_role(self.again, "primary")
        self._edit = self._button("Aanpassen   F2", acts.edit, "Gegevens van deze persoon aanpassen")
        self._looked = self._button("", acts.looks, "Wie keek in dit dossier", "eye")
        look.set_role(self._looked, "quiet")
        self._foot = self._feet()
        self.card.chosen.connect(self._chosen)
        self.running.chosen.connect(self._chosen)
        self._lay_out()

    def _button(self, text: str, run: Callable[[], object], name: str, icon: str = "") -> QPushButton:
        made = QPushButton(text) if not icon else QPushButton(look.icon(icon, "on_accent" if icon == "plus" else "text"), text)
        made.setAccessibleName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _feet(self) -> QFrame:
        """What is made of the whole file, and who looked."""
        foot, row = QFrame(), Flow(look.px(look.GAP))
        for button in (
            self._button("Inzageversie   Alt+I", self._acts.own_copy, "Inzageversie voor de cliënt", "print"),
            self._button("Informatieblad   Alt+M", self._acts.inform, "Informatieblad over privacy", "print"),
            self._button("Samenvatting kopiëren   Ctrl+Shift+C", self._acts.summary, "Samenvatting kopiëren", "copy"),
            self._looked,
        ):
            row.addWidget(button)
        foot.setLayout(row)
        return foot

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._edit)
        top.addWidget(self.again)
        bar = QFrame()
        look.set_role(bar, "card")
        inside = QVBoxLayout(bar)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(top)
        for part in (self._chips, self._safe, self._not_asked):
            inside.addWidget(part)
        self._right = card(self._running_head, self.running, self.known, stretch=self.known)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        whole.addWidget(bar)
        columns = _Modest(LEAST, (self.card, 5), (self._right, 4), tall=360)
        columns.setMinimumHeight(look.px(LOW))
        whole.addWidget(columns, 1)
        whole.addWidget(self._foot)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def show_file(self, file: ClientFile, today: date) -> None:
        """Show the file of a person."""
        self._show(file.who, file.happened, file.events, today)
        self._chips.show_chips(_chips(file, today))
        self.known.show_file(file, today, may_protect=self._may_protect)
        self._looked.setText(f"{count(file.looked, 'collega', 'collega’s')} {'keek' if file.looked == 1 else 'keken'}   Alt+W")
        for part in (self._edit, self.again, self._foot, self.known):
            part.show()

    def show_contact(self, happened: Sequence[Happened], today: date) -> None:
        """Show one anonymous contact."""
        self._show(None, happened, (), today)
        self._chips.show_chips([("anoniem", "chip")])
        for part in (self._edit, self.again, self._foot, self.known):
            part.hide()

    def _show(self, who: Identity | None, happened: Sequence[Happened], events: Sequence[Event], today: date) -> None:
        code = happened[0].reference if happened else ""
        self._name.setText(breakable(who.name) if who else f"Code {code}")
        safe = _safe(who)
        self._safe.tell(f"VEILIG CONTACT: {safe}" if safe else "")
        self._not_asked.setText(_not_asked(who))
        self._not_asked.setVisible(not safe)
        running = client_file.running(happened, today)
        self.running.show_lines([replace(due.line(one, today), right="") for one in running])
        self.running.setFixedHeight(look.px(ROW * max(1, min(MOST_RUNNING, len(running))) + 8))
        self._running_head.setText(f"Loopt ({len(running)})")
        self.card.show_entries(happened, events)

    def _chosen(self, what: Any) -> None:
        slip = slip_of(what)
        if slip is not None:
            self._acts.view_slip(slip)
        elif isinstance(what, Referred):
            self._place.go("followup", referral=what.id)
        elif isinstance(what, Event) and what.referral is not None:
            self._place.go("followup", referral=what.referral)
        else:
            self.card.detail.setFocus()


class _Modest(Columns):
    """Columns that ask for no more height than they need at least: they scroll before the screen does."""

    def sizeHint(self) -> QSize:
        """As wide as ever, as low as may be."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _chips(file: ClientFile, today: date) -> Sequence[tuple[str, str]]:
    who = file.who
    birth = " · ".join(part for part in (f"°{who.birth}" if who.birth else "", _age(who)) if part)
    home = ", ".join(part for part in (who.street, who.postal_code) if part)
    language = vocab.label("languages", who.language) if who.language else ""
    reading = vocab.label("reading_preferences", who.reading) if who.reading else ""
    interpreter = vocab.label("interpreter_forms", who.interpreter) if who.interpreter else ""
    shown = [(text, "chip") for text in (birth, who.phone or "", home, language, interpreter, reading) if text]
    shown += [
        (f"{vocab.label('representatives', one.capacity)}: {breakable(one.name)}", "chip-good")
        for one in file.representatives
        if one.holds(today)
    ]
    kept = (
        (f"aanspreekpunt: {breakable(file.keyworker)}", "chip")
        if file.keyworker
        else ("● nog geen aanspreekpunt", "chip-today")
    )
    shown.append(kept)
    return [*shown, *([("● afgeschermd dossier", "chip-today")] if who.protected else []), *_privacy(who)]


def _privacy(who: Identity) -> Sequence[tuple[str, str]]:
    if who.stopped_on is not None:
        return [("▲ stop: neem niet zelf contact op", "chip-late")]
    return [] if who.informed_on is not None else [("● nog niet uitgelegd wat we bewaren", "chip-today")]


def _age(who: Identity) -> str:
    if who.age is None:
        return ""
    return f"{who.age} jaar" if "/" in who.birth else f"ongeveer {who.age} jaar"


def _safe(who: Identity | None) -> str:
    """What must be known before anybody is called or written to."""
    if who is None:
        return ""
    return " · ".join((*safety.said(who.forbidden or ()), *([note] if (note := (who.safe_contact or "").strip()) else [])))


def _not_asked(who: Identity | None) -> str:
    if who is None:
        return "Anoniem: er is geen naam, adres of telefoon. De code op het briefje leidt naar deze vraag."
    if who.forbidden is not None:
        return "Veilig contact: gevraagd, alles mag."
    return "Veilig contact: nog niet gevraagd. Vraag het voor je belt of schrijft."
