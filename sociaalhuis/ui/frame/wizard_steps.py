"""The four pages of the first-run wizard: what they ask, what they explain, and what is still wrong with the answers."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.texts import count
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.cardpage import Fault
from sociaalhuis.ui.parts.passphrase import ADVICE, NewPassphrase
from sociaalhuis.ui.parts.sheet import TITLE, RecoverySheet


class Step(QWidget):
    """One page. ``title`` stands above it, ``onward`` on its button, ``first`` gets the focus."""

    title = ""
    onward = "Verder"
    first: QWidget

    def __init__(self) -> None:
        super().__init__()
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(look.px(12))

    @property
    def again(self) -> QWidget:
        """Where it is mended when the house cannot be made so."""
        return self.first

    def fault(self) -> Fault:
        """What keeps the person here and where to mend it, None when all is well."""
        return None

    def explain(self, text: str) -> None:
        """Add a text to the page."""
        self.inside.addWidget(look.label(text, wrap=True))


class HouseStep(Step):
    """Which house, and where it works."""

    title = "Welkom. We maken je huis."

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.name, self.postcode = QLineEdit("Sociaal Huis"), QLineEdit(placeholderText="bv. 3740")
        self.name.setMaxLength(80)
        self.postcode.setMaxLength(4)
        self.postcode.setFixedWidth(look.px(110))
        self._municipality = look.label("", role="soft")
        self.first = self.name
        self.explain("Alles wat je noteert, staat in één versleuteld bestand. Het blijft op deze pc.")
        form = _form()
        form.addRow("&Naam van het huis", self.name)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.postcode)
        row.addWidget(self._municipality, 1)
        form.addRow("&Postcode", row)
        _buddy(form, row, self.postcode)
        self.inside.addLayout(form)
        self.inside.addWidget(look.label(f"Het huis komt in de map {place}", look.SMALL, role="soft", wrap=True))
        self.inside.addStretch()
        self.restore = QPushButton("&Reservekopie of zitdag openen…")
        self.join = QPushButton("&Aansluiten op een huis op een server…")
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addWidget(self.join)
        row.addStretch()
        self.inside.addLayout(row)

    @property
    def again(self) -> QWidget:
        """The postal code: what is typed next may not replace the name."""
        return self.postcode

    def say_municipality(self, text: str) -> None:
        """Show what the postal code means."""
        self._municipality.setText(text)

    def fault(self) -> Fault:
        """A name and four digits are needed."""
        if not self.name.text().strip():
            return "Geef het huis een naam, zoals “Sociaal Huis Lindebeek”.", self.name
        if not re.fullmatch(r"[1-9]\d{3}", self.postcode.text().strip()):
            return "Typ de postcode van het huis: vier cijfers.", self.postcode
        return None


class KeeperStep(Step):
    """Who the first administrator is, and what opens the house."""

    title = "Wie is de eerste beheerder?"
    onward = "Maak het huis"

    def __init__(self) -> None:
        super().__init__()
        self.name, self.passphrase = QLineEdit(), NewPassphrase()
        self.name.setMaxLength(60)
        self.first = self.name
        self.explain("De beheerder voegt collega's toe en regelt de reservekopie. Dat ben jij, om te beginnen.")
        form = _form()
        form.addRow("&Jouw naam", self.name)
        self.passphrase.add_to(form, "&Wachtwoordzin")
        self.inside.addLayout(form)
        self.explain(ADVICE)
        self.inside.addStretch()

    def fault(self) -> Fault:
        """A name, a passphrase that is long enough, and twice the same."""
        if not self.name.text().strip():
            return "Typ je naam, zoals collega's je kennen. Bijvoorbeeld “An P.”.", self.name
        return self.passphrase.fault()

    def forget(self) -> None:
        """Empty the secrets."""
        self.passphrase.forget()


class SheetStep(Step):
    """The recovery code: shown once, to print or to save."""

    title = TITLE

    def __init__(self, sheet: RecoverySheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.inside.addWidget(sheet)
        self.inside.addStretch()
        self.first = sheet.print

    def fault(self) -> Fault:
        """The person says that the sheet is there."""
        return self.sheet.fault()


class ReadyStep(Step):
    """All is there, and what must not be done yet."""

    title = "Je huis staat klaar."
    onward = "Naar het aanmelden"

    def __init__(self) -> None:
        super().__init__()
        self._number = look.label("", role="good", wrap=True)
        self.inside.addWidget(self._number)
        strip = QFrame()
        look.set_role(strip, "strip-late")
        inside = QVBoxLayout(strip)
        inside.setContentsMargins(*[look.px(look.PAD)] * 4)
        inside.addWidget(look.label("▲ Zet nog geen echte gegevens van cliënten in dit huis.", bold=True, wrap=True))
        inside.addWidget(
            look.label(
                "Het programma is jong: geen enkele balie werkte er al mee. Oefen met verzonnen mensen en vragen tot je "
                "functionaris voor gegevensbescherming ja zegt.",
                wrap=True,
            )
        )
        self.inside.addWidget(strip)
        self.explain("Daarna: voeg collega's toe en kies een map voor de reservekopie. Beide staan bij Instellingen.")
        self.explain(
            "Een beheerder noteert zelf geen vragen. Voeg daarvoor iemand toe met de rol Onthaal. Dat mag je zelf zijn."
        )
        self.inside.addStretch()
        self.first = strip
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def tell(self, services: int) -> None:
        """How much the new house knows."""
        self._number.setText(f"✓ De catalogus heeft al {count(services, 'dienst', 'diensten')}.")


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(look.px(12))
    form.setHorizontalSpacing(look.px(look.PAD))
    return form


def _buddy(form: QFormLayout, row: QHBoxLayout, field: QWidget) -> None:
    """A row that is a layout gets no buddy by itself: the label names its field."""
    from PySide6.QtWidgets import QLabel

    label = form.labelForField(row)
    if isinstance(label, QLabel):
        label.setBuddy(field)
    field.setAccessibleName("Postcode")
