"""What was found in the catalogue, in the words of its line, and a right in the words of its card. Pure; no widgets."""

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from sociaalhuis import vocab
from sociaalhuis.catalogue.freshness import Intervals
from sociaalhuis.catalogue.search.finder import NAMED, NEEDED, TEXT, Found
from sociaalhuis.catalogue.service import INFORMAL, PRODUCT, Service
from sociaalhuis.desk.rights.rightcard import AUTOMATIC
from sociaalhuis.rights.rules import Rule
from sociaalhuis.texts import month
from sociaalhuis.ui.catalogue import catalogue_words as words
from sociaalhuis.ui.parts import age as ages
from sociaalhuis.ui.parts.rows import Line

NOTHING_FITS = "Hier past niets bij. Maak een keuze hierboven ruimer."
RIGHT_CHIP = ("recht", "chip")
_KINDS = {PRODUCT: "product", INFORMAL: "informeel"}  # what is nothing else is a service
_WHY = {NAMED: "ook gezegd: {}", NEEDED: "bij: {}", TEXT: "staat in de uitleg"}


def line(found: Found, today: date, fresh: Intervals) -> Line:
    """One line of the list: what it is, of whom, why it was found."""
    why = _WHY.get(found.why, "").format(found.words)
    if found.right is not None:
        detail = _joined(why, found.right.body)
        return Line(found.name, found, found.key, detail=detail, right="recht", mark="rights", role="accent")
    assert found.service  # noqa: S101  # one of both
    service = found.service
    checked = ages.age(service, today, fresh.of(service))
    missing = "contact ontbreekt" if not service.reachable else ""
    right = _joined(_KINDS.get(service.kind or "", ""), checked.short)
    detail = _joined(missing, why, _where(service))
    return Line(service.name, found, found.key, detail=detail, right=right, mark=checked.role, role=checked.role)


def _where(service: Service) -> str:
    return service.organization if service.organization != service.name else words.working_area(service)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def nothing(typed: str, like: Sequence[str]) -> str:
    """What an empty list says: which words may have been meant, and what else can be done."""
    meant = f"Bedoel je {_either(like)}? " if like else ""
    return (
        f"Niets gevonden voor “{typed}”. {meant}Typ een korter of een ander woord. Begin een nieuwe vraag met Ctrl+N. "
        "Of meld met Ctrl+Shift+S dat dit aanbod ontbreekt."
    )


def _either(listed: Sequence[str]) -> str:
    told = [f"“{one}”" for one in listed]
    return " of ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def right_rows(rule: Rule, yields: Sequence[str]) -> Sequence[tuple[str, str, str]]:
    """A right as its rule tells it with what it may bring, without a client: never whether somebody has it."""
    return tuple(_rows(rule, yields))


def _rows(rule: Rule, yields: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    yield "Wat", rule.what, ""
    if yields:
        yield "Indicatie", "\n".join(f"≈ {line}" for line in yields), ""
    if rule.who:
        yield "Voor wie", rule.who, ""
    yield "Hoe", f"{rule.how} ({AUTOMATIC[rule.automatic]})", ""
    if rule.documents:
        yield "Neem mee", "\n".join(f"□ {vocab.label('documents', slug)}" for slug in rule.documents), ""
    yield "Wie beslist", f"{rule.body}. De dienst beslist.", ""
    site = urlsplit(rule.sources[0].url).netloc.removeprefix("www.") if rule.sources else "niet bekend"
    checked = f"nagekeken in {month(rule.checked)}" if rule.checked else "niet alles is nagekeken"
    yield "Bron", f"{site}, {checked}", "soft"
