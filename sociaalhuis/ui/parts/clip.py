"""A summary for another system on the clipboard, and off it again after a minute when it is still ours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QApplication

from sociaalhuis import vocab
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk import asking
from sociaalhuis.facts import Facts, Standing
from sociaalhuis.texts import day, hour

CLEARED_AFTER = 60_000  # milliseconds
_KEPT_NOWHERE = (  # what tells Windows to leave it out of its history and its cloud
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)


def summary(content: Mapping[str, Any], facts: Facts, services: Sequence[Service], moment: datetime) -> str:
    """A question as plain text without a name: when, about what, the words, what was confirmed, and the chosen services."""
    return "\n".join(_lines(content, facts, services, moment))


def _lines(content: Mapping[str, Any], facts: Facts, services: Sequence[Service], moment: datetime) -> Iterator[str]:
    channel = vocab.label("channels", content["channel"])
    yield f"Vraag van {day(moment.date())}, {hour(moment)} ({channel.lower()})"
    if content["domains"]:
        yield "Domein: " + ", ".join(vocab.label("life_domains", slug) for slug in content["domains"])
    yield f"Dringend: {vocab.label('urgency', content['urgency']).lower()}"
    if content.get("deadline", "").strip():
        yield f"Uiterste datum: {content['deadline'].strip()}"
    if content["postal_code"]:
        yield f"Postcode: {content['postal_code']}"
    if content["words"].strip():
        yield f"Woorden van de cliënt: {content['words'].strip()}"
    if content["goal"].strip():
        yield f"De cliënt wil: {content['goal'].strip()}"
    for key, answer in facts.items():
        if answer.standing is Standing.CONFIRMED:
            yield f"{asking.short(key)}: {asking.said(key, answer)}"
    for service in services:
        phones = ", ".join(phone.number for phone in service.phones)
        yield f"Dienst: {service.name}" + (f", {phones}" if phones else "")


class Clip(QObject):
    """Puts text on the clipboard for a minute."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self, singleShot=True, interval=CLEARED_AFTER)
        self._timer.timeout.connect(self._clear)

    def copy(self, text: str) -> None:
        """Put this on the clipboard; the minute starts."""
        self._text = text
        data = QMimeData()
        data.setText(text)
        for name in _KEPT_NOWHERE:
            data.setData(f'application/x-qt-windows-mime;value="{name}"', b"\0\0\0\0")
        QApplication.clipboard().setMimeData(data)
        self._timer.start()

    def _clear(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
