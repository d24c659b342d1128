"""The quarterly briefing of an invented town: the same figures as a plain count, on paper, in tables, and by the verb."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from sociaalhuis import cli, demo, vocab
from sociaalhuis.access import users
from sociaalhuis.actions import RAPPORT_LEZER, ROLES, Actor
from sociaalhuis.db.desk import Contact, UnmetNeed
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import protecting
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.few import FEW, HIDDEN
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.rights import applications
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import Away, House
from sociaalhuis.insight import figures, paper, periods, reading, telling
from sociaalhuis.insight.periods import Quarter
from tests.houses import CHEAP, NOW, SignIn

QUARTER = Quarter(2026, 4)
NAMES = ("An P.", "Bart V.", "Chris D.")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed town with unmet needs, steps of rights, and more of one signal."""
    place = tmp_path_factory.mktemp("stad") / "huis"
    demo.make(place, demo.PASSWORD, "small", 3, lambda: NOW, CHEAP)
    house = users.sign_in(place, demo.PASSWORD, "Bart V.", clock=lambda: NOW)
    with house.store.read() as session:
        shut = session.scalars(
            select(Contact.person_id).where(Contact.person_id.is_not(None)).order_by(Contact.at.desc())
        ).first()
        asked = list(
            session.scalars(
                select(Contact.id)
                .where(Contact.kind == "hulpvraag", Contact.person_id.is_(None))
                .order_by(Contact.at.desc())
                .limit(26)
            )
        )
    assert shut is not None
    steps = [applications.GRANTED] * 7 + [applications.DECLINED] * 8 + [applications.DISCUSSED] * 11
    for contact, step in zip(asked, steps, strict=True):
        reason = "ntu_onwetendheid" if step == applications.DECLINED else None
        applications.note(house, contact, "leefloon", step, NOW, reason=reason)
    protecting.protect(house, shut, {house.actor.id} if house.actor.id else set(), NOW)
    for domain, times in (("wonen", 9), ("mobiliteit", 2), ("netwerk", 2), ("psychisch", 2)):
        for _ in range(times):
            intake.register(house, intake.Question("Ik zoek een bed voor vannacht.", unmet=(domain,)), NOW)
    loud = next(one for one in signals.everything(house) if one.domain == "wonen")
    for _ in range(4):
        signals.also_heard(house, loud.id, NOW)
    house.close()
    return place


@pytest.fixture
def house(town: Path) -> Iterator[House]:
    opened = users.sign_in(town, demo.PASSWORD, "Chris D.", clock=lambda: NOW)
    yield opened
    opened.close()


def test_the_figures_are_those_of_a_plain_count(house: House) -> None:
    made = reading.briefing(house, QUARTER, NOW)
    first, after = QUARTER.first, QUARTER.after
    with house.store.read() as session:
        shut = set(session.scalars(select(Person.id).where(Person.protected)))
        contacts = [one for one in session.scalars(select(Contact)) if first <= local(one.at).date() < after]
        every, contacts = contacts, [one for one in contacts if one.person_id not in shut]
        unmet = session.scalars(select(UnmetNeed)).all()
    whole = made.tables["kinds"].whole
    assert len(contacts) < len(every), "a protected file counts for nobody"
    assert whole.numbers[0] == len(contacts)
    counted = Counter(one.domains[0] for one in contacts if one.domains)
    labels = {term.label: term.slug for term in vocab.terms("life_domains", None)}
    for line in made.tables["domains"].parts():
        true = counted[labels[line.label]] if line.label in labels else len(contacts) - counted.total()
        assert line.said[0] in (str(true) if true >= 5 else FEW, HIDDEN)
    assert sum(line.numbers[0] is not None for line in made.tables["domains"].parts()) >= 5
    weeks = Counter((local(one.at).date() - QUARTER.weeks[0]).days // 7 for one in contacts)
    for number, line in enumerate(made.tables["weeks"].parts()):
        assert line.numbers[0] in (weeks[number], None)
    assert made.tables["unmet"].whole.numbers[0] == len(unmet) == 15
    assert [(one.label, one.said[0]) for one in made.tables["unmet"].parts() if one.said[0] != FEW] == [("Wonen", "9")]
    rights = made.tables["rights"]
    assert rights.whole.numbers[0] == 26
    assert [(one.label, one.said[0]) for one in rights.parts() if one.said[0] != FEW] == [
        ("toegekend", "7"),
        ("niet opgenomen", "8"),
        ("besproken", HIDDEN),
    ]
    assert made.days[0].isdigit(), "the demo has ends enough"
    assert made.days[2] == figures.NONE
    assert made.tables["signals"].whole.said[1] == FEW, "of the quarter before little was heard"
    assert made.tables["kinds"].whole.said[2] == figures.NONE, "there was no house a year ago: no data is not nought"


def test_what_was_done_on_a_turf_is_counted_under_the_turven(sign_in: SignIn) -> None:
    desk = sign_in("onthaal")
    for answer, times in (("informeren", 20), ("adviseren", 12), ("admin_hulp", 11), ("signaal", 2)):
        for _ in range(times):
            intake.count(desk, "balie", ["wonen"], answer, NOW)
    for _ in range(6):
        intake.register(desk, intake.Question("huur"), NOW)
    kinds = reading.briefing(sign_in("coordinator"), QUARTER, NOW).tables["kinds"]
    assert [(one.label, one.said[0]) for one in kinds.parts()] == [("turven", "45"), ("hulpvragen", "6")]
    told = {one.label: one.said[0] for one in kinds.parts(2)}
    assert (told["Informeren"], told["Advies geven"], told["Administratieve hulp"]) == ("20", "12", HIDDEN)
    assert told["Signaal geven"] == FEW


def test_the_loop_is_closed_only_where_the_outcome_is_known(sign_in: SignIn) -> None:
    lead = sign_in("coordinator")
    told = [("waiting_list", Details())] * 5 + [("helped", Details())] * 7
    told += [("failed", Details(("not_reached",)))] * 6 + [("failed", Details(("no_show",)))] * 5
    for key, details in told:
        asked = intake.register(lead, intake.Question("huur"), NOW - timedelta(days=9)).id
        (referral,) = referrals.give(lead, asked, ["vdab"], "self", NOW - timedelta(days=9))
        if "not_reached" in details.reasons:
            for day in (8, 6, 4):
                followup.note(lead, referral, "not_reached", NOW - timedelta(days=day))
        followup.note(lead, referral, key, NOW, details)
    table = reading.briefing(lead, QUARTER, NOW).tables["referrals"]
    assert [(line.label, line.numbers[0]) for line in (table.whole, *table.parts(1))] == [
        ("Doorverwijzingen", 23),
        ("afloop bekend", 12),
        ("nog open", 5),
        ("afloop niet bekend", 6),
    ]


def test_where_services_could_not_help_is_told_by_the_domain_of_the_question(sign_in: SignIn) -> None:
    lead = sign_in("coordinator")
    told = [("wonen", "waiting_list", Details())] * 6 + [("wonen", "refused", Details(("language",), "service"))] * 5
    told += [("financien", "failed", Details(("language",), "client"))] * 7 + [("financien", "helped", Details())] * 5
    told += [(domain, "waiting_list", Details()) for domain in ("mobiliteit", "netwerk", "psychisch")] * 2
    for domain, key, details in told:
        asked = intake.register(lead, intake.Question("huur", domains=(domain,)), NOW - timedelta(days=9)).id
        (referral,) = referrals.give(lead, asked, ["vdab"], "self", NOW - timedelta(days=9))
        followup.note(lead, referral, key, NOW, details)
    stuck = reading.briefing(lead, QUARTER, NOW).tables["stuck"]
    assert [(line.label, line.numbers[0]) for line in stuck.lines if line.numbers[0]] == [
        ("Vastgelopen bij de dienst", 17),
        ("Wonen", 11),
    ], "a client who did not go is not a service that could not"
    said = {one.reason for one in reading.rows(lead, QUARTER, NOW.date()).referrals if one.state in ("refused", "failed")}
    assert said == {"taal", "kan niet in deze taal"}


def test_a_protected_file_counts_for_nobody_and_nobody_is_named(house: House) -> None:
    mine = reading.briefing(house, QUARTER, NOW)
    reader = replace(house, actor=Actor(None, RAPPORT_LEZER))
    assert reading.briefing(reader, QUARTER, NOW).tables == mine.tables
    with house.store.read() as session:
        names = {one.family_name for one in session.scalars(select(Person))} | {*NAMES}
    said = paper.lines(mine) + " ".join(paper.sheet(mine).text)
    assert [name for name in names if name in said] == []
    package = Away(house.id, "Hoogveld", NOW.date(), NOW, NOW, None, NOW)
    with pytest.raises(Refusal, match="zitdag"):
        reading.briefing(replace(house, away=package), QUARTER, NOW)
    for role in set(ROLES) - {"coordinator", "beheerder", RAPPORT_LEZER}:
        with pytest.raises(Refusal, match="rol"):
            reading.briefing(replace(house, actor=Actor(None, role)), QUARTER, NOW)


def test_on_paper_in_the_workbook_and_in_lines(house: House, tmp_path: Path) -> None:
    made = reading.briefing(house, QUARTER, NOW)
    pdf, xlsx, lines = paper.write(made, tmp_path / "uit")
    pages = PdfReader(BytesIO(pdf.read_bytes())).pages
    assert len(pages) <= 4
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for words in (
        "Kwartaalbriefing",
        "kwartaal 4 van 2026",
        "Wat wij aan de raad vragen",
        "Leemtes in het aanbod",
        "nog bezig",
    ):
        assert words in text
    assert "De huisbezoeken aan oudere inwoners" in text, "somebody looked at this signal"
    assert "Na zes uur rijdt er geen bus" not in text, "nobody looked at this one yet"
    assert paper.sheet(made).missing_glyphs == 0
    total = made.tables["kinds"].whole.numbers[0]
    book = openpyxl.load_workbook(xlsx)
    assert book["Kerncijfers"]["B2"].value == total
    assert book["Contacten per kanaal"]["B2"].value == total
    rows = list(csv.reader(StringIO(lines.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["tabel", "diepte", "regel", "2026Q4", "2026Q3", "2025Q4"]
    assert rows[1] == ["Contacten", "0", "Contacten", str(total), *made.tables["kinds"].whole.said[1:]]


def test_a_full_briefing_stays_within_four_pages(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made = reading.briefing(house, QUARTER, NOW)
    gaps = tuple(
        reading.Gap("Een cluster met een lange naam", ("Een doelgroep met een lange naam",) * 20, True) for _ in range(60)
    )
    quotes = tuple(reading.Quote("woord " * 66, "Wonen", "bekeken", "gevolg " * 50, "Vlaanderen") for _ in range(60))
    long = [telling.Key("Een kerncijfer", ("12345", "12345", "12345"), "woorden " * 40)] * 10
    monkeypatch.setattr(telling, "keys", lambda *_tables, **_over: long)
    full = paper.sheet(replace(made, gaps=gaps, quotes=quotes))
    assert full.pages == 4
    assert "De rest staat in het rekenblad." in full.text


def test_all_files_or_none(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = {"a.pdf": b"1", "b.csv": b"2"}
    (tmp_path / "b.csv").write_bytes(b"oud")
    with pytest.raises(Refusal, match="staat al"):
        paper.put(content, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["b.csv"]
    (tmp_path / "b.csv").unlink()
    whole = Path.rename

    def full(self: Path, to: Path) -> Path:
        if to.name == "b.csv":
            raise OSError(28, "No space left on device")
        return whole(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(Trouble, match="geschreven"):
            paper.put(content, tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(Trouble, match="geschreven"):
        paper.put(content, tmp_path / "bestand" / "map")


def verb(town: Path, out: Path, when: str, user: str = "Chris D.", kind: str = "--quarter") -> int:
    call = ["briefing", "--house", str(town), kind, when, "--out", str(out), "--as", user]
    return cli.main([*call, "--today", NOW.date().isoformat()])


def test_the_verb(town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SOCIAALHUIS_PASSWORD", demo.PASSWORD)
    assert verb(town, tmp_path / "uit", "2026q4") == 0
    assert capsys.readouterr().out.count("kwartaalbriefing-2026Q4.") == 3
    for quarter, user, words in (
        ("2026Q4", "Chris D.", "staat al in deze map"),
        ("2026Q5", "Chris D.", "is geen kwartaal"),
        ("derde", "Chris D.", "is geen kwartaal"),
        ("2027Q1", "Chris D.", "nog niet begonnen"),
        ("2019Q1", "Chris D.", "Er is nog niets genoteerd"),
        ("2026Q3", "An P.", "Je rol laat dit niet toe"),
    ):
        assert verb(town, tmp_path / "uit", quarter, user) == 1
        said = capsys.readouterr().err
        assert words in said
        assert "Traceback" not in said
    assert len(list((tmp_path / "uit").iterdir())) == 3
    assert verb(town, tmp_path / "jaar", "2026", kind="--year") == 0
    assert "Jaaroverzicht over jaar 2026, zonder namen:" in capsys.readouterr().out
    assert verb(town, tmp_path / "jaar", "26", kind="--year") == 1
    assert "“26” is geen jaar." in capsys.readouterr().err


def test_quarters() -> None:
    assert [Quarter(2026, n).first for n in (1, 2, 3, 4)] == [date(2026, m, 1) for m in (1, 4, 7, 10)]
    assert (Quarter(2026, 1).before, Quarter(2026, 4).next, Quarter(2026, 2).year_ago) == (
        Quarter(2025, 4),
        Quarter(2027, 1),
        Quarter(2025, 2),
    )
    day = date(2024, 1, 1)
    while day < date(2027, 1, 1):
        found = periods.of(day)
        assert found.first <= day < found.after
        assert found.weeks[0] <= day <= found.weeks[-1] + timedelta(days=6)
        day += timedelta(days=1)
