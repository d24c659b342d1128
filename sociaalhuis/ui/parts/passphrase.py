"""Choosing a passphrase: typed twice, never shown, with a word on whether it is long enough."""

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.cardpage import Fault

SHORTEST = 10  # letters of a passphrase; sociaalhuis.access.keys refuses less
ADVICE = "Kies een zin die je onthoudt, met minstens tien tekens. Vier gewone woorden na elkaar is al sterk."


def secret() -> QLineEdit:
    """A field whose letters are not shown."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


class NewPassphrase:
    """Two fields, ``field`` and ``again``, and the ``meter`` under them."""

    def __init__(self) -> None:
        self.field, self.again = secret(), secret()
        self.meter = look.label("", look.SMALL, role="soft", wrap=True)
        for one in (self.field, self.again):
            one.textChanged.connect(self._measure)
        self._measure()

    def add_to(self, form: QFormLayout, name: str, again: str = "Nog &eens") -> None:
        """Put the fields with their names in a form, and the meter under them."""
        form.addRow(name, self.field)
        form.addRow(again, self.again)
        form.addRow("", self.meter)

    def text(self) -> str:
        """What was chosen."""
        return self.field.text()

    def _measure(self) -> None:
        length = len(self.field.text())
        if length < SHORTEST:
            self._tell(f"○ Nog {count(SHORTEST - length, 'teken', 'tekens')} nodig.", "soft")
        elif self.field.text() != self.again.text():
            self._tell("○ Lang genoeg. Typ het nog eens, precies hetzelfde.", "soft")
        else:
            self._tell("✓ Lang genoeg, en twee keer hetzelfde.", "good")

    def _tell(self, text: str, role: str) -> None:
        self.meter.setText(text)
        look.set_role(self.meter, role)

    def fault(self) -> Fault:
        """Long enough, and twice the same."""
        if not self.field.text():
            return f"Typ een zin van minstens {SHORTEST} tekens.", self.field
        if len(self.field.text()) < SHORTEST:
            return f"Dit is te kort. Neem minstens {SHORTEST} tekens.", self.field
        if not self.again.text():
            return "Typ dezelfde zin nog eens.", self.again
        if self.field.text() != self.again.text():
            return "De twee zijn niet gelijk. Typ het tweede opnieuw.", self.again
        return None

    def forget(self) -> None:
        """Empty both."""
        self.field.clear()
        self.again.clear()


def missing(field: QWidget) -> Fault:
    """The own secret was not typed."""
    return "Typ ook je eigen wachtwoord.", field
