"""Three PCs save in one house and each loses its power at another moment: nothing is lost, and nobody waits for the dead."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.desk import intake
from sociaalhuis.exchange.verify import verify
from tests.houses import NOW
from tests.servers import At

ROOT = Path(__file__).parents[2]
LINES = (7, 12, 17)  # what each PC has said of itself when its power fails: it is in the middle of the next act


def test_what_was_saved_at_any_pc_is_there_when_they_die(at: At, tmp_path: Path) -> None:
    house = at("pc1", "coordinator")
    places = [tmp_path / name for name in ("pc2", "pc3", "pc4")]
    for place in places:
        at(place.name, "onthaal").close()
    savers = [
        subprocess.Popen([sys.executable, "-m", "tests.desk.saver", str(place)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for place in places
    ]
    said: list[str] = []
    for saver, lines in zip(savers, LINES, strict=True):
        assert saver.stdout is not None
        assert saver.stdout.readline() == "ready\n"
        said += [saver.stdout.readline() for _ in range(lines)]
        saver.kill()
    for saver in savers:
        said += saver.communicate()[0].splitlines()
    kept = intake.register(house, intake.Question("na de storing"), NOW)  # at once: the lock of the dead is gone
    assert [one.faults for one in verify(house) if one.faults] == []
    with house.store.read() as session:
        references = set(session.scalars(select(Contact.reference)))
        given = dict(
            session.execute(select(Contact.reference, func.count(Referral.id)).outerjoin(Referral).group_by(Contact.id)).all()
        )
    assert all(said), "each PC spoke until its power failed"
    assert {line.split()[1] for line in said if line.startswith("registered")} | {kept.reference} <= references
    assert set(given.values()) <= {0, 2}, "never one of the two"
    assert all(given[line.split()[1]] == 2 for line in said if line.startswith("referred"))
