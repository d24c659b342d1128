"""How many people were asked in time, reached and helped this month?

Plain counts of the whole house, of nobody in particular. Information that was given along is counted nowhere here, because it
is not chased; a referral that was a mistake is in no count at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.db.desk import Attempt, Referral, ReferralEvent
from sociaalhuis.desk.referral import lifecycle, standing
from sociaalhuis.desk.referral.standing import Referred
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.house import House

BACK = timedelta(days=120)  # longer ago than this nothing was handed over that is first asked about this month
_BEGIN = ("create", "hand_over", "take_back")
_ENDS = ("finish", "refuse", "withdraw", "fail")
_HELPED = ("fully", "partly")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    of: int
    all: int

    @property
    def words(self) -> str:
        """As the screen shows it: “71 %”, a dash while there is nothing to count."""
        return f"{round(100 * self.of / self.all)} %" if self.all else "–"


@dataclass(frozen=True, slots=True)
class Month:
    """The three numbers of this month.

    ``on_time``: of the referrals that were first to be asked about, those that the desk heard or tried of by that day.
    ``reached``: of those that the desk tried or heard about, those with an answer. ``helped``: of those that ended or whose
    outcome stayed unknown, those of which the need was met wholly or partly.
    """

    on_time: Share
    reached: Share
    helped: Share


@dataclass(frozen=True, slots=True)
class _Acts:
    """When the desk heard something of each referral (first and last), and every try with what it gave."""

    heard: Mapping[UUID, tuple[datetime, datetime]]
    tried: Sequence[tuple[UUID, datetime, str]]

    def first(self) -> Mapping[UUID, datetime]:
        """The first time that the desk did anything about a referral after it was given."""
        acts = {one: first for one, (first, _last) in self.heard.items()}
        for one, at, _result in self.tried:
            acts[one] = min(acts.get(one, at), at, key=datetime.timestamp)
        return acts


def month(house: House, today: date) -> Month:
    """The three numbers of the month of ``today``, up to that day."""
    first = today.replace(day=1)
    since, begin = (datetime.combine(day, time(), BRUSSELS) for day in (first, first - BACK))
    given = and_(ReferralEvent.event == "hand_over", ReferralEvent.at >= begin)
    ended = and_(ReferralEvent.event.in_(_ENDS), ReferralEvent.at >= since)
    with house.store.read() as session:
        which = Referral.id.in_(select(ReferralEvent.referral_id).where(or_(given, ended), standing.in_force()))
        found = standing.seen(house, session, today, and_(Referral.kind != "info", which))
        acts = _acts(session, begin)
        meetings = select(Referral.id, Referral.appointment).where(Referral.appointment.is_not(None), which)
        appointments = {one: local(at) for one, at in session.execute(meetings) if at is not None}
    counted = [one for one in found if one.state != "error"]
    clocks, workdays, did = standing.clocks(house), standing.workdays(house), acts.first()
    planned = {
        one.id: lifecycle.planned(
            one.kind, one.urgency, one.given, appointments.get(one.id), clocks, workdays, one.deadline, one.follow_on
        )
        for one in counted
    }
    asked = {one: day for one, day in planned.items() if day is not None and first <= day <= today}
    in_time = sum(one in did and did[one].date() <= day for one, day in asked.items())
    return Month(Share(in_time, len(asked)), _reached(acts, since), _helped(counted, first))


def _acts(session: Session, begin: datetime) -> _Acts:
    told = (
        select(ReferralEvent.referral_id, func.min(ReferralEvent.at), func.max(ReferralEvent.at))
        .where(ReferralEvent.event.not_in(_BEGIN), standing.in_force(), ReferralEvent.at >= begin)
        .group_by(ReferralEvent.referral_id)
    )
    heard = {one: (local(first), local(last)) for one, first, last in session.execute(told)}
    tried = session.execute(select(Attempt.referral_id, Attempt.at, Attempt.result).where(Attempt.at >= begin))
    return _Acts(heard, [(one, local(at), result) for one, at, result in tried])


def _reached(acts: _Acts, since: datetime) -> Share:
    means = {term.slug: term.extra["means"] for term in vocab.terms("attempt_results", None)}
    answered = {one for one, (_first, last) in acts.heard.items() if last >= since}
    asked = [(one, means[result]) for one, at, result in acts.tried if at >= since and means[result] != "no_attempt"]
    answered |= {one for one, meaning in asked if meaning == "reached"}
    return Share(len(answered), len(answered | {one for one, _meaning in asked}))


def _helped(counted: Iterable[Referred], first: date) -> Share:
    over = [
        one
        for one in counted
        if (one.ended is not None and one.ended >= first) or (one.state == "lapsed" and (one.lapses or first) >= first)
    ]
    return Share(sum(one.state == "done" and one.need_met in _HELPED for one in over), len(over))


def helped(house: House, since: date, until: date, today: date) -> int:
    """How many questions ended with help, wholly or partly, from a day on and before another; each once."""
    begin, end = (datetime.combine(day, time(), BRUSSELS) for day in (since, until))
    with house.store.read() as session:
        finished = select(ReferralEvent.referral_id).where(
            ReferralEvent.event == "finish", ReferralEvent.at >= begin, ReferralEvent.at < end, standing.in_force()
        )
        found = standing.seen(house, session, today, Referral.id.in_(finished))
    return len({one.contact for one in found if one.state == "done" and one.need_met in _HELPED})
