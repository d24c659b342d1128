"""A referral as a FHIR R4 Task of SDOH Clinical Care (HL7, TaskForReferralManagement), for a system that follows along.

Pure. Only references go in: the code of the referral, the service, the house. No name, no words and no contact data of a client
can come out, because none are asked for. The order itself (ServiceRequest) and the client stay logical references.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sociaalhuis import vocab

PROFILE = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForReferralManagement"
TEMPORARY = "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"
REASONED = frozenset({"rejected", "cancelled", "on-hold", "failed"})  # these states say why (statusReason)
_OURS = "urn:sociaalhuis"
_TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code"
_PRIORITY: Mapping[str, str] = MappingProxyType({"noodgeval": "stat", "vandaag": "asap", "deze_week": "urgent"})


@dataclass(frozen=True, slots=True)
class Report:
    """One referral without its client. ``number`` tells the referrals of one code apart; moments have a zone.

    ``state`` is a slug of referral_states, ``reasons`` are slugs of the list ``reasons_in``; ``parent`` is the identifier of
    the try before. ``need_met`` and ``service_received`` are slugs of outcome_need and outcome_service. Without
    ``may_contact`` the client does not want to be contacted about this.
    """

    house: str
    code: str
    number: int
    service: str
    service_name: str
    kind: str
    urgency: str
    state: str
    given: datetime
    changed: datetime
    reasons: tuple[str, ...] = ()
    reasons_in: str = ""
    need_met: str | None = None
    service_received: str | None = None
    known_from: str | None = None
    parent: str | None = None
    may_contact: bool = True

    @property
    def identifier(self) -> str:
        """The code with the number of the referral."""
        return f"{self.code}.{self.number}"


def bundle(reports: Iterable[Report], made: datetime) -> dict[str, Any]:
    """These referrals as a collection of Tasks, ready for JSON."""
    tasks = [task(one) for one in reports]
    entries = [{"fullUrl": f"{_OURS}:task:{one['id']}", "resource": one} for one in tasks]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": _moment(made), "entry": entries}


def task(one: Report) -> dict[str, Any]:
    """One referral as a Task. KeyError for a slug that no list knows."""
    status = vocab.mapped("referral_states_to_fhir_task_status", one.state)[0]
    made: dict[str, Any] = {
        "resourceType": "Task",
        "id": one.identifier.lower().replace("_", "-"),
        "meta": {"profile": [PROFILE]},
        "identifier": [_identifier("referral", one.identifier)],
        "status": status,
        "businessStatus": {"coding": [_coding("referral_states", one.state)]},
        "intent": "order",
        "priority": _PRIORITY.get(one.urgency, "routine"),
        "code": {"coding": [{"system": _TASK_CODE, "code": "fulfill"}]},
        "focus": {"type": "ServiceRequest", "identifier": _identifier("order", one.identifier)},
        "for": {"type": "Patient", "identifier": _identifier("client-of", one.code)},
        "authoredOn": _moment(one.given),
        "lastModified": _moment(one.changed),
        "requester": {"type": "Organization", "display": one.house},
        "owner": {"type": "HealthcareService", "identifier": _identifier("service", one.service), "display": one.service_name},
        "reasonCode": {"coding": [_coding("referral_kinds", one.kind)]},
    }
    if status in REASONED:
        made["statusReason"] = _why(one)
    if one.parent is not None:
        made["partOf"] = [{"type": "Task", "identifier": _identifier("referral", one.parent)}]
    if not one.may_contact:
        made["restriction"] = {
            "extension": [
                {
                    "url": f"{_OURS}:contact",
                    "valueCodeableConcept": {"coding": [{"system": TEMPORARY, "code": "contacting-subject-prohibited"}]},
                }
            ]
        }
    output = list(_output(one))
    if output:
        made["output"] = output
    return made


def _why(one: Report) -> dict[str, Any]:
    """The reasons of a state that has to say why; at least in words."""
    known = vocab.term("referral_states", one.state)
    coded = [_coding(one.reasons_in, slug) for slug in one.reasons] if one.reasons_in else []
    fhir = known.extra["fhir_reason"]
    text = ", ".join(coding["display"] for coding in coded) or fhir or known.label
    return {"coding": [*coded, *([{"system": f"{_OURS}:fhir-reason", "code": fhir}] if fhir else [])], "text": text}


def _output(one: Report) -> Iterable[dict[str, Any]]:
    """What came of it, with what is known of the need and from whom; only for what ended or waits."""
    for list_name, slug in (
        ("outcome_service", one.service_received),
        ("outcome_need", one.need_met),
        ("known_from", one.known_from),
    ):
        if slug is not None:
            kind = {"system": f"{_OURS}:output", "code": list_name.replace("_", "-")}
            if list_name == "outcome_service":
                kind = {"system": TEMPORARY, "code": "resulting-activity"}
            yield {"type": {"coding": [kind]}, "valueCodeableConcept": {"coding": [_coding(list_name, slug)]}}


def _identifier(kind: str, value: str) -> dict[str, str]:
    return {"system": f"{_OURS}:{kind}", "value": value}


def _coding(list_name: str, slug: str) -> dict[str, str]:
    return {"system": f"{_OURS}:{list_name.replace('_', '-')}", "code": slug, "display": vocab.label(list_name, slug)}


def _moment(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()
