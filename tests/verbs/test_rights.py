"""The verbs scan and import, from the outside: codes and no names, a preview before anything counts."""

import json
from pathlib import Path

import pytest

from sociaalhuis import case, cli
from sociaalhuis.desk import intake
from sociaalhuis.desk.rights import editions
from sociaalhuis.facts import read
from sociaalhuis.house import change_setting
from sociaalhuis.rights import engine as rights_engine
from tests.desk.test_editions import NUMBER, PUBLIC, SECRET
from tests.houses import NOW, PASSPHRASES, SignIn
from tests.rights import small

type Captured = pytest.CaptureFixture[str]


@pytest.fixture
def words(sign_in: SignIn, tmp_path: Path) -> list[str]:
    """A closed house with one client who rents; the words that sign in the coordinator."""
    from sociaalhuis.exchange import rules_update

    house = sign_in("beheerder")
    change_setting(house, editions.KEY, PUBLIC)
    house = sign_in("coordinator")
    person = intake.add_person(
        house, "Nele", "Verzonnen", informed_on=NOW.date(), postal_code="3740", birth_year=1950, forbidden_ways=["telefoon"]
    )
    facts = read({"woonsituatie": "sociale_huur", "netto_maandinkomen_gezin": 900})
    intake.register(house, intake.Question("Vraag.", facts=facts, person=person), NOW)
    house.close()
    (tmp_path / "zin.txt").write_text(PASSPHRASES["coordinator"], "utf-8")
    text = rules_update.pack(NUMBER, NOW.date(), "Proef", small.files(), SECRET.sign)
    (tmp_path / "regels.json").write_text(text, "utf-8")
    return ["--house", str(house.place), "--password-file", str(tmp_path / "zin.txt"), "--today", "2026-11-23"]


def test_scan_and_import_from_the_command_line(words: list[str], tmp_path: Path, capsys: Captured, sign_in: SignIn) -> None:
    assert cli.main(["scan", *words]) == 0
    *lines, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["right"], line["cause"]) for line in lines} >= {("energiescan", "first")}
    assert len({line["reference"] for line in lines}) == 1
    assert all("telefoon" not in line["ways"] and "brief" in line["ways"] for line in lines)
    assert last == {
        "since": None,
        "day": "2026-11-23",
        "read": 1,
        "passed": {"protected": 0, "stopped": 0, "not_told": 0},
        "found": {"first": 1},
    }
    assert "Nele" not in json.dumps(lines)

    update, report = ["import", str(tmp_path / "regels.json"), *words], tmp_path / "verslag.json"
    assert cli.main([*update, "--dry-run", "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert f"  huurder: bestaat niet → mogelijk recht: 1 ({lines[0]['reference']})" in said
    assert "er is niets veranderd" in said
    written = json.loads(report.read_text("utf-8"))
    assert (written["read"], "oudere" in written["new"]) == (1, True)
    assert set(rights_engine.shipped().book.rules) == set(written["gone"])
    assert "Nele" not in said + report.read_text("utf-8")

    assert cli.main(update) == 0
    assert "Toegepast" in capsys.readouterr().out
    assert cli.main(update) == 1
    assert "heeft deze regels al" in capsys.readouterr().err
    assert cli.main(["scan", *words]) == 0
    *lines, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["right"], line["cause"]) for line in lines} == {(right, "rule") for right in ("huurder", "inkomen", "oudere")}
    assert last["since"] == "2026-11-23"

    batch = tmp_path / "mensen.jsonl"
    batch.write_text('{"id": "p", "facts": {"woonsituatie": "private_huur"}}\n', "utf-8")
    own = set(small.engine().book.rules)
    for verb in (["rights"], ["interview"]):  # with a house by the rules of the house, else by those of the program
        for where, slugs in ((words, own), ([], set(rights_engine.shipped().book.rules))):
            assert cli.main([*verb, "--batch", str(batch), *(where or words[-2:])]) == 0
            assert {one["right"] for one in json.loads(capsys.readouterr().out)["rights"]} == slugs
    told = case.Words("Ik kan mijn huur niet betalen.", "3740", {"woonsituatie": "private_huur"})
    played = case.run(lambda: sign_in("coordinator"), told, NOW, tmp_path / "uit")
    assert {one["right"] for one in played["rights"]} == own

    (tmp_path / "regels.json").write_text("{}", "utf-8")
    assert cli.main(update) == 1  # no rules, so read as a catalogue, and there is no service in it
    assert "geen enkele dienst" in capsys.readouterr().err
