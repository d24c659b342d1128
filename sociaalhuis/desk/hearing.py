"""What the client's own words tell in passing, as the desk may use it: facts still to be confirmed, and the needs as the worker
sees them.

How words are read is for catalogue.heard and catalogue.needs. A wrong guess costs more than an open question, and what is too
private to ask at an open counter is not guessed there either.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sociaalhuis.catalogue import lastday, words
from sociaalhuis.catalogue.heard import Heard, Told, read
from sociaalhuis.catalogue.needs import Reading
from sociaalhuis.catalogue.speech import prepared
from sociaalhuis.desk import asking
from sociaalhuis.facts import Answer, Standing

_NOTHING: Mapping[str, str] = {}


def heard(text: str, on: date | None = None, dropped: Mapping[str, str] = _NOTHING) -> Mapping[str, Answer]:
    """What the words say plainly, as assumed answers with the source ``words``. Any text is fine; mostly it tells nothing.

    ``on``: today, which a year of birth needs. ``dropped``: facts that the worker wiped, each with the quote that ``told`` gave
    then; one stays away as long as the words of its quote stay.
    """
    still = _plain(text)
    return {
        key: Answer(one.value, Standing.ASSUMED, "words")
        for key, one in read(text, on).facts.items()
        if asking.may_ask(key) and not (key in dropped and _stands(dropped[key], still))
    }


def told(text: str, on: date | None = None) -> Heard:
    """All that the words tell, also where the client lives, which language is spoken and whether an interpreter is needed."""
    return read(text, on)


def last_day(text: str, today: date) -> Told[date] | None:
    """The last day that the words name, to be confirmed; None when they name none."""
    return lastday.told(text, today)


def _stands(quote: str, still: str) -> bool:
    """Whether the words of a quote, which may have gaps, are still in a plain text."""
    return all(_plain(part) in still for part in quote.split(" … "))


def _plain(text: str) -> str:
    """A space before every word of a text, so that no word is found inside another one."""
    return "".join(f" {word}" for word in words.plain_words(prepared(text)))


def judged(reading: Reading, verdicts: Mapping[str, bool]) -> Reading:
    """The needs in the words after the worker looked: without those that are not there (False), the confirmed ones certain."""
    kept = (one for one in reading.needs if verdicts.get(one.need, True))
    sure = [replace(one, strength=1.0) if verdicts.get(one.need) else one for one in kept]
    return replace(reading, needs=tuple(sorted(sure, key=lambda one: -one.strength)))
