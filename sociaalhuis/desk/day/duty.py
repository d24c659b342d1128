"""Wachtdienst: which colleague may be called up from the desk, and when. One line each: “ma-vr 9-12: Bart V., 214”.

The roster is a setting of the house. Everybody at the desk may change it, because it changes more often than a beheerder is
there. Who answers at a moment is read from the same words as the opening hours of a service (catalogue.hours).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select

from sociaalhuis import settings
from sociaalhuis.catalogue import hours
from sociaalhuis.db.staff import HouseSetting
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

KEY = "house.duty"
MOST_LINES, LONGEST = 20, 120
EXAMPLE = "ma-vr 9-12: Bart V., 214"
_PARTS: Mapping[str, str] = MappingProxyType(
    {"voormiddag": "8-12.30", "namiddag": "12.30-17", "avond": "17-22", "hele dag": "0-24"}
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who can be called, on which number (empty when it was not told), and when, in words."""

    who: str
    number: str
    when: str


@dataclass(frozen=True, slots=True)
class Roster:
    """All duties in order. ``unread``: lines that cannot be read, typed in the settings; they are shown as they are."""

    duties: tuple[Duty, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines as they are typed."""
        return "\n".join([*(_typed(one) for one in self.duties), *self.unread])


def read(house: House) -> Roster:
    """The roster as it is in the house now."""
    with house.store.read() as session:
        kept = session.scalar(select(HouseSetting.value).where(HouseSetting.key == KEY))
    return parsed(kept if isinstance(kept, list) else ())


def parsed(lines: Sequence[str]) -> Roster:
    """Lines as a roster."""
    read_ = [(line, _read(line)) for line in lines if line.strip()]
    return Roster(tuple(duty for _, duty in read_ if duty), tuple(line for line, duty in read_ if duty is None))


def write(house: House, text: str) -> Roster:
    """Keep these lines instead of what was there. Raises Refusal that names the first line which cannot be read."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refusal(f"Dat zijn te veel regels ({len(lines)}).", f"Hou het bij {MOST_LINES} regels.")
    for line in lines:
        if len(line) > LONGEST or _read(line) is None:
            raise Refusal(f"Deze regel is niet duidelijk: “{line[:60]}”.", f"Schrijf dag, uur, naam en nummer: {EXAMPLE}.")
    roster = parsed(lines)
    value = settings.checked(KEY, lines)
    with house.store.write(house.actor, "duty.change") as session:
        row = session.execute(select(HouseSetting).where(HouseSetting.key == KEY)).scalar_one_or_none()
        if row is None:
            session.add(HouseSetting(key=KEY, value=value))
        else:
            row.value = value
    return roster


def at(roster: Roster, moment: datetime) -> tuple[Duty, ...]:
    """Who has wachtdienst at this moment (local time), in the order of the lines."""
    return tuple(one for one in roster.duties if hours.answers(_hours(one.when), moment))


def _read(line: str) -> Duty | None:
    """“when: who, number”; None when the days, the hours or the name cannot be read."""
    when, _, rest = line.partition(": ")
    who, _, number = rest.partition(",")
    duty = Duty(" ".join(who.split()), " ".join(number.split()), " ".join(when.casefold().split()))
    readable = hours.answers(_hours(duty.when), datetime(2026, 1, 5)) is not None  # noqa: DTZ001  # any day will do
    return duty if duty.who and readable else None


def _hours(when: str) -> str:
    """The days and hours of a line as a service would write them."""
    days, text = "elke dag", when
    found = re.match(r"(?:werkdagen|elke dag|(?:ma|di|wo|do|vr|za|zo)(?:(?:-|, ?| en )(?:ma|di|wo|do|vr|za|zo))*)\b", text)
    if found:
        days, text = found[0], text[found.end() :].strip()
    text = _PARTS.get(text or "hele dag", text)
    return f"{days} {re.sub(r' ?(?:uur|u)| (?=-)|(?<=-) ', '', text).replace(':', '.')} u."


def _typed(duty: Duty) -> str:
    return f"{duty.when}: {duty.who}" + (f", {duty.number}" if duty.number else "")
