"""The way back: the screens that one came through, what had the focus there, and what changed in the house since."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

MOST = 8  # screens to go back through


@dataclass(slots=True)
class Left:
    """A screen that was left, by its name."""

    name: str
    focus: QWidget | None
    missed: list[Any] = field(default_factory=list)


class Trail:
    """Screens in the order in which they were left; the oldest are forgotten."""

    def __init__(self) -> None:
        self._left: deque[Left] = deque(maxlen=MOST)

    def leave(self, name: str, screen: QWidget) -> None:
        """One more that was left, with what had the focus in it."""
        focus: QWidget | None = screen.window().focusWidget()
        self._left.append(Left(name, focus if focus is not None and screen.isAncestorOf(focus) else None))

    def missed(self, changed: Any) -> None:
        """Something changed that none of them saw."""
        for one in self._left:
            one.missed.append(changed)

    def back(self) -> Left | None:
        """The one to go back to, off the trail; None when there is none."""
        return self._left.pop() if self._left else None
