"""How much goes to an organisation and comes from it: referrals given, aanmeldingen received, what came of them, and when.

Numbers only, and none under five (desk.few): who the clients were is nobody's business here. An aanmelding is of the
organisation whose name stands in its sender.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.desk import Contact, Referral, ReferralEvent
from sociaalhuis.db.partners import Incoming, IncomingStep
from sociaalhuis.desk import few
from sociaalhuis.desk.referral import standing
from sociaalhuis.house import House

PERIODS: Mapping[str, int | None] = {"3 maanden": 91, "12 maanden": 365, "alles": None}  # days back
GIVEN: Mapping[str, str] = {
    "accepted": "aanvaard",
    "away": "afgewezen",
    "off": "niet doorgegaan",
    "silent": "nog geen antwoord",
}
RECEIVED: Mapping[str, str] = {"accepted": "bereikt", "away": "wilde geen contact", "silent": "nog niet bereikt"}
_YES, _NO = frozenset({"accept", "put_on_list", "start_help", "finish"}), frozenset({"refuse"})
_ANSWERS, _ENDS = _YES | _NO | {"ask_more"}, frozenset({"withdraw", "fail"})
_REACHED, _DECLINED, _TOLD = frozenset({"bereikt", "gestart", "geholpen"}), "wil_niet", "teruggemeld"
_LONGEST_NAME = 8  # words of the name of an organisation in a sender


@dataclass(frozen=True, slots=True)
class Flow:
    """One way: the number, what came of it, and the median days to an answer; as they may be shown."""

    total: str
    outcomes: Mapping[str, str]
    days: str = ""


@dataclass(frozen=True, slots=True)
class Flows:
    """Both ways in a period."""

    given: Flow
    received: Flow


def of(house: House, organization: UUID, period: str, now: datetime) -> Flows:
    """What went to an organisation and came from it in a period (a key of PERIODS)."""
    back = PERIODS[period]
    since = None if back is None else now - timedelta(days=back)
    with house.store.read() as session:
        return Flows(
            _flow(GIVEN, _given(session, organization, since)), _flow(RECEIVED, _received(session, organization, since))
        )


def _flow(outcomes: Mapping[str, str], found: Iterable[tuple[str, float | None]]) -> Flow:
    rows = list(found)
    counted = Counter(outcome for outcome, _days in rows)
    days = [one for _outcome, one in rows if one is not None]
    if len(rows) < few.LEAST:
        return Flow(few.FEW, {})
    told = few.masked({slug: counted[slug] for slug in outcomes})
    return Flow(str(len(rows)), told, f"{median(days):.0f}" if len(days) >= few.LEAST else "")


def _given(session: Session, organization: UUID, since: datetime | None) -> Iterable[tuple[str, float | None]]:
    """Of each referral that was handed over: what the service said, and after how many days."""
    query = (
        select(ReferralEvent.referral_id, ReferralEvent.event, ReferralEvent.at, ReferralEvent.service_received)
        .join(Referral, ReferralEvent.referral_id == Referral.id)
        .join(Service, Referral.service_id == Service.id)
        .where(Service.organization_id == organization, standing.in_force())
        .order_by(ReferralEvent.at, ReferralEvent.id)
    )
    stories: dict[UUID, list[tuple[str, datetime, str | None]]] = defaultdict(list)
    for referral, event, at, received in session.execute(query):
        stories[referral].append((event, at, received))
    for story in stories.values():
        handed = next((at for event, at, _ in story if event == "hand_over"), None)
        wrong = any(event == "mark_wrong" for event, _at, _ in story)
        if handed is not None and not wrong and (since is None or handed >= since):
            answer = next((at for event, at, _ in story if event in _ANSWERS), None)
            yield _outcome(story), None if answer is None else (answer - handed) / timedelta(days=1)


def _outcome(story: Sequence[tuple[str, datetime, str | None]]) -> str:
    """What the service said last; that a client stopped counts only when the service had said nothing."""
    ended = False
    for event, _at, received in reversed(story):
        if event in _NO or (event == "finish" and received == "no"):
            return "away"
        if event in _YES:
            return "accepted"
        ended = ended or event in _ENDS
    return "off" if ended else "silent"


def _received(session: Session, organization: UUID, since: datetime | None) -> Iterable[tuple[str, float | None]]:
    """Of each aanmelding of this organisation: whether the client was reached, and after how many days the sender heard."""
    query = select(Incoming.id, Incoming.sender, Contact.at).join(Contact, Incoming.contact_id == Contact.id)
    rows = session.execute(query if since is None else query.where(Contact.at >= since)).all()
    if not rows:
        return
    named = _names(session)
    steps: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    for incoming, step, at in session.execute(select(IncomingStep.incoming_id, IncomingStep.step, IncomingStep.at)):
        steps[incoming].append((step, at))
    for incoming, sender, at in rows:
        if whose(sender, named) == organization:
            said = {step for step, _ in steps[incoming]}
            told = min((when for step, when in steps[incoming] if step == _TOLD), default=None)
            outcome = "accepted" if said & _REACHED else "away" if _DECLINED in said else "silent"
            yield outcome, None if told is None else (told - at) / timedelta(days=1)


def _names(session: Session) -> Mapping[str, UUID]:
    rows = session.execute(select(Organization.id, Organization.name, Organization.alternate_name))
    names = [(name, id_) for id_, *both in rows for name in both if name]
    short = {_plain(name.partition("(")[0]): id_ for name, id_ in names}  # “Huurdersbond Limburg (vroeger …)”
    return short | {_plain(name): id_ for name, id_ in names}


def whose(sender: str, named: Mapping[str, UUID]) -> UUID | None:
    """The organisation with the longest name that stands in this sender; None when there is none."""
    words = _plain(sender).split()
    for long in range(min(len(words), _LONGEST_NAME), 0, -1):
        for at in range(len(words) - long + 1):
            found = named.get(" ".join(words[at : at + long]))
            if found is not None:
                return found
    return None


def _plain(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in name.casefold()).split())
