"""Texts in Dutch: both forms of address, dates as they are said here, and nothing left empty."""

import string
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import texts
from sociaalhuis.facts import Reason
from sociaalhuis.paths import resource
from sociaalhuis.texts import Texts


def nodes(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from nodes(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, node


def written() -> dict[str, object]:
    return dict(nodes(yaml.safe_load(resource("texts", "nl.yaml").read_text("utf-8"))))


def test_every_text_is_a_sentence_with_plain_placeholders() -> None:
    for path, sentence in written().items():
        assert isinstance(sentence, str), path  # YAML makes of no, on, 3 and nothing something else
        assert sentence.strip(), path
        for _, name, spec, conversion in string.Formatter().parse(sentence):
            assert name is None or name.isidentifier(), path
            assert (spec or "", conversion) == ("", None), path


def test_a_form_of_address_never_comes_alone_and_asks_the_same() -> None:
    sentences = written()
    for path in sentences:
        stem, _, form = path.rpartition(".")
        if form in ("u", "je"):
            pair = [str(sentences[f"{stem}.{one}"]) for one in ("u", "je")]
            asked = [{name for _, name, _, _ in string.Formatter().parse(one)} for one in pair]
            assert asked[0] == asked[1], path
            assert pair[0] != pair[1], path


@pytest.mark.parametrize("form", ["u", "je"])
def test_every_text_can_be_said_in_both_forms(form: str) -> None:
    said = Texts("nl", form)
    for path, sentence in written().items():
        key = path.removesuffix(".u").removesuffix(".je")
        args = {name: "×" for _, name, _, _ in string.Formatter().parse(str(sentence)) if name}
        assert "{" not in said.say(key, **args)


def test_the_form_of_address_chooses_the_words() -> None:
    assert Texts().say("slip.kind.self") == "U neemt zelf contact op."
    assert Texts("nl", "je").say("slip.kind.self") == "Je neemt zelf contact op."
    assert Texts("nl", "je").say("slip.title") == Texts("nl", "u").say("slip.title")
    with pytest.raises(ValueError, match="u or je"):
        Texts("nl", "gij")


def test_what_is_filled_in_stays_as_it_is() -> None:
    assert Texts().say("slip.code", reference="{reference} %s") == "Code {reference} %s"


def test_a_missing_text_or_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Texts().say("slip.no_such_text")
    with pytest.raises(KeyError):
        Texts().say("slip.code")


def test_a_reason_is_said_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = {"reason.near.u": "Bij u in de buurt: {key}.", "reason.near.je": "Bij jou in de buurt: {key}."}
    monkeypatch.setattr(texts, "_sentences", lambda _language: sentences)
    assert Texts().reason(Reason("near", {"key": "2 km"})) == "Bij u in de buurt: 2 km."
    assert Texts("nl", "je").reason(Reason("near", {"key": "2 km"})) == "Bij jou in de buurt: 2 km."


def test_days_are_said_as_a_fleming_says_them() -> None:
    assert texts.day(date(2026, 3, 12)) == "donderdag 12 maart 2026"
    assert texts.short_day(date(2026, 3, 1)) == "1 maart 2026"
    assert texts.month(date(2026, 12, 31)) == "december 2026"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_day_and_month_names_follow_the_calendar(day: date) -> None:
    assert texts.DAYS[day.isoweekday() - 1] == texts.day(day).split()[0]
    assert texts.day(day) == f"{texts.day(day + timedelta(days=7)).split()[0]} {day.day} {texts.month(day)}"
    assert texts.MONTHS.index(texts.month(day).split()[0]) + 1 == day.month


@pytest.mark.parametrize(
    ("at", "said"),
    [((14, 0), "14 uur"), ((10, 40), "10.40 uur"), ((9, 5), "9.05 uur"), ((0, 0), "0 uur"), ((0, 1), "0.01 uur")],
)
def test_hours_are_said_with_a_point(at: tuple[int, int], said: str) -> None:
    assert texts.hour(datetime(2026, 11, 23, *at)) == said  # noqa: DTZ001  # an hour on paper has no zone


@pytest.mark.parametrize(("number", "said"), [(0, "0 diensten"), (1, "1 dienst"), (2, "2 diensten")])
def test_numbers_take_the_right_word(number: int, said: str) -> None:
    assert texts.count(number, "dienst", "diensten") == said
