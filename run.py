#!/usr/bin/env python3
"""Makes this computer ready for Sociaal Huis and starts it. Any Python from 3.9 on runs this file, from any folder.

    python3 run.py                the demo: in a window, or one whole case on paper where there is no display
    python3 run.py check          every check and test of the project (tools/check.py)
    python3 run.py VERB …         the same as ``python -m sociaalhuis VERB …``

It finds a Python that the program can use by executing the ones that are here, else lets uv fetch one; makes ``.venv`` from
uv.lock; and finds the system libraries that Qt lacks by loading them. What it cannot get, it says in Dutch, with the next
step and exit status 3. Not here: anything that the program itself does.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
BOOT = ROOT / ".boot"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS, EXE = ("Scripts", ".exe") if WINDOWS else ("bin", "")
VENV_PYTHON = VENV / SCRIPTS / f"python{EXE}"
STAMP = VENV / "ready.json"  # written last, removed first: without it .venv may be half made
OLDEST, TOO_NEW = (3, 12), (3, 15)  # what uv.lock has wheels for
LIKED = ((3, 12), (3, 13))  # the search stops at the first of these
UV_OLDEST = (0, 9)


class Trouble(Exception):
    """What this computer lacks, and what to do about it, in Dutch."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --- Pythons ---------------------------------------------------------------------------------------------------------

PYTHON_PROBE = """
import importlib.util, json, ssl, ctypes, sys, sysconfig, venv
cpython = sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
fits = cpython and sysconfig.get_platform() in ("linux-x86_64", "win-amd64")
pip = importlib.util.find_spec("ensurepip") is not None
print(json.dumps([getattr(sys, "_base_executable", "") or sys.executable, sys.version_info[:2], fits, pip]))
"""


class Python(NamedTuple):
    """A Python that answered: where it really lies, its version, whether the program runs on it, whether it brings pip."""

    path: str
    version: tuple[int, int]
    usable: bool
    pip: bool


def candidates() -> Iterator[list[str]]:
    """Commands that may start a Python, the most likely first: this one, the PATH, pyenv's, the Windows launcher."""
    yield [sys.executable]
    folders = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    for folder in folders:
        for name in ("python3.12", "python3.13", "python3.14", "python3", "python"):
            yield [str(Path(folder, name + EXE))]
    home = os.environ.get("USERPROFILE" if WINDOWS else "HOME", "")
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path(home, ".pyenv"))
    for pattern in ("versions/*/bin/python3", "versions/*/python.exe", "pyenv-win/versions/*/python.exe"):
        for path in sorted(pyenv.glob(pattern)):
            yield [str(path)]
    for folder in folders if WINDOWS else []:
        for version in ("-3.12", "-3.13", "-3.14"):
            yield [str(Path(folder, "py.exe")), version]


def ask(command: Sequence[str]) -> Python | None:
    """What this command says of itself when it is executed, or None if it is no working Python."""
    if not os.access(command[0], os.X_OK):
        return None
    try:
        probe = [*command, "-I", "-c", PYTHON_PROBE]
        done = subprocess.run(probe, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=True)
        path, (major, minor), fits, pip = json.loads(done.stdout)
        version = (int(major), int(minor))
        return Python(str(path), version, bool(fits) and OLDEST <= version < TOO_NEW, bool(pip))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return None


def search() -> tuple[Python | None, Python | None]:
    """The Python for the program, and the one that can fetch uv with pip; either may be None."""
    program, fetcher = None, None
    for command in candidates():
        found = ask(command)
        if found and found.pip and found.version >= (3, 9):
            fetcher = fetcher or found
        if found and found.usable and (program is None or found.version in LIKED):
            program = found
        if fetcher and program and program.version in LIKED:
            break
    return program, fetcher


# --- steps that may fail ---------------------------------------------------------------------------------------------


def step(command: Sequence[str], trouble: str, lock: int, **settings: str) -> None:
    """Run one step of the set-up in the project's folder; on failure show its last words and raise ``trouble``.

    The child holds the lock too: while it lives, a second set-up waits, even when the first was killed.
    """
    output = None if sys.stderr.isatty() else subprocess.PIPE  # a person watches uv's own progress
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**{key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}, **settings},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        pass_fds=() if WINDOWS else (lock,),
        check=False,
    )
    if done.returncode != 0:
        last = (done.stdout or b"").decode(errors="replace").splitlines()[-12:]
        raise Trouble("\n".join([*(f"    {line}" for line in last), trouble]))


def install_packages(packages: Sequence[str], why: str, lock: int) -> None:
    """Install Debian packages as root; anyone else is told the one line to type."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Trouble(f"{why} Installeer wat hier hetzelfde is als deze pakketten van Debian: {' '.join(packages)}.")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Trouble(f"{why} Typ deze regel en start opnieuw:\n    sudo apt-get update && sudo {' '.join(install)}")
    say(f"{why} Ik installeer met apt-get: {' '.join(packages)}.")
    trouble = f"{why} Installeren lukte niet. Lees de regels hierboven, en probeer het zelf:\n    {' '.join(install)}"
    patience = ["-o", "DPkg::Lock::Timeout=120"]  # another apt may be busy, as on the first start of a machine
    path = os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin"  # a plain su leaves these out
    for command in (["dpkg", "--configure", "-a"], ["apt-get", *patience, "update"], [*install, *patience]):
        step(command, trouble, lock, DEBIAN_FRONTEND="noninteractive", PATH=path)


def uv_works(path: str) -> bool:
    """Whether this is a uv that runs here and is new enough for the lock file."""
    try:
        done = subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    version = re.match(rb"uv (\d+)\.(\d+)", done.stdout)
    return version is not None and (int(version[1]), int(version[2])) >= UV_OLDEST


def get_uv(fetcher: Python | None, lock: int) -> str:
    """A uv that works: the one in .boot, the one on the PATH, or one fetched into .boot with pip."""
    folder = BOOT / "uv" / SCRIPTS
    own = str(folder / f"uv{EXE}")
    for path in (own, shutil.which("uv")):
        if path and uv_works(path):
            return path
    if fetcher is None and not WINDOWS:
        install_packages(["python3-venv"], "Het pakket python3-venv ontbreekt.", lock)
        fetcher = search()[1]
    if fetcher is None:
        raise Trouble("Geen enkele Python hier heeft venv en pip. Installeer Python 3.12 van python.org en start opnieuw.")
    say("Ik haal uv op, dat de onderdelen installeert.")
    step([fetcher.path, "-m", "venv", "--clear", str(folder.parent)], "Een omgeving maken in .boot lukte niet.", lock)
    pip = [str(folder / f"python{EXE}"), "-m", "pip", "install", "--quiet"]
    wanted = f"uv>={UV_OLDEST[0]}.{UV_OLDEST[1]}"
    step([*pip, wanted], "Ik kon uv niet ophalen. Kijk de internetverbinding na en start opnieuw.", lock)
    return own


# --- the environment -------------------------------------------------------------------------------------------------


def read_stamp() -> dict[str, object]:
    """What .venv was made from: ``inputs``, ``python`` and the ``qt`` platforms that load; empty when it is half made."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def write_stamp(stamp: dict[str, object]) -> None:
    fresh = STAMP.with_name(f"ready.{os.getpid()}")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(STAMP)


def inputs() -> str:
    """A digest of what decides what .venv holds; the folder too, for a moved .venv still points to where it was."""
    parts = [str(ROOT).encode(), (ROOT / "uv.lock").read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def up_to_date(stamp: dict[str, object]) -> bool:
    """Whether .venv is whole, made from these inputs, and its Python is still there."""
    return stamp.get("inputs") == inputs() and VENV_PYTHON.exists() and Path(str(stamp.get("python"))).exists()


def make_environment(lock: int) -> None:
    """Make or mend .venv from uv.lock. What an interrupted set-up left behind is made anew."""
    stamp = read_stamp()
    if up_to_date(stamp):
        return  # another one did it while we waited
    if platform.system() not in ("Linux", "Windows") or platform.machine() not in ("x86_64", "AMD64"):
        raise Trouble("Sociaal Huis draait op Windows en Linux met een gewone 64-bitsprocessor. Neem zo'n computer.")
    say("Ik zet Sociaal Huis klaar op deze computer. De eerste keer duurt dat even.")
    program, fetcher = search()
    uv = get_uv(fetcher, lock)
    if stamp:
        STAMP.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    if program:
        wanted = program.path
        trouble = "Installeren lukte niet. Lees de regels hierboven, kijk de internetverbinding na en start opnieuw."
    else:
        wanted = "3.12"
        trouble = "Hier is geen Python 3.12 en ophalen lukte niet. Installeer hem van python.org of met pyenv en start opnieuw."
    command = [uv, "sync", "--locked", "--compile-bytecode", "--python", wanted]
    step(command, trouble, lock, UV_PROJECT_ENVIRONMENT=str(VENV))
    made = ask([str(VENV_PYTHON)])
    if made is None:
        raise Trouble("De nieuwe omgeving start niet. Verwijder de map .venv en start opnieuw.")
    write_stamp({"inputs": inputs(), "python": made.path, "qt": ""})


@contextlib.contextmanager
def alone() -> Iterator[int]:
    """Hold the lock of the set-up; the system lets go of it when every process that holds it has ended."""
    BOOT.mkdir(exist_ok=True)
    lock = os.open(BOOT / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not take(lock):
            say("Sociaal Huis wordt al klaargezet in een ander venster. Ik wacht daarop.")
            while not take(lock):
                time.sleep(0.2)
        yield lock
    finally:
        os.close(lock)


def take(lock: int) -> bool:
    """Try once to take the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# --- Qt --------------------------------------------------------------------------------------------------------------

# For each of Qt's platforms: what PySide6 expects of the system, as library=package of Debian (which brings the rest).
QT_LIBRARIES = {
    "offscreen": "libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6 libdbus-1.so.3=libdbus-1-3 "
    "libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 libglib-2.0.so.0=libglib2.0-0 "
    "libgthread-2.0.so.0=libglib2.0-0 libxkbcommon.so.0=libxkbcommon0",
    "xcb": "libX11-xcb.so.1=libx11-xcb1 libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 "
    "libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 "
    "libxcb-render-util.so.0=libxcb-render-util0 libxcb-render.so.0=libxcb-render0 libxcb-shape.so.0=libxcb-shape0 "
    "libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1 "
    "libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0",
    "wayland": "libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0",
}

QT_PROBE = """
import ctypes, json, os, pathlib, sys
platforms, libraries = json.loads(sys.argv[1])
why, missing = "", []
try:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6 import QtPdf, QtWidgets, __file__ as pyside
    QtWidgets.QApplication([])
    for platform in platforms if sys.platform == "linux" else []:
        ctypes.CDLL(str(pathlib.Path(pyside).with_name("Qt") / f"plugins/platforms/libq{platform}.so"))
except (ImportError, OSError) as error:
    why = str(error)
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(library)
print(json.dumps([why, missing]))
"""


def display_platforms() -> list[str]:
    """Qt's platforms that this session needs: offscreen always, and what shows windows here."""
    displays = {} if WINDOWS else {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    return ["offscreen", *(name for name, variable in displays.items() if os.environ.get(variable))]


def ready_qt() -> None:
    """See to it that Qt starts, also on the display if there is one. Raises Trouble, with the one line to type."""
    stamp, platforms = read_stamp(), display_platforms()
    if set(platforms) <= set(str(stamp.get("qt")).split()):
        return
    why, packages = probe_qt(platforms)
    if packages:
        with alone() as lock:
            install_packages(packages, "Voor vensters ontbreken bibliotheken van het systeem.", lock)
        why, packages = probe_qt(platforms)
    if why:
        raise Trouble(f"Vensters kunnen hier niet starten: {why}. Zoek wat ontbreekt bij je systeem en start opnieuw.")
    with contextlib.suppress(OSError):  # a read-only folder: it is tried again next time
        write_stamp({**stamp, "qt": " ".join(platforms)})


def probe_qt(platforms: list[str]) -> tuple[str, list[str]]:
    """Why Qt does not start ("" when it does), and the Debian packages that bring what does not load."""
    wanted = [] if WINDOWS else [pair for name in platforms for pair in QT_LIBRARIES[name].split()]
    packages = dict(pair.split("=") for pair in wanted)
    command = [str(VENV_PYTHON), "-c", QT_PROBE, json.dumps([platforms, list(packages)])]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
    try:
        why, missing = json.loads(done.stdout)
    except ValueError:  # it died
        return " ".join(done.stderr.decode(errors="replace").split()[-20:]) or "Qt stopt zonder uitleg", []
    return why, sorted({packages[library] for library in missing})


# --- start -----------------------------------------------------------------------------------------------------------


def prepare(arguments: list[str]) -> list[str]:
    """Make all ready for these arguments; returns the command to start."""
    if not up_to_date(read_stamp()):
        with alone() as lock:
            make_environment(lock)
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("demo", [])
    if verb == "check":
        ready_qt()
        return [str(VENV_PYTHON), str(ROOT / "tools" / "check.py"), *rest]
    has_display = WINDOWS or len(display_platforms()) > 1
    if verb == "demo" and has_display and not {"--headless", "-h", "--help"} & set(rest):
        try:
            ready_qt()
        except (Trouble, OSError) as trouble:
            say(f"{trouble}\nIk ga nu verder zonder venster.")
            rest = [*rest, "--headless"]
    return [str(VENV_PYTHON), "-m", "sociaalhuis", verb, *rest]


def main(arguments: list[str]) -> int:
    """Make ready and start; returns the exit status of what was started."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows a question mark
    try:
        command = prepare(arguments)
    except Trouble as trouble:
        say(str(trouble))
        return 3
    except KeyboardInterrupt:
        say("Afgebroken. Start opnieuw om verder te gaan.")
        return 3
    except OSError as error:
        say(f"Dat lukt hier niet: {error}.\nIs er plaats op de schijf, mag je schrijven in {ROOT}, en is het programma dicht?")
        return 3
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; this one only waits for it
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
