"""A service in the words of its card: how old the information is, where it works, whether it answers now. Pure; no widgets."""

import functools
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from sociaalhuis import vocab
from sociaalhuis.catalogue import hours, places
from sociaalhuis.catalogue.schedules import occurring, telling
from sociaalhuis.catalogue.service import Address, Phone, Service
from sociaalhuis.desk import asking
from sociaalhuis.desk.catalogue.local import Known
from sociaalhuis.desk.workdays import local
from sociaalhuis.texts import count, month, short_day
from sociaalhuis.ui.parts.age import FRESH, age_chip

_MOST_TOWNS = 6
_MOST_ADDRESSES = 4

type Row = tuple[str, str, str]  # name, text, role


def chips(service: Service, now: datetime, fresh: int = FRESH) -> Sequence[tuple[str, str]]:
    """What must be seen at once: age of the information, whether it answers now, what is missing."""
    here = local(now)
    shown = [age_chip(service, here.date(), fresh)]
    schedule = hours.answering(service.opening_hours)
    if schedule is not None:
        open_ = occurring.open_at(schedule, here)
        of = f"{', '.join(schedule.labels)}: " if any(schedule.labels) else ""  # of the phone only: the counter may be closed
        shown.append((f"{'✓' if open_ else '○'} {of}{telling.now(schedule, here)}", "chip-good" if open_ else "chip"))
    if not service.reachable:
        shown.append(("▲ contact ontbreekt", "chip-late"))
    if service.for_professionals:
        shown.append(("alleen voor hulpverleners", "chip-today"))
    return shown


def rows(service: Service) -> Sequence[Row]:
    """The card, from what is asked most to what is asked least."""
    found: list[Row | None] = [
        _row("Telefoon", "\n".join(_phone(p) for p in service.phones[1:])),
        _row("Uren", service.opening_hours),
        _row("Adres", _addresses(service.addresses)),
        _row("E-mail", service.email),
        _row("Website", service.url),
        _row("Wat", service.description),
        _row("Voor wie", ", ".join(service.target_groups)),
        _row("Voorwaarden", service.eligibility_description),
        _row("Aanmelden", service.application_process),
        _row("Mee te brengen", ", ".join(service.documents)),
        _row("Kost", "\n".join(filter(None, (service.fees, *service.costs)))),
        _row("Capaciteit", service.capacity),
        _row("Werkt in", working_area(service)),
        _row("Taal", ", ".join(vocab.label("languages", slug) if slug in _languages() else slug for slug in service.languages)),
        ("Bron", source(service), "soft"),
    ]
    if service.notes:
        found.append(("", f"● ALLEEN VOOR MEDEWERKERS\n{service.notes}", "chip-today"))
    return [row for row in found if row is not None]


def heard(known: Known, day: date | None) -> Sequence[Row]:
    """What this house knows itself, before what the record says; the waiting time with when that was heard."""
    waiting = f"{known.waiting_time} (gehoord in {month(day)})" if known.waiting_time and day else None
    found = (
        _row("Tip", known.tips),
        _row("Vraag naar", known.ask_for),
        _row("Bel best", known.best_hour),
        _row("Wachttijd", waiting),
        _row("Het nummer", known.phone_note),
    )
    rows_ = [(name, text, "accent") for name, text, _role in filter(None, found)]
    return [("", "WAT WIJ WETEN", "soft"), *rows_, ("", "DE FICHE", "soft")] if rows_ else []


def unmet(told: Mapping[str, int]) -> Row:
    """How often clients did not meet a condition, by fact: numbers only."""
    said = ", ".join(f"{asking.short(fact).lower()} {times} ×" for fact, times in told.items())
    return ("Opvolging", f"voldeed niet: {said}", "soft")


def _row(name: str, text: str | None) -> Row | None:
    return (name, text, "") if text and text.strip() else None


def _phone(phone: Phone) -> str:
    return f"{phone.number}  ({phone.description})" if phone.description else phone.number


def _addresses(addresses: Sequence[Address]) -> str:
    """Where clients can go; a confidential address is known to the house only and is never shown."""
    shown = [
        "  ".join(filter(None, (a.line, f"({a.description})" if a.description else "", _access(a))))
        for a in addresses
        if not a.confidential
    ]
    more = len(shown) - _MOST_ADDRESSES
    return "\n".join([*shown[:_MOST_ADDRESSES], *([f"en nog {count(more, 'adres', 'adressen')}"] if more > 0 else [])])


def _access(one: Address) -> str:
    return f"· {', '.join(one.accessibility)}" if one.accessibility else ""


def working_area(service: Service) -> str:
    """Where the service works: “Alken”, “heel Vlaanderen”, “provincie Limburg”; empty when the record does not tell."""
    match service.area.type:
        case "national":
            return "heel België"
        case "flanders":
            return "heel Vlaanderen"
        case "municipalities":
            towns = [_towns().get(nis, nis) for nis in service.area.values]
            more = len(towns) - _MOST_TOWNS
            return ", ".join(towns[:_MOST_TOWNS]) + (f" en nog {more} gemeenten" if more > 0 else "")
        case kind:
            named = {"province": "provincie ", "arrondissement": "arrondissement ", "region": "regio "}.get(kind, "")
            return ", ".join(f"{named}{value}" for value in service.area.values)


def source(service: Service) -> str:
    """Where the record comes from and when it was checked."""
    where = urlsplit(service.source_url).netloc.removeprefix("www.") if service.source_url else ""
    parts = ["algemene kennis, niet nagekeken" if service.confidence == "general-knowledge" else where or "niet bekend"]
    if service.assured_date is not None:
        say = month if service.assured_precision == "month" else short_day
        parts.append(say(service.assured_date))
    return " · ".join(parts)


@functools.cache
def _towns() -> Mapping[str, str]:
    return {one.nis: one.municipality for code in places.codes() for one in places.known(code)}


@functools.cache
def _languages() -> frozenset[str]:
    return frozenset(term.slug for term in vocab.terms("languages", None))
