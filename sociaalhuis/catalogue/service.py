"""A service of the catalogue as a value: what the desk reads, the ranking weighs and the slip prints.

Names follow the Human Services Data Specification 3 (service, organization, phone, address, service_area, assured_date).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sociaalhuis.conditions import Condition

PUBLIC, INTERNAL, SECRET = "publiek", "intern", "geheim"
PRODUCT, INFORMAL = "product", "informal"
_FREE = re.compile(r"(gratis|kosteloos) *($|[.,;:(])", re.IGNORECASE)  # not “gratis inschrijven”: then the rest costs
_WHEELCHAIR = re.compile(r"rolstoel|rolwagen|wheelchair", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is dialled in Belgium, with what it is for."""

    number: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where clients can go. ``confidential``: known to the house, never shown or printed."""

    address_1: str
    postal_code: str
    city: str
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    confidential: bool = False
    accessibility: tuple[str, ...] = ()  # in words: “rolstoel”, “lift”

    @property
    def line(self) -> str:
        """Street, number and town on one line."""
        return f"{self.address_1}, {self.postal_code} {self.city}"


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """For whom the service works, by place.

    ``type`` is national, flanders, region, province, arrondissement or municipalities; ``values`` holds NIS codes for
    municipalities and names for the rest.
    """

    type: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """One service. ``id`` is its stable slug; ``eligibility`` the structured part of the conditions, None when only prose.

    ``confidentiality``: of PUBLIC records only something may leave the house; what is not is never for clients either.
    """

    id: str
    organization: str
    name: str
    description: str
    area: ServiceArea
    alternate_name: str | None = None
    domains: tuple[str, ...] = ()  # life domains of resources/vocab, the starter's own are mapped on reading
    target_groups: tuple[str, ...] = ()  # as the source words them
    target_group_tags: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    email: str | None = None
    url: str | None = None
    addresses: tuple[Address, ...] = ()
    opening_hours: str | None = None
    languages: tuple[str, ...] = ("nl",)
    fees: str | None = None
    eligibility_description: str | None = None
    eligibility: Condition | None = None
    application_process: str | None = None
    assured_date: date | None = None
    assured_precision: str | None = None  # day or month
    confidence: str = "sourced"
    source_url: str | None = None
    notes: str | None = None  # for staff, never for paper
    for_professionals: bool = False
    confidentiality: str = PUBLIC
    kind: str | None = None  # PRODUCT, INFORMAL; None: a service
    capacity: str | None = None  # how many people it can help, in words
    costs: tuple[str, ...] = ()  # in words
    documents: tuple[str, ...] = ()  # what to bring

    @property
    def reachable(self) -> bool:
        """Whether a client can get in touch with what the record holds; if not, it is shown as “contact ontbreekt”."""
        return bool(self.phones or self.email or any(not a.confidential for a in self.addresses))

    @property
    def free(self) -> bool:
        """Whether the record says that it costs nothing; False also when it does not say."""
        return bool(_FREE.match(self.fees or ""))

    @property
    def wheelchair(self) -> bool:
        """Whether some address that may be told says that a wheelchair gets in; False also when none says."""
        return any(_WHEELCHAIR.search(said) for one in self.addresses if not one.confidential for said in one.accessibility)


type Catalogue = Mapping[str, Service]
