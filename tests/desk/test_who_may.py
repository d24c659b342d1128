"""The matrix of rights tried through the door: every act of calling together, signals, aanmeldingen and the day."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sociaalhuis.actions import ACTIONS, ROLES
from sociaalhuis.catalogue import starter
from sociaalhuis.desk import intake
from sociaalhuis.desk.client import complaints
from sociaalhuis.desk.day import dayend, signals
from sociaalhuis.desk.partners import contacts, incoming, together
from sociaalhuis.desk.partners.together import Said
from sociaalhuis.desk.referral import referrals
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from tests.houses import NOW, SignIn

OCMW, TODAY = "ocmw-bilzen-hoeselt", NOW.date()
GAP = signals.Heard("lacune_aanbod", "wonen", "beschikbaarheid", "Geen opvang voor grote gezinnen.")
ASKED = incoming.Asked("professional", "Dienst X", "Graag contact.", "akkoord_op_papier")
NOT_ALLOWED = "Je rol laat dit niet toe"


def acts(
    house: House, signal: UUID, own: UUID, task: UUID, one: together.Together, folder: Path
) -> Mapping[str, Callable[[], object]]:
    """What to try, by action."""
    said = Said("An", "Hulp.", looked=True)
    return {
        "signal.give": lambda: signals.also_heard(house, signal, NOW),
        "signal.weigh": lambda: signals.weigh(house, signal, "bekeken", "", NOW),
        "contact.settle": lambda: dayend.settle(house, own, "informeren"),
        "day.close": lambda: dayend.close(house, TODAY, NOW),
        "partner.note": lambda: contacts.add(house, OCMW, "An P., 089", NOW),
        "referral.share": lambda: together.mail_out(
            house, one, said, starter.services()[OCMW], folder / "mail.eml", NOW, with_data=False
        ),
        "referral.call": lambda: together.note(house, one, "not_reached", said, NOW),
        "incoming.register": lambda: incoming.register(house, ASKED, NOW),
        "incoming.follow": lambda: incoming.note(house, task, "niet_bereikt", NOW),
        "complaint.note": lambda: complaints.note(house, "klacht", "eigen_klachtendienst", NOW),
    }


def test_every_role_can_do_what_it_may_and_nothing_else(sign_in: SignIn, tmp_path: Path) -> None:
    house = sign_in("onthaal")
    signal = signals.give(house, GAP, NOW)
    incoming.register(house, ASKED, NOW)
    (task,) = incoming.tasks(house)
    noted = intake.register(house, intake.Question("schulden"), NOW)
    (referral,) = referrals.give(house, noted.id, [OCMW], "warm", NOW, agreed=referrals.Agreed(("naam",)))
    one = together.prepare(house, referral, TODAY)
    for role in ROLES:
        house = sign_in(role)
        mine = noted.id
        if role in ACTIONS["contact.register"].roles:
            mine = intake.register(house, intake.Question("eigen vraag"), NOW).id
        for action, act in acts(house, signal, mine, task.id, replace(one), tmp_path).items():
            refused = ""
            try:
                act()
            except Refusal as refusal:
                refused = refusal.what
            assert (NOT_ALLOWED in refused) == (role not in ACTIONS[action].roles), (role, action, refused)
            if role in ACTIONS[action].roles and (action, role) != ("contact.settle", "vrijwilliger"):  # has no question
                assert refused == "", (role, action, refused)
