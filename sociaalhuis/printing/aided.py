"""What the aid in another language says of a slip: the same as the Dutch beside it, and never more than that.

Sentences about what does not stand in Dutch are left out. When it is too much for the sheet, ``aid_more`` goes first, that is
what can be missed, and ``aid_rest`` last: the code, the Dutch frame and the label of the aid say that too.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.printing.aid import Aid
from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.slip import Destination, Slip

type Kept = Callable[[str], bool]

_FREE = ("gratis", "kosteloos")
_LONGEST = 120


def least(_part: str) -> bool:
    """Only what is said always: for the screen, which says less than paper."""
    return False


def first(aid: Aid, slip: Slip, kept: Kept) -> list[str]:
    """What is said before the services."""
    return [aid.say(f"kind_{slip.kind}")] if kept("intro") and kept("aid_more") else []


def until(aid: Aid, deadline: date) -> list[str]:
    """The last day on which something can still be done."""
    return [aid.say("deadline", date=aid.day(deadline))]


def about(aid: Aid, slip: Slip, one: Destination, kept: Kept) -> list[str]:
    """What is said of one service, as it stands on this paper: a neutral one has no name."""
    return list(_about(aid, slip, one, kept))


def foot(aid: Aid, slip: Slip, hours_left_out: bool, kept: Kept) -> list[str]:
    """What is said under the services: what is passed on, who to ask, and the right to come back."""
    return list(_foot(aid, slip, hours_left_out, kept))


def _about(aid: Aid, slip: Slip, one: Destination, kept: Kept) -> Iterator[str]:
    if slip.discreet:
        yield aid.say("discreet_appointment" if one.appointment else "discreet_contact")
    else:
        yield aid.say(one.step, service=plain(one.name, 90))
    if one.appointment:
        key = "today" if one.appointment.date() == slip.day else "when"
        yield aid.say(key, date=aid.day(one.appointment), hour=aid.hour(one.appointment))
    if not (one.address or one.phones or one.email):
        yield aid.say("missing")
    if kept("aid_more"):
        if one.phones:
            yield aid.say("phone", phone=plain(one.phones[0], 60))
        if one.hours == "" and kept("hours"):
            yield aid.say("hours")
        if one.cost and kept("cost"):
            yield aid.say("free" if one.cost.casefold().strip(" .") in _FREE else "price")
    yield from _brought(aid, one.bring)


def _brought(aid: Aid, bring: Sequence[str]) -> Iterator[str]:
    known = _named("documents", aid.documents, bring)
    if known:
        yield aid.say("bring", documents=aid.listed(known))
    if len(known) < len(bring):
        yield aid.say("bring_more" if known else "bring_list")


def _foot(aid: Aid, slip: Slip, hours_left_out: bool, kept: Kept) -> Iterator[str]:
    if slip.shared is not None:
        yield _shared(aid, slip.shared)
    if slip.interpreter:
        yield aid.say("interpreter")
    if kept("aid_more"):
        if hours_left_out:
            yield aid.say("hours")
        yield aid.say("contact", contact=plain(slip.contact, _LONGEST))
    yield aid.say("return")
    if kept("aid_rest"):
        yield aid.say("show", code=slip.reference)
        if slip.plan_b:
            yield aid.say("plan_b", plan=plain(slip.plan_b, _LONGEST))
    if kept("aid_more"):
        if slip.letterhead.phone and not any(char.isdigit() for char in slip.contact):
            yield aid.say("questions", phone=plain(slip.letterhead.phone, 40))
        yield aid.say("decides")
    if kept("aid_rest"):
        yield aid.say("law")


def _shared(aid: Aid, shared: Sequence[str]) -> str:
    """What is passed on: named only when all of it has its words, for half a list is no agreement."""
    known = _named("share_elements", aid.elements, shared)
    if not shared:
        return aid.say("shared_nothing")
    return aid.say("shared", elements=aid.listed(known)) if len(known) == len(shared) else aid.say("shared_list")


def _named(list_name: str, words: Mapping[str, str], dutch: Collection[str]) -> list[str]:
    """The things of a list that have a name in this language; on the slip they stand with their Dutch label."""
    by_label = {term.label: words[term.slug] for term in vocab.terms(list_name, None) if term.slug in words}
    return [by_label[label] for label in dutch if label in by_label]
