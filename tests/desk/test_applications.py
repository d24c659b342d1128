"""What comes of a right: looking, doing and getting stay three things; the list of applications; reasons out of five."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from sociaalhuis.desk import intake
from sociaalhuis.desk.rights import applications, explorations
from sociaalhuis.desk.rights.applications import APPLIED, DECLINED, DISCUSSED, GRANTED, NOT_PROPOSED, RECEIVED, REFUSED, Plan
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Facts
from sociaalhuis.house import House
from sociaalhuis.rights import engine
from tests.houses import NOW, SignIn

TODAY = date(2026, 11, 23)
RIGHTS = engine.shipped()
HEATING, RENT = "verwarmingstoelage", "huurpremie"
FACTS = Facts({"leeftijd": Answer(67), "verhoogde_tegemoetkoming": Answer(True)})


def explore(house: House, contact: UUID | None = None, person: UUID | None = None) -> UUID:
    begun = explorations.start(house, TODAY, contact=contact, person=person)
    explored = explorations.Explored(FACTS, RIGHTS.check(FACTS, TODAY), TODAY, "balie")
    return explorations.keep(house, begun, explored, RIGHTS, NOW).contact


def test_looking_doing_and_getting_are_kept_apart(house: House) -> None:
    contact = explore(house)
    before = applications.standings(house, contact)[HEATING]
    assert (before.explored, before.looked, before.action, before.result, before.due) == ("unknown", TODAY, None, None, None)
    applications.plan(house, contact, [Plan(HEATING, TODAY + timedelta(days=3)), Plan(RENT, TODAY, "zelf")], NOW)
    applications.note(house, contact, HEATING, APPLIED, NOW + timedelta(days=3))
    one = applications.standings(house, contact)[HEATING]
    assert (one.explored, one.action, one.result, one.way) == ("unknown", "aangevraagd", None, "samen")
    assert one.due is not None
    assert one.due >= TODAY + timedelta(days=63)  # then the desk asks what came of it
    applications.note(house, contact, HEATING, GRANTED, NOW + timedelta(days=40))
    applications.note(house, contact, HEATING, RECEIVED, NOW + timedelta(days=70))
    done = applications.standings(house, contact)[HEATING]
    assert (done.explored, done.action, done.result, done.due) == ("unknown", "aangevraagd", "ontvangen", None)
    applications.note(house, contact, HEATING, APPLIED, NOW + timedelta(days=400))
    again = applications.standings(house, contact)[HEATING]
    assert (again.action, again.result) == ("aangevraagd", None)  # the next winter


def test_the_list_is_in_order_and_leaves_alone_who_said_no(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    person = intake.add_person(house, "An", "Proef", forbidden_ways=["telefoon"])
    known, anonymous = explore(house, person=person), explore(house)
    applications.plan(house, known, [Plan(RENT, TODAY + timedelta(days=9)), Plan(HEATING, TODAY)], NOW)
    applications.note(house, anonymous, HEATING, APPLIED, NOW)
    tasks = applications.to_do(house)
    assert [(one.right, one.state) for one in tasks] == [(HEATING, "gepland"), (RENT, "gepland"), (HEATING, "aangevraagd")]
    assert [one.do_not_call for one in tasks] == [True, True, False]
    assert (tasks[0].person, tasks[2].person) == (person, None)
    assert applications.due_count(house, TODAY) == 1
    later = explore(house, person=person)  # another talk with the same person
    applications.note(house, later, HEATING, DECLINED, NOW + timedelta(days=1))
    assert [one.right for one in applications.to_do(house)] == [RENT, HEATING]
    assert house.store.undo(house.actor) == "aanvraag opvolgen"
    assert [one.right for one in applications.to_do(house)] == [HEATING, RENT, HEATING]


def test_one_reason_out_of_five_and_never_our_own_omission_after_we_spoke(house: House) -> None:
    contact = explore(house)
    assert len(applications.reasons()) == 5
    applications.note(house, contact, HEATING, DISCUSSED, NOW, reason=NOT_PROPOSED)  # nobody did, until today
    assert applications.standings(house, contact)[HEATING].reason == NOT_PROPOSED
    with pytest.raises(Refusal, match="zelf al besproken"):
        applications.note(house, contact, HEATING, DISCUSSED, NOW + timedelta(days=1), reason=NOT_PROPOSED)
    applications.note(house, contact, HEATING, REFUSED, NOW, reason="ntu_uitgesloten")
    standing = applications.standings(house, contact)[HEATING]
    assert (standing.result, standing.reason, standing.due) == ("geweigerd", "ntu_uitgesloten", None)


@pytest.mark.parametrize(
    ("step", "more", "said"),
    [
        ("mogelijk", {}, "staat niet in de lijst"),
        (APPLIED, {"way": "post"}, "wie het aanvraagt"),
        (DISCUSSED, {"reason": "wil_niet_zeggen"}, "vijf redenen"),
    ],
)
def test_what_cannot_be_is_refused(house: House, step: str, more: dict[str, str], said: str) -> None:
    contact = explore(house)
    with pytest.raises(Refusal, match=said):
        applications.note(house, contact, HEATING, step, NOW, **more)  # type: ignore[arg-type]  # wrong on purpose
    assert applications.to_do(house) == ()


def test_a_plan_in_the_past_is_refused_and_the_usual_day_is_a_working_day(house: House) -> None:
    contact = explore(house)
    with pytest.raises(Refusal, match="voorbij"):
        applications.plan(house, contact, [Plan(RENT, TODAY - timedelta(days=1))], NOW)
    assert applications.usual_day(house, date(2026, 12, 18)) == date(2026, 12, 28)  # Christmas and a weekend between
