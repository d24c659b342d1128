"""The verbs about the catalogue: ``import`` of a catalogue file (or of new rules), and ``export``."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.verbs import call, rights

if TYPE_CHECKING:
    from sociaalhuis.desk.catalogue.importing import Outcome

SHOWN = 10  # rows that are named; the report names all


def import_(args: Namespace) -> None:
    """Take a catalogue file in, or only say what it would do; a file with rules goes to the verb for those."""
    from sociaalhuis.desk.catalogue import columns, importing
    from sociaalhuis.exchange import rules_update
    from sociaalhuis.exchange.catalogue import reading

    if rules_update.is_rules_file(args.file):
        rights.import_(args)
        return
    now = call.now(args)
    given = dict(_column(one) for one in args.column)
    with call.signed_in(args) as house:
        form = house.text("slip.form")
        found = columns.as_chosen(house, reading.find(args.file, now.date(), args.format, args.source, form), given)
        act = importing.preview if args.dry_run else importing.take
        done = act(house, found, now, _progress)
        if given and found.format in columns.LISTS and not args.dry_run:
            columns.remember(house, found.headings(), found.columns, now)
    _tell(done)
    if args.report:
        _write(args.report, _shape(args.file, done, args.dry_run))
    if args.dry_run:
        call.say("Dit was een proef: er is niets veranderd.")


def _column(said: str) -> tuple[str, str]:
    field, sign, column = said.partition("=")
    if not sign:
        raise Refusal(f"“{said[:40]}” zegt niet welke kolom.", "Schrijf veld=kolom, zoals name=Titel.")
    return field.strip(), column.strip()


def _progress(read: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{read} rijen …")


def _tell(done: "Outcome") -> None:
    said = ", ".join(f"{number} {what}" for what, number in done.counts.items() if number)
    call.say(f"{done.format}, bron {done.source}: {said or 'geen rijen'}.")
    for one in done.faults[:SHOWN]:
        where = " ".join(filter(None, (one.row, one.field and f"({one.field})")))
        call.say(f"  {where}: {one.why} {one.now}")
    if len(done.faults) > SHOWN:
        call.say(f"  … en nog {len(done.faults) - SHOWN}; het verslag (--report) noemt ze allemaal.")


def _shape(file: Path, done: "Outcome", dry_run: bool) -> dict[str, Any]:
    return {
        "file": file.name,
        "format": done.format,
        "source": done.source,
        "dry_run": dry_run,
        "counts": dict(done.counts),
        "rows": [
            {"row": one.row, "id": one.source_id, "name": one.name, "what": one.what, "fields": list(one.fields)}
            for one in done.lines
        ],
        "faults": [
            {"row": one.row, "field": one.field, "why": one.why, "now": one.now, "taken": one.taken} for one in done.faults
        ],
        "gone": done.gone,
    }


def _write(path: Path, found: object) -> None:
    try:
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise Trouble(f"Het verslag “{path}” kan niet geschreven worden.", "Kies een andere map.") from error


def export(args: Namespace) -> None:
    """Write the catalogue of the house in a format of the field."""
    from sociaalhuis.desk.catalogue import exporting

    if not args.format or not args.out:
        raise Refusal("Wat moet naar buiten?", "Geef --format en --out, of kies fhir voor doorverwijzingen.")
    with call.signed_in(args) as house:
        number = exporting.write(house, args.format, args.out)
    call.say(f"{number} diensten in {args.out}, zonder geheime adressen, medewerkers of cliënten.")
