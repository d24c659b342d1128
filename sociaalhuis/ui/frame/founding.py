"""What happens behind the first-run wizard, in the background: the place is tried, the house made, its sheet laid out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sociaalhuis import house as houses
from sociaalhuis.access import users
from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.catalogue import loading, places
from sociaalhuis.desk.workdays import local
from sociaalhuis.printing.sheet import render_recovery_sheet


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the wizard asked: the house, where it works, and its first administrator."""

    name: str
    postal_code: str
    keeper: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Founded:
    """A new house: the recovery code, which is kept nowhere else, its sheet as PDF, and how many services it knows."""

    code: str
    sheet: bytes
    services: int


def municipality(postal_code: str) -> str:
    """The municipality or municipalities of a postal code. Raises Refusal when it does not exist."""
    return " of ".join(sorted({place.municipality for place in places.places(postal_code)}))


def try_place(place: Path, postal_code: str) -> None:
    """Raises Refusal when a house cannot stand here or the postal code does not exist, Trouble when it cannot be written."""
    houses.prepare(place)
    municipality(postal_code)


def found(place: Path, wishes: Wishes, clock: Callable[[], datetime]) -> Founded:
    """Make the house, fill its catalogue and lay out the sheet. Raises Refusal for a bad place or passphrase."""
    code = users.found(place, wishes.name, wishes.keeper, wishes.passphrase, clock=clock)
    house = users.sign_in(place, wishes.passphrase, wishes.keeper, clock=clock)
    try:
        number = loading.load_starter(house.store, THE_PROGRAM)
        with house.store.write(THE_PROGRAM, "house.create") as session:  # the program's own act: Ctrl+Z is not for this
            houses.put_setting(session, "letterhead.name", wishes.name)
            houses.put_setting(session, "house.postal_code", wishes.postal_code)
            houses.put_setting(session, users.SHEET, False)
    finally:
        house.close()
    return Founded(code, render_recovery_sheet(wishes.name, code, local(clock()).date()).pdf, number)


def note_sheet(place: Path, code: str, clock: Callable[[], datetime]) -> None:
    """Remember in the house that its sheet was made; the code on it opens it. Raises Trouble when the disk is full."""
    house = users.sign_in(place, code, clock=clock)
    try:
        users.note_sheet(house)
    finally:
        house.close()
