"""Lists of people whose day of erasing has come. Asked at every opening: it looks first, and loads the rest when needed."""

from datetime import datetime

from sqlalchemy import select

from sociaalhuis.actions import THE_PROGRAM
from sociaalhuis.db.proactive import Campaign
from sociaalhuis.desk.workdays import local
from sociaalhuis.house import House


def erase_due(house: House, now: datetime) -> int:
    """Erase the list of every campaign whose day has come, in one act of the program itself; gives how many."""
    with house.store.read() as session:
        due = session.scalars(
            select(Campaign.id).where(Campaign.erased.is_(None), Campaign.delete_on <= local(now).date())
        ).all()
    if due:
        from sociaalhuis.desk.proactive import listed

        listed.erase(house, THE_PROGRAM, due, now)
    return len(due)
