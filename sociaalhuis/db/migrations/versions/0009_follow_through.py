"""what a follow-up brings to light: who it comes from, the client's words, the next step; records to check, and the stop"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("fallback", sa.String()))
    for name, kind in (
        ("by", sa.String()),
        ("words", sa.String()),
        ("contacted", sa.Boolean()),
        ("explained_again", sa.Boolean()),
        ("next_step", sa.String()),
    ):
        op.add_column("referral_event", sa.Column(name, kind))
    op.create_table(
        "verification_task",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String()),
        sa.Column("done", sa.DateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_verification_task_service_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_verification_task_referral_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_verification_task_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_task")),
    )
    op.create_index("ix_verification_task_service_id", "verification_task", ["service_id"])
    op.create_index("ix_verification_task_referral_id", "verification_task", ["referral_id"])
    op.create_table(
        "follow_stop",
        sa.Column("person_id", sa.Uuid()),
        sa.Column("referral_id", sa.Uuid()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String()),
        sa.Column("lifted", sa.DateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (referral_id IS NULL)", name=op.f("ck_follow_stop_of_one_thing")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_follow_stop_person_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_follow_stop_referral_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_follow_stop_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_stop")),
    )
    op.create_index("ix_follow_stop_person_id", "follow_stop", ["person_id"])
    op.create_index("ix_follow_stop_referral_id", "follow_stop", ["referral_id"])
