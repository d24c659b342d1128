"""Turtle and N-Triples read as nodes in the form of expanded JSON-LD: {"@id": …, predicate: [value, …]}.

As much of Turtle as catalogues are written in: prefixes, base, lists of predicates and objects, nameless nodes, collections,
texts with language or kind. Not: relative addresses that climb (``../``), which are kept as they are.
"""

import re
from collections.abc import Iterator
from typing import Any

from sociaalhuis.errors import Refusal

MOST_DEEP = 40  # nameless nodes inside each other
TYPE = "@type"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TOKEN = re.compile(
    r"""(?P<space>(?:\s++|\#[^\n]*+)++)
    |<(?P<address>[^<>"{}|^`\s]*+)>
    |(?P<long>\"{3}(?:[^"\\]++|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]++|\\.|'(?!''))*+'{3})
    |(?P<text>"(?:[^"\\\n\r]++|\\.)*+"|'(?:[^'\\\n\r]++|\\.)*+')
    |@(?P<at>[a-zA-Z]++(?:-[a-zA-Z0-9]++)*+)
    |(?P<kind>\^\^)
    |(?P<blank>_:[\w.-]*[\w-])
    |(?P<number>[+-]?(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][+-]?\d++)?)
    |(?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%-]|\.(?=[\w:%-])|\\.)*+)
    |(?P<word>[a-zA-Z]++)
    |(?P<sign>[.;,\[\]()])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def nodes(text: str) -> dict[str, dict[str, Any]]:
    """The nodes of a file by their address. Raises Refusal for what is no Turtle."""
    reader = _Reader(text)
    while reader.statement():
        pass
    return reader.nodes


def _said(text: str) -> str:
    """A text without its escapes."""
    return _ESCAPED.sub(_sign, text) if "\\" in text else text


def _sign(found: re.Match[str]) -> str:
    said = found[1]
    if len(said) > 1:
        number = int(said[1:], 16)
        return chr(number) if number < 0x110000 else ""
    return _SIGNS.get(said, said)


class _Reader:
    """The statements of a text one by one."""

    def __init__(self, text: str) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self._tokens = self._all(text)
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._blank = self._statements = 0
        self._kind, self._now = next(self._tokens)

    def _all(self, text: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None or found.lastgroup is None:
                raise self._wrong()
            at = found.end()
            if found.lastgroup != "space":
                yield found.lastgroup, found[found.lastgroup]
        yield "end", ""

    def _wrong(self) -> Refusal:
        where = f" na zin {self._statements}" if self._statements else ""
        return Refusal(f"Dit bestand is geen geldige Turtle{where}.", "Vraag het bestand als JSON, of een nieuw bestand.")

    def _take(self) -> tuple[str, str]:
        taken = self._kind, self._now
        self._kind, self._now = next(self._tokens, ("end", ""))
        return taken

    def _is(self, sign: str) -> bool:
        return self._kind == "sign" and self._now == sign

    def _must(self, sign: str) -> None:
        if not self._is(sign):
            raise self._wrong()
        self._take()

    def statement(self) -> bool:
        """One statement; False at the end."""
        if self._kind == "end":
            return False
        word = self._now.lower() if self._kind in ("at", "word") else ""
        if word in ("prefix", "base"):
            self._directive(word)
        else:
            nameless = self._is("[")
            subject = self._node(0)
            if not (nameless and self._is(".")):
                self._predicates(subject, 0)
            self._must(".")
        self._statements += 1
        return True

    def _directive(self, word: str) -> None:
        dotted = self._take()[0] == "at"
        name = ""
        if word == "prefix":
            kind, name = self._take()
            if kind != "name":
                raise self._wrong()
        kind, address = self._take()
        if kind != "address":
            raise self._wrong()
        if word == "base":
            self._base = self._whole(address)
        else:
            self._prefixes[name.partition(":")[0]] = self._whole(address)
        if dotted:
            self._must(".")

    def _whole(self, address: str) -> str:
        said = _said(address)
        return said if ":" in said else self._base + said

    def _predicates(self, subject: str, deep: int) -> None:
        node = self.nodes.setdefault(subject, {"@id": subject})
        while True:
            predicate = self._predicate()
            while True:
                value = self._object(deep)
                if predicate == TYPE:
                    value = value.get("@id", "")
                node.setdefault(predicate, []).append(value)
                if not self._is(","):
                    break
                self._take()
            if not self._is(";"):
                return
            while self._is(";"):
                self._take()
            if self._is(".") or self._is("]"):
                return

    def _predicate(self) -> str:
        if self._kind == "word" and self._now == "a":
            self._take()
            return TYPE
        found = self._node(MOST_DEEP)  # it has a name
        return TYPE if found == f"{_RDF}type" else found

    def _node(self, deep: int) -> str:
        """The address of a node; a nameless one is read whole."""
        kind, said = self._take()
        if kind == "address":
            return self._whole(said)
        if kind == "blank":
            return said
        if kind == "name":
            prefix, _, local = said.partition(":")
            if prefix not in self._prefixes:
                raise self._wrong()
            return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
        if kind == "sign" and said in "[(" and deep < MOST_DEEP:
            self._blank += 1
            mine = f"_:n{self._blank}-"
            if said == "(":
                self._collection(mine, deep + 1)
            else:
                if not self._is("]"):
                    self._predicates(mine, deep + 1)
                self._must("]")
            return mine
        raise self._wrong()

    def _collection(self, mine: str, deep: int) -> None:
        """The values between parentheses, as one node with all of them."""
        held: list[Any] = []
        while not self._is(")"):
            held.append(self._object(deep))
        self._take()
        self.nodes[mine] = {"@id": mine, "@list": held}

    def _object(self, deep: int) -> dict[str, Any]:
        if self._kind in ("text", "long"):
            kind, said = self._take()
            edge = 3 if kind == "long" else 1
            value = {"@value": _said(said[edge:-edge])}
            if self._kind == "at":
                value["@language"] = self._take()[1].lower()
            elif self._kind == "kind":
                self._take()
                self._node(MOST_DEEP)
            return value
        if self._kind == "number" or (self._kind == "word" and self._now in ("true", "false")):
            return {"@value": self._take()[1]}
        return {"@id": self._node(deep)}
