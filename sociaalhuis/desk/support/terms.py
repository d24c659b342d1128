"""The days that count for a steunaanvraag: by when what must be done, and what must be done next. Pure: days in, days out.

Rules of Belgian law, as the program reads them; the OCMW decides, this only counts days:

- Receipt: on the spot at the counter, else within 5 working days (RMI-wet 26 mei 2002, art. 18; OCMW-wet 8 juli 1976, art. 58).
- Not competent: sent on within 5 calendar days, with the reasons, and the client is told in writing (RMI-wet art. 18 § 4;
  primabook.mi-is.be “Onbevoegdheid”, vvsg.be “Bevoegdheidsconflicten”). The first day stays. What came to the city goes to the
  OCMW without delay (Handvest van de sociaal verzekerde, wet 11 april 1995, art. 9): the desk does it the next working day.
- Decision within 30 days of the first day (RMI-wet art. 21 § 1; mi-is.be, veelgestelde vragen).
- Told within 8 days of the decision (RMI-wet art. 21 § 4; mi-is.be “Binnen welke termijn…”).
- Appeal at the arbeidsrechtbank within 3 months of being told, or of the day on which a decision should have been there
  (RMI-wet art. 47, OCMW-wet art. 71; zonnebeke.be “Aanvragen individuele dienstverlening”).

The day of the event itself does not count, the last day does. A term in months ends on the same number of a later month, or on
the last day of a month without that number. Where the law could be read as a later day (a last day in a weekend), the earlier
one is shown: nobody loses a term by it.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DECIDE_DAYS, TELL_DAYS, SEND_DAYS, APPEAL_MONTHS, RECEIPT_WORKDAYS = 30, 8, 5, 3, 5
RECEIPT, HAND, COMPETENCE, DECISION, TELL, APPEAL = (
    "ontvangstbewijs",
    "overdragen",
    "bevoegdheid",
    "beslissing",
    "meedelen",
    "beroep",
)
HERE, HANDED, SENT, BACK, DECIDED, TOLD, WITHDRAWN = (
    "hier_bevoegd",
    "overgedragen",
    "doorgezonden",
    "teruggekeerd",
    "beslist",
    "meegedeeld",
    "ingetrokken",
)
OPEN, STRUCK = "open", "doorgehaald"
OCMW, CITY = "ocmw", "stad"

type IsOpen = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Term:
    """``what`` must be done by ``last`` in law; ``desk`` is the last day until then on which the desk works."""

    what: str
    last: date
    desk: date


@dataclass(frozen=True, slots=True)
class Happened:
    """One step that counts: a slug of support_steps, and the day on which it happened."""

    step: str
    on: date


@dataclass(frozen=True, slots=True)
class Case:
    """What the days depend on. ``received`` is the first day anywhere, ``written`` the day on which this desk wrote it down.

    ``desk`` is whose desk that was (OCMW, CITY); ``at_counter`` whether the client stood there; ``proven`` whether there is a
    receipt; ``steps`` are those that count, in order; ``struck`` whether the register struck the line.
    """

    received: date
    written: date
    desk: str = OCMW
    at_counter: bool = True
    proven: bool = False
    steps: tuple[Happened, ...] = ()
    struck: bool = False


def days_after(day: date, number: int) -> date:
    """The last day of a term of calendar days that starts after ``day``."""
    return day + timedelta(days=number)


def months_after(day: date, number: int) -> date:
    """The last day of a term of months that starts after ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def workdays_after(day: date, number: int, is_open: IsOpen) -> date:
    """The ``number``-th working day after ``day``."""
    while number:
        day += timedelta(days=1)
        number -= is_open(day)
    return day


def at_desk(last: date, is_open: IsOpen) -> date:
    """The last working day on or before ``last``."""
    while not is_open(last):
        last -= timedelta(days=1)
    return last


def state(case: Case) -> str:
    """How it stands: OPEN, SENT, DECIDED, TOLD, WITHDRAWN or STRUCK. What came back, or is competent here, is open."""
    if case.struck:
        return STRUCK
    last = case.steps[-1].step if case.steps else OPEN
    if last == HANDED or last in (HERE, BACK):
        return OPEN
    return last


def owner(case: Case) -> str:
    """Whose it is now: what the city handed over is the OCMW's."""
    return OCMW if any(one.step in (HANDED, HERE, SENT) for one in case.steps) else case.desk


def terms(case: Case, is_open: IsOpen) -> Sequence[Term]:
    """All that must still be done, the earliest day at the desk first, and the last day for an appeal when it is known."""
    found: list[Term] = []

    def by(what: str, last: date, desk: date | None = None) -> None:
        found.append(Term(what, last, min(last, desk) if desk else at_desk(last, is_open)))

    standing, said = state(case), {one.step: one.on for one in case.steps}
    if standing in (STRUCK, WITHDRAWN):
        return found
    if not case.proven:
        at_once = case.written if case.at_counter else workdays_after(case.received, RECEIPT_WORKDAYS, is_open)
        by(RECEIPT, max(at_once, case.written), case.written if case.at_counter else None)
    if standing == OPEN and owner(case) == CITY:
        by(HAND, days_after(case.received, SEND_DAYS), max(case.written, workdays_after(case.written, 1, is_open)))
    elif standing == OPEN:
        if not any(one.step in (HERE, BACK) for one in case.steps):
            by(COMPETENCE, days_after(case.received, SEND_DAYS))
        by(DECISION, days_after(case.received, DECIDE_DAYS))
        appeal = months_after(days_after(case.received, DECIDE_DAYS), APPEAL_MONTHS)
        found.append(Term(APPEAL, appeal, appeal))
    elif standing == DECIDED:
        by(TELL, days_after(said[DECIDED], TELL_DAYS))
    elif standing == TOLD:
        appeal = months_after(said[TOLD], APPEAL_MONTHS)
        found.append(Term(APPEAL, appeal, appeal))
    return sorted(found, key=lambda one: (one.desk, one.last))


def to_do(found: Sequence[Term]) -> Term | None:
    """The first of them that the desk must do; an appeal is the client's."""
    return next((one for one in found if one.what != APPEAL), None)
