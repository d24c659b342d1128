"""zitdagen without a network: packages that went out, and what was changed there of what the house had"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outing",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("away", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned", sa.DateTime(timezone=True), nullable=True),
        sa.Column("data_key", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_outing_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outing")),
    )
    op.create_table(
        "outing_change",
        sa.Column("outing_id", sa.Uuid(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.Uuid(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("there", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["outing_id"], ["outing.id"], name=op.f("fk_outing_change_outing_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_outing_change_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outing_change")),
    )
    op.create_index("ix_outing_change_outing_id", "outing_change", ["outing_id"])
    op.create_index("ix_outing_change_settled", "outing_change", ["settled"])
    op.add_column("device", sa.Column("outing_id", sa.Uuid(), nullable=True))
