"""The verbs from the outside: exit statuses, Dutch messages with a next step, and nothing changed when refused."""

import json
from pathlib import Path

import pytest

from sociaalhuis import cli
from sociaalhuis.access import users
from sociaalhuis.desk import intake
from sociaalhuis.house import DATABASE
from tests.houses import PASSPHRASES

type Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOCIAALHUIS_HOUSE", "SOCIAALHUIS_PASSWORD", "SOCIAALHUIS_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def keeper(tmp_path: Path) -> list[str]:
    """The words that sign in the administrator."""
    (tmp_path / "zin.txt").write_text(PASSPHRASES["beheerder"] + "\n", "utf-8")
    return ["--password-file", str(tmp_path / "zin.txt")]


def _jsonl(path: Path, *lines: object) -> str:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("words", "dutch"),
    [
        (["suggest"], "dit ontbreekt: --batch"),
        (["suggest", "--batch"], "hier hoort nog iets achter"),
        (["dansen"], "kies uit"),
        (["demo", "--size", "reusachtig"], "kies uit"),
        (["verify", "--today", "2026-02-30"], "bestaat niet, schrijf jjjj-mm-dd"),
        (["verify", "--luid"], "dit ken ik niet: --luid"),
    ],
)
def test_wrong_words_are_explained(words: list[str], dutch: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert dutch in said
    assert "--help" in said
    assert "usage" not in said


@pytest.mark.parametrize(
    ("words", "status", "dutch"),
    [
        (["verify", "--house", "nergens"], 1, "Maak er een met “init”"),
        (["users", "add", "--house", "nergens"], 1, "users add NAAM"),
        (["suggest", "--batch", "weg.jsonl"], 1, "Kijk de naam en de map na"),
        (["eval", "suggestions", "weg.json"], 1, "Kijk de naam en de map na"),
        (["restore", "weg.zip", "--to", "hier"], 1, "is er niet"),
        (["demo", "--headless", "--out", "uit", "--postcode", "0001"], 1, "bestaat niet"),
    ],
)
def test_a_refusal_says_what_to_do_and_makes_nothing(
    words: list[str], status: int, dutch: str, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOCIAALHUIS_PASSWORD", "een lange zin")
    assert cli.main(words) == status
    said = capsys.readouterr()
    assert dutch in said.err
    assert "Traceback" not in said.err
    assert said.out == ""
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == []


def test_without_a_password_it_asks_for_one(place: Path, capsys: Captured) -> None:
    assert cli.main(["verify", "--house", str(place)]) == 1
    assert "SOCIAALHUIS_PASSWORD" in capsys.readouterr().err


def test_a_wrong_password_and_a_damaged_file(place: Path, capsys: Captured, keeper: list[str], tmp_path: Path) -> None:
    (tmp_path / "fout.txt").write_text("niet de juiste zin", "utf-8")
    assert cli.main(["verify", "--house", str(place), "--password-file", str(tmp_path / "fout.txt")]) == 1
    assert "klopt niet" in capsys.readouterr().err
    (place / DATABASE).write_bytes(b"\0" * 10_000)
    assert cli.main(["verify", "--house", str(place), *keeper]) == 3
    assert "reservekopie" in capsys.readouterr().err


def test_verify_backup_restore_and_users(place: Path, capsys: Captured, keeper: list[str], tmp_path: Path) -> None:
    house = ["--house", str(place), *keeper]
    assert cli.main(["verify", *house]) == 0
    assert capsys.readouterr().out.count("in orde") == 6
    assert cli.main(["backup", *house, "--to", str(tmp_path / "stick")]) == 0
    made = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    assert cli.main(["restore", made, "--to", str(tmp_path / "terug"), *keeper]) == 0
    (tmp_path / "nieuw.txt").write_text("een verse lange zin", "utf-8")
    again = ["--house", str(tmp_path / "terug"), *keeper]
    assert (
        cli.main(["users", "add", "Noor", "--role", "onthaal", "--new-password-file", str(tmp_path / "nieuw.txt"), *again]) == 0
    )
    desk = users.sign_in(tmp_path / "terug", PASSPHRASES["onthaal"])
    intake.add_person(desk, "Amélie", "Proefdael")
    desk.close()
    assert cli.main(["users", "disable", "onthaal", *again]) == 1
    assert "aanspreekpunt van 1 dossier" in capsys.readouterr().err
    assert cli.main(["users", "disable", "onthaal", "--heir", "niemand", *again]) == 1
    assert cli.main(["users", "disable", "onthaal", "--heir", "Noor", *again]) == 0
    capsys.readouterr()
    assert cli.main(["users", "list", *again]) == 0
    listed = {line.split()[0]: line.split()[-1] for line in capsys.readouterr().out.splitlines()}
    assert (listed["Noor"], listed["onthaal"]) == ("werkt", "uit")


def test_init_makes_a_house_and_its_recovery_sheet(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCIAALHUIS_PASSWORD", "een lange zin hoor")
    words = ["init", "--house", str(tmp_path / "huis"), "--sheet", str(tmp_path / "blad.pdf"), "--name", "Sociaal Huis Proef"]
    assert cli.main(words) == 0
    said = capsys.readouterr().out
    assert "266 diensten" in said
    assert "geen echte gegevens" in said
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    assert not (tmp_path / "huis" / "blad.pdf").exists()
    assert cli.main(words) == 1
    assert "al een huis" in capsys.readouterr().err


def test_a_sheet_that_cannot_be_written_makes_no_house(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCIAALHUIS_PASSWORD", "een lange zin voor mij")
    sheet = tmp_path / "er niet" / "blad.pdf"
    assert cli.main(["init", "--house", str(tmp_path / "huis"), "--sheet", str(sheet)]) == 3
    assert "kan niet gelezen of geschreven worden. Kijk of de map bestaat" in capsys.readouterr().err
    assert not (tmp_path / "huis").exists()


def test_suggest_answers_each_line(tmp_path: Path, capsys: Captured, place: Path, keeper: list[str]) -> None:
    batch = _jsonl(
        tmp_path / "vragen.jsonl",
        {"id": "a", "text": "ik kan mijn huur niet betalen", "postcode": "3740", "facts": {"leeftijd": 41, "zwanger": None}},
        "",
        {"id": "b", "text": ""},
        {"id": "c", "text": "😀 \u202e ﷺ " + "x" * 100_000, "postcode": "2060", "now": "2026-11-23T10:15"},
    )
    for words in (["suggest", "--batch", batch, "--top", "3"], ["suggest", "--batch", batch, "--house", str(place), *keeper]):
        assert cli.main(words) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [row["id"] for row in rows] == ["a", "b", "c"]
        assert "ocmw-bilzen-hoeselt" in [item["service"] for item in rows[0]["suggestions"]]
        assert rows[1]["clear"] is False
    assert len(rows[0]["suggestions"]) <= 10


@pytest.mark.parametrize(
    ("line", "dutch"),
    [
        ("geen json", "geen JSON"),
        ("[1, 2]", "geen object"),
        ({"text": 3}, "geen tekst"),
        ({"text": "huur", "postcode": "0000"}, "bestaat niet"),
        ({"text": "huur", "facts": {"lengte": 180}}, "bestaat niet"),
        ({"text": "huur", "facts": {"leeftijd": "oud"}}, "kan niet"),
        ({"text": "huur", "now": "morgen"}, "bestaat niet"),
    ],
)
def test_a_wrong_line_refuses_the_whole_batch(line: object, dutch: str, tmp_path: Path, capsys: Captured) -> None:
    batch = _jsonl(tmp_path / "vragen.jsonl", {"text": "huur"}, line)
    assert cli.main(["suggest", "--batch", batch]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Regel 2" in said.err
    assert dutch in said.err


def test_slip_makes_a_paper_a_line(tmp_path: Path, capsys: Captured) -> None:
    line = {
        "id": "s1", "reference": "K7-4M2", "services": ["ocmw-bilzen-hoeselt"], "kind": "appointment", "language": "nl",
        "format": "A4", "appointment": "2026-11-24T10:40", "bring": ["brief"], "shared": [], "contact": "An P., 089 00 00 00",
    }  # fmt: skip
    foreign = {**line, "id": "s2", "aid": "ti", "format": "A5"}
    assert cli.main(["slip", "--batch", _jsonl(tmp_path / "b.jsonl", line, foreign), "--out", str(tmp_path / "uit")]) == 0
    told = capsys.readouterr()
    rows = [json.loads(text) for text in told.out.splitlines()]
    assert [row["file"] for row in rows] == ["s1.pdf", "s2.pdf"]
    assert all((row["pages"], row["missing_glyphs"]) == (1, 0) for row in rows)
    assert told.err == "Let op: Tigrinya is nog niet nagelezen door een moedertaalspreker. Lees het Nederlands samen.\n"
    assert (tmp_path / "uit" / "s1.pdf").exists()


@pytest.mark.parametrize(
    ("change", "dutch"),
    [
        ({"services": ["bestaat-niet"]}, "staat niet in de catalogus"),
        ({"services": ["voedselbanken"]}, "niet voor cliënten"),
        ({"services": ["vdab", "rva", "bjb", "clb"]}, "tweede briefje"),
        ({"appointment": "2026-02-30T10:00"}, "bestaat niet"),
        ({"bring": "brief"}, "lijst"),
        ({"contact": 7}, "tekst"),
        ({"aid": "xx"}, "hulptaal"),
        ({"shared": ["nummer 85.07.30-999.00"]}, "rijksregisternummer"),
    ],
)
def test_a_wrong_slip_makes_no_paper(change: dict[str, object], dutch: str, tmp_path: Path, capsys: Captured) -> None:
    line = {"id": "s", "reference": "K7-4M2", "services": ["vdab"], "kind": "self"} | change
    batch = _jsonl(tmp_path / "b.jsonl", {"id": "goed", "reference": "K7-4M2", "services": ["vdab"]}, line)
    assert cli.main(["slip", "--batch", batch, "--out", str(tmp_path / "uit")]) == 1
    said = capsys.readouterr()
    assert dutch.casefold() in said.err.casefold()
    assert "Regel 2" in said.err
    assert not (tmp_path / "uit").exists()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """The windows that would have been opened."""
    from sociaalhuis import app

    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(app, "run", lambda *given: calls.append(given))
    return calls


@pytest.mark.parametrize("words", [[], ["window"]])
def test_without_a_verb_the_window_opens(
    words: list[str], opened: list[tuple[object, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCIAALHUIS_HOUSE", str(tmp_path / "huis"))
    assert cli.main(words) == 0
    assert opened == [(tmp_path / "huis",)]


def test_the_demo_opens_its_window_once_made_and_again(
    opened: list[tuple[object, ...]], tmp_path: Path, capsys: Captured
) -> None:
    words = ["demo", "--out", str(tmp_path)]
    assert cli.main(words) == 0
    made = (tmp_path / "huis" / DATABASE).stat().st_mtime_ns
    assert cli.main(words) == 0
    (place, hint, name), again = opened
    assert again == (place, hint, name)
    assert (place, name) == (tmp_path / "huis", "An P.")
    assert "oefenhuis-2026" in str(hint)
    assert (tmp_path / "huis" / DATABASE).stat().st_mtime_ns == made
    assert "Oefenhuis" in capsys.readouterr().out


def test_without_a_display_nothing_is_opened(
    opened: list[tuple[object, ...]], tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert cli.main([]) == 1
    assert "geen scherm" in capsys.readouterr().err
    assert cli.main(["demo", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert opened == []
