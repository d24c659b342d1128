"""explorations of rights, and what came of each right"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exploration",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("withheld", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_exploration_contact_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_exploration_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exploration")),
    )
    with op.batch_alter_table("exploration", schema=None) as batch_op:
        batch_op.create_index("ix_exploration_contact_id", ["contact_id"], unique=False)

    op.create_table(
        "right_step",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("way", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("takes_back", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_right_step_contact_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_right_step_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_right_step")),
    )
    with op.batch_alter_table("right_step", schema=None) as batch_op:
        batch_op.create_index("ix_right_step_contact_id", ["contact_id"], unique=False)
        batch_op.create_index("ix_right_step_due", ["due"], unique=False)
