"""What each verb of the command line does: the same functions as the screens call, with JSON in and out.

Every verb takes the parsed words of :mod:`sociaalhuis.cli`. Rooms are imported inside the verb that needs them, so that a small
verb starts at once.
"""

import getpass
import json
import os
import re
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sociaalhuis import paths
from sociaalhuis.errors import Refusal, Trouble

if TYPE_CHECKING:
    from sociaalhuis.catalogue.service import Service
    from sociaalhuis.house import House
    from sociaalhuis.printing.page import Paper
    from sociaalhuis.printing.slip import Letterhead
    from sociaalhuis.rights.engine import Engine

PASSWORD_VARIABLE = "SOCIAALHUIS_PASSWORD"  # noqa: S105  # the name of a variable
USER_VARIABLE = "SOCIAALHUIS_USER"
_STARTER_HEAD = 65_536  # bytes in which a file shows that it has the shape of the starter catalogue
_STRENGTH = {"good": "past goed", "maybe": "kan passen", "doubt": "twijfel"}


def _now(args: Namespace) -> datetime:
    now = datetime.now(UTC)
    return now if args.today is None else datetime.combine(args.today, now.timetz())


def _password(args: Namespace) -> str:
    if getattr(args, "password_file", None):
        return _first_line(args.password_file)
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refusal("Er is geen wachtwoord.", f"Zet het in {PASSWORD_VARIABLE} of geef --password-file.")
    return getpass.getpass("Wachtwoord of herstelcode: ")


def _first_line(path: Path) -> str:
    return (_read_text(path).splitlines() or [""])[0]


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise Refusal(f"Het bestand “{path}” kan niet gelezen worden.", "Kijk de naam en de map na.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"Het bestand “{path}” is geen UTF-8.", "Bewaar het als UTF-8 en probeer opnieuw.") from error


def _read_json(path: Path) -> object:
    try:
        return json.loads(_read_text(path))
    except ValueError as error:
        raise Refusal(f"Het bestand “{path}” is geen JSON.", "Kijk na of het heel is.") from error


def _place(args: Namespace) -> Path:
    return args.house or paths.default_house()


@contextmanager
def _signed_in(args: Namespace) -> "Iterator[House]":
    """The house of the call, open; before it closes, the backup of the day is made when there is none yet."""
    from sociaalhuis.access import users
    from sociaalhuis.exchange import backup

    now = _now(args)
    house = users.sign_in(_place(args), _password(args), args.signer, clock=lambda: now)
    try:
        yield house
        backup.daily(house, now)
    finally:
        house.close()


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, text in enumerate(_read_text(path).splitlines(), 1):
        if text.strip():
            try:
                line = json.loads(text)
            except ValueError as error:
                raise Refusal(f"Regel {number} is geen JSON.", "Zet op elke regel één object: {…}.") from error
            if not isinstance(line, dict):
                raise Refusal(f"Regel {number} is geen object.", "Zet op elke regel één object: {…}.")
            yield number, line


def _each[T](path: Path, do: Callable[[dict[str, Any]], T]) -> list[T]:
    """Do something with every line before anything is printed: a wrong line refuses the whole batch and is named."""
    done = []
    for number, line in _lines(path):
        try:
            done.append(do(line))
        except Refusal as refusal:
            raise Refusal(f"Regel {number}: {refusal.what}", refusal.now) from refusal
    return done


def _print_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _busy(what: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{what} …\n")


def _catalogue(args: Namespace) -> "tuple[Mapping[str, Service], Letterhead]":
    """The services and the letterhead of the named house; else the services of the files, else of the starter catalogue."""
    from sociaalhuis.catalogue import records, starter
    from sociaalhuis.desk.referral import slips
    from sociaalhuis.printing.slip import Letterhead

    plain = Letterhead("Sociaal Huis", (), "")
    if getattr(args, "catalogue", None):
        day = _now(args).date()
        return {one.id: one for path in args.catalogue for one in _services_in(path, day)}, plain
    if args.house is None and not os.environ.get(paths.HOUSE_VARIABLE):
        return starter.services(), plain
    with _signed_in(args) as house, house.store.read() as session:
        return records.everything(session), slips.letterhead(house)


def _services_in(path: Path, day: date) -> "list[Service]":
    """The services of a file in the shape of the starter catalogue, or of any file that ``import`` reads."""
    from sociaalhuis.catalogue import starter
    from sociaalhuis.desk.catalogue import settling
    from sociaalhuis.exchange.catalogue import files, reading

    if path.is_file() and b'"description_nl"' in files.head(path, _STARTER_HEAD):
        try:
            return [starter.service(row) for row in json.loads(_read_text(path))["services"]]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Refusal(
                f"Het bestand “{path}” is geen catalogus.", "Geef een bestand met diensten, zoals de startcatalogus."
            ) from error
    return settling.services(reading.find(path, day))


def _has_display() -> bool:
    """Whether a window can be shown: always on Windows, elsewhere when a display is named (or Qt is told what to use)."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)


def window(args: Namespace) -> None:
    if not _has_display():
        raise Refusal("Hier is geen scherm voor een venster.", "Start op een pc met scherm, of kies een opdracht.")
    from sociaalhuis import app

    app.run(getattr(args, "house", None) or paths.default_house())


def demo(args: Namespace) -> None:
    from sociaalhuis import demo
    from sociaalhuis.catalogue import places

    places.places(args.postcode)  # before anything is made
    out = args.out or Path(tempfile.mkdtemp(prefix="sociaalhuis-demo-"))
    place, now = args.house or out / "huis", _now(args)
    password = os.environ.get(PASSWORD_VARIABLE) or demo.PASSWORD
    in_window = not args.headless and _has_display()
    if not (in_window and paths.has_house(place)):
        _busy("Het oefenhuis wordt gemaakt")
        demo.make(place, password, args.size, args.seed, lambda: now)
    _say(f"Oefenhuis: {place} (wachtwoord: {password if password == demo.PASSWORD else 'het jouwe'})")
    if in_window:
        _demo_window(place, password)
    else:
        _demo_case(args, place, password, out)


def _demo_window(place: Path, password: str) -> None:
    from sociaalhuis import app, demo

    known = f" Het wachtwoord is {password}." if password == demo.PASSWORD else ""
    app.run(place, f"Oefenhuis: alles is verzonnen.{known}", demo.DESK_WORKER)


def _demo_case(args: Namespace, place: Path, password: str, out: Path) -> None:
    from sociaalhuis import case, demo
    from sociaalhuis.access import users

    now, words = _now(args), case.Words(args.text, args.postcode, {})
    done = case.run(lambda: users.sign_in(place, password, demo.DESK_WORKER, clock=lambda: now), words, now, out)
    _say(f"Vraag: {args.text}")
    for item in done["suggestions"][:5]:
        _say(f"  {_STRENGTH[item['strength']]:<11} {item['service']:<32} {'; '.join(r['text'] for r in item['reasons'][:2])}")
    referral = done["referral"]
    if done["slip"]:
        _say(f"Doorverwezen met code {referral['reference']}, op te volgen vanaf {referral['due']}.")
        _say(f"Briefje: {out / case.SLIP}")
    else:
        _say("Geen duidelijke suggestie. De vraag is genoteerd met code " + referral["reference"] + ".")
    _say(f"Verslag: {out / case.CASE}")


def init(args: Namespace) -> None:
    from sociaalhuis.access import users
    from sociaalhuis.actions import THE_PROGRAM
    from sociaalhuis.catalogue import loading

    now, password = _now(args), _password(args)
    code = users.found(_place(args), args.name, args.user, password, clock=lambda: now)
    house = users.sign_in(_place(args), password, args.user, clock=lambda: now)
    try:
        number = loading.load_starter(house.store, THE_PROGRAM)
    finally:
        house.close()
    _say(f"Het huis staat in {_place(args)}, met {number} diensten in de catalogus.")
    if args.sheet:
        from sociaalhuis.printing.sheet import render_recovery_sheet

        args.sheet.write_bytes(render_recovery_sheet(args.name, code, now.date()).pdf)
        _say(f"Druk het herstelblad af en wis daarna het bestand: {args.sheet}")
    else:
        _say(f"Schrijf deze herstelcode op papier en bewaar ze ver van de pc: {code}")
    _say("Zet nog geen echte gegevens van cliënten in dit huis: bewaartermijnen en wissen bestaan nog niet.")


def users(args: Namespace) -> None:
    from sociaalhuis.access import users

    if args.act != "list" and not args.label:
        raise Refusal("Er is geen naam gegeven.", f"Typ: users {args.act} NAAM.")
    secret = _password(args)
    with _signed_in(args) as house:
        if args.act == "add":
            users.add(house, secret, args.label, args.role, _new_password(args))
        elif args.act == "disable":
            users.disable(house, args.label)
        for account in users.accounts(house):
            _say(f"{account.label:<20} {account.role:<22} {'werkt' if account.active else 'uit'}")


def _new_password(args: Namespace) -> str:
    if args.new_password_file:
        return _first_line(args.new_password_file)
    if not sys.stdin.isatty():
        raise Refusal("Er is geen wachtwoord voor de collega.", "Geef --new-password-file.")
    return getpass.getpass(f"Wachtwoord voor {args.label}: ")


def verify(args: Namespace) -> None:
    from sociaalhuis.exchange.verify import verify

    with _signed_in(args) as house:
        findings = verify(house)
    for finding in findings:
        _say(f"{finding.check:<14} {'in orde' if not finding.faults else '; '.join(finding.faults)}")
    if any(finding.faults for finding in findings):
        raise Trouble("Dit huis is niet gaaf.", "Maak een kopie van de map en zet de laatste goede reservekopie terug.")


def backup(args: Namespace) -> None:
    from sociaalhuis.exchange import backup

    with _signed_in(args) as house:
        made = backup.make(house, args.to, _now(args))
    _say(f"Reservekopie gemaakt en nagekeken: {made.file}")


def restore(args: Namespace) -> None:
    from sociaalhuis.exchange import backup

    aside = backup.restore(args.file, args.to, _password(args), _now(args))
    _say(f"Teruggezet in {args.to}.")
    if aside is not None:
        _say(f"Het huis dat er stond, is bewaard in {aside}.")


def export(args: Namespace) -> None:
    from sociaalhuis.desk.partners import exporting

    if bool(args.reference) == bool(args.all):
        raise Refusal("Welke doorverwijzingen?", "Geef een code, of --all voor allemaal.")
    with _signed_in(args) as house:
        made = exporting.tasks(house, args.reference, _now(args))
    try:
        args.file.write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")
    except OSError as error:
        raise Trouble(f"Het bestand “{args.file}” kan niet geschreven worden.", "Kies een andere map.") from error
    _say(f"{len(made['entry'])} doorverwijzingen als FHIR Task in {args.file}, zonder namen.")


def suggest(args: Namespace) -> None:
    from sociaalhuis.catalogue.engine import Engine

    _busy("De catalogus wordt gelezen")
    engine, today = Engine(_catalogue(args)[0].values()), _now(args).date()
    _print_lines(_each(args.batch, lambda line: engine.answer(line, today, args.top)))


def _rules(args: Namespace) -> "Engine":
    """The rules of rights that count in the named house; without a house the ones that ship with the program."""
    from sociaalhuis.desk.rights import editions
    from sociaalhuis.rights import engine

    if args.house is None and not os.environ.get(paths.HOUSE_VARIABLE):
        return engine.shipped()
    with _signed_in(args) as house:
        return editions.engine(house)


def rights(args: Namespace) -> None:
    from sociaalhuis.desk.rights import rights as desk_rights

    rules, today = _rules(args), _now(args).date()
    _busy("De rechten worden nagekeken")
    _print_lines(_each(args.batch, lambda line: desk_rights.answer(rules, line, today)))


def slip(args: Namespace) -> None:
    import hashlib

    from sociaalhuis.desk import language
    from sociaalhuis.desk.referral import slips
    from sociaalhuis.printing.slip import render

    catalogue, head = _catalogue(args)
    day = _now(args).date()
    aids = set[str]()

    def paper_of(line: Mapping[str, Any]) -> "tuple[str, Paper]":
        slip = slips.from_line(line, catalogue, day, head)
        aids.update([slip.aid] if slip.aid else [])
        return str(line.get("id")), render(slip)

    papers = _each(args.batch, paper_of)
    sys.stderr.writelines(f"Let op: {warning}\n" for aid in sorted(aids) if (warning := language.warning(aid)))
    args.out.mkdir(parents=True, exist_ok=True)
    for name, paper in papers:
        file = re.sub(r"[^A-Za-z0-9._-]", "_", name) + ".pdf"
        (args.out / file).write_bytes(paper.pdf)
        digest = hashlib.sha256(paper.pdf).hexdigest()
        _print_lines(
            [{"id": name, "file": file, "pages": paper.pages, "sha256": digest, "missing_glyphs": paper.missing_glyphs}]
        )


def evaluate(args: Namespace) -> None:
    from sociaalhuis.measure import eval as evaluation

    _busy("De suggesties worden gemeten")
    gold, saved = evaluation.judged(_read_json(args.gold)), None
    if args.against:
        saved = evaluation.saved(_read_json(args.against))
    _say(json.dumps(evaluation.suggestions(gold, saved), ensure_ascii=False, indent=1))


def bench(args: Namespace) -> None:
    from sociaalhuis.measure import bench

    _busy("Dit duurt even")
    _say(json.dumps(bench.run(args.name), ensure_ascii=False, indent=1))
