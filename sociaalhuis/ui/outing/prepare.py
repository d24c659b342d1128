"""Zitdag voorbereiden: which day, exactly what goes along, and the one file that takes it. No names: people look along."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from sociaalhuis.desk.outing import choosing, preparing
from sociaalhuis.desk.outing.choosing import Chosen, Plan
from sociaalhuis.desk.workdays import local
from sociaalhuis.texts import count, day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.outing.page import OutingPage
from sociaalhuis.ui.parts.parts import card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Workplace

_NONE = "Jullie hebben geen eigen zitdag gepland. Plan er een in de Agenda (Ctrl+9)."
_FOOT = (
    "Niets anders van cliënten gaat mee: geen adres, geen mail, geen andere vragen. "
    "Een afgeschermd dossier gaat alleen mee als jij erin genoemd bent."
)


class PrepareScreen(OutingPage):
    """The days at the left, what goes along at the right."""

    name: ClassVar[str] = "outing"
    title: ClassVar[str] = "Zitdag voorbereiden"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "Maak het pakket", "Wat meegaat")
        self._days = Rows("Zitdagen", two=True, empty=_NONE)
        self._made = Rows("Pakketten", lead=104, empty="Er is nog geen pakket gemaakt.")
        self._days.moved.connect(self._show_plan)
        self._days.chosen.connect(lambda _plan: self.secret.setFocus())
        heads = look.label("Welke zitdag?", bold=True), look.label("Pakketten die gemaakt zijn", bold=True)
        self.lay_out(card(heads[0], self._days, heads[1], self._made, stretch=self._days), _FOOT)
        self._made.setMaximumHeight(look.px(160))
        self.bind_commands()

    def arrive(self, **_what: Any) -> None:
        """Load the days that come."""
        self.tell()
        self._days.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was noted: what goes along may be other."""
        self._load()

    def _load(self) -> None:
        house, now = self.place.house, self.place.now()

        def read() -> Any:
            return choosing.coming(house, now), preparing.out_now(house)

        self.place.jobs.house(read, self._show, key="outing", failed=self.refuse)

    def _show(self, found: tuple[Sequence[Plan], Sequence[preparing.Known]]) -> None:
        plans, made = found
        self._days.show_lines([_line(plan) for plan in plans])
        self._made.show_lines([_known(one) for one in made])
        self.onward.setEnabled(bool(plans))
        plan = self._days.current()
        self._show_plan(plan) if plan is not None else self.facts.show_facts([])

    def _show_plan(self, plan: Plan) -> None:
        self.head.setText(f"{plan.place}, {day(plan.day)}")
        work = partial(preparing.contents, self.place.house, plan, self.place.now())
        self.place.jobs.house(work, partial(self._show_contents, plan), key="outing.contents", failed=self.refuse)

    def _show_contents(self, plan: Plan, chosen: Chosen) -> None:
        until = local(plan.until)
        self.facts.show_facts(
            [
                ("Afspraken", count(chosen.appointments, "afspraak", "afspraken"), "text"),
                ("Opvolging", f"{count(chosen.followups, 'vraag', 'vragen')} met open opvolging van deze plaats", "text"),
                ("Papier", f"{count(chosen.papers, 'briefje of bewijs', 'briefjes en bewijzen')} om mee te geven", "text"),
                ("Cliënten", count(len(chosen.people), "persoon", "personen"), "text"),
                ("Catalogus", f"{chosen.services} fiches, zoals nu", "text"),
                ("Werken tot", f"{day(until.date())}, {hour(until)}. Daarna kan alleen nog thuisbrengen.", "text"),
            ]
        )

    def go_on(self) -> None:
        """Make the package where the person wants it."""
        plan = self._days.current()
        if plan is None or self.busy or not self.typed():
            return
        file = self.place.ask.save_as("Zitdagpakket bewaren", preparing.file_name(plan), "Zitdagpakket (*.zitdag)")
        if file is not None:
            work = partial(preparing.prepare, self.place.house, plan, self.secret.text(), file, self.place.now())
            self.work(work, partial(self._prepared, file.name))

    def _prepared(self, name: str, _made: object) -> None:
        self.secret.clear()
        self.tell(good=f"Het pakket {name} is klaar en nagekeken. Open het op de laptop met je eigen naam en wachtwoord.")
        self._load()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (Command("Zitdagpakket maken", self.go_on, "Ctrl+Enter", "save"),)

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._days, self.secret, self._made)


def _line(plan: Plan) -> Line:
    start = local(plan.start)
    return Line(
        f"{day(plan.day).capitalize()}, {hour(start)}", plan, (plan.series, plan.day), detail=f"{plan.place} · {plan.name}"
    )


def _known(one: preparing.Known) -> Line:
    back = f"thuis op {one.returned:%d/%m %H.%M}" if one.returned else "onderweg"
    text = f"{one.place}, {day(one.day)}"
    return Line(
        text,
        None,
        one.id,
        back.split(" op ")[0],
        detail=count(one.people, "cliënt", "cliënten"),
        mark="good" if one.returned else "today",
        role="good" if one.returned else "today",
    )
