"""A JSON file cut in pieces while it is read: the values of a list or an object one by one, never the whole file at once.

Only quotes and brackets are looked at here; each piece is then read by a JSON reader, which also says when it is none.
"""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

import orjson

from sociaalhuis.errors import Refusal

MOST_ALONE = 64 * 2**20  # bytes of one value that is held whole
MOST_DEEP = 900  # levels; more would break the readers
_BLOCK = 2**18
_TO_BRACKET = re.compile(rb'[^"{}\[\]]*+(?:"(?:[^"\\]++|\\.)*+"[^"{}\[\]]*+)*+', re.DOTALL)
_TO_SIGN = re.compile(rb'(?:[^",}\]]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_SPACE = re.compile(rb"[ \t\r\n]*+")
_QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_OPENS, _QUOTE = b"{[", ord('"')


def not_json(where: str = "") -> Refusal:
    """What is told about a file that begins as JSON and is not."""
    return Refusal(f"Dit bestand is geen geldige JSON{where}.", "Kijk of het heel is, of vraag een nieuw bestand.")


def _passed(pattern: re.Pattern[bytes], held: bytes, at: int) -> int:
    """Where what the pattern takes from here ends."""
    found = pattern.match(held, at)
    return found.end() if found else at


def too_big() -> Refusal:
    """What is told about one value that is too much to hold."""
    return Refusal("Dit bestand is één heel groot object.", "Vraag een bestand met een lijst, of met één object per regel.")


class Pieces:
    """A stream of JSON with a place in it. Every method raises Refusal for what is no JSON or too much to hold."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held, self._at = b"", 0
        self.number = 0  # items given so far, to say where it went wrong
        stream.seek(0)

    def _more(self) -> bool:
        """Read on behind what is held, at least as much again; False at the end of the file."""
        left = len(self._held) - self._at
        if left > MOST_ALONE:
            raise too_big()
        block = self._stream.read(max(_BLOCK, left))
        self._held, self._at = self._held[self._at :] + block, 0
        return bool(block)

    def _wrong(self) -> Refusal:
        return not_json(f" na nr. {self.number}" if self.number else "")

    def peek(self) -> bytes:
        """The next sign that is no space; empty at the end."""
        while True:
            self._at = _passed(_SPACE, self._held, self._at)
            if self._at < len(self._held):
                return self._held[self._at : self._at + 1]
            if not self._more():
                return b""

    def expect(self, signs: bytes) -> bytes:
        """Take the next sign, which must be one of these."""
        found = self.peek()
        if not found or found not in signs:
            raise self._wrong()
        self._at += 1
        return found

    def _taken(self, end: int) -> bytes:
        piece, self._at = self._held[self._at : end], end
        return piece

    def _cut_plain(self) -> bytes:
        """A text, a number or a word: up to the sign behind it."""
        while True:
            end = _passed(_TO_SIGN, self._held, self._at)
            if end < len(self._held) and self._held[end : end + 1] != b'"':
                return self._taken(end)
            if not self._more():
                return self._taken(len(self._held))

    def _cut_nested(self) -> bytes:
        """An object or a list, up to the bracket that closes it."""
        deep, end = 0, self._at
        while True:
            stop = _passed(_TO_BRACKET, self._held, end)
            if stop >= len(self._held) or self._held[stop] == _QUOTE:  # more is needed to know
                end -= self._at
                if not self._more():
                    raise self._wrong()
                continue
            deep += 1 if self._held[stop] in _OPENS else -1
            end = stop + 1
            if deep > MOST_DEEP:
                raise self._wrong()
            if deep == 0:
                return self._taken(end)

    def value(self) -> Any:
        """The value that stands here, read."""
        piece = self._cut_nested() if self.peek() in (b"{", b"[") else self._cut_plain()
        try:
            return orjson.loads(piece)
        except orjson.JSONDecodeError:
            try:
                return json.loads(piece)  # half characters, numbers without end
            except (ValueError, RecursionError) as error:
                raise self._wrong() from error

    def items(self) -> Iterator[Any]:
        """The values of the list that begins here, up to behind its end."""
        self.expect(b"[")
        if self.peek() == b"]":
            self.expect(b"]")
            return
        while True:
            found = self.value()
            self.number += 1
            yield found
            if self.expect(b",]") == b"]":
                return

    def fields(self) -> Iterator[str]:
        """The keys of the object that begins here; the value behind each must be taken before the next is asked."""
        self.expect(b"{")
        if self.peek() == b"}":
            self.expect(b"}")
            return
        while True:
            yield self._key()
            if self.expect(b",}") == b"}":
                return

    def _key(self) -> str:
        """The text before a colon, and the colon."""
        self.peek()
        while (end := _passed(_QUOTED, self._held, self._at)) == self._at:
            if not self._more():
                raise self._wrong()
        try:
            key = str(json.loads(self._taken(end)))
        except ValueError as error:
            raise self._wrong() from error
        self.expect(b":")
        return key

    def end(self) -> None:
        """Nothing but spaces may follow."""
        if self.peek():
            raise self._wrong()
