"""The letter of an appointment: when, where, what to bring and what to do when one cannot come; or that it is off.

For the post it lies in the same envelope as the letter of a campaign: above the first fold stands the address and nothing else.
Handed over it begins at the top. Letters may be large; then it may take a second page. Aid in another language stands under the
Dutch, in the fixed sentences of `aid`. A discreet one names no service, no host and no sender but the house.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sociaalhuis import vocab
from sociaalhuis.printing import aid as aids
from sociaalhuis.printing.aid import Aid
from sociaalhuis.printing.campaign_letter import WINDOWS
from sociaalhuis.printing.plain import plain, whole
from sociaalhuis.printing.slip import Letterhead
from sociaalhuis.texts import Texts, day, hour, short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Area, Paper

MADE, MOVED, MISSED, OFF = "made", "moved", "missed", "cancelled"
_NO_MOMENT = (MISSED, OFF)
_ADDRESS_TOP, _ADDRESS_WIDE, _BODY_TOP = 55.0, 85.0, 108.0  # mm, as in the letter of a campaign
_FORMAT = "A4"
_SIZE, _LARGE, _ADDRESS_SIZE = 12.0, 17.0, 12.0  # points
_ARABIC = 1.15  # letters that run from right to left are drawn this much larger
_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. ``kind``: MADE, MOVED, MISSED (somebody was not there: when can we meet?) or OFF (it does not take place).

    ``address``: the lines under the name, for the post; empty when it is handed over. ``start`` is local and has no zone;
    ``host`` is empty when the letter is discreet. ``bring``: as words. ``aid``: a language of printing.aid.
    """

    kind: str
    name: str
    start: datetime
    place: str
    host: str
    reference: str
    day: date
    letterhead: Letterhead
    address: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    interpreter: str = ""
    aid: str | None = None
    large: bool = False
    window: str = "rechts"


def render(letters: Sequence[Letter]) -> "Paper":
    """The letters as one PDF."""
    from sociaalhuis.printing import page

    areas = [area for letter in letters for area in _pages(letter)]
    return page.write_pages(areas, _FORMAT, Texts("nl", "u").say("appointment_letter.title"))


def _pages(letter: Letter) -> "Sequence[Area]":
    """The blocks one under the other; what does not fit begins a new page."""
    from sociaalhuis.printing import page

    beside, above = page.MARGINS[_FORMAT]
    pages = [page.blank(_FORMAT)]
    if letter.address:
        block = page.Area(_ADDRESS_WIDE * _MM)
        for line in (letter.name, *letter.address):
            block.text(whole(line, 60) or plain(line, 60), _ADDRESS_SIZE)
        pages[0].place(block, WINDOWS[letter.window] * _MM - beside, _ADDRESS_TOP * _MM - above)
        pages[0].skip(_BODY_TOP * _MM - above)
    size = _LARGE if letter.large else _SIZE
    for block in _blocks(letter, size, pages[0].width):
        if pages[-1].y + block.y > page.room(_FORMAT) and pages[-1].y:
            pages.append(page.blank(_FORMAT))
        pages[-1].place(block, 0.0, pages[-1].y)
        pages[-1].skip(block.y)
    return pages


def _blocks(letter: Letter, size: float, width: float) -> "Iterator[Area]":
    """Each is small enough for any page; the white between them stands at their top."""
    from sociaalhuis.printing.page import Area

    def made() -> Area:
        area = Area(width)
        area.skip(0.8 * size)
        return area

    head = made()
    head.beside(plain(letter.letterhead.name, 60), size)
    head.right(short_day(letter.day), size)
    for line in (", ".join(letter.letterhead.address), letter.letterhead.phone):
        if line:
            head.text(plain(line, 120), size)
    yield head
    first = made()
    first.text(_say({MADE: "subject", OFF: "subject_cancelled"}.get(letter.kind, "subject_again")), 1.3 * size, bold=True)
    first.skip(0.4 * size)
    if letter.name:
        first.text(_say("greeting", name=plain(letter.name, 60)), size)
        first.skip(0.4 * size)
    first.text(_say(letter.kind, when=_moment(letter)), size)
    yield first
    if letter.kind not in _NO_MOMENT:
        yield _when(letter, made(), size)
        yield from _bring(letter, made, size)
    yield _foot(letter, made(), size)
    if letter.aid is not None and letter.kind not in _NO_MOMENT:
        yield _other(letter, aids.aid(letter.aid), made(), size)


def _say(key: str, **args: object) -> str:
    return Texts("nl", "u").say(f"appointment_letter.{key}", **args)


def _moment(letter: Letter) -> str:
    return _say("moment", day=day(letter.start), hour=hour(letter.start))


def _when(letter: Letter, area: "Area", size: float) -> "Area":
    """The day and the hour, large and in a frame; then where and with whom."""
    left = 2.0 * size
    area.skip(0.5 * size)
    for pictogram, words, tall in (("appointment", _moment(letter), 1.35 * size), ("place", plain(letter.place, 120), size)):
        area.pictogram(pictogram, tall)
        area.text(words, tall, bold=True, x=left)
        area.skip(0.3 * size)
    area.pictogram("person", size)
    area.text(_say("with", host=plain(letter.host, 120)) if letter.host else _say("with_discreet"), size, x=left)
    if letter.interpreter:
        area.skip(0.3 * size)
        area.pictogram("interpreter", size)
        area.text(_say("interpreter", what=plain(letter.interpreter, 120)), size, x=left)
    area.skip(0.5 * size)
    inner = type(area)(area.width)
    inner.place(area, 0.7 * size, 0.0)
    inner.skip(area.y)
    inner.frame(0.8 * size)
    return inner


def _bring(letter: Letter, made: "Callable[[], Area]", size: float) -> "Iterator[Area]":
    """What to bring, each with a box to tick; the heading stays with the first."""
    for number, item in enumerate(letter.bring):
        area = made()
        if number:
            area.y = 0.2 * size
        else:
            area.pictogram("bring", size)
            area.text(_say("bring"), size, bold=True, x=2 * size)
            area.skip(0.2 * size)
        box = type(area)(area.width)
        box.pictogram("box", size)
        area.place(box, 2 * size, area.y)
        area.text(plain(item, 120), size, x=3.6 * size)
        yield area


def _foot(letter: Letter, area: "Area", size: float) -> "Area":
    phone = plain(letter.letterhead.phone, 40)
    key = "cancelled_how" if letter.kind in _NO_MOMENT else "cannot"
    area.text(_say(f"{key}_call", phone=phone) if phone else _say(key), size)
    area.text(_say("code", reference=letter.reference), size)
    area.skip(0.8 * size)
    area.text(_say("end"), size)
    area.text(plain(letter.letterhead.name, 60), size)
    return area


def _other(letter: Letter, aid: Aid, area: "Area", size: float) -> "Area":
    """The same in the other language, as far as there are sentences for it, with who read it."""
    key = "aid_unchecked" if aid.unchecked else "aid"
    area.rule()
    area.skip(0.4 * size)
    for sentence in _sentences(letter, aid):
        area.text(sentence, size * (_ARABIC if aid.rtl else 1.0), rtl=aid.rtl)
        area.skip(0.1 * size)
    area.text(Texts("nl", "u").say(f"slip.{key}", language=aid.dutch), 0.85 * size)
    return area


def _sentences(letter: Letter, aid: Aid) -> Iterator[str]:
    yield aid.say("appointment", service=plain(letter.host, 90)) if letter.host else aid.say("discreet_appointment")
    today = letter.start.date() == letter.day
    yield aid.say("today" if today else "when", date=aid.day(letter.start), hour=aid.hour(letter.start))
    labels = {term.label: term.slug for term in vocab.terms("documents", None)}
    known = [aid.documents[labels[item]] for item in letter.bring if labels.get(item) in aid.documents]
    if known:
        yield aid.say("bring", documents=aid.listed(known))
    if len(known) < len(letter.bring):
        yield aid.say("bring_more" if known else "bring_list")
    yield aid.say("return")
    if letter.letterhead.phone:
        yield aid.say("questions", phone=plain(letter.letterhead.phone, 40))
    yield aid.say("show", code=letter.reference)
    yield aid.say("law")
