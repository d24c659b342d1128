"""terms of keeping: files that were erased, and the lists of what must go"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("erased_on", sa.Date(), nullable=True))
    op.create_table(
        "retention_proposal",
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("spared", sa.JSON(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_retention_proposal_user_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["user.id"], name=op.f("fk_retention_proposal_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_proposal")),
    )
    op.create_index("ix_retention_proposal_ended_by", "retention_proposal", ["ended_by"])
