"""A JSON file read value by value: what stands in a list or an object one after the other, never the whole file at once."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from sociaalhuis.errors import Refusal

MOST_ALONE = 64 * 2**20  # bytes of one value that is held whole
_BLOCK = 2**18
_NEAR = 16  # signs before the end of what is held where a fault may only mean that more must be read
_SPACES = re.compile("[ \t\r\n]+")
_DECODER = json.JSONDecoder()


def not_json(where: str = "") -> Refusal:
    """What is told about a file that begins as JSON and is not."""
    return Refusal(f"Dit bestand is geen geldige JSON{where}.", "Kijk of het heel is, of vraag een nieuw bestand.")


def too_big() -> Refusal:
    """What is told about one value that is too much to hold."""
    return Refusal("Dit bestand is één heel groot object.", "Vraag een bestand met een lijst, of met één object per regel.")


class Pieces:
    """A stream of JSON with a place in it. Every method raises Refusal for what is no JSON or too much to hold.

    ``number`` counts the items of lists that were given.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._letters = stream, codecs.getincrementaldecoder("utf-8")("replace")
        self._held, self._at, self._whole = "", 0, False
        self.number = 0
        stream.seek(0)

    def _more(self) -> bool:
        """Read on behind what is held, at least as much again; False at the end of the file."""
        left = len(self._held) - self._at
        if left > MOST_ALONE:
            raise too_big()
        block = self._stream.read(max(_BLOCK, left))
        self._whole = not block
        self._held, self._at = self._held[self._at :] + self._letters.decode(block, final=self._whole), 0
        return not self._whole

    def _wrong(self) -> Refusal:
        return not_json(f" na nr. {self.number}" if self.number else "")

    def peek(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            if spaces := _SPACES.match(self._held, self._at):
                self._at = spaces.end()
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def expect(self, signs: str) -> str:
        """Take the next sign, which must be one of these."""
        found = self.peek()
        if not found or found not in signs:
            raise self._wrong()
        self._at += 1
        return found

    def value(self) -> Any:
        """The value that stands here."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if not self._may_be_cut(error):
                    raise self._wrong() from error
            except (ValueError, RecursionError) as error:  # a number without end, or too deep
                raise self._wrong() from error
            else:
                if end < len(self._held) or self._whole:  # a number may go on
                    self._at = end
                    return found
            self._more()

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether it may only be that the rest was not read yet."""
        return not self._whole and (error.msg.startswith("Unterminated string") or error.pos > len(self._held) - _NEAR)

    def items(self) -> Iterator[Any]:
        """The values of the list that begins here, up to behind its end."""
        self.expect("[")
        if self.peek() == "]":
            self.expect("]")
            return
        while True:
            found = self.value()
            self.number += 1
            yield found
            if self.expect(",]") == "]":
                return

    def fields(self) -> Iterator[str]:
        """The keys of the object that begins here; the value behind each must be taken before the next is asked."""
        self.expect("{")
        if self.peek() == "}":
            self.expect("}")
            return
        while True:
            if self.peek() != '"':
                raise self._wrong()
            key: str = self.value()
            self.expect(":")
            yield key
            if self.expect(",}") == "}":
                return

    def end(self) -> None:
        """Nothing but spaces may follow."""
        if self.peek():
            raise self._wrong()
