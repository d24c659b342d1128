"""how people are reached, what was taken back, and why a condition was passed over"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("forbidden_ways", sa.JSON(), nullable=True))
    op.add_column("attempt", sa.Column("way", sa.String(), nullable=True))
    op.add_column("referral", sa.Column("despite", sa.String(), nullable=True))
    op.add_column("referral_event", sa.Column("takes_back", sa.Uuid(), nullable=True))
