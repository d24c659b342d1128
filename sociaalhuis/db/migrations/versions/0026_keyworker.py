"""who keeps the overview of a file: until now that was shown as whoever noted the last question, so that is who it becomes"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keyworker_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_person_keyworker_id"), "user", ["keyworker_id"], ["id"])
        batch_op.create_index("ix_person_keyworker_id", ["keyworker_id"], unique=False)
    op.execute(
        """
        UPDATE person SET keyworker_id = (
            SELECT contact.user_id FROM contact JOIN "user" ON "user".id = contact.user_id
            WHERE contact.person_id = person.id AND "user".active
            AND "user".role IN ('onthaal', 'maatschappelijk_werker', 'coordinator')
            AND (NOT person.protected OR contact.user_id IN (
                SELECT colleague_id FROM named_colleague WHERE named_colleague.person_id = person.id
            ))
            ORDER BY contact.at DESC, contact.id DESC LIMIT 1
        )
        WHERE erased_on IS NULL
        """
    )
