"""Hulp: the help of the screen one came from, back to the same field; every key and command stands in the handbook."""

import re
from itertools import chain
from pathlib import Path

import pytest

from sociaalhuis.ui.frame import rooms
from sociaalhuis.ui.frame.help import spoken_key, texts
from tests.ui.pilot import Pilot

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handboek"
ALL = "\n".join(file.read_text("utf-8") for file in sorted(HANDBOOK.glob("*.md")))


@pytest.mark.parametrize("number", range(1, len(rooms.RAIL) + 1))
def test_f1_helps_with_this_screen_and_escape_goes_back_to_the_same_field(pilot: Pilot, number: int) -> None:
    pilot.sign_in("beheerder")
    pilot.press(f"Ctrl+{number}")
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
