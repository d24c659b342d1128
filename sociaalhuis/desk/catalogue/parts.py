"""The parts of a record as lines of text and back: addresses, costs, what to bring, and where a service works.

A line that was not touched keeps its part whole, with what the line does not say (coordinates, the name of the building). A
line that cannot be is refused with how to write it.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from sociaalhuis.catalogue import places
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue.model import Cost, Document, Place

HIDDEN = "geheim:"  # before an address that never leaves the house
MOST = 40  # lines of one field
_ADDRESS = re.compile(
    r"(?:(?P<street>.*\S)\s*,\s*)?(?P<code>\d{4})\b\s*(?P<city>[^(\[\],]*?)\s*"
    r"(?:\((?P<what>[^()]*)\))?\s*(?:\[(?P<access>[^\[\]]*)\])?"
)
_COST = re.compile(
    r"(?:(?P<option>[^:\d€]+):\s*)?(?:€\s*)?(?P<amount>\d{1,7}(?:[.,]\d{1,2})?)\s*(?:€|eur\b|euro\b)?"
    r"(?:\s*[,–-]\s*(?P<about>\D.*)|\s+(?P<each>(?:per|voor)\s.+))?",
    re.IGNORECASE,
)
_MONEY = re.compile(r"€|\d\s*eur", re.IGNORECASE)
_URL = re.compile(r"\s*(https?://\S+)$", re.IGNORECASE)
_EVERYWHERE: Mapping[str, str] = {"national": "heel België", "flanders": "heel Vlaanderen"}
_NAMED: Mapping[str, str] = {"province": "provincie", "arrondissement": "arrondissement", "region": "regio"}
_CLOSE = 75  # of 100: a name of a town as alike as this is asked back


def address(one: Place) -> str:
    """“Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel; lift]”, after “geheim:” when it may not leave the house."""
    said = ", ".join(filter(None, (one.address_1, " ".join(filter(None, (one.postal_code, one.city))))))
    what = f" ({one.description})" if one.description else ""
    access = f" [{'; '.join(one.accessibility)}]" if one.accessibility else ""
    return f"{HIDDEN} {said}{what}{access}" if one.confidential else f"{said}{what}{access}"


def cost(one: Cost) -> str:
    """“inschrijving: 12,50 euro, per jaar”."""
    money = "" if one.amount is None else f"{one.amount:.2f}".replace(".", ",").removesuffix(",00")
    paid = f"{money} {'euro' if one.currency in (None, 'EUR') else one.currency}" if money else ""
    said = ", ".join(filter(None, (paid, one.description)))
    return f"{one.option}: {said}" if one.option and said else one.option or said


def document(one: Document) -> str:
    """What to bring, with where it is found."""
    return " ".join(filter(None, (one.document, one.url)))


def area(kind: str, values: Sequence[str]) -> str:
    """“Bilzen, Hasselt”, “provincie Limburg”, “heel Vlaanderen”; empty when the record does not tell."""
    if kind in _EVERYWHERE:
        return _EVERYWHERE[kind]
    if kind == "municipalities":
        return ", ".join(_towns().get(nis, nis) for nis in values)
    return ", ".join(" ".join(filter(None, (_NAMED.get(kind), value))) for value in values)


def read_addresses(text: str, before: Sequence[Place]) -> tuple[Place, ...]:
    """The addresses that these lines say. Raises Refusal for a line that is no address."""
    return _read(text, before, address, _address)


def read_costs(text: str, before: Sequence[Cost]) -> tuple[Cost, ...]:
    """The costs that these lines say. Raises Refusal for an amount that cannot be."""
    return _read(text, before, cost, _cost)


def read_documents(text: str, before: Sequence[Document]) -> tuple[Document, ...]:
    """What must be brought."""
    return _read(text, before, document, _document)


def _read[Part](
    text: str, before: Sequence[Part], said: Callable[[Part], str], read: Callable[[str, Sequence[Part]], Part]
) -> tuple[Part, ...]:
    lines = list(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    if len(lines) > MOST:
        raise Refusal(f"Dit zijn {len(lines)} regels.", f"Hou het bij {MOST} regels in een veld.")
    known = {" ".join(said(one).split()): one for one in before}
    return tuple(known[line] if line in known else read(line, before) for line in lines)


def _address(line: str, before: Sequence[Place]) -> Place:
    secret = line.casefold().startswith(HIDDEN)
    found = _ADDRESS.fullmatch(line[len(HIDDEN) :].strip() if secret else line)
    if found is None:
        raise Refusal(f"“{line[:60]}” is geen adres.", "Schrijf het als Dorpsstraat 12, 3740 Bilzen (onthaal) [rolstoel].")
    street, code = (found["street"] or "").strip(), found["code"]
    known = places.known(code)
    if not known:
        raise Refusal(f"De postcode {code} bestaat niet.", "Kijk de postcode na.")
    same = next((one for one in before if (one.address_1, one.postal_code) == (street, code)), Place(street, code, ""))
    return replace(
        same,
        city=found["city"].strip() or known[0].municipality,
        description=(found["what"] or "").strip() or None,
        accessibility=tuple(filter(None, (word.strip() for word in (found["access"] or "").split(";")))),
        confidential=secret,
    )


def _cost(line: str, _before: Sequence[Cost]) -> Cost:
    found = _COST.fullmatch(line)
    if found is None:
        if _MONEY.search(line):
            raise Refusal(f"“{line[:60]}” is geen bedrag.", "Schrijf het als 12,50 euro, per jaar.")
        return Cost(description=line)
    option, about = (found["option"] or "").strip(), (found["about"] or found["each"] or "").strip()
    return Cost(option or None, float(found["amount"].replace(",", ".")), "EUR", about or None)


def _document(line: str, _before: Sequence[Document]) -> Document:
    found = _URL.search(line)
    if found is None or not found.start():
        return Document(line)
    return Document(line[: found.start()].strip(), found[1])


def read_area(text: str) -> tuple[str, tuple[str, ...]]:
    """Where a service works: kind and values of catalogue.service.ServiceArea. Raises Refusal for what is no known place."""
    said = " ".join(text.split()).strip(" ,")
    whole = {words.removeprefix("heel ").casefold(): kind for kind, words in _EVERYWHERE.items()}
    if (kind := whole.get(said.casefold().removeprefix("heel "))) is not None:
        return kind, ()
    parts = [part.strip() for part in said.split(",") if part.strip()]
    for kind, word in _NAMED.items():
        if parts and parts[0].casefold().startswith(f"{word} "):
            return kind, tuple(part[len(word) :].strip() if part.casefold().startswith(f"{word} ") else part for part in parts)
    return ("municipalities", tuple(dict.fromkeys(map(_nis, parts)))) if parts else ("region", ())


def _nis(name: str) -> str:
    """The code of a municipality by its name, or by one half of the name of merged ones."""
    if name in _towns():
        return name
    wanted, codes = name.casefold(), {town.casefold(): nis for nis, town in _towns().items()}
    halves = [nis for town, nis in codes.items() if wanted in town.split("-")]
    if wanted in codes or len(halves) == 1:
        return codes.get(wanted) or halves[0]
    near = process.extractOne(wanted, list(codes), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    meant = (
        f"Bedoel je {_towns()[codes[near[0]]]}?" if near else "Schrijf gemeenten met een komma ertussen, of provincie Limburg."
    )
    raise Refusal(f"“{name[:40]}” is geen gemeente.", meant)


@functools.cache
def _towns() -> Mapping[str, str]:
    return {one.nis: one.municipality for code in places.codes() for one in places.known(code)}
