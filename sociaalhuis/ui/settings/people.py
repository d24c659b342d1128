"""The colleagues: who has an account, and the pages to add one or to give a passphrase; disabling one after a question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sociaalhuis import vocab
from sociaalhuis.access import keyworkers, users
from sociaalhuis.actions import BEHEERDER, allows
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows
from sociaalhuis.ui.settings.access_pages import ColleaguePage, GivePassphrasePage, OpenPage
from sociaalhuis.ui.settings.leaving import LeavingPage
from sociaalhuis.ui.workplace import Workplace

LISTED = 4  # lines that are in sight at once


class PeopleCard(QFrame):
    """The list of colleagues; ``open_page`` puts a page in place of the settings."""

    def __init__(self, place: Workplace, open_page: OpenPage) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._open_page = place, open_page
        self._may = allows("user.add", place.house.actor.role)
        self._accounts: Sequence[users.Account] = ()
        self.rows = _People("Medewerkers", lead=150)
        self.rows.on_key("X", self._disable)
        self.rows.on_key("N", self._give)
        self._note = look.label("", look.SMALL, role="soft", wrap=True)
        self._message = look.label("", role="late", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        give, add = QPushButton("&Nieuw wachtwoord…"), QPushButton(look.icon("plus"), "Mede&werker")
        give.setToolTip("De gekozen medewerker een nieuw wachtwoord geven (N in de lijst)")
        add.setToolTip("Een medewerker toevoegen")
        give.clicked.connect(self.give_passphrase)
        add.clicked.connect(self.open_form)
        head = QHBoxLayout()
        head.addWidget(look.label("Medewerkers", look.WORDS, bold=True))
        head.addStretch()
        for button in (give, add):
            button.setEnabled(self._may)
            head.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.PAD)] * 4)
        whole.setSpacing(look.px(look.GAP))
        whole.addLayout(head)
        whole.addWidget(self.rows, 1)
        whole.addWidget(self._note)
        whole.addWidget(self._message)
        self._message.hide()

    def _warn(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def load(self) -> None:
        """Read who there is."""
        house = self._place.house
        self._place.jobs.house(lambda: users.accounts(house), self._show, key="people")

    def _show(self, accounts: Sequence[users.Account]) -> None:
        self._accounts = accounts
        self.rows.show_lines([_line(one) for one in accounts])
        keepers = [one for one in accounts if one.role == BEHEERDER and one.active]
        if not self._may:
            self._note.setText("Alleen een beheerder voegt medewerkers toe of schakelt ze uit. Vraag het aan een van hen.")
            return
        alone = "Voeg een tweede beheerder toe. " if len(keepers) < 2 else ""
        self._note.setText(f"{alone}X schakelt uit, N geeft een nieuw wachtwoord.")

    def open_form(self) -> None:
        """The page for a new colleague; the name that was typed before is still there."""
        if self._may:
            self._warn("")
            self._open_page(ColleaguePage)

    def give_passphrase(self) -> None:
        """The page for a new passphrase, for the colleague who is chosen in the list."""
        account: users.Account | None = self.rows.current()
        if account is not None:
            self._give(account)

    def _give(self, account: users.Account) -> None:
        if self._may and account.active:
            self._warn("")
            self._open_page(GivePassphrasePage).about(account)

    def _failed(self, error: BaseException) -> None:
        self._warn(told(error))

    def _disable(self, account: users.Account) -> None:
        if not self._may or not account.active:
            return
        work = partial(keyworkers.files, self._place.house, account.id)
        self._place.jobs.house(work, partial(self._ask_to_disable, account), failed=self._failed)

    def _ask_to_disable(self, account: users.Account, files: int) -> None:
        if files:
            heirs = [one for one in self._accounts if one.active and one.id != account.id and allows("person.look", one.role)]
            self._open_page(LeavingPage).about(account, files, heirs)
            return
        question = (
            f"{account.shown} kan zich dan niet meer aanmelden. Wat {account.shown} noteerde, blijft. Wat niet af is, gaat weg."
        )
        if not self._place.ask.confirm(f"{account.shown} uitschakelen? {question}", "Uitschakelen"):
            return
        house = self._place.house
        self._warn("")
        self._place.jobs.house(
            lambda: users.disable(house, account.label), partial(self._disabled, account), failed=self._failed
        )

    def _disabled(self, account: users.Account, _none: None) -> None:
        self._place.say(f"{account.shown} is uitgeschakeld.")
        self.load()


class _People(Rows):
    """As tall as a few colleagues; more when there is room."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(LISTED * look.ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _line(one: users.Account) -> Line:
    state = "werkt" if one.active and one.has_key else "uit" if not one.active else "nog geen wachtwoord (N)"
    mark, role = ("good", "good") if state == "werkt" else ("close", "soft")
    return Line(vocab.label("roles", one.role), one, one.id, one.shown, right=state, mark=mark, role=role)
