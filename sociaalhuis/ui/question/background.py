"""What is known around a question: who the client is, what was tried, how referrals ended, what the words tell in passing.

It looks things up, behind the typing, and tells; nothing of it is shown or kept here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from sociaalhuis import vocab
from sociaalhuis.catalogue.circumstances import Experience
from sociaalhuis.catalogue.heard import Heard, Told
from sociaalhuis.desk import hearing, intake
from sociaalhuis.desk.client import clients
from sociaalhuis.desk.day import tally
from sociaalhuis.desk.referral import experience as experiences
from sociaalhuis.desk.referral import tried
from sociaalhuis.desk.rights import editions
from sociaalhuis.desk.support import split
from sociaalhuis.desk.support.split import Split
from sociaalhuis.errors import Trouble
from sociaalhuis.facts import Answer
from sociaalhuis.house import House
from sociaalhuis.rights.engine import Engine
from sociaalhuis.ui.workplace import Workplace

type _Learned = tuple[Mapping[str, Experience], Sequence[tally.Used], Engine | None, Mapping[str, Split]]

PAUSE = 100  # milliseconds of quiet typing
WHY = "nieuwe vraag"  # why the file is opened
_INFORMING = "informeren"  # of resources/vocab/answer_kinds


@dataclass(frozen=True, slots=True)
class Passing:
    """What the words tell in passing: facts to be confirmed, the words behind each, the last day they name, and the rest."""

    answers: Mapping[str, Answer]
    told: Heard
    last_day: Told[date] | None

    @property
    def quotes(self) -> Mapping[str, str]:
        """The client's words behind each fact."""
        return {key: one.quote for key, one in self.told.facts.items()}


class Background(QObject):
    """``named`` with the Identity of the client, ``learned`` when there is more to weigh, ``used`` with the services used most,
    ``heard`` with a Passing a moment after the last key, ``agreed`` with who does what, by product.

    ``experience`` is by service (slug); ``language`` that of the client, ``rights`` the rules of the house: None when unknown.
    """

    named = Signal(object)
    learned = Signal()
    used = Signal(object)
    agreed = Signal(object)
    heard = Signal(object)

    def __init__(self, place: Workplace, refused: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._refused = place, refused
        self._person: UUID | None = None
        self._outcomes = experiences.NONE
        self._tried: Mapping[str, date] = {}
        self.language: str | None = None
        self.experience: Mapping[str, Experience] = experiences.NONE
        self.rights: Engine | None = None
        self._words = ""
        self._dropped: Mapping[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._hear)

    def listen(self, words: str, dropped: Mapping[str, str]) -> None:
        """Hear what these words tell; ``dropped``: facts that the worker took away, each with the words behind it."""
        if (words, dropped) != (self._words, self._dropped):
            self._words, self._dropped = words, dict(dropped)
            self._pause.start()

    def _hear(self) -> None:
        words, dropped, today = self._words, self._dropped, self._place.today()

        def hear() -> Passing:
            return Passing(hearing.heard(words, today, dropped), hearing.told(words, today), hearing.last_day(words, today))

        self._place.jobs.rest(hear, partial(self._got_heard, words), key="question.heard")

    def _got_heard(self, words: str, passing: Passing) -> None:
        if words == self._words:  # else it is of another question, or there is more to hear
            self.heard.emit(passing)

    def look_again(self) -> None:
        """How referrals of the house ended up to now, and where the desk refers most."""
        place, today = self._place, self._place.today()
        if place.outcomes is None:
            place.outcomes = experiences.Outcomes(place.house.store)
        counts = place.outcomes.on if place.house.flag(experiences.SETTING) else _nothing

        def look_up() -> _Learned:
            house = place.house
            return counts(today), tally.most_used(house, today), _rights(house), split.everything(house)

        place.jobs.house(look_up, self._found, key="question.house")

    def _found(self, found: _Learned) -> None:
        self.used.emit(found[1])
        self.agreed.emit(found[3])
        self.rights = found[2]
        if found[0] != self._outcomes:
            self._outcomes = found[0]
            self._weigh()

    def about(self, person: UUID | None) -> None:
        """The question is of this person, or of nobody in particular."""
        self._person, self.language, self._tried = person, None, {}
        self._weigh()
        if person is None:
            return
        house, today = self._place.house, self._place.today()

        def look_up() -> tuple[clients.Identity, Mapping[str, date]]:
            return clients.open_person(house, person, WHY, today)[0], tried.before(house, person)

        self._place.jobs.house(look_up, self._got_person, key="question.person", failed=self._refused)

    def _got_person(self, found: tuple[clients.Identity, Mapping[str, date]]) -> None:
        known, before = found
        if known.id == self._person:
            self.language, self._tried = known.language, before
            self.named.emit(known)
            self._weigh()

    def count(self, used: tally.Used, channel: str) -> None:
        """Turf one contact about what this service is for; the question stays as it is."""
        place, moment = self._place, self._place.now()
        if not used.domain:
            place.go("count")
            return
        told = f"Geturfd: {vocab.label('life_domains', used.domain)}, informeren. Ctrl+Z maakt ongedaan."
        work = partial(intake.count, place.house, channel, [used.domain], _INFORMING, moment)
        place.jobs.house(work, lambda _id: place.say(told))

    def _weigh(self) -> None:
        self.experience = experiences.with_tried(self._outcomes, self._tried)
        self.learned.emit()


def _rights(house: House) -> Engine | None:
    """The rules of the house; rules that this program cannot read are told where rights are explored, not here."""
    try:
        return editions.engine(house)
    except Trouble:
        return None


def _nothing(_today: date) -> Mapping[str, Experience]:
    """The counts of a house that does not let them weigh."""
    return experiences.NONE
