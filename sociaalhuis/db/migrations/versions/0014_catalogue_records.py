"""catalogue records: parts of a service after HSDS, where a record came from, proposals of a source, and the local layer"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NEW: Mapping[str, Mapping[str, Any]] = {
    "organization": {
        "alternate_name": sa.String(), "description": sa.String(), "email": sa.String(), "url": sa.String(),
        "identifiers": sa.JSON(),
    },
    "service": {
        "kind": sa.String(), "alert": sa.String(), "minimum_age": sa.Double(), "maximum_age": sa.Double(), "terms": sa.JSON(),
        "costs": sa.JSON(), "documents": sa.JSON(), "schedules": sa.JSON(), "links": sa.JSON(),
    },
    "phone": {"type": sa.String(), "extension": sa.String()},
    "address": {
        "name": sa.String(), "address_2": sa.String(), "region": sa.String(), "country": sa.String(),
        "transport": sa.String(), "accessibility": sa.JSON(),
    },
}  # fmt: skip


def upgrade() -> None:
    for table, columns in _NEW.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))

    op.create_table(
        "import_run",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("quarantine", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_import_run_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "local_note",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("tips", sa.String(), nullable=True),
        sa.Column("waiting_time", sa.String(), nullable=True),
        sa.Column("ask_for", sa.String(), nullable=True),
        sa.Column("best_hour", sa.String(), nullable=True),
        sa.Column("phone_note", sa.String(), nullable=True),
        sa.Column("noted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_local_note_service_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_local_note_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_note")),
        sa.UniqueConstraint("service_id", name=op.f("uq_local_note_service_id")),
    )
    op.create_table(
        "service_source",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_service_source_run_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_service_source_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_source")),
        sa.UniqueConstraint("source", "source_id", name=op.f("uq_service_source_source_source_id")),
    )
    op.create_table(
        "proposal",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_proposal_run_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_proposal_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    for table in ("service_source", "proposal"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(f"ix_{table}_service_id", ["service_id"], unique=False)
            batch_op.create_index(f"ix_{table}_run_id", ["run_id"], unique=False)
