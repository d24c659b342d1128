"""Taking back one's last act, so that nothing is lost by it: a question that goes that way is unfinished work again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sociaalhuis.db.base import new_id
from sociaalhuis.db.desk import Contact, Draft
from sociaalhuis.house import House

QUESTION = "question"  # the kind of draft that the screen of a question goes on with


def take_back(house: House, now: datetime) -> tuple[str | None, bool]:
    """Undo my last act; gives its label (None: there is nothing to take back) and whether it left a question to go on with.

    The journal keeps no words of what was taken back (db.journal); the draft is of who took it back, has its own term, and
    holds what was told, not what was read into it. Raises Refusal when something that came later stands in the way.
    """
    last, kept = _last_question(house), list[UUID]()

    def keep_words(session: Session) -> None:
        if last is not None and session.get(Contact, last[0]) is None:
            row = Draft(id=new_id(), user_id=house.actor.id, kind=QUESTION, content=dict(last[1]), parked=False, touched=now)
            session.add(row)
            kept.append(row.id)

    return house.store.undo(house.actor, keep_words), bool(kept)


def _last_question(house: House) -> tuple[UUID, Mapping[str, Any]] | None:
    mine = select(Contact).where(Contact.user_id == house.actor.id, Contact.words.is_not(None), Contact.words != "")
    with house.store.read() as session:
        row = session.scalars(mine.order_by(Contact.at.desc(), Contact.id.desc()).limit(1)).first()
        if row is None:
            return None
        day = row.deadline
        return row.id, {
            "words": row.words,
            "goal": row.goal or "",
            "domains": list(row.domains),
            "channel": row.channel,
            "urgency": row.urgency,
            "postal_code": row.postal_code or "",
            "municipality": row.municipality,
            "person": None if row.person_id is None else str(row.person_id),
            "deadline": "" if day is None else f"{day.day}/{day.month}/{day.year}",
        }
