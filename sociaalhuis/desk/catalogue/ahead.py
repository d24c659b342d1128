"""The rows of a file, read ahead of what is written; those of a large one by a second process, so that both go on at once.

Reading is work of Python itself, and one process does one thing at a time. The second process reads the rows, settles them and
takes their digests, and hands them over in batches. It knows no house and no key, and ends when nobody listens any more. A
small file is read here, and so is one that takes longer to read than to write: who has to wait for the writing then waits less.
"""

import gc
import os
import pickle
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from itertools import batched, chain, islice
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, cast

import sociaalhuis
from sociaalhuis.desk.catalogue.settling import settled
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange.catalogue.model import Hours, Organization, Phone, Place, Read, Record, Seen, Term, digests
from sociaalhuis.exchange.catalogue.reading import Found

BATCH = 500
LARGE = 10_000_000  # bytes of a file for which it is worth while to start a process
MOST = 25_000  # rows of another file that are read before anybody has to wait for the writing
_QUICK = frozenset({"hsds", "soka"})  # formats that are read as fast as they are written
_SELDOM = (50_000, 20, 20)  # how many new objects before Python looks for those that nobody holds

type Said = tuple[str, Read]
"""Where it stands in the file, and what it says as the house keeps it."""
type Row = tuple[str, Read, Seen]
"""The same, with the digests of the fields of a record."""
type Count = Callable[[Iterable[Any]], Iterator[Any]]
"""Passes rows on, and counts them."""


def rows(found: Found, count: Count) -> Iterator[Row]:
    """Every row, read here; ``count`` sees them as they are read. Raises Refusal for a file that cannot be read on."""
    return map(_digested, count(_settled(found)))


@contextmanager
def opened(found: Found, count: Count) -> Iterator[Iterator[Row]]:
    """The same rows for who writes something with each: the reading goes ahead of that.

    Raises Refusal as :func:`rows`, and Trouble when the second process is gone.
    """
    child = _started(found) if _is_large(found) else None
    if child is None:
        counted = count(_settled(found))
        held = deque(islice(counted, MOST))
        yield map(_digested, chain(_emptied(held), counted))
        return
    with child:
        try:
            counted = count(_handed_over(cast(IO[bytes], child.stdout)))
            first = list(islice(counted, BATCH))
            yield chain(first, counted)
        finally:
            child.kill()


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is read here lives on: to look through it every 700 objects costs an eighth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _settled(found: Found) -> Iterator[Said]:
    for where, said in found.rows():
        yield where, settled(said) if isinstance(said, Record) else said


def _digested(row: Said) -> Row:
    where, said = row
    return where, said, digests(said) if isinstance(said, Record) else {}


def _emptied(held: deque[Said]) -> Iterator[Said]:
    """What is held, let go one by one."""
    while held:
        yield held.popleft()


def _is_large(found: Found) -> bool:
    return found.format in _QUICK and found.path.is_file() and found.path.stat().st_size >= LARGE


def _started(found: Found) -> subprocess.Popen[bytes] | None:
    """The second process; None where this PC starts none."""
    with suppress(OSError):
        child = subprocess.Popen(  # noqa: S603  # this same Python
            [sys.executable, "-P", "-m", __spec__.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(Path(sociaalhuis.__file__).parents[1])},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with cast(IO[bytes], child.stdin) as asked:
            pickle.dump(found, asked)
        return child
    return None


def _handed_over(told: IO[bytes]) -> Iterator[Row]:
    """What the second process tells: lists of rows, why it cannot read on, or that this was all."""
    while True:
        try:
            heard = pickle.load(told)  # noqa: S301  # of our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise Trouble("Het lezen van het bestand brak af. Er is niets veranderd.", "Begin opnieuw.") from error
        match heard:
            case None:
                return
            case (what, now):
                raise Refusal(what, now)
            case str():
                raise RuntimeError(heard)
        yield from heard


def _by_call(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    told = attrgetter(*(one.name for one in fields(kind)))
    return lambda one: (kind, told(one))


_BY_CALL: Any = {kind: _by_call(kind) for kind in (Record, Organization, Phone, Place, Hours, Term)}
"""What there is most of is told as the call that makes it: frozen values with slots take three times as long otherwise."""


def _tell(message: object, out: IO[bytes]) -> None:
    teller = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    teller.dispatch_table = _BY_CALL
    teller.dump(message)
    out.flush()


def _messages(found: Found) -> Iterator[object]:
    try:
        yield from map(list, batched(map(_digested, _settled(found)), BATCH))
    except Refusal as refusal:
        yield refusal.what, refusal.now
    except Exception:  # told to who listens
        yield traceback.format_exc()
    else:
        yield None


def main() -> None:
    """The second process: on its input what was found, on its output the rows."""
    found = pickle.load(sys.stdin.buffer)  # noqa: S301  # of our own process
    with undisturbed(), suppress(OSError):
        for message in _messages(found):
            _tell(message, sys.stdout.buffer)


if __name__ == "__main__":
    main()
