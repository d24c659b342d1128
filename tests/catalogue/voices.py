"""Judged questions of tests/eval, for every test that needs sentences that people say."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent.parent / "eval"


def judged(name: str) -> list[dict[str, Any]]:
    """The questions of tests/eval/<name>.json."""
    cases: list[dict[str, Any]] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return cases


VIGNETTES = [*judged("dev"), *judged("own"), *judged("own2"), *judged("own3")]
