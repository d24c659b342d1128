"""Words of a stranger made harmless: plain text for what people read, safe mark-up for what is kept as the source told it.

Nothing from a file is run, loaded or followed: mark-up goes, links keep only http, https, mailto and tel, characters that
steer a screen go. What does not look like its kind (a number, a day, an address on the net) becomes None.
"""

import functools
import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

import orjson

from sociaalhuis.exchange.catalogue.model import MOST_TEXT

MOST_LINE = 1_000
MOST_LISTED = 300
MOST_DEEP = 40  # levels of what a source tells beside the fields
_NUMBERS = (int, float, Decimal)
_SAYABLE = (str, *_NUMBERS)
_TIMES = 4  # that mark-up may be wrapped in itself
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MARKED = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_UNSAFE = re.compile(r"(?:java|vb)script\s*:|data\s*:\s*text/html", re.IGNORECASE)
_SCRIPTS = (b"javascript", b"vbscript", b"text/html")
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[:/?#]|$)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,250}[a-z0-9])?")
_USUAL = re.compile(r"https?://[a-z0-9][a-z0-9.-]{0,250}[a-z0-9](?:[/?][A-Za-z0-9/?=&;.,_~+!$*()-]*)?")  # good as it is
_MAIL = re.compile(r"[\w.+&-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,24}\b")
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|ul|ol|h[1-6]|tr|table|blockquote)\b[^>]*>|<br\b[^>]*>")
_ITEM, _CELL, _ANY = re.compile(r"<li\b[^>]*>"), re.compile(r"<t[dh]\b[^>]*>"), re.compile(r"<[^>]*>|<!--.*?-->", re.DOTALL)
_TAGS = "p|ul|ol|li|strong|em|b|i|u|br|h[1-6]|sub|sup|table|tbody|thead|tr|td|th|span|div|a"
_NAMED = r"data-indentation-level|href|target|rel|title"
_PLAIN_TAGS = re.compile(rf"(?:[^<]++|</?(?:{_TAGS})(?:\s(?:{_NAMED})=\"(?!\s*(?i:java|vb|data))[^\"<>&\t\r\n]*\")*\s*/?>)*+")
_PLAIN_INSIDE = re.compile(  # the same inside JSON, where quotes are escaped
    rf"(?:[^<]++|</?(?:{_TAGS})(?: (?:{_NAMED})=" r'\\"(?!\s*(?i:java|vb|data))[^\\"<>&]*\\"' r")*\s*/?>)*+"
)
_SHOWN = ("http:", "https:", "mailto:", "tel:")
_SCHEMES = {"http", "https", "mailto", "tel"}


@functools.cache
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(url_schemes=_SCHEMES)


@functools.lru_cache(maxsize=64)
def _cleaned(text: str) -> str:
    """Mark-up that is safe; held a moment, for a text is read as words and kept as it was one after the other."""
    cleaned: str = _cleaner().clean(text)
    return cleaned


def _unmarked(text: str) -> str:
    """Mark-up as lines of text; a link keeps its address behind its words. Plain or cleaned, it is regular and small."""
    safe = _LINK.sub(_linked, text if _PLAIN_TAGS.fullmatch(text) else _cleaned(text))
    return unescape(_ANY.sub("", _CELL.sub(" ", _ITEM.sub("\n- ", _BLOCK.sub("\n", safe)))))


def _linked(found: re.Match[str]) -> str:
    shown = found[1].removeprefix("mailto:").removeprefix("tel:") if found[1].startswith(_SHOWN) else ""
    return found[2] if not shown or shown in found[2] else f"{found[2]} ({shown})"


def prose(value: Any) -> str | None:
    """Lines of plain text, None for nothing; said of its own answer it answers the same. Text escaped twice is read twice."""
    if value is None or isinstance(value, bool) or not isinstance(value, _SAYABLE):
        return None
    text = str(value)[: MOST_TEXT * 2]
    if text.isprintable() and _is_tame(text):
        return " ".join(text.split())[:MOST_TEXT].strip() or None
    text = _steered(text)
    for _ in range(_TIMES):
        if not _MARKED.search(text):
            break
        before, text = text, _steered(_unmarked(text))
        if text == before:
            break
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip()[:MOST_TEXT].strip() or None


def _steered(text: str) -> str:
    """Without characters that steer a screen and without the names of scripts."""
    if not text.isprintable():
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    while _is_unsafe(text):
        text = _UNSAFE.sub("", text)
    return text


def _is_tame(text: str) -> bool:
    """Whether a text holds nothing that could be mark-up or the name of a script."""
    return "<" not in text and "&" not in text and not _is_unsafe(text)


def _is_unsafe(text: str) -> bool:
    if ":" not in text:
        return False
    low = text.lower()
    return ("script" in low or "text/html" in low) and _UNSAFE.search(text) is not None


def line(value: Any) -> str | None:
    """One line of plain text, None for nothing."""
    if value is None:
        return None
    if isinstance(value, str) and len(value) < MOST_LINE:
        return _line(value)
    found = prose(value)
    return None if found is None else " ".join(found.split())[:MOST_LINE].strip()


@functools.lru_cache(maxsize=8192)
def _line(value: str) -> str | None:
    found = prose(value)
    return None if found is None else " ".join(found.split())


def listed(words: Iterable[str]) -> str | None:
    """Words one after the other on a line, as many as it holds."""
    made = ""
    for word in dict.fromkeys(words):
        if len(made) + len(word) > MOST_LISTED:
            break
        made += f", {word}" if made else word
    return made or None


def address(value: Any) -> str | None:
    """An address on the net with its scheme, None for what is not one or is not safe to open."""
    return None if value is None else _address("".join((line(value) or "").split()))


@functools.lru_cache(maxsize=8192)
def _address(said: str) -> str | None:
    if _USUAL.fullmatch(said):
        return said
    if _BARE.match(said):
        said = f"https://{said}"
    try:
        parts = urlsplit(said)
        good = parts.scheme.lower() in ("http", "https") and parts.port != 0
    except ValueError:
        return None
    if not good or not _HOST.fullmatch(parts.hostname or "") or "@" in parts.netloc:
        return None
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(said, safe="!#$%&'()*+,/:;=?@~")) if said.count("#") < 2 else None


def mail(value: Any) -> str | None:
    """The first mail address in a value."""
    found = _MAIL.search(unescape(_steered(value[:MOST_LINE]))) if isinstance(value, str) else None
    return found[0] if found else None


def number(value: Any) -> float | None:
    """A finite number of a sensible size."""
    if isinstance(value, bool) or not isinstance(value, _SAYABLE):
        return None
    try:
        found = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and abs(found) < 1e12 else None


def whole(value: Any) -> int | None:
    """A whole number of a sensible size."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def day(value: Any) -> date | None:
    """A day, also of a moment or as dd/mm/yyyy."""
    text = (line(value) or "")[:40]
    if turned := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        text = f"{turned[3]}-{int(turned[2]):02}-{int(turned[1]):02}"
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def iso_day(value: Any) -> str | None:
    """A day as text."""
    found = day(value)
    return None if found is None else found.isoformat()


def coordinate(value: Any, most: float) -> float | None:
    """Degrees within ``most`` of zero."""
    found = number(value)
    return found if found is not None and abs(found) <= most else None


def kept(value: Any) -> Any:
    """What a source tells beside the fields, for keeping: the same shape, every text without script or control characters."""
    if _is_harmless(value):
        return value
    if not isinstance(value, dict):
        return _kept(value, 0)
    return {_kept_text(str(key)): part if _is_harmless(part) else _kept(part, 1) for key, part in value.items()}


def _is_harmless(value: Any) -> bool:
    """Whether all of it, read as one text, can stay as it is: quick, and when in doubt no."""
    try:
        raw = orjson.dumps([[[[[[[[value]]]]]]]])  # so deep that it can be stored inside other things
    except (TypeError, ValueError):  # odd numbers, odd keys, half characters, too deep
        return False
    if b"\\u00" in raw or b"\\r" in raw or b"null" in raw or any(map(raw.lower().__contains__, _SCRIPTS)):
        return False
    whole = raw.decode()
    if not whole.isprintable() and _CONTROL.search(whole):
        return False
    return _PLAIN_INSIDE.fullmatch(whole) is not None


def _kept(value: Any, deep: int) -> Any:
    if isinstance(value, str):
        return _kept_text(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, _NUMBERS):
        found = number(value)
        return int(value) if found is not None and isinstance(value, int) else found
    if deep >= MOST_DEEP:
        return None
    if isinstance(value, dict):
        return {_kept_text(str(key)): _kept(part, deep + 1) for key, part in value.items()}
    return [_kept(part, deep + 1) for part in value] if isinstance(value, list | tuple) else None


@functools.lru_cache(maxsize=4096)
def _kept_text(text: str) -> str:
    text = text if text.isprintable() else _CONTROL.sub("", text)
    if "<" in text and not _PLAIN_TAGS.fullmatch(text):
        text = _cleaned(text)
    return _steered(text)
