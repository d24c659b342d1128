"""The receipt of a steunaanvraag, and the letters when it is sent on to another OCMW: what they say, as papers to read.

The name stands on it, for it is proof; nothing else about the client does. The program decides nothing: it says by which day
the OCMW must. Aid in another language holds only fixed sentences (support_aid).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sociaalhuis.printing import forbidden, reading_sheet, support_aid
from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.reading_sheet import Part, ReadingSheet
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.texts import Texts, day, hour

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class OnPaper:
    """All that a paper may say of an application. ``asked`` is on the clock here, ``first`` the first day.

    ``first_by`` is who received it then, when it was not this house; ``hand`` is by when the city gives it to the OCMW, None
    when it is there; ``contact`` is who of us, with a number.
    """

    number: str
    reference: str
    name: str
    asked: datetime
    first: date
    first_by: str
    decide: date
    hand: date | None
    day: date
    letterhead: Letterhead
    contact: str
    large: bool = False
    aid: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """To which OCMW it is sent, with the lines of its address, and why, in sentences."""

    recipient: str
    address: tuple[str, ...]
    why: tuple[str, ...]


def receipt(one: OnPaper) -> "Paper":
    """The receipt as a PDF: one page in letters of 12 points without aid."""
    return reading_sheet.render(_receipt(one))


def letters(one: OnPaper, sent: Sent) -> "Paper":
    """The letter to the client and the one to the other OCMW, as one PDF. Raises Refusal for words that may not be on paper."""
    for why in sent.why:
        if forbidden.holds_national_number(why):
            forbidden.check(why)
    return reading_sheet.render_all([_to_client(one, sent), _to_ocmw(one, sent)], Texts().say("support.sent_title"))


def _receipt(one: OnPaper) -> ReadingSheet:
    say = Texts("nl", "u").say
    contact = say("support.contact", contact=plain(one.contact, 120))
    late = one.first != one.asked.date()
    asked = [
        *_who(one),
        say("support.received", day=day(one.asked), hour=hour(one.asked), house=plain(one.letterhead.name, 60)),
    ]
    if late:
        by = say("support.first_by", who=plain(one.first_by, 80)) if one.first_by else ""
        asked.append(f"{say('support.first', day=day(one.first))}{by}. {say('support.first_counts')}")
    now = [say("support.inquiry")]
    if one.hand is not None:
        now.insert(0, say("support.hand", day=day(one.hand)))
    now += [say("support.decide", day=day(one.decide)), say("support.told"), say("support.elsewhere")]
    parts = (
        Part(say("support.asked"), tuple(asked), "bring"),
        Part(say("support.now"), tuple(now), "hours"),
        Part(say("support.may"), tuple(say(f"support.may_{n}") for n in (1, 2, 3)), "route"),
        Part(say("support.must"), (say("support.must_1"), say("support.must_2")), "ask"),
        Part(say("support.help"), (contact, say("support.code", code=one.reference)), "person"),
    )
    aside = support_aid.receipt(one.aid, one.first, one.decide) if one.aid else None
    return ReadingSheet(
        say("support.title"),
        say("support.intro"),
        one.day,
        one.letterhead,
        parts,
        say("support.number", number=one.number),
        one.large,
        aside,
    )


def _who(one: OnPaper) -> list[str]:
    say = Texts("nl", "u").say
    return [say("support.name", name=plain(one.name, 120)) if one.name else say("support.name_by_hand")]


def _to_client(one: OnPaper, sent: Sent) -> ReadingSheet:
    say = Texts("nl", "u").say
    to = ", ".join(plain(line, 120) for line in (sent.recipient, *sent.address))
    parts = (
        Part(say("support.asked"), (*_who(one), say("support.first", day=day(one.first)) + "."), "bring"),
        Part(say("support.sent_where"), (to, say("support.sent_first", day=day(one.first))), "go"),
        Part(say("support.sent_why"), tuple(plain(line, _LONGEST) for line in sent.why), "ask"),
        Part(say("support.now"), tuple(say(f"support.sent_{n}") for n in (1, 2, 3)), "hours"),
        Part(say("support.help"), (say("support.contact", contact=plain(one.contact, 120)),), "person"),
    )
    aside = support_aid.sent(one.aid, plain(sent.recipient, 90), one.first) if one.aid else None
    return ReadingSheet(
        say("support.sent_title"),
        say("support.sent_intro"),
        one.day,
        one.letterhead,
        parts,
        say("support.number", number=one.number),
        one.large,
        aside,
    )


def _to_ocmw(one: OnPaper, sent: Sent) -> ReadingSheet:
    say = Texts("nl", "u").say
    asked = (
        *_who(one),
        say("support.ocmw_first", day=day(one.first), house=plain(one.first_by or one.letterhead.name, 80)),
        say("support.ocmw_number", number=one.number),
    )
    parts = (
        Part(say("support.ocmw_asked"), asked, "bring"),
        Part(say("support.sent_why"), tuple(plain(line, _LONGEST) for line in sent.why), "ask"),
        Part(say("support.ocmw_now"), tuple(say(f"support.ocmw_{n}") for n in (1, 2, 3)), "hours"),
        Part(say("support.help"), (say("support.contact", contact=plain(one.contact, 120)),), "person"),
    )
    about = ", ".join(plain(line, 120) for line in (sent.recipient, *sent.address))
    return ReadingSheet(say("support.ocmw_title"), say("support.ocmw_intro"), one.day, one.letterhead, parts, about)
