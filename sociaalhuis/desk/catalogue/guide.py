"""The emergency guide of this house: what of the catalogue goes on paper for a day without computers, and when it is made.

Only public records, without confidential addresses, notes or names of people. What this house knows itself stands with it:
what a number is for, whom to ask for, the best hour, the real waiting time, tips. A field that names a person or has the number
of one is for the screen only. Made once a day beside the reservekopie or in a folder of its own, and anew when the day is
closed, so that tomorrow begins with what was known tonight. The guide of yesterday stays until today's is there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.catalogue import engine, matrix_axes, needs, places, providers, records
from sociaalhuis.catalogue.emergency_numbers import NOW, TALK
from sociaalhuis.catalogue.service import PUBLIC, Service
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.imports import LocalNote
from sociaalhuis.desk import nameless
from sociaalhuis.desk.catalogue import matrices
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import House
from sociaalhuis.printing import guide as paper
from sociaalhuis.texts import month

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

PREFIX = "noodgids-"
MOST_OF_A_NEED = 5  # services under one need
_LEAST = 0.5  # the weight of an answer that counts
_REST = "Andere diensten"


def make(house: House, now: datetime) -> "Paper":
    """The guide of now: the public services that work where the house is, all of them when it does not say where."""
    today, where = local(now).date(), places.known(house.text("house.postal_code"))
    reach = places.reach_of(where)
    with house.store.read() as session:
        everything = records.everything(session)
        own = matrices.own_words(session)
        heard = _heard(session)
    public = {slug: one for slug, one in everything.items() if one.confidentiality == PUBLIC}
    here = [one for one in public.values() if not where or places.covers_reach(one.area, reach) is not False]
    axes = matrix_axes.axes(matrices.clusters(house), own, today)
    return paper.render(
        paper.Guide(
            slips.letterhead(house).name,
            today,
            house.text("letterhead.phone"),
            (("Nu, bij gevaar", _urgent(NOW, public)), ("Praten en blokkeren", _urgent(TALK, public))),
            tuple(_chapters(here, axes, heard)),
            tuple(_needs(here)),
        )
    )


def _urgent(lines: Sequence[tuple[str, str]], services: Mapping[str, Service]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (words, services[slug].phones[0].number) for slug, words in lines if slug in services and services[slug].phones
    )


def _heard(session: Session) -> Mapping[str, tuple[str, ...]]:
    """What the house knows of a service that anybody may read, by slug: how to reach it on one line, tips on the next."""
    query = select(tables.Service.slug, LocalNote).join(LocalNote, LocalNote.service_id == tables.Service.id)
    found = {}
    for slug, note in session.execute(query):
        waiting, best, ask = _told(note.waiting_time), _told(note.best_hour), _told(note.ask_for)
        waiting = waiting and f"wachttijd {waiting} (gehoord in {month(local(note.noted).date())})"
        reach = (_told(note.phone_note), ask and f"vraag naar {ask}", best and f"best bereikbaar {best}", waiting)
        tips = _told(note.tips)
        found[slug] = tuple(filter(None, ("; ".join(filter(None, reach)), tips and f"tip: {tips}")))
    return found


def _told(said: str | None) -> str:
    """What may stand on paper, on one line: nothing that names somebody or has a number or address of somebody."""
    try:
        nameless.check(said or "")
    except Refusal:
        return ""
    return " ".join((said or "").split()).rstrip(".")


def _chapters(services: Sequence[Service], axes: matrix_axes.Axes, heard: Mapping[str, tuple[str, ...]]) -> list[paper.Chapter]:
    """Every service once, in its first cluster."""
    found: dict[str, list[Service]] = {slug: [] for slug in (*(term.slug for term in axes.clusters), "")}
    for one in sorted(services, key=lambda one: (one.name.casefold(), one.id)):
        found[next(iter(axes.clusters_of(one.domains)), "")].append(one)
    labels = {term.slug: term.label for term in axes.clusters} | {"": _REST}
    return [
        paper.Chapter(labels[slug], tuple(_entry(one, heard.get(one.id, ())) for one in ones))
        for slug, ones in found.items()
        if ones
    ]


def _entry(one: Service, heard: tuple[str, ...]) -> paper.Entry:
    numbers = "; ".join(" ".join(filter(None, (phone.number, phone.description))) for phone in one.phones[:3])
    places_ = [a.line for a in one.addresses if not a.confidential][:2]
    lines = (
        *places_,
        one.opening_hours,
        *(f"{words[:1].upper()}{words[1:]}." for words in heard),
        one.email or one.url,
        one.description,
        one.eligibility_description,
    )
    staff = ("alleen voor hulpverleners",) if one.for_professionals else ()
    return paper.Entry(one.id, one.name, one.organization, numbers, (*(line for line in lines if line), *staff))


def _needs(services: Sequence[Service]) -> list[tuple[str, tuple[str, ...]]]:
    """Every need with the services that answer it best, in the order of their labels."""
    called: dict[str, list[str]] = {}
    for one in services:
        group = providers.group_of().get(one.id)
        for name in dict.fromkeys((one.id, *engine.kinds_of(one), *([group] if group else []))):
            called.setdefault(name, []).append(one.id)
    found = []
    for need in needs.vocabulary().values():
        answers = sorted((one for one in need.answers if one.weight >= _LEAST), key=lambda one: -one.weight)
        keys = tuple(dict.fromkeys(slug for answer in answers for slug in called.get(answer.who, ())))[:MOST_OF_A_NEED]
        if keys:
            found.append((need.label, keys))
    return sorted(found, key=lambda one: one[0].casefold())


def folder(house: House) -> Path | None:
    """Where the guide goes: its own folder, else that of the reservekopie; None when there is neither."""
    place = house.text("guide.place") or house.text("backup.place")
    return Path(place) if place else None


def name(house: House, day: date) -> str:
    """How the guide of a day is called: other houses may put theirs in the same folder."""
    return f"{PREFIX}{day.isoformat()}{_mark(house)}"


def _mark(house: House) -> str:
    return f"-{house.id.hex[-4:]}.pdf"


def daily(house: House, now: datetime) -> Path | None:
    """The guide of the day, when there is none yet; gives its file. Raises Trouble for a folder that is not there."""
    place = folder(house)
    if place is None or (place / name(house, local(now).date())).exists():
        return None
    made = write(house, place, now)
    for old in place.glob(f"{PREFIX}*{_mark(house)}"):
        if old != made:
            old.unlink(missing_ok=True)
    return made


def evening(house: House, now: datetime) -> Path | None:
    """The guide of the day anew, with what was changed since the morning. None without a folder, or when it is gone."""
    place = folder(house)
    if place is None:
        return None
    try:
        return write(house, place, now)
    except Trouble:  # a stick that was taken out: the next morning says so
        return None


def write(house: House, place: Path, now: datetime) -> Path:
    """Make the guide in a folder; whole or not at all. Raises Trouble when that cannot be."""
    file = place / name(house, local(now).date())
    beside = file.with_suffix(".deel")
    try:
        place.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(make(house, now).pdf)
        beside.replace(file)
    except OSError as error:
        raise Trouble(f"De noodgids kan niet geschreven worden in “{place}”.", "Kijk of de map of stick er is.") from error
    return file
