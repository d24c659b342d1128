"""The words of a slip to read to the client: the same in the same order, as somebody says it. Dutch; not for paper."""

from collections.abc import Iterator

from sociaalhuis.printing.plain import plain
from sociaalhuis.printing.slip import Destination, Slip, tells
from sociaalhuis.texts import Texts, day, hour

_LONGEST = 120


def aloud(slip: Slip) -> tuple[str, ...]:
    """The paragraphs to read: one for the beginning, one a service, one for the end. A neutral slip names no service."""
    texts = Texts(slip.language, slip.form)
    said = [texts.say("slip.aloud.first"), texts.say(f"slip.kind.{slip.kind}")]
    if slip.deadline is not None:
        said.append(f"{texts.say('slip.deadline', day=day(slip.deadline))}.")
    if len(slip.destinations) > 1:
        said.append(texts.say("slip.aloud.several", count=len(slip.destinations)))
    parts = [" ".join(said)]
    for number, one in enumerate(slip.destinations, 1):
        step = [texts.say("slip.aloud.step", number=number)] if len(slip.destinations) > 1 else []
        parts.append(" ".join([*step, *_service(one, slip, texts)]))
    return (*parts, " ".join(_end(slip, texts)))


def _service(one: Destination, slip: Slip, texts: Texts) -> Iterator[str]:
    if slip.discreet:
        yield f"{texts.say('slip.discreet_appointment' if one.appointment else 'slip.discreet_contact')}."
    else:
        yield f"{texts.say(f'slip.step.{one.step}')} {plain(one.name, 90)}."
    if one.appointment:
        key = "slip.moment_today" if one.appointment.date() == slip.day else "slip.moment"
        when = texts.say(key, day=day(one.appointment), hour=hour(one.appointment))
        yield texts.say("slip.aloud.day", when=when)
    address = [line for line in one.address if not (slip.discreet and tells(slip, line))]
    if address:
        yield texts.say("slip.aloud.place", address=plain(", ".join(address), _LONGEST))
    if one.phones:
        yield texts.say("slip.aloud.phone", phone=plain(one.phones[0], 60))
    elif one.email and not slip.discreet:
        yield texts.say("slip.aloud.mail", mail=plain(one.email, 60))
    if not (one.address or one.phones or one.email):
        yield texts.say("slip.missing", who=plain(one.lookup_by or "", 60) or texts.say("slip.missing_desk"))
    if one.bring:
        yield texts.say("slip.aloud.bring", items=", ".join(plain(item, _LONGEST) for item in one.bring))


def _end(slip: Slip, texts: Texts) -> Iterator[str]:
    if slip.shared is not None:
        shared = ", ".join(plain(item, _LONGEST) for item in slip.shared)
        yield f"{texts.say('slip.shared')} {shared}." if shared else texts.say("slip.shared_nothing")
    if slip.interpreter:
        yield f"{texts.say('slip.interpreter', what=slip.interpreter)}."
    yield f"{texts.say('slip.return')} {texts.say('slip.return_how')}"
    yield texts.say("slip.aloud.code", letters=", ".join(char for char in slip.reference if char.isalnum()))
    if slip.plan_b:
        yield f"{texts.say('slip.plan_b', plan=plain(slip.plan_b, _LONGEST)).rstrip('.')}."
    yield f"{texts.say('slip.decides')} {texts.say('slip.aloud.asked')}"
