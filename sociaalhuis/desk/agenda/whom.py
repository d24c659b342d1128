"""For whom an appointment is: what the booking screen needs to know, no more."""

from dataclasses import dataclass
from uuid import UUID

from sociaalhuis import vocab
from sociaalhuis.catalogue import places
from sociaalhuis.db.desk import Contact, Referral
from sociaalhuis.db.people import Person
from sociaalhuis.desk import relations
from sociaalhuis.desk.agenda.letters import LARGE_FOR
from sociaalhuis.house import House


@dataclass(frozen=True, slots=True)
class Whom:
    """A client as an appointment knows him or her. Without ``contact`` a question is noted with the appointment.

    ``postal_code``: where he or she lives, for the zitdag that is near; ``service``: to which he or she was referred (an id).
    """

    contact: UUID | None = None
    person: UUID | None = None
    referral: UUID | None = None
    shown: str = ""
    reference: str = ""
    postal_code: str | None = None
    service: UUID | None = None
    language: str | None = None
    interpreter: str | None = None
    large: bool = False
    has_address: bool = False


def of(house: House, *, contact: UUID | None = None, person: UUID | None = None, referral: UUID | None = None) -> Whom:
    """Who it is for. Raises Refusal when the file or the question is not for who acts."""
    with house.store.read() as session:
        given = session.get(Referral, referral) if referral else None
        row = session.get(Contact, given.contact_id if given else contact) if given or contact else None
        if row is not None:
            relations.refuse_unseen_contact(house, session, row)
        key = row.person_id if row is not None else person
        known = None if key is None else session.get(Person, relations.kept(session, key))
        if known is not None:
            relations.refuse_unseen(house, session, known.id)
        return Whom(
            contact=row.id if row else None,
            person=known.id if known else None,
            referral=given.id if given else None,
            shown=f"{known.given_name} {known.family_name}".strip() if known else "",
            reference=(row.reference or "") if row else "",
            service=given.service_id if given else None,
            postal_code=(known.postal_code if known else None) or (row.postal_code if row else None),
            language=_told(known.language) if known else None,
            interpreter=_told(known.interpreter) if known else None,
            large=known is not None and known.reading in LARGE_FOR,
            has_address=known is not None and bool(known.street and places.known(known.postal_code or "")),
        )


def _told(slug: str | None) -> str | None:
    return None if slug in vocab.EMPTY_VALUES else slug
