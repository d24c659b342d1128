"""One whole case without a window, from the words to the follow-up that is due, read back from the re-opened house."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.catalogue import places, records
from sociaalhuis.catalogue.engine import Engine
from sociaalhuis.db.desk import Contact, SlipCopy, Told
from sociaalhuis.desk import intake
from sociaalhuis.desk.referral import referrals, slips
from sociaalhuis.desk.rights import editions
from sociaalhuis.desk.rights import rights as desk_rights
from sociaalhuis.desk.workdays import local
from sociaalhuis.exchange import verify
from sociaalhuis.facts import Facts, read
from sociaalhuis.house import House
from sociaalhuis.printing.compose import render

SLIP, CASE = "slip.pdf", "case.json"
MOST_SERVICES = 2


@dataclass(frozen=True, slots=True)
class Words:
    """What a client said, and what is known: the input of a case."""

    text: str
    postcode: str
    facts: Mapping[str, object]


def run(open_house: Callable[[], House], words: Words, now: datetime, out: Path) -> dict[str, Any]:
    """Run the case, close the house, open it again, and write slip.pdf and case.json in ``out``; gives what case.json holds.

    Raises Refusal for words, a postal code or facts that cannot be; nothing is written then.
    """
    facts = read(words.facts)
    house = open_house()
    try:
        contact, said = _live(house, words, facts, now)
    finally:
        house.close()
    house = open_house()
    try:
        found = _read_back(house, contact, now)
        sound = not any(finding.faults for finding in verify.verify(house))
    finally:
        house.close()
    out.mkdir(parents=True, exist_ok=True)
    (out / SLIP).write_bytes(found.pop("pdf"))
    case = {"text": words.text, "postcode": words.postcode, **said, **found, "verify": "ok" if sound else "fout"}
    (out / CASE).write_text(json.dumps(case, ensure_ascii=False, indent=1), "utf-8")
    return case


def _live(house: House, words: Words, facts: Facts, now: datetime) -> tuple[UUID, dict[str, Any]]:
    place = places.places(words.postcode)[0]
    with house.store.read() as session:
        catalogue = records.everything(session)
    line = {
        "id": "case",
        "text": words.text,
        "postcode": words.postcode,
        "facts": dict(words.facts),
        "now": local(now).isoformat(),
    }
    answer = Engine(catalogue.values()).answer(line, local(now).date())
    question = intake.Question(words.text, facts=facts, postal_code=words.postcode, municipality=place.nis)
    noted = intake.register(house, question, now)
    chosen = [item["service"] for item in answer["suggestions"] if item["strength"] != "doubt"][:MOST_SERVICES]
    if chosen:
        choices = slips.Choices(bring=("identiteitskaart", "brief"), form=house.text("slip.form"), postal_code=words.postcode)
        day = local(now).date()
        slip = slips.compose([catalogue[slug] for slug in chosen], choices, noted.reference, day, slips.letterhead(house))
        referrals.give(house, noted.id, chosen, "self", now, paper=render(slip))
    today = local(now).date()
    known = desk_rights.located(facts, words.postcode, today)
    rights = desk_rights.shape(editions.engine(house).check(known, today).values())
    return noted.id, {key: answer[key] for key in ("needs", "crisis", "suggestions")} | {"rights": rights}


def _read_back(house: House, contact: UUID, now: datetime) -> dict[str, Any]:
    today = local(now).date()
    with house.store.read() as session:
        row = session.get_one(Contact, contact)
        told = {t.fact: t.value for t in session.scalars(select(Told).where(Told.contact_id == contact).order_by(Told.id))}
        given = referrals.of_contact(house, session, contact, today)
        slip = session.scalar(select(SlipCopy).where(SlipCopy.contact_id == contact))
    dues = [r.due for r in given if r.due]
    referral = {
        "reference": row.reference,
        "services": [r.service for r in given],
        "kind": given[0].kind if given else None,
        "state": given[0].state if given else None,
        "due": min(dues).isoformat() if dues else None,
    }
    paper = None if slip is None else {"file": SLIP, "sha256": slip.sha256, "text": slip.text}
    return {"facts": told, "referral": referral, "slip": paper, "pdf": slip.pdf if slip else b""}
