"""Hulp: the help of the screen one came from, back to the same field; every key and command stands in the handbook."""

import re
from itertools import chain
from pathlib import Path

import pytest
from pypdf import PdfReader

from sociaalhuis.printing import key_card
from sociaalhuis.printing.key_card import KeyCard
from sociaalhuis.ui.frame import rooms
from sociaalhuis.ui.frame.help import spoken_key, texts
from tests.ui.pilot import Pilot

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handboek"
ALL = "\n".join(file.read_text("utf-8") for file in sorted(HANDBOOK.glob("*.md")))


@pytest.mark.parametrize("digit", rooms.DIGITS)
def test_f1_helps_with_this_screen_and_escape_goes_back_to_the_same_field(pilot: Pilot, digit: str) -> None:
    pilot.sign_in("beheerder")
    pilot.press(f"Ctrl+{digit}")
    pilot.settle()
    before, here = pilot.focus_name(), pilot.here
    pilot.press("F1")
    pilot.settle()
    assert (pilot.here, pilot.focus_name()) == ("help", "Uitleg")
    pilot.shows(texts()[here]["steps"][0])
    pilot.press("F6")
    assert pilot.focus_name() == "Sneltoetsen"
    pilot.press("F1")  # no help about the help
    pilot.press("Esc")
    pilot.settle()
    assert (pilot.here, pilot.focus_name()) == (here, before)


def test_the_keys_of_the_screen_come_first(pilot: Pilot) -> None:
    pilot.sign_in("beheerder")
    pilot.press("Ctrl+6", "F1")
    pilot.settle()
    lines = pilot.lines("Sneltoetsen")
    assert lines[:2] == ["OP DIT SCHERM", "Ctrl+F, Instelling zoeken"]
    assert "Ctrl+K, Medewerker toevoegen" in lines
    assert "F8, Privacyscherm aan of uit" in lines


def test_the_help_lies_beside_the_keyboard_on_paper(pilot: Pilot, tmp_path: Path) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N", "F1")
    pilot.settle()
    pilot.answers.path = tmp_path / "geen map" / "kaart.pdf"
    pilot.press("Ctrl+P")
    pilot.shows("kan het programma niet schrijven")
    pilot.answers.path = tmp_path / "kaart.pdf"
    pilot.press("Ctrl+P")
    pilot.says("Bewaard als kaart.pdf.")
    assert pilot.answers.asked[-1] == "Kaart bewaren: kaart-nieuwe-vraag.pdf (PDF (*.pdf))"
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(pilot.answers.path).pages).split())
    assert "Typ de woorden van de cliënt. Gewoon zoals je ze hoort." in told
    assert "Ctrl+Shift+P Parkeren" in told


@pytest.mark.parametrize("name", sorted(rooms.names()))
def test_no_line_of_a_card_is_lost(name: str) -> None:
    found = texts()[name]
    keys = {f"Ctrl+{number}": f"opdracht nummer {number}" for number in range(60)}
    paper = key_card.render(KeyCard(found["name"], found["steps"], found["know"], {"Hier": keys, "Overal": keys}))
    told = " ".join(paper.text)
    assert paper.missing_glyphs == 0
    assert [one for one in (*found["steps"], *found["know"]) if one.isascii() and one not in told] == []
    assert told.count("opdracht nummer") == 120
    assert paper.pages <= 2


def test_every_screen_has_help_in_plain_words() -> None:
    assert set(texts()) == {*rooms.names(), "everywhere"}
    sentences = [
        sentence
        for name in rooms.names()
        for text in chain(texts()[name]["steps"], texts()[name]["know"])
        for sentence in re.split(r"(?<=[.?!:]) ", text)
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12


def test_every_command_and_key_stands_in_the_handbook(pilot: Pilot) -> None:
    pilot.sign_in("beheerder")
    bench = pilot.window.bench
    assert bench is not None
    missing = set()
    for name in rooms.names():
        bench.go(name)  # type: ignore[attr-defined]  # the workbench
        pilot.settle()
        for command in bench.commands():  # type: ignore[attr-defined]  # the workbench
            key = spoken_key(command.shortcut) if command.shortcut else "Ctrl+K"
            if f"| {key} | {command.label} |" not in ALL:
                missing.add(f"| {key} | {command.label} |")
    for found in texts().values():
        missing |= {
            f"{key}: {label}" for key, label in found.get("keys", {}).items() if not re.search(rf"\b{re.escape(key)}\b", ALL)
        }
    assert sorted(missing) == []


def test_every_picture_of_the_handbook_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", ALL)
    assert pictures
    assert [picture for picture in pictures if not (HANDBOOK / picture).is_file()] == []


def test_the_handbook_is_plain() -> None:
    prose = re.sub(r"```.*?```|!\[.*?\]\(.*?\)|\|.*\||[*`#>]|\[|\]\([^)]*\)", " ", ALL, flags=re.DOTALL)
    sentences = [part.split() for part in re.split(r"(?<=[.?!:])\s|\n\n", prose) if part.strip()]
    assert max(len(words) for words in sentences) <= 20
    assert sum(len(words) for words in sentences) / len(sentences) <= 12
