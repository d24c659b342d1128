"""Which column of a list holds what: one choice a field, guessed or remembered, changed by keyboard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from sociaalhuis.desk.catalogue.columns import Columns
from sociaalhuis.ui import look

_FIELDS: Mapping[str, str] = {
    "name": "Naam van de dienst", "organization": "Organisatie", "id": "Nummer in de lijst", "description": "Omschrijving",
    "phone": "Telefoon", "email": "E-mail", "url": "Website", "address_1": "Straat", "number": "Huisnummer",
    "postal_code": "Postcode", "city": "Gemeente", "opening_hours": "Openingsuren", "fees": "Kostprijs",
    "eligibility_description": "Voorwaarden", "application_process": "Hoe aanmelden", "target_groups": "Doelgroep",
    "terms": "Thema of rubriek", "languages": "Talen", "area": "Werkingsgebied", "alternate_name": "Andere naam",
}  # fmt: skip
_NONE = "– geen kolom –"


class ColumnsForm(QScrollArea):
    """``chosen`` when a person gives a field another column."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._boxes: dict[str, QComboBox] = {}
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(look.px(2), look.px(2), look.px(look.GAP), look.px(2))
        grid.setColumnStretch(1, 1)
        for row, (field, words) in enumerate(_FIELDS.items()):
            box, name = QComboBox(), QLabel(words)
            box.setAccessibleName(f"Kolom voor {words}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.activated.connect(lambda _row: self.chosen.emit())
            name.setBuddy(box)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
            self._boxes[field] = box
        grid.setRowStretch(len(_FIELDS), 1)
        self.setWidget(held)

    def show_columns(self, known: Columns) -> None:
        """Show the headings of a list and which of them holds what."""
        for field, box in self._boxes.items():
            box.clear()
            box.addItem(_NONE, "")
            for heading in known.headings:
                box.addItem(heading[:80], heading)
            box.setCurrentIndex(max(0, box.findData(known.taken.get(field, ""))))

    def taken(self) -> Mapping[str, str]:
        """What is chosen now: {field: heading}, empty for none."""
        return {field: str(box.currentData() or "") for field, box in self._boxes.items()}

    def boxes(self) -> Sequence[QComboBox]:
        """The choices, in order."""
        return tuple(self._boxes.values())
