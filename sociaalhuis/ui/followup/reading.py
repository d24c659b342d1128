"""What the opvolglijst shows: referrals to follow and aanmeldingen of a day, read behind the screen, as lines in groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sociaalhuis.desk.followup import worklist
from sociaalhuis.desk.followup.board import Board
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.partners import incoming
from sociaalhuis.house import House
from sociaalhuis.ui.followup.narrow import Narrow
from sociaalhuis.ui.incoming.card import line as asked_line
from sociaalhuis.ui.parts import due
from sociaalhuis.ui.parts.rows import Line

_HEADS = {
    "danger": "Eerst: gevaar",
    "late": "Te laat",
    "today": "Vandaag",
    "decide": "Actie nodig",
    "week": "Deze week",
    "later": "Later",
    "found": "Gevonden op code",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for a day, with the lines by the id of what they stand for."""

    today: date
    tasks: Sequence[Task]
    asked: Sequence[incoming.Task]
    lines: Mapping[UUID, Line]


NOTHING = Read(date.min, (), (), {})


def read(house: House, board: Board, today: date, before: Read) -> Read:
    """The list of this day; the same value as before when nothing changed."""
    tasks, asked = board.tasks(house, today), incoming.tasks(house)
    if tasks is before.tasks and asked == before.asked and today == before.today:
        return before
    made = {task.one.id: due.task_line(task, today) for task in tasks}
    return Read(today, tasks, asked, made | {one.id: asked_line(one, today, coded=True) for one in asked})


def lines(found: Read, narrow: Narrow, by_code: Iterable[Task]) -> Sequence[Line]:
    """The lines that fit, each group under its heading, aanmeldingen first; then what was found on its code alone."""
    fitting = found.tasks if narrow.open else [task for task in found.tasks if narrow.fits(task)]
    groups: dict[str, list[Line]] = {group: [] for group in _HEADS}
    for one in found.asked:
        if narrow.fits_asked(one):
            groups[worklist.when(one.due, found.today)].append(found.lines[one.id])
    for task in fitting:
        groups[task.group].append(found.lines[task.one.id])
    on_list = {line.key for held in groups.values() for line in held} if by_code else set()
    groups["found"] += [due.task_line(task, found.today) for task in by_code if task.one.id not in on_list]
    return [line for group, held in groups.items() if held for line in (_head(group, held), *held)]


def _head(group: str, held: Sequence[Line]) -> Line:
    return Line(f"{_HEADS[group].upper()} ({len(held)})", head=True)
