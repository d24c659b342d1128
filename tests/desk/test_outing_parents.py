"""What goes home from a zitdag hangs on something, and that on something else."""

from datetime import timedelta

from sociaalhuis.db.desk import Referral
from sociaalhuis.desk import intake
from sociaalhuis.desk.outing import closing
from sociaalhuis.desk.referral import referrals
from sociaalhuis.house import House
from tests.houses import NOW


def test_the_service_of_an_earlier_try_goes_along(house: House) -> None:
    noted = intake.register(house, intake.Question("hulp"), NOW)
    first, second = (
        referrals.give(house, noted.id, [slug], "self", NOW + timedelta(minutes=n))[0]
        for n, slug in enumerate(("ocmw-bilzen-hoeselt", "vdab"))
    )
    with house.store.write(house.actor, "referral.give") as session:
        session.get_one(Referral, second).parent_id = first
    with house.store.read() as session:
        whole = closing._with_parents(session, {"referral": [second]})
        assert first.hex in whole["referral"]
        assert session.get_one(Referral, first).service_id.hex in whole["service"]
