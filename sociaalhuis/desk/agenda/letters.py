"""The letter of an appointment for this client: by post or handed over, large, with aid, and never more than is safe.

By post nothing goes to who refuses post, who said how he or she is reached safely, or whose address is not whole. Somebody
without a file gets the paper in hand. Making one is journalled; that it was given is an event of the appointment.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sociaalhuis import vocab
from sociaalhuis.catalogue import places
from sociaalhuis.db.agenda import Appointment
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import Person
from sociaalhuis.desk import language, relations, safety
from sociaalhuis.desk.agenda import appointments, series, view
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.agenda.standing import LETTER
from sociaalhuis.desk.agenda.view import Entry
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.printing import appointment_letter
from sociaalhuis.printing.appointment_letter import MADE, MISSED, MOVED, OFF, Letter
from sociaalhuis.printing.page import Paper

LARGE_FOR = frozenset({"groot_lettertype", "leest_moeilijk", "niet_lezen"})  # of reading_preferences
_LOOK, _WHY = "person.look", "brief van een afspraak"


@dataclass(frozen=True, slots=True)
class Choices:
    """How the letter is: by ``post`` or handed over, ``large`` (None: as the file says), and which ``aid`` for which reason."""

    post: bool = False
    large: bool | None = None
    aid: str | None = None
    aid_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A letter that is ready; ``aid`` is the language that stands on it."""

    appointment: UUID
    paper: Paper
    aid: str | None


def make(house: House, appointment: UUID, choices: Choices, now: datetime) -> Made:
    """Make the letter. Raises Refusal when it may not be posted, when aid has no reason, or when the file may not be seen."""
    with house.store.read() as session:
        row, entry = session.get(Appointment, appointment), view.one(house, session, appointment)
        if row is None or entry is None or row.contact_id is None:
            raise Refusal("Voor deze tijd is er geen brief.", "Alleen wie hier een afspraak heeft, krijgt een brief.")
        contact = session.get_one(Contact, row.contact_id)
        relations.refuse_unseen_contact(house, session, contact)
        person = session.get(Person, contact.person_id) if contact.person_id else None
        about = series.read(session)[entry.series]
    off = any(one.cancelled for one in view.days(house, entry.start.date(), entry.start.date()) if entry in one.entries)
    use = language.use(house.flag("house.facilities"), choices.aid, choices.aid_reason)
    address = _address(person) if choices.post else ()
    if person is not None:
        house.store.look(house.actor, _LOOK, Person.__tablename__, person.id, _WHY)
    letter = Letter(
        kind=_kind(entry, off), name=_name(person), start=entry.start.replace(tzinfo=None), place=about.series.place,
        host=_host(about.series), reference=entry.reference, day=local(now).date(), letterhead=slips.letterhead(house),
        address=address, bring=tuple(_document(item) for item in about.series.bring),
        interpreter=language.interpreter(entry.language, choices.aid, entry.interpreter) or "",
        aid=use.language if use else None, large=_large(person, choices), window=house.text("letter.window"),
    )  # fmt: skip
    return Made(appointment, appointment_letter.render([letter]), letter.aid)


def given(house: House, made: Made, now: datetime) -> None:
    """The letter left the printer."""
    appointments.note(house, made.appointment, LETTER, now, safety.LETTER)


def _kind(entry: Entry, off: bool) -> str:
    if off or entry.state == "cancelled":
        return OFF
    if entry.state == "no_show":
        return MISSED
    return MOVED if entry.standing.moves else MADE


def _host(about: Series) -> str:
    if about.discreet or safety.named_so(about.name, ()) or safety.named_so(about.host, ()):
        return ""
    return about.host


def _large(person: Person | None, choices: Choices) -> bool:
    if choices.large is not None:
        return choices.large
    return person is not None and person.reading in LARGE_FOR


def _name(person: Person | None) -> str:
    return f"{person.given_name} {person.family_name}".strip() if person else ""


def _document(item: str) -> str:
    try:
        return vocab.label("documents", item)
    except KeyError:
        return item


def _address(person: Person | None) -> tuple[str, ...]:
    """The lines for the envelope. Raises Refusal when post is not safe, not wanted, or cannot arrive."""
    if person is None:
        raise Refusal("Er is geen adres van deze cliënt.", "Druk de brief af om mee te geven.")
    forbidden = person.forbidden_ways or ()
    safety.refuse_way(safety.LETTER, forbidden, may_call=True, anonymous=False)
    if person.safe_contact:
        raise Refusal(
            "Deze cliënt zei hoe contact veilig kan. Een brief met de post kan gevaarlijk zijn.",
            "Lees het dossier, of geef de brief mee.",
        )
    code = person.postal_code or ""
    found = [place for place in places.known(code) if person.municipality in (None, place.nis)] or places.known(code)
    if not (person.street and found):
        raise Refusal("Het adres van deze cliënt is niet volledig.", "Vul het aan in het dossier, of geef de brief mee.")
    return (person.street, f"{code} {found[0].municipality}")
