"""The register of actions: literal, whole, and the same words everywhere."""

import ast
import json
from pathlib import Path

import pytest

from sociaalhuis import actions
from sociaalhuis.actions import ACTIONS, ROLES, SYSTEM, Action, Actor, allows
from sociaalhuis.paths import resource

# Who may do what, written out apart from the register: a change of rights must be made in two places to pass.
MAY = {
    "contact.count": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad"},
    "contact.register": {"onthaal", "maatschappelijk_werker", "coordinator", "stad"},
    "house.share": {"beheerder"},
    "house.join": {SYSTEM},
    "person.add": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.change": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.keyworker": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.look": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.disclose": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.inform": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.protect": {"maatschappelijk_werker", "coordinator"},
    "person.represent": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "note.lock": {"maatschappelijk_werker", "coordinator"},
    "note.read": {"maatschappelijk_werker", "coordinator"},
    "note.disclose": {"maatschappelijk_werker", "coordinator"},
    "person.merge": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "person.part": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "domain.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "consent.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "referral.give": {"onthaal", "maatschappelijk_werker", "coordinator", "stad"},
    "referral.follow": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "referral.reopen": {"coordinator"},
    "referral.wrong": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "referral.export": {"coordinator", "beheerder"},
    "exploration.keep": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "right.follow": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "scan.run": {"maatschappelijk_werker", "coordinator", "beheerder"},
    "campaign.make": {"maatschappelijk_werker", "coordinator"},
    "campaign.look": {"maatschappelijk_werker", "coordinator"},
    "campaign.follow": {"maatschappelijk_werker", "coordinator"},
    "campaign.erase": {"maatschappelijk_werker", "coordinator", SYSTEM},
    "retention.propose": {"maatschappelijk_werker", "coordinator", "beheerder"},
    "retention.erase": {"maatschappelijk_werker", "coordinator", "beheerder"},
    "retention.again": {SYSTEM},
    "rules.preview": {"maatschappelijk_werker", "coordinator", "beheerder"},
    "rules.apply": {"coordinator", "beheerder"},
    "catalogue.load": {"coordinator", "beheerder", SYSTEM},
    "catalogue.import": {"coordinator", "beheerder", SYSTEM},
    "catalogue.export": {"coordinator", "beheerder"},
    "service.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.wrong": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad"},
    "service.verify": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.change": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.add": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.join": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.part": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.apart": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "service.secret": {"maatschappelijk_werker", "coordinator"},
    "answers.keep": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "proposal.settle": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "matrix.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "matrix.words": {"coordinator", "beheerder"},
    "user.add": {"beheerder"},
    "user.disable": {"beheerder"},
    "passphrase.change": {
        "onthaal",
        "maatschappelijk_werker",
        "coordinator",
        "beheerder",
        "rapport_lezer",
        "vrijwilliger",
        "stad",
    },
    "passphrase.give": {"beheerder"},
    "recovery.renew": {"beheerder"},
    "recovery.sheet": {"beheerder"},
    "setting.change": {"beheerder"},
    "duty.change": {"onthaal", "maatschappelijk_werker", "coordinator", "beheerder"},
    "signal.give": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad"},
    "contact.deadline": {"onthaal", "maatschappelijk_werker", "coordinator", "stad"},
    "signal.weigh": {"coordinator", "beheerder"},
    "policy.plan": {"coordinator", "beheerder"},
    "policy.figures": {"coordinator", "beheerder"},
    "report.see": {"coordinator", "beheerder", "rapport_lezer"},
    "contact.mark": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "contact.settle": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad"},
    "day.close": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad"},
    "actor.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "partner.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "referral.share": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "referral.call": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "incoming.register": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "incoming.follow": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "complaint.note": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "support.receive": {"onthaal", "maatschappelijk_werker", "coordinator", "stad"},
    "support.prove": {"onthaal", "maatschappelijk_werker", "coordinator", "stad"},
    "support.hand": {"onthaal", "maatschappelijk_werker", "coordinator", "stad"},
    "support.follow": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "support.correct": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "support.register": {"maatschappelijk_werker", "coordinator"},
    "split.change": {"coordinator", "beheerder"},
    "officehours.change": {"coordinator", "beheerder"},
    "officehours.day": {"onthaal", "maatschappelijk_werker", "coordinator", "beheerder"},
    "appointment.book": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "appointment.follow": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "appointment.export": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "appointment.import": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "waiting.note": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger"},
    "draft.expire": {SYSTEM},
    "draft.keep": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad"},
    "act.undo": {"onthaal", "maatschappelijk_werker", "coordinator", "vrijwilliger", "stad", "beheerder"},
    "outing.prepare": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "outing.close": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "outing.home": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "outing.settle": {"onthaal", "maatschappelijk_werker", "coordinator"},
    "outing.fill": {SYSTEM},
    "outing.open": {SYSTEM},
    "house.create": {SYSTEM},
    "house.restore": {SYSTEM},
    "demo.fill": {SYSTEM},
}


def test_the_register_is_one_literal_table() -> None:
    tree = ast.parse(Path(actions.__file__).read_text("utf-8"))
    made = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Action"]
    keys = [node.args[0].value for node in made if isinstance(node.args[0], ast.Constant)]
    assert len(keys) == len(set(keys)) == len(ACTIONS)
    assert list(ACTIONS) == keys
    with pytest.raises(TypeError):
        ACTIONS["x.y"] = Action("x.y", "x", frozenset())  # type: ignore[index]  # the point of the test


def test_every_action_stands_in_the_table_above() -> None:
    assert set(MAY) == set(ACTIONS)


@pytest.mark.parametrize("key", sorted(MAY))
def test_who_may_do_what_is_as_decided(key: str) -> None:
    assert ACTIONS[key].roles == MAY[key]
    assert {role for role in (*ROLES, SYSTEM) if allows(key, role)} == MAY[key]


def test_every_action_has_a_key_a_label_and_somebody_who_may() -> None:
    for key, action in ACTIONS.items():
        assert key == action.key
        subject, _, verb = key.partition(".")
        assert subject.isalpha()
        assert verb.isalpha()
        assert action.label == action.label.strip().lower()
        assert action.roles
    labels = [action.label for action in ACTIONS.values()]
    assert len(set(labels)) == len(labels)


def test_what_can_be_taken_back_has_written_something() -> None:
    undoable = [action for action in ACTIONS.values() if action.undoable]
    assert all(action.writes for action in undoable)
    undo = ACTIONS["act.undo"]
    for action in undoable:  # who may do it may take it back
        assert action.writes <= undo.writes
        assert action.roles <= undo.roles


def test_outside_nothing_is_done_that_the_house_itself_must_do() -> None:
    known = set(ACTIONS)
    assert known >= actions.OUTSIDE
    assert known >= actions.LEAVING
    home = ACTIONS["outing.home"].writes | {"draft", "setting", "service", "phone", "verification"}
    lost = {key: ACTIONS[key].writes - home for key in actions.OUTSIDE - {"act.undo"}}
    assert {key: left for key, left in lost.items() if left} == {}, "made outside, and never brought home"
    assert not any(key.split(".")[0] in {"user", "setting", "house", "catalogue", "campaign"} for key in actions.OUTSIDE)


def test_the_roles_are_those_of_the_vocabulary() -> None:
    terms = json.loads(resource("vocab", "roles.json").read_text("utf-8"))["terms"]
    assert {term["slug"] for term in terms} == set(ROLES)
    assert SYSTEM not in ROLES


def test_a_person_never_has_the_role_of_the_program() -> None:
    assert Actor(None, SYSTEM) == actions.THE_PROGRAM
    assert not any(allows(key, role) for key in ("house.create", "house.restore", "demo.fill") for role in ROLES)


def test_nobody_may_do_what_is_not_in_the_register() -> None:
    with pytest.raises(KeyError):
        allows("person.sell", "beheerder")
    assert not any(allows(key, "directeur") for key in ACTIONS)
