"""A colleague who leaves and keeps files: who takes them over. The account closes in the same act."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from sociaalhuis.access import users
from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.cardpage import Fault
from sociaalhuis.ui.settings.access_pages import AccessPage
from sociaalhuis.ui.workplace import Workplace


class LeavingPage(AccessPage):
    """Which colleague becomes the aanspreekpunt of the files."""

    TITLE, ONWARD = "Uitschakelen", "Uitschakelen"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._leaves: users.Account | None = None
        self._said, self._heir = look.label("", wrap=True), QComboBox()
        self.first = self._heir
        self.inside.addWidget(self._said)
        self.fields.addRow("&Wie neemt ze over?", self._heir)
        self.inside.addLayout(self.fields)

    def about(self, account: users.Account, files: int, heirs: Sequence[users.Account]) -> None:
        """Who leaves, how many files there are, and who could take them over."""
        self._leaves = account
        self.entitle(f"{account.shown} uitschakelen", self.ONWARD)
        many = count(files, "dossier", "dossiers")
        self._said.setText(
            f"{account.shown} is het aanspreekpunt van {many}. Een afgeschermd dossier gaat naar iemand die erin genoemd is. "
            f"{account.shown} kan zich dan niet meer aanmelden. Wat {account.shown} noteerde, blijft. Wat niet af is, gaat weg."
        )
        self._heir.clear()
        for one in heirs:
            self._heir.addItem(one.shown, one.id)
        self._heir.setCurrentIndex(-1)  # nobody takes over by accident

    def fault(self) -> Fault:
        """Somebody has to be chosen."""
        if self._heir.count() == 0:
            return "Er is geen andere collega die dossiers opent. Voeg die eerst toe.", self.back
        return None if self._heir.currentIndex() >= 0 else ("Kies wie de dossiers overneemt.", self._heir)

    def go_on(self) -> None:
        """Hand over and close the account."""
        if (leaves := self._leaves) is None:
            return
        house, heir, shown = self.place.house, self._heir.currentData(), self._heir.currentText()
        said = f"{leaves.shown} is uitgeschakeld. {shown} neemt de dossiers over."
        self.work(lambda: users.disable(house, leaves.label, heir), lambda _none: self.settle(said))
