"""What of a service comes on a slip; how it is printed is for tests/printing."""

from datetime import date

from sociaalhuis.catalogue import starter
from sociaalhuis.desk.referral import slips
from sociaalhuis.printing.slip import Letterhead

HEAD = Letterhead("Sociaal Huis Lindebeek", ("Markt 1", "3740 Lindebeek"), "089 00 00 00", None)


def numbers(service: str, *, discreet: bool) -> tuple[str, ...]:
    choices = slips.Choices(kind="self", contact="An P. 089 00 00 00", discreet=discreet)
    slip = slips.compose([starter.services()[service]], choices, "K7-4M2", date(2026, 11, 23), HEAD)
    return slip.destinations[0].phones


def test_a_neutral_slip_gives_the_number_of_the_house_for_a_line_that_everybody_knows() -> None:
    assert numbers("hulplijn-1712", discreet=False)[0].startswith("1712")
    assert numbers("hulplijn-1712", discreet=True) == ("089 00 00 00",)
    assert [one[:11] for one in numbers("vluchthuizen", discreet=True)] == ["0800 13 500"]  # a number like any other stays
