"""Taking back the last act, from the journal: what was added goes, what was changed or removed is as before.

A row that never changes stays; it gets a row that says that it counts no more. What was added and goes leaves no words in the
journal either: only that there was something, and that it was taken back. Nothing needs them, for an undoing is not undone.
"""

from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import func, or_, select
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Session

from sociaalhuis.actions import ACTIONS, Actor
from sociaalhuis.db import journal
from sociaalhuis.db.base import Record
from sociaalhuis.db.engine import unlocked
from sociaalhuis.db.journal import Entry
from sociaalhuis.errors import Refusal

UNDO = "act.undo"
HANDED_OVER = "outing.close"  # what was done before may be at home already: it does not go back


def undo_last(session: Session, actor: Actor, device: UUID, now: datetime) -> str | None:
    """Inside a writing session of the action ``act.undo``: see Store.undo."""
    act = _last(session, actor, device)
    if act is None:
        return None
    rows = session.scalars(select(Entry).where(Entry.device == device.hex, Entry.act == act).order_by(Entry.seq.desc())).all()
    for entry in rows:
        _refuse_if_touched(session, entry)
    for entry in rows:
        _take_back(session, entry, actor, now)
        session.flush()
        if entry.operation == "insert" and not _models()[entry.table].public:
            _forget_gone(session, entry)
    return ACTIONS[rows[0].action].label


def _undoable() -> list[str]:
    return [key for key, action in ACTIONS.items() if action.undoable]


def _last(session: Session, actor: Actor, device: UUID) -> int | None:
    """The last act of this actor that was not taken back: each undoing cancels the act before it, like brackets.

    Raises Refusal when that act cannot be taken back: an older one never goes in its place.
    """
    mine = Entry.device == device.hex, Entry.actor == (actor.id.hex if actor.id else None)
    handed = select(func.max(Entry.act)).where(Entry.device == device.hex, Entry.action == HANDED_OVER)
    since = session.scalar(handed) or 0
    query = (
        select(Entry.act, func.min(Entry.action))
        .where(*mine, Entry.act > since, Entry.operation != "look")
        .group_by(Entry.act)
        .order_by(Entry.act.desc())
        .limit(200)
    )
    taken_back = 0
    for act, action in session.execute(query):
        if action == UNDO:
            taken_back += 1
        elif not ACTIONS[action].undoable:
            _refuse_unless(taken_back, ACTIONS[action].label)
        elif taken_back:
            taken_back -= 1
        else:
            return int(act)
    return None


def _refuse_unless(taken_back: int, label: str) -> None:
    """An act that stays stands in the way of the older ones, unless these were taken back since."""
    if not taken_back:
        raise Refusal(
            f"Je laatste handeling kan niet ongedaan gemaakt worden: {label}.",
            "Wat je daarvoor deed, blijft staan. Pas het met de hand aan.",
        )


def _refuse_if_touched(session: Session, entry: Entry) -> None:
    """My own later acts were taken back before this one; what somebody else did, or what never goes back, stands in the way.

    So does what was erased from the journal.
    """
    later = Entry.row == entry.row, Entry.act != entry.act, Entry.clock > entry.clock, Entry.operation != "look"
    foreign = or_(Entry.actor != entry.actor, Entry.action.not_in([*_undoable(), UNDO]))
    if entry.payload is None or session.scalar(select(Entry.seq).where(*later, foreign).limit(1)) is not None:
        raise Refusal("Dit kan niet meer ongedaan gemaakt worden.", "Er gebeurde daarna nog iets mee. Pas het met de hand aan.")


def _forget_gone(session: Session, entry: Entry) -> None:
    """Nothing of a row that is there no more stays in the journal."""
    row = UUID(entry.row)
    if session.get(_models()[entry.table], row) is None:
        connection = session.connection()
        with unlocked(connection):
            journal.forget(connection, journal.of_rows(entry.table, [row]))


def _take_back(session: Session, entry: Entry, actor: Actor, now: datetime) -> None:
    model = _models()[entry.table]
    if entry.operation == "insert":
        found = session.get(model, UUID(entry.row))
        if found is not None and model.append_only and actor.id is not None:
            answer = found.taken_back(now, actor.id)
            session.add_all([] if answer is None else [answer])
        elif found is not None and not model.stays:
            session.delete(found)
        return
    if entry.operation == "delete":
        values = {column: typed(model, column, value) for column, value in orjson.loads(entry.payload or "{}").items()}
        session.add(model(id=UUID(entry.row), **values))
        return
    row = session.get_one(model, UUID(entry.row))
    for column, (before, _after) in orjson.loads(entry.payload or "{}").items():
        setattr(row, column, typed(model, column, before))


def _models() -> dict[str, type[Record]]:
    return {
        mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers if issubclass(mapper.class_, Record)
    }


def typed(model: type[Record], column: str, value: object) -> object:
    """A journalled value as the column wants it."""
    wanted = sa_inspect(model).columns[column].type.python_type if isinstance(value, str) else None
    if not isinstance(value, str) or wanted is None:
        return value
    if wanted is UUID:
        return UUID(value)
    if wanted is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if wanted is date else value
