"""The rules behind the rights: which ones to look at again, and a new edition: first what it changes, then it counts."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from sociaalhuis.actions import allows
from sociaalhuis.desk.proactive import rules_preview
from sociaalhuis.desk.proactive.rules_preview import Moved, Preview, Previewing, ToCheck
from sociaalhuis.desk.rights import editions
from sociaalhuis.errors import Told
from sociaalhuis.exchange.rules_update import Edition
from sociaalhuis.rights.engine import Status
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

KIND = "Regels van rechten (*.json)"
_STATUS = {
    Status.HAS: "heeft al",
    Status.POSSIBLE: "mogelijk",
    Status.UNKNOWN: "nog te vragen",
    Status.UNLIKELY: "wsch. niet",
    None: "bestaat niet",
}
LOWEST = 72  # pixels at 100 %
_MANY = 3  # codes that are named on a line


class RulesPanel(QFrame):
    """``applied`` is called when a new edition counts."""

    def __init__(self, place: Workplace, applied: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._applied = place, applied
        self._edition: Edition | None = None
        self._running: Previewing | None = None
        self._head, self._said = (
            look.label("Regels te controleren", bold=True),
            look.label("", look.SMALL, role="soft", wrap=True),
        )
        self.list = Rows("Regels te controleren", lead=76, empty="Alle regels zijn vers nagekeken.")
        self.list.setMinimumHeight(look.px(LOWEST))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it scrolls before the screen does
        self._trouble = Strip()
        self._open = QPushButton("Regels inlezen   Ctrl+O")
        self._apply, self._cancel = QPushButton("Toepassen"), QPushButton("Niet doen")
        look.set_role(self._apply, "primary")
        self._open.clicked.connect(self.open_file)
        self._apply.clicked.connect(self.apply)
        self._cancel.clicked.connect(self.cancel)
        self._lay_out()
        self._show_buttons()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        for button in (self._open, self._apply, self._cancel):
            row.addWidget(button)
        row.addStretch()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        for part in (self._head, self._said, self._trouble):
            inside.addWidget(part)
        inside.addWidget(self.list, 1)
        inside.addLayout(row)

    def load(self) -> None:
        """The rules to look at again, unless a new edition is being looked at."""
        if self._edition is None:
            house, today = self._place.house, self._place.today()
            self._place.jobs.house(
                lambda: (editions.number(house), rules_preview.to_check(house, editions.engine(house), today)),
                self._show_list,
                key="rules-to-check",
                failed=self._failed,
            )

    def _show_list(self, found: tuple[int, Sequence[ToCheck]]) -> None:
        if self._edition is None:
            number, rules = found
            self._head.setText(f"Regels te controleren ({len(rules)})")
            self._said.setText(f"Uitgave {number}. Oud en veel gebruikt staat eerst.")
            self.list.show_lines([_line(one) for one in rules])

    # ── a new edition ────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_file(self, _checked: bool = False) -> None:
        """Choose a signed file and look at what it would change; nothing counts yet."""
        if not self.isEnabled() or self._running is not None:
            return
        path = self._place.ask.open_file("Regels inlezen", KIND)
        if path is not None:
            house, now = self._place.house, self._place.now()

            def begin() -> tuple[Edition, Previewing]:
                edition = editions.read(house, path)
                return edition, Previewing(house, edition, now)

            self._trouble.tell("")
            self._place.jobs.house(begin, self._begun, failed=self._failed)

    def _begun(self, begun: tuple[Edition, Previewing]) -> None:
        self._edition, self._running = begun
        self._head.setText(f"Uitgave {self._edition.number} bekijken")
        self.list.show_lines([])
        self._go_on(self._running)

    def _go_on(self, running: Previewing) -> None:
        self._said.setText(f"{running.read} van {count(running.total, 'dossier', 'dossiers')} nagekeken …")
        self._show_buttons()
        self._place.jobs.house(running.advance, partial(self._stepped, running), failed=self._failed)

    def _stepped(self, running: Previewing, more: bool) -> None:
        if running is not self._running:
            return
        if more:
            self._go_on(running)
            return
        self._running = None
        self._show_preview(running.done())

    def _show_preview(self, seen: Preview) -> None:
        edition = self._edition
        if edition is None:
            return
        rules = ", ".join(
            f"{len(slugs)} {words}"
            for slugs, words in ((seen.new, "nieuw"), (seen.changed, "veranderd"), (seen.gone, "weg"))
            if slugs
        )
        amounts = f" Andere waarde: {count(len(seen.amounts), 'bedrag', 'bedragen')}." if seen.amounts else ""
        files = count(len({code for one in seen.moved for code in one.references}), "dossier verandert", "dossiers veranderen")
        self._said.setText(f"{edition.note}. Rechten: {rules or 'geen andere'}.{amounts} {files} van stand.")
        self.list.say_when_empty("In geen enkel dossier verandert er iets.")
        known = editions.engine_of(edition).book.rules
        self.list.show_lines([_moved(one, known[one.right].name if one.right in known else one.right) for one in seen.moved])
        self._show_buttons()
        (self._apply if self._apply.isEnabled() else self._cancel).setFocus()

    def apply(self, _checked: bool = False) -> None:
        """Let the edition count from now on."""
        edition, house, now = self._edition, self._place.house, self._place.now()
        if edition is not None and self._running is None:
            self._place.jobs.house(
                partial(editions.apply, house, edition, now), partial(self._counts, edition), failed=self._failed
            )

    def _counts(self, edition: Edition, _nothing: None) -> None:
        self._place.say(f"Vanaf nu telt uitgave {edition.number}. Kijk de dossiers na met Ctrl+Enter.")
        self._end()
        self._applied()

    def cancel(self, _checked: bool = False) -> None:
        """Leave the rules as they are."""
        self._end()
        self.load()

    def _end(self) -> None:
        self._edition = self._running = None
        self._show_buttons()
        self.list.setFocus()

    def _show_buttons(self) -> None:
        looking = self._edition is not None
        self._open.setVisible(not looking)
        self._apply.setVisible(looking)
        self._cancel.setVisible(looking)
        self._apply.setEnabled(self._running is None and allows("rules.apply", self._place.house.actor.role))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Told):
            raise error
        self._end()
        self._trouble.tell(str(error))


def _line(one: ToCheck) -> Line:
    lead = "nooit" if one.checked is None else f"{one.checked.month}/{one.checked.year}"
    amounts = count(len(one.amounts), "bedrag onzeker", "bedragen onzeker") if one.amounts else ""
    mark, role = ("late", "late") if one.overdue else ("today", "today") if one.amounts else ("open", "soft")
    return Line(one.name, one, one.right, lead, amounts, f"{one.used} ×" if one.used else "", mark, role)


def _moved(one: Moved, name: str) -> Line:
    codes = ", ".join(one.references[:_MANY]) + (" …" if len(one.references) > _MANY else "")
    lead = f"{len(one.references)} ×"
    return Line(f"{name}: {_STATUS[one.before]} → {_STATUS[one.after]}", one, (one.right, one.before, one.after), lead, codes)
