"""The colour roles of the window, light and dark, and which pairs must stand out how much (WCAG 2.2: text 4.5, parts 3)."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Colours(NamedTuple):
    """The colour roles of one scheme, as #RRGGBB."""

    ground: str  # behind everything
    sheet: str  # cards, lists, fields
    rail: str
    text: str
    soft: str
    line: str
    edge: str  # borders of fields
    accent: str
    accent_soft: str
    on_accent: str
    late: str
    late_soft: str
    today: str
    today_soft: str
    good: str
    good_soft: str


LIGHT = Colours(
    ground="#F3F4F6", sheet="#FFFFFF", rail="#E9ECEF", text="#1B1B1B", soft="#55595E", line="#DDE0E4", edge="#767B82",
    accent="#0B5E8A", accent_soft="#E2EFF6", on_accent="#FFFFFF", late="#A3231C", late_soft="#FCE8E6", today="#6B4500",
    today_soft="#FFF4DC", good="#14532B", good_soft="#E3F4E8",
)  # fmt: skip
DARK = Colours(
    ground="#17191C", sheet="#1F2226", rail="#121417", text="#F0F0F0", soft="#B4BAC1", line="#34393F", edge="#8A9199",
    accent="#7CC4EC", accent_soft="#1D3A4A", on_accent="#0A1E29", late="#FFB4AB", late_soft="#4A1F1B", today="#FFD58A",
    today_soft="#43330F", good="#9BDDB0", good_soft="#173A24",
)  # fmt: skip


def of_palette(palette: QPalette, *, selected: bool = False) -> Colours:
    """The roles in the few colours of a contrast theme: everything written in one ink on one paper; ``selected`` on another."""
    role = QPalette.ColorRole
    paper, ink = (role.Highlight, role.HighlightedText) if selected else (role.Base, role.Text)
    on, off, button = (palette.color(which).name() for which in (ink, paper, role.ButtonText))
    return Colours(
        ground=off, sheet=off, rail=off, text=on, soft=on, line=on, edge=on, accent=on, accent_soft=off, on_accent=button,
        late=on, late_soft=off, today=on, today_soft=off, good=on, good_soft=off,
    )  # fmt: skip


# what is written on what, and how much it must stand out (text 4.5, parts 3)
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, paper, 4.5) for ink in ("text", "soft", "accent") for paper in ("ground", "sheet", "rail")),
    ("text", "accent_soft", 4.5), ("on_accent", "accent", 4.5), ("late", "sheet", 4.5), ("late", "late_soft", 4.5),
    ("today", "sheet", 4.5), ("today", "today_soft", 4.5), ("good", "sheet", 4.5), ("good", "good_soft", 4.5),
    ("accent", "accent_soft", 4.5), ("edge", "sheet", 3.0), ("edge", "ground", 3.0), ("text", "late_soft", 4.5),
    ("text", "today_soft", 4.5), ("text", "good_soft", 4.5), ("soft", "accent_soft", 4.5),
)  # fmt: skip


def contrast(ink: str, paper: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    lights = sorted((_luminance(QColor(ink)), _luminance(QColor(paper))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def roles() -> tuple[str, ...]:
    """The names of the colour roles."""
    return Colours._fields
