"""Wachtdienst: one line a colleague, read as it was typed, and true for the moment."""

from datetime import datetime

import pytest

from sociaalhuis.desk.day import duty
from sociaalhuis.desk.day.duty import Duty
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal
from sociaalhuis.house import change_setting
from tests.houses import SignIn

LINES = """
ma-vr 9-12:  Bart V.,  214
ma, wo 13:30-17u: An P., 0470 12 34 56

elke dag: Leiding
"""


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BRUSSELS)  # 23 November is a Monday


@pytest.mark.parametrize("role", ["onthaal", "maatschappelijk_werker", "coordinator", "beheerder"])
def test_the_desk_keeps_its_own_roster_and_can_take_it_back(sign_in: SignIn, role: str) -> None:
    house = sign_in(role)
    assert duty.read(house) == duty.Roster()
    kept = duty.write(house, LINES)
    assert duty.read(house) == kept
    assert kept.duties == (
        Duty("Bart V.", "214", "ma-vr 9-12"),
        Duty("An P.", "0470 12 34 56", "ma, wo 13:30-17u"),
        Duty("Leiding", "", "elke dag"),
    )
    assert kept.text == "ma-vr 9-12: Bart V., 214\nma, wo 13:30-17u: An P., 0470 12 34 56\nelke dag: Leiding"
    duty.write(house, "")
    assert duty.read(house) == duty.Roster()
    assert house.store.undo(house.actor) == "wachtdienst wijzigen"
    assert duty.read(house) == kept


@pytest.mark.parametrize(
    ("at", "who"),
    [
        (moment(23, 9), ["Bart V.", "Leiding"]),
        (moment(23, 11, 59), ["Bart V.", "Leiding"]),
        (moment(23, 12), ["Leiding"]),
        (moment(23, 13, 30), ["An P.", "Leiding"]),
        (moment(24, 14), ["Leiding"]),
        (moment(22, 10), ["Leiding"]),
    ],
)
def test_who_has_duty_at_a_moment(at: datetime, who: list[str]) -> None:
    assert [one.who for one in duty.at(duty.parsed(LINES.splitlines()), at)] == who


@pytest.mark.parametrize(
    ("line", "there", "away"),
    [
        ("di voormiddag: A", moment(24, 12, 29), moment(24, 12, 30)),
        ("di en do namiddag: A", moment(26, 12, 30), moment(25, 13)),
        ("werkdagen avond: A", moment(27, 21, 59), moment(28, 21)),
        ("Ma-Vr 9.30 - 12 uur: A", moment(23, 9, 30), moment(23, 9, 29)),
        ("10-11: A", moment(22, 10), moment(22, 11)),
        ("za, zo: A", moment(28, 0), moment(30, 0)),
    ],
)
def test_the_words_of_the_desk(line: str, there: datetime, away: datetime) -> None:
    roster = duty.parsed([line])
    assert [len(duty.at(roster, when)) for when in (there, away)] == [1, 0]


@pytest.mark.parametrize(
    "text",
    ["Bart V. 214", "ma-vr 9-12:", "ma-vr 9-12: , 214", "maandag: A", "ma 12-9: A", "ma 9-25: A", "ma 9-12: " + "x" * 200],
)
def test_a_line_that_cannot_be_read_is_refused_by_name_and_nothing_changes(sign_in: SignIn, text: str) -> None:
    house = sign_in("onthaal")
    kept = duty.write(house, "ma 9-12: A")
    with pytest.raises(Refusal, match="Deze regel is niet duidelijk") as refusal:
        duty.write(house, f"di 9-12: B\n{text}")
    assert text[:20] in refusal.value.what
    assert duty.read(house) == kept
    with pytest.raises(Refusal, match="te veel regels"):
        duty.write(house, "ma 9-12: A\n" * 21)


def test_what_was_typed_wrong_in_the_settings_is_shown_and_not_lost(sign_in: SignIn) -> None:
    house = sign_in("beheerder")
    change_setting(house, duty.KEY, ["ma 9-12: A, 1", "wie weet"])
    roster = duty.read(house)
    assert roster == duty.Roster((Duty("A", "1", "ma 9-12"),), ("wie weet",))
    assert roster.text == "ma 9-12: A, 1\nwie weet"
