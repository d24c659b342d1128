"""The right side of the opvolglijst: one referral with what is known of it, the outcomes, and the layers that ask more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.desk import safety
from sociaalhuis.desk.followup import followup, nexttry
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.referral import referrals
from sociaalhuis.texts import count, day, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.followup.form import Form
from sociaalhuis.ui.followup.outcomes import Outcomes
from sociaalhuis.ui.followup.paste import Paste
from sociaalhuis.ui.followup.why import Why
from sociaalhuis.ui.parts import due
from sociaalhuis.ui.parts.parts import Chips, Facts, Strip, breakable
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

SLACK = 12  # pixels at 100 %
PAUSE = 60  # milliseconds on a line before what is known of it is loaded
WORDS_SHOWN = 600  # characters of the client's words
TRY_AGAIN = ("in_vain", "dropped_out", "next_step")  # decisions for which other services are offered
_DISPUTED = "Er zijn twee verschillende uitkomsten. Vraag na wat klopt. Je coördinator heropent ze dan (R)."
_ASK_THE_FILE = "Naam en telefoon staan in het dossier."
_OPEN = frozenset({"given", "accepted", "waiting", "needs_input", "active", "draft"})


class Layers(QStackedWidget):
    """Asks for no more room than the layer in front needs."""

    def sizeHint(self) -> QSize:
        """As large as the layer in front."""
        front = self.currentWidget()
        return super().sizeHint() if front is None else front.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as the layer in front can be; texts that wrap need a little more than they say."""
        front = self.currentWidget()
        return super().minimumSizeHint() if front is None else front.minimumSizeHint() + QSize(0, look.px(SLACK))


class Card(QFrame):
    """One line of the list. ``note`` gets the key of an outcome; ``stop``, ``reopen`` and ``wrong`` ask why first."""

    note = Signal(str)
    stop = Signal()
    reopen = Signal()
    wrong = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._task: Task | None = None
        self._known: followup.Known | None = None
        self._name = look.label("", look.WORDS, bold=True, wrap=True)
        self._chips, self._facts = Chips(), Facts("Wat je weet")
        self._facts.setMinimumHeight(look.px(64))
        self._refusal = Strip()
        self._file = QPushButton("&Open dossier")
        self._file.clicked.connect(self.open_file)
        self._next_head = look.label("Nieuwe poging bij", bold=True)
        self.next = Rows("Nieuwe poging", two=True)
        self.next.chosen.connect(self._try_again)
        self.outcomes = Outcomes(
            self.note.emit,
            (
                ("P", "Nieuwe poging", self.try_again),
                ("V", "Niet opvolgen", self.stop.emit),
                ("R", "Heropenen", self.reopen.emit),
                ("U", "Alles invullen", partial(self.note.emit, "")),
                ("M", "Fout ingevoerd", self.wrong.emit),
            ),
        )
        self.form, self.why, self.paste = Form(place.now), Why(), Paste(place)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._load)
        self._lay_out()
        self.show_one(None)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self._chips, 1)
        line.addWidget(self._file)
        head.addWidget(self._name)
        head.addLayout(line)
        self._head = QWidget()
        head.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(head)
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(look.px(look.GAP))
        main.addWidget(self._facts, 1)
        for part in (self._next_head, self.next, self._refusal, self.outcomes):
            main.addWidget(part)
        self._layers = Layers()
        for layer in (self._main, self.form, self.why, self.paste):
            self._layers.addWidget(layer)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(self._head)
        inside.addWidget(self._layers, 1)

    # ── which layer ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def lay(self, layer: QWidget | None = None) -> None:
        """Bring a layer to the front: the form, why, paste; without one what is known and the outcomes."""
        self._head.setVisible(layer is not self.paste)
        self._layers.setCurrentWidget(layer or self._main)
        self._layers.updateGeometry()

    @property
    def layer(self) -> QWidget | None:
        """The layer in front; None for what is known and the outcomes."""
        front = self._layers.currentWidget()
        return None if front is self._main else front

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────

    def show_one(self, task: Task | None) -> None:
        """Show a line, None for none."""
        if task is not None and task == self._task:
            return
        if task is None or self._task is None or task.one.id != self._task.one.id:
            self.refuse("")
            if self.layer is not self.paste:
                self.lay()
        self._task, self._known = task, None
        self._show_next(())
        one = None if task is None else task.one
        leads = allows("referral.reopen", self._place.house.actor.role)
        new = one is not None and one.given == self._place.today()  # whoever gave it, may say so on the same day
        may = {"R": leads, "M": leads or new}
        self.outcomes.ask_about(one, () if task is None else [act for act in _acts(task) if may.get(act, True)])
        for part in (self._facts, self.outcomes):
            part.setVisible(one is not None)
        self._name.setText(breakable(one.service_name) if one else "Geen doorverwijzing gekozen")
        self._show_chips()
        self._facts.show_facts(_facts(task, None) if task else ())
        self._file.hide()
        if one is not None:
            self._pause.start()

    def _load(self) -> None:
        if self._task is None:
            return
        house, one, today, engine = self._place.house, self._task.one, self._place.today(), self._place.engine
        self._place.jobs.house(partial(followup.known, house, one.id), partial(self._got, one.id), key="followup-known")
        if self._task.what in TRY_AGAIN and engine is not None:
            work = partial(nexttry.best, house, engine, one.contact, today)
            self._place.jobs.house(work, partial(self._got_next, one.id), key="followup-next")

    def _got(self, referral: object, known: followup.Known) -> None:
        if self._task is None or self._task.one.id != referral:
            return
        self._known = known
        self._facts.show_facts(_facts(self._task, known))
        self._file.setVisible(True)
        self._file.setText("&Open dossier" if known.person else "&Open vraag")

    def _got_next(self, referral: object, found: Sequence[nexttry.Next]) -> None:
        if self._task is not None and self._task.one.id == referral:
            self._show_next(found)

    def _show_next(self, found: Sequence[nexttry.Next]) -> None:
        self.next.show_lines([Line(one.name, one, one.service, detail=one.why, mark="refer") for one in found])
        self.next.setFixedHeight(look.px(52 * len(found) + 4))
        for part in (self._next_head, self.next):
            part.setVisible(bool(found))

    def _show_chips(self) -> None:
        task, today = self._task, self._place.today()
        shown: list[tuple[str, str]] = []
        if task is not None:
            one = task.one
            late = (today - task.day).days if task.day else 0
            if task.group == "decide":
                shown.append((f"! {due.todo(task)}", "chip-today"))
            elif late > 0:
                shown.append((f"▲ {count(late, 'dag', 'dagen')} te laat", "chip-late"))
            elif task.day is not None:
                shown.append(("● vandaag", "chip-today") if not late else (f"○ {short_day(task.day)}", "chip"))
            if one.do_not_call:
                shown.append(("▲ niet bellen", "chip-late"))
            shown.append((vocab.label("referral_kinds", one.kind), "chip"))
            if one.tries:
                shown.append((count(one.tries, "poging", "pogingen"), "chip"))
        self._chips.show_chips(shown)

    def refuse(self, text: str) -> None:
        """Say in place why something could not be noted; empty: nothing."""
        for part in (self.form, self.why):
            part.refuse(text if self.layer is part else "")
        self._refusal.tell("" if self.layer in (self.form, self.why) else text)

    # ── acts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_file(self) -> None:
        """To the file of the person, or to the anonymous question."""
        if self._task is not None and self._known is not None:
            where = {"contact": self._task.one.contact} if self._known.person is None else {"person": self._known.person}
            self._place.go("client", **where)

    def try_again(self) -> None:
        """To the next best services; when there are none, to a referral of the same question."""
        if self.next.lines():
            self.next.setFocus()
        elif self._task is not None and self._task.one.state not in _OPEN:
            self._place.go("referral", contact=self._task.one.contact)

    def _try_again(self, chosen: nexttry.Next) -> None:
        if self._task is not None:
            self._place.go("referral", contact=self._task.one.contact, services=(chosen.service,))


def _acts(task: Task) -> Sequence[str]:
    """Which other acts a line has."""
    if task.one.state in _OPEN or task.one.state == "lapsed":
        return ("U", "V", "M")
    return ("P", "R", "V") if task.what == "disputed" else ("P", "V", "R")


def _facts(task: Task, known: followup.Known | None) -> list[tuple[str, str, str]]:
    one = task.one
    rows = [
        ("Code", one.reference, ""),
        ("Meegegeven", day(one.given), ""),
        ("Toestand", vocab.label("referral_states", one.state), ""),
    ]
    if one.deadline is not None:
        rows.append(("Uiterste datum", day(one.deadline), "today"))
    if one.disputed:
        rows.insert(0, ("Tegenstrijdig", _DISPUTED, "late"))
    if one.stopped:
        rows.append(("Opvolging", "gestopt", "late"))
    if one.fallback:
        rows.append(("Als het niet lukt", one.fallback, ""))
    if known is None:
        return rows
    rows += [
        *_client(one, known),
        ("Veilig contact", *_safe(one, known)),
        ("Tel. dienst", ", ".join(known.phones) or "contact ontbreekt", ""),
    ]
    words = known.words.strip()
    if words:
        rows.append(("Vraag", words[:WORDS_SHOWN] + ("…" if len(words) > WORDS_SHOWN else ""), ""))
    heard = "\n".join(f"{on.day}/{on.month}/{on.year}  {said}" for on, said in known.heard[-6:])
    return [*rows, ("Gehoord", heard, "")]


def _client(one: referrals.Referred, known: followup.Known) -> list[tuple[str, str, str]]:
    """Who is called and on which number; for who does not know the client the file tells it, after a reason."""
    if known.person is None:
        return []
    phone = "" if one.do_not_call else known.client_phone or "geen telefoonnummer in het dossier"
    return [("Cliënt", breakable(" · ".join(filter(None, (known.client, phone)))) if known.client else _ASK_THE_FILE, "")]


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
