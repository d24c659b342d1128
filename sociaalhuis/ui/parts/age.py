"""How old what we know of a service is, in the same words on every screen. Pure; no widgets."""

from dataclasses import dataclass
from datetime import date

from sociaalhuis.catalogue.service import Service
from sociaalhuis.texts import count

FRESH, YEAR = 6, 12  # months: up to FRESH it is in order when the house says nothing else
_SIGN = {"good": "✓", "today": "●", "late": "▲"}


@dataclass(frozen=True, slots=True)
class Age:
    """How old the information is: in full, short, with the icon and the colour role."""

    said: str
    short: str
    role: str  # good, today or late; also the name of the icon


def age(service: Service, today: date, fresh: int = FRESH) -> Age:
    """How long ago somebody checked this record; ``fresh`` is the interval of its kind in months, twice that is too old."""
    if service.assured_date is None:
        return Age("nooit nagekeken", "nooit nagekeken", "late")
    months = (today.year - service.assured_date.year) * 12 + today.month - service.assured_date.month
    months = max(0, months - (today.day < service.assured_date.day and service.assured_precision != "month"))
    ago = "deze maand" if months == 0 else f"{count(months, 'maand', 'maanden')} geleden"
    if months <= fresh:
        return Age(f"nagekeken, {ago}", f"{months} mnd", "good")
    if months < 2 * fresh:
        return Age(f"{ago} nagekeken: kijk het na", f"{months} mnd: nakijken", "today")
    long = f"{months // 12} jaar" if months >= YEAR else f"{months} mnd"
    return Age(f"te oud: {long} geleden nagekeken", f"te oud: {long}", "late")


def age_chip(service: Service, today: date, fresh: int = FRESH) -> tuple[str, str]:
    """The same as a chip: its text with its sign, and its role."""
    checked = age(service, today, fresh)
    return f"{_SIGN[checked.role]} {checked.said}", f"chip-{checked.role}"
