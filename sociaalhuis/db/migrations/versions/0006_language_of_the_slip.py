"""language of the slip: which aid stood on it and why, and which interpreter a person needs"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("slip", sa.Column("aid", sa.String(), nullable=True))
    op.add_column("slip", sa.Column("aid_reason", sa.String(), nullable=True))
    op.add_column("person", sa.Column("interpreter", sa.String(), nullable=True))
