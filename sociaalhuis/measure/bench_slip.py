"""What the layout of a slip costs: a warm Dutch slip against a bare canvas that draws the same words in the same fonts."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from sociaalhuis.catalogue import starter
from sociaalhuis.desk.referral import slips
from sociaalhuis.measure.figures import Result, ratio, result
from sociaalhuis.printing.compose import render
from sociaalhuis.printing.slip import Letterhead

RUNS, WARM_UP = 80, 5
_A5, _SIZE = (419.53, 595.28), 13.0
_HEAD = Letterhead("Sociaal Huis Lindebeek", ("Lindeplein 1", "3740 Lindebeek"), "089 00 00 00", "ma-vr 9-12 uur")


def run(runs: int = RUNS) -> Result:
    """Render slips for two services, each with a new reference, and draw the same words bare, in turn, after a warm-up."""
    services = [starter.services()[slug] for slug in ("ocmw-bilzen-hoeselt", "cjb-limburg")]
    choices = slips.Choices(contact="An P., 089 00 00 00", bring=("identiteitskaart", "brief"))
    slip = slips.compose(services, choices, "K7-4M2", date(2026, 11, 23), _HEAD)
    times: dict[str, list[float]] = {"bare": [], "slip": []}
    for turn in range(runs + WARM_UP):
        started = time.perf_counter()
        paper = render(replace(slip, reference=f"K7-{turn:04}"))
        rendered = time.perf_counter()
        _draw_bare(paper.text)
        drawn = time.perf_counter()
        if turn >= WARM_UP:
            times["slip"].append(rendered - started)
            times["bare"].append(drawn - rendered)
    return result("slip", {"bare": times["bare"]}, {"slip": times["slip"]}, {"slip/bare": ratio(times["slip"], times["bare"])})


def _draw_bare(lines: Sequence[str]) -> bytes:
    """The words of a slip, one under the other, in the fonts that rendering registered; no QR, no lines, no layout."""
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=_A5, pageCompression=1, invariant=1)
    for number, line in enumerate(lines):
        canvas.setFont("NotoSans-Bold" if number % 4 == 0 else "NotoSans-Regular", _SIZE)
        canvas.drawString(34, _A5[1] - 30 - 1.3 * _SIZE * number, line.replace("□ ", ""))
    canvas.showPage()
    canvas.save()
    return file.getvalue()
