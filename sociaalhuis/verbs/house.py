"""The verbs about a house as a whole: its window, an invented one, making it, its users, its copies."""

import getpass
import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sociaalhuis import paths
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.verbs import call

if TYPE_CHECKING:
    from uuid import UUID

    from sociaalhuis.house import House

_STRENGTH = {"good": "past goed", "maybe": "kan passen", "doubt": "twijfel"}


def window(args: Namespace) -> None:
    if not _has_display():
        raise Refusal("Hier is geen scherm voor een venster.", "Start op een pc met scherm, of kies een opdracht.")
    from sociaalhuis import app

    app.run(getattr(args, "house", None) or paths.default_house())


def _has_display() -> bool:
    """Whether a window can be shown: always on Windows, elsewhere when a display is named (or Qt is told what to use)."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)


def demo(args: Namespace) -> None:
    from sociaalhuis import demo
    from sociaalhuis.catalogue import places

    places.places(args.postcode)  # before anything is made
    out = args.out or Path(tempfile.mkdtemp(prefix="sociaalhuis-demo-"))
    place, now = args.house or out / "huis", call.now(args)
    password = os.environ.get(call.PASSWORD_VARIABLE) or demo.PASSWORD
    in_window = not args.headless and _has_display()
    if not (in_window and paths.has_house(place)):
        call.busy("Het oefenhuis wordt gemaakt")
        demo.make(place, password, args.size, args.seed, lambda: now)
    call.say(f"Oefenhuis: {place} (wachtwoord: {password if password == demo.PASSWORD else 'het jouwe'})")
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

    now, words = call.now(args), case.Words(args.text, args.postcode, {})
    done = case.run(lambda: users.sign_in(place, password, demo.DESK_WORKER, clock=lambda: now), words, now, out)
    call.say(f"Vraag: {args.text}")
    for item in done["suggestions"][:5]:
        call.say(
            f"  {_STRENGTH[item['strength']]:<11} {item['service']:<32} {'; '.join(r['text'] for r in item['reasons'][:2])}"
        )
    referral = done["referral"]
    if done["slip"]:
        call.say(f"Doorverwezen met code {referral['reference']}, op te volgen vanaf {referral['due']}.")
        call.say(f"Briefje: {out / case.SLIP}")
    else:
        call.say("Geen duidelijke suggestie. De vraag is genoteerd met code " + referral["reference"] + ".")
    call.say(f"Verslag: {out / case.CASE}")


def init(args: Namespace) -> None:
    from sociaalhuis.access import users
    from sociaalhuis.actions import THE_PROGRAM
    from sociaalhuis.catalogue import loading

    now, password = call.now(args), call.password(args)
    if args.sheet:
        args.sheet.touch()  # before there is a code that nobody would see
    code = users.found(call.place(args), args.name, args.user, password, clock=lambda: now)
    house = users.sign_in(call.place(args), password, args.user, clock=lambda: now)
    try:
        number = loading.load_starter(house.store, THE_PROGRAM)
    finally:
        house.close()
    call.say(f"Het huis staat in {call.place(args)}, met {number} diensten in de catalogus.")
    if args.sheet:
        from sociaalhuis.printing.sheet import render_recovery_sheet

        args.sheet.write_bytes(render_recovery_sheet(args.name, code, now.date()).pdf)
        call.say(f"Druk het herstelblad af en wis daarna het bestand: {args.sheet}")
    else:
        call.say(f"Schrijf deze herstelcode op papier en bewaar ze ver van de pc: {code}")
    call.say("Zet er nog geen echte gegevens van cliënten in: laat eerst je functionaris voor gegevensbescherming kijken.")


def users(args: Namespace) -> None:
    from sociaalhuis.access import users

    if args.act != "list" and not args.label:
        raise Refusal("Er is geen naam gegeven.", f"Typ: users {args.act} NAAM.")
    secret = call.password(args)
    with call.signed_in(args) as house:
        if args.act == "add":
            users.add(house, secret, args.label, args.role, _new_password(args))
        elif args.act == "disable":
            users.disable(house, args.label, _heir(house, args.heir))
        for account in users.accounts(house):
            call.say(f"{account.label:<20} {account.role:<22} {'werkt' if account.active else 'uit'}")


def server(args: Namespace) -> None:
    from sociaalhuis.access import users
    from sociaalhuis.exchange import moving

    if args.act == "join":
        moving.join(call.place(args), _join_file(args))
        call.say("Deze pc is aangesloten. Start het programma en meld je aan.")
        return
    if args.act == "file":
        with call.signed_in(args) as house:
            moving.write_join(house, _join_file(args))
        call.say(f"Aansluitbestand: {args.file}")
        return
    if not args.server:
        raise Refusal("Er is geen server gegeven.", "Geef --server postgresql://beheerder:wachtwoord@server/postgres.")
    secret, moment = call.password(args), call.now(args)
    house = users.sign_in(call.place(args), secret, args.signer, clock=lambda: moment)
    try:
        aside = moving.to_server(house, secret, args.server, args.database)
    finally:
        house.close()
    call.say(
        f"Het huis staat op de server. Het bestand van vroeger staat in {aside}: bewaar het tot je zeker bent, en wis het dan."
    )


def _join_file(args: Namespace) -> Path:
    if args.file is None:
        raise Refusal("Er is geen aansluitbestand gegeven.", f"Typ: server {args.act} BESTAND.")
    return Path(args.file)


def _heir(house: "House", label: str | None) -> "UUID | None":
    """The account that takes over the files of who leaves. Raises Refusal for a name that nobody has."""
    if label is None:
        return None
    from sociaalhuis.access import users

    found = next((one.id for one in users.accounts(house) if one.label.casefold() == label.casefold()), None)
    if found is None:
        raise Refusal(f"Er is geen account “{label[:60]}”.", "Bekijk de namen met “users list”.")
    return found


def _new_password(args: Namespace) -> str:
    if args.new_password_file:
        return call.first_line(args.new_password_file)
    if not sys.stdin.isatty():
        raise Refusal("Er is geen wachtwoord voor de collega.", "Geef --new-password-file.")
    return getpass.getpass(f"Wachtwoord voor {args.label}: ")


def verify(args: Namespace) -> None:
    from sociaalhuis.exchange.verify import verify

    with call.signed_in(args) as house:
        findings = verify(house)
    for finding in findings:
        call.say(f"{finding.check:<14} {'in orde' if not finding.faults else '; '.join(finding.faults)}")
    if any(finding.faults for finding in findings):
        raise Trouble("Dit huis is niet gaaf.", "Maak een kopie van de map en zet de laatste goede reservekopie terug.")


def backup(args: Namespace) -> None:
    from sociaalhuis.exchange import backup

    with call.signed_in(args) as house:
        made = backup.make(house, args.to, call.now(args))
    call.say(f"Reservekopie gemaakt en nagekeken: {made.file}")


def restore(args: Namespace) -> None:
    from sociaalhuis.desk.retention import again

    aside = again.restore(args.file, args.to, call.password(args), call.now(args))
    call.say(f"Teruggezet in {args.to}.")
    if aside is not None:
        call.say(f"Het huis dat er stond, is bewaard in {aside}.")
