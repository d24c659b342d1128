"""What narrows the opvolglijst: a code or a name of a service, who keeps the overview, a domain, a channel."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.partners import incoming
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import choice
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Workplace

_NOBODY = "niemand"


class Narrow(QWidget):
    """A row that wraps: the fields, then ``more``. ``chosen`` when a choice changed; the typed filter says so itself."""

    chosen = Signal()

    def __init__(self, place: Workplace, shown: Rows, more: QWidget) -> None:
        super().__init__()
        self.typed = Seek("Filter op code of dienst", "Filter op code   Ctrl+F", shown, pause=0)
        self.typed.setFixedWidth(look.px(216))
        today, me = place.today(), place.house.actor.id
        people = [("Van mij", "" if me is None else me.hex), ("Zonder aanspreekpunt", _NOBODY)]
        domains = [(term.label, term.slug) for term in vocab.terms("life_domains", today)]
        channels = [(term.label, term.slug) for term in vocab.terms("channels", today)]
        self._whose = choice.narrowing("Van wie", "Iedereen", people, 128)
        self._domain = choice.narrowing("Domein", "Alle domeinen", domains, 176)
        self._channel = choice.narrowing("Kanaal", "Alle kanalen", channels, 160)
        for box in (self._whose, self._domain, self._channel):
            box.activated.connect(self._chose)
        more.setMinimumHeight(self.typed.sizeHint().height())  # on one line with the fields
        row = Flow(look.px(look.GAP))
        for part in (self.typed, self._whose, self._domain, self._channel, more):
            row.addWidget(part)
        self.setLayout(row)

    def _chose(self, _index: int) -> None:
        self.chosen.emit()

    @property
    def sought(self) -> str:
        """What is typed, as it is compared."""
        return self.typed.text().strip().casefold()

    @property
    def open(self) -> bool:
        """Whether everything fits."""
        return not (self.sought or any(box.currentIndex() for box in (self._whose, self._domain, self._channel)))

    def fits(self, task: Task) -> bool:
        """Whether this line of a referral fits."""
        one = task.one
        return self._fits(f"{one.reference} {one.service_name}", one.user if one.kept else _NOBODY, one.domains, one.channel)

    def fits_asked(self, one: incoming.Task) -> bool:
        """Whether this aanmelding fits."""
        return self._fits(f"{one.reference} {one.sender}", one.user, one.domains, incoming.CHANNEL)

    def _fits(self, text: str, user: str, domains: Sequence[str], channel: str) -> bool:
        whose, domain, by = map(choice.chosen, (self._whose, self._domain, self._channel))
        return (
            self.sought in text.casefold() and whose in ("", user) and (not domain or domain in domains) and by in ("", channel)
        )
