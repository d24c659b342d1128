"""What the layout of a slip costs: a warm Dutch slip against a bare canvas that draws the same words in the same fonts."""

import time
from collections.abc import Callable
from datetime import date

from sociaalhuis.catalogue import starter
from sociaalhuis.desk import slips
from sociaalhuis.measure.bench import Result, ratio, result
from sociaalhuis.printing.bare import draw_bare
from sociaalhuis.printing.slip import Letterhead, render

RUNS = 60
_HEAD = Letterhead("Sociaal Huis Lindebeek", ("Lindeplein 1", "3740 Lindebeek"), "089 00 00 00", "ma-vr 9-12 uur")


def run(runs: int = RUNS) -> Result:
    """Render one slip for two services and draw its words bare, ``runs`` times in turn, after a warm-up."""
    services = [starter.services()[slug] for slug in ("ocmw-bilzen-hoeselt", "cjb-limburg")]
    choices = slips.Choices(contact="An P., 089 00 00 00", bring=("identiteitskaart", "brief"))
    slip = slips.compose(services, choices, "K7-4M2", date(2026, 11, 23), _HEAD)
    words = render(slip).text
    ways: dict[str, Callable[[], object]] = {"bare": lambda: draw_bare(words), "slip": lambda: render(slip)}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(runs + 5):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            if turn >= 5:
                times[name].append(time.perf_counter() - started)
    ratios = {"slip/bare": ratio(times["slip"], times["bare"])}
    return result("slip", {"bare": times["bare"]}, {"slip": times["slip"]}, ratios)
