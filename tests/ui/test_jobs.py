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
