"""A proposal or what became of it, on paper for whoever keeps account of it: numbers, classes and dates, no name."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from sociaalhuis import vocab
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.retention import terms
from sociaalhuis.desk.retention.proposals import SKIPPED, Ended, Proposal
from sociaalhuis.house import House
from sociaalhuis.printing import reading_sheet
from sociaalhuis.printing.reading_sheet import Part, ReadingSheet
from sociaalhuis.texts import count, day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

_INTRO = "Zo houdt het huis bij wat het wist, en waarom. Op dit blad staat geen naam van een cliënt."


def paper(house: House, what: Proposal | Ended, today: date) -> "Paper":
    """The sheet of a proposal that waits, or the account (verslag) of one that ended."""
    done = tuple(_ended(what)) if isinstance(what, Ended) else tuple(_waits(what))
    parts = (
        Part("Wie en wanneer", tuple(_who(what)), "person"),
        Part("Wat", done, "ask"),
        Part("Bewaartermijnen", tuple(_term(one) for one in terms.terms(house)), "hours"),
    )
    title = "Verslag van vernietiging" if isinstance(what, Ended) else "Voorstel tot vernietiging"
    return reading_sheet.render(ReadingSheet(title, _INTRO, today, slips.letterhead(house), parts))


def said(counts: Mapping[str, int]) -> str:
    """Numbers by class in words: “3 dossiers met alleen vragen, 12 vragen zonder naam”."""
    return ", ".join(_counts(counts)) or "niets"


def _counts(counts: Mapping[str, int]) -> Iterator[str]:
    for term in vocab.terms("retention_classes", None):
        if counts.get(term.slug):
            yield f"{counts[term.slug]} keer “{term.label.lower()}”"
    if counts.get(SKIPPED):
        yield f"{counts[SKIPPED]} niet, want daar gebeurde intussen iets mee"


def _who(what: Proposal | Ended) -> Iterator[str]:
    yield f"Voorgesteld door {what.by} op {day(what.made.date())}."
    if isinstance(what, Ended):
        verb = "Ingetrokken" if what.counts is None else "Nagekeken en gewist"
        yield f"{verb} door {what.ended_by} op {day(what.ended.date())}."
    if what.asked:
        yield "Op vraag van de cliënt (AVG, artikel 17)."


def _ended(what: Ended) -> Iterator[str]:
    if what.counts is None:
        yield "Er is niets gewist."
    else:
        yield "Gewist, ook in het logboek. De aantallen van vroeger blijven dezelfde."
        yield from _counts(what.counts)


def _waits(what: Proposal) -> Iterator[str]:
    go = Counter(one.kind for one in what.files if one.goes)
    yield from _counts(go | Counter({terms.WORDS: what.questions}))
    stay = sum(not one.goes for one in what.files)
    if stay:
        yield f"{count(stay, 'dossier blijft', 'dossiers blijven')}, met een reden."


def _term(one: terms.Term) -> str:
    when = one.starts if one.years is None else f"{one.years} jaar {one.starts}"
    return f"{one.label}: {when}. Daarna: {one.ends}. {one.ground}".rstrip()
