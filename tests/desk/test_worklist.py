"""De opvolglijst: one order for all, decisions that do not get lost, and when it is quiet."""

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from sociaalhuis import settings
from sociaalhuis.db.desk import Referral, UnmetNeed
from sociaalhuis.db.following import VerificationTask
from sociaalhuis.desk import intake
from sociaalhuis.desk.followup import followup, loop, worklist
from sociaalhuis.desk.referral import referrals, standing
from sociaalhuis.desk.referral.lifecycle import Clocks
from sociaalhuis.desk.referral.outcomes import OUTCOMES, Details
from sociaalhuis.desk.referral.standing import Referred
from sociaalhuis.desk.workdays import Workdays
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House, change_setting, reread
from tests.houses import NOW, SignIn

MONDAY = date(2026, 11, 23)
OCMW, VDAB, CAW = "ocmw-bilzen-hoeselt", "vdab", "caw-limburg"


def referred(name: str, due: int | None, **other: object) -> Referred:
    """A referral that is due so many days from Monday."""
    day = None if due is None else MONDAY + timedelta(days=due)
    plain = Referred(UUID(int=1), UUID(int=2), name, "x", "X", "self", "gewoon", "given", day, 0, MONDAY - timedelta(days=10))
    return replace(plain, **other)  # type: ignore[arg-type]  # fields by name


# name, days, what else → the group and what is to be done
CASES = [
    ("danger", 0, {"urgency": "vandaag", "kind": "warm"}, ("danger", "danger")),
    ("danger late", -1, {"urgency": "noodgeval"}, ("danger", "danger")),
    ("meeting", -1, {"kind": "appointment"}, ("late", "appointment")),
    ("meeting told", -1, {"state": "accepted", "expected": MONDAY}, ("late", "appointment")),
    ("silent", -5, {"kind": "warm"}, ("late", "partner_silent")),
    ("asked", -1, {"kind": "internal"}, ("late", "partner")),
    ("client", -1, {}, ("late", "client")),
    ("papers", -1, {"state": "needs_input"}, ("late", "documents")),
    ("list", -1, {"state": "waiting"}, ("late", "waiting")),
    ("nobody to call", -1, {"anonymous": True}, ("late", "visit")),
    ("do not call", -1, {"may_call": False}, ("late", "visit")),
    ("today", 0, {}, ("today", "client")),
    ("step", None, {"state": "refused", "next_step": "CAW", "expected": MONDAY}, ("today", "next_step")),
    ("two ends", None, {"state": "done", "disputed": True}, ("decide", "disputed")),
    ("three tries", 5, {"tries": 3}, ("decide", "not_reached")),
    ("back", None, {"state": "failed", "reasons": ("dropped_out",), "ended": MONDAY}, ("decide", "dropped_out")),
    ("no place", None, {"state": "refused", "reasons": ("no_capacity",), "ended": MONDAY}, ("decide", "in_vain")),
    ("not met", None, {"state": "done", "need_met": "not_met", "ended": MONDAY}, ("decide", "in_vain")),
    ("week", 7, {}, ("week", "client")),
    ("later", 8, {}, ("later", "client")),
]
NOTHING = [
    ("stopped", -3, {"stopped": True}),
    ("stopped undecided", None, {"state": "refused", "stopped": True, "ended": MONDAY}),
    ("told", -3, {"kind": "info"}),
    ("mistake", None, {"state": "error", "disputed": True}),
    ("helped", None, {"state": "done", "need_met": "partly", "ended": MONDAY}),
    ("content", None, {"state": "withdrawn", "reasons": ("solved_otherwise",), "ended": MONDAY}),
    ("tried again", None, {"state": "refused", "reasons": ("no_capacity",), "ended": MONDAY, "again": True}),
    ("long ago", None, {"state": "refused", "reasons": ("no_capacity",), "ended": MONDAY - timedelta(days=61)}),
    ("not due", None, {}),
]


def test_everything_has_its_place_in_one_order() -> None:
    found = [referred(name, due, **other) for name, due, other, _ in reversed(CASES)]  # type: ignore[arg-type]  # by name
    found += [referred(name, due, **other) for name, due, other in NOTHING]  # type: ignore[arg-type]  # by name
    shown = worklist.tasks(found, MONDAY, Clocks(), Workdays())
    assert {task.one.reference: (task.group, task.what) for task in shown} == {case[0]: case[3] for case in CASES}
    order = [task.one.reference for task in shown]
    assert order.index("danger late") == 0
    same = {"nobody to call", "do not call"}, {"meeting", "meeting told"}, {"danger", "danger late"}, {"no place", "not met"}
    expected = [name for name, *_ in CASES]
    for alike in same:  # equal in rank: by day, then by code
        expected = [sorted(alike)[0] if name in alike else name for name in expected]
        order = [sorted(alike)[0] if name in alike else name for name in order]
    assert order == expected


def test_the_clocks_decide_and_near_silence_is_said() -> None:
    silent = referred("a", -1, kind="warm", lapses=MONDAY + timedelta(days=7))
    (task,) = worklist.tasks([silent], MONDAY, Clocks(warm_grace_workdays=0), Workdays())
    assert (task.what, task.lapses) == ("partner_silent", MONDAY + timedelta(days=7))
    far = replace(silent, lapses=MONDAY + timedelta(days=8), tries=3)
    (task,) = worklist.tasks([far], MONDAY, Clocks(tries=4), Workdays())
    assert (task.what, task.lapses) == ("partner", None)


# in a house


def given(house: House, *services: str, person: UUID | None = None, kind: str = "self", **more: str) -> UUID:
    asked = intake.Question("huur", domains=("wonen",), municipality="73110", person=person)
    return referrals.give(house, intake.register(house, asked, NOW).id, services or (OCMW,), kind, NOW, **more)[0]  # type: ignore[arg-type]  # fallback


def on_list(house: House, day: date = MONDAY) -> dict[UUID, str]:
    return {task.one.id: task.what for task in worklist.whole(house, day)}


def look(house: House, referral: UUID, day: date = MONDAY) -> Referred:
    with house.store.read() as session:
        return standing.one(house, session, referral, day)


def test_no_unhappy_end_without_a_reason_of_the_right_side(house: House) -> None:
    referral = given(house)
    for key, wrong in (
        ("refused", Details()),
        ("refused", Details(("changed_mind",))),
        ("refused", Details(("other",))),
        ("refused", Details(("no_show",), by="client")),
        ("withdrawn", Details()),
        ("failed", Details()),
        ("documents", Details()),
        ("failed", Details(("not_reached",))),
        ("withdrawn", Details(("zin",))),
    ):
        with pytest.raises(Refusal):
            followup.note(house, referral, key, NOW, wrong)
    assert look(house, referral).state == "given"
    why = Details(("no_capacity", "language"), by="service", words="pas in juni", contacted=True, explained_again=False)
    followup.note(house, referral, "refused", NOW, why, way="dienst")
    with house.store.read() as session:
        event = session.get_one(Referral, referral).events[-1]
        assert (event.by, event.reasons, event.words) == ("service", ["no_capacity", "language"], "pas in juni")
        assert (event.contacted, event.explained_again, event.known_from) == (True, False, "partner")
    assert followup.known(house, referral).heard[-1][1] == (
        "dienst weigert · geen plaats of wachtlijst, kan niet in deze taal · “pas in juni”"
    )
    assert look(house, referral).reasons == ("no_capacity", "language")


def test_not_reached_takes_three_half_days(house: House) -> None:
    referral = given(house)
    for number, moment in enumerate((NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=4), NOW + timedelta(days=1)), 1):
        with pytest.raises(Refusal, match="van de 3"):
            followup.note(house, referral, "failed", NOW, Details(("not_reached",)))
        followup.note(house, referral, "not_reached", moment)
        assert look(house, referral).tries == (1, 1, 2, 3)[number - 1]
    followup.note(house, referral, "later", NOW + timedelta(days=2))  # that is no try
    assert on_list(house)[referral] == "not_reached"
    followup.note(house, referral, "failed", NOW + timedelta(days=2), Details(("not_reached",)))
    assert on_list(house) == {}
    assert not look(house, referral).outcome_known


def test_wrong_information_opens_a_task_on_the_record_and_goes_back_with_it(house: House) -> None:
    referral = given(house)
    followup.note(house, referral, "refused", NOW, Details(("wrong_information", "stopped", "language")))
    with house.store.read() as session:
        rows = session.scalars(select(VerificationTask)).all()
        service = session.get_one(Referral, referral).service_id
    assert {(one.service_id, one.referral_id, one.reason, one.done) for one in rows} == {
        (service, referral, "wrong_information", None),
        (service, referral, "stopped", None),
    }
    house.store.undo(house.actor)
    with house.store.read() as session:
        assert session.scalars(select(VerificationTask)).all() == []


def test_who_drops_out_comes_back_and_the_new_try_knows_its_parent(house: House) -> None:
    referral = given(house, fallback=" CAW\n woonhulp ")
    followup.note(house, referral, "started", NOW)
    assert on_list(house) == {referral: "active"}
    followup.note(house, referral, "dropped_out", NOW)
    assert on_list(house) == {referral: "dropped_out"}
    followup.note(house, referral, "later", NOW)
    (task,) = worklist.whole(house, MONDAY)
    assert (task.group, task.what, task.day) == ("later", "dropped_out", date(2026, 12, 3))
    assert worklist.whole(house, date(2026, 12, 3))[0].group == "decide"
    one = look(house, referral)
    assert (one.fallback, one.state) == ("CAW woonhulp", "failed")
    (again,) = referrals.give(house, one.contact, [CAW], "self", NOW)
    with house.store.read() as session:
        assert session.get_one(Referral, again).parent_id == referral
    assert on_list(house) == {again: "visit"}  # anonymous: nobody to call
    (other,) = referrals.give(house, one.contact, [VDAB], "self", NOW)  # not in vain any more: a referral of its own
    with house.store.read() as session:
        assert session.get_one(Referral, other).parent_id is None


def test_a_next_step_comes_back_on_its_day(house: House) -> None:
    referral = given(house)
    step = Details(("no_capacity",), next_step="wachtlijst CAW bellen", day=MONDAY + timedelta(days=9))
    followup.note(house, referral, "refused", NOW, step)
    (task,) = worklist.whole(house, MONDAY)
    assert (task.group, task.what, task.one.next_step) == ("later", "next_step", "wachtlijst CAW bellen")
    (task,) = worklist.whole(house, MONDAY + timedelta(days=9))
    assert task.group == "today"
    followup.stop(house, referral, "settled", NOW)
    assert on_list(house) == {}
    with pytest.raises(Refusal, match="te lang"):
        given(house, fallback="x" * 201)


def test_stopping_is_for_one_referral_or_for_a_client_and_has_a_reason(house: House) -> None:
    person = intake.add_person(house, "An", "Proef")
    one, other, alone = given(house, person=person), given(house, VDAB, person=person), given(house)
    for reason, words in (("", ""), ("zomaar", ""), ("other", " ")):
        with pytest.raises(Refusal, match="Waarom stop je"):
            followup.stop(house, one, reason, NOW, words)
    with pytest.raises(Refusal, match="anoniem"):
        followup.stop(house, alone, "client_asks", NOW, person=True)
    followup.stop(house, one, "client_asks", NOW)
    assert set(on_list(house)) == {other, alone}
    followup.follow_again(house, one, NOW)
    followup.stop(house, one, "other", NOW, "familie volgt op", person=True)
    assert set(on_list(house)) == {alone}
    assert [ref.id for ref in referrals.worklist(house, MONDAY)] == [alone]
    followup.follow_again(house, other, NOW)
    assert set(on_list(house)) == {one, other, alone}
    with pytest.raises(Refusal, match="al opgevolgd"):
        followup.follow_again(house, alone, NOW)


def test_nothing_suitable_counts_as_an_unmet_need(house: House) -> None:
    tried = given(house, CAW)
    followup.note(house, tried, "withdrawn", NOW, Details(("too_far",)))
    followup.stop(house, tried, "no_suitable_service", NOW)
    with house.store.read() as session:
        assert [(one.domain, one.municipality) for one in session.scalars(select(UnmetNeed))] == [("wonen", "73110")]


def test_only_who_leads_opens_again_and_only_who_made_it_says_it_was_wrong(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    done, mistake = given(house), given(house, VDAB)
    followup.note(house, done, "helped", NOW)
    with pytest.raises(Refusal, match="rol"):
        followup.reopen(house, done, "toch niet", NOW)
    followup.mark_wrong(house, mistake, "andere cliënt", NOW)
    assert look(house, mistake).state == "error"
    with pytest.raises(Refusal, match="zelf maakte"):
        followup.mark_wrong(house, done, "andere cliënt", NOW + timedelta(days=1))
    lead = sign_in("coordinator")
    with pytest.raises(Refusal, match="Waarom heropen je"):
        followup.reopen(lead, done, " ", NOW)
    followup.reopen(lead, done, "de hulp is gestopt", NOW)
    assert look(lead, done).state == "given"
    followup.mark_wrong(lead, done, "dubbel", NOW + timedelta(days=1))
    assert [look(lead, one, MONDAY + timedelta(days=1)).state for one in (mistake, done)] == ["error", "error"]
    assert loop.month(lead, MONDAY).helped.all == 0


def test_a_lapsed_referral_takes_a_late_answer(house: House) -> None:
    referral, late = given(house), NOW + timedelta(days=60)
    assert look(house, referral, late.date()).state == "lapsed"
    assert on_list(house, late.date()) == {}
    followup.note(house, referral, "helped", late)
    assert look(house, referral, late.date()).state == "done"


def test_every_outcome_has_a_key_of_its_own() -> None:
    keys = [one.key for one in OUTCOMES.values()]
    assert len(set(keys)) == len(keys)
    assert not {"O", "U", "P", "V"} & set(keys)  # the file, the form, a new try, the stop


def test_every_clock_is_a_setting(sign_in: SignIn) -> None:
    keeper = sign_in("beheerder")
    keys = [key for key in settings.SETTINGS if key.startswith("followup.")]
    before = standing.clocks(keeper)
    for key in keys:
        change_setting(keeper, key, settings.SETTINGS[key].low + 4)
    after = standing.clocks(reread(keeper))
    names = [field.name for field in fields(Clocks)]
    assert len(names) == len(keys)
    assert [name for name in names if getattr(before, name) == getattr(after, name)] == []
    assert before == Clocks()


# the loop


def test_the_three_numbers_of_the_month(house: House) -> None:
    """Given on the 5th, asked about on the 16th: one in time, one late, one not at all; what lapsed counts as unknown."""
    given_on, tenth = NOW - timedelta(days=18), NOW - timedelta(days=13)
    noted = [intake.register(house, intake.Question("huur"), given_on).id for _ in range(4)]
    first, second, third, told = (
        referrals.give(house, one, [OCMW], "info" if number == 3 else "self", given_on)[0] for number, one in enumerate(noted)
    )
    followup.note(house, first, "helped", tenth)
    followup.note(house, second, "not_reached", NOW, way="dienst")
    followup.note(house, told, "helped", NOW)
    old = intake.register(house, intake.Question("huur"), NOW - timedelta(days=40)).id
    referrals.give(house, old, [VDAB], "self", NOW - timedelta(days=40))
    numbers = loop.month(house, MONDAY)
    assert (numbers.on_time.of, numbers.on_time.all) == (1, 3)
    assert (numbers.reached.words, numbers.reached.all) == ("67 %", 3)
    assert (numbers.helped.of, numbers.helped.all) == (1, 2)
    assert third in on_list(house)
    assert loop.Share(0, 0).words == "–"
    assert [
        loop.helped(house, day, day + timedelta(days=7), MONDAY) for day in (tenth.date(), MONDAY - timedelta(days=40))
    ] == [1, 0]
    assert loop.helped(house, tenth.date() - timedelta(days=7), tenth.date(), MONDAY) == 0, "the day itself is after it"
    assert loop.helped(house, given_on.date(), MONDAY + timedelta(days=1), MONDAY) == 2, "each question once"
