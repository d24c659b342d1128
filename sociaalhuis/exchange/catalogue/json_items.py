"""The objects in a JSON file one by one: a list, one object a line, one object alone, or a list inside an envelope.

Large lists are never held whole. Where the list stands in an envelope is looked up by name (``LISTS``).
"""

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import IO, Any

import orjson

from sociaalhuis.errors import Refusal

LISTS = ("contents", "member", "content", "services", "organizations", "items", "results", "data", "@graph")
EMBEDDED = "_embedded"
MOST_ALONE = 64 * 2**20  # bytes of one object that is held whole
MOST_DEEP = 5_000  # more would break the reader itself
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_MOST_LINE = 16 * 2**20


def not_json(where: str = "") -> Refusal:
    """What is told about a file that begins as JSON and is not."""
    return Refusal(f"Dit bestand is geen geldige JSON{where}.", "Kijk of het heel is, of vraag een nieuw bestand.")


def items(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Every object with where it stands, as a person finds it (“regel 3”, “nr. 3”). Raises Refusal for what is no JSON."""
    start = _first(stream)
    if start not in (b"{", b"["):
        raise not_json()
    if start == b"{" and _has_lines(stream):
        yield from _lines(stream)
        return
    if _depth(stream) > MOST_DEEP:
        raise not_json()
    where = "" if start == b"[" else _list_in(stream)
    stream.seek(0)
    if where is None:
        yield "het object", _alone(stream)
    else:
        yield from _listed(stream, f"{where}.item" if where else "item")


def _first(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    found = stream.read(4096).lstrip()[:1]
    stream.seek(0)
    return found


def _depth(stream: IO[bytes]) -> int:
    """How deep things stand in each other, near enough: brackets inside texts count too, but they come in pairs."""
    stream.seek(0)
    deepest = now = 0
    while block := stream.read(2**20):
        steps = [now, *(1 if one in b"[{" else -1 for one in block.translate(None, _NO_BRACKETS))]
        levels = list(accumulate(steps))
        deepest, now = max(deepest, *levels), levels[-1]
    stream.seek(0)
    return deepest


def _has_lines(stream: IO[bytes]) -> bool:
    """Whether the first line is an object of its own and another one follows."""
    stream.seek(0)
    first = stream.readline(_MOST_LINE).strip()
    more = next((line for line in stream if line.strip()), b"")
    stream.seek(0)
    return first.endswith(b"}") and more.lstrip()[:1] == b"{" and _object(first) is not None


def _object(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _lines(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    number = 0
    while text := stream.readline(_MOST_LINE):
        number += 1
        if text.strip():
            yield f"regel {number}", _object(text)


def _list_in(stream: IO[bytes]) -> str | None:
    """Where the list of an envelope stands, None when there is none."""
    import ijson

    stream.seek(0)
    depth = 0
    try:
        for prefix, event, value in ijson.parse(stream):
            if event == "start_array" and _is_list(prefix, depth):
                return str(prefix)
            if event in ("start_map", "start_array"):
                depth += 1
            elif event in ("end_map", "end_array"):
                depth -= 1
            elif event == "map_key" and depth == 1 and value in ("name", "naam", "legalName"):
                return None  # a record, not an envelope
    except (ijson.JSONError, ValueError, OverflowError, RecursionError) as error:
        raise not_json() from error
    return None


def _is_list(prefix: str, depth: int) -> bool:
    return (depth == 1 and prefix in LISTS) or (depth == 2 and prefix.startswith(f"{EMBEDDED}."))


def _alone(stream: IO[bytes]) -> Any:
    text = stream.read(MOST_ALONE + 1)
    if len(text) > MOST_ALONE:
        raise Refusal("Dit bestand is één heel groot object.", "Vraag een bestand met een lijst, of met één object per regel.")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise not_json() from error


def _listed(stream: IO[bytes], prefix: str) -> Iterator[tuple[str, Any]]:
    import ijson

    number = 0
    try:
        for number, found in enumerate(ijson.items(stream, prefix), 1):
            yield f"nr. {number}", found
    except (ijson.JSONError, ValueError, OverflowError, RecursionError) as error:
        raise not_json(f" na nr. {number}" if number else "") from error
