"""Referring somebody who is not safe: which services are about violence, and whether the desk may plan to call the client.

Pure. A slip in a bag or a call at the wrong hour can harm, so for these services paper is not the first choice and nobody is
called before the client said that it is safe. What stands on the paper is for desk.slips.
"""

import re
from collections.abc import Iterable

from sociaalhuis.catalogue.service import Service

YES, NO, UNKNOWN, NOT_ASKED = "yes", "no", "unknown", "not_asked"
DO_NOT_CALL = "do_not_call"  # among the reasons of handing over: the client is not called about this referral
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
