"""Products of IPDC and LPDC as RDF: Turtle, and JSON-LD whose keys are whole addresses. Turned into the plain keys of IPDC.

An extra: the keys that the published vocabulary leaves out are in none of these files. Who can choose gives plain JSON.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import turtle

MOST_BYTES = 64 * 2**20
MOST_DEEP = 24  # objects inside each other
MOST_FOLLOWED = 1_000_000  # steps from node to node in one file
_IPDC = "https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#"
_TERMS, _M8G, _SCHEMA = "http://purl.org/dc/terms/", "http://data.europa.eu/m8g/", "http://schema.org/"
_ADDRESS = "https://data.vlaanderen.be/ns/adres#"
KINDS = tuple(
    f"{_IPDC}{kind}{form}" for kind in ("InstancePublicService", "ConceptualPublicService") for form in ("", "Snapshot")
)
_TEXTS = {
    "naam": f"{_TERMS}title",
    "beschrijving": f"{_TERMS}description",
    "verdereBeschrijving": f"{_IPDC}additionalDescription",
    "uitzonderingen": f"{_IPDC}exception",
    "regelgevingTekst": f"{_IPDC}regulation",
    "straatnaam": f"{_ADDRESS}Straatnaam",
    "gemeentenaam": f"{_ADDRESS}gemeentenaam",
    "land": f"{_ADDRESS}land",
}
_SAID = {
    "creatie": f"{_SCHEMA}dateCreated", "laatstGewijzigd": f"{_SCHEMA}dateModified",
    "startDienstVerlening": f"{_SCHEMA}startDate", "eindeDienstVerlening": f"{_SCHEMA}endDate",
    "productnummer": f"{_SCHEMA}productID", "gearchiveerd": f"{_IPDC}isArchived",
    "generatedAtTime": "http://www.w3.org/ns/prov#generatedAtTime", "order": "http://www.w3.org/ns/shacl#order",
    "url": f"{_SCHEMA}url", "email": f"{_SCHEMA}email", "telefoonnummer": f"{_SCHEMA}telephone",
    "openingsuren": f"{_SCHEMA}openingHours", "huisnummer": f"{_ADDRESS}Adresvoorstelling.huisnummer",
    "busnummer": f"{_ADDRESS}Adresvoorstelling.busnummer", "postcode": f"{_ADDRESS}postcode",
}  # fmt: skip
_LISTED = {
    "themas": f"{_M8G}thematicArea",
    "doelgroepen": f"{_IPDC}targetAudience",
    "talen": f"{_TERMS}language",
    "bevoegdBestuursniveaus": f"{_IPDC}competentAuthorityLevel",
    "uitvoerendBestuursniveaus": f"{_IPDC}executingAuthorityLevel",
    "bevoegdeOverheden": f"{_M8G}hasCompetentAuthority",
    "uitvoerendeOverheden": f"{_IPDC}hasExecutingAuthority",
    "publicatiekanalen": f"{_IPDC}publicationMedium",
    "yourEuropeCategorieen": f"{_IPDC}yourEuropeCategory",
    "geografischToepassingsgebieden": f"{_TERMS}spatial",
}
_ONE = {
    "type": f"{_TERMS}type",
    "isVersionOf": f"{_TERMS}isVersionOf",
    "aangemaaktDoor": "http://purl.org/pav/createdBy",
    "linkedConcept": f"{_TERMS}source",
}
_PARTS = {
    "voorwaarden": "http://vocab.belgif.be/ns/publicservice#hasRequirement",
    "procedures": "http://purl.org/vocab/cpsv#follows",
    "kosten": f"{_M8G}hasCost",
    "financieleVoordelen": "http://purl.org/vocab/cpsv#produces",
    "regelgeving": f"{_M8G}hasLegalResource",
    "contactgegevens": f"{_M8G}hasContactPoint",
    "websites": "http://www.w3.org/2000/01/rdf-schema#seeAlso",
}
_PART = {"bewijs": f"{_M8G}hasSupportingEvidence", "adres": f"{_IPDC}address"}
_KEYWORDS, _SITES = "http://www.w3.org/ns/dcat#keyword", f"{_IPDC}hasWebsite"

type Nodes = Mapping[str, Mapping[str, Any]]


def is_expanded(item: Any) -> bool:
    """Whether an object of a JSON file has whole addresses as keys."""
    return isinstance(item, dict) and "@id" in item and any(key.startswith("http") for key in item)


def of_turtle(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """The products in Turtle or N-Triples, with plain keys. Raises Refusal for what is no Turtle or too much to hold."""
    text = stream.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise Refusal("Dit bestand is te groot om als Turtle te lezen.", "Vraag het bestand als JSON.")
    yield from _products(turtle.nodes(text.decode("utf-8", "replace")))


def of_objects(items: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The products among the nodes of expanded JSON-LD, with plain keys."""
    found: dict[str, dict[str, Any]] = {}
    for number, (_, item) in enumerate(items, 1):
        if number > MOST_BYTES // 100:
            raise Refusal("Dit bestand is te groot om als JSON-LD te lezen.", "Vraag het bestand met de sleutels van IPDC.")
        _gather(item, found, 0)
    yield from _products(found)


def _gather(item: Any, found: dict[str, dict[str, Any]], deep: int) -> None:
    """Every node in an object by its address, also the ones inside it."""
    if not isinstance(item, dict) or deep > MOST_DEEP:
        return
    if "@id" not in item and not any(key.startswith("http") for key in item):
        for part in (one for key in ("@graph", "@list") for one in _list(item.get(key))):
            _gather(part, found, deep + 1)
        return
    known = str(item.setdefault("@id", f"_:o{len(found)}"))
    for key, value in item.items():
        if key.startswith("@") and key != "@graph":
            continue
        for part in _list(value):
            _gather(part, found, deep + 1)
    found.setdefault(known, {}).update(item)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _products(nodes: Nodes) -> Iterator[tuple[str, Any]]:
    graph, number = _Graph(nodes), 0
    for known, node in nodes.items():
        if any(kind in KINDS for kind in _list(node.get("@type"))):
            number += 1
            yield f"nr. {number}", {"@id": known, "@type": "Product", **graph.product(node)}


class _Graph:
    """Nodes with the keys of IPDC, and what they lead to inside them; followed so far and no further."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes, self._left = nodes, MOST_FOLLOWED

    def product(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """A product with its parts."""
        made = _plain(node)
        made |= {key: told for key, name in _PARTS.items() if (told := [self._part(one) for one in self._led(node, name)])}
        return made

    def _part(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """A cost, a condition with its proof, a procedure with its websites, a contact with its address …"""
        made = _plain(node)
        made |= {key: _plain(one) for key, name in _PART.items() for one in self._led(node, name)}
        if sites := [_plain(one) for one in self._led(node, _SITES)]:
            made["websites"] = sites
        return made

    def _led(self, node: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
        for one in _addresses(node, name):
            self._left -= 1
            if self._left < 0:
                raise Refusal("In dit bestand verwijst alles naar alles.", "Vraag het bestand als JSON.")
            if one in self._nodes:
                yield self._nodes[one]


def _plain(node: Mapping[str, Any]) -> dict[str, Any]:
    """What a node says of itself."""
    made: dict[str, Any] = {key: told for key, name in _TEXTS.items() if (told := _by_language(node, name))}
    made |= {key: one for key, name in _SAID.items() if (one := next(_values(node, name), None)) is not None}
    made |= {key: codes for key, name in _LISTED.items() if (codes := list(_addresses(node, name)))}
    made |= {key: code for key, name in _ONE.items() if (code := next(_addresses(node, name), None))}
    if words := list(_values(node, _KEYWORDS)):
        made["zoektermen"] = {"nl": words}
    if "gearchiveerd" in made:
        made["gearchiveerd"] = str(made["gearchiveerd"]).lower() in ("true", "1")
    return made


def _by_language(node: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {
        str(one.get("@language") or "nl").lower(): one["@value"]
        for one in _list(node.get(name))
        if isinstance(one, dict) and "@value" in one
    }


def _values(node: Mapping[str, Any], name: str) -> Iterator[Any]:
    for one in _list(node.get(name)):
        value = one.get("@value") if isinstance(one, dict) else one
        if value is not None:
            yield value


def _addresses(node: Mapping[str, Any], name: str) -> Iterator[str]:
    return (str(one["@id"]) for one in _list(node.get(name)) if isinstance(one, dict) and "@id" in one)
