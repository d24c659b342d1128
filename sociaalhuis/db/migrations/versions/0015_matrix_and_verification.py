"""matrix and verification"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service", sa.Column("confidentiality", sa.String(), nullable=True))
    _made(
        "verification",
        *_of("verification", "service"),
        *_of("verification", "user"),
        _moment("at"),
        _text("way"),
        _text("whom", nullable=True),
    )
    _made(
        "actor_answer",
        *_of("actor_answer", "service"),
        *_of("actor_answer", "import_run", "run_id"),
        *_of("actor_answer", "user"),
        _moment("at"),
        _text("whom", nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
    )
    _made(
        "matrix_cell",
        *_of("matrix_cell", "service", nullable=True),
        *_of("matrix_cell", "user"),
        _moment("at"),
        _text("cluster", nullable=True),
        _text("target_group"),
        _text("state"),
        _text("note", nullable=True),
        _text("source", nullable=True),
        sa.CheckConstraint("(service_id IS NULL) <> (cluster IS NULL)", name=op.f("ck_matrix_cell_of_one_thing")),
        sa.UniqueConstraint("service_id", "target_group", name=op.f("uq_matrix_cell_service_id_target_group")),
        sa.UniqueConstraint("cluster", "target_group", name=op.f("uq_matrix_cell_cluster_target_group")),
    )
    _made(
        "house_term",
        _text("list_name"),
        _text("slug"),
        _text("label"),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("takes", sa.JSON(), nullable=False),
        sa.UniqueConstraint("list_name", "slug", name=op.f("uq_house_term_list_name_slug")),
    )
    op.create_index("ix_actor_answer_run_id", "actor_answer", ["run_id"])
    for table in ("verification", "actor_answer", "matrix_cell"):
        op.create_index(f"ix_{table}_service_id", table, ["service_id"])


def _made(table: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    """A table with an id."""
    op.create_table(
        table,
        *columns,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _of(table: str, parent: str, column: str = "", *, nullable: bool = False) -> list[sa.Column[object] | sa.Constraint]:
    """The column that points at a row of the parent."""
    column = column or f"{parent}_id"
    key = sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))
    return [sa.Column(column, sa.Uuid(), nullable=nullable), key]


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=nullable)
