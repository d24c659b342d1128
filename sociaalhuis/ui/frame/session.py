"""The session of Windows: when the person locks the PC, leaves it or lets it sleep, the program locks too. Only there."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

# winuser.h and wtsapi32.h
WM_WTSSESSION_CHANGE, WM_POWERBROADCAST = 0x02B1, 0x0218
_LEAVING = frozenset(
    {
        (WM_WTSSESSION_CHANGE, 0x2),  # another person came to the console
        (WM_WTSSESSION_CHANGE, 0x4),  # the remote connection went
        (WM_WTSSESSION_CHANGE, 0x6),  # signing out
        (WM_WTSSESSION_CHANGE, 0x7),  # locked
        (WM_POWERBROADCAST, 0x4),  # going to sleep
    }
)


def is_leaving(message: int, what: int) -> bool:
    """Whether a message of Windows with this first parameter says that nobody sits at the PC any more."""
    return (message, what) in _LEAVING


def watch(window: QWidget, lock: Callable[[], None]) -> Callable[[], None]:
    """Call ``lock`` when the session is left; gives what ends the watching. Does nothing on another system."""
    if sys.platform == "win32":
        return _registered(window, lock)
    return _nothing


if sys.platform == "win32":
    import ctypes
    import ctypes.wintypes

    def _registered(window: QWidget, lock: Callable[[], None]) -> Callable[[], None]:
        handle, listener, application = int(window.winId()), _Listener(lock), QCoreApplication.instance()
        if application is None or not ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, 0):
            return _nothing
        application.installNativeEventFilter(listener)

        def stop() -> None:
            application.removeNativeEventFilter(listener)
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(handle)

        return stop

    class _Listener(QAbstractNativeEventFilter):
        def __init__(self, lock: Callable[[], None]) -> None:
            super().__init__()
            self._lock = lock

        def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
            if bytes(kind) == b"windows_generic_MSG":
                told = ctypes.wintypes.MSG.from_address(int(message))
                if is_leaving(told.message, told.wParam):
                    self._lock()
            return False


def _nothing() -> None:
    """There is no session to watch."""
