"""The figures of a quarter: plain rows in, counts out that betray nobody, beside the quarter before and the year before. Pure.

Every row is in one part of a tree only (insight.masking): of a contact the first life domain counts, of a referral one end, of
a right its last step. Never counted: who did the work, and what a client told about himself. Definitions stand in ``TABLES``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, groupby
from operator import not_
from statistics import median
from types import MappingProxyType

from sociaalhuis import vocab
from sociaalhuis.desk.few import HIDDEN, LEAST
from sociaalhuis.insight.masking import Count, Shown, shown
from sociaalhuis.insight.periods import Quarter

NONE = "–"  # there are no data of that quarter at all
UNKNOWN = "niet gevraagd"
AT_HOME = ""  # the place of a contact in the Sociaal Huis itself
OTHERS = "andere organisaties"
NO_STEP = "mogelijk"  # a right that may be there, of which nothing was done yet
_ENDS = ("refused", "withdrawn", "failed")
_ENDED = frozenset({"done", "lapsed", "error", "draft", *_ENDS})
_STEPS = ("toegekend", "ontvangen", "aangevraagd", "besproken", "gepland", "te_bespreken", "geweigerd", "client_wil_niet")
_TAKEN = 2  # of those: what came in order
_BUSY = ("balie", "telefoon")  # channels that count most; what stands last is hidden first when something must be
_STATES: Mapping[str, str] = {"booked": "nog open", "came": "kwam", "no_show": "kwam niet", "cancelled": "ging niet door"}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: its day here, and slugs of the vocabularies.

    ``domain`` is the first one, empty when none was chosen; ``place`` that of a zitdag, empty in the Sociaal Huis itself;
    ``answer`` what the desk did, empty where that was not noted.
    """

    day: date
    kind: str
    channel: str
    domain: str = ""
    settled: bool | None = None
    place: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral as it stands now; ``known``: how it ended; ``reason`` the first one of that (its words).

    ``days`` go from giving it to an end that is known. ``partner``: the organisation, empty when it is not named outside.
    ``stuck``: it was the service that could not help, or not yet. ``domain`` is that of the question, as of a contact.
    """

    kind: str
    state: str
    known: bool = False
    need_met: str = ""
    reason: str = ""
    days: int | None = None
    partner: str = ""
    stuck: bool = False
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """One right of one client: the last step in the quarter (a slug of right_states), and why it was not taken up."""

    right: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is counted of one quarter. ``languages``: one a client with a file; ``unmet``: (life domain, reason);
    ``signals``: (life domain, kind, state), one each time it was heard; ``appointments``: (place, how it went)."""

    contacts: Sequence[Contact] = ()
    languages: Sequence[str] = ()
    unmet: Sequence[tuple[str, str]] = ()
    referrals: Sequence[Referral] = ()
    rights: Sequence[Right] = ()
    signals: Sequence[tuple[str, str, str]] = ()
    appointments: Sequence[tuple[str, str]] = ()

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return any((self.contacts, self.unmet, self.referrals, self.rights, self.signals, self.appointments))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: how deep it stands, its words, and this quarter, the one before, the one a year ago.

    ``said`` is as it may be shown; ``numbers`` only where the number may be known (None elsewhere).
    """

    depth: int
    label: str
    said: tuple[str, str, str]
    numbers: tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Table:
    """One whole with its parts, the whole first. ``what`` says what is counted."""

    key: str
    title: str
    what: str
    lines: tuple[Line, ...]

    @property
    def whole(self) -> Line:
        """The line of the total."""
        return self.lines[0]

    def parts(self, depth: int = 1) -> tuple[Line, ...]:
        """The lines at one depth."""
        return tuple(one for one in self.lines if one.depth == depth)


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    what: str
    count: "Callable[[Quarter, Rows, _Seen], Count]"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The words of open lists that are in any of the three quarters, so that their tables have the same lines."""

    places: tuple[str, ...]
    visited: tuple[str, ...]
    rights: tuple[str, ...]
    partners: tuple[str, ...]
    weeks: int


def tables(quarter: Quarter, now: Rows, before: Rows, year_ago: Rows) -> Mapping[str, Table]:
    """Every table of a quarter, in the order in which they are read."""
    times = ((quarter, now), (quarter.before, before), (quarter.year_ago, year_ago))
    seen = _Seen(
        tuple(sorted({place for _, rows in times for place, _state in rows.appointments})),
        tuple(sorted({one.place for _, rows in times for one in rows.contacts} - {AT_HOME})),
        tuple(sorted({one.right for _, rows in times for one in rows.rights})),
        tuple(sorted({name for _, rows in times for name in _often(rows)})),
        max(len(when.weeks) for when, _ in times),
    )
    found = {}
    for key, kind in TABLES.items():
        trees = [shown(kind.count(when, rows, seen)) if rows else None for when, rows in times]
        first = trees[0] or shown(kind.count(quarter, now, seen))
        found[key] = Table(key, kind.title, kind.what, tuple(_lines(first, trees, 0)))
    return MappingProxyType(found)


def _often(rows: Rows) -> Iterable[str]:
    counted = Counter(one.partner for one in rows.referrals if one.partner)
    return (name for name, number in counted.items() if number >= LEAST)


def days(rows: Rows) -> str:
    """The median of the days from giving a referral to its end, where enough of them are known."""
    known = [one.days for one in rows.referrals if one.days is not None]
    if not rows:
        return NONE
    return f"{median(known):.0f}" if len(known) >= LEAST else HIDDEN


def _lines(shape: Shown, trees: Sequence[Shown | None], depth: int) -> Iterable[Line]:
    said = tuple(NONE if tree is None else tree.said for tree in trees)
    numbers = tuple(None if tree is None else tree.number for tree in trees)
    yield Line(depth, shape.label, (said[0], said[1], said[2]), (numbers[0], numbers[1], numbers[2]))
    for place, part in enumerate(shape.parts):
        yield from _lines(part, [None if tree is None else tree.parts[place] for tree in trees], depth + 1)


def _leaves(label: str, found: Iterable[str], order: Iterable[tuple[str, str]], rest: str = "") -> Count:
    """A whole with a part for each slug of ``order`` (slug, words); with ``rest`` what is in no list stands last."""
    counted, listed = Counter(found), dict(order)
    parts = [Count(words, counted[slug]) for slug, words in listed.items()]
    if rest:
        parts.append(Count(rest, sum(number for slug, number in counted.items() if slug not in listed)))
    return Count(label, sum(part.number for part in parts), tuple(parts))


def _list(name: str) -> list[tuple[str, str]]:
    return [(term.slug, term.label) for term in vocab.terms(name, None) if term.slug not in vocab.EMPTY_VALUES]


def _first(listed: list[tuple[str, str]], slugs: Iterable[str]) -> list[tuple[str, str]]:
    """The list with these slugs first."""
    words = dict(listed)
    ahead = {slug: words[slug] for slug in slugs}
    return list({**ahead, **words}.items())


def _kinds(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    answers = (one.answer for one in rows.contacts if one.kind == "turf")
    counted = _leaves("turven", answers, _list("answer_kinds"), UNKNOWN)
    asked = Count("hulpvragen", sum(one.kind == "hulpvraag" for one in rows.contacts))
    return Count("Contacten", counted.number + asked.number, (counted, asked))


def _channels(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    return _leaves("Contacten", (one.channel for one in rows.contacts), _first(_list("channels"), _BUSY))


def _domains(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    return _leaves("Contacten", (one.domain for one in rows.contacts), _list("life_domains"), UNKNOWN)


def _settled(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    words = [("ja", "klaar aan de balie"), ("nee", "niet klaar of niet gevraagd")]
    return _leaves("Contacten", ("ja" if one.settled else "nee" for one in rows.contacts), words)


def _where(_quarter: Quarter, rows: Rows, seen: _Seen) -> Count:
    order = [(AT_HOME, "in het Sociaal Huis"), *((place, place) for place in seen.visited)]
    return _leaves("Contacten", (one.place for one in rows.contacts), order)


def _weeks(quarter: Quarter, rows: Rows, seen: _Seen) -> Count:
    first = quarter.weeks[0]
    counted = Counter((one.day - first).days // 7 for one in rows.contacts)
    parts = tuple(Count(f"week {number + 1}", counted[number]) for number in range(seen.weeks))
    return Count("Contacten", counted.total(), parts)


def _languages(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    return _leaves("Cliënten met een dossier", rows.languages, _list("languages"), UNKNOWN)


def _unmet(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    reasons = _list("reasons_none")
    parts = [
        _leaves(label, (why for what, why in rows.unmet if what == domain), reasons) for domain, label in _list("life_domains")
    ]
    return Count("Geen passend aanbod", sum(one.number for one in parts), tuple(parts))


def _stuck(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    stuck = (one.domain for one in rows.referrals if one.stuck)
    return _leaves("Vastgelopen bij de dienst", stuck, _list("life_domains"), UNKNOWN)


def _referrals(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    """Closed (with what came of it, and why it was not taken up), still open, and ended without a known outcome."""
    needs = {"fully": "geholpen", "partly": "deels geholpen", "not_met": "niet geholpen"}
    told = [one.known and (one.state in _ENDS or (one.state == "done" and one.need_met in needs)) for one in rows.referrals]
    known, others = list(compress(rows.referrals, told)), list(compress(rows.referrals, map(not_, told)))
    done = [one.need_met for one in known if one.state == "done"]
    helped = [Count(label, done.count(slug)) for slug, label in needs.items()]
    ended = [one.reason for one in known if one.state in _ENDS]
    reasons = {label: label for name in ("reasons_client", "reasons_service") for _slug, label in _list(name)}
    stopped = _leaves("niet opgenomen", ended, reasons.items(), UNKNOWN)
    closed = (helped[0], stopped, *helped[1:])
    open_ = [one.state for one in others if one.state not in _ENDED]
    lost = [one.state == "lapsed" for one in others if one.state in _ENDED]
    silent = (Count("niets meer gehoord", sum(lost)), Count("wel gestopt, de afloop niet bekend", len(lost) - sum(lost)))
    parts = (
        Count("afloop bekend", sum(one.number for one in closed), closed),
        _leaves("nog open", open_, [one for one in _list("referral_states") if one[0] not in _ENDED]),
        Count("afloop niet bekend", len(lost), silent),
    )
    return Count("Doorverwijzingen", sum(one.number for one in parts), parts)


def _referral_kinds(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    return _leaves("Doorverwijzingen", (one.kind for one in rows.referrals), _list("referral_kinds"))


def _partners(_quarter: Quarter, rows: Rows, seen: _Seen) -> Count:
    found = (one.partner for one in rows.referrals)
    return _leaves("Doorverwijzingen", found, [(one, one) for one in seen.partners], OTHERS)


def _rights(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    """How far the rights came; those that were not taken up with the reason."""
    gone = [one.reason for one in rows.rights if one.reason]
    stopped = _leaves("niet opgenomen", gone, [one for one in _list("non_take_up_reasons") if one[0].startswith("ntu_")])
    words = dict(_list("right_states"))
    order = [*((slug, words[slug]) for slug in _STEPS), (NO_STEP, "mogelijk recht, nog geen stap")]
    went = _leaves("", (one.state for one in rows.rights if not one.reason), order)
    parts = (*went.parts[:_TAKEN], stopped, *went.parts[_TAKEN:])
    return Count("Rechten van cliënten", sum(one.number for one in parts), parts)


def _which_rights(_quarter: Quarter, rows: Rows, seen: _Seen) -> Count:
    return _leaves("Rechten van cliënten", (one.right for one in rows.rights), [(one, one) for one in seen.rights])


def _signals(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    states = _list("signal_states")
    parts = [
        _leaves(label, (state for what, _kind, state in rows.signals if what == domain), states)
        for domain, label in _list("life_domains")
    ]
    return Count("Signalen", sum(one.number for one in parts), tuple(parts))


def _signal_kinds(_quarter: Quarter, rows: Rows, _seen: _Seen) -> Count:
    return _leaves("Signalen", (kind for _domain, kind, _state in rows.signals), _list("signal_kinds"))


def _places(_quarter: Quarter, rows: Rows, seen: _Seen) -> Count:
    ordered = sorted(rows.appointments)
    there = {place: [state for _, state in group] for place, group in groupby(ordered, key=lambda one: one[0])}
    parts = tuple(_leaves(place, there.get(place, ()), _STATES.items()) for place in seen.places)
    return Count("Afspraken op een zitdag", sum(one.number for one in parts), parts)


TABLES: Mapping[str, _Kind] = MappingProxyType(
    {
        "kinds": _Kind("Contacten", "Elk gesprek, aan de balie of elders; van een turf ook wat we deden.", _kinds),
        "channels": _Kind("Contacten per kanaal", "Hoe mensen ons bereikten.", _channels),
        "where": _Kind("Contacten per plaats", "In het Sociaal Huis of op een zitdag elders.", _where),
        "domains": _Kind("Contacten per levensdomein", "Van elk contact telt het eerste domein.", _domains),
        "weeks": _Kind("Contacten per week", "De eerste en de laatste week zijn soms niet heel.", _weeks),
        "settled": _Kind("Afgehandeld aan de balie", "Of het contact aan de balie klaar was.", _settled),
        "languages": _Kind("Taal", "Cliënten met een dossier, elk één keer.", _languages),
        "unmet": _Kind("Geen passend aanbod", "Een vraag waarvoor we geen dienst vonden, per domein en reden.", _unmet),
        "stuck": _Kind(
            "Vastgelopen bij de dienst",
            "Doorverwezen, maar de dienst had geen plaats of kon niet helpen. Het eerste domein van de vraag telt.",
            _stuck,
        ),
        "referrals": _Kind(
            "Doorverwijzingen en hun afloop", "Meegegeven in het kwartaal. De afloop is die van vandaag.", _referrals
        ),
        "referral_kinds": _Kind("Doorverwijzingen per soort", "Hoe we doorverwezen.", _referral_kinds),
        "partners": _Kind(
            "Doorverwijzingen per organisatie",
            "Wie in geen van de kwartalen vijf keer voorkomt, telt bij de andere.",
            _partners,
        ),
        "rights": _Kind("Rechten: hoe ver", "Elk recht van elke cliënt telt één keer, met de laatste stap.", _rights),
        "which_rights": _Kind("Rechten: welke", "Elk recht van elke cliënt telt één keer.", _which_rights),
        "signals": _Kind("Signalen per thema", "Hoe vaak collega's het hoorden, met de stand van nu.", _signals),
        "signal_kinds": _Kind("Signalen per soort", "Hoe vaak collega's het hoorden.", _signal_kinds),
        "places": _Kind("Zitdagen per plaats", "Afspraken in het kwartaal, en hoe ze verliepen.", _places),
    }
)
