"""Whether two records of the catalogue may be of one service: what they share, and how alike their names are.

Pure. Records that share something telling (a number, a mail, a page, an address, a register number, a place with a word of the
name) are compared; what speaks for and against is added up (after Fellegi and Sunter). A number that ten services of one
organisation share says less than one that only two have, and a word in few names says more than one in many. It only proposes:
a person at the desk decides, and a join can be undone (desk.catalogue.joining).
"""

import functools
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from sociaalhuis.catalogue import places

ENOUGH = 5.2  # points from which a pair is shown
SURE, LIKELY = 8.0, 6.0  # points from which it is called nearly certain, likely
_BLOCK = 30  # records with one thing in common that are all compared with each other; of more only those with a word in common
_WINDOW = 6  # neighbours by name that are compared when even that leaves too many
_SAME, _NEARLY, _LEAST_LIKE = 0.96, 0.7, 0.4  # how alike names are, from 0 to 1
_LITTLE = 0.06  # what a word of the organisation or of the town counts
_INSIDE, _WHOLE, _TELLING = 0.72, 0.9, 2.0  # how alike a name is to one that holds as much of it, when that says so much
_UNLIKE = 50.0  # of 100: organisations less alike than this are two
_TYPED = 84.0  # of 100: two words as alike as this are one word with a slip
_LONG = 5  # letters from which a word may have a slip
_NAME_POINTS = ((0.96, 4.0), (0.85, 3.2), (0.7, 1.8), (0.55, -0.5), (0.4, -3.5))
_EMPTY = frozenset({
    "de", "het", "een", "van", "der", "den", "en", "of", "in", "te", "aan", "op", "voor", "bij", "met", "door",
    "naar", "om", "tot", "uit", "vzw", "dienst", "diensten", "aanbod", "project",
})  # fmt: skip
_SAME_WORDS: Mapping[str, str] = {
    "socialehuis": "sociaalhuis", "ldc": "dienstencentrum", "cgg": "geestelijke", "str": "straat", "tel": "telefoon",
    "gem": "gemeente", "ctr": "centrum", "cntr": "centrum", "soc": "sociale", "centra": "centrum",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a record. ``places``: postal code with street and number; ``number``: of the organisation in a register.

    ``themes``: life domains and terms of a taxonomy. ``sources``: where it came from; empty for a record of the house itself.
    """

    id: str
    name: str
    organization: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    url: str = ""
    places: tuple[tuple[str, str], ...] = ()
    number: str = ""
    themes: frozenset[str] = frozenset()
    kind: str = ""
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one service: ids in order, points, and why (and what speaks against) in words."""

    one: str
    other: str
    points: float
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """How likely it is, in words."""
        return "bijna zeker" if self.points >= SURE else "waarschijnlijk" if self.points >= LIKELY else "misschien"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A record as it is compared."""

    known: Known
    words: tuple[str, ...]  # of the name
    who: frozenset[str]  # words of the organisation
    called: str  # the same as one text
    around: frozenset[str]  # the same, and those of the town
    towns: frozenset[str]  # words of the name that are names of towns
    numbers: frozenset[str]  # words of the name that are numbers
    joined: str  # the words of the name without spaces between
    phones: frozenset[str]
    email: str
    page: str
    host: str
    places: frozenset[tuple[str, str]]
    codes: frozenset[str]


type Told = Callable[[int, int], None]
"""Called with how many of how many records were looked at."""


def find(records: Iterable[Known], apart: Iterable[tuple[str, str]] = (), told: Told | None = None) -> list[Pair]:
    """The pairs that may be one service, the likeliest first; without those of which somebody said that they are not.

    The order of the records makes no difference. Twenty thousand take some seconds.
    """
    ready = [_ready(one) for one in sorted(records, key=lambda one: one.id)]
    weigh = _Weigher(ready)
    settled = {frozenset(pair) for pair in apart}
    found = []
    for at, (one, others) in enumerate(_candidates(ready, weigh)):
        for other in others:
            pair = weigh.pair(ready[one], ready[other])
            if pair is not None and frozenset((pair.one, pair.other)) not in settled:
                found.append(pair)
        if told is not None and at % 500 == 0:
            told(one, len(ready))
    return sorted(found, key=lambda pair: (-pair.points, pair.one, pair.other))


def _candidates(ready: Sequence[_Ready], weigh: "_Weigher") -> Iterator[tuple[int, set[int]]]:
    """Whom each record is compared with, each pair once."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for at, record in enumerate(ready):
        for key in _keys(record, weigh):
            blocks[key].append(at)
    beside: dict[int, set[int]] = defaultdict(set)
    for members in blocks.values():
        for part in _small(members, ready):
            for place, one in enumerate(part):
                beside[one].update(part[place + 1 :])
    return iter(sorted(beside.items()))


def _keys(one: _Ready, weigh: "_Weigher") -> Iterator[object]:
    """What another record may have in common with this one."""
    yield from (("tel", phone) for phone in one.phones)
    yield from (("adres", place) for place in one.places)
    for kind, value in (("mail", one.email), ("page", one.page), ("host", one.host), ("number", one.known.number)):
        if value:
            yield kind, value
    telling = sorted(set(one.words), key=lambda word: (-weigh.rarity(word), word))[:4]
    yield from ((code, word) for code in one.codes for word in telling)
    yield "name", tuple(sorted(telling))
    if len(one.joined) >= 2 * _LONG:
        yield "begins", one.joined[: 2 * _LONG]


def _small(members: list[int], ready: Sequence[_Ready]) -> Iterator[list[int]]:
    """A block as blocks that are small enough: by a word in common, then by neighbours in the order of names."""
    if len(members) <= _BLOCK:
        yield members
        return
    by_word: dict[str, list[int]] = defaultdict(list)
    for at in members:
        for word in set(ready[at].words):
            by_word[word].append(at)
    for part in by_word.values():
        if len(part) <= _BLOCK:
            yield part
        else:
            near = sorted(part, key=lambda at: (sorted(ready[at].words), ready[at].known.id))
            for place in range(len(near)):
                yield sorted(near[place : place + _WINDOW])


class _Weigher:
    """What speaks for and against two records, knowing how rare everything is among all of them."""

    def __init__(self, ready: Sequence[_Ready]) -> None:
        names = Counter(word for one in ready for word in set(one.words))
        self._rarities = {word: math.log(max(2, len(ready)) / times) + 0.3 for word, times in names.items()}
        self._shared: Counter[object] = Counter()
        for one in ready:
            self._shared.update((*one.phones, *one.places))
            self._shared.update(filter(None, (one.email, one.page, one.host)))

    def rarity(self, word: str) -> float:
        """How much a word says: little when many names hold it."""
        return self._rarities[word]

    def pair(self, one: _Ready, other: _Ready) -> Pair | None:
        """The pair when enough speaks for it."""
        if (one.known.kind == "product") != (other.known.kind == "product"):
            return None
        likely = self.likeness(one, other)
        if likely < _LEAST_LIKE:  # nothing that they share makes up for that
            return None
        weighed = [
            _name(likely),
            self._same("zelfde telefoon", "andere telefoon", one.phones, other.phones, 2.6, -0.4),
            self._same("zelfde e-mail", "andere e-mail", *_ones(one.email, other.email), 2.4, -0.3),
            self._site(one, other),
            self._places(one, other),
            *_who(one, other),
            *_themes(one, other),
        ]
        points = sum(value for value, _words in weighed)
        if points < ENOUGH:
            return None
        reasons = tuple(words for value, words in weighed if value > 0 and words)
        against = tuple(words for value, words in weighed if value < 0 and words)
        return Pair(one.known.id, other.known.id, round(points, 2), reasons, against)

    def likeness(self, one: _Ready, other: _Ready) -> float:
        """How alike two names are, from 0 to 1: shared words by how rare they are; those of the organisation count little."""
        elsewhere = one.towns - other.towns - other.around and other.towns - one.towns - one.around
        if one.numbers != other.numbers or elsewhere:
            return 0.0
        left, right = _matched(one.words, other.words), _matched(other.words, one.words)
        own = _own(one, other)
        shared = total = 0.0
        inside = False  # one name holds the whole other one
        for words, met, theirs in ((one.words, left, other.around), (other.words, right, one.around)):
            weights = {word: self.rarity(word) * (_LITTLE if word in theirs or word in own else 1.0) for word in words}
            total += sum(weights.values())
            shared += (mine := sum(weights[word] for word in met))
            inside = inside or mine >= max(_TELLING, _WHOLE * sum(weights.values()))
        by_words = max(shared / total if total else 0.0, _INSIDE if inside else 0.0)
        return max(by_words, 0.97 * fuzz.ratio(one.joined, other.joined) / 100 if _slip(one, other) else 0.0)

    def _same(
        self, same: str, differs: str, left: frozenset[str], right: frozenset[str], most: float, least: float
    ) -> tuple[float, str]:
        """Points for something shared, fewer when many share it; a little against when both have another."""
        if met := left & right:
            return most * max(self._telling(key) for key in met), same
        return (least, differs) if left and right else (0.0, "")

    def _telling(self, key: object) -> float:
        """From 1 for what two records share, down for what many share."""
        return min(1.0, 1.6 / math.sqrt(max(2, self._shared[key])))

    def _site(self, one: _Ready, other: _Ready) -> tuple[float, str]:
        if one.page and one.page == other.page:
            return 2.0 * self._telling(one.page), "zelfde webpagina"
        if one.host and one.host == other.host:
            return 1.0 * self._telling(one.host), "zelfde website"
        return (-0.3, "andere website") if one.host and other.host else (0.0, "")

    def _places(self, one: _Ready, other: _Ready) -> tuple[float, str]:
        if met := one.places & other.places:
            return 1.8 * max(self._telling(place) for place in met), "zelfde adres"
        if one.codes and other.codes:
            return (0.8, "zelfde postcode") if one.codes & other.codes else (-5.0, "andere plaats")
        return 0.0, ""


def _name(likely: float) -> tuple[float, str]:
    points = next(points for least, points in _NAME_POINTS if likely >= least)
    said = "zelfde naam" if likely >= _SAME else "bijna dezelfde naam" if likely >= _NEARLY else "naam lijkt wat"
    return points, said if points > 0 else "andere naam"


def _who(one: _Ready, other: _Ready) -> Iterator[tuple[float, str]]:
    """What the organisations say."""
    left, right = one.known.number, other.known.number
    if left and right:
        yield (1.2, "zelfde ondernemingsnummer") if left == right else (-2.0, "ander ondernemingsnummer")
    if one.who and other.who:
        like = _likeness(one.called, other.called)
        if like >= _TYPED:
            yield 0.8, "zelfde organisatie"
        elif like < _UNLIKE and not (one.who & {*other.words}) and not (other.who & {*one.words}):
            yield -1.5, "andere organisatie"
    if one.known.sources & other.known.sources:
        yield -1.0, "staan in dezelfde bron"


def _themes(one: _Ready, other: _Ready) -> Iterator[tuple[float, str]]:
    left, right = one.known.themes, other.known.themes
    if left and right:
        yield (0.5, "zelfde thema's") if left & right else (-0.6, "andere thema's")


def _own(one: _Ready, other: _Ready) -> frozenset[str]:
    """The words of their organisation and towns count little, unless the organisations differ or a name is nothing else."""
    around = one.around | other.around
    if one.who and other.who and _likeness(one.called, other.called) < _TYPED:
        return frozenset()
    return around if all(set(words) - around for words in (one.words, other.words)) else frozenset()


@functools.lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    """How alike two organisations are called, of 100."""
    return fuzz.token_set_ratio(one, other)


def _matched(words: Sequence[str], others: Sequence[str]) -> frozenset[str]:
    """Which of these words the others hold too, with a slip of the pen if need be."""
    there = set(others)
    return frozenset(word for word in words if word in there or _near(word, others))


def _near(word: str, others: Sequence[str]) -> bool:
    return len(word) >= _LONG and any(len(other) >= _LONG and fuzz.ratio(word, other) >= _TYPED for other in others)


def _slip(one: _Ready, other: _Ready) -> bool:
    """Whether the names may differ by how words are written together only."""
    return abs(len(one.joined) - len(other.joined)) <= 2 and len(one.words) != len(other.words)


@functools.cache
def _town_words() -> frozenset[str]:
    """The words of the names of municipalities and provinces."""
    known = (one for code in places.codes() for one in places.known(code))
    return frozenset(word for one in known for name in (one.municipality, one.province) for word in _words(name))


def _ones(left: str, right: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(filter(None, (left,))), frozenset(filter(None, (right,)))


def _ready(known: Known) -> _Ready:
    words = tuple(_words(known.name))
    host, page = _site(known.url)
    who = frozenset(_words(known.organization))
    towns = frozenset(word for code, _ in known.places for one in places.known(code) for word in _words(one.municipality))
    return _Ready(
        known, words, who, " ".join(sorted(who)), who | towns, _town_words().intersection(words),
        frozenset(filter(str.isdigit, words)), "".join(words),
        frozenset(filter(None, map(digits, known.phones))), known.email.strip().casefold(), page, host,
        frozenset((code, street) for code, said in known.places if (street := folded_street(said))),
        frozenset(code for code, _street in known.places if code),
    )  # fmt: skip


def _words(text: str) -> Iterator[str]:
    """The words of a name that say something."""
    small = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in small if not unicodedata.combining(letter))
    bare = re.sub(r"\b(?:[a-z]\.){2,}", lambda found: found.group().replace(".", ""), bare)  # o.c.m.w.
    found = [_SAME_WORDS.get(word, word) for word in re.findall(r"[a-z0-9]+|[^\W\d_]+", bare)]
    telling = [word for word in found if word not in _EMPTY]
    return iter(telling or found)


def digits(phone: str) -> str:
    """The end of a number that says which line it is; a short number whole."""
    found = re.sub(r"\D", "", phone)
    return found[-8:] if len(found) >= 8 else found


def folded_street(street: str) -> str:
    """A street with its number, as it can be compared: “Dorpsstr. 12” and “dorpsstraat 12” are one."""
    words = " ".join(re.sub(r"[^0-9a-z ]", " ", unicodedata.normalize("NFKD", street.casefold())).split())
    words = re.sub(r"str(?:aat)?\b", "str", words)
    return re.sub(r"\b(?:bus|b)\b.*$", "", words).strip()


def _site(url: str) -> tuple[str, str]:
    """The host of an address without www, and the page when it is more than the front page."""
    if not url:
        return "", ""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return "", ""
    host, path = parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/").casefold()
    return host, f"{host}{path}" if path else ""
