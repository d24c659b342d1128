"""services that did not fit, and needs for which there was none"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passed_over",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_passed_over_contact_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_passed_over_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_over")),
    )
    with op.batch_alter_table("passed_over", schema=None) as batch_op:
        batch_op.create_index("ix_passed_over_contact_id", ["contact_id"], unique=False)
        batch_op.create_index("ix_passed_over_service_id", ["service_id"], unique=False)

    op.create_table(
        "unmet_need",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_unmet_need_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_need")),
    )
    with op.batch_alter_table("unmet_need", schema=None) as batch_op:
        batch_op.create_index("ix_unmet_need_contact_id", ["contact_id"], unique=False)
