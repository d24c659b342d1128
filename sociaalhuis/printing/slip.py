"""The slip (doorverwijsbriefje): the paper that goes along with a client, as a value and as one printed page.

There is no field for who the client is: no name, number, diagnosis, residence status or household. What somebody types goes
through `forbidden` when the slip is made. How it is laid out, and what goes when it is too much, stands in `compose`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sociaalhuis.errors import Refusal
from sociaalhuis.printing import aid, forbidden
from sociaalhuis.printing.plain import plain

KINDS = ("info", "self", "warm", "appointment", "internal")
FORMATS = ("A5", "A4")
MOST_DESTINATIONS = 3
_REFERENCE = re.compile(r"[0-9A-Za-z]+(-[0-9A-Za-z]+)*")
_LONGEST_REFERENCE = 20
_LONGEST_TYPED = 120
_MOST_TYPED = 8


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is: the house as clients know it."""

    name: str
    address: tuple[str, ...]
    phone: str
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """One service to go to, with texts as the catalogue has them; ``route``, ``bring`` and ``lookup_by`` are typed at the desk.

    ``step`` is a key of the texts under ``slip.step``: what the client does first. ``appointment`` is a time on the clock here.
    A confidential address is never given. ``checked_precision`` says how exact ``checked`` is: day or month.
    ``lookup_by`` is who at the desk looks up the contact when there is no address, phone or e-mail.
    """

    name: str
    organization: str | None = None
    step: str = "go"
    address: tuple[str, ...] = ()
    route: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    url: str | None = None
    hours: str | None = None
    appointment: datetime | None = None
    bring: tuple[str, ...] = ()
    cost: str | None = None
    checked: date | None = None
    checked_precision: str = "day"
    lookup_by: str | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """All that a slip says. Making one raises Refusal when it holds what may not be on paper, so none that does exists.

    ``reference`` is the only thing that ties it to a case; ``contact`` is a person at the desk with a phone number; ``shared``
    is what the client agreed that the house passes on, None when the paper says nothing about that. ``form`` is how the client
    is addressed, ``large`` means 18 pt or more, ``pictures`` a large drawing at each step for who does not read, ``discreet``
    leaves out which service it is. The language is Dutch, always; ``aid`` is a language of `aid` that says the same beside it.
    On a slip about ``safety`` that is only one that native readers checked. ``interpreter`` says which one is needed.
    ``deadline`` is the last day on which something can still be done.
    """

    reference: str
    day: date
    letterhead: Letterhead
    kind: str
    destinations: tuple[Destination, ...]
    contact: str
    shared: tuple[str, ...] | None = ()
    plan_b: str | None = None
    form: str = "u"
    format: str = "A5"
    large: bool = False
    discreet: bool = False
    language: str = "nl"
    aid: str | None = None
    interpreter: str | None = None
    pictures: bool = False
    safety: bool = False
    deadline: date | None = None

    def __post_init__(self) -> None:
        _check_choices(self)
        _check_typed(self)
        if self.discreet:
            _check_nameless(self)


def _check_choices(slip: Slip) -> None:
    if not 1 <= len(slip.destinations) <= MOST_DESTINATIONS:
        raise Refusal(f"Op een briefje staan één tot drie diensten, geen {len(slip.destinations)}.", "Maak een tweede briefje.")
    if not _REFERENCE.fullmatch(slip.reference) or len(slip.reference) > _LONGEST_REFERENCE:
        raise Refusal("De code van het briefje kan niet.", "Gebruik letters en cijfers, zoals K7-4M2.")
    for value, possible, what in (
        (slip.kind, KINDS, "De soort doorverwijzing"),
        (slip.format, FORMATS, "Het formaat"),
        (slip.form, ("u", "je"), "De aanspreekvorm"),
        (slip.language, ("nl",), "De taal"),
        (slip.aid or "geen", ("geen", *aid.languages()), "De hulptaal"),
    ):
        if value not in possible:
            raise Refusal(f"{what} “{value[:20]}” kan niet op een briefje.", f"Kies: {', '.join(possible)}.")
    if slip.safety and slip.aid and aid.aid(slip.aid).unchecked:
        name = aid.aid(slip.aid).dutch
        raise Refusal(
            f"De hulptekst in het {name} is nog niet nagelezen. Over geweld komt ze dan niet op papier.",
            "Kies bij Hulptaal “geen” en werk met een tolk.",
        )


def _typed(slip: Slip) -> list[str]:
    """All that people write themselves and that has to fit; the route may be left out and has no longest length."""
    texts = [slip.contact, *(slip.shared or ()), slip.plan_b, slip.interpreter]
    for one in slip.destinations:
        texts += [one.lookup_by, *one.bring]
    return [text for text in texts if text]


def _check_typed(slip: Slip) -> None:
    if not plain(slip.contact, _LONGEST_TYPED):
        raise Refusal("Op het briefje ontbreekt wie van ons het contact is.", "Geef een naam en een telefoonnummer.")
    for items in (slip.shared or (), *(one.bring for one in slip.destinations)):
        if len(items) > _MOST_TYPED:
            raise Refusal(f"Dit zijn {len(items)} punten: te veel voor één briefje.", f"Hou er hoogstens {_MOST_TYPED} over.")
    for text in _typed(slip):
        if len(text) > _LONGEST_TYPED:
            raise Refusal(f"“{plain(text, 30)}” is te lang voor een briefje.", f"Gebruik hoogstens {_LONGEST_TYPED} tekens.")
    for text in [slip.reference, *_typed(slip), *(one.route or "" for one in slip.destinations)]:
        forbidden.check(plain(text, 2 * _LONGEST_TYPED))


def _check_nameless(slip: Slip) -> None:
    told = [text for text in _typed(slip) if tells(slip, plain(text, _LONGEST_TYPED))]
    if told:
        raise Refusal(
            f"Dit briefje is neutraal, maar “{plain(told[0], 60)}” noemt de dienst.", "Haal de naam van de dienst weg."
        )


def tells(slip: Slip, text: str) -> bool:
    """Whether a text names one of the services of the slip, or its organization."""
    given = (name for one in slip.destinations for name in (one.name, one.organization) if name)
    names = [re.escape(name) for name in (plain(name, _LONGEST_TYPED).casefold() for name in given) if name]
    return bool(names) and re.search(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", text.casefold()) is not None
