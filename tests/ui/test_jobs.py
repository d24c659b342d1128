"""The background work of a window: what nobody waits for holds nobody up."""

import threading

from pytestqt.qtbot import QtBot

from sociaalhuis.ui.jobs import Jobs


def test_what_nobody_waits_for_holds_nobody_up(qtbot: QtBot) -> None:
    faults: list[BaseException] = []
    answers: list[str] = []
    jobs, begun, free = Jobs(faults.append), threading.Event(), threading.Event()

    def long_work() -> None:
        begun.set()
        free.wait(5)

    jobs.later(long_work)
    assert begun.wait(5)
    assert not jobs.busy()
    jobs.rest(lambda: "found", answers.append)
    jobs.house(lambda: "read", answers.append)
    qtbot.waitUntil(lambda: sorted(answers) == ["found", "read"])
    free.set()
    jobs.later(lambda: 1 / 0)
    qtbot.waitUntil(lambda: len(faults) == 1)
    jobs.stop()


def test_what_is_under_way_is_not_done_twice(qtbot: QtBot) -> None:
    faults: list[BaseException] = []
    answers: list[str] = []
    jobs = Jobs(faults.append)
    jobs.once("keep", lambda: "first", answers.append)
    jobs.once("keep", lambda: "second press", answers.append)
    jobs.once("other", lambda: "other", answers.append)
    qtbot.waitUntil(lambda: answers == ["first", "other"])
    jobs.once("keep", lambda: str(1 / 0), answers.append)
    qtbot.waitUntil(lambda: len(faults) == 1)
    jobs.once("keep", lambda: "after a fault", answers.append)
    jobs.drop_answers()
    jobs.once("keep", lambda: "on new screens", answers.append)
    qtbot.waitUntil(lambda: answers == ["first", "other", "on new screens"])
    jobs.stop()
