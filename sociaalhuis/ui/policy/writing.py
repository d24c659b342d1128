"""Writing in the plan of a theme: a form for a point of the SWOT, for a goal and for an action; one of them is open at most."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk.catalogue import organizations
from sociaalhuis.errors import Refusal
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.policy.plans import Planned, Wish
from sociaalhuis.ui.parts.smallform import Asked, Form, typed
from sociaalhuis.ui.workplace import Workplace

_FORMS: Mapping[str, Asked] = {
    "point": (("text", "&Punt", "één zin, zonder naam"), ("ground", "S&teunt op", "een cijfer, een signaal, een bron")),
    "goal": (("text", "&Doel", "wat we willen bereiken"), ("reference", "N&ummer", "in het meerjarenplan, mag leeg")),
    "action": (
        ("text", "A&ctie", "wat er gebeurt"),
        ("owner", "&Wie", "dienst of functie, geen naam"),
        ("due", "Te&gen", "dag/maand/jaar"),
        ("reference", "N&ummer", "in het meerjarenplan, mag leeg"),
    ),
}

type Where = tuple[str, int]
"""A theme (slug) and a year."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What the open form is about: a line (its id) that is changed, or a new one of a kind, perhaps under a goal (its id)."""

    form: str
    head: str
    theme: str = ""
    year: int = 0
    kind: str = ""
    above: str = ""
    line: str = ""


class Writing(QWidget):
    """``written`` with what keeps it; ``refused`` with why it cannot be kept; ``left`` when somebody lets it be."""

    written = Signal(object)
    refused = Signal(str)
    left = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._task: _Task | None = None
        self._forms = {name: Form(asked, self._keep) for name, asked in _FORMS.items()}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        for form in self._forms.values():
            form.left.connect(self.left)
            inside.addWidget(form)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._task is not None

    def end(self) -> None:
        """Nothing is written any more."""
        self._task = None
        for form in self._forms.values():
            form.hide()
        self.hide()

    def change(self, line: Planned) -> None:
        """Say a line otherwise."""
        form, wish = "point" if line.kind in plans.SWOT else "action" if line.is_action else "goal", line.wish
        known = {"text": wish.text, "ground": wish.ground, "owner": wish.owner, "due": typed(wish.due)}
        self._begin(_Task(form, "Aanpassen", line=str(line.id)), {**known, "reference": wish.reference})

    def point(self, where: Where, kind: str, ground: str) -> None:
        """Write a point of the SWOT that rests on ``ground``."""
        head = f"Nieuw: {vocab.label('theme_lines', kind)}"
        self._begin(_Task("point", head, *where, kind), {"ground": ground[: plans.LONGEST]})

    def goal(self, where: Where, here: Planned | None) -> None:
        """Write a goal: under the goal ``here`` one of the next level, beside the lowest, else a strategic one."""
        lowest = len(plans.GOALS) - 1
        level = -1 if here is None else plans.GOALS.index(here.kind)
        above = here.above if here is not None and level == lowest else here and here.id
        kind = plans.GOALS[min(level + 1, lowest)]
        head = f"Nieuw: {vocab.label('theme_lines', kind)}"
        self._begin(_Task("goal", head, *where, kind, str(above or "")), {})

    def action(self, where: Where, here: Planned | None) -> None:
        """Write an action under the goal ``here``."""
        head = f"Nieuwe actie voor: {here.text}" if here else "Nieuwe actie, zonder doel"
        above = str(here.id) if here else ""
        self._begin(_Task("action", head, *where, plans.ACTION, above), {})

    def remember(self) -> Mapping[str, Any]:
        """What is being written, for after a lock."""
        task = self._task
        return {} if task is None else {"task": asdict(task), "said": dict(self._forms[task.form].said())}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Go on with that."""
        if "task" in state:
            self._begin(_Task(**state["task"]), state["said"])

    def _begin(self, task: _Task, known: Mapping[str, str]) -> None:
        self.end()
        self._task = task
        self.show()
        self.setFocusProxy(self._forms[task.form])
        self._forms[task.form].begin(task.head, known)

    def _keep(self, said: Mapping[str, str]) -> None:
        task = self._task
        if task is None:
            return
        try:
            due = organizations.read_day(said.get("due", ""))
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return
        wish = Wish(said["text"], said.get("ground", ""), said.get("owner", ""), due, said.get("reference", ""))
        self.written.emit(self._work(task, wish))

    def _work(self, task: _Task, wish: Wish) -> Callable[[], object]:
        house = self._place.house
        if task.line:
            return partial(plans.change, house, UUID(task.line), wish)
        above = UUID(task.above) if task.above else None
        return partial(plans.add, house, task.theme, task.kind, wish, task.year, self._place.now(), above)
