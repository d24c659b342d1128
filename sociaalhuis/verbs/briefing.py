"""The verb ``briefing``: the figures of a quarter as PDF, workbook and CSV."""

from argparse import Namespace

from sociaalhuis.verbs import call


def briefing(args: Namespace) -> None:
    """Make the quarterly briefing of the house. The quarter is read first, so that a wrong one asks no password."""
    from sociaalhuis.desk.workdays import local
    from sociaalhuis.insight import paper, quarters, reading

    now = call.now(args)
    quarter = quarters.read(args.quarter, local(now).date())
    with call.signed_in(args) as house:
        call.busy("De cijfers worden geteld")
        made = paper.write(reading.briefing(house, quarter, now), args.out)
    call.say(f"Kwartaalbriefing over {quarter.label}, zonder namen:")
    for path in made:
        call.say(f"  {path}")
