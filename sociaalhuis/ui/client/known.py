"""What is known of a client beside the timeline, in one list: answers per purpose, rights, dated facts, life domains, who
stands up for the client, and the file itself. A letter on a line writes down how it stands today.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.desk import asking
from sociaalhuis.desk.client import consents, life_domains
from sociaalhuis.desk.client.client_file import ClientFile, DatedFact
from sociaalhuis.desk.client.consents import Consent
from sociaalhuis.desk.client.life_domains import Domain
from sociaalhuis.desk.client.representing import Representing
from sociaalhuis.desk.client.timeline import Explored
from sociaalhuis.facts import Standing
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows

ANSWERS = {"J": consents.ORAL, "S": consents.WRITTEN, "N": consents.REFUSED, "I": consents.WITHDRAWN}
STATES = {"V": life_domains.EXPLORED, "A": life_domains.ACTED, "R": life_domains.RESULT, "W": life_domains.UNWANTED}
ERASE, KEYWORKER, LOCKED, MERGE, PROTECT, REPRESENT = (  # lines that open a page
    "erase",
    "keyworker",
    "locked",
    "merge",
    "protect",
    "represent",
)
_ASK, _EXPLAIN = "J ja, mondeling · S ja, schriftelijk · N nee · I ingetrokken", "J uitgelegd"
_STEP, _OPEN = "V verkend · A actie · R resultaat · W wil niet", "Enter opent"


@dataclass(frozen=True, slots=True)
class Acts:
    """What the list can do: write down an answer or a step, and open what a line stands for."""

    answer: Callable[[str, str], None]
    step: Callable[[str, str], None]
    open: Callable[[object], None]


class Known(QWidget):
    """The list with, under it, what the letters do on the current line."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self.rows = Rows("Dossier", empty="")
        self._hint = look.label("", look.SMALL, role="soft", wrap=True)
        for letter in (*ANSWERS, *STATES):
            self.rows.on_key(letter, _Letter(letter, acts))
        self.rows.moved.connect(self._say)
        self.rows.chosen.connect(acts.open)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.rows.setMinimumHeight(look.px(96))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(4))
        inside.addWidget(self.rows, 1)
        inside.addWidget(self._hint)
        self.setFocusProxy(self.rows)

    def show_file(self, file: ClientFile, today: date, *, may_protect: bool) -> None:
        """Show what is known in this file."""
        self.rows.show_lines(list(lines(file, today, may_protect)))
        self._say(self.rows.current())

    def _say(self, what: object) -> None:
        self._hint.setText(_hint(what))


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter: an answer on a line of consent, a step on a line of a life domain, nothing on another."""

    letter: str
    acts: Acts

    def __call__(self, what: object) -> None:
        if isinstance(what, Consent) and self.letter in ANSWERS:
            self.acts.answer(what.purpose, ANSWERS[self.letter])
        elif isinstance(what, Domain) and self.letter in STATES:
            self.acts.step(what.slug, STATES[self.letter])


def _hint(what: object) -> str:
    if isinstance(what, Consent):
        return _EXPLAIN if what.purpose == consents.REGISTER else _ASK
    if isinstance(what, Domain):
        return _STEP
    if isinstance(what, Explored):
        return "Enter = rechten verkennen (Ctrl+R)"
    if what == LOCKED:
        return "Enter opent (Alt+D). Alleen de schrijver en de coördinator lezen ze."
    return "" if isinstance(what, DatedFact) else _OPEN


def lines(file: ClientFile, today: date, may_protect: bool) -> Iterator[Line]:
    """All lines, under their headings."""
    yield _head("TOESTEMMING")
    yield from map(_consent, file.consents)
    yield _head("RECHTEN")
    yield _rights(file.explored)
    yield _head(f"FEITEN ({len(file.facts)})")
    yield from map(_fact, file.facts)
    talked = sum(bool(one.days) for one in file.domains)
    yield _head(f"LEEFDOMEINEN ({talked} van {len(file.domains)} besproken)")
    yield from map(_domain, sorted(file.domains, key=lambda one: not one.days))
    yield _head("VERTEGENWOORDIGING")
    for one in file.representatives:
        yield _representative(one, today)
    yield Line("Vertegenwoordiger toevoegen…", REPRESENT, REPRESENT, mark="plus", role="soft")
    yield _head("DIT DOSSIER")
    yield Line("Aanspreekpunt…", KEYWORKER, KEYWORKER, right=file.keyworker or "niemand", mark="people", role="soft")
    for merged in file.merged:
        left = f"nog {count((merged.until - today).days, 'dag', 'dagen')} te scheiden"
        yield Line(f"Samengevoegd met {merged.name}", merged, merged.id, right=left, mark="copy", role="soft")
    yield Line("Samenvoegen met een ander dossier…", MERGE, MERGE, mark="copy", role="soft")
    if file.locked is not None:
        there = [count(file.locked, "notitie", "notities")] * bool(file.locked) + ["een half af"] * file.note_begun
        yield Line("Vertrouwelijke notities…", LOCKED, LOCKED, right=" · ".join(there), mark="lock", role="soft")
    if may_protect:
        state = "afgeschermd" if file.who.protected else "open voor het team"
        yield Line("Afschermen…", PROTECT, PROTECT, right=state, mark="lock", role="soft")
        yield Line("Wissen op vraag van de cliënt…", ERASE, ERASE, mark="late", role="soft")


def _head(text: str) -> Line:
    return Line(text, head=True)


def _consent(one: Consent) -> Line:
    label = vocab.label("consent_purposes", one.purpose)
    if one.on is None:
        return Line(label, one, one.purpose, right="nog niet gevraagd", mark="open", role="soft")
    state = one.state if one.state == consents.EXPLAINED else vocab.label("consent_states", one.state)
    age = f"{one.months} mnd" if one.months else "nieuw"
    if not one.yes:
        return Line(label, one, one.purpose, right=f"{state} · {age}", mark="close", role="late")
    mark, role = ("today", "today") if one.renew else ("good", "good")
    return Line(label, one, one.purpose, right=f"{state} · {age}" + (" · vernieuw" if one.renew else ""), mark=mark, role=role)


def _rights(one: Explored | None) -> Line:
    if one is None:
        return Line("Nog niet verkend", EXPLORE, EXPLORE, right="Ctrl+R", mark="rights", role="soft")
    counts = f"{one.has} heeft al · {one.possible} mogelijk · {one.unlikely} waarschijnlijk niet"
    return Line(f"{one.decided} van {one.all} beslist", one, EXPLORE, right=counts, mark="rights", role="soft")


EXPLORE = "explore"


def _fact(one: DatedFact) -> Line:
    sure = one.answer.standing is Standing.CONFIRMED
    said = f"{asking.short(one.slug)}: {asking.said(one.slug, one.answer)}"
    right = short(one.on) if sure else f"{short(one.on)} · nog te bevestigen"
    return Line(said, one, one.slug, right=right, mark="good" if sure else "open", role="good" if sure else "soft")


def _domain(one: Domain) -> Line:
    states = [f"{vocab.label('domain_states', state)} {short(on)}" for state, on in list(one.days.items())[::-1]]
    mark, role = ("today", "accent") if one.days else ("open", "soft")
    if life_domains.RESULT in one.days:
        mark = role = "good"
    label, right = vocab.label("life_domains", one.slug), " · ".join(states) or "niet besproken"
    return Line(label, one, one.slug, right=right, mark=mark, role=role)


def _representative(one: Representing, today: date) -> Line:
    what = f"{vocab.label('representatives', one.capacity)}, {vocab.label('representation_scopes', one.scope)}"
    until = f"tot {short(one.until)}" if one.until else f"vanaf {short(one.since)}" if one.since else ""
    if one.holds(today):
        return Line(f"{one.name}: {what}", one, one.id, right=until, mark="people", role="accent")
    return Line(f"{one.name}: {what}", one, one.id, right=f"nu niet · {until}", mark="close", role="soft")


def short(on: date) -> str:
    """A day in a list."""
    return f"{on.day}/{on.month}/{on.year % 100:02d}"
