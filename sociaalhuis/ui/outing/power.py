"""How full the battery of this laptop is, as far as the system tells. A laptop that keeps silent is no fault."""

import sys
from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")
_UNKNOWN = 255  # winbase.h, SYSTEM_POWER_STATUS


def battery() -> int | None:
    """Per cent that is left; None without a battery, or when nobody knows."""
    if sys.platform == "win32":
        return _windows()
    for one in sorted(_SUPPLIES.glob("BAT*/capacity")):
        try:
            return int(one.read_text("ascii"))
        except (OSError, ValueError):
            continue
    return None


if sys.platform == "win32":
    import ctypes
    import ctypes.wintypes

    class _Status(ctypes.Structure):
        _fields_ = (
            ("line", ctypes.wintypes.BYTE),
            ("flag", ctypes.wintypes.BYTE),
            ("left", ctypes.c_ubyte),
            ("saver", ctypes.wintypes.BYTE),
            ("life", ctypes.wintypes.DWORD),
            ("full", ctypes.wintypes.DWORD),
        )

    def _windows() -> int | None:
        status = _Status()
        told = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))
        return int(status.left) if told and status.left != _UNKNOWN else None
