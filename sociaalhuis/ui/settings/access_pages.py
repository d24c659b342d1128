"""Small pages about access in the settings: a colleague, a passphrase, the recovery sheet. Each asks the own passphrase."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from sociaalhuis import house as houses
from sociaalhuis import vocab
from sociaalhuis.access import users
from sociaalhuis.actions import ROLES
from sociaalhuis.house import House
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.cardpage import CardPage, Fault
from sociaalhuis.ui.parts.passphrase import ADVICE, NewPassphrase, missing, secret
from sociaalhuis.ui.parts.sheet import TITLE as SHEET_TITLE
from sociaalhuis.ui.parts.sheet import RecoverySheet
from sociaalhuis.ui.workplace import Workplace


class AccessPage(CardPage):
    """A page that asks something secret. ``done`` carries what to say when it is settled."""

    done = Signal(str)

    TITLE: ClassVar[str]
    ONWARD: ClassVar[str]

    def __init__(self, place: Workplace) -> None:
        super().__init__(self.TITLE, self.ONWARD)
        self.place = place

    def work[T](self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do it in the background; a refusal is said on the page."""
        self.wait(True)
        self.place.jobs.house(job, partial(self._worked, then), failed=self.failed)

    def _worked[T](self, then: Callable[[T], None], answer: T) -> None:
        self.wait(False)
        then(answer)

    def settle(self, text: str) -> None:
        """It is done: forget what was typed and say so."""
        self.forget()
        self.done.emit(text)


class OpenPage(Protocol):
    """How a card of the settings gets a page in its place: made the first time, and shown."""

    def __call__[P: AccessPage](self, kind: type[P]) -> P:
        """Show the page of this kind; gives it."""


class ColleaguePage(AccessPage):
    """An account for a new colleague."""

    TITLE, ONWARD = "Een medewerker toevoegen", "Toevoegen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._name, self._role, self._secret, self._own = QLineEdit(), QComboBox(), secret(), secret()
        self._name.setMaxLength(60)
        for role in ROLES:
            self._role.addItem(vocab.label("roles", role), role)
        self.first = self._name
        self.explain("Laat je collega zelf een zin typen van minstens tien tekens. Je eigen wachtwoord geeft toegang.")
        self.fields.addRow("&Naam", self._name)
        self.fields.addRow("&Rol", self._role)
        self.fields.addRow("Zijn of haar wac&htwoord", self._secret)
        self.fields.addRow("&Jouw wachtwoord", self._own)
        self.inside.addLayout(self.fields)

    def go_on(self) -> None:
        """Add the account; what is wrong with it is for the access room to say."""
        house, name = self.place.house, self._name.text().strip()
        own, role, chosen = self._own.text(), self._role.currentData(), self._secret.text()
        self.work(lambda: users.add(house, own, name, role, chosen), self._added)

    def _added(self, account: users.Account) -> None:
        self._name.clear()
        self.settle(f"{account.shown} kan zich nu aanmelden.")

    def forget(self) -> None:
        """The name stays, the secrets go."""
        self._own.clear()
        self._secret.clear()


class MyPassphrasePage(AccessPage):
    """Another passphrase for myself."""

    TITLE, ONWARD = "Mijn wachtwoord", "Wijzigen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._old, self._new = secret(), NewPassphrase()
        self.first = self._old
        self.explain(f"Je oude wachtwoord stopt meteen. {ADVICE}")
        self.fields.addRow("&Huidig wachtwoord", self._old)
        self._new.add_to(self.fields, "&Nieuw wachtwoord")
        self.inside.addLayout(self.fields)

    def fault(self) -> Fault:
        """The old one, and a new one twice."""
        return missing(self._old) if not self._old.text() else self._new.fault()

    def go_on(self) -> None:
        """Change it."""
        house, old, new = self.place.house, self._old.text(), self._new.text()
        self.work(
            lambda: users.change_passphrase(house, old, new), lambda _none: self.settle("Je nieuwe wachtwoord geldt vanaf nu.")
        )

    def forget(self) -> None:
        """Empty all."""
        self._old.clear()
        self._new.forget()


class GivePassphrasePage(AccessPage):
    """A new passphrase for a colleague who forgot it."""

    TITLE, ONWARD = "Nieuw wachtwoord", "Geven"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._label = self._shown = ""
        self._own, self._new = secret(), NewPassphrase()
        self.first = self._new.field
        self.explain(f"Laat je collega zelf typen als dat kan. Het oude wachtwoord stopt meteen. {ADVICE}")
        self._new.add_to(self.fields, "&Nieuw wachtwoord")
        self.fields.addRow("&Jouw wachtwoord", self._own)
        self.inside.addLayout(self.fields)

    def about(self, account: users.Account) -> None:
        """For whom it is."""
        self._label, self._shown = account.label, account.shown
        self.entitle(f"{self.TITLE} voor {account.shown}", self.ONWARD)

    def fault(self) -> Fault:
        """A new one twice, and my own."""
        return self._new.fault() or (None if self._own.text() else missing(self._own))

    def go_on(self) -> None:
        """Give it."""
        house, own, label, new = self.place.house, self._own.text(), self._label, self._new.text()
        said = f"{self._shown} meldt zich vanaf nu aan met het nieuwe wachtwoord."
        self.work(lambda: users.set_passphrase(house, own, label, new), lambda _none: self.settle(said))

    def failed(self, error: BaseException) -> None:
        """The new one passed; it is the own one that is wrong."""
        super().failed(error)
        self._own.setFocus()
        self._own.selectAll()

    def forget(self) -> None:
        """Empty all."""
        self._own.clear()
        self._new.forget()


class SheetPage(AccessPage):
    """A new recovery code, then its sheet to print or to save."""

    TITLE, ONWARD = "Een nieuw herstelblad", "Maak een nieuwe code"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._own = secret()
        self._code_shown = False
        self.sheet = RecoverySheet(place.house.place, place.jobs, place.ask)
        self.first = self._own
        asking = QWidget()
        inside = QVBoxLayout(asking)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(12))
        for text in (
            "Met het herstelblad opent een beheerder het huis als iedereen zijn wachtwoord vergeet.",
            "Je krijgt een nieuwe code. De oude code opent het huis dan niet meer.",
            "Een oude reservekopie gaat alleen open met de code van toen. Bewaar het oude blad zolang je die kopie bewaart.",
        ):
            inside.addWidget(look.label(text, wrap=True))
        self.fields.addRow("&Jouw wachtwoord", self._own)
        inside.addLayout(self.fields)
        self._asking = asking
        self.inside.addWidget(asking)
        self.inside.addWidget(self.sheet)
        self.sheet.hide()
        self.sheet.wrong.connect(self.warn)
        self.sheet.made.connect(self._note)

    @property
    def shows_code(self) -> bool:
        """Whether a code is on the screen that nobody has on paper yet."""
        return self._code_shown

    def fault(self) -> Fault:
        """First the own passphrase, then the sheet in hand."""
        if self.shows_code:
            return self.sheet.fault()
        return None if self._own.text() else missing(self._own)

    def go_on(self) -> None:
        """Make the code; with the sheet in hand it is done."""
        if self.shows_code:
            self._note()
            self.settle("Het nieuwe herstelblad geldt vanaf nu.")
            return
        house, own, day = self.place.house, self._own.text(), self.place.today()

        def renew() -> tuple[str, bytes]:
            from sociaalhuis.printing.sheet import render_recovery_sheet

            code = users.new_recovery(house, own)
            return code, render_recovery_sheet(house.name, code, day).pdf

        self.work(renew, self._show)

    def _show(self, made: tuple[str, bytes]) -> None:
        self._own.clear()
        self.sheet.show_sheet(*made)
        self._turn(True)
        self.entitle(SHEET_TITLE, "Klaar")
        self.begin()

    def _turn(self, code_shown: bool) -> None:
        self._code_shown = code_shown
        self._asking.setVisible(not code_shown)
        self.sheet.setVisible(code_shown)
        self.back.setVisible(not code_shown)
        self.first = self.sheet.print if code_shown else self._own

    def _note(self) -> None:
        """The sheet is there: the house remembers it."""
        house = self.place.house

        def note() -> House:
            users.note_sheet(house)
            return houses.reread(house)

        self.place.jobs.house(note, self._noted, failed=self.failed)

    def _noted(self, house: House) -> None:
        self.place.house = house

    def go_back(self) -> None:
        """With a code on the screen there is no way back: the old one has stopped."""
        if self.shows_code:
            self.try_to_go_on()
        else:
            super().go_back()

    def forget(self) -> None:
        """Back to the first step, without a code."""
        self._own.clear()
        self.sheet.forget()
        self._turn(False)
        self.entitle(self.TITLE, self.ONWARD)
