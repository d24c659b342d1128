"""the day on which the desk wants to ask how a referral went, where somebody chose one"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("follow_on", sa.Date(), nullable=True))
