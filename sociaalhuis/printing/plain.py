"""Text of others as one plain line for paper: no markup, no control characters, no hidden direction marks, never endless.

Not for checking what may stand on paper: that is `forbidden`.
"""

import html
import re
import unicodedata

_ALREADY = re.compile(r"[ -%'-;=?-~À-ž–—‘’“”…€]*")  # most texts: no markup, nothing odd, every letter in one piece
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?([a-zA-Z]\w*)[^<>]*>|<[!?][^<>]*>", re.DOTALL | re.IGNORECASE)
_INLINE = frozenset(["a", "b", "big", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"])
_LONE = re.compile(r"<(?=[a-zA-Z/!?])")
_PILE = re.compile(r"([\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u06d6-\u06ed]{3})[\u0300-\u036f\u064b-\u065f]+")
_SPACE = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # invisible, but Persian and Sorani are misspelt without them
_MODIFIERS = range(0x1F3FB, 0x1F400)  # skin tones of emoji
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


def plain(text: str, longest: int) -> str:
    """``text`` as one line of at most ``longest`` characters, cut between two words with “…” where it was longer."""
    return clip(_cleaned(text, longest), longest)


def whole(text: str | None, longest: int) -> str | None:
    """``text`` as one plain line when all of it fits, else None: half a phone number is worse than none."""
    line = _cleaned(text or "", longest)
    return line if 0 < len(line) <= longest else None


def clip(text: str, longest: int) -> str:
    """The first words of ``text`` that fit in ``longest`` characters, with “…” where something was left out."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    words, _, rest = head.rpartition(" ")
    return (words if words and len(rest) < longest // 3 else head).rstrip(" ,;:-") + "…"


def _cleaned(text: str, longest: int) -> str:
    text = text[: 8 * longest + 2000]  # markup round a short text may be long; an endless text is not read to its end
    if _ALREADY.fullmatch(text):
        return _SPACE.sub(" ", text).strip()
    for _ in range(3):  # markup may have been escaped, and escaped again
        text = html.unescape(_TAG.sub(_blank, text))
    text = _LONE.sub("", _TAG.sub(_blank, text))
    text = unicodedata.normalize("NFC", "".join(map(_printable, text)))
    return _SPACE.sub(" ", _PILE.sub(r"\1", text)).strip()


def _blank(tag: re.Match[str]) -> str:
    return "" if (tag[2] or "").lower() in _INLINE else " "


def _printable(char: str) -> str:
    if char.isascii():
        return char if char >= " " and char != "\x7f" else " "
    kind = unicodedata.category(char)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind in ("Cs", "Me") or (kind == "Cf" and char not in _JOINERS):
        return ""
    return "" if ord(char) in _MODIFIERS or ord(char) in _SELECTORS else char
