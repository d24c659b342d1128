"""The opvolglijst in memory always says what the house says, whatever happened in between."""

from datetime import date, timedelta
from typing import Any

import pytest

from sociaalhuis.desk import intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.followup import followup, worklist
from sociaalhuis.desk.followup.board import Board
from sociaalhuis.desk.referral import referrals, standing
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.house import House, change_setting, reread
from tests.desk.colleagues import as_role
from tests.houses import NOW, SignIn

MONDAY = date(2026, 11, 23)
OCMW, VDAB, CAW = "ocmw-bilzen-hoeselt", "vdab", "caw-limburg"


def same(board: Board, house: House, day: date = MONDAY) -> None:
    assert list(board.tasks(house, day)) == list(worklist.whole(house, day))


def test_after_every_act_the_list_in_memory_is_the_list_of_the_house(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    person = intake.add_person(house, "An", "Proef")
    board = Board(house)
    same(board, house)
    whole, read = standing.seen, list[int]()

    def counted(*what: Any) -> Any:
        read.append(1)
        return whole(*what)

    monkeypatch.setattr(standing, "seen", counted)
    noted = [intake.register(house, intake.Question("huur", person=one), NOW) for one in (person, person, None)]
    same(board, house)
    one, two, three = (referrals.give(house, asked.id, [OCMW], "self", NOW)[0] for asked in noted)
    same(board, house)
    acts = (
        lambda: followup.note(house, one, "not_reached", NOW),
        lambda: followup.note(house, two, "refused", NOW, Details(("no_capacity",))),
        lambda: referrals.give(house, noted[1].id, [CAW], "self", NOW),
        lambda: clients.change(house, person, forbidden_ways=["telefoon"]),
        lambda: followup.note(house, three, "helped", NOW),
        lambda: house.store.undo(house.actor),
        lambda: followup.note(house, one, "later", NOW, way="brief"),
        lambda: house.store.undo(house.actor),
        lambda: followup.stop(house, one, "client_asks", NOW, person=True),
        lambda: house.store.undo(house.actor),
        lambda: followup.stop(house, three, "settled", NOW),
        lambda: followup.follow_again(house, three, NOW),
        lambda: intake.count(house, "balie", ["wonen"], "informeren", NOW),
    )
    for act in acts:
        act()
        same(board, house)
    before = board.tasks(house, MONDAY)
    intake.count(house, "balie", ["wonen"], "informeren", NOW)
    assert board.tasks(house, MONDAY) is before  # nothing of the list changed: nothing was read
    read.clear()
    assert board.tasks(house, MONDAY) is before
    assert read == []
    same(board, house, MONDAY + timedelta(days=40))
    board.forget()
    same(board, house)
    board.end()


def test_another_clock_is_seen_at_once(sign_in: SignIn) -> None:
    house = sign_in("onthaal")
    noted = intake.register(house, intake.Question("huur"), NOW)
    referrals.give(house, noted.id, [OCMW, VDAB], "self", NOW)
    board = Board(house)
    assert {task.day for task in board.tasks(house, MONDAY)} == {date(2026, 12, 3)}
    same(board, house)
    change_setting(as_role(house, "beheerder"), "followup.self_days", 3)
    assert {task.day for task in board.tasks(reread(house), MONDAY)} == {date(2026, 11, 26)}
