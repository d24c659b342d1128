"""Aanmeldingen: no ground, no note; two tasks on their days; what is told back never says more than the client allows."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from sociaalhuis import vocab
from sociaalhuis.db.base import new_id
from sociaalhuis.db.partners import Complaint
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import complaints
from sociaalhuis.desk.partners import incoming
from sociaalhuis.desk.partners.incoming import Asked
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

ASKED = Asked(
    "kind_en_gezin",
    "Kind en Gezin, Els V.",
    "Graag contact met dit gezin over opvang.",
    "akkoord_op_papier",
    feedback="contact",
)
TODAY = NOW.date()


def test_two_tasks_follow_on_their_days(house: House) -> None:
    person = intake.add_person(house, "Mina", "Proefgezin")
    noted = incoming.register(house, replace(ASKED, person=person, report_by=TODAY + timedelta(days=9), reach="k&g 0800"), NOW)
    (task,) = incoming.tasks(house)
    assert (task.what, task.due, task.reference, task.person) == (incoming.CALL, date(2026, 11, 25), noted.reference, person)
    assert [incoming.due_count(house, TODAY + timedelta(days=n)) for n in (0, 1, 2)] == [0, 0, 1]
    incoming.note(house, task.id, "niet_bereikt", NOW)
    assert incoming.tasks(house)[0].what == incoming.CALL
    incoming.note(house, task.id, "bereikt", NOW + timedelta(hours=1))
    (task,) = incoming.tasks(house)
    assert (task.what, task.due, task.steps) == (incoming.REPORT, TODAY + timedelta(days=9), ("niet_bereikt", "bereikt"))
    incoming.note(house, task.id, "teruggemeld", NOW + timedelta(hours=2))
    assert incoming.tasks(house) == []
    house.store.undo(house.actor)
    assert incoming.tasks(house)[0].what == incoming.REPORT


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ground": ""}, "Op welke grond"),
        ({"ground": "zomaar"}, "eerst het akkoord"),
        ({"ground": "nood"}, "welk gevaar"),
        ({"ground": "wettelijke_opdracht", "note": " "}, "welke wet"),
        ({"sender": " "}, "Wie meldt aan"),
        ({"referrer": ""}, "Wie meldt aan"),
        ({"question": "\n"}, "Wat vraagt"),
        ({"feedback": ""}, "Wat mag je terugmelden"),
        ({"report_by": TODAY - timedelta(days=1)}, "al voorbij"),
        ({"sender": "x" * 121}, "te lang"),
    ],
)
def test_what_is_not_whole_is_refused_and_leaves_nothing(house: House, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        incoming.register(house, replace(ASKED, **wrong), NOW)  # type: ignore[arg-type]  # the fields of the case
    assert incoming.tasks(house) == []


def test_what_is_told_back_is_never_more_than_the_client_allows() -> None:
    steps = [term.slug for term in vocab.terms("incoming_steps", None)]
    task = incoming.Task(
        new_id(), new_id(), None, "K7-4M2", incoming.REPORT, TODAY, "K&G", "", "Mina Proefgezin", "nood", "", "", None, (),
        TODAY,
    )  # fmt: skip
    for size in range(len(steps) + 1):
        for done in combinations(steps, size):
            said = {
                limit: incoming.told_back(replace(task, steps=done, feedback=limit), "Sociaal Huis Proefdorp")
                for limit in (incoming.NOTHING, incoming.CONTACT, incoming.STARTED, incoming.OUTCOME)
            }
            assert "contact met de persoon" not in said[incoming.NOTHING]
            assert not any("hulp" in said[limit] or "geholpen" in said[limit] for limit in (incoming.NOTHING, incoming.CONTACT))
            assert not any(word in said[incoming.STARTED] for word in ("geholpen", "wil geen"))
            assert ("geholpen" in said[incoming.OUTCOME]) == ("geholpen" in done)
            assert not any("Mina" in text for text in said.values())


def test_an_independent_way_closes_the_file_off(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    person = intake.add_person(house, "Buur", "Vrouw")
    assert {way.slug for way in complaints.ways(house)} == {term.slug for term in vocab.terms("independent_ways", None)}
    assert next(way for way in complaints.ways(house) if way.slug == "vlaamse_ombudsdienst").reach == "1700"
    complaints.note(house, "klacht", "eigen_klachtendienst", NOW)
    complaints.note(house, "belangenconflict", "andere_collega", NOW, person)
    with pytest.raises(Refusal, match="afgeschermd"):
        complaints.note(house, "klacht", "andere_collega", NOW, person)
    with pytest.raises(Refusal, match="niet in de lijst"):
        complaints.note(house, "ruzie", "andere_collega", NOW)
    with pytest.raises(Refusal, match="afgeschermd"):
        incoming.register(house, replace(ASKED, person=person), NOW)
    house = sign_in("coordinator")
    with pytest.raises(Refusal, match="geen andere coördinator"):
        complaints.note(house, "belangenconflict", "andere_collega", NOW, person)
    with house.store.read() as session:
        assert session.get_one(Person, person).protected
        kept = session.execute(select(Complaint.kind, Complaint.restricted).order_by(Complaint.id)).all()
    assert [tuple(row) for row in kept] == [("klacht", False), ("belangenconflict", True)]
