"""Doorvragen: the clearest need first, each question once, no violence, and neighbouring domains that are not there yet."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import vocab
from sociaalhuis.catalogue import needs, prompts
from sociaalhuis.facts import vocabulary
from sociaalhuis.paths import resource

FILE: dict[str, Any] = yaml.safe_load(resource("prompts", "prompts.yaml").read_text("utf-8"))
DOMAINS = [term.slug for term in vocab.terms("life_domains", None)]
NEEDS = sorted(needs.vocabulary())
ALL = [
    *FILE["always"],
    *FILE["checks"].values(),
    *(one for part in FILE["domains"].values() for one in part["ask"]),
    *(one for part in FILE["needs"].values() for one in part),
]


def _heads(found: prompts.Prompts) -> list[str]:
    return [topic.label for topic in found.topics]


def test_the_need_comes_before_its_domain_and_what_is_always_good_last() -> None:
    found = prompts.of(["uithuiszetting", "schulden"], ["wonen"])
    assert _heads(found) == ["Uithuiszetting dreigt", "Schulden, incasso of deurwaarder", "Wonen", prompts.ALWAYS]
    assert "vrederechter" in " ".join(found.topics[0].questions)
    assert [one.domain for one in found.beside] == ["energie_water", "familie"], "debts are there already"


def test_without_a_domain_those_of_the_needs_count() -> None:
    assert _heads(prompts.of(["waterfactuur"], [])) == ["Waterfactuur", "Energie, water, internet", prompts.ALWAYS]


def test_without_anything_there_is_still_something_to_ask() -> None:
    found = prompts.of([], [])
    assert (_heads(found), found.beside) == ([prompts.ALWAYS], ())


def test_a_house_adds_its_own() -> None:
    own = ["Wonen: Mag de verhuurder mee aan tafel?", "  ", "Mag een collega meeluisteren?", "let op: geen domein"]
    found = prompts.of([], ["wonen", "financien"], own)
    by_head = {topic.label: topic.questions for topic in found.topics}
    assert by_head["Wonen"][0] == "Mag de verhuurder mee aan tafel?"
    assert by_head[prompts.ALWAYS][:2] == ("Mag een collega meeluisteren?", "let op: geen domein")
    assert "Mag de verhuurder mee aan tafel?" not in by_head["Financiën en schulden"]


@given(
    st.lists(st.sampled_from([*NEEDS, "bestaat_niet"]), max_size=4),
    st.lists(st.sampled_from(DOMAINS), max_size=4, unique=True),
    st.lists(st.text(max_size=40), max_size=4),
)
def test_each_question_once_and_no_neighbour_that_is_there(found: list[str], domains: list[str], own: list[str]) -> None:
    made = prompts.of(found, domains, own)
    questions = [one for topic in made.topics for one in topic.questions]
    assert len(questions) == len(set(questions))
    touched = {*domains, *(needs.vocabulary()[one].domain for one in found if one in needs.vocabulary())}
    assert not touched & {one.domain for one in made.beside}
    assert len(made.beside) <= prompts.MOST_BESIDE


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_domain_has_its_questions_its_neighbours_and_its_check() -> None:
    assert set(FILE["domains"]) == set(FILE["checks"]) == set(DOMAINS)
    assert set(FILE["needs"]) <= set(NEEDS)
    for slug, part in FILE["domains"].items():
        assert set(part) == {"ask", "beside"}
        assert len(part["ask"]) >= 3
        assert len(set(part["beside"]) - {slug}) == prompts.MOST_BESIDE
        assert set(part["beside"]) <= set(DOMAINS)


@pytest.mark.parametrize("question", ALL)
def test_a_question_is_short_and_polite(question: str) -> None:
    assert len(question.split()) <= 15
    assert question.endswith(("?", "."))
    assert not re.search(r"\b(je|jij|jouw)\b", question.casefold())


def test_no_question_is_about_violence_or_asks_a_fact() -> None:
    assert [one for one in ALL if re.search(r"geweld|\bslaa[nt]\b|\bbang\b|misbruik|bedreig", one.casefold())] == []
    assert not any(
        one in FILE["needs"] for one in ("partnergeweld", "stalking", "seksueel_geweld", "kindermishandeling", "suicide")
    )
    asked = {fact.question for fact in vocabulary().values()}
    assert not asked & set(ALL)
