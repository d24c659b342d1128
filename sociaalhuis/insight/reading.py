"""What happened in a quarter or a year, read from the house as plain rows for insight.figures: no name, no words of a client.

Protected files never count, whoever asks: two people always get the same figures, and a difference betrays nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import THE_PROGRAM, allows
from sociaalhuis.catalogue import matrix_axes
from sociaalhuis.db.agenda import OfficeHours
from sociaalhuis.db.catalogue import Organization, Service
from sociaalhuis.db.desk import Contact, Referral, ReferralEvent, UnmetNeed
from sociaalhuis.db.people import Person
from sociaalhuis.db.rights import Exploration, RightStep
from sociaalhuis.db.signals import Signal, SignalHeard
from sociaalhuis.desk import nameless, relations
from sociaalhuis.desk.agenda import view
from sociaalhuis.desk.catalogue import matrices, matrix_out
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.day.signals import Told
from sociaalhuis.desk.referral import outcomes, standing
from sociaalhuis.desk.rights import editions
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.insight import figures, years
from sociaalhuis.insight.figures import Rows, Table
from sociaalhuis.insight.periods import Period, Quarter, Year
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.policy.plans import Planned
from sociaalhuis.rights.engine import Status

_BY_STATE = (plans.BUSY, plans.DONE, plans.PLANNED, plans.DROPPED)
_TAKE_BACK = "take_back"
_ELSEWHERE = "elders"  # where it is would tell too much of who comes there


class Nothing(Refusal):
    """Nothing was noted in this period: no fault of anybody."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A cluster with the target groups for which nothing is known; ``heard``: five signals or more came there."""

    cluster: str
    groups: tuple[str, ...]
    heard: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A signal in its own words, as it may go to the council."""

    text: str
    domain: str
    state: str
    note: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """An action of the plan of a theme, with the nearest goal that it stands under (its words)."""

    theme: str
    goal: str
    action: Planned
    late: bool


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that a briefing says. ``until`` is the last day that is in it, ``days`` the median ones to an outcome."""

    house: str
    period: Period
    on: date
    until: date
    tables: Mapping[str, Table]
    days: tuple[str, str, str]
    gaps: tuple[Gap, ...]
    quotes: tuple[Quote, ...]
    actions: tuple[Act, ...] = ()

    @property
    def over(self) -> bool:
        """Whether its time is over, so that it can be compared."""
        return self.on >= self.period.after


def may(house: House) -> bool:
    """Whether who acts may see reports."""
    return allows("report.see", house.actor.role)


def briefing(house: House, period: Period, now: datetime) -> Briefing:
    """The briefing of a quarter or a year. Raises Refusal for a role that may not, in a package, and when nothing happened."""
    if not may(house):
        raise Refusal("Je rol laat dit niet toe: rapporten bekijken.", "Vraag het aan je coördinator of de beheerder.")
    if house.away is not None:
        raise Refusal("Op een zitdag zonder netwerk zijn niet alle cijfers er.", "Maak het rapport in het Sociaal Huis.")
    today = local(now).date()
    seen = replace(house, actor=THE_PROGRAM)
    read: dict[Quarter, Rows] = {}

    def of(quarter: Quarter) -> Rows:
        if quarter not in read:
            read[quarter] = rows(seen, quarter, today) if quarter.first <= today else Rows()
        return read[quarter]

    whole, before, long_ago = (_joined(map(of, one.quarters)) for one in (period, *period.beside))
    if not whole:
        raise Nothing(f"Er is nog niets genoteerd in {period.label}.", f"Kies een ander {period.noun}.")
    if isinstance(period, Year):
        tables = years.tables([[_tables(one, of) for one in year.quarters] for year in (period, *period.beside)])
    else:
        tables = _tables(period, of)
    told = [one for one in signals.everything(seen) if period.first <= one.last and one.on < period.after]
    until = min(today, period.after - timedelta(days=1))
    days = figures.days(whole), figures.days(before), figures.days(long_ago)
    return Briefing(
        house.name, period, today, until, tables, days, gaps(seen, tables["signals"], today), quotes(told),
        actions(seen, period, today),
    )  # fmt: skip


def _tables(quarter: Quarter, of: Callable[[Quarter], Rows]) -> Mapping[str, Table]:
    before, year_ago = quarter.beside
    return figures.tables(quarter, of(quarter), of(before), of(year_ago))


def _joined(parts: Iterable[Rows]) -> Rows:
    held = list(parts)
    return Rows(*(tuple(chain.from_iterable(getattr(part, one.name) for part in held)) for one in fields(Rows)))


def rows(house: House, quarter: Quarter, today: date) -> Rows:
    """What is counted of a quarter. ``house`` acts as the program."""
    begin, end = (datetime.combine(day, time(), BRUSSELS) for day in (quarter.first, quarter.after))
    seen = relations.visible_contacts(house)
    within = (Contact.at >= begin, Contact.at < end, seen)
    labels = editions.names(house)
    with house.store.read() as session:
        return Rows(
            tuple(_contacts(session, within)),
            tuple(_languages(session, within)),
            tuple(_unmet(session, within)),
            tuple(_referrals(house, session, begin, end, today)),
            tuple(_rights(session, seen, begin, end, labels)),
            tuple(_signals(house, session, begin, end)),
            tuple(_appointments(house, quarter)),
        )


def _contacts(session: Session, within: Iterable[ColumnElement[bool]]) -> Iterator[figures.Contact]:
    columns = (
        Contact.at,
        Contact.kind,
        Contact.channel,
        Contact.domains,
        Contact.settled_at_desk,
        Contact.place,
        Contact.answer_kind,
    )
    discreet = set(session.scalars(select(OfficeHours.place).where(OfficeHours.discreet)))
    for at, kind, channel, domains, settled, place, answer in session.execute(select(*columns).where(*within)):
        where = _ELSEWHERE if place in discreet else place or figures.AT_HOME
        yield figures.Contact(local(at).date(), kind, channel, domains[0] if domains else "", settled, where, answer or "")


def _languages(session: Session, within: Iterable[ColumnElement[bool]]) -> Iterator[str]:
    query = select(Person.id, Person.language).join(Contact, Contact.person_id == Person.id).where(*within).distinct()
    for _person, language in session.execute(query):
        yield language or ""


def _unmet(session: Session, within: Iterable[ColumnElement[bool]]) -> Sequence[tuple[str, str]]:
    query = select(UnmetNeed.domain, UnmetNeed.reason).join(Contact, UnmetNeed.contact_id == Contact.id)
    return [(domain, reason) for domain, reason in session.execute(query.where(*within))]


def _referrals(house: House, session: Session, begin: datetime, end: datetime, today: date) -> Iterator[figures.Referral]:
    handed = select(ReferralEvent.referral_id).where(
        ReferralEvent.event == "hand_over", ReferralEvent.at >= begin, ReferralEvent.at < end, standing.in_force()
    )
    words = {(by, term.slug): term.label for by, name in outcomes.WHOSE.items() for term in vocab.terms(name, None)}
    outside = select(Service.slug, Organization.name).join(Service.organization).where(Service.confidentiality.is_(None))
    partners = dict(session.execute(outside).all())
    for one in standing.seen(house, session, today, Referral.id.in_(handed)):
        if one.state not in ("draft", "error"):
            known = one.outcome_known
            days = (one.ended - one.given).days if known and one.ended is not None else None
            reason = words.get((one.by or "", one.reasons[0]), "") if one.reasons else ""
            partner = partners.get(one.service, "")
            domain = one.domains[0] if one.domains else ""
            yield figures.Referral(one.kind, one.state, known, one.need_met or "", reason, days, partner, one.stuck, domain)


def _rights(
    session: Session, seen: ColumnElement[bool], begin: datetime, end: datetime, labels: Mapping[str, str]
) -> Iterator[figures.Right]:
    """The last step of each right of each client in the quarter; a possible right without a step counts as such."""
    found: dict[tuple[UUID, str], tuple[str, str]] = {}
    explored = (
        select(Contact.person_id, Exploration.contact_id, Exploration.statuses)
        .join(Contact, Exploration.contact_id == Contact.id)
        .where(Exploration.at >= begin, Exploration.at < end, seen)
    )
    for person, contact, statuses in session.execute(explored):
        for right, (status, _version) in statuses.items():
            if status == Status.POSSIBLE:
                found[person or contact, right] = (figures.NO_STEP, "")
    steps = (
        select(Contact.person_id, RightStep.contact_id, RightStep.right, RightStep.step, RightStep.reason)
        .join(Contact, RightStep.contact_id == Contact.id)
        .where(RightStep.at >= begin, RightStep.at < end, RightStep.step != _TAKE_BACK, seen)
        .where(RightStep.id.not_in(select(RightStep.takes_back).where(RightStep.takes_back.is_not(None))))
        .order_by(RightStep.at, RightStep.id)
    )
    for person, contact, right, step, reason in session.execute(steps):
        found[person or contact, right] = (step, reason or "")
    for (_who, right), (step, reason) in found.items():
        yield figures.Right(labels.get(right, right), step, reason)


def _signals(house: House, session: Session, begin: datetime, end: datetime) -> Iterator[tuple[str, str, str]]:
    """Each time that a signal was heard; one that went into another counts with the state of that one."""
    states = {one.id: one.state for one in signals.everything(house)}
    into = signals.counted_with(session)
    first = select(Signal.id, Signal.domain, Signal.kind, Signal.at).where(Signal.at >= begin, Signal.at < end)
    again = (
        select(Signal.id, Signal.domain, Signal.kind, SignalHeard.at)
        .join(Signal, SignalHeard.signal_id == Signal.id)
        .where(SignalHeard.at >= begin, SignalHeard.at < end)
    )
    for signal, domain, kind, _at in session.execute(first.union_all(again)):
        yield domain, kind, states.get(into.get(signal, signal), signals.NEW)


def _appointments(house: House, quarter: Quarter) -> Iterator[tuple[str, str]]:
    for sitting in view.days(house, quarter.first, quarter.after - timedelta(days=1)):
        for entry in sitting.entries:
            if entry.contact is not None:  # neither of outside, nor of a protected file
                yield _ELSEWHERE if sitting.series.discreet else sitting.series.place, entry.state


def gaps(house: House, heard: Table, today: date) -> tuple[Gap, ...]:
    """The clusters with empty cells, where signals came first. Records that stay in the house count as not there.

    Whether signals came there is taken from what may be shown of them, so that the order tells nothing more.
    """
    made = matrix_out.public(matrices.whole(house, today))
    with house.store.read() as session:
        axes = matrix_axes.axes(matrices.clusters(house), matrices.own_words(session), today)
    told = {line.label for line in heard.parts() if line.numbers[0] is not None}
    domains = [term.slug for term in vocab.terms("life_domains", None) if term.label in told]
    loud = {cluster for domain in domains for cluster in axes.clusters_of([domain])[:1]}
    empty: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    for term, group, _cell in made.gaps():
        labels[term.slug] = term.label
        empty[term.slug].append(group.label)
    return tuple(
        Gap(labels[slug], tuple(empty[slug]), slug in loud) for slug in sorted(labels, key=lambda one: one not in loud)
    )


def actions(house: House, period: Period, today: date) -> tuple[Act, ...]:
    """The actions of all themes that were at work in a quarter or a year or ended in it; what is late first."""
    labels = {term.slug: term.label for term in plans.axes(house, today).clusters}
    planned = plans.everything(house, (period.after - timedelta(days=1)).year)
    goals = {one.id: one.text for one in planned if not one.is_action}
    found = [
        Act(labels[one.theme], goals.get(one.above, "") if one.above else "", one, one.late(today))
        for one in planned
        if one.is_action and one.theme in labels and one.since is not None
        if one.state not in plans.ENDED or period.first <= one.since < period.after
    ]
    return tuple(sorted(found, key=lambda one: (not one.late, _BY_STATE.index(one.action.state))))


def quotes(told: Sequence[Told]) -> tuple[Quote, ...]:
    """Signals whose words may go out: somebody looked at them, and nothing in them looks like a person."""
    return tuple(
        Quote(
            one.text,
            vocab.label("life_domains", one.domain),
            vocab.label("signal_states", one.state),
            one.note if _nameless(one.note) else "",
            vocab.label("signal_addressees", one.addressee) if one.addressee else "",
        )
        for one in told
        if one.state != signals.NEW and _nameless(one.text)
    )


def _nameless(text: str) -> bool:
    try:
        nameless.check(text)
    except Refusal:
        return False
    return True
