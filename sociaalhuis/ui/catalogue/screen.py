"""De catalogus: find a service, product or right while typing, read its card, copy its number, refer to it."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from functools import partial
from itertools import islice
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.search.finder import NAME, Found
from sociaalhuis.catalogue.service import Service
from sociaalhuis.desk.catalogue import checking, joining
from sociaalhuis.errors import Told, told
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.catalogue import found_words
from sociaalhuis.ui.catalogue.card import Card
from sociaalhuis.ui.catalogue.narrow import Narrow, Narrowed
from sociaalhuis.ui.catalogue.standing import Standing
from sociaalhuis.ui.catalogue.zitdagen import ZitdagLines
from sociaalhuis.ui.parts.parts import Columns, card
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.parts.seek import Seek
from sociaalhuis.ui.workplace import Command, Screen, Workplace

PAUSE = 15
MOST_FOUND, NARROWED = 40, 400  # lines, and what is looked through where a choice narrows them
LEAST = 860  # room for list and card side by side
_KINDS = "Rekenblad (*.xlsx);;CSV (*.csv);;HSDS (*.json);;HSDS in tabellen (*.zip)"
_HINT = "Naam, organisatie of wat de cliënt vraagt"
_START = "Typ een naam, een recht of de woorden van de cliënt. Een tikfout is niet erg. Elders zoeken? Typ de gemeente erbij."
_NOT_YET = "De catalogus wordt klaargezet. Even geduld."
_EMPTY = "De catalogus is leeg. Vraag je beheerder om ze te laden."


class CatalogueScreen(Screen):
    """Search and results at the left, the card of the current one at the right."""

    name: ClassVar[str] = "catalogue"
    title: ClassVar[str] = "Catalogus"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._wanted: str | None = None
        self._again: str | None = None  # the line that was current before
        self._shown = ""  # what the list answers
        self._where = places.known(place.house.postal_code)
        self._list = Rows("Gevonden diensten", two=True, empty=_START)
        self._seek = Seek("Zoek in de catalogus", _HINT, self._list, PAUSE)
        self._count = look.label("", look.SMALL, role="soft")
        self._read_in = QPushButton(look.icon("read_in"), "&Inlezen")
        self._read_in.setToolTip("Catalogus inlezen uit een bestand")
        self._card = Card(place)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        self._hours, self._narrow = ZitdagLines(place), Narrow(place.today())
        self._standing = Standing(place)
        left = card(self._seek, self._narrow, self._hours, self._head(), self._list, self._standing, stretch=self._list)
        whole.addWidget(Columns(LEAST, (left, 2), (self._card, 3), tall=280))
        self._card.copy.clicked.connect(self._copy)
        self._card.refer.clicked.connect(self._refer)
        self._seek.asked.connect(self._search)
        self._narrow.chosen.connect(lambda: self._search(self._seek.text()))
        self._card.explore.clicked.connect(self._open)
        self._list.moved.connect(self._card.show_found)
        self._list.chosen.connect(lambda _found: self._open())
        self._list.on_key("D", lambda _found: self._refer())
        self._list.on_key("W", lambda _found: self._know())
        self._card.know.clicked.connect(lambda _checked: self._know())
        self.bind_commands()

    def _head(self) -> QWidget:
        """How many were found, and the way to a file with more."""
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._count, 1)
        line.addWidget(self._read_in)
        self._read_in.setVisible(allows("catalogue.import", self.place.house.actor.role))  # now it has a place
        self._read_in.clicked.connect(lambda _checked: self.place.go("importing"))
        return held

    # ── searching ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Begin to search; with ``service`` the card of this one is shown."""
        self._wanted = what.get("service") or self._wanted
        self._seek.setFocus()
        self._seek.selectAll()
        self._hours.arrive()
        self._card.outdate()
        self._standing.arrive()
        self._begin()

    def leave(self) -> None:
        """Nothing is counted for who went on."""
        self._standing.leave()

    def changed(self, changed: Any) -> None:
        """How the catalogue stands may be otherwise, and what is known of the service that is shown."""
        self._standing.changed(set(changed.rows))
        if "local_note" in changed.rows:
            self._card.outdate()
            self._card.show_found(self._list.current())

    def engine_ready(self) -> None:
        """The catalogue can be searched from now on."""
        self._standing.arrive()
        self._begin()

    def _begin(self) -> None:
        engine = self.place.engine
        if engine is None:
            self._list.say_when_empty(_NOT_YET)
            return
        wanted = None if self._wanted is None else engine.service(self._wanted)
        if self._wanted is not None and wanted is None:
            self.place.jobs.house(partial(joining.leads_to, self.place.house, self._wanted), self._follow, failed=self._gone)
        self._wanted = None
        if wanted is not None:
            self._seek.setText(wanted.name)
            self._narrow.take(Narrowed())
            self._show(wanted.name, ([Found(wanted, None, NAME, "", 1.0)], ()))
            self._list.setFocus()
        else:
            self._search(self._seek.text())

    def _follow(self, slug: str) -> None:
        """To the record that the wanted one was joined into."""
        if self.place.engine is None or self.place.engine.service(slug) is None:
            self._gone(None)
            return
        self.place.say("Deze fiche is samengevoegd. Je ziet de fiche die bleef.")
        self._wanted = slug
        self._begin()

    def _gone(self, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, Told):
            raise error
        self.place.say("Deze dienst staat niet meer in de catalogus.")

    def _search(self, typed: str) -> None:
        engine, where = self.place.engine, self._where
        if engine is None:
            return
        narrowed = self._narrow.now()
        if not (typed.strip() or narrowed):
            self._show("", ((), ()))
            return
        fits = partial(narrowed.fits, today=self.place.today(), fresh=checking.intervals(self.place.house))

        def search() -> tuple[Sequence[Found], Sequence[str]]:
            if not typed.strip():
                return list(islice(filter(fits, engine.around(where)), NARROWED)), ()
            found = engine.search(typed, NARROWED if narrowed else MOST_FOUND, where)
            return list(islice(filter(fits, found), MOST_FOUND)), () if found else engine.like(typed)

        self.place.jobs.rest(search, partial(self._show, typed), key="catalogue")

    def _show(self, typed: str, answer: tuple[Sequence[Found], Sequence[str]]) -> None:
        """The list of other letters begins at its first line; of the same letters the current line stays."""
        found, like = answer
        self._hours.look_up(typed)
        sought, today, known = typed.strip(), self.place.today(), len(self.place.engine or ())
        start = _START if known else _EMPTY
        narrowed = bool(self._narrow.now())
        nothing = found_words.nothing(sought[:60], like) if sought else found_words.NOTHING_FITS if narrowed else start
        self._list.say_when_empty(nothing)
        fresh = checking.intervals(self.place.house)
        keys = [one.key for one in found]
        again = keys.index(self._again) if self._again in keys else None
        anew = again is None and typed != self._shown
        self._list.show_lines([found_words.line(one, today, fresh) for one in found], anew=anew)
        if again is not None:
            self._list.select_row(again)
        elif anew:
            self._list.scrollToTop()
        self._again, self._shown = None, typed
        if not found:
            self._card.show_service(None)
        many = f"de beste {MOST_FOUND}" if len(found) == MOST_FOUND else f"{len(found)} gevonden"
        self._count.setText(many if sought or narrowed else count(known, "fiche", "fiches"))
        self._seek.answered()

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, _checked: bool = False) -> None:
        """Explore a right; of a service the number is what one comes for."""
        found = self._list.current()
        if found is not None and found.right is not None:
            self.place.go("rights", right=found.right.slug)
        else:
            self._copy()

    def _copy(self, _checked: bool = False) -> None:
        number = self._card.next_number()
        if number is None:
            right = self._list.current() is not None and self._service() is None
            self.place.say(
                "Een recht heeft geen nummer. Enter verkent het." if right else "Deze fiche heeft geen telefoonnummer."
            )
            return
        QApplication.clipboard().setText(number)
        self.place.say(f"Gekopieerd: {number}.")

    def _refer(self, _checked: bool = False) -> None:
        service = self._service()
        if service is not None:
            self.place.take_along(service.id)
        elif self._list.current() is not None:
            self.place.say("Naar een recht verwijs je niet door. Enter verkent het.")

    def _service(self) -> Service | None:
        """The service of the current line, None for a right or when there is none."""
        found = self._list.current()
        return None if found is None else found.service

    def _agree(self) -> None:
        """Who informs, helps and files for this service."""
        service = self._service()
        if service is not None:
            self.place.go("split", product=f"service:{service.id}")

    def _know(self) -> None:
        """What this house knows itself of this service."""
        service = self._service()
        if service is not None:
            self.place.go("known", service=service.id)

    def _actor(self) -> None:
        """Whom the house knows there, and what was agreed."""
        service = self._service()
        if service is not None:
            self.place.go("actors", service=service.id)

    def export(self) -> None:
        """The whole catalogue into a file; how, its name tells. What is secret or of this house alone never goes along."""
        from sociaalhuis.desk.catalogue import exporting

        file = self.place.ask.save_as("Waar komt de catalogus?", "catalogus.xlsx", _KINDS)
        if file is None:
            return
        form = exporting.BY_SUFFIX.get(file.suffix.lower())
        if form is None:
            self.place.say(f"Kies een naam die eindigt op {', '.join(exporting.BY_SUFFIX)}.")
            return
        work = partial(exporting.write, self.place.house, form, file)
        self.place.jobs.aside(work, partial(self._exported, file.name), failed=lambda error: self.place.say(told(error)))

    def _exported(self, name: str, many: int) -> None:
        self.place.say(f"{count(many, 'fiche', 'fiches')} bewaard als {name}. Wat geheim is, staat er niet in.")

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        may = allows("catalogue.export", self.place.house.actor.role)
        return [
            Command("Zoek in de catalogus", self._back_to_field, "Ctrl+F", "search"),
            Command("Kopieer het telefoonnummer", self._copy, "F2", "copy"),
            Command("Wat wij weten van deze dienst: tips, wachttijd, beste uur", self._know, "", "edit"),
            Command("Taakverdeling van deze dienst", self._agree, "", "people"),
            Command("Organisatie van deze dienst: contacten en afspraken", self._actor, "", "people"),
            Command("Verwijs door naar deze dienst", self._refer, "Ctrl+D", "refer"),
            *([Command("Catalogus bewaren als bestand: Excel, CSV of HSDS", self.export, "", "share")] * may),
        ]

    def _back_to_field(self) -> None:
        self._seek.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._seek.selectAll()

    def shown_service(self) -> str | None:
        """The service of the card."""
        service = self._service()
        return None if service is None else str(service.id)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._seek, self._list, self._card.facts, *self._standing.parts[:1])

    def remember(self) -> Mapping[str, Any]:
        """What was sought and which card was open."""
        found = self._list.current()
        line = None if found is None else found.key
        return {"typed": self._seek.text(), "narrowed": astuple(self._narrow.now()), "line": line}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to the same card."""
        self._seek.setText(state["typed"])
        self._narrow.take(Narrowed(*state["narrowed"]))
        self._again = state["line"]
