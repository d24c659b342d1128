"""Wachtdienst on the screen: who can be called now, and the lines of the roster to change in place (F2)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sociaalhuis.actions import allows
from sociaalhuis.desk.day import duty
from sociaalhuis.errors import told
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.parts import Strip, breakable
from sociaalhuis.ui.workplace import Workplace

HOW = f"Een regel per collega: dag, uur, naam en nummer. Bijvoorbeeld “{duty.EXAMPLE}” of “elke dag: Leiding, 0470 12 34 56”."
LINES = 4  # of the roster that are seen at once while it is changed


def line(roster: duty.Roster, at: datetime) -> str:
    """Who has wachtdienst, in one line; empty when the house keeps no roster."""
    now = duty.at(roster, at)
    if not roster.duties:
        return ""
    people = " · ".join(f"{one.who} {one.number}".strip() for one in now)
    return f"Wachtdienst: {people}" if people else "Nu heeft niemand wachtdienst."


class DutyCard(QFrame):
    """Who has wachtdienst at this moment. ``opened`` when its lines can be changed; ``done`` is called when that is over."""

    opened = Signal()

    def __init__(self, place: Workplace, done: Callable[[], None]) -> None:
        super().__init__()
        look.set_role(self, "card")
        self._place, self._done = place, done
        self.may = allows("duty.change", place.house.actor.role)
        self._roster = duty.Roster()
        self._at, self._holiday = place.now(), False
        self._people = look.label("", look.HEADING, bold=True, wrap=True)
        self._when = look.label("", look.SMALL, role="soft", wrap=True)
        self.button = QPushButton(look.icon("edit"), "Bewerken   F2")
        self.button.clicked.connect(self.edit)
        self._lines = QPlainTextEdit(placeholderText=duty.EXAMPLE)
        self._lines.setAccessibleName("Wachtdienst")
        self._lines.setTabChangesFocus(True)
        self._lines.setFixedHeight(look.px(LINES * 24 + 12))
        self._wrong = Strip()
        self._kept_text = ""  # what stood there when the editing began
        self._editor = self._lay_out_editor()
        head = QHBoxLayout()
        head.addWidget(look.label("Wachtdienst", role="soft"))
        head.addStretch()
        head.addWidget(self.button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*[look.px(12)] * 4)
        inside.setSpacing(look.px(4))
        inside.addLayout(head)
        for part in (self._people, self._when, self._editor):
            inside.addWidget(part)
        inside.addStretch()
        self.button.setVisible(self.may)  # now that it has a parent: else it is a window of its own

    def _lay_out_editor(self) -> QWidget:
        keep = QPushButton("Bewaar   Ctrl+Enter")
        look.set_role(keep, "primary")
        keep.clicked.connect(self.keep)
        foot = QHBoxLayout()
        foot.addWidget(look.label("Esc = terug, de tekst blijft staan", look.SMALL, role="soft"))
        foot.addStretch()
        foot.addWidget(keep)
        editor = QWidget()
        inside = QVBoxLayout(editor)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(look.GAP))
        inside.addWidget(look.label(HOW, look.SMALL, role="soft", wrap=True))
        inside.addWidget(self._lines)
        inside.addWidget(self._wrong)
        inside.addLayout(foot)
        editor.hide()
        return editor

    @property
    def text(self) -> str:
        """What was typed and not kept yet; empty when nothing was changed."""
        typed = self._lines.toPlainText()
        return typed if typed != self._kept_text else ""

    def restore(self, text: str) -> None:
        """What was typed before a lock."""
        self._lines.setPlainText(text)

    def load(self) -> None:
        """Read the roster of the house."""
        self._place.jobs.house(partial(duty.read, self._place.house), self._read, key="duty")

    def _read(self, roster: duty.Roster) -> None:
        self._roster = roster
        self.show_now(self._at, holiday=self._holiday)

    def show_now(self, at: datetime, *, holiday: bool = False) -> None:
        """Who it is at this moment (local time); on a holiday nobody can be sure."""
        self._at, self._holiday = at, holiday
        now, empty = duty.at(self._roster, at), not (self._roster.duties or self._roster.unread)
        numbers = [f"{one.who}   {one.number}".strip() for one in now]
        nobody = "Nog niet ingevuld" if empty else "Nu niemand"
        self._people.setText(breakable("\n".join(numbers) or nobody))
        self._people.setFont(look.font(look.HEADING if now else look.BODY, bold=bool(now)))
        look.set_role(self._people, "" if now else "soft")
        hint = "Vul in wie je dringend kunt bellen." if empty and self.may else ""
        others = [*(f"{one.who} {one.number} ({one.when})" for one in self._roster.duties if one not in now)]
        unread = [f"Niet duidelijk: {one}" for one in self._roster.unread]
        if now and holiday:
            hint = "Vandaag is een feestdag: dit is niet zeker."
        parts = [*(one.when for one in now), hint, "Op andere uren: " + ", ".join(others[:3]) if others else "", *unread]
        self._when.setText(breakable(" · ".join(part for part in parts if part)))
        self._when.setVisible(bool(self._when.text()) and self._editor.isHidden())

    # ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def edit(self) -> None:
        """The lines to change, with what was typed before."""
        if not self.may:
            return
        typed = self.text
        self._kept_text = self._roster.text
        self._lines.setPlainText(typed or self._roster.text)
        self._lines.moveCursor(QTextCursor.MoveOperation.End)
        self._show_editor(True)
        self._lines.setFocus()
        self.opened.emit()

    def _show_editor(self, shown: bool) -> None:
        self._wrong.tell("")
        self._editor.setVisible(shown)
        self.button.setVisible(self.may and not shown)
        self._people.setVisible(not shown)
        self._when.setVisible(not shown and bool(self._when.text()))

    def keep(self) -> None:
        """Keep the lines; a line that cannot be read is named and nothing changes."""
        if not self._editor.isVisible():
            return
        house, typed = self._place.house, self._lines.toPlainText()
        self._place.jobs.house(lambda: duty.write(house, typed), self._kept, failed=self._refused)

    def _kept(self, roster: duty.Roster) -> None:
        self._kept_text = self._lines.toPlainText()
        self._read(roster)
        self._show_editor(False)
        self._done()
        self._place.say("De wachtdienst is bewaard. Ctrl+Z maakt het ongedaan.")

    def _refused(self, error: BaseException) -> None:
        self._wrong.tell(told(error))
        self._lines.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the lines as they are typed and goes back to the numbers."""
        if event.key() == Qt.Key.Key_Escape and self._editor.isVisible():
            self._show_editor(False)
            self._done()
        else:
            super().keyPressEvent(event)
