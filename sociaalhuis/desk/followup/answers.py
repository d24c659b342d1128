"""The follow-up questions and what their answers come to: reached, contact, help, why not, need, told again, in whose words.

Pure. The desk asks in the order of a conversation and does not choose a state: that follows.
"""

from dataclasses import dataclass, replace

from sociaalhuis.desk.referral.outcomes import CLIENT, DROPPED_OUT, NOT_REACHED, OUTCOMES, SERVICE, Details, Outcome
from sociaalhuis.errors import Refusal

YES, NO, MESSAGE = "yes", "no", "message"
RUNNING, ON_LIST, PAPERS = "running", "on_list", "papers"
REACHED = ((YES, "ja"), (NO, "nee"), (MESSAGE, "bericht"))
HELPED = ((YES, "ja"), (NO, "nee"), (RUNNING, "loopt"), (ON_LIST, "wachtlijst"), (PAPERS, "stukken"))
NEED = (("fully", "ja"), ("partly", "deels"), ("not_met", "nee"))
YES_OR_NO = ((YES, "ja"), (NO, "nee"))
KNOWN = (("client", "cliënt"), ("partner", "dienst"), ("observation", "zelf gezien"))
_BY_NEED = {"fully": "helped", "partly": "partly", "not_met": "not_helped"}
_NOT_GONE = frozenset({"no_show", NOT_REACHED, DROPPED_OUT})


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered; None: not asked. ``reasons`` are of ``by`` (service or client)."""

    reached: str | None = None
    helped: str | None = None
    need: str | None = None
    by: str = ""
    reasons: tuple[str, ...] = ()


def outcome(told: Answers, meant: str = "") -> Outcome:
    """What these answers come to; ``meant`` is the key of OUTCOMES that the desk began with, which holds where it fits.

    Raises Refusal when a question must still be answered.
    """
    if told.reached in (NO, MESSAGE):
        unanswered = OUTCOMES["not_reached"]
        return replace(unanswered, attempt="voicemail") if told.reached == MESSAGE else unanswered
    if told.helped is None:
        raise Refusal("Kreeg de cliënt hulp? Dat is nog niet ingevuld.", "Kies een antwoord, of kies bij Bereikt “nee”.")
    if told.helped == YES:
        if told.need is None:
            raise Refusal("Is de nood opgelost? Dat is nog niet ingevuld.", "Kies ja, deels of nee.")
        return replace(OUTCOMES[_BY_NEED[told.need]], service_received="yes")
    if told.helped != NO:
        return OUTCOMES[{RUNNING: "started", ON_LIST: "waiting_list", PAPERS: "documents"}[told.helped]]
    if meant and told.by in OUTCOMES[meant].whose:
        return OUTCOMES[meant]
    if told.by == CLIENT:
        return OUTCOMES["failed" if _NOT_GONE & set(told.reasons) else "withdrawn"]
    return OUTCOMES["refused"]


def begun(key: str) -> Answers:
    """The answers that a key of OUTCOMES already gives, for the form that asks the rest."""
    one = OUTCOMES[key]
    if one.attempt:
        return Answers(reached=NO)
    helped = {"started": RUNNING, "waiting_list": ON_LIST, "documents": PAPERS}.get(key)
    if one.event == "finish":
        return Answers(YES, NO if one.whose else YES, one.need_met, SERVICE if one.whose else "")
    side = one.whose[0] if one.whose else SERVICE
    return Answers(YES, helped or (NO if one.whose else None), None, side, one.reasons)


def details(told: Answers, rest: Details) -> Details:
    """The rest that was told, with the reasons of these answers where they count."""
    why = told.helped in (NO, ON_LIST, PAPERS) and told.reasons
    return replace(rest, reasons=told.reasons if why else (), by=told.by if why else "")
