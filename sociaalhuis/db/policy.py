"""What the house plans for a theme (a cluster of its matrix): figures from elsewhere, a SWOT a year, goals and actions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sociaalhuis.db.base import Record


class Indicator(Record):
    """One figure of one year from elsewhere, such as how many people of a town live alone."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("list_name", "theme", "label", "area", "year"),)

    list_name: Mapped[str]  # the list of clusters that the theme is in
    theme: Mapped[str]  # a slug of it
    label: Mapped[str]
    area: Mapped[str]  # a town or a part of it, in words; empty: the whole town
    year: Mapped[int]
    value: Mapped[str]  # a decimal number with a point
    unit: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))


class ThemeLine(Record):
    """One line of the plan of a theme, without a name of anybody."""

    __tablename__ = "theme_line"
    __table_args__ = (Index("ix_theme_line_theme", "list_name", "theme"), Index("ix_theme_line_above_id", "above_id"))

    list_name: Mapped[str]
    theme: Mapped[str]
    kind: Mapped[str]  # a slug of resources/vocab/theme_lines
    above_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme_line.id"))  # the goal that it belongs to
    year: Mapped[int]  # of a SWOT its year, of the rest the year in which it was planned
    text: Mapped[str]
    ground: Mapped[str]  # what it rests on, as that was then; empty when nobody said
    owner: Mapped[str]  # which service or function does it; empty when nobody said
    due: Mapped[date | None]
    state: Mapped[str | None]  # a slug of resources/vocab/action_states; a line of a SWOT has none
    state_on: Mapped[date | None]
    reference: Mapped[str]  # its number in the multi-year plan of the council; empty for none
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
