"""What is chosen for a referral: how, what goes along, what is passed on and why. It fills in, the desk decides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sociaalhuis import vocab
from sociaalhuis.desk import language, safety
from sociaalhuis.desk.referral import handover
from sociaalhuis.desk.referral.referrals import IDENTIFYING
from sociaalhuis.desk.referral.slips import Choices
from sociaalhuis.errors import Refusal
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.dayfield import DayField
from sociaalhuis.ui.parts.flow import Flow, widget_with
from sociaalhuis.ui.parts.languagerow import LanguageRow
from sociaalhuis.ui.parts.parts import Strip
from sociaalhuis.ui.parts.pick import Ticks
from sociaalhuis.ui.referral.destinations import Destinations

LONGEST_REASON = 300  # characters
MINIMAL = ("naam", "vraag_in_een_zin")  # what is proposed to be passed on: the least that helps
TYPING = 120  # milliseconds of quiet typing before the paper is made again
_MEANING: Mapping[str, str] = {
    "info": "De cliënt krijgt info mee. Je volgt dit niet op.",
    "self": "De cliënt neemt zelf contact. Er gaat niets over de cliënt door.",
    "warm": "Je belt samen met de cliënt. Daarvoor is toestemming nodig.",
    "appointment": "Er is een afspraak. Vul bij de dienst in wanneer (Alt+W).",
    "internal": "Een collega van het huis neemt over. Daarvoor is toestemming nodig.",
}
_NOTHING_LEAVES = "De cliënt wil dit niet. Kies “zelf contact”: dan gaat er niets door. Een briefje kan nog altijd mee."
_ANSWERS = (
    ("", "nog niet"),
    ("oral", "ja, mondeling (Alt+T)"),
    ("written", "ja, op papier"),
    ("no", "nee"),
    (handover.WITHOUT, "zonder, met reden"),
)
_WITHOUT = "Waarom geef je dit door zonder toestemming? De cliënt mag dit later lezen."
_CALLING = ((safety.YES, "ja"), (safety.NO, "nee"), (safety.UNKNOWN, "weet niet"))


class OneOf(QWidget):
    """Radio buttons beside each other, moved through with the arrow keys; Tab goes past them as one."""

    changed = Signal()

    def __init__(self, name: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the letter of a label passes over what takes no focus
        self._flow = Flow(look.px(4))
        self.setLayout(self._flow)
        self._group = QButtonGroup(self)
        self._buttons = {slug: QRadioButton(label) for slug, label in options}
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")
            self._group.addButton(button)
            self._flow.addWidget(button)
        self.choose(chosen)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def chosen(self) -> str | None:
        """The slug of the chosen option."""
        return next((slug for slug, button in self._buttons.items() if button.isChecked()), None)

    def offer(self, slug: str, offered: bool) -> None:
        """Show an option or not; one that was chosen and is not offered any more is let go for the first."""
        self._buttons[slug].setVisible(offered)
        if not offered and self.chosen == slug:
            self.choose(next(iter(self._buttons)))

    def choose(self, slug: str | None) -> None:
        """Choose this option, or none."""
        self._group.setExclusive(slug is not None)
        for name, button in self._buttons.items():
            button.setChecked(name == slug)
        self._group.setExclusive(True)
        entry = self._buttons.get(slug or "", next(iter(self._buttons.values())))
        for button in self._buttons.values():  # Tab comes to this one; Qt remembers the one that had the focus last
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is entry else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(entry)

    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.changed.emit()


class ReferralForm(QWidget):
    """The left side of the screen. ``changed`` when the paper may have changed, ``edited`` after every key and choice."""

    changed = Signal()
    edited = Signal()

    def __init__(self, to: Destinations, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.to = to
        self._against: Mapping[str, str] = {}
        self.kind = OneOf("Hoe", [(t.slug, t.label) for t in vocab.terms("referral_kinds", now().date())], "self")
        self.meaning = look.label("", look.SMALL, role="soft", wrap=True)
        self.calling = OneOf("Mag de cliënt gebeld worden?", _CALLING)
        self._file = look.label("", look.SMALL, wrap=True)
        self.reason = QLineEdit(maxLength=LONGEST_REASON)
        self._asks_why = look.label("", look.SMALL, role="today", wrap=True)
        documents = [(t.slug, t.label) for t in vocab.terms("documents", now().date())]
        elements = [(t.slug, t.label) for t in vocab.terms("share_elements", now().date())]
        self.bring = Ticks("Meenemen", "Typ wat de cliënt meeneemt", documents, own_words=True)
        self.share = Ticks("Meegeven", "Typ wat je nog doorgeeft", elements, own_words=False)
        self.consent = OneOf("Toestemming", _ANSWERS, "")
        self.refused = Strip("strip-today")
        self.colleague, self.plan_b = QLineEdit(maxLength=120), QLineEdit(maxLength=120)
        self.follow = DayField("Opvolgen op", now)
        self.plan_b.setPlaceholderText("bv. CAW onthaal, of kom terug naar hier")
        self.format, self.address = QComboBox(), QComboBox()
        self.format.addItems(["A5", "A4"])
        self.address.addItem("u zeggen", "u")
        self.address.addItem("je zeggen", "je")
        self.large, self.neutral = QCheckBox("&grote letters"), QCheckBox("neutraal (Alt+N)")
        self.pictures = QCheckBox("te&keningen")
        self.language = LanguageRow(lambda: now().date())
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(self.changed)
        self._listen()
        self._follow()

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, look.px(look.GAP), 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(look.GAP))
        self._grid.setColumnStretch(1, 1)
        for widget, name in ((self.format, "Formaat"), (self.address, "Aanspreking")):
            widget.setAccessibleName(name)
        paper = Flow(look.px(look.GAP))
        for part in (self.format, self.address, self.large, self.pictures, self.neutral):
            paper.addWidget(part)
        self._row("kind", "&Hoe", self.kind, _under(self.kind, self.meaning))
        self._row("calling", "Bell&en", self.calling, self._question())
        self._row("bring", "&Meenemen", self.bring.field, self.bring)
        self._row("share", "Meege&ven", self.share.field, self.share)
        self._row("consent", "Toestemming", self.consent, _under(self.consent, self.refused))
        self._row("reason", "&Reden", self.reason, _under(self._asks_why, self.reason))
        self._row("colleague", "&Contact", self.colleague, self.colleague)
        self.plan_b.setAccessibleName("Plan B")
        self._row("plan_b", "&Zo niet", self.plan_b, self._and_then())
        self._row("language", "H&ulptaal", self.language.aid, self.language)
        self._row("paper", "Brie&fje", self.format, widget_with(paper))
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _row(self, key: str, name: str, field: QWidget, shown: QWidget) -> None:
        label = name_of(name, field)
        if isinstance(field, QLineEdit) and not field.accessibleName():
            field.setAccessibleName(name.replace("&", ""))
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, row, 1)
        self._rows[key] = (label, shown)

    def _and_then(self) -> QWidget:
        """What follows when it does not work out, and beside it when the desk asks."""
        asked, row = look.label("&Opvolgen"), QHBoxLayout()
        asked.setBuddy(self.follow)
        for part in (self.plan_b, asked, self.follow):
            row.addWidget(part, int(part is self.plan_b))
        row.setContentsMargins(0, 0, 0, 0)
        made = QWidget()
        made.setLayout(row)
        return made

    def _question(self) -> QWidget:
        asked = look.label("Mag de cliënt gebeld worden?", bold=True, wrap=True)
        hint = look.label(
            "Vraag het zonder anderen erbij. Zonder “ja” plant het programma geen telefoon. Een briefje in de tas kan gevaar "
            "geven: geef het alleen als de cliënt dat wil.",
            look.SMALL,
            wrap=True,
        )
        made = _under(asked, self.calling, self._file, hint)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look.set_role(made, "strip-today")
        layout = made.layout()
        if layout is not None:
            layout.setContentsMargins(*[look.px(look.GAP)] * 4)
        return made

    def _listen(self) -> None:
        for choice in (self.kind, self.calling, self.consent):
            choice.changed.connect(self._follow)
            choice.changed.connect(self._chosen)
        for several in (self.to, self.bring, self.share, self.language):
            several.changed.connect(self._follow)
            several.changed.connect(self._chosen)
        for line in (self.reason, self.colleague, self.plan_b, self.follow):
            line.textEdited.connect(self._typed)
        self.to.edited.connect(self._typed)
        for box in (self.large, self.pictures, self.neutral):
            box.toggled.connect(self._chosen)
        for combo in (self.format, self.address):
            combo.currentIndexChanged.connect(self._chosen)

    def _typed(self) -> None:
        self._typing.start()
        self.edited.emit()

    def _chosen(self) -> None:
        self.changed.emit()
        self.edited.emit()

    def _follow(self) -> None:
        """What is asked depends on the kind, and on whether it is about violence."""
        kind = self.kind.chosen or "self"
        self._show("calling", self.violence)
        self.to.ask_when(kind == "appointment")
        self.consent.offer(handover.WITHOUT, kind in IDENTIFYING)
        self._show("share", kind in IDENTIFYING or kind == "appointment")
        self._show("consent", kind in IDENTIFYING or kind == "appointment")
        no = self.consent.chosen == "no" and kind in IDENTIFYING
        self.refused.tell(_NOTHING_LEAVES if no else "")
        without = self.consent.chosen == handover.WITHOUT
        self._asks_why.setText("\n".join([*([_WITHOUT] if without else []), *self._against.values()]))
        self._show("reason", without or bool(self._against))

    def _show(self, key: str, shown: bool) -> None:
        for widget in self._rows[key]:
            widget.setVisible(shown)

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def violence(self) -> bool:
        """Whether one of the chosen services is about violence."""
        return any(safety.about_violence(service) for service in self.to.services)

    def say_against(self, against: Mapping[str, str]) -> None:
        """Say of which services a condition is not met: a text by service id; then the reason is asked."""
        if against != self._against:
            self._against = against
            self._follow()

    def plan(self, case: handover.Case) -> handover.Plan:
        """All of it, for the desk."""
        kind = self.kind.chosen or "self"
        answer = (self.consent.chosen or "") if kind in IDENTIFYING or kind == "appointment" else ""
        reason = self.reason.text()
        agreed = handover.agreement(kind, answer, self.share.chosen, reason)
        spoken = self.language.values()
        choices = Choices(
            kind=kind, contact=self.colleague.text().strip(), bring=self.bring.chosen,
            shared=None if agreed and agreed.without_reason else agreed.elements if agreed else (),
            appointments=self.to.appointments() if kind == "appointment" else {},
            plan_b=self.plan_b.text().strip() or None, postal_code=case.postal_code,
            form=str(self.address.currentData()), format=self.format.currentText(), large=self.large.isChecked(),
            discreet=self.neutral.isChecked(), pictures=self.pictures.isChecked(),
            aid=spoken["aid"], aid_reason=spoken["reason"],
            interpreter=language.interpreter(case.language, spoken["aid"], spoken["interpreter"]),
        )  # fmt: skip
        asked = (self.calling.chosen or safety.NOT_ASKED) if self.violence else safety.NOT_ASKED
        return handover.Plan(self.to.services, choices, agreed, asked, reason if self._against else "", self.follow.known())

    def say_when(self, follow: str) -> None:
        """Say what the chosen kind means and when the desk asks how it went."""
        self.meaning.setText(f"{_MEANING[self.kind.chosen or 'self']} {follow}".strip())

    def check(self) -> None:
        """Raise Refusal when something has to be filled in before this can be given, and go there; the rest is for the desk."""
        if self.violence and self.calling.chosen is None and self.kind.chosen != "info":
            self.calling.setFocus()
            raise Refusal("Mag de cliënt gebeld worden? Dat is nog niet beantwoord.", "Kies ja, nee of weet niet (Alt+E).")
        if self.kind.chosen == "appointment":
            self.to.check_hours()
        self.language.check()
        try:
            self.follow.day()
        except Refusal:
            self.follow.setFocus()
            raise
        if self.kind.chosen in IDENTIFYING and not self.consent.chosen:
            self.consent.setFocus()
            raise Refusal(
                "Is de cliënt akkoord? Dat is nog niet genoteerd.",
                "Zegt de cliënt ja? Druk Alt+T. Zo niet: kies “zelf contact” (Alt+H).",
            )
        without = self.consent.chosen == handover.WITHOUT and self.kind.chosen in IDENTIFYING
        if (without or self._against) and not self.reason.text().strip():
            self.reason.setFocus()
            if without:
                raise Refusal("Waarom geef je dit door zonder toestemming?", "Schrijf de reden (Alt+R).")

    def begin(self, case: handover.Case) -> None:
        """Start afresh for this contact."""
        phone = case.letterhead.phone
        self.to.field.clear()  # typed for somebody else
        self.language.begin(case.language, case.interpreter, facilities=case.facilities)
        self.load({
            "kind": "self", "calling": None, "hours": {}, "bring": [], "share": list(MINIMAL), "consent": "", "reason": "",
            "colleague": ", ".join(part for part in (case.colleague, phone) if part), "plan_b": "", "follow": "",
            "form": case.form, "format": case.format, "large": case.large, "neutral": False, "pictures": case.pictures,
            "language": self.language.values(),
        })  # fmt: skip
        said = " · ".join(part for part in (*safety.said(case.forbidden), (case.safe_contact or "")[:300]) if part)
        self._file.setText(f"Uit het dossier: {said}" if said else "")
        self._file.setVisible(bool(said))

    def values(self) -> Mapping[str, Any]:
        """What is filled in, as JSON values."""
        return {
            "kind": self.kind.chosen, "calling": self.calling.chosen, "hours": dict(self.to.hours),
            "bring": list(self.bring.chosen), "share": list(self.share.chosen), "consent": self.consent.chosen,
            "reason": self.reason.text(),
            "colleague": self.colleague.text(), "plan_b": self.plan_b.text(), "follow": self.follow.text(),
            "form": self.address.currentData(),
            "format": self.format.currentText(), "large": self.large.isChecked(), "neutral": self.neutral.isChecked(),
            "pictures": self.pictures.isChecked(), "language": self.language.values(),
        }  # fmt: skip

    def load(self, values: Mapping[str, Any]) -> None:
        """Fill in what ``values`` gave before, and tell once."""
        self.blockSignals(True)
        self.kind.choose(values["kind"])
        self.calling.choose(values["calling"])
        self.consent.choose(values["consent"])
        self.to.fill_hours(values["hours"])
        self.reason.setText(values["reason"])
        self.bring.choose(values["bring"])
        self.share.choose(values["share"])
        self.colleague.setText(values["colleague"])
        self.plan_b.setText(values["plan_b"])
        self.follow.setText(values.get("follow", ""))
        self.address.setCurrentIndex(self.address.findData(values["form"]))
        self.format.setCurrentText(values["format"])
        self.large.setChecked(values["large"])
        self.neutral.setChecked(values["neutral"])
        self.pictures.setChecked(values.get("pictures", False))  # a draft of before there were drawings and aid
        self.language.load(values.get("language", {}))
        self.blockSignals(False)
        self._follow()
        self.changed.emit()


def name_of(text: str, buddy: QWidget) -> QLabel:
    """The name before a field, with its access key."""
    made = look.label(text, bold=True)
    made.setBuddy(buddy)
    made.setMinimumWidth(look.px(104))
    made.setMargin(look.px(4))
    return made


def _under(*parts: QWidget) -> QWidget:
    made = QWidget()
    inside = QVBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(look.px(2))
    for part in parts:
        inside.addWidget(part)
    return made
