"""Answers of a service by code, as they come by mail or telephone: “K7-4M2 geholpen; Q3-X1B wachtlijst”.

``read`` thinks: a text in, what each line says out. ``preview`` looks the codes up and says what will be noted; ``note`` notes
it as one act. A name in the text is never used, and no client is named in an answer.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.desk import references, safety
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import lifecycle, outcomes, standing
from sociaalhuis.desk.referral.outcomes import OUTCOMES, Details
from sociaalhuis.desk.referral.standing import Referred
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

LONGEST = 20_000  # characters of a pasted text
MOST = 200  # lines of one
NO_CODE = "Geen code gevonden in deze regel."
_WIDEST = 4  # words that a code may be written in
_ENDS = re.compile(r"[\n;]+")
_ALIKE = re.compile(r"\b(?=[0-9A-Z-]*[0-9])[0-9A-Z]{2,4}-[0-9A-Z]{3}\b", re.IGNORECASE)  # a code but for its check character
_CODE = re.compile(r"[0-9a-z][0-9a-z \-.\u2010-\u2015]{3,20}", re.IGNORECASE)

# what a service writes → the outcome and its reason; the first that is found counts, so the longer stand before the shorter
_WORDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"niet (geholpen|gelukt|opgelost)|geen hulp", "not_helped", ()),
    (r"deels|gedeeltelijk", "partly", ()),
    (r"niet bereikt|onbereikbaar|neemt niet op|geen gehoor", "not_reached", ()),
    (r"niet (gekomen|verschenen|opgedaagd|langs ?gekomen)|no.?show|kwam niet", "failed", ("no_show",)),
    (r"afgehaakt|gestopt|komt niet meer|haakte af", "dropped_out", ()),
    (r"wacht ?lijst|op de lijst", "waiting_list", ()),
    (r"geen plaats|volzet|geen plek", "refused", ("no_capacity",)),
    (r"voldoet niet|komt niet in aanmerking|voorwaarde", "refused", ("not_eligible",)),
    (r"andere (gemeente|regio)|buiten (de|onze|het) (regio|gebied|werkingsgebied)", "refused", ("outside_area",)),
    (r"stukken|papieren|documenten|attest|bewijs", "documents", ()),
    (r"ziet (er|ervan) ?(van)? ?af|wil niet( meer)?", "withdrawn", ("changed_mind",)),
    (r"niet meer nodig", "withdrawn", ("no_longer_needed",)),
    (r"gestart|loopt|lopend|begeleiding", "started", ()),
    (r"aanvaard|afspraak|ingeschreven|aangemeld", "accepted", ()),
    (r"geholpen|opgelost|afgerond|in orde|gelukt|ok[eé]?\b", "helped", ()),
)
_FOUND: Sequence[tuple[re.Pattern[str], str, tuple[str, ...]]] = tuple(
    (re.compile(rf"(?<![a-z])({words})", re.IGNORECASE), outcome, why) for words, outcome, why in _WORDS
)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the text: the codes that it may hold, the likeliest first, and what it says (a key of OUTCOMES, or None)."""

    text: str
    codes: tuple[str, ...]
    outcome: str | None
    reasons: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One line as it will be noted. ``problem`` says why it will not be; then nothing of it is noted.

    ``services`` are the names between which the text does not choose.
    """

    text: str
    code: str
    one: Referred | None
    outcome: str | None
    details: Details
    problem: str = ""
    services: tuple[str, ...] = ()


def read(text: str) -> Sequence[Said]:
    """What each line says. Raises Refusal for a text that is too long."""
    if len(text) > LONGEST:
        raise Refusal("Deze tekst is te lang.", "Plak alleen de regels met een code.")
    lines = [" ".join(line.split()) for line in _ENDS.split(text)]
    found = [_said(line) for line in lines if line]
    if len(found) > MOST:
        raise Refusal(f"Dit zijn {len(found)} regels.", f"Plak er hoogstens {MOST} tegelijk.")
    return found


def _said(line: str) -> Said:
    codes = tuple(dict.fromkeys(_codes(line)))
    for pattern, outcome, why in _FOUND:
        said = pattern.search(line)
        if said:
            return Said(line, codes, outcome, why, line[said.start() :][:120] if OUTCOMES[outcome].words else "")
    return Said(line, codes, None)


def _codes(line: str) -> Sequence[str]:
    """Everything in a line that can be a code by its check character, the longest first.

    A code of letters alone, without a dash, is only seen where a line begins or after the word “code”; elsewhere it is a word.
    """
    words, found = line.split(), list[tuple[int, int, str]]()
    for start in range(len(words)):
        for wide in range(1, _WIDEST + 1):
            piece = " ".join(words[start : start + wide]).strip(" :,.()[]<>“”\"'!?=→")
            alone = start == 0 or words[start - 1].casefold().startswith("code")
            if not _CODE.fullmatch(piece) or not (alone or re.search(r"[0-9\-\u2010-\u2015]", piece)):
                continue
            code = references.read(piece)
            if code is not None:
                found.append((start, -wide, code))
    return [code for _start, _wide, code in sorted(found)]


def preview(house: House, text: str, now: datetime, service: str = "") -> Sequence[Reply]:
    """What will be noted of this text; ``service`` (a name) decides where a code stands for more than one.

    When one service is found with every code, it is the one that answers.
    """
    lines = read(text)
    today = local(now).date()
    with house.store.read() as session:
        sought = {code for line in lines for code in line.codes}
        rows = session.execute(select(Contact.id, Contact.reference).where(Contact.reference.in_(sought)))
        contacts = {row.id: str(row.reference) for row in rows}
        found = standing.seen(house, session, today, Referral.contact_id.in_(contacts))
    running: dict[str, list[Referred]] = {code: [] for code in contacts.values()}
    for one in found:
        running[contacts[one.contact]].append(one)
    answering = service or _answering(running)
    clocks, taken, made = standing.clocks(house), set[UUID](), list[Reply]()
    for line in lines:
        reply = _reply(line, running, answering)
        about = reply.one
        if about is not None and not reply.problem:
            reply = _checked(reply, clocks, twice=about.id in taken)
            taken.add(about.id)
        made.append(reply)
    return made


def _answering(running: Mapping[str, Sequence[Referred]]) -> str:
    names = [{one.service_name for one in ones} for ones in running.values()]
    common = set.intersection(*names) if len(names) > 1 else set()
    return common.pop() if len(common) == 1 else ""


def _reply(line: Said, running: Mapping[str, Sequence[Referred]], service: str) -> Reply:
    code = next((code for code in line.codes if code in running), line.codes[0] if line.codes else "")
    details = Details(reasons=line.reasons, words=line.words)
    blank = Reply(line.text, code, None, line.outcome, details)
    if not code:
        alike = _ALIKE.search(line.text)
        return replace(blank, problem="Deze code klopt niet. Kijk de letters na." if alike else NO_CODE)
    if code not in running:
        return replace(blank, problem="Deze code is niet van dit huis.")
    ones = running[code]
    if len(ones) > 1:
        named = [one for one in ones if one.service_name == service] or [one for one in ones if _names(line.text, one)]
        fitting = [one for one in ones if line.outcome and outcomes.fits(OUTCOMES[line.outcome], one.state)]
        ones = named or (fitting if len(fitting) == 1 else ones)
    if len(ones) != 1:
        names = tuple(one.service_name for one in ones)
        return replace(
            blank, problem="Van welke dienst? Kies ze hieronder." if names else "Hier is niet doorverwezen.", services=names
        )
    if line.outcome is None:
        return replace(blank, one=ones[0], problem="Wat er met de cliënt gebeurde, staat er niet.")
    return replace(blank, one=ones[0])


def _names(text: str, one: Referred) -> bool:
    """Whether a line names this service: one of its longer words."""
    return any(word in text.casefold() for word in re.findall(r"\w{4,}", one.service_name.casefold()))


def _checked(reply: Reply, clocks: lifecycle.Clocks, *, twice: bool) -> Reply:
    """The same, with the problem that noting it would have."""
    if reply.one is None or reply.outcome is None:
        return reply
    outcome = OUTCOMES[reply.outcome]
    if twice:
        return replace(reply, problem="Deze code staat er twee keer. Alleen de eerste regel telt.")
    if not outcomes.fits(outcome, reply.one.state):
        return replace(reply, problem="Dit kan niet meer: de doorverwijzing is al verder of afgerond.")
    try:
        if outcome.event is not None:
            outcomes.reasons(outcome, _by(reply), reply.one.tries, clocks)
    except Refusal as refusal:
        return replace(reply, problem=str(refusal))
    return reply


def _by(reply: Reply) -> Details:
    """The details with whose reasons they are."""
    outcome = OUTCOMES[reply.outcome or ""]
    return replace(reply.details, by=outcome.whose[0] if reply.details.reasons else "")


def note(house: House, replies: Sequence[Reply], now: datetime) -> int:
    """Note every line without a problem, as one act that can be taken back as one; gives how many."""
    good = [one for one in replies if one.one is not None and not one.problem and one.outcome]
    if not good:
        raise Refusal("Er is niets om te noteren.", "Kijk de codes en de woorden na.")
    with house.store.write(house.actor, "referral.follow") as session:
        for reply in good:
            if reply.one is not None and reply.outcome is not None:
                followup.add(
                    house,
                    session,
                    reply.one.id,
                    OUTCOMES[reply.outcome],
                    now,
                    _by(reply),
                    known_from="partner",
                    way=safety.SERVICE,
                )
                session.flush()
    return len(good)
