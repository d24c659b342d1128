"""Alembic's environment: always on the connection that migrate.py hands over, inside its transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from sociaalhuis.db.base import Moment
from sociaalhuis.db.schema import METADATA


def _render(kind: str, found: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations are frozen: they name SQLAlchemy's types, never ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(found, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=_render,
    transactional_ddl=True,
)
context.run_migrations()
