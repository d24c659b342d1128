"""The papers of a steunaanvraag: the receipt, and the letters when it is sent on. Plain Dutch, with aid as slips have it.

What a receipt must say is law (primabook.mi-is.be, “Bijzondere bepalingen”): the term of the inquiry, the right to be heard,
the duty to tell what changes. A letter that sends an application on must say why, or it does not count.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from sociaalhuis.access import users
from sociaalhuis.db.support import SupportPaper
from sociaalhuis.desk.intake import worker
from sociaalhuis.desk.language import Use
from sociaalhuis.desk.referral import slips
from sociaalhuis.desk.support import acts, competence, requests, terms
from sociaalhuis.desk.support.requests import LETTER, PROOF, Request
from sociaalhuis.desk.workdays import local
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.printing import support_paper
from sociaalhuis.printing.support_paper import OnPaper, Sent

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper


WHY = "ontvangstbewijs of brief bij een steunaanvraag"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the client wants the paper: the name as it is given (empty: to be written by hand), large letters, aid and why."""

    name: str = ""
    large: bool = False
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class Forwarding:
    """To which OCMW and why: names of rules of competence, and words. ``address`` are lines under its name."""

    recipient: str
    address: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    words: str = ""


def begin(house: House, request: UUID) -> Request:
    """The application of which a paper is made. Its name is the client's: that somebody saw it is journalled."""
    one = requests.one(house, request)
    if one.person is not None:
        house.store.look(house.actor, "person.look", "person", one.person, WHY)
    return one


def receipt(house: House, request: UUID, now: datetime, wishes: Wishes) -> "Paper":
    """The receipt as it will be printed. Raises Refusal when the application is not there for who acts."""
    return support_paper.receipt(_on_paper(house, requests.one(house, request), now, wishes))


def prove(house: House, request: UUID, now: datetime, wishes: Wishes, paper: "Paper") -> None:
    """Note that this receipt was given: the register knows that the client has proof."""
    with house.store.write(house.actor, "support.prove") as session:
        row, _one = requests.seen(house, session, request)
        session.add(_kept(house, row.id, PROOF, now, wishes, paper))


def letters(house: House, request: UUID, now: datetime, to: Forwarding, wishes: Wishes) -> "Paper":
    """The letters of sending on: one for the client, one for the other OCMW. Raises Refusal without reason or OCMW."""
    one = requests.one(house, request)
    return support_paper.letters(_on_paper(house, one, now, wishes), _sent(to))


def send(house: House, request: UUID, now: datetime, to: Forwarding, wishes: Wishes, paper: "Paper") -> None:
    """Send it on: the step with its reasons and the letters in one act; the first day stays. Raises Refusal when it cannot."""
    _sent(to)
    with house.store.write(house.actor, "support.hand") as session:
        done = acts.forward(house, session, request, now, to.recipient, to.reasons, to.words)
        session.add(_kept(house, done, LETTER, now, wishes, paper))


def given(house: House, request: UUID) -> bytes:
    """Every paper of an application exactly as it was given, the oldest first, in one PDF; that somebody looked is journalled.

    Raises Refusal when nothing was given yet.
    """
    begin(house, request)
    with house.store.read() as session:
        rows = session.scalars(select(SupportPaper).where(SupportPaper.request_id == request).order_by(SupportPaper.id)).all()
    if not rows:
        raise Refusal("Er is nog geen papier van deze aanvraag gegeven.", "Druk eerst het ontvangstbewijs af: P.")
    from pypdf import PdfWriter

    whole, out = PdfWriter(), io.BytesIO()
    for row in rows:
        whole.append(io.BytesIO(row.pdf))
    whole.write(out)
    return out.getvalue()


def _sent(to: Forwarding) -> Sent:
    reasons = [rule.letter for name in to.reasons if (rule := competence.rules().rule(name)) is not None]
    why = (*reasons, *([to.words.strip()] if to.words.strip() else []))
    if not to.recipient.strip():
        raise Refusal("Naar welk OCMW gaat de aanvraag?", "Kies of typ een OCMW.")
    if not why:
        raise Refusal("Waarom is dit OCMW niet bevoegd?", "Kies een reden of schrijf ze. Zonder reden telt de brief niet.")
    return Sent(to.recipient.strip(), to.address, why)


def _on_paper(house: House, one: Request, now: datetime, wishes: Wishes) -> OnPaper:
    head = slips.letterhead(house)
    colleague = next((each.shown for each in users.accounts(house) if each.id == house.actor.id), "")
    is_city = one.owner == terms.CITY
    hand = terms.days_after(one.received, terms.SEND_DAYS) if is_city else None
    return OnPaper(
        number=one.number, reference=one.reference, name=(wishes.name or one.name).strip(), asked=one.at, first=one.received,
        first_by=one.received_by, decide=terms.days_after(one.received, terms.DECIDE_DAYS), hand=hand, day=local(now).date(),
        letterhead=head, contact=", ".join(part for part in (colleague or head.name, head.phone) if part),
        large=wishes.large, aid=wishes.use.language if wishes.use else None,
    )  # fmt: skip


def _kept(house: House, request: UUID, kind: str, now: datetime, wishes: Wishes, paper: "Paper") -> SupportPaper:
    return SupportPaper(
        request_id=request, kind=kind, at=now, user_id=worker(house), name=wishes.name.strip()[: requests.LONGEST] or None,
        text=list(paper.text), pdf=paper.pdf, sha256=hashlib.sha256(paper.pdf).hexdigest(),
        aid=wishes.use.language if wishes.use else None, aid_reason=wishes.use.reason if wishes.use else None,
    )  # fmt: skip
