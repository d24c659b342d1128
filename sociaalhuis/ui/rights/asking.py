"""What comes now in a talk about rights, as a question on the screen: its words, its answers by key, and what each one does."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from sociaalhuis.catalogue.engine import Engine as Catalogue
from sociaalhuis.desk import asking
from sociaalhuis.desk.rights import editions, question_words, questions, rights, talk
from sociaalhuis.desk.rights.talk import Asking, Clashing, Confirming, Enough, Moment, Talk
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Answer, Interval, Standing, Value, vocabulary
from sociaalhuis.house import House
from sociaalhuis.rights import bands
from sociaalhuis.rights.engine import Engine, Outcome, Status
from sociaalhuis.rights.words import euros
from sociaalhuis.texts import count
from sociaalhuis.ui.rights.question import Asked, Choice, Typed

type Turn = Callable[[Talk], Talk]

MOST_BANDS = 9  # a digit each
MOST_NAMES = 3  # of what a question helps to settle
_DIGITS = "1234567890"
_MORE = "ABCDEFGHIKMOPQ"  # for the few questions with more than ten answers; not the letters that mean something else
NO, _NONE = "N", "nee"  # the key for no, and the option of a question about several facts that it chooses
_WIDTH: Mapping[str, int] = {"kinderen": 1, "personen": 1, "jaar": 2}
_PERHAPS_HUNDRED = ("10", "11", "12")
_CODE = 4
_THEN = "Ctrl+P drukt de lijst af. Ctrl+D plant een aanvraag."
NOTHING = "Nog niets gevraagd. Drie vragen geven al een eerste beeld."


def rules(house: House, day: date) -> Engine:
    """The rules that count in this house, with all that is needed to choose questions on that day: some tenths of a second."""
    engine = editions.engine(house)
    questions.of(engine.program(day))
    return engine


def looking(now: Talk, catalogue: Catalogue | None, services: Iterable[str]) -> Talk:
    """The talk with an eye on the conditions of these services (ids): a question may settle those too."""
    found = [catalogue.service(one) for one in services] if catalogue is not None else []
    return now.looking({one.name: one.eligibility for one in found if one is not None and one.eligibility is not None})


def asked(moment: Moment, now: Talk, engine: Engine, here: str = "") -> Asked:
    """The question of this moment; ``here`` is the postal code of the house, where most clients live."""
    match moment:
        case Clashing():
            return _clash(moment, now)
        case Confirming(fact, answer):
            return _confirm(fact, answer)
        case Asking(fact):
            return _question(fact, now, engine, here)
        case Enough(stopped):
            return _enough(now, stopped)


def about(moment: Moment) -> str | None:
    """The fact that can be put off."""
    match moment:
        case Clashing(clash):
            return clash.fact
        case Confirming(fact, _) | Asking(fact):
            return fact
        case Enough():
            return None


def _clash(moment: Clashing, now: Talk) -> Asked:
    """Both answers, and the question what is true today."""
    choices = []
    for digit, fact in zip(_DIGITS, moment.facts, strict=False):
        said = now.postal_code or "" if fact == talk.POSTCODE else asking.said(fact, now.known[fact])
        name = "Postcode" if fact == talk.POSTCODE else _short(fact)
        choices.append(Choice(digit, f"{name}: {said}", partial(_settle, moment, fact)))
    notice = "Twee antwoorden spreken elkaar tegen. Kies wat klopt. Het andere vragen we opnieuw."
    return Asked("Twee antwoorden spreken elkaar tegen", "Wat klopt vandaag?", choices, notice=notice)


def _settle(moment: Clashing, right: str, now: Talk) -> Talk:
    return now.settled(moment.clash, right)


def _confirm(fact: str, answer: Answer) -> Asked:
    said = asking.said(fact, answer)
    heard = (
        "Dit las het programma in de woorden van de cliënt." if answer.source == "words" else "Dit is van een vorig gesprek."
    )
    choices = [
        Choice("J", "Ja, dat klopt", partial(_answer, fact, answer.value)),
        Choice("N", "Nee, vraag het opnieuw", partial(_ask_again, fact)),
        *_unsure(fact),
    ]
    return Asked("Nog te bevestigen", f"{_short(fact)}: {said}. Klopt dat?", choices, note=heard)


def _ask_again(fact: str, now: Talk) -> Talk:
    return now.doubted(fact)


def _answer(fact: str, value: Value | None, now: Talk) -> Talk:
    return now.answered(fact, value)


def _choose(question: str, option: str, now: Talk) -> Talk:
    return now.chosen(question, option)


def _not_told(fact: str, standing: Standing, now: Talk) -> Talk:
    return now.answered(fact, None, standing)


def _unsure(fact: str) -> list[Choice]:
    return [
        Choice("W", "Weet niet", partial(_not_told, fact, Standing.UNKNOWN), quiet=True),
        Choice("Z", "Wil niet zeggen", partial(_not_told, fact, Standing.REFUSED), quiet=True),
        Choice("L", "Later", partial(_later, fact), quiet=True),
    ]


def _later(fact: str, now: Talk) -> Talk:
    return now.put_off(fact)


def _question(fact: str, now: Talk, engine: Engine, here: str) -> Asked:
    words = question_words.shipped()[fact]
    choices, typed = _answers(fact, now, engine, here)
    why = f"{words.why}\n{_settles(fact, now, engine)}".strip()
    return Asked(words.block.upper(), words.ask, [*choices, *_unsure(fact)], typed, why, words.find)


def _settles(fact: str, now: Talk, engine: Engine) -> str:
    """What the answer helps to settle, by name; the nearest first."""
    rights_, services = questions.of(engine.program(now.day)).settles(now.known, fact, now.services)
    names = [*(engine.book.rules[right].name for right in rights_), *services]
    if not names:
        return ""
    more = len(names) - MOST_NAMES
    shown = names if more < 2 else [*names[:MOST_NAMES], f"nog {more} andere"]
    return f"Maakt meer duidelijk over: {', '.join(shown[:-1]) + ' en ' if shown[1:] else ''}{shown[-1]}."


def _options(question: str, now: Talk) -> list[Choice]:
    """The options of a question about several facts, without those that cannot be so."""
    words, keys = question_words.shipped()[question], iter(_DIGITS)
    open_ = now.open_in(question)
    may_be = {slug: told for slug, told in words.tells.items() if not any(told[fact] for fact in told if fact not in open_)}
    return [
        Choice(NO if slug == _NONE else next(keys), words.options[slug], partial(_choose, question, slug)) for slug in may_be
    ]


def _answers(fact: str, now: Talk, engine: Engine, here: str) -> tuple[list[Choice], Typed | None]:
    if fact == rights.MUNICIPALITY:
        return [], Typed("postcode", _CODE, name="Postcode", filled=here)
    if fact in question_words.together():
        return _options(fact, now), None
    kind = vocabulary()[fact]
    if kind.type == "bool":
        return [Choice("J", "Ja", partial(_answer, fact, True)), Choice(NO, "Nee", partial(_answer, fact, False))], None
    if kind.type == "enum":
        options = question_words.shipped()[fact].options
        keys = _DIGITS + _MORE
        return [
            Choice(key, said, partial(_answer, fact, slug)) for key, (slug, said) in zip(keys, options.items(), strict=False)
        ], None
    width = _WIDTH.get(kind.unit or "")
    cut = bands.bands(engine.program(now.day), fact, now.known)
    if width is not None or not 1 < len(cut) <= MOST_BANDS:
        return [], Typed((kind.unit or "").replace("eur/", "euro per "), width, _PERHAPS_HUNDRED if width == 2 else ())
    return [
        Choice(key, _band(band, kind.unit or ""), partial(_answer, fact, band)) for key, band in zip(_DIGITS, cut, strict=False)
    ], None


def _band(band: Interval, unit: str) -> str:
    low, high = (None if one is None else euros(one) if "eur" in unit else f"{one:g}" for one in band)
    if low is None or high is None:
        return f"hoogstens {high}" if low is None else f"{low} of meer"
    return f"{low}" if low == high else f"{low} tot {high}"


def entered(now: Talk, moment: Moment, typed: str) -> Talk:
    """The talk after a number was typed. Raises Refusal for one that cannot be."""
    fact = about(moment)
    if fact is None:
        return now
    if fact == rights.MUNICIPALITY:
        return now.located(typed)
    answer = asking.understood(fact, typed)
    if answer is None:
        raise Refusal("Dit getal kan hier niet.", "Kijk het na, of kies een letter.")
    return now.answered(fact, answer.value)


def _enough(now: Talk, stopped: bool) -> Asked:
    further = [Choice("J", "Ja, verder vragen", Talk.further)]
    if stopped:
        why = "Aan de balie volstaan acht vragen. De rest kan in een rustig gesprek."
        return Asked("Genoeg voor nu", "Wil je nog verder vragen?", further, note=f"{why} {_THEN}")
    if now.later:
        late = count(len(now.later), "vraag staat", "vragen staan")
        return Asked("Bijna klaar", "Wil je vragen wat je uitstelde?", further, note=f"Er {late} nog open. {_THEN}")
    return Asked("Klaar", "Hier is niets meer te vragen.", [], note=_THEN)


def progress(moment: Moment, now: Talk, outcomes: Mapping[str, Outcome]) -> tuple[str, int, int]:
    """How far it is: words, how many rights are decided, of how many."""
    decided = sum(one.status is not Status.UNKNOWN for one in outcomes.values())
    if not now.asked:
        return NOTHING, decided, len(outcomes)
    number = count(len(now.asked), "vraag gesteld", "vragen gesteld")
    return f"{number} · {decided} van {len(outcomes)} rechten bekeken", decided, len(outcomes)


def _short(fact: str) -> str:
    words = question_words.shipped().get(fact)
    return asking.short(fact) if words is None else words.short
