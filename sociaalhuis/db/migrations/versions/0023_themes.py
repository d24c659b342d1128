"""themes: figures from elsewhere, and the lines of a plan"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("list_name", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_indicator_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint(
            "list_name", "theme", "label", "area", "year", name=op.f("uq_indicator_list_name_theme_label_area_year")
        ),
    )
    op.create_table(
        "theme_line",
        sa.Column("list_name", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("above_id", sa.Uuid(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("state_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["above_id"], ["theme_line.id"], name=op.f("fk_theme_line_above_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_theme_line_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_line")),
    )
    op.create_index("ix_theme_line_theme", "theme_line", ["list_name", "theme"])
    op.create_index("ix_theme_line_above_id", "theme_line", ["above_id"])
