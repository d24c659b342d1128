"""campaigns, and their lists of people, which are erased on a day that is set beforehand"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("started", sa.Date(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=False),
        sa.Column("erased", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totals", sa.JSON(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_campaign_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "campaign_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("known_by", sa.String(), nullable=False),
        sa.Column("triage", sa.String(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_row_campaign_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_campaign_row_contact_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_campaign_row_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_row")),
        sa.UniqueConstraint("campaign_id", "person_id", name=op.f("uq_campaign_row_campaign_id_person_id")),
    )
    op.create_index("ix_campaign_row_campaign_id", "campaign_row", ["campaign_id"])
    op.create_index("ix_campaign_row_contact_id", "campaign_row", ["contact_id"])
    op.create_index("ix_campaign_row_person_id", "campaign_row", ["person_id"])
