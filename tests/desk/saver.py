"""A process that saves and saves, and says every reference after the act was committed. Its parent kills it."""

import os
import sys
from pathlib import Path

from sociaalhuis.access import users
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.support import acts
from tests.houses import NOW, PASSPHRASES


def main(place: Path) -> None:
    """Register and refer until somebody ends it."""
    house = users.sign_in(place, PASSPHRASES["onthaal"])
    os.write(1, b"ready\n")
    number = 0
    while True:
        number += 1
        noted = intake.register(house, intake.Question(f"vraag {number}"), NOW)
        os.write(1, f"registered {noted.reference}\n".encode())
        referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt", "cjb-limburg"], "self", NOW)
        os.write(1, f"referred {noted.reference}\n".encode())
        os.write(1, f"formal {acts.receive(house, noted.id, NOW).number}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
