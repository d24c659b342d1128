"""Rechten verkennen: one question at the left, all rights in four groups in the middle, one of them explained at the right.

What is answered is a draft until it is kept. Keeping writes the exploration with the rules of today; printing, planning and
noting keep it first, so that there is a code. The screen never says that somebody has a right, and never that somebody has not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.catalogue import places
from sociaalhuis.desk import drafts
from sociaalhuis.desk.rights import applications, explorations, rightcard, talk
from sociaalhuis.desk.rights.explorations import Kept, Start
from sociaalhuis.errors import Refusal
from sociaalhuis.rights.engine import Engine, Outcome, Status
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip, card
from sociaalhuis.ui.parts.threecolumns import ThreeColumns
from sociaalhuis.ui.parts.unfinished import Unfinished
from sociaalhuis.ui.question.foot import Foot
from sociaalhuis.ui.rights import asking, opened
from sociaalhuis.ui.rights.acts import Acts, Work
from sociaalhuis.ui.rights.card import LETTERS, RightPanel, step_of
from sociaalhuis.ui.rights.head import Head
from sociaalhuis.ui.rights.list import RightsList
from sociaalhuis.ui.rights.opened import Opened
from sociaalhuis.ui.rights.paper import PaperOut
from sociaalhuis.ui.rights.plan import PlanPanel
from sociaalhuis.ui.rights.question import QuestionCard
from sociaalhuis.ui.workplace import Command, Screen, Workplace

KIND = explorations.DRAFT
BACK = "Hier was je aan bezig. Alles staat er weer."
DROP = "Deze verkenning laten vallen? Wat je vroeg, gaat weg."
CHOOSE = "Kies eerst een recht met de spatiebalk (F6 gaat naar de lijst)."
NOTHING = "Er is nog niets gevraagd. Er valt niets te bewaren."
SHARES = (21, 20, 22)  # the question keeps its three ways out on one line


class RightsScreen(Screen):
    """Explores the rights of a contact, of somebody with a file, or of nobody in particular."""

    name: ClassVar[str] = "rights"
    title: ClassVar[str] = "Rechten verkennen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._rights: Engine | None = None
        self._about: str | None = None  # the right that somebody came here for
        self._head = Head(place.house.actor.role)
        self._talk = talk.begin(Start(), place.today(), self._head.usual)
        self._outcomes: Mapping[str, Outcome] = {}
        self._standings: Mapping[str, applications.Standing] = {}
        self._services: tuple[str, ...] = ()  # that were chosen in the question, for the referral afterwards
        self._recalled: UUID | None = None  # a draft to go on with
        self._acts = Acts(place, self)
        self._question, self._list, self._panel = QuestionCard(), RightsList(), RightPanel(place)
        self._plan = PlanPanel(place.now)
        self._side = QStackedWidget()
        self._wrong = Strip()
        self._paper = PaperOut(place, self._wrong.tell)
        paper, plan, _formal, done, *_ = self.commands()
        self._foot = Foot((paper, plan, done), ("Lijst voor cliënt", "Aanvraag plannen", "Bewaren en klaar"))
        self._unfinished = Unfinished(place, KIND, self._content, self)
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        for page in (self._panel, self._plan):
            self._side.addWidget(page)
        columns = ThreeColumns(
            card(self._question, margin=12, stretch=self._question),
            card(self._list, margin=look.GAP, stretch=self._list),
            self._side,
            SHARES,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(12)] * 4)
        whole.setSpacing(look.px(look.GAP))
        for part, stretch in ((self._head, 0), (self._wrong, 0), (columns, 1), (self._foot, 0)):
            whole.addWidget(part, stretch)
        self._list.setMinimumHeight(look.px(200))

    def _connect(self) -> None:
        self._unfinished.state.connect(self._foot.say)
        self._question.answered.connect(self._take)
        self._question.entered.connect(self._enter)
        self._question.back.connect(self._go_back)
        self._question.later.connect(self._put_off)
        self._head.chosen.connect(self._change_setting)
        self._list.moved.connect(self._explain)
        self._list.chosen.connect(lambda _right: self._panel.facts.setFocus())
        self._list.picked.connect(self._touch)
        for letter in LETTERS:
            self._list.on_key(letter, partial(self._step_line, step_of(letter)))
        self._panel.stepped.connect(self._note)
        self._panel.reasoned.connect(partial(self._note, None))
        self._plan.planned.connect(self._plan_them)
        self._plan.left.connect(self._leave_plan)
        self._acts.keeping.connect(self._unfinished.pause)
        self._acts.kept.connect(self._was_kept)
        self._acts.refused.connect(self._wrong.tell)
        self._acts.refused.connect(lambda _why: self._touch())  # it stays a draft

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, **what: Any) -> None:
        """Explore for a ``contact`` or ``person``, go on with a ``draft``, begin ``new``, show a ``right``, or just go on.

        ``services`` are those that were chosen in the question: they go on to the referral.
        """
        self._wrong.tell("")
        draft, contact, person = what.get("draft") or self._recalled, what.get("contact"), what.get("person")
        self._recalled, self._about = None, what.get("right")
        rules = partial(asking.rules, self.place.house, self.place.today())  # others may count since the last time
        self.place.jobs.house(rules, self._ready, key="rights.rules", failed=self._acts.tell)
        if what.get("new"):
            self._unfinished.keep_quietly()
            self._start((), Opened())
        elif draft is not None or contact is not None or person is not None:
            if not self._is_here(draft, contact, person):
                self._open(draft, contact, person, tuple(what.get("services") or ()))
        else:
            self._show()
        self._question.take_focus()

    def _is_here(self, draft: UUID | None, contact: UUID | None, person: UUID | None) -> bool:
        if draft is not None:
            return draft == self._unfinished.id
        begun = self._talk.begun
        return contact == begun.contact if contact is not None else person is not None and person == begun.person

    def _ready(self, rights: Engine) -> None:
        if rights is not self._rights:
            self._rights = rights
            self._show()

    def engine_ready(self) -> None:
        """The services that a right is asked at have their names now."""
        self._explain(self._list.current())

    def _open(self, draft: UUID | None, contact: UUID | None, person: UUID | None, services: tuple[str, ...]) -> None:
        self._unfinished.keep_quietly()
        work = partial(opened.find, self.place, draft, contact, person)
        self.place.jobs.house(work, partial(self._start, services), key="rights.start", failed=self._acts.tell)

    def _start(self, services: tuple[str, ...], found: Opened) -> None:
        begun, kept, self._standings = found.begun, found.draft, found.standings
        self._unfinished.begin(kept)
        self._acts.done = None
        self._talk = talk.begin(begun, self.place.today(), self._head.usual)
        self._services = services
        self._list.choose(())
        if kept is not None:
            self._talk = talk.from_data(kept.content["talk"], begun, self.place.today())
            self._services = tuple(kept.content["services"])
            self._list.choose(kept.content["chosen"])
            self.place.say(BACK)
        self._talk = asking.looking(self._talk, self.place.engine, self._services)
        self._head.show_setting(self._talk.setting)
        self._side.setCurrentWidget(self._panel)
        self._head.show_start(begun)
        self._show()
        self._list.to_top()

    def _content(self) -> Mapping[str, Any]:
        if self._acts.done == self._talk.told:
            return {}
        return opened.content(self._talk, self._list.chosen_rights, self._services)

    def _touch(self) -> None:
        if self._content() or self._unfinished.stored:
            self._unfinished.touch()

    def leave(self) -> None:
        """What was answered is kept."""
        self._unfinished.keep_quietly()

    def remember(self) -> Mapping[str, Any]:
        """Which exploration was open."""
        return {"draft": str(self._unfinished.id)} if self._content() else {}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to that exploration."""
        if "draft" in state:
            self._recalled = UUID(state["draft"])

    def changed(self, changed: Any) -> None:
        """Something happened in the house: how the rights of this client stand is read again."""
        begun = self._talk.begun
        if "right_step" in changed.rows and (begun.contact or begun.person):
            work = partial(applications.standings, self.place.house, begun.contact, begun.person)
            self.place.jobs.house(work, self._show_standings, key="rights.standings")

    def _show_standings(self, standings: Mapping[str, applications.Standing]) -> None:
        self._standings = standings
        self._show()

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        if self._rights is None:
            return
        before, known = self._outcomes, self._talk.known
        self._outcomes = self._rights.check(known, self._talk.day)
        self._list.show_rights(self._outcomes, self._rights.book, self._standings)
        self._explain(self._list.current())
        moment = self._talk.moment(self._rights)
        self._question.ask(asking.asked(moment, self._talk, self._rights, self.place.house.postal_code))
        self._question.show_progress(*asking.progress(moment, self._talk, self._outcomes))
        self._tell_fresh(before, self._rights)
        if self._about is not None:
            self._list.turn_to(self._about)
            self._about = None

    def _tell_fresh(self, before: Mapping[str, Outcome], engine: Engine) -> None:
        """What became possible is said, and shown at the right unless somebody works in the list."""
        possible = [one.right for one in self._outcomes.values() if one.status is Status.POSSIBLE]
        fresh = [right for right in possible if right in before and before[right].status is not Status.POSSIBLE]
        if fresh:
            names = ", ".join(engine.book.rules[right].name for right in fresh)
            self.place.say(f"Nieuw bij mogelijk recht: {names}.")
            if not self._list.hasFocus():
                self._list.turn_to(fresh[0])

    def _explain(self, right: str | None) -> None:
        if right is None or self._rights is None or right not in self._outcomes:
            self._panel.show_right(None, None)
            return
        self._panel.show_right(self._card(right), self._standings.get(right))

    def _card(self, right: str) -> rightcard.RightCard:
        assert self._rights is not None  # noqa: S101  # a card is shown after the rules were read
        here = places.places(self._talk.postal_code) if self._talk.postal_code else ()
        return rightcard.explain(self._rights, self._outcomes[right], self._talk.known, self._talk.day, self.place.engine, here)

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _turn(self, after: talk.Talk) -> None:
        self._talk = after
        self._wrong.tell("")
        self._show()
        self._touch()

    def _take(self, answer: asking.Turn) -> None:
        self._turn(answer(self._talk))

    def _enter(self, typed: str) -> None:
        try:
            after = asking.entered(self._talk, self._moment(), typed)
        except Refusal as refusal:
            self._question.refuse(str(refusal))
            return
        self._turn(after)

    def _moment(self) -> talk.Moment:
        assert self._rights is not None  # noqa: S101  # nobody answers before the first question
        return self._talk.moment(self._rights)

    def _go_back(self) -> None:
        self._turn(self._talk.back())

    def _put_off(self) -> None:
        fact = asking.about(self._moment())
        if fact is not None:
            self._turn(self._talk.put_off(fact))

    def _change_setting(self, setting: str) -> None:
        self._turn(self._talk.within(setting))
        self._question.take_focus()

    # ── what can be done ─────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Lijst voor de cliënt afdrukken", self.print_sheet, "Ctrl+P", "print"),
            Command("Aanvraag plannen", self.plan, "Ctrl+D", "appointment"),
            Command("Steunaanvraag voor dit recht", lambda: self._acts.formal(self._work(), self._list.current()), "", "new"),
            Command("Verkenning bewaren en klaar", self.finish, "Ctrl+Enter", "save"),
            Command("Blad bewaren als PDF", self.save_sheet, "Alt+B", "save"),
            Command("Later verder, zonder verlies", self.back, "Esc", "undo"),
            Command("Laat deze verkenning vallen", self.drop, "", "close"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._question, self._list, self._panel.facts, self._plan)

    def explore(self) -> None:
        """Ctrl+R on this screen: back to the question."""
        self._question.take_focus()

    def _work(self) -> Work | None:
        rights = self._rights
        return None if rights is None else Work(self._talk, self._outcomes, rights, self._unfinished.id)

    def _was_kept(self, kept_talk: talk.Talk, kept: Kept) -> None:
        begun = replace(kept_talk.begun, contact=kept.contact, reference=kept.reference)
        self._talk = replace(self._talk, begun=begun)
        self._unfinished.done()
        self._unfinished.begin()
        held = count(len(kept.withheld), "gevoelig antwoord bewaren", "gevoelige antwoorden bewaren") if kept.withheld else ""
        self._foot.say(f"Bewaard met code {kept.reference}." + (f" {held} we niet." if held else ""), "good")
        self._head.show_start(begun)
        self._touch()  # what was answered meanwhile

    def plan(self) -> None:
        """Plan applications for the chosen rights."""
        chosen = self._list.chosen_or_current
        if not chosen or self._rights is None:
            self.place.say(CHOOSE)
            return
        self._side.setCurrentWidget(self._plan)
        names = [self._rights.book.rules[right].name for right in chosen]
        self._plan.begin(names, applications.usual_day(self.place.house, self.place.today()))

    def _plan_them(self, day: date, way: str) -> None:
        self._leave_plan()
        if (work := self._work()) is not None:
            self._acts.plan(work, [applications.Plan(right, day, way) for right in self._list.chosen_or_current])
            self._list.choose(())

    def _leave_plan(self) -> None:
        self._side.setCurrentWidget(self._panel)
        self._list.setFocus()

    def _step_line(self, step: str, _right: str) -> None:
        self._note(step)

    def _note(self, step: str | None, reason: str | None = None) -> None:
        work, right = self._work(), self._list.current()
        if work is not None and right is not None:
            self._acts.note(work, right, step, reason)

    def _on_paper(self) -> list[tuple[Outcome, rightcard.RightCard]]:
        """The chosen rights, else all possible ones, as far as the list goes."""
        possible = [one.right for one in self._outcomes.values() if one.status is Status.POSSIBLE]
        return [(self._outcomes[right], self._card(right)) for right in self._list.chosen_rights or possible]

    def print_sheet(self) -> None:
        """Print the chosen rights, else the possible ones, for the client."""
        self._make_paper(lambda paper, _reference: self._paper.print(paper))

    def save_sheet(self) -> None:
        """The same as a file."""
        self._make_paper(self._paper.save)

    def _make_paper(self, then: Any) -> None:
        work, rights = self._work(), self._on_paper()
        if work is None or not rights:
            self.place.say("Er is nog geen mogelijk recht. Kies er zelf met de spatiebalk.")
            return
        self._acts.make_paper(work, rights, self._standings, then)

    def finish(self) -> None:
        """Keep the exploration and go on: to the referral when services were chosen, else to the file or to Vandaag."""
        work = self._work()
        if work is None or not self._talk.asked:
            self.place.say(NOTHING)
            return
        self._acts.keep(work, self._go_on)

    def _go_on(self, contact: UUID, reference: str) -> None:
        begun, services = self._talk.begun, self._services
        self._start((), Opened())
        if services:
            self.place.go("referral", contact=contact, services=list(services))
        elif begun.person is not None:
            self.place.go("client", person=begun.person)
        else:
            self.place.go("today")
        self.place.say(f"Verkenning bewaard met code {reference}.")

    def back(self) -> None:
        """Close what is open; else leave, with all that was answered kept as a draft."""
        if self._side.currentWidget() is self._plan:
            self._leave_plan()
        elif self._content():
            self.place.go("today")
            self.place.say("De verkenning staat bij Open vragen. Alles is bewaard.")
        else:
            self.place.back()

    def drop(self) -> None:
        """The exploration is not wanted after all."""
        if self._content() and self.place.ask.confirm(DROP, "Laten vallen"):
            self._unfinished.done()
            drafts.drop(self.place.house, self._unfinished.id)
            self._start((), Opened())
            self._question.take_focus()
