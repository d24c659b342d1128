"""What holds for every test: no screen, no log record from WARNING up that nobody expected, no thread left running.

Warnings, unknown markers and Qt's own messages fail a test through pyproject.toml. The fixtures of a house stand in houses.py.
"""

import logging
import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.houses", "tests.servers"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

settings.register_profile("short", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("short")  # another one with pytest's --hypothesis-profile

PATIENCE = 2.0  # seconds that a thread gets to end after its test


class _Keeper(logging.Handler):
    """Keeps the records from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that logs a warning or worse is marked ``expects_log``; one so marked that logs nothing fails too."""
    keeper = _Keeper()
    root = logging.getLogger()
    root.addHandler(keeper)
    yield
    root.removeHandler(keeper)
    said = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in keeper.records]
    expected = request.node.get_closest_marker("expects_log") is not None
    if said and not expected:
        pytest.fail("logged without being expected:\n" + "\n".join(said))
    if expected and not said:
        pytest.fail("marked expects_log, but nothing was logged")


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Threads that a test starts end with it."""
    before = set(threading.enumerate())
    yield
    started = set(threading.enumerate()) - before
    for thread in started:
        thread.join(PATIENCE)
    left = sorted(thread.name for thread in started if thread.is_alive())
    if left:
        pytest.fail(f"threads left running: {', '.join(left)}")
