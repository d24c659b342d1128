"""run.py on made-up computers: fake Pythons that answer what they like, a fake uv, a small tree to set up."""

import ast
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts that only a POSIX system executes")

PYTHON = Path(sys.executable).resolve()  # the one behind the environment of the tests

UV = f"""#!{PYTHON}
import os, pathlib, sys, time
if "--version" in sys.argv:
    sys.exit(print("uv 99.0.0"))
tree = pathlib.Path.cwd()
note = lambda word: (tree / "uv.log").open("a").write(word + " " + " ".join(sys.argv[1:]) + "\\n")
note("begin")
if (tree / "uv.fails").exists():
    sys.exit("error: no network")
python = pathlib.Path(os.environ["UV_PROJECT_ENVIRONMENT"], "bin", "python")
python.parent.mkdir(parents=True, exist_ok=True)
(python.parent.parent / "pyvenv.cfg").write_text("home = {PYTHON.parent}\\n")
time.sleep(float(os.environ.get("UV_TAKES", "0")))
python.unlink(missing_ok=True)
python.symlink_to({str(PYTHON)!r})
note("end")
"""

PROGRAM = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd()}))
sys.exit(7 if "fail" in sys.argv else 0)
"""


def write_script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def write_python(path: Path, version: str, *, pip: bool = True, fits: bool = True) -> Path:
    """A stand-in for a Python, which says this of itself whatever its name."""
    said = json.dumps([str(path), [int(part) for part in version.split(".")], fits, pip])
    return write_script(path, f"#!/bin/sh\necho '{said}'\n")


class Computer:
    """A folder with a small project to set up, a PATH with a fake uv, and the environment of a person without a display."""

    def __init__(self, place: Path) -> None:
        self.tree, self.bin, self.desk = place / "huis met spatie", place / "bin", place / "desk"
        for folder in (self.tree / "sociaalhuis", self.tree / "tools", self.desk):
            folder.mkdir(parents=True)
        shutil.copy(ROOT / "run.py", self.tree)
        for name in ("uv.lock", "pyproject.toml", "sociaalhuis/__init__.py"):
            (self.tree / name).write_text("", encoding="utf-8")
        for name in ("sociaalhuis/__main__.py", "tools/check.py"):
            (self.tree / name).write_text(PROGRAM, encoding="utf-8")
        write_script(self.bin / "uv", UV)
        packages = sysconfig.get_path("purelib")  # the fake .venv has Qt from here
        self.environment = {"PATH": str(self.bin), "HOME": str(place), "PYTHONPATH": f"{self.tree}{os.pathsep}{packages}"}

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(self.tree / "run.py"), *arguments],
            cwd=self.desk,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """Exit status, output and messages."""
        with self.start(*arguments, **environment) as process:
            output, messages = process.communicate(timeout=60)
        return process.returncode, output, messages

    def uv_calls(self) -> list[str]:
        log = self.tree / "uv.log"
        return [line.split()[0] for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


@pytest.fixture
def run(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """run.py of the small tree, loaded here, on a computer without any Python but the stand-ins that a test makes."""
    spec = importlib.util.spec_from_file_location("run_under_test", computer.tree / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "run_under_test", module)
    spec.loader.exec_module(module)
    for name in ("PYENV_ROOT", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in computer.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "executable", str(computer.bin / "starter"))
    return module


# --- finding a Python ------------------------------------------------------------------------------------------------


def test_a_python_is_taken_for_what_it_says_when_executed_not_for_its_name(run: ModuleType, computer: Computer) -> None:
    write_python(computer.bin / "python3.12", "3.11")
    right = write_python(computer.bin / "python3", "3.12", pip=False)
    program, fetcher = run.search()
    assert (program.path, program.version) == (str(right), (3, 12))
    assert fetcher.version == (3, 11)


@pytest.mark.parametrize(
    "script",
    [
        "#!/bin/sh\necho Python 3.12.1\n",
        "#!/bin/sh\nexit 127\n",
        "#!/bin/sh\necho '[1]'\n",
        "#!/nowhere/python\n",
        "",
        "\x7fELF",
    ],
)
def test_what_does_not_answer_like_a_python_is_passed_over(run: ModuleType, computer: Computer, script: str) -> None:
    write_script(computer.bin / "python3.12", script)
    assert run.ask([str(computer.bin / "python3.12")]) is None
    assert run.search() == (None, None)


def test_what_cannot_be_executed_is_passed_over(run: ModuleType, computer: Computer) -> None:
    write_python(computer.bin / "python3.12", "3.12").chmod(0o644)
    (computer.bin / "python3").mkdir()
    assert run.search() == (None, None)


@pytest.mark.parametrize(
    ("version", "usable"), [("3.11", False), ("3.12", True), ("3.13", True), ("3.14", True), ("3.15", False)]
)
def test_only_versions_with_wheels_in_the_lock_are_usable(
    run: ModuleType, computer: Computer, version: str, usable: bool
) -> None:
    write_python(computer.bin / "python3", version)
    assert (run.search()[0] is not None) is usable


def test_a_python_of_another_make_is_not_usable(run: ModuleType, computer: Computer) -> None:
    write_python(computer.bin / "python3", "3.12", fits=False)
    assert run.search()[0] is None


def test_a_tried_version_goes_before_a_newer_one_that_comes_earlier(run: ModuleType, computer: Computer) -> None:
    write_python(computer.bin / "starter", "3.14")
    write_python(computer.bin / "python", "3.13")
    assert run.search()[0].version == (3, 13)


def test_the_versions_of_pyenv_are_found(run: ModuleType, computer: Computer) -> None:
    versions = Path(computer.environment["HOME"], ".pyenv", "versions")
    write_python(versions / "3.9.18" / "bin" / "python3", "3.9")
    write_python(versions / "3.12.1" / "bin" / "python3", "3.12")
    assert run.search()[0].path == str(versions / "3.12.1" / "bin" / "python3")


def test_an_environment_answers_with_the_python_behind_it(run: ModuleType) -> None:
    found = run.ask([str(Path(sys.prefix, "bin", "python"))])
    assert not Path(found.path).is_relative_to(sys.prefix)
    assert found.version == sys.version_info[:2]


def test_without_any_python_the_message_says_what_to_do(
    run: ModuleType, computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    (computer.tree / "uv.fails").touch()
    assert run.main(["suggest"]) == 3
    said = capsys.readouterr().err
    assert "error: no network" in said
    assert "Hier is geen Python 3.12" in said
    assert "Installeer hem" in said


def test_without_venv_a_person_gets_the_one_line_to_type(
    run: ModuleType, computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (computer.bin / "uv").unlink()
    write_script(computer.bin / "apt-get", "#!/bin/sh\n: > apt-was-run\n")
    write_python(computer.bin / "python3", "3.11", pip=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert run.main([]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].strip() == "sudo apt-get update && sudo apt-get install -y --no-install-recommends python3-venv"
    assert not (computer.tree / "apt-was-run").exists()


def test_root_gets_the_packages_installed(
    run: ModuleType, computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (computer.bin / "uv").unlink()
    write_script(computer.bin / "dpkg", "#!/bin/sh\n")
    write_script(computer.bin / "apt-get", '#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> apt.log\n')
    write_python(computer.bin / "python3", "3.11", pip=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert run.main([]) == 3  # this apt-get brought nothing
    assert "venv" in capsys.readouterr().err
    update, install = (computer.tree / "apt.log").read_text(encoding="utf-8").splitlines()
    assert update.startswith("noninteractive")
    assert update.endswith("update")
    assert "install -y --no-install-recommends python3-venv" in install


# --- making the environment ------------------------------------------------------------------------------------------


def test_it_sets_up_once_and_passes_on_words_folder_and_status(computer: Computer) -> None:
    status, output, messages = computer.run("suggest", "--batch", "met spatie.jsonl", "é")
    assert (status, json.loads(output)) == (
        0,
        {"arguments": ["suggest", "--batch", "met spatie.jsonl", "é"], "folder": str(computer.desk)},
    )
    assert "zet Sociaal Huis klaar" in messages
    assert computer.run("suggest", "fail")[0] == 7
    assert computer.run("suggest")[2] == ""
    assert computer.uv_calls() == ["begin", "end"]


def test_without_arguments_it_starts_the_demo_and_check_gets_its_own(computer: Computer) -> None:
    assert json.loads(computer.run()[1])["arguments"] == ["demo"]
    assert json.loads(computer.run("check", "-k", "slip")[1])["arguments"] == ["-k", "slip"]


def test_the_lock_is_what_uv_installs_from_and_settings_of_the_person_stay(computer: Computer) -> None:
    computer.run("x", VIRTUAL_ENV="/elsewhere")
    (call,) = {line.split(maxsplit=1)[1] for line in (computer.tree / "uv.log").read_text(encoding="utf-8").splitlines()}
    assert call.startswith("sync --locked --compile-bytecode --python /")


def test_a_changed_lock_mends_the_environment(computer: Computer) -> None:
    computer.run("x")
    kept = computer.tree / ".venv" / "kept"
    kept.touch()
    (computer.tree / "uv.lock").write_text("changed", encoding="utf-8")
    assert computer.run("x")[0] == 0
    assert computer.uv_calls() == ["begin", "end"] * 2
    assert kept.exists()


def test_what_an_interrupted_set_up_left_is_made_anew(computer: Computer) -> None:
    left = computer.tree / ".venv" / "half"
    left.mkdir(parents=True)
    assert computer.run("x")[0] == 0
    assert not left.exists()


def test_a_failed_set_up_says_so_and_the_next_one_repairs(computer: Computer) -> None:
    computer.run("x")
    half = computer.tree / ".venv" / "half"
    half.touch()
    (computer.tree / "uv.lock").write_text("changed", encoding="utf-8")
    (computer.tree / "uv.fails").touch()
    status, output, messages = computer.run("x")
    assert (status, output) == (3, "")
    assert "error: no network" in messages
    assert "start opnieuw" in messages
    assert "Traceback" not in messages
    (computer.tree / "uv.fails").unlink()
    assert computer.run("x")[0] == 0
    assert not half.exists()


def test_a_moved_folder_is_set_up_again(computer: Computer) -> None:
    computer.run("x")
    computer.tree = computer.tree.rename(computer.tree.with_name("elders"))
    computer.environment["PYTHONPATH"] = str(computer.tree)
    assert computer.run("x")[0] == 0
    assert computer.uv_calls() == ["begin", "end"] * 2


def test_an_environment_whose_python_is_gone_is_made_again(computer: Computer) -> None:
    computer.run("x")
    stamp = computer.tree / ".venv" / "ready.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text("utf-8")), "python": "/nowhere/python3.12"}), "utf-8")
    assert computer.run("x")[0] == 0
    assert computer.uv_calls() == ["begin", "end"] * 2


def test_a_damaged_stamp_counts_as_half_made(computer: Computer) -> None:
    computer.run("x")
    (computer.tree / ".venv" / "ready.json").write_text('{"inp', encoding="utf-8")
    assert computer.run("x")[0] == 0
    assert computer.uv_calls() == ["begin", "end"] * 2


def test_two_at_once_set_up_once(computer: Computer) -> None:
    with computer.start("x", UV_TAKES="1") as one, computer.start("x", UV_TAKES="1") as two:
        one.communicate(timeout=60)
        two.communicate(timeout=60)
    assert (one.returncode, two.returncode) == (0, 0)
    assert computer.uv_calls() == ["begin", "end"]


def test_after_a_kill_the_next_one_waits_for_the_orphan_and_repairs(computer: Computer) -> None:
    with computer.start("x", UV_TAKES="1.5") as first:
        while not computer.uv_calls():
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert computer.run("x")[0] == 0
    assert computer.uv_calls() == ["begin", "end"] * 2


def test_a_place_that_cannot_be_written_gets_a_message(computer: Computer) -> None:
    (computer.tree / ".boot").touch()
    status, _, messages = computer.run("x")
    assert status == 3
    assert "mag je schrijven" in messages
    assert "Traceback" not in messages


# --- Qt --------------------------------------------------------------------------------------------------------------


def break_qt(computer: Computer) -> None:
    """From now on the small tree's PySide6 does not load, and its one library exists nowhere."""
    (computer.tree / "PySide6").mkdir()
    (computer.tree / "PySide6" / "__init__.py").write_text("raise ImportError('libniet.so.9: cannot open')", encoding="utf-8")
    text = (computer.tree / "run.py").read_text(encoding="utf-8")
    (computer.tree / "run.py").write_text(text.replace("libEGL.so.1=libegl1", "libniet.so.9=libniet9"), encoding="utf-8")
    write_script(computer.bin / "apt-get", "#!/bin/sh\necho E: Unable to locate package libniet9\nexit 100\n")
    write_script(computer.bin / "dpkg", "#!/bin/sh\n")


def test_check_needs_qt_and_names_the_package_that_lacks(computer: Computer) -> None:
    break_qt(computer)
    status, output, messages = computer.run("check")
    assert (status, output) == (3, "")
    assert "apt-get install -y --no-install-recommends libniet9\n" in messages


def test_without_qt_the_demo_goes_on_without_a_window(computer: Computer) -> None:
    break_qt(computer)
    assert json.loads(computer.run(DISPLAY=":99")[1])["arguments"] == ["demo", "--headless"]
    assert json.loads(computer.run("demo", "--seed", "3", DISPLAY=":99")[1])["arguments"] == [
        "demo",
        "--seed",
        "3",
        "--headless",
    ]
    status, _, messages = computer.run("demo", "--headless", DISPLAY=":99")
    assert (status, messages) == (0, "")


def test_qt_that_loads_is_asked_once(computer: Computer) -> None:
    computer.run("check")
    stamp = json.loads((computer.tree / ".venv" / "ready.json").read_text(encoding="utf-8"))
    assert stamp["qt"] == "offscreen"
    break_qt(computer)
    assert computer.run("check")[0] == 0


# --- the file itself -------------------------------------------------------------------------------------------------


def test_it_reads_as_python_3_9_and_needs_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 9))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
