"""What the opvolglijst does not do without a reason: no longer follow up, open again, mark as a mistake."""

from collections.abc import Callable
from functools import partial

from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.ui.followup.card import Card
from sociaalhuis.ui.workplace import Workplace


class WhyActs:
    """``do`` gets the work, the line and what it is called, once the reason is there."""

    def __init__(self, place: Workplace, card: Card, do: Callable[[Callable[[], None], Task, str], None]) -> None:
        self._place, self._card, self._do = place, card, do

    def stop(self, task: Task) -> None:
        """Nobody asks about it any more; of what was stopped before: somebody does again."""
        house = self._place.house
        if task.one.stopped:
            self._do(partial(followup.follow_again, house, task.one.id, self._place.now()), task, "weer opvolgen")
            return

        def act(reason: str, words: str, everything: bool) -> None:
            work = partial(followup.stop, house, task.one.id, reason, self._place.now(), words, person=everything)
            self._do(work, task, "niet meer opvolgen")

        self._card.lay(self._card.why)
        self._card.why.ask("Waarom volg je dit niet meer op?", act, reasons="stop_reasons", of_client=not task.one.anonymous)

    def reopen(self, task: Task) -> None:
        """It is not over after all."""
        self._ask(task, "Waarom heropen je deze doorverwijzing?", followup.reopen, "heropend")

    def wrong(self, task: Task) -> None:
        """It was never meant so."""
        self._ask(task, "Wat is er fout aan deze doorverwijzing?", followup.mark_wrong, "fout ingevoerd")

    def _ask(self, task: Task, title: str, verb: Callable[..., None], label: str) -> None:
        def act(_reason: str, words: str, _everything: bool) -> None:
            self._do(partial(verb, self._place.house, task.one.id, words, self._place.now()), task, label)

        self._card.lay(self._card.why)
        self._card.why.ask(title, act)
