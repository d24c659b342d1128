"""A zitdag on two houses of one machine: prepared at home, worked on without a network, closed, brought home. And bad luck."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from sociaalhuis.access import users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.base import Record
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.db.schema import records
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.agenda import appointments, counting, series, view
from sociaalhuis.desk.agenda.appointments import Wish
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.agenda.standing import CAME
from sociaalhuis.desk.catalogue import checking, joining
from sociaalhuis.desk.client import merging, protecting
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.outing import choosing, closing, homecoming, preparing
from sociaalhuis.desk.outing.choosing import Plan
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.support import acts
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange import backup, verify
from sociaalhuis.house import Away, House, put_setting, reread
from sociaalhuis.paths import has_house
from tests.desk import outings
from tests.desk.outings import SECRET, SERVICE
from tests.houses import CHEAP, NOW, PASSPHRASES

PLACE = "Bibliotheek Munsterbilzen"
DAY = date(2026, 11, 26)  # the Thursday of the week of NOW


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute), BRUSSELS)


class Town:
    """A home with one zitdag of its own and some people; makes packages and opens them on laptops."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = outings.sign_in(shutil.copytree(home, folder / "huis"))
        self.folder = folder
        self.laptops: list[House] = []
        self.clock = at(12, 55)
        self.services = [SERVICE]
        wanted = Series(uuid4(), "", "Bart", PLACE, "elke do 13-16", postal_code="3742", bring=("identiteitskaart",))
        self.series = series.plan(self.home, wanted, NOW)
        self.people, self.contacts, self.booked = dict[str, UUID](), dict[str, UUID](), dict[str, UUID]()

    def person(self, name: str, **known: object) -> UUID:
        self.people[name] = intake.add_person(self.home, name, "Proef", phone="0470 12 34 56", birth_date=date(1950, 5, 1),
                                              street="Kerkstraat 1", email="x@voorbeeld.be", **known)  # fmt: skip
        return self.people[name]

    def ask(self, name: str, words: str = "vraag", *, there: bool = False, **more: Any) -> UUID:
        """A question at home, or on a zitdag of the place before (``there``)."""
        person = self.people.get(name) or self.person(name)
        past = Away(uuid4(), PLACE, DAY, NOW, NOW, None, NOW) if there else None
        where = replace(self.home, away=past)
        self.contacts[name] = intake.register(where, intake.Question(words, person=person, **more), NOW).id
        return self.contacts[name]

    def book(self, name: str, hour: int, minute: int = 0) -> UUID:
        contact = self.contacts.get(name) or self.ask(name)
        self.booked[name] = appointments.book(self.home, Wish(self.series.id, at(hour, minute), contact), NOW).id
        return self.booked[name]

    def refer(self, name: str, **more: Any) -> UUID:
        contact = self.contacts.get(name) or self.ask(name, **more)
        return referrals.give(self.home, contact, self.services[:1], "self", NOW)[0]

    @property
    def plan(self) -> Plan:
        return next(plan for plan in choosing.coming(self.home, NOW) if plan.day == DAY)

    def pack(self, name: str = "heen") -> Path:
        file = self.folder / f"{name}.zitdag"
        preparing.prepare(self.home, self.plan, SECRET, file, NOW, cost=CHEAP)
        return file

    def laptop(self, file: Path, name: str = "laptop") -> House:
        to = self.folder / name
        preparing.open_package(file, to, SECRET, self.clock)
        return self.sign_in(to)

    def sign_in(self, to: Path) -> House:
        house = users.sign_in(to, SECRET, clock=lambda: self.clock)
        self.laptops.append(house)
        return house

    def close(self, laptop: House, name: str = "thuis") -> Path:
        file = self.folder / f"{name}.zitdag"
        closing.close(laptop, SECRET, file, self.clock)
        return file


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("thuis") / "huis"
    outings.found(place)
    return place


@pytest.fixture
def town(template: Path, tmp_path: Path) -> Iterator[Town]:
    made = Town(template, tmp_path)
    yield made
    for house in (made.home, *made.laptops):
        house.close()


def rows(house: House, *, without: frozenset[str] = frozenset()) -> dict[str, dict[str, Any]]:
    """All rows by table, for comparing houses."""
    with house.store.read() as session:
        return {
            model.__tablename__: {
                row["id"].hex: {key: value for key, value in row.items() if key != "data_key"}
                for row in session.execute(select(model.__table__)).mappings()
            }
            for model in records()
            if model.__tablename__ not in without
        }


def count(house: House, model: type[Record]) -> int:
    with house.store.read() as session:
        return len(session.scalars(select(model.id)).all())


def sound(house: House) -> list[str]:
    return [fault for one in verify.verify(house) for fault in one.faults]


def test_exactly_this_place_goes_along_and_no_more_of_a_client_than_the_day_needs(town: Town) -> None:
    town.book("Anna", 13)
    town.refer("Bea", there=True)
    town.person("Cis", postal_code="3742")
    town.refer("Cis")
    town.refer("Ver", postal_code="3500")  # an open follow-up of another place
    town.ask("Los", there=True)  # noted there, but nothing is open
    town.book("Els", 14)
    protecting.protect(town.home, town.people["Els"], [colleague(town.home, "maatschappelijk_werker")], NOW)
    later = intake.register(town.home, intake.Question("later", person=town.people["Ver"]), NOW).id
    week = datetime.combine(DAY + timedelta(days=7), time(13), BRUSSELS)
    appointments.book(town.home, Wish(town.series.id, week, later), NOW)
    second = intake.register(town.home, intake.Question("heel iets anders", person=town.people["Anna"]), NOW).id
    laptop = town.laptop(town.pack())
    there = rows(laptop)
    names = {row["given_name"] for row in there["person"].values()}
    assert names == {"Anna", "Bea", "Cis"}
    assert second.hex not in there["contact"]
    assert {row["id"].hex for row in there["contact"].values()} == {town.contacts[n].hex for n in ("Anna", "Bea", "Cis")}
    for row in there["person"].values():
        assert (row["email"], row["street"], row["birth_date"], row["birth_year"]) == (None, None, None, 1950)
        assert row["phone"] == "0470 12 34 56"
    taken = [row for row in there["appointment"].values() if row["contact_id"] is None]
    assert (len(there["appointment"]), len(taken)) == (3, 2)  # next week, and of a file that is not ours: busy, of nobody
    assert {row["role"] for row in there["user"].values() if row["active"]} == {"maatschappelijk_werker"}
    assert len(there["service"]) == count(town.home, Service)
    assert sound(laptop) == []
    with town.home.store.read() as session:
        told = session.scalars(select(Entry.row).where(Entry.action == "outing.prepare", Entry.operation == "note")).all()
        assert {UUID(one) for one in told} == {town.people[n] for n in ("Anna", "Bea", "Cis")}


def test_a_question_on_a_zitdag_begins_with_the_postal_code_of_its_place(town: Town) -> None:
    with town.home.store.write(THE_PROGRAM, "house.create") as session:
        put_setting(session, "house.postal_code", "3740")
    town.home = reread(town.home)
    assert (town.home.postal_code, town.laptop(town.pack()).postal_code) == ("3740", "3742")
    series.plan(town.home, replace(town.series, postal_code=""), NOW)  # a place that nobody knows the code of
    assert town.laptop(town.pack("later"), "tweede").postal_code == "3740"


def test_a_day_away_comes_home_once_whatever_is_brought_again(town: Town) -> None:
    town.book("Anna", 13)
    referral = town.refer("Bea", there=True)
    before = rows(town.home)
    laptop = town.laptop(town.pack())
    now = at(13, 30)
    appointments.note(laptop, town.booked["Anna"], CAME, now)
    followup.note(laptop, referral, "helped", now)
    new = intake.add_person(laptop, "Dirk", "Nieuw", phone="0470 99 99 99")
    noted, received = acts.register(laptop, intake.Question("geld voor de waterrekening", "zitdag", person=new), now)
    (given,) = referrals.give(laptop, noted.id, town.services[:1], "self", now)
    intake.count(laptop, "zitdag", ["wonen"], "informeren", now)
    clients_phone(laptop, town.people["Anna"], "0499 00 00 00")
    checks = closing.check(laptop, now)
    assert checks.receipts == (received.number,)
    assert dict(checks.added)["steunaanvragen"] == 1
    file = town.close(laptop)

    preview = homecoming.look(town.home, file, at(17))
    assert rows(town.home)["contact"] == before["contact"]  # looking changes nothing
    assert (preview.receipts, preview.changes, preview.missing, preview.known) == ((received.number,), 1, 0, 0)
    first = homecoming.bring(town.home, file, at(17))
    assert first == preview
    assert sound(town.home) == []
    after = rows(town.home)
    for table, kept in before.items():  # additions only
        for key, row in kept.items():
            if table != "outing":
                assert after[table][key] == row
    assert noted.id.hex in after["contact"]
    told = {row["place"] for key, row in after["contact"].items() if key not in before["contact"]}
    assert told == {PLACE}, "what was noted or counted on a zitdag tells where, without anybody typing it"
    assert [one.people["walk_in"] for one in counting.per_place(town.home, DAY, DAY)] == ["< 5"]
    after_that = next(plan for plan in choosing.coming(town.home, at(17)) if plan.day > DAY)
    with town.home.store.read() as session:
        along = choosing.choose(town.home, session, after_that, at(17)).rows
    assert noted.id in {row["id"] for row in along[Contact]}, "what began there and still runs goes along there again"
    assert given.hex in after["referral"]
    assert after["support_request"][received.id.hex]["number"] == received.number
    assert noted.reference.startswith("Z")
    with town.home.store.read() as session:
        assert referrals.one(town.home, session, referral, DAY).state == "done"
    again = homecoming.bring(town.home, file, at(17, 5))
    assert (again.new, again.changes) == (0, 0)
    assert rows(town.home, without=frozenset({"outing"})) == {k: v for k, v in after.items() if k != "outing"}
    assert sound(town.home) == []

    (difference,) = homecoming.differences(town.home)
    assert (difference.about, difference.column, difference.home, difference.there, difference.conflict) == (
        "Anna Proef",
        "phone",
        "0470 12 34 56",
        "0499 00 00 00",
        False,
    )
    named = [colleague(town.home, "maatschappelijk_werker")]
    protecting.protect(town.home, town.people["Anna"], named, at(17, 6))
    assert homecoming.differences(town.home) == []  # not for who is not named
    with pytest.raises(Refusal):
        homecoming.settle(town.home, difference.id, at(17, 6), take=True)
    with town.home.store.write(town.home.actor, "person.protect") as session:
        session.get_one(Person, town.people["Anna"]).protected = False
    homecoming.settle(town.home, difference.id, at(17, 6), take=True)
    assert rows(town.home)["person"][town.people["Anna"].hex]["phone"] == "0499 00 00 00"
    assert homecoming.differences(town.home) == []
    with pytest.raises(Refusal):
        homecoming.settle(town.home, difference.id, at(17, 7), take=False)


def colleague(house: House, label: str) -> UUID:
    return next(one.id for one in users.accounts(house) if one.label == label)


def _why(outcome: str) -> Details:
    return Details(("no_capacity",)) if outcome == "refused" else Details()


def clients_phone(house: House, person: UUID, phone: str) -> None:
    with house.store.write(house.actor, "person.change") as session:
        session.get_one(Person, person).phone = phone


def test_two_laptops_and_a_conflict_in_any_order(town: Town) -> None:
    """Opened on two laptops: the same referral ends two ways, the same slot is given twice, one field has three values."""
    town.book("Anna", 13)
    referral = town.refer("Bea", there=True)
    package = town.pack()
    one, two = town.laptop(package, "een"), town.laptop(package, "twee")
    assert one.device_prefix != two.device_prefix
    for laptop, outcome, phone, minute in ((one, "helped", "0499 1", 5), (two, "refused", "0499 2", 6)):
        followup.note(laptop, referral, outcome, at(13, minute), _why(outcome))
        mine = intake.register(laptop, intake.Question("nog iemand", "zitdag"), at(13, minute)).id
        appointments.book(laptop, Wish(town.series.id, at(14), mine), at(13, minute))
        clients_phone(laptop, town.people["Anna"], phone)
    asked = intake.register(one, intake.Question("nog iets", "zitdag", person=town.people["Anna"]), at(13, 9)).id
    clients_phone(town.home, town.people["Anna"], "0499 0")
    stays = intake.add_person(town.home, "Anna", "Proef", phone="0499 0")
    merging.merge(town.home, stays, town.people["Anna"], at(15))  # meanwhile the file went into another one
    receipts = [acts.register(laptop, intake.Question("steun"), at(14))[1].number for laptop in (one, two)]
    assert len(set(receipts)) == 2
    files = [town.close(laptop, name) for laptop, name in ((one, "thuis-een"), (two, "thuis-twee"))]
    for file in (files[1], files[0], files[1]):
        homecoming.bring(town.home, file, at(17))
    with town.home.store.read() as session:
        assert referrals.one(town.home, session, referral, DAY).disputed
    sitting = next(one for one in view.days(town.home, DAY, DAY) if one.series.id == town.series.id)
    assert sum(entry.double for entry in sitting.entries) == 2
    assert len(sitting.entries) == 3
    found = homecoming.differences(town.home)
    assert rows(town.home)["contact"][asked.hex]["person_id"] == stays
    values = sorted((one.home, one.there, one.conflict) for one in found)
    assert values == [("0499 0", "0499 1", True), ("0499 0", "0499 2", True)]
    for difference in found:
        homecoming.settle(town.home, difference.id, at(18), take=False)
    assert rows(town.home)["person"][stays.hex]["phone"] == "0499 0"
    assert homecoming.bring(town.home, files[0], at(18)).changes == 0  # what was chosen is not asked again
    assert sound(town.home) == []


def test_what_was_done_outside_for_a_joined_service_follows_to_the_one_that_stayed(town: Town) -> None:
    """Joined twice while the laptop was away: into the second, and that one into the third; then all is two again."""
    outings.more_services(town.home, "tweede", "derde")
    earlier = town.refer("Bea", there=True)
    laptop = town.laptop(town.pack())
    passed = intake.Question("vraag", "zitdag", passed_over={SERVICE: "too_far"}, person=town.people["Bea"])
    noted = intake.register(laptop, passed, at(13)).id
    (given,) = referrals.give(laptop, noted, [SERVICE], "self", at(13))
    checking.report(laptop, SERVICE, "het nummer klopt niet", at(13))
    followup.note(laptop, earlier, "refused", at(14), _why("refused"))
    joins = [joining.join(town.home, *pair, {}, at(14)) for pair in (("tweede", SERVICE), ("derde", "tweede"))]
    home = town.close(laptop)
    of = {row["slug"]: row["id"] for row in rows(town.home)["service"].values()}
    for _ in range(2):  # brought again nothing is new
        homecoming.bring(town.home, home, at(17))
        there = rows(town.home)
        assert {there["referral"][one.hex]["service_id"] for one in (earlier, given)} == {of["derde"]}
        assert [row["service_id"] for row in there["passed_over"].values()] == [of["derde"]]
        assert [row["service_id"] for row in there["verification_task"].values()] == [of["derde"]]
    assert sound(town.home) == []
    assert (
        "het nummer klopt niet"
        in next(one for one in checking.round_(town.home, at(17)).items if one.service.id == "derde").reports
    )
    for join in reversed(joins):
        joining.part(town.home, join, at(18))
    back = rows(town.home)
    for table in ("referral", "passed_over", "verification_task"):
        assert {row["service_id"] for row in back[table].values()} == {of[SERVICE]}
    assert sound(town.home) == []


def test_expired_packages_are_not_worked_in_but_come_home(town: Town) -> None:
    town.book("Anna", 13)
    package = town.pack()
    laptop = town.laptop(package)
    noted = intake.register(laptop, intake.Question("vraag", "zitdag"), at(13))
    until = town.plan.until
    assert (until.date(), until.hour) == (DAY + timedelta(days=1), 12)
    laptop.close()
    town.clock = until + timedelta(hours=1)
    laptop = town.sign_in(town.folder / "laptop")
    with pytest.raises(Refusal) as late:
        intake.register(laptop, intake.Question("te laat", "zitdag"), town.clock)
    assert "verlopen" in str(late.value)
    assert "thuis" in late.value.now
    assert closing.check(laptop, town.clock).expired
    laptop.close()
    town.clock = at(14)  # a clock that is set back makes it no younger: the opening was written down
    laptop = town.sign_in(town.folder / "laptop")
    file = town.close(laptop)
    with pytest.raises(Refusal):
        preparing.open_package(package, town.folder / "ander", SECRET, until)
    with pytest.raises(Refusal):
        preparing.prepare(town.home, town.plan, SECRET, town.folder / "x.zitdag", until)
    assert homecoming.bring(town.home, file, until + timedelta(days=3)).new > 0
    assert noted.id.hex in rows(town.home)["contact"]


def test_a_clock_a_day_back_keeps_the_order_and_is_said(town: Town) -> None:
    referral = town.refer("Bea", there=True)
    package = town.pack()
    town.clock = NOW - timedelta(days=1)
    assert preparing.open_package(package, town.folder / "laptop", SECRET, town.clock) == timedelta(days=1)
    laptop = town.sign_in(town.folder / "laptop")
    followup.note(laptop, referral, "started", town.clock)
    followup.note(laptop, referral, "helped", town.clock - timedelta(hours=1))
    number = acts.register(laptop, intake.Question("steun"), town.clock)[1].number
    assert closing.check(laptop, town.clock).behind >= timedelta(hours=23)
    file = town.close(laptop)
    coming = homecoming.bring(town.home, file, at(17))
    assert (coming.slow, coming.fast, coming.receipts) == (True, False, (number,))
    with town.home.store.read() as session:
        assert referrals.one(town.home, session, referral, DAY).state == "done"
    assert sound(town.home) == []


def test_what_stands_in_the_way_is_said_and_nothing_changes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.book("Anna", 13)
    before = rows(town.home)
    with pytest.raises(Refusal):  # a wrong passphrase
        preparing.prepare(town.home, town.plan, "niet het juiste woord", town.folder / "x.zitdag", NOW)
    with pytest.raises(Trouble):  # a stick that is gone
        preparing.prepare(town.home, town.plan, SECRET, town.folder / "weg" / "x.zitdag", NOW, cost=CHEAP)
    assert rows(town.home) == before
    package = town.pack()
    for wrong in ("niet het juiste woord", PASSPHRASES["onthaal"]):
        with pytest.raises(Refusal):
            preparing.open_package(package, town.folder / "laptop", wrong, town.clock)
    with pytest.raises(Refusal):
        homecoming.bring(town.home, package, NOW)  # it goes out
    laptop = town.laptop(package)
    with pytest.raises(Refusal):
        preparing.open_package(package, town.folder / "laptop", SECRET, town.clock)  # a house stands there
    for key in ("user.add", "setting.change", "person.merge", "catalogue.load", "outing.prepare"):
        with pytest.raises(Refusal), laptop.store.write(laptop.actor, key):
            pytest.fail("not here")
    assert len(drafts.mine(laptop)) == 0
    drafts.keep(laptop, uuid4(), "question", {"words": "half"}, town.clock)
    noted = intake.register(laptop, intake.Question("vraag", "zitdag"), town.clock)
    intake.register(laptop, intake.Question("fout", "zitdag"), town.clock)
    checks = closing.check(laptop, town.clock)
    assert (len(checks.drafts), checks.waiting) == (1, 2)
    with pytest.raises(Refusal):
        closing.close(laptop, "niet het juiste woord", town.folder / "x.zitdag", town.clock)
    assert laptop.store.undo(laptop.actor) == "vraag noteren"
    file = town.close(laptop)
    with pytest.raises(Refusal):
        preparing.open_package(file, town.folder / "ander", SECRET, town.clock)  # it comes back
    assert laptop.store.undo(laptop.actor) is None  # what may be at home already does not go back
    laptop.close()
    laptop = town.sign_in(town.folder / "laptop")
    with pytest.raises(Refusal):
        intake.register(laptop, intake.Question("na sluiten", "zitdag"), town.clock)
    closing.reopen(laptop)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    (town.folder / "stuk.zitdag").write_bytes(raw)
    with pytest.raises((Trouble, Refusal)):
        homecoming.bring(town.home, town.folder / "stuk.zitdag", at(17))
    monkeypatch.setattr("sociaalhuis.db.store.Store.adopt", _battery)  # the power goes in the middle
    with pytest.raises(RuntimeError):
        homecoming.bring(town.home, file, at(17))
    monkeypatch.undo()
    assert noted.id.hex not in rows(town.home)["contact"]
    assert homecoming.bring(town.home, file, at(17)).new == 2
    assert noted.id.hex in rows(town.home)["contact"]


def _battery(*_args: object) -> None:
    raise RuntimeError("off")


def test_home_put_back_from_yesterday_gets_all_again(town: Town) -> None:
    copy = backup.make(town.home, town.folder / "kopies", NOW).file
    referral = town.refer("Bea", there=True)
    laptop = town.laptop(town.pack())
    followup.note(laptop, referral, "helped", at(13))
    file = town.close(laptop)
    place = town.home.place
    town.home.close()
    backup.restore(copy, place, SECRET, at(16))
    town.home = town.sign_in(place)
    with pytest.raises(homecoming.Locked):
        homecoming.look(town.home, file, at(17))
    coming = homecoming.bring(town.home, file, at(17), SECRET)
    assert coming.missing >= 3
    with town.home.store.read() as session:
        assert referrals.one(town.home, session, referral, DAY).state == "done"
    assert sound(town.home) == []


def test_a_cancelled_day_of_thirty_comes_home(town: Town) -> None:
    busy = Series(uuid4(), "", "Bart", "Dorpshuis", "elke do 9-12", capacity=4, minutes=20, postal_code="3742")
    town.series = series.plan(town.home, busy, NOW)
    for place in range(30):
        contact = intake.register(town.home, intake.Question(f"vraag {place}"), NOW).id
        hour, minute = divmod(place // 4 * 20, 60)
        appointments.book(town.home, Wish(busy.id, at(9 + hour, minute), contact), NOW)
    plan = next(plan for plan in choosing.coming(town.home, NOW) if plan.series == busy.id)
    file = town.folder / "heen.zitdag"
    _, chosen = preparing.prepare(town.home, plan, SECRET, file, NOW, cost=CHEAP)
    assert chosen.appointments == 30
    town.clock = at(8)
    laptop = town.laptop(file)
    series.cancel(laptop, busy.id, DAY, "Bart is ziek", at(8))
    home = town.close(laptop)
    homecoming.bring(town.home, home, at(17))
    sitting = next(one for one in view.days(town.home, DAY, DAY) if one.series.id == busy.id)
    assert (sitting.cancelled, len(sitting.to_choose)) == ("Bart is ziek", 30)


def test_the_power_goes_in_the_middle_of_coming_home(town: Town) -> None:
    laptop = town.laptop(town.pack())
    noted = intake.register(laptop, intake.Question("vraag", "zitdag"), at(13))
    file = town.close(laptop)
    place = town.home.place
    town.home.close()
    command = [sys.executable, "-m", "tests.desk.outings", str(place), str(file)]
    assert subprocess.run(command, cwd=Path(__file__).parents[2], check=False).returncode == 9
    town.home = outings.sign_in(place)
    assert noted.id.hex not in rows(town.home)["contact"]
    assert homecoming.bring(town.home, file, at(17)).new == 2
    assert list(place.glob(".zitdag-*")) == []  # what was half unpacked is gone
    assert sound(town.home) == []
    laptop.close()
    town.laptops.remove(laptop)
    closing.erase(laptop.place)
    assert not has_house(laptop.place)
