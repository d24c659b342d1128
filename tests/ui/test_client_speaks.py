"""Language, interpreter and reading of a file: what was not asked stays empty, and nothing that was kept is lost."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.ui.client.speaks import Speaks

TODAY = date(2026, 11, 23)
KEPT = {"language": "ary", "interpreter": "telefoontolk", "reading": "niet_lezen"}


@pytest.mark.parametrize("kept", [KEPT, {**KEPT, "reading": None}, dict.fromkeys(KEPT)])
def test_what_is_filled_in_is_what_is_known(qtbot: QtBot, kept: dict[str, str | None]) -> None:
    speaks = Speaks(TODAY)
    for _, box in speaks.rows:
        qtbot.addWidget(box)
    speaks.fill(kept)
    assert speaks.known() == kept
    speaks.fill(speaks.values())
    assert speaks.known() == kept
    assert [box.accessibleName() for _, box in speaks.rows] == ["Taal", "Tolk", "Lezen"]
