"""Nieuw eigen aanbod: a record from scratch, such as neighbours who help; who writes it down, checked it by that."""

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from sociaalhuis.desk.catalogue import editing
from sociaalhuis.ui.checking.edit import EditScreen
from sociaalhuis.ui.workplace import Workplace


class NewServiceScreen(EditScreen):
    """The same fields, empty but for what is likely: informal help, in Dutch, in the municipality of the house."""

    name: ClassVar[str] = "newservice"
    title: ClassVar[str] = "Nieuw eigen aanbod"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._show(editing.blank(place.house))

    def arrive(self, **_what: Any) -> None:
        """Go on with what is typed, or begin."""
        self._wrong.tell("")
        self._learn_names()
        self._fields["name"].setFocus()

    def keep(self, _checked: bool = False) -> None:
        """Make the record."""
        if not self._changed():
            self.place.say("Er is nog niets ingevuld.")
            return
        work = partial(editing.add, self.place.house, self._typed(), self.place.now())
        self.place.jobs.once("newservice", work, self._made, failed=self._refuse)

    def _made(self, _slug: str) -> None:
        name = self._typed()["name"]
        self._show(editing.blank(self.place.house))
        self.place.say(f"Gemaakt en nagekeken: {name}. Ctrl+Z maakt ongedaan.")
        self.turn_back()

    def remember(self) -> Mapping[str, Any]:
        """What was typed and not kept."""
        return {"typed": dict(self._changed())}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same again."""
        self._fill_in(state.get("typed", {}))
