"""The words of the command line: which verbs there are, what may stand behind them, and what a wrong call is told.

Exit status: 0 done · 1 refused, nothing changed · 2 wrong usage · 3 trouble, nothing lost. Messages are Dutch, on stderr.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from sociaalhuis import __version__, log, paths
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.verbs import briefing, call, catalogue, desk, house, measuring, rights

QUESTION = "De deurwaarder is geweest. Ik heb schulden en kan de huur niet meer betalen."
MOST_PEOPLE = 10_000  # of the invented ones
_USAGE = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"dit ken ik niet: \1"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1: \2 kan niet, kies uit \3"),
    (r"one of the arguments (.*) is required", r"geef één van deze: \1"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 kan niet samen met \2"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1: hier hoort nog iets achter"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """Says in Dutch what can be asked, and what is wrong with the words of a call: exit status 2."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, **more)
        self._positionals.title, self._optionals.title = "wat", "keuzes"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_usage(self) -> str:
        """How it is called."""
        return super().format_usage().replace("usage: ", "zo: ", 1)

    def format_help(self) -> str:
        """All that can be asked."""
        return super().format_help().replace("usage: ", "zo: ", 1)

    def error(self, message: str) -> NoReturn:
        """Print the reason and how to see the possibilities."""
        for pattern, dutch in _USAGE:
            message, found = re.subn(f"^{pattern}$", dutch, message)
            if found:
                break
        way = "Zet “--help” in de plaats van wat niet klopt. Dan zie je wat kan."
        self.exit(2, f"Dit commando klopt niet: {message}.\n{way}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; gives the exit status. What is a mistake of ours goes to the log, with a next step for the person."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = _parser().parse_args(arguments)
    try:
        args.run(args)
    except Refusal as refusal:
        return _tell(refusal, 1)
    except Trouble as trouble:
        return _tell(trouble, 3)
    except KeyboardInterrupt:
        return _tell("Gestopt. Wat bewaard was, is er nog.", 1)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        return _tell(_of_disk(error), 3) if error.filename else _tell(log.mistake(error), 3)
    except Exception as mistake:
        return _tell(log.mistake(mistake), 3)
    return 0


def _of_disk(error: OSError) -> Trouble:
    return Trouble(
        f"“{error.filename}” kan niet gelezen of geschreven worden.", "Kijk of de map bestaat en of je er mag schrijven."
    )


def _tell(what: object, status: int) -> int:
    sys.stderr.write(f"{what}\n")
    return status


def _parser() -> Parser:
    parser = Parser(prog="sociaalhuis", description="Van een vraag aan de balie naar de juiste hulp.")
    parser.add_argument("--version", action="version", version=f"sociaalhuis {__version__}", help="toon de versie")
    parser.set_defaults(run=house.window)
    known = parser.add_subparsers(metavar="opdracht")

    def verb(name: str, run: Callable[[argparse.Namespace], None], help_: str, *groups: Callable[[Parser], None]) -> Parser:
        made: Parser = known.add_parser(name, help=help_, description=help_)
        made.set_defaults(run=run)
        made.add_argument("--today", type=_day, metavar="JJJJ-MM-DD", help="doe alsof het deze dag is")
        for group in groups:
            group(made)
        return made

    demo = verb("demo", house.demo, "maak een oefenhuis van een verzonnen stad en doe er een vraag in", _house)
    demo.add_argument("--out", type=Path, metavar="MAP", help="waar het briefje en het verslag komen")
    demo.add_argument("--headless", action="store_true", help="zonder venster: één vraag van begin tot eind")
    demo.add_argument("--size", choices=("small", "large"), default="small", help="hoe groot de stad is")
    demo.add_argument("--seed", type=int, default=1, help="zelfde getal, zelfde stad")
    demo.add_argument("--text", default=QUESTION, help="de woorden van de cliënt")
    demo.add_argument("--postcode", default="3740", help="waar de cliënt woont")

    verb("window", house.window, "open het venster op je huis; dit gebeurt ook zonder opdracht", _house)
    init = verb("init", house.init, "maak een huis", _house, _secret)
    init.add_argument("--name", metavar="NAAM", default="Sociaal Huis", help="naam van het huis")
    init.add_argument("--user", metavar="NAAM", default="Beheer", help="naam van de eerste beheerder")
    init.add_argument("--sheet", type=Path, metavar="BESTAND.pdf", help="zet het herstelblad in dit bestand, om af te drukken")

    people = verb("users", house.users, "accounts bekijken, toevoegen, uitschakelen", _house, _secret)
    people.add_argument("act", choices=("list", "add", "disable"), metavar="list|add|disable")
    people.add_argument("label", nargs="?", help="naam waarmee de collega zich aanmeldt")
    people.add_argument("--role", default="onthaal", help="rol van de collega")
    people.add_argument("--heir", metavar="NAAM", help="wie de dossiers overneemt van wie je uitschakelt")
    people.add_argument("--new-password-file", type=Path, metavar="BESTAND", help="wachtwoord van de collega")

    share = verb("server", house.server, "zet een huis op een server voor meer pc's, of sluit een pc aan", _house, _secret)
    share.add_argument("act", choices=("put", "file", "join"), metavar="put|file|join")
    share.add_argument("file", type=Path, nargs="?", metavar="BESTAND", help="het aansluitbestand, om te maken of te gebruiken")
    share.add_argument("--server", metavar="ADRES", help="put: postgresql://beheerder:wachtwoord@server/postgres")
    share.add_argument("--database", default="sociaalhuis", metavar="NAAM", help="put: hoe de database heet")
    verb("verify", house.verify, "kijk na of het huis gaaf is", _house, _secret)
    copy = verb("backup", house.backup, "maak een reservekopie", _house, _secret)
    copy.add_argument("--to", type=Path, required=True, metavar="MAP", help="waar de kopie komt")
    back = verb("restore", house.restore, "zet een reservekopie terug", _secret)
    back.add_argument("file", type=Path, metavar="BESTAND", help="de reservekopie")
    back.add_argument("--to", type=Path, required=True, metavar="MAP", help="waar het huis komt")

    out = verb("export", catalogue.export, "schrijf de catalogus of doorverwijzingen uit", _house, _secret)
    out.add_argument("--format", choices=("hsds-json", "hsds-csv", "csv", "xlsx"), help="de catalogus, in deze vorm")
    out.add_argument("--out", type=Path, metavar="BESTAND", help="waar de catalogus komt; voor hsds-csv een map of .zip")
    _referrals_out(out)

    suggest = verb("suggest", desk.suggest, "zoek passende diensten bij vragen uit een bestand", _house, _secret, _batch)
    suggest.add_argument("--catalogue", type=Path, nargs="+", default=[], metavar="BESTAND", help="diensten uit een bestand")
    suggest.add_argument("--top", type=int, default=10, help="hoeveel diensten per vraag")
    verb("rights", rights.rights, "kijk na op welke rechten iemand misschien recht heeft", _house, _secret, _batch)
    talk = verb("interview", rights.interview, "speel het gesprek over rechten, de beste vraag eerst", _house, _secret)
    whom = talk.add_mutually_exclusive_group(required=True)
    whom.add_argument("--batch", type=Path, metavar="BESTAND.jsonl", help="één persoon per regel, als JSON")
    whom.add_argument("--people", type=_count, metavar="AANTAL", help="meet de volgorde op zoveel verzonnen mensen")
    talk.add_argument("--seed", type=int, default=1, help="zelfde getal, zelfde verzonnen mensen")
    verb("scan", rights.scan, "kijk in alle dossiers wie misschien een recht misloopt", _house, _secret)
    new = verb("import", catalogue.import_, "lees een catalogus in, of nieuwe regels van rechten", _house, _secret)
    new.add_argument("file", type=Path, metavar="BESTAND", help="een catalogus, of een ondertekend bestand met regels")
    formats = ("auto", "hsds", "ipdc", "cevi", "soka", "ohana", "csv", "xlsx")
    new.add_argument("--format", choices=formats, default="auto", help="wat het is; anders ziet het programma dat zelf")
    new.add_argument("--source", metavar="NAAM", help="van wie het bestand komt, als er meer leveranciers zijn")
    new.add_argument("--column", action="append", default=[], metavar="VELD=KOLOM", help="welke kolom wat is (csv, xlsx)")
    new.add_argument("--dry-run", action="store_true", help="toon alleen wat er verandert")
    new.add_argument("--report", type=Path, metavar="BESTAND.json", help="schrijf ook een verslag, met alle codes")
    slip = verb("slip", desk.slip, "maak doorverwijsbriefjes", _house, _secret, _batch)
    slip.add_argument("--out", type=Path, required=True, metavar="MAP", help="waar de briefjes komen")

    council = verb(
        "briefing", briefing.briefing, "maak de briefing over een kwartaal of een jaar voor de raad", _house, _secret
    )
    when = council.add_mutually_exclusive_group(required=True)
    when.add_argument("--quarter", metavar="2026Q3", help="het kwartaal")
    when.add_argument("--year", metavar="2026", help="het jaar")
    council.add_argument("--out", type=Path, required=True, metavar="MAP", help="waar de PDF, het rekenblad en de CSV komen")

    score = verb("eval", measuring.evaluate, "meet de kwaliteit van de suggesties of van het zoeken")
    score.add_argument("what", choices=("suggestions", "words"), help="wat te meten")
    score.add_argument("gold", type=Path, metavar="GOLD.json", help="beoordeelde vragen, of woorden")
    score.add_argument(
        "--products", type=Path, metavar="NAMEN.txt", help="bij words: namen van producten die mee in de lijst staan"
    )
    score.add_argument("--against", type=Path, metavar="BEWAARD.json", help="uitkomst van een vorige meting, om te vergelijken")
    bench = verb("bench", measuring.bench, "meet de snelheid tegen haar ondergrens")
    bench.add_argument(
        "name",
        choices=("suggest", "rights", "scan", "slip", "store", "start", "ui", "board", "agenda", "import", "search"),
        help="wat te meten",
    )
    return parser


def _referrals_out(out: Parser) -> None:
    """``export fhir``: referrals instead of the catalogue; what stood before that word still counts."""
    fhir: Parser = out.add_subparsers(metavar="fhir").add_parser(
        "fhir", help="doorverwijzingen in plaats van de catalogus", argument_default=argparse.SUPPRESS
    )
    fhir.set_defaults(run=desk.export)
    _house(fhir)
    _secret(fhir, argparse.SUPPRESS)
    fhir.add_argument("reference", nargs="?", default=None, metavar="CODE", help="de code van één vraag")
    fhir.add_argument("--all", action="store_true", default=False, help="alle doorverwijzingen van het huis")
    fhir.add_argument("file", type=Path, metavar="BESTAND.json", help="waar ze komen")


def _house(parser: Parser) -> None:
    parser.add_argument("--house", type=Path, metavar="MAP", help=f"de map van het huis (anders {paths.HOUSE_VARIABLE})")


def _secret(parser: Parser, signer: str | None = None) -> None:
    parser.add_argument("--password-file", type=Path, metavar="BESTAND", help=f"wachtwoord (anders {call.PASSWORD_VARIABLE})")
    signer = signer or os.environ.get(call.USER_VARIABLE)
    parser.add_argument("--as", dest="signer", metavar="NAAM", default=signer, help="wie zich aanmeldt")


def _batch(parser: Parser) -> None:
    parser.add_argument("--batch", type=Path, required=True, metavar="BESTAND.jsonl", help="één vraag per regel, als JSON")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"{text[:20]} kan niet, geef een getal van 1 tot {MOST_PEOPLE}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"de dag {text[:20]} bestaat niet, schrijf jjjj-mm-dd") from error
