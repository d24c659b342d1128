"""A referral as a FHIR Task: each state in the value set of the profile, why where it must say why, and never a name.

The shape below is written out by hand from FHIR R4 (Task) and SDOH Clinical Care 3.0.0 (TaskForReferralManagement): which
elements there are, which must be, and which codes are allowed.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sociaalhuis import cli, vocab
from sociaalhuis.desk import intake
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.partners import exporting
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.errors import Refusal
from sociaalhuis.exchange import fhir_task
from sociaalhuis.exchange.fhir_task import Report
from tests.houses import NOW, PASSPHRASES, SignIn

STATUS = {
    "draft": "draft", "given": "requested", "accepted": "accepted", "waiting": "on-hold", "needs_input": "on-hold",
    "active": "in-progress", "done": "completed", "refused": "rejected", "withdrawn": "cancelled", "failed": "failed",
    "lapsed": "failed", "error": "entered-in-error",
}  # fmt: skip
ALLOWED = {  # the value set of the profile: every code of FHIR but received and ready
    "draft", "requested", "accepted", "rejected", "in-progress", "on-hold", "completed", "failed", "cancelled",
    "entered-in-error",
}  # fmt: skip
COMPULSORY = {"resourceType", "status", "intent", "code", "focus", "for", "authoredOn", "requester"}
ELEMENTS = COMPULSORY | {
    "id", "meta", "identifier", "partOf", "statusReason", "businessStatus", "priority", "lastModified", "owner", "reasonCode",
    "restriction", "output",
}  # fmt: skip
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
AT = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)


def is_task(task: dict[str, Any]) -> None:
    """Hold a Task against the profile."""
    assert COMPULSORY <= set(task) <= ELEMENTS
    assert (task["resourceType"], task["intent"], task["code"]["coding"][0]["code"]) == ("Task", "order", "fulfill")
    assert task["meta"]["profile"] == [fhir_task.PROFILE]
    assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", task["id"])
    assert task["status"] in ALLOWED
    assert task["priority"] in ("routine", "urgent", "asap", "stat")
    assert ("statusReason" in task) == (task["status"] in ("rejected", "cancelled", "on-hold", "failed"))
    assert task.get("statusReason", {"text": "x"})["text"].strip()
    for moment in (task["authoredOn"], task["lastModified"]):
        assert INSTANT.fullmatch(moment)
    for part in ("focus", "for", "owner"):
        assert set(task[part]) <= {"type", "identifier", "display"}
        assert task[part]["identifier"]["system"].startswith("urn:sociaalhuis:")
    for output in task.get("output", ()):
        assert set(output) == {"type", "valueCodeableConcept"}
        assert output["valueCodeableConcept"]["coding"][0]["code"]
    assert [one["identifier"]["value"] for one in task.get("partOf", ())] != [task["identifier"][0]["value"]]


def report(state: str, **other: Any) -> Report:
    return Report("Sociaal Huis", "K7-4M2", 1, "caw", "CAW", "self", "gewoon", state, AT, AT, **other)


@pytest.mark.parametrize("state", STATUS)
def test_each_state_is_in_the_value_set(state: str) -> None:
    task = fhir_task.task(report(state))
    is_task(task)
    assert task["status"] == STATUS[state]
    assert set(STATUS) == {term.slug for term in vocab.terms("referral_states", None)}


def test_reasons_outcome_and_parent_go_along() -> None:
    whole = report(
        "refused",
        reasons=("no_capacity", "language"),
        reasons_in="reasons_service",
        known_from="partner",
        service_received="no",
        parent="K7-4M2.2",
        may_contact=False,
    )
    task = fhir_task.task(whole)
    is_task(task)
    assert [one["code"] for one in task["statusReason"]["coding"]] == ["no_capacity", "language"]
    assert task["statusReason"]["text"] == "geen plaats of wachtlijst, kan niet in deze taal"
    assert [one["type"]["coding"][0]["code"] for one in task["output"]] == ["resulting-activity", "known-from"]
    assert task["partOf"][0]["identifier"]["value"] == "K7-4M2.2"
    assert "contacting-subject-prohibited" in json.dumps(task["restriction"])
    assert {one: fhir_task.task(report("given"))["priority"] for one in ("x",)} == {"x": "routine"}
    for urgency, priority in (("noodgeval", "stat"), ("vandaag", "asap"), ("deze_week", "urgent"), ("info", "routine")):
        assert fhir_task.task(Report("h", "c", 1, "s", "s", "warm", urgency, "given", AT, AT))["priority"] == priority


def test_the_house_comes_out_without_a_name(sign_in: SignIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = sign_in("onthaal")
    person = intake.add_person(house, "Zuleika", "Proefmans", phone="0499 12 34 56", safe_contact="bel Zuleika niet")
    noted = intake.register(house, intake.Question("Zuleika kan de huur niet betalen", person=person), NOW)
    first, _second = referrals.give(house, noted.id, ["ocmw-bilzen-hoeselt", "vdab"], "self", NOW)
    followup.note(house, first, "refused", NOW, Details(("no_capacity",), words="Zuleika belt terug"), way="dienst")
    _again = referrals.give(house, noted.id, ["caw-limburg"], "self", NOW)
    with pytest.raises(Refusal, match="rol"):
        exporting.tasks(house, None, NOW)
    house = sign_in("coordinator")
    made = exporting.tasks(house, noted.reference, NOW)
    assert (made["resourceType"], made["type"], len(made["entry"])) == ("Bundle", "collection", 3)
    tasks = [entry["resource"] for entry in made["entry"]]
    for task in tasks:
        is_task(task)
    assert [task["status"] for task in tasks] == ["rejected", "requested", "requested"]
    assert tasks[2]["partOf"][0]["identifier"] == tasks[0]["identifier"][0]
    assert not re.search("zuleika|proefmans|0499|huur niet|terug", json.dumps(made), re.IGNORECASE)
    with pytest.raises(Refusal, match="niet van dit huis"):
        exporting.tasks(house, "0000-000", NOW)
    late = exporting.tasks(house, None, NOW.replace(year=2027))
    assert [entry["resource"]["status"] for entry in late["entry"]] == ["rejected", "failed", "failed"]
    house.close()
    monkeypatch.setenv("SOCIAALHUIS_PASSWORD", PASSPHRASES["coordinator"])
    file = tmp_path / "taken.json"
    call = ["export", "--house", str(house.place), "--as", "coordinator", "fhir"]
    assert cli.main([*call, str(file)]) == 1
    assert cli.main([*call, "--all", str(tmp_path / "nergens" / "taken.json")]) == 3
    assert cli.main([*call, "--all", str(file)]) == 0
    assert len(json.loads(file.read_text("utf-8"))["entry"]) == 3
