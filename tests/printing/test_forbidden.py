"""What never stands on paper is refused, and what belongs there is not. Numbers are made up: their birth dates do not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.errors import Refusal
from sociaalhuis.printing.forbidden import check

NO_SUCH_DAYS = ((2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31))
BETWEEN = st.sampled_from(["", "", "", " ", ".", "-", "/", " - ", "\u00a0", "–", "\u200b"])


@st.composite
def national_numbers(draw: st.DrawFn) -> str:
    """Eleven digits that add up, of nobody: 31 April and the like, also as BIS number, born before or after 2000."""
    month, day = draw(st.sampled_from(NO_SUCH_DAYS))
    month += draw(st.sampled_from([0, 20, 40]))
    first = f"{draw(st.integers(0, 99)):02}{month:02}{day:02}{draw(st.integers(1, 998)):03}"
    return f"{first}{97 - int(draw(st.sampled_from(['', '2'])) + first) % 97:02}"


@given(
    national_numbers(), st.lists(BETWEEN, min_size=10, max_size=10), st.sampled_from(["", "RR ", "(", "nr. 3, "]), st.booleans()
)
def test_any_national_number_in_any_spelling_is_refused(number: str, between: list[str], before: str, after: bool) -> None:
    spelled = "".join(digit + gap for digit, gap in zip(number, [*between, ""], strict=True))
    with pytest.raises(Refusal):
        check(f"{before}{spelled}{') graag' if after else ''}")


@pytest.mark.parametrize(
    "looks_like_one",
    [
        "85.07.30-033.61",
        "dossier 12 85.07.30-033.61 en 099 00 00 10",
        "850730 033 61",
        "85073003361",
        "85 07 30 033 61",
        "85/07/30-033/61",
        "85.47.30-033.00",
        "00.00.01-003.00",
        "８５.０７.３０-０３３.６１",
        "٨٥.٠٧.٣٠-٠٣٣.٦١",
    ],
)
def test_what_is_written_like_a_national_number_is_refused_even_when_it_does_not_add_up(looks_like_one: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(looks_like_one)
    assert not any(char.isdecimal() for char in str(refused.value)), "the message repeats the number"


@st.composite
def phone_numbers(draw: st.DrawFn) -> str:
    """A Belgian number as people write it: landline, mobile or free, national or with 32."""
    zone, rest = draw(
        st.sampled_from([("2", 7), ("3", 7), ("9", 7), ("11", 6), ("89", 6), ("470", 6), ("495", 6), ("800", 5), ("78", 6)])
    )
    digits = "".join(str(draw(st.integers(0, 9))) for _ in range(rest))
    prefix = draw(st.sampled_from(["0", "+32", "+32 ", "0032", "0032 ", "+32 (0)", "+32(0)"]))
    between = draw(st.sampled_from(["", " ", ".", "-"]))
    size = draw(st.sampled_from([2, 3]))
    groups = [digits[at : at + size] for at in range(0, rest, size)]
    return f"{prefix}{zone}{draw(st.sampled_from(['', ' ', '/', '-']))}{between.join(groups)}"


@given(phone_numbers(), st.sampled_from(["{}", "An P., {}", "bel {} voor 12 uur", "({})"]))
def test_no_belgian_phone_number_is_refused(number: str, around: str) -> None:
    check(around.format(number))


@pytest.mark.parametrize(
    "text",
    [
        "Karim is depressief",
        "attest over zijn DEPRESSIE",
        "diagnose",
        "suïcidale gedachten",
        "vroeger verslaafd",
        "kanker",
        "asielzoeker",
        "zonder wettig verblijf",
        "zij is een erkend vluchteling",
        "oranje kaart",
        "verblijfskaart",
        "identiteitskaart van uw kinderen",
        "de brief van je man",
        "haar oudste zoon",
        "zoon Karim",
        "dochter (12)",
        "baby van 3 maanden",
        "kind van 7",
    ],
)
def test_illness_residence_and_others_of_the_household_are_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(text)
    assert refused.value.now


@pytest.mark.parametrize(
    "text",
    [
        "identiteitskaart",
        "loonfiche",
        "uitkeringsattest",
        "aanslagbiljet",
        "huurcontract",
        "energiefactuur",
        "bankuittreksels",
        "attest handicap",
        "attest verhoogde tegemoetkoming",
        "schoolattest",
        "attest gezinssamenstelling",
        "medisch attest",
        "de brief van 2 maart 2026",
        "Kind en Gezin, 099 00 00 10",
        "Huis van het Kind, 2de verdieping",
        "Kankerlijn",
        "Vluchtelingenwerk Vlaanderen",
        "An P., 099 00 00 11 of 0400 00 00 31",
        "uw naam en uw telefoonnummer",
        "BE00 0000 0000 0000",
        "dinsdag 24.11.2026 om 10.40 uur",
    ],
)
def test_what_belongs_on_a_slip_is_not_refused(text: str) -> None:
    check(text)
