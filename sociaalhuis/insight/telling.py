"""What stands out in a quarter or a year, one plain Dutch sentence a key figure. Pure.

A sentence is made from what may be shown only: what it says, a reader could have read in the tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sociaalhuis.desk.few import FEW, HIDDEN
from sociaalhuis.insight.figures import Line, Table
from sociaalhuis.insight.periods import Period

ENOUGH = 30  # of fewer no percentage is told


@dataclass(frozen=True, slots=True)
class Key:
    """A key figure: its words, three numbers as they may be shown, and what stands out."""

    label: str
    said: tuple[str, str, str]
    sentence: str


def keys(tables: Mapping[str, Table], days: tuple[str, str, str], period: Period, *, over: bool) -> tuple[Key, ...]:
    """The key figures of a briefing; of a time that is not ``over`` nothing is compared.

    ``days`` are the median ones to the end of a referral.
    """
    closed, helped = tables["referrals"].parts(1)[0], tables["referrals"].parts(2)[0]
    settled = tables["settled"].parts()[0]
    granted = tables["rights"].parts()[0]
    contacts = tables["kinds"].whole
    return (
        _key(contacts, f"{_change(contacts, period, over)} {_most(tables['domains'], 'De meeste gaan over')}"),
        _key(settled, _share(settled, tables["settled"].whole, "van de contacten was klaar aan de balie")),
        _key(tables["unmet"].whole, _unmet(tables["unmet"])),
        _key(tables["referrals"].whole, _change(tables["referrals"].whole, period, over)),
        _key(
            Line(0, "Afloop bekend", closed.said, closed.numbers),
            _share(closed, tables["referrals"].whole, "van de doorverwijzingen kennen we de afloop"),
        ),
        _key(Line(0, "Cliënt geholpen", helped.said, helped.numbers), _not_taken_up(tables["referrals"])),
        Key("Dagen tot de afloop", days, _days(days[0])),
        _key(tables["rights"].whole, _rights(granted, tables["rights"].whole)),
        _key(tables["signals"].whole, _most(tables["signals"], "We hoorden het meest over")),
        _key(tables["places"].whole, _most(tables["places"], "Waar de meeste waren:", name=True)),
    )


def _key(line: Line, sentence: str) -> Key:
    return Key(line.label[:1].upper() + line.label[1:], line.said, sentence.strip() or _quiet(line))


def _quiet(line: Line) -> str:
    quiet = {FEW: "Dit kwam minder dan vijf keer voor.", HIDDEN: "Dit getal tonen we niet."}
    return quiet.get(line.said[0], "Hier valt niets bijzonders op.")


def _days(median: str) -> str:
    return f"Van de helft wisten we de afloop binnen {median} dagen." if median.isdigit() else "Dit is nog te weinig geweten."


def _change(line: Line, period: Period, over: bool) -> str:
    """Against the time before, else against what is further back; nothing when a number may not be shown."""
    if not over:
        return f"Het {period.noun} is nog bezig."
    now, *others = line.numbers
    for other, when in zip(others, period.when, strict=True):
        if now is not None and other is not None:
            if now == other:
                return f"Dat zijn er evenveel als {when}."
            return f"Dat zijn er {abs(now - other)} {'meer' if now > other else 'minder'} dan {when}."
    return ""


def _most(table: Table, begin: str, *, name: bool = False) -> str:
    """The part with the highest number that may be shown."""
    known = [(line.numbers[0], line.label) for line in table.parts() if line.numbers[0] is not None]
    if not known:
        return ""
    number, label = max(known, key=lambda one: one[0] or 0)
    return f"{begin} {label if name else label[:1].lower() + label[1:]}: {number}."


def _share(part: Line, whole: Line, words: str) -> str:
    number, total = part.numbers[0], whole.numbers[0]
    if number is None or total is None:
        return ""
    if total < ENOUGH:
        return f"Dat is {number} van {total}."
    return f"{round(100 * number / total)} % {words}."


def _unmet(table: Table) -> str:
    if table.whole.numbers[0] is None:
        return ""
    where = _most(table, "Het vaakst bij")
    return f"Voor deze vragen vonden we geen dienst. {where}"


def _not_taken_up(table: Table) -> str:
    stopped = table.parts(2)[1]
    reasons = [line for line in table.parts(3) if line.numbers[0] is not None]
    if stopped.numbers[0] is None:
        return ""
    said = f"{stopped.numbers[0]} keer ging het niet door."
    best = max((line for line in reasons if line.label != "niet gevraagd"), key=lambda one: one.numbers[0] or 0, default=None)
    return said if best is None else f"{said} De reden die het meest voorkomt: {best.label} ({best.numbers[0]})."


def _rights(granted: Line, whole: Line) -> str:
    if whole.numbers[0] is None:
        return ""
    if granted.numbers[0] is None:
        return "Zo vaak keken we samen met een cliënt naar een recht."
    return f"Zo vaak keken we naar een recht. {granted.numbers[0]} keer is het toegekend."
