"""Hours as people write them are read, said again, and read as the same; what is not clear is named."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.catalogue import starter
from sociaalhuis.catalogue.schedules.cursor import LONGEST
from sociaalhuis.catalogue.schedules.reading import read
from sociaalhuis.catalogue.schedules.writing import write
from sociaalhuis.errors import Refusal
from tests.catalogue.schedules import made

SAID_AGAIN = {
    "ma-vr 9-12, wo ook 13-16, 1e ma van de maand tot 19u": (
        "ma-vr 9-12 uur; wo ook 13-16 uur; 1e ma van de maand ook 12-19 uur"
    ),
    "elke 3de dinsdag 14u-16u30": "3e di van de maand 14-16.30 uur",
    "2de maandag van de oneven maanden 9-11": "2e ma van de oneven maanden 9-11 uur",
    "wekelijks donderdag 13-17, niet in schoolvakanties": "do 13-17 uur, niet in schoolvakanties",
    "di en do op afspraak": "di en do op afspraak",
    "ma-vr 9-12 en 13-16. juli-augustus: enkel voormiddag 9-12": (
        "ma-vr 9-12 en 13-16 uur; in juli-augustus: enkel ma-vr 9-12 uur"
    ),
    "24/7": "24/7",
    "ma-vr 9-12; gesloten op feestdagen en tussen kerst en nieuw": (
        "ma-vr 9-12 uur; gesloten op feestdagen en van 26 december tot en met 31 december"
    ),
    "tel. ma-vr 9u-17u": "telefoon: ma-vr 9-17 uur",
    "ma: 9:00-12:00, di: 13:30 tot 16 uur": "ma 9-12 uur; di 13.30-16 uur",
    "Maandag t.e.m. vrijdag van 9 tot 12 uur en van 13 tot 17u.": "ma-vr 9-12 en 13-17 uur",
    "ma–vr 9.00–12.00; zaterdag en zondag gesloten": "ma-vr 9-12 uur; za en zo gesloten",
    "ma-vr 9-17, vr tot 15": "ma-vr 9-17 uur; vr enkel 9-15 uur",
    "ma-vr 9-17, wo vanaf 13 u": "ma-vr 9-17 uur; wo enkel 13-17 uur",
    "ma-vr 9-12; zitdag op 24 en 31 december gesloten": None,
    "24 en 31 december gesloten, ma-vr 9-12": "ma-vr 9-12 uur; gesloten op 24 december en op 31 december",
    "ma 9-12 (enkel op afspraak)": "ma 9-12 uur op afspraak",
    "veertiendaags op di 14-16u vanaf 5 januari 2027": "om de 2 weken di 14-16 uur, vanaf 5/1/2027",
    "di in de even weken 9-12, di in de oneven weken 13-16": "di in de even weken 9-12 uur; di in de oneven weken 13-16 uur",
    "1e en laatste vr van maart en juni 9-11": "1e en laatste vr van maart en juni 9-11 uur",
    "do 13-17 in juli": "in juli: ook do 13-17 uur",
    "op feestdagen: enkel 10-12; ma-vr 9-17": None,
    "ma-vr 9-17; op feestdagen: enkel ma-zo 10-12": "ma-vr 9-17 uur; op feestdagen: enkel elke dag 10-12 uur",
    "even weken: ma 9-12; in de oneven weken op dinsdag 9-12": "ma in de even weken 9-12 uur; di in de oneven weken 9-12 uur",
    "om de veertien dagen op di 9-12 vanaf 5/1/2027": "om de 2 weken di 9-12 uur, vanaf 5/1/2027",
    "laatste donderdag v/d maand, 9-11 | woensdagnamiddag 13-16": "laatste do van de maand 9-11 uur; wo 13-16 uur",
    "open van ma tot vr 9-17, behalve op wo, buiten de schoolvakanties": "ma, di, do en vr 9-17 uur, niet in schoolvakanties",
    "vr 20-2u, ook op feestdagen": "vr 20-2 uur, ook op feestdagen",
    "ma-vr 9-12 en 13-16, woensdagnamiddag gesloten": "ma-vr 9-12 en 13-16 uur; wo enkel 9-12 uur",
    "ma-vr 9-12 en 13-16; juli-aug enkel vm": "ma-vr 9-12 en 13-16 uur; in juli-augustus: enkel ma-vr 9-12 uur",
    "ma-vr 9-16; wo enkel vm": None,
    "ma-vr 9-12u (balie), 13-16u (telefonisch)": "balie: ma-vr 9-12 uur; telefoon: ma-vr 13-16 uur",
    "Tel. permanentie: elke werkdag 9-17u. Loket: di 9-12u": "Tel. permanentie: ma-vr 9-17 uur; loket: di 9-12 uur",
    "ma-vr 9-12 (zonder afspraak), 13-16 (op afspraak)": "ma-vr 9-12 uur; ma-vr ook 13-16 uur op afspraak",
    "op afspraak, elke werkdag tss 9 en 12u": "ma-vr 9-12 uur op afspraak",
    "gesloten: zaterdag en feestdagen; ma-vr 9-12u": "za gesloten; ma-vr 9-12 uur; gesloten op feestdagen",
    "ma-vr 9-12; gesloten tss Kerst & Nieuw": "ma-vr 9-12 uur; gesloten van 26 december tot en met 31 december",
    "elke laatste vrijdag v.d. maand van 13u tot 15u": "laatste vr van de maand 13-15 uur",
    "ma-vr 9-16u, behalve wo: 9-12u": "ma-vr 9-16 uur; wo enkel 9-12 uur",
    "elke dag behalve zondag 9-18u, ook zon- en feestdagen": "ma-za 9-18 uur, ook op feestdagen",
    "9u-12u en 13u-16u (ma-vr) - za 9u tot 11u": "ma-vr 9-12 en 13-16 uur; za 9-11 uur",
    "zomeruren (juli-augustus): ma-vr 8-14u": "in juli-augustus: enkel ma-vr 8-14 uur",
    "ma-vr 9-16u (in juli 9-12u)": "ma-vr 9-16 uur; in juli: enkel ma-vr 9-12 uur",
    "vr 20u tot 's nachts 2u": "vr 20-2 uur",
    "24u/24 en 7/7": "24/7",
    "ma-vr 9-12; 7/7": None,
    "di 's avonds": None,
    "vanaf 1/2/2027: ma 9-12": "ma 9-12 uur, vanaf 1/2/2027",
}


@pytest.mark.parametrize("text", SAID_AGAIN)
def test_hours_are_said_again_in_words_that_are_read_as_the_same(text: str) -> None:
    if SAID_AGAIN[text] is None:
        with pytest.raises(Refusal):
            read(text)
        return
    schedule = read(text)
    assert write(schedule) == SAID_AGAIN[text]
    assert read(write(schedule)) == schedule


@pytest.mark.parametrize(
    ("text", "named", "helped"),
    [
        ("ma-vr 9-12 en nog wat", "“nog wat”", "ma-vr 9-12 uur"),
        ("ma-vr 9-12; blabla", "“blabla”", "ma-vr 9-12 uur"),
        ("9-12 u. (dagen niet vermeld)", "9-12 u.", "Schrijf op welke dagen"),
        ("zo 25-26", "“25-26”", "13.30-16 uur"),
        ("ma 12-9", "“12-9”", "eindigt voor het begint"),
        ("ma-vr 9-17; vr 9-12", "“vrijdag”", "wo ook"),
        ("om de 2 weken di 9-12", "om de 2 weken di 9-12", "vanaf 5/1/2027"),
        ("maandelijks ma 9-12", "maandelijks ma 9-12", "1e ma van de maand"),
        ("ma-vr 9-12; gesloten op 31/2/2027", "31/2/2027", "24/12/2026"),
        ("gesloten van 24/12/2027 tot 3/1/2027; ma 9-12", "24/12/2027 tot 3/1/2027", "24/12/2026"),
        ("zomer: ma-vr 9-12", "“zomer: ma-vr 9-12”", "juli-augustus"),
        ("vanaf 1/2: ma 9-12", "“vanaf 1/2: ma 9-12”", "vanaf 1/9/2026"),
        ("ma-vr 9-12, behalve de 1e ma van de maand", "behalve de 1e ma", "wo ook"),
        ("vr-ma 9-12", "“vr-ma 9-12”", "vr-zo en ma"),
        ("wo tot 19 u", "tot 19 u", "gewone uren"),
        ("gesloten op brugdagen; ma 9-12", "brugdagen", "gesloten op feestdagen"),
        ("extra open op 5 december 10-12", "op 5 december 10-12", "5/12/2026"),
        ("afspraak de di elke 5/1/2027 ( 9 avond", "9 avond", "ma-vr 9-12 uur"),  # was read without end
        ("Op afspraak. Ma-vr 9-17.", "“Ma-vr 9-17.”", "ook op afspraak"),  # by appointment in those hours, or besides?
        ("Onthaal: ma 9-12. Winkel: ma 9-17. Woensdag gesloten.", "“Woensdag gesloten.”", "bij wat dan gesloten is"),
        ("ma-vr 9-12 en 1-4", "“1-4”", "13.30-16 uur"),
        ("ma 9-12 en 13-16 uur (telefoon)", "telefoon", "apart"),
        ("van ma 9u tot vr 17u", "9u tot vr 17u", "13.30-16 uur"),  # day and night, or by the day?
        ("ma-vr 9-12, geen spreekuur op woensdag", "geen spreekuur op woensdag", "ma-vr 9-12 uur"),
        ("", "", "ma-vr 9-12 uur"),
        ("ma", "ma", "9-12"),
    ],
)
def test_what_is_not_clear_is_named_with_an_example(text: str, named: str, helped: str) -> None:
    with pytest.raises(Refusal) as told:
        read(text)
    assert named in told.value.what
    assert helped in told.value.now


def test_hours_of_the_phone_stand_apart() -> None:
    schedule = read("loket: ma-vr 9-12; tel. ma-vr 9u-17u, chat: wo 13-15")
    assert [(one.label, one.attending_type) for one in schedule.rules] == [
        ("loket", "in_person"),
        ("telefoon", "phone"),
        ("chat", "online"),
    ]
    assert write(schedule.part("telefoon")) == "telefoon: ma-vr 9-17 uur"


def test_of_the_starter_catalogue_only_hours_without_days_are_not_read() -> None:
    texts = {one.opening_hours for one in starter.services().values() if one.opening_hours}
    unread = set()
    for text in texts:
        try:
            assert read(write(read(text))) == read(text), text
        except Refusal:
            unread.add(text)
    assert unread == {"9-12 u. (dagen niet vermeld)", "telefoon voor een afspraak: 8.30-15.30 u."}
    assert len(texts) >= 38


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_a_schedule_is_read_back_from_its_text(chance: random.Random) -> None:
    schedule = made.schedule(chance)
    assert read(write(schedule)) == schedule


_WORDS = st.sampled_from(
    [
        *("ma", "di", "vr", "ma-vr", "9-12", "13.30-16", "9", "12u30", "24/7", "1e", "laatste", "werkdag", "dag", "even"),
        *(",", ";", ":", "-", "(", ")", ".", "\n", "en", "ook", "enkel", "tot", "vanaf", "van", "de", "op", "in", "om", "niet"),
        *(
            "maand",
            "15",
            "2",
            "juli",
            "5/1/2027",
            "2027",
            "weken",
            "gesloten",
            "feestdagen",
            "schoolvakanties",
            "afspraak",
            "telefoon:",
        ),
        *("Mechelen:", "bel eerst", "extra open", "tel.", "juli-augustus:", "week", "zie website"),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)))
def test_any_text_is_read_as_the_same_again_or_refused(text: str) -> None:
    try:
        schedule = read(text)
    except Refusal:
        return
    assert read(write(schedule)) == schedule, write(schedule)


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(Refusal, match="te lang"):
        read("ma 9-12 " * LONGEST)
