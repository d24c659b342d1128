"""The background work of a window: what nobody waits for holds nobody up."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from sociaalhuis.ui import jobs as jobs_module
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


def test_what_was_saved_just_before_leaving_is_written(qtbot: QtBot) -> None:
    said: list[BaseException] = []
    jobs = Jobs(said.append)
    written: list[str] = []
    go = threading.Event()
    jobs.house(go.wait, _nothing, key="list")  # a slow list, as in a large house
    jobs.house(lambda: written.append("read"), _nothing, key="other list")
    jobs.once("save", lambda: written.append("saved"), _nothing)
    jobs.house(lambda: written.append("a letter"), _nothing)
    threading.Timer(0.1, go.set).start()
    jobs.stop()
    assert written == ["saved", "a letter"], "and a list that nobody sees any more is not read"
    jobs.once("save", lambda: written.append("too late"), _nothing)
    assert written == ["saved", "a letter"]


def test_a_write_that_fails_is_told_also_when_the_screen_is_gone(qtbot: QtBot) -> None:
    said: list[BaseException] = []
    jobs = Jobs(said.append)

    def fail() -> None:
        raise OSError("disk full")

    jobs.once("save", fail, _nothing, failed=_nothing)
    jobs.drop_answers()
    qtbot.waitUntil(lambda: len(said) == 1)
    jobs.once("save", fail, _nothing, failed=_nothing)
    jobs.stop()
    qtbot.waitUntil(lambda: len(said) == 2)


def test_what_is_still_written_after_another_look_is_not_done_twice(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "PATIENCE", 20)
    jobs = Jobs(lambda _error: None)
    ran: list[int] = []
    go = threading.Event()

    def slow() -> None:
        ran.append(1)
        go.wait()

    jobs.once("save", slow, _nothing)
    jobs.drop_answers()
    jobs.once("save", lambda: ran.append(2), _nothing)
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    qtbot.wait(20)
    assert ran == [1]
    jobs.once("save", lambda: ran.append(3), _nothing)
    jobs.stop()
    assert ran == [1, 3]


def _nothing(_answer: object) -> None:
    """Nobody waits for it."""
