"""The verbs about rights: ``rights``, ``interview``, ``scan``, and ``import`` of a new edition of the rules."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sociaalhuis.errors import Refusal
from sociaalhuis.verbs import call

if TYPE_CHECKING:
    from sociaalhuis.desk.proactive.rules_preview import Preview
    from sociaalhuis.exchange.rules_update import Edition

SHOWN = 8  # codes that are named for one change; the report names all
_STATUS = {"has": "heeft al", "possible": "mogelijk recht", "unknown": "nog te vragen", "unlikely": "waarschijnlijk niet"}


def rights(args: Namespace) -> None:
    from sociaalhuis.desk.rights import rights as desk_rights

    rules, today = call.rules(args), call.now(args).date()
    call.busy("De rechten worden nagekeken")
    call.print_lines(call.each(args.batch, lambda line: desk_rights.answer(rules, line, today)))


def interview(args: Namespace) -> None:
    """Play the interview for each line; or, on invented people, say how good the order of the questions is."""
    from sociaalhuis.measure import interview, made_people

    rules, today = call.rules(args), call.now(args).date()
    if args.people:
        call.busy(f"{args.people} verzonnen mensen worden bevraagd")
        call.print_lines([interview.figures(rules, made_people.people(args.people, args.seed), today)])
        return
    call.busy("De vragen worden gesteld")
    call.print_lines(call.each(args.batch, lambda line: interview.answer(rules, line, today)))


def scan(args: Namespace) -> None:
    """Who may be entitled to what since the last scan: a line for each client, cause and right, then what was read."""
    from sociaalhuis.desk.proactive import scan
    from sociaalhuis.desk.rights import editions

    now = call.now(args)
    with call.signed_in(args) as house:
        rights = editions.engine(house)
        since = scan.newest(house)
        running = scan.Running(house, rights, now)
        _through(running.advance, lambda: f"{running.read} van {running.total} dossiers")
        done = running.keep()
        found = scan.waiting(house, done.day, done.id)
    rules = rights.book.rules
    call.print_lines(
        {
            "reference": one.reference,
            "right": right,
            "name": rules[right].name,
            "cause": one.cause.value,
            "detail": list(one.detail),
            "ways": list(one.ways),
        }
        for one in found
        for right in one.rights
    )
    last = None if since is None else since.day.isoformat()
    call.print_lines(
        [{"since": last, "day": done.day.isoformat(), "read": done.read, "passed": done.passed, "found": done.found}]
    )


def _through(advance: Callable[[], bool], said: Callable[[], str]) -> None:
    while advance():
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{said()} …")
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def import_(args: Namespace) -> None:
    """A new edition of the rules: what it changes and for whom, then, unless it is a rehearsal, it counts."""
    from sociaalhuis.desk.proactive import rules_preview
    from sociaalhuis.desk.rights import editions
    from sociaalhuis.exchange import rules_update

    if not rules_update.is_rules_file(args.file):
        raise Refusal(
            f"Het bestand “{args.file}” is geen regelbestand.", "Geef een ondertekend bestand met regels van rechten."
        )
    now = call.now(args)
    with call.signed_in(args) as house:
        edition = editions.read(house, args.file)
        running = rules_preview.Previewing(house, edition, now)
        _through(running.advance, lambda: f"{running.read} van {running.total} dossiers")
        seen = running.done()
        _tell(edition, seen)
        if args.report:
            args.report.write_text(json.dumps(_shape(edition, seen), ensure_ascii=False, indent=1) + "\n", "utf-8")
        if args.dry_run:
            call.say("Dit was een proef: er is niets veranderd.")
            return
        editions.apply(house, edition, now)
    call.say(f"Toegepast. Vanaf nu tellen de regels van {edition.made:%d/%m/%Y} ({edition.number}).")


def _tell(edition: "Edition", seen: "Preview") -> None:
    call.say(f"Regels {edition.number} van {edition.made:%d/%m/%Y}: {edition.note}")
    for words, slugs in (
        ("nieuw", seen.new),
        ("veranderd", seen.changed),
        ("weg", seen.gone),
        ("bedragen", tuple(seen.amounts)),
    ):
        if slugs:
            call.say(f"  {words}: {', '.join(slugs)}")
    call.say(f"{seen.read} dossiers nagekeken, {sum(seen.passed.values())} mochten niet gelezen worden.")
    for one in seen.moved:
        codes = ", ".join(one.references[:SHOWN]) + (" …" if len(one.references) > SHOWN else "")
        call.say(f"  {one.right}: {_word(one.before)} → {_word(one.after)}: {len(one.references)} ({codes})")
    if not seen.moved:
        call.say("  In geen enkel dossier verandert er iets.")


def _word(status: str | None) -> str:
    return "bestaat niet" if status is None else _STATUS[status]


def _shape(edition: "Edition", seen: "Preview") -> dict[str, Any]:
    moved = [
        {
            "right": one.right,
            "before": one.before,
            "after": one.after,
            "files": len(one.references),
            "references": one.references,
        }
        for one in seen.moved
    ]
    return {
        "number": edition.number, "made": edition.made.isoformat(), "sha256": edition.sha256, "new": seen.new,
        "changed": seen.changed, "gone": seen.gone, "amounts": seen.amounts, "read": seen.read, "passed": seen.passed,
        "moved": moved,
    }  # fmt: skip
