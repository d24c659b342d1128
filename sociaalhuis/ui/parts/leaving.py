"""Paper that leaves the program, to the usual printer or into a file, and what is said when it does not."""

from typing import ClassVar

from PySide6.QtCore import SignalInstance

from sociaalhuis.errors import Told, told
from sociaalhuis.ui.parts.printers import Press


class Leaving:
    """For a QObject with a signal ``refused``. ``NEXT`` is what to do when a printer fails; a test sets ``press``."""

    NEXT: ClassVar[str]
    refused: SignalInstance
    press = Press()
    _busy = False

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.refused.emit(told(error))

    def _not_out(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Told):
            raise error
        self.refused.emit(f"{error.what} {self.NEXT}")
