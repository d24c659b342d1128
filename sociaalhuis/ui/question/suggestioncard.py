"""What stands on the card of a service in the list of a question: its strength, at most three chips, and all in sentences.

Pure; no widgets. A chip is short; the sentence that it stands for is among ``more``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sociaalhuis import vocab
from sociaalhuis.catalogue.places import Place, covers_reach, reach_of
from sociaalhuis.catalogue.service import Service
from sociaalhuis.catalogue.suggest import Suggestion
from sociaalhuis.desk import asking
from sociaalhuis.desk.support import split
from sociaalhuis.desk.support.split import Split
from sociaalhuis.facts import Reason
from sociaalhuis.texts import Texts
from sociaalhuis.ui.catalogue import catalogue_words
from sociaalhuis.ui.parts import age as ages

MOST_CHIPS = 3
STRENGTHS: Mapping[str, tuple[str, str]] = {
    "good": ("past goed", "good"),
    "maybe": ("kan passen", "today"),
    "doubt": ("twijfel", "soft"),
}
_NONE_AGAINST = ("–", "geen bezwaar gevonden", "soft")
_SPOKEN = {"+": "past omdat", "–": "let op", "?": "vraag nog", "→": "", "✕": ""}

type Said = tuple[str, str, str]  # a sign, a text and a colour role


@dataclass(frozen=True, slots=True)
class Card:
    """One service in words. ``hidden``: how many more there are than the chips; ``passed``: why it was found not to fit."""

    service: Service
    strength: tuple[str, str]  # in words, and its role
    chips: tuple[Said, ...]
    more: tuple[Said, ...]
    hidden: int = 0
    passed: str = ""

    def spoken(self, *, wide: bool = False) -> str:
        """What a screen reader says after the name; ``wide``: all that the card shows when it is unfolded."""
        said = " ".join(f"{_SPOKEN[sign]} {text.rstrip('.')}.".strip() for sign, text, _ in (self.more if wide else self.chips))
        more = f" Nog {self.hidden} met pijl rechts." if self.hidden and not wide else ""
        return f"{self.strength[0]}. {said}{more}"


def of_suggestion(one: Suggestion, texts: Texts, who: Split | None = None) -> Card:
    """A suggestion: what speaks for it, what against, what is still to be asked, and ``who`` files when that was agreed."""
    good = [("+", _short(texts, reason), "good") for reason in one.reasons]
    against = [("–", _short(texts, reason), "today") for reason in one.concerns] or [_NONE_AGAINST]
    names = ", ".join(asking.short(key).lower() for key in one.ask)
    ask = [("?", names, "accent")] if names else []
    files = _files(who)
    chips = (good[0], against[0], *files, *(ask or good[1:]))[:MOST_CHIPS]
    sentences = [
        *(("+", texts.reason(reason), "good") for reason in one.reasons),
        *(("–", texts.reason(reason), "today") for reason in one.concerns),
        *(("?", f"Vraag nog: {name}.", "accent") for name in (names,) if name),
    ]
    if not one.concerns:
        sentences.insert(len(good), ("–", "Geen bezwaar gevonden.", "soft"))
    sentences += _who(who)
    hidden = len(good) + len(against) + len(ask) + len(files) - len(chips)
    return Card(one.service, STRENGTHS[one.strength], chips, (*sentences, _reach(one.service)), hidden)


def _files(who: Split | None) -> list[Said]:
    """Who files, as a chip."""
    return [("→", f"aanvragen: {split.parties()[who.files]}", "accent")] if who and who.files else []


def _who(who: Split | None) -> list[Said]:
    """Who informs, helps and files, as a sentence."""
    return [("→", f"Wie doet wat: {who.words}.", "accent")] if who and who.words else []


def of_name(service: Service, today: date, where: tuple[Place, ...] = (), who: Split | None = None) -> Card:
    """A service that was sought by name: whose it is, how old the record is, whether it works ``where`` the client lives.

    ``who`` does what for it, when that was agreed.
    """
    age = ages.age(service, today)
    whose = service.organization if service.organization != service.name else catalogue_words.working_area(service)
    chips = [("+", whose, "soft")] if whose else []
    if where and covers_reach(service.area, reach_of(where)) is False:
        chips = [("–", f"werkt niet in {where[0].municipality}", "late")]
    if not service.reachable:
        chips.append(("–", "contact ontbreekt", "late"))
    chips += _files(who)
    chips.append(("+" if age.role == "good" else "–", age.short, age.role))
    return Card(service, ("eigen keuze", "soft"), tuple(chips[:MOST_CHIPS]), (*chips, *_who(who), _reach(service)))


def passed_over(one: Card, reason: str) -> Card:
    """The same card, found not to fit: dimmed, with the reason (a slug of resources/vocab/passed_over)."""
    label = vocab.label("passed_over", reason)
    return replace(one, strength=("niet passend", "soft"), chips=(("✕", label, "soft"),), passed=reason)


@cache
def reasons() -> tuple[vocab.Term, ...]:
    """Why a service can be found not to fit: at most seven, each with a letter."""
    return vocab.terms("passed_over", None)


def _reach(service: Service) -> Said:
    phones = " · ".join(phone.number for phone in service.phones[:2])
    return "→", " · ".join(part for part in (service.organization, phones, service.opening_hours) if part), "soft"


def _short(texts: Texts, reason: Reason) -> str:
    try:
        return texts.say(f"reason_short.{reason.code}", **reason.args)
    except KeyError:  # a new reason is said in full until it has a short form
        return texts.reason(reason).rstrip(".")
