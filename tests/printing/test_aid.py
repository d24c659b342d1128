"""Aid in another language beside the Dutch: whole files, no letter without a glyph, the right direction, one readable page."""

import os
import random
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from sociaalhuis import vocab
from sociaalhuis.errors import Refusal
from sociaalhuis.paths import resource
from sociaalhuis.printing import aid as aids
from sociaalhuis.printing import aided
from sociaalhuis.printing.aid import Aid, aid, languages, parse, serving
from sociaalhuis.printing.aloud import aloud
from sociaalhuis.printing.compose import render
from sociaalhuis.printing.shaping import Line, wrap
from sociaalhuis.printing.slip import KINDS, Slip
from tests.printing.slips import APPOINTMENT, BOOKED, BUDGET, FOOD, SELF, TENANTS, UNREACHABLE, WARM, page_of

GOLDEN = Path(__file__).parent.parent / "golden"
DUTCH = yaml.safe_load(resource("aid", "nl.yaml").read_text("utf-8"))["sentences"]
MOST = 40
RTL = ("ar", "fa", "ps")
WHEN = datetime.fromisoformat("2026-03-17T10:40")
LISTED = replace(APPOINTMENT, bring=("huurcontract", "identiteitskaart of verblijfsdocument", "een gele map"))
FULL = replace(BOOKED, destinations=(LISTED,), shared=("naam", "de vraag in één zin"), interpreter="telefoontolk")
SEEN = {  # one of each kind of script, on each kind of paper; somebody looked at the picture of each
    "fr_a5": replace(FULL, aid="fr", interpreter=None),
    "uk_a4": replace(WARM, aid="uk", shared=("naam",)),
    "ar_a5": replace(FULL, aid="ar"),
    "ps_a4": replace(WARM, aid="ps", interpreter="Pasjtoe, telefoontolk"),
    "ti_a5_discreet": replace(FULL, aid="ti", discreet=True, plan_b=None),
    "so_a4_large": replace(SELF, aid="so", format="A4", large=True),
    "pl_a5_pictures": replace(SELF, aid="pl", pictures=True, plan_b=None),
}


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def seen(line: Line) -> str:
    """The letters of a line as the eye finds them, from left to right."""
    return "".join(run.text if run.level % 2 == 0 else run.text[::-1] for run in line.runs)


def all_seen(text: str, width: float = 1e9, *, rtl: bool = True) -> str:
    return "\n".join(seen(line) for line in wrap(text, 12, width, rtl=rtl))


# the files


def test_there_are_sixteen_languages_in_at_most_forty_sentences() -> None:
    assert sorted(languages()) == sorted("fr en de tr ar uk ru pl ro bg es fa ps so sq ti".split())  # noqa: SIM905  # as we say them
    assert len(DUTCH) <= MOST


@pytest.mark.parametrize("language", languages())
def test_a_language_is_whole(language: str) -> None:
    said = aid(language)
    assert list(said.sentences) == list(DUTCH)
    for key, sentence in said.sentences.items():
        assert slots(sentence) == slots(DUTCH[key]), key
        assert sentence.strip() == sentence
    for list_name, words in (("documents", said.documents), ("share_elements", said.elements)):
        assert set(words) <= {term.slug for term in vocab.terms(list_name, None)}
        assert words.keys() == getattr(aid("fr"), "documents" if list_name == "documents" else "elements").keys()
    assert len(said._days) == 7
    assert len(said._months) in (0, 12)
    assert len({said.day(date(2026, 3, 9 + day)) for day in range(7)}) == 7
    assert len({said.day(date(2026, month, 9)) for month in range(1, 13)}) == 12
    assert "14" in said.hour(datetime.fromisoformat("2026-03-17T14:00"))
    assert "05" in said.hour(datetime.fromisoformat("2026-03-17T09:05"))
    assert said.rtl is vocab.term("languages", language).extra["rtl"]


def test_nobody_read_a_sentence_yet_and_the_files_say_so() -> None:
    assert all(aid(language).unchecked == len(aid(language).checked) for language in languages())
    assert "geen enkele zin nagelezen" in resource("aid", "README.md").read_text("utf-8")


@pytest.mark.parametrize("language", languages())
def test_every_letter_of_a_language_has_a_glyph(language: str) -> None:
    said = aid(language)
    texts = [*said.sentences.values(), *said.documents.values(), *said.elements.values(), *said._days, *said._months, said.name]
    for text in texts:
        (line,) = wrap(re.sub(r"{\w+}", "x", text), 12, 1e9, rtl=said.rtl)
        assert line.missing == 0, text
        for run in line.runs:  # glyph 0 is the box of a font
            state = run.font.face.charToGlyph
            assert all(state[ord(code)] for piece in run.pieces for code in piece.codes if code != " "), text


def test_who_speaks_another_form_of_a_language_can_read_its_aid() -> None:
    assert (serving("ary"), serving("prs"), serving("fa"), serving("fr")) == ("ar", "fa", "fa", "fr")
    assert serving("nl") is serving("vgt") is serving(None) is None


def test_dates_are_written_as_that_language_does() -> None:
    days = {language: aid(language).day(WHEN) for language in languages()}
    assert days["fr"] == "mardi 17 mars 2026"
    assert days["de"] == "Dienstag, 17. März 2026"
    assert days["tr"] == "17 Mart 2026 Salı"
    assert days["pl"] == "wtorek, 17 marca 2026"
    assert days["es"] == "martes 17 de marzo de 2026"
    assert days["ar"] == "الثلاثاء 17/3/2026"
    assert days["ti"] == "ሰሉስ 17/3/2026"
    assert aid("fr").hour(WHEN).replace("\u00a0", " ") == "10 h 40"
    assert aid("fr").hour(WHEN.replace(minute=0)).replace("\u00a0", " ") == "10 h"


# the direction


@pytest.mark.parametrize("language", RTL)
def test_names_numbers_and_codes_keep_their_direction_in_a_text_that_runs_to_the_left(language: str) -> None:
    said = aid(language)
    assert "Wijkhuis (1e verdieping)" in all_seen(said.say("go", service="Wijkhuis (1e verdieping)"))
    assert "099 00 00 21 (onthaal)" in all_seen(said.say("phone", phone="099 00 00 21 (onthaal)"))
    assert "K7-4M2" in all_seen(said.say("show", code="K7-4M2"))
    assert "7K-42" in all_seen(said.say("show", code="7K-42"))
    assert "An P., 099 00 00 11" in all_seen(said.say("contact", contact="An P., 099 00 00 11"))
    moment = all_seen(said.say("when", date=said.day(WHEN), hour=said.hour(WHEN)))
    assert -1 < moment.index("10:40") < moment.index("17/3/2026") < moment.index(said.sentences["when"][0]), "first is right"


def test_a_name_that_goes_on_on_the_next_line_is_read_from_left_to_right() -> None:
    lines = all_seen(aid("ar").say("go", service="Sociaal Huis van de stad Heuveldal en omstreken"), 160).split("\n")
    assert len(lines) > 2
    assert re.findall("[A-Za-z]+", " ".join(lines)) == ["Sociaal", "Huis", "van", "de", "stad", "Heuveldal", "en", "omstreken"]


def test_a_service_with_an_arabic_name_stays_so_in_a_persian_sentence() -> None:
    name = "مركز المساعدة الاجتماعية"
    assert name[::-1] in all_seen(aid("fa").say("go", service=name))


def test_others_cannot_turn_the_direction_round() -> None:
    paper = render(replace(FULL, aid="ar", destinations=(replace(LISTED, name="\u2067Huis\u2069 \u202ede\u202c \u2066Linde"),)))
    assert "Huis de Linde" in " ".join(paper.text)


# the paper


@pytest.mark.parametrize("name", SEEN)
def test_a_slip_with_aid_says_what_it_said_when_somebody_looked_at_it(name: str) -> None:
    file = GOLDEN / f"slip_aid_{name}.txt"
    text = "\n".join(render(SEEN[name]).text) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, "utf-8", newline="\n")
    assert text == file.read_text("utf-8")


def made(number: int) -> Slip:
    """A slip as desks make them: the same number gives the same one."""
    dice = random.Random(number)
    documents = [term.label for term in vocab.terms("documents", None)]
    elements = [term.label for term in vocab.terms("share_elements", None)]
    large = number % 10 == 9
    count = 1 if large else dice.choice((1, 1, 1, 2))
    chosen = dice.sample([LISTED, TENANTS, FOOD, BUDGET, UNREACHABLE], count)
    chosen = [
        replace(
            one,
            bring=tuple(dice.sample(documents, dice.randint(0, 1 if large else 3))) if place == 0 else (),
            phones=dice.choice(((), ("099 00 00 21",), ("099 00 00 21 (onthaal)", "0400 00 00 31"))),
            cost=dice.choice((None, "gratis", "5 euro per gesprek")),
        )
        for place, one in enumerate(chosen)
    ]
    return replace(
        SELF,
        reference=dice.choice(("K7-4M2", "7K-42", "B2-QX9T")),
        destinations=tuple(chosen),
        kind=dice.choice(KINDS),
        format="A4" if count > 1 or large else dice.choice(("A5", "A4")),
        shared=dice.choice((None, (), tuple(dice.sample(elements, 2)), ("de gele map",))),
        plan_b=None if large else dice.choice((None, "CAW Heuveldal, 099 00 00 50")),
        deadline=None if large else dice.choice((None, WHEN.date())),
        discreet=number % 7 == 0,
        large=large,
        interpreter=dice.choice((None, "telefoontolk")),
        pictures=number % 11 == 0 and not large,
    )


def read_again(pdf: bytes) -> tuple[str, float]:
    """The text as it can be taken out of a PDF, on one line, and the smallest size in which it stands there (points)."""
    seen = []

    def visit(text: str, _matrix: Any, line: Any, _font: Any, size: float) -> None:
        if text.strip():
            seen.append(round(size * line[3], 2))

    return re.sub(r"\s+", " ", page_of(pdf).extract_text(visitor_text=visit)), min(seen)


def check_on_paper(slip: Slip, said: Aid) -> None:
    """One readable page with the Dutch, the code, the right to come back in both languages, and text that can be taken out."""
    paper = render(slip)
    assert (paper.pages, paper.missing_glyphs) == (1, 0), slip
    read, smallest = read_again(paper.pdf)
    assert smallest >= (18 if slip.large else 12), slip
    whole = " ".join(paper.text)
    for dutch in (
        "Lukt het niet? Kom terug.",
        f"Code {slip.reference}",
        f"Hulptekst in het {said.dutch}",
        "nog niet nagelezen.",
    ):
        assert dutch in whole, slip
        assert dutch in read or dutch.split()[0] in read, slip
    if not slip.discreet:
        assert all(one.name in whole for one in slip.destinations)
    returned = re.sub(r"\s", " ", said.say("return"))
    assert returned in re.sub(r"\s", " ", whole), slip
    letters = {char for char in read if not char.isspace()}
    assert letters >= {char for char in returned if char.isalpha()}, slip


@pytest.mark.parametrize("language", languages())
def test_a_made_slip_with_aid_is_one_readable_page(language: str) -> None:
    place = languages().index(language)
    for number in (place, 40 + place):
        check_on_paper(replace(made(number), aid=language), aid(language))


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 200, 50))
@pytest.mark.parametrize("language", languages())
def test_two_hundred_made_slips_with_aid_are_one_readable_page(language: str, start: int) -> None:
    for number in range(start, start + 50):
        check_on_paper(replace(made(number), aid=language), aid(language))


def where(slip: Slip, words: str) -> tuple[float, float]:
    """How far from the left and from the foot of the page a word stands, as shares of it."""
    page, found = page_of(render(slip).pdf), list[tuple[float, float]]()

    def visit(text: str, _matrix: Any, line: Any, _font: Any, _size: float) -> None:
        if words in text:
            found.append((line[4] / float(page.mediabox[2]), line[5] / float(page.mediabox[3])))

    page.extract_text(visitor_text=visit)
    return found[0]


def test_aid_stands_beside_the_dutch_on_a4_and_under_it_on_a5() -> None:
    for format_, beside in (("A4", True), ("A5", False)):
        slip = replace(FULL, aid="fr", format=format_)
        dutch, french = where(slip, "U hebt een"), where(slip, "Vous avez un")
        assert (french[0] > 0.5) is beside
        assert (french[1] < dutch[1] - 0.05) is not beside


def test_aid_never_says_more_than_the_dutch() -> None:
    silent = replace(TENANTS, cost=None, phones=(), bring=())
    said = " ".join(render(replace(SELF, aid="en", destinations=(silent,), shared=None, plan_b=None, format="A4")).text)
    for word in ("free", "pay", "Phone", "Take", "pass on", "try this"):
        assert word not in said
    told = " ".join(render(replace(FULL, aid="en", format="A4", discreet=True, plan_b=None)).text)
    assert "Huurdersbond" not in told
    short = render(replace(SELF, aid="en", destinations=(replace(LISTED, cost="gratis"),), shared=("naam",)))
    assert ("Prijs: gratis" in short.text) == ("It is free." in " ".join(short.text))


def test_every_sentence_is_said_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    used, say = set(), Aid.say

    def heard(self: Aid, key: str, **filled: str) -> str:
        used.add(key)
        return say(self, key, **filled)

    monkeypatch.setattr(Aid, "say", heard)
    english = aid("en")
    for number in range(80):
        slip = replace(made(number), aid="en", contact="An P.")
        aided.first(english, slip, lambda _part: True)
        aided.foot(english, slip, True, lambda _part: True)
        for step in ("go", "call", "mail", "online", "ask", "wait", "appointment"):
            one = replace(slip.destinations[0], step=step, hours="", appointment=WHEN if number % 2 else None)
            aided.about(english, slip, one, lambda _part: True)
    today = replace(APPOINTMENT, appointment=datetime.fromisoformat("2026-03-12T10:40"))
    aided.about(english, BOOKED, today, aided.least)
    aided.until(english, WHEN.date())
    assert used == set(DUTCH)


# checked or not


def read_by(language: str) -> Aid:
    """The language as it would be after native readers read all of it."""
    text = resource("aid", f"{language}.yaml").read_text("utf-8")
    return parse(language, text.replace("status: unchecked", "status: {office: Huis van het Nederlands, day: 2027-01-12}"))


def test_what_nobody_checked_is_never_used_for_safety(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="nog niet nagelezen") as refused:
        replace(SELF, aid="ti", safety=True)
    assert "tolk" in refused.value.now
    assert replace(SELF, aid=None, safety=True).safety
    checked = read_by("ti")
    assert checked.unchecked == 0
    assert checked.checked["sentences.go"] == aids.Checked("Huis van het Nederlands", date(2027, 1, 12))
    monkeypatch.setattr(aids, "aid", lambda _language: checked)
    assert replace(SELF, aid="ti", safety=True).aid == "ti"


def test_a_file_that_says_wrongly_who_read_it_is_no_file() -> None:
    text = resource("aid", "fr.yaml").read_text("utf-8")
    for wrong in ("{office: CAW, day: ooit}", "{office: CAW}", "gelezen"):
        with pytest.raises((ValueError, KeyError, TypeError)):
            parse("fr", text.replace("status: unchecked", f"status: {wrong}", 1))
    with pytest.raises(KeyError):
        aid("nl")


def test_one_page_with_aid_is_refused_with_what_to_do_when_it_cannot_be() -> None:
    with pytest.raises(Refusal, match="hulptaal weg"):
        render(replace(WARM, aid="fr", format="A5"))


# for who does not read


def test_drawings_are_larger_and_there_is_one_for_each_step() -> None:
    plain, drawn = render(SELF).pdf, render(replace(SELF, pictures=True)).pdf

    def widths(pdf: bytes) -> list[float]:
        content = page_of(pdf).get_contents()
        assert content is not None
        return [float(scale) for scale in re.findall(r"q (\d+\.\d+) 0 0 -", content.get_data().decode("latin-1"))]

    assert max(widths(drawn)) > 2.5 * sorted(widths(plain))[len(widths(plain)) // 2]
    steps = replace(
        SELF, pictures=True, format="A4", destinations=tuple(replace(FOOD, step=s) for s in ("call", "wait", "ask"))
    )
    assert render(steps).pages == 1


def test_the_words_to_read_aloud_are_those_of_the_paper() -> None:
    first, one, two, three, last = aloud(replace(WARM, interpreter="Arabisch, telefoontolk"))
    assert "Het zijn 3 stappen." in first
    assert "Stap 1. U hebt een afspraak bij Huurdersbond Heuveldal. Dat is op dinsdag 17 maart 2026 om 10.40 uur." in one
    assert "Het adres is Kerkweg 3 bus 2, 9999 Heuveldal." in two
    assert three.startswith("Stap 3. Wacht. U krijgt telefoon van Dienst schuldbemiddeling.")
    assert "Tolk nodig: Arabisch, telefoontolk. Lukt het niet? Kom terug." in last
    assert "De code is K, 7, 4, M, 2." in last
    spoken = " ".join(aloud(replace(BOOKED, discreet=True, plan_b=None, form="je")))
    assert "Huurdersbond" not in spoken
    assert spoken.startswith("Ik lees voor wat op je briefje staat.")
    (_, missing, _) = aloud(replace(SELF, destinations=(UNREACHABLE,)))
    assert "An P. zoekt ze op." in missing


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ti", "uk"])
def test_a_last_day_stands_in_both_languages(language: str) -> None:
    slip = replace(SELF, aid=language, format="A4", deadline=date(2026, 6, 12))
    said = all_seen(" ".join(render(slip).text))
    assert "Uiterste datum: vrijdag 12 juni 2026" in said
    assert "2026" in aid(language).say("deadline", date=aid(language).day(date(2026, 6, 12)))
