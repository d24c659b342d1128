"""Under a contrast theme of the system every list is painted in the few colours of that theme, and stays legible.

The preference and the palette are forced here; what Windows itself draws is seen on Windows only.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sociaalhuis.ui import colours, look, mine
from sociaalhuis.ui.parts.rows import Line, Rows
from tests.ui.conftest import Dress
from tests.ui.pilot import Pilot

NIGHT = {"ink": "#FFFFFF", "paper": "#000000", "chosen": "#1AEBFF", "on_chosen": "#000000"}
DESERT = {"ink": "#3D3D3D", "paper": "#FFFAEF", "chosen": "#903909", "on_chosen": "#FFF5E3"}

type Theme = dict[str, str]


def _palette(theme: Theme) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for which in (role.Window, role.Base, role.Button, role.AlternateBase):
        palette.setColor(which, QColor(theme["paper"]))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(which, QColor(theme["ink"]))
    palette.setColor(role.Highlight, QColor(theme["chosen"]))
    palette.setColor(role.HighlightedText, QColor(theme["on_chosen"]))
    return palette


@pytest.fixture(params=[NIGHT, DESERT], ids=["night", "desert"])
def theme(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theme]:
    """Dressed as under this contrast theme; light comes back after the test."""
    found: Theme = request.param
    with monkeypatch.context() as forced:
        forced.setattr(look, "wants_contrast", lambda _application: True)
        forced.setattr(look, "system_palette", lambda: _palette(found))
        look.apply(qapp, "dark")
        yield found
    look.apply(qapp, "light")


def _row_colours(rows: Rows, row: int) -> list[str]:
    """The colours of a line as painted, the commonest first."""
    image = rows.viewport().grab(rows.visualRect(rows.model().index(row, 0))).toImage()
    seen = Counter(image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height()))
    return [colour for colour, _ in seen.most_common()]


def test_lists_are_painted_in_the_colours_of_the_theme(theme: Theme, qtbot: QtBot) -> None:
    rows = Rows("Proef", lead=90)
    qtbot.addWidget(rows)
    rows.resize(400, 200)
    rows.show_lines([Line(f"dienst {n}", n, n, "te laat", "uitleg", "3 d", "late", "late") for n in range(3)])
    rows.show()
    chosen, other = _row_colours(rows, 0), _row_colours(rows, 1)
    assert (chosen[0], other[0]) == (theme["chosen"], theme["paper"])
    assert theme["on_chosen"] in chosen[:4]
    assert theme["ink"] in other[:4]
    ours = {getattr(scheme, role).upper() for scheme in (colours.LIGHT, colours.DARK) for role in colours.roles()}
    vivid = {colour for colour in ours if QColor(colour).saturation() > 60}  # a grey may be the edge of a letter
    assert vivid & {*chosen, *other} == set()


def test_every_pair_of_the_theme_stands_out(theme: Theme) -> None:
    for selected in (False, True):
        with look.selected(selected):
            now = look.colours()
        pairs = [pair for pair in colours.PAIRS if pair[0] != "on_accent"]  # that is on a button, which the system paints
        assert [pair for pair in pairs if colours.contrast(getattr(now, pair[0]), getattr(now, pair[1])) < pair[2]] == []


def test_leaving_the_theme_brings_our_colours_back(theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look.icon("late", "late")
    monkeypatch.setattr(look, "wants_contrast", lambda _application: False)
    look.apply(qapp, "light")
    assert look.colours() is colours.LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours.LIGHT.ground
    assert look.icon("late", "late").cacheKey() != before.cacheKey()
    assert QWidget().palette().color(QPalette.ColorRole.WindowText).name().upper() == colours.LIGHT.text


def test_the_window_follows_the_pc_while_it_is_open(
    pilot: Pilot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, dress: Dress
) -> None:
    dress("light", 1.0)
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+4")
    pilot.type("janss")
    hints, before = qapp.styleHints(), pilot.window.bench
    with monkeypatch.context() as forced:
        forced.setattr(look, "wants_contrast", lambda _application: True)
        forced.setattr(look, "system_palette", lambda: _palette(NIGHT))
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        pilot.wait_for(lambda: pilot.window.bench is not before, "the other look")
    assert look.colours().text == NIGHT["ink"].lower()
    assert pilot.here == "client"
    mine.keep(mine.Mine("light", 100))
    before = pilot.window.bench
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)  # not for somebody who chose light
    pilot.settle()
    assert pilot.window.bench is before
