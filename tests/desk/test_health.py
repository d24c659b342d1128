"""How the catalogue stands: counted as the list that must be checked, with what waits and what was read in."""

from collections import Counter
from pathlib import Path

from sociaalhuis.catalogue import records
from sociaalhuis.desk.catalogue import checking, doubles, health, importing
from sociaalhuis.exchange.catalogue import reading
from tests.houses import NOW, SignIn


def test_how_the_catalogue_stands(sign_in: SignIn, tmp_path: Path) -> None:
    house = sign_in("coordinator")
    with house.store.read() as session:
        services = tuple(records.everything(session).values())
    before = health.of(house, services, NOW)
    assert (before.reported, before.proposals, before.read) == (0, 0, None)
    checking.report(house, "davo", "het nummer klopt niet", NOW)
    checking.verify(house, "tele-onthaal", "telefoon", "", NOW)
    file = tmp_path / "lijst.csv"
    same = next(one for one in services if one.id == "tele-onthaal")
    file.write_text(f"naam;organisatie;telefoon\n{same.name};{same.organization};{same.phones[0].number}\n", "utf-8")
    importing.take(house, reading.find(file, NOW.date()), NOW)
    with house.store.read() as session:
        services = tuple(records.everything(session).values())
    found = health.of(house, services, NOW)
    groups = Counter(one.group for one in checking.round_(house, NOW).items)
    assert sum((found.good, found.due, found.no_contact, found.reported)) == sum(groups.values())
    assert (found.good, found.reported) == (groups["in orde"], groups["gemeld"])
    assert found.reported == 1
    assert found.doubles == (before.doubles or 0) + 1
    assert found.read == NOW.date()
    assert (
        health.of(house, services * (doubles.FEW // len(services) + 1), NOW).doubles is None
    )  # too many to compare in passing
