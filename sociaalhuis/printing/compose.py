"""How a slip is laid out on one page: what stands where, how large, and what goes first when it is too much.

The order of shortening is declared in SHORTENING. What is not in it always stands there: to whom, address, one phone number,
appointment, what to bring, what is shared, contact, code, the right to come back, plan B, when the information was checked.
Aid in another language stands beside the Dutch on A4 and under it on A5 or in large print; it never takes the place of Dutch.
"""

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sociaalhuis.errors import Refusal
from sociaalhuis.printing import aided, page, shaping
from sociaalhuis.printing.aid import aid
from sociaalhuis.printing.page import Area, Paper
from sociaalhuis.printing.pictograms import STEPS
from sociaalhuis.printing.plain import plain, whole
from sociaalhuis.printing.slip import Destination, Slip, tells
from sociaalhuis.texts import Texts, day, hour, month, short_day

SIZES = {False: (13.0, 12.0), True: (20.0, 18.0)}  # points: as it should be, and the least; keyed by large print
_TIGHT = 0.1  # the least white
SHORTENING = ("cost", "website", "email", "aid_more", "intro", "route", "house_hours", "aid_rest", "more_phones", "hours")
_CODE_SIZE, _MOMENT_SIZE = 14.0, 16.0  # at least
_QR_SIDE = 52.0
_PICTURE, _SMALLER, _STEP = 2.2, 1.5, 1.45  # how high drawings are for who does not read, in sizes of the text; that of a step
_DUTCH = 0.58  # of the width, where aid stands beside it
_ARABIC = 1.15  # its letters are smaller than Latin ones of the same size
_LONGEST = {
    "name": 90,
    "organization": 90,
    "address": 90,
    "route": 120,
    "hours": 130,
    "cost": 70,
    "email": 60,
    "url": 60,
    "phone": 32,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to set a slip: size of the body in points, white between parts as a share of it, what is left out."""

    size: float
    air: float
    without: frozenset[str] = frozenset()


def render(slip: Slip) -> Paper:
    """The slip as a PDF of exactly one page, 12 pt or more, in the most generous way that fits.

    Raises Refusal when its content cannot fit, with what to do.
    """
    texts = Texts(slip.language, slip.form)
    destinations = [_legible(one) for one in slip.destinations]
    if slip.discreet:
        destinations = [_nameless(one, slip, texts) for one in destinations]
    fits = _fits(slip.large)
    areas = functools.cache(lambda number: _Layout(slip, destinations, fits[number], texts).area())

    def holds(number: int) -> bool:
        return areas(number).y <= page.room(slip.format) + page.HAIR

    most = 1 if holds(1) else len(fits)  # nearly all fit in one of the first two ways
    first = bisect_left(range(len(fits)), True, hi=most, key=holds)
    if first == len(fits):
        now = "Kies minder diensten, of neem minder mee." if slip.format == "A4" else "Kies A4, of minder diensten."
        without = " Of laat de hulptaal weg." if slip.aid else ""
        raise Refusal(f"Dit past niet leesbaar op één blad {slip.format}.", now + without)
    return page.write(areas(first), slip.format, texts.say("slip.title_discreet" if slip.discreet else "slip.title"))


def _fits(large: bool) -> list[Fit]:
    """From the most generous to the shortest; each takes no more room than the one before."""
    most, least = SIZES[large]
    shorter = [Fit(least, 0.3, frozenset(SHORTENING[:count])) for count in range(1, len(SHORTENING) + 1)]
    return [Fit(most, 1.2), Fit(most, 0.7), Fit(least, 0.5), *shorter, Fit(least, _TIGHT, frozenset(SHORTENING))]


def _legible(one: Destination) -> Destination:
    """The destination with plain texts of a sensible length. What is useless in part is whole, or not there."""
    organization = plain(one.organization or "", _LONGEST["organization"])
    name = plain(one.name, _LONGEST["name"]) or organization or "…"
    return replace(
        one,
        name=name,
        organization=None if organization.casefold() in name.casefold() else organization,
        address=_filled(plain(line, _LONGEST["address"]) for line in one.address[:4]),
        route=whole(one.route, _LONGEST["route"]),
        phones=_filled(whole(phone, _LONGEST["phone"]) for phone in one.phones[:4]),
        email=whole(one.email, _LONGEST["email"]),
        url=whole((one.url or "").removeprefix("https://").removeprefix("http://").rstrip("/"), _LONGEST["url"]),
        hours=one.hours and (whole(one.hours, _LONGEST["hours"]) or ""),
        cost=whole(one.cost, _LONGEST["cost"]),
    )


def _filled(texts: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _nameless(one: Destination, slip: Slip, texts: Texts) -> Destination:
    """The destination without anything that tells which service it is."""
    return replace(
        one,
        name=texts.say("slip.discreet_appointment" if one.appointment else "slip.discreet_contact"),
        organization=None,
        step="",
        address=_filled(line for line in one.address if not tells(slip, line)),
        route=None,
        email=None,
        url=None,
        hours=None if tells(slip, one.hours or "") else one.hours,
        cost=None,
    )


class _Layout:
    """One slip set in one way. The parts follow each other as they are read."""

    def __init__(self, slip: Slip, destinations: list[Destination], fit: Fit, texts: Texts) -> None:
        self.slip, self.destinations, self.fit, self.texts = slip, destinations, fit, texts
        self.size, self.gap = fit.size, fit.size * fit.air
        self.picture = fit.size * (_PICTURE if fit.air > _TIGHT else _SMALLER)
        self.column = self.picture * _STEP + 0.6 * fit.size if slip.pictures else 2.0 * fit.size
        self.aid = aid(slip.aid) if slip.aid else None
        self.beside = slip.format == "A4" and not slip.large

    def area(self) -> Area:
        """All of it, at least as high as the sheet's room: the foot stands at the foot."""
        area, foot = page.blank(self.slip.format), page.blank(self.slip.format)
        self._head(area)
        if self._keeps("intro"):
            area.skip(self.gap)
            kind = self._say(f"kind.{self.slip.kind}")
            said = aided.first(self.aid, self.slip, self._keeps) if self.aid else []
            self._both(area, lambda dutch: dutch.text(kind, self.size), said)
        if self.slip.deadline is not None:
            area.skip(self.gap)
            last = self._say("deadline", day=day(self.slip.deadline))
            said = aided.until(self.aid, self.slip.deadline) if self.aid else []
            self._both(area, lambda dutch: dutch.text(last, max(_MOMENT_SIZE, self.size + 3), bold=True), said)
        for number, one in enumerate(self.destinations, 1):
            area.skip(self.gap if number == 1 else 1.6 * self.gap)
            said = aided.about(self.aid, self.slip, one, self._keeps) if self.aid else []
            self._both(area, functools.partial(self._destination, one=one, number=number), said)
        self._foot(foot)
        area.skip(max(self.gap, page.room(self.slip.format) - area.y - foot.y))
        area.place(foot, 0.0, area.y)
        area.skip(foot.y)
        return area

    def _say(self, key: str, **args: object) -> str:
        return self.texts.say(f"slip.{key}", **args)

    def _keeps(self, part: str) -> bool:
        return part not in self.fit.without

    def _both(self, area: Area, write: Callable[[Area], None], said: Sequence[str], label: str = "") -> None:
        """A part in Dutch, and what is said of it in the other language beside it or under it. Without that only Dutch."""
        if not said:
            write(area)
            return
        if not self.beside:
            write(area)
            area.skip(0.6 * self.gap)
            other = self._said([" ".join(said)], area.width, label)
            area.place(other, 0.0, area.y)
            area.skip(other.y)
            return
        dutch = Area(area.width * _DUTCH)
        left = dutch.width + 1.2 * self.size
        write(dutch)
        other = self._said(said, area.width - left, label)
        area.place(dutch, 0.0, area.y)
        area.place(other, left, area.y)
        area.skip(max(dutch.y, other.y))

    def _said(self, said: Sequence[str], width: float, label: str) -> Area:
        """Sentences in the other language, with an upright line where they begin."""
        area, inset = Area(width), 0.7 * self.size
        rtl = self.aid is not None and self.aid.rtl
        left = 0.0 if rtl else inset
        for sentence in said:
            area.text(sentence, self.size * (_ARABIC if rtl else 1.0), x=left, width=width - inset, rtl=rtl)
        if label:
            area.text(label, self.size, x=left, width=width - inset)
        area.bar(width if rtl else 0.0, 0.0)
        return area

    def _head(self, area: Area) -> None:
        """Whose paper it is, with the code to read and to scan, and the day."""
        house, side = self.slip.letterhead, _QR_SIDE
        left, right = Area(area.width - side - 1.5 * self.size), Area(side)
        left.text(plain(house.name, 60), self.size + 3, bold=True)
        left.text(plain(", ".join(house.address), 120), self.size)
        if house.phone:
            left.text(self._say("questions", phone=plain(house.phone, 40)), self.size)
        if house.hours and self._keeps("house_hours"):
            left.text(self._say("house_hours", hours=plain(house.hours, 120)), self.size)
        right.skip(self.size * 0.3)
        right.qr(self.slip.reference, side)
        area.place(left, 0.0, 0.0)
        area.place(right, area.width - side, 0.0)
        area.skip(max(left.y + self.size * 0.3, right.y + side / 5))
        size = max(_CODE_SIZE, self.size)
        area.beside(self._say("code", reference=self.slip.reference), size)
        area.right(short_day(self.slip.day), size)
        area.skip(self.size * 0.4)
        area.rule(1.2)

    def _destination(self, area: Area, one: Destination, number: int) -> None:
        """To whom, then a line with a pictogram for each thing to know."""
        left, count = 0.0, f"{number}. " if len(self.destinations) > 1 else ""
        top = area.y
        if self.slip.pictures:
            area.picture(STEPS[one.step], self.picture * _STEP)
            left = self.column
        elif count:
            area.beside(str(number), self.size + 2)
            left, count = self.column, ""
        if one.step:
            area.text(self._say(f"step.{one.step}"), self.size, x=left)
        area.text(count + one.name, self.size + 2, bold=True, x=left)
        if one.organization:
            area.text(one.organization, self.size, x=left)
        if self.slip.pictures:
            area.skip(max(0.0, top + self.picture * _STEP - area.y))
        area.skip(self.gap * 0.3)
        if one.appointment:
            self._row(area, "appointment", self._moment(one.appointment), max(_MOMENT_SIZE, self.size + 3), bold=True)
        for pictogram, text in self._facts(one):
            self._row(area, pictogram, text, self.size)
        if one.bring:
            self._boxes(area, [plain(item, 120) for item in one.bring])

    def _row(self, area: Area, pictogram: str, text: str, size: float, *, bold: bool = False) -> None:
        area.skip(self.gap * 0.2)
        if not self.slip.pictures:
            area.pictogram(pictogram, size)
            area.text(text, size, bold=bold, x=self.column)
            return
        top, side = area.y, self.picture
        area.picture(pictogram, side)
        area.skip(max(0.0, side - size * page.LEADING) / 2)
        area.text(text, size, bold=bold, x=self.column)
        area.skip(max(0.0, top + side - area.y))

    def _facts(self, one: Destination) -> Iterator[tuple[str, str]]:
        """What there is to know, each with its pictogram, as far as this way of setting keeps it."""
        if one.address:
            yield "place", ", ".join(one.address)
        if one.route and self._keeps("route"):
            yield "route", one.route
        if one.phones:
            yield "phone", self._say("or").join(one.phones if self._keeps("more_phones") else one.phones[:1])
        if one.email and (self._keeps("email") or not one.phones):
            yield "mail", one.email
        if not (one.address or one.phones or one.email):
            yield "missing", self._say("missing", who=plain(one.lookup_by or "", 60) or self._say("missing_desk"))
        if one.url and self._keeps("website"):
            yield "website", one.url
        if one.hours is not None and self._keeps("hours"):
            yield "hours", one.hours or self._say("hours_ask")  # "" when they are too long for paper
        if one.cost and self._keeps("cost"):
            yield "cost", self._say("cost", cost=one.cost)

    def _boxes(self, area: Area, items: list[str]) -> None:
        """What to bring, to tick off, in as many columns as the longest item leaves room for."""
        area.skip(self.gap * 0.2)
        end = area.y
        if self.slip.pictures:
            area.picture("bring", self.picture)
            end += self.picture
        else:
            area.pictogram("bring", self.size)
        label = self._say("bring")
        area.beside(label, self.size, x=self.column)
        left = self.column + shaping.measure(label, self.size, bold=True) + self.size
        room = area.width - left
        widest = max(shaping.measure(item, self.size) for item in items) + 2.5 * self.size
        columns = max(1, min(len(items), int(room // widest)))
        for start in range(0, len(items), columns):
            cells = [self._box(item, room / columns) for item in items[start : start + columns]]
            for place, cell in enumerate(cells):
                area.place(cell, left + place * room / columns, area.y)
            area.skip(max(cell.y for cell in cells))
        area.skip(max(0.0, end - area.y))

    def _box(self, item: str, width: float) -> Area:
        cell = Area(width)
        cell.pictogram("box", self.size)
        cell.text(item, self.size, x=1.6 * self.size)
        cell.spoken[0] = f"□ {cell.spoken[0]}"
        return cell

    def _moment(self, when: datetime) -> str:
        weekday = day(when)
        if when.year == self.slip.day.year:
            weekday = weekday.removesuffix(f" {when.year}")
        return self._say("moment_today" if when.date() == self.slip.day else "moment", day=weekday, hour=hour(when))

    def _foot(self, foot: Area) -> None:
        slip = self.slip
        foot.rule()
        foot.skip(self.gap * 0.5)
        if self.aid is None:
            self._foot_in_dutch(foot)
            return
        label = self._say("aid_unchecked" if self.aid.unchecked else "aid", language=self.aid.dutch)
        self._both(foot, self._foot_in_dutch, aided.foot(self.aid, slip, self._hours_left_out(), self._keeps), label)

    def _hours_left_out(self) -> bool:
        return not self._keeps("hours") and any(one.hours is not None for one in self.destinations)

    def _foot_in_dutch(self, foot: Area) -> None:
        slip = self.slip
        if slip.shared is not None:
            shared = ", ".join(plain(item, 120) for item in slip.shared)
            self._row(foot, "share", f"{self._say('shared')} {shared}." if shared else self._say("shared_nothing"), self.size)
        if self._hours_left_out():
            self._row(foot, "hours", self._say("hours_ask"), self.size)
        if slip.interpreter:
            self._row(foot, "interpreter", self._say("interpreter", what=plain(slip.interpreter, 120)), self.size)
        self._row(foot, "person", f"{self._say('contact')} {plain(slip.contact, 120)}", self.size)
        foot.skip(self.gap * 0.5)
        self._back(foot)
        foot.skip(self.gap * 0.5)
        foot.text(f"{self._checked()} {self._say('decides')}", self.size)

    def _back(self, foot: Area) -> None:
        """The right to come back, in a frame: what to remember of this paper when all else fails."""
        top, padding = foot.y, self.size * 0.5
        inner = Area(foot.width - 2 * padding)
        inner.skip(padding * 0.6)
        self._row(inner, "return", self._say("return"), self.size + 1, bold=True)
        inner.text(self._say("return_how"), self.size, x=self.column)
        if self.slip.plan_b:
            inner.text(self._say("plan_b", plan=plain(self.slip.plan_b, 120)), self.size, x=self.column)
        inner.skip(padding * 0.6)
        foot.place(inner, padding, top)
        foot.skip(inner.y)
        foot.frame(top)

    def _checked(self) -> str:
        """When the information was checked: the oldest date of several, and never as if all were checked when one was not."""
        known = sorted((one.checked, one.checked_precision) for one in self.destinations if one.checked)
        if len(known) < len(self.destinations):
            return self._say("checked_partly" if known else "checked_never")
        oldest, precision = known[0]
        if len(set(known)) > 1:
            return self._say("checked_since", when=month(oldest))
        if precision == "month":
            return self._say("checked_month", when=month(oldest))
        return self._say("checked_day", when=short_day(oldest))
