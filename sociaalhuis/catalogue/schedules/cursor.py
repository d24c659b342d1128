"""A cursor that walks over the words of hours, and refuses by name what it cannot read. No meaning yet."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NoReturn

from sociaalhuis.catalogue.schedules.spelling import plain
from sociaalhuis.catalogue.schedules.words import Token
from sociaalhuis.errors import Refusal

EXAMPLE = "Schrijf bijvoorbeeld: ma-vr 9-12 uur, wo ook 13-16 uur."
LONGEST = 2000  # characters
_SIGNS = str.maketrans('–—−!•·●▪“”„"\t\u00a0', "---.;;;;      ")


class Cursor:
    """Walks over the words of a text. What is taken is behind it; ``at`` may be put back."""

    def __init__(self, text: str) -> None:
        self.text = text.translate(_SIGNS)
        if len(self.text) > LONGEST:
            raise Refusal("De uren zijn te lang.", f"Hou het bij {LONGEST} tekens.")
        self._tokens: Sequence[Token] = plain(self.text)
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """The word that comes, or one further on; kind “end” when there is none."""
        place = self.at + ahead
        if place < len(self._tokens):
            return self._tokens[place]
        return Token("end", "", len(self.text), len(self.text))

    def stands(self, word: str, place: int) -> bool:
        """Whether this word stands at that place in the text, and was not left out with a phone number behind it."""
        return any(one.start == place and one.value == word for one in self._tokens)

    def is_(self, *words: str, ahead: int = 0) -> bool:
        """Whether the word that comes is one of these, in small letters."""
        return self.peek(ahead).kind in ("word", "punct", "always") and self.peek(ahead).value in words

    def take(self, *words: str) -> bool:
        """Go past the word that comes when it is one of these."""
        found = self.is_(*words)
        self.at += found
        return found

    def take_row(self, *words: str) -> bool:
        """Go past these words when they come one after the other."""
        found = all(self.is_(word, ahead=ahead) for ahead, word in enumerate(words))
        self.at += len(words) * found
        return found

    def skip(self, words: Collection[str]) -> None:
        """Go past any number of these."""
        while self.is_(*words):
            self.at += 1

    def skip_to(self, place: int) -> None:
        """Go past everything before this place in the text."""
        while self.peek().kind != "end" and self.peek().start < place:
            self.at += 1

    def known(self, words: Mapping[str, int]) -> int | None:
        """The meaning of the word that comes in this list, abbreviated with a point or not; go past it."""
        if self.peek().kind == "word" and self.peek().value in words:
            self.at += 1
            meaning = words[self.peek(-1).value]
            if self.is_(".") and self.peek().start == self.peek(-1).end and len(self.peek(-1).value) < 5:
                self.at += 1
            return meaning
        return None

    def refuse(self, start: int | None = None, now: str = EXAMPLE) -> NoReturn:
        """Raise the Refusal that names the part from a place in the text, else from here, up to the next comma."""
        begin = self.peek().start if start is None else start
        piece = re.split(r"[;\n]", self.text[begin : begin + 60].strip())[0].strip(" ,")
        self.refuse_words(piece or self.text.strip()[-40:], now)

    def refuse_words(self, piece: str, now: str = EXAMPLE) -> NoReturn:
        """Raise the Refusal that names these words."""
        raise Refusal(f"Dit deel van de uren is niet duidelijk: “{piece}”.", now)
