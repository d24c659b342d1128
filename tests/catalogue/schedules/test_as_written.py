"""Hours as organisations write them: most are read, none is read as something else, and what is refused is named."""

import hashlib
from pathlib import Path

import pytest

from sociaalhuis.catalogue.schedules.reading import read
from sociaalhuis.catalogue.schedules.writing import write
from sociaalhuis.errors import Refusal
from tests.catalogue.schedules import told_hours

FOLDER = Path(__file__).parents[2] / "files" / "hours"
SEALED = "sealed.txt"
DIGEST = "20a7bee968996e64d0f86bf943258985d4368daa43a6b3d1d38dd873bdf0b467"


@pytest.mark.parametrize(("file", "most"), [("seen.txt", 0.94), (SEALED, 0.92)])
def test_hours_are_read_as_they_are_meant_or_refused(file: str, most: float) -> None:
    """Of the sealed half only the totals are looked at: who mends the reader by its texts measures nothing any more."""
    right = wrong = count = 0
    told = []
    for text, lines in told_hours.texts(FOLDER / file):
        count += 1
        try:
            schedule = read(text)
        except Refusal as refused:
            right += "refuse" in lines
            told.append(refused.what)
            continue
        meant = told_hours.means(schedule, lines)
        right, wrong = right + meant, wrong + (not meant)
        assert read(write(schedule)) == schedule
    assert wrong == 0
    assert all("“" in what for what in told)  # it names the part
    assert right >= most * count


def test_another_meaning_is_another() -> None:
    schedule = read("ma-vr 9-12, wo ook 13-16, niet in juli; tel. di 9-17")
    right = ["ma-vr 9-12", "wo 13-16 | not 7-7", "tel: di 9-17"]
    assert told_hours.means(schedule, right)
    for line, other in (("ma-vr 9-12", "ma-do 9-12"), ("wo 13-16 | not 7-7", "wo 13-16"), ("tel: di 9-17", "di 9-17")):
        assert not told_hours.means(schedule, [other if one == line else one for one in right])


def test_the_sealed_half_is_as_it_was_sealed() -> None:
    assert hashlib.sha256((FOLDER / SEALED).read_bytes()).hexdigest() == DIGEST
