"""A mail that somebody still sends: made as a draft (RFC 5322), written once and only where that person wants it.

The program sends nothing by itself and keeps no copy. A mail lies on the disk as plain text: no temporary file is made, what
could not be written whole is removed, and ``remove`` takes it away again when it was sent.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from sociaalhuis.errors import Trouble

KIND = "Mailbericht (*.eml)"


@dataclass(frozen=True, slots=True)
class Attached:
    """A PDF that goes along: its name and its bytes."""

    name: str
    pdf: bytes


def draft(to: str, subject: str, body: str, attached: Sequence[Attached] = ()) -> bytes:
    """The mail as bytes. ``X-Unsent`` makes a mail program open it as a draft; sender and date are for that program."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = _one_line(to)
    message["Subject"] = _one_line(subject)
    message.set_content(body)
    for one in attached:
        message.add_attachment(one.pdf, maintype="application", subtype="pdf", filename=_one_line(one.name))
    return message.as_bytes()


def _one_line(text: str) -> str:
    """No header has two lines."""
    return " ".join(text.split())


def write(file: Path, mail: bytes) -> None:
    """Write the mail, for this account only where the system knows that. Raises Trouble; then nothing is left of it."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise Trouble("Op deze plaats kan het programma niet schrijven.", "Kies een andere map.") from error
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(mail)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise Trouble("De mail is niet geschreven.", "Kijk of de schijf vol is, of kies een andere map.") from error


def remove(file: Path) -> None:
    """Take the mail off the disk again. Raises Trouble when another program holds it."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("Deze mail is nog open in een ander programma.", "Sluit ze daar en probeer opnieuw.") from error
