"""The palette (Ctrl+K): one field that finds people, services, rights, codes and commands; Enter opens the first.

Empty it shows what was in hand last. Of services with the same name the nearest to the house comes first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from rapidfuzz import fuzz, process

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.search.finder import Found
from sociaalhuis.ui import look
from sociaalhuis.ui.parts import age as ages
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command

if TYPE_CHECKING:
    from sociaalhuis.desk.agenda.asking import Coming
    from sociaalhuis.ui.frame.workbench import Workbench

PAUSE = 60  # milliseconds of quiet typing before people are searched
MOST_OF_A_KIND, MOST_RIGHTS, MOST_SOUGHT = 4, 3, 16
FITS = 75  # of 100
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LONGEST, _LEAST = 200, 2  # letters by which a service is sought


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette."""

    kind: str
    label: str
    detail: str
    run: Callable[[], object]
    right: str = ""

    @property
    def line(self) -> Line:
        """As the list shows it."""
        return Line(
            self.label, self, (self.kind, self.label, self.detail), lead=self.kind, detail=self.detail, right=self.right
        )


class Palette(QFrame):
    """Lies over the workbench; Escape closes it and the focus goes back where it was."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__(bench)
        self._bench = bench
        self._before: QWidget | None = None
        self._people: Sequence[Hit] = ()
        self._recent: Sequence[Hit] = ()
        self._catalogue: Sequence[Hit] = ()  # services and rights
        self._hours: Sequence[Coming] = ()  # the zitdagen with their next days
        self._waiting = self._eager = False  # the services are still to come; Enter was pressed meanwhile
        self._picked = False  # somebody moved to a line: what is found later may not take it away
        self._where = places.known(bench.place.house.postal_code)
        self._hits: list[Hit] = []
        look.set_role(self, "card")
        self._field = QLineEdit(placeholderText="Typ een naam, een dienst, een code of wat je wilt doen")
        self._field.setAccessibleName("Zoeken")
        self._field.textEdited.connect(self._typed)
        self._field.returnPressed.connect(self._open_current)
        self._field.installEventFilter(self)
        self._list = Rows("Gevonden", lead=96)
        self._list.chosen.connect(self._open)
        self._foot = look.label("↑↓ kiezen · Enter openen · Esc sluiten", look.SMALL, role="soft", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(12)] * 4)
        for part in (self._field, self._list, self._foot):
            inside.addWidget(part)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._search_people)
        self.hide()

    def open_over(self, over: QWidget) -> None:
        """Show the palette, empty, in the upper middle of the workbench; one that is open stays as it is."""
        if self.isVisible():
            self._field.setFocus()
            return
        self._before = over.focusWidget()
        width = min(look.px(720), over.width() - look.px(64))
        self.setGeometry((over.width() - width) // 2, look.px(64), width, min(look.px(440), over.height() - look.px(96)))
        self._field.clear()
        self._people = self._catalogue = ()
        self._waiting = self._eager = self._picked = False
        self._show()
        self.show()
        self.raise_()
        self._field.setFocus()
        self._look_back()

    def close_over(self) -> None:
        """Hide the palette; the focus goes back."""
        self._pause.stop()
        self._eager = False
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move through the list, Escape closes, Ctrl+Enter makes a file with this name."""
        if watched is self._field and isinstance(event, QKeyEvent):
            anew = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.type() == QEvent.Type.ShortcutOverride and anew:  # else the screen below takes it
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._begin_file() if anew else self._steer(event.key())
        return super().eventFilter(watched, event)

    def _begin_file(self) -> bool:
        """The form of a new person begins with what was typed."""
        typed = self._field.text().strip()
        if typed and self._may_meet:
            self.close_over()
            self._bench.place.go("client", new=typed)
        return True

    @property
    def _may_meet(self) -> bool:
        """Whether who acts sees people at all."""
        return allows("contact.register", self._bench.place.house.actor.role)

    def _steer(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_over()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
            self._picked = True
        else:
            return False
        return True

    def _typed(self) -> None:
        """The list of before stays until the services are there; Enter waits, so as never to open what other letters found."""
        self._people, self._eager, self._picked = (), False, False
        self._pause.start()
        engine, typed, today = self._bench.place.engine, self._field.text().strip(), self._bench.place.today()
        self._waiting = engine is not None and len(typed) >= _LEAST
        if engine is None or not self._waiting:
            self._catalogue = ()
            self._show()
            return
        work = partial(engine.search, typed[:LONGEST], MOST_SOUGHT, self._where)
        self._bench.place.jobs.rest(work, partial(self._found_in_catalogue, today), key="palette.services")

    def engine_ready(self) -> None:
        """The services can be found from now on: what was typed before is sought again, unless a line is picked already."""
        if self.isVisible() and not self._picked:
            self._typed()

    def _found_in_catalogue(self, today: date, found: Sequence[Found]) -> None:
        self._waiting = False
        services = [one for one in found if one.service][:MOST_OF_A_KIND]
        rights = [one for one in found if one.right][:MOST_RIGHTS]
        self._catalogue = [self._hit(one, today) for one in found if one in services or one in rights]
        self._show()
        if self._eager:
            self._open_current()

    def _hit(self, one: Found, today: date) -> Hit:
        go = self._bench.place.go
        if one.right:
            return Hit("RECHT", one.name, "uitleg en voorwaarden", partial(go, "rights", right=one.right.slug))
        assert one.service  # noqa: S101  # one of both
        age = ages.age(one.service, today).short
        return Hit("DIENST", one.name, one.service.organization, partial(go, "catalogue", service=one.service.id), age)

    def _look_back(self) -> None:
        """What was in hand last; until then the list shows what it showed before."""
        from sociaalhuis.desk.agenda import series
        from sociaalhuis.desk.day import recent

        place, now = self._bench.place, self._bench.place.now()

        def look() -> "tuple[Sequence[Coming], Sequence[Hit]]":
            return (
                series.coming(place.house, now),
                [
                    Hit("RECENT", one.label, one.detail, partial(place.go, "client", person=one.person))
                    if one.person
                    else Hit("RECENT", one.label, one.detail, partial(place.go, "catalogue", service=one.service))
                    for one in recent.mine(place.house)
                ],
            )

        place.jobs.house(look, self._looked_back, key="palette.recent")

    def _looked_back(self, found: "tuple[Sequence[Coming], Sequence[Hit]]") -> None:
        self._hours, self._recent = found
        if self.isVisible() and not (self._waiting or self._picked):
            self._show()

    def _search_people(self) -> None:
        from sociaalhuis.desk.client import clients

        typed, place = self._field.text(), self._bench.place
        if not self._may_meet:
            return

        def search() -> Sequence[Hit]:
            coded, people = clients.search(place.house, typed, MOST_OF_A_KIND)
            hits = [Hit("PERSOON", one.name, one.birth, partial(place.go, "client", person=one.id)) for one in people]
            if coded is not None:
                hits.insert(0, Hit("CODE", coded.reference, "vraag", partial(place.go, "client", contact=coded.contact)))
            return hits

        place.jobs.house(search, self._found_people, key="palette")

    def _found_people(self, hits: Sequence[Hit]) -> None:
        self._people = hits
        if not self._waiting:
            self._show()

    def _show(self) -> None:
        typed = self._field.text().strip()
        commands = list(self._commands(typed))
        meant = [hit for hit in commands if typed and _is_meant(typed.casefold(), hit.label.casefold())]
        rest = [hit for hit in commands if hit not in meant]
        before = () if typed else self._recent
        self._hits = [*before, *self._people, *meant, *self._when(typed), *self._catalogue, *rest]
        self._list.show_lines([hit.line for hit in self._hits])
        if not self._picked:
            self._list.select_row(0)
        if typed and not self._waiting:
            self._list.tell_current(found=True)
        anew = " Nieuwe cliënt met deze naam? Ctrl+Enter." if self._may_meet else ""
        none = f"Niets gevonden voor “{typed[:LONGEST]}”. Probeer een ander woord.{anew}"
        self._foot.setText("↑↓ kiezen · Enter openen · Esc sluiten" if self._hits else none)

    def _when(self, typed: str) -> Iterable[Hit]:
        """“Wanneer komt de pensioendienst?”: the next days of the zitdagen that are meant; Enter goes to the first."""
        from sociaalhuis.desk.agenda import asking

        for one in asking.asked(typed, self._hours, MOST_OF_A_KIND):
            day = one.days[0].day if one.days else None
            go = partial(self._bench.place.go, "agenda", day=day, series=one.id)
            yield Hit("ZITDAG", f"{one.series.name}: {one.when}", one.how, go)

    def _commands(self, typed: str) -> Iterable[Hit]:
        commands: Sequence[Command] = self._bench.commands()
        if not typed:
            chosen = list(commands)
        else:
            labels = {i: command.label for i, command in enumerate(commands)}
            best = process.extract(
                typed, labels, scorer=fuzz.WRatio, processor=str.casefold, limit=MOST_OF_A_KIND, score_cutoff=FITS
            )
            chosen = [commands[i] for _label, _score, i in best]
        for command in chosen:
            yield Hit("OPDRACHT", command.label, "", command.run, command.shortcut)

    def _open_current(self) -> None:
        hit: Hit | None = self._list.current()
        self._eager = self._waiting
        if hit is not None and not self._waiting:
            self._open(hit)

    def _open(self, hit: Hit) -> None:
        self.close_over()
        hit.run()


def _is_meant(typed: str, label: str) -> bool:
    """Whether a command goes before what is found: its beginning was typed, or some of its words just as they stand."""
    return label.startswith(typed) or (" " in typed and typed in label)
