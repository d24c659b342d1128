"""The verbs of the desk for a file of questions: ``suggest``, ``slip``, and ``export fhir`` of referrals."""

import json
import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.verbs import call

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper


def suggest(args: Namespace) -> None:
    from sociaalhuis.catalogue.engine import Engine

    call.busy("De catalogus wordt gelezen")
    engine, today = Engine(call.catalogue(args)[0].values()), call.now(args).date()
    call.print_lines(call.each(args.batch, lambda line: engine.answer(line, today, args.top)))


def slip(args: Namespace) -> None:
    import hashlib

    from sociaalhuis.desk import language
    from sociaalhuis.desk.referral import slips
    from sociaalhuis.printing.compose import render

    catalogue, head = call.catalogue(args)
    day = call.now(args).date()
    aids = set[str]()

    def paper_of(line: Mapping[str, Any]) -> "tuple[str, Paper]":
        slip = slips.from_line(line, catalogue, day, head)
        aids.update([slip.aid] if slip.aid else [])
        return str(line.get("id")), render(slip)

    papers = call.each(args.batch, paper_of)
    sys.stderr.writelines(f"Let op: {warning}\n" for aid in sorted(aids) if (warning := language.warning(aid)))
    args.out.mkdir(parents=True, exist_ok=True)
    for name, paper in papers:
        file = re.sub(r"[^A-Za-z0-9._-]", "_", name) + ".pdf"
        (args.out / file).write_bytes(paper.pdf)
        digest = hashlib.sha256(paper.pdf).hexdigest()
        call.print_lines(
            [{"id": name, "file": file, "pages": paper.pages, "sha256": digest, "missing_glyphs": paper.missing_glyphs}]
        )


def export(args: Namespace) -> None:
    from sociaalhuis.desk.partners import exporting

    if bool(args.reference) == bool(args.all):
        raise Refusal("Welke doorverwijzingen?", "Geef een code, of --all voor allemaal.")
    with call.signed_in(args) as house:
        made = exporting.tasks(house, args.reference, call.now(args))
    try:
        args.file.write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")
    except OSError as error:
        raise Trouble(f"Het bestand “{args.file}” kan niet geschreven worden.", "Kies een andere map.") from error
    call.say(f"{len(made['entry'])} doorverwijzingen als FHIR Task in {args.file}, zonder namen.")
