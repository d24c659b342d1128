"""Chips that the worker judges: what was read from the client's words, confirmed or taken away, brought back with Ctrl+Z."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from sociaalhuis.ui.parts.chiprow import ChipRow


class JudgedChips(ChipRow):
    """``judged_anew`` after every verdict. ``verdicts``: the key of a chip → True (it is so) or False (it is not)."""

    judged_anew = Signal()

    def __init__(self, title: str, one: str, least: int) -> None:
        super().__init__(title, one, least)
        self.verdicts: dict[str, bool] = {}
        self._dropped: list[str] = []
        self.confirmed.connect(self._confirm)
        self.dropped.connect(self._drop_it)
        self.take_back.connect(self._bring_back)

    def restore(self, verdicts: Mapping[str, bool]) -> None:
        """What was judged when the question was put away, without telling."""
        self.verdicts = dict(verdicts)
        self._dropped = [key for key, right in verdicts.items() if not right]
        self._forget()
        self._show()

    def _forget(self) -> None:
        """Nothing was read yet."""

    def _show(self) -> None:
        """Show the chips of what was read, as far as nobody took them away."""

    def _confirm(self, key: str) -> None:
        self.verdicts[key] = True
        self._tell()

    def _drop_it(self, key: str) -> None:
        self.verdicts[key] = False
        self._dropped.append(key)
        self._tell()

    def _bring_back(self) -> None:
        if self._dropped:
            self.verdicts.pop(self._dropped.pop(), None)
            self._tell()

    def _tell(self) -> None:
        self._show()
        self.judged_anew.emit()
