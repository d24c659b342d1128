"""contacts of an actor and agreements with an end"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organization_contact",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("best_hour", sa.String(), nullable=True),
        *_noted("organization_contact"),
    )
    op.create_index("ix_organization_contact_organization_id", "organization_contact", ["organization_id"])
    op.create_table(
        "agreement",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        *_noted("agreement"),
    )
    op.create_index("ix_agreement_organization_id", "agreement", ["organization_id"])


def _noted(table: str) -> tuple[sa.Column[Any] | sa.Constraint, ...]:
    """What both tables share: when and by whom it was noted, and of which organisation it is."""
    return (
        sa.Column("noted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("gone", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f(f"fk_{table}_organization_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
