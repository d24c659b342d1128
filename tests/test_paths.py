"""Where things lie."""

import sys
from pathlib import Path

import pytest

from sociaalhuis import paths


def test_resources_are_found_wherever_the_program_was_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    paths._resources.cache_clear()
    assert paths.resource("texts", "nl.yaml").is_file()
    assert paths.resource("vocab").is_dir()
    assert paths.resource("vocab").is_absolute()


def test_the_environment_names_the_house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOUSE_VARIABLE, str(tmp_path / "huis"))
    assert paths.default_house() == tmp_path / "huis"


@pytest.mark.parametrize("empty", [None, ""])
def test_otherwise_a_house_has_one_place_on_this_pc(monkeypatch: pytest.MonkeyPatch, empty: str | None) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv(paths.HOUSE_VARIABLE, raising=False)
    if empty is not None:
        monkeypatch.setenv(paths.HOUSE_VARIABLE, empty)
    place = paths.default_house()
    assert place.is_absolute()
    assert "sociaalhuis" in place.name.casefold()
    if sys.platform == "win32":
        assert "ProgramData" in place.parts
    else:
        assert place.is_relative_to(Path.home())
