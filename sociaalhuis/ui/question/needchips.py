"""The needs that were read from the client's words, as chips: the worker confirms them or says that they are not there.

What was dropped does not come back for this question, also when the same words are typed again; Ctrl+Z on a chip takes it back.
"""

from collections.abc import Sequence

from sociaalhuis.catalogue import needs
from sociaalhuis.catalogue.needs import FoundNeed
from sociaalhuis.catalogue.suggest import SHOWN
from sociaalhuis.ui.parts.chiprow import Chip
from sociaalhuis.ui.question.judgedchips import JudgedChips

MOST = 3


class NeedChips(JudgedChips):
    """The verdicts are about needs: True (it is there) or False (it is not)."""

    def __init__(self, least: int) -> None:
        super().__init__("&Noden", "Nood", least)
        self._read: Sequence[FoundNeed] = ()

    def show_needs(self, read: Sequence[FoundNeed]) -> None:
        """The needs in the words, strongest first."""
        self._read = read
        self._show()

    def _forget(self) -> None:
        self._read = ()

    def there(self) -> Sequence[FoundNeed]:
        """The needs that are shown, strongest first."""
        known = needs.vocabulary()
        shown = (one for one in self._read if one.strength >= SHOWN and self.verdicts.get(one.need, True) and one.need in known)
        return tuple(shown)[:MOST]

    def _show(self) -> None:
        known = needs.vocabulary()
        self.show_chips(
            [
                Chip(one.need, known[one.need].label, f"De cliënt zegt “{one.phrases[0]}”", self.verdicts.get(one.need, False))
                for one in self.there()
            ]
        )
