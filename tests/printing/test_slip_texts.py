"""The words on paper are plain Dutch (B1), in one form of address, and none is missing."""

import re
from collections.abc import Iterator

import pytest
import yaml

from sociaalhuis.paths import resource
from sociaalhuis.printing.pictograms import PICTOGRAMS
from sociaalhuis.printing.slip import KINDS
from sociaalhuis.texts import Texts

STIFF = {
    "gelieve",
    "dienen",
    "dient",
    "indien",
    "teneinde",
    "middels",
    "omtrent",
    "inzake",
    "desbetreffende",
    "alsmede",
    "reeds",
}


def leaves(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, str(node)


def texts_of(section: str) -> list[tuple[str, str]]:
    tree = yaml.safe_load(resource("texts", "nl.yaml").read_text("utf-8"))
    return list(leaves(tree[section], section))


def sentences(text: str) -> list[list[str]]:
    filled = re.sub(r"\{\w+\}", "woord", text)
    return [part.split() for part in re.split(r"[.?!:]+(?:\s|$)", filled) if part.strip()]


@pytest.mark.parametrize("section", ["slip", "sheet"])
def test_sentences_are_short(section: str) -> None:
    lengths = {path: [len(words) for words in sentences(text)] for path, text in texts_of(section)}
    every = [length for found in lengths.values() for length in found]
    assert sum(every) / len(every) <= 12
    assert max(every) <= 20, lengths


@pytest.mark.parametrize("section", ["slip", "sheet"])
def test_words_are_plain(section: str) -> None:
    for path, text in texts_of(section):
        assert not STIFF & set(re.findall(r"\w+", text.casefold())), path


def test_a_text_in_the_u_form_has_no_je_and_the_other_way_round() -> None:
    for path, text in texts_of("slip"):
        words = set(re.findall(r"\w+", text.casefold()))
        if not path.endswith(".u"):
            assert not words & {"u", "uw", "uzelf"}, path
        if not path.endswith(".je"):
            assert not words & {"je", "jou", "jouw", "jij"}, path


@pytest.mark.parametrize("form", ["u", "je"])
def test_every_kind_and_every_step_has_its_words(form: str) -> None:
    say = Texts("nl", form).say
    assert all(say(f"slip.kind.{kind}") for kind in KINDS)
    assert all(say(f"slip.step.{step}") for step in ("go", "call", "mail", "online", "ask", "wait", "appointment"))


def test_every_pictogram_is_a_path_of_pdf_operators() -> None:
    for name, operators in PICTOGRAMS.items():
        assert re.fullmatch(r"(?:(?:-?\d+(?:\.\d+)?(?:e-\d+)? )+[mlc] ?|h ?)+", operators), name
        assert operators.split()[2] == "m", name
