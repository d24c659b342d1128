"""A zitdag in the frame: the amber band, where such a house begins, and the commands that belong to it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sociaalhuis.ui.workplace import Command

if TYPE_CHECKING:
    from sociaalhuis.house import House


def band(house: "House", now: datetime) -> str:
    """What the band says all day; empty at home."""
    here = house.away
    if here is None:
        return ""
    from sociaalhuis.desk.workdays import local

    name = f"Zitdag {here.place}"
    if here.closed is not None:
        return f"{name} – afgesloten om {local(here.closed):%H.%M} uur – breng het pakket thuis"
    if here.expired(now):
        return f"{name} – verlopen – werken kan niet meer, thuisbrengen wel"
    return f"{name} – zonder netwerk – tot {local(here.until):%d/%m %H.%M} uur – catalogus van {local(here.made):%d/%m %H.%M}"


def first_screen(house: "House", now: datetime, remembered: str) -> str:
    """Where work begins: a zitdag that is over begins at its end."""
    here = house.away
    over = here is not None and (here.closed is not None or here.expired(now))
    return "outing_close" if over else remembered


def outing_commands(go: Callable[..., None], *, away: bool) -> Sequence[Command]:
    """The end of the day, and what belongs to a zitdag, here or at home."""
    if away:
        return (
            Command("Zitdag afsluiten", partial(go, "outing_close"), "Ctrl+Shift+E", "good"),
            Command("Dag afsluiten", partial(go, "dayend"), "", "good"),
        )
    return (
        Command("Dag afsluiten", partial(go, "dayend"), "Ctrl+Shift+E", "good"),
        Command("Zitdag voorbereiden", partial(go, "outing"), "", "save"),
        Command("Zitdag thuisbrengen", partial(go, "outing_home"), "", "backup"),
    )
