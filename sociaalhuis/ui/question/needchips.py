"""The needs that were read from the client's words, as chips: the worker confirms them or says that they are not there.

What was dropped does not come back for this question, also when the same words are typed again; Ctrl+Z on a chip takes it back.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from sociaalhuis.catalogue import needs
from sociaalhuis.catalogue.needs import FoundNeed
from sociaalhuis.catalogue.suggest import SHOWN
from sociaalhuis.ui.parts.chiprow import Chip, ChipRow

MOST = 3


class NeedChips(ChipRow):
    """``judged_anew`` after every verdict. ``verdicts``: need → True (it is there) or False (it is not)."""

    judged_anew = Signal()

    def __init__(self, least: int) -> None:
        super().__init__("&Noden", "Nood", least)
        self.verdicts: dict[str, bool] = {}
        self._dropped: list[str] = []
        self._read: Sequence[FoundNeed] = ()
        self.confirmed.connect(self._confirm)
        self.dropped.connect(self._drop_need)
        self.take_back.connect(self._bring_back)

    def show_needs(self, read: Sequence[FoundNeed]) -> None:
        """The needs in the words, strongest first."""
        self._read = read
        self._show()

    def restore(self, verdicts: Mapping[str, bool]) -> None:
        """What was judged when the question was put away, without telling."""
        self.verdicts = dict(verdicts)
        self._dropped = [need for need, there in verdicts.items() if not there]
        self._read = ()
        self._show()

    def _show(self) -> None:
        known = needs.vocabulary()
        there = [one for one in self._read if one.strength >= SHOWN and self.verdicts.get(one.need, True) and one.need in known]
        self.show_chips(
            [
                Chip(one.need, known[one.need].label, f"De cliënt zegt “{one.phrases[0]}”", self.verdicts.get(one.need, False))
                for one in there[:MOST]
            ]
        )

    def _confirm(self, need: str) -> None:
        self.verdicts[need] = True
        self._tell()

    def _drop_need(self, need: str) -> None:
        self.verdicts[need] = False
        self._dropped.append(need)
        self._tell()

    def _bring_back(self) -> None:
        if self._dropped:
            self.verdicts.pop(self._dropped.pop(), None)
            self._tell()

    def _tell(self) -> None:
        self._show()
        self.judged_anew.emit()
