"""A YAML file read so that every complaint about it names the file and the line.

A :class:`Spot` is one place in a file. It gives its value in the form that is asked for, or raises :class:`BadRules`. Nothing
here knows what a right is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml

_TAG = "tag:yaml.org,2002:"
_NUMBERS: Mapping[str, Callable[[str], int | float]] = {f"{_TAG}int": int, f"{_TAG}float": float}

type Scalar = bool | int | float | str | date | None


class BadRules(ValueError):
    """A rules file that cannot be read; the message starts with its name and the line."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One node of a YAML file."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, what: str) -> BadRules:
        """The complaint about this place, to raise."""
        return BadRules(f"{self.file}, line {self.line}: {what}")

    def fields(self, needed: tuple[str, ...] = (), allowed: tuple[str, ...] | None = None) -> Mapping[str, "Spot"]:
        """The entries of a mapping by name. Complains about one that is twice there, missing or not ``allowed`` (None: all)."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("expected names with their values here")
        found: dict[str, Spot] = {}
        for key, value in self.node.value:
            name, spot = Spot(self.file, key).words(), Spot(self.file, value)
            if name in found:
                raise Spot(self.file, key).wrong(f"“{name}” stands here twice")
            if allowed is not None and name not in needed and name not in allowed:
                raise Spot(self.file, key).wrong(f"“{name}” is not known here; known: {', '.join((*needed, *allowed))}")
            found[name] = spot
        missing = [name for name in needed if name not in found]
        if missing:
            raise self.wrong(f"{', '.join(missing)} missing")
        return found

    def items(self) -> list["Spot"]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("expected a list here")
        return [Spot(self.file, node) for node in self.node.value]

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_fields(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def scalar(self) -> Scalar:
        """A plain value."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong("expected one plain value here")
        text = str(self.node.value)
        if self.node.tag == f"{_TAG}null":
            return None
        if self.node.tag == f"{_TAG}bool":
            return text.casefold() in ("true", "yes", "on")
        if self.node.tag == f"{_TAG}timestamp":
            return self._day(text)
        if self.node.tag in _NUMBERS:
            try:
                return _NUMBERS[self.node.tag](text)
            except ValueError:
                raise self.wrong(f"{text!r} is no plain number") from None
        return text

    def words(self) -> str:
        """Words, never empty."""
        value = self.scalar()
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"expected words here, not {value!r}")
        return value.strip()

    def number(self) -> float:
        """A number from 0."""
        value = self.scalar()
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
            raise self.wrong(f"expected a number from 0 here, not {value!r}")
        return value

    def day(self) -> date | None:
        """A day (2026-11-22), or None for null."""
        value = self.scalar()
        if value is None or isinstance(value, date):
            return value
        raise self.wrong(f"expected a day such as 2026-11-22 here, not {value!r}")

    def flag(self) -> bool:
        """True or false."""
        value = self.scalar()
        if not isinstance(value, bool):
            raise self.wrong(f"expected true or false here, not {value!r}")
        return value

    def one_of(self, options: tuple[str, ...]) -> str:
        """One of these words."""
        value = self.words()
        if value not in options:
            raise self.wrong(f"{value!r} is none of: {', '.join(options)}")
        return value

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.wrong(f"the day {text!r} does not exist") from None


def read(text: str, file: str) -> Spot:
    """The root of a YAML text. Raises BadRules for text that is no YAML, is empty or holds more than one document."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadRules(f"{file}, line {line}: no good YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise BadRules(f"{file}, line 1: no good YAML ({error})") from error
    if node is None:
        raise BadRules(f"{file}, line 1: the file is empty")
    return Spot(file, node)


def words_of(spots: Mapping[str, Spot], name: str) -> str | None:
    """The words of an optional field."""
    return spots[name].words() if name in spots else None


def list_of(spots: Mapping[str, Spot], name: str) -> Iterator[Spot]:
    """The entries of an optional list."""
    return iter(spots[name].items() if name in spots else ())
