"""Dubbele fiches: likely the same service from two sources, side by side; Enter joins them, N says that they are two.

The comparison of all records runs in the time that is left; what was found before is shown meanwhile.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.catalogue import doubles as finding
from sociaalhuis.catalogue.doubles import Pair
from sociaalhuis.desk.catalogue import doubles, joining
from sociaalhuis.desk.catalogue.doubles import Brief, Double
from sociaalhuis.desk.catalogue.joining import Compared, Joined
from sociaalhuis.errors import told
from sociaalhuis.texts import count, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.checking.sides import MARK, NAME, Sides
from sociaalhuis.ui.parts.parts import Chips, Columns, Facts, Strip, breakable, card
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST, MOST = 900, 300
_BUSY = "De fiches worden vergeleken. Je kunt gewoon verderwerken."
_NOTHING = "Er lijken geen twee fiches op elkaar. Nieuwe komen hier na een import."
_HINT = "In de velden: L links · R rechts · A allebei"
_ROLES: Mapping[str, str] = {"bijna zeker": "late", "waarschijnlijk": "today", "misschien": "soft"}


class _Left(Exception):  # no error: nobody waits any more
    """The window left while the records were compared."""


class DoublesScreen(Screen):
    """The pairs and the joins at the left, the fields of the current pair at the right."""

    name: ClassVar[str] = "doubles"
    title: ClassVar[str] = "Dubbele fiches"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows("service.join", place.house.actor.role)
        self._pairs: Sequence[Pair] | None = None
        self._busy, self._stale = False, True
        self._swapped: set[frozenset[str]] = set()
        self._chosen: dict[frozenset[str], Mapping[str, str]] = {}
        self._list = Rows("Dubbele fiches", two=True, empty=_BUSY)
        self._count = look.label("", role="soft", wrap=True)
        self._name = look.label("", look.HEADING, bold=True, wrap=True)
        self._chips, self._facts, self._wrong = Chips(), Facts("Samengevoegd"), Strip()
        self._stays, self._goes = look.label("", look.SMALL, bold=True), look.label("", look.SMALL, bold=True)
        self._sides = Sides(self._keep_choices)
        self._acts, self._part_acts = QWidget(), QWidget()
        self._lay_out()
        self._list.moved.connect(self._show_one)
        self._list.chosen.connect(lambda _one: self.join())
        self._sides.chosen.connect(lambda _field: self.join())
        for rows in (self._list, self._sides):
            for letter, act in (("N", self.apart), ("W", self.swap)):
                rows.on_key(letter, partial(_ignore, act))
        self._list.on_key("S", partial(_ignore, self.part))
        self.bind_commands()

    def _lay_out(self) -> None:
        heads = QHBoxLayout()
        heads.setContentsMargins(look.px(6 + MARK + NAME), 0, look.px(6), 0)
        for head in (self._stays, self._goes):
            heads.addWidget(head, 1)
        self._heads = QWidget()
        self._heads.setLayout(heads)
        for held, acts in (
            (self._acts, (("Enter", "Voeg samen", self.join), ("N", "Niet dezelfde", self.apart), ("W", "Wissel", self.swap))),
            (self._part_acts, (("S", "Scheiden", self.part),)),
        ):
            row = QHBoxLayout(held)
            row.setContentsMargins(0, 0, 0, 0)
            for letter, said, run in acts:
                button = QPushButton(f"{letter}   {said}")
                button.setAccessibleName(f"{said}, toets {letter}")
                button.clicked.connect(partial(_run, run))
                if letter == "Enter":
                    look.set_role(button, "primary")
                row.addWidget(button)
            row.addStretch()
            if held is self._acts:
                row.addWidget(look.label(_HINT, look.SMALL, role="soft"))
        left = card(self._count, self._list, margin=look.GAP, stretch=self._list)
        right = card(
            self._name, self._chips, self._heads, self._sides, self._facts, self._wrong, self._acts, self._part_acts,
            stretch=self._sides,
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 2), (right, 5), tall=360))

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **_what: Any) -> None:
        """Show what was found, and compare anew when the catalogue changed."""
        self._list.setFocus()
        if self._pairs is not None:
            self._load()
        if self._stale and not self._busy:
            self._compare()

    def changed(self, changed: Any) -> None:
        """Records were joined, taken apart or changed."""
        if {"service", "phone", "address", "service_source"} & set(changed.rows):
            self._stale = True
        if {"service", "service_join", "service_apart"} & set(changed.rows) and self._pairs is not None:
            self._load()

    def _compare(self) -> None:
        self._busy, self._stale = True, False
        self._tell_count()
        house, jobs = self.place.house, self.place.jobs

        def go_on(_at: int, _of: int) -> None:
            if jobs.stopped:
                raise _Left

        def find() -> Sequence[Pair]:
            return finding.find(*doubles.records(house), go_on)

        few = self.place.engine is not None and len(self.place.engine) <= doubles.FEW
        (jobs.house if few else jobs.later)(find, self._found, key="doubles-find")

    def _found(self, pairs: Sequence[Pair]) -> None:
        self._pairs, self._busy = pairs, False
        self._load()

    def _load(self) -> None:
        house, pairs, now = self.place.house, self._pairs or (), self.place.now()
        self.place.jobs.house(
            lambda: (doubles.standing(house, pairs, now), joining.standing(house)),
            self._show,
            key="doubles",
            failed=self._refuse,
        )

    def _show(self, loaded: tuple[Sequence[Double], Sequence[Joined]]) -> None:
        found, joined = loaded
        lines = [Line(f"MISSCHIEN DEZELFDE ({len(found)})", head=True)] if found else []
        lines += [self._pair_line(one) for one in found[:MOST]]
        lines += [Line(f"SAMENGEVOEGD ({len(joined)})", head=True)] if joined else []
        lines += [_joined_line(one) for one in joined[:MOST]]
        self._list.say_when_empty(_BUSY if self._busy else _NOTHING)
        self._list.show_lines(lines)
        self._tell_count(len(found))
        self._show_one(self._list.current())

    def _pair_line(self, one: Double) -> Line:
        used = one.stays.uses + one.goes.uses
        detail = " · ".join(
            filter(
                None, (one.goes.name, f"{count(used, 'keer', 'keer')} gebruikt" if used else "", ", ".join(one.pair.reasons))
            )
        )
        role = _ROLES[one.pair.said]
        return Line(one.stays.name, one, (one.pair.one, one.pair.other), "", detail, one.pair.said, "copy", role)

    def _tell_count(self, found: int = 0) -> None:
        self._count.setText(_BUSY if self._busy else count(found, "paar", "paren"))

    # ── one pair ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _double(self) -> Double | None:
        one = self._list.current()
        return one if isinstance(one, Double) else None

    def _two(self, one: Double) -> tuple[Brief, Brief]:
        """Which record stays and which goes, as the person has it."""
        return (one.goes, one.stays) if _key(one) in self._swapped else (one.stays, one.goes)

    def _show_one(self, one: Double | Joined | None) -> None:
        self._wrong.tell("")
        pair, joined = isinstance(one, Double), isinstance(one, Joined)
        for part in (self._chips, self._heads, self._sides, self._acts):
            part.setVisible(pair)
        self._acts.setEnabled(self._may)
        self._facts.setVisible(joined)
        self._part_acts.setVisible(joined and self._may)
        if isinstance(one, Double):
            self._show_pair(one)
        elif isinstance(one, Joined):
            self._name.setText(breakable(one.name))
            self._facts.show_facts(_told(one))
        else:
            self._name.setText("Niets te vergelijken" if self._pairs is not None else "")

    def _show_pair(self, one: Double) -> None:
        stays, goes = self._two(one)
        self._name.setText(breakable(stays.name))
        why = [(f"✓ {reason}", "chip-good") for reason in one.pair.reasons]
        self._chips.show_chips([*why, *((f"≠ {reason}", "chip-late") for reason in one.pair.against)])
        self._stays.setText(f"LINKS, BLIJFT · {stays.sources}")
        self._goes.setText(f"RECHTS, GAAT OP · {goes.sources}")
        work = partial(joining.compare, self.place.house, stays.slug, goes.slug)
        self.place.jobs.house(work, partial(self._show_sides, one), key="doubles-sides", failed=self._refuse)

    def _show_sides(self, one: Double, compared: Compared) -> None:
        if self._double is one:
            self._sides.show_fields(compared.fields, self._chosen.get(_key(one), {}))

    def _keep_choices(self) -> None:
        if self._double is not None:
            self._chosen[_key(self._double)] = self._sides.choices

    # ── acting ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def join(self) -> None:
        """The two become one, as was chosen."""
        one = self._double
        if one is None or not self._may or not self._sides.lines():
            return
        stays, goes = self._two(one)
        work = partial(joining.join, self.place.house, stays.slug, goes.slug, self._sides.choices, self.place.now())
        self.place.jobs.house(work, partial(self._done, f"Samengevoegd: {stays.name}."), failed=self._refuse)

    def apart(self) -> None:
        """They are two: the pair is not shown again."""
        one = self._double
        if one is not None and self._may:
            work = partial(doubles.apart, self.place.house, one.stays.slug, one.goes.slug, self.place.now())
            self.place.jobs.house(work, partial(self._done, "Onthouden: niet dezelfde."), failed=self._refuse)

    def swap(self) -> None:
        """The other record stays; what was chosen field by field begins anew."""
        one = self._double
        if one is not None:
            self._swapped ^= {_key(one)}
            self._chosen.pop(_key(one), None)
            self._show_pair(one)

    def part(self) -> None:
        """What was joined is two again."""
        one = self._list.current()
        if isinstance(one, Joined) and self._may:
            work = partial(joining.part, self.place.house, one.id, self.place.now())
            self.place.jobs.house(work, partial(self._done, f"Weer twee fiches: {one.name}."), failed=self._refuse)

    def _done(self, said: str, _answer: object) -> None:
        self.place.say(f"{said} Ctrl+Z maakt ongedaan.")
        self._list.setFocus()

    def _refuse(self, error: BaseException) -> None:
        self._wrong.tell(told(error))

    def shown_service(self) -> str | None:
        """The record of the current line."""
        one = self._list.current()
        return self._two(one)[0].slug if isinstance(one, Double) else one.slug if isinstance(one, Joined) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes from the fields to the list, then back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._sides.hasFocus():
            self._list.setFocus()
        else:
            self.place.back()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Fiches samenvoegen", self.join, "Ctrl+Enter", "good"),
            Command("Fiches zijn niet dezelfde", self.apart, "", "close"),
            Command("Samengevoegde fiches scheiden", self.part, "", "follow"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._sides)

    def remember(self) -> Mapping[str, Any]:
        """Which sides were chosen, by pair."""
        return {"chosen": [[*sorted(pair), dict(chosen)] for pair, chosen in self._chosen.items()]}

    def recall(self, state: Mapping[str, Any]) -> None:
        """The same choices."""
        self._chosen = {frozenset((one, other)): chosen for one, other, chosen in state.get("chosen", ())}


def _key(one: Double) -> frozenset[str]:
    return frozenset((one.pair.one, one.pair.other))


def _joined_line(one: Joined) -> Line:
    detail = f"hierin ging op: {one.gone}"
    return Line(one.name, one, one.id.hex, "", detail, short_day(one.on), "good", "good")


def _told(one: Joined) -> Sequence[tuple[str, str, str]]:
    return (
        ("Hierin ging op", one.gone, ""),
        ("Op", short_day(one.on), ""),
        ("Door", one.who, ""),
        ("Velden van de andere", ", ".join(one.fields) or "geen", ""),
        *((f"Van {source}", ", ".join(fields) or "geen veld", "soft") for source, fields in one.origins),
        ("", "Een import van een van de bronnen laat dit zo. Wat de bron verandert, wordt een voorstel.", "soft"),
    )


def _ignore(act: Any, _current: object) -> None:
    act()


def _run(act: Any, _checked: bool = False) -> None:
    act()
