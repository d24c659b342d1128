"""A form whose words are a draft until they are kept: put aside when one leaves, taken up when one comes back."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from sociaalhuis.desk import drafts
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.unfinished import Unfinished
from sociaalhuis.ui.workplace import Screen, Workplace


class Drafted(Screen):
    """``draft`` is the kind of its drafts. ``_state`` says whether the work is safe, ``_wrong`` what stands in the way."""

    draft: ClassVar[str]

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._recalled: Mapping[str, Any] = {}
        self._state, self._wrong = look.label("", look.SMALL, role="soft"), Strip()
        self._unfinished = Unfinished(place, self.draft, self._content, self)
        self._unfinished.state.connect(self._say_state)

    def _content(self) -> Mapping[str, Any]:
        """What is typed; empty when it is not worth keeping."""
        return {}

    def _fill(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before."""

    def _take_up(self, draft: UUID | None) -> bool:
        """Go on with a draft, or with what stood here before the lock; whether there was one."""
        self._wrong.tell("")
        recalled, self._recalled = self._recalled, {}
        if draft is not None and draft != self._unfinished.id:
            found = next((one for one in drafts.mine(self.place.house, self.draft) if one.id == draft), None)
            self._unfinished.begin(found)
            self._fill({} if found is None else found.content)
        elif recalled:
            self._fill(recalled)
        else:
            return False
        return True

    def _touched(self, *_edited: object) -> None:
        self._wrong.tell("")
        if self._content() or self._unfinished.begun:
            self._unfinished.touch()

    def _say_state(self, words: str, role: str) -> None:
        self._state.setText(words)
        look.set_role(self._state, role)

    def leave(self) -> None:
        """What was typed stays."""
        self._unfinished.keep_quietly()

    def remember(self) -> Mapping[str, Any]:
        """What was typed."""
        return self._content()

    def recall(self, state: Mapping[str, Any]) -> None:
        """That again."""
        self._recalled = state
