"""A referral as a line of a list that says when the desk asks how it went."""

from datetime import date

from sociaalhuis import vocab
from sociaalhuis.desk import referrals
from sociaalhuis.texts import DAYS, count
from sociaalhuis.ui.rows import Line

LEAD = 104  # room for the day, in pixels at 100 %


def line(one: referrals.Referred, today: date) -> Line:
    """When it is due, to which service, with which code, how it was given or that the client is not called."""
    days = (one.due - today).days if one.due else 0
    if days < 0:
        lead, mark, role = f"{-days} d te laat", "late", "late"
    elif not days:
        lead, mark, role = "vandaag", "today", "today"
    else:
        lead, mark, role = soon(one.due or today, today), "open", "soft"
    tries = count(one.tries, "poging", "pogingen") if one.tries else ""
    detail = " · ".join(part for part in (one.reference, tries) if part)
    right = "niet bellen" if one.do_not_call else vocab.label("referral_kinds", one.kind)
    return Line(one.service_name, one, one.id, lead, detail, right, mark, role)


def soon(due: date, today: date) -> str:
    """A day to come, short: “di 24/11”, with the year when it is another."""
    year = "" if due.year == today.year else f"/{due.year % 100:02d}"
    return f"{DAYS[due.weekday()][:2]} {due.day}/{due.month}{year}"
