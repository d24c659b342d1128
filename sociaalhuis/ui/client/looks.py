"""Who looked in a file: when, who and why, as the journal keeps it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from sociaalhuis.desk.client.looks import MOST, Look
from sociaalhuis.texts import count, hour, short_day
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows

LEAD = 232


class LooksPage(QFrame):
    """The looks at the file that is open."""

    def __init__(self) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._head = look.label("Wie keek", look.HEADING, bold=True)
        self.rows = Rows("Wie keek", lead=LEAD, empty="Nog niemand.")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(self._head)
        text = "De cliënt mag dit weten: de inzageversie toont de dagen en de redenen, zonder namen. Esc gaat terug."
        inside.addWidget(look.label(text, role="soft", wrap=True))
        inside.addWidget(self.rows, 1)
        self.setFocusProxy(self.rows)

    def show_looks(self, looks: Sequence[Look]) -> None:
        """Show these, the latest first."""
        many = f"de laatste {MOST}" if len(looks) == MOST else count(len(looks), "keer", "keer")
        self._head.setText(f"Wie keek ({many})")
        self.rows.show_lines(
            [
                Line(one.who, one, index, f"{short_day(one.at.date())}, {hour(one.at)}", one.why, mark="eye", role="soft")
                for index, one in enumerate(looks)
            ]
        )
