"""The register of steunaanvragen on screen: every line in order of time, to print or to take along as CSV. OCMW only."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sociaalhuis.desk.support import register
from sociaalhuis.desk.support.register import Entry, Register
from sociaalhuis.errors import told
from sociaalhuis.printing.page import Paper
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.printers import Press
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace

_LEAD = 210
_PLAIN = "Het CSV-bestand is leesbaar voor wie het heeft. Zet het alleen waar het OCMW bij kan."


class RegisterPage(Layer):
    """``press`` is what prints, and may be replaced in a test."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.press = Press()
        self._trouble = Strip()
        self._gap = Strip("strip-today")
        self._title = look.label("Register van steunaanvragen", look.HEADING, bold=True)
        self._counts = look.label("", role="soft")
        self.rows = Rows("Register", lead=_LEAD, empty="Het register is nog leeg.")
        out, keep = QPushButton(look.icon("print", "on_accent"), "Afdrukken   Ctrl+P"), QPushButton("&CSV voor het OCMW")
        look.set_role(out, "primary")
        out.clicked.connect(self.print)
        keep.clicked.connect(self.save)
        held = QFrame()
        look.set_role(held, "card")
        inside = QVBoxLayout(held)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.setSpacing(look.px(look.GAP))
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._counts, 1)
        for button in (keep, out):
            head.addWidget(button)
        inside.addLayout(head)
        for part in (self._trouble, self._gap):
            inside.addWidget(part)
        inside.addWidget(self.rows, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(held)

    def begin(self) -> None:
        """Read it."""
        self._trouble.tell("")
        self.rows.setFocus()
        self._place.jobs.house(
            partial(register.read, self._place.house), self._show, key="support.register", failed=self._failed
        )

    def _show(self, found: Register) -> None:
        self.rows.show_lines([_line(one) for one in found.entries])
        self._counts.setText(count(len(found.entries), "regel", "regels"))
        self._gap.tell(
            f"Niet in dit huis: {', '.join(found.missing)}. Ze staan op een andere pc of kopie." if found.missing else ""
        )

    def print(self, _checked: bool = False) -> None:
        """On paper; the export is journalled."""
        work = partial(register.printed, self._place.house, self._place.today())
        self._place.jobs.house(work, self._send, failed=self._failed)

    def _send(self, paper: Paper) -> None:
        told = partial(self._place.say, "Het register gaat naar de printer.")
        self._place.jobs.paper(partial(self.press.send, paper.pdf), lambda _none: told(), failed=self._failed)

    def save(self, _checked: bool = False) -> None:
        """As CSV, after saying that anybody can read it."""
        if not self._place.ask.confirm(_PLAIN, "Bewaren"):
            return
        file = self._place.ask.save_as(
            "Bewaar het register", f"steunaanvragen-{self._place.today():%Y-%m-%d}.csv", "CSV (*.csv)"
        )
        if file is not None:
            work = partial(register.save_csv, self._place.house, file)
            self._place.jobs.house(work, lambda _none: self._place.say(f"Bewaard als {file.name}."), failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._trouble.tell(told(error))


def _line(one: Entry) -> Line:
    detail = f"eerste dag {short_day(one.received)} · {register.said(one) or register.hidden()}"
    mark, role = ("open", "soft") if one.kind == "aanvraag" else ("undo", "today")
    return Line(detail, one, one.number, one.number, f"{one.at:%d/%m/%Y %H.%M}", "", mark, role)
