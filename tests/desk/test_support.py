"""Steunaanvragen: numbers without clash or gap, days by the law, first days that stay, and a register that only grows."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import func, select

from sociaalhuis.access import users
from sociaalhuis.actions import STAD
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.support import SupportPaper, SupportRequest, SupportStep
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import client_file, merging, own_papers, protecting
from sociaalhuis.desk.rights import editions
from sociaalhuis.desk.support import acts, competence, numbers, papers, register, requests, terms
from sociaalhuis.desk.support.requests import Asked
from sociaalhuis.desk.support.terms import Case, Happened
from sociaalhuis.desk.workdays import BRUSSELS, Workdays
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.exchange import backup
from sociaalhuis.house import House
from sociaalhuis.printing import support_register
from tests.houses import NOW, PASSPHRASES, SignIn

TODAY = NOW.date()
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
HELP = intake.Question("Ik heb geen geld meer om eten te kopen.")


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=5)
@given(st.lists(st.uuids(), min_size=2, max_size=2, unique=True), st.data())
def test_ten_thousand_numbers_of_two_devices_never_clash_whatever_their_clocks_say(
    devices: list[UUID], data: st.DataObject
) -> None:
    clocks = data.draw(st.lists(st.integers(-400, 400), min_size=8, max_size=8))
    made = [
        numbers.number(device, sequence, TODAY + timedelta(days=clocks[sequence % len(clocks)]))
        for device in devices
        for sequence in range(1, 5001)
    ]
    assert len(set(made)) == len(made) == 10_000


def test_a_device_has_one_mark_and_two_devices_have_two() -> None:
    draw = Random(7)
    found = {numbers.mark(UUID(int=draw.getrandbits(128))) for _ in range(5_000)}
    assert len(found) == 5_000
    device = UUID(int=7)
    assert numbers.number(device, 41, TODAY) == f"2026-0041-{numbers.mark(device)}"
    assert numbers.number(device, 41, TODAY, "B2") == f"B2-2026-0041-{numbers.mark(device)}"
    assert numbers.gaps([1, 2, 4, 7]) == [3, 5, 6]
    assert numbers.gaps([]) == []
    with pytest.raises(ValueError, match="from 1"):
        numbers.number(device, 0, TODAY)


def _many(house: House, now: datetime, many: int = 3) -> list[str]:
    return [acts.register(house, HELP, now + timedelta(minutes=n))[1].number for n in range(many)]


def test_numbers_go_on_after_a_clock_that_was_set_back_a_restart_and_a_backup(
    place: Path, sign_in: SignIn, tmp_path: Path
) -> None:
    house = sign_in("onthaal")
    given_ = _many(house, NOW)
    back = acts.register(house, HELP, NOW - timedelta(days=1))[1]
    assert back.behind
    given_.append(back.number)
    copy = backup.make(house, tmp_path / "copies", NOW)
    given_ += _many(house, NOW)  # what the copy does not know
    other = tmp_path / "other"
    backup.restore(copy.file, other, PASSPHRASES["onthaal"], NOW - timedelta(days=3))  # and its clock is wrong too
    house = sign_in("onthaal")  # the same device once more
    given_ += _many(house, NOW)
    house.close()
    second = users.sign_in(other, PASSPHRASES["onthaal"], clock=lambda: NOW)
    given_ += _many(second, NOW)
    assert len(set(given_)) == len(given_) == 13
    with second.store.read() as session:
        rows = session.execute(select(SupportRequest.device_id, SupportRequest.sequence)).all()
    second.close()
    assert sorted(row.sequence for row in rows) == [1, 1, 2, 2, 3, 3, 4]
    for device in {row.device_id for row in rows}:
        assert numbers.gaps([row.sequence for row in rows if row.device_id == device]) == []


def test_nothing_is_kept_of_a_line_that_could_not_be_written(house: House) -> None:
    with pytest.raises(Refusal):
        acts.register(house, HELP, NOW, Asked(received=TODAY + timedelta(days=1)))
    assert acts.register(house, HELP, NOW)[1].number.startswith("2026-0001-")


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _holidays(year: int) -> set[date]:
    """Public holidays and 11 July, made apart from the program."""
    fixed = [(1, 1), (5, 1), (7, 11), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)]
    movable = [easter(year) + relativedelta(days=n) for n in (0, 1, 39, 49, 50)]
    return {date(year, month, day) for month, day in fixed} | set(movable)


def _works(day: date) -> bool:
    return day.isoweekday() < 6 and day not in _holidays(day.year)


@settings(max_examples=400)
@given(days)
def test_days_are_those_of_another_calendar(day: date) -> None:
    assert terms.months_after(day, 3) == day + relativedelta(months=+3)
    assert terms.days_after(day, 30) == day + relativedelta(days=+30)
    is_open = Workdays().is_open
    assert is_open(day) == _works(day)
    number, there = 5, day
    while number:
        there += relativedelta(days=+1)
        number -= _works(there)
    assert terms.workdays_after(day, 5, is_open) == there
    before = day
    while not _works(before):
        before -= relativedelta(days=+1)
    assert terms.at_desk(day, is_open) == before


@pytest.mark.parametrize(
    ("day", "appeal"),
    [
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2026-08-31", "2026-11-30"),
        ("2028-02-29", "2028-05-29"),
        ("2026-12-31", "2027-03-31"),
        ("2026-01-31", "2026-04-30"),
    ],
)
def test_three_months_end_where_the_law_ends_them(day: str, appeal: str) -> None:
    assert terms.months_after(date.fromisoformat(day), 3) == date.fromisoformat(appeal)


@pytest.mark.parametrize("night", ["2026-03-28T23:30", "2026-10-24T22:30", "2026-10-25T23:30", "2027-03-28T00:30"])
def test_the_first_day_is_the_day_on_the_wall_also_in_the_nights_on_which_the_clock_changes(house: House, night: str) -> None:
    moment = datetime.fromisoformat(f"{night}+00:00")
    _noted, received = acts.register(house, HELP, moment)
    assert requests.one(house, received.id).received == moment.astimezone(BRUSSELS).date()


@given(
    days,
    st.lists(st.sampled_from([terms.HERE, terms.SENT, terms.BACK, terms.DECIDED, terms.TOLD, terms.WITHDRAWN]), max_size=4),
)
def test_terms_are_never_after_the_law_and_always_on_a_day_that_the_desk_works(day: date, steps: list[str]) -> None:
    case = Case(day, day, steps=tuple(Happened(one, day + timedelta(days=n)) for n, one in enumerate(steps)))
    for term in terms.terms(case, Workdays().is_open):
        assert term.desk <= term.last
        if term.what not in (terms.APPEAL, terms.RECEIPT):
            assert Workdays().is_open(term.desk)
        if term.what == terms.DECISION:
            assert term.last == day + relativedelta(days=+30)
        if term.what == terms.COMPETENCE:
            assert term.last == day + relativedelta(days=+5)


def test_a_receipt_is_given_at_the_counter_at_once_and_by_post_within_five_working_days() -> None:
    friday = date(2026, 4, 3)  # before Easter
    is_open = Workdays().is_open
    assert terms.terms(Case(friday, friday), is_open)[0] == terms.Term(terms.RECEIPT, friday, friday)
    by_post = terms.terms(Case(friday, friday, at_counter=False), is_open)
    assert next(one.last for one in by_post if one.what == terms.RECEIPT) == date(2026, 4, 13)


# ── the life of an application ───────────────────────────────────────────────────────────────────────────────────────────────


def test_from_receipt_to_appeal_with_its_days(house: House) -> None:
    noted, received = acts.register(house, HELP, NOW)
    one = requests.one(house, received.id)
    assert (one.reference, one.state, one.owner, one.task and one.task.what) == (noted.reference, "open", "ocmw", terms.RECEIPT)
    paper = papers.receipt(house, received.id, NOW, papers.Wishes("Amina V."))
    papers.prove(house, received.id, NOW, papers.Wishes("Amina V."), paper)
    text = " ".join(paper.text)
    assert paper.pages == 1
    assert paper.missing_glyphs == 0
    for said in (
        received.number,
        "Amina V.",
        "10.15 uur",
        "woensdag 23 december 2026",
        "iemand meebrengen",
        "Verandert uw adres",
    ):
        assert said in text
    one = requests.one(house, received.id)
    assert one.name == "Amina V."
    assert [(term.what, term.last, term.desk) for term in one.terms] == [
        (terms.COMPETENCE, date(2026, 11, 28), date(2026, 11, 27)),  # the fifth day is a Saturday
        (terms.DECISION, date(2026, 12, 23), date(2026, 12, 23)),
        (terms.APPEAL, date(2027, 3, 23), date(2027, 3, 23)),
    ]
    assert [requests.due_count(house, TODAY + timedelta(days=n)) for n in (0, 3, 4)] == [0, 0, 1]
    acts.note(house, received.id, terms.HERE, NOW)
    acts.note(house, received.id, terms.DECIDED, NOW + timedelta(days=20), date(2026, 12, 11))
    assert [(t.what, t.last) for t in requests.one(house, received.id).terms] == [(terms.TELL, date(2026, 12, 19))]
    acts.note(house, received.id, terms.TOLD, NOW + timedelta(days=20))
    assert [(t.what, t.last) for t in requests.one(house, received.id).terms] == [(terms.APPEAL, date(2027, 3, 13))]
    assert requests.running(house) == []
    assert house.store.undo(house.actor) == "steunaanvraag opvolgen"
    assert requests.one(house, received.id).state == terms.DECIDED
    acts.note(house, received.id, terms.TOLD, NOW + timedelta(days=21))
    assert requests.one(house, received.id).state == terms.TOLD
    assert [one.number for one in requests.found(house, received.number[:9].lower())] == [received.number]


def test_sent_on_with_its_reasons_it_keeps_its_first_day_and_may_come_back(house: House) -> None:
    _noted, received = acts.register(house, HELP, NOW, Asked(TODAY - timedelta(days=2), "OCMW Proefstad"))
    to = papers.Forwarding("OCMW Genk", ("Stadsplein 1", "3600 Genk"), ("dakloos",), "De persoon slaapt in Genk.")
    wishes = papers.Wishes("Amina V.")
    with pytest.raises(Refusal, match="Waarom"):
        papers.letters(house, received.id, NOW, papers.Forwarding("OCMW Genk"), wishes)
    with pytest.raises(Refusal, match="Naar welk OCMW"):
        papers.letters(house, received.id, NOW, papers.Forwarding(" ", reasons=("dakloos",)), wishes)
    with pytest.raises(Refusal, match="rijksregisternummer"):
        papers.letters(house, received.id, NOW, papers.Forwarding("OCMW Genk", words="85.07.30-033.28"), wishes)
    with pytest.raises(Refusal, match="nog geen papier"):
        papers.given(house, received.id)
    paper = papers.letters(house, received.id, NOW, to, wishes)
    text = " ".join(paper.text)
    for said in (
        "OCMW Genk, Stadsplein 1, 3600 Genk",
        "21 november 2026, bij OCMW Proefstad",
        "De persoon is dakloos.",
        "slaapt in Genk",
    ):
        assert said in text
    papers.send(house, received.id, NOW, to, wishes, paper)
    one = requests.one(house, received.id)
    assert (one.state, one.received, one.steps[0].recipient, one.steps[0].reasons) == (
        terms.SENT,
        TODAY - timedelta(days=2),
        "OCMW Genk",
        ("dakloos",),
    )
    kept = PdfReader(io.BytesIO(papers.given(house, received.id)))
    assert "slaapt in Genk" in " ".join(page.extract_text() for page in kept.pages)
    assert len(kept.pages) == paper.pages
    with pytest.raises(Refusal, match="Ze is doorgezonden"):
        papers.send(house, received.id, NOW, to, wishes, paper)
    acts.note(house, received.id, terms.BACK, NOW + timedelta(days=3), words="Genk is ook niet bevoegd.")
    one = requests.one(house, received.id)
    assert one.state == terms.OPEN
    assert next(t.last for t in one.terms if t.what == terms.DECISION) == one.received + timedelta(days=30)


def test_what_cannot_follow_is_refused_and_leaves_nothing(house: House) -> None:
    noted, received = acts.register(house, HELP, NOW)
    turf = intake.count(house, "balie", ["wonen"], "informeren", NOW)
    for refused, said in (
        (lambda: acts.note(house, received.id, terms.TOLD, NOW), "in behandeling"),
        (lambda: acts.note(house, received.id, "weggegooid", NOW), "bestaat niet"),
        (lambda: acts.note(house, received.id, terms.DECIDED, NOW, TODAY + timedelta(days=1)), "moet nog komen"),
        (lambda: acts.note(house, received.id, terms.DECIDED, NOW, TODAY - timedelta(days=1)), "te vroeg"),
        (lambda: acts.note(house, received.id, terms.DECIDED, NOW - timedelta(days=2)), "klok van deze pc"),
        (lambda: acts.note(house, received.id, terms.WITHDRAWN, NOW, words="x" * 301), "te lang"),
        (lambda: acts.hand_over(house, received.id, NOW), "al bij het OCMW"),
        (lambda: acts.receive(house, turf, NOW), "streepje"),
        (lambda: acts.receive(house, noted.id, NOW), "staat al in het register"),
        (lambda: acts.register(house, HELP, NOW, Asked(TODAY - timedelta(days=400))), "meer dan een jaar"),
        (lambda: acts.correct(house, received.id, NOW, " "), "Wat is er fout"),
    ):
        with pytest.raises(Refusal, match=said) as told:
            refused()
        assert told.value.now.endswith(".")
    with house.store.read() as session:
        assert session.scalar(select(func.count()).select_from(SupportStep)) == 0
        assert session.scalar(select(func.count()).select_from(SupportRequest)) == 1


def test_a_mistake_is_a_new_line_and_the_first_one_stays(house: House) -> None:
    noted, received = acts.register(house, HELP, NOW)
    again = acts.correct(house, received.id, NOW, "Gisteren al gevraagd.", Asked(TODAY - timedelta(days=1)))
    one = requests.one(house, received.id)
    assert (one.number, one.received, one.corrections) == (
        received.number,
        TODAY - timedelta(days=1),
        ((again.number, "Gisteren al gevraagd."),),
    )
    acts.correct(house, received.id, NOW, "Dubbel ingeschreven.")
    assert requests.one(house, received.id).state == terms.STRUCK
    assert requests.running(house) == []
    assert requests.of_contact(house, noted.id) is None
    with pytest.raises(Refusal, match="al doorgehaald"):
        acts.correct(house, received.id, NOW, "Nog eens.")
    assert acts.receive(house, noted.id, NOW).number.startswith("2026-0004-")
    with house.store.read() as session:
        assert sorted(session.scalars(select(SupportRequest.sequence))) == [1, 2, 3, 4]
    with pytest.raises(PermissionError), house.store.write(house.actor, "support.receive") as session:
        session.get_one(SupportRequest, received.id).received = TODAY - timedelta(days=9)


def test_the_city_receives_hands_over_and_sees_no_further(place: Path, sign_in: SignIn) -> None:
    city = sign_in(STAD)
    _noted, received = acts.register(city, HELP, NOW)
    (one,) = requests.running(city)
    assert (one.owner, [(t.what, t.last, t.desk) for t in one.terms][1]) == (
        "stad",
        (terms.HAND, date(2026, 11, 28), date(2026, 11, 24)),
    )
    paper = papers.receipt(city, received.id, NOW, papers.Wishes("Amina V."))
    assert "De stad geeft uw aanvraag aan het OCMW" in " ".join(paper.text)
    papers.prove(city, received.id, NOW, papers.Wishes("Amina V."), paper)
    for refused in (
        lambda: acts.note(city, received.id, terms.DECIDED, NOW),
        lambda: papers.send(city, received.id, NOW, papers.Forwarding("OCMW Genk", words="verhuisd"), papers.Wishes(), paper),
        lambda: acts.correct(city, received.id, NOW, "fout"),
    ):
        with pytest.raises(Refusal):
            refused()
    acts.hand_over(city, received.id, NOW)
    city.close()
    ocmw = sign_in("onthaal")
    (one,) = requests.running(ocmw)
    assert (one.owner, one.received, one.task and one.task.what) == ("ocmw", TODAY, terms.COMPETENCE)
    acts.note(ocmw, received.id, terms.DECIDED, NOW + timedelta(days=2))
    person = intake.add_person(ocmw, "Amina", "Voorbeeld")
    mine = acts.register(ocmw, intake.Question("steun", person=person), NOW)[1]
    ocmw.close()
    city = sign_in(STAD)
    (one,) = requests.running(city)
    assert ([step.step for step in one.steps], one.terms) == ([terms.HANDED], ())
    with pytest.raises(Refusal, match="hoort bij het OCMW"):
        requests.one(city, mine.id)


def test_a_kill_between_register_and_paper_leaves_an_application_that_asks_for_its_receipt(house: House) -> None:
    _noted, received = acts.register(house, HELP, NOW)
    with pytest.raises(Told), house.store.write(house.actor, "support.prove") as session:
        session.add(
            SupportPaper(
                request_id=received.id, kind="ontvangstbewijs", at=NOW, user_id=house.actor.id, text=[], pdf=b"", sha256=""
            )
        )
        raise Refusal("De stroom valt uit.", "Zo.")
    one = requests.one(house, received.id)
    assert one.proofs == ()
    assert one.task is not None
    assert one.task.what == terms.RECEIPT


# ── competence ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answers", "counts", "where", "reason"),
    [
        ({}, None, competence.OPEN, None),
        ({"instelling": False, "student": False}, "73110", competence.OPEN, None),
        ({"instelling": False, "student": False, "dakloos": True}, "73110", competence.HERE, "dakloos"),
        ({"instelling": False, "student": False, "dakloos": True}, "71016", competence.ELSEWHERE, "dakloos"),
        ({"instelling": True}, "71016", competence.ELSEWHERE, "instelling"),
        ({"instelling": True, "dakloos": True}, "71016", competence.ELSEWHERE, "instelling"),
        ({"instelling": False, "student": True}, None, competence.OPEN, "student"),
        ({"instelling": False, "student": False, "dakloos": False}, "73110", competence.HERE, "verblijfplaats"),
        (
            {"asielzoeker": True, "instelling": False, "student": False, "dakloos": False},
            "73110",
            competence.HERE,
            "verblijfplaats",
        ),
    ],
)
def test_who_is_possibly_competent_is_said_with_its_reason(
    answers: dict[str, bool | None], counts: str | None, where: str, reason: str | None
) -> None:
    found = competence.weigh(answers, counts, "73110", "onthaal")
    assert found.where == where
    assert (found.reasons[0] if found.reasons else None) == reason
    assert "ogelijk" in found.words or where == competence.OPEN
    assert bool(found.ask) == (where == competence.OPEN)


def test_the_desk_never_asks_about_residence_and_the_rules_are_whole() -> None:
    assert "asielzoeker" not in {rule.name for rule in competence.asked("onthaal")}
    assert "asielzoeker" in {rule.name for rule in competence.asked("maatschappelijk_werker")}
    asylum = competence.weigh({"asielzoeker": True}, "71016", "73110", "maatschappelijk_werker")
    assert (asylum.where, asylum.reasons) == (competence.ELSEWHERE, ("asielzoeker",))
    for rule in (*competence.rules().exceptions, competence.rules().general):
        assert rule.source.startswith("wet van 2 april 1965")
        assert rule.url.startswith("https://")
        for text in (rule.question, rule.help, rule.place, rule.answer, rule.letter, rule.doubt):
            assert "u hebt recht" not in text.lower()
            for sentence in text.replace("?", ".").split(". "):
                assert len(sentence.split()) <= 24, sentence


# ── the register ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_register_stands_in_order_says_what_is_missing_and_is_for_the_ocmw_alone(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    first = acts.register(house, HELP, NOW)[1]
    secret = intake.add_person(house, "Bea", "Schuil")
    hidden = acts.register(house, intake.Question("steun", person=secret), NOW - timedelta(days=1))[1]  # the clock was set back
    acts.correct(house, first.id, NOW, "=1+1 dubbel")
    for refused in (register.read, register.as_csv, lambda one: register.printed(one, TODAY)):
        with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
            refused(house)
    house.close()
    boss = sign_in("coordinator")
    assert boss.actor.id is not None
    protecting.protect(boss, secret, [boss.actor.id], NOW)
    boss.close()
    house = sign_in("maatschappelijk_werker")
    found = register.read(house)
    assert [entry.number for entry in found.entries] == [first.number, hidden.number, found.entries[2].number]
    assert found.missing == ()
    paper = register.printed(house, TODAY)
    text = " ".join(paper.text)
    assert "Bea" not in text
    for said in ("beschermd dossier", f"Haalt door {first.number}: =1+1 dubbel", "Doorgehaald", "Geen nummer ontbreekt."):
        assert said in text
    lines = register.as_csv(house).split("\r\n")
    assert lines[0].startswith("nummer;ingeschreven;soort;eerste_dag")
    assert lines[3].endswith(f";{first.number};'=1+1 dubbel")
    with house.store.read() as session:
        entries = session.scalars(select(Entry).where(Entry.action == "support.register")).all()
    assert len(entries) == 2


def test_a_gap_in_the_register_is_said() -> None:
    made = support_register.Register("Huis", TODAY, TODAY, TODAY, (), ("0042-K7Q4M2",))
    assert "Deze nummers staan niet in dit huis: 0042-K7Q4M2." in " ".join(support_register.render(made).text)


def test_a_file_and_the_own_copy_tell_of_it_and_a_merge_takes_it_along(house: House) -> None:
    person = intake.add_person(house, "Amina", "Voorbeeld")
    received = acts.register(house, intake.Question("steun", person=person), NOW)[1]
    acts.note(house, received.id, terms.WITHDRAWN, NOW + timedelta(days=1), words="Vond werk.")
    file = client_file.open_file(house, person, "eigen contact", TODAY)
    assert [event.text for event in file.events] == [
        "Steunaanvraag: ingetrokken door de cliënt",
        f"Steunaanvraag: {received.number}",
    ]
    paper = " ".join(own_papers.own_copy(house, person, TODAY, editions.names).text)
    assert received.number in paper
    assert "Vond werk." in paper
    double = intake.add_person(house, "Amina", "Vorbeeld")
    merging.merge(house, double, person, NOW)
    with house.store.read() as session:
        assert next(text for _at, text, _detail in requests.told(session, double)) == f"Steunaanvraag: {received.number}"
    papers.begin(house, received.id)
    with house.store.read() as session:
        looks = session.scalars(select(Entry).where(Entry.operation == "look", Entry.row == double.hex)).all()
    assert looks
