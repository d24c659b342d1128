"""The exact shape of every file in resources/vocab, for the tests. The program itself reads them without pydantic."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

OWN_SLUG = r"^[a-z0-9_]+$"
FOREIGN_CODE = r"^[A-Za-z0-9-]+$"

type Words = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
type Slug = Annotated[str, StringConstraints(pattern=OWN_SLUG)]
type Code = Annotated[str, StringConstraints(pattern=FOREIGN_CODE)]
type Origin = Literal["source", "own", "general-knowledge"]


class Strict(BaseModel):
    """Nothing else than what is named here, and no conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Plain(Strict):
    """A term as in most lists."""

    slug: Slug
    label: Words
    order: int = Field(ge=1)
    note: Words | None
    key: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")] | None = None
    valid_from: date
    valid_until: date | None
    origin: Origin


class Foreign(Plain):
    """A code of another system, kept as that system writes it."""

    slug: Code


class LifeDomain(Plain):
    """``sensitive``: data of this domain ask for extra protection."""

    sensitive: bool


class QuestionType(Plain):
    """``may_be_request``: ask whether this is a support request. ``asks_text``: a description is compulsory."""

    may_be_request: bool
    asks_text: bool


class Urgency(Plain):
    """``due_working_days``: 0 is the same day, None is no term."""

    due_working_days: int | None = Field(ge=0)


class AnswerKind(Plain):
    """``due_days`` are calendar days; None where another list or the file decides."""

    person_needed: Literal["no", "optional", "required"]
    due_days: int | None = Field(ge=1)


class ReferralKind(Plain):
    """How a kind reads in reports, and what it asks of the desk."""

    report_label: Words
    chased: bool
    needs_consent: bool


class ReferralState(Plain):
    """What a computed state means for lists, reasons, outcome, counts and the FHIR export."""

    open: bool
    needs_reason: bool
    has_outcome: bool
    counted: bool
    fhir_reason: Code | None


class EndReason(Plain):
    """Why a referral ended without help or waits."""

    asks: Literal["condition", "count", "text"] | None
    unmet_need: Literal["always", "without_alternative", "never"]
    task: Slug | None


class AttemptResult(Plain):
    """What an attempt counts as."""

    means: Literal["reached", "not_reached", "no_attempt"]


class ContactWay(Plain):
    """``forbidden``: how the file says that somebody does not want it, None where nobody can. ``tries``: a way to ask."""

    forbidden: Words | None
    tries: bool


class Language(Plain):
    """``iso``: ISO 639 code, None where there is none."""

    iso: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None
    rtl: bool
    often_interpreted: bool


class HousingSituation(Plain):
    """``homeless``: counts as homeless (ETHOS Light)."""

    homeless: bool


class ShareElement(Plain):
    """``minimal``: may also go to somebody without professional secrecy."""

    minimal: bool


class RightState(Plain):
    """``layer``: looked at, acted on, or what came of it."""

    layer: Literal["verkend", "actie", "resultaat"]


class SignalKind(Plain):
    """``b_factor``: the B that it mostly touches."""

    b_factor: Slug


class SharingGround(Plain):
    """``asks_note``: whether it must be said in words."""

    asks_note: bool


class CampaignBasis(Plain):
    """``asks_decision``: say also which law, decision or agreement it is."""

    asks_decision: bool


class CampaignTriage(Plain):
    """``reach``: the desk gets in touch of its own accord."""

    reach: bool


class CampaignEnd(Plain):
    """``step``: the step of the right that it stands for. ``still``: the right may still be missed afterwards."""

    step: Slug | None
    still: bool


class RetentionClass(Plain):
    """Settings with the years and the ground (None: not decided here), when the term begins and what happens then."""

    years_setting: str | None
    ground_setting: str | None
    starts: Words
    ends: Words


class ListFile[T: Plain](Strict):
    """One list."""

    list_: Slug = Field(alias="list")
    title: Words
    note: Words | None
    source: Words
    checked: date
    about_person: bool
    foreign: bool
    terms: Annotated[list[T], Field(min_length=1)]


class Row(Strict):
    """One row of a crosswalk."""

    from_: str = Field(alias="from", min_length=1)
    primary: str | None
    also: list[str]
    note: Words | None


class CrosswalkFile(Strict):
    """One crosswalk. ``from_list`` is a list, or the place in the starter data where its sources stand."""

    crosswalk: Slug
    title: Words
    note: Words | None
    from_list: str
    to_list: Slug
    source: Words
    checked: date
    rows: Annotated[list[Row], Field(min_length=1)]


_SPECIAL: dict[str, type[ListFile[Any]]] = {
    "life_domains": ListFile[LifeDomain],
    "question_types": ListFile[QuestionType],
    "urgency": ListFile[Urgency],
    "answer_kinds": ListFile[AnswerKind],
    "referral_kinds": ListFile[ReferralKind],
    "referral_states": ListFile[ReferralState],
    "reasons_service": ListFile[EndReason],
    "reasons_client": ListFile[EndReason],
    "reasons_none": ListFile[EndReason],
    "stop_reasons": ListFile[EndReason],
    "attempt_results": ListFile[AttemptResult],
    "contact_ways": ListFile[ContactWay],
    "languages": ListFile[Language],
    "housing_situations": ListFile[HousingSituation],
    "share_elements": ListFile[ShareElement],
    "right_states": ListFile[RightState],
    "campaign_bases": ListFile[CampaignBasis],
    "campaign_triage": ListFile[CampaignTriage],
    "campaign_ends": ListFile[CampaignEnd],
    "retention_classes": ListFile[RetentionClass],
    "signal_kinds": ListFile[SignalKind],
    "sharing_grounds": ListFile[SharingGround],
    "ipdc_themes": ListFile[Foreign],
    "ipdc_types": ListFile[Foreign],
    "fhir_task_status": ListFile[Foreign],
    "data_inclusion_themes": ListFile[Foreign],
}


def list_schema(name: str) -> type[ListFile[Any]]:
    """The schema of one list."""
    return _SPECIAL.get(name, ListFile[Plain])
