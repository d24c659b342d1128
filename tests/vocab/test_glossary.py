"""docs/glossary.md and the vocabularies say the same words, and neither says a word that was ruled out."""

import re
from pathlib import Path

import pytest

from sociaalhuis import vocab
from sociaalhuis.paths import resource

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")
LISTS = sorted({path.stem for path in resource("vocab").glob("*.json")} - {"provider_groups"})
FOREIGN = {"ipdc_themes", "ipdc_types", "fhir_task_status", "data_inclusion_themes"}

# the words that were ruled, as they have to stand on screen and paper
RULED = {
    "turf", "turven", "doorverwijsbriefje (briefje)", "fiche", "heeft al", "mogelijk recht", "nog te vragen",
    "waarschijnlijk niet", "past goed", "kan passen", "twijfel", "nog te bevestigen", "nieuwe vraag", "opvolglijst",
    "herstelcode", "ziekenfonds (mutualiteit)", "info mee", "zelf contact", "samen gebeld", "afspraak", "intern", "zitdag",
    "steunaanvraag", "gids",
}  # fmt: skip


def tables() -> dict[tuple[str, ...], list[list[str]]]:
    """Rows of all tables by their header."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    header: tuple[str, ...] | None = None
    for line in TEXT.splitlines():
        if not line.startswith("|"):
            header = None
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if header is None:
            header = tuple(cells)
        elif not all(set(cell) <= {"-", ":"} for cell in cells if cell):
            assert len(cells) == len(header), line
            found.setdefault(header, []).append(cells)
    return found


NOTIONS = tables()["code (English)", "screen (Dutch)", "standard", "vocabulary"]
RULED_OUT = tables()["not", "say", "except"]
SHORT = {short for short, _ in tables()["short", "long"]}
REFERENCES = [(dutch, name, slug) for _, dutch, _, refs in NOTIONS for name, slug in re.findall(r"`(\w+)\.([\w-]+)`", refs)]


def own_words() -> list[tuple[str, str]]:
    """All words of our own lists that a screen or slip can show: where they stand, and the words."""
    return [(f"{name}.{term.slug}", term.label) for name in LISTS if name not in FOREIGN for term in vocab.terms(name, None)]


def test_the_glossary_is_read() -> None:
    assert len(NOTIONS) > 100
    assert len(REFERENCES) > 50


@pytest.mark.parametrize(("dutch", "name", "slug"), REFERENCES)
def test_glossary_and_vocabulary_agree(dutch: str, name: str, slug: str) -> None:
    assert vocab.label(name, slug).casefold() == dutch.casefold()


def test_each_notion_has_one_word_and_each_word_one_notion() -> None:
    for column in (0, 1):
        words = [row[column].casefold() for row in NOTIONS]
        assert len(words) == len(set(words)), sorted(word for word in words if words.count(word) > 1)


def test_the_ruled_words_are_there() -> None:
    assert {row[1] for row in NOTIONS} >= RULED


def test_no_label_and_no_screen_word_was_ruled_out() -> None:
    said = [*own_words(), *((row[0], row[1]) for row in NOTIONS)]
    for bad in (row[0] for row in RULED_OUT):
        pattern = re.compile(rf"\b{re.escape(bad)}(en|s)?\b", re.IGNORECASE)
        assert not [(where, words) for where, words in said if pattern.search(words)], bad


def test_what_we_say_instead_is_a_word_of_the_glossary() -> None:
    known = " ".join(row[1] for row in NOTIONS)
    assert all(row[1] in known for row in RULED_OUT)


def test_abbreviations_are_explained() -> None:
    for where, words in own_words():
        name, slug = where.split(".")
        note = vocab.term(name, slug).note or ""
        for short in re.findall(r"\b[A-Z]{2,}\b", words):
            assert short in SHORT or f"{short} = " in note, f"{where}: {short}"
