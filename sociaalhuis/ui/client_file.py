"""One file: who it is about, how this person can be reached safely, what happened and what still runs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import safety
from sociaalhuis.desk.clients import Happened, Identity
from sociaalhuis.desk.referrals import Referred
from sociaalhuis.texts import count, day, hour
from sociaalhuis.ui import due, look
from sociaalhuis.ui.parts import Chips, Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

LEAD = 72
LEAST = 520  # room for timeline and detail side by side
ROW, MOST_RUNNING = 52, 3  # how high one is, how many are seen at once
_NO_CONTACTS = "Nog geen contacten. Begin een nieuwe vraag voor deze persoon met Ctrl+B."
_NOTHING_RUNS = "Er loopt niets."


class FilePage(QWidget):
    """Shows a file. ``view_slip`` gets the id of a kept slip, ``ask_anew`` begins a question, ``edit`` changes the person."""

    def __init__(
        self, place: Workplace, view_slip: Callable[[UUID], None], ask_anew: Callable[[], None], edit: Callable[[], None]
    ) -> None:
        super().__init__()
        self._place, self._view_slip = place, view_slip
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._name.setAlignment(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._chips = Chips()
        self._safe, self._not_asked = Strip(), look.label("", role="soft", wrap=True)
        self.timeline = Rows("Tijdlijn", lead=LEAD, empty=_NO_CONTACTS)
        self.running = Rows("Loopt", lead=due.LEAD, two=True, empty=_NOTHING_RUNS)
        self._head, self._running_head = look.label("Tijdlijn", bold=True), look.label("Loopt", bold=True)
        self.detail = Facts("Wat er gebeurde")
        self.again = QPushButton(look.icon("plus", "on_accent"), "Nieuwe vraag   Ctrl+B")
        self.again.setAccessibleName("Nieuwe vraag voor deze persoon")
        look.set_role(self.again, "primary")
        self.again.clicked.connect(ask_anew)
        self._edit = QPushButton("Aanpassen   F2")
        self._edit.setAccessibleName("Gegevens van deze persoon aanpassen")
        self._edit.clicked.connect(edit)
        self.timeline.moved.connect(self._show_detail)
        self.timeline.chosen.connect(self._chosen)
        self.running.chosen.connect(self._chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._edit)
        top.addWidget(self.again)
        bar = QFrame()
        look.set_role(bar, "card")
        inside = QVBoxLayout(bar)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addLayout(top)
        for part in (self._chips, self._safe, self._not_asked):
            inside.addWidget(part)
        right = card(self._running_head, self.running, self.detail, stretch=self.detail)
        left = card(self._head, self.timeline, stretch=self.timeline)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.PAD))
        whole.addWidget(bar)
        whole.addWidget(Columns(LEAST, (left, 5), (right, 4), tall=320), 1)

    def show_file(self, who: Identity | None, happened: Sequence[Happened], today: date) -> None:
        """Show the file of a person, or with None the one anonymous contact in ``happened``."""
        code = happened[0].reference if happened else ""
        self._name.setText(breakable(who.name) if who else f"Code {code}")
        self._chips.show_chips(_chips(who))
        safe = _safe(who)
        self._safe.tell(f"VEILIG CONTACT: {safe}" if safe else "")
        self._not_asked.setText(_not_asked(who))
        self._not_asked.setVisible(bool(self._not_asked.text()) and not safe)
        for button in (self._edit, self.again):
            button.setVisible(who is not None)
        running = [one for moment in happened for one in moment.referrals if one.due is not None]
        running.sort(key=lambda one: one.due or today)
        self.running.show_lines([replace(due.line(one, today), right="") for one in running])
        self.running.setFixedHeight(look.px(ROW * max(1, min(MOST_RUNNING, len(running))) + 8))
        self._running_head.setText(f"Loopt ({len(running)})")
        self._head.setText(f"Tijdlijn ({count(len(happened), 'contact', 'contacten')})")
        self.timeline.show_lines([line for moment in happened for line in _lines(moment)])
        if not happened:
            self.detail.show_facts(())

    def _show_detail(self, what: object) -> None:
        if isinstance(what, Happened):
            self.detail.show_facts(_contact_facts(what))
        elif isinstance(what, Referred):
            self.detail.show_facts(_referral_facts(what))
        else:
            self.detail.show_facts([("Briefje", "Enter toont het briefje zoals het werd afgedrukt.", "")])

    def _chosen(self, what: object) -> None:
        if isinstance(what, Referred):
            self._place.go("followup", referral=what.id)
        elif isinstance(what, UUID):
            self._view_slip(what)
        else:
            self.detail.setFocus()


def _chips(who: Identity | None) -> Sequence[tuple[str, str]]:
    if who is None:
        return [("anoniem", "chip")]
    birth = " · ".join(part for part in (f"°{who.birth}" if who.birth else "", _age(who)) if part)
    home = ", ".join(part for part in (who.street, who.postal_code) if part)
    language = vocab.label("languages", who.language) if who.language else ""
    reading = vocab.label("reading_preferences", who.reading) if who.reading else ""
    interpreter = vocab.label("interpreter_forms", who.interpreter) if who.interpreter else ""
    shown = [(text, "chip") for text in (birth, who.phone or "", home, language, interpreter, reading) if text]
    return [*shown, *([("● beschermd dossier", "chip-today")] if who.protected else []), *_privacy(who)]


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


def _lines(moment: Happened) -> Sequence[Line]:
    words = next((line for line in moment.words.splitlines() if line.strip()), "zonder woorden")
    at = f"{moment.at.day}/{moment.at.month}/{moment.at.year % 100:02d}"
    channel = vocab.label("channels", moment.channel).lower()
    contact = Line(words[:200], moment, ("contact", moment.contact), at, right=channel, mark="open", role="accent")
    given = [_referral_line(one) for one in moment.referrals]
    slips = [Line("Briefje", slip, slip, detail="Enter = bekijken", mark="print", role="soft") for slip in moment.slips]
    return [contact, *given, *slips]


def _referral_line(one: Referred) -> Line:
    state, kind = vocab.label("referral_states", one.state), vocab.label("referral_kinds", one.kind)
    mark = "good" if one.state == "done" else "refer"
    return Line(one.service_name, one, one.id, detail=kind, right=state, mark=mark, role="good" if mark == "good" else "soft")


def _contact_facts(moment: Happened) -> Sequence[tuple[str, str, str]]:
    domains = ", ".join(vocab.label("life_domains", slug) for slug in moment.domains)
    return [
        ("Wanneer", f"{day(moment.at.date())}, {hour(moment.at)}", ""),
        ("Code", moment.reference or "zonder code", ""),
        ("Kanaal", vocab.label("channels", moment.channel).lower(), ""),
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
