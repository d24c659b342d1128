"""Facts at the counter: which are in use, what may not be asked there, and answers typed in a few letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import facts
from sociaalhuis.desk import asking
from sociaalhuis.facts import Answer, Facts, Standing


def test_what_most_suggestions_ask_comes_first() -> None:
    wanted = [("huurprijs_maand",), ("woonsituatie", "huurprijs_maand"), ()]
    keys = asking.to_ask(wanted, Facts({"schulden": Answer(True)}))
    assert keys[:2] == ("huurprijs_maand", "woonsituatie")
    assert set(asking.STARTING) <= set(keys)
    assert keys[-1] == "schulden"
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("private", ["verblijfsstatuut", "werkbereid", "psychische_klachten", "zwanger", "gemeente_nis", "zzz"])
def test_what_is_private_is_never_proposed(private: str) -> None:
    assert private not in asking.to_ask([(private,)] * 5, Facts())


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("gezinstype", "een", "eenoudergezin"),
        ("gezinstype", "all", "alleenstaand"),
        ("woonsituatie", "soc", "sociale_huur"),
        ("schulden", "j", True),
        ("schulden", "N", False),
        ("leeftijd", "41", 41),
        ("netto_maandinkomen_persoon", "1.250,50", 1250.5),
        ("netto_maandinkomen_persoon", "1 250 euro", 1250),
    ],
)
def test_a_few_letters_are_enough(key: str, typed: str, value: object) -> None:
    assert asking.understood(key, typed) == Answer(value)  # type: ignore[arg-type]  # any value of the table


@pytest.mark.parametrize("key", ["leeftijd", "schulden", "gezinstype", "huurprijs_maand"])
def test_not_knowing_and_not_saying_are_answers(key: str) -> None:
    assert asking.understood(key, "weet") == Answer(None, Standing.UNKNOWN)
    assert asking.understood(key, "?") == Answer(None, Standing.UNKNOWN)
    assert asking.understood(key, "wil") == Answer(None, Standing.REFUSED)
    assert asking.said(key, Answer(None, Standing.REFUSED)) == "wil niet zeggen"


@pytest.mark.parametrize(
    ("key", "typed"),
    [("leeftijd", "400"), ("leeftijd", "4,5"), ("schulden", "x"), ("gezinstype", "12"), ("aantal_kinderen_ten_laste", "1000")],
)
def test_what_cannot_be_is_no_answer(key: str, typed: str) -> None:
    assert asking.understood(key, typed) is None


@given(st.sampled_from(sorted(facts.vocabulary())), st.text())
def test_any_typing_gives_an_answer_that_the_facts_allow(key: str, typed: str) -> None:
    answer = asking.understood(key, typed)
    if answer is not None and answer.value is not None:
        assert facts.read({key: answer.value})[key].value == answer.value
        assert asking.said(key, answer)


@given(st.sampled_from(sorted(facts.vocabulary())))
def test_every_option_can_be_typed_in_full_and_is_said_in_its_own_words(key: str) -> None:
    assert asking.short(key)
    for words, value in asking.options(key).items():
        assert asking.said(key, Answer(value)) == words
        found = asking.understood(key, words)
        assert found is not None
        assert asking.said(key, found).startswith(words) or found.value == value
