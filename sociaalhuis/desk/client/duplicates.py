"""Whether two files may be of one person: names as they sound in Dutch, French, Turkish and Arabic, and what else is known.

Pure. A name is brought to how it sounds, so that Mohamed, Muhammad and محمد, Yıldız and Yildiz, De Clercq and Declerck meet.
Then what speaks for and against is added up (after Fellegi and Sunter): each name, the birth date, the telephone, the street.
It only proposes: a person at the desk decides, and a merge can be undone for thirty days (desk.client.merging).
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

ENOUGH = 4.5  # from here on the desk is asked whether it is one person
_UNLIKE = 0.6  # given names that are less alike are of two people, whatever else agrees: brothers share all the rest
_NAME_POINTS = ((0.97, 3.0), (0.85, 2.0), (0.75, 0.5), (_UNLIKE, -1.5), (0.0, -4.0))  # how alike, and what it counts
_BARE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "a", "œ": "e", "ð": "d", "þ": "t", "ƶ": "z"})
_ARABIC = {
    **dict.fromkeys("اأإآٱىعءئؤة", ""),
    **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهگپچڤک", "bttjhhddrzsssdtdgfkklmnhgpsfk", strict=True)),
}
_ARABIC_GLIDES = {"و": "w", "ي": "y", "ی": "y"}  # a consonant at the begin of a name, elsewhere a long vowel
_ARTICLE = re.compile(r"^(?:el|al|l|ait|oulad|ould)\s+|^ال")
_JOINED = re.compile(r"^al(?=.{4})")  # the same written together, in the small alphabet
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"tch|tsj|tsch", "s"), (r"sch|sh|sj|sz", "s"), (r"ch(?=[rl])", "k"), (r"ch(?=[aeiouy])", "s"), (r"ch|kh", "h"),
        (r"ph", "f"),
        (r"th", "t"), (r"dh", "d"), (r"gh", "g"), (r"dj|dzj|zj", "j"), (r"^y", "j"), (r"^i(?=[aeou])", "j"),
        (r"cq|ck|q|kc", "k"),
        (r"c(?=[eiy])", "s"), (r"c", "k"), (r"(?<=[a-z]{4})e$", ""), (r"x", "ks"), (r"z", "s"), (r"w", "v"),
        (r"d", "t"), (r"b(?=$)", "p"),
        (r"aey|ae|aa", "a"), (r"eau|au", "o"), (r"eyi|ei|ey|ai|ay|ij(?![aeiou])|uy|ui|ie", "i"),
        (r"ou|oe|eu|ue|oo", "u"), (r"ee", "e"),
        (r"(?<=[aeiou])y(?=[aeiou])", "i"), (r"e", "a"), (r"o", "u"), (r"y", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_PARTICLES = frozenset({"van", "de", "der", "den", "von", "du", "des", "la", "le", "ben", "bin", "bint", "el", "al"})
_ABROAD = 10  # digits from which a number that begins with 32 begins with the country
_REMOTE, _MOST_LOOKED_AT = 50, 300  # of 100: whole names that are less alike are not compared further
_LEAST_BONES = 2  # consonants that say something
_LEAST_PART = 4  # letters of a part of a double name that counts alone


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody. ``phone`` as typed; what is not known is empty or None."""

    given: str
    family: str
    birth_date: date | None = None
    birth_year: int | None = None
    phone: str = ""
    street: str = ""
    postal_code: str = ""


type Named = tuple[str, str, str | None]
"""A given name, a family name and a telephone."""


def near(known: Known, crowd: Sequence[Named]) -> Sequence[int]:
    """Whom of many it is worth comparing with, as places in the crowd: whose whole name sounds somewhat alike, or who has the
    same telephone. So twenty thousand files are looked through while somebody types.
    """
    heard = [f"{sounds(given)} {sounds(family)}" for given, family, _phone in crowd]
    name = f"{sounds(known.given)} {sounds(known.family)}"
    close = process.extract(name, heard, scorer=fuzz.token_sort_ratio, score_cutoff=_REMOTE, limit=_MOST_LOOKED_AT)
    places = {place for _name, _score, place in close}
    if line := _digits(known.phone):
        places |= {place for place, (_given, _family, phone) in enumerate(crowd) if phone and _digits(phone) == line}
    return sorted(places)


def likeness(one: Known, other: Known) -> float:
    """What speaks for one person, minus what speaks against. The names also count the other way round."""
    straight = _names(one.given, one.family, other.given, other.family)
    swapped = _names(one.given, one.family, other.family, other.given)
    points = max(straight, swapped - 0.5)
    if points <= _NEVER:
        return points
    return points + _birth(one, other) + _phone(one, other) + _home(one, other)


_NEVER = -50.0


def _names(given: str, family: str, other_given: str, other_family: str) -> float:
    first = alike(given, other_given) if given and other_given else None
    last = alike(family, other_family) if family and other_family else None
    if first is not None and first < _UNLIKE:
        return _NEVER
    return sum(0.0 if likely is None else _points(likely) for likely in (first, last))


def _points(likely: float) -> float:
    return next(points for least, points in _NAME_POINTS if likely >= least)


@functools.lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> float:
    """How alike two names sound, from 0 to 1. One part of a double name, or an initial, is nearly as good as the whole."""
    if one == other:
        return 1.0
    first, second = sounds(one), sounds(other)
    if not (first and second):
        return 0.0
    if _is_arabic(one) or _is_arabic(other):
        return _ratio(_skeleton(first), _skeleton(second))
    best = max(
        _ratio(first, second),
        0.97 * _ratio(_JOINED.sub("", first), _JOINED.sub("", second)),
        OSA.normalized_similarity(folded(one), folded(other)),  # letters that changed places
        _bones(_skeleton(first), _skeleton(second)),
    )
    parts, others = _parts(one), _parts(other)
    if parts and others and (len(parts) > 1 or len(others) > 1):
        shared = max((_ratio(a, b) for a in parts for b in others if min(len(a), len(b)) >= _LEAST_PART), default=0.0)
        best = max(best, 0.9 * shared)
    if min(len(first), len(second)) == 1 and first[0] == second[0]:
        best = max(best, 0.8)
    return best


def _bones(one: str, other: str) -> float:
    """What the same consonants say: vowels are heard and written in many ways, and short names end sooner (Piet, Pieter)."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_BONES or not long.startswith(short):
        return 0.0
    return 0.8 if short == long else 0.65


def _ratio(one: str, other: str) -> float:
    return Levenshtein.normalized_similarity(one, other) if one and other else 0.0


@functools.lru_cache(maxsize=65_536)
def sounds(name: str) -> str:
    """A name as it sounds, in a small alphabet: without accents, spaces, articles and doubled letters."""
    bare = folded(name)
    bare = _ARTICLE.sub("", bare).replace(" ", "")
    if _is_arabic(bare):
        bare = _from_arabic(bare)
    for pattern, sound in _SOUNDS:
        bare = pattern.sub(sound, bare)
    return bare


def folded(name: str) -> str:
    """Small letters without accents; what is no letter is a space."""
    small = unicodedata.normalize("NFKD", name.replace("İ", "i").casefold().translate(_BARE))
    letters = (letter for letter in small if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalpha() else " " if letter not in "'’ʼ`ـ" else "" for letter in letters).split())


def _parts(name: str) -> tuple[str, ...]:
    return tuple(sounds(part) for part in folded(name).split() if part not in _PARTICLES)


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def _from_arabic(name: str) -> str:
    return "".join(
        (_ARABIC_GLIDES[letter] if not place else "") if letter in _ARABIC_GLIDES else _ARABIC.get(letter, letter)
        for place, letter in enumerate(name)
    )


def _skeleton(sound: str) -> str:
    """The consonants: an Arabic name is written without its short vowels."""
    return re.sub(r"(?<=.)h$|[aiu]", "", sound).replace("v", "u").replace("u", "")


def _birth(one: Known, other: Known) -> float:
    first, second = one.birth_date, other.birth_date
    if first and second:
        if first == second:
            return 4.0
        if (first.year, first.day, first.month) == (second.year, second.month, second.day):
            return 3.0
        wrong = sum(a != b for a, b in zip(first.timetuple()[:3], second.timetuple()[:3], strict=True))
        if wrong == 1:
            return 1.0 if first.year == second.year or _one_slip(first.year, second.year) else -3.0
        return -4.0
    years = (first.year if first else one.birth_year, second.year if second else other.birth_year)
    if None in years:
        return 0.0
    return 2.0 if years[0] == years[1] else -4.0


def _one_slip(one: int, other: int) -> bool:
    """Whether one digit was mistyped, or two changed places."""
    first, second = str(one), str(other)
    differ = [place for place in range(4) if first[place] != second[place]]
    return len(differ) == 1 or sorted(first) == sorted(second)


def _phone(one: Known, other: Known) -> float:
    first, second = _digits(one.phone), _digits(other.phone)
    return 3.0 if first and first == second else 0.0


def line(phone: str) -> str:
    """A telephone number as it is dialled here, digits only: 0400 00 12 34, (0400) 00-12-34 and +32 400 00 12 34 are one."""
    digits = re.sub(r"\D", "", phone).removeprefix("00")
    return f"0{digits[2:]}" if digits.startswith("32") and len(digits) >= _ABROAD else digits


def _digits(phone: str) -> str:
    """The end of a number that says which line it is."""
    digits = line(phone)
    return digits[-8:] if len(digits) >= 8 else ""


def _home(one: Known, other: Known) -> float:
    first, second = folded_street(one.street), folded_street(other.street)
    if first and second and one.postal_code == other.postal_code:
        return 1.5 if first == second else 0.0
    return 0.0


def folded_street(street: str) -> str:
    """A street with its number, as it can be compared: “Dorpsstr. 12” and “dorpsstraat 12” are one."""
    words = re.sub(r"[^0-9a-z ]", " ", unicodedata.normalize("NFKD", street.casefold()))
    return re.sub(r"str(?:aat)?\b", "str", " ".join(words.split()))
