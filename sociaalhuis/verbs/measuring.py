"""The verbs that measure: ``eval`` the quality of what is suggested or found, ``bench`` a speed against its floor."""

import json
from argparse import Namespace

from sociaalhuis.verbs import call


def evaluate(args: Namespace) -> None:
    from sociaalhuis.measure import eval as evaluation

    if args.what == "words":
        from sociaalhuis.measure import finding

        call.busy("Het zoeken wordt gemeten")
        names = finding.product_names(args.products.read_bytes()) if args.products else ()
        call.say(json.dumps(finding.words(finding.judged(call.read_json(args.gold)), names), ensure_ascii=False, indent=1))
        return
    call.busy("De suggesties worden gemeten")
    gold, saved = evaluation.judged(call.read_json(args.gold)), None
    if args.against:
        saved = evaluation.saved(call.read_json(args.against))
    call.say(json.dumps(evaluation.suggestions(gold, saved), ensure_ascii=False, indent=1))


def bench(args: Namespace) -> None:
    from sociaalhuis.measure import bench

    call.busy("Dit duurt even")
    call.say(json.dumps(bench.run(args.name), ensure_ascii=False, indent=1))
