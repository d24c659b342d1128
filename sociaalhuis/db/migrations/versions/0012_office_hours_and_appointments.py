"""office hours and appointments"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The agenda: office hours with their days, appointments with their events, waiting numbers."""
    _hours()
    _appointments()
    _made(
        "waiting_number",
        _text("place"),
        sa.Column("number", sa.Integer(), nullable=False),
        _moment("arrived"),
        _moment("started", nullable=True),
        _moment("gone", nullable=True),
        _text("language", nullable=True),
    )
    op.create_index("ix_waiting_number_arrived", "waiting_number", ["arrived"])


def _made(table: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    """A table with an id, and the colleague who wrote the row."""
    op.create_table(
        table,
        *columns,
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _of(table: str, parent: str, *, nullable: bool = False) -> list[sa.Column[object] | sa.Constraint]:
    column = f"{parent}_id"
    name = op.f(f"fk_{table}_{column}")
    return [
        sa.Column(column, sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name),
    ]


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _hours() -> None:
    _made(
        "office_hours",
        _text("name"),
        _text("host"),
        sa.Column("guest", sa.Boolean(), nullable=False),
        _text("place"),
        _text("postal_code", nullable=True),
        *_of("office_hours", "service", nullable=True),
        _text("hours"),
        _text("mode"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("bring", sa.JSON(), nullable=False),
        sa.Column("discreet", sa.Boolean(), nullable=False),
        _moment("made"),
        sa.Column("ended", sa.Date(), nullable=True),
    )
    op.create_index("ix_office_hours_service_id", "office_hours", ["service_id"])
    _made(
        "office_hours_day",
        *_of("office_hours_day", "office_hours"),
        sa.Column("day", sa.Date(), nullable=False),
        _text("event"),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        _text("reason", nullable=True),
        _moment("at"),
        sa.Column("takes_back", sa.Uuid(), nullable=True),
    )
    op.create_index("ix_office_hours_day_office_hours_id", "office_hours_day", ["office_hours_id"])


def _appointments() -> None:
    _made(
        "appointment",
        *_of("appointment", "office_hours"),
        *_of("appointment", "contact", nullable=True),
        *_of("appointment", "referral", nullable=True),
        _text("language", nullable=True),
        _text("interpreter", nullable=True),
        _text("uid", nullable=True),
        _moment("made"),
    )
    for column in ("office_hours_id", "contact_id", "referral_id", "uid"):
        op.create_index(f"ix_appointment_{column}", "appointment", [column])
    _made(
        "appointment_event",
        *_of("appointment_event", "appointment"),
        _text("event"),
        _moment("at"),
        *_of("appointment_event", "office_hours", nullable=True),
        _moment("start", nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        _text("way", nullable=True),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("settles", sa.JSON(), nullable=False),
        sa.Column("takes_back", sa.Uuid(), nullable=True),
    )
    for column in ("appointment_id", "office_hours_id", "start"):
        op.create_index(f"ix_appointment_event_{column}", "appointment_event", [column])
