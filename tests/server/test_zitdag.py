"""A zitdag of a shared house: the package goes out of it and comes home in it, while the other desks work on."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from sociaalhuis.access import users
from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, series
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.client import client_file, clients
from sociaalhuis.desk.outing import choosing, closing, homecoming, preparing
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.exchange.verify import verify
from tests.houses import CHEAP, NOW, PASSPHRASES
from tests.servers import At

DAY = date(2026, 11, 26)
THEN = datetime.combine(DAY, time(12, 55), BRUSSELS)
SECRET = PASSPHRASES["coordinator"]


def test_the_package_goes_out_and_comes_home(at: At, tmp_path: Path) -> None:
    home, desk = at("pc1", "coordinator"), at("pc2", "onthaal")
    wanted = Series(uuid4(), "", "Bart", "Bibliotheek", "elke do 13-16", postal_code="3742")
    planned = series.plan(home, wanted, NOW)
    person = intake.add_person(desk, "Amélie", "Proefdael")
    asked = intake.register(desk, intake.Question("huur", person=person), NOW)
    appointments.book(desk, Wish(planned.id, datetime.combine(DAY, time(13, 0), BRUSSELS), asked.id), NOW)
    plan = next(one for one in choosing.coming(home, NOW) if one.day == DAY)
    preparing.prepare(home, plan, SECRET, tmp_path / "heen.zitdag", NOW, cost=CHEAP)

    preparing.open_package(tmp_path / "heen.zitdag", tmp_path / "laptop", SECRET, THEN)
    laptop = users.sign_in(tmp_path / "laptop", SECRET, clock=lambda: THEN)
    assert not laptop.shared
    assert clients.search(laptop, "proefdael amelie")[1][0].id == person
    outside = intake.register(laptop, intake.Question("op de zitdag", person=person), THEN)
    referrals.give(laptop, outside.id, ["ocmw-bilzen-hoeselt"], "self", THEN)
    meanwhile = intake.register(desk, intake.Question("aan de balie", person=person), NOW)
    closing.close(laptop, SECRET, tmp_path / "thuis.zitdag", THEN + timedelta(hours=3))
    laptop.close()

    homecoming.bring(home, tmp_path / "thuis.zitdag", THEN + timedelta(hours=4))
    homecoming.bring(home, tmp_path / "thuis.zitdag", THEN + timedelta(hours=5))  # twice is once
    told = client_file.read(desk, person, DAY)
    assert {one.reference for one in told.happened} == {asked.reference, outside.reference, meanwhile.reference}
    assert [len(one.referrals) for one in told.happened if one.reference == outside.reference] == [1]
    assert [fault for one in verify(home) for fault in one.faults if one.check != "sleutels"] == []
