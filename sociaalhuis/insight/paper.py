"""The briefing out of the program: a PDF for the council, a workbook and a CSV to calculate with. All files or none."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sociaalhuis import vocab
from sociaalhuis.desk.few import FEW, HIDDEN
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.exchange.catalogue import sheets
from sociaalhuis.exchange.workbook import Sheet, Value, book
from sociaalhuis.insight import telling
from sociaalhuis.insight.figures import NONE, Line
from sociaalhuis.insight.periods import Year
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.reading import Act, Briefing, Quote
from sociaalhuis.insight.years import MORE
from sociaalhuis.printing import briefing_sheet
from sociaalhuis.printing.briefing_sheet import Bar, Block, BriefingSheet
from sociaalhuis.texts import short_day

if TYPE_CHECKING:
    from sociaalhuis.printing.page import Paper

_TITLES = {"kwartaal": "Kwartaalbriefing", "jaar": "Jaaroverzicht"}
_SMALL = (
    f"{FEW}: minder dan vijf. Dat tonen we nooit, ook nul niet: zo kan niemand herkend worden.",
    f"{HIDDEN}: niet getoond, anders kun je een klein getal ernaast uitrekenen.",
)
_AT_LEAST = f"12{MORE}: twaalf of meer. Een van de kwartalen mag zijn getal niet tonen."
_BARS = {
    "kwartaal": "Een donkere balk is dit kwartaal, een lichte het vorige. Zonder balk is het te klein om te tonen.",
    "jaar": "Een donkere balk is dit jaar, een lichte het vorige. Zonder balk kennen we niet het hele getal.",
}
_REST = (
    f"{NONE}: van die tijd zijn er geen gegevens.",
    "Wat in een afgeschermd dossier staat, telt niet mee. Geen cijfer gaat over één medewerker.",
)
_CHARTS = {
    "weeks": 1, "quarters": 1, "domains": 1, "channels": 1, "where": 1, "referrals": 3, "partners": 1, "unmet": 1, "stuck": 1,
    "rights": 2, "which_rights": 1, "signals": 1, "signal_kinds": 1, "languages": 1, "places": 2,
}  # fmt: skip
"""What is drawn, and how deep."""
LOUD = " (hier kwamen signalen over)"
_MOST_BARS, _MOST_QUOTES, _MOST_GROUPS, _MOST_ACTS = 14, 6, 6, 8


def columns(briefing: Briefing) -> tuple[str, str, str]:
    """The words over the three numbers."""
    before, long_ago = briefing.period.beside
    return briefing.period.code, before.code, long_ago.code


def title(briefing: Briefing) -> str:
    """What it is called."""
    return _TITLES[briefing.period.noun]


def hiding(briefing: Briefing) -> tuple[str, ...]:
    """What the signs mean that stand where a number is not told."""
    return (*_SMALL, _AT_LEAST) if isinstance(briefing.period, Year) else _SMALL


def signs(briefing: Briefing) -> tuple[str, ...]:
    """What all signs in it mean."""
    return (*hiding(briefing), _BARS[briefing.period.noun], *_REST)


def sheet(briefing: Briefing) -> "Paper":
    """The briefing on A4, four pages at most."""
    about = briefing.period
    period = f"{about.label}, {short_day(about.first)} tot en met {short_day(briefing.until)}"
    keys = tuple(
        briefing_sheet.Key(one.label, one.said, one.sentence)
        for one in telling.keys(briefing.tables, briefing.days, about, over=briefing.over)
    )
    return briefing_sheet.render(
        BriefingSheet(
            briefing.house,
            title(briefing),
            period,
            briefing.on,
            columns(briefing),
            keys,
            signs(briefing),
            tuple(_blocks(briefing)),
            "Wat wij aan de raad vragen",
        )
    )


def _blocks(briefing: Briefing) -> Iterator[Block]:
    yield from _charts(briefing)
    gaps = tuple((f"{one.cluster}{LOUD if one.heard else ''}", _groups(one.groups)) for one in briefing.gaps)
    yield Block("Leemtes in het aanbod", "Doelgroepen waarvoor de matrix geen dienst kent.", (), gaps or (("", "Geen."),))
    if briefing.actions:
        acts = tuple((one.action.text, _about_act(one, briefing.on)) for one in briefing.actions[:_MOST_ACTS])
        yield Block("Acties uit het plan", f"{_MOST_ACTS} hoogstens; alle staan in het rekenblad.", (), acts)
    quotes = tuple((_about(one), f"“{one.text}”{_note(one.note)}") for one in briefing.quotes[:_MOST_QUOTES])
    none = (("", "Geen signaal kan in eigen woorden mee."),)
    yield Block("Signalen in eigen woorden", "Zonder naam, en door een collega bekeken.", (), quotes or none)


def _charts(briefing: Briefing) -> Iterator[Block]:
    """A chart for each table that has something to show; the others are named together."""
    silent = []
    for key, deepest in _CHARTS.items():
        if (table := briefing.tables.get(key)) is None:
            continue
        lines = [line for line in table.lines if 1 <= line.depth <= deepest and _says_much(line)]
        bars = tuple(Bar(one.label, one.said[0], one.numbers[0], one.numbers[1], one.depth - 1) for one in lines[:_MOST_BARS])
        if bars:
            yield Block(table.title, table.what, bars)
        else:
            silent.append(f"{table.title} ({table.whole.said[0]})")
    if silent:
        yield Block("Te weinig om te tonen", "", (), (("", f"{'; '.join(silent)}."),))


def _says_much(line: Line) -> bool:
    return line.numbers[0] is not None or line.said[0].endswith(MORE)


def _about(one: Quote) -> str:
    return f"{one.domain}, {one.state}" + (f", voor: {one.addressee}" if one.addressee else "")


def _about_act(one: Act, on: date) -> str:
    """Under which goal it stands, and how far it is."""
    return " · ".join(part for part in (one.theme, one.goal, plans.about(one.action, on)) if part)


def _note(note: str) -> str:
    return f" Gevolg: {note}" if note else ""


def _groups(groups: Sequence[str]) -> str:
    more = len(groups) - _MOST_GROUPS
    return ", ".join(groups[:_MOST_GROUPS]) + (f" en nog {more}." if more > 0 else ".")


def workbook(briefing: Briefing) -> bytes:
    """All tables as XLSX, a sheet each, with the gaps, the quotes and what the signs mean."""
    heads = ["", *columns(briefing)]
    keys = (
        [one.label, *map(_cell, one.said), one.sentence]
        for one in telling.keys(briefing.tables, briefing.days, briefing.period, over=briefing.over)
    )
    made = [Sheet("Kerncijfers", [*heads, "Wat valt op"], keys, [34, 11, 11, 11, 90])]
    for table in briefing.tables.values():
        lines = ([f"{'    ' * one.depth}{one.label}", *map(_cell, one.said)] for one in table.lines)
        made.append(Sheet(table.title.replace(":", ","), heads, lines, [48, 11, 11, 11]))
    gaps = ([one.cluster, group, "ja" if one.heard else ""] for one in briefing.gaps for group in one.groups)
    quotes = ([one.domain, one.state, one.text, one.note, one.addressee] for one in briefing.quotes)
    acts = (_act_row(one) for one in briefing.actions)
    made += [
        Sheet("Leemtes", ["Cluster", "Doelgroep zonder dienst", "Signalen over"], gaps, [38, 40, 14]),
        Sheet("Signalen in woorden", ["Domein", "Stand", "Signaal", "Gevolg", "Voor wie"], quotes, [30, 18, 90, 60, 20]),
        Sheet(
            "Acties",
            ["Thema", "Doel", "Actie", "Stand", "Wie", "Tegen", "Nummer", "Te laat"],
            acts,
            [30, 50, 60, 12, 24, 14, 12, 10],
        ),
        Sheet("Uitleg", ["Wat", "Uitleg"], _explained(briefing), [34, 110]),
    ]
    return book(made)


def _act_row(one: Act) -> Sequence[Value]:
    wish = one.action.wish
    state, due = vocab.label("action_states", one.action.state), short_day(wish.due) if wish.due else ""
    return [one.theme, one.goal, wish.text, state, wish.owner, due, wish.reference, "ja" if one.late else ""]


def _cell(said: str) -> Value:
    return int(said) if said.isdigit() else said


def _explained(briefing: Briefing) -> Iterator[Sequence[Value]]:
    yield ["Huis", briefing.house]
    yield ["Periode", briefing.period.label]
    yield ["Gemaakt op", short_day(briefing.on)]
    yield from (["Teken", words] for words in signs(briefing))
    yield from ([table.title, table.what] for table in briefing.tables.values())


def lines(briefing: Briefing) -> str:
    """All tables as CSV for a spreadsheet: a line each, with its place in the table."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["tabel", "diepte", "regel", *columns(briefing)])
    for table in briefing.tables.values():
        for one in table.lines:
            writer.writerow([sheets.safe(table.title), one.depth, sheets.safe(one.label), *one.said])
    return out.getvalue()


def names(briefing: Briefing) -> tuple[str, str, str]:
    """The names of the files: PDF, workbook, CSV."""
    begin = f"{title(briefing).lower()}-{briefing.period.code}"
    return f"{begin}.pdf", f"{begin}.xlsx", f"{begin}.csv"


def write(briefing: Briefing, out: Path) -> tuple[Path, ...]:
    """Write the three files into a folder, whole or not at all. Raises Refusal when one is there, Trouble for the disk."""
    pdf, xlsx, lines_ = names(briefing)
    made = {
        pdf: sheet(briefing).pdf,
        xlsx: workbook(briefing),
        lines_: lines(briefing).encode("utf-8-sig"),
    }
    return put(made, out)


def put(made: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write these files into a folder, all or none; nothing that is there is written over."""
    there = [name for name in made if (out / name).exists()]
    if there:
        raise Refusal(f"“{there[0]}” staat al in deze map.", "Kies een andere map, of haal het oude bestand weg.")
    begun: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            part = out / f"{name}.deel"
            begun.append(part)
            part.write_bytes(content)
        for name in made:
            (out / f"{name}.deel").rename(out / name)
            begun.append(out / name)
    except OSError as error:
        for path in begun:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise Trouble(f"In de map “{out}” kan niet geschreven worden.", "Kies een andere map.") from error
    return tuple(out / name for name in made)
