"""Checking, editing, asking: two acts apart, a list in the right order, answers that become proposals, a history that tells."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter
from sqlalchemy import select

from sociaalhuis.catalogue import freshness, starter
from sociaalhuis.catalogue.freshness import GROUPS, Intervals
from sociaalhuis.catalogue.service import Phone, Service, ServiceArea
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Service as ServiceRow
from sociaalhuis.db.imports import ImportRun, LocalNote, Proposal
from sociaalhuis.desk import intake
from sociaalhuis.desk.catalogue import actors, checking, editing, history, organizations, proposals, voices
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal, Told
from sociaalhuis.exchange import form_answers
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

TODAY = NOW.date()
ONE = "huurdersbond-limburg"
CALLED = "tele-onthaal"


def record(house: House, slug: str = ONE) -> Service:
    from sociaalhuis.catalogue import records

    with house.store.read() as session:
        return records.everything(session, secret=True)[slug]


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 900) | st.none(), st.booleans()), min_size=1, max_size=60
    )
)
def test_first_without_contact_then_reported_then_the_most_used_then_use_times_age(
    rows: list[tuple[bool, int, int | None, bool]],
) -> None:
    services, uses, reports = [], {}, {}
    for i, (contact, used, days, reported) in enumerate(rows):
        checked = None if days is None else TODAY - timedelta(days=days)
        phones = (Phone("1813"),) if contact else ()
        services.append(Service(f"s{i}", "H", "N", "", ServiceArea("flanders"), phones=phones, assured_date=checked))
        uses[f"s{i}"] = used
        reports[f"s{i}"] = ["nummer"] if reported else []
    found = freshness.order(services, uses, reports, Intervals(), TODAY)
    assert sorted(one.service.id for one in found) == sorted(one.id for one in services)
    assert [GROUPS.index(one.group) for one in found] == sorted(GROUPS.index(one.group) for one in found)
    for one in found:
        if not one.service.phones:
            assert one.group == freshness.NO_CONTACT
        elif one.reports:
            assert one.group == freshness.REPORTED
        elif one.rank and one.days > freshness.TOP_DAYS:
            assert one.group == freshness.MOST_USED
        else:
            assert (one.group == freshness.DUE) == (one.days > 6 * 30.4)
    assert sum(one.rank is not None for one in found) == min(freshness.TOP, sum(used > 0 for used in uses.values()))
    assert freshness.top_fresh(found)[0] <= freshness.top_fresh(found)[1]


def test_the_interval_is_of_the_kind_and_a_month_counts_from_its_last_day() -> None:
    one = Service("s", "H", "N", "", ServiceArea("flanders"), phones=(Phone("1813"),), assured_date=TODAY - timedelta(days=200))
    groups = [freshness.order([replace(one, kind=kind)], {}, {}, Intervals(), TODAY)[0].group for kind in (None, "product")]
    assert groups == [freshness.DUE, freshness.FRESH]
    assert freshness.days_since(date(2026, 11, 1), "month", TODAY) == 0
    assert freshness.days_since(date(2026, 9, 1), "month", TODAY) == 54
    assert freshness.days_since(None, None, TODAY) == freshness.NEVER


def test_a_report_leads_to_the_list_a_check_ends_it_and_an_edit_does_not(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, [CALLED], "self", NOW)
    for _ in range(2):
        checking.report(house, CALLED, "nummer 106 klopt niet", NOW)
    with pytest.raises(Refusal, match="naam"):
        checking.report(house, CALLED, "Mevrouw Peeters zegt dat het niet klopt", NOW)
    first = next(one for one in checking.round_(house, NOW).items if one.service.id == CALLED)
    assert (first.group, first.uses, first.rank, first.reports) == (
        freshness.REPORTED,
        1,
        1,
        ("nummer 106 klopt niet",),
    )
    before = record(house, CALLED)
    changed = editing.change(house, CALLED, {**editing.begin(house, CALLED).fields, "phones": "011 11 22 33 (onthaal); 1813"})
    assert changed == ["phones"]
    after = record(house, CALLED)
    assert after == replace(before, phones=(Phone("011 11 22 33", "onthaal"), Phone("1813")))
    assert next(one for one in checking.round_(house, NOW).items if one.service.id == CALLED).group == freshness.REPORTED
    checking.verify(house, CALLED, "telefoon", "Els aan het onthaal", NOW)
    verified = next(one for one in checking.round_(house, NOW).items if one.service.id == CALLED)
    assert (verified.group, verified.days, verified.reports) == (freshness.FRESH, 0, ())
    told = [(one.what, one.before, one.after) for one in history.of(house, CALLED)]
    assert {what for what, _, _ in told} >= {
        "nagekeken aan de telefoon, met Els aan het onthaal",
        "gemeld: nummer 106 klopt niet (afgehandeld)",
    }
    assert ("Telefoon: fiche aanpassen", before.phones[0].number, "011 11 22 33") in told
    assert ("Telefoon: fiche aanpassen", "", "1813") in told
    said = actors.suggestion(house, CALLED)
    assert f"nu “{before.phones[0].number}”, juist is “011 11 22 33; 1813”" in said
    house.store.undo(house.actor)
    assert next(one for one in checking.round_(house, NOW).items if one.service.id == CALLED).group == freshness.REPORTED
    house.store.undo(house.actor)
    assert record(house, CALLED) == before
    assert actors.suggestion(house, ONE) == ""


def test_what_a_field_cannot_hold_is_refused_with_the_next_step_and_hours_are_read_back(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    for bad in (
        {"name": " "},
        {"phones": "bel maar"},
        {"email": "huis"},
        {"url": "huis"},
        {"domains": "wonen, iets"},
        {"description": "x" * 4001},
        {"slug": "x"},
        {"confidentiality": "open"},
    ):
        with pytest.raises(Refusal):
            editing.change(house, ONE, bad)
    assert (
        editing.change(house, ONE, {"domains": "wonen, Financiën en schulden", "url": "www.huur.be", "fees": ""})
        == [
            "domains",
            "url",
        ]
        or record(house).url == "https://www.huur.be"
    )
    assert record(house).domains == ("wonen", "financien")
    assert editing.hours("ma-vr 9-12, wo ook 13-16") == ("ma-vr 9-12 uur; wo ook 13-16 uur", True)
    assert editing.hours("als de zon schijnt")[1] is False
    editing.change(house, ONE, {"confidentiality": "intern"})
    assert record(house).for_professionals
    editing.change(house, ONE, {"confidentiality": "geheim"})
    assert all(one.service.id != ONE for one in checking.round_(house, NOW).items)
    with house.store.read() as session:
        assert session.scalars(select(ServiceRow).where(ServiceRow.slug == ONE)).one().confidentiality == "geheim"


def test_a_form_goes_out_comes_back_and_is_decided_on_field_by_field(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    before = record(house)
    subject, eml = actors.message(house, ONE, TODAY)
    message = message_from_bytes(eml)
    assert message["Subject"] == subject
    (form,) = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "application/pdf"]
    assert isinstance(form, bytes)
    with pytest.raises(Refusal):
        actors.read_back(form)
    writer = PdfWriter(clone_from=BytesIO(form))
    filled = {
        "uren": "ma-do 9-12 uur",
        "telefoon": "011 11 22 33",
        "wachttijd": "zes weken",
        "groep_ouderen_65": "/Yes",
        "noden": "Meer betaalbare woningen.",
        "ingevuld_door": "Els, onthaal",
    }
    for page in writer.pages:
        writer.update_page_form_field_values(page, filled, auto_regenerate=False)
    file = BytesIO()
    writer.write(file)
    slug, answers = actors.read_back(file.getvalue())
    assert slug == ONE
    same = {name: filled[name] for name in ("uren", "telefoon", "wachttijd", "noden", "ingevuld_door")}
    assert answers == {**same, "doelgroepen": "65-plussers"}
    assert actors.keep(house, slug, answers, NOW, "antwoord.pdf") == 4
    assert record(house) == before  # nothing changed by itself
    waiting = {one.field: one for one in proposals.waiting(house, ONE)}
    assert set(waiting) == {"opening_hours", "phones", "waiting_time", "target_group_tags"}
    assert waiting["target_group_tags"].there == "65-plussers"
    for field in ("opening_hours", "phones", "waiting_time"):
        proposals.settle(house, waiting[field].id, take=True, now=NOW)
    proposals.settle(house, waiting["target_group_tags"].id, take=False, now=NOW)
    after = record(house)
    assert (after.opening_hours, after.phones) == ("ma-do 9-12 uur", (Phone("011 11 22 33"),))
    assert after.target_group_tags == before.target_group_tags
    assert after.assured_date == before.assured_date
    with house.store.read() as session:
        assert session.scalars(select(LocalNote.waiting_time)).all() == ["zes weken"]
    assert proposals.count(house) == 0
    with pytest.raises(Refusal, match="beslist"):
        proposals.settle(house, waiting["phones"].id, take=True, now=NOW)
    (told,) = voices.heard(house)
    assert (told.question, told.words) == ("Welke noden ziet u bij uw cliënten?", "Meer betaalbare woningen.")
    actors.keep(
        house, ONE, {"noden": "Meer woningen.", "knelpunten": "Wie geen wagen heeft, raakt er niet."}, NOW + timedelta(days=1)
    )
    assert [one.words for one in voices.heard(house)] == ["Meer woningen.", "Wie geen wagen heeft, raakt er niet."], "the last"
    sheet = load_workbook(BytesIO(voices.book(house))).active
    assert sheet is not None
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == [one.words for one in voices.heard(house)]
    assert "Els" not in str(list(sheet.iter_rows(values_only=True))), "nobody who filled it in"
    with house.store.read() as session:
        other = session.scalars(select(ServiceRow.organization_id).where(ServiceRow.slug != ONE)).first()
    assert voices.heard(house, other) == []
    for bad in ({}, {"telefoon": "bel"}, {"noden": "Mevrouw Peeters wacht."}, {"aanbod": "x" * 2001}):
        with pytest.raises(Refusal):
            actors.keep(house, ONE, bad, NOW)
    counted = actors.calls(house, checking.round_(house, NOW).items, NOW)
    assert "Geen nummer" not in " ".join(counted.text)


@pytest.mark.parametrize(
    ("field", "there", "seen"),
    [
        ("organization", "Nieuwe Bond", "Nieuwe Bond"),
        ("addresses", [{"address_1": "Kerkplein 1", "postal_code": "3740", "city": "Bilzen"}], "Kerkplein 1, 3740 Bilzen"),
        ("assured_date", "2026-11-01", "2026-11-01"),
        ("archived", True, ""),
    ],
)
def test_every_kind_of_proposal_of_a_source_can_be_taken_and_taken_back(
    sign_in: SignIn, field: str, there: Any, seen: str
) -> None:
    house = sign_in("coordinator")
    before = record(house)
    with house.store.write(house.actor, "catalogue.import") as session:
        row = session.scalars(select(ServiceRow).where(ServiceRow.slug == ONE)).one()
        run = ImportRun(id=new_id(), at=NOW, source="Kaart", format="hsds", file="x", sha256="", counts={}, quarantine=[])
        session.add(run)
        session.flush()
        session.add(Proposal(service_id=row.id, run_id=run.id, field=field, value={"here": None, "there": there}, state="open"))
    (one,) = proposals.waiting(house)
    proposals.settle(house, one.id, take=True, now=NOW)
    if field == "archived":
        with pytest.raises(KeyError):
            record(house)
    else:
        after = record(house)
        places = [f"{a.address_1}, {a.postal_code} {a.city}" for a in after.addresses]
        assert seen in (after.organization, str(after.assured_date), *places)
    house.store.undo(house.actor)
    assert record(house) == before
    assert proposals.count(house) == 1


@settings(max_examples=25)
@given(st.binary(max_size=200), st.integers(0, 40_000))
def test_any_bytes_are_read_or_refused(noise: bytes, at: int) -> None:
    form = _form()
    for file in (noise, b"%PDF" + noise, form[:at], form[:at] + noise + form[at + len(noise) :]):
        with suppress(Told):
            form_answers.read(file)


def test_a_letter_on_paper_has_the_address_the_record_and_the_form(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    where = next(one for one in records_with_address(house) if one.addresses[0].address_1)
    actor = organizations.of_service(house, where.id)
    organizations.note_person(house, actor, organizations.Person("Els Voorbeeld", phone="011 22 33 44"), NOW)
    made = PdfReader(BytesIO(actors.letter(house, where.id, TODAY).pdf))
    first = made.pages[0].extract_text()
    for said in (
        where.organization,
        "t.a.v. Els Voorbeeld",
        where.addresses[0].city,
        "Beste Els Voorbeeld,",
        "14 december 2026",
    ):
        assert said in " ".join(first.split()), said
    assert where.phones[0].number in first
    fields = made.get_fields() or {}
    assert fields["fiche"]["/V"] == where.id
    assert {"uren", "telefoon", "wachttijd", "knelpunten"} <= set(fields)
    lost = next(one for one in everything(house).values() if not one.addresses)
    with pytest.raises(Refusal, match="geen postadres"):
        actors.letter(house, lost.id, TODAY)


def everything(house: House) -> Mapping[str, Service]:
    from sociaalhuis.catalogue import records

    with house.store.read() as session:
        return records.everything(session)


def records_with_address(house: House) -> list[Service]:
    return [one for one in everything(house).values() if one.addresses and one.phones and not one.addresses[0].confidential]


def _form() -> bytes:
    from sociaalhuis.printing import questionnaire

    asked = (questionnaire.Asked("uren", "Wanneer?", 1),)
    made = questionnaire.Form("x", "X", "Y", "Huis", "Aan ons.", TODAY, TODAY, asked, {"ouderen_65": "65-plussers"})
    return questionnaire.render(made).pdf


def test_the_starter_has_records_that_must_be_checked_first() -> None:
    found = freshness.order(starter.services().values(), {}, {}, Intervals(), TODAY)
    assert found[0].group == freshness.NO_CONTACT
    assert {one.group for one in found} <= set(freshness.GROUPS)
