"""Letters find their font, their direction and their place; lines stay within their width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.shaping import Line, measure, wrap

ARABIC = "مركز المساعدة"
TIGRINYA = "ማእከል ሓገዝ"


def fonts(line: Line) -> list[str]:
    return [run.font.fontName for run in line.runs]


def test_latin_text_is_one_run_of_one_font_with_its_own_letters() -> None:
    (line,) = wrap("Één café – 10 €", 13, 500)
    assert fonts(line) == ["NotoSans-Regular"]
    assert line.runs[0].pieces[0].codes == "Één café – 10 €"
    assert line.missing == 0


@pytest.mark.parametrize(("text", "name"), [(ARABIC, "NotoNaskhArabic"), (TIGRINYA, "NotoSansEthiopic"), ("Київ", "NotoSans")])
@pytest.mark.parametrize("bold", [False, True])
def test_each_script_gets_the_font_that_has_it(text: str, name: str, bold: bool) -> None:
    (line,) = wrap(text, 13, 500, bold=bold)
    assert set(fonts(line)) == {f"{name}-{'Bold' if bold else 'Regular'}"}
    assert line.missing == 0


def test_arabic_letters_are_joined_and_stand_from_right_to_left() -> None:
    (line,) = wrap("بيت", 13, 500)
    (run,) = line.runs
    assert run.level == 1
    assert run.width < sum(wrap(letter, 13, 500)[0].runs[0].width for letter in "بيت"), "three letters apart are wider"


def test_a_phone_number_between_arabic_words_keeps_its_order() -> None:
    (line,) = wrap(f"{ARABIC} 099 00 00 21 {ARABIC}", 13, 900)
    left_to_right = [run.text.strip() for run in line.runs]
    assert left_to_right == [ARABIC, "099 00 00 21", ARABIC]
    assert line.runs[1].level % 2 == 0


def test_a_line_that_starts_in_dutch_runs_from_left_to_right_round_an_arabic_name() -> None:
    (line,) = wrap(f"Bel {ARABIC} vandaag", 13, 900)
    assert [run.text.strip() for run in line.runs if run.text.strip()] == ["Bel", ARABIC, "vandaag"]


def test_a_letter_that_no_font_has_becomes_a_box_and_is_counted() -> None:
    (line,) = wrap("Hallo 😀 中", 13, 500)
    assert line.text == "Hallo □ □"
    assert line.missing == 2


def test_phone_numbers_and_hours_are_not_broken() -> None:
    lines = [line.text for line in wrap("Bel naar 099 00 00 21 voor 10.40 uur", 13, measure("Bel naar 099 00 00", 13))]
    assert any("099 00 00 21" in line for line in lines)
    assert any("10.40 uur" in line for line in lines)


def test_a_word_wider_than_the_line_is_broken() -> None:
    lines = wrap("w" * 100, 13, 100)
    assert "".join(line.text for line in lines) == "w" * 100
    assert all(line.width <= 100 for line in lines)


@given(st.text(max_size=80), st.integers(40, 400), st.booleans())
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(text: str, width: int, bold: bool) -> None:
    line = plain(text, 60)
    lines = wrap(line, 12, width, bold=bold)
    assert all(one.width <= width + 0.01 for one in lines)
    kept = "".join(one.text for one in lines).replace(" ", "").replace("\u200c", "").replace("\u200d", "")
    wanted = line.replace(" ", "").replace("\u200c", "").replace("\u200d", "")
    assert len(kept) == len(wanted)
    assert all(a in (b, "□") for a, b in zip(kept, wanted, strict=True))
