"""What an organisation is asked about one of its services, and which field of the record an answer is about. Pure.

The questions are those of the structured questionnaire to local actors: offer, target groups, capacity, waiting time, needs and
bottlenecks; with what the record says now, so that only what is wrong must be written.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sociaalhuis import vocab

REF, WHOM, GROUPS = "fiche", "ingevuld_door", "doelgroepen"
TICK = "groep_"  # before the slug of a target group


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``field`` of the record (or of the local layer) that the answer is about; empty: only to know."""

    slug: str
    asked: str
    field: str = ""
    lines: int = 1


QUESTIONS: Mapping[str, Question] = {
    one.slug: one
    for one in (
        Question("aanbod", "Wat biedt u aan?", "description", 3),
        Question("telefoon", "Op welk nummer belt een cliënt?", "phones"),
        Question("mail", "Welk mailadres is er voor vragen?", "email"),
        Question("uren", "Wanneer bent u bereikbaar?", "opening_hours"),
        Question("voorwaarden", "Wie kan bij u terecht, en wie niet?", "eligibility_description", 2),
        Question("aanmelden", "Hoe meldt iemand zich aan?", "application_process", 2),
        Question("capaciteit", "Hoeveel mensen kunt u helpen?", "capacity"),
        Question("wachttijd", "Hoelang wacht een nieuwe cliënt nu?", "waiting_time"),
        Question("noden", "Welke noden ziet u bij uw cliënten?", "", 3),
        Question("knelpunten", "Welke knelpunten ziet u in het aanbod?", "", 3),
    )
}

FREE = ("noden", "knelpunten")
"""The questions that change no record: what the organisation sees, in its own words."""


def groups() -> Mapping[str, str]:
    """The target groups that can be ticked: slug → label."""
    return {term.slug: term.label for term in vocab.terms("target_groups", None)}
