"""Dubbele fiches: two sources of one service, by keys only: chosen field by field, joined, two again, not the same."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sociaalhuis.desk.catalogue import importing
from sociaalhuis.exchange.catalogue import reading
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

LIST, FIELDS = "Dubbele fiches", "Velden naast elkaar"
ONE: Mapping[str, Any] = {
    "id": "1",
    "name": "Budgethulp Bilzen",
    "status": "active",
    "description": "Hulp bij schulden.",
    "organization": {"id": "2", "name": "CAW Limburg", "description": "Helpt."},
    "phones": [{"id": "1", "number": "089 00 00 00", "description": "onthaal"}],
    "url": "https://www.caw.example/budget",
    "service_areas": [{"id": "2", "name": "Bilzen", "extent": "73110", "extent_type": "nis"}],
}
OTHER: Mapping[str, Any] = {
    **ONE,
    "name": "Budgethulp (CAW Limburg)",
    "description": "Wij helpen bij schulden.",
    "email": "budget@caw.example",
    "phones": [{"id": "1", "number": "+32 89 00 00 00"}, {"id": "2", "number": "089 11 11 11"}],
}
NEAR: Mapping[str, Any] = {**ONE, "id": "7", "name": "Budgethulp voor jongeren Bilzen", "phones": ONE["phones"]}


def taken(sign_in: SignIn, folder: Path) -> None:
    """The sources in the house, as a coordinator takes them in."""
    lead = sign_in("coordinator")
    for source, rows in {"sociale kaart": [ONE], "open data": [OTHER, NEAR]}.items():
        path = folder / f"{source}.json"
        path.write_text(json.dumps(rows), "utf-8")
        importing.take(lead, reading.find(path, NOW.date(), "", source), NOW)
    lead.close()


def choice(pilot: Pilot, field: str) -> str:
    return next(line for line in pilot.lines(FIELDS) if f", {field}, " in line).rpartition("gekozen: ")[2]


def go(pilot: Pilot) -> None:
    pilot.press("Ctrl+K")
    pilot.type("dubbele fiches")
    pilot.press("Enter")
    pilot.wait_for(lambda: pilot.here == "doubles" and pilot.lines(LIST), "the pairs")
    pilot.settle()


def test_chosen_joined_two_again_and_not_the_same(sign_in: SignIn, pilot: Pilot, tmp_path: Path) -> None:
    taken(sign_in, tmp_path)
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    go(pilot)
    first, *rest = [line for line in pilot.lines(LIST) if not line.startswith("MISSCHIEN")]
    assert "Budgethulp (CAW Limburg)" in first
    assert len(rest) >= 1
    for text in ("✓ zelfde telefoon", "LINKS, BLIJFT · ", "RECHTS, GAAT OP · "):
        pilot.shows(text)
    if "open data" in next(text for text in pilot.texts() if text.startswith("LINKS")):
        pilot.press("W")
        pilot.settle()
    pilot.shows("LINKS, BLIJFT · sociale kaart")
    assert (choice(pilot, "E-mail"), choice(pilot, "Telefoon"), choice(pilot, "Wat")) == ("rechts", "links", "links")
    pilot.press("F6")
    while pilot.screen._sides.current_line().text != "Telefoon":
        pilot.press("Down")
    pilot.press("A")
    assert choice(pilot, "Telefoon") == "allebei"
    pilot.press("Esc")
    assert pilot.focus_name() == LIST
    pilot.press("F6")
    gone = pilot.screen._two(pilot.screen._double)[1].slug
    pilot.start_counting()
    pilot.press("Enter")
    pilot.says("Samengevoegd: Budgethulp Bilzen.")
    assert pilot.units == 1
    pilot.settle()
    engine = pilot.screen.place.engine
    kept = next(one for one in engine.by_name("budgethulp bilzen", 5) if one.name == "Budgethulp Bilzen")
    assert ([phone.number for phone in kept.phones], kept.email) == (["089 00 00 00", "089 11 11 11"], "budget@caw.example")
    assert not any(one.name == OTHER["name"] for one in engine.by_name("budgethulp", 10))
    pilot.screen.place.go("catalogue", service=gone)
    pilot.says("Deze fiche is samengevoegd.")
    pilot.wait_for(lambda: pilot.lines("Gevonden diensten")[0].startswith("Budgethulp Bilzen"), "the card that stayed")
    go(pilot)
    while not pilot.screen._list.current_line().detail.startswith("hierin ging op"):
        pilot.press("Down")
    pilot.shows("Telefoon, E-mail")
    pilot.press("S")
    pilot.says("Weer twee fiches")
    pilot.settle()
    pilot.press("Home")
    while pilot.lines(LIST):
        before = len(pilot.lines(LIST))
        pilot.press("N")
        pilot.wait_for(lambda: len(pilot.lines(LIST)) < before, "the pair to go")  # noqa: B023  # called at once
        pilot.says("Onthouden: niet dezelfde.")
        pilot.settle()
    pilot.press("Ctrl+Z")
    pilot.wait_for(lambda: pilot.lines(LIST), "the pair again")
    pilot.press("Esc")
    pilot.wait_for(lambda: pilot.here != "doubles", "to go back")
