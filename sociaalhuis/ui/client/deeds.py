"""What can be done with the file that is open: answers and steps by one letter, papers, who looked, and its three pages.

The screen shows the pages; here is what they do. Every deed is one act of the house and says in the status bar what it did.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.desk.client import consents, keyworker, life_domains, locked_notes, looks, merging, own_papers, protecting
from sociaalhuis.desk.client.client_file import ClientFile
from sociaalhuis.desk.client.clients import Happened
from sociaalhuis.desk.client.looks import Look
from sociaalhuis.desk.client.merging import Merged
from sociaalhuis.desk.client.representing import Representing
from sociaalhuis.desk.client.timeline import Explored
from sociaalhuis.desk.drafts import Draft
from sociaalhuis.desk.retention import proposals
from sociaalhuis.desk.rights import editions
from sociaalhuis.errors import told
from sociaalhuis.printing.page import Paper
from sociaalhuis.ui.client.known import ERASE, EXPLORE, KEYWORKER, LOCKED, MERGE, PROTECT, REPRESENT, Acts
from sociaalhuis.ui.parts.clip import CLEARED_AFTER, Clip
from sociaalhuis.ui.workplace import Command, Workplace

UNDO = "Ctrl+Z maakt dat ongedaan."
_SHEET = "Geef dit blad mee en leg het uit. Afdrukken noteert bij het dossier dat het uitgelegd is."
_NAMELESS = "Op dit blad staat niets over de cliënt. Geef het mee en leg het uit. Esc gaat terug."
_COPY = "Alles wat het huis over deze persoon bewaart. Geef het alleen aan de cliënt zelf. Esc gaat terug."


class Deeds:
    """``over`` shows a page over the file, ``done`` goes back to it, ``tell`` says what went wrong."""

    def __init__(
        self,
        place: Workplace,
        screen: QWidget,
        over: Callable[[QWidget], None],
        done: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        self._place, self._over, self._done, self._tell = place, over, done, tell
        self._clip = Clip(screen)
        self._pages: dict[str, Any] = {}
        self.file: ClientFile | None = None
        self.known = Acts(self._answer, self._step, self._open)
        self.may_protect = allows(protecting.ACTION, place.house.actor.role)

    @property
    def person(self) -> UUID | None:
        """Whose file is open."""
        return None if self.file is None else self.file.who.id

    def page(self, name: str) -> Any:
        """A page over the file by its name; made when it is first wanted, None before that."""
        return self._pages.get(name)

    def _job(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self._place.jobs.house(work, then, failed=self._failed)  # type: ignore[arg-type]  # what it gives is not looked at

    def _failed(self, error: BaseException) -> None:
        self._tell(told(error))

    def _made(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._pages:
            self._pages[name] = make()
        return self._pages[name]

    def _there(self) -> ClientFile | None:
        if self.file is None:
            self._place.say("Open eerst een dossier.")
        return self.file

    # ── one letter in the list ───────────────────────────────────────────────────────────────────────────────────────────

    def _answer(self, purpose: str, state: str) -> None:
        if (file := self._there()) is None:
            return
        label = vocab.label("consent_purposes", purpose)
        said = "uitgelegd" if purpose == consents.REGISTER else vocab.label("consent_states", state)
        work = partial(consents.note, self._place.house, file.who.id, purpose, state, self._place.now())
        self._job(work, lambda _none: self._place.say(f"Genoteerd: {label}, {said}. {UNDO}"))

    def _step(self, domain: str, state: str) -> None:
        if (file := self._there()) is None:
            return
        said = f"{vocab.label('life_domains', domain)}: {vocab.label('domain_states', state)}"
        work = partial(life_domains.note, self._place.house, file.who.id, domain, state, self._place.now())
        self._job(work, lambda _none: self._place.say(f"Genoteerd: {said}. {UNDO}"))

    def _open(self, what: object) -> None:
        """Enter on a line of the list."""
        if isinstance(what, Representing) or what == REPRESENT:
            self.represent(what if isinstance(what, Representing) else None)
        elif isinstance(what, Explored) or what == EXPLORE:
            self._place.go("rights", person=self.person)
        elif isinstance(what, Merged):
            self._part(what)
        elif what == MERGE:
            self.merge()
        elif what == KEYWORKER:
            self.keyworker()
        elif what == PROTECT:
            self.protect()
        elif what == LOCKED:
            self.locked()
        elif what == ERASE:
            self.erase()

    # ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def represent(self, one: Representing | None = None) -> None:
        """Who stands up for the client: a new one, or the one that is changed."""
        if (file := self._there()) is None:
            return
        from sociaalhuis.ui.client.represent import RepresentPage

        page = self._made("represent", lambda: RepresentPage(self._place, partial(self._saved, f"Bewaard. {UNDO}")))
        page.begin(file.who.id, one)
        self._over(page)

    def keyworker(self) -> None:
        """Who keeps the overview of this file."""
        if (file := self._there()) is not None:
            self._job(partial(keyworker.colleagues, self._place.house, file.who.id), self._show_keyworker)

    def _show_keyworker(self, colleagues: Sequence[protecting.Colleague]) -> None:
        from sociaalhuis.ui.client.keyworker import KeyworkerPage

        if self.file is not None:
            page = self._made("keyworker", lambda: KeyworkerPage(self._place, lambda said: self._saved(f"{said} {UNDO}")))
            page.begin(self.file.who.id, self.file.keyworker, colleagues)
            self._over(page)

    def protect(self) -> None:
        """Who may open this file."""
        if (file := self._there()) is None:
            return
        if not self.may_protect:
            self._place.say("Vraag het afschermen aan een maatschappelijk werker of de coördinator.")
            return
        self._job(partial(protecting.colleagues, self._place.house, file.who.id), self._show_protect)

    def _show_protect(self, colleagues: Sequence[protecting.Colleague]) -> None:
        from sociaalhuis.ui.client.protect import ProtectPage

        if self.person is not None:
            said = "Bewaard wie dit dossier mag openen."
            page = self._made("protect", lambda: ProtectPage(self._place, partial(self._saved, said)))
            self._over(page)
            page.begin(self.person, colleagues)

    def merge(self) -> None:
        """Another file of the same person goes into this one."""
        if (file := self._there()) is not None:
            self._job(partial(merging.candidates, self._place.house, file.who.id), self._show_merge)

    def _show_merge(self, found: Any) -> None:
        from sociaalhuis.ui.client.merge import MergePage

        if self.file is not None:
            said = f"Samengevoegd. Onder “dit dossier” kun je dat {merging.DAYS} dagen ongedaan maken."
            page = self._made("merge", lambda: MergePage(self._place, partial(self._saved, said)))
            page.begin(self.file.who.id, self.file.who.name, found)
            self._over(page)

    def mark(self, what: object = None) -> None:
        """Mark what a question says about somebody else."""
        if self._there() is None:
            return
        if not isinstance(what, Happened):
            self._place.say("Ga eerst op een vraag in de tijdlijn staan.")
            return
        from sociaalhuis.ui.client.others import OthersPage

        said = f"Bewaard. In de inzageversie valt dat stuk weg. {UNDO}"
        page = self._made("others", lambda: OthersPage(self._place, partial(self._saved, said)))
        page.begin(what)
        self._over(page)

    def locked(self) -> None:
        """Alt+D: the notes under lock, for who may have any."""
        if (file := self._there()) is None:
            return
        if file.locked is None:
            self._place.say("Een vertrouwelijke notitie is voor een maatschappelijk werker of de coördinator.")
            return
        self.leave()  # what was typed is kept before it is read again
        house, person = self._place.house, file.who.id
        work = lambda: (locked_notes.read(house, person), locked_notes.unfinished(house, person))  # noqa: E731  # one job
        self._job(work, partial(self._show_locked, person))

    def _show_locked(self, person: UUID, found: tuple[Sequence[locked_notes.Note], Draft | None]) -> None:
        from sociaalhuis.ui.client.locked import LockedPage

        if self.person == person:
            page = self._made("locked", lambda: LockedPage(self._place, lambda said: self._saved(f"{said} {UNDO}")))
            page.begin(person, *found)
            self._over(page)

    def leave(self) -> None:
        """Another screen comes, or the lock: what was typed in a note under lock stays."""
        if self.page("locked") is not None:
            self.page("locked").leave()

    def _part(self, merged: Merged) -> None:
        if not self._place.ask.confirm(f"Het dossier van {merged.name} weer apart zetten?", "Scheiden"):
            return
        work = partial(merging.part, self._place.house, merged.id, self._place.now())
        self._job(work, lambda _gone: self._place.say(f"Gescheiden: {merged.name} heeft weer een eigen dossier."))

    def _saved(self, said: str) -> None:
        self._done()
        self._place.say(said)

    def erase(self) -> None:
        """The client asks to be erased: why, and then a colleague carries it out."""
        if (file := self._there()) is None:
            return
        if not proposals.may(self._place.house):
            self._place.say("Vraag het wissen aan een maatschappelijk werker of de coördinator.")
            return
        from sociaalhuis.ui.client.erase import ErasePage

        said = "Voorgesteld. Een collega kijkt het na bij Bewaartermijnen en wist."
        page = self._made("erase", lambda: ErasePage(self._place, partial(self._saved, said), self._done))
        page.begin(file.who.id, file.who.name)
        self._over(page)

    def commands(self) -> Sequence[Command]:
        """What can be done with the whole file."""
        return [
            Command("Inzageversie voor de cliënt", self.own_copy, "Alt+I", "print"),
            Command("Samenvatting van het dossier kopiëren", self.summary, "Ctrl+Shift+C", "copy"),
            Command("Wie keek in dit dossier", self.looks, "Alt+W", "eye"),
            Command("Aanspreekpunt kiezen", self.keyworker, "", "people"),
            Command("Vertegenwoordiger toevoegen", self.represent, "", "people"),
            Command("Samenvoegen met een ander dossier", self.merge, "", "copy"),
            Command("Vertrouwelijke notities", self.locked, "Alt+D", "lock"),
            Command("Dossier afschermen", self.protect, "", "lock"),
            Command("Dossier wissen op vraag van de cliënt", self.erase, "", "late"),
            Command("Blad afdrukken", self.print, "Ctrl+P", "print"),
        ]

    def save(self) -> bool:
        """Ctrl+Enter on one of the pages; gives whether one was shown."""
        for name in ("represent", "protect", "others", "locked", "erase"):
            if name in self._pages and self._pages[name].isVisible():
                self._pages[name].save()
                return True
        return False

    def looks(self) -> None:
        """Who looked in this file."""
        if (file := self._there()) is not None:
            self._job(partial(looks.of, self._place.house, file.who.id), self._show_looks)

    def _show_looks(self, found: Sequence[Look]) -> None:
        from sociaalhuis.ui.client.looks import LooksPage

        page = self._made("looks", LooksPage)
        page.show_looks(found)
        self._over(page)

    # ── papers ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def own_copy(self) -> None:
        """Everything that is kept, on paper for the client."""
        if (file := self._there()) is not None:
            work = partial(own_papers.own_copy, self._place.house, file.who.id, self._place.today(), editions.names)
            self._job(work, partial(self._show_paper, "Inzageversie", _COPY, lambda: None))

    def inform(self, person: UUID | None = None) -> None:
        """The information sheet; when it is printed for a person the file says so."""
        house, today = self._place.house, self._place.today()
        large = self.file is not None and self.file.who.id == person and own_papers.wants_large(self.file.who.reading)

        def printed() -> None:
            if person is not None:
                told = f"Genoteerd dat het uitgelegd is. {UNDO}"
                self._job(partial(own_papers.inform, house, person, today), lambda _none: self._place.say(told))

        note = _NAMELESS if person is None else _SHEET
        work = partial(own_papers.information, house, today, large=large)
        self._job(work, partial(self._show_paper, "Informatieblad over privacy", note, printed))

    def _show_paper(self, title: str, note: str, printed: Callable[[], object], paper: Paper) -> None:
        from sociaalhuis.ui.client.paper import PaperPage

        page = self._made("paper", lambda: PaperPage(self._place))
        page.show_paper(paper, title, note, printed)
        self._over(page)

    def print(self) -> None:
        """Ctrl+P: the paper that is shown."""
        if "paper" in self._pages and self._pages["paper"].isVisible():
            self._pages["paper"].print()
        else:
            self._place.say("Kies eerst wat je wilt afdrukken: Alt+I inzageversie, Alt+M informatieblad.")

    def summary(self) -> None:
        """The file as text without a name on the clipboard, for a minute."""
        if (file := self._there()) is not None:
            work = partial(own_papers.summary, self._place.house, file.who.id, self._place.today())
            self._job(work, self._copied)

    def _copied(self, text: str) -> None:
        self._clip.copy(text)
        self._place.say(f"De samenvatting staat {CLEARED_AFTER // 1000} seconden op het klembord, zonder naam.")
