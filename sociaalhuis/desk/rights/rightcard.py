"""One right explained, for screen and paper: why it may fit or not, what is unknown, what a person must check, where to go.

The sentences are those of the rules; here they are put in order. On paper goes only what may be there: nothing private, nothing
about others, no amount that nobody looked after.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlparse

from sociaalhuis import vocab
from sociaalhuis.access import users
from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.engine import Engine as Suggesting
from sociaalhuis.catalogue.service import Service
from sociaalhuis.conditions import AtLeast, Condition, Leaf, Limit, Parameter, check
from sociaalhuis.desk import asking
from sociaalhuis.desk.referral import slips
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts, vocabulary
from sociaalhuis.house import House
from sociaalhuis.printing import forbidden
from sociaalhuis.printing.rights_sheet import RightOnPaper, RightsSheet
from sociaalhuis.rights import words
from sociaalhuis.rights.engine import Engine, Outcome, Status
from sociaalhuis.rights.parameters import Amount
from sociaalhuis.rights.rules import Rule
from sociaalhuis.texts import Texts, month

MOST_PLACES = 3  # of one kind; more are equal providers, of which the client has one
MOST_REASONS, MOST_ASKED = 5, 3  # on paper
AUTOMATIC = {"ja": "gaat meestal vanzelf", "deels": "gaat soms vanzelf", "nee": "zelf aan te vragen"}
_COMPARED = {"gte": "minstens", "gt": "meer dan", "lte": "hoogstens", "lt": "minder dan"}
NO_AMOUNT = "Er is geen bedrag bekend dat recent nagekeken is. Vraag het aan de dienst."
_OTHERS = frozenset({"gezin"})  # facts about the household: never on paper

type Amounts = Mapping[str, Amount]
type Where = tuple[places.Place, ...]


@dataclass(frozen=True, slots=True)
class RightCard:
    """One right for the worker.

    ``fits`` and ``against`` are reasons, ``open`` what is still to be asked, ``checks`` what a person must look at, ``limits``
    the amounts that count with their date and source, ``yields`` what it may bring, ``via`` the names of rights that would
    open it.
    """

    right: str
    name: str
    status: Status
    what: str
    fits: tuple[str, ...]
    against: tuple[str, ...]
    open: tuple[str, ...]
    checks: tuple[str, ...]
    limits: tuple[str, ...]
    yields: tuple[str, ...]
    documents: tuple[str, ...]
    where: tuple[str, ...]
    how: str
    body: str
    automatic: str
    via: tuple[str, ...]
    source: str
    checked: date | None


def explain(
    rights: Engine,
    outcome: Outcome,
    facts: Facts,
    day: date,
    catalogue: Suggesting | None = None,
    here: Where = (),
) -> RightCard:
    """The card of one right as it stands for these facts on that day; ``catalogue`` and ``here`` tell where to go."""
    rule, amounts = rights.book.rules[outcome.right], rights.program(day).amounts
    reasons = tuple(_sentence(leaf, holds, amounts) for leaf, holds in outcome.decisive)
    unlikely, compared = outcome.status is Status.UNLIKELY, (*(leaf for leaf, _ in outcome.decisive), *outcome.open)
    judged = (rights.book.assessments[fact] for fact in outcome.assessed)
    return RightCard(
        right=rule.slug,
        name=rule.name,
        status=outcome.status,
        what=rule.what,
        fits=() if unlikely else _once(reasons or (_sentence(leaf, True, amounts) for leaf in _met(rule, facts, amounts))),
        against=_once(reasons) if unlikely else (),
        open=_once(words.question(leaf) for leaf in outcome.open if leaf.fact in outcome.missing),
        checks=_once((*outcome.asks, *judged, *rule.human_check)),
        limits=_once(line for leaf in compared for line in _limit(leaf, amounts)),
        yields=() if unlikely else brings(rights, rule, day),
        documents=tuple(vocab.label("documents", slug) for slug in rule.documents),
        where=where_to(rule, catalogue, here),
        how=rule.how,
        body=rule.body,
        automatic=AUTOMATIC[rule.automatic],
        via=tuple(rights.book.rules[slug].name for slug in outcome.via),
        source=site(rule.sources[0].url) if rule.sources else "",
        checked=rule.checked,
    )


def brings(rights: Engine, rule: Rule, day: date) -> tuple[str, ...]:
    """What a right may bring, a line each; one that says so where it is about money and no amount is known."""
    if rule.yields is None:
        return ()
    return words.yields(rule, rights.program(day).amounts, day) or (NO_AMOUNT,)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _met(rule: Rule, facts: Facts, amounts: Amounts) -> Iterator[Leaf]:
    """The conditions of an undecided right that hold already."""
    limits = {
        name: Parameter(name, one.value, one.unit, one.valid_from, one.source, one.stale) for name, one in amounts.items()
    }
    return (leaf for leaf in _straight(rule.conditions) if check(leaf, facts, limits).truth)


def _straight(one: Condition) -> Iterator[Leaf]:
    """The comparisons that must hold, not those that must fail."""
    if isinstance(one, Leaf):
        yield one
    elif isinstance(one, AtLeast):
        for part in one.parts:
            yield from _straight(part)


def _sentence(leaf: Leaf, holds: bool, amounts: Amounts) -> str:
    """Why, in words; a limit that is too old is not repeated as if it were true."""
    if _old(leaf, amounts):
        return f"{words.question(leaf)} De grens is niet recent nagekeken."
    return words.sentence(leaf, holds, amounts)


def _old(leaf: Leaf, amounts: Amounts) -> bool:
    if not isinstance(leaf.value, Limit):
        return False
    names = (leaf.value.param, *(parameter for _fact, parameter in leaf.value.plus_per))
    return any(amounts[name].stale for name in names)


def _limit(leaf: Leaf, amounts: Amounts) -> Iterator[str]:
    """The limit of a comparison with its date and source; of one that is too old not the amount itself."""
    if not isinstance(leaf.value, Limit):
        return
    amount, name = amounts[leaf.value.param], asking.short(leaf.fact)
    source = f", bron {site(amount.source)}" if amount.source else ""
    if amount.value is None or _old(leaf, amounts):
        yield f"{name}: de grens is nog na te kijken{source}."
        return
    said = words.limit(leaf, amounts)
    when = "" if "(" in said else _since(amount)
    yield f"{name}: {_COMPARED[leaf.operator]} {said}{when}{source}."


def _since(amount: Amount) -> str:
    if amount.valid_from:
        return f", sinds {month(amount.valid_from)}"
    return f", nagekeken in {month(amount.checked)}" if amount.checked else ", niet nagekeken"


def site(url: str) -> str:
    """The site of a source: “vlaanderen.be”."""
    return urlparse(url).netloc.removeprefix("www.") or url


# ── where to go ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def where_to(rule: Rule, catalogue: Suggesting | None, here: Where) -> tuple[str, ...]:
    """Where to ask for a right, a line each: services with a number and an address, or what kind of service it is."""
    lines = []
    for how, name in rule.apply:
        found = services_for(catalogue, name, here)
        if how == "service" or 0 < len(found) <= MOST_PLACES:
            lines += [_place(service, here) for service in found[:MOST_PLACES]]
        if not found or len(found) > MOST_PLACES:
            lines.append(_kind(name))
    return _once(line for line in lines if line)


def services_for(catalogue: Suggesting | None, name: str, here: Where) -> tuple[Service, ...]:
    """The services for this place that a rule means: one by its id, or all of a kind. None while the catalogue is not read."""
    if catalogue is None:
        return ()
    one = catalogue.service(name)
    ids = [name] if one is not None else catalogue.called(name, here)
    found = (catalogue.service(service) for service in ids)
    return tuple(service for service in found if service is not None and not service.for_professionals)


def _place(service: Service, here: Where) -> str:
    phone = service.phones[0].number if service.phones else ""
    open_ = [one for one in service.addresses if not one.confidential]
    near = slips.nearest(open_, here[0].postal_code if here else None) if here or len(open_) == 1 else None
    address = near.line if near else ""
    return ", ".join(part for part in (service.name, address, phone) if part)


def _kind(name: str) -> str:
    try:
        return Texts().say(f"apply_kind.{name}")
    except KeyError:
        return ""


# ── on paper ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def on_paper(rights: Engine, outcome: Outcome, card: RightCard, day: date) -> RightOnPaper:
    """The right as it may stand on paper for the client."""
    rule, amounts = rights.book.rules[outcome.right], rights.program(day).amounts
    why = [
        _sentence(leaf, holds, amounts)
        for leaf, holds in outcome.decisive
        if outcome.status is not Status.UNLIKELY and may_be_printed(leaf.fact) and not _old(leaf, amounts)
    ]
    asks = [words.question(leaf) for leaf in outcome.open if leaf.fact in outcome.missing and may_be_printed(leaf.fact)]
    return RightOnPaper(
        name=rule.name,
        what=rule.what,
        who=rule.who,
        how=rule.how,
        body=rule.body,
        why=tuple(_printable(why))[:MOST_REASONS],
        ask=_once((*asks, *_printable(rule.human_check)))[:MOST_ASKED],
        amounts=_once(
            line for leaf in outcome.open if _is_money(leaf) and not _old(leaf, amounts) for line in _limit(leaf, amounts)
        ),
        yields=() if outcome.status is Status.UNLIKELY else words.yields(rule, amounts, day),
        documents=card.documents,
        where=card.where,
        source=card.source,
        checked=card.checked,
    )


def sheet(
    house: House, rights: Engine, outcomes: Sequence[tuple[Outcome, RightCard]], reference: str, day: date, *, large: bool
) -> RightsSheet:
    """The sheet of these rights, on the paper of this house. Raises Refusal for what may not be on paper."""
    head = slips.letterhead(house)
    colleague = next((one.shown for one in users.accounts(house) if one.id == house.actor.id), "")
    return RightsSheet(
        reference=reference,
        day=day,
        letterhead=head,
        rights=tuple(on_paper(rights, outcome, card, day) for outcome, card in outcomes),
        contact=", ".join(part for part in (colleague or head.name, head.phone) if part),
        format=house.text("slip.format"),
        large=large,
    )


def may_be_printed(fact: str) -> bool:
    """Whether what a client said about this may stand on paper that others can see."""
    return not asking.is_private(fact) and vocabulary()[fact].group not in _OTHERS


def _is_money(leaf: Leaf) -> bool:
    return vocabulary()[leaf.fact].type == "money"


def _printable(sentences: Sequence[str]) -> Iterator[str]:
    for sentence in sentences:
        try:
            forbidden.check(sentence)
        except Refusal:
            continue
        yield sentence
