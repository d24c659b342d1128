"""The paper of a campaign: letters for who may get one, and lists to call and to visit.

Each time that names or addresses are taken from the files for paper is one look in the journal, with its purpose. A letter is
never made for who refuses post, who said that something must be read first, or whose address is not whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select

from sociaalhuis import vocab
from sociaalhuis.catalogue import places
from sociaalhuis.db.people import Person
from sociaalhuis.db.proactive import Campaign, CampaignRow
from sociaalhuis.desk import safety
from sociaalhuis.desk.proactive import campaign_rows, campaigns, readable
from sociaalhuis.desk.proactive.campaign_rows import Row
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.printing import campaign_letter, campaign_list
from sociaalhuis.printing.campaign_letter import Letter
from sociaalhuis.printing.campaign_list import CampaignList, Entry
from sociaalhuis.printing.page import Paper
from sociaalhuis.rights.rules import Book

LOOK = "campaign.look"
LETTERS, CALL, VISIT = "letters", "call", "visit"
NAMES: Mapping[str, str] = MappingProxyType({LETTERS: "Brieven", CALL: "Bellijst", VISIT: "Bezoeklijst"})
_WAY: Mapping[str, str] = {CALL: safety.CALL, VISIT: "huisbezoek"}
_NOBODY: Mapping[str, tuple[str, str]] = {
    LETTERS: ("Er is niemand voor wie een brief kan.", "Kijk bij elke regel wat mag. Opnieuw een brief maken: R."),
    CALL: ("Er is niemand die je mag bellen.", "Kijk bij elke regel wat mag."),
    VISIT: ("Er is niemand bij wie een huisbezoek mag.", "Kijk bij elke regel wat mag."),
}


@dataclass(frozen=True, slots=True)
class Papers:
    """What comes out of the printer, with the lines that are on it."""

    kind: str
    paper: Paper
    rows: tuple[UUID, ...]


def fit(rows: Sequence[Row], kind: str) -> tuple[Row, ...]:
    """The lines for this kind of paper."""
    if kind == LETTERS:
        return tuple(row for row in rows if row.by_letter)
    return tuple(row for row in rows if row.to_reach and _WAY[kind] in row.ways)


def make(house: House, campaign: UUID, kind: str, book: Book, now: datetime) -> Papers:
    """Make the paper of one kind. Raises Refusal when nobody is on it, when the list is gone, and when the role may not."""
    rows = fit(campaign_rows.of_campaign(house, campaign), kind)
    if not rows:
        raise Refusal(*_NOBODY[kind])
    house.store.look(house.actor, LOOK, Campaign.__tablename__, campaign, f"{NAMES[kind].lower()}: {len(rows)}")
    with house.store.read() as session:
        about = campaigns.get(session, campaign)
        people = {
            one.id: one
            for one in session.scalars(
                select(Person).where(Person.id.in_([row.person for row in rows]), readable.may_be_read())
            )
        }
    today, kept = local(now).date(), [row for row in rows if row.person in people]
    if kind == LETTERS:
        kept = [row for row in kept if any(right in book.rules for right in row.rights)]
    if not kept:
        raise Refusal("Voor deze rechten zijn er geen regels meer.", "Kijk de dossiers opnieuw na bij Proactief (Ctrl+8).")
    if kind == LETTERS:
        head, window = slips.letterhead(house), house.text("letter.window")
        letters = [
            Letter(
                _name(people[row.person]),
                _address(people[row.person]),
                row.reference,
                today,
                head,
                tuple((book.rules[right].name, book.rules[right].what) for right in row.rights if right in book.rules),
                about.delete_on,
                window,
            )
            for row in kept
        ]
        return Papers(kind, campaign_letter.render(letters), tuple(row.id for row in kept))
    kept.sort(key=lambda row: _route(people[row.person]) if kind == VISIT else (row.reference,))
    entries = tuple(_entry(row, people[row.person], kind) for row in kept)
    made = CampaignList(kind, slips.letterhead(house).name, today, entries, about.delete_on)
    return Papers(kind, campaign_list.render(made), tuple(row.id for row in kept))


def written(house: House, papers: Papers, now: datetime) -> None:
    """Letters left the printer, or were saved: these lines need none any more."""
    if papers.kind != LETTERS:
        return
    with house.store.write(house.actor, LOOK) as session:
        for row in session.scalars(select(CampaignRow).where(CampaignRow.id.in_(papers.rows))).all():
            row.written_on = local(now).date()


def _name(person: Person) -> str:
    return f"{person.given_name} {person.family_name}".strip()


def _address(person: Person) -> tuple[str, ...]:
    code = person.postal_code or ""
    found = [place for place in places.known(code) if person.municipality in (None, place.nis)] or places.known(code)
    return (person.street or "", f"{code} {found[0].municipality if found else ''}".strip())


def _route(person: Person) -> tuple[str, ...]:
    """Doors that lie together follow each other: by place, street and number."""
    street, _, number = (person.street or "").rpartition(" ")
    return (person.postal_code or "", street.casefold(), number.zfill(6))


def _entry(row: Row, person: Person, kind: str) -> Entry:
    allowed = tuple(vocab.label("contact_ways", way) for way in row.ways if way != "bezoek")
    reach = person.phone or "" if kind == CALL else ", ".join(_address(person))
    return Entry(row.reference, reach, allowed, safety.said(person.forbidden_ways or ()), row.safe_contact)
