"""Signals without a name: what goes wrong for more people than one, counted, and what the coordinator does with it.

A signal knows no client and no contact. Its words are looked through for names before they are kept: see desk.nameless. The
names of the files of this house are looked for too, but those of protected files, which stay silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import Session

from sociaalhuis import vocab
from sociaalhuis.actions import allows
from sociaalhuis.db.base import new_id
from sociaalhuis.db.people import Person
from sociaalhuis.db.signals import Signal, SignalHeard, SignalStep
from sociaalhuis.db.staff import User
from sociaalhuis.desk import nameless
from sociaalhuis.desk.intake import cleaned, folded, worker
from sociaalhuis.desk.workdays import BRUSSELS, local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

MERGED = "samengevoegd"  # the state of a step that says that a signal is the same as another one, whose id is its note
NEW = "nieuw"  # how a signal stands before anybody looked at it
LOOKED_AT = "bekeken"
AT_WORK = (NEW, LOOKED_AT, "geagendeerd")
LONGEST, LONGEST_PLACE = 400, 60  # characters


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal as it is told: slugs of signal_kinds, life_domains and b_factors, where it is, and what goes wrong."""

    kind: str
    domain: str
    b_factor: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A signal that is there. ``times`` is how often it was heard, ``role`` who told it first: never a colleague by name.

    ``state`` is a slug of signal_states with the day and the words of the last step; ``addressee`` one of signal_addressees,
    empty until the coordinator says whom it is for; ``mine``: told or heard by who asks.
    """

    id: UUID
    kind: str
    domain: str
    b_factor: str
    text: str
    place: str
    on: date
    last: date  # when it was heard last
    times: int
    role: str
    state: str = NEW
    since: date | None = None
    note: str = ""
    addressee: str = ""
    mine: bool = False
    also: tuple[str, ...] = ()  # the words of the signals that went into this one


def usual_b(kind: str) -> str:
    """The B that a kind mostly touches."""
    return str(vocab.term("signal_kinds", kind).extra["b_factor"])


def give(house: House, heard: Heard, now: datetime) -> UUID:
    """Keep a signal. Raises Refusal for a word that is in no list, for an empty text, and for what looks like a person."""
    text, place, user = _line(heard.text), _line(heard.place), worker(house)
    for name, slug in (("signal_kinds", heard.kind), ("life_domains", heard.domain), ("b_factors", heard.b_factor)):
        if slug not in {term.slug for term in vocab.terms(name, local(now).date())}:
            raise Refusal("Dit signaal is nog niet af.", "Kies wat je hoort, waarover, en waar het knelt.")
    if not text:
        raise Refusal("Er staat nog niet wat er misloopt.", "Schrijf het in één of twee zinnen.")
    for one, most in ((text, LONGEST), (place, LONGEST_PLACE)):
        if len(one) > most:
            raise Refusal(f"Dit is te lang ({len(one)} tekens).", f"Hou het bij {most} tekens.")
    signal = Signal(
        id=new_id(),
        at=now,
        user_id=user,
        kind=heard.kind,
        domain=heard.domain,
        b_factor=heard.b_factor,
        place=place or None,
        text=text,
    )
    with house.store.write(house.actor, "signal.give") as session:
        refuse_people(house, session, text, place)
        session.add(signal)
        return signal.id


def also_heard(house: House, signal: UUID, now: datetime) -> None:
    """Count once more a signal that is there. Raises Refusal when it was taken back meanwhile."""
    user = worker(house)
    with house.store.write(house.actor, "signal.give") as session:
        if session.get(Signal, signal) is None:
            raise Refusal("Dit signaal is er niet meer.", "Geef het opnieuw.")
        session.add(SignalHeard(signal_id=signal, at=now, user_id=user))


def weigh(house: House, signal: UUID, state: str, note: str, now: datetime, addressee: str = "") -> None:
    """Say what is done with a signal, and whom it is for: a slug of signal_addressees, or nothing for what was said before.

    Raises Refusal for a state or an addressee that does not exist, or a name in the note.
    """
    words, user = _line(note), worker(house)
    if state not in {term.slug for term in vocab.terms("signal_states", None)} - {NEW}:
        raise Refusal("Deze stand bestaat niet.", "Kies er een uit de lijst.")
    if addressee and addressee not in {term.slug for term in vocab.terms("signal_addressees", None)}:
        raise Refusal("Deze bestemming bestaat niet.", "Kies er een uit de lijst.")
    if state in ("gevolg_gegeven", "geen_gevolg") and not words:
        raise Refusal("Zeg in een paar woorden wat er beslist is.", "Wie het signaal gaf, leest dat later.")
    with house.store.write(house.actor, "signal.weigh") as session:
        refuse_people(house, session, words)
        session.add(
            SignalStep(
                signal_id=signal, at=now, user_id=user, state=state, note=words[:LONGEST] or None, addressee=addressee or None
            )
        )


def merge(house: House, kept: UUID, gone: UUID, now: datetime) -> None:
    """Two signals are one: ``gone`` counts with ``kept`` from now on. Can be taken back, and parted later.

    Raises Refusal when they are of two kinds, or when one of them went into another meanwhile.
    """
    user = worker(house)
    with house.store.write(house.actor, "signal.weigh") as session:
        into = merged(session)
        one, other = session.get(Signal, kept), session.get(Signal, gone)
        if one is None or other is None or kept == gone or kept in into or gone in into:
            raise Refusal("Deze twee signalen kunnen niet samen.", "Kies twee verschillende signalen uit de lijst.")
        if one.kind != other.kind:
            raise Refusal("Dit zijn twee soorten signalen.", "Voeg alleen signalen van dezelfde soort samen.")
        session.add(SignalStep(signal_id=gone, at=now, user_id=user, state=MERGED, note=kept.hex))


def part(house: House, kept: UUID, now: datetime) -> int:
    """What went into this signal stands on its own again, as looked at; gives how many. Raises Refusal when nothing did."""
    user = worker(house)
    with house.store.write(house.actor, "signal.weigh") as session:
        gone = [one for one, to in merged(session).items() if to == kept]
        if not gone:
            raise Refusal("In dit signaal ging geen ander op.", "Kies een signaal waarbij “Ook gezegd” staat.")
        session.add_all(SignalStep(signal_id=one, at=now, user_id=user, state=LOOKED_AT, note=None) for one in gone)
        return len(gone)


def merged(session: Session) -> dict[UUID, UUID]:
    """The signals that went into another one, with that one."""
    steps = {step.signal_id: step for step in session.scalars(select(SignalStep).order_by(SignalStep.at, SignalStep.id))}
    return {one: UUID(step.note) for one, step in steps.items() if step.state == MERGED and step.note}


def counted_with(session: Session) -> dict[UUID, UUID]:
    """The same with the signal in which each counts in the end. Of those that an undo sent round in a circle one stays."""
    into, found = merged(session), dict[UUID, UUID]()
    for gone in into:
        passed = [gone]
        while (kept := into.get(passed[-1])) is not None and kept not in passed:
            passed.append(kept)
        last = passed[-1] if kept is None else min(passed[passed.index(kept) :])
        if last != gone:
            found[gone] = last
    return found


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def refuse_people(house: House, session: Session, *texts: str) -> None:
    """Raise Refusal when one of these texts holds a name, a number or a code of somebody; an open file of this house too.

    Who opens no files does not hear by it whether there is a file of somebody.
    """
    for text in texts:
        nameless.check(text)
        spoken = f" {' '.join(_letters(folded(text)).split())} "
        known = Person.sought.contains(" ") & ~Person.protected & literal(spoken).contains(" " + Person.sought + " ")
        if allows("person.look", house.actor.role) and session.scalar(select(exists().where(known))):
            raise Refusal("Dit lijkt een naam. Hier mag geen naam of nummer staan.", nameless.NOW)


def _letters(text: str) -> str:
    return "".join(char if char.isalnum() or char in "'-’" else " " for char in text)


def everything(house: House) -> Sequence[Told]:
    """All signals: those that nobody looked at first, then what is at work, then the rest; the most heard first."""
    with house.store.read() as session:
        return sorted(_told(session, house.actor.id), key=_order)


def alike(house: House, kind: str, domain: str) -> Sequence[Told]:
    """What is there already of this kind and domain and is still at work, the most heard first."""
    with house.store.read() as session:
        found = _told(session, house.actor.id, kind, domain)
    return sorted((one for one in found if one.state in AT_WORK), key=lambda one: (-one.times, one.id))


def new_ones(house: House) -> int:
    """How many signals nobody looked at yet."""
    with house.store.read() as session:
        looked = select(SignalStep.signal_id)
        return session.scalar(select(func.count()).select_from(Signal).where(Signal.id.not_in(looked))) or 0


def in_quarter(house: House, today: date) -> Mapping[str, int]:
    """How often each kind was heard in the quarter of this day, most first."""
    start = _midnight(date(today.year, (today.month - 1) // 3 * 3 + 1, 1))
    found: dict[str, int] = {}
    with house.store.read() as session:
        first = select(Signal.kind, Signal.at).where(Signal.at >= start)
        more = (
            select(Signal.kind, SignalHeard.at).join(Signal, SignalHeard.signal_id == Signal.id).where(SignalHeard.at >= start)
        )
        for kind, _at in session.execute(first.union_all(more)):
            found[kind] = found.get(kind, 0) + 1
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def of_day(session: Session, day: date) -> int:
    """How many signals were given or heard on this day."""
    within = _midnight(day), _midnight(day + timedelta(days=1))
    return sum(
        session.scalar(select(func.count()).select_from(table).where(table.at >= within[0], table.at < within[1])) or 0
        for table in (Signal, SignalHeard)
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BRUSSELS)


def _order(one: Told) -> tuple[object, ...]:
    states = [term.slug for term in vocab.terms("signal_states", None)]
    return (one.kind != "acuut" or one.state != NEW, states.index(one.state), -one.times, one.id)


def _told(session: Session, me: UUID | None, kind: str = "", domain: str = "") -> Sequence[Told]:
    query = select(Signal, User.role).join(User, Signal.user_id == User.id).order_by(Signal.id)
    if kind:
        query = query.where(Signal.kind == kind, Signal.domain == domain)
    heard: dict[UUID, list[SignalHeard]] = {}
    for again in session.scalars(select(SignalHeard)):
        heard.setdefault(again.signal_id, []).append(again)
    every = session.scalars(select(SignalStep).order_by(SignalStep.at, SignalStep.id)).all()
    steps = {step.signal_id: step for step in every}
    meant = {step.signal_id: step.addressee for step in every if step.addressee}
    rows = {row.id: (row, role) for row, role in session.execute(query)}
    held: dict[UUID, list[Signal]] = {}
    for gone, kept in counted_with(session).items():
        row = session.get_one(Signal, gone)
        held.setdefault(kept, []).append(row)
        heard.setdefault(kept, []).extend(heard.get(gone, ()))
        rows.pop(gone, None)
    return [
        replace(
            _seen(row, role, held.get(row.id, []), heard.get(row.id, []), steps.get(row.id), me),
            addressee=meant.get(row.id, ""),
        )
        for row, role in rows.values()
    ]


def _seen(
    row: Signal, role: str, held: Sequence[Signal], heard: Sequence[SignalHeard], step: SignalStep | None, me: UUID | None
) -> Told:
    """One signal with those that went into it and every time that it was heard."""
    told_at, by = [row.at, *(one.at for one in held)], [one.user_id for one in (row, *held)] + [one.user_id for one in heard]
    told = Told(
        row.id, row.kind, row.domain, row.b_factor, row.text, row.place or "", local(min(told_at)).date(),
        local(max([*told_at, *(one.at for one in heard)])).date(), len(by), role, mine=me in by,
        also=tuple(one.text for one in held),
    )  # fmt: skip
    if step is None:
        return told
    if step.state == MERGED:  # it went round in a circle, and stayed
        return replace(told, state=LOOKED_AT, since=local(step.at).date())
    return replace(told, state=step.state, since=local(step.at).date(), note=step.note or "")
