"""Files of strangers opened with care: packed or not, any encoding, never more than a computer can hold.

Every trouble with a file is a Refusal with what to do; nothing is unpacked to disk but one text in another encoding.
"""

import codecs
import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sociaalhuis.errors import Refusal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES = 512 * 2**20  # unpacked
MOST_FILES = 500
MOST_RATIO = 200  # unpacked to packed, for what is larger than SMALL
SMALL = 10 * 2**20
_ASK = "Vraag de leverancier een nieuw bestand, of bewaar het opnieuw als UTF-8."
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError)  # zipfile's own


class _Limited(io.RawIOBase):
    """Passes bytes on and refuses when there come more than can be held."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, packed: int) -> None:
        self._inner, self._read = inner, 0
        self._most = min(MOST_BYTES, max(SMALL, packed * MOST_RATIO))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        try:
            got = self._inner.read(len(room))
        except _BROKEN as error:
            raise Refusal("Dit ingepakte bestand is beschadigd.", _ASK) from error
        self._read += len(got)
        if self._read > self._most:
            raise too_large()
        room[: len(got)] = got
        return len(got)


def too_large() -> Refusal:
    """What is told about a file that unpacks to too much."""
    return Refusal(
        "Dit bestand is te groot of zwelt te hard op bij het uitpakken.", "Vraag een kleiner bestand, of splits het."
    )


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file as UTF-8, unpacked when it is gzip, without a mark in front. Can be read from the start again."""
    try:
        with path.open("rb") as raw:
            if path.stat().st_size > MOST_BYTES:
                raise too_large()
            if raw.read(2) == b"\x1f\x8b":
                raw.seek(0)
                inner = io.BufferedReader(_Limited(gzip.GzipFile(fileobj=raw), path.stat().st_size), 2**18)
                with _seekable(inner) as whole, as_utf8(whole) as text:
                    yield text
            else:
                raw.seek(0)
                with as_utf8(raw) as text:
                    yield text
    except OSError as error:
        raise Refusal(f"Het bestand “{path.name}” kan niet gelezen worden.", "Kijk de naam en de map na.") from error


@contextmanager
def _seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(SMALL) as held:
        while block := stream.read(2**18):
            held.write(block)
        held.seek(0)
        yield held


@contextmanager
def as_utf8(raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream in another encoding as UTF-8: UTF-16 and UTF-8 by their mark, else UTF-8, else Western (cp1252)."""
    head = raw.read(4)
    raw.seek(0)
    if head.startswith(codecs.BOM_UTF8):
        with _recoded(raw, "utf-8-sig", "strict") as text:
            yield text
    elif head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        with _recoded(raw, "utf-16", "strict") as text:
            yield text
    elif is_utf8(raw):
        yield raw
    else:
        with _recoded(raw, "cp1252", "replace") as text:
            yield text


def is_utf8(raw: IO[bytes]) -> bool:
    """Whether a stream is UTF-8 from start to end; it is put back at its start."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := raw.read(2**18):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        raw.seek(0)
    return True


@contextmanager
def _recoded(raw: IO[bytes], encoding: str, errors: str) -> Iterator[IO[bytes]]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    with tempfile.SpooledTemporaryFile(SMALL) as held:
        try:
            while block := raw.read(2**18):
                held.write(decoder.decode(block).encode("utf-8", "replace"))
            held.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))
        except UnicodeDecodeError as error:
            raise Refusal("De letters van dit bestand zijn niet te lezen.", _ASK) from error
        held.seek(0)
        yield held


def head(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file as it lies on the disk."""
    try:
        with path.open("rb") as raw:
            return raw.read(size)
    except OSError as error:
        raise Refusal(f"Het bestand “{path.name}” kan niet gelezen worden.", "Kijk de naam en de map na.") from error


def members(path: Path) -> Sequence[str]:
    """The names in a folder or a zip. Raises Refusal for a zip that cannot be, or that holds too much."""
    if path.is_dir():
        return sorted(one.name for one in path.iterdir() if one.is_file())
    try:
        with zipfile.ZipFile(path) as packed:
            found = [one for one in packed.infolist() if not one.is_dir()]
    except _BROKEN as error:
        raise Refusal("Dit zipbestand is beschadigd.", _ASK) from error
    if len(found) > MOST_FILES or sum(one.file_size for one in found) > MOST_BYTES:
        raise too_large()
    if any(one.file_size > max(SMALL, one.compress_size * MOST_RATIO) for one in found):
        raise too_large()
    return [one.filename for one in found]


@contextmanager
def member(path: Path, name: str) -> Iterator[IO[bytes]]:
    """One file of a folder or a zip as UTF-8."""
    if path.is_dir():
        with opened(path / name) as text:
            yield text
        return
    with tempfile.SpooledTemporaryFile(SMALL) as held:
        try:
            with zipfile.ZipFile(path) as packed, packed.open(name) as raw:
                limited = io.BufferedReader(_Limited(raw, packed.getinfo(name).compress_size), 2**18)
                while block := limited.read(2**18):
                    held.write(block)
        except (*_BROKEN, KeyError) as error:
            raise Refusal(f"“{name}” in het zipbestand is beschadigd of versleuteld.", _ASK) from error
        held.seek(0)
        with as_utf8(held) as text:
            yield text


def by_stem(names: Sequence[str], ending: str) -> Mapping[str, str]:
    """File names by their last part without ending, in small letters: {"services": "map/services.csv"}."""
    return {Path(name).stem.lower(): name for name in names if name.lower().endswith(ending) and "__MACOSX" not in name}
