"""Referring: whole or not at all, with consent where it is needed, and asked about on the right day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from sociaalhuis.access import users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.catalogue import records
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Consent, Referral, ReferralEvent
from sociaalhuis.db.store import Changed
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.intake import Question
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.referrals import Agreed, Referred
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House, change_setting
from tests.houses import NOW, SignIn

TODAY = date(2026, 11, 23)  # NOW, a Monday
OCMW, CAW, HEALTH = "ocmw-bilzen-hoeselt", "caw-limburg", "kringwinkel"
MEETING = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
SAID_YES = Agreed(("naam", "telefoon"))


def ask(house: House, urgency: str = "gewoon", at: datetime = NOW) -> UUID:
    return intake.register(house, Question("huur", urgency=urgency), at).id


def rows(house: House) -> tuple[int, ...]:
    with house.store.read() as session:
        counts = (session.scalar(select(func.count()).select_from(t)) for t in (Referral, ReferralEvent, Consent))
        return tuple(count or 0 for count in counts)


def seen(house: House, contact: UUID, today: date = TODAY) -> tuple[Referred, ...]:
    with house.store.read() as session:
        return referrals.of_contact(house, session, contact, today)


def following(house: House, today: date) -> list[tuple[str, str, date | None]]:
    with house.store.read() as session:
        return [(r.service, r.state, r.due) for r in referrals.to_follow(house, session, today)]


# giving


def test_one_referral_for_each_service_in_the_order_they_were_chosen(house: House) -> None:
    contact = ask(house)
    given = referrals.give(house, contact, [OCMW, CAW, HEALTH], "self", NOW)
    found = seen(house, contact)
    assert [r.id for r in found] == list(given)
    assert [r.service for r in found] == [OCMW, CAW, HEALTH]
    assert {(r.kind, r.urgency, r.state, r.due) for r in found} == {("self", "gewoon", "given", date(2026, 12, 3))}
    assert all(r.reference and r.service_name for r in found)
    with house.store.read() as session:
        for one in given:
            events = session.scalars(select(ReferralEvent).where(ReferralEvent.referral_id == one)).all()
            first, second = sorted(events, key=lambda e: e.id)
            assert (first.event, first.after) == ("create", None)
            assert (second.event, second.after) == ("hand_over", first.id)
            assert {(e.at, e.user_id) for e in events} == {(NOW, house.actor.id)}


def test_the_same_service_twice_is_one_referral(house: House) -> None:
    contact = ask(house)
    referrals.give(house, contact, [OCMW, OCMW, CAW, OCMW], "self", NOW)
    assert [r.service for r in seen(house, contact)] == [OCMW, CAW]


@pytest.mark.parametrize("kind", referrals.KINDS)
def test_every_kind_can_be_given(house: House, kind: str) -> None:
    contact = ask(house)
    referrals.give(house, contact, [OCMW], kind, NOW, agreed=SAID_YES, appointments={OCMW: MEETING})
    (found,) = seen(house, contact)
    assert (found.kind, found.state) == (kind, "given")
    assert (found.due is None) == (kind == "info")


def test_each_service_has_its_own_appointment(house: House) -> None:
    """A service without an hour on a slip with an appointment: the client goes there by him- or herself."""
    contact = ask(house)
    meetings = {OCMW: MEETING, HEALTH: MEETING + timedelta(days=7)}
    referrals.give(house, contact, [OCMW, CAW, HEALTH], "appointment", NOW, agreed=SAID_YES, appointments=meetings)
    assert [(r.kind, r.due) for r in seen(house, contact)] == [
        ("appointment", date(2026, 11, 25)),
        ("self", date(2026, 12, 3)),
        ("appointment", date(2026, 12, 2)),
    ]
    assert rows(house)[2] == 2  # nothing goes to the service that the client calls


def test_a_draft_goes_with_the_referral_that_it_became(house: House) -> None:
    contact, mine, other = ask(house), new_id(), new_id()
    for draft in (mine, other):
        drafts.keep(house, draft, "referral", {"contact": str(contact)}, NOW)
    with pytest.raises(Refusal):
        referrals.give(house, contact, [], "self", NOW, draft=mine)
    assert {one.id for one in drafts.mine(house)} == {mine, other}
    referrals.give(house, contact, [OCMW], "self", NOW, draft=mine)
    assert [one.id for one in drafts.mine(house)] == [other]


def test_listeners_hear_of_the_whole_referral_once(house: House) -> None:
    contact, told = ask(house), list[Changed]()
    house.store.listen(told.append)
    referrals.give(house, contact, [OCMW, CAW], "warm", NOW, agreed=SAID_YES)
    (changed,) = told
    assert {table: len(ids) for table, ids in changed.rows.items()} == {"referral": 2, "referral_event": 4, "consent": 2}


# refusals: nothing half done


def stop(house: House, slug: str) -> None:
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        session.scalars(select(tables.Service).where(tables.Service.slug == slug)).one().stopped = TODAY


@pytest.mark.parametrize(
    ("services", "kind", "what", "now"),
    [
        ([OCMW, CAW, "bestaat-niet"], "self", "“bestaat-niet” staat niet in de catalogus", "Kies een dienst uit de lijst"),
        (["x" * 500], "self", "staat niet in de catalogus", "Kies een dienst"),
        ([], "self", "geen dienst gekozen", "Kies naar wie"),
        ([OCMW, CAW, HEALTH, "caw-onthaal"], "self", "Meer dan drie", "hoogstens drie"),
        ([OCMW], "brieven", "De soort “brieven” bestaat niet", "info, self, warm, appointment, internal"),
        ([OCMW], "appointment", "een dag en een uur", "zelf contact"),
        ([OCMW], "warm", "als de cliënt akkoord gaat", "Noteer wat je mag doorgeven"),
        ([OCMW], "internal", "als de cliënt akkoord gaat", "zelf contact"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    house: House, services: list[str], kind: str, what: str, now: str
) -> None:
    contact, told = ask(house), list[Changed]()
    house.store.listen(told.append)
    with pytest.raises(Refusal) as refused:
        referrals.give(house, contact, services, kind, NOW)
    assert what in refused.value.what
    assert now in refused.value.now
    assert len(refused.value.what) < 130
    assert rows(house) == (0, 0, 0)
    assert told == []


def test_a_service_that_stopped_is_not_given(house: House) -> None:
    contact = ask(house)
    referrals.give(house, contact, [CAW], "self", NOW)
    stop(house, CAW)
    with pytest.raises(Refusal, match="staat niet in de catalogus"):
        referrals.give(house, contact, [OCMW, CAW], "self", NOW)
    assert [r.service for r in seen(house, contact)] == [CAW]  # what was given before stays
    with house.store.read() as session:
        assert set(records.ids(session, [OCMW, CAW])) == {OCMW}


def test_who_came_in_with_the_recovery_code_is_asked_for_a_name_first(sign_in: SignIn, template: tuple[Path, str]) -> None:
    house = sign_in("onthaal")
    contact = ask(house)
    house.close()
    recovered = users.sign_in(house.place, template[1], clock=lambda: NOW)
    with pytest.raises(Refusal) as refused:
        referrals.give(recovered, contact, [OCMW], "self", NOW)
    assert "users add" in refused.value.now
    assert rows(recovered) == (0, 0, 0)
    recovered.close()


@pytest.mark.parametrize("role", ["vrijwilliger", "rapport_lezer", "beheerder"])
def test_only_who_may_refers(sign_in: SignIn, role: str) -> None:
    contact = ask(sign_in("onthaal"))
    house = sign_in(role)
    with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
        referrals.give(house, contact, [OCMW], "self", NOW)
    assert rows(house) == (0, 0, 0)


# consent


@pytest.mark.parametrize("kind", ["warm", "internal"])
@pytest.mark.parametrize("agreed", [Agreed(), Agreed(without_reason=""), Agreed(without_reason="  \n")])
def test_an_empty_consent_is_none(house: House, kind: str, agreed: Agreed) -> None:
    contact = ask(house)
    with pytest.raises(Refusal, match="akkoord"):
        referrals.give(house, contact, [OCMW], kind, NOW, agreed=agreed)
    assert rows(house) == (0, 0, 0)


@pytest.mark.parametrize(
    ("agreed", "given"),
    [(SAID_YES, True), (Agreed(("naam",), "phone"), True), (Agreed(without_reason="kind in gevaar"), False)],
)
def test_consent_is_kept_for_each_service_apart(house: House, agreed: Agreed, given: bool) -> None:
    contact = ask(house)
    made = referrals.give(house, contact, [OCMW, CAW], "warm", NOW, agreed=agreed)
    with house.store.read() as session:
        kept = {c.referral_id: c for c in session.scalars(select(Consent))}
    assert set(kept) == set(made)
    for one in kept.values():
        assert (one.given, tuple(one.elements), one.method) == (given, agreed.elements, agreed.method)
        assert (one.without_reason, one.at, one.user_id, one.withdrawn) == (agreed.without_reason, NOW, house.actor.id, None)


def test_what_is_passed_on_without_consent_is_kept_as_such(house: House) -> None:
    contact = ask(house)
    agreed = Agreed(("naam",), "none", "kind in gevaar")
    referrals.give(house, contact, [OCMW], "warm", NOW, agreed=agreed)
    with house.store.read() as session:
        (kept,) = session.scalars(select(Consent))
    assert (kept.given, kept.elements, kept.method, kept.without_reason) == (False, ["naam"], "none", "kind in gevaar")


def test_a_slip_without_a_name_needs_no_consent(house: House) -> None:
    contact = ask(house)
    for kind in ("info", "self"):
        referrals.give(house, contact, [OCMW], kind, NOW)
    assert rows(house) == (2, 4, 0)


# when the desk asks


def test_the_opvolglijst_has_what_is_due_longest_waiting_first(house: House) -> None:
    first, second, third = (ask(house, urgency) for urgency in ("gewoon", "deze_week", "vandaag"))
    referrals.give(house, first, [OCMW], "self", NOW)
    referrals.give(house, second, [CAW], "self", NOW)
    referrals.give(house, third, [HEALTH], "warm", NOW, agreed=SAID_YES)
    referrals.give(house, third, [OCMW], "info", NOW)
    today, soon, later = (HEALTH, "given", TODAY), (CAW, "given", date(2026, 11, 25)), (OCMW, "given", date(2026, 12, 3))
    assert following(house, TODAY - timedelta(days=1)) == []
    assert following(house, TODAY) == [today]
    assert following(house, date(2026, 11, 24)) == [today]
    assert following(house, date(2026, 11, 25)) == [today, soon]
    assert following(house, date(2026, 12, 2)) == [today, soon]
    assert following(house, date(2026, 12, 3)) == [today, soon, later]
    assert following(house, date(2026, 12, 23)) == [today, soon, later]
    assert following(house, date(2026, 12, 24)) == []  # 31 days of silence: outcome unknown
    assert {r.state for c in (first, second) for r in seen(house, c, date(2026, 12, 24))} == {"lapsed"}


def test_what_is_due_on_one_day_stands_in_the_order_of_the_codes(house: House) -> None:
    contacts = [intake.register(house, Question("huur"), NOW) for _ in range(6)]
    for noted in contacts:
        referrals.give(house, noted.id, [OCMW], "self", NOW)
    with house.store.read() as session:
        codes = [r.reference for r in referrals.to_follow(house, session, date(2026, 12, 3))]
    assert codes == sorted(noted.reference for noted in contacts)


def test_the_day_of_giving_is_the_day_at_the_desk(house: House) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # the 24th at the desk
    contact = ask(house, at=late)
    referrals.give(house, contact, [OCMW], "warm", late, agreed=SAID_YES)
    assert [r.due for r in seen(house, contact)] == [date(2026, 11, 26)]


def test_an_appointment_far_ahead_is_still_asked_about(house: House) -> None:
    meeting = datetime(2027, 1, 21, 23, 30, tzinfo=UTC)  # the 22nd at the desk, sixty days on
    contact = ask(house)
    referrals.give(house, contact, [OCMW], "appointment", NOW, appointments={OCMW: meeting})
    assert following(house, date(2027, 1, 24)) == []
    assert following(house, date(2027, 1, 25)) == [(OCMW, "given", date(2027, 1, 25))]
    assert following(house, date(2027, 2, 22)) == []


def test_the_settings_of_the_house_move_the_dates(sign_in: SignIn) -> None:
    keeper = sign_in("beheerder")
    change_setting(keeper, "followup.warm_days", 4)
    change_setting(keeper, "followup.lapse_days", 7)
    change_setting(keeper, "calendar.closing_days", ["2026-11-24", "2026-11-27"])
    house = sign_in("onthaal")
    contact = ask(house)
    referrals.give(house, contact, [OCMW], "warm", NOW, agreed=SAID_YES)
    assert [(r.state, r.due) for r in seen(house, contact)] == [("given", date(2026, 12, 1))]  # past two closing days
    assert [r.state for r in seen(house, contact, date(2026, 12, 8))] == ["given"]  # a week after the desk asked
    assert [(r.state, r.due) for r in seen(house, contact, date(2026, 12, 9))] == [("lapsed", None)]
    assert referrals.clocks(house).self_days == 10
    assert not referrals.workdays(house).is_open(date(2026, 11, 24))


def test_every_clock_is_read_from_its_own_setting(sign_in: SignIn) -> None:
    keeper = sign_in("beheerder")
    names = ("urgent_days", "internal_days", "warm_days", "self_days", "lapse_days", "waiting_days")
    for n, name in enumerate(names, 11):
        change_setting(keeper, f"followup.{name}", n)
    ticking = referrals.clocks(sign_in("onthaal"))
    assert (ticking.urgent_workdays, ticking.internal_workdays, ticking.warm_workdays) == (11, 12, 13)
    assert (ticking.self_days, ticking.lapse_days, ticking.waiting_days) == (14, 15, 16)


def test_of_contact_shows_only_its_own(house: House) -> None:
    one, other = ask(house), ask(house)
    referrals.give(house, one, [OCMW], "self", NOW)
    referrals.give(house, other, [CAW], "info", NOW)
    assert [(r.service, r.due) for r in seen(house, other)] == [(CAW, None)]
    assert seen(house, ask(house)) == ()
