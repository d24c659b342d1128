"""Giving the catalogue out: valid under three versions of the standard, nothing of the house alone, the same on its return."""

import csv
import json
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest
from frictionless import Package
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from sqlalchemy import select

from sociaalhuis import cli
from sociaalhuis.access import users
from sociaalhuis.db import catalogue as tables
from sociaalhuis.desk.catalogue import exporting, importing
from sociaalhuis.exchange.catalogue import reading, sheets
from sociaalhuis.house import House
from tests.houses import CHEAP, NOW, PASSPHRASES, SignIn

FILES = Path(__file__).parents[2] / "files" / "catalogue"
VERSIONS = ("3.0", "3.1", "uk-3.0")


@pytest.fixture
def lead(sign_in: SignIn) -> House:
    """A house with the starter catalogue and services of every kind of file."""
    house = sign_in("coordinator")
    for name in (
        "own/hsds11",
        "ohana",
        "ipdc/page-1.json",
        "ipdc/cevi.xml",
        "hsds/3.1/service_full.json",
        "own/soka_content.json",
    ):
        importing.take(house, reading.find(FILES / name, NOW.date()), NOW)
    return house


def validator(version: str) -> Draft202012Validator:
    schemas = (FILES / "hsds" / version / "schema").glob("*.json")
    found = [
        (one.name, Resource.from_contents(json.loads(one.read_text("utf-8")), default_specification=DRAFT202012))
        for one in schemas
    ]
    registry: Registry[Any] = Registry().with_resources(found)
    return Draft202012Validator({"$ref": "service.json"}, registry=registry, format_checker=FormatChecker())


def test_the_json_is_valid_under_three_versions_and_its_formats_are_checked(lead: House, tmp_path: Path) -> None:
    out = tmp_path / "uit.json"
    number = exporting.write(lead, "hsds-json", out)
    page = json.loads(out.read_text("utf-8"))
    assert (page["total_items"], page["empty"], len(page["contents"])) == (number, False, number)
    some = [one for i, one in enumerate(page["contents"]) if i % 8 == 0 or "service_areas" not in one]
    for version in VERSIONS:
        check = validator(version)
        assert [str(error)[:300] for one in some for error in check.iter_errors(one)] == [], version
    bad = {"id": "x", "name": "y", "status": "z", "url": "geen adres", "email": "niet"}
    assert len(list(validator("3.1").iter_errors(bad))) == 4  # the check would see a wrong one


def test_the_package_is_valid_by_itself_and_against_the_standard(lead: House, tmp_path: Path) -> None:
    exporting.write(lead, "hsds-csv", tmp_path / "pak")
    with frictionless.system.use_context(trusted=True):
        report = Package(str(tmp_path / "pak" / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "note"])[:3]
        standard = json.loads((FILES / "hsds/3.0/datapackage.json").read_text("utf-8"))
        for resource in standard["resources"]:
            if not (tmp_path / "pak" / resource["path"]).exists() or resource["name"] in ("url", "attribute"):
                continue
            resource["schema"].pop("foreignKeys", None)  # the package's own check above follows the keys
            columns = (tmp_path / "pak" / resource["path"]).read_text("utf-8").splitlines()[0].split(",")
            known = {one["name"]: one for one in resource["schema"]["fields"]}
            resource["schema"]["fields"] = [known[one] for one in columns]  # every column is one of the standard
            resource["path"] = str(tmp_path / "pak" / resource["path"])
            checked = frictionless.Resource.from_descriptor(
                resource,
            ).validate()
            assert checked.valid, (resource["name"], checked.flatten(["type", "note"])[:3])


def test_a_house_that_takes_it_in_has_the_same_catalogue(lead: House, tmp_path: Path) -> None:
    with lead.store.write(lead.actor, "catalogue.import") as session:
        service = session.scalars(select(tables.Service).order_by(tables.Service.slug)).first()
        assert service is not None
        service.notes = "alleen voor ons"
        secret = session.scalars(select(tables.Service).order_by(tables.Service.slug.desc())).first()
        assert secret is not None
        secret.confidentiality = "geheim"
    whole = exporting.canonical(lead)
    files = {"hsds-json": tmp_path / "uit.json", "hsds-csv": tmp_path / "pak.zip"}
    users.found(tmp_path / "ander", "Ander huis", "baas", "een lange zin voor baas", clock=lambda: NOW, cost=CHEAP)
    other = users.sign_in(tmp_path / "ander", "een lange zin voor baas", clock=lambda: NOW)
    for format_, out in files.items():
        exporting.write(lead, format_, out)
        found = reading.find(out, NOW.date())
        if format_ == "hsds-json":
            assert importing.preview(lead, found, NOW).changes == 0
            assert importing.take(other, found, NOW).faults == []
        assert importing.preview(other, found, NOW).changes == 0  # the tables say the same as the nested form
    assert exporting.canonical(other) == whole
    other.close()
    told = files["hsds-json"].read_text("utf-8")
    assert "alleen voor ons" not in told
    assert secret.slug not in told


def test_the_list_opens_in_a_spreadsheet_and_reckons_with_nothing(lead: House, tmp_path: Path) -> None:
    with lead.store.write(lead.actor, "catalogue.import") as session:
        service = session.scalars(select(tables.Service).order_by(tables.Service.slug)).first()
        assert service is not None
        service.fees = "=HYPERLINK(1)"
    exporting.write(lead, "csv", tmp_path / "uit.csv")
    with (tmp_path / "uit.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert tuple(rows[0]) == sheets.COLUMNS
    assert "'=HYPERLINK(1)" in rows[1]
    exporting.write(lead, "xlsx", tmp_path / "uit.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "uit.xlsx", read_only=True).worksheets[0]
    listed = list(sheet.iter_rows(values_only=True))
    assert [str(one or "") for one in listed[1]][:3] == rows[1][:3]
    assert len(listed) == len(rows)
    again = reading.find(tmp_path / "uit.xlsx", NOW.date())
    assert importing.preview(lead, again, NOW).counts["nieuw"] == len(rows) - 1


def test_the_verbs_say_what_they_did_and_refuse_with_what_to_do(
    lead: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = lead.place
    lead.close()
    monkeypatch.setenv("SOCIAALHUIS_PASSWORD", PASSPHRASES["coordinator"])
    call = ["--house", str(place), "--as", "coordinator", "--today", "2026-11-23"]
    out, report = tmp_path / "uit.json", tmp_path / "verslag.json"
    assert cli.main(["export", *call, "--format", "hsds-json", "--out", str(out)]) == 0
    assert "zonder geheime adressen" in capsys.readouterr().out
    assert cli.main(["import", *call, str(out)]) == 0
    assert "gelijk." in capsys.readouterr().out
    lijst = str(FILES / "own/lijst.csv")
    assert cli.main(["import", *call, lijst, "--dry-run", "--report", str(report), "--source", "buurt"]) == 0
    said = capsys.readouterr().out
    assert "regel 3 (Naam): Deze rij heeft geen naam." in said
    assert "niets veranderd" in said
    told = json.loads(report.read_text("utf-8"))
    assert (told["source"], told["dry_run"], told["counts"]["nieuw"]) == ("buurt", True, 2)
    assert {one["what"] for one in told["rows"]} == {"nieuw"}
    assert told["faults"] == [
        {
            "row": "regel 3",
            "field": "Naam",
            "why": "Deze rij heeft geen naam.",
            "now": "Vul de naam van de dienst in.",
            "taken": False,
        }
    ]
    assert cli.main(["import", *call, str(tmp_path / "niets.csv")]) == 1
    assert cli.main(["import", *call, lijst, "--column", "Titel"]) == 1
    assert cli.main(["export", *call]) == 1
    assert "Geef --format en --out" in capsys.readouterr().err
    batch = tmp_path / "vragen.jsonl"
    batch.write_text('{"id": "1", "text": "budgethulp voor schulden", "postcode": "3740"}\n', "utf-8")
    assert cli.main(["suggest", "--batch", str(batch), "--catalogue", str(FILES / "own/soka_content.json")]) == 0
    assert json.loads(capsys.readouterr().out)["suggestions"][0]["service"] == "soka-7001"
