"""Pictures of reading a catalogue in: the start, the preview, the columns of a list, after taking over. See studio.py."""

import json
from pathlib import Path
from typing import Any

from tests.ui.pilot import Pilot
from tools.pictures.studio import Studio

FEED = (
    "Budgethulp", "Nachtopvang", "Taalcafé", "Fietsbieb", "Energiescan aan huis", "Buddy voor nieuwkomers", "Voedselpunt",
    "Repair Café", "Rijbewijs op school",
)  # fmt: skip
LIST = "Naam;Wie;Bel op;Waar\nSoepcafé;Buurthuis De Wissel;089 00 00 04;Bilzen\nHuiswerkhulp;;;Hoeselt\n"


def importing_scenes(studio: Studio) -> None:
    """The coordinator reads in the file of a region, and a list of a neighbourhood house."""
    pilot = studio.start(name="Chris D.")
    studio.sign_in()
    pilot.press("Ctrl+K")
    pilot.type("catalogus inlezen")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "importing")
    studio.shoot("importing-start")
    folder = studio.place.parent
    _open(pilot, _feed(folder / "aanbod-regio.json", 7, "gratis"))
    pilot.press("Ctrl+Enter")
    pilot.wait_for(lambda: pilot.screen._taken)
    studio.shoot("importing-taken")
    _open(pilot, _feed(folder / "aanbod-regio-najaar.json", 9, "5 euro per keer"))
    pilot.press("Down")
    studio.shoot("importing-preview")
    path = folder / "buurthuis.csv"
    path.write_text(LIST, "utf-8")
    _open(pilot, path)
    studio.shoot("importing-columns")
    pilot.screen.anew()
    pilot.settle()
    studio.shoot("importing-before")


def _open(pilot: Pilot, path: Path) -> None:
    pilot.answers.path = path
    pilot.press("Ctrl+O")
    pilot.wait_for(lambda: not pilot.screen._busy)


def _feed(path: Path, number: int, fees: str) -> Path:
    """A file of HSDS with so many services, in which some rows are wrong; of nine the seventh stopped."""
    made: list[dict[str, Any]] = [
        {
            "id": f"r{i}",
            "name": name,
            "status": "inactive" if number > 7 and i == 6 else "active",
            "fees_description": fees if i < 5 else "gratis",
            "url": "www proef" if i == 2 else None,
            "organization": {"id": "o", "name": "Welzijnsregio Noord"},
        }
        for i, name in enumerate(FEED[:number])
    ]
    path.write_text(json.dumps([*made, made[0], {"id": "r99"}, {"name": "Zonder nummer"}]), "utf-8")
    return path
