"""Safety of one question: reads the words for signs of danger, keeps the strip lit until somebody ended it, fills the panel.

Which kinds there are follows from the words each time anew and is kept nowhere. Of an end the draft holds the words that it was
about, so that what was spoken of stays quiet and a new sign does not; the draft goes when the question is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from sociaalhuis.catalogue import crisis
from sociaalhuis.catalogue.crisis import Sign
from sociaalhuis.catalogue.places import Place
from sociaalhuis.desk.intake import LONGEST_WORDS
from sociaalhuis.desk.workdays import local
from sociaalhuis.ui.safety import safetylines
from sociaalhuis.ui.safety.panel import SafetyPanel
from sociaalhuis.ui.safety.safetylines import Section
from sociaalhuis.ui.safety.strip import OFF, ON, SafetyStrip
from sociaalhuis.ui.workplace import Workplace

PAUSE = 250  # milliseconds of quiet typing


@dataclass(frozen=True, slots=True)
class _End:
    """How the worker ended it, why, and about which words."""

    how: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A question that was saved before anybody spoke of it: its code, its words, and the words about which somebody did."""

    code: str
    words: str
    ended: str


@dataclass(frozen=True, slots=True)
class _Read:
    """What all words say: the signs, whether this question has one that nobody ended, and the earlier questions that do."""

    signs: tuple[Sign, ...] = ()
    here: bool = False
    earlier: tuple[_Earlier, ...] = ()


class Safety(QObject):
    """``changed`` when the draft must be kept, ``left`` when the panel closes. The screen places ``strip`` and ``panel``."""

    changed = Signal()
    left = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.strip, self.panel = SafetyStrip(), SafetyPanel()
        self._words = ""
        self._end: _End | None = None
        self._earlier: tuple[_Earlier, ...] = ()
        self._read = _Read()
        self._where: Sequence[Place] = ()
        self._shown: list[str] = []  # kinds that the worker asked for beside those in the words
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look)
        self.panel.ended.connect(self._ended)
        self.panel.asked.connect(self._show_kind)
        self.panel.left.connect(self.left)

    # ── following the words ──────────────────────────────────────────────────────────────────────────────────────────────

    def hear(self, words: str) -> None:
        """The words of the client as they are now; they are read after a pause of typing."""
        if words[:LONGEST_WORDS] != self._words:
            self._words = words[:LONGEST_WORDS]
            self._pause.start()

    def _look(self) -> None:
        self._pause.stop()
        work = partial(_look_at, self._words, self._end.words if self._end else "", self._earlier)
        self._place.jobs.rest(work, self._found, key="safety")

    def _found(self, found: _Read) -> None:
        self._read, self._earlier = found, found.earlier
        self._light()

    def _light(self) -> None:
        ended = self._end.how if self._end else OFF
        codes = ", ".join(one.code for one in self._read.earlier)
        self.strip.show_state(ON if self._read.here or codes else ended, f"vraag {codes}" if codes else "")

    # ── what it holds ────────────────────────────────────────────────────────────────────────────────────────────────────

    def content(self) -> dict[str, Any]:
        """How it ended, as a draft holds it; empty when nobody ended anything."""
        return asdict(self._end) if self._end else {}

    def fill(self, content: Mapping[str, Any], words: str) -> None:
        """What a draft holds, and the words of its question."""
        self._begin(words)
        self._end = _End(**content) if content else None
        self._look()

    def clear(self, words: str) -> None:
        """A new question with these words. What nobody spoke of in an earlier one stays lit."""
        self._begin(words)
        self._light()
        self._look()

    def _begin(self, words: str) -> None:
        self._words, self._end, self._read, self._shown = words[:LONGEST_WORDS], None, _Read(earlier=self._read.earlier), []

    def saved(self, words: str, code: str) -> None:
        """The question was saved with this code; what nobody spoke of goes on being lit."""
        left = _Earlier(code, words[:LONGEST_WORDS], self._end.words if self._end else "")
        self._earlier = (*self._earlier, left)  # it goes again when they are read, if there is nothing in them
        if self._read.here:
            self._read = replace(self._read, earlier=(*self._read.earlier, left))

    def remember(self) -> list[dict[str, str]]:
        """What earlier questions left, for after a lock."""
        return [asdict(one) for one in self._earlier]

    def recall(self, left: Sequence[Mapping[str, str]]) -> None:
        """That again."""
        self._earlier = tuple(_Earlier(**one) for one in left)
        self._look()

    # ── the panel ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, where: Sequence[Place]) -> None:
        """Fill the panel for what the words say now, for a client who lives here."""
        self._where, self._shown = where, []
        self.panel.begin(*self._contents())

    def _show_kind(self, kind: str) -> None:
        self._shown.append(kind)
        self.panel.show_sections(*self._contents())

    def _contents(self) -> tuple[Sequence[Section], Sequence[tuple[str, str]]]:
        quotes = {sign.kind: sign.quotes for sign in self._read.signs}
        kinds = list(dict.fromkeys((*reversed(self._shown), *quotes)))
        now, form = local(self._place.now()), self._place.house.text("slip.form")
        sections = [safetylines.section(kind, quotes.get(kind, ()), now, self._where, form) for kind in kinds]
        return sections, [(kind, title) for kind, title in safetylines.titles() if kind not in kinds]

    def _ended(self, how: str, why: str) -> None:
        self._end, self._earlier = _End(how, why, self._words), ()
        self._read = _Read(self._read.signs)
        self._light()
        self._look()  # what is being read at this moment knows nothing of this end
        self.changed.emit()
        self.left.emit()


def _look_at(words: str, ended: str, earlier: Sequence[_Earlier]) -> _Read:
    """Read all these words; of an earlier question only what nobody ended stays."""
    left = tuple(one for one in earlier if _open(one.words, one.ended))
    signs = {sign.kind: sign for text in (*(one.words for one in left), words) for sign in crisis.read(text)}
    return _Read(tuple(signs.values()), bool(_open(words, ended)), left)


def _open(words: str, ended: str) -> frozenset[str]:
    """The kinds in these words that are not in those about which it ended."""
    return frozenset(one.kind for one in crisis.read(words)) - frozenset(one.kind for one in crisis.read(ended) if ended)
