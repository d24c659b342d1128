"""The verbs that measure: ``eval`` the quality of what is suggested, ``bench`` a speed against its floor."""

import json
from argparse import Namespace

from sociaalhuis.verbs import call


def evaluate(args: Namespace) -> None:
    from sociaalhuis.measure import eval as evaluation

    call.busy("De suggesties worden gemeten")
    gold, saved = evaluation.judged(call.read_json(args.gold)), None
    if args.against:
        saved = evaluation.saved(call.read_json(args.against))
    call.say(json.dumps(evaluation.suggestions(gold, saved), ensure_ascii=False, indent=1))


def bench(args: Namespace) -> None:
    from sociaalhuis.measure import bench

    call.busy("Dit duurt even")
    call.say(json.dumps(bench.run(args.name), ensure_ascii=False, indent=1))
