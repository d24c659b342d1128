"""What is done with an exploration: keep it, plan applications, note steps, print the sheet. Each keeps it first when needed.

The acts run in the background, one at a time. The screen tells what there is to keep and hears what came of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from sociaalhuis.desk.rights import applications, explorations, rightcard
from sociaalhuis.desk.rights.applications import Plan, Standing, Step
from sociaalhuis.desk.rights.explorations import Explored, Kept
from sociaalhuis.desk.rights.rightcard import RightCard
from sociaalhuis.desk.rights.talk import Talk
from sociaalhuis.desk.support import split
from sociaalhuis.errors import told
from sociaalhuis.printing.page import Paper
from sociaalhuis.printing.rights_sheet import render
from sociaalhuis.rights.engine import Engine, Outcome
from sociaalhuis.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Work:
    """What the screen has in hand: the talk, how every right stands by it, and the draft that holds it."""

    talk: Talk
    outcomes: Mapping[str, Outcome]
    rights: Engine
    draft: UUID


class Acts(QObject):
    """``keeping`` before it is written; ``kept`` with the talk and what came of it; ``refused`` with what stands in the way."""

    keeping = Signal()
    kept = Signal(object, object)
    refused = Signal(str)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.busy = False
        self.done: object = None  # the answers as they were kept last

    def keep(self, work: Work, then: Callable[[UUID, str], None]) -> None:
        """Keep the exploration when it was not kept as it is now; ``then`` gets the contact and its code."""
        begun = work.talk.begun
        if begun.contact is not None and self.done == work.talk.told:
            then(begun.contact, begun.reference)
            return
        if not self.busy:
            self.keeping.emit()
        explored = Explored(work.talk.known, work.outcomes, work.talk.day, work.talk.setting, work.talk.asked)
        job = partial(explorations.keep, self._place.house, begun, explored, work.rights, self._place.now(), work.draft)
        self._go(job, partial(self._was_kept, work.talk, then))

    def _was_kept(self, talk: Talk, then: Callable[[UUID, str], None], kept: Kept) -> None:
        self.done = talk.told
        self.kept.emit(talk, kept)
        then(kept.contact, kept.reference)

    def plan(self, work: Work, plans: Sequence[Plan]) -> None:
        """Plan applications."""

        def go_on(contact: UUID, reference: str) -> None:
            said = f"Gepland, code {reference}. Het staat bij Geplande aanvragen. Ctrl+Z maakt dat ongedaan."
            job = partial(applications.plan, self._place.house, contact, plans, self._place.now())
            self._go(job, lambda _none: self._place.say(said))

        self.keep(work, go_on)

    def note(self, work: Work, right: str, step: str | None, reason: str | None) -> None:
        """Note a step of a right; without one only the ``reason`` why it was not taken up yet.

        Asking for that reason is talking about the right; what was planned stays planned, as the house knows it at that moment.
        """
        house, now = self._place.house, self._place.now()
        said = f"Genoteerd bij {work.rights.book.rules[right].name}. Ctrl+Z maakt dat ongedaan."

        def go_on(contact: UUID, _reference: str) -> None:
            def write() -> None:
                before = applications.standings(house, contact).get(right, Standing())
                keeps = step is None and before.action is not None
                done, due, way = (before.action, before.due, before.way) if keeps else (step, None, None)
                steps: list[Step] = [(right, done or applications.DISCUSSED, due, way, reason)]
                applications.write(house, contact, steps, now)

            self._go(write, lambda _none: self._place.say(said))

        self.keep(work, go_on)

    def formal(self, work: Work | None, right: str | None) -> None:
        """A steunaanvraag for this right, when it is the OCMW that files it; else who does is said."""
        if work is None or right is None:
            return
        who = split.of(self._place.house, f"right:{right}")
        if who is not None and who.files not in ("", split.OCMW):
            self._place.say(f"Geen steunaanvraag. Wie doet wat: {who.words}.")
            return
        self.keep(work, lambda contact, _reference: self._place.go("support", contact=contact, right=right))

    def make_paper(
        self,
        work: Work,
        rights: Sequence[tuple[Outcome, RightCard]],
        standings: Mapping[str, Standing],
        then: Callable[[Paper, str], None],
    ) -> None:
        """The sheet of these rights; what is on it was discussed. ``then`` gets it with the code."""
        house, now, talk = self._place.house, self._place.now(), work.talk
        fresh = [outcome.right for outcome, _card in rights if not _acted(standings.get(outcome.right))]

        def go_on(contact: UUID, reference: str) -> None:
            def make() -> Paper:
                sheet = rightcard.sheet(house, work.rights, rights, reference, talk.day, large=talk.begun.large)
                paper = render(sheet)
                if fresh:
                    steps: list[Step] = [(one, applications.DISCUSSED, None, None, None) for one in fresh]
                    applications.write(house, contact, steps, now)
                return paper

            self._go(make, lambda paper: then(paper, reference))

        self.keep(work, go_on)

    def _go(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if self.busy:
            return
        self.busy = True
        self._place.jobs.house(job, partial(self._came, then), failed=self._failed)

    def _came(self, then: Callable[[Any], None], answer: Any) -> None:
        self.busy = False
        then(answer)

    def tell(self, error: BaseException) -> None:
        """Say what stands in the way; a mistake of ours goes on."""
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self.refused.emit(told(error))


def _acted(standing: Standing | None) -> bool:
    return standing is not None and standing.action is not None
