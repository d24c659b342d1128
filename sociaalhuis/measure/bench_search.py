"""What searching the catalogue costs at every letter: 20,000 services, 5,000 products and the rights, against raw searches.

The catalogue is made as for suggestions, with an invented name in every organisation so that there are as many words as in a
real one; products are the rights that ship, as many municipalities would word them. The words are typed letter by letter from
the second on. The floors are a bare tantivy index and a bare SQLite FTS5 table over the same names and descriptions.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from sociaalhuis.catalogue import needs, places
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.catalogue.service import PRODUCT, Service, ServiceArea
from sociaalhuis.desk.catalogue import seeking
from sociaalhuis.measure.bench_suggest import bare_index, made, table
from sociaalhuis.measure.figures import Result, ratio, result
from sociaalhuis.rights import engine as rights_engine

SERVICES, PRODUCTS, SEED, SHOWN = 20_000, 5_000, 2026, 40
_FROM = 2  # letters
_OURS = ("letter", "letter_cpu", "word")
_WARM = 3  # words that do not count
_SYLLABLES = tuple(f"{one}{other}" for one in "bdfgklmnprstvwz" for other in "aeio")
WORDS = (
    "huur", "energie", "dienst", "rolstoel lenen", "huurpremie", "poetshulp", "sociale dienst", "mindermobielencentrale",
    "leefloon", "ziekenfonds", "kinderbijslag", "doktersrekening niet kunnen betalen", "sociale woning", "dop",
    "cinema goedkoop", "gratis advocaat", "voedselpakket", "ocmw hasselt", "kringwnkel", "parkeerkart", "tafeltje dekje",
    "psycholoog", "huisbaas doet niks", "itsme", "allocations familiales", "food bank", "verhoogde tegemoetkoming",
    "thuisverpleging", "premie dak", "groeipakket sociale toeslag",
)  # fmt: skip


def run(services: int = SERVICES, products: int = PRODUCTS, seed: int = SEED) -> Result:
    """Type every word in a catalogue of this size, in turn with the floors.

    ``letter`` is each answer, ``word`` those to whole words, ``letter_cpu`` the processor's time for each answer: what it takes
    on a machine that does nothing else.
    """
    everything = catalogue(services, products, seed)
    needs.vocabulary()
    started = time.perf_counter()
    engine = Engine(everything)
    engine.know_rights(seeking.sought(rights_engine.shipped().book.rules), {})
    engine.ready_search()
    built = time.perf_counter() - started
    bare, listed = bare_index(everything), table(everything)
    where = places.places("3740")
    times: dict[str, list[float]] = {"letter": [], "letter_cpu": [], "word": [], "tantivy_top20": [], "fts5_top20": []}
    for number, text in enumerate((*WORDS[:_WARM], *WORDS)):
        for typed in _typed(text):
            before = time.process_time()
            taken = (
                _timed(partial(engine.search, typed, SHOWN, where)),
                time.process_time() - before,
                _timed(partial(bare, typed)),
                _timed(partial(listed, typed)),
            )
            if number >= _WARM:
                for name, seconds in zip(("letter", "letter_cpu", "tantivy_top20", "fts5_top20"), taken, strict=True):
                    times[name].append(seconds)
                if typed == text:
                    times["word"].append(taken[0])
    floors = {name: times[name] for name in ("tantivy_top20", "fts5_top20")}
    ratios = {f"letter/{name}": ratio(times["letter"], floor) for name, floor in floors.items()}
    return result("search", floors, {**{name: times[name] for name in _OURS}, "build": [built]}, ratios)


def _typed(text: str) -> Iterator[str]:
    """The text as it grows, letter by letter."""
    for end in range(_FROM, len(text) + 1):
        if text[end - 1] != " ":
            yield text[:end]


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def catalogue(services: int, products: int, seed: int) -> Sequence[Service]:
    """Made services and products; same seed, same catalogue."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    rules = list(rights_engine.shipped().book.rules.values())
    homes = [one for code in places.codes() for one in places.places(code) if one.region == "Vlaanderen"]

    def invented() -> str:
        return "".join(dice.choices(_SYLLABLES, k=dice.randint(3, 5))).capitalize()

    found = [replace(one, organization=f"{one.organization} {invented()}") for one in made(services, seed)]
    for number in range(products):
        rule, home = dice.choice(rules), dice.choice(homes)
        found.append(
            Service(
                f"product-{number}",
                f"Gemeente {home.municipality}",
                f"{rule.name} {home.municipality}",
                f"{rule.what} {rule.who} {rule.how} {invented()}",
                ServiceArea("municipalities", (home.nis,)),
                kind=PRODUCT,
            )
        )
    return found
