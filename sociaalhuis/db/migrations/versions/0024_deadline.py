"""the last day on which something can still be done about a question"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact", sa.Column("deadline", sa.Date(), nullable=True))
    op.add_column("contact", sa.Column("deadline_met", sa.Date(), nullable=True))
