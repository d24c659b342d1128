"""A desk that works through its opvolglijst: of which share of the referrals is it known in the end how it went?

Twenty-four referrals of one week, as in the scenarios (a third anonymous, some called together), followed for nine weeks by
whoever does what stands on the list that day, on every third working day. What people answer is assumed and stands below: half
of the calls reach somebody, a service answers six times in ten. The desk does nothing that the list does not ask.
"""

import random
from datetime import date, datetime, timedelta

from sociaalhuis.db.desk import Referral
from sociaalhuis.desk import intake, safety
from sociaalhuis.desk.followup import followup, worklist
from sociaalhuis.desk.followup.board import Board
from sociaalhuis.desk.referral import lifecycle, referrals, standing
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.referral.referrals import Agreed
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House
from tests.houses import NOW

OCMW, VDAB, CAW = "ocmw-bilzen-hoeselt", "vdab", "caw-limburg"
REACHED, ANSWERS = 0.5, 0.6  # of one call to a client, of one question to a service
TOLD = (  # what is heard, and how often
    ("helped", Details(), 46),
    ("partly", Details(), 12),
    ("not_helped", Details(), 8),
    ("waiting_list", Details(), 8),
    ("refused", Details(("no_capacity",)), 10),
    ("withdrawn", Details(("solved_otherwise",)), 8),
    ("failed", Details(("no_show",)), 8),
)


def given(house: House, rng: random.Random) -> None:
    people = [intake.add_person(house, f"Persoon {number}", "Proef") for number in range(16)]
    for number in range(24):
        then = NOW + timedelta(days=number // 5)
        person = people[number] if number < 16 else None
        noted = intake.register(house, intake.Question("huur", domains=("wonen",), person=person), then)
        kind = "warm" if number % 4 == 0 and person else "self"
        agreed = Agreed(("naam",)) if kind == "warm" else None
        referrals.give(house, noted.id, [rng.choice((OCMW, VDAB, CAW))], kind, then, agreed=agreed)


def do(house: House, task: worklist.Task, now: datetime, rng: random.Random) -> None:
    """What a worker does with one line."""
    one = task.one
    if task.what == "not_reached":
        followup.note(house, one.id, "failed", now, Details(("not_reached",)))
        return
    if task.group == "decide":
        followup.stop(house, one.id, "followed_elsewhere", now)
        return
    way = safety.SERVICE if one.anonymous or one.kind == "warm" else safety.CALL
    if rng.random() > (ANSWERS if way == safety.SERVICE else REACHED):
        followup.note(house, one.id, "not_reached", now, way=way)
        return
    key, told, _often = rng.choices(TOLD, [often for *_rest, often in TOLD])[0]
    if one.state == "waiting" and key in ("waiting_list", "failed"):
        key, told = "helped", Details()
    followup.note(house, one.id, key, now, told, way=way)


def test_the_loop_is_closed_for_seven_in_ten(house: House) -> None:
    rng = random.Random(11)
    given(house, rng)
    board, workdays, day = Board(house), standing.workdays(house), NOW.date()
    calls = 0
    while day < date(2027, 1, 29):
        now = NOW + timedelta(days=(day - NOW.date()).days, hours=rng.choice((0, 4)))  # in the morning, or after noon
        for task in board.tasks(house, day):
            if task.group not in ("week", "later"):
                do(house, task, now, rng)
                calls += 1
        day = workdays.after(day, 3)
    with house.store.read() as session:
        chased = list(standing.seen(house, session, local(now).date(), Referral.kind != "info"))
    assert len(chased) == 24
    assert sum(one.outcome_known for one in chased) / len(chased) >= 0.7
    planned = {task.one.id for task in board.tasks(house, day)}
    assert {one.id for one in chased if one.state in lifecycle.OPEN} <= planned, "what is open has its day"
    assert calls <= 3 * len(chased)
