"""Of whom a text speaks, and what it holds as so now: not past, not denied, not wished, not asked. Pure; knows no facts.

Whose question it is: the speaker's own, or, in a worker's note, that of the client it names (mevr., dhr., cliënt). What is told
of anybody else is theirs: a neighbour, a child, a partner. An older relative is told apart, for catalogue.heard to decide. When
it stays unclear who is meant it is somebody else: silence costs a question, a wrong guess costs trust. Words: resources/heard.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sociaalhuis.catalogue import phrases
from sociaalhuis.facts import Value

_CLAUSE_MARKS = frozenset(",:;()–—…•")
_SHORT_WORDS = re.compile(
    r"(?i)\b(mevr|mw|mvr|dhr|mnr|hr|mr|cl|kl|jong|alleenst|soc|zelfst|gepens|verh|tegemoetk|arb|coll|ongeh|geh|gesch|werkl|inv|geb|inschr|aanvr"
    r"|volw|ki|kk|kdn|mnd|wkn|v|m|j|jr)\."
)
_GLUED = re.compile(r"(?i)(?<=\d)(?=(?:ki|kk|kdn|kids?|kind(?:eren|ers|jes)?)\b)")
_NOTE_BEGINS = 2  # words in which a note names its client as “man”, “vrouw”, “koppel”
_DENIED_BEFORE, _DENIED_AFTER = 2, 2  # how near a denial stands to what it denies
_LONGEST_CLAUSE = 40  # words, where somebody writes on and on
_REMEMBERED = 60  # words in which “zij” still means somebody
_OPENS = 2  # words in which a sentence begins
_LEARNING = 2  # words between “ik” and a verb that does not agree
_NOUN = 3  # words from a preposition to its noun
_SUBJECTS = ("@ik", "@wij", "@hij", "@jij")


class Who(StrEnum):
    """Of whom something is told. UNSAID: of nobody that the words name, as in “alleenstaand, 2 kinderen”."""

    CLIENT = "client"
    OLDER = "older"
    OTHER = "other"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Claim:
    """What words say: a fact, its value, of whom, and which words."""

    fact: str
    value: Value
    who: Who
    words: frozenset[int]


def prepared(text: str) -> str:
    """A text in which the dot of a short word ends no sentence (mevr. 54j) and a number stands loose from its word (3ki)."""
    return _GLUED.sub(" ", _SHORT_WORDS.sub(r"\1 ", text))


class Speech:
    """A text as clauses, with for each word of whom it tells. Words are named by their place."""

    def __init__(self, said: phrases.Read) -> None:
        self.said = said
        self._keys = [token.keys for token in said.tokens]
        self.words = [said.plain[token.start : token.end].lower() for token in said.tokens]
        self._divide()

    # ── words and clauses ────────────────────────────────────────────────────────────────────────────────────────────────

    def __len__(self) -> int:
        return len(self.words)

    def has(self, i: int, *names: str) -> bool:
        """Whether a word is of one of these classes (``@ben``). False beyond the text."""
        return 0 <= i < len(self._keys) and not self._keys[i].isdisjoint(names)

    def word(self, i: int) -> str:
        """A word in small letters, nothing beyond the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def between(self, i: int) -> str:
        """What is written between a word and the next one."""
        tokens, plain = self.said.tokens, self.said.plain
        return plain[tokens[i].end : tokens[i + 1].start if i + 1 < len(tokens) else len(plain)]

    def clause(self, i: int) -> range:
        """The words in the clause of a word."""
        return self._clauses[self._clause_of[i]]

    def same(self, i: int, j: int) -> bool:
        """Whether two words stand in one clause."""
        return min(i, j) >= 0 and max(i, j) < len(self.words) and self._clause_of[i] == self._clause_of[j]

    def together(self, i: int, j: int) -> bool:
        """Whether two words stand in one sentence."""
        return min(i, j) >= 0 and max(i, j) < len(self.words) and self._sentence_of[i] == self._sentence_of[j]

    def _divide(self) -> None:
        self._clause_of: list[int] = []
        self._sentence_of: list[int] = []
        self._inside: list[bool] = []  # between brackets
        tokens = self.said.tokens
        sentence = clause = depth = length = 0
        for i, token in enumerate(tokens):
            if i:
                gap = self.between(i - 1)
                depth = max(0, depth + gap.count("(") - gap.count(")"))
                if token.at - tokens[i - 1].at > 1:
                    sentence, clause, depth = sentence + 1, clause + 1, 0
                elif not _CLAUSE_MARKS.isdisjoint(gap) or " - " in gap or length >= _LONGEST_CLAUSE or self._begins(i):
                    clause += 1
            length = length + 1 if self._clause_of and self._clause_of[-1] == clause else 1
            self._sentence_of.append(sentence)
            self._clause_of.append(clause)
            self._inside.append(depth > 0)
        self._clauses, self._sentences = _runs(self._clause_of), _runs(self._sentence_of)

    def _begins(self, i: int) -> bool:
        """Whether a new clause begins here without a comma: “maar”, “omdat”, or “en” with a new subject."""
        if self.has(i, "@nieuwdeel"):
            work = self.words[i] == "als" and self.has(i - 1, "@werk")  # “ik werk als poetsvrouw”
            return not (work or self.has(i - 1, "@bepaler") or self.has(i, "@van"))
        if not self.has(i - 1, "@en", "@sinds") or self.has(i - 2, "@ik", "@wij", "@naaste", "@ander", "@kind"):
            return False
        return self.has(i, *_SUBJECTS, "@client") or (self.has(i, "@bepaler") and self.has(i + 1, "@naaste", "@ander"))

    # ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def note(self) -> bool:
        """Whether a worker, or nobody in particular, writes: no “ik”, “mijn” or “wij” in it."""
        return not any(self.has(i, "@spreker") for i in range(len(self.words)))

    def person(self, i: int) -> Who | None:
        """Whom a word names, None for a word that names nobody."""
        if self.has(i, "@ik", "@wij"):
            return Who.CLIENT
        if self.note and (self.has(i, "@client") or self._begins_note(i)):
            return Who.CLIENT
        if self.has(i, "@hij"):
            return self._mentioned_before(i)
        if self.has(i, "@oudere"):
            return None if self._is_parent(i) else Who.OLDER
        return Who.OTHER if self.has(i, "@naaste", "@ander", "@jij") else None

    def _begins_note(self, i: int) -> bool:
        """Whether a note begins with “man”, “vrouw”, “koppel” and so names its client."""
        return i < _NOTE_BEGINS and self.has(i, "@mens") and not self.has(i - 1, "@bepaler")

    def _is_parent(self, i: int) -> bool:
        """Whether “moeder” or “papa” is no relative but what somebody is: “alleenstaande moeder”, “mama van 2”."""
        if not self.has(i, "@ouderzelf") or self.has(i - 1, "@mijn"):
            return False
        return self.has(i - 1, "@staat", "@een") or (self.has(i + 1, "@van") and not self.has(i - 1, "@bepaler"))

    def _mentioned_before(self, i: int) -> Who:
        """Whom “zij” or “die” means: whoever was named last."""
        earlier = (self.person(j) for j in range(i - 1, max(-1, i - _REMEMBERED), -1) if not self.has(j, *_SUBJECTS))
        return next((who for who in earlier if who), Who.OTHER)

    def _preposition(self, i: int) -> int | None:
        """The preposition before a noun, past its article and adjectives; None when it is free."""
        for j in range(i - 1, max(-1, i - 1 - _NOUN), -1):
            if not self.same(i, j):
                return None
            if self.has(j, "@voorzetsel"):
                return j
            if not self.has(j, "@bepaler", "@klein"):
                return None
        return None

    def subject(self, verb: int, skip: Collection[int] = ()) -> Who:
        """Of whom a verb tells. ``skip``: words that are what is told, not of whom."""
        if self.has(verb, "@eerste") and not self.has(verb, "@derde") and not self.has(verb + 1, "@jij"):
            return Who.CLIENT
        named = [j for j in self.clause(verb) if j != verb and j not in skip and self._may_lead(j) and self._agrees(j, verb)]
        if named:
            return self.person(min(named, key=lambda j: (abs(j - verb), j))) or Who.OTHER
        topic = self._topics[verb]
        return topic if topic is Who.OLDER or (topic is Who.CLIENT and self.note) else Who.OTHER

    def _may_lead(self, i: int) -> bool:
        """Whether a word can be a subject: it names somebody and hangs on no preposition."""
        return self.person(i) is not None and (self.has(i, *_SUBJECTS) or self._preposition(i) is None)

    def _agrees(self, i: int, verb: int) -> bool:
        """Whether a verb can go with a subject: “ik … is” only side by side, as people say who are learning Dutch."""
        return not (self.has(i, "@ik", "@wij") and self.has(verb, "@derde") and abs(i - verb) > _LEARNING)

    def about(self, i: int, skip: Collection[int] = ()) -> Who:
        """Of whom loose words tell that stand without a verb (“alleenstaand, 2 kinderen”)."""
        for j in range(i - 1, self.clause(i)[0] - 1, -1):
            if j not in skip and not self.has(j, "@kinderen") and (who := self.person(j)):
                return who
        if self._inside[i]:
            last = next((j for j in range(i - 1, max(-1, i - _REMEMBERED), -1) if self.person(j)), None)
            return Who.UNSAID if last is None else self.person(last) or Who.OTHER
        return self._topics[i]

    @cached_property
    def _topics(self) -> list[Who]:
        """For every word, whom loose words there are about: whoever the sentence is about, or for whom somebody asks."""
        found: list[Who] = []
        named = self.note and any(self.has(i, "@client") for i in range(len(self.words)))
        lasting = here = Who.CLIENT if named else Who.UNSAID
        for i in range(len(self.words)):
            if i and not self.together(i, i - 1):
                here = lasting
            who = self.person(i)
            if who and not self.has(i, "@kinderen"):
                preposition = None if self.has(i, *_SUBJECTS) else self._preposition(i)
                if preposition is None:
                    here = who if self._leads(i) else here
                elif self.has(preposition, "@om") and who is not Who.CLIENT:
                    lasting = here = who
            found.append(here)
        return found

    def _leads(self, i: int) -> bool:
        """Whether a person opens the sentence, or a verb of its clause stands near."""
        return not self.together(i, i - _OPENS) or any(abs(j - i) <= _NOUN and self.is_verb(j) for j in self.clause(i))

    @cached_property
    def for_other(self) -> bool:
        """Whether somebody asks for another: a client for a grown-up (“belt voor haar buurman”), a colleague for a client."""
        words = range(len(self.words))
        if not self.note:
            clients = (i for i in words if self.has(i, "@beroeps") and self.has(i - 1, "@bepaler", "@een"))
            return any(not self.has(i - 2, "@ben") for i in clients)
        adults = (i for i in words if self.person(i) in (Who.OLDER, Who.OTHER) and not self.has(i, "@kind"))
        return any(j is not None and self.has(j, "@om") for j in map(self._preposition, adults))

    def asks(self, i: int) -> bool:
        """Whether the sentence of a word begins as a question: “wat is”, “hoe”."""
        return self.has(self._sentences[self._sentence_of[i]][0], "@vraagwoord")

    # ── verbs ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def is_verb(self, i: int) -> bool:
        """Whether a word is a verb here: “huur” and “werk” after “mijn” or “geen” are not, nor is “zijn” before a noun."""
        if not self.has(i, "@eerste", "@derde", "@meer", "@zelfde", "@hulpww", "@was"):
            return False
        if self.word(i) == "zijn":
            return self.has(i - 1, "@wij", "@hij", "@naaste", "@ander", "@kind") or self.has(i + 1, "@wij", "@hij")
        if self.has(i, "@dubbel"):
            speaks = any(self.has(j, "@ik", "@wij") for j in (i - 2, i - 1, i + 1)) or self.has(i - 1, "@en")
            noun = self.has(i - 1, "@bepaler", "@geen", "@voorzetsel", "@eerste", "@derde", "@meer", "@zelfde")
            return not noun and (speaks or not self.same(i, i - 1))
        return True

    def verbs(self, i: int, skip: Collection[int] = ()) -> list[int]:
        """The verbs in the clause of a word, apart from these."""
        return [j for j in self.clause(i) if j not in skip and self.is_verb(j)]

    # ── what takes a statement away ──────────────────────────────────────────────────────────────────────────────────────

    def unreal(self, hit: Collection[int], verb: int | None, until: int | None = None) -> bool:
        """Whether it is past, to come, supposed, wished or asked, instead of so now.

        ``verb``: the verb that says it; ``until``: the last word of the clause that matters.
        """
        first = min(hit)
        here = [j for j in self.clause(first) if until is None or j <= until]
        if any(self.has(j, "@vroeger", "@was", "@misschien", "@straks") for j in here if j not in hit):
            return True
        if any(self.has(j, "@indien") and not self.has(j, "@van") for j in here if j < first - (verb is None)):
            return True
        return verb is not None and (self._helped(verb, hit) or self._asked(verb))

    def _helped(self, verb: int, hit: Collection[int]) -> bool:
        """Whether the verb is the infinitive of another: “wil alleen wonen”, “kan ik huren”."""
        return self.has(verb, "@meer") and any(self.has(j, "@hulpww") for j in self.clause(verb) if j not in hit)

    def _asked(self, verb: int) -> bool:
        """Whether it is a question: “heb ik recht”, “wanneer krijg ik leefloon”, “ik word 65 krijg ik pensioen”."""
        asking = any(self.has(j, "@vraagwoord") and self.same(j, verb) for j in (self.clause(verb)[0], verb - 1))
        if not self.has(verb + 1, *_SUBJECTS):
            return asking
        if asking or any(j < verb for j in self.verbs(verb)):
            return True
        last = self._sentences[self._sentence_of[verb]][-1]
        return not self.same(verb, verb - 1) and "?" in self.between(last)

    def denied(self, hit: Collection[int]) -> bool:
        """Whether it is denied, or perhaps: “geen leefloon”, “huur niet”, “VT: neen”, “leefloon nog niet gestort”."""
        first, last = min(hit), max(hit)
        near = range(first - _DENIED_BEFORE, last + _DENIED_AFTER + 1)
        loose = any(self.has(i, "@niet") and not self.has(i, "@geen") and self.same(i, first) for i in near if i not in hit)
        return loose or self.lacking(hit)

    def lacking(self, hit: Collection[int]) -> bool:
        """Whether it is flatly not there: “geen leefloon”, “VT: neen”, “zit niet in budgetbeheer”."""
        first, last = min(hit), max(hit)
        if any(self.has(i, "@geen") and i not in hit and (i + 1 in hit or i + 2 in hit) for i in self.clause(first)):
            return True
        inside = any(self.has(i, "@niet") for i in range(first, last) if i not in hit)
        return inside or (self.has(last + 1, "@nee") and self.together(last, last + 1))


def _runs(numbers: list[int]) -> list[range]:
    """The places of each run of equal numbers."""
    starts = [i for i in range(len(numbers)) if not i or numbers[i] != numbers[i - 1]]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(numbers)], strict=False)]
