"""Reference codes: what is typed is found again, and a slip of the finger is seen.

The check is ISO 7064's hybrid system over 32 letters: any one wrong letter is seen. Of two neighbours that changed places all
but 2 of the 992 ordered pairs are seen, whatever stands before them: doubling modulo 33 maps 16 and 17 to the same distance.
"""

import itertools
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sociaalhuis.desk import references
from sociaalhuis.desk.references import ALPHABET

SAMPLE = [references.new(lambda _: False, rng=random.Random(seed)) for seed in range(25)]
prefixes = st.sampled_from(["", "B2", "GENK", "X"])
payloads = st.text(ALPHABET, min_size=4, max_size=9)


def coded(payload: str, prefix: str = "") -> str:
    """The one code of this payload: of 32 last letters one is the check letter."""
    (code,) = {found for last in ALPHABET if (found := references.read(f"{prefix} {payload}{last}")) is not None}
    return code


def without_dashes(code: str) -> str:
    return code.replace("-", "")


def test_a_code_is_short_and_speakable() -> None:
    for code in SAMPLE:
        assert len(code) == 6
        assert code[2] == "-"
        assert set(without_dashes(code)) <= set(ALPHABET)
    assert set("ILOU").isdisjoint(ALPHABET)
    assert len(set(ALPHABET)) == 32


@given(payloads, prefixes)
def test_what_is_shown_reads_back_as_itself(payload: str, prefix: str) -> None:
    code = coded(payload, prefix)
    assert without_dashes(code).startswith(prefix + payload)
    assert references.read(code) == code


@given(payloads, prefixes, st.sampled_from(["{}", " {} ", "{}\n", "\t{}", "-{}-", "{}.", "– {}"]))
def test_case_spaces_and_dashes_are_free(payload: str, prefix: str, around: str) -> None:
    code = coded(payload, prefix)
    for typed in (
        code.lower(),
        code.replace("-", " "),
        code.replace("-", " - "),
        code.replace("-", "–"),
        code.replace("-", "--"),
    ):
        assert references.read(around.format(typed)) == code


@given(payloads)
def test_without_a_prefix_the_dash_may_be_left_out(payload: str) -> None:
    code = coded(payload)
    assert references.read(without_dashes(code)) == code


@pytest.mark.parametrize("code", SAMPLE)
def test_a_code_that_is_spelled_letter_by_letter_is_read(code: str) -> None:
    assert references.read(" ".join(without_dashes(code))) == code
    assert references.read(f"B2 {' '.join(without_dashes(code))}") == f"B2-{code}"
    assert references.read(f"b2 {without_dashes(code).lower()}") == f"B2-{code}"


def test_letters_that_look_like_a_digit_are_read_as_the_digit() -> None:
    code = coded("1010")
    for one in "1iIlL":
        for nought in "0oO":
            assert references.read(code.replace("1", one).replace("0", nought)) == code


@pytest.mark.parametrize("code", SAMPLE)
def test_every_single_wrong_letter_is_seen(code: str) -> None:
    for prefix in ("", "B2-"):
        for at, right in enumerate(code):
            if right == "-":
                continue
            for wrong in set(ALPHABET) - {right}:
                assert references.read(prefix + code[:at] + wrong + code[at + 1 :]) is None


@pytest.mark.parametrize("code", SAMPLE)
def test_a_letter_too_few_in_a_short_code_is_seen(code: str) -> None:
    letters = without_dashes(code)
    for at in range(len(letters)):
        assert references.read(letters[:at] + letters[at + 1 :]) is None


@pytest.mark.parametrize("before", ["", "K7", "ZZ", "0A"])
def test_of_all_neighbours_that_change_places_two_in_992_are_missed(before: str) -> None:
    missed = []
    for one, other in itertools.permutations(ALPHABET, 2):
        code = without_dashes(coded((before + one + other).ljust(4, "0")))
        at = len(before)
        if references.read(code[:at] + other + one + code[at + 2 :]) is not None:
            missed.append((one, other))
    assert len(missed) == 2
    assert missed[0] == missed[1][::-1]


def test_the_check_letter_that_changed_places_is_seen_as_often() -> None:
    missed = tried = 0
    for last in itertools.product("7K", ALPHABET, ALPHABET):
        code = without_dashes(coded("4" + "".join(last)))
        if code[-1] != code[-2]:
            tried += 1
            missed += references.read(code[:-2] + code[-1] + code[-2]) is not None
    assert 0 < missed / tried < 5 / 992


@given(st.text(max_size=30))
def test_any_text_is_a_code_in_its_one_form_or_none(typed: str) -> None:
    code = references.read(typed)
    assert code is None or references.read(code) == code


@pytest.mark.parametrize("typed", ["", "-", "K7", "K7-4M", "U7-4M2", "K7-4M€", "é", "K7/4M2", "０-０"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert references.read(typed) is None


def test_a_code_that_is_taken_is_not_given_again() -> None:
    first = references.new(lambda _: False, rng=random.Random(7))
    second = references.new({first}.__contains__, rng=random.Random(7))
    assert first != second
    assert len(second) == len(first)


def test_codes_get_a_letter_longer_when_the_short_ones_are_taken() -> None:
    for shortest in (6, 7, 8):
        code = references.new(lambda known, least=shortest: len(without_dashes(known)) < least)  # type: ignore[misc]  # a default
        assert len(without_dashes(code)) == shortest
        assert references.read(code) == code


def test_a_branch_puts_its_prefix_in_front() -> None:
    code = references.new(lambda known: not known.startswith("B2-"), "B2", random.Random(3))
    assert references.read(code) == code
    assert references.read(code.removeprefix("B2-")) == code.removeprefix("B2-")


def test_twenty_thousand_codes_are_all_different() -> None:
    rng, taken = random.Random(20_000), set[str]()
    for _ in range(20_000):
        taken.add(references.new(taken.__contains__, rng=rng))
    assert len(taken) == 20_000
    assert {len(code) for code in taken} == {6}


@given(payloads, payloads, prefixes)
def test_two_payloads_never_share_a_code(one: str, other: str, prefix: str) -> None:
    assume(one != other)
    assert coded(one, prefix) != coded(other, prefix)
