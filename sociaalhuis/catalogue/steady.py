"""A list that does not jump while somebody types: small changes of score leave the places as they were.

Pure; compares two answers to the same question as it grows. The window calls it with what it shows and what came next.
"""

from collections.abc import Mapping
from dataclasses import replace

from sociaalhuis.catalogue.suggest import Suggestion, Suggestions

SMALL = 0.1  # a change, or a lead over another, of at most this share moves nothing


def settle(before: Suggestions, after: Suggestions) -> Suggestions:
    """The newer answer, in which what stood higher before stays higher when neither its score nor the other's lead moved much.

    Nothing is added or left out, and every score and reason is the newer one.
    """
    place = {_key(one): i for i, one in enumerate(before.items)}
    calm = {_key(one): one.score for one in before.items}
    items = list(after.items)
    for end in range(1, len(items)):
        at = end
        while at and _stays(items[at], items[at - 1], place, calm):
            items[at - 1], items[at] = items[at], items[at - 1]
            at -= 1
    return replace(after, items=tuple(items))


def _stays(one: Suggestion, over: Suggestion, place: Mapping[str, int], scores: Mapping[str, float]) -> bool:
    """Whether one keeps its place above the other that now stands over it."""
    mine, other = _key(one), _key(over)
    if mine not in place or other not in place or place[mine] > place[other]:
        return False
    return abs(one.score - scores[mine]) <= SMALL * scores[mine] and one.score >= over.score * (1 - SMALL)


def _key(one: Suggestion) -> str:
    """What stays the same while the turn of equal providers or their number changes."""
    return one.group or one.service.id
