"""Draft the next migration from the difference between the tables in code and an empty house brought to HEAD.

Usage: python tools/new_migration.py NNNN "what it does". Read and correct the draft; it is a proposal, not an answer.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from sociaalhuis.db import migrate


def main(number: str, message: str) -> None:
    """Write sociaalhuis/db/migrations/versions/NNNN_….py."""
    scripts = Path(migrate.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.db")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:3])
