"""What narrows the catalogue: a domain, what it is, a language, what it costs and who gets in, how old the information is."""

from dataclasses import astuple, dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sociaalhuis import vocab
from sociaalhuis.catalogue.freshness import Intervals
from sociaalhuis.catalogue.search.finder import Found
from sociaalhuis.catalogue.service import INFORMAL, PRODUCT
from sociaalhuis.catalogue.suggest import life_domains
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import age as ages
from sociaalhuis.ui.parts import choice
from sociaalhuis.ui.parts.flow import Flow

SERVICE, RIGHT = "service", "right"
_KINDS = (("Dienst", SERVICE), ("Product", PRODUCT), ("Informele hulp", INFORMAL), ("Recht", RIGHT))
FREE, WHEELCHAIR = "free", "wheelchair"
_ACCESS = (("Gratis", FREE), ("Met rolstoel", WHEELCHAIR))
_WIDE = 118  # pixels at 100 %: three beside each other
_STATES = (("✓ Nagekeken", "good"), ("● Na te kijken", "today"), ("▲ Te oud of nooit", "late"))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was chosen, "" for everything: slugs of vocabularies, a kind, and the role of an age."""

    domain: str = ""
    kind: str = ""
    language: str = ""
    access: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return any(astuple(self))

    def fits(self, found: Found, today: date, fresh: Intervals) -> bool:
        """Whether a line fits all that is chosen. A right has no language, no door and no age here."""
        service, what = found.service, found.service or found.right
        if what is None or self.domain not in ("", *life_domains(what.domains)):
            return False
        if service is None:
            return not (self.language or self.access or self.state) and self.kind in ("", RIGHT)
        return (
            self.kind in ("", service.kind or SERVICE)
            and self.language in ("", *service.languages)
            and (self.access != FREE or service.free)
            and (self.access != WHEELCHAIR or service.wheelchair)
            and self.state in ("", ages.age(service, today, fresh.of(service)).role)
        )


class Narrow(QWidget):
    """Five choices in rows that wrap; ``chosen`` when one changed."""

    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        domains = [(term.label, term.slug) for term in vocab.terms("life_domains", today)]
        spoken = [(term.label, term.slug) for term in vocab.terms("languages", today)]
        self._boxes = tuple(
            choice.narrowing(name, name, choices, _WIDE)
            for name, choices in (
                ("Domein", domains),
                ("Soort", _KINDS),
                ("Taal", spoken),
                ("Toegang", _ACCESS),
                ("Staat", _STATES),
            )
        )
        row = Flow(look.px(look.GAP))
        for box in self._boxes:
            row.addWidget(box)
            box.activated.connect(lambda _index: self.chosen.emit())
        self.setLayout(row)

    def now(self) -> Narrowed:
        """What is chosen now."""
        return Narrowed(*map(choice.chosen, self._boxes))

    def take(self, narrowed: Narrowed) -> None:
        """Choose this; what cannot be chosen any more is everything."""
        for box, value in zip(self._boxes, astuple(narrowed), strict=True):
            box.setCurrentIndex(max(0, box.findData(value)))
