"""Where the client lives and which language is spoken, as the words tell it: chips that the worker confirms or takes away.

A confirmed place fills the postal code. A language weighs in the suggestions as long as nobody says that it is wrong.
"""

from PySide6.QtCore import Signal

from sociaalhuis import vocab
from sociaalhuis.catalogue.heard import Heard
from sociaalhuis.catalogue.places import Place
from sociaalhuis.ui.parts.chiprow import Chip
from sociaalhuis.ui.question.judgedchips import JudgedChips

_LIVES, _SPEAKS = "Woonplaats: de cliënt zegt “{quote}”", "Taal: de cliënt zegt “{quote}”"


class HeardChips(JudgedChips):
    """``lives`` with the possible places of a confirmed municipality."""

    lives = Signal(object)

    def __init__(self, least: int) -> None:
        super().__init__("Ge&hoord", "Gehoord", least)
        self._told = Heard({})
        self._where: frozenset[str] = frozenset()

    @property
    def language(self) -> str | None:
        """The language in the words (a slug), None when nobody told or the worker said that it is wrong."""
        told = self._told.language
        return None if told is None or not self.verdicts.get(_language(told.value), True) else told.value

    def show_told(self, told: Heard) -> None:
        """What the words tell now."""
        self._told = told
        self._show()

    def keep_to(self, where: tuple[Place, ...]) -> None:
        """The municipalities of the postal code: what is filled in needs no chip."""
        self._where = frozenset(one.nis for one in where)
        self._show()

    def _forget(self) -> None:
        self._told = Heard({})

    def _show(self) -> None:
        chips = []
        if (home := self._told.home) and home.value[0].nis not in self._where:
            chips.append(Chip(_home(home.value), home.value[0].municipality, _LIVES.format(quote=home.quote), False))
        if language := self._told.language:
            key = _language(language.value)
            label = vocab.label("languages", language.value)
            chips.append(Chip(key, label, _SPEAKS.format(quote=language.quote), self.verdicts.get(key, False)))
        self.show_chips([chip for chip in chips if self.verdicts.get(chip.key, True)])

    def _confirm(self, key: str) -> None:
        if self._told.home and key == _home(self._told.home.value):
            self.lives.emit(self._told.home.value)
        super()._confirm(key)


def _language(slug: str) -> str:
    return f"language:{slug}"


def _home(places: tuple[Place, ...]) -> str:
    return f"home:{places[0].nis}"
