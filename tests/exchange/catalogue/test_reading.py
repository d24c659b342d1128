"""Files of the field, real and made: each format is seen for what it is and read to the records that stand in it."""

import gzip
import json
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sociaalhuis.errors import Refusal
from sociaalhuis.exchange.catalogue import json_items, mapped, reading
from sociaalhuis.exchange.catalogue.model import Fault, Hours, Identifier, Organization, Read, Record

FILES = Path(__file__).parents[2] / "files" / "catalogue"
DAY = date(2026, 11, 23)


def read(path: Path, **given: str) -> tuple[str, Sequence[Read]]:
    found = reading.find(path, DAY, **given)  # type: ignore[arg-type]  # only texts are given here
    return found.format, [one for _, one in found.rows()]


def records(path: Path, **given: str) -> list[Record]:
    return [one for one in read(path, **given)[1] if isinstance(one, Record)]


@pytest.mark.parametrize(
    ("file", "format_", "services", "faults"),
    [
        ("hsds/3.1/service_full.json", "hsds", 1, 0),
        ("hsds/3.1/service_list.json", "hsds", 1, 0),
        ("hsds/3.1/organization_full.json", "hsds", 1, 0),
        ("hsds/3.1/service_at_location_full.json", "hsds", 1, 0),
        ("hsds/3.1/taxonomy_term_list.json", "hsds", 0, 1),
        ("hsds/3.0/csv", "hsds", 1, 2),
        ("hsds/oruk/service_list.json", "hsds", 1, 0),
        ("hsds/oruk/service_full.json", "hsds", 1, 0),
        ("hsds/oruk/organization_list.json", "hsds", 0, 0),
        ("ohana", "ohana", 23, 0),
        ("own/hsds11", "hsds", 3, 3),
        ("own/hsds20", "hsds", 1, 0),
        ("ipdc/page-1.json", "ipdc", 2, 0),
        ("ipdc/concepts.json", "ipdc", 1, 0),
        ("ipdc/instantie.jsonld", "ipdc", 1, 0),
        ("ipdc/expanded.json", "jsonld", 1, 0),
        ("ipdc/instance.ttl", "turtle", 1, 0),
        ("ipdc/concepts.ttl", "turtle", 2, 1),
        ("ipdc/cevi.xml", "cevi", 2, 4),
        ("own/soka_content.json", "soka", 2, 1),
        ("own/soka_embedded.json", "soka", 2, 1),
        ("own/lijst.csv", "csv", 2, 1),
    ],
)
def test_each_format_is_seen_and_read(file: str, format_: str, services: int, faults: int) -> None:
    seen, found = read(FILES / file)
    assert seen == format_
    assert sum(isinstance(one, Record) for one in found) == services
    told = [one for one in found if isinstance(one, Fault)]
    assert len(told) == faults
    assert all(one.why.endswith(".") and one.now.endswith(".") for one in told)


def test_a_full_service_of_the_standard_loses_nothing_that_there_is_a_place_for() -> None:
    (one,) = records(FILES / "hsds/3.1/service_full.json")
    assert (one.name, one.organization.name) == ("Community Counselling", "Example Organization Inc.")
    assert one.organization.identifiers == (Identifier("GB-COH", "1234567"),)
    assert one.phones[0].number == "+44 1234 234567"
    assert one.phones[0].extension == "100"
    assert one.addresses[0].address_1 == "1-30 Main Street"
    assert one.addresses[0].latitude is None  # 100 degrees is nowhere
    assert one.schedules[0] == Hours(
        "WEEKLY", "TH,FR", "2,3,4", "10:00", "18:00", "2005-01-01", "2005-01-01", "2005-01-01", "2005-01-01", 1,
        one.schedules[0].description,
    )  # fmt: skip
    assert (one.costs[0].amount, one.costs[0].currency, one.minimum_age, one.assured_date) == (35, "gbp", 12, date(2005, 1, 1))
    assert one.documents[0].document.startswith("Any official identification")
    assert one.extra is not None
    assert {"accreditations", "licenses", "wait_time"} <= one.extra.keys()
    assert "Ann Persona" not in repr(one)  # no people


def test_the_sets_of_before_are_read_with_their_keys_days_and_comma_lists() -> None:
    money, meals, orphan = records(FILES / "own/hsds11")
    assert money.organization == Organization("Huis Een", None, "Helpt", "info@een.example", "https://www.een.example")
    assert [(one.byday, one.opens_at, one.closes_at) for one in money.schedules] == [
        ("MO", "09:00", "12:00"),
        ("WE", "13:00", "16:30"),
    ]
    assert (money.eligibility_description, money.fees, money.phones[0].extension) == ("Wie schulden heeft", "Gratis", "4")
    assert [(one.taxonomy, one.code, one.name) for one in money.terms] == [("proef", "BH-1", "schulden")]
    assert money.addresses[0].accessibility == ("rolstoel",)
    assert money.addresses == meals.addresses  # one row of services_at_location for both
    assert (meals.archived, orphan.organization.name) == (True, "Organisatie niet vermeld")
    (later,) = records(FILES / "own/hsds20")
    assert [one.name for one in later.terms] == ["Schulden", "Wonen"]
    assert (later.languages, later.schedules[0].byday) == (("nl",), "MO,TU")


def test_a_set_in_which_most_keys_lead_nowhere_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(FILES / "own/hsds11", tmp_path / "set")
    for name in ("organizations.csv", "locations.csv"):
        (folder / name).write_text((folder / name).read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (folder / "services_at_location.csv").write_text("id,service_id,location_id\n1,77,20\n2,78,20\n", "utf-8")
    with pytest.raises(Refusal, match="nergens heen"):
        read(folder)


def test_products_are_read_in_the_form_of_the_house_and_keep_every_key(tmp_path: Path) -> None:
    formal, informal = records(FILES / "ipdc/instantie.jsonld")[0], records(FILES / "ipdc/instantie.jsonld", form="je")[0]
    assert "zodat u het contract" in formal.description
    assert "zodat je het contract" in informal.description
    assert (formal.kind, formal.area_type, formal.area_values, formal.archived) == (
        "product",
        "municipalities",
        ("24020",),
        True,
    )
    raw = json.loads((FILES / "ipdc/instantie.jsonld").read_text("utf-8"))
    assert formal.extra is not None
    assert raw.keys() - formal.extra.keys() <= {"@context", "laatstOntvangen"}
    newest = {**raw, "generatedAtTime": "2026-01-02T00:00:00Z", "naam": {"nl": "Nieuw"}}
    older = {**raw, "generatedAtTime": "2026-01-01T00:00:00Z", "naam": {"nl": "Oud"}}
    packed = tmp_path / "twee.jsonl.gz"
    packed.write_bytes(gzip.compress(b"\n".join(json.dumps(one).encode() for one in (older, newest, older))))
    assert [one.name for one in records(packed)] == ["Nieuw"]


def test_cevi_gives_the_office_with_its_address() -> None:
    first = records(FILES / "ipdc/cevi.xml")[0]
    assert first.name == "Levenloos geboren kind/foetus"
    assert "<" not in first.description
    assert "&lt;" not in first.description
    assert first.description.startswith("Sterft je kindje tijdens de zwangerschap?")


def test_a_product_is_the_same_as_json_ld_and_as_turtle(tmp_path: Path) -> None:
    (turtle,), (expanded,) = records(FILES / "ipdc/instance.ttl"), records(FILES / "ipdc/expanded.json")
    assert turtle == expanded
    assert (turtle.source, turtle.name, turtle.extra) == ("ipdc", "Order test", None)  # RDF leaves keys out: nothing is kept
    assert turtle.fees is not None
    assert turtle.fees.startswith("Kost 1\n\nKost beschrijving 1")  # in the order that they have, not that of the file
    short = """@base <https://x.example/> . @prefix d: <http://purl.org/dc/terms/> .
        PREFIX l: <https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#>
        <a> a l:InstancePublicService ; d:title "Caf\\u00e9 \\"x\\""@nl-be-x-formal , 'Thee'@EN ; # niets
            d:description \"\"\"<p onclick="x">een
            twee</p><a href="javascript:x()">hier</a>\"\"\"@nl ; l:isArchived true ;
            <http://data.europa.eu/m8g/hasCost> [ d:title "Kost"@nl ; d:description "5 euro"@nl ; ] , ( 1 2 ) ."""
    path = tmp_path / "kort.ttl"
    path.write_text(short, "utf-8")
    (one,) = records(path)
    assert (one.source_id, one.name, one.description, one.fees, one.archived) == (
        "a",
        'Café "x"',
        "een\ntwee\nhier",
        "5 euro",
        True,
    )
    for wrong in (
        short[:-1],
        short.replace("d:title", "zz:title"),
        "<a:a> <b:b> " + "[ <b:b> " * 60,
        "<a:a> <b:b> <c:c> . <a:a> " + "[" * 3_000,
        '<a:a> <b:b> "x',
    ):
        path.write_text(wrong, "utf-8")
        with pytest.raises(Refusal, match="geen geldige Turtle"):
            read(path)


def test_a_provider_of_the_sociale_kaart_shows_its_first_number_and_address() -> None:
    caw, care = records(FILES / "own/soka_content.json")
    assert [one.number for one in caw.phones] == ["089 00 00 01", "089 00 00 02"]
    assert (caw.addresses[0].address_1, caw.addresses[0].city, caw.url) == (
        "Stationsstraat 14",
        "Bilzen",
        "https://www.proef.example",
    )
    assert (caw.terms[0].code, caw.terms[0].name) == ("08.02", "Budgetbegeleiding en schuldbemiddeling")
    assert (care.name, care.url, care.archived) == ("Dienst Thuiszorg", None, True)


def test_a_list_is_read_by_the_names_of_its_columns_or_by_what_is_said_of_them(tmp_path: Path) -> None:
    meal, chores = records(FILES / "own/lijst.csv")
    assert (meal.name, meal.organization.name, meal.phones[0].number, meal.addresses[0].city) == (
        "Buurtmaaltijd",
        "Buurthuis",
        "089 00 00 04",
        "Bilzen",
    )
    assert (meal.extra, chores.url) == ({"Opmerking": "komt terug"}, None)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Titel", "Wie", "Code"], ["Ruilwinkel", "Buurthuis", 12], ["=1+1", None, None]):
        sheet.append(row)
    book.save(tmp_path / "lijst.xlsx")
    found = reading.find(tmp_path / "lijst.xlsx", DAY, columns={"organization": "Wie"})
    named = [one for _, one in found.rows() if isinstance(one, Record)]
    assert [(one.name, one.organization.name, one.source_id) for one in named[:1]] == [("Ruilwinkel", "Buurthuis", "12")]
    with pytest.raises(Refusal, match="bestaat niet"):
        mapped.columns(["Titel"], {"organization": "Wie"})


def test_encodings_ends_of_lines_and_marks_make_no_difference(tmp_path: Path) -> None:
    plain = (FILES / "own/lijst.csv").read_text("utf-8").replace("Buurtmaaltijd", "Café")
    told = []
    for number, raw in enumerate(
        (
            plain.encode(),
            plain.encode("utf-8-sig"),
            plain.encode("utf-16"),
            plain.encode("cp1252"),
            plain.replace("\r\n", "\r").encode(),
            plain.replace("\r\n", "\n").encode(),
            gzip.compress(plain.encode()),
        )
    ):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(raw)
        told.append([(one.name, one.source_id) for one in records(path)])
    assert told == [told[0]] * len(told)
    assert told[0][0][0] == "Café"


def test_one_object_a_list_lines_and_an_envelope_say_the_same(tmp_path: Path) -> None:
    service = json.loads((FILES / "hsds/3.1/service_full.json").read_text("utf-8"))
    other = {**service, "id": "b" * 8, "name": "Tweede"}
    shapes = {
        "list": json.dumps([service, other]),
        "lines": json.dumps(service) + "\n" + json.dumps(other) + "\n",
        "page": json.dumps({"total_items": 2, "contents": [service, other]}, indent=2),
        "embedded": json.dumps({"_embedded": {"services": [service, other]}}),
    }
    for name, said in shapes.items():
        path = tmp_path / f"{name}.json"
        path.write_text(said, "utf-8")
        assert [one.name for one in records(path)] == ["Community Counselling", "Tweede"], name


def test_a_zip_of_tables_is_a_set_and_a_zip_of_something_else_is_not(tmp_path: Path) -> None:
    packed = tmp_path / "set.zip"
    with zipfile.ZipFile(packed, "w") as out:
        for one in (FILES / "own/hsds20").iterdir():
            out.write(one, f"map/{one.name}")
    assert [one.name for one in records(packed)] == ["Budgethulp"]
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("brief.txt", "dag")
    with pytest.raises(Refusal, match="herken ik geen catalogus"):
        read(packed)


BOMBS = {
    "zip": "zwelt te hard op",
    "gz": "zwelt te hard op",
    "xml": "niet veilig",
    "deep": "geen geldige JSON",
    "cut": "geen geldige JSON",
    "nul": "geen",
    "not": "geen kolom met de naam",
    "empty": "geen rijen",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_and_ruins_are_refused_with_what_to_do(kind: str, tmp_path: Path) -> None:
    path = tmp_path / kind
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("services.csv", b"id,name\n" + b"0" * (12 * 2**20))
    elif kind == "xml":
        laughs = '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
        path.write_text(f"{laughs}<ProductCatalog><Product><Id>&b;</Id></Product></ProductCatalog>", "utf-8")
    else:
        path.write_bytes(
            {
                "gz": gzip.compress(b"[" + b" " * (12 * 2**20)),
                "deep": b"[" * 200_000,
                "cut": b'[{"id": "1", "name": "x"',
                "nul": b"\x00\x00\x00",
                "not": b"een,twee\n1,2\n",
                "empty": b"",
            }[kind]
        )
    with pytest.raises(Refusal, match=BOMBS[kind]) as refused:
        read(path)
    assert refused.value.now.endswith(".")


def test_huge_numbers_and_deep_things_beside_the_fields_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "groot.json"
    deep = "[" * 300 + "]" * 300
    path.write_text(
        '[{"id": "1", "name": "Dienst", "status": "active", "minimum_age": 1e400, "maximum_age": '
        + "9" * 300
        + ', "odd": '
        + deep
        + ', "organization": {"id": "2", "name": "Huis"}, "description": "a\\u0000b\\ud800c"}]',
        "utf-8",
    )
    one = records(path)[0]
    assert (one.minimum_age, one.maximum_age, one.description) == (None, None, "abc")


def test_a_missing_file_and_a_broken_list_are_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is er niet"):
        reading.find(tmp_path / "niets.json", DAY)
    assert json_items.LISTS[0] == "contents"
