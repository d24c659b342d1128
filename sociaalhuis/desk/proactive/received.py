"""A campaign from a list that somebody else sent, such as a network company or the council, as CSV.

Lines are matched here with files that may be looked through: by our own code, or by name and birth date. Of the list only that
is read, and only who was found stays, on the list of the campaign. Who is in no file and who may not be reached are one number,
so that nothing leaks about a protected file. A list with national numbers is refused: this house keeps none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.desk import birth, references
from sociaalhuis.desk.intake import folded, worker
from sociaalhuis.desk.proactive import campaigns, readable, scan
from sociaalhuis.desk.proactive.campaigns import Made, Wish
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange.catalogue import tabular
from sociaalhuis.house import House
from sociaalhuis.rights.causes import Cause

MOST_BYTES, MOST_LINES = 5_000_000, 20_000
PURPOSE = "een lijst van buiten naast de dossiers leggen"  # in the journal
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "ons kenmerk", "kenmerk", "referentie"),
    "family": ("naam", "familienaam", "achternaam"),
    "given": ("voornaam",),
    "born": ("geboortedatum",),
}
_NATIONAL = ("rijksregister", "insz", "niss", "nationaal nummer", "identificatienummer")
_HOW = "Zet in de eerste regel “code”, of “naam”, “voornaam” en “geboortedatum”."


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that could not be read: which one and why, never what stood in it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Received:
    """A list beside the files: who was found, how many lines it has, how many fit nobody who may be reached, and bad lines."""

    id: UUID
    people: tuple[UUID, ...]
    lines: int
    left_out: int
    bad: tuple[Bad, ...]


def look(house: House, file: Path, now: datetime) -> Received:
    """Lay a list beside the files, as one journalled act; nothing of it is kept.

    Raises Refusal for what is no such list, one with national numbers, and when the role may not; Trouble when the file cannot
    be read.
    """
    worker(house)
    rows = _rows(file)
    received = new_id()
    house.store.look(house.actor, campaigns.MAKE, "campaign", received, PURPOSE)
    with house.store.read() as session:
        codes, born = _files(session)
    people, bad, left_out = dict[UUID, None](), list[Bad](), 0
    for where, row in rows:
        try:
            fits = _fits(row, codes, born, local(now).date())
        except Refusal as refusal:
            bad.append(Bad(where, refusal.what))
            continue
        people.update(dict.fromkeys(fits))
        left_out += not fits
    return Received(received, tuple(people), len(rows), left_out, tuple(bad))


def make(house: House, wish: Wish, received: Received, now: datetime) -> Made:
    """A campaign with who was found, for the rights that nobody follows up yet.

    Raises Refusal for a wish that is not whole (here the decision or the agreement is always asked), when nobody may be on the
    list, and when the role may not.
    """
    if not wish.decision.strip():
        raise Refusal("Welk besluit of akkoord laat deze lijst toe?", "Vul het in, bijvoorbeeld “raad van 14/9/2026”.")
    today, user = local(now).date(), worker(house)
    wish = campaigns.checked(wish, today)
    with house.store.write(house.actor, campaigns.MAKE) as session:
        found, taken = dict[UUID, campaigns.Listed](), scan.taken_up(session)
        contacts = readable.newest_contacts(session, received.people)
        query = select(Person.id, Person.forbidden_ways).where(Person.id.in_(received.people), readable.may_be_read())
        for person, forbidden in session.execute(query):
            rights = [right for right in wish.rights if (person, right) not in taken]
            if person in contacts and rights:
                found[person] = (contacts[person][0], Cause.LIST, rights, scan.reach(forbidden))
        if not found:
            raise Refusal("Niemand van deze lijst kan op de campagne.", "Kies een ander recht, of vraag een andere lijst.")
        campaigns.put(session, received.id, wish, found, user, now)
    return Made(received.id, len(found), len(received.people) - len(found))


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(file: Path) -> Sequence[tuple[str, Mapping[str, str]]]:
    """Every line, with where it stands, by what it may hold: code, family, given, born. Raises Refusal for no such list."""
    found = list[tuple[str, Mapping[str, str]]]()
    for where, row in tabular.csv_rows(BytesIO(_text(file).encode()), " van deze lijst"):
        heads = {folded(head).replace("_", " "): head for head in row}
        if any(word in head for head in heads for word in _NATIONAL):
            raise Refusal("In deze lijst staat een kolom met rijksregisternummers.", "Haal die kolom weg en probeer opnieuw.")
        told = {name: row[heads[head]].strip() for name, words in _COLUMNS.items() for head in words if head in heads}
        found.append((where, told))
        if len(found) > MOST_LINES:
            raise Refusal("Deze lijst is te lang.", f"Knip ze in stukken van hoogstens {MOST_LINES} regels.")
    if not any("code" in told or {"family", "born"} <= {*told} for _, told in found):
        raise Refusal("Deze lijst heeft geen kolom met een code, of met een naam en een geboortedatum.", _HOW)
    return found


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refusal("Deze lijst is te groot.", f"Knip ze in stukken van hoogstens {MOST_LINES} regels.")
        data = file.read_bytes()
    except OSError as error:
        raise Trouble("Deze lijst is niet te lezen.", "Kijk of het bestand er nog staat, en of het in gebruik is.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as a workbook on Windows saves it


# ── the files of the house ───────────────────────────────────────────────────────────────────────────────────────────────

type _Born = tuple[frozenset[str], date]


def _files(session: Session) -> tuple[Mapping[str, UUID], Mapping[_Born, Sequence[UUID]]]:
    """The people who may be reached, by the codes of their questions, and by name and birth date."""
    coded = select(Contact.reference, Contact.person_id).join(Person, Contact.person_id == Person.id)
    codes = {
        row.reference: row.person_id
        for row in session.execute(coded.where(Contact.reference.is_not(None), readable.may_be_read()))
    }
    named: dict[_Born, list[UUID]] = {}
    columns = select(Person.id, Person.given_name, Person.family_name, Person.birth_date)
    for row in session.execute(columns.where(Person.birth_date.is_not(None), readable.may_be_read())):
        named.setdefault((_words(row.given_name, row.family_name), row.birth_date), []).append(row.id)
    return codes, named


def _words(*names: str) -> frozenset[str]:
    return frozenset(folded(*names).replace("-", " ").split())


def _fits(row: Mapping[str, str], codes: Mapping[str, UUID], named: Mapping[_Born, Sequence[UUID]], today: date) -> list[UUID]:
    """The file of this line; none when nobody who may be reached fits. Raises Refusal for a line that cannot be read."""
    if typed := row.get("code", ""):
        code = references.read(typed)
        if code is None:
            raise Refusal("dit is geen code van ons", _HOW)
        return [codes[code]] if code in codes else []
    words = _words(row.get("given", ""), row.get("family", ""))
    if not words:
        raise Refusal("er staat geen code en geen naam", _HOW)
    try:
        born = birth.read(row.get("born", ""), today)
    except Refusal as refusal:
        raise Refusal("de geboortedatum klopt niet", _HOW) from refusal
    if born is None or born.day is None:
        raise Refusal("de geboortedatum ontbreekt of is niet volledig", _HOW)
    fits = named.get((words, born.day), ())
    if len(fits) > 1:
        raise Refusal("dit past bij meer dan één dossier: zet er onze code bij", _HOW)
    return list(fits)
