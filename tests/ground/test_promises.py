"""What the project promises of itself: sizes, licences, a lock in step, a README that is true, nothing of one machine in it."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import Tag, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
_TOLD = ast.Module | ast.ClassDef | ast.FunctionDef


@cache
def project_files() -> list[str]:
    """What git keeps or would keep; in a tree without git all files but those of tools."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    else:
        paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        listed = [path.as_posix() for path in paths if not {".venv", ".boot", "__pycache__"} & set(path.parts)]
    return [name for name in listed if name and (ROOT / name).is_file()]


def texts(*suffixes: str) -> dict[str, str]:
    """The text files with these endings, or all of them; a binary file is left out."""
    found = {}
    for name in project_files():
        if not suffixes or name.endswith(suffixes):
            content = (ROOT / name).read_bytes()
            if b"\0" not in content:
                found[name] = content.decode("utf-8")
    return found


# --- nothing of one machine ------------------------------------------------------------------------------------------

# Written with brackets, so that this file does not hold what it looks for.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:wor[k]|roo[t])/"  # folders that are there on some machine only
    r"|\.\./share[d]|(?<![\w./-])share[d]/(?:data|tools|style|tech|product|standards)"
    r"|\bRULING[S]\b|\bCONTRACT\.m[d]|\bDESIGN\.m[d]"  # papers that do not come with the project
)


def test_no_file_names_a_place_that_only_one_machine_has() -> None:
    found = [
        f"{name}:{text.count(chr(10), 0, hit.start()) + 1}: {hit[0]}"
        for name, text in texts().items()
        for hit in OF_ONE_MACHINE.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("bad", ["see /wor" + "k/x", 'open("/roo' + 't/a")', "../share" + "d/data", "share" + "d/tools/a.py"])
def test_the_search_for_such_places_finds_them(bad: str) -> None:
    assert OF_ONE_MACHINE.search(bad)


def test_every_document_that_a_text_names_is_there() -> None:
    documents = {Path(name).name for name in project_files()}
    named = re.compile(r"(?<![\w/.-])(?:[\w-]+/)*([\w-]+\.md)\b")
    missing = {
        f"{name}: {hit[0]}"
        for name, text in texts(".py", ".md", ".toml").items()
        for hit in named.finditer(text)
        if hit[1] not in documents
    }
    assert missing == set()


def test_every_module_that_a_docstring_names_is_there() -> None:
    """Written as the place in the tree: desk.day.signals."""
    rooms = "|".join(path.name for path in (ROOT / "sociaalhuis").iterdir() if (path / "__init__.py").exists())
    named = re.compile(rf"(?<![\w./`“-])({rooms})\.(?!py\b)([a-z_]+)(?![\w-]|\.(?:py|yaml|json))")
    missing = set()
    for name, text in texts(".py").items():
        said = [doc for node in ast.walk(ast.parse(text)) if isinstance(node, _TOLD) if (doc := ast.get_docstring(node))]
        for room, module in (hit.groups() for doc in said for hit in named.finditer(doc)):
            place = ROOT / "sociaalhuis" / room / module
            if not (place.is_dir() or place.with_suffix(".py").exists()):
                missing.add(f"{name}: {room}.{module}")
    assert missing == set()


# --- sizes and licences ----------------------------------------------------------------------------------------------


def test_no_module_outgrows_400_lines() -> None:
    lines = {name: text.count("\n") for name, text in texts(".py").items() if not name.startswith("tests/")}
    assert lines
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, text in texts(".py").items() if text.strip() and not re.match(r'(#!.*\n)?r?"""\S', text)]
    assert silent == []


def test_the_licence_is_the_eupl_and_every_named_licence_file_is_there() -> None:
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    text = " ".join((ROOT / "LICENSE").read_text(encoding="utf-8").split())
    for words in ("EUROPEAN UNION PUBLIC LICENCE v. 1.2", "Disclaimer of Liability", "Applicable Law", "Compatible Licences"):
        assert words in text
    assert [name for name in PROJECT["project"]["license-files"] if not (ROOT / name).is_file()] == []


# --- the lock --------------------------------------------------------------------------------------------------------

LOCKED = {package["name"]: package for package in LOCK["package"]}


def asked_for() -> list[Requirement]:
    project = PROJECT["project"]
    groups = [line for lines in PROJECT["dependency-groups"].values() for line in lines]
    return [Requirement(line) for line in [*project["dependencies"], *groups]]


def test_the_lock_answers_what_the_project_asks() -> None:
    assert LOCK["requires-python"] == PROJECT["project"]["requires-python"]
    metadata = LOCKED["sociaalhuis"]["metadata"]
    answered = metadata["requires-dist"] + [line for lines in metadata["requires-dev"].values() for line in lines]
    theirs = sorted((line["name"], sorted(line.get("specifier", "").split(","))) for line in answered)
    ours = sorted((canonicalize_name(line.name), sorted(str(line.specifier).split(","))) for line in asked_for())
    assert theirs == ours
    wrong = [str(line) for line in asked_for() if LOCKED[canonicalize_name(line.name)]["version"] not in line.specifier]
    assert wrong == []


@pytest.mark.parametrize("python", [(3, 12), (3, 13), (3, 14)])
@pytest.mark.parametrize("system", ["linux", "windows"])
def test_every_locked_package_has_a_wheel(python: tuple[int, int], system: str) -> None:
    """Nobody at a desk has a compiler. Debian 12 has glibc 2.36."""
    platforms = ["win_amd64"] if system == "windows" else [f"manylinux_2_{minor}_x86_64" for minor in range(5, 37)]
    platforms += ["manylinux2014_x86_64", "any"]
    tags = set(cpython_tags(python, platforms=platforms))
    tags |= {Tag(f"py{version}", "none", platform) for version in (2, 3, 312) for platform in platforms}
    bare = [
        name
        for name, package in LOCKED.items()
        if "registry" in package["source"]
        and not any(tags & parse_wheel_filename(wheel["url"].rsplit("/")[-1])[3] for wheel in package.get("wheels", []))
    ]
    assert bare == []


# --- the README ------------------------------------------------------------------------------------------------------

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_has_two_commands() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [block.strip() for block in blocks] == ["python3 run.py", "python3 run.py check"]


def test_every_file_and_folder_that_the_readme_names_is_there() -> None:
    named = set(re.findall(r"\]\(([^)#:]+)\)", README)) | set(re.findall(r"`([\w/-]+/)`", README))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_verb_that_the_readme_names_exists() -> None:
    verbs = sorted(set(re.findall(r"run\.py ([a-z]+)", README)) - {"check"})
    assert verbs
    for verb in verbs:
        done = subprocess.run(
            [sys.executable, "-m", "sociaalhuis", verb, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{verb}: {done.stderr}"


def test_ci_runs_the_second_command_of_the_readme() -> None:
    assert "python3 run.py check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
