"""Below the catalogue how it stands, in one quiet line: each part is a way to the list where somebody works on it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import freshness
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.flow import Flow
from sociaalhuis.ui.workplace import Workplace

if TYPE_CHECKING:
    from sociaalhuis.desk.catalogue.health import Health

PAUSE = 400  # milliseconds after coming here: what is typed goes first
_TABLES = frozenset(
    {
        "service", "phone", "address", "verification", "verification_task", "proposal", "import_run", "service_join",
        "service_apart", "local_note",
    }
)  # fmt: skip

type _Way = tuple[str, str, Mapping[str, Any]]  # the words, the screen, what it is told


class _Left(Exception):
    """Nobody wants to know any more."""


class Standing(QWidget):
    """The line “STAAT”, there when it was counted."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._row = Flow(look.px(2))
        self.setLayout(self._row)
        self.parts: list[QPushButton] = []
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._count)
        self.hide()

    def arrive(self) -> None:
        """Count anew, when there is time."""
        self._soon.start()

    def leave(self) -> None:
        """Nobody looks."""
        self._soon.stop()

    def changed(self, tables: set[str]) -> None:
        """Something was written."""
        if self.isVisible() and _TABLES & tables:
            self._soon.start()

    def _count(self) -> None:
        house, now, jobs, engine = self._place.house, self._place.now(), self._place.jobs, self._place.engine

        def go_on(_at: int, _of: int) -> None:
            if jobs.stopped:
                raise _Left

        def work() -> "Health | None":
            from sociaalhuis.desk.catalogue import health  # with what reads files: a tenth of a second that nobody waits for

            try:
                return None if engine is None else health.of(house, engine.services, now, go_on)
            except _Left:
                return None

        jobs.later(work, self._show, key="catalogue-standing")

    def _show(self, found: "Health | None") -> None:
        if found is None:
            return
        ways = _ways(found, may_read=allows("catalogue.import", self._place.house.actor.role))
        had = next((at for at, one in enumerate(self.parts) if one.hasFocus()), None)
        self._row.clear()
        head = look.label("STAAT", look.SMALL, role="soft")
        head.setIndent(look.px(5))  # as far in as the words of the parts
        head.setFixedHeight(self._part("", "", {}).sizeHint().height())
        self._row.addWidget(head)
        self.parts = [self._part(*way) for way in ways]
        for one in self.parts:
            self._row.addWidget(one)
        self.show()
        if had is not None and self.parts:
            self.parts[min(had, len(self.parts) - 1)].setFocus()

    def _part(self, said: str, screen: str, told: Mapping[str, Any]) -> QPushButton:
        made = QPushButton(said)
        look.set_role(made, "fact")
        made.setFont(look.font(look.SMALL))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(f"Staat: {said.replace('&', '')}")
        made.clicked.connect(partial(self._go, screen, told))
        return made

    def _go(self, screen: str, told: Mapping[str, Any], _checked: bool = False) -> None:
        self._place.go(screen, **told)


def _ways(found: "Health", *, may_read: bool) -> Sequence[_Way]:
    """What is said, and where each part leads; what is nought is not said."""
    good, top = found.top
    parts: list[tuple[int, _Way]] = [
        (1, (f"✓ {found.good} in or&de", "checking", {"groups": (freshness.FRESH,)})),
        (found.due, (f"● {found.due} na t&e kijken", "checking", {"groups": (freshness.MOST_USED, freshness.DUE)})),
        (found.no_contact, (f"▲ {found.no_contact} zonder &contact", "checking", {"groups": (freshness.NO_CONTACT,)})),
        (found.reported, (f"▲ {found.reported} ge&meld", "checking", {"groups": (freshness.REPORTED,)})),
        (top, (f"&top {top}: {good * 100 // max(1, top)} % vers", "checking", {"groups": (freshness.MOST_USED,)})),
        (found.proposals, (f"● {count(found.proposals, 'v&oorstel', 'v&oorstellen')}", "proposals", {})),
        (1 if found.doubles is None else found.doubles, (_doubles(found.doubles), "doubles", {})),
    ]
    if found.read is not None and may_read:
        parts.append((1, (f"inge&lezen {short_day(found.read)}", "importing", {})))
    return [way for number, way in parts if number]


def _doubles(found: int | None) -> str:
    return "d&ubbels zoeken" if found is None else f"● {count(found, 'd&ubbel?', 'd&ubbels?')}"
