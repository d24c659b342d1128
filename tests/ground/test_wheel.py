"""What we ship is what we test: the wheel, outside the checkout, runs a whole case, and the case tells the truth."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from sociaalhuis import demo
from sociaalhuis.access import users
from sociaalhuis.db.desk import Contact, SlipCopy

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree and laid out as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _run(unpacked: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_runs_a_whole_case(unpacked: Path, tmp_path: Path) -> None:
    where = _run(unpacked, "-c", "import sociaalhuis; print(sociaalhuis.__file__)", cwd=tmp_path)
    assert where.stdout.startswith(str(unpacked))
    out = tmp_path / "uit"
    words = "Ik kan de rekening van het gas niet betalen"
    done = _run(unpacked, "-m", "sociaalhuis", "demo", "--headless", "--out", str(out), "--text", words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    case = json.loads((out / "case.json").read_text("utf-8"))
    assert case["text"] == words
    assert case["verify"] == "ok"
    assert all(item["reasons"] for item in case["suggestions"])
    assert case["referral"]["state"] == "given"
    assert date.fromisoformat(case["referral"]["due"]) > date.fromisoformat("2026-01-01")
    _paper_says_what_the_case_says(case, out)
    _house_holds_what_the_case_says(case, out)


def _paper_says_what_the_case_says(case: dict[str, object], out: Path) -> None:
    slip, referral = case["slip"], case["referral"]
    assert isinstance(slip, dict)
    assert isinstance(referral, dict)
    (page,) = PdfReader(out / "slip.pdf").pages
    squeezed = "".join(page.extract_text().split())
    assert all("".join(line.split()).lstrip("□") in squeezed for line in slip["text"])
    assert referral["reference"] in squeezed


def _house_holds_what_the_case_says(case: dict[str, object], out: Path) -> None:
    slip = case["slip"]
    assert isinstance(slip, dict)
    house = users.sign_in(out / "huis", demo.PASSWORD, demo.DESK_WORKER)
    try:
        with house.store.read() as session:
            contact = session.scalars(select(Contact).where(Contact.words == case["text"])).one()
            copy = session.scalars(select(SlipCopy).where(SlipCopy.contact_id == contact.id)).one()
            assert copy.pdf == (out / "slip.pdf").read_bytes()
            assert (copy.text, copy.sha256) == (slip["text"], slip["sha256"])
    finally:
        house.close()


def test_the_wheel_carries_its_licences_and_resources(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("OFL.txt") for name in names)
    assert {"sociaalhuis/resources/starter/services.json", "sociaalhuis/resources/texts/nl.yaml"} <= names
    assert not any(name.startswith(("tests/", "docs/", "tools/")) for name in names)
