"""Slips that the tests of this room share, and how they read a PDF. All names, numbers and addresses are invented."""

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pypdf

from sociaalhuis.printing.slip import Destination, Letterhead, Slip

HOUSE = Letterhead(
    "Sociaal Huis Heuveldal", ("Dorpsplein 1", "9999 Heuveldal"), "099 00 00 10", "ma-vr 9-12 uur, di ook 16-19 uur"
)

TENANTS = Destination(
    name="Huurdersbond Heuveldal",
    organization="Huurdersbond Vlaanderen vzw",
    step="go",
    address=("Molenstraat 12", "9999 Heuveldal"),
    route="Bus 4, halte Molen. Gelijkvloers, lokaal 2.",
    phones=("099 00 00 21", "099 00 00 22"),
    email="zitdag@huurdersbond.example",
    url="https://www.huurdersbond.example/heuveldal/",
    hours="di en do 9-12 uur",
    bring=("de brief", "het huurcontract", "identiteitskaart"),
    cost="gratis",
    checked=date(2026, 1, 9),
)
APPOINTMENT = replace(TENANTS, step="appointment", appointment=datetime.fromisoformat("2026-03-17T10:40"))
FOOD = Destination(
    name="Voedselhulp De Mand",
    step="go",
    address=("Kerkweg 3 bus 2", "9999 Heuveldal"),
    phones=("0400 00 00 31",),
    hours="wo 13.30-16 uur",
    bring=("een tas",),
    cost="2 euro per keer",
    checked=date(2025, 11, 1),
    checked_precision="month",
)
BUDGET = Destination(
    name="Dienst schuldbemiddeling",
    organization="OCMW Heuveldal",
    step="wait",
    address=("Dorpsplein 1", "9999 Heuveldal"),
    phones=("099 00 00 40",),
    hours="ma-vr 9-12 uur",
    bring=("facturen", "bankuittreksels", "loonfiche"),
    checked=date(2026, 2, 20),
)
UNREACHABLE = Destination("Dorpshuis De Linde", step="ask", lookup_by="An P.", checked=date(2026, 1, 9))
FOREIGN = Destination(
    name="مركز المساعدة الاجتماعية",
    organization="ማእከል ሓገዝ ስደተኛታት",
    address=("Kerkweg 5", "9999 Heuveldal"),
    route="اتصل بالرقم 099 00 00 60 قبل الزيارة",
    phones=("099 00 00 60",),
)

SELF = Slip(
    reference="K7-4M2",
    day=date(2026, 3, 12),
    letterhead=HOUSE,
    kind="self",
    destinations=(TENANTS,),
    contact="An P., 099 00 00 11",
    plan_b="CAW Heuveldal, 099 00 00 50",
)
WARM = replace(
    SELF,
    format="A4",
    kind="warm",
    destinations=(APPOINTMENT, FOOD, BUDGET),
    shared=("uw naam", "uw telefoonnummer", "de brief van 2 maart"),
)
BOOKED = replace(SELF, kind="appointment", destinations=(APPOINTMENT,), shared=("uw naam",))

SLIPS = {
    "a5_self": SELF,
    "a4_self": replace(SELF, format="A4"),
    "a5_appointment": BOOKED,
    "a5_two_shortened": replace(WARM, format="A5", destinations=(APPOINTMENT, BUDGET)),
    "a4_warm_three": WARM,
    "a5_large": replace(SELF, large=True, plan_b=None, destinations=(replace(TENANTS, bring=("de brief",)),)),
    "a4_large": replace(BOOKED, format="A4", large=True),
    "a5_je": replace(SELF, form="je", destinations=(FOOD,), shared=("je naam",)),
    "a5_contact_missing": replace(SELF, kind="info", destinations=(UNREACHABLE,)),
    "a5_discreet": replace(BOOKED, discreet=True, plan_b=None),
    "a5_foreign": replace(SELF, destinations=(FOREIGN,)),
}


def page_of(pdf: bytes) -> pypdf.PageObject:
    """The only page of a PDF."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    return reader.pages[0]


def sizes(pdf: bytes) -> set[float]:
    """The sizes in points in which text stands on the page."""
    seen: set[float] = set()

    def visit(text: str, _matrix: Any, line: Any, _font: Any, size: float) -> None:
        if text.strip():
            seen.add(round(size * line[3], 2))

    page_of(pdf).extract_text(visitor_text=visit)
    return seen


def squares(pdf: bytes) -> list[list[int]]:
    """The QR code on the page as rows of 0 and 1, read from the rectangles that it was drawn with."""
    content = page_of(pdf).get_contents()
    assert content is not None
    drawn = re.search(r"cm ((?:\d+ \d+ \d+ 1 re ?)+)f", content.get_data().decode("latin-1"))
    assert drawn
    dark = {
        (int(row), int(start) + step)
        for start, row, length in re.findall(r"(\d+) (\d+) (\d+) 1 re", drawn[1])
        for step in range(int(length))
    }
    side = 1 + max(row for row, _ in dark)
    return [[int((row, column) in dark) for column in range(side)] for row in range(side)]
