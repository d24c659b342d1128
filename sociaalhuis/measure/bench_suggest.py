"""What suggestions cost: from a text to ranked services with reasons, against raw top-20 searches on the same texts.

The catalogue is made: the starter's services with copies in other municipalities, by a fixed seed. The floors are a bare
tantivy index and a bare SQLite FTS5 table over the same names and descriptions. ``build`` is all that must be ready
before the first question: the vocabulary of needs, both models and the engine.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import tantivy

from sociaalhuis.catalogue import needs, places, starter, words
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.service import Service, ServiceArea
from sociaalhuis.measure.figures import Result, ratio, result

SIZE, SEED, ROUNDS, TOP = 20_000, 2026, 8, 20
_DAY = date(2026, 11, 23)
QUESTIONS = (
    "Wij krijgen de gasrekening van deze winter niet betaald en er ligt al een tweede aanmaning.",
    "De eigenaar wil dat we tegen nieuwjaar buiten zijn, we vinden niks anders.",
    "dochter 16j spijbelt, slaapt slecht, school belt elke week",
    "Ik ben mijn job kwijt en weet niet waar ik mijn papieren moet indienen.",
    "mijn moeder van 84 kan niet meer alleen in bad en ze valt dikwijls",
    "Mijn ex betaalt de alimentatie niet en ik kom niet toe met mijn loon.",
    "Ik wil Nederlands leren, waar kan ik beginnen?",
    "waar kan ik terecht voor een sociaal tarief en hulp met mijn factuur van water",
    "Mijn man drinkt te veel en roept tegen de kinderen, ik durf er met niemand over praten.",
    "We zoeken opvang voor onze baby vanaf september.",
    "Je n'ai plus d'argent pour acheter à manger pour mes enfants.",
    "I lost my job and I cannot pay the rent",
    "mevr. 67j weduwe, eenzaam, vraagt activiteiten in de buurt en vervoer",
    "Mijn uitkering van de mutualiteit is al twee maand niet gestort.",
    "Ik heb schimmel op de muren en de huisbaas doet niks.",
    "Kan ik ergens goedkope meubels en kleren vinden?",
    "Ik versta deze brief niet en moet alles op de computer invullen.",
    "Onze zoon van 9 heeft autisme en we geraken er niet meer aan uit.",
    "k zen belge mor kem gin werk en gin geld nie mer",
    "Mijn papieren zijn vervallen en ik heb een bevel gekregen om te vertrekken.",
)


def run(size: int = SIZE, seed: int = SEED) -> Result:
    """Answer every question from several places, in turn with the two floors; the first place warms up and does not count."""
    services = made(size, seed)
    started = time.perf_counter()
    needs.read("mens")  # with the vocabulary and the model
    engine = Engine(services)
    built = time.perf_counter() - started
    bare, listed = bare_index(services), table(services)
    codes = [address.postal_code for address in random.Random(seed).sample(_flanders(), ROUNDS + 1)]  # noqa: S311  # no secret
    times: dict[str, list[float]] = {"suggest": [], "tantivy_top20": [], "fts5_top20": []}
    for turn, code in enumerate(codes):
        for text in QUESTIONS:
            taken = (
                _timed(lambda: engine.answer({"id": "b", "text": text, "postcode": code}, _DAY)),  # noqa: B023  # called at once
                _timed(lambda: bare(text)),  # noqa: B023  # called at once
                _timed(lambda: listed(text)),  # noqa: B023  # called at once
            )
            if turn:
                for name, seconds in zip(times, taken, strict=True):
                    times[name].append(seconds)
    floors = {name: times[name] for name in ("tantivy_top20", "fts5_top20")}
    ratios = {f"suggest/{name}": ratio(times["suggest"], floor) for name, floor in floors.items()}
    return result("suggest", floors, {"suggest": times["suggest"], "build": [built]}, ratios)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _flanders() -> list[places.Place]:
    return [one for code in places.codes() for one in places.places(code) if one.region == "Vlaanderen"]


def made(size: int, seed: int) -> list[Service]:
    """The starter's services and copies for other Flemish municipalities, ``size`` together; same seed, same services."""
    originals, homes = list(starter.services().values()), _flanders()
    dice = random.Random(seed)  # noqa: S311  # no secret
    copies = [_copy(dice.choice(originals), dice.choice(homes), number) for number in range(size - len(originals))]
    return [*originals, *copies][:size]


def _copy(service: Service, home: places.Place, number: int) -> Service:
    return replace(
        service,
        id=f"{service.id}-{number}",
        name=f"{service.name} {home.municipality}",
        organization=f"{service.organization} {home.municipality}",
        description=f"{service.description} Voor wie woont in {home.municipality}.",
        area=ServiceArea("municipalities", (home.nis,)),
    )


def bare_index(services: Sequence[Service]) -> Callable[[str], object]:
    """A search in a tantivy index as it comes, over names and descriptions."""
    builder = tantivy.SchemaBuilder()
    for field in ("name", "text"):
        builder.add_text_field(field, stored=field == "name")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for service in services:
        writer.add_document(tantivy.Document(name=service.name, text=service.description))
    writer.commit()
    index.reload()

    def search(text: str) -> object:
        query = index.parse_query(" ".join(words.plain_words(text)), ["name", "text"])
        searcher = index.searcher()
        return [searcher.doc(address)["name"] for _, address in searcher.search(query, TOP).hits]

    return search


def table(services: Sequence[Service]) -> Callable[[str], object]:
    """A search in a full text table of SQLite, over names and descriptions."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE service USING fts5(name, text, tokenize='unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO service VALUES (?, ?)", ((service.name, service.description) for service in services))
    connection.execute("INSERT INTO service(service) VALUES ('optimize')")

    def search(text: str) -> object:
        query = " OR ".join(f'"{word}"' for word in words.plain_words(text))
        return connection.execute(
            "SELECT name FROM service WHERE service MATCH ? ORDER BY rank LIMIT ?", (query, TOP)
        ).fetchall()

    return search
