"""whom a signal is meant for"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signal_step", sa.Column("addressee", sa.String(), nullable=True))
