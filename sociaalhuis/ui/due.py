"""A referral as a line of a list that says when the desk asks how it went, or what somebody must decide."""

from dataclasses import replace
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.desk import referrals
from sociaalhuis.desk.worklist import Task
from sociaalhuis.texts import DAYS, count
from sociaalhuis.ui.rows import Line

LEAD = 100  # room for the day, in pixels at 100 %
_DO = {
    "danger": "vandaag vragen", "appointment": "afspraak voorbij", "partner_silent": "dienst zwijgt: bel",
    "partner": "vraag de dienst", "client": "vraag de cliënt", "documents": "wacht op stukken", "waiting": "wachtlijst",
    "active": "hulp loopt", "visit": "cliënt komt langs", "disputed": "tegenstrijdig",
    "dropped_out": "afgehaakt: vang op", "next_step": "volgende stap",
}  # fmt: skip
_STATES = {"refused": "geweigerd", "withdrawn": "ziet ervan af", "failed": "niet doorgegaan", "done": "niet geholpen"}


def line(one: referrals.Referred, today: date) -> Line:
    """When it is due, to which service, with which code, how it was given or that the client is not called."""
    tries = count(one.tries, "poging", "pogingen") if one.tries else ""
    detail = " · ".join(part for part in (one.reference, tries) if part)
    return _line(one, one, one.due, today, detail)


def task_line(task: Task, today: date) -> Line:
    """The same for the opvolglijst, with what is to be done at the right; a decision has no day."""
    one = task.one
    tries = count(one.tries, "poging", "pogingen") if one.tries and task.what != "not_reached" else ""
    lapses = f"vervalt {soon(task.lapses, today)}" if task.lapses else ""
    step = one.next_step or "" if task.what == "next_step" else ""
    whose = [why(slug) for slug in one.reasons] if task.what == "in_vain" else []
    detail = " · ".join(part for part in (step, *whose, tries, lapses) if part)
    coded = f"{one.reference}  {one.service_name}"  # the code first: it is never cut off
    if task.group == "found":
        state = vocab.label("referral_states", one.state)
        return Line(coded, task, one.id, "op code", detail, state, "search", "soft")
    if task.group == "decide":
        return Line(coded, task, one.id, "beslissen", detail, todo(task), "rights", "accent")
    return replace(_line(task, one, task.day, today, detail), text=coded, right=todo(task))


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
    days = (due - today).days if due else 0
    if days < 0:
        lead, mark, role = f"{-days} d te laat", "late", "late"
    elif not days:
        lead, mark, role = "vandaag", "today", "today"
    else:
        lead, mark, role = soon(due or today, today), "open", "soft"
    return Line(one.service_name, what, one.id, lead, detail, _right(one), mark, role)


def _right(one: referrals.Referred) -> str:
    return "niet bellen" if one.do_not_call else vocab.label("referral_kinds", one.kind)


def soon(due: date, today: date) -> str:
    """A day to come, short: “di 24/11”, with the year when it is another."""
    year = "" if due.year == today.year else f"/{due.year % 100:02d}"
    return f"{DAYS[due.weekday()][:2]} {due.day}/{due.month}{year}"
