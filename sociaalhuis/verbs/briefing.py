"""The verb ``briefing``: the figures of a quarter or a year as PDF, workbook and CSV."""

from argparse import Namespace

from sociaalhuis.verbs import call


def briefing(args: Namespace) -> None:
    """Make the briefing of the house. Its time is read first, so that a wrong one asks no password."""
    from sociaalhuis.desk.workdays import local
    from sociaalhuis.insight import paper, periods, reading

    now = call.now(args)
    today = local(now).date()
    period = periods.read_year(args.year, today) if args.year else periods.read(args.quarter, today)
    with call.signed_in(args) as house:
        call.busy("De cijfers worden geteld")
        made = reading.briefing(house, period, now)
        written = paper.write(made, args.out)
    call.say(f"{paper.title(made)} over {period.label}, zonder namen:")
    for path in written:
        call.say(f"  {path}")
