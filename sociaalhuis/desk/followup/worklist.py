"""De opvolglijst: everything that must be asked, decided or waited for, in one order, each with what is to be done.

``tasks`` thinks, ``whole`` reads. First danger; then what is late, what is for today and what needs a decision; then what
comes. Inside a group: danger, an appointment that passed, a silent service, a client to call, papers awaited, what waits or
runs, what will lapse because nobody can be asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from sociaalhuis.db.desk import Referral, ReferralEvent
from sociaalhuis.desk.referral import lifecycle, outcomes, standing
from sociaalhuis.desk.referral.standing import Referred
from sociaalhuis.desk.workdays import BRUSSELS, Workdays
from sociaalhuis.house import House

WEEK = 7
SOON = 7  # days before the silence is too long, from which it is said
UNDECIDED_DAYS = 60  # an end without help that nobody decided on stands on the list so long; after that in the file alone
GROUPS = ("danger", "late", "today", "decide", "week", "later")
TASKS = ("danger", "appointment", "partner_silent", "partner", "client", "documents", "waiting", "active", "visit")
DECISIONS = ("disputed", "not_reached", "dropped_out", "in_vain", "next_step")
_ORDER = {name: place for place, name in enumerate((*TASKS, *DECISIONS))}
_OPEN_OR_LAPSED = lifecycle.OPEN | {"lapsed"}
_ENDING = ("finish", "refuse", "withdraw", "fail", "mark_wrong")
_IN_VAIN = ("refuse", "withdraw", "fail")


@dataclass(frozen=True, slots=True)
class Task:
    """One line: the referral, in which group it stands, what is to be done (TASKS, DECISIONS) and on which day.

    ``call_service``: an answer of the service is so late that it is called. ``lapses`` when the silence is nearly too long.
    """

    one: Referred
    group: str
    what: str
    day: date | None
    lapses: date | None = None


def tasks(found: Iterable[Referred], today: date, clocks: lifecycle.Clocks, workdays: Workdays) -> Sequence[Task]:
    """The lines of these referrals, in order. What is done, stopped or tried again has none."""
    made = [task for one in found if (task := _task(one, today, clocks, workdays)) is not None]
    last = date.max
    return sorted(made, key=lambda task: (_GROUP[task.group], _ORDER[task.what], task.day or last, task.one.reference))


_GROUP = {name: place for place, name in enumerate(GROUPS)}


def _task(one: Referred, today: date, clocks: lifecycle.Clocks, workdays: Workdays) -> Task | None:
    if one.stopped or one.kind == "info" or one.state == "error":
        return None
    decision = _decision(one, today, clocks)
    if decision == "next_step" and one.expected is not None:
        return Task(one, when(one.expected, today), decision, one.expected)
    if decision:
        later = one.planned if decision != "not_reached" and one.planned is not None and one.planned > today else None
        return Task(one, "decide" if later is None else when(later, today), decision, later or one.ended)
    if one.due is None:
        return None
    what = _asked(one, today, clocks, workdays)
    near = one.lapses if one.lapses is not None and (one.lapses - today).days <= SOON else None
    group = "danger" if what == "danger" and one.due <= today else when(one.due, today)
    return Task(one, group, what, one.due, near)


def when(day: date, today: date) -> str:
    """The group of something that is to be done on this day."""
    days = (day - today).days
    return "late" if days < 0 else "today" if not days else "week" if days <= WEEK else "later"


def _decision(one: Referred, today: date, clocks: lifecycle.Clocks) -> str:
    """What somebody must decide about this referral; empty for nothing."""
    if one.disputed:
        return "disputed"
    if one.state in _OPEN_OR_LAPSED:
        return "not_reached" if one.tries >= clocks.tries and one.state in lifecycle.TRANSITIONS["fail"][0] else ""
    if one.again:
        return ""
    if one.next_step:
        return "next_step"
    if one.ended is None or (today - one.ended).days > UNDECIDED_DAYS:
        return ""
    if outcomes.DROPPED_OUT in one.reasons:
        return "dropped_out"
    helped = one.state == "done" and one.need_met != "not_met"
    content = one.reasons and set(one.reasons) <= outcomes.CONTENT
    return "" if helped or content else "in_vain"


def _asked(one: Referred, today: date, clocks: lifecycle.Clocks, workdays: Workdays) -> str:
    """What the desk does about an open referral (a slug of TASKS)."""
    if one.urgency in lifecycle.DANGER and one.state in ("given", "draft"):
        return "danger"
    by_state = {"needs_input": "documents", "waiting": "waiting", "active": "active"}
    if one.state in by_state:
        return by_state[one.state]
    if one.kind == "appointment" or (one.state == "accepted" and one.expected is not None):
        return "appointment"
    if one.kind in ("warm", "internal") and one.state in ("given", "draft"):
        last = workdays.after(one.due or today, clocks.warm_grace_workdays) if clocks.warm_grace_workdays else today
        return "partner_silent" if today >= last else "partner"
    return "visit" if one.anonymous or one.do_not_call else "client"


def listed(today: date) -> ColumnElement[bool]:
    """The clause over Referral for what can be on the list: all that is open, and what ended without help not long ago."""
    since = datetime.combine(today - timedelta(days=UNDECIDED_DAYS), time(), BRUSSELS)
    ended = select(ReferralEvent.referral_id).where(ReferralEvent.event.in_(_ENDING), standing.in_force())
    reopened = select(ReferralEvent.referral_id).where(ReferralEvent.event == "reopen")
    in_vain = or_(
        and_(ReferralEvent.event.in_(_IN_VAIN), ReferralEvent.at >= since),
        and_(ReferralEvent.need_met == "not_met", ReferralEvent.at >= since),
        ReferralEvent.next_step.is_not(None),
    )
    undecided = select(ReferralEvent.referral_id).where(in_vain, standing.in_force())
    on_list = or_(Referral.id.not_in(ended), Referral.id.in_(reopened), Referral.id.in_(undecided))
    return and_(Referral.kind != "info", on_list)


def whole(house: House, today: date) -> Sequence[Task]:
    """The opvolglijst of the house as it stands on ``today``, what is planned for later too."""
    with house.store.read() as session:
        found = standing.seen(house, session, today, listed(today))
    return tasks(found, today, standing.clocks(house), standing.workdays(house))
