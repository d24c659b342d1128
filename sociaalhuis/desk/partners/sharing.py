"""What of a client may leave the house with one referral: the checks before it does, and exactly the words that do.

Pure: values in, values out. What the client did not agree to is not in it; what would put him or her at risk is held back, and
said. Who reads it from the files and writes it down is desk.partners.together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.desk import safety
from sociaalhuis.texts import Texts, day

LONGEST = 160  # characters of the question in one sentence
_HOW = {"oral": "mondeling", "written": "op papier", "phone": "aan de telefoon"}
_ASKS_WAY = {"telefoon": safety.CALL, "email": "mail", "adres": safety.LETTER}  # element → the way that it opens
_RISKY = ("telefoon", "email", "adres")  # what lets somebody at the door or on the phone of who flees violence


@dataclass(frozen=True, slots=True)
class Known:
    """All that the checks look at. ``agreed`` None: nobody noted an answer. ``data`` is what is known, by element.

    ``asked``: whether somebody asked which ways are safe; ``silent``: the client is not called about this referral.
    """

    agreed: bool | None
    elements: tuple[str, ...] = ()
    method: str = "oral"
    on: date | None = None
    without_reason: str = ""
    anonymous: bool = True
    asked: bool = False
    forbidden: tuple[str, ...] = ()
    safe_contact: str = ""
    protected: bool = False
    violence: bool = False
    silent: bool = False
    minor: bool = False
    speaks: str = ""  # who acts for the client, with what he or she is
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. ``good``: True is in order, None must be looked at by somebody, False: nothing leaves."""

    name: str
    good: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One element that is shared, with its words; without words somebody says it. ``held``: why it is not shared after all."""

    element: str
    label: str
    text: str
    held: str = ""


def checks(known: Known) -> tuple[Check, ...]:
    """The checks, in the order in which people think of them; who speaks for the client only where that matters."""
    return (_consent(known), *_spoken_for(known), _safe(known), _protected(known), _violence(known))


def blocked(found: Sequence[Check]) -> str:
    """Why nothing may leave, empty when it may."""
    return next((check.words for check in found if check.good is False), "")


def to_look_at(found: Sequence[Check]) -> bool:
    """Whether somebody must look before anything leaves."""
    return any(check.good is None for check in found)


def _consent(known: Known) -> Check:
    name = "Akkoord"
    if known.agreed and known.on is not None:
        return Check(name, True, f"Ja, {_HOW.get(known.method, known.method)}, {day(known.on)}.")
    if known.without_reason:
        return Check(name, None, f"Zonder akkoord, om deze reden: {known.without_reason}")
    return Check(name, False, "Er is geen akkoord. Er gaat niets door. Een briefje kan nog altijd mee.")


def _spoken_for(known: Known) -> tuple[Check, ...]:
    if known.speaks:
        return (Check("Vertegenwoordiger", None, f"{known.speaks}. Is die het eens?"),)
    return (
        (Check("Vertegenwoordiger", None, "Minderjarig. Wie mag beslissen? Noteer het in het dossier."),) if known.minor else ()
    )


def _safe(known: Known) -> Check:
    name = "Veilig contact"
    if known.anonymous:
        return Check(name, True, "Anoniem: wij hebben geen telefoon of adres.")
    said = " · ".join(part for part in (*safety.said(known.forbidden), known.safe_contact) if part)
    if said:
        return Check(name, None, f"{said}. Zeg dit ook aan de dienst.")
    return Check(name, True, "Alles mag.") if known.asked else Check(name, None, "Nog niet gevraagd. Vraag het nu.")


def _protected(known: Known) -> Check:
    if known.protected:
        return Check("Dossier", None, "Dit dossier is afgeschermd. Geef alleen de code door.")
    return Check("Dossier", True, "Er is geen dossier." if known.anonymous else "Het dossier is niet afgeschermd.")


def _violence(known: Known) -> Check:
    name = "Geweld"
    if known.violence or known.silent:
        return Check(name, None, "Is de cliënt alleen? Zeg aan de dienst: bel of schrijf de cliënt niet zelf.")
    return Check(name, True, "Deze dienst gaat niet over geweld.")


def parts(known: Known, sentence: str, *, minimal: bool = False) -> tuple[Part, ...]:
    """What the client agreed to, each with its words; ``sentence`` is the question in one sentence.

    ``minimal``: the service has no professional secrecy, so that it hears a name and a number at most.
    """
    data = {**known.data, "vraag_in_een_zin": " ".join(sentence.split())[:LONGEST]}
    return tuple(
        Part(slug, vocab.label("share_elements", slug), "" if held else data.get(slug, ""), held)
        for slug in known.elements
        for held in [_held(known, slug, minimal=minimal)]
    )


def _held(known: Known, slug: str, *, minimal: bool) -> str:
    if known.protected:
        return "afgeschermd dossier"
    if minimal and not vocab.term("share_elements", slug).extra["minimal"]:
        return "geen beroepsgeheim"
    if slug in _RISKY and (known.violence or known.silent):
        return "niet bij geweld"
    if slug in _ASKS_WAY and _ASKS_WAY[slug] in known.forbidden:
        return safety.said([_ASKS_WAY[slug]])[0]
    return ""


def told(shared: Sequence[Part]) -> tuple[str, ...]:
    """The elements that really leave."""
    return tuple(part.element for part in shared if not part.held)


def words(known: Known, shared: Sequence[Part], code: str, house: str, service: str, person: str = "") -> str:
    """Exactly what is passed on, as it is read on the phone or stands in a mail."""
    say = Texts("nl").say
    to = say("together.to_person", service=service, person=person) if person else say("together.to", service=service)
    lines = [say("together.head", code=code, house=house), to]
    if known.agreed and known.on is not None:
        lines.append(say("together.consent", how=_HOW.get(known.method, known.method), day=day(known.on)))
    elif known.without_reason:
        lines.append(say("together.without", why=known.without_reason))
    lines += [
        say("together.part", label=part.label.capitalize(), text=part.text) for part in shared if part.text and not part.held
    ]
    return "\n".join(lines)


def letter(code: str, contact: str, house: str, body: str = "") -> str:
    """The words of a mail: without ``body`` only the code, so that it says nothing about anybody."""
    say = Texts("nl").say
    inside = body or say("together.bare", code=code)
    asked = say("together.ask", contact=contact)
    return "\n".join([say("together.hello"), "", inside, "", asked, "", say("together.greeting"), house, ""])
