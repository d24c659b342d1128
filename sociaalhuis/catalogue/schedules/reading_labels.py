"""Reads what is no time: labels without a colon (“inloop di 10-12”), sentences that say nothing of hours."""

import re

from sociaalhuis.catalogue.schedules import reading_words as called
from sociaalhuis.catalogue.schedules.cursor import Cursor
from sociaalhuis.catalogue.schedules.reading_days import periods
from sociaalhuis.catalogue.schedules.reading_limits import closes
from sociaalhuis.catalogue.schedules.words import MONTH_WORDS, WEEKDAYS

_TIMES = (
    *WEEKDAYS, *MONTH_WORDS, *called.HALF_DAYS, *called.CLOSED, *called.SCHOOL_YEAR, *called.BUT,
    "elke", "iedere", "ieder", "alle", "op", "van", "tussen", "vanaf", "tot", "om", "in", "tijdens", "enkel", "alleen", "ook",
    "dagelijks", "wekelijks", "tweewekelijks", "maandelijks", "telkens", "weekdagen", "werkdagen", "weekend", "feestdagen",
    "open", "is", "bereikbaar", "geopend", "zonder", "na", "met", "extra", "s", "de", "gaat",
    "kan", "geen", "soms", "meestal", "gewoonlijk", "liefst", "tijdelijk",
    "voorlopig", "uitzonderlijk", "sinds", "volgende", "deze", "dit",
)  # fmt: skip
_IN_A_SENTENCE = re.compile(
    r"\d|\b(?:" + "|".join((*WEEKDAYS, *MONTH_WORDS, *called.HALF_DAYS, *called.CLOSED)) + r"|tijdens|behalve|uitgezonderd|soms"
    r"|meestal|tijdelijk|voorlopig|uitzonderlijk|vanaf|sinds|tot|volgende|vorige|alleen|enkel|afspraak|elke|iedere|geen)\b"
    r"|\w*(?:uur|uren|dag|dagen|week|weken|weekend|maand|jaar|vakantie|verlof|sluiting|feest|nacht|avond|middag|open|bel|tel)\w*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;\n!]+")
_LONGEST_LABEL = 4  # words


def bare(cursor: Cursor) -> tuple[int, str] | None:
    """A label without a colon: how many words it takes, and the label; None when something else comes."""
    first = 0
    if cursor.at and not cursor.is_(*called.BETWEEN, "(", ahead=-1) and cursor.is_("in", "aan"):  # “9-12 uur in het dorpshuis”
        first = 1 + cursor.is_("de", "het", ahead=1)
    words = _naming(cursor, first)
    said = cursor.text[cursor.peek(first).start : cursor.peek(first + words - 1).end] if words else ""
    if words and not _closed_behind(cursor, first + words) and not called.NO_LABEL.search(said):
        return first + words, said
    ahead = 0
    while cursor.peek(ahead).kind == "word" and cursor.peek(ahead).value not in (*WEEKDAYS, *called.CALLED):
        ahead += 1
    word = cursor.peek(ahead)
    if word.kind != "word" or word.value not in called.CALLED or ahead > _LONGEST_LABEL - 1:
        return None
    if called.NO_LABEL.search(cursor.text[cursor.peek().start : word.start]):
        return None
    return ahead + 1, called.CALLED[word.value] if ahead == 0 else cursor.text[cursor.peek().start : word.end]


def _closed_behind(cursor: Cursor, words: int) -> bool:
    """“zitdag op 24 december gesloten”: closed for that alone, which a schedule cannot say."""
    before = cursor.at
    cursor.at += words
    found = bool(periods(cursor)) and closes(cursor)
    cursor.at = before
    return found


def _naming(cursor: Cursor, first: int) -> int:
    """How many words that come are the name of a counter, a place or an offer with its hours behind it; 0 when none are."""
    ahead, names = first, False
    while cursor.peek(ahead).kind == "word" and cursor.peek(ahead).value not in _TIMES and ahead - first <= _LONGEST_LABEL:
        names = names or str(cursor.peek(ahead).value).endswith(called.NAMING)
        ahead += 1
    after = cursor.peek(ahead)
    ends = (")", ":") if not first else (*called.BETWEEN, "")
    timed = after.value in (*_TIMES, *ends) or after.kind in ("num", "ord", "date", "always")
    return ahead - first if names and ahead - first <= _LONGEST_LABEL and timed else 0


def sentence(cursor: Cursor) -> str:
    """The sentence that begins here when it says nothing of days or hours: “Inschrijven hoeft niet”; else empty."""
    if cursor.at and not cursor.is_(".", "\n", ahead=-1):
        return ""
    found = _SENTENCE.match(cursor.text, cursor.peek().start)
    said = found[0].strip() if found else ""
    plain = len(said.split()) > 2 and ":" not in said and not _IN_A_SENTENCE.search(said)
    return said if plain and cursor.at else ""
