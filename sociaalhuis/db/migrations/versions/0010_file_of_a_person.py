"""the file of a person: named colleagues, representatives, life domains, consent per purpose, files that were one person's"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "domain_step",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("takes_back", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_domain_step_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_domain_step_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_step")),
    )
    with op.batch_alter_table("domain_step", schema=None) as batch_op:
        batch_op.create_index("ix_domain_step_person_id", ["person_id"], unique=False)

    op.create_table(
        "named_colleague",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("colleague_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["colleague_id"], ["user.id"], name=op.f("fk_named_colleague_colleague_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_named_colleague_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_named_colleague_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_colleague")),
        sa.UniqueConstraint("person_id", "colleague_id", name="uq_named_colleague_person_id_colleague_id"),
    )
    with op.batch_alter_table("named_colleague", schema=None) as batch_op:
        batch_op.create_index("ix_named_colleague_colleague_id", ["colleague_id"], unique=False)
        batch_op.create_index("ix_named_colleague_person_id", ["person_id"], unique=False)

    op.create_table(
        "person_merge",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["gone_id"], ["person.id"], name=op.f("fk_person_merge_gone_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name=op.f("fk_person_merge_kept_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_person_merge_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    with op.batch_alter_table("person_merge", schema=None) as batch_op:
        batch_op.create_index("ix_person_merge_gone_id", ["gone_id"], unique=False)
        batch_op.create_index("ix_person_merge_kept_id", ["kept_id"], unique=False)

    op.create_table(
        "purpose_consent",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("takes_back", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_purpose_consent_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_purpose_consent_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purpose_consent")),
    )
    with op.batch_alter_table("purpose_consent", schema=None) as batch_op:
        batch_op.create_index("ix_purpose_consent_person_id", ["person_id"], unique=False)

    op.create_table(
        "representative",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_representative_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
    )
    with op.batch_alter_table("representative", schema=None) as batch_op:
        batch_op.create_index("ix_representative_person_id", ["person_id"], unique=False)
