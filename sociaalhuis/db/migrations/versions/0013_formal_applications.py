"""formal applications"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_request",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("received_by", sa.String()),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("right", sa.String()),
        sa.Column("words", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(kind = 'aanvraag') = (parent_id IS NULL)", name=op.f("ck_support_request_corrects_a_line")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_support_request_device_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_support_request_contact_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["support_request.id"], name=op.f("fk_support_request_parent_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_support_request_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_request")),
        sa.UniqueConstraint("number", name=op.f("uq_support_request_number")),
    )
    op.create_index("uq_support_request_device_id_sequence", "support_request", ["device_id", "sequence"], unique=True)
    op.create_index("ix_support_request_contact_id", "support_request", ["contact_id"])
    _of_a_request(
        "support_step",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String()),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("words", sa.String()),
        sa.Column("takes_back", sa.Uuid()),
    )
    _of_a_request(
        "support_paper",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("aid", sa.String()),
        sa.Column("aid_reason", sa.String()),
    )
    op.create_table(
        "task_split",
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("informs", sa.String()),
        sa.Column("helps", sa.String()),
        sa.Column("files", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_split")),
        sa.UniqueConstraint("product", name=op.f("uq_task_split_product")),
    )


def _of_a_request(table: str, *columns: sa.Column[object]) -> None:
    """A table of things that happened to an application."""
    op.create_table(
        table,
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        *columns,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["support_request.id"], name=op.f(f"fk_{table}_request_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_request_id", table, ["request_id"])
