"""Zitdag afsluiten, on the laptop: what must still be done, what was added, and the file that takes it home. No names."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sociaalhuis.desk.outing import closing
from sociaalhuis.desk.outing.closing import Checks
from sociaalhuis.texts import count, day, hour
from sociaalhuis.ui import look
from sociaalhuis.ui.outing.page import OutingPage
from sociaalhuis.ui.outing.power import battery
from sociaalhuis.ui.parts.parts import card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Workplace

LOW = 20  # per cent of a battery
_FOOT = (
    "Alleen wat je toevoegde, gaat mee naar huis. Wat er al stond, verandert niet: twee waarden komen naast elkaar te staan."
)
_KINDS = {"question": "vraag", "referral": "doorverwijzing", "rights": "verkenning", "signal": "signaal"}


class CloseScreen(OutingPage):
    """The checklist at the left (Spatie ticks, Enter opens), what was added at the right."""

    name: ClassVar[str] = "outing_close"
    title: ClassVar[str] = "Zitdag afsluiten"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "Sluit af en schrijf het pakket", "Wat erbij kwam")
        self._found: Checks | None = None
        self._ticked: set[str] = set()
        self._list = Rows("Nakijken", two=True)
        self._list.chosen.connect(self._open)
        legend = look.label(
            "Spatie = gedaan · Enter = openen · daarna: H = heropenen · W = wissen",
            look.SMALL,
            role="soft",
        )
        self._list.on_key("H", lambda _what: self.reopen())
        self._list.on_key("W", lambda _what: self.erase())
        self.lay_out(card(look.label("Kijk dit eerst na", bold=True), self._list, legend, stretch=self._list), _FOOT)
        self.bind_commands()

    def arrive(self, **_what: Any) -> None:
        """Look how the day stands."""
        self.tell()
        self._list.setFocus()
        self._load()

    def changed(self, _changed: object) -> None:
        """Something was noted: look again."""
        self._load()

    def _load(self) -> None:
        work = partial(closing.check, self.place.house, self.place.now())
        self.place.jobs.house(work, self._show, key="outing_close", failed=self.refuse)

    def _show(self, found: Checks) -> None:
        self._found = found
        self.head.setText(found.place)
        facts = [(word.capitalize(), str(number), "text") for word, number in found.added]
        state = [("Afgesloten", f"om {hour(found.closed)}. H = heropenen, W = wissen.", "good")] if found.closed else []
        nothing = [("", "Er is nog niets bijgekomen.", "soft")]
        self.facts.show_facts(
            [*state, *(facts or nothing), ("Werken tot", f"{day(found.until.date())}, {hour(found.until)}", "soft")]
        )
        self._show_list()

    def _show_list(self) -> None:
        if self._found is not None:
            self._list.show_lines([self._ticks(line) for line in _lines(self._found, battery())])

    def _ticks(self, line: Line) -> Line:
        done = line.key in self._ticked
        return Line(line.text, line.what, line.key, "", line.detail, "gedaan" if done else line.right,
                    "good" if done else line.mark, "good" if done else line.role)  # fmt: skip

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, what: tuple[str, Any]) -> None:
        kind, draft = what
        if kind == "draft":
            self.place.go(draft.kind, draft=draft.id)
        elif kind == "waiting":
            self.place.go("dayend")
        else:
            self._tick()

    def _tick(self) -> None:
        line = self._list.current_line()
        if line is not None and isinstance(line.key, str):
            self._ticked ^= {line.key}
            self._show_list()

    def go_on(self) -> None:
        """Write the package and close; what is half typed is asked about, for it does not go along."""
        found = self._found
        if found is None or self.busy or not self.typed():
            return
        half = count(len(found.drafts), "ontwerp is", "ontwerpen zijn")
        if found.drafts and not self.place.ask.confirm(
            f"{half} niet af. Dat blijft op deze laptop en gaat niet mee naar huis. Toch afsluiten?", "Afsluiten"
        ):
            return
        file = self.place.ask.save_as(
            "Pakket voor thuis bewaren", closing.file_name(self.place.house), "Zitdagpakket (*.zitdag)"
        )
        if file is not None:
            work = partial(closing.close, self.place.house, self.secret.text(), file, self.place.now())
            self.work(work, self._closed)

    def _closed(self, _none: None) -> None:
        self.secret.clear()
        self.place.lock()

    def reopen(self) -> None:
        """Work goes on."""
        if self._found is not None and self._found.closed and not self._found.expired:
            self.work(partial(closing.reopen, self.place.house), lambda _none: self.place.lock())

    def erase(self) -> None:
        """The package is home: nothing of it stays on this laptop."""
        if (
            self._found is not None
            and self._found.closed
            and self.place.ask.confirm(
                "Is het pakket thuisgebracht? Deze zitdag gaat van de laptop en komt niet terug.",
                "Wissen",
            )
        ):
            self.place.erase()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks."""
        if event.key() == Qt.Key.Key_Space and self._list.hasFocus():
            self._tick()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Zitdag afsluiten en pakket schrijven", self.go_on, "Ctrl+Enter", "save"),
            Command("Zitdag heropenen", self.reopen, "", "undo"),
            Command("Zitdag van deze laptop wissen", self.erase, "", "close"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self.secret)


def _lines(found: Checks, left: int | None) -> Sequence[Line]:
    """What to look at, what must be done first on top."""
    lines = []
    if found.expired:
        late = "Werken kan niet meer. Sluit af en breng het pakket thuis: alles wat je noteerde, blijft."
        lines.append(Line("Deze zitdag is verlopen", ("", None), "expired", detail=late, mark="late", role="late"))
    if found.behind:
        text = "De klok van deze laptop loopt achter"
        how = "Zet de datum en het uur juist. De volgorde van wat je noteerde, blijft goed."
        lines.append(Line(text, ("", None), "clock", detail=how, mark="late", role="late"))
    for draft in found.drafts:
        text = f"Half af: {_KINDS.get(draft.kind, 'werk')}"
        lines.append(
            Line(text, ("draft", draft), draft.id, detail="Enter gaat verder. Het gaat niet mee naar huis.", mark="edit")
        )
    if found.waiting:
        text = count(found.waiting, "vraag wacht op een antwoord", "vragen wachten op een antwoord")
        lines.append(
            Line(text, ("waiting", None), "waiting", detail="Enter toont ze bij Dag afsluiten.", mark="today", role="today")
        )
    if found.receipts:
        text = count(len(found.receipts), "ontvangstbewijs afgeven", "ontvangstbewijzen afgeven")
        lines.append(Line(text, ("", None), "receipts", detail="Nog vandaag: " + ", ".join(found.receipts), mark="open"))
    papers = f"{count(found.papers, 'papier', 'papieren')} hier gedrukt. Daglijst en foute afdrukken gaan in de versnipperaar."
    lines.append(Line("Papier versnipperen of meenemen", ("", None), "papers", detail=papers, mark="open"))
    low = left is not None and left < LOW
    power = "Steek de lader in." if left is None else f"{left} %." + (" Steek eerst de lader in." if low else " Dat is genoeg.")
    lines.append(
        Line("Batterij", ("", None), "battery", detail=power, mark="late" if low else "open", role="late" if low else "text")
    )
    return lines
