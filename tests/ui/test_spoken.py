"""What a screen reader gets: messages of their own accord, the words that stand on a label, a heading with its lines."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sociaalhuis.ui import look
from sociaalhuis.ui.parts import spoken
from sociaalhuis.ui.parts.parts import Facts
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.question.cards import Cards
from tests.ui.pilot import Pilot


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that was announced, urgent things with an exclamation mark before them."""
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        heard.append(f"{'! ' * urgent}{event.message()}")

    politeness = QAccessible.AnnouncementPoliteness
    listens = SimpleNamespace(isActive=lambda: True, updateAccessibility=hear, AnnouncementPoliteness=politeness)
    monkeypatch.setattr(spoken, "QAccessible", listens)
    return heard


def labels(pilot: Pilot) -> Iterator[QLabel]:
    return (one for one in pilot.window.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize(
    "key", ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+8", "Ctrl+9", "Ctrl+0"]
)
def test_a_label_is_called_what_stands_on_it(pilot: Pilot, key: str) -> None:
    """Another name would take the place of the words, and nobody would hear them change."""
    pilot.sign_in("coordinator")
    pilot.press(key)
    pilot.settle()
    other = [one.accessibleName() for one in labels(pilot) if one.accessibleName() not in ("", one.text())]
    assert other == []


def test_the_lock_says_what_is_wrong_at_once(pilot: Pilot, said: list[str]) -> None:
    pilot.try_to_sign_in("onthaal", "niet juist")
    pilot.shows("klopt niet")
    assert [text for text in said if text.startswith("! Dit wachtwoord of deze naam klopt niet.")]


def test_messages_faults_and_screens_are_said(pilot: Pilot, said: list[str]) -> None:
    pilot.sign_in("onthaal")
    pilot.settle()
    assert "Vandaag" in said
    pilot.press("Ctrl+N")
    assert "Nieuwe vraag" in said
    pilot.press("Ctrl+Enter")
    pilot.shows("Typ eerst wat de cliënt zegt")
    assert [text for text in said if text.startswith("! Typ eerst wat de cliënt zegt")]
    pilot.press("Ctrl+T", "W", "Enter")
    pilot.says("Geturfd")
    assert [text for text in said if text.startswith("Geturfd")]


def test_who_types_hears_where_the_list_stands(pilot: Pilot, said: list[str]) -> None:
    pilot.sign_in("onthaal")
    pilot.settle()
    pilot.press("Ctrl+K")
    pilot.type("opvolglijst")
    pilot.settle()
    assert [text for text in said if "gevonden: " in text and "Opvolglijst" in text]
    pilot.type(" q")
    pilot.press("Ctrl+A")
    pilot.type("nieuwe")
    pilot.settle()
    del said[:]
    pilot.press("Down")
    assert len(said) == 1
    assert "Nieuwe" in said[0] or "nieuwe" in said[0]


def test_a_suggestion_that_is_unfolded_is_said_whole(pilot: Pilot, said: list[str]) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+N")
    pilot.type("De deurwaarder is geweest. Ik heb schulden en kan de huur niet meer betalen.")
    pilot.settle()
    pilot.wait_for(
        lambda: any(one.isVisible() and one.shown for one in pilot.window.findChildren(Cards)), "suggestions", 20_000
    )
    (cards,) = (one for one in pilot.window.findChildren(Cards) if one.isVisible())
    cards.setFocus()
    before = cards.model().data(cards.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert "met pijl rechts" in before
    del said[:]
    pilot.press("Right")
    assert len(said[-1]) > len(before)
    assert "met pijl rechts" not in said[-1]
    pilot.press("Space")
    assert "gekozen" in said[-1]


def test_a_line_tells_the_heading_above_it(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+7")
    pilot.settle()
    lists = [one for one in pilot.window.findChildren(Rows) if one.isVisible() and any(line.head for line in one.lines())]
    assert lists
    for one in lists:
        model = one.model()
        texts = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
        heads = [line.text.capitalize() for line in one.lines() if line.head]
        assert all(any(head in text for head in heads) for text, line in zip(texts, one.lines(), strict=True) if not line.head)


def test_an_empty_list_and_a_card_of_facts_tell_what_they_show(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+3")
    pilot.settle()
    empty = [one for one in pilot.window.findChildren(Rows) if one.isVisible() and not one.lines()]
    assert empty
    assert all(one.accessibleDescription() for one in empty)
    facts = Facts("Fiche")
    facts.show_facts([("Telefoon", "089 12 34 56", ""), ("", "Bel vooraf.", "")])
    assert facts.accessibleDescription() == "Telefoon: 089 12 34 56\nBel vooraf."


@pytest.mark.parametrize(
    ("role", "key", "names"),
    [
        ("onthaal", "Ctrl+N", {"Kanaal", "Woorden van de cliënt", "Postcode"}),
        ("coordinator", "Ctrl+8", set[str]()),
    ],
)
def test_tab_comes_everywhere_and_on(pilot: Pilot, role: str, key: str, names: set[str]) -> None:
    pilot.sign_in(role)
    pilot.press(key)
    pilot.settle()
    start = QApplication.focusWidget()
    seen: list[QWidget | None] = []
    for _ in range(80):
        pilot.press("Tab")
        seen.append(QApplication.focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start, "Tab comes round"
    assert len(set(map(id, seen))) == len(seen), "and stays nowhere"
    came = {one.accessibleName() or getattr(one, "text", str)() for one in seen if one is not None}
    assert names <= came | ({start.accessibleName()} if start is not None else set())


def test_the_room_that_one_is_in_is_told(pilot: Pilot) -> None:
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+3")
    pilot.settle()
    here = [
        one.accessibleName() for one in pilot.window.findChildren(QWidget) if "huidig scherm" in one.accessibleDescription()
    ]
    assert here == ["Opvolglijst"]


def test_words_of_others_are_no_mark_up_in_a_tooltip() -> None:
    assert look.tip('<img src="//x/y.png"> & zo') == "<qt>&lt;img src=&quot;//x/y.png&quot;&gt; &amp; zo</qt>"
    assert look.tip("") == ""
