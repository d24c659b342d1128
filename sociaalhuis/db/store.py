"""The one door for writing. Permission, transaction, journal and change feed are one act here.

``with store.write(actor, action) as session:`` refuses what the role may not do, begins at once, journals every flushed row on
the same connection, commits, and then tells the listeners. ``store.read()`` gives sessions that cannot write. ``store.look``
journals that somebody opened a file. Bulk rows go through :meth:`Store.insert` with their journal rows by executemany.
"""

import functools
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Dialect, Engine, delete, event, select, update
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from sociaalhuis.actions import ACTIONS, Action, Actor
from sociaalhuis.db import journal
from sociaalhuis.db.base import Base, Record, new_id
from sociaalhuis.db.engine import DOOR, told, unlocked
from sociaalhuis.db.journal import Chain, Change, Entry
from sociaalhuis.db.undo import undo_last
from sociaalhuis.errors import Refusal, Trouble

_log = logging.getLogger(__name__)
_AT_ONCE = 500  # rows of one statement that erases


@dataclass(frozen=True, slots=True)
class Changed:
    """What a committed act changed: screens that show these tables reload."""

    action: str
    rows: Mapping[str, tuple[UUID, ...]]


type Listener = Callable[[Changed], None]
type Gate = Callable[[Action], None]
"""Raises Refusal for an action that this house cannot do now, whoever asks: see sociaalhuis.house.Away."""


def utc_now() -> datetime:
    """The clock of the machine, in UTC."""
    return datetime.now(UTC)


class Store:
    """The door of one house on one device. ``clock`` gives the moments; ``gate`` may refuse more than the role does."""

    def __init__(
        self, engine: Engine, device: UUID, clock: Callable[[], datetime] = utc_now, gate: "Gate | None" = None
    ) -> None:
        self._engine = engine
        self._gate = gate
        self._writer = engine.execution_options(**{DOOR: "write"})
        self._device = device
        self._clock = clock
        self._listeners: list[Listener] = []
        self._seen: Mapping[str, int] | None = None
        self._closed = False
        self._one = threading.Lock()  # who writes here waits for who writes here already, however long that takes

    @property
    def engine(self) -> Engine:
        """The engine, for reading and for backup. Raises Trouble once the house is closed: nothing comes in behind the lock."""
        if self._closed:
            raise Trouble("Het huis is gesloten.", "Meld je opnieuw aan.")
        return self._engine

    @property
    def device(self) -> UUID:
        """The PC that writes here: a restored house goes on as another one."""
        return self._device

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every committed act; gives what ends the listening."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Let go of the file for good; the key goes with the engine."""
        self._closed = True
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that cannot write: the database itself refuses."""
        with told(), Session(self.engine, expire_on_commit=False) as session:
            event.listen(session, "do_orm_execute", _no_bulk)
            yield session

    @contextmanager
    def write(self, actor: Actor, action: str) -> Iterator[Session]:
        """The only way to a session that writes. Nothing is kept unless the block ends well.

        Raises Refusal when the role may not do this, Trouble when disk or file stand in the way.
        """
        allowed = self._permitted(actor, action)
        with self._one, told(), Session(self._writer, expire_on_commit=False, autoflush=True) as session:
            act = _Act(self, actor, allowed, session)
            yield session
            session.commit()
        self._tell(act.changed())

    def insert(self, session: Session, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Bulk rows of one table with their journal rows, in the transaction of a writing session; makes absent ids."""
        _Act.of(session).insert(model, rows)

    def erase(self, session: Session, model: type[Base], ids: Sequence[UUID], left: Mapping[str, Any] | None = None) -> None:
        """Erase for good, also from the journal: whole rows, or the columns of ``left``, which get its values.

        The journal still tells that there was a row, who wrote it and who erased it; nothing brings back what stood in it.
        Rows that were removed before may be among them.
        """
        _Act.of(session).erase(model, ids, left)

    def forget(self, session: Session, *these: ColumnElement[bool]) -> None:
        """Erase, in a writing session, what the journal keeps in the entries of this clause; the rows that it is about stay."""
        connection = session.connection()
        with unlocked(connection):
            journal.forget(connection, *these)

    def note(self, session: Session, table: str, row: UUID) -> None:
        """Journal, in the transaction of a writing session, an act about this row that changes no row, as on a key."""
        _Act.of(session).journal([Change("note", table, row, {})])

    def looked(self, session: Session, table: str, row: UUID, reason: str) -> None:
        """Journal, in the transaction of a writing session, that its act showed what is in this row, and why."""
        _Act.of(session).journal([Change("look", table, row, {"reason": reason})])

    def look(self, actor: Actor, action: str, table: str, row: UUID, reason: str) -> None:
        """Journal that somebody opened a file, and why. Raises Refusal when the role may not."""
        allowed = self._permitted(actor, action)
        with self._one, told(), Session(self._writer) as session:
            _Act(self, actor, allowed, session).journal([Change("look", table, row, {"reason": reason})])
            session.commit()

    def undo(self, actor: Actor, then: Callable[[Session], None] = lambda _session: None) -> str | None:
        """Take back the actor's last undoable act; gives the label of that act, None when there is nothing to take back.

        The journal keeps the act and its undoing. ``then`` is done in the same transaction. Raises Refusal when something that
        came later stands in the way.
        """
        try:
            with self.write(actor, "act.undo") as session:
                label = undo_last(session, actor, self._device, self._clock())
                then(session)
                return label
        except IntegrityError as error:
            raise Refusal(
                "Dit kan niet meer ongedaan gemaakt worden.", "Er hangt al iets aan vast. Pas het met de hand aan."
            ) from error

    def adopt(
        self, session: Session, rows: Mapping[type[Record], Sequence[Mapping[str, Any]]], entries: Sequence[Mapping[str, Any]]
    ) -> None:
        """Rows of another device as they are, parents first, with the journal rows that tell of them: nothing is told twice."""
        _Act.of(session).adopt(rows, entries)

    def _permitted(self, actor: Actor, action: str) -> Action:
        allowed, _open = _permitted(actor, action), self.engine
        if self._gate is not None:
            self._gate(allowed)
        return allowed

    def chain(self, session: Session) -> Chain:
        """The end of this device's journal inside the session's transaction."""
        return Chain(session.connection(), self._device, self._clock)

    def catch_up(self) -> None:
        """Tell the listeners what other desks did in a shared house since this was last asked; the first time nothing."""
        with told(), self.engine.connect() as connection:
            ends = journal.ends(connection)
            seen, self._seen = self._seen, ends
            found = (
                []
                if seen is None
                else [
                    one
                    for device, end in ends.items()
                    if device != self._device.hex
                    for one in journal.since(connection, device, seen.get(device, 0), end)
                ]
            )
        for action, rows in found:
            self._tell(Changed(action, rows))

    def _tell(self, changed: Changed) -> None:
        if changed.rows:
            for listener in tuple(self._listeners):  # one may end itself
                try:
                    listener(changed)
                except Exception:  # what is written stays written: whoever wrote it must not hear that it failed
                    _log.exception("a listener failed after %s", changed.action)


def _permitted(actor: Actor, action: str) -> Action:
    allowed = ACTIONS[action]
    if actor.role not in allowed.roles:
        raise Refusal(
            f"Je rol laat dit niet toe: {allowed.label}.", "Vraag het aan een collega met een andere rol of aan de beheerder."
        )
    return allowed


def _no_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise PermissionError("rows are changed as objects inside store.write, not by a bulk statement")


class _Act:
    """One act at the door: follows the flushes of its session and journals them."""

    def __init__(self, store: Store, actor: Actor, action: Action, session: Session) -> None:
        self._actor, self._action, self._session = actor, action, session
        self._chain = store.chain(session)
        self._rows: dict[str, dict[UUID, None]] = {}
        session.info["act"] = self
        event.listen(session, "do_orm_execute", _no_bulk)
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "after_soft_rollback", self._after_rollback)

    @staticmethod
    def of(session: Session) -> "_Act":
        """The act that this session belongs to."""
        act: _Act = session.info["act"]
        return act

    def changed(self) -> Changed:
        """What the act changed, by table."""
        return Changed(self._action.key, {table: tuple(ids) for table, ids in self._rows.items()})

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        session.connection().info[DOOR] = "open"

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        for table in {row.__tablename__ for row in (*session.new, *session.dirty, *session.deleted)}:
            self._check(table)
        self.journal(_changes(session))
        session.connection().info[DOOR] = "shut"

    def _after_rollback(self, session: Session, _previous: object) -> None:
        self._rows.clear()

    def insert(self, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Bulk insert with journal."""
        if not rows:
            return
        whole = [row if "id" in row else {"id": new_id(), **row} for row in rows]
        if any(row.keys() != whole[0].keys() for row in whole):
            raise ValueError("rows of one bulk insert have the same columns")
        table = model.__tablename__
        connection = self._session.connection()
        self._check(table)
        with unlocked(connection):
            _add(connection, model, whole)
        self._rows.setdefault(table, {}).update(dict.fromkeys(row["id"] for row in whole))
        self._keep(Change("insert", table, row["id"], _without_id(row)) for row in whole)

    def erase(self, model: type[Base], ids: Sequence[UUID], left: Mapping[str, Any] | None) -> None:
        """Rows or columns, and their payload in the journal."""
        table, connection = model.metadata.tables[model.__tablename__], self._session.connection()
        self._check(table.name)
        there: set[UUID] = set()
        with unlocked(connection):
            for some in batched(ids, _AT_ONCE):
                these = table.c.id.in_(some)
                there |= set(connection.scalars(select(table.c.id).where(these)))
                connection.execute(delete(table).where(these) if left is None else update(table).where(these).values(left))
                journal.forget(connection, journal.of_rows(table.name, some))
        if issubclass(model, Record):
            operation = "delete" if left is None else "update"
            self._rows.setdefault(table.name, {}).update(dict.fromkeys(ids))
            self._keep(Change(operation if one in there else "note", table.name, one, {}) for one in ids)

    def adopt(self, rows: Mapping[type[Record], Sequence[Mapping[str, Any]]], entries: Sequence[Mapping[str, Any]]) -> None:
        """Rows and journal rows of another device."""
        connection = self._session.connection()
        for model in rows:
            self._check(model.__tablename__)
        with unlocked(connection):
            for model, those in rows.items():
                _add(connection, model, those)
                self._rows.setdefault(model.__tablename__, {}).update(dict.fromkeys(row["id"] for row in those))
            _add(connection, Entry, entries)

    def journal(self, changes: Iterable[Change]) -> None:
        """Write the journal rows of these changes on the act's own connection."""
        seen = list(changes)
        for change in seen:
            if change.operation not in ("look", "note"):
                self._check(change.table)
                self._rows.setdefault(change.table, {})[change.row] = None
        self._keep(seen)

    def _keep(self, changes: Iterable[Change]) -> None:
        connection = self._session.connection()
        made = self._chain.rows(self._actor.id, self._action.key, changes)
        with unlocked(connection):
            _add(connection, Entry, made)

    def _check(self, table: str) -> None:
        if table not in self._action.writes:
            raise PermissionError(f"the action {self._action.key} does not write {table}")


def _add(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        sql, values = _prepared(model, tuple(rows[0]), connection.dialect)
        connection.exec_driver_sql(sql, [values(row) for row in rows])


@functools.lru_cache(maxsize=256)
def _prepared(model: type[Base], given: tuple[str, ...], dialect: Dialect) -> tuple[str, Callable[[Mapping[str, Any]], Any]]:
    """The statement that inserts rows with these columns, and what makes its values of a row.

    Rows go to the driver as tuples, columns that are left out with their default: of a large import SQLAlchemy's own way,
    which looks every row over by itself, was a third.
    """
    columns: Mapping[str, Column[Any]] = {one.key: one for one in model.metadata.tables[model.__tablename__].columns}
    absent = {one.key: _default(one) for one in columns.values() if one.default is not None and one.key not in given}
    names = (*given, *absent)
    made = [(name, columns[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]
    quote = dialect.identifier_preparer.quote
    listed = ", ".join(quote(columns[name].name) for name in names)
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    sql = f"INSERT INTO {quote(model.__tablename__)} ({listed}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608  # own names

    if not absent and not any(make for _, make in made):
        return sql, itemgetter(*names)

    def values(row: Mapping[str, Any]) -> tuple[Any, ...]:
        whole = row if not absent else {**row, **{name: default() for name, default in absent.items()}}
        return tuple([whole[name] if make is None else make(whole[name]) for name, make in made])

    return sql, values


def _default(column: Column[Any]) -> Callable[[], Any]:
    """What gives the default of a column: its value, or what SQLAlchemy wrapped to take a context."""
    default = column.default
    arg = getattr(default, "arg", None)
    return (lambda: arg(None)) if callable(arg) else (lambda: arg)


def _without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(row)
    del found["id"]
    return found


def _changes(session: Session) -> Iterator[Change]:
    """The rows of this flush, as the journal wants them: new, changed (only what really differs), removed; no scratch."""
    for found in _journalled(session.new):
        yield Change("insert", found.__tablename__, found.id, _values(found))
    for found in _journalled(session.dirty):
        differences = _differences(found)
        if differences:
            if found.append_only:
                raise PermissionError(f"a row of {found.__tablename__} never changes")
            yield Change("update", found.__tablename__, found.id, differences)
    for found in _journalled(session.deleted):
        if found.append_only:
            raise PermissionError(f"a row of {found.__tablename__} is never removed")
        yield Change("delete", found.__tablename__, found.id, _values(found))


def _journalled(rows: Iterable[object]) -> Iterator[Record]:
    return (row for row in rows if isinstance(row, Record))


def _values(found: Record) -> dict[str, Any]:
    return {c.key: getattr(found, c.key) for c in sa_inspect(type(found)).column_attrs if c.key != "id"}


def _differences(found: Record) -> dict[str, Any]:
    state = sa_inspect(found)
    changed: dict[str, Any] = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            changed[column.key] = [history.deleted[0] if history.deleted else None, getattr(found, column.key)]
    return changed
