"""Reaching somebody safely: which services are about violence, whether a call may be planned, which ways are forbidden.

Pure. A slip in a bag or a call at the wrong hour can harm, so for these services paper is not the first choice and nobody is
called before the client said that it is safe. What stands on the paper is for desk.referral.slips.
"""

import re
from collections.abc import Collection, Iterable

from sociaalhuis import vocab
from sociaalhuis.catalogue.service import Service
from sociaalhuis.errors import Refusal

YES, NO, UNKNOWN, NOT_ASKED = "yes", "no", "unknown", "not_asked"
DO_NOT_CALL = "do_not_call"  # among the reasons of handing over: the client is not called about this referral
CALL, LETTER, SERVICE = "telefoon", "brief", "dienst"  # of resources/vocab/contact_ways
_WAYS = "contact_ways"
_NOT_CALLED = "Deze cliënt wil niet gebeld worden."
_INSTEAD = "Vraag het aan de dienst of wacht op bezoek."
_DOMAIN = "geweld_veiligheid"
_NAMED = re.compile(r"\b1712\b|vluchthui[sz]|veilige? hui[sz]|slachtofferhulp|geweld|mis\(?be\)?handeling", re.IGNORECASE)


def about_violence(service: Service) -> bool:
    """Whether carrying the paper of this service can put the client at risk: violence is its first domain, or in its name.

    A CAW, which also takes in people who flee violence, is general welfare work and is none of these.
    """
    return named_so(service.name, service.domains)


def named_so(name: str, domains: Iterable[str]) -> bool:
    """The same, for who holds only name and domains."""
    return next(iter(domains), None) == _DOMAIN or _NAMED.search(name) is not None


def may_plan_call(violence: bool, answer: str) -> bool:
    """Whether a call to the client may be planned. ``answer`` is what the client said: yes, no, unknown or not_asked."""
    return answer == YES or (answer == NOT_ASKED and not violence)


def said(forbidden: Collection[str]) -> tuple[str, ...]:
    """How the file says what a client does not want: “niet bellen”, “geen post”."""
    return tuple(str(term.extra["forbidden"]) for term in vocab.terms(_WAYS, None) if term.slug in forbidden)


def forbiddable() -> tuple[str, ...]:
    """The ways that a client may refuse."""
    return tuple(term.slug for term in vocab.terms(_WAYS, None) if term.extra["forbidden"])


def ways(forbidden: Collection[str], *, may_call: bool, anonymous: bool) -> tuple[str, ...]:
    """The ways to ask how it went. Who may not be reached about this, or has no file, is only asked through the service."""
    tries = [term for term in vocab.terms(_WAYS, None) if term.extra["tries"]]
    free = may_call and not anonymous
    return tuple(one.slug for one in tries if one.slug not in forbidden and (free or one.extra["forbidden"] is None))


def refuse_way(way: str, forbidden: Collection[str], *, may_call: bool, anonymous: bool) -> None:
    """Raise Refusal when this way is not one of them, with what is possible."""
    possible = ways(forbidden, may_call=may_call, anonymous=anonymous)
    if way in possible:
        return
    if anonymous:
        raise Refusal("Er is geen telefoon of adres van deze cliënt.", _INSTEAD)
    if not may_call:
        raise Refusal("Bel of schrijf deze cliënt hier niet over.", _INSTEAD)
    if way == CALL:
        raise Refusal(_NOT_CALLED, "Kies brief of wacht op bezoek." if LETTER in possible else _INSTEAD)
    if way not in forbidden:
        raise Refusal(f"“{way[:40]}” staat niet in de lijst.", "Kies een manier uit de lijst.")
    raise Refusal(f"Deze cliënt wil dit niet: {said([way])[0]}.", "Kies een andere manier.")


def refuse_call(forbidden: Collection[str], answer: str) -> None:
    """Raise Refusal when the client said yes to a call at the desk, and the file says that he or she is not called."""
    if answer == YES and CALL in forbidden:
        raise Refusal(_NOT_CALLED, "Kies “nee”, of pas eerst het dossier aan (F2 bij Cliënten).")
