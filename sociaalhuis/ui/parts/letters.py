"""A list of which one is chosen by its letter, as in turven; the chosen one is marked. Nothing is chosen by itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from sociaalhuis import vocab
from sociaalhuis.ui import look
from sociaalhuis.ui.parts.rows import Line, Rows


class Letters(Rows):
    """``picked`` is the slug of the chosen line, empty while there is none; ``told`` is called with it after every choice."""

    def __init__(self, name: str, lines: Sequence[Line], told: Callable[[str], object], *, two: bool = False) -> None:
        super().__init__(name, lead=32, two=two)
        self.picked = ""
        self._told = told
        self._bare = tuple(lines)
        self.show_lines(lines)
        self.chosen.connect(self._take)
        for line in lines:
            self.on_key(line.lead, partial(self._take_line, str(line.what)))

    def as_tall_as_its_lines(self) -> "Letters":
        """No taller than what is in it."""
        self.setMaximumHeight(look.px(look.ROW * len(self._bare) + 4))
        return self

    def pick(self, slug: str) -> None:
        """Mark this one as chosen, without telling; an empty one marks nothing."""
        self.picked = slug
        self.show_lines([replace(line, right=f"{line.right} ✓".strip()) if line.what == slug else line for line in self._bare])
        self.select_row(next((at for at, line in enumerate(self._bare) if line.what == slug), 0))

    def _take_line(self, slug: str, _current: object) -> None:
        self._take(slug)

    def _take(self, slug: str) -> None:
        self.pick(slug)
        self._told(slug)


def lettered(terms: Sequence[vocab.Term]) -> Sequence[Line]:
    """The terms of a vocabulary as lines with their letters."""
    return [Line(term.label, term.slug, term.slug, term.key or "", role="accent") for term in terms]
