"""Editions of the rules: only what is signed, whole and newer is read; a preview changes nothing; then it counts."""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from sociaalhuis import house as houses
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import RulesEdition
from sociaalhuis.desk import intake
from sociaalhuis.desk.proactive import rules_preview
from sociaalhuis.desk.rights import applications, editions, explorations
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import rules_update
from sociaalhuis.facts import read
from sociaalhuis.house import House, change_setting
from sociaalhuis.rights import engine as rights_engine
from sociaalhuis.rights.engine import Status
from tests.houses import NOW, SignIn
from tests.rights import small
from tools import sign_rules

TODAY = NOW.date()
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = sign_rules.public(SECRET)
NUMBER = 2027010101

type Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a signed file with an edition."""

    def write(number: Any = NUMBER, files: Any = None, key: Ed25519PrivateKey = SECRET) -> Path:
        path = tmp_path / "regels.json"
        text = rules_update.pack(number, date(2027, 1, 1), "Bedragen van januari", files or small.files(), key.sign)
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def house(sign_in: SignIn) -> House:
    house = sign_in("beheerder")
    change_setting(house, editions.KEY, PUBLIC)
    return houses.reread(house)


def test_a_signed_file_is_read_and_says_itself_what_it_is(make: Make, tmp_path: Path) -> None:
    path = make()
    assert rules_update.is_rules_file(path)
    edition = rules_update.read(path, f" {PUBLIC}\n")
    assert (edition.number, edition.made, edition.note) == (NUMBER, date(2027, 1, 1), "Bedragen van januari")
    assert dict(edition.files) == small.files()
    (tmp_path / "anders.json").write_text('{"services": []}')
    assert not rules_update.is_rules_file(tmp_path / "anders.json")
    assert not rules_update.is_rules_file(tmp_path / "weg.json")


def test_what_is_unsigned_altered_or_of_somebody_else_is_refused_with_what_to_do(make: Make) -> None:
    def refused(path: Path, key: str = PUBLIC) -> str:
        with pytest.raises(Refusal) as refusal:
            rules_update.read(path, key)
        assert refusal.value.now
        return refusal.value.what

    path = make()
    good = json.loads(path.read_text("utf-8"))

    def altered(**fields: Any) -> Path:
        path.write_text(json.dumps({**good, **fields}), "utf-8")
        return path

    assert "is veranderd" in refused(altered(payload=good["payload"].replace("1000", "1001")))
    assert "is veranderd" in refused(altered(signature=base64.b64encode(bytes(64)).decode()))
    assert "is veranderd" in refused(altered(signature="geen base64!"))
    assert "niet ondertekend" in refused(altered(signature=None))
    assert "geen regelbestand" in refused(altered(format="iets-anders"))
    path.write_text("geen json", "utf-8")
    assert "geen regelbestand" in refused(path)
    path.write_bytes(b" " * (rules_update.LARGEST + 1))
    assert "te groot" in refused(path)
    assert "kan niet gelezen worden" in refused(path.with_name("weg.json"))
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    assert "iemand anders" in refused(make(key=other))
    assert "kent nog geen sleutel" in refused(make(), "")
    for bad in ("kort", base64.b64encode(b"kort").decode()):
        assert "klopt niet" in refused(make(), bad)
    for number, files in ((1, None), ("2027", None), (NUMBER, {"../x.yaml": ""}), (NUMBER, {"x.yaml": 3})):
        assert "niet volledig" in refused(make(number, files))


def test_a_bad_or_older_edition_is_refused_and_nothing_changes(house: House, make: Make) -> None:
    with pytest.raises(Refusal, match=r"kloppen niet \(inkomen.yaml, regel \d+\)"):
        editions.read(house, make(files=small.files(inkomen=small.rule("Stuk", "- bestaat_niet: true"))))
    empty = {name: text for name, text in small.files().items() if name in ("parameters.yaml", "assessments.yaml")}
    with pytest.raises(Refusal, match="geen enkel recht"):
        editions.read(house, make(files=empty))
    with pytest.raises(Refusal, match=r"2026010101\) zijn ouder dan die van dit huis"):
        editions.read(house, make(2026010101))
    with pytest.raises(Refusal, match="heeft deze regels al"):
        editions.read(house, make(editions.shipped_number()))
    assert editions.engine(house) is rights_engine.shipped()


def test_an_edition_that_was_applied_counts_until_a_newer_one_comes(house: House, make: Make) -> None:
    assert editions.number(house) == editions.shipped_number()
    edition = editions.read(house, make())
    editions.apply(house, edition, NOW)
    assert editions.number(house) == NUMBER
    assert "huurder" in editions.engine(house).book.rules
    assert editions.engine(house) is editions.engine(house)  # it is not read from scratch each time
    with pytest.raises(Refusal, match="heeft deze regels al"):
        editions.read(house, make())
    with pytest.raises(Refusal, match="zijn ouder"):
        editions.apply(house, rules_update.Edition(NUMBER - 1, TODAY, "", edition.files, ""), NOW)
    editions.apply(
        house, editions.read(house, make(NUMBER + 1, small.files(nieuw=small.rule("N", "- leeftijd: {gte: oud}")))), NOW
    )
    assert "nieuw" in editions.engine(house).book.rules


def test_who_may_not_apply_is_refused(house: House, make: Make) -> None:
    from dataclasses import replace

    edition = editions.read(house, make())
    for role in ("onthaal", "maatschappelijk_werker", "vrijwilliger"):
        with pytest.raises(Refusal, match="Je rol laat dit niet toe: nieuwe regels toepassen"):
            editions.apply(replace(house, actor=replace(house.actor, role=role)), edition, NOW)
    with pytest.raises(Refusal, match="Je rol laat dit niet toe: nieuwe regels bekijken"):
        preview(replace(house, actor=replace(house.actor, role="onthaal")), edition, NOW)


def preview(house: House, edition: rules_update.Edition, now: datetime) -> rules_preview.Preview:
    """A whole preview at once."""
    running = rules_preview.Previewing(house, edition, now)
    while running.advance():
        pass
    return running.done()


def client(house: House, facts: dict[str, Any], **known: Any) -> str:
    columns = {"informed_on": TODAY, "postal_code": "3740", **known}
    person = intake.add_person(house, "Nele", "Verzonnen", **columns)
    return intake.register(house, intake.Question("Vraag.", facts=read(facts), person=person), NOW).reference


def protect(house: House, reference: str) -> None:
    """Nobody registers for a file that is protected, so it is protected afterwards."""
    with house.store.write(house.actor, "person.protect") as session:
        [person] = session.scalars(
            select(Person).join(Contact, Contact.person_id == Person.id).where(Contact.reference == reference)
        )
        person.protected = True


def test_the_preview_says_what_changes_for_whom_by_code_only_and_keeps_nothing(
    sign_in: SignIn, house: House, make: Make
) -> None:
    editions.apply(house, editions.read(house, make()), NOW)
    desk = sign_in("coordinator")
    codes = sorted(client(desk, {"netto_maandinkomen_gezin": amount}) for amount in (1050, 1100))
    client(desk, {"netto_maandinkomen_gezin": 1900})
    client(desk, {"netto_maandinkomen_gezin": 1100}, stopped_on=TODAY)
    client(desk, {"netto_maandinkomen_gezin": 1100}, informed_on=None)
    protect(desk, client(desk, {"netto_maandinkomen_gezin": 1100}))
    renter = client(desk, {"woonsituatie": "sociale_huur"})
    fresh = small.files(limit=1200, huurder=small.rule("Voor huurders", "- woonsituatie: private_huur"))
    del fresh["ziek.yaml"]
    fresh["nieuw.yaml"] = small.rule("Nieuw", "- leeftijd: {gte: oud}")
    edition = editions.read(desk, make(NUMBER + 1, fresh))
    with desk.store.read() as session:
        before = session.scalar(select(func.max(Entry.seq)))
    seen = preview(desk, edition, NOW)
    assert (seen.new, seen.changed, seen.gone) == (("nieuw",), ("huurder",), ("ziek",))
    assert dict(seen.amounts) == {"grens": (1000, 1200)}
    assert (seen.read, seen.passed) == (4, {"not_told": 1, "stopped": 1, "protected": 1})
    moved = {(one.right, one.before, one.after): one.references for one in seen.moved}
    assert moved["inkomen", Status.UNLIKELY, Status.POSSIBLE] == tuple(codes)
    assert moved["huurder", Status.POSSIBLE, Status.UNLIKELY] == (renter,)
    assert len(moved["nieuw", None, Status.UNKNOWN]) == len(moved["ziek", Status.UNKNOWN, None]) == 4
    assert [len(one.references) for one in seen.moved] == [4, 4, 2, 1]
    with desk.store.read() as session:
        rows = session.scalars(select(Entry).where(Entry.seq > before)).all()
        assert session.scalar(select(func.count()).select_from(RulesEdition)) == 1
    assert [(row.action, row.operation, row.table) for row in rows] == [("rules.preview", "look", "rules_edition")]
    assert editions.number(desk) == NUMBER


def test_what_is_old_and_used_is_checked_first(sign_in: SignIn) -> None:
    house = sign_in("coordinator")
    book = small.files(
        huurder=small.rule("Oud en veel gebruikt", "- woonsituatie: private_huur", checked="2026-03-01"),
        ziek=small.rule("Ouder en niet gebruikt", "- dreigt_afsluiting: true", checked="2026-01-05"),
        later=small.rule("Te oud", "- woonsituatie: inwonend", checked="2025-11-01"),
        premie=small.rule("Nooit nagekeken", "- leeftijd: {gte: oud}").replace("checked: 2026-11-20", "kind: press"),
    )
    engine = small.engine(book)
    code = intake.register(house, intake.Question("x", facts=read({"woonsituatie": "private_huur"})), NOW)
    begun = explorations.start(house, TODAY, contact=code.id)
    explored = explorations.Explored(begun.facts, engine.check(begun.facts, TODAY), TODAY, "balie")
    explorations.keep(house, begun, explored, engine, NOW)
    applications.note(house, code.id, "huurder", applications.APPLIED, NOW)
    listed = rules_preview.to_check(house, engine, TODAY)
    assert [(one.right, one.used, one.overdue) for one in listed] == [
        ("premie", 0, True),
        ("later", 0, True),
        ("huurder", 2, False),
        ("ziek", 0, False),
    ]
    late = rules_preview.to_check(house, engine, TODAY + timedelta(days=400))
    assert {one.right: one.amounts for one in late}["inkomen"] == ("grens",)
    assert len(late) == 6


def test_the_tool_makes_a_key_and_signs_the_rules_of_the_program(tmp_path: Path, house: House) -> None:
    from sociaalhuis.paths import resource

    public = sign_rules.make_key(tmp_path / "sleutel.pem", b"een lange zin")
    assert len(public) == 44
    assert b"ENCRYPTED" in (tmp_path / "sleutel.pem").read_bytes()
    with pytest.raises(FileExistsError):
        sign_rules.make_key(tmp_path / "sleutel.pem", b"x")
    path = tmp_path / "regels.json"
    path.write_text(sign_rules.signed(SECRET, NUMBER, "x", TODAY, resource("rights")), "utf-8")
    edition = editions.read(house, path)
    assert explorations.version(editions.engine_of(edition).book) == explorations.version(rights_engine.shipped().book)
