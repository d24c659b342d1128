"""The rules of the rights: one file a right in resources/rights, read and checked as a whole.

Reading is strict: a fact, value, parameter, document or field that does not exist is refused with file and line. What a rule
says is data; what it means for somebody is the work of :mod:`sociaalhuis.rights.engine`. The README of resources/rights tells
the people who keep the files what the fields mean.
"""

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from sociaalhuis import vocab
from sociaalhuis.conditions import Ask, AtLeast, Condition, Leaf, Not
from sociaalhuis.facts import vocabulary
from sociaalhuis.paths import resource
from sociaalhuis.rights import grammar, parameters, sheet
from sociaalhuis.rights.grammar import Names
from sociaalhuis.rights.parameters import KINDS, Parameters
from sociaalhuis.rights.sheet import BadRules, Spot, list_of, words_of

LEVELS = ("federal", "flemish", "local", "health_fund")
AUTOMATIC = ("ja", "deels", "nee")
CONFIDENCE = ("sourced", "general-knowledge")
ASSESSMENTS, FOLLOWS, WORDS = "assessments.yaml", "follows.yaml", "words.yaml"
SHARED = frozenset({parameters.FILE, ASSESSMENTS, FOLLOWS, WORDS})
NAMED = re.compile(r"\{(\w+)\}")  # a parameter in a line of what a right may bring
NOT_HERE = "Nog na te gaan of de gemeente dit aanbiedt."
_NEEDED = (
    "name", "what", "who", "how", "body", "level", "automatic", "domain", "conditions", "apply", "sources", "confidence",
)  # fmt: skip
_ALLOWED = (
    "also_domains", "tags", "valid_from", "valid_until", "exclusions", "already_has", "opens", "gaps", "offered_in",
    "documents", "yields", "human_check", "unchecked", "notes",
)  # fmt: skip

type Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read, and when somebody last looked there."""

    url: str
    kind: str | None
    checked: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is known to be missing in a rule. It keeps the right from “possible” unless ``unless`` holds (None: always)."""

    text: str
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A municipality that is known to offer a local right, between two days (None: open)."""

    nis: int
    since: date | None = None
    until: date | None = None
    source: str | None = None

    def on(self, day: date) -> bool:
        """Whether it is offered there on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """One right. Texts are plain Dutch for the client; ``apply`` names services (``service``, id) or kinds of them (``kind``).

    ``conditions`` must hold and none of ``exclusions``; ``already_has`` are signs that the person has it. ``opens`` are the
    facts that become true when it is granted. ``yields`` are lines of what it may bring, with parameters in braces; None where
    it is not about money. ``version`` changes with every change of the file.
    """

    slug: str
    name: str
    what: str
    who: str
    how: str
    body: str
    level: str
    automatic: str
    domain: str
    conditions: Condition
    apply: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    confidence: str
    version: str
    exclusions: tuple[Condition, ...] = ()
    already_has: tuple[Leaf, ...] = ()
    opens: tuple[tuple[str, bool | int], ...] = ()
    gaps: tuple[Gap, ...] = ()
    offered_in: tuple[Offer, ...] | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    documents: tuple[str, ...] = ()
    yields: tuple[str, ...] | None = None
    human_check: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    also_domains: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str | None = None

    @property
    def checked(self) -> date | None:
        """When the oldest of its sources was last looked at; None when one never was."""
        days = [source.checked for source in self.sources]
        return None if not days or None in days else min(day for day in days if day)

    def whole(self, day: date) -> Condition:
        """All that decides on that day as one condition: conditions, exclusions, area and gaps, of which gaps never close."""
        parts: list[Condition] = [self.conditions, *(Not(one) for one in self.exclusions)]
        if self.level == "local":
            parts.append(Leaf("gemeente_nis", "gte", 0))  # met by any municipality, open without one
        if self.offered_in is not None:
            here = Leaf("gemeente_nis", "in", tuple(offer.nis for offer in self.offered_in if offer.on(day)))
            parts.append(AtLeast(1, (here, Ask(NOT_HERE))))
        for gap in self.gaps:
            parts.append(Ask(gap.text) if gap.unless is None else AtLeast(1, (gap.unless, Ask(gap.text))))
        return AtLeast(len(parts), tuple(parts))

    def in_force(self, day: date) -> bool:
        """Whether the rule counts on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Book:
    """All rules by slug, with their parameters and the facts that only a service can judge (fact → who judges)."""

    rules: Mapping[str, Rule]
    parameters: Parameters
    assessments: Mapping[str, str] = field(default_factory=dict)


def load(folder: Path) -> Book:
    """The rules of a folder. Raises BadRules with file and line."""
    return parse({path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))})


@functools.cache
def shipped() -> Book:
    """The rules that ship with the program (resources/rights)."""
    return load(resource("rights"))


def parse(files: Files) -> Book:
    """The rules in these files (name → text), such as those of a folder or of an update. Raises BadRules with file and line."""
    facts = vocabulary()
    for name in (parameters.FILE, ASSESSMENTS):
        if name not in files:
            raise BadRules(f"{name}, line 1: the file is missing")
    limits = parameters.parse(sheet.read(files[parameters.FILE], parameters.FILE), facts)
    judged = {name: spot.words() for name, spot in sheet.read(files[ASSESSMENTS], ASSESSMENTS).fields().items()}
    strange = [name for name in judged if name not in facts or facts[name].type != "bool"]
    if strange:
        raise BadRules(f"{ASSESSMENTS}, line 1: “{strange[0]}” is no yes-or-no fact")
    names = Names(facts, limits.series, limits.tables, frozenset(judged))
    rules = {name.removesuffix(".yaml"): text for name, text in files.items() if name not in SHARED}
    return Book(MappingProxyType({slug: rule(slug, text, names) for slug, text in rules.items()}), limits, judged)


def rule(slug: str, text: str, names: Names) -> Rule:
    """One rule from its file. Raises BadRules with file and line."""
    root = sheet.read(text, f"{slug}.yaml")
    fields = root.fields(_NEEDED, _ALLOWED)
    conditions = grammar.every(fields["conditions"], names)
    if not conditions.parts:
        raise fields["conditions"].wrong("a right without conditions would be possible for everybody")
    exclusions = tuple(grammar.condition(one, names) for one in list_of(fields, "exclusions"))
    _keep_judgements_open(root, (conditions, *map(Not, exclusions)), names)
    said = {name: fields[name].words() for name in ("name", "what", "who", "how", "body")}
    return Rule(
        slug=slug,
        **said,
        level=fields["level"].one_of(LEVELS),
        automatic=fields["automatic"].one_of(AUTOMATIC),
        domain=_term("starter_domains", fields["domain"]),
        conditions=conditions,
        apply=tuple(_where(one) for one in fields["apply"].items()),
        sources=tuple(_source(one) for one in fields["sources"].items()),
        confidence=fields["confidence"].one_of(CONFIDENCE),
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
        exclusions=exclusions,
        already_has=tuple(_sign(one, names) for one in list_of(fields, "already_has")),
        opens=_opened(fields, names),
        gaps=tuple(_gap(one, names) for one in list_of(fields, "gaps")),
        offered_in=tuple(_offer(one) for one in fields["offered_in"].items()) if "offered_in" in fields else None,
        valid_from=fields["valid_from"].day() if "valid_from" in fields else None,
        valid_until=fields["valid_until"].day() if "valid_until" in fields else None,
        documents=tuple(_term("documents", one) for one in list_of(fields, "documents")),
        yields=tuple(_yielded(one, names) for one in fields["yields"].items()) if "yields" in fields else None,
        human_check=tuple(one.words() for one in list_of(fields, "human_check")),
        unchecked=tuple(one.words() for one in list_of(fields, "unchecked")),
        also_domains=tuple(_term("starter_domains", one) for one in list_of(fields, "also_domains")),
        tags=tuple(_term("starter_tags", one) for one in list_of(fields, "tags")),
        notes=words_of(fields, "notes"),
    )


def leaves(one: Condition) -> tuple[Leaf, ...]:
    """Every comparison in a condition, in order, each once."""
    match one:
        case Leaf():
            return (one,)
        case Not(part):
            return leaves(part)
        case AtLeast(_, parts):
            return tuple(dict.fromkeys(leaf for part in parts for leaf in leaves(part)))
        case Ask():
            return ()


def _keep_judgements_open(root: Spot, parts: Iterable[Condition], names: Names) -> None:
    judged = sorted({leaf.fact for part in parts for leaf in _refused(part)} & names.assessments)
    if judged:
        raise root.wrong(f"“{judged[0]}” is judged by a service: it may leave a right open, never close it")


def _refused(one: Condition, turned: bool = False) -> tuple[Leaf, ...]:
    """The comparisons that close when they hold: those that stand under a “not”."""
    match one:
        case Leaf():
            return (one,) if turned else ()
        case Not(part):
            return _refused(part, not turned)
        case AtLeast(_, parts):
            return tuple(leaf for part in parts for leaf in _refused(part, turned))
        case Ask():
            return ()


def _term(list_name: str, spot: Spot) -> str:
    try:
        return vocab.term(list_name, spot.words()).slug
    except KeyError:
        raise spot.wrong(f"{spot.words()!r} is not in the list {list_name}") from None


def _yielded(spot: Spot, names: Names) -> str:
    text = spot.words()
    named = NAMED.findall(text)
    strange = [name for name in named if name not in names.parameters]
    if strange or not named or set("{}") & set(NAMED.sub("", text)):
        raise spot.wrong(f"“{strange[0]}” is no parameter" if strange else f"{text!r} has no {{parameter}} to fill in")
    return text


def _where(spot: Spot) -> tuple[str, str]:
    fields = spot.fields((), ("kind", "service"))
    if len(fields) != 1:
        raise spot.wrong("one place to apply is a kind or a service")
    ((how, name),) = fields.items()
    return how, name.words()


def _source(spot: Spot) -> Source:
    fields = spot.fields(("url",), ("kind", "checked"))
    return Source(
        fields["url"].words(),
        fields["kind"].one_of(KINDS) if "kind" in fields else None,
        fields["checked"].day() if "checked" in fields else None,
    )


def _sign(spot: Spot, names: Names) -> Leaf:
    found = grammar.condition(spot, names)
    if not isinstance(found, Leaf):
        raise spot.wrong("a sign that somebody has the right already is one fact with its value")
    return found


def _opened(fields: Mapping[str, Spot], names: Names) -> tuple[tuple[str, bool | int], ...]:
    found: list[tuple[str, bool | int]] = []
    for fact, spot in fields["opens"].fields().items() if "opens" in fields else ():
        given = _sign_value(fact, spot, names)
        found.append((fact, given))
    return tuple(found)


def _sign_value(fact: str, spot: Spot, names: Names) -> bool | int:
    value = spot.scalar()
    kind = names.facts[fact].type if fact in names.facts else None
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise spot.wrong(f"“{fact}: {value}” is no fact that a right could make true")


def _gap(spot: Spot, names: Names) -> Gap:
    fields = spot.fields(("says",), ("unless",))
    return Gap(fields["says"].words(), grammar.condition(fields["unless"], names) if "unless" in fields else None)


def _offer(spot: Spot) -> Offer:
    fields = spot.fields(("nis",), ("from", "until", "source"))
    since, until = (fields[name].day() if name in fields else None for name in ("from", "until"))
    return Offer(int(fields["nis"].number()), since, until, words_of(fields, "source"))
