"""calling together, signals"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _signals()
    _partners()


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


def _of(table: str, parent: str) -> list[sa.Column[object] | sa.Constraint]:
    """The column that points at a row of the parent."""
    column = f"{parent}_id"
    name = op.f(f"fk_{table}_{column}")
    return [sa.Column(column, sa.Uuid(), nullable=False), sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name)]


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _signals() -> None:
    _made(
        "signal", _moment("at"), _text("kind"), _text("domain"), _text("b_factor"), _text("place", nullable=True), _text("text")
    )
    op.create_index("ix_signal_at", "signal", ["at"])
    _made("signal_heard", *_of("signal_heard", "signal"), _moment("at"))
    op.create_index("ix_signal_heard_signal_id", "signal_heard", ["signal_id"])
    _made("signal_step", *_of("signal_step", "signal"), _moment("at"), _text("state"), _text("note", nullable=True))
    op.create_index("ix_signal_step_signal_id", "signal_step", ["signal_id"])
    _made("day_end", sa.Column("day", sa.Date(), nullable=False), _moment("at"), sa.Column("counts", sa.JSON(), nullable=False))


def _partners() -> None:
    _made(
        "service_contact",
        *_of("service_contact", "service"),
        _text("name"),
        _text("reach", nullable=True),
        _moment("noted"),
        sa.Column("gone", sa.Date(), nullable=True),
    )
    op.create_index("ix_service_contact_service_id", "service_contact", ["service_id"])
    _made(
        "passed_on",
        *_of("passed_on", "referral"),
        _moment("at"),
        _text("way"),
        _text("partner", nullable=True),
        sa.Column("elements", sa.JSON(), nullable=False),
    )
    op.create_index("ix_passed_on_referral_id", "passed_on", ["referral_id"])
    op.create_table(
        "incoming",
        *_of("incoming", "contact"),
        _text("referrer"),
        _text("sender"),
        _text("reach", nullable=True),
        _text("ground"),
        _text("ground_note", nullable=True),
        sa.Column("call_by", sa.Date(), nullable=False),
        sa.Column("report_by", sa.Date(), nullable=True),
        _text("feedback"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_incoming_contact_id")),
    )
    _made("incoming_step", *_of("incoming_step", "incoming"), _moment("at"), _text("step"))
    op.create_index("ix_incoming_step_incoming_id", "incoming_step", ["incoming_id"])
    _made("complaint", _moment("at"), _text("kind"), _text("way"), sa.Column("restricted", sa.Boolean(), nullable=False))
