"""The questions of the follow-up: every answer comes to one outcome, and what a key says is what the form begins with."""

import itertools
from contextlib import nullcontext

import pytest

from sociaalhuis.desk.followup import answers
from sociaalhuis.desk.followup.answers import Answers
from sociaalhuis.desk.referral import outcomes
from sociaalhuis.desk.referral.outcomes import OUTCOMES, Details
from sociaalhuis.errors import Refusal


@pytest.mark.parametrize(
    ("told", "meant", "key"),
    [
        (Answers("no"), "", "not_reached"),
        (Answers("yes", "yes", "partly"), "", "partly"),
        (Answers("yes", "running"), "", "started"),
        (Answers(None, "on_list"), "", "waiting_list"),
        (Answers("yes", "papers"), "", "documents"),
        (Answers("yes", "no", None, "service", ("no_capacity",)), "", "refused"),
        (Answers("yes", "no", None, "client", ("changed_mind",)), "", "withdrawn"),
        (Answers("yes", "no", None, "client", ("no_show",)), "", "failed"),
        (Answers("yes", "no", None, "client", ("too_far",)), "failed", "failed"),
        (Answers("yes", "no", None, "service", ("stopped",)), "withdrawn", "withdrawn"),
        (Answers("yes", "no", None, "client", ("too_far",)), "refused", "withdrawn"),
    ],
)
def test_answers_come_to_an_outcome(told: Answers, meant: str, key: str) -> None:
    assert answers.outcome(told, meant) == OUTCOMES[key]


def test_help_and_need_are_two_questions() -> None:
    helped = answers.outcome(Answers("yes", "yes", "not_met"))
    assert (helped.event, helped.need_met, helped.service_received) == ("finish", "not_met", "yes")
    assert answers.outcome(Answers("message")).attempt == "voicemail"
    for told in (Answers(), Answers("yes"), Answers("yes", "yes")):
        with pytest.raises(Refusal, match="nog niet ingevuld"):
            answers.outcome(told)


def test_any_answers_give_an_outcome_or_a_question() -> None:
    lists = ([None, *dict(choices)] for choices in (answers.REACHED, answers.HELPED, answers.NEED))
    for reached, helped, need in itertools.product(*lists):
        for by in ("", "service", "client"):
            asked = reached not in ("no", "message") and (helped is None or (helped == "yes" and need is None))
            with pytest.raises(Refusal, match="ingevuld") if asked else nullcontext():
                assert answers.outcome(Answers(reached, helped, need, by)) is not None


@pytest.mark.parametrize("key", [key for key in OUTCOMES if key not in ("accepted", "supplied", "later")])
def test_the_form_begins_with_what_the_key_says(key: str) -> None:
    begun = answers.begun(key)
    found = answers.outcome(begun, key)
    assert (found.event, found.need_met, found.attempt) == (OUTCOMES[key].event, OUTCOMES[key].need_met, OUTCOMES[key].attempt)
    kept = answers.details(begun, Details(words="x"))
    assert kept.words == "x"
    assert set(kept.reasons) <= set(outcomes.OUTCOMES[key].reasons)
