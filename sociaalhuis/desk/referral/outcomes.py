"""How a follow-up can come out: one key each, with the event it is, what is known by it, and the reasons that it asks for.

Pure. Process (the event) and outcome (need met, service received) are two axes: an outcome of the desk sets both. An unhappy
one says why, and whose reason that is; no reason is made up for the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sociaalhuis import vocab
from sociaalhuis.desk.referral import lifecycle
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import vocabulary
from sociaalhuis.texts import count

SERVICE, CLIENT = "service", "client"  # whose reason it is
WHOSE: Mapping[str, str] = MappingProxyType({SERVICE: "reasons_service", CLIENT: "reasons_client"})
DROPPED_OUT, NOT_REACHED, NO_CAPACITY = "dropped_out", "not_reached", "no_capacity"
CONTENT = frozenset({"no_longer_needed", "solved_otherwise", "moved", "deceased", NOT_REACHED})  # these ask for no next step
_UNDECIDED = frozenset({"done", "refused", "withdrawn", "failed"})
NOT_ELIGIBLE = "not_eligible"  # as it is kept it may name the condition: “not_eligible:leeftijd”
RECORD = "gids_nakijken"  # the task of a reason that says that a record of the catalogue is wrong


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one key says: an event with what is known, or a try that gave no outcome (``attempt``).

    ``whose`` are the sides whose reasons are possible, the usual one first; ``words`` asks for words with it.
    """

    label: str
    key: str
    event: str | None = None
    need_met: str | None = None
    service_received: str | None = None
    whose: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    attempt: str | None = None
    words: str = ""

    @property
    def asks(self) -> bool:
        """Whether more than the key is needed."""
        return bool(self.words) or (self.event in lifecycle.UNHAPPY and not self.reasons)


OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        "helped": Outcome("Geholpen", "G", "finish", "fully", "yes"),
        "partly": Outcome("Deels geholpen", "D", "finish", "partly", "yes"),
        "not_helped": Outcome("Niet geholpen", "X", "finish", "not_met", "no", (SERVICE, CLIENT)),
        "accepted": Outcome("Aanvaard", "A", "accept"),
        "started": Outcome("Hulp loopt", "H", "start_help"),
        "waiting_list": Outcome("Wachtlijst", "W", "put_on_list", None, "waiting_list", (SERVICE,), (NO_CAPACITY,)),
        "documents": Outcome(
            "Vraagt stukken", "S", "ask_more", None, None, (SERVICE,), ("documents_missing",), words="Wat ontbreekt er?"
        ),
        "supplied": Outcome("Stukken bezorgd", "B", "supply"),
        "refused": Outcome("Geweigerd", "E", "refuse", None, "no", (SERVICE,)),
        "withdrawn": Outcome("Ziet ervan af", "Z", "withdraw", None, None, (CLIENT, SERVICE)),
        "failed": Outcome("Niet doorgegaan", "F", "fail", "unknown", "no", (CLIENT, SERVICE)),
        "dropped_out": Outcome("Afgehaakt", "K", "fail", "not_met", "no", (CLIENT,), (DROPPED_OUT,)),
        "not_reached": Outcome("Niet bereikt", "N", attempt="niet_thuis"),
        "later": Outcome("Later", "L", attempt="later"),
    }
)
LEADING: Mapping[str, Outcome] = MappingProxyType(
    {
        "reopened": Outcome("Heropenen", "R", "reopen", words="Waarom heropen je?"),
        "wrong": Outcome("Fout ingevoerd", "M", "mark_wrong", words="Wat is er fout?"),
    }
)


@dataclass(frozen=True, slots=True)
class Details:
    """What else was told. None and empty: not asked. ``day`` is the one of the list, of the appointment or of the next step.

    ``by`` says whose ``reasons`` (slugs) these are; without reasons the outcome's own count.
    """

    reasons: tuple[str, ...] = ()
    by: str = ""
    words: str = ""
    contacted: bool | None = None
    explained_again: bool | None = None
    next_step: str = ""
    day: date | None = None


def plain(slug: str) -> str:
    """A reason without the condition that it names."""
    return slug.partition(":")[0]


def condition(slug: str) -> str:
    """The fact of the condition that was not met, as a reason names it; empty when it names none."""
    return slug.partition(":")[2] if plain(slug) == NOT_ELIGIBLE else ""


def possible(state: str) -> tuple[str, ...]:
    """The outcomes that can be noted in this state; a try only while it is not ended."""
    return tuple(key for key, one in OUTCOMES.items() if fits(one, state))


def fits(outcome: Outcome, state: str) -> bool:
    """Whether this outcome can be noted in this state (``lapsed`` is silence: what was possible before still is)."""
    if outcome.event is None:
        return state in lifecycle.OPEN | {"lapsed"} or (outcome.attempt == "later" and state in _UNDECIDED)
    return state in lifecycle.TRANSITIONS[outcome.event][0]


def reasons(outcome: Outcome, told: Details, tries: int, clocks: lifecycle.Clocks) -> tuple[str | None, tuple[str, ...]]:
    """Whose reasons they are and which, checked. Raises Refusal when one is missing, unknown, or not true yet."""
    chosen = told.reasons or outcome.reasons
    if not chosen:
        if outcome.event in lifecycle.UNHAPPY:
            raise Refusal("Waarom? Dat is nog niet ingevuld.", "Kies een of meer redenen.")
        return None, ()
    by = told.by or outcome.whose[0]
    if by not in outcome.whose:
        raise Refusal("Deze reden hoort hier niet bij.", "Kies een reden uit de lijst.")
    known = {term.slug: term for term in vocab.terms(WHOSE[by], None)}
    if any(plain(slug) not in known or (":" in slug and condition(slug) not in vocabulary()) for slug in chosen):
        raise Refusal("Deze reden staat niet in de lijst.", "Kies een reden uit de lijst.")
    if any(known[plain(slug)].extra["asks"] == "text" for slug in chosen) and not told.words.strip():
        raise Refusal("“Andere reden” vraagt een woordje uitleg.", "Schrijf kort waarom.")
    if NOT_REACHED in chosen and tries < clocks.tries:
        raise Refusal(
            f"Er {'is' if tries == 1 else 'zijn'} nog maar {count(tries, 'poging', 'pogingen')} van de {clocks.tries}.",
            "Probeer op een ander dagdeel. Pogingen op hetzelfde dagdeel tellen één keer.",
        )
    return by, tuple(dict.fromkeys(chosen))


def words(outcome: Outcome, told: Details) -> str:
    """The words that go with it. Raises Refusal when they are needed and missing."""
    said = told.words.strip()
    if outcome.words and not said:
        raise Refusal(outcome.words, "Schrijf het kort op.")
    return said


def wrong_record(by: str | None, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these reasons that say that a record of the catalogue is wrong."""
    return tuple(slug for slug in chosen if by == SERVICE and vocab.term(WHOSE[by], plain(slug)).extra["task"] == RECORD)
