"""The slip: what stands on it, one page of 12 points or more, and what can never stand on it.

The texts of tests/golden are what each slip said when somebody last looked at its picture; UPDATE_GOLDEN=1 writes them again.
"""

import os
from dataclasses import fields, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.errors import Refusal
from sociaalhuis.printing.aloud import aloud
from sociaalhuis.printing.compose import SHORTENING, render
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.slip import Destination, Letterhead, Slip
from tests.printing.slips import (
    APPOINTMENT,
    BOOKED,
    BUDGET,
    FOOD,
    FOREIGN,
    SELF,
    SLIPS,
    TENANTS,
    UNREACHABLE,
    WARM,
    page_of,
    sizes,
    squares,
)

GOLDEN = Path(__file__).parent.parent / "golden"
NASTY = (
    "<b>Loket</b> &lt;script&gt;alert(1)&lt;/script&gt;",
    "regel\x00een\r\n\ttwee \u202eomgekeerd\u2066",
    "😀👩‍👩‍👧 中文 dienst",
    "مركز المساعدة 099 00 00 21",
    "ማእከል ሓገዝ",
    "w" * 300,
    "heel lange tekst " * 6000,
    "\ud800",
    "",
)


def text_of(slip: Slip) -> str:
    """All that the slip says, on one line."""
    return " ".join(render(slip).text)


def printed(slip: Slip) -> Paper | None:
    """The slip on paper, None when it is refused because it cannot fit."""
    try:
        return render(slip)
    except Refusal:
        return None


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_says_what_it_said_when_somebody_looked_at_it(name: str) -> None:
    file = GOLDEN / f"slip_{name}.txt"
    text = "\n".join(render(SLIPS[name]).text) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, "utf-8", newline="\n")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_page_in_readable_letters(name: str) -> None:
    slip = SLIPS[name]
    paper = render(slip)
    assert paper.pages == 1
    assert min(sizes(paper.pdf)) >= (18 if slip.large else 12)
    width, height = page_of(paper.pdf).mediabox[2:]
    assert (round(width), round(height)) == {"A5": (420, 595), "A4": (595, 842)}[slip.format]


def test_the_appointment_and_the_code_stand_out() -> None:
    for slip in (BOOKED, WARM, SLIPS["a5_two_shortened"]):
        assert {16.0, 14.0} <= sizes(render(slip).pdf)


def test_the_same_slip_gives_the_same_bytes_whatever_was_printed_before() -> None:
    first = render(SLIPS["a5_foreign"]).pdf
    render(WARM)
    render(replace(SLIPS["a5_foreign"], destinations=(replace(FOREIGN, name="ሰላም الأمل"),)))
    assert render(SLIPS["a5_foreign"]).pdf == first


def test_the_qr_code_is_the_reference_and_nothing_else() -> None:
    matrix = [list(row) for row in segno.make_qr("K7-4M2", error="m").matrix]
    assert squares(render(SELF).pdf) == matrix


@pytest.mark.parametrize("name", SLIPS)
def test_all_fonts_are_embedded(name: str) -> None:
    resources: Any = page_of(render(SLIPS[name]).pdf)["/Resources"]
    assert resources["/Font"]
    for font in resources["/Font"].values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"], font


def test_the_file_says_its_language_and_nothing_about_the_case() -> None:
    pdf = render(replace(SELF, shared=("uw naam",))).pdf
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert str(reader.root_object["/Lang"]) == "nl-BE"
    assert reader.metadata is not None
    assert reader.metadata.title == "Doorverwijsbriefje"
    told = " ".join(str(value) for value in reader.metadata.values())
    assert not any(word in told for word in ("K7-4M2", "An P.", "Huurdersbond", "Heuveldal"))


def test_the_text_can_be_read_from_the_pdf() -> None:
    paper = render(SELF)
    read = page_of(paper.pdf).extract_text()
    for line in paper.text:
        assert line.removeprefix("□ ") in read


def test_arabic_and_tigrinya_can_be_read_from_the_pdf() -> None:
    read = page_of(render(SLIPS["a5_foreign"]).pdf).extract_text()
    assert "مركز المساعدة الاجتماعية" in read
    assert "ማእከል ሓገዝ ስደተኛታት" in read
    assert "099 00 00 60" in read


def test_u_and_je_are_not_mixed() -> None:
    assert "Je neemt zelf contact op." in text_of(replace(SELF, form="je"))
    assert "U neemt zelf contact op." in text_of(SELF)


def test_an_appointment_of_today_says_so_and_one_of_next_year_has_its_year() -> None:
    def moment(when: str) -> str:
        return text_of(replace(BOOKED, destinations=(replace(APPOINTMENT, appointment=datetime.fromisoformat(when)),)))

    assert "vandaag, donderdag 12 maart, om 14 uur" in moment("2026-03-12T14:00")
    assert "dinsdag 17 maart om 10.40 uur" in moment("2026-03-17T10:40")
    assert "dinsdag 12 januari 2027 om 9.05 uur" in moment("2027-01-12T09:05")


def test_a_missing_contact_says_who_looks_it_up() -> None:
    assert "An P. zoekt ze op." in text_of(replace(SELF, destinations=(UNREACHABLE,)))
    assert "De balie zoekt ze op." in text_of(replace(SELF, destinations=(replace(UNREACHABLE, lookup_by=None),)))
    assert "zoekt ze op" not in text_of(SELF)


def test_a_contact_that_is_only_markup_is_a_missing_contact() -> None:
    empty = replace(UNREACHABLE, address=("<br/>",), phones=("\x00",), email="<p></p>")
    assert "An P. zoekt ze op." in text_of(replace(SELF, destinations=(empty,)))


def test_when_the_information_was_checked_is_never_better_than_it_was() -> None:
    def checked(*destinations: Destination) -> str:
        return render(replace(WARM, destinations=destinations)).text[-1]

    assert checked(TENANTS) == "Info nagekeken op 9 januari 2026. De dienst zelf beslist."
    assert checked(FOOD) == "Info nagekeken in november 2025. De dienst zelf beslist."
    assert checked(TENANTS, FOOD, BUDGET).startswith("Info nagekeken in november 2025 of later.")
    assert checked(replace(TENANTS, checked=None)).startswith("Deze info is nog niet nagekeken.")
    assert checked(TENANTS, replace(FOOD, checked=None)).startswith("Niet alle info is nagekeken.")


def test_what_goes_first_when_it_is_too_much_is_what_can_be_missed() -> None:
    full, short = text_of(replace(SLIPS["a5_two_shortened"], format="A4")), text_of(SLIPS["a5_two_shortened"])
    assert "Prijs: gratis" in full
    assert "Prijs: gratis" not in short
    for always in (
        "Huurdersbond Heuveldal",
        "Molenstraat 12",
        "099 00 00 21",
        "10.40 uur",
        "□ loonfiche",
        "Kom terug",
        "CAW Heuveldal",
    ):
        assert always in short


def test_hours_that_are_too_long_are_asked_at_the_desk_not_cut() -> None:
    long_hours = replace(TENANTS, hours="ma 9-12 uur en 13-16 uur; " * 20)
    text = text_of(replace(SELF, destinations=(long_hours,)))
    assert "De uren? Vraag ze aan onze balie." in text
    assert "ma 9-12" not in text


def test_what_cannot_be_readable_on_one_page_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refusal, match="Kies A4"):
        render(replace(WARM, format="A5"))
    with pytest.raises(Refusal, match="minder"):
        render(replace(WARM, large=True))


def test_every_step_of_shortening_takes_something_away() -> None:
    assert len(set(SHORTENING)) == len(SHORTENING)
    without = {"cost", "website", "email", "intro", "route", "house_hours", "more_phones", "hours"}
    assert set(SHORTENING) == without | {"aid_more", "aid_rest"}


# What can never stand on it


def test_there_is_no_field_for_who_the_client_is() -> None:
    named = {field.name for kind in (Slip, Destination, Letterhead) for field in fields(kind)}
    for word in ("client", "national", "rrn", "diagnos", "residence", "household", "birth", "confidential"):
        assert not [name for name in named if word in name]


@pytest.mark.parametrize("bad", ["85.07.30-033.61", "Karim is depressief", "asielzoeker", "uw zoon Karim"])
@pytest.mark.parametrize("field", ["reference", "contact", "shared", "plan_b", "bring", "route", "lookup_by"])
def test_forbidden_content_cannot_be_put_on_a_slip(field: str, bad: str) -> None:
    change: Any = {field: (bad,) if field in ("bring", "shared") else bad}
    if field in ("bring", "route", "lookup_by"):
        change = {"destinations": (replace(TENANTS, **change),)}
    with pytest.raises(Refusal):
        replace(SELF, **change)


def test_markup_does_not_hide_a_forbidden_number() -> None:
    with pytest.raises(Refusal):
        replace(SELF, plan_b="850730<b>033</b>61")


def test_a_discreet_slip_names_no_service() -> None:
    telling = replace(
        APPOINTMENT,
        address=("Huurdersbond Heuveldal, 2de verdieping", "Molenstraat 12"),
        hours="onthaal huurdersbond vlaanderen vzw: di 9-12 uur",
    )
    paper = render(replace(SLIPS["a5_discreet"], destinations=(telling,)))
    text = "\n".join(paper.text)
    assert "Afspraak bij een dienst" in text
    assert "Molenstraat 12" in text
    assert "huurdersbond" not in text.casefold()
    assert b"Doorverwijs" not in paper.pdf


def test_a_discreet_slip_on_which_somebody_typed_the_name_is_refused() -> None:
    with pytest.raises(Refusal, match="neutraal"):
        replace(SLIPS["a5_discreet"], plan_b="bel de Huurdersbond Heuveldal")


# What people and catalogues give


@pytest.mark.parametrize(
    "change",
    [
        {"destinations": ()},
        {"destinations": (TENANTS,) * 4},
        {"kind": "warmpjes"},
        {"format": "A3"},
        {"form": "gij"},
        {"language": "fr"},
        {"aid": "xx"},
        {"reference": "K7 4M2; x"},
        {"reference": "K" * 40},
        {"contact": " "},
        {"contact": "x" * 100_000},
        {"shared": ("iets",) * 9},
        {"plan_b": "heel lang " * 10_000},
    ],
)
def test_what_cannot_be_is_refused_with_a_next_step(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        replace(SELF, **change)
    assert refused.value.now
    assert len(str(refused.value)) < 250


BRING = ("de brief", "identiteitskaart", "een tas")
BOXES = {f"□ {item}" for item in BRING}
nasty = st.sampled_from(NASTY) | st.text(max_size=200)
catalogue_destinations = st.builds(
    Destination,
    name=nasty,
    organization=st.none() | nasty,
    step=st.sampled_from(["go", "call", "mail", "online", "ask", "wait", "appointment"]),
    address=st.lists(nasty, max_size=3).map(tuple),
    phones=st.lists(nasty | st.just("099 00 00 21"), max_size=3).map(tuple),
    email=st.none() | nasty,
    url=st.none() | nasty,
    hours=st.none() | nasty,
    cost=st.none() | nasty,
    appointment=st.none() | st.just(datetime.fromisoformat("2026-03-17T10:40")),
    bring=st.lists(st.sampled_from(BRING), max_size=3).map(tuple),
    checked=st.none() | st.just(date(2026, 1, 9)),
)


@settings(max_examples=200)
@given(
    st.lists(catalogue_destinations, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["A5", "A4"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["u", "je"]),
)
def test_whatever_the_catalogue_says_a_slip_is_one_readable_page_or_refused(
    destinations: tuple[Destination, ...], format_: str, large: bool, discreet: bool, form: str
) -> None:
    slip = replace(WARM, destinations=destinations, format=format_, large=large, discreet=discreet, form=form, shared=())
    paper = printed(slip)
    if paper is None:
        assert large or len(destinations) > 1, "one service always fits in ordinary print"
        return
    assert paper.pages == 1
    assert min(sizes(paper.pdf)) >= (18 if large else 12)
    assert paper.missing_glyphs == sum(line.count("□") for line in paper.text if line not in BOXES)
    assert not any(f"<{letter}" in line for line in paper.text for letter in "abps/")


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_a_last_day_stands_on_every_slip_and_is_read_aloud(name: str) -> None:
    slip = replace(SLIPS[name], deadline=date(2026, 6, 12))
    said = "Uiterste datum: vrijdag 12 juni 2026"
    assert said in " ".join(render(slip).text)
    assert f"{said}." in aloud(slip)[0]
    assert said not in " ".join(render(SLIPS[name]).text)
