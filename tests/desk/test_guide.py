"""The emergency guide: emergency numbers first, every public service once, nothing confidential, one a day in its folder."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from sociaalhuis.catalogue import records
from sociaalhuis.db.catalogue import Address, Service
from sociaalhuis.db.imports import LocalNote
from sociaalhuis.desk.catalogue import guide
from sociaalhuis.errors import Trouble
from sociaalhuis.house import change_setting, reread
from tests.houses import NOW, SignIn

ASKED = "caw-limburg"


def test_the_guide_holds_every_public_service_once_and_nothing_confidential(sign_in: SignIn) -> None:
    house = sign_in("coordinator")
    with house.store.write(house.actor, "service.change") as session:
        rows = {one.slug: one for one in session.scalars(select(Service))}
        rows["tele-onthaal"].confidentiality, rows["awel-102"].confidentiality = "geheim", "intern"
        rows["davo"].notes = "Vraag naar Verzonnen Persoon."
        davo = rows["davo"].id
    with house.store.write(house.actor, "catalogue.import") as session:
        session.add(
            Address(service_id=davo, rank=9, address_1="Geheimstraat 7", postal_code="3500", city="Hasselt", confidential=True)
        )
    who = house.actor.id
    assert who is not None
    with house.store.write(house.actor, "service.note") as session:
        note = LocalNote(service_id=davo, tips="Neemt op na 14 u.\nBel niet op vrijdag.", ask_for="Bart", noted=NOW)
        note.waiting_time, note.best_hour, note.user_id = "zes weken", "na 14 uur", who
        other = LocalNote(service_id=rows["awel-102"].id, tips="Tip van een interne fiche.", noted=NOW, user_id=who)
        third = LocalNote(service_id=rows[ASKED].id, tips="Bel An Peeters, 0470 12 34 56.", noted=NOW, user_id=who)
        third.ask_for = "de dienst wonen"
        session.add_all([note, other, third])
    with house.store.read() as session:
        services = records.everything(session, secret=True)
    paper = guide.make(house, NOW)
    told = "\n".join(paper.text)
    assert paper.missing_glyphs == 0
    first = PdfReader(BytesIO(paper.pdf)).pages[0].extract_text()
    assert first.index("112") < first.index("101") < first.index("Wonen en woonzorg")
    for hidden in (
        "Geheimstraat",
        "Tele-Onthaal 106",
        "Awel 102",
        "Verzonnen Persoon",
        "Tip van een interne fiche",
        "Peeters",
        "0470 12 34 56",
    ):
        assert hidden not in told
    flat = told.replace("\n", " ")
    public = [one for one in services.values() if one.confidentiality == "publiek"]
    assert sum(one.name in flat for one in public) == len(public)
    assert "Best bereikbaar na 14 uur; wachttijd zes weken (gehoord in november 2026)." in flat
    assert "Tip: Neemt op na 14 u. Bel niet op vrijdag." in flat
    assert "Vraag naar de dienst wonen." in flat
    assert "Bart" not in flat
    assert "Zoeken op de vraag" in told


def test_the_guide_is_made_once_a_day_and_a_stick_that_is_gone_is_told(sign_in: SignIn, tmp_path: Path) -> None:
    house = sign_in("beheerder")
    assert guide.daily(house, NOW) is None  # no folder was chosen
    change_setting(house, "house.postal_code", "3740")
    change_setting(house, "guide.place", str(tmp_path / "gids"))
    house = reread(house)
    (tmp_path / "gids").mkdir()
    (tmp_path / "gids" / guide.name(house, NOW.date().replace(day=22))).write_bytes(b"gisteren")
    (tmp_path / "gids" / "noodgids-2026-11-22-ffff.pdf").write_bytes(b"van een ander huis")
    made = guide.daily(house, NOW)
    assert made is not None
    kept = sorted(file.name for file in (tmp_path / "gids").iterdir())
    assert kept == ["noodgids-2026-11-22-ffff.pdf", guide.name(house, NOW.date())]
    assert made.read_bytes().startswith(b"%PDF")
    assert guide.daily(house, NOW) is None
    made.write_bytes(b"van de morgen")
    assert guide.evening(house, NOW) == made  # when the day is closed: what is known tonight
    assert made.read_bytes().startswith(b"%PDF")
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(Trouble, match="noodgids"):
        guide.write(house, tmp_path / "bestand" / "map", NOW)
