"""What a person tried before: what was given without solving it, and what was said to be tried."""

from datetime import date, timedelta
from typing import Any

from sociaalhuis.desk import intake
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import referrals, tried
from sociaalhuis.house import House
from tests.houses import NOW

DAY = date(2026, 11, 23)


def asked(house: House, person: Any, days_ago: int, *services: str, **more: Any) -> None:
    moment = NOW - timedelta(days=days_ago)
    noted = intake.register(house, intake.Question("huur", person=person, **more), moment)
    if services:
        for one in referrals.give(house, noted.id, services, "self", moment):
            if days_ago == 90:
                followup.note(house, one, "helped", moment + timedelta(days=20))


def test_what_a_person_was_sent_to_or_said_to_have_tried_is_known_with_the_last_day(house: House) -> None:
    person, other = intake.add_person(house, "An", "Proef"), intake.add_person(house, "Jan", "Proef")
    asked(house, person, 40, "ocmw-bilzen-hoeselt")
    asked(house, person, 5, "ocmw-bilzen-hoeselt")
    asked(house, person, 90, "huurdersbond-limburg")  # that helped
    asked(house, person, 3, passed_over={"tele-onthaal": "tried", "davo": "too_far"})
    asked(house, other, 2, "davo")
    assert tried.before(house, person) == {
        "ocmw-bilzen-hoeselt": DAY - timedelta(days=5),
        "tele-onthaal": DAY - timedelta(days=3),
    }
