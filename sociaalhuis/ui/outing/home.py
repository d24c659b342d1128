"""Zitdag thuisbrengen: first what would come, then all of it at once, and then what two people changed without knowing."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QPushButton, QWidget

from sociaalhuis.desk.outing import homecoming
from sociaalhuis.desk.outing.homecoming import Coming, Difference, Double
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.outing.page import OutingPage
from sociaalhuis.ui.parts.parts import card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Workplace

_FOOT = "Er komt alleen bij. Wat hier stond, verandert niet. Hetzelfde pakket nog eens brengen doet niets."
_COLUMNS = {
    "phone": "telefoon", "email": "mail", "street": "straat", "postal_code": "postcode", "given_name": "voornaam",
    "family_name": "naam", "language": "taal", "birth_date": "geboortedatum", "birth_year": "geboortejaar",
    "appointment": "afspraak", "safe_contact": "veilig contact", "forbidden_ways": "niet zo bereiken",
    "interpreter": "tolk", "reading": "lezen", "answer_kind": "antwoord", "informed_on": "informatieblad op",
}  # fmt: skip


class HomeScreen(OutingPage):
    """The package and its differences at the left, what comes at the right."""

    name: ClassVar[str] = "outing_home"
    title: ClassVar[str] = "Zitdag thuisbrengen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "Breng thuis", "Wat thuiskomt")
        self._file: Path | None = None
        self._choose = QPushButton("&Kies het pakket…")
        self._choose.clicked.connect(self.choose)
        self._wipe = QPushButton("Wis het pakket van de &stick")
        self._wipe.clicked.connect(self.wipe)
        self._named = look.label("Nog geen pakket gekozen.", wrap=True)
        self._people = Rows("Misschien dezelfde persoon", two=True, empty="Niemand.")
        self._differ = Rows("Twee waarden", two=True, empty="Niets om te kiezen.")
        self._people.chosen.connect(lambda one: self.place.go("client", person=one.new))
        self._differ.on_key("T", partial(self._settle, True))
        self._differ.on_key("H", partial(self._settle, False))
        legend = look.label("T = die van de zitdag nemen · H = laten zoals hier", look.SMALL, role="soft")
        left = card(
            self._named, self._choose, self._wipe, look.label("Op de zitdag veranderd: kies", bold=True), self._differ, legend,
            look.label("Misschien dezelfde persoon", bold=True), self._people, stretch=self._differ,
        )  # fmt: skip
        self._people.setMaximumHeight(look.px(120))
        self.lay_out(left, _FOOT)
        self.bind_commands()

    def arrive(self, **_what: Any) -> None:
        """Begin at choosing the package."""
        self.tell()
        self._begin()
        self._choose.setFocus()

    def _begin(self) -> None:
        self._file = None
        self._named.setText("Nog geen pakket gekozen.")
        self.head.setText("Steek de stick in en kies het pakket.")
        self.facts.show_facts([])
        self.asked.hide()
        self._wipe.hide()
        self.onward.setEnabled(False)
        self._people.show_lines([])
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was chosen."""
        self._load()

    def _load(self) -> None:
        work = partial(homecoming.differences, self.place.house)
        self.place.jobs.house(work, self._show_differences, key="outing_home", failed=self.refuse)

    def _show_differences(self, found: Sequence[Difference]) -> None:
        self._differ.show_lines([_difference(one) for one in found])

    # ── the package ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self) -> None:
        """Which file; it is looked into at once."""
        file = self.place.ask.open_file("Welk pakket komt thuis?", "Zitdagpakket (*.zitdag)")
        if file is not None:
            self._file = file
            self._wipe.hide()
            self._named.setText(file.name)
            self._look()

    def _look(self) -> None:
        if self._file is not None:
            self.work(
                partial(homecoming.look, self.place.house, self._file, self.place.now(), self.secret.text()), self._show_coming
            )

    def _show_coming(self, found: Coming) -> None:
        self.asked.hide()
        self.head.setText(found.words)
        self.facts.show_facts(_facts(found))
        self._people.show_lines([_double(one) for one in found.doubles])
        self.onward.setEnabled(True)
        self.onward.setFocus()

    def refuse(self, error: BaseException) -> None:
        """Why it did not work; an unknown key is asked for."""
        if isinstance(error, homecoming.Locked):
            self.asked.show()
        super().refuse(error)

    def go_on(self) -> None:
        """Take it all, in one act."""
        if self._file is None or self.busy:
            return
        if self.asked.isVisible():
            if self.typed():
                self._look()
            return
        work = partial(homecoming.bring, self.place.house, self._file, self.place.now(), self.secret.text())
        self.work(work, self._brought)

    def _brought(self, found: Coming) -> None:
        self.secret.clear()
        said = "Alles is thuis." if found.new else "Dit was al thuis. Er kwam niets bij."
        self.tell(good=f"{said} Wis nu het pakket van de stick (Alt+S), en de zitdag van de laptop (W).")
        self.onward.setEnabled(False)
        self._wipe.show()
        self._load()
        (self._differ if found.changes else self._people).setFocus()

    def wipe(self) -> None:
        """The file that came home goes: the house has all of it."""
        if self._file is None or not self._wipe.isVisible():
            return
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            self.tell("Het pakket kan niet gewist worden. Doe het met de verkenner van de computer.")
            return
        self._begin()
        self.tell(good="Het pakket is gewist van de stick.")
        self._choose.setFocus()

    def _settle(self, take: bool, one: Difference) -> None:
        if take and not one.can:
            self.tell("Dit kun je hier niet overnemen. Pas het aan waar het staat; H sluit deze regel.")
            return
        work = partial(homecoming.settle, self.place.house, one.id, self.place.now(), take=take)
        self.place.jobs.house(work, lambda _none: self._load(), failed=self.refuse)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Zitdagpakket kiezen", self.choose, "", "search"),
            Command("Zitdag thuisbrengen", self.go_on, "Ctrl+Enter", "save"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._choose, self._differ, self._people, self.onward)


def _facts(found: Coming) -> Sequence[tuple[str, str, str]]:
    facts = [(word.capitalize(), str(number), "text") for word, number in found.added]
    if not found.new:
        facts.append(("", "Alles uit dit pakket staat hier al.", "good"))
    if found.receipts:
        facts.append(("Afgeven", "Ontvangstbewijs " + ", ".join(found.receipts), "today"))
    if found.changes:
        facts.append(
            ("Kiezen", f"{count(found.changes, 'waarde is', 'waarden zijn')} daar veranderd: beide blijven staan", "today")
        )
    if found.known and found.new:
        facts.append(("Al hier", count(found.known, "rij", "rijen"), "soft"))
    if found.missing:
        facts.append(("Ontbrak hier", f"{count(found.missing, 'rij', 'rijen')} van voor de zitdag komen terug", "today"))
    if found.expired:
        facts.append(("Verlopen", "Het pakket is verlopen. Thuisbrengen mag.", "today"))
    if found.slow or found.fast:
        how = "achter" if found.slow else "voor"
        facts.append(("Klok", f"De klok van de laptop liep {how}. De volgorde blijft goed.", "today"))
    return facts


def _difference(one: Difference) -> Line:
    values = f"hier: {_shown(one.home)}   ·   zitdag ({one.at:%d/%m %H.%M}): {_shown(one.there)}"
    right = "beide veranderd" if one.conflict else "alleen daar"
    mark, role = ("late", "late") if one.conflict else ("today", "today")
    return Line(f"{one.about}: {_COLUMNS.get(one.column, one.column)}", one, one.id, "", values, right, mark, role)


def _shown(value: Any) -> str:
    if value in (None, "", []):
        return "leeg"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _double(one: Double) -> Line:
    return Line(one.name, one, one.new, detail="lijkt op: " + ", ".join(one.like), mark="people", role="today")
