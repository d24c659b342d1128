"""The proactive scan: whose file is read, what is news and why, one act in the journal, and what is done with the list."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import Finding
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.proactive import readable, scan
from sociaalhuis.desk.rights import applications, explorations
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts, read
from sociaalhuis.house import House
from sociaalhuis.measure import bench_scan
from sociaalhuis.rights.causes import Cause
from sociaalhuis.rights.engine import Engine
from tests.houses import NOW, SignIn
from tests.rights import small

TODAY = NOW.date()
NEXT = NOW + timedelta(days=20)  # 13 December


@pytest.fixture
def house(sign_in: SignIn) -> House:
    return sign_in("maatschappelijk_werker")


def client(house: House, facts: Mapping[str, Any], now: datetime = NOW, **known: Any) -> tuple[UUID, str]:
    """Somebody with a file who was told, with what was told in one talk; gives the person and the code."""
    columns = {"informed_on": date(2026, 10, 1), "postal_code": "3740", "municipality": "73110", "forbidden_ways": []}
    person = intake.add_person(house, "Nele", "Verzonnen", **{**columns, **known})
    return person, talk(house, person, facts, now)


def protect(house: House, person: UUID) -> None:
    with house.store.write(house.actor, "person.protect") as session:
        session.get_one(Person, person).protected = True


def talk(house: House, person: UUID, facts: Mapping[str, Any], now: datetime = NOW, domain: str = "wonen") -> str:
    return intake.register(
        house, intake.Question("Ik heb een vraag.", facts=read(facts), person=person, domains=(domain,)), now
    ).reference


def found(house: House, engine: Engine, now: datetime = NOW) -> dict[str, dict[str, str]]:
    """A scan; gives by code and right the cause of what this scan found."""
    done = scan.run(house, engine, now)
    seen: dict[str, dict[str, str]] = {}
    for one in scan.waiting(house, now.date(), done.id):
        for right in one.rights:
            seen.setdefault(one.reference, {})[right] = one.cause.value
    return seen


def test_only_files_of_people_who_were_told_and_did_not_object_are_read(house: House) -> None:
    _, read_ = client(house, {"woonsituatie": "private_huur"})
    client(house, {"woonsituatie": "private_huur"}, informed_on=None)
    client(house, {"woonsituatie": "private_huur"}, stopped_on=TODAY)
    protect(house, client(house, {"woonsituatie": "private_huur"})[0])
    protect(house, client(house, {"woonsituatie": "private_huur"}, stopped_on=TODAY, informed_on=None)[0])
    intake.register(house, intake.Question("anoniem", facts=read({"woonsituatie": "private_huur"})), NOW)
    done = scan.run(house, small.engine(), NOW)
    assert (done.read, done.passed) == (1, {"not_told": 1, "stopped": 1, "protected": 2})
    assert [(one.reference, one.rights, one.cause) for one in scan.waiting(house, TODAY)] == [
        (read_, ("huurder",), Cause.FIRST)
    ]


def test_delicate_facts_crisis_old_answers_and_talks_about_violence_are_not_used(house: House) -> None:
    for facts in ({"arbeidsongeschikt_erkend": True}, {"dreigt_afsluiting": True}):
        client(house, facts)
    client(house, {"woonsituatie": "private_huur"}, NOW - timedelta(days=400))
    person, _ = client(house, {})
    talk(house, person, {"woonsituatie": "private_huur"}, domain="veiligheid_recht")
    homeless, _ = client(house, {"woonsituatie": "sociale_huur"})
    talk(house, homeless, {"woonsituatie": "dakloos"})  # what came after is not used, and what was before not either
    refused, _ = client(house, {"woonsituatie": "sociale_huur"})
    talk(house, refused, {"woonsituatie": "refused"})
    assert found(house, small.engine()) == {}
    assert "arbeidsongeschikt_erkend" not in readable.usable_facts()
    assert not {"verblijfsstatuut", "zwanger", "voedselnood", "ontvangt_ivt"} & set(readable.usable_facts())


def test_the_news_since_the_last_time_is_split_by_cause(house: House) -> None:
    person, _ = client(house, {"netto_maandinkomen_gezin": 1500})
    _, amount = client(house, {"netto_maandinkomen_gezin": 1100})
    _, age = client(house, {}, birth_date=date(1961, 12, 5))
    _, told_age = client(house, {"leeftijd": 70})
    _, place = client(house, {"woonsituatie": "eigenaar"})
    _, day = client(house, {"woonsituatie": "inwonend"})
    moved, moves = client(house, {"woonsituatie": "eigenaar"}, postal_code="3600", municipality="71016")
    assert found(house, small.engine(small.files(places="11002"))) == {told_age: {"oudere": "first"}}
    assert found(house, small.engine(small.files(places="11002"))) == {}  # nothing happened

    fact = talk(house, person, {"woonsituatie": "private_huur"}, NEXT)
    fresh = small.files(limit=1200, places="11002 73110", nieuw=small.rule("Nieuw", "- leeftijd: {gte: oud}"))
    assert found(house, small.engine(fresh), NEXT) == {
        fact: {"huurder": "fact"},
        amount: {"inkomen": "amount"},
        age: {"oudere": "age", "nieuw": "age"},
        told_age: {"nieuw": "rule"},
        place: {"premie": "service"},
        day: {"later": "date"},
    }
    clients.change(house, moved, municipality="11002", postal_code="2000")
    assert found(house, small.engine(fresh), NEXT) == {moves: {"premie": "fact"}}
    assert found(house, small.engine(fresh), NEXT) == {}


def test_a_file_that_was_just_told_about_is_looked_at_for_the_first_time(house: House) -> None:
    person, code = client(house, {"woonsituatie": "private_huur"}, informed_on=None)
    assert found(house, small.engine()) == {}
    clients.change(house, person, informed_on=NEXT.date())
    assert found(house, small.engine(), NEXT) == {code: {"huurder": "first"}}


@pytest.mark.parametrize("between", [True, False])
def test_what_a_worker_saw_in_an_exploration_is_no_news_and_what_changed_after_it_is(house: House, between: bool) -> None:
    person, _ = client(house, {"woonsituatie": "private_huur", "netto_maandinkomen_gezin": 1100})
    engine = small.engine()
    begun = explorations.start(house, TODAY, person=person)
    known = explorations.known(begun, begun.facts, "3740", TODAY)
    explored = explorations.Explored(known, engine.check(known, TODAY), TODAY, "gesprek")
    code = explorations.keep(house, begun, explored, engine, NOW).reference
    if between:
        assert found(house, engine) == {}
    other = small.files(inkomen=small.rule("Voor lage inkomens", "- woonsituatie: private_huur"))
    assert found(house, small.engine(other), NEXT) == {code: {"inkomen": "rule"}}


def test_a_scan_is_one_act_with_its_purpose_and_no_finding_stands_in_the_journal(house: House) -> None:
    _, code = client(house, {"woonsituatie": "private_huur"})
    with house.store.read() as session:
        before = session.scalar(select(func.max(Entry.seq)))
    scan.run(house, small.engine(), NOW)
    with house.store.read() as session:
        rows = session.scalars(select(Entry).where(Entry.seq > before).order_by(Entry.seq)).all()
    assert {row.action for row in rows} == {scan.ACTION}
    assert [(row.operation, row.table) for row in rows] == [("look", "scan"), ("insert", "scan")]
    assert json.loads(rows[0].payload or "")["reason"] == scan.PURPOSE
    assert code not in "".join(row.payload or "" for row in rows)
    assert json.loads(rows[1].payload or "")["found"] == {"first": 1}


def test_who_may_not_scan_reads_nothing(house: House) -> None:
    for role in ("onthaal", "vrijwilliger", "rapport_lezer"):
        with pytest.raises(Refusal, match="Je rol laat dit niet toe: proactief nazien"):
            scan.run(replace(house, actor=replace(house.actor, role=role)), small.engine(), NOW)


def test_a_scan_that_is_dropped_keeps_nothing_and_the_next_one_finds_all(house: House) -> None:
    _, code = client(house, {"woonsituatie": "private_huur"})
    running = scan.Running(house, small.engine(), NOW)
    assert running.total == 1
    assert running.advance()
    assert running.read == 1
    del running  # somebody pressed Esc
    assert scan.newest(house) is None
    assert scan.waiting(house, TODAY) == ()
    assert found(house, small.engine()) == {code: {"huurder": "first"}}


def test_files_are_read_a_chunk_at_a_time_and_each_once(house: House) -> None:
    codes = [client(house, {"leeftijd": 70 + n})[1] for n in range(5)]
    with house.store.read() as session:
        first = readable.after(session, None, TODAY, 2)
        second = readable.after(session, first[-1].person, TODAY, 2)
        rest = readable.after(session, second[-1].person, TODAY, 2)
        assert readable.after(session, rest[-1].person, TODAY, 2) == []
    assert [len(chunk) for chunk in (first, second, rest)] == [2, 2, 1]
    assert [one.answers[0].answer for one in (*first, *second, *rest)] == [Answer(70 + n) for n in range(5)]
    assert set(found(house, small.engine())) == set(codes)


def test_an_age_that_was_told_grows_with_the_years() -> None:
    told = readable.Answered("leeftijd", Answer(63), "2026-01-10", "1", "2")
    one = readable.File(UUID(int=3), None, "3740", "73110", TODAY, (told,))
    assert one.facts(date(2026, 11, 23)).confirmed("leeftijd") == (63, 64)
    assert one.facts(date(2026, 1, 10)).confirmed("leeftijd") == 63
    assert one.facts(date(2028, 11, 23)).confirmed("leeftijd") == (65, 66)
    born = readable.File(UUID(int=3), date(1960, 5, 1), None, None, TODAY, (told,))
    assert born.facts(TODAY).confirmed("leeftijd") == 66
    assert born.facts(TODAY, aged=date(2026, 4, 30)).confirmed("leeftijd") == 65
    assert readable.File(UUID(int=3), None, "99", None, TODAY, ()).facts(TODAY) == Facts()


def test_a_task_is_made_and_taken_back(house: House) -> None:
    _, code = client(house, {"woonsituatie": "private_huur", "leeftijd": 70})
    scan.run(house, small.engine(), NOW)
    (one,) = scan.waiting(house, TODAY)
    assert set(one.rights) == {"oudere", "huurder"}
    assert scan.plan(house, one, NOW) == date(2026, 11, 30)
    assert scan.waiting(house, TODAY) == ()
    tasks = applications.to_do(house)
    assert {(task.reference, task.right, task.state, task.due) for task in tasks} == {
        (code, right, "te_bespreken", date(2026, 11, 30)) for right in one.rights
    }
    assert house.store.undo(house.actor) == "aanvraag opvolgen"
    assert scan.waiting(house, TODAY) == (one,)
    scan.plan(house, one, NOW)
    assert found(house, small.engine(), NEXT) == {}  # what is being done is no news
    applications.note(
        house, one.contact, "huurder", "client_wil_niet", NEXT, reason="ntu_niet_voorgesteld"
    )  # seen is not proposed
    with pytest.raises(Refusal, match="hebben we zelf al besproken"):
        applications.note(house, one.contact, "huurder", "besproken", NEXT + timedelta(days=1), reason="ntu_niet_voorgesteld")


def test_the_stop_switch_and_protection_hold_at_once(house: House) -> None:
    person, _ = client(house, {"woonsituatie": "private_huur"})
    scan.run(house, small.engine(), NOW)
    (one,) = scan.waiting(house, TODAY)
    clients.change(house, person, stopped_on=TODAY)
    assert scan.waiting(house, TODAY) == ()
    with pytest.raises(Refusal, match="wil dit niet meer"):
        scan.plan(house, one, NOW)
    clients.change(house, person, stopped_on=None)
    protect(house, person)
    assert scan.waiting(house, TODAY) == ()


def test_a_client_is_only_reached_in_a_way_that_is_safe(house: House) -> None:
    client(house, {"woonsituatie": "private_huur"}, forbidden_ways=["telefoon", "brief"], safe_contact="Niet na 17 uur.")
    scan.run(house, small.engine(), NOW)
    (one,) = scan.waiting(house, TODAY)
    assert (one.ways, one.asked, one.safe_contact) == (("sms", "mail", "huisbezoek", "bezoek"), True, "Niet na 17 uur.")
    assert scan.reach(None) == ("bezoek",)  # nobody asked what is safe: only when the client is here
    assert scan.reach([]) == ("telefoon", "sms", "mail", "brief", "huisbezoek", "bezoek")
    assert scan.reach(["telefoon", "voicemail", "sms", "mail", "brief", "huisbezoek"]) == ("bezoek",)


def test_a_line_is_put_aside_and_back(house: House) -> None:
    client(house, {"woonsituatie": "private_huur"})
    scan.run(house, small.engine(), NOW)
    (one,) = scan.waiting(house, TODAY)
    scan.put_aside(house, one.id)
    assert scan.waiting(house, TODAY) == ()
    assert found(house, small.engine(), NEXT) == {}
    scan.put_aside(house, one.id, aside=False)
    assert scan.waiting(house, TODAY) == (one,)


def test_the_list_goes_after_half_a_year(house: House) -> None:
    client(house, {"woonsituatie": "private_huur"})
    scan.run(house, small.engine(), NOW)
    late = NOW + timedelta(days=scan.KEPT_DAYS + 1)
    assert scan.waiting(house, late.date()) == ()
    scan.run(house, small.engine(), late)
    with house.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Finding)) == 0


def test_somebody_who_never_came_has_no_code_and_is_not_named(house: House) -> None:
    intake.add_person(house, "Nele", "Verzonnen", birth_date=date(1950, 1, 1), informed_on=TODAY)
    done = scan.run(house, small.engine(), NOW)
    assert (done.read, done.found, scan.waiting(house, TODAY)) == (1, {}, ())


def test_the_benchmark_says_what_it_measured() -> None:
    figures = bench_scan.run(files=30, rounds=1)
    assert set(figures["measured"]) == {"first", "again", "half"}
    assert set(figures["floors"]) == {"read", "think"}
    assert set(figures["ratios"]) == {"first/read+think", "first/half"}
