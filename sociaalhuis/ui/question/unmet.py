"""Geen passend aanbod (Ctrl+M): one chip for each domain in which nothing was found. Noted with the question."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from sociaalhuis import vocab
from sociaalhuis.ui.parts.chiprow import Chip, ChipRow
from sociaalhuis.ui.parts.domainfield import DomainField

NO_DOMAIN = "Kies eerst een domein (Alt+O). Dan noteert Ctrl+M dat er geen aanbod is."


class Unmet(ChipRow):
    """``changed`` after every change by hand; ``domains`` are slugs of the life domains."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("&Geen passend aanbod", "Geen passend aanbod")
        self.domains: tuple[str, ...] = ()
        self._before: tuple[str, ...] = ()
        self._town = ""
        self.dropped.connect(self._let_go)
        self.take_back.connect(lambda: self._set(self._before))

    def note_in(self, field: DomainField) -> str:
        """Nothing was found in the chosen domains, else in the first proposed one; noted already: it was a mistake.

        Gives what came of it, in words.
        """
        if not field.chosen and not field.take_first():
            field.setFocus()
            return NO_DOMAIN
        self._set(() if self.domains else tuple(field.chosen))
        return "Genoteerd: geen passend aanbod. Ctrl+M haalt het weg." if self.domains else "Weggehaald."

    def keep_to(self, chosen: Sequence[str], town: str) -> None:
        """Only the domains that are still chosen, in this town; without telling."""
        self._town = town
        self.restore([one for one in self.domains if one in chosen])

    def restore(self, domains: Sequence[str]) -> None:
        """What was noted when the question was put away, without telling."""
        self.domains = tuple(domains)
        where = f" · {self._town}" if self._town else ""
        self.show_chips([Chip(one, f"{vocab.label('life_domains', one)}{where}") for one in self.domains])

    def _let_go(self, domain: str) -> None:
        self._set(tuple(one for one in self.domains if one != domain))

    def _set(self, domains: tuple[str, ...]) -> None:
        self._before = self.domains
        self.restore(domains)
        self.changed.emit()
