"""A referral as a line of a list that says when the desk asks how it went, or what somebody must decide."""

from datetime import date
from functools import cache

from sociaalhuis import vocab
from sociaalhuis.desk.followup.board import Board
from sociaalhuis.desk.followup.worklist import Task
from sociaalhuis.desk.referral import referrals
from sociaalhuis.texts import DAYS, count
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.workplace import Workplace

LEAD = 100  # room for the day, in pixels at 100 %
_DO = {
    "danger": "vandaag vragen", "appointment": "afspraak voorbij", "partner_silent": "dienst zwijgt: bel",
    "partner": "vraag de dienst", "client": "vraag de cliënt", "documents": "wacht op stukken", "waiting": "wachtlijst",
    "active": "hulp loopt", "visit": "cliënt komt langs", "disputed": "tegenstrijdig",
    "dropped_out": "afgehaakt: neem contact op", "next_step": "volgende stap",
}  # fmt: skip
_STATES = {"refused": "geweigerd", "withdrawn": "ziet ervan af", "failed": "niet doorgegaan", "done": "niet geholpen"}


def board(place: Workplace) -> Board:
    """The opvolglijst in memory; made by the first screen that asks."""
    if place.board is None:
        place.board = Board(place.house)
    return place.board


def line(one: referrals.Referred, today: date) -> Line:
    """When it is due, to which service, with which code, how it was given or that the client is not called."""
    tries = count(one.tries, "poging", "pogingen") if one.tries else ""
    detail = " · ".join(part for part in (one.reference, tries) if part)
    return _line(one, one, one.due, today, detail)


def task_line(task: Task, today: date) -> Line:
    """The same for the opvolglijst, with what is to be done at the right; a decision has no day."""
    one = task.one
    coded, detail = f"{one.reference}  {one.service_name}", _detail(task, today)  # the code first: it is never cut off
    if task.group == "found":
        state = vocab.label("referral_states", one.state)
        return Line(coded, task, one.id, "op code", detail, state, "search", "soft")
    if task.group == "decide":
        return Line(coded, task, one.id, "beslissen", detail, todo(task), "rights", "accent")
    lead, mark, role = _day(task.day, today)
    return Line(coded, task, one.id, lead, detail, todo(task), mark, role)


def _detail(task: Task, today: date) -> str:
    one = task.one
    parts = [one.next_step] if task.what == "next_step" and one.next_step else []
    if task.what == "in_vain":
        parts += [why(slug) for slug in one.reasons]
    if one.tries and task.what != "not_reached":
        parts.append(count(one.tries, "poging", "pogingen"))
    if task.lapses:
        parts.append(f"vervalt {soon(task.lapses, today)}")
    return " · ".join(parts)


def todo(task: Task) -> str:
    """What is to be done, in a few words."""
    one = task.one
    if task.what == "not_reached":
        return f"niet bereikt {one.tries}×"
    said = _STATES[one.state] if task.what == "in_vain" else _DO[task.what]
    return f"{said} · niet bellen" if one.do_not_call and one.state not in _STATES else said


def why(slug: str) -> str:
    """A reason in words, whoever gave it."""
    names = ("reasons_service", "reasons_client")
    return next((term.label for name in names for term in vocab.terms(name, None) if term.slug == slug), slug)


def _line(what: object, one: referrals.Referred, due: date | None, today: date, detail: str) -> Line:
    lead, mark, role = _day(due, today)
    return Line(one.service_name, what, one.id, lead, detail, _right(one), mark, role)


@cache
def _day(due: date | None, today: date) -> tuple[str, str, str]:
    """How a day is shown: words, icon and role."""
    days = (due - today).days if due else 0
    if days < 0:
        return f"{-days} d te laat", "late", "late"
    return ("vandaag", "today", "today") if not days else (soon(due or today, today), "open", "soft")


def _right(one: referrals.Referred) -> str:
    return "niet bellen" if one.do_not_call else vocab.label("referral_kinds", one.kind)


@cache
def soon(due: date, today: date) -> str:
    """A day to come, short: “di 24/11”, with the year when it is another."""
    year = "" if due.year == today.year else f"/{due.year % 100:02d}"
    return f"{DAYS[due.weekday()][:2]} {due.day}/{due.month}{year}"
