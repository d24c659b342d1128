"""The objects in a JSON file one by one: a list, one object a line, one object alone, or a list inside an envelope.

Large lists are never held whole. Where the list stands in an envelope is looked up by name (``LISTS``).
"""

import json
from collections.abc import Generator, Iterator, Sequence
from typing import IO, Any

import orjson

from sociaalhuis.exchange.catalogue.json_pieces import MOST_ALONE, Pieces, not_json, too_big

LISTS = ("contents", "member", "content", "services", "organizations", "items", "results", "data", "@graph")
EMBEDDED = "_embedded"
_NAMES = frozenset({"name", "naam", "legalName"})
_MOST_LINE = 16 * 2**20


def items(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Every object with where it stands, as a person finds it (“regel 3”, “nr. 3”). Raises Refusal for what is no JSON."""
    start = _first(stream)
    if start == b"[":
        pieces = Pieces(stream)
        yield from _listed(pieces)
        pieces.end()
    elif start != b"{":
        raise not_json()
    elif _has_lines(stream):
        yield from _lines(stream)
    else:
        yield from _alone_or_listed(stream)


def _first(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    found = stream.read(4096).lstrip()[:1]
    stream.seek(0)
    return found


def _has_lines(stream: IO[bytes]) -> bool:
    """Whether the first line is an object of its own and another one follows."""
    stream.seek(0)
    first, more = stream.readline(_MOST_LINE).strip(), b"\n"
    while first.endswith(b"}") and more and not more.strip():
        more = stream.readline(_MOST_LINE)
    stream.seek(0)
    return more.lstrip()[:1] == b"{" and _object(first) is not None


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


def _alone_or_listed(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """The items of the list in an envelope; the whole object when there is none."""
    if not (yield from _enveloped(Pieces(stream), LISTS)):
        stream.seek(0)
        yield "het object", _alone(stream)


def _enveloped(pieces: Pieces, names: Sequence[str]) -> Generator[tuple[str, Any], None, bool]:
    """The items of the first list under one of these names, any without names; gives whether there was one.

    What stands behind it is read too: half a file is no file.
    """
    given = False
    for key in pieces.fields():
        sign = pieces.peek()
        if not given and sign == "[" and (not names or key in names):
            given = True
            yield from _listed(pieces)
        elif not given and sign == "{" and key == EMBEDDED and names:
            given = yield from _enveloped(pieces, ())
        elif not given and key in _NAMES and names:
            return False  # a record, not an envelope
        else:
            pieces.value()
    return given


def _alone(stream: IO[bytes]) -> Any:
    text = stream.read(MOST_ALONE + 1)
    if len(text) > MOST_ALONE:
        raise too_big()
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise not_json() from error


def _listed(pieces: Pieces) -> Iterator[tuple[str, Any]]:
    for found in pieces.items():
        yield f"nr. {pieces.number}", found
