"""What every verb does with its call: the house and who acts, the moment, lines of JSON in and out.

Rooms are imported inside the function that needs them, so that a small verb starts at once.
"""

import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sociaalhuis import paths
from sociaalhuis.errors import Refusal

if TYPE_CHECKING:
    from sociaalhuis.catalogue.service import Service
    from sociaalhuis.house import House
    from sociaalhuis.printing.slip import Letterhead
    from sociaalhuis.rights.engine import Engine

PASSWORD_VARIABLE = "SOCIAALHUIS_PASSWORD"  # noqa: S105  # the name of a variable
USER_VARIABLE = "SOCIAALHUIS_USER"
_HERE = ZoneInfo("Europe/Brussels")
_STARTER_HEAD = 65_536  # bytes in which a file shows that it has the shape of the starter catalogue


def now(args: Namespace) -> datetime:
    """This moment, on the day that ``--today`` says."""
    return on_day(datetime.now(UTC), args.today)


def on_day(moment: datetime, day: date | None) -> datetime:
    """The same hour here on another day: after eleven in the evening in UTC it is tomorrow already."""
    return moment if day is None else datetime.combine(day, moment.astimezone(_HERE).timetz()).astimezone(UTC)


def password(args: Namespace) -> str:
    if getattr(args, "password_file", None):
        return first_line(args.password_file)
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refusal("Er is geen wachtwoord.", f"Zet het in {PASSWORD_VARIABLE} of geef --password-file.")
    return getpass.getpass("Wachtwoord of herstelcode: ")


def first_line(path: Path) -> str:
    return (read_text(path).splitlines() or [""])[0]


def read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise Refusal(f"Het bestand “{path}” kan niet gelezen worden.", "Kijk de naam en de map na.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"Het bestand “{path}” is geen UTF-8.", "Bewaar het als UTF-8 en probeer opnieuw.") from error


def read_json(path: Path) -> object:
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise Refusal(f"Het bestand “{path}” is geen JSON.", "Kijk na of het heel is.") from error


def place(args: Namespace) -> Path:
    return args.house or paths.default_house()


@contextmanager
def signed_in(args: Namespace) -> "Iterator[House]":
    """The house of the call, open; before it closes, the backup of the day is made when there is none yet."""
    from sociaalhuis.access import users
    from sociaalhuis.exchange import backup

    moment = now(args)
    house = users.sign_in(place(args), password(args), args.signer, clock=lambda: moment)
    try:
        yield house
        backup.daily(house, moment)
    finally:
        house.close()


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, text in enumerate(read_text(path).splitlines(), 1):
        if text.strip():
            try:
                line = json.loads(text)
            except ValueError as error:
                raise Refusal(f"Regel {number} is geen JSON.", "Zet op elke regel één object: {…}.") from error
            if not isinstance(line, dict):
                raise Refusal(f"Regel {number} is geen object.", "Zet op elke regel één object: {…}.")
            yield number, line


def each[T](path: Path, do: Callable[[dict[str, Any]], T]) -> list[T]:
    """Do something with every line before anything is printed: a wrong line refuses the whole batch and is named."""
    done = []
    for number, line in _lines(path):
        try:
            done.append(do(line))
        except Refusal as refusal:
            raise Refusal(f"Regel {number}: {refusal.what}", refusal.now) from refusal
    return done


def print_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def busy(what: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{what} …\n")


def catalogue(args: Namespace) -> "tuple[Mapping[str, Service], Letterhead]":
    """The services and the letterhead of the named house; else the services of the files, else of the starter catalogue."""
    from sociaalhuis.catalogue import records, starter
    from sociaalhuis.desk.referral import slips
    from sociaalhuis.printing.slip import Letterhead

    plain = Letterhead("Sociaal Huis", (), "")
    if getattr(args, "catalogue", None):
        day = now(args).date()
        return {one.id: one for path in args.catalogue for one in _services_in(path, day)}, plain
    if args.house is None and not os.environ.get(paths.HOUSE_VARIABLE):
        return starter.services(), plain
    with signed_in(args) as house, house.store.read() as session:
        return records.everything(session), slips.letterhead(house)


def _services_in(path: Path, day: date) -> "list[Service]":
    """The services of a file in the shape of the starter catalogue, or of any file that ``import`` reads."""
    from sociaalhuis.catalogue import starter
    from sociaalhuis.desk.catalogue import settling
    from sociaalhuis.exchange.catalogue import files, reading

    if path.is_file() and b'"description_nl"' in files.head(path, _STARTER_HEAD):
        try:
            return [starter.service(row) for row in json.loads(read_text(path))["services"]]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Refusal(
                f"Het bestand “{path}” is geen catalogus.", "Geef een bestand met diensten, zoals de startcatalogus."
            ) from error
    return settling.services(reading.find(path, day))


def rules(args: Namespace) -> "Engine":
    """The rules of rights that count in the named house; without a house the ones that ship with the program."""
    from sociaalhuis.desk.rights import editions
    from sociaalhuis.rights import engine

    if args.house is None and not os.environ.get(paths.HOUSE_VARIABLE):
        return engine.shipped()
    with signed_in(args) as house:
        return editions.engine(house)
