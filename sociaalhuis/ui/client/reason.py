"""Why somebody opens a file of a person that he or she did not meet before: one line, asked in the screen itself."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from sociaalhuis.ui import look

PRESETS = {"&Eigen contact": "eigen contact", "&Opvolging": "opvolging", "&Zitdag": "zitdag"}
_LONGEST = 200
_STRANGER = "Jij bent niet betrokken bij dit dossier. Je reden komt in het logboek. Esc gaat terug."
_SHUT = (
    "Dit dossier is afgeschermd. Als coördinator kun je inspringen: dan word jij er ook in genoemd. "
    "Je reden komt in het logboek. Esc gaat terug."
)


class ReasonPage(QFrame):
    """``open_with`` gets the person, the reason, and whether the file is protected and the coordinator steps in."""

    def __init__(self, open_with: Callable[[UUID, str, bool], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._open_with = open_with
        self._person: UUID | None = None
        self._shut = False
        self._own = QLineEdit(placeholderText="In enkele woorden, dan Enter")
        self._own.setAccessibleName("Andere reden")
        self._own.setMaxLength(_LONGEST)
        self._own.returnPressed.connect(self._own_reason)
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        buttons = []
        for label, reason in PRESETS.items():
            button = QPushButton(label)
            button.clicked.connect(partial(self._preset, reason))
            buttons.append(button)
            row.addWidget(button)
        row.addStretch()
        other = look.label("&Andere reden")
        other.setBuddy(self._own)  # its letter gives the focus at once; that of a button only after a moment
        own = QHBoxLayout()
        own.setSpacing(look.px(look.PAD))
        own.addWidget(other)
        own.addWidget(self._own, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(look.WIDE)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(look.label("Waarom open je dit dossier?", look.HEADING, bold=True, wrap=True))
        self._text = look.label("", role="soft", wrap=True)
        inside.addWidget(self._text)
        inside.addLayout(row)
        inside.addLayout(own)
        inside.addStretch()
        self.setFocusProxy(buttons[0])

    def ask(self, person: UUID, *, shut: bool = False) -> None:
        """Ask for this person; ``shut``: the file is protected, and who opens it becomes one of the named."""
        self._person, self._shut = person, shut
        self._text.setText(_SHUT if shut else _STRANGER)
        self._own.clear()

    def _preset(self, reason: str, _checked: bool = False) -> None:
        if self._person is not None:
            self._open_with(self._person, reason, self._shut)

    def _own_reason(self) -> None:
        reason = " ".join(self._own.text().split())
        if reason:
            self._preset(reason)
