"""The right side of the opvolglijst: one referral with what is known of it, and the outcomes as buttons with their letters."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import followup, outcomes, referrals, safety
from sociaalhuis.texts import count, day, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import Chips, Facts, Strip, breakable
from sociaalhuis.ui.workplace import Workplace

PAUSE = 60  # milliseconds on a line before what is known of it is loaded
WORDS_SHOWN = 600  # characters of the client's words


class _Via(QComboBox):
    """How the desk asks; letters are for the outcomes, arrows choose."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go on to the outcomes."""
        if event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def offer(self, one: referrals.Referred | None) -> None:
        """The ways that are possible here; the usual one is chosen, none when the client does not want to be called."""
        self.clear()
        if one is None:
            return
        usual = followup.usual_way(one)
        if usual is None:
            self.addItem("kies hoe", None)
        for way in followup.ways(one):
            self.addItem(vocab.label("contact_ways", way), way)
        self.setCurrentIndex(max(0, self.findData(usual)))


class Outcomes(QWidget):
    """How the desk asks, and the outcomes as buttons; their letters also work while one of them has the focus."""

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__()
        self._ways = _Via()
        self._ways.setAccessibleName("Via")
        asked = look.label("&Via")
        asked.setBuddy(self._ways)
        head = QHBoxLayout()
        head.setSpacing(look.px(look.GAP))
        head.addWidget(look.label("Hoe is het gegaan?", bold=True), 1)
        head.addWidget(asked)
        head.addWidget(self._ways)
        self._keys = {outcome.key: key for key, outcome in outcomes.OUTCOMES.items()}
        self._note = note
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.GAP))
        grid = QGridLayout()
        whole.addLayout(head)
        whole.addLayout(grid)
        grid.setSpacing(look.px(look.GAP))
        self.buttons: list[QPushButton] = []
        for i, (key, outcome) in enumerate(outcomes.OUTCOMES.items()):
            button = QPushButton(f"{outcome.key}   {outcome.label}")
            button.setAccessibleName(f"{outcome.label}, letter {outcome.key}")
            button.clicked.connect(partial(self._clicked, key))
            self.buttons.append(button)
            grid.addWidget(button, i // 2, i % 2)
        self.setFocusProxy(self.buttons[0])

    @property
    def way(self) -> str | None:
        """How the desk asks, None while that is not chosen."""
        way: str | None = self._ways.currentData()
        return way

    def ask_about(self, one: referrals.Referred | None) -> None:
        """Offer the ways that this client wants."""
        self._ways.offer(one)

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self._note(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter notes; it comes here from the button that has the focus."""
        key = self._keys.get(event.text().upper())
        if key is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier and not event.isAutoRepeat():
            self._note(key)
        else:
            super().keyPressEvent(event)


class Card(QFrame):
    """One referral. ``note`` is called with the key of an outcome."""

    def __init__(self, place: Workplace, note: Callable[[str], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._one: referrals.Referred | None = None
        self._known: followup.Known | None = None
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._chips, self._facts = Chips(), Facts("Wat je weet")
        self._refusal = Strip()
        self._file = QPushButton("&Open dossier")
        self._file.clicked.connect(self.open_file)
        self.outcomes = Outcomes(note)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._load)
        self._lay_out()
        self.show_one(None)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._chips, 1)
        line.addWidget(self._file)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(self._name)
        inside.addLayout(line)
        inside.addWidget(self._facts, 1)
        for part in (self._refusal, self.outcomes):
            inside.addWidget(part)

    def show_one(self, one: referrals.Referred | None) -> None:
        """Show a referral, None for none."""
        if one is not None and one == self._one:
            return
        if one is None or self._one is None or one.id != self._one.id:
            self.refuse("")
        self._one, self._known = one, None
        self.outcomes.ask_about(one)
        for part in (self._facts, self.outcomes):
            part.setVisible(one is not None)
        self._name.setText(breakable(one.service_name) if one else "Geen doorverwijzing gekozen")
        self._show_chips()
        self._facts.show_facts(_facts(one, None) if one else ())
        self._file.hide()
        if one is not None:
            self._pause.start()

    def _load(self) -> None:
        if self._one is not None:
            house, one = self._place.house, self._one.id
            self._place.jobs.house(partial(followup.known, house, one), partial(self._got, one), key="followup-known")

    def _got(self, referral: object, known: followup.Known) -> None:
        if self._one is None or self._one.id != referral:
            return
        self._known = known
        self._facts.show_facts(_facts(self._one, known))
        self._file.setVisible(True)
        self._file.setText("&Open dossier" if known.person else "&Open vraag")

    def _show_chips(self) -> None:
        one, today = self._one, self._place.today()
        shown: list[tuple[str, str]] = []
        if one is not None:
            late = (today - one.due).days if one.due else 0
            if late > 0:
                shown.append((f"▲ {count(late, 'dag', 'dagen')} te laat", "chip-late"))
            elif late == 0:
                shown.append(("● vandaag", "chip-today"))
            else:
                shown.append((f"○ {short_day(one.due or today)}", "chip"))
            if one.do_not_call:
                shown.append(("▲ niet bellen", "chip-late"))
            shown.append((vocab.label("referral_kinds", one.kind), "chip"))
            if one.tries:
                shown.append((count(one.tries, "poging", "pogingen"), "chip"))
        self._chips.show_chips(shown)

    def refuse(self, text: str) -> None:
        """Say in place why an outcome could not be noted; empty: nothing."""
        self._refusal.tell(text)

    def focus_outcomes(self) -> None:
        """Go to the first outcome."""
        self.outcomes.setFocus()

    def open_file(self) -> None:
        """To the file of the person, or to the anonymous question."""
        if self._one is not None and self._known is not None:
            where = {"contact": self._one.contact} if self._known.person is None else {"person": self._known.person}
            self._place.go("client", **where)


def _facts(one: referrals.Referred, known: followup.Known | None) -> list[tuple[str, str, str]]:
    rows = [
        ("Code", one.reference, ""),
        ("Meegegeven", day(one.given), ""),
        ("Toestand", vocab.label("referral_states", one.state), ""),
    ]
    if known is None:
        return rows
    rows += [("Veilig contact", *_safe(one, known)), ("Tel. dienst", ", ".join(known.phones) or "contact ontbreekt", "")]
    words = known.words.strip()
    if words:
        rows.append(("Vraag", words[:WORDS_SHOWN] + ("…" if len(words) > WORDS_SHOWN else ""), ""))
    heard = "\n".join(f"{on.day}/{on.month}/{on.year}  {said}" for on, said in known.heard[-6:])
    return [*rows, ("Gehoord", heard, "")]


def _safe(one: referrals.Referred, known: followup.Known) -> tuple[str, str]:
    """What the desk must know before it calls, and the role of these words."""
    if not one.may_call:
        return "▲ Bel de cliënt niet. Vraag het alleen aan de dienst.", "late"
    asked = " · ".join(part for part in (*safety.said(one.forbidden), known.safe_contact or "") if part)
    if asked:
        return f"▲ {asked}", "late"
    if known.person is None:
        return "Anoniem. Bel de dienst, of vraag het als de cliënt terugkomt.", ""
    return ("Alles mag.", "") if known.asked else ("Nog niet gevraagd.", "soft")
