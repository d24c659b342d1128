"""Which service somebody looks at, whatever screen it is on: for “klopt niet”, which works from anywhere."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget


@runtime_checkable
class ShowsService(Protocol):
    """A part or a screen that shows services."""

    def shown_service(self) -> str | None:
        """The slug of the one that is current, None when there is none."""


def service_in(screen: QWidget) -> str | None:
    """The service that has the focus, else one that the screen shows; None when it shows none."""
    return next((slug for widget in _around(screen) if (slug := widget.shown_service())), None)


def _around(screen: QWidget) -> Iterator[ShowsService]:
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, ShowsService):
            yield widget
        widget = widget.parentWidget()
    if isinstance(screen, ShowsService):
        yield screen
    yield from (one for one in screen.findChildren(QWidget) if isinstance(one, ShowsService) and one.isVisible())
