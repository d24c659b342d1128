"""Nieuwe vraag: the client's words at the left, the facts in the middle, suggestions with their reasons at the right.

One question at a time. It is kept as a draft while it is typed, parked or saved with one key, and leads to a referral. Nothing
here asks "are you sure": what is not finished is found again on Vandaag.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sociaalhuis import vocab
from sociaalhuis.catalogue.suggest import Suggestions
from sociaalhuis.desk import drafts, workdays
from sociaalhuis.desk.client import clients
from sociaalhuis.errors import Told, told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.clip import Clip, summary
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.unfinished import Unfinished
from sociaalhuis.ui.question import registering
from sociaalhuis.ui.question.background import Background, Passing
from sociaalhuis.ui.question.columns import QuestionColumns
from sociaalhuis.ui.question.deadline import DeadlineStrip
from sociaalhuis.ui.question.draft import Parts
from sociaalhuis.ui.question.factpanel import FactPanel
from sociaalhuis.ui.question.foot import Foot
from sociaalhuis.ui.question.form import DANGER, QuestionForm
from sociaalhuis.ui.question.place import SUGGESTIONS, WORDS, Whereabouts
from sociaalhuis.ui.question.prompting import Prompter, Prompting
from sociaalhuis.ui.question.rights import RightsLine
from sociaalhuis.ui.question.sidepanel import SidePanel
from sociaalhuis.ui.question.suggesting import MOST_WEIGHED, Asked, Suggesting, proposed
from sociaalhuis.ui.question.unmet import Unmet
from sociaalhuis.ui.safety.watch import Safety
from sociaalhuis.ui.workplace import Command, Screen, Workplace

KIND = "question"
SEEKING = timedelta(minutes=2)  # later, a person who is chosen elsewhere has nothing to do with this question
IN_DANGER = "Levensgevaar: bel nu 112 of 101. F7 toont alle nummers."
PARKED = "Je vorige vraag is geparkeerd. Je vindt ze op Vandaag (Ctrl+1)."
LEFT_OPEN = "Je vorige vraag staat nog open op Vandaag (Ctrl+1)."
TOO_MANY = "Er passen hoogstens drie diensten op één briefje. Laat er eerst een los met de spatiebalk."


class QuestionScreen(Screen):
    """One screen for a hulpvraag, with or without a person."""

    name: ClassVar[str] = "question"
    title: ClassVar[str] = "Nieuwe vraag"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._form, self._facts, self._right, self._unmet = QuestionForm(place), FactPanel(), Suggesting(place), Unmet()
        self._safety, self._around = Safety(place, self), Background(place, self._refused, self)
        self._parts = Parts(self._form, self._facts, self._right, self._unmet, self._safety)
        self._rights, self._wrong = RightsLine(), Strip(always=registering.refusal(place.house.actor.role))
        prompting = Prompting()
        self._columns = QuestionColumns(
            self._form, self._facts, self._right, self._rights, self._unmet, self._safety.panel, prompting
        )
        self._at = Whereabouts(self._form, self._facts, self._right)
        self._side = SidePanel(self._columns, self._at, self._safety.panel)
        self._prompter = Prompter(place, self._form, SidePanel(self._columns, self._at, prompting), prompting)
        explore = Command("Rechten verkennen", self.explore, "Ctrl+R", "rights")  # the frame binds the key
        refer, save, park, *_ = self.commands()
        self._foot = Foot((refer, explore, save, park), ("Doorverwijzen", "Rechten", "Bewaren", "Parkeren"))
        self._unfinished = Unfinished(place, KIND, self._content, self)
        self._clip, self._saving = Clip(self), False
        self._until = DeadlineStrip(lambda: place.house, place.today)
        self._sought: datetime | None = None  # when somebody went to look for the client of this question
        self._lay_out()
        self._connect()
        self.bind_commands()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(12), look.px(look.GAP), look.px(12), look.px(look.GAP))
        whole.setSpacing(look.px(look.GAP))
        for part, stretch in ((self._safety.strip, 0), (self._until, 0), (self._wrong, 0), (self._columns, 1), (self._foot, 0)):
            whole.addWidget(part, stretch)

    def _connect(self) -> None:
        self._unfinished.state.connect(self._foot.say)
        self._form.changed.connect(self._edited)
        self._form.sought.connect(self._seek_person)
        self._form.let_go.connect(self._let_person_go)
        self._facts.changed.connect(self._edited)
        self._around.named.connect(self._named)
        self._around.learned.connect(self._ask)
        self._around.heard.connect(self._heard)
        self._around.used.connect(self._right.empty.show_used)
        self._around.agreed.connect(self._right.know_splits)
        self._right.found.connect(self._found)
        self._right.empty.turfed.connect(lambda used: self._around.count(used, self._form.channel.currentData()))
        self._right.cards.picked.connect(self._edited)
        self._right.cards.full.connect(partial(self.place.say, TOO_MANY))
        self._right.cards.opened.connect(lambda service: self.place.go("catalogue", service=service))
        self._right.cards.refer.connect(self.refer)
        for chips in (self._form.needs, self._form.heard, self._unmet):
            chips.said.connect(self.place.say)
        self._unmet.changed.connect(self._edited)
        self._unmet.left.connect(self._right.setFocus)
        self._safety.strip.opened.connect(self.look_at_safety)
        self._safety.changed.connect(self._edited)
        self._safety.left.connect(self.hide_safety)

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(
        self, *, new: bool = False, draft: UUID | None = None, person: UUID | None = None, services: Sequence[str] = (),
        **_what: Any,
    ) -> None:  # fmt: skip
        """Go on where it was; or ``new``: an empty question, ``draft``: unfinished work, ``person``: for somebody known.

        ``services`` that were found elsewhere are chosen for the question that is open, else for a new one.
        """
        self._wrong.tell("")
        if draft is not None and draft != self._unfinished.id:
            self._open(draft)
        elif new and person is None and self._content():
            self._begin()
        if person is not None:
            self._arrive_with(person)
        if services:
            self._take_along(services)
        self._right.again()
        self._around.look_again()
        if new and not self._content():
            self._at.begin()
        elif new or person is not None or not self._at.inside():
            self._at.come_back()

    def _arrive_with(self, person: UUID) -> None:
        """Somebody who was sought from here joins this question; from elsewhere a new one begins, the old one is parked."""
        sought = self._sought is not None and self.place.now() - self._sought < SEEKING
        self._sought = None
        if not sought and self._form.person != person and self._content():
            self._put_aside()
        self._form.show_person(person, "…")
        self._around.about(person)
        self._edited()

    def _put_aside(self) -> None:
        """Park what is unfinished, as far as there is room for it; it is never lost."""
        said = PARKED
        try:
            self._unfinished.keep_now(parked=True)
        except Told:
            self._unfinished.touch()
            said = LEFT_OPEN
        self._begin()
        self.place.say(said)

    def _take_along(self, services: Sequence[str]) -> None:
        engine, begun = self.place.engine, bool(self._content())
        found = [service for one in services if engine is not None and (service := engine.service(one)) is not None]
        names = [service.name for service in found if self._right.choose(service)]
        if names:
            how = "Dat hoort nu bij de open vraag. Ctrl+D verwijst door." if begun else "Typ wat de cliënt zegt. Dan Ctrl+D."
            self.place.say(f"Gekozen: {', '.join(names)}. {how}")
            self._at.left_at = SUGGESTIONS if begun else WORDS
            self._edited()

    def leave(self) -> None:
        """Nothing typed may be lost; the focus comes back here."""
        self.hide_safety()
        self._at.leave()
        self._unfinished.keep_quietly()

    def engine_ready(self) -> None:
        """The suggestions can be asked now."""
        self._right.again()

    def _begin(self, words: str = "") -> None:
        self._unfinished.keep_quietly()
        self._unfinished.begin()
        self.hide_safety()
        self._prompter.forget()
        self._at.left_at = WORDS
        self._around.about(None)
        self._parts.clear(words)
        self._follow_form()
        self._around.listen(self._form.text, {})
        self._wrong.tell("")

    def _open(self, draft: UUID) -> None:
        found = next((one for one in drafts.mine(self.place.house, KIND) if one.id == draft), None)
        if found is None:
            self.place.say("Deze vraag is al afgewerkt. Je vindt ze met de code.")
            return
        self._begin()
        self._unfinished.begin(found)
        self._fill(found.content)

    def _fill(self, content: Mapping[str, Any]) -> None:
        self._parts.fill(content)
        self._follow_form()
        self._around.about(self._form.person)
        self._around.listen(self._form.text[:MOST_WEIGHED], self._facts.wiped)
        self._ask()
        self._at.restore(content)

    # ── what it holds ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _content(self) -> Mapping[str, Any]:
        content = self._parts.content()
        return {**content, **self._at.now()} if content else {}

    def remember(self) -> Mapping[str, Any]:
        """Which question was open, and where in it."""
        draft = {"draft": str(self._unfinished.id), **self._at.now()} if self._content() else {}
        return {**draft, "safety": self._safety.remember(), "person": self._form.person and str(self._form.person)}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Back to that question and that place in it."""
        self._safety.recall(state.get("safety", ()))
        if "draft" in state:
            self._open(UUID(state["draft"]))
            self._at.restore(state)

    # ── following what is typed ──────────────────────────────────────────────────────────────────────────────────────────

    def _edited(self) -> None:
        self._safety.hear(self._form.text)
        self._wrong.tell("")
        self._follow_form()
        self._around.listen(self._form.text[:MOST_WEIGHED], self._facts.wiped)
        if self._content() or self._unfinished.stored:
            self._unfinished.touch()
        self._ask()

    def _follow_form(self) -> None:
        self._safety.strip.notice(IN_DANGER if self._form.urgency.currentData() == DANGER else "")
        self._until.tell_day(self._form.deadline.known())
        where, domains = self._form.where, self._form.domains.chosen
        town = where[0].municipality if len(where) == 1 else ""
        self._unmet.keep_to(domains, town)
        self.topic = {"kind": "lacune_aanbod" if self._unmet.domains else "", "domain": next(iter(domains), ""), "place": town}

    def _ask(self) -> None:
        text = self._form.text or ", ".join(vocab.label("life_domains", slug) for slug in self._form.domains.chosen)
        judged = dict(self._form.needs.verdicts)
        case, around = self._unfinished.id.hex, self._around
        language = around.language or self._form.heard.language
        self._right.ask(Asked(text, self._facts.facts, self._form.where, case, judged, around.experience, language))

    def _heard(self, passing: Passing) -> None:
        self._form.heard.show_told(passing.told, passing.last_day)
        if self._facts.hear(passing.answers, passing.quotes):
            self._unfinished.touch()
        self._ask()

    def _found(self, found: Suggestions) -> None:
        self._form.domains.propose(proposed(found))
        self._form.needs.show_needs(found.needs)
        self._prompter.follow()
        self._facts.want([one.ask for one in found.items])
        self._rights.tell(found.needs, self._facts.facts, self._around.rights, self.place.today())

    # ── the person ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _seek_person(self) -> None:
        self._sought = self.place.now()
        self.place.go("client")

    def _let_person_go(self) -> None:
        self._form.show_person(None, "")
        self._around.about(None)
        self._form.words.setFocus()
        self._edited()

    def _named(self, known: clients.Identity) -> None:
        self._form.show_person(known.id, "Beschermd dossier" if known.protected else known.name)

    # ── what can be done ─────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("Doorverwijzen", self.refer, "Ctrl+D", "refer"),
            Command("Bewaren en verder", self.save, "Ctrl+Enter", "save"),
            Command("Parkeren", self.park, "Ctrl+Shift+P", "park"),
            Command("Kopieer voor ander systeem", self.copy, "Ctrl+Shift+C", "copy"),
            Command("Stel de volgende vraag", self._facts.ask_next, "Ctrl+J", "help"),
            Command("Doorvragen: de vraag achter de vraag", self._prompter.open, "F4", "help"),
            Command("Naar wie? Kies zelf een dienst", self._right.seek, "Ctrl+F", "search"),
            Command("Geen passend aanbod noteren", self.note_unmet, "Ctrl+M", "close"),
            Command("Veiligheid", self.look_at_safety, "Alt+V", "shield"),
            Command("Veiligheid verbergen", self.hide_safety, "F9", "eye"),
        )

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._form, self._facts, self._columns.panel or self._right)

    def look_at_safety(self) -> None:
        """Open the panel of safety, or close it."""
        if self._side.shown:
            self._side.close()
        else:
            self._side.open()
            self._safety.begin(self._form.where)

    def hide_safety(self) -> None:
        """Close it at once; the focus goes back where it was."""
        self._side.close()

    def covered(self) -> None:
        """Behind the privacy shade nothing of it stays open."""
        self.hide_safety()

    def save(self) -> None:
        """Save the question and begin a new one."""
        self._register(())

    def refer(self) -> None:
        """Save the question and go on to the referral with the chosen services."""
        self._register(tuple(self._right.cards.chosen), then="referral")

    def take_to(self, screen: str) -> None:
        """Save the question and go on with it, with what is known; an empty one is not saved."""
        if self._content():
            self._register(tuple(self._right.cards.chosen), then=screen)
        else:
            self.place.go(screen, new=True)

    def _register(self, services: Sequence[str], *, then: str = "") -> None:
        missing = self._form.missing()
        if missing is not None:
            self._wrong.tell(missing[0])
            missing[1].setFocus()
            return
        if self._saving:
            return
        self._saving = True
        self._unfinished.done()  # no draft that is on its way may come after it
        house, draft, moment = self.place.house, self._unfinished.id, self.place.now()
        question = self._parts.question()
        self._foot.say("Bezig…", "soft")
        along = {"services": list(services), "spoken": self._form.heard.language}
        register = partial(registering.register, house, question, self._form.support.isChecked(), draft, moment)
        self.place.jobs.house(register, partial(self._registered, question.words, along, then), failed=self._refused)

    def _registered(self, words: str, along: Mapping[str, Any], then: str, made: registering.Registered) -> None:
        self._saving, noted = False, made.noted
        self._unfinished.done()
        self._safety.saved(words, noted.reference)
        ahead = self._form.words.toPlainText()
        self._begin(ahead.removeprefix(words) if ahead.startswith(words) else "")  # what was typed on is the next question
        self._foot.say(f"Bewaard met code {noted.reference}", "good")
        self.place.say(made.said)
        if made.request is not None and not then:
            self.proceed("support", request=made.request, paper=True)
        elif then:
            self.proceed(then, contact=noted.id, **along)
        elif self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self._form):  # nobody went on already
            self._form.words.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._saving = False
        self._wrong.tell(told(error))
        self._unfinished.touch()

    def park(self) -> None:
        """Put the question aside for later."""
        if not self._content():
            self.place.say("Er is nog niets om te parkeren. Typ eerst wat de cliënt zegt.")
            return
        try:
            self._unfinished.keep_now(parked=True)
        except Told as refused:
            self._wrong.tell(str(refused))
            self._unfinished.touch()
            return
        self._begin()
        self._form.words.setFocus()
        self.place.say("Geparkeerd. Je vindt de vraag op Vandaag (Ctrl+1).")

    def changed(self, _changed: object) -> None:
        """Something was noted in the house: weigh it too."""
        self._around.look_again()

    def note_unmet(self) -> None:
        """There is no fitting offer in the chosen domains, else in the first proposed one; once more: there is."""
        self.place.say(self._unmet.note_in(self._form.domains))

    def copy(self) -> None:
        """Put a summary without a name on the clipboard, for another system."""
        content = self._form.content()
        if not content:
            self.place.say("Er is nog niets om te kopiëren.")
            return
        chosen = [one.service for one in self._right.cards.chosen.values() if one is not None]
        self._clip.copy(summary(content, self._facts.facts, chosen, workdays.local(self.place.now())))
        self.place.say("Gekopieerd. Na 1 minuut maken we het klembord weer leeg.")
