"""A Monday morning at the desk, told in keys only: what each task costs, against the budgets of a working desk.

One unit is one key or chord; typed letters are counted apart. The lint at the end keeps stories from reaching past the keys.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.pilot import Pilot

WORDS = "De deurwaarder is geweest en ik kan de huur niet meer betalen."
BUDGETS = {  # units, letters
    "turf": (3, 0), "dienst vinden": (2, 8), "hulpvraag": (8, 80), "nieuwe persoon": (12, 45), "persoon vinden": (10, 10),
    "doorverwijzen met briefje": (7, 0), "samen gebeld": (14, 40), "uitkomst": (3, 0), "privacyscherm": (1, 0),
    "noodnummers": (1, 0), "niet passend": (2, 0), "geen passend aanbod": (1, 0),
}  # fmt: skip


class Ledger:
    """What each task cost."""

    def __init__(self, pilot: Pilot) -> None:
        self._pilot = pilot
        self.spent: dict[str, tuple[int, int]] = {}

    @contextmanager
    def task(self, name: str) -> Iterator[None]:
        """Count the keys of one task."""
        self._pilot.start_counting()
        yield
        self.spent[name] = self._pilot.units, self._pilot.letters

    def told(self) -> str:
        """A line for each task."""
        return "\n".join(f"{name:28} {u:2} toetsen, {n:2} letters" for name, (u, n) in self.spent.items())


@pytest.fixture
def desk(pilot: Pilot) -> Pilot:
    """Somebody of the onthaal, with the suggestions ready."""
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+G")
    pilot.type("1813")
    pilot.shows("Zelfmoordlijn 1813")
    pilot.press("Ctrl+1")
    return pilot


def test_every_task_of_the_morning_stays_within_its_budget(desk: Pilot, tmp_path: Path) -> None:
    ledger = Ledger(desk)
    for tell in (_small_things, _people, _a_question, _referrals, _afterwards):
        tell(desk, ledger, tmp_path)
    sys.stdout.write(f"{ledger.told()}\n")
    over = {name: spent for name, spent in ledger.spent.items() if spent[0] > BUDGETS[name][0] or spent[1] > BUDGETS[name][1]}
    assert over == {}
    assert set(ledger.spent) == set(BUDGETS)


def _small_things(desk: Pilot, ledger: Ledger, _tmp: Path) -> None:
    with ledger.task("turf"):
        desk.press("Ctrl+T", "W", "Enter")
        desk.says("Geturfd: Wonen, informeren.")
    with ledger.task("dienst vinden"):
        desk.press("Ctrl+G")
        desk.type("zelfmo")
        desk.shows("✓ nu open")
        desk.press("Enter")
        desk.says("Gekopieerd: 1813.")
    with ledger.task("privacyscherm"):
        desk.press("F8")
        desk.wait_for(lambda: desk.focus_name() == "Privacyscherm", "the shade")
    desk.press("F8")
    with ledger.task("noodnummers"):
        desk.press("F7")
        desk.shows("112")
    desk.press("Esc")


def _people(desk: Pilot, ledger: Ledger, _tmp: Path) -> None:
    with ledger.task("nieuwe persoon"):
        desk.press("Ctrl+4", "Alt+N")
        for text in ("Jef", "Proefaert", "12/3/1988", "0400 11 22 33"):
            desk.type(text)
            desk.press("Tab")
        desk.type("3740")
        desk.press("Enter")
        desk.says("Het dossier is gemaakt.")
    desk.settle()
    desk.press("Ctrl+1")
    with ledger.task("persoon vinden"):
        desk.press("Ctrl+4")
        desk.type("pro 1988")
        desk.settle()
        desk.press("Enter")
        desk.wait_for(lambda: desk.here == "client", "the file")


def _a_question(desk: Pilot, ledger: Ledger, _tmp: Path) -> None:
    with ledger.task("hulpvraag"):
        desk.press("Ctrl+N")
        desk.type(WORDS)
        desk.shows("+ Wonen   Enter")
        desk.press("Alt+O", "Enter", "Ctrl+Enter")
        desk.says("Bewaard met code")


def _to_the_suggestions(desk: Pilot) -> None:
    desk.press("Ctrl+N")
    desk.type(WORDS)
    desk.shows("Suggesties (")
    desk.settle()
    desk.press("Alt+O", "Enter", "F6", "F6")


def _referrals(desk: Pilot, ledger: Ledger, tmp: Path) -> None:
    _to_the_suggestions(desk)
    with ledger.task("niet passend"):
        desk.press("X", "T")
        desk.says("Niet passend: te ver.")
    with ledger.task("geen passend aanbod"):
        desk.press("Ctrl+M")
    desk.press("Ctrl+M")
    desk.answers.path = tmp / "briefje.pdf"
    with ledger.task("doorverwijzen met briefje"):
        desk.press("Spatie", "Ctrl+D")
        desk.wait_for(lambda: desk.here == "referral", "the referral")
        desk.settle()
        desk.press("Alt+B")
        desk.wait_for((tmp / "briefje.pdf").exists, "the slip as PDF")
    desk.says("Doorverwezen met code")
    desk.press("Esc")
    desk.settle()
    _to_the_suggestions(desk)
    with ledger.task("samen gebeld"):
        desk.press("Spatie", "Ctrl+D")
        desk.wait_for(lambda: desk.here == "referral", "the referral")
        desk.settle()
        desk.press("Right", "Alt+T", "Ctrl+Enter")
        desk.says("Doorverwezen met code")
        desk.shows("Dit geef je door, en niets anders")
        desk.settle()
        desk.press("O")
        desk.says("Genoteerd: opgenomen")


def _afterwards(desk: Pilot, ledger: Ledger, _tmp: Path) -> None:
    desk.now += timedelta(days=20)
    with ledger.task("uitkomst"):
        desk.press("Ctrl+3")
        desk.shows("TE LAAT")
        desk.press("G")
        desk.says("Genoteerd: geholpen")


# ── the lint ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

ALLOWED = frozenset({
    "press", "type", "says", "shows", "focus_name", "wait_for", "settle", "here", "now", "answers", "sign_in",
})  # fmt: skip


def reaches_past_the_keys(source: str, allowed: frozenset[str] = ALLOWED) -> set[str]:
    """What a story imports or uses that is neither a key nor a look."""
    tree = ast.parse(source)
    modules = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in {"desk", "pilot"}
    }
    return {module for module in modules if module.startswith(("sociaalhuis", "PySide6"))} | (used - allowed)


def test_stories_press_keys_and_look_and_nothing_else() -> None:
    assert reaches_past_the_keys(Path(__file__).read_text("utf-8")) == set()
    assert reaches_past_the_keys("from sociaalhuis.desk import intake\ndesk.screen.save()") == {"sociaalhuis.desk", "screen"}
