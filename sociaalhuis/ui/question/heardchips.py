"""Where the client lives, which language is spoken and what the last day is, as the words tell it: chips that the worker
confirms or takes away.

A confirmed place fills the postal code, a confirmed day the field of the last day. A language weighs in the suggestions as
long as nobody says that it is wrong.
"""

from datetime import date

from PySide6.QtCore import Signal

from sociaalhuis import vocab
from sociaalhuis.catalogue.heard import Heard, Told
from sociaalhuis.catalogue.places import Place
from sociaalhuis.texts import short_day
from sociaalhuis.ui.parts.chiprow import Chip
from sociaalhuis.ui.question.judgedchips import JudgedChips

_LIVES, _SPEAKS = "Woonplaats: de cliënt zegt “{quote}”", "Taal: de cliënt zegt “{quote}”"
_UNTIL = "Uiterste datum: de cliënt zegt “{quote}”"


class HeardChips(JudgedChips):
    """``lives`` with the possible places of a confirmed municipality, ``until`` with a confirmed last day."""

    lives = Signal(object)
    until = Signal(object)

    def __init__(self, least: int) -> None:
        super().__init__("Ge&hoord", "Gehoord", least)
        self._where: frozenset[str] = frozenset()
        self._dated = False
        self._told = Heard({})
        self._last_day: Told[date] | None = None

    @property
    def language(self) -> str | None:
        """The language in the words (a slug), None when nobody told or the worker said that it is wrong."""
        told = self._told.language
        return None if told is None or not self.verdicts.get(_language(told.value), True) else told.value

    def show_told(self, told: Heard, last_day: Told[date] | None) -> None:
        """What the words tell now."""
        self._told, self._last_day = told, last_day
        self._show()

    def keep_to(self, where: tuple[Place, ...]) -> None:
        """The municipalities of the postal code: what is filled in needs no chip."""
        self._where = frozenset(one.nis for one in where)
        self._show()

    def keep_day(self, day: date | None) -> None:
        """The day that was filled in; with one there is nothing left to ask."""
        if (day is not None) is not self._dated:
            self._dated = day is not None
            self._show()

    def _forget(self) -> None:
        self._told, self._last_day = Heard({}), None

    def _show(self) -> None:
        chips = []
        if (home := self._told.home) and home.value[0].nis not in self._where:
            chips.append(Chip(_home(home.value), home.value[0].municipality, _LIVES.format(quote=home.quote), False))
        if language := self._told.language:
            key = _language(language.value)
            label = vocab.label("languages", language.value)
            chips.append(Chip(key, label, _SPEAKS.format(quote=language.quote), self.verdicts.get(key, False)))
        if (until := self._last_day) and not self._dated:
            words = f"uiterlijk {short_day(until.value)}"
            chips.append(Chip(_until(until.value), words, _UNTIL.format(quote=until.quote), False))
        self.show_chips([chip for chip in chips if self.verdicts.get(chip.key, True)])

    def _confirm(self, key: str) -> None:
        if self._told.home and key == _home(self._told.home.value):
            self.lives.emit(self._told.home.value)
        if self._last_day and key == _until(self._last_day.value):
            self.until.emit(self._last_day.value)
        super()._confirm(key)


def _language(slug: str) -> str:
    return f"language:{slug}"


def _home(places: tuple[Place, ...]) -> str:
    return f"home:{places[0].nis}"


def _until(day: date) -> str:
    return f"until:{day.isoformat()}"
