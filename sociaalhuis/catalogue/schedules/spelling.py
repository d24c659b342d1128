"""Says in one way what people write in many: “m.u.v.” is “behalve”, “in de namiddag” is “namiddag”, “half negen” is 8.30.

Only other words for the same; what they mean together stands in reading. Phone numbers and addresses of sites go.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sociaalhuis.catalogue.schedules.words import Token, tokens

type _Words = Sequence[tuple[str, object]]

_SAID: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "behalve": ("m.u.v.", "muv", "uitz.", "met uitzondering van", "met uitsluiting van", "behoudens", "maar niet"),
        "-": (">", "→", "tot aan"),
        "tot en met vr": ("t.e.m. vrij", "tem vrij", "t/m vrij", "tot en met vrij"),
        "- vr": ("- vrij",),
        "tot en met": ("t.e.m.", "t.e.m", "tem", "t/m", "t.m.", "tot met"),
        "24/7": (
            "24 uur per dag", "24u per dag", "altijd open", "altijd bereikbaar", "permanent bereikbaar", "permanent open",
        ),
        "": (
            "de hele dag", "hele dag", "doorlopend", "de volledige dag", "volledige dag", "tijdens de kantooruren",
            "tijdens kantooruren", "tijdens de openingsuren", "het hele jaar door", "heel het jaar door", "het hele jaar",
            "heel het jaar",
        ),
        "elke maand": (
            "een keer per maand", "één keer per maand", "1 keer per maand", "1x per maand", "eenmaal per maand",
            "éénmaal per maand",
        ),
        "tussen": ("in de week tussen",),
        "in de week van": ("in de week van",),
        "voormiddag": ("in de voormiddag", "'s voormiddags", "in de ochtend"),
        "namiddag": ("in de namiddag", "na de middag"),
        "avond": ("in de avond",),
        "weekdagen": ("in de week", "tijdens de week", "door de week", "doordeweeks"),
        "dagelijks": ("7 op 7", "7d/7", "7d op 7", "elke nacht", "iedere nacht", "elke avond", "iedere avond",
            "alle dagen van de week", "elke dag van de week", "elke dag van het jaar", "7 dagen per week", "7 dagen op 7",
            "365 dagen per jaar", "alle dagen van het jaar",
        ),
        "afspraak": (
            "een afspraak", "telefonische afspraak", "een telefonische afspraak", "voorafgaande afspraak",
            "voorafgaandelijke afspraak", "vooraf gemaakte afspraak",
        ),
        "voor een afspraak": ("voor een afspraak",),
        "op afspraak": (
            "afspraak nodig", "afspraak verplicht", "afspraak maken", "een afspraak maken", "maak een afspraak",
            "maak eerst een afspraak",
        ),
        "zonder afspraak": (
            "geen afspraak nodig", "een afspraak is niet nodig", "afspraak is niet nodig", "afspraak niet nodig",
            "afspraak hoeft niet", "vrije toegang", "vrij toegankelijk",
        ),
        "(zonder afspraak)": ("(vrij)",),
        "anders": (
            "buiten deze uren", "buiten die uren", "buiten de openingsuren", "op andere uren", "alle andere uren",
            "op andere momenten", "op andere dagen", "andere dagen", "voor de rest", "rest van het jaar", "overige dagen",
            "buiten deze periode",            "buiten die periode",
        ),
        "ook weekend": ("weekend inbegrepen", "weekends inbegrepen", "ook in het weekend", "inclusief weekend",
            "ook zaterdag en zondag", "ook op zaterdag en zondag"),
        "ook feestdagen": ("feestdagen inbegrepen", "ook op wettelijke feestdagen", "inclusief feestdagen"),
        "kerst en nieuw": ("kerstmis en nieuwjaar", "kerst en nieuwjaar", "kerstmis & nieuwjaar", "kerstdag en nieuwjaar"),
        "idem": ("id.", "zelfde uren", "dezelfde uren"),
        "tweewekelijks": ("14-daags", "2-wekelijks", "tweewekelijkse"),
    }
)  # fmt: skip
_HOURS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"), 1
        )
    }
)
_BEFORE_HOUR = ("van", "tot", "tussen", "om", "vanaf", "-", "en", "half")
_AFTER_HOUR = ("uur", "tot", "-", "en", ",", ";", ".", ")", "\n", "", "s")
_DAY_STARTS = 7  # who says “twee uur” in words means the afternoon
_LEADS_TO_CONTACT = (
    ":",
    "via",
    "nummer",
    "nr",
    "tel",
    "telefoon",
    "telefonisch",
    "gsm",
    "bel",
    "mail",
    "per",
    "naar",
    "het",
    "of",
)


def plain(text: str) -> list[Token]:
    """The words of a text in one spelling, each with its place in the text."""
    return list(_spoken(list(_same(_without_contacts(tokens(text))))))


def _without_contacts(found: Sequence[Token]) -> Sequence[Token]:
    """All but phone numbers and addresses, and the words that only led to them; before a colon they are a label."""
    kept: list[Token] = []
    for at, one in enumerate(found):
        if one.kind != "contact":
            kept.append(one)
            continue
        leads = len(kept)
        while leads and (kept[leads - 1].value in _LEADS_TO_CONTACT or _abbreviated(kept, leads - 1)):
            leads -= 1
        leads -= leads < len(kept) and kept[leads].value == "het" and leads > 0 and kept[leads - 1].value == "op"
        if not (at + 1 < len(found) and found[at + 1].value in (":", "(")):
            del kept[leads:]
    return [one for at, one in enumerate(kept) if {"(", ")"} != {near.value for near in _pair(kept, at)}]


def _pair(found: Sequence[Token], at: int) -> Sequence[Token]:
    """The brackets with nothing between them that a word is one of."""
    return found[at : at + 2] if found[at].value == "(" else found[max(0, at - 1) : at + 1]


def _abbreviated(found: Sequence[Token], at: int) -> bool:
    """Whether it is the point of “tel.” or “nr.”."""
    return found[at].value == "." and at > 0 and found[at - 1].value in ("tel", "nr")


def _same(found: Sequence[Token]) -> Iterator[Token]:
    """With each row of words that has another spelling in that spelling."""
    at = 0
    while at < len(found):
        for words, said in _ROWS.get(str(found[at].value), ()):
            row = found[at : at + len(words)]
            if [(one.kind, one.value) for one in row] == words:
                yield from (Token(kind, value, row[0].start, row[-1].end) for kind, value in said)
                at += len(words)
                break
        else:
            yield found[at]
            at += 1


def _rows() -> Mapping[str, Sequence[tuple[_Words, _Words]]]:
    """By the first word, the longest row first."""
    rows: dict[str, list[tuple[_Words, _Words]]] = defaultdict(list)
    for said, others in _SAID.items():
        for other in others:
            words = [(one.kind, one.value) for one in tokens(other)]
            rows[str(words[0][1])].append((words, [(one.kind, one.value) for one in tokens(said)]))
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in rows.items()}


_ROWS = _rows()


def _spoken(found: Sequence[Token]) -> Iterator[Token]:
    """Hours in words as numbers: “van half negen tot twaalf uur”."""
    numbers = {at for at, _ in enumerate(found) if _is_hour(found, at)}
    for at, one in enumerate(found):
        if at in numbers:
            half = at > 0 and found[at - 1].value == "half"
            hour = _HOURS[one.value] - half
            yield replace(one, kind="num", value=(hour + 12 * (hour < _DAY_STARTS), 30 * half, True))
        elif not ((one.value == "half" and at + 1 in numbers) or (one.value == "uur" and at - 1 in numbers)):
            yield one


def _is_hour(found: Sequence[Token], at: int) -> bool:
    word, before = found[at].value, found[at - 1].value if at else ""
    after = found[at + 1].value if at + 1 < len(found) else ""
    if found[at].kind != "word" or word not in _HOURS:
        return False
    return after == "uur" or (word != "een" and before in _BEFORE_HOUR and after in _AFTER_HOUR)
