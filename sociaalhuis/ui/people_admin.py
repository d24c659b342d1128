"""The colleagues: who has an account, adding one with the own passphrase, disabling one after a question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import vocab
from sociaalhuis.access import users
from sociaalhuis.actions import ROLES, allows
from sociaalhuis.errors import Told
from sociaalhuis.ui import look
from sociaalhuis.ui.rows import Line, Rows
from sociaalhuis.ui.workplace import Workplace


class PeopleCard(QFrame):
    """The list of colleagues; the form to add one takes its place."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place = place
        self._may = allows("user.add", place.house.actor.role)
        self.rows = Rows("Medewerkers", lead=150)
        self.rows.on_key("X", self._disable)
        self._note = look.label("", look.SMALL, role="soft", wrap=True)
        self._message = look.label("", role="late", wrap=True)
        self._message.setAccessibleName("Melding over medewerkers")
        self._add = QPushButton(look.icon("plus"), "Mede&werker")
        self._add.setToolTip("Een medewerker toevoegen")
        self._add.clicked.connect(self.open_form)
        self._add.setEnabled(self._may)
        self._form = _Form()
        self._form.done.clicked.connect(self._save)
        self._form.stop.clicked.connect(self._close_form)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(look.label("Medewerkers", look.WORDS, bold=True))
        head.addStretch()
        head.addWidget(self._add)
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.rows)
        inside.addWidget(self._note)
        self._pages = QStackedWidget()
        self._pages.addWidget(listed)
        self._pages.addWidget(self._form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(look.PAD)] * 4)
        whole.setSpacing(look.px(look.GAP))
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._message)
        self._message.hide()
        self._pages.setFixedHeight(look.px(188))

    def _warn(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def load(self) -> None:
        """Read who there is."""
        house = self._place.house
        self._place.jobs.house(lambda: users.accounts(house), self._show, key="people")

    def _show(self, accounts: Sequence[users.Account]) -> None:
        self.rows.show_lines([_line(one) for one in accounts])
        keepers = [one for one in accounts if one.role == "beheerder" and one.active]
        if not self._may:
            self._note.setText("Alleen een beheerder voegt medewerkers toe of schakelt ze uit. Vraag het aan een van hen.")
        elif len(keepers) < 2:
            self._note.setText("Voeg een tweede beheerder toe. Dan kan altijd iemand het huis openen.   X schakelt uit.")
        else:
            self._note.setText("X schakelt de gekozen medewerker uit.")

    def open_form(self) -> None:
        """Show the form; what was typed before is still there."""
        if self._may:
            self._warn("")
            self._pages.setCurrentWidget(self._form)
            self._form.name.setFocus()

    def _close_form(self) -> None:
        self._warn("")
        self._pages.setCurrentIndex(0)
        self.rows.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes from the form back to the list; the texts stay."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self._form:
            self._close_form()
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        if not self._form.done.isEnabled():
            return
        house, form = self._place.house, self._form
        own, name, role, secret = form.own.text(), form.name.text().strip(), form.role.currentData(), form.secret.text()
        self._warn("")
        form.done.setEnabled(False)
        self._place.jobs.house(lambda: users.add(house, own, name, role, secret), self._added, failed=self._failed)

    def _added(self, account: users.Account) -> None:
        self._form.empty()
        self._close_form()
        self._place.say(f"{account.shown} kan zich nu aanmelden.")
        self.load()

    def _failed(self, error: BaseException) -> None:
        self._form.done.setEnabled(True)
        if not isinstance(error, Told):
            raise error
        self._warn(str(error))

    def _disable(self, account: users.Account) -> None:
        if not self._may or not account.active:
            return
        question = f"{account.shown} kan zich dan niet meer aanmelden. Wat {account.shown} noteerde, blijft."
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


class _Form(QWidget):
    """What a new colleague needs."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.secret, self.own = QLineEdit(), QLineEdit(), QLineEdit()
        self.role = QComboBox()
        for role in ROLES:
            self.role.addItem(vocab.label("roles", role), role)
        for hidden in (self.secret, self.own):
            hidden.setEchoMode(QLineEdit.EchoMode.Password)
        self.done, self.stop = QPushButton("T&oevoegen"), QPushButton("Terug   Esc")
        look.set_role(self.done, "primary")
        for field in (self.name, self.secret, self.own):
            field.returnPressed.connect(self.done.click)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(look.px(look.GAP))
        form.addRow("&Naam", self.name)
        form.addRow("&Rol", self.role)
        form.addRow("Zijn of haar wac&htwoord", self.secret)
        form.addRow("&Jouw wachtwoord", self.own)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch()
        row.addWidget(self.done)
        form.addRow(row)

    def empty(self) -> None:
        """Forget all, the secrets first."""
        for field in (self.own, self.secret, self.name):
            field.clear()
        self.done.setEnabled(True)


def _line(one: users.Account) -> Line:
    state = "werkt" if one.active and one.has_key else "uit" if not one.active else "geen sleutel"
    mark, role = ("good", "good") if state == "werkt" else ("close", "soft")
    return Line(vocab.label("roles", one.role), one, one.id, one.shown, right=state, mark=mark, role=role)
