"""The register of steunaanvragen as it is kept: every line in order of time, on paper and as a CSV for the OCMW only.

The order is that in which each device counted; of two devices the earlier moment goes first. A clock that was set back turns
nothing round. What is missing in this house is said: a gap is never hidden.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.db.support import SupportRequest
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.support import numbers, requests
from sociaalhuis.desk.support.requests import ASKED, CORRECTED, STATES, Request
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import House
from sociaalhuis.printing import support_register
from sociaalhuis.printing.support_register import Row
from sociaalhuis.texts import Texts

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

_HEADS = (
    "nummer", "ingeschreven", "soort", "eerste_dag", "eerst_ontvangen_door", "balie", "code", "naam", "toestand",
    "doorgezonden_naar", "verbetert", "uitleg",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register, with the application as it stands; None when that is not there for who acts."""

    number: str
    kind: str
    at: datetime
    received: date
    received_by: str
    desk: str
    words: str
    corrects: str
    request: Request | None


@dataclass(frozen=True, slots=True)
class Register:
    """All lines, the oldest first, and the counts that are not in this house (“0042-K7Q4M2”)."""

    entries: tuple[Entry, ...]
    missing: tuple[str, ...]


def read(house: House) -> Register:
    """The register. Raises Refusal for a role that may not see it."""
    if not allows("support.register", house.actor.role):
        raise Refusal("Je rol laat dit niet toe: het register van steunaanvragen.", "Vraag het aan een maatschappelijk werker.")
    with house.store.read() as session:
        rows = _in_order(session.scalars(select(SupportRequest)).all())
        return Register(tuple(_entries(house, session, rows)), tuple(_missing(rows)))


def _in_order(rows: Sequence[SupportRequest]) -> Sequence[SupportRequest]:
    placed, latest = [], dict[UUID, datetime]()
    for row in sorted(rows, key=lambda one: (one.device_id, one.sequence)):
        latest[row.device_id] = max(row.at, latest.get(row.device_id, row.at))
        placed.append((latest[row.device_id], row.device_id, row.sequence, row))
    return [row for *_order, row in sorted(placed, key=lambda one: one[:3])]


def _missing(rows: Sequence[SupportRequest]) -> Iterator[str]:
    counted = defaultdict[UUID, list[int]](list)
    for row in rows:
        counted[row.device_id].append(row.sequence)
    for device, sequences in counted.items():
        yield from (f"{one:04d}-{numbers.mark(device)}" for one in numbers.gaps(sequences))


def _entries(house: House, session: Session, rows: Sequence[SupportRequest]) -> Iterator[Entry]:
    there = {one.id: one for one in requests.everything(house, session)}
    named = {row.id: row.number for row in rows}
    for row in rows:
        request = there.get(row.parent_id or row.id)
        yield Entry(
            row.number,
            row.kind,
            local(row.at),
            row.received,
            row.received_by or "",
            row.desk,
            (row.words or "") if request else "",
            named.get(row.parent_id, "") if row.parent_id else "",
            request,
        )


def printed(house: House, today: date) -> "Paper":
    """The register on paper, journalled as an export. Raises Refusal for a role that may not, or when it is empty."""
    found = _exported(house)
    days = [entry.at.date() for entry in found.entries]
    rows = tuple(
        Row(entry.number, f"{entry.at:%d/%m/%Y %H.%M} uur", entry.received, _name(entry), said(entry))
        for entry in found.entries
    )
    made = support_register.Register(slips.letterhead(house).name, today, min(days), max(days), rows, found.missing)
    return support_register.render(made)


def as_csv(house: House) -> str:
    """The register as CSV with semicolons, as Excel here reads it; journalled. Raises Refusal as ``printed``."""
    found, out = _exported(house), io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS)
    for one in found.entries:
        request = one.request
        sent = next((step.recipient for step in reversed(request.steps) if step.recipient), "") if request else ""
        writer.writerow([
            _cell(value) for value in (
                one.number, f"{one.at:%Y-%m-%d %H:%M}", one.kind, one.received.isoformat(), one.received_by, one.desk,
                request.reference if request else "", _name(one), STATES[request.state] if request else "",
                sent, one.corrects, one.words,
            )
        ])  # fmt: skip
    return out.getvalue()


def save_csv(house: House, file: Path) -> None:
    """Write the CSV where somebody wants it. Raises Trouble when that cannot be."""
    content = as_csv(house)
    try:
        file.write_text(content, "utf-8-sig", newline="")
    except OSError as error:
        raise Trouble("Op deze plaats kan het programma niet schrijven.", "Kies een andere map.") from error


def hidden() -> str:
    """What stands instead of a name that is not for who acts."""
    return Texts().say("support.register_protected")


def _exported(house: House) -> Register:
    found = read(house)
    if not found.entries:
        raise Refusal("Het register is nog leeg.", "Schrijf een steunaanvraag in bij een nieuwe vraag.")
    with house.store.write(house.actor, "support.register") as session:
        house.store.note(session, "house", house.id)
    return found


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _name(one: Entry) -> str:
    if one.request is None:
        return hidden()
    return one.request.name or "op papier geschreven"


def said(one: Entry) -> str:
    """How a line stands, in words."""
    if one.kind != ASKED:
        what = "Verbetert" if one.kind == CORRECTED else "Haalt door"
        return f"{what} {one.corrects}: {one.words}"
    if one.request is None:
        return ""
    last = one.request.steps[-1] if one.request.steps else None
    if last is None or one.request.state == "doorgehaald":
        return STATES[one.request.state].capitalize()
    to = f": {last.recipient}" if last.recipient else ""
    return f"{vocab.label('support_steps', last.step).capitalize()}{to} ({last.on.day}/{last.on.month}/{last.on.year})"
