"""A campaign and its lines in words: for the lists, and for the card beside them. No widgets here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sociaalhuis import vocab
from sociaalhuis.desk import few
from sociaalhuis.desk.proactive import campaigns, listed
from sociaalhuis.desk.proactive.campaign_rows import Row
from sociaalhuis.desk.proactive.campaigns import Held
from sociaalhuis.texts import day, short_day
from sociaalhuis.ui.parts.parts import breakable
from sociaalhuis.ui.parts.rows import Line
from sociaalhuis.ui.proactive.card import CAUSES

NEAR = 14  # days: a list that goes so soon is marked
_HEADS = {campaigns.REACH: "CONTACTEREN", campaigns.CHECK: "EERST NAKIJKEN", campaigns.LEAVE: "NIET CONTACTEREN"}
_KNOWN = {campaigns.ACTIVE: "helpt deze cliënt nu", campaigns.BEFORE: "zag deze cliënt al vaker"}

type Named = Callable[[str], str]
type Fact = tuple[str, str, str]


def campaign_line(one: Held, today: date) -> Line:
    """One campaign in the list."""
    if one.erased is not None:
        return Line(one.name, one, one.id, "gewist", "alleen nog aantallen", "", "good", "soft")
    near = (one.delete_on - today).days <= NEAR
    left = f"{one.open} van {one.clients} open"
    mark, role = ("late", "late") if near else ("open", "soft")
    return Line(one.name, one, one.id, f"tot {one.delete_on:%d/%m/%y}", left, "", mark, role)


def row_lines(rows: Sequence[Row], named: Named) -> list[Line]:
    """The lines of one campaign under their heads, those that came to an end last."""
    groups = {head: [one for one in rows if one.end is None and one.triage == heap] for heap, head in _HEADS.items()}
    groups["AFGEROND"] = [one for one in rows if one.end is not None]
    many = len({right for one in rows for right in one.rights}) > 1
    lines: list[Line] = []
    for head, ones in groups.items():
        if ones:
            lines.append(Line(f"{head} ({len(ones)})", head=True))
            lines += [_row_line(one, ", ".join(map(named, one.rights)) if many else "") for one in ones]
    return lines


def _row_line(one: Row, rights: str) -> Line:
    if one.end is not None:
        return Line(vocab.label(listed.ENDS, one.end), one, one.id, one.reference, rights, "", "good", "soft")
    written = f"brief {one.written_on.day}/{one.written_on.month}" if one.written_on else ""
    if one.triage == campaigns.CHECK:
        text = f"vraag het eerst aan {one.helper}" if one.helper else "kijk het dossier eerst na"
    else:
        text = _ways(one)
    if one.safe_contact:
        return Line(text, one, one.id, one.reference, rights, "▲ lees eerst", "late", "late")
    return Line(text, one, one.id, one.reference, rights, written, "mail" if one.written_on else "open", "soft")


def _ways(one: Row) -> str:
    return ", ".join(vocab.label("contact_ways", way) for way in one.ways if way != "bezoek") or "als de cliënt langskomt"


def about_row(one: Row, named: Named) -> list[Fact]:
    """What the card says of one line."""
    rights = "\n".join(f"≈ {breakable(named(right))}" for right in one.rights)
    ways = _ways(one) if one.asked else "Nog niet gevraagd wat veilig is. Bespreek het als de cliënt hier is."
    facts: list[Fact] = [("Let op", f"▲ {one.safe_contact}", "late")] if one.safe_contact else []
    facts.append(("Bereiken", ways, ""))
    if one.helper:
        facts.append(("Wie helpt", f"{one.helper} {_KNOWN[one.known_by]}. Overleg eerst.", ""))
    facts += [("Mogelijk recht", rights, ""), ("Waarom nu", CAUSES[one.cause], "")]
    if one.written_on:
        facts.append(("Brief", f"gemaakt op {short_day(one.written_on)}. R maakt er nog een.", ""))
    return facts


def about_campaign(one: Held, named: Named) -> list[Fact]:
    """What the card says of a campaign: why it may be and until when; of an erased one the numbers that remain."""
    basis = vocab.label(campaigns.BASES, one.basis) + (f": {one.decision}" if one.decision else "")
    facts: list[Fact] = [
        ("Recht", "\n".join(f"≈ {breakable(named(right))}" for right in one.rights), ""),
        ("Rechtsgrond", basis, ""),
        ("Bron", one.source, ""),
        ("Gestart", day(one.started), ""),
    ]
    if one.totals is None:
        return [*facts, ("Wissen op", f"{day(one.delete_on)}. Daarna blijven alleen aantallen.", "")]
    totals = one.totals
    return [
        *facts,
        ("Gewist op", day(one.erased or one.delete_on), ""),
        ("Op de lijst", f"{few.shown(totals['clients'])} cliënten, {few.shown(totals['letters'])} brieven", ""),
        ("Geschift", _numbers(totals["triage"], listed.TRIAGE), ""),
        ("Eindstand", _numbers(totals["ends"], listed.ENDS), ""),
    ]


def _numbers(numbers: Mapping[str, int], vocabulary: str) -> str:
    """Numbers by word; those under five are one remark, whichever they are."""
    shown = few.masked(numbers)
    said = [
        f"{vocab.label(vocabulary, slug) if slug else 'nog open'} {number}"
        for slug, number in shown.items()
        if number != few.FEW
    ]
    rest = f"{'de rest ' if said else ''}minder dan {few.LEAST} elk"
    return ", ".join([*said, *([rest] if len(said) < len(shown) else [])])
