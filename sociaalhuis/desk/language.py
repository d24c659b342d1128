"""Another language at the desk: which aid may stand beside the Dutch of a slip and why, and which interpreter is needed. Pure.

Dutch is the language of the desk (language law); aid is a help that is chosen for one client, for a reason, and noted with the
slip. In a municipality with facilities French is a right and asks no reason. Which sentences there are stands in printing.aid.
"""

from dataclasses import dataclass
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.errors import Refusal
from sociaalhuis.printing import aid

FRENCH = "fr"
BY_RIGHT = "faciliteiten"  # the reason that the house gives; nobody chooses it
_REASONS, _FORMS = "aid_reasons", "interpreter_forms"
NO_INTERPRETER = "geen"
_NO_LANGUAGE = frozenset({"nl", "andere", *vocab.EMPTY_VALUES})


@dataclass(frozen=True, slots=True)
class Use:
    """Which aid stands on a slip, and why: a slug of the vocabulary aid_reasons."""

    language: str
    reason: str


def offered(client: str | None) -> tuple[tuple[str, str], ...]:
    """The languages to choose from, as (slug, what the list shows); that of the client first."""
    own = aid.serving(client)
    found = [(one, aid.aid(one)) for one in sorted(aid.languages(), key=lambda one: one != own)]
    return tuple((one, f"{said.dutch} · {said.name}") for one, said in found)


def said_of(client: str | None) -> str:
    """What is said about the language of a client while none stands beside the Dutch; empty for Dutch and what is unknown."""
    own = aid.serving(client)
    return f"De cliënt spreekt {aid.aid(own).dutch}. Die taal staat bovenaan (Alt+U, pijl omlaag)." if own else ""


def reasons(today: date) -> tuple[vocab.Term, ...]:
    """What may be chosen as the reason."""
    return tuple(term for term in vocab.terms(_REASONS, today) if term.slug != BY_RIGHT)


def warning(language: str) -> str:
    """What must be said before this language is printed; empty when native readers checked all of it."""
    said = aid.aid(language)
    if not said.unchecked:
        return ""
    known = len(said.checked) - said.unchecked
    part = f" {known} van de {len(said.checked)} teksten zijn dat wel." if known else ""
    return f"{said.dutch} is nog niet nagelezen door een moedertaalspreker.{part} Lees het Nederlands samen."


def is_right(facilities: bool, language: str | None) -> bool:
    """Whether the client has a right to this language here, so that no reason is asked."""
    return facilities and language == FRENCH


def proposed(facilities: bool, client: str | None) -> str | None:
    """The language that stands on without being chosen: only where it is a right and every sentence was checked."""
    own = aid.serving(client)
    return own if own and is_right(facilities, own) and not aid.aid(own).unchecked else None


def use(facilities: bool, language: str | None, reason: str | None) -> Use | None:
    """What is noted with the slip, None without aid. Raises Refusal when there is no reason."""
    if language is None:
        return None
    if is_right(facilities, language):
        return Use(language, BY_RIGHT)
    if reason not in {term.slug for term in vocab.terms(_REASONS, None)} - {BY_RIGHT}:
        name = aid.aid(language).dutch
        raise Refusal(f"Waarom staat er {name} op het briefje?", "Kies een reden naast de hulptaal (Alt+U), of kies “geen”.")
    return Use(language, str(reason))


def interpreter(client: str | None, aid_language: str | None, form: str | None) -> str | None:
    """The interpreter that is needed, in words for paper, such as “Arabisch, telefoontolk”; None when none is.

    The language is that of the file, else that of the aid; an unknown one is not named.
    """
    if form is None or form in (NO_INTERPRETER, *vocab.EMPTY_VALUES):
        return None
    spoken = client if client is not None and client not in _NO_LANGUAGE else aid_language
    name = None if spoken is None else vocab.label("languages", spoken)
    return ", ".join(part for part in (name, vocab.label(_FORMS, form)) if part)
