"""findings are found by scan and by contact, so that erasing a contact need not read all of them"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_finding_scan_id", "finding", ["scan_id"])
    op.create_index("ix_finding_contact_id", "finding", ["contact_id"])
