"""Campagnes, a part of Proactief: the campaigns, the list of one with a key a line, its paper, and the funnel."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.db.store import Changed
from sociaalhuis.desk.proactive import campaign_rows, campaigns, funnel, received
from sociaalhuis.desk.proactive.campaign_rows import Row
from sociaalhuis.desk.proactive.campaigns import Held, Made, Wish
from sociaalhuis.desk.proactive.funnel import Funnel
from sociaalhuis.desk.proactive.received import Received
from sociaalhuis.desk.proactive.scan import Found
from sociaalhuis.desk.rights import editions
from sociaalhuis.errors import told
from sociaalhuis.rights.engine import Engine
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.campaign import campaign_words
from sociaalhuis.ui.campaign.card import AGAIN, ENDS, FILE, LETTER, SORTS, CampaignCard
from sociaalhuis.ui.campaign.new import NewCampaign
from sociaalhuis.ui.campaign.out import PapersOut
from sociaalhuis.ui.parts.parts import Columns, Strip, card
from sociaalhuis.ui.parts.rows import Rows
from sociaalhuis.ui.proactive.funneltable import FunnelTable
from sociaalhuis.ui.workplace import Command, Screen, Workplace

LEAST = 900
LIST_TALL, FUNNEL_TALL = 130, 116
LEAD, UNTIL = 88, 96  # room for a code and for a day, in pixels at 100 %
_NONE = "Nog geen campagne. Kies regels bij Proactief (Ctrl+8) met de spatiebalk en druk op C. Of lees met Ctrl+O een lijst in."
_LIST = "Lijst (*.csv *.txt)"
_NOT_YOU = "Campagnes zijn voor maatschappelijk werkers en de coördinator. Vraag het aan een van hen."
_NOBODY = "Op deze lijst staat niemand meer."


class CampaignsScreen(Screen):
    """Campaigns and the list of the chosen one at the left; the chosen line, or the form of a new one, and the funnel right."""

    name: ClassVar[str] = "campaigns"
    title: ClassVar[str] = "Proactief: campagnes"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._may = allows(campaign_rows.FOLLOW, place.house.actor.role)
        self._engine: Engine | None = None
        self._asked: tuple[Sequence[Found], Sequence[str]] | None = None  # a new campaign, while the rules are being read
        self._last: UUID | None = None  # the line that was worked on last
        self._to_count = False  # the funnel of the house is asked last: it reads the most
        self._how_far: tuple[Sequence[Funnel], Sequence[Funnel]] = ((), ())  # of the campaign, of the house
        self._list = Rows("Campagnes", lead=UNTIL, empty=_NONE)
        self._rows = Rows("Lijst van de campagne", lead=LEAD, empty=_NOBODY)
        self._funnel = FunnelTable()
        self._trouble = Strip()
        self._card, self._form, self._out = CampaignCard(self.act), NewCampaign(place.now), PapersOut(place)
        self._lay_out()
        self._list.moved.connect(self._pick)
        self._list.chosen.connect(lambda _one: self._rows.setFocus())
        self._rows.moved.connect(self._show_row)
        self._rows.chosen.connect(lambda _one: self.act(FILE))
        for letter in (*SORTS, *ENDS, FILE, AGAIN, LETTER):
            self._rows.on_key(letter, partial(_ignoring, partial(self.act, letter)))
        for part in (self._list, self._rows):
            part.installEventFilter(self)
        self._form.wished.connect(self._make)
        self._form.left.connect(self.back)
        self._out.done.connect(self._printed)
        self._out.refused.connect(self._trouble.tell)
        self.bind_commands()

    def _lay_out(self) -> None:
        above = card(self._list, margin=look.GAP, stretch=self._list)
        above.setFixedHeight(look.px(LIST_TALL))
        below = card(self._trouble, self._rows, self._out, margin=look.GAP, stretch=self._rows)
        left, right, beside = QWidget(), QStackedWidget(), QWidget()
        counted = card(self._funnel, margin=look.GAP)
        counted.setFixedHeight(look.px(FUNNEL_TALL))
        for holder, parts in ((left, ((above, 0), (below, 1))), (beside, ((self._card, 1), (counted, 0)))):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(look.px(look.PAD))
            for part, stretch in parts:
                column.addWidget(part, stretch)
        right.addWidget(beside)
        right.addWidget(self._form)
        self._right = right
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.WIDE)] * 4)
        whole.addWidget(Columns(LEAST, (left, 1), (right, 1), tall=420))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card is about the list that has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._show_chosen(watched is self._rows)
        return super().eventFilter(watched, event)

    # ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, found: Sequence[Found] = (), rights: Sequence[str] = (), **_what: Any) -> None:
        """Show the campaigns; with findings the form of a new one, with these rights ticked."""
        if not self._may:
            self._list.say_when_empty(_NOT_YOU)
            self._rows.say_when_empty("")
            self._card.show_campaign(_NOT_YOU, [])
            self._out.show_rows(None, ())
            return
        self._asked = (found, rights) if found else None
        self._right.setCurrentIndex(0)
        self._list.setFocus()
        self._to_count = True
        self._load()

    def changed(self, changed: Changed) -> None:
        """A step, a file or a campaign changed: look again."""
        if self._may and {"campaign", "right_step", "person"} & set(changed.rows):
            self._load()

    def _load(self) -> None:
        house, now = self.place.house, self.place.now()

        def load() -> tuple[Engine, Sequence[Held]]:
            return editions.engine(house), campaigns.all_of(house, now)

        self.place.jobs.house(load, self._show, key="campaigns", failed=self._refused)

    def _show(self, loaded: tuple[Engine, Sequence[Held]]) -> None:
        self._engine, found = loaded
        today = self.place.today()
        self._list.show_lines([campaign_words.campaign_line(one, today) for one in found])
        if not found:
            self._rows.say_when_empty("")
            self._card.show_campaign("Nog geen campagne", [("", _NONE, "soft")])
            self._out.show_rows(None, ())
            self._count_house()
        if self._asked is not None:
            (findings, rights), self._asked = self._asked, None
            self._right.setCurrentIndex(1)
            self._form.begin(findings, rights, self._named, campaigns.usual_end(self.place.house, today))

    def _pick(self, _one: Held) -> None:
        self._trouble.tell("")
        self._load_rows()
        self._show_chosen(self._rows.hasFocus())

    def _printed(self) -> None:
        self._trouble.tell("")
        self._load_rows()

    def _load_rows(self) -> None:
        held = self._list.current()
        if not isinstance(held, Held):
            return
        house = self.place.house

        def load() -> tuple[Held, Sequence[Row], Sequence[Funnel]]:
            return held, campaign_rows.of_campaign(house, held.id), campaigns.how_far(house, held)

        self.place.jobs.house(load, self._show_rows, key="campaign rows", failed=self._refused)

    def _show_rows(self, loaded: tuple[Held, Sequence[Row], Sequence[Funnel]]) -> None:
        held, rows, found = loaded
        self._rows.say_when_empty("De lijst is gewist. Alleen aantallen blijven." if held.erased else _NOBODY)
        self._rows.show_lines(campaign_words.row_lines(rows, self._named))
        self._out.show_rows(None if held.erased else held.id, rows)
        self._counted(self._how_far[1], found)
        self._show_chosen(self._rows.hasFocus())
        self._count_house()

    def _count_house(self) -> None:
        if self._to_count:
            self._to_count = False
            self.place.jobs.house(partial(funnel.of_house, self.place.house), self._counted, key="funnel")

    def _counted(self, house: Sequence[Funnel], campaign: Sequence[Funnel] | None = None) -> None:
        self._how_far = (self._how_far[0] if campaign is None else campaign, house)
        groups = [("TRECHTER VAN DEZE CAMPAGNE", self._how_far[0]), ("ALLE CLIËNTEN, PER RECHT", house)]
        self._funnel.show_groups(groups, self._named)

    def _named(self, right: str) -> str:
        rules = self._engine.book.rules if self._engine else {}
        return rules[right].name if right in rules else right.replace("-", " ")

    def _show_chosen(self, is_row: bool) -> None:
        row, held = self._rows.current(), self._list.current()
        if is_row and isinstance(row, Row):
            self._show_row(row)
        elif isinstance(held, Held):
            self._card.show_campaign(held.name, campaign_words.about_campaign(held, self._named))

    def _show_row(self, one: object) -> None:
        if isinstance(one, Row) and not self._list.hasFocus():
            self._card.show_row(one, campaign_words.about_row(one, self._named))

    # ── a line ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def act(self, letter: str) -> None:
        """What a letter does with the chosen line; Z also finds the line that was worked on last and is off the list."""
        one = self._rows.current()
        house, now = self.place.house, self.place.now()
        if letter == AGAIN:
            target = one.id if isinstance(one, Row) and one.end is not None else self._last
            if target is not None:
                self._go(partial(campaign_rows.reopen, house, target, now), "Teruggenomen.", None)
            return
        if not isinstance(one, Row):
            return
        if letter == FILE:
            self.place.go("client", person=one.person)
        elif letter == LETTER:
            self._go(partial(campaign_rows.write_again, house, one.id), f"{one.reference}: er komt nog een brief.", None)
        elif letter in SORTS:
            heap = SORTS[letter]
            self._go(partial(campaign_rows.sort, house, one.id, heap.slug, now), f"{one.reference}: {heap.label}.", one)
        else:
            end = ENDS[letter]
            self._go(
                partial(campaign_rows.finish, house, one.id, end.slug, now),
                f"{one.reference}: {end.label}. Z neemt het terug.",
                one,
            )

    def _go(self, work: Any, said: str, one: Row | None) -> None:
        self.place.jobs.house(work, partial(self._went, said, one), failed=self._not_gone)

    def _went(self, said: str, one: Row | None, _none: None) -> None:
        self._card.refuse("")
        self.place.say(said)
        if one is not None:
            self._last = one.id
            if self._rows.current() == one:  # to the next line, wherever this one goes
                self._rows.select_row(self._rows.currentIndex().row() + 1)
        self._load()

    def _not_gone(self, error: BaseException) -> None:
        self._card.refuse(told(error))

    def _refused(self, error: BaseException) -> None:
        self._trouble.tell(told(error))

    # ── a campaign ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_list(self) -> None:
        """Choose a list that somebody else sent, lay it beside the files, and show the form for who was found."""
        if not self._may or self._engine is None:
            return
        path = self.place.ask.open_file("Lijst van buiten inlezen", _LIST)
        if path is not None:
            self._trouble.tell("")
            house, now = self.place.house, self.place.now()
            self.place.jobs.house(lambda: received.look(house, path, now), self._looked, failed=self._refused)

    def _looked(self, found: Received) -> None:
        self._right.setCurrentIndex(1)
        rules = self._engine.book.rules if self._engine else {}
        named = {slug: rule.name for slug, rule in rules.items()}
        self._form.begin_list(found, named, campaigns.usual_end(self.place.house, self.place.today()))

    def _make(self, wish: Wish) -> None:
        house, findings, now, listed = self.place.house, self._form.findings(), self.place.now(), self._form.received

        def make() -> Made:
            return received.make(house, wish, listed, now) if listed else campaigns.make(house, wish, findings, now)

        def failed(error: BaseException) -> None:
            self._form.refuse(told(error))

        self.place.jobs.house(make, self._was_made, failed=failed)

    def _was_made(self, made: Made) -> None:
        left = f" {count(made.left_out, 'cliënt kan', 'cliënten kunnen')} er nu niet op." if made.left_out else ""
        self.place.say(f"Campagne gemaakt: {count(made.clients, 'cliënt', 'cliënten')} op de lijst.{left}")
        self._right.setCurrentIndex(0)
        self._list.select_row(0)
        self._rows.setFocus()
        self._load()

    def erase(self) -> None:
        """End the chosen campaign before its day, when the person is sure: this cannot be taken back."""
        held = self._list.current()
        if not isinstance(held, Held) or held.erased is not None:
            return
        question = f"De lijst van “{held.name}” nu wissen? Alleen aantallen blijven. Dit kun je niet terugnemen."
        if self.place.ask.confirm(question, "Lijst wissen"):
            house, now = self.place.house, self.place.now()
            self._go(partial(campaigns.erase, house, held.id, now), "De lijst is gewist.", None)

    def back(self) -> None:
        """From the form to the lists, from the lists to Proactief; nothing is lost but a form that was not made."""
        if self._right.currentIndex():
            self._right.setCurrentIndex(0)
            self._list.setFocus()
        else:
            self.place.go("proactive")

    def finish_form(self) -> None:
        """Ctrl+Enter: make the campaign that is typed."""
        if self._right.currentIndex():
            self._form.make()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Campagne maken", self.finish_form, "Ctrl+Enter", "plus"),
            Command("Campagne van een lijst van buiten", self.open_list, "Ctrl+O", "plus"),
            Command("Papier van de campagne afdrukken", self._out.print, "Ctrl+P", "print"),
            Command("Papier van de campagne bewaren", self._out.save, "", "save"),
            Command("Lijst van de campagne nu wissen", self.erase, "", "close"),
            Command("Campagnes vernieuwen", self._load, "F5"),
            Command("Terug naar Proactief", self.back, "Esc", "undo"),
        ]

    def panels(self) -> Sequence[QWidget]:
        """Where F6 goes."""
        return (self._list, self._rows, self._card, self._funnel)


def _ignoring(act: Any, _one: object) -> None:
    act()
