"""The words of a card: how old it is, whether it answers now, what is missing, and what never shows."""

from datetime import UTC, date, datetime

import pytest

from sociaalhuis.catalogue import starter
from sociaalhuis.catalogue.service import Address, Phone, Service, ServiceArea
from sociaalhuis.ui.catalogue import catalogue_words as words
from sociaalhuis.ui.parts import age as ages

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)  # a Monday, 10.15 at the desk


def made(**more: object) -> Service:
    area = more.pop("area", ServiceArea("flanders"))
    return Service("proef", "Proef vzw", "Proefdienst", "Een proef.", area, **more)  # type: ignore[arg-type]  # test values


@pytest.mark.parametrize(
    ("checked", "precision", "said", "role"),
    [
        (None, None, "nooit nagekeken", "late"),
        (date(2026, 11, 20), "day", "nagekeken, deze maand", "good"),
        (date(2026, 10, 24), "day", "nagekeken, deze maand", "good"),
        (date(2026, 10, 23), "day", "nagekeken, 1 maand geleden", "good"),
        (date(2026, 5, 31), "month", "nagekeken, 6 maanden geleden", "good"),
        (date(2026, 4, 23), "day", "7 maanden geleden nagekeken: kijk het na", "today"),
        (date(2025, 11, 24), "day", "11 maanden geleden nagekeken: kijk het na", "today"),
        (date(2025, 11, 23), "day", "te oud: 1 jaar geleden nagekeken", "late"),
        (date(2020, 1, 1), "month", "te oud: 6 jaar geleden nagekeken", "late"),
        (date(2027, 1, 1), "day", "nagekeken, deze maand", "good"),  # a clock that was set back
    ],
)
def test_the_age_is_said_in_words(checked: date | None, precision: str | None, said: str, role: str) -> None:
    found = ages.age(made(assured_date=checked, assured_precision=precision), TODAY)
    assert (found.said, found.role) == (said, role)


def chips(service: Service, now: datetime = NOW) -> list[str]:
    return [text for text, _role in words.chips(service, now)]


def test_open_now_is_said_only_when_it_is_certain() -> None:
    assert "✓ nu open, tot 18 uur" in chips(made(opening_hours="ma-vr 9-18 u."))
    assert "○ opent om 13.30 uur" in chips(made(opening_hours="ma-vr 13.30-18 u."))
    assert "○ telefoon: opent om 14 uur" in chips(made(opening_hours="loket: ma-vr 9-12 u.; telefoon: ma-vr 14-16 u."))
    assert "○ volgende keer: di 1 december, 9 uur" in chips(made(opening_hours="1e di van de maand 9-11 u."))
    assert not any("open" in chip for chip in chips(made(opening_hours="loket: ma-vr 9-18 u.")))
    assert not any("nu " in chip for chip in chips(made(opening_hours="op afspraak")))
    holiday = datetime(2026, 12, 25, 9, 15, tzinfo=UTC)
    assert not any("nu " in chip for chip in chips(made(opening_hours="ma-vr 9-18 u."), holiday))
    assert "✓ nu open, dag en nacht" in chips(made(opening_hours="24/7"), holiday)


def test_what_is_missing_is_said() -> None:
    assert "▲ contact ontbreekt" in chips(made())
    assert "▲ contact ontbreekt" not in chips(made(phones=(Phone("1712"),)))
    assert "alleen voor hulpverleners" in chips(made(for_professionals=True))


def test_a_confidential_address_never_shows() -> None:
    secret = Address("Verborgenstraat 1", "3500", "Hasselt", confidential=True)
    shown = words.rows(made(addresses=(secret, Address("Markt 1", "3500", "Hasselt"))))
    assert ("Adres", "Markt 1, 3500 Hasselt", "") in shown
    assert not any("Verborgen" in text for _name, text, _role in shown)


def test_notes_are_marked_as_for_staff_and_stand_last() -> None:
    shown = words.rows(made(notes="Vraag naar An."))
    assert shown[-1] == ("", "● ALLEEN VOOR MEDEWERKERS\nVraag naar An.", "chip-today")
    assert not any("MEDEWERKERS" in text for _name, text, _role in words.rows(made()))


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (ServiceArea("national"), "heel België"),
        (ServiceArea("flanders"), "heel Vlaanderen"),
        (ServiceArea("municipalities", ("73001", "11001")), "Alken, Aartselaar"),
        (ServiceArea("province", ("Limburg",)), "provincie Limburg"),
        (ServiceArea("region", ()), ""),
    ],
)
def test_the_working_area_is_said_in_names(area: ServiceArea, said: str) -> None:
    assert words.working_area(made(area=area)) == said


@pytest.mark.parametrize("service", starter.services().values(), ids=lambda service: service.id)
def test_every_service_of_the_starter_has_a_card(service: Service) -> None:
    shown = {name: text for name, text, _role in words.rows(service)}
    assert shown["Bron"]
    assert all(text.strip() for text in shown.values())
    assert chips(service)
