"""What happens between password and first screen, in the background: the file opens, what is due goes, a backup is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sociaalhuis.access import users
from sociaalhuis.actions import allows
from sociaalhuis.catalogue import records
from sociaalhuis.desk.proactive import expired
from sociaalhuis.desk.workdays import BRUSSELS, Workdays
from sociaalhuis.errors import Trouble
from sociaalhuis.exchange import backup
from sociaalhuis.house import House

if TYPE_CHECKING:
    from sociaalhuis.catalogue.engine import Engine


@dataclass(frozen=True, slots=True)
class Opened:
    """An open house with who is signed in, and what must be said at once (a backup that failed)."""

    house: House
    shown: str
    notice: str
    clock: Callable[[], datetime]

    def build_engine(self) -> "Engine":
        """The suggestions over the catalogue of this house; takes a moment, so it runs behind the first screen.

        What the next screens need the first time is fetched on the way, so that their key answers at once.
        """
        import sociaalhuis.ui.client.screen
        import sociaalhuis.ui.day.count
        import sociaalhuis.ui.followup.screen
        import sociaalhuis.ui.question.screen
        import sociaalhuis.ui.referral.screen
        import sociaalhuis.ui.safety.emergency  # noqa: F401
        from sociaalhuis.catalogue.engine import Engine
        from sociaalhuis.desk.catalogue import seeking
        from sociaalhuis.desk.rights import editions
        from sociaalhuis.printing import shaping

        fetch_knowledge()
        editions.warm(self.house)
        for bold in (False, True):  # of the slip that is drawn beside a referral
            shaping.font(shaping.FAMILIES[0], bold)
        with self.house.store.read() as session:
            secret = allows("service.secret", self.house.actor.role)
            engine = Engine(records.everything(session, secret=secret).values())
        engine.know_rights(*seeking.beside(self.house, self.clock()))
        return engine


def open_for_work(place: Path, secret: str, label: str | None, clock: Callable[[], datetime]) -> Opened:
    """Sign in. Raises Refusal for a wrong password, Trouble for a damaged file; a backup that fails is only told."""
    from sociaalhuis.desk import drafts

    house = users.sign_in(place, secret, label, clock=clock)
    try:
        notice = ""
        try:
            drafts.erase_old(house, clock())
            expired.erase_due(house, clock())  # before the backup: what is gone goes nowhere
            backup.daily(house, clock())
        except Trouble as trouble:
            notice = str(trouble)
        shown = next((a.shown for a in users.accounts(house) if a.id == house.actor.id), "Herstelcode")
        return Opened(house, shown, notice, clock)
    except BaseException:
        house.close()  # nobody would close it any more, and nobody else could open it
        raise


def warm_up() -> None:
    """Import what the first screen will need and compute what takes long the first time; nothing of a house."""
    import sociaalhuis.catalogue.engine
    import sociaalhuis.ui.day.today
    import sociaalhuis.ui.frame.workbench  # noqa: F401

    Workdays().on_or_after(datetime.now(BRUSSELS).date())


def fetch_knowledge(busy: Callable[[], bool] = lambda: False) -> None:
    """Read what every house knows alike: words, phrases, places, the signs of danger, the aid languages.

    Piece by piece; it stops when somebody signs in (``busy``), for the first screen goes first. What is left is read behind it.
    """
    from sociaalhuis.catalogue import crisis, heard, needs, places, starter
    from sociaalhuis.desk import language

    text = "Ik kan de huur niet betalen en woon in Genk. Je cherche un logement."
    pieces: tuple[Callable[[], object], ...] = (
        places.codes,
        starter.services,
        needs.vocabulary,
        partial(needs.read, text),
        partial(heard.read, text),
        partial(crisis.read, text),
        partial(language.offered, None),
    )
    for read in pieces:
        if busy():
            return
        read()
