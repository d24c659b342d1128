"""How fast a week with 200 appointments stands on the screen, from the key to the paint, beside a week with none.

The floor of reading it is fetching the same rows from the encrypted file, without making anything of them.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from sociaalhuis.access import keys, users
from sociaalhuis.db.engine import connect
from sociaalhuis.db.store import utc_now
from sociaalhuis.desk.agenda import view
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import DATABASE
from sociaalhuis.measure import started
from sociaalhuis.measure.figures import Result, ratio, result

RUNS = 15
_BARE = (
    "SELECT * FROM appointment_event",
    "SELECT a.*, c.reference, p.given_name, p.family_name FROM appointment a JOIN contact c ON c.id = a.contact_id "
    "LEFT JOIN person p ON p.id = c.person_id",
    "SELECT * FROM office_hours",
)


def run(size: str = "large") -> Result:
    """The figures; ``appointments``: how many stand in that week."""
    with tempfile.TemporaryDirectory() as made:
        started.demo(Path(made), size)
        place = Path(made) / "huis"
        shown = _shown(place)
        house = users.sign_in(place, started.PASSWORD, started.WORKER)
        try:
            monday = _monday(local(utc_now()).date())
            span = monday, monday + timedelta(days=6)
            reading = _timed(lambda: view.days(house, *span))
            many = sum(len(one.entries) for one in view.days(house, *span))
        finally:
            house.close()
        with closing(connect(place / DATABASE, keys.load(place).open(started.PASSWORD).key)) as connection:
            bare = _timed(lambda: [connection.execute(query).fetchall() for query in _BARE])
    figures = result(
        "agenda",
        {"bare_rows": bare, "empty_week": shown["empty_week"]},
        {"reading": reading, "week": shown["week"]},
        {"reading/bare_rows": ratio(reading, bare), "week/empty_week": ratio(shown["week"], shown["empty_week"])},
    )
    figures["appointments"] = many
    return figures


def _monday(today: date) -> date:
    """Of the week that the invented town fills: this one, in the weekend the next."""
    return today + timedelta(days=(7 if today.weekday() > 4 else 0) - today.weekday())


def _timed(act: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return taken


def _shown(place: Path) -> dict[str, list[float]]:
    times: dict[str, list[float]] = started.morning(place, "agenda")["times"]
    return times
