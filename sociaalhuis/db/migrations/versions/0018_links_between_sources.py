"""likely same service from two sources, shown side by side and joined; how many people a service can help"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service_source", sa.Column("fields", sa.JSON(), nullable=True))
    op.add_column("service", sa.Column("capacity", sa.String(), nullable=True))
    op.create_table(
        "service_join",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["kept_id"], ["service.id"], name=op.f("fk_service_join_kept_id")),
        sa.ForeignKeyConstraint(["gone_id"], ["service.id"], name=op.f("fk_service_join_gone_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_service_join_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_join")),
    )
    op.create_table(
        "service_apart",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["service.id"], name=op.f("fk_service_apart_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["service.id"], name=op.f("fk_service_apart_other_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_service_apart_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_apart")),
    )
    with op.batch_alter_table("service_join", schema=None) as batch_op:
        batch_op.create_index("ix_service_join_kept_id", ["kept_id"], unique=False)
        batch_op.create_index("ix_service_join_gone_id", ["gone_id"], unique=False)
    with op.batch_alter_table("service_apart", schema=None) as batch_op:
        batch_op.create_index("uq_service_apart_one_id_other_id", ["one_id", "other_id"], unique=True)
        batch_op.create_index("ix_service_apart_other_id", ["other_id"], unique=False)
