"""Whom to call now when there is danger: the lines of each kind of crisis, who answers first. Pure; numbers and hours are data.

resources/crisis/lines.yaml lists them; what stands in the starter catalogue is told from there, so that a number has one home.
For every kind somebody answers at any moment, also on a holiday and at night.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from sociaalhuis.catalogue import hours, places, starter
from sociaalhuis.paths import resource

_BRUSSELS = ZoneInfo("Europe/Brussels")
_OCMW = "ocmw"


@dataclass(frozen=True, slots=True)
class Line:
    """One number. ``why``: what to call it for. ``answers``: now; None when its hours do not tell for certain.

    ``opens``: when somebody answers again, if that is certain. ``checked``: None when nobody looked at it on a known day.
    """

    slug: str
    name: str
    number: str
    why: str
    hours: str | None
    source: str | None
    checked: date | None
    answers: bool | None = None
    opens: datetime | None = None


@functools.cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.load(resource("crisis", "lines.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data


def lines(kind: str, when: datetime, where: Sequence[places.Place] = ()) -> tuple[Line, ...]:
    """The lines of a kind of crisis (catalogue.crisis.KINDS): who answers now first, who is closed last.

    ``when``: local time, or any time with a zone. ``where``: the places of the client; with one municipality its OCMW is there.
    Raises KeyError for a kind that does not exist.
    """
    moment = when.astimezone(_BRUSSELS) if when.tzinfo else when.replace(tzinfo=_BRUSSELS)
    days = hours.public_holidays(moment.year) | hours.public_holidays(moment.year + 1)
    listed = [_now(one, moment, days) for row in _data()["kinds"][kind] for one in _called(row["line"], row["when"], where)]
    return tuple(sorted(listed, key=lambda one: (True, None, False).index(one.answers)))


def answering(kind: str, when: datetime, where: Sequence[places.Place] = ()) -> tuple[Line, ...]:
    """Only the lines that certainly answer now; there always is one."""
    return tuple(one for one in lines(kind, when, where) if one.answers)


def _called(slug: str, why: str, where: Sequence[places.Place]) -> Iterator[Line]:
    if slug in _data()["own"]:
        row = _data()["own"][slug]
        yield Line(slug, row["name"], row["number"], why, row["hours"], row["source"], row["checked"])
        return
    for service_id in _ocmw(where) if slug == _OCMW else (slug,):
        service = starter.services()[service_id]
        hours_, source = service.opening_hours, service.source_url
        for phone in service.phones[:1]:
            yield Line(service_id, service.name, phone.number, why, hours_, source, service.assured_date)


def _ocmw(where: Sequence[places.Place]) -> tuple[str, ...]:
    """The OCMW of the municipality, none when there is no or more than one municipality."""
    known = {one.nis for one in where}
    return _ocmws().get(known.pop(), ()) if len(known) == 1 else ()


@functools.cache
def _ocmws() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for service in starter.services().values():
        if service.id.startswith(f"{_OCMW}-"):
            for key in places.area_keys(service.area):
                found.setdefault(key.removeprefix("m:"), (service.id,))
    return found


def _now(line: Line, moment: datetime, holidays: frozenset[date]) -> Line:
    answers = hours.answers(line.hours, moment, holiday=moment.date() in holidays)
    opens = None if answers else hours.next_opening(line.hours, moment, holidays)
    return replace(line, answers=answers, opens=opens)
