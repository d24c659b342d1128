"""Campaigns: who may be on the list, three heaps, one end each, paper that obeys, and a list that goes on its day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import CampaignRow, Finding
from sociaalhuis.db.rights import RightStep
from sociaalhuis.desk import few, intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.proactive import campaign_papers, campaign_rows, campaigns, expired, funnel, scan
from sociaalhuis.desk.proactive.campaigns import Wish
from sociaalhuis.desk.proactive.listed import ERASE
from sociaalhuis.desk.rights import applications
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import read
from sociaalhuis.house import House, change_setting, reread
from tests.houses import NOW, SignIn
from tests.rights import small

TODAY = NOW.date()
LONG_AGO = NOW - timedelta(days=200)
UNTIL = TODAY + timedelta(days=90)
WISH = Wish("Huurders, november", "algemeen_belang", "eigen nazicht", ("huurder",), UNTIL)
BOOK = small.engine().book


@pytest.fixture
def house(sign_in: SignIn) -> House:
    change_setting(sign_in("beheerder"), "letterhead.phone", "011 00 00 00")
    return reread(sign_in("maatschappelijk_werker"))


def client(house: House, name: str = "Nele", facts: Mapping[str, Any] | None = None, **known: Any) -> UUID:
    """Somebody who rents, was here long ago and may be reached in every way."""
    columns = {
        "informed_on": date(2026, 5, 1),
        "postal_code": "3740",
        "municipality": "73110",
        "forbidden_ways": [],
        "street": "Kerkstraat 5",
        "phone": "0400 00 00 01",
        **known,
    }
    person = intake.add_person(house, name, "Verzonnen", **columns)
    intake.register(
        house, intake.Question("Vraag.", facts=read(facts or {"woonsituatie": "private_huur"}), person=person), LONG_AGO
    )
    return person


def protect(house: House, person: UUID) -> None:
    with house.store.write(house.actor, "person.protect") as session:
        session.get_one(Person, person).protected = True


def listed(house: House, wish: Wish = WISH) -> tuple[campaigns.Made, dict[UUID, campaign_rows.Row]]:
    """A scan and a campaign of all that it found; gives its lines by person."""
    scan.run(house, small.engine(), NOW)
    made = campaigns.make(house, wish, [one.id for one in scan.waiting(house, TODAY)], NOW)
    return made, {row.person: row for row in campaign_rows.of_campaign(house, made.id)}


def row_of(house: House, campaign: UUID, person: UUID) -> campaign_rows.Row:
    return next(row for row in campaign_rows.of_campaign(house, campaign) if row.person == person)


def words(papers: campaign_papers.Papers) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(papers.paper.pdf)).pages]


def steps(house: House) -> list[str]:
    with house.store.read() as session:
        return list(session.scalars(select(RightStep.step).order_by(RightStep.id)))


# ── making one ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_holds_each_client_once_in_three_heaps(house: House) -> None:
    plain = client(house, facts={"woonsituatie": "private_huur", "leeftijd": 70})
    helped, regular, unasked = client(house), client(house), client(house, forbidden_ways=None)
    intake.register(house, intake.Question("Nog een vraag.", person=helped), NOW - timedelta(days=3))
    for days in (300, 250):
        intake.register(house, intake.Question("Weer.", person=regular), NOW - timedelta(days=days))
    old, _none = client(house, facts={"leeftijd": 70}), client(house, facts={"woonsituatie": "eigenaar"})
    scan.run(house, small.engine(), NOW)
    waiting = scan.waiting(house, TODAY)
    made = campaigns.make(house, WISH, [one.id for one in waiting], NOW)
    assert (made.clients, made.left_out) == (4, 2)  # who is old, or owns a house, has no finding for this right
    rows = {row.person: row for row in campaign_rows.of_campaign(house, made.id)}
    assert {person: (row.triage, row.known_by, row.end) for person, row in rows.items()} == {
        plain: ("contacteren", "nobody", None),
        helped: ("nakijken", "active", None),
        regular: ("nakijken", "before", None),
        unasked: ("niet", "nobody", "niet_gecontacteerd"),
    }
    assert {row.helper for row in rows.values()} == {"", "maatschappelijk_werker"}
    assert [one.rights for one in scan.waiting(house, TODAY) if one.person in (plain, old)] == [("oudere",), ("oudere",)]
    (held,) = campaigns.all_of(house, NOW)
    assert (held.clients, held.open, held.delete_on, held.source) == (4, 3, UNTIL, "eigen nazicht")
    with pytest.raises(Refusal, match="Niemand van deze regels"):  # they are on a list already
        campaigns.make(house, WISH, [one.id for one in waiting], NOW)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "De naam ontbreekt"),
        ({"source": ""}, "De bron van de lijst ontbreekt"),
        ({"basis": ""}, "De rechtsgrond ontbreekt"),
        ({"basis": "besluit"}, "Welk besluit"),
        ({"rights": ()}, "nog geen recht"),
        ({"delete_on": TODAY}, "binnen een jaar gewist"),
        ({"delete_on": TODAY + timedelta(days=367)}, "binnen een jaar gewist"),
    ],
)
def test_a_wish_that_is_not_whole_makes_nothing(house: House, change: Mapping[str, Any], said: str) -> None:
    client(house)
    scan.run(house, small.engine(), NOW)
    with pytest.raises(Refusal, match=said):
        campaigns.make(house, replace(WISH, **change), [one.id for one in scan.waiting(house, TODAY)], NOW)
    assert campaigns.all_of(house, NOW) == ()
    assert campaigns.usual_end(house, TODAY) == TODAY + timedelta(days=120)


def test_who_may_not_makes_no_campaign_and_looks_at_no_address(house: House) -> None:
    client(house)
    scan.run(house, small.engine(), NOW)
    waiting = [one.id for one in scan.waiting(house, TODAY)]
    made = campaigns.make(house, WISH, waiting, NOW)
    (row,) = campaign_rows.of_campaign(house, made.id)
    for role in ("onthaal", "beheerder", "vrijwilliger", "rapport_lezer"):
        other = replace(house, actor=replace(house.actor, role=role))
        for act in (
            lambda other=other: campaigns.make(other, WISH, waiting, NOW),
            lambda other=other: campaign_rows.finish(other, row.id, "besproken", NOW),
            lambda other=other: campaign_papers.make(other, made.id, campaign_papers.CALL, BOOK, NOW),
            lambda other=other: campaigns.erase(other, made.id, NOW),
        ):
            with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
                act()


def test_who_says_stop_or_is_protected_is_on_no_list_from_that_moment(house: House) -> None:
    stops, hides, stays = client(house), client(house), client(house)
    client(house, stopped_on=TODAY)
    protect(house, client(house))
    client(house, informed_on=None)
    made, rows = listed(house)
    assert set(rows) == {stops, hides, stays}
    clients.change(house, stops, stopped_on=TODAY)
    protect(house, hides)
    assert [row.person for row in campaign_rows.of_campaign(house, made.id)] == [stays]
    assert [held.clients for held in campaigns.all_of(house, NOW)] == [1]
    assert len(campaign_papers.make(house, made.id, campaign_papers.LETTERS, BOOK, NOW).rows) == 1
    for act in (campaign_rows.sort, campaign_rows.finish):
        with pytest.raises(Refusal, match="wil dit niet meer"):
            act(house, rows[stops].id, "nakijken" if act is campaign_rows.sort else "besproken", NOW)


# ── one key each ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ctrl_z_takes_back_nothing_older_than_the_key_of_a_campaign(house: House) -> None:
    client(house)
    _made, rows = listed(house)
    (row,) = rows.values()
    intake.add_person(house, "Iemand", "Anders")
    campaign_rows.sort(house, row.id, campaigns.CHECK, NOW)
    with pytest.raises(Refusal, match="campagne"):
        house.store.undo(house.actor)


def test_an_end_is_written_in_the_file_and_taken_back_with_it(house: House) -> None:
    person = client(house)
    made, rows = listed(house)
    row = rows[person].id
    campaign_rows.finish(house, row, "aangevraagd", NOW)
    (task,) = applications.to_do(house)
    assert (task.state, task.right, task.due) == ("aangevraagd", "huurder", date(2027, 1, 22))
    campaign_rows.finish(house, row, "wil_niet", NOW)  # it was something else
    assert steps(house) == ["aangevraagd", "take_back", "client_wil_niet"]
    campaign_rows.reopen(house, row, NOW)
    assert row_of(house, made.id, person).end is None
    assert applications.to_do(house) == ()
    campaign_rows.sort(house, row, "niet", NOW)
    assert row_of(house, made.id, person).end == "niet_gecontacteerd"
    campaign_rows.sort(house, row, "contacteren", NOW)
    assert row_of(house, made.id, person).end is None
    campaign_rows.finish(house, row, "heeft_al", NOW)
    assert steps(house) == ["aangevraagd", "take_back", "client_wil_niet", "take_back"]
    with house.store.read() as session:  # an act is about the campaign or about the client, for ever apart
        about: dict[int, set[str]] = {}
        for entry in session.scalars(select(Entry).where(Entry.action == campaign_rows.FOLLOW)):
            about.setdefault(entry.act, set()).add(entry.table)
    assert sorted(map(sorted, about.values())) == [["campaign"]] * 3 + [["right_step"]] * 3


def test_no_more_messages_sets_the_stop_switch_and_a_mistake_is_taken_back(house: House) -> None:
    person = client(house)
    made, rows = listed(house)
    campaign_rows.finish(house, rows[person].id, "stop", NOW)
    assert campaign_rows.of_campaign(house, made.id) == ()
    with house.store.read() as session:
        assert session.get_one(Person, person).stopped_on == TODAY
    campaign_rows.reopen(house, rows[person].id, NOW)
    assert len(campaign_rows.of_campaign(house, made.id)) == 1
    unasked = client(house, forbidden_ways=["telefoon", "voicemail", "sms", "mail", "brief", "huisbezoek"])
    made, rows = listed(house)
    with pytest.raises(Refusal, match="mag je niet zelf contacteren"):
        campaign_rows.sort(house, rows[unasked].id, "contacteren", NOW)


# ── paper ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_letters_and_lists_obey_what_each_client_wants(house: House) -> None:
    wishes: Mapping[str, Mapping[str, Any]] = {
        "Alles": {},
        "Postloos": {"forbidden_ways": ["brief"]},
        "Belloos": {"forbidden_ways": ["telefoon"]},
        "Voorzichtig": {"safe_contact": "Enkel na 17 uur."},
        "Adresloos": {"street": None},
        "Ongevraagd": {"forbidden_ways": None},
    }
    for name, known in wishes.items():
        client(house, name, **known)
    made, rows = listed(house)
    codes = {row.person: row.reference for row in rows.values()}
    with house.store.read() as session:
        code = {one.given_name: codes[one.id] for one in session.scalars(select(Person))}
    with pytest.raises(Refusal, match="geen regels meer"):  # a letter without a right is no letter
        campaign_papers.make(house, made.id, campaign_papers.LETTERS, replace(BOOK, rules={}), NOW)
    letters = campaign_papers.make(house, made.id, campaign_papers.LETTERS, BOOK, NOW)
    assert {next(name for name in code if name in text) for text in words(letters)} == {"Alles", "Belloos"}
    called = words(campaign_papers.make(house, made.id, campaign_papers.CALL, BOOK, NOW))[0]
    assert {name for name in code if code[name] in called} == {"Alles", "Postloos", "Voorzichtig", "Adresloos"}
    assert "Let op: Enkel na 17 uur." in called
    assert " Geen post." in called
    visited = words(campaign_papers.make(house, made.id, campaign_papers.VISIT, BOOK, NOW))[0]
    assert {name for name in code if code[name] in visited} == {"Alles", "Postloos", "Belloos", "Voorzichtig"}
    assert "Kerkstraat 5, 3740 Bilzen-Hoeselt" in visited
    for paper in (called, visited):
        assert not [name for name in code if name in paper]
        assert "huurder" not in paper.casefold()

    campaign_papers.written(house, letters, NOW)
    with pytest.raises(Refusal, match="niemand voor wie een brief kan"):
        campaign_papers.make(house, made.id, campaign_papers.LETTERS, BOOK, NOW)
    campaign_rows.write_again(house, letters.rows[0])
    assert campaign_papers.make(house, made.id, campaign_papers.LETTERS, BOOK, NOW).rows == letters.rows[:1]
    with house.store.read() as session:  # each time that addresses were taken is in the journal
        looks = session.scalars(select(Entry.payload).where(Entry.action == campaign_papers.LOOK)).all()
    assert [look for look in looks if look and "brieven: 2" in look]
    assert not any("Alles" in (look or "") for look in looks)


# ── numbers, and the day on which the list goes ──────────────────────────────────────────────────────────────────────────


def test_the_funnel_counts_as_many_as_there_are_and_shows_none_under_five(house: House) -> None:
    people = [client(house) for _ in range(7)]
    _made, rows = listed(house)
    ends = ["aangevraagd"] * 5 + ["heeft_al", "besproken"]
    for person, end in zip(people, ends, strict=True):
        campaign_rows.finish(house, rows[person].id, end, NOW)
    applications.note(house, rows[people[0]].contact, "huurder", "toegekend", NOW + timedelta(days=9))
    (held,) = campaigns.all_of(house, NOW)
    (of_campaign,) = campaigns.how_far(house, held)
    assert of_campaign.counts == (7, 6, 6, 5, 1, 0)
    assert of_campaign.shown == ("7", "6", "6", "5", "< 5", "< 5")
    (of_house,) = [one for one in funnel.of_house(house) if one.right == "huurder"]
    assert of_house.counts == (7, 7, 6, 5, 1, 0)
    assert few.masked({"a": 9, "b": 3, "c": 6}) == {"a": "9", "b": "< 5", "c": "…"}  # 18 - 15 would tell
    assert few.masked({"a": 9, "b": 3, "c": 0}) == {"a": "…", "b": "< 5", "c": "< 5"}  # c would be 3 at most
    assert few.masked({"a": 9, "b": 4, "c": 4}) == {"a": "…", "b": "< 5", "c": "< 5"}  # 17 - 9 would tell
    assert few.masked({"a": 9, "b": 2, "c": 2}) == {"a": "9", "b": "< 5", "c": "< 5"}
    assert few.masked({"a": 10, "b": 0, "c": 0}) == {"a": "…", "b": "< 5", "c": "< 5"}  # 10 would tell that nobody is there
    assert set(few.masked({"a": 4, "b": 4}).values()) == {"…"}
    assert set(few.masked({"a": 4, "b": 0}).values()) == {"< 5"}  # the total is hidden too


def test_on_its_day_the_list_goes_and_only_numbers_remain(house: House) -> None:
    ended, waits = client(house), client(house, facts={"woonsituatie": "private_huur", "leeftijd": 70})
    made, rows = listed(house, replace(WISH, rights=("huurder", "oudere")))
    campaign_rows.finish(house, rows[ended].id, "heeft_al", NOW)
    assert scan.waiting(house, TODAY) == ()
    before = NOW + timedelta(days=89)
    assert [one.erased for one in campaigns.all_of(house, before)] == [None]
    volunteer = replace(house, actor=replace(house.actor, role="vrijwilliger"))  # whoever opens the program
    assert expired.erase_due(volunteer, before + timedelta(days=1)) == 1
    (held,) = campaigns.all_of(house, before + timedelta(days=1))
    assert (held.erased, held.clients) == (UNTIL, 0)
    totals = held.totals or {}
    assert (totals["clients"], totals["ends"]["heeft_al"], totals["ends"][""], totals["triage"]["contacteren"]) == (2, 1, 1, 2)
    assert [one.counts for one in campaigns.how_far(house, held)] == [(2, 1, 0, 0, 0, 0), (1, 1, 0, 0, 0, 0)]
    with house.store.read() as session:
        assert session.scalar(select(func.count()).select_from(CampaignRow)) == 0
        journal = "".join(filter(None, session.scalars(select(Entry.payload).where(Entry.action.startswith("campaign.")))))
        aside = session.scalars(select(Finding.aside).where(Finding.person_id == ended)).all()
        acts = session.scalars(select(Entry.actor).where(Entry.action == ERASE)).all()
    assert not [one for one in (ended, waits) if one.hex in journal.replace("-", "")]
    assert aside == [True]
    assert acts == [None]  # the program itself
    assert [one.person for one in scan.waiting(house, TODAY)] == [waits]  # nothing came of it: it is on the list again
    with pytest.raises(Refusal, match="gewist"):
        campaigns.erase(house, made.id, NOW)
    with pytest.raises(Refusal, match="er niet meer"):
        campaign_rows.finish(house, rows[waits].id, "besproken", NOW)


def test_a_campaign_is_ended_before_its_day(house: House) -> None:
    client(house)
    made, _rows = listed(house)
    campaigns.erase(house, made.id, NOW)
    (held,) = campaigns.all_of(house, NOW)
    assert held.erased == TODAY
    assert campaign_rows.of_campaign(house, made.id) == ()
    assert len(scan.waiting(house, TODAY)) == 1
