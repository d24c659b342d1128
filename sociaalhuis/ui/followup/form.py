"""The questions of the follow-up on one form, in the order of the conversation; what is not asked is not shown.

It fills in what a key already said. What the answers come to is for desk.followup.answers.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.desk import when
from sociaalhuis.desk.followup import answers
from sociaalhuis.desk.followup.answers import NO, ON_LIST, PAPERS, YES, Answers
from sociaalhuis.desk.referral import outcomes
from sociaalhuis.desk.referral.outcomes import CLIENT, OUTCOMES, SERVICE, WHOSE, Details
from sociaalhuis.desk.referral.referrals import LONGEST_STEP
from sociaalhuis.desk.workdays import BRUSSELS
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.followup.reasons import Reasons
from sociaalhuis.ui.parts.layer import Layer
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.referral.form import OneOf

VOICEMAIL = "voicemail"  # of resources/vocab/contact_ways
NEXT = "+7"  # days after which a next step without a day is looked at
LEAST_LIST = 76  # pixels at 100 %: a heading and a reason
_LIST_ROW = 3  # of the grid
_HEADS = {SERVICE: "de dienst", CLIENT: "de cliënt"}


class Form(Layer):
    """``saved`` with an Outcome, its Details and from whom it is known; ``left`` when somebody goes back."""

    saved = Signal(object, object, str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now, self._meant, self._whole = now, "", True
        self.reached, self.contacted = (
            OneOf("Bereikt", answers.REACHED),
            OneOf("Contact gehad met de dienst", answers.YES_OR_NO),
        )
        self.helped, self.need = OneOf("Hulp ontvangen", answers.HELPED), OneOf("Nood opgelost", answers.NEED)
        self.explained, self.known = OneOf("Alles opnieuw uitgelegd", answers.YES_OR_NO), OneOf("Gehoord van", answers.KNOWN)
        self.reasons, self.condition = Reasons("Waarom niet"), QComboBox()
        self.condition.setAccessibleName("Welke voorwaarde")
        self.words, self.step, self.day = QLineEdit(), QLineEdit(), QLineEdit(placeholderText="di · 12/3 · +7")
        for field, name in ((self.words, "Woorden cliënt"), (self.step, "Volgende stap"), (self.day, "Op welke dag")):
            field.setAccessibleName(name)
            field.setMaxLength(LONGEST_STEP)
        self._refusal = Strip()
        self._read = look.label("", look.SMALL, role="soft", wrap=True)
        self._names: dict[QWidget, QLabel] = {}
        self._on = look.label("op", look.SMALL, role="soft")
        self._lay_out()
        for choice in (self.reached, self.helped):
            choice.changed.connect(self._adapt)
        self.day.textEdited.connect(self._say_day)
        self.reasons.taken.connect(self._go_on)
        self.reasons.marked_one.connect(self._adapt)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("Bereikt?", self.reached),
            ("Contact met dienst?", self.contacted),
            ("Hulp ontvangen?", self.helped),
            ("Waarom niet?", self.reasons),
            ("Welke voorwaarde?", self.condition),
            ("Nood opgelost?", self.need),
            ("Opnieuw uitgelegd?", self.explained),
            ("Woorden cliënt", self.words),
            ("Gehoord van", self.known),
            ("Volgende stap", self._next_step()),
        )
        for row, (name, part) in enumerate(rows):
            label = look.label(name, look.SMALL, role="soft", wrap=True)
            label.setBuddy(part)
            label.setFixedWidth(look.px(88))
            self._names[part] = label
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop if part is self.reasons else Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(part, row, 1)
        grid.addWidget(self._read, len(rows), 1)
        self._grid, self._last = grid, len(rows) + 1
        self._save = QPushButton("Bewaar en volgende   Ctrl+Enter")
        look.set_role(self._save, "primary")
        back = QPushButton("Terug   Esc")
        self._save.clicked.connect(self.save)
        back.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch()
        buttons.addWidget(self._save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(look.GAP))
        whole.addLayout(grid, 1)
        whole.addWidget(self._refusal)
        whole.addLayout(buttons)
        asked = [self.reached, self.contacted, self.helped, self.reasons, self.need, self.explained, self.words, self.known]
        for one, other in pairwise([*asked, self.step, self.day]):
            self.setTabOrder(one, other)

    def _next_step(self) -> QWidget:
        """The step and its day beside each other."""
        self._on.setBuddy(self.day)
        self.day.setMaximumWidth(look.px(104))
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self.step, 1)
        row.addWidget(self._on)
        row.addWidget(self.day)
        return self._steps

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(
        self, key: str, heard_from: str, forbidden: Collection[str] = (), conditions: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Begin with what a key of OUTCOMES already says, or with nothing; the focus goes to the first open question.

        ``forbidden`` are the ways in which the client does not want to be reached; ``conditions`` those of the service (fact,
        name), to choose from when one was not met.
        """
        self.condition.clear()
        self.condition.addItem("niet ingevuld", "")
        for fact, name in conditions:
            self.condition.addItem(name, fact)
        self._meant = key
        begun = answers.begun(key) if key else Answers(YES)  # who is asked everything was mostly reached
        sides = OUTCOMES[key].whose if key and OUTCOMES[key].whose else (SERVICE, CLIENT)
        self.reasons.offer([(side, _HEADS[side], WHOSE[side]) for side in sides])
        self.reasons.mark(begun.by, begun.reasons)
        for choice, chosen in (
            (self.reached, begun.reached),
            (self.contacted, None),
            (self.helped, begun.helped),
            (self.need, begun.need),
            (self.explained, None),
            (self.known, heard_from),
        ):
            choice.choose(chosen)
        self.reached.offer(answers.MESSAGE, VOICEMAIL not in forbidden)
        for field in (self.words, self.step, self.day):
            field.clear()
        self.refuse("")
        self._say_day()
        self._whole = begun.helped != NO  # who pressed “geweigerd” says why: the list of reasons gets the room
        self._adapt()
        first = self.words if begun.helped == PAPERS else self.reasons if begun.helped == NO else self.contacted
        first.setFocus()

    def _adapt(self) -> None:
        """Show only what is asked after these answers."""
        told = self.reached.chosen in (None, YES)
        helped = self.helped.chosen if told else None
        why = helped in (NO, ON_LIST, PAPERS)
        chosen = why and outcomes.NOT_ELIGIBLE in self.reasons.marked[1] and self.condition.count() > 1
        shown: dict[QWidget, bool] = {
            self.condition: chosen,
            self.contacted: told and self._whole,
            self.helped: told,
            self.reasons: why,
            self.need: helped == YES,
            self.explained: told and self._whole,
            self.words: told,
            self.known: told,
        }
        for part, seen in shown.items():
            part.setVisible(seen)
            self._names[part].setVisible(seen)
        self._names[self.words].setText("Wat ontbreekt er?" if helped == PAPERS else "Woorden cliënt")
        self._grid.setRowStretch(_LIST_ROW, int(why))
        self._grid.setRowMinimumHeight(_LIST_ROW, look.px(LEAST_LIST) if why else 0)
        self._grid.setRowStretch(self._last, int(not why))
        self.step.setVisible(told)
        self._names[self._steps].setText("Volgende stap" if told else "Opnieuw proberen")
        self._on.setText("verwacht op" if helped == ON_LIST else "op")

    # ── saving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _go_on(self) -> None:
        """From the reasons to what they still ask, else save."""
        if self.condition.isHidden() or self.condition.currentIndex():
            self.save()
        else:
            self.condition.setFocus()

    def save(self) -> None:
        """Give what was answered; what is missing is said in place."""
        by, marked = self.reasons.marked
        named = "" if self.condition.isHidden() else str(self.condition.currentData() or "")
        chosen = tuple(f"{slug}:{named}" if named and slug == outcomes.NOT_ELIGIBLE else slug for slug in marked)
        told = Answers(self.reached.chosen, self.helped.chosen, self.need.chosen, by, chosen)
        try:
            found = answers.outcome(told, self._meant)
            rest = Details(
                words=self.words.text(),
                contacted=_truth(self.contacted.chosen),
                explained_again=_truth(self.explained.chosen),
                next_step=self.step.text(),
                day=self._day(),
            )
        except Refusal as refusal:
            self.refuse(str(refusal))
            return
        self.saved.emit(found, answers.details(told, rest), self.known.chosen or "client")

    def refuse(self, text: str) -> None:
        """Say in place what is missing; empty: nothing."""
        self._refusal.tell(text)

    def _day(self) -> date | None:
        typed = self.day.text().strip() or (NEXT if self.step.text().strip() else "")
        return when.read(typed, self._now().astimezone(BRUSSELS)).day if typed else None

    def _say_day(self) -> None:
        words, role = "", "soft"
        if self.day.text().strip():
            try:
                words, role = when.read(self.day.text(), self._now().astimezone(BRUSSELS)).words, "good"
            except Refusal as refusal:
                words, role = str(refusal), "late"
        self._read.setText(words)
        self._read.setVisible(bool(words))
        look.set_role(self._read, role)


def _truth(chosen: str | None) -> bool | None:
    return None if chosen is None else chosen == YES
