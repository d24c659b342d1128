"""The whole numbers in a text, written in figures or in words. Pure."""

import functools
import re
from collections.abc import Mapping

from sociaalhuis.catalogue.speech import Speech

_DIGITS = re.compile(r"(\d{1,3})(j|jr|jaar|jarige)?$")
_PART_OF_MORE = frozenset("€$°/.,:-")  # 12/03, €20, 2.000
_GOES_ON = re.compile(r"\s?[%€°²]")
_JOINED = frozenset(".,:/–-")  # without a space before what follows: 14.30, 85/87
_ONES = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
_TEENS = "vijftien zestien zeventien achttien negentien"
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_OLD = frozenset({"oud", "old", "jong"})


@functools.cache
def _spelled() -> Mapping[str, int]:
    """Numbers in words as keys of a token: ``=eenenveertig``."""
    ones = f"{_ONES} {_TEENS}".split()
    found = {f"={word}": number for number, word in enumerate(ones)}
    for ten, word in enumerate(_TENS.split(), start=2):
        found[f"={word}"] = ten * 10
        found.update({f"={ones[one]}en{word}": ten * 10 + one for one in range(1, 10)})
    return found


def numbers(speech: Speech) -> Mapping[int, int]:
    """The numbers up to 999 by their place, without sums of money, dates, hours and shares."""
    found = {}
    spelled = _spelled()
    for i, token in enumerate(speech.said.tokens):
        digits = _DIGITS.match(speech.words[i])
        if digits:
            before, after = speech.said.plain[token.start - 1 : token.start], speech.between(i)
            joined = i + 1 < len(speech) and after in _JOINED
            if not (joined or before in _PART_OF_MORE or _GOES_ON.match(after)):
                found[i] = int(digits[1])
        elif not spelled.keys().isdisjoint(token.keys):
            found[i] = max(spelled[key] for key in token.keys & spelled.keys())
    return found


def years_end(speech: Speech, i: int) -> int | None:
    """The last word of an age that begins with a number: “41 jaar oud”, “41j”, “41-jarige”. None when no years are said."""
    digits = _DIGITS.match(speech.words[i])
    if digits and digits[2]:
        return i
    if not (speech.has(i + 1, "@jaar") and speech.same(i, i + 1)):
        return None
    return i + 2 if speech.same(i, i + 2) and speech.word(i + 2) in _OLD else i + 1
