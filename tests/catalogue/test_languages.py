"""French and English first sentences: heard as such, read with the Dutch words, and Dutch left alone."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis.catalogue import languages, needs, words

_LEXICON = words.lexicon()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Je n'ai plus d'argent pour payer le loyer", "french"),
        ("my landlord wants me out by the end of the month", "english"),
        ("I need food", "english"),
        ("Ik heb een brief gekregen van de deurwaarder", None),
        ("mijn laptop crasht en de helpdesk antwoordt niet", None),
        ("", None),
    ],
)
def test_the_language_of_a_sentence_is_heard(sentence: str, name: str | None) -> None:
    found = languages.spoken(words.plain_words(sentence), words.common())
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("sentence", "need"),
    [
        ("Je dors dans ma voiture depuis trois nuits.", "dakloos"),
        ("I lost my job last week and have no unemployment benefit yet.", "werkloosheidsuitkering"),
        ("Ma mère oublie tout et elle se perd dans la rue.", "dementie"),
        ("There is mould on every wall and the owner does nothing.", "slechte_woning"),
    ],
)
def test_what_is_said_in_another_language_is_read_like_dutch(sentence: str, need: str) -> None:
    assert need in [one.need for one in needs.read(sentence).needs[:3]]


def test_each_sentence_has_its_own_language() -> None:
    read = [one.need for one in needs.read("J'ai reçu une lettre de l'huissier. Ik kan ook de huur niet betalen.").needs]
    assert {"schulden", "huurachterstand"} <= set(read)


def test_an_expression_goes_before_its_words() -> None:
    french = next(one for one in languages.languages() if one.name == "french")
    long = next(row for row in french.dutch if len(row) > 1 and french.dutch.get(row[:1], "") != french.dutch[row])
    assert list(french.in_dutch([*long, "xyzzy"])) == [french.dutch[long]] * len(long) + [None]


@given(st.text(max_size=200))
def test_any_text_gives_words_in_order_that_stand_where_they_say(text: str) -> None:
    plain, tokens = _LEXICON.tokens(text)
    assert all(0 <= one.start < one.end <= len(plain) for one in tokens)
    assert all(a.end <= b.start and a.at < b.at for a, b in itertools.pairwise(tokens))


def test_words_that_sound_alike_are_repaired_the_same_way_in_every_run() -> None:
    """Sets have another order in each process: the order of a class must not decide what a mistake is read as."""
    found = set()
    for order in (["rijzen", "reizen"], ["reizen", "rijzen"]):
        lexicon = words.Lexicon({"travel": order}, {}, frozenset())  # type: ignore[dict-item]  # a set with a known order
        found.add(lexicon.repair("reizzen"))
    assert len(found) == 1
    assert found != {None}
