"""Taking a file into the catalogue: what is new, changed, gone or set apart, and then all of it in one act.

The preview and the act walk the same way; the preview only does not write. A record is known by its source and its id there,
so that a second time changes nothing. What was changed or verified here is not overwritten: the file's word becomes a proposal.
What is not in the file stays; what the source archived leaves the search but is kept.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched, chain
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from sociaalhuis.actions import allows
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.imports import ImportRun, ServiceSource
from sociaalhuis.db.joining import ServiceJoin
from sociaalhuis.desk.catalogue import ahead, changing, rows
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import own, reading
from sociaalhuis.exchange.catalogue.model import Fault, Organization, Record, Seen, digests
from sociaalhuis.house import House

MOST_KEPT = 2_000  # rows set apart that the house remembers of one file
NEW, CHANGED, SAME, PROPOSED, STOPPED = "nieuw", "veranderd", "gelijk", "voorstel", "gestopt"
ORGANIZATION = "organisaties gelezen"

type Kept = tuple[str, Record, Seen]
"""Where a record stands in the file, and its digests."""
type Progress = Callable[[int], None]
"""Is told how many rows were gone through: of the preview each once, of the act each twice, read and written.

What it raises ends the work, and then nothing is left of it: see :class:`Stopped`.
"""


class Stopped(Refusal):
    """Somebody stopped it while it ran."""

    def __init__(self) -> None:
        super().__init__("Het inlezen is gestopt. Er is niets veranderd.", "Begin opnieuw als je wil.")


@dataclass(frozen=True, slots=True)
class Line:
    """What happens to one record of the file: a line of the report."""

    row: str
    source_id: str
    name: str
    what: str
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What a file brings. ``gone``: names of records of this source that are not in the file; they stay."""

    source: str
    format: str
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many records of the house are made or touched."""
        return sum(self.counts[what] for what in (NEW, CHANGED, PROPOSED, STOPPED))


def preview(house: House, found: reading.Found, now: datetime, progress: Progress | None = None) -> Outcome:
    """What the file would do; nothing is written. Raises Refusal for a file that cannot be read and a role that may not."""
    if not allows("catalogue.import", house.actor.role):
        raise Refusal("Je rol laat dit niet toe: catalogus inlezen.", "Vraag het aan je coördinator of de beheerder.")
    with ahead.undisturbed(), house.store.read() as session:
        return _Walk(house, session, found, now, writes=False).through(ahead.rows(found, _Steps(progress).counted))


def take(house: House, found: reading.Found, now: datetime, progress: Progress | None = None) -> Outcome:
    """Take the file in, whole or not at all; rows that cannot be are set apart. Raises as :func:`preview` does.

    The reading goes ahead of the writing, which is all that others may have to wait for.
    """
    steps = _Steps(progress)
    with (
        ahead.undisturbed(),
        ahead.opened(found, steps.counted) as read,
        house.store.write(house.actor, "catalogue.import") as session,
    ):
        return _Walk(house, session, found, now, writes=True).through(steps.counted(read))


class _Steps:
    """How many rows were gone through; told after every batch, and at the end."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._number = progress, 0

    def counted[T](self, rows_: Iterable[T]) -> Iterator[T]:
        """The rows."""
        for one in rows_:
            self._number += 1
            if self._number % ahead.BATCH == 0:
                self._tell()
            yield one
        self._tell()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._number)


class _Walk:
    """One way through a file in one session."""

    def __init__(self, house: House, session: Session, found: reading.Found, now: datetime, *, writes: bool) -> None:
        self._house, self._session, self._found, self._now, self._writes = house, session, found, now, writes
        self._out = Outcome(found.source, found.format)
        self._met: dict[tuple[str, str], None] = {}
        self._slugs = set(session.scalars(select(tables.Service.slug)))
        self._who = changing.Organizations(house.store, session)
        self._run: ImportRun | None = None

    def through(self, rows_: Iterable[ahead.Row]) -> Outcome:
        """The whole file."""
        for batch in batched(rows_, ahead.BATCH):
            self._batch(batch)
        if not self._met and not self._out.counts[ORGANIZATION]:
            self._nothing()
        self._gone()
        if self._run is not None:
            self._run.counts = dict(self._out.counts)
            self._run.quarantine = [
                {"row": one.row, "field": one.field, "why": one.why, "now": one.now, "taken": one.taken}
                for one in sorted(self._out.faults, key=lambda one: one.taken)[:MOST_KEPT]
            ]
        return self._out

    def _nothing(self) -> NoReturn:
        """A file without one good row is refused, with what was wrong in the first."""
        first = next(iter(self._out.faults), None)
        what = f"In dit bestand is geen enkele dienst te lezen. {first.row}: {first.why}" if first else "Dit bestand is leeg."
        raise Refusal(what, first.now if first else "Geef een bestand met diensten.")

    def _batch(self, batch: Iterable[ahead.Row]) -> None:
        records: list[Kept] = []
        organizations: list[Organization] = []
        for row, one, seen in batch:
            if isinstance(one, Fault):
                self._fault(one)
            elif isinstance(one, Organization):
                organizations.append(one)
                self._out.counts[ORGANIZATION] += 1
            elif (one.source, one.source_id) in self._met:
                self._fault(Fault(row, "id", f"“{one.name}” staat er twee keer in.", "Kijk welke juist is en haal één weg."))
            else:
                self._met[one.source, one.source_id] = None
                records.append((row, one, seen))
        known = self._known([one for _, one, _ in records])
        new = [kept for kept in records if (kept[1].source, kept[1].source_id) not in known]
        for row, one, seen in records:
            if (one.source, one.source_id) in known:
                self._again(row, one, seen, known[one.source, one.source_id])
        self._insert(list(self._adopted(new)), organizations)

    def _fault(self, fault: Fault) -> None:
        self._out.faults.append(fault)
        self._out.counts["aangevuld" if fault.taken else "apart"] += 1

    def _known(self, records: Sequence[Record]) -> dict[tuple[str, str], ServiceSource]:
        """The links of these records that the house has, by source and id there: a search on both, for that is the index."""
        ids: dict[str, list[str]] = defaultdict(list)
        for one in records:
            ids[one.source].append(one.source_id)
        of = (and_(ServiceSource.source == source, ServiceSource.source_id.in_(those)) for source, those in ids.items())
        found = (self._session.scalars(select(ServiceSource).where(each)) for each in of)
        return {(one.source, one.source_id): one for one in chain.from_iterable(found)}

    def _services(self, slugs: Sequence[str]) -> dict[str, tables.Service]:
        query = (
            select(tables.Service)
            .where(tables.Service.slug.in_(slugs))
            .options(
                joinedload(tables.Service.organization),
                selectinload(tables.Service.phones),
                selectinload(tables.Service.addresses),
            )
        )
        return {one.slug: one for one in self._session.scalars(query)}

    def _adopted(self, new: Sequence[Kept]) -> Iterator[Kept]:
        """What is really new; a record that this house made itself and that comes back from a file is compared instead."""
        slugs = [one.slug for _, one, _ in new if one.slug and one.source == own.HOUSE]
        ours = self._services(slugs) if slugs else {}
        away = self._joined_away() if ours else set()
        for row, one, there in new:
            service = ours.get(one.slug or "") if one.source == own.HOUSE else None
            if service is None:
                yield row, one, there
                continue
            if service.id in away:
                self._line(row, one, SAME)
                continue
            here = digests(rows.record(service, one.source, one.source_id))
            differ = [name for name in there if here.get(name) != there[name]]
            self._line(row, one, PROPOSED if differ else SAME, differ)
            if differ and self._writes:
                link = ServiceSource(
                    service_id=service.id,
                    run_id=self._begun(),
                    source=one.source,
                    source_id=one.source_id,
                    seen=dict(there),
                )
                self._session.add_all([link, *changing.proposals(service, one, differ, self._begun())])

    def _joined_away(self) -> set[UUID]:
        """The records that went into another one: a file of our own from before knows nothing of that."""
        return set(self._session.scalars(select(ServiceJoin.gone_id).where(ServiceJoin.undone.is_(None))))

    def _again(self, row: str, one: Record, there: Seen, link: ServiceSource) -> None:
        moved = [name for name, found in there.items() if link.seen.get(name) != found]
        if not moved:
            self._line(row, one, SAME)
            return
        service = self._session.get_one(tables.Service, link.service_id)
        if link.fields is not None:
            self._joined(row, one, there, link, moved)
            return
        here = digests(rows.record(service, one.source, one.source_id))
        kept = changing.kept_here(here, link.seen, there, moved)
        free = [name for name in moved if name not in kept]
        what = PROPOSED if kept else STOPPED if "archived" in free and one.archived else CHANGED
        self._line(row, one, what, moved)
        if self._writes:
            changing.apply(self._session, service, one, free, self._who, self._now)
            self._session.add_all(changing.proposals(service, one, kept, self._begun()))
            link.seen, link.modified, link.run_id = {**link.seen, **there}, one.modified, self._begun()
            if one.extra is not None:
                link.extra = dict(one.extra)

    def _joined(self, row: str, one: Record, there: Seen, link: ServiceSource, moved: Sequence[str]) -> None:
        """A service with more sources: the join stays, and what this source changed is proposed."""
        run = self._begun() if self._writes else link.run_id
        service = self._session.get_one(tables.Service, link.service_id)
        decided = changing.claimed(self._session, service, link, one, moved, run)
        self._line(row, one, PROPOSED if decided.open else SAME, moved)
        if self._writes:
            decided.keep(self._session)
            link.seen, link.modified, link.run_id = {**link.seen, **there}, one.modified, run

    def _insert(self, new: Sequence[Kept], organizations: Sequence[Organization]) -> None:
        for row, one, _ in new:
            self._line(row, one, NEW)
        if not self._writes or not (new or organizations):
            return
        self._who.add([*organizations, *(one.organization for _, one, _ in new)])
        if not new:
            return
        run = self._begun()
        services: list[dict[str, Any]] = []
        parts: dict[type[Any], list[dict[str, Any]]] = {tables.Phone: [], tables.Address: [], ServiceSource: []}
        for _, one, seen in new:
            key = new_id()
            services.append(
                {
                    "id": key,
                    "slug": self._slug(one),
                    "organization_id": self._who.id(one.organization),
                    "stopped": rows.stopped(one.archived, None, self._now.date()),
                    "notes": None,
                    **rows.columns(one),
                }
            )
            parts[tables.Phone] += rows.phones(one, key)
            parts[tables.Address] += rows.addresses(one, key)
            parts[ServiceSource].append({
                "id": new_id(), "service_id": key, "run_id": run, "source": one.source, "source_id": one.source_id,
                "modified": one.modified, "seen": dict(seen), "extra": None if one.extra is None else dict(one.extra) or None,
            })  # fmt: skip
        self._house.store.insert(self._session, tables.Service, services)
        for model, found in parts.items():
            self._house.store.insert(self._session, model, found)

    def _slug(self, one: Record) -> str:
        """A stable public id: the file's own when it is free, else from the name and what the record is known by."""
        plain = unicodedata.normalize("NFKD", one.name).encode("ascii", "ignore").decode().lower()
        words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
        mark = hashlib.blake2s(f"{one.source}|{one.source_id}".encode(), digest_size=4).hexdigest()
        found = one.slug if one.slug and one.slug not in self._slugs else f"{words or 'dienst'}-{mark}"
        while found in self._slugs:
            found += "-2"
        self._slugs.add(found)
        return found

    def _line(self, row: str, one: Record, what: str, fields: Sequence[str] = ()) -> None:
        self._out.counts[what] += 1
        if what != SAME:
            self._out.lines.append(Line(row, one.source_id, one.name, what, tuple(fields)))

    def _begun(self) -> UUID:
        """The run that what is written belongs to, made when the first thing is written."""
        if self._run is None:
            self._run = ImportRun(
                id=new_id(), at=self._now, user_id=self._house.actor.id, source=self._found.source, format=self._found.format,
                file=self._found.path.name, sha256=_sha256(self._found.path), counts={}, quarantine=[],
            )  # fmt: skip
            self._session.add(self._run)
            self._session.flush()
        return self._run.id

    def _gone(self) -> None:
        query = (
            select(ServiceSource.source, ServiceSource.source_id, tables.Service.name)
            .join(tables.Service, ServiceSource.service_id == tables.Service.id)
            .where(ServiceSource.source == self._found.source, tables.Service.stopped.is_(None))
        )
        for source, source_id, name in self._session.execute(query):
            if (source, source_id) not in self._met:
                self._out.gone.append(name)
        self._out.counts["niet in het bestand"] = len(self._out.gone)


def _sha256(path: Path) -> str:
    """The digest of a file, or of the names and sizes in a folder."""
    if path.is_dir():
        listed = "\n".join(f"{one.name} {one.stat().st_size}" for one in sorted(path.iterdir()))
        return hashlib.sha256(listed.encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
