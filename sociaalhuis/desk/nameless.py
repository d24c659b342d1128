"""Texts that are about more people than one: a name, a number or a code of somebody in them is refused, with what to do.

Pure. It knows how names look and which given names are often heard; names of services and towns are no people. Whether a name
is that of a client of this house is for desk.day.signals, which may look in the files.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from sociaalhuis.catalogue import places, starter
from sociaalhuis.desk import references
from sociaalhuis.errors import Refusal
from sociaalhuis.paths import resource
from sociaalhuis.printing import forbidden

NOW = "Schrijf wat er misloopt, niet bij wie."
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_YEARS = re.compile(r"\b(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d\b")  # from a year to a year: of a plan
_DATE = re.compile(r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:\d{4}|\d{2})(?!\d)")
_PHONE = re.compile(r"(?<![\d.,])(?:\+|00)?\d(?:[ ./()-]{0,2}\d){8,13}(?!\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?\d{4}){3}\b")
_CODE = re.compile(r"(?<![\w-])(?:[0-9A-Za-z]{1,3}-)?[0-9A-Za-z]{2,3}-[0-9A-Za-z]{3}(?![\w-])")
_BORN = re.compile(r"(?:°|\bgeboren(?: op)?) ?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){3,}")
_INITIALS = re.compile(r"(?<![\w.])(?!N\.V|B\.V|V\.U|P\.S)[A-Z]\. ?[A-Z]\.(?! ?[A-Z]\.)")
_SENTENCE = re.compile(r"(?<=\w\w)[.!?:;]+\s+|[\n•]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAINT = frozenset({"sint", "st", "heilige"})
_SHORTEST = 5  # letters of a given name that is seen without its capital too


@dataclass(frozen=True, slots=True)
class _Words:
    """What is known of names. ``known`` are words that are no people: of services, organizations, towns."""

    titles: frozenset[str]
    between: frozenset[str]
    given: frozenset[str]
    small: frozenset[str]  # given names without their capital
    family: frozenset[str]
    known: frozenset[str]


@cache
def _words() -> _Words:
    lists = {key: frozenset(words) for key, words in _listed().items()}
    given, family = lists["voornamen"], lists["familienamen"]
    services = (part for one in starter.services().values() for part in (one.name, one.organization, one.alternate_name or ""))
    towns = (name for name, _place, _part in places.named())
    known = {str(word) for text in (*services, *towns) for word in _WORD.findall(text)}
    small = {name.casefold() for name in given if len(name) >= _SHORTEST} - lists["ook_een_woord"]
    whole = (known | lists["geen_namen"]) - given - family
    return _Words(lists["titels"], lists["tussen"], given, frozenset(small), family, frozenset(whole))


def _listed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.load(resource("texts", "names.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found


def check(text: str) -> None:
    """Raise Refusal when ``text`` holds a name, a national number, a phone number, an e-mail address or a code of somebody."""
    flat = unicodedata.normalize("NFC", text)
    for what, found in (
        ("een rijksregisternummer", forbidden.holds_national_number(flat)),
        ("een e-mailadres", _MAIL.search(flat)),
        ("een rekeningnummer", _ACCOUNT.search(flat)),
        ("een geboortedatum", _BORN.search(flat)),
        ("een telefoonnummer", _PHONE.search(_DATE.sub(" ", _YEARS.sub(" ", flat)))),
        ("de code van een vraag", any(references.read(hit[0]) and _mixed(hit[0]) for hit in _CODE.finditer(flat))),
    ):
        if found:
            raise Refusal(f"Dit lijkt {what}. Hier mag geen naam of nummer staan.", NOW)
    name = looks_like_name(flat)
    if name:
        raise Refusal(f"“{name[:40]}” lijkt een naam. Hier mag geen naam of nummer staan.", NOW)


def _mixed(code: str) -> bool:
    return any(char.isdigit() for char in code) and any(char.isalpha() for char in code)


def looks_like_name(text: str) -> str:
    """The first part of a text that looks like the name of a person, empty when there is none."""
    plain = _ABBREVIATION.sub(" ", text)
    found = _INITIALS.search(plain)
    if found:
        return found[0]
    plain = re.sub(rf"\b({'|'.join(_words().titles)})\.", r"\1", plain, flags=re.IGNORECASE)
    return next((name for sentence in _SENTENCE.split(plain) for name in _names(_WORD.findall(sentence))), "")


def _names(words: Sequence[str]) -> Iterator[str]:
    """The names in one sentence. Its first word has a capital anyway, so that it says nothing by itself."""
    lists = _words()
    for at, word in enumerate(words):
        after = words[at + 1 : at + 5]
        saint = at > 0 and words[at - 1].casefold() in _SAINT
        if word.casefold() in lists.titles and after and _capital(after[0]) and after[0] not in lists.known:
            yield f"{word} {after[0]}"
        elif not saint and (word in lists.given or word in lists.small or word in lists.family):
            yield " ".join([word, *_family(after, lists)])
        elif at and _capital(word) and word not in lists.known:
            family = _family(after, lists)
            if family:
                yield " ".join([word, *family])


def _capital(word: str) -> bool:
    """A word as names are written: a capital and small letters, or an initial; no abbreviation such as OCMW."""
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


def _family(after: Sequence[str], lists: _Words) -> list[str]:
    """The words that follow, as far as they can be a family name: “van den Berg”, “El Amrani”, “P”."""
    taken: list[str] = []
    for word in after:
        if word.casefold() in lists.between:
            taken.append(word)
        else:
            return [*taken, word] if _capital(word) and word not in lists.known else []
    return []
