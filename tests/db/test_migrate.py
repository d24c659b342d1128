"""From any older form to today's: nothing lost, a good copy first, and an unknown newer file is left alone.

Every migration has a test here of its own name. The migrations of a later program are played by scripts made on the spot; files
of every released format stand in tests/files/db for ever (tests/files/make_house.py makes one).
"""

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select, text

from sociaalhuis import house as houses
from sociaalhuis.access import keys, users
from sociaalhuis.catalogue import records
from sociaalhuis.catalogue.matrix import Said
from sociaalhuis.db import journal, migrate
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact, PassedOver, Referral, ReferralEvent, SlipCopy, UnmetNeed
from sociaalhuis.db.engine import connect, embedded
from sociaalhuis.db.following import VerificationTask
from sociaalhuis.db.people import Person
from sociaalhuis.db.schema import METADATA
from sociaalhuis.db.staff import User
from sociaalhuis.desk import intake
from sociaalhuis.desk.agenda import appointments, series, view
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.catalogue import checking, columns, doubles, exporting, importing, joining, local, matrices, organizations
from sociaalhuis.desk.client import client_file, clients, consents, life_domains, locked_notes, merging, representing
from sociaalhuis.desk.day import dayend, deadlines, signals
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.language import Use
from sociaalhuis.desk.outing import homecoming, preparing
from sociaalhuis.desk.partners import incoming, together
from sociaalhuis.desk.proactive import campaign_rows, campaigns, scan
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.retention import proposals
from sociaalhuis.desk.rights import applications, explorations
from sociaalhuis.desk.support import acts as support_acts
from sociaalhuis.desk.support import requests as support_requests
from sociaalhuis.desk.support import split
from sociaalhuis.desk.support.split import Split
from sociaalhuis.errors import Told, Trouble
from sociaalhuis.exchange import verify
from sociaalhuis.exchange.catalogue import reading
from sociaalhuis.facts import read
from sociaalhuis.insight.policy import indicators, plans
from sociaalhuis.printing.page import Paper
from sociaalhuis.rights import engine
from tests.houses import NOW, PASSPHRASES, SignIn

KEY = bytes(range(32))
TODAY = date(2026, 11, 23)
PROVIDERS = Path(__file__).parent.parent / "files" / "catalogue" / "own" / "soka_content.json"
COPY = f"voor-omzetting-{migrate.HEAD}-2026-11-23.db"
RELEASED = sorted((Path(__file__).parent.parent / "files" / "db").iterdir())
OUT_TOGETHER = {
    "0007",
    "0008",
    "0009",
    "0010",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0018",
    "0019",
}  # no house was ever in between
LATER = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9001", {head!r}, None, None


def upgrade() -> None:
    {body}
"""
ADD = 'op.add_column("contact", sa.Column("mood", sa.String()))'


type Next = Callable[[str], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Next:
    """A later program: today's migrations and one more with this body."""
    scripts = shutil.copytree(migrate._scripts(), tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))

    def write(body: str) -> None:
        source = LATER.format(head=migrate.HEAD, body=body.replace("\n", "\n    "))
        (scripts / "versions" / "9001_later.py").write_text(source, "utf-8")
        monkeypatch.setattr(migrate, "_scripts", lambda: scripts)
        monkeypatch.setattr(migrate, "HEAD", "9001")

    return write


@pytest.fixture
def lived_in(sign_in: SignIn) -> Path:
    """The file of a closed house in which work was done."""
    house = sign_in("onthaal")
    person = intake.add_person(house, "An", "Proef")
    for words in ("huur", "energie"):
        noted = intake.register(house, intake.Question(words, person=person), NOW)
        referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt"], "self", NOW)
    house.close()
    return house.place / houses.DATABASE


def key_of(file: Path) -> bytes:
    return keys.load(file.parent).open(PASSPHRASES["onthaal"]).key


def rows(file: Path, key: bytes) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    connection = connect(file, key)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for name in tables}  # noqa: S608  # own tables
    finally:
        connection.close()


def run(file: Path, key: bytes, *statements: str) -> None:
    connection = connect(file, key)
    for statement in statements:
        connection.execute(statement)
    connection.close()


# today's form


def test_0001_first_house(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    assert migrate.upgrade(file, KEY, TODAY) is None  # nothing to copy
    assert migrate.revision(file, KEY) == migrate.HEAD
    assert set(rows(file, KEY)) == {*METADATA.tables, "alembic_version"}
    assert list(tmp_path.glob("voor-omzetting-*")) == []


def test_0002_how_people_are_reached(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        person, before = session.execute(select(Person.id, Person.forbidden_ways)).one()
        (waiting, *_rest) = referrals.to_follow(house, session, date(2027, 12, 31), date(2026, 12, 10))
    old = json.loads((released / "content.json").read_text("utf-8"))["revision"] == "0001"
    assert before == (None if old else ["voicemail"])  # what was not asked is not known
    clients.change(house, person, forbidden_ways=["telefoon"])
    followup.note(house, waiting.id, "helped", NOW)
    assert house.store.undo(house.actor) == "opvolging noteren"
    with house.store.read() as session:
        assert session.get_one(Person, person).forbidden_ways == ["telefoon"]
        assert referrals.one(house, session, waiting.id, date(2026, 12, 10)).state == waiting.state
    house.close()


def test_0003_what_did_not_fit(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        slug, service = session.execute(select(Service.slug, Service.id)).first() or ("", None)
    asked = intake.Question("huur", municipality="73110", passed_over={slug: "too_far"}, unmet=("wonen",))
    noted = intake.register(house, asked, NOW)
    with house.store.read() as session:
        passed, unmet = session.scalars(select(PassedOver)).all()[-1], session.scalars(select(UnmetNeed)).all()[-1]
    house.close()
    assert (passed.contact_id, passed.service_id, passed.reason) == (noted.id, service, "too_far")
    assert (unmet.contact_id, unmet.domain, unmet.municipality) == (noted.id, "wonen", "73110")


def test_0004_rights_explored(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    rights, day = engine.shipped(), NOW.date()
    with house.store.read() as session:
        contact = session.scalars(select(Contact.id).where(Contact.kind == "hulpvraag").order_by(Contact.id)).all()[0]
    begun = explorations.start(house, day, contact=contact)
    explored = explorations.Explored(begun.facts, rights.check(begun.facts, day), day, "balie")
    explorations.keep(house, begun, explored, rights, NOW)
    applications.note(house, contact, "huurpremie", applications.PLANNED, NOW)
    standing = applications.standings(house, contact)
    house.close()
    assert (standing["huurpremie"].explored, standing["huurpremie"].action) == ("unknown", "gepland")
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0004"
    assert (standing["leefloon"].action, standing["leefloon"].result) == (("aangevraagd", None) if new else (None, None))


def test_0006_language_of_the_slip(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        service = session.scalars(select(Service.slug)).all()[0]
        before = session.scalars(select(SlipCopy).order_by(SlipCopy.at, SlipCopy.id)).all()
    noted = intake.register(house, intake.Question("huur"), NOW)
    paper = Paper(pdf=b"%PDF-1.7", text=("Doorverwijsbriefje",), missing_glyphs=0, pages=1)
    referrals.give(house, noted.id, [service], "self", NOW, paper=paper, aid=Use("ti", "gesprek_met_tolk"))
    who = intake.add_person(house, "An", "Proef", interpreter="videotolk")
    with house.store.read() as session:
        kept = session.scalars(select(SlipCopy).where(SlipCopy.contact_id == noted.id)).one()
        assert session.get_one(Person, who).interpreter == "videotolk"
    house.close()
    assert (kept.aid, kept.aid_reason) == ("ti", "gesprek_met_tolk")
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0006"
    assert [(one.aid, one.aid_reason) for one in before] == [("ar", "eerste_integratiefase") if new else (None, None)]


def test_0005_looking_of_our_own_accord(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    before = scan.newest(house)
    with house.store.read() as session:
        person = session.scalars(select(Person.id)).one()
    clients.change(house, person, informed_on=NOW.date())
    done = scan.run(house, engine.shipped(), NOW)
    clients.change(house, person, stopped_on=NOW.date())
    stopped = scan.run(house, engine.shipped(), NOW)
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0005"
    assert (before is not None) == new
    assert (done.read, done.passed["not_told"]) == (1, 0)
    assert (stopped.read, stopped.passed["stopped"]) == (0, 1)


def test_0007_findings_by_scan_and_contact(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        named = set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'finding'")))
    house.close()
    assert {"ix_finding_scan_id", "ix_finding_contact_id"} <= named


def test_0008_campaigns(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    kept = {one.name for one in campaigns.all_of(house, NOW)}
    with house.store.read() as session:
        person = session.scalars(select(Person.id)).one()
    known = {"informed_on": NOW.date(), "stopped_on": None, "protected": False, "postal_code": "3740", "birth_year": 1950}
    clients.change(house, person, **known)
    told = read({"woonsituatie": "sociale_huur", "netto_maandinkomen_gezin": 900})
    intake.register(house, intake.Question("Nog een vraag.", person=person, facts=told), NOW)
    scan.run(house, engine.shipped(), NOW)
    found = scan.waiting(house, NOW.date())
    wish = campaigns.Wish("Proef", "algemeen_belang", "nazicht", found[0].rights[:1], date(2026, 12, 31))
    made = campaigns.make(house, wish, [one.id for one in found], NOW)
    assert {one.name for one in campaigns.all_of(house, NOW)} == kept | {"Proef"}
    assert len(campaign_rows.of_campaign(house, made.id)) == 1
    house.close()


def test_0014_catalogue_records(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    whole = exporting.canonical(house)
    assert importing.take(house, reading.find(PROVIDERS, NOW.date()), NOW).counts["nieuw"] == 2
    assert importing.take(house, reading.find(PROVIDERS, NOW.date()), NOW).changes == 0
    assert exporting.canonical(house) != whole
    house.close()
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        slug = next(iter(records.everything(session)))
    local.note(house, slug, local.Known(tips="bel na 14 uur"), NOW)
    assert local.known(house, slug).tips == "bel na 14 uur"
    house.close()


def test_0012_office_hours_and_appointments(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    one = series.plan(house, Series(new_id(), "", "Huurdersbond", "Dorpshuis", "elke di 9-12"), NOW)
    house.close()
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    slot = next(offer for offer in appointments.offers(house, NOW) if offer.series.id == one.id).slots[0]
    booked = appointments.book(house, appointments.Wish(one.id, slot.start, words="huur"), NOW)
    series.cancel(house, one.id, slot.start.date(), "ziek", NOW)
    days = view.days(house, slot.start.date(), slot.start.date())
    (sitting,) = (sitting for sitting in days if sitting.series.id == one.id)
    house.close()
    assert (sitting.cancelled, [entry.id for entry in sitting.to_choose]) == ("ziek", [booked.id])


def test_0011_calling_together_and_signals(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        service = session.scalars(select(Service.slug).order_by(Service.slug)).all()[0]
    before = signals.everything(house)
    signals.give(house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Lang wachten."), NOW)
    noted = intake.register(house, intake.Question("huur"), NOW)
    (warm,) = referrals.give(house, noted.id, [service], "warm", NOW, agreed=referrals.Agreed(("vraag_in_een_zin",)))
    one = together.prepare(house, warm, NOW.date())
    together.note(house, one, "taken", together.Said("Els V.", "Huur.", looked=True), NOW)
    state = together.prepare(house, warm, NOW.date()).state
    known = [(told.times, told.state) for told in before]
    waiting = [task.what for task in incoming.tasks(house)]
    dayend.close(house, NOW.date(), NOW)
    house.close()
    assert state == "accepted"
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0011"
    assert (known, waiting) == (([(2, "geagendeerd")], [incoming.CALL]) if new else ([], []))


def test_0010_file_of_a_person(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        person = session.scalars(select(Person.id)).one()
    before = client_file.open_file(house, person, "eigen contact", NOW.date())
    life_domains.note(house, person, "wonen", "resultaat", NOW + timedelta(days=60))
    consents.note(house, person, "opvolging", "mondeling", NOW)
    representing.keep(house, person, representing.Representing("Mr. Proef", "bewindvoerder", "goederen"))
    double = intake.add_person(house, "An", "Proef")
    merge = merging.merge(house, person, double, NOW)
    after = client_file.again(house, double, NOW.date())
    merging.part(house, merge, NOW)
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0010"
    assert (len(before.representatives) > 0, any(one.days for one in before.domains)) == (new, new)
    assert after is not None
    assert after.representatives[0].name == "Mr. Proef"
    assert {one.slug: one.last for one in after.domains}["wonen"] == "resultaat"


def test_0009_follow_through(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        (waiting, *_rest) = referrals.to_follow(house, session, date(2027, 12, 31), date(2026, 12, 10))
        old = session.scalars(select(ReferralEvent).where(ReferralEvent.event == "put_on_list")).all()[0]
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0009"
    assert (old.by, old.words, old.contacted, old.next_step) == ("service" if new else None, None, None, None)
    why = Details(("wrong_information",), words="nummer klopt niet", contacted=False, next_step="andere dienst")
    followup.note(house, waiting.id, "refused", NOW, why)
    followup.stop(house, waiting.id, "followed_elsewhere", NOW)
    with house.store.read() as session:
        one = referrals.one(house, session, waiting.id, NOW.date())
        (check,) = session.scalars(select(VerificationTask).where(VerificationTask.referral_id == waiting.id))
    house.close()
    assert (one.state, one.next_step, one.fallback, one.stopped) == ("refused", "andere dienst", None, True)
    assert (check.referral_id, check.reason, check.done) == (waiting.id, "wrong_information", None)


def test_every_migration_has_a_test_of_its_own_name() -> None:
    names = [path.stem for path in (migrate._scripts() / "versions").glob("*.py")]
    assert names
    for name in names:
        assert f"test_{name}" in globals()


def test_head_is_the_newest_script_and_all_follow_in_one_line() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate._scripts()))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrate.HEAD]
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == migrate.known_revisions()


def test_tables_in_code_and_in_the_file_do_not_drift(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "new.db", KEY, TODAY)
    engine = embedded(tmp_path / "new.db", KEY)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
            assert compare_metadata(context, METADATA) == []
            for table in METADATA.tables.values():  # what compare_metadata does not look at
                written = connection.execute(
                    text("SELECT sql FROM sqlite_master WHERE name = :n"), {"n": table.name}
                ).scalar_one()
                for constraint in table.constraints:
                    assert str(constraint.name) in written
    finally:
        engine.dispose()


def test_a_migration_names_no_code_of_the_program() -> None:
    for path in (migrate._scripts() / "versions").glob("*.py"):
        assert "sociaalhuis" not in path.read_text("utf-8")  # it stays as it was when the program has changed


def test_a_file_of_today_is_left_alone(lived_in: Path) -> None:
    before = lived_in.read_bytes()
    assert migrate.upgrade(lived_in, key_of(lived_in), TODAY) is None
    assert lived_in.read_bytes() == before
    assert list(lived_in.parent.glob("voor-omzetting-*")) == []


# files of every released format


def test_there_is_a_file_of_every_released_format() -> None:
    assert {folder.name for folder in RELEASED} == set(migrate.known_revisions()) - OUT_TOGETHER


@pytest.fixture(params=RELEASED, ids=lambda folder: folder.name)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a house of a released format."""
    return shutil.copytree(request.param, tmp_path / "released")


def test_a_house_of_any_released_format_opens_with_all_that_was_in_it(released: Path) -> None:
    content = json.loads((released / "content.json").read_text("utf-8"))
    house = users.sign_in(released, content["passphrases"]["onthaal"], clock=lambda: NOW)
    try:
        assert [finding for finding in verify.verify(house) if finding.faults] == []
        with house.store.read() as session:
            counts = {n: session.scalar(select(func.count()).select_from(t)) for n, t in METADATA.tables.items()}
            following = [
                [one.reference, one.service, one.kind, one.state, one.due.isoformat() if one.due else None, one.tries]
                for one in referrals.to_follow(house, session, date(2027, 12, 31), date(2026, 12, 10))
            ]
            assert {name: counts[name] for name in content["rows"] if name in counts} == content["rows"]
            assert sorted(words or "" for words in session.scalars(select(Contact.words))) == content["words"]
            assert {slug: service.name for slug, service in records.everything(session).items()} == content["services"]
        assert following == content["following"]
        assert dict(house.values) == content["settings"]
        assert all(number > 0 for number in content["rows"].values())  # every table of its time has something in it
        intake.register(house, intake.Question("en nu verder"), NOW)
        with house.store.engine.connect() as connection:
            assert journal.broken_at(connection) == []
    finally:
        house.close()
    copies = [path.name for path in released.glob("voor-omzetting-*")]
    old = content["revision"] != migrate.HEAD
    assert copies == ([f"voor-omzetting-{content['revision']}-2026-11-23.db"] if old else [])


def test_everybody_of_a_released_house_still_comes_in(released: Path) -> None:
    content = json.loads((released / "content.json").read_text("utf-8"))
    for role, passphrase in content["passphrases"].items():
        house = users.sign_in(released, passphrase, clock=lambda: NOW)
        assert house.actor.role == role
        house.close()
    users.sign_in(released, content["recovery"], clock=lambda: NOW).close()


# a later program


def test_a_later_program_brings_a_house_forward_behind_a_good_copy(lived_in: Path, later: Next) -> None:
    key, before, old = key_of(lived_in), rows(lived_in, key_of(lived_in)), migrate.HEAD
    later(ADD)
    copied = migrate.upgrade(lived_in, key, TODAY)
    assert copied == lived_in.with_name(COPY)
    assert migrate.revision(lived_in, key) == "9001"
    after = rows(lived_in, key)
    assert [len(after[name]) for name in sorted(before)] == [len(before[name]) for name in sorted(before)]
    assert all(row.endswith(", None)") for row in after["contact"])
    assert copied is not None
    assert rows(copied, key) == before
    assert migrate.revision(copied, key) == old
    with pytest.raises(Trouble):
        migrate.revision(copied, KEY)  # the copy has the lock of the house
    assert {path.name for path in lived_in.parent.glob("*-wal")} == set()


def test_opening_a_house_brings_it_forward(lived_in: Path, later: Next) -> None:
    later(ADD)
    house = users.sign_in(lived_in.parent, PASSPHRASES["onthaal"], clock=lambda: NOW)
    intake.register(house, intake.Question("en nu verder"), NOW)
    house.close()
    assert migrate.revision(lived_in, key_of(lived_in)) == "9001"
    assert lived_in.with_name(COPY).exists()


def test_a_new_house_of_a_later_program_needs_no_copy(tmp_path: Path, later: Next) -> None:
    later(ADD)
    assert migrate.upgrade(tmp_path / "new.db", KEY, TODAY) is None
    assert migrate.revision(tmp_path / "new.db", KEY) == "9001"


def test_remaking_a_table_keeps_what_hangs_on_it(lived_in: Path, later: Next) -> None:
    key = key_of(lived_in)
    before = rows(lived_in, key)
    rename = 'batch.alter_column("place", new_column_name="spot")'
    later(f'with op.batch_alter_table("contact", recreate="always") as batch:\n    {rename}')
    migrate.upgrade(lived_in, key, TODAY)
    after = rows(lived_in, key)
    assert after["told"] == before["told"]
    assert after["referral"] == before["referral"]
    assert len(after["contact"]) == len(before["contact"])


NEW_ROW = "INSERT INTO setting (id, key, value) VALUES (lower(hex(randomblob(16))), 'x', '1')"
BAD = {
    "a mistake halfway": (f"{ADD}\nop.drop_table('told')\nop.rename_table('nowhere', 'elsewhere')", None),
    "a mistake in the script": (f"{ADD}\nop.drop_table('told')\nraise RuntimeError", None),
    "rows that go missing": ('op.execute("DELETE FROM referral_event")', "referral_event"),
    "rows that come out of nothing": (f'op.execute("{NEW_ROW}")', "setting"),
    "a reference to nothing": ('op.execute("UPDATE referral SET contact_id = lower(hex(randomblob(16)))")', "verwijzingen"),
}


@pytest.mark.parametrize(("body", "named"), BAD.values(), ids=BAD)
def test_a_migration_that_fails_leaves_the_file_as_it_was(lived_in: Path, later: Next, body: str, named: str | None) -> None:
    key, old = key_of(lived_in), migrate.HEAD
    before = rows(lived_in, key)
    later(body)
    with pytest.raises(Exception) as failed:  # noqa: PT011  # of either kind
        migrate.upgrade(lived_in, key, TODAY)
    if named is None:
        assert not isinstance(failed.value, Told)  # a mistake of ours, for the crash note
    else:
        assert isinstance(failed.value, Trouble)
        assert "Het huis is zoals het was." in failed.value.what
        assert named in failed.value.now
    assert rows(lived_in, key) == before
    assert migrate.revision(lived_in, key) == old
    assert rows(lived_in.with_name(COPY), key) == before


def test_after_a_failure_the_old_program_still_works_and_the_repaired_one_too(
    lived_in: Path, later: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_of(lived_in)
    later(BAD["rows that go missing"][0])
    with pytest.raises(Trouble):
        users.sign_in(lived_in.parent, PASSPHRASES["onthaal"], clock=lambda: NOW)
    monkeypatch.undo()
    house = users.sign_in(lived_in.parent, PASSPHRASES["onthaal"], clock=lambda: NOW)
    intake.register(house, intake.Question("en nu verder"), NOW)
    house.close()
    before = rows(lived_in, key)
    later(ADD)
    copied = migrate.upgrade(lived_in, key, TODAY)
    assert copied is not None
    assert rows(copied, key) == before  # today's first copy held less


def test_without_room_for_the_copy_nothing_is_begun(lived_in: Path, later: Next, monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of(lived_in)
    before = lived_in.read_bytes()

    def small(path: Path, key: bytes) -> Any:
        connection = connect(path, key)
        if path.suffix == ".deel":
            connection.execute("PRAGMA max_page_count = 20")
        return connection

    later(ADD)
    monkeypatch.setattr(migrate, "connect", small)
    with pytest.raises(Trouble) as full:
        migrate.upgrade(lived_in, key, TODAY)
    assert "schijf is vol" in full.value.what
    assert lived_in.read_bytes() == before
    assert list(lived_in.parent.glob("*omzetting-*")) == []  # half a copy is no copy


# files that are not ours to bring forward


def test_a_file_of_a_newer_program_is_left_alone(lived_in: Path) -> None:
    key = key_of(lived_in)
    run(lived_in, key, "UPDATE alembic_version SET version_num = '9999'")
    before = lived_in.read_bytes()
    for open_it in (
        lambda: migrate.upgrade(lived_in, key, TODAY),
        lambda: users.sign_in(lived_in.parent, PASSPHRASES["onthaal"], clock=lambda: NOW),
    ):
        with pytest.raises(Trouble) as newer:
            open_it()
        assert "nieuwere versie" in newer.value.what
        assert "Werk het programma op deze pc bij" in newer.value.now
    assert lived_in.read_bytes() == before
    assert list(lived_in.parent.glob("voor-omzetting-*")) == []


def test_a_wrong_key_is_said_before_anything_is_touched(lived_in: Path) -> None:
    before = lived_in.read_bytes()
    for act in (lambda: migrate.revision(lived_in, KEY), lambda: migrate.upgrade(lived_in, KEY, TODAY)):
        with pytest.raises(Trouble, match="gaat niet open met deze sleutel"):
            act()
    assert lived_in.read_bytes() == before


def test_a_file_without_tables_has_no_revision(tmp_path: Path) -> None:
    assert migrate.revision(tmp_path / "empty.db", KEY) is None


def test_an_empty_file_of_a_house_is_trouble(lived_in: Path) -> None:
    lived_in.write_bytes(b"")
    with pytest.raises(Trouble) as empty:
        users.sign_in(lived_in.parent, PASSPHRASES["onthaal"], clock=lambda: NOW)
    assert "leeg" in empty.value.what
    assert "restore" in empty.value.now


def test_accounts_survive(lived_in: Path, later: Next) -> None:
    later(ADD)
    house = users.sign_in(lived_in.parent, PASSPHRASES["coordinator"], clock=lambda: NOW)
    with house.store.read() as session:
        assert {user.role for user in session.scalars(select(User))} == set(PASSPHRASES)
    house.close()


def test_0013_formal_applications(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    before = len(support_requests.running(house))
    received = support_acts.register(house, intake.Question("steun"), NOW)[1]
    support_acts.note(house, received.id, "hier_bevoegd", NOW)
    (one,) = [each for each in support_requests.running(house) if each.id == received.id]
    after = len(support_requests.running(house))
    house.close()
    boss = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    split.change(boss, Split("right:leefloon", files="ocmw", place="1ste verdieping"))
    found = split.of(boss, "right:leefloon")
    boss.close()
    assert (after, one.received, [step.step for step in one.steps]) == (before + 1, NOW.date(), ["hier_bevoegd"])
    assert found == Split("right:leefloon", files="ocmw", place="1ste verdieping", own=True)


def test_0015_matrix_and_verification(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    with house.store.read() as session:
        slug = session.scalars(select(Service.slug).order_by(Service.slug)).all()[0]
    checking.verify(house, slug, "telefoon", "Els", NOW)
    matrices.fill(house, "ouderen_65", Said("beperkt", "Proef."), NOW, service=slug)
    made = matrices.whole(house, NOW.date())
    item = next(one for one in checking.round_(house, NOW).items if one.service.id == slug)
    house.close()
    assert item.days == 0
    said = {cell.said.note for one in made.clusters for line in one.lines for cell in line.cells if cell.said}
    assert said <= {"Proef."}


def test_0016_outings(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    with house.store.read() as session:
        rows = session.scalar(select(func.count()).select_from(METADATA.tables["outing"]))
    assert len(preparing.out_now(house)) == rows
    assert homecoming.differences(house) == []
    assert house.away is None
    device = house.store.device
    house.close()
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    assert house.store.device == device  # the device of the house is none that was away
    house.close()


def test_0017_locked_notes(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    with house.store.read() as session:
        person = session.scalars(select(Person.id)).one()
    before = {one.id for one in locked_notes.read(house, person)}
    made = locked_notes.write(house, person, locked_notes.Written("Proef onder slot."), NOW)
    assert {one.id for one in locked_notes.read(house, person)} == before | {made}
    house.close()


def test_0018_links_between_sources(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    stands = len(joining.standing(house))
    with house.store.read() as session:
        query = select(Service.slug).where(Service.stopped.is_(None), Service.kind.is_(None)).order_by(Service.slug)
        stays, goes = session.scalars(query.limit(2)).all()
    made = joining.join(house, stays, goes, {}, NOW)
    assert len(joining.standing(house)) == stands + 1
    joining.part(house, made, NOW)
    doubles.apart(house, stays, goes, NOW)
    assert len(joining.standing(house)) == stands
    assert {stays, goes} in [{*pair} for pair in doubles.records(house)[1]]
    house.close()


def test_0019_remembered_columns(released: Path, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text("Dienst;Wat zij doen\nProef;Helpt.\n", "utf-8")
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    found = reading.find(file, NOW.date())
    guessed = columns.of(house, found)
    columns.remember(house, found.headings(), {"name": "Dienst", "description": "Wat zij doen"}, NOW)
    known = columns.of(house, found)
    house.close()
    assert guessed is not None
    assert known is not None
    assert (guessed.remembered, known.remembered, known.taken["description"]) == (False, True, "Wat zij doen")


def test_0020_actors(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["onthaal"], clock=lambda: NOW)
    organization = organizations.of_service(house, "proef-ocmw")
    before = organizations.card(house, organization)
    organizations.note_person(house, organization, organizations.Person("Els V.", phone="011 22 33 44"), NOW)
    organizations.note_agreement(house, organization, organizations.Agreed("Zitdag", NOW.date()), NOW)
    after = organizations.card(house, organization)
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0020"
    assert (len(before.people) > 0, len(before.agreements) > 0) == (new, new)
    assert (len(after.people), len(after.agreements)) == (len(before.people) + 1, len(before.agreements) + 1)


def test_0021_retention(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    before = proposals.proposals(house, NOW.date()), proposals.history(house)
    person = intake.add_person(house, "Proef", "Persoon")
    proposals.withdraw(house, proposals.propose_one(house, person, "vraagt het", NOW), NOW)
    after = proposals.history(house)
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0021"
    assert [len(part) for part in before] == [new, new]
    assert len(after) == new + 1


def test_0022_signal_addressee(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    before = signals.everything(house)
    new = signals.give(house, signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Lang wachten."), NOW)
    signals.weigh(house, new, "geagendeerd", "", NOW, "vlaanderen")
    after = {one.id: one.addressee for one in signals.everything(house)}
    house.close()
    since = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0022"
    assert {one.addressee for one in before} <= ({"", "stad"} if since else {""})
    assert after == {one.id: one.addressee for one in before} | {new: "vlaanderen"}


def test_0023_themes(released: Path, tmp_path: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    before = plans.of(house, "thuiszorg", NOW.year), indicators.of(house, "thuiszorg", NOW.year)
    table = tmp_path / "cijfers.csv"
    table.write_bytes(indicators.example())
    indicators.take(house, table, NOW)
    goal = plans.add(house, "thuiszorg", plans.GOALS[0], plans.Wish("Proef"), NOW.year, NOW)
    plans.add(house, "thuiszorg", plans.ACTION, plans.Wish("Proef", due=NOW.date()), NOW.year, NOW, goal)
    after = plans.of(house, "thuiszorg", NOW.year), indicators.of(house, "thuiszorg", NOW.year)
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0023"
    assert [len(part) for part in before] == ([3, 1] if new else [0, 0])
    assert [len(part) for part in after] == ([5, 2] if new else [2, 1])


def test_0024_deadline(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)

    def met() -> int:
        with house.store.read() as session:
            return session.scalar(select(func.count()).where(Contact.deadline_met.is_not(None))) or 0

    before = met()
    noted = intake.register(house, intake.Question("Een zitting.", deadline=NOW.date()), NOW)
    assert [one.reference for one in deadlines.near(house, NOW.date())] == [noted.reference]
    deadlines.in_order(house, noted.id, NOW)
    after = met()
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0024"
    assert (before, after) == (int(new), int(new) + 1)


def test_0025_follow_on(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)

    def chosen() -> int:
        with house.store.read() as session:
            return session.scalar(select(func.count()).where(Referral.follow_on.is_not(None))) or 0

    before = chosen()
    noted = intake.register(house, intake.Question("Een zitting."), NOW)
    referrals.give(house, noted.id, ["proef-wonen"], "self", NOW, follow_on=NOW.date())
    after = chosen()
    house.close()
    new = json.loads((released / "content.json").read_text("utf-8"))["revision"] >= "0025"
    assert (before, after) == (int(new), int(new) + 1)


def test_0026_keyworker(released: Path) -> None:
    house = users.sign_in(released, PASSPHRASES["coordinator"], clock=lambda: NOW)
    with house.store.read() as session:
        rows = session.execute(
            select(Person, Contact.user_id, User.active)
            .join(Contact, Contact.person_id == Person.id)
            .join(User, User.id == Contact.user_id)
            .where(Person.erased_on.is_(None), Person.protected.is_(False))
            .order_by(Contact.at, Contact.id)
        ).all()
        last = {person.id: (person.keyworker_id, user) for person, user, active in rows if active}
    assert all(kept is not None for kept, _user in last.values()), "who noted a question keeps the overview"
    person = intake.add_person(house, "Nieuw", "Dossier")
    with house.store.read() as session:
        assert session.get_one(Person, person).keyworker_id == house.actor.id
    house.close()
