"""Rights at the desk: places and ages become facts, contradictions are shown, and the batch verb answers each line."""

import json
from datetime import date
from pathlib import Path

import pytest

from sociaalhuis import cli, facts
from sociaalhuis.catalogue import needs
from sociaalhuis.catalogue.needs import FoundNeed
from sociaalhuis.desk.rights import rights
from sociaalhuis.errors import Refusal
from sociaalhuis.facts import Facts
from sociaalhuis.rights import engine
from sociaalhuis.rights.follows import Clash

DAY = date(2026, 11, 22)
BILZEN, HOESELT, BILZEN_HOESELT = 73006, 73032, 73110


def where(postcode: str | None = None, day: date = DAY, **given: object) -> tuple[object, object]:
    known = rights.located(facts.read(given), postcode, day)
    return known.confirmed("gewest"), known.confirmed("gemeente_nis")


def test_a_postal_code_tells_region_and_municipality() -> None:
    assert where("3740") == ("vlaanderen", BILZEN_HOESELT)
    assert where("3730") == ("vlaanderen", BILZEN_HOESELT)
    assert where("1000") == ("brussel", 21004)
    assert where("5000")[0] == "wallonie"
    assert where() == (None, None)
    assert where("1040")[0] == "brussel"  # two municipalities share it
    assert where("1040")[1] is None


def test_a_merged_municipality_is_what_it_was_on_the_day() -> None:
    assert where(gemeente_nis=BILZEN) == ("vlaanderen", BILZEN_HOESELT)
    assert where(gemeente_nis=HOESELT, day=date(2025, 1, 1))[1] == BILZEN_HOESELT
    assert where(gemeente_nis=BILZEN, day=date(2024, 12, 31))[1] == BILZEN
    assert where("3740", date(2024, 12, 31)) == ("vlaanderen", None)  # Bilzen or Hoeselt: the code does not tell
    assert where(gemeente_nis=11002, day=date(2024, 12, 31))[1] == 11002  # Antwerp kept its code
    assert where("2150", date(2024, 12, 31))[1] is None  # Borsbeek had its own
    assert where(gemeente_nis=BILZEN_HOESELT, day=date(2024, 12, 31))[1] == BILZEN_HOESELT  # as it was told
    with pytest.raises(Refusal, match="NIS-code 99999 bestaat niet"):
        where(gemeente_nis=99999)
    with pytest.raises(Refusal, match="postcode “9999” bestaat niet"):
        where("9999")


def test_an_answer_that_was_given_stays_and_a_contradiction_is_shown() -> None:
    assert where("3740", gewest="brussel") == ("brussel", BILZEN_HOESELT)
    assert where("3740", gewest=None) == (None, BILZEN_HOESELT)  # “weet niet” is an answer too
    told = facts.read(
        {"gewest": "brussel", "gemeente_nis": 11002, "aantal_kinderen_ten_laste": 0, "kind_in_kinderopvang": True}
    )
    assert rights.clashes(told, "3740", DAY) == (
        Clash("kind_in_kinderopvang", ("aantal_kinderen_ten_laste",)),
        Clash("gewest", ("postcode",)),
        Clash("gemeente_nis", ("postcode",)),
    )
    assert rights.clashes(facts.read({"gewest": "vlaanderen", "gemeente_nis": BILZEN}), "3740", DAY) == ()


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1960, 11, 22), date(2026, 11, 21), 65),
        (date(1960, 11, 22), date(2026, 11, 22), 66),
        (date(1960, 11, 22), date(2026, 11, 23), 66),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (1960, date(2026, 11, 22), (65, 66)),
        (2026, date(2026, 11, 22), (0, 0)),
    ],
)
def test_the_age_on_a_day(born: date | int, day: date, age: object) -> None:
    assert rights.aged(Facts(), born, day).confirmed("leeftijd") == age
    assert rights.aged(facts.read({"leeftijd": 40}), born, day).confirmed("leeftijd") == 40
    assert rights.aged(Facts(), None, day) == Facts()


def test_a_birthday_opens_a_right_on_the_day_itself() -> None:
    told = {"hoofdverblijf_belgie": True, "verblijfsstatuut": "belg", "middelen_onvoldoende": True}
    for born, status in ((date(1960, 11, 22), "possible"), (date(1960, 11, 23), "unlikely"), (1960, "unknown")):
        known = rights.aged(facts.read(told), born, DAY)
        assert engine.shipped().status(known, DAY)["inkomensgarantie-ouderen"] == status


def _batch(path: Path, *lines: object) -> str:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    return str(path)


def test_the_rights_worth_checking_are_those_of_the_needs_that_no_answer_excludes() -> None:
    found = [FoundNeed("huurachterstand", (), 0.9), FoundNeed("korting_vervoer", (), 0.9), FoundNeed("palliatief", (), 0.1)]
    shown = rights.worth_checking(found, Facts(), engine.shipped(), DAY)
    assert shown[:2] == ("fonds-bestrijding-uithuiszettingen", "nmbs-verhoogde-tegemoetkoming")  # the first of each need
    assert "palliatief-forfait" not in shown
    owner = facts.read({"woonsituatie": "eigenaar"})
    assert "fonds-bestrijding-uithuiszettingen" not in rights.worth_checking(found, owner, engine.shipped(), DAY)
    assert rights.worth_checking([], Facts(), engine.shipped(), DAY) == ()


def test_every_right_is_reached_from_a_need_and_every_need_names_real_ones() -> None:
    named = {right for need in needs.vocabulary().values() for right in need.rights}
    assert named == set(engine.shipped().book.rules)


def test_the_verb_answers_each_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = {
        "leeftijd": 67,
        "verhoogde_tegemoetkoming": False,
        "zwanger": None,
        "schulden": "refused",
        "netto_maandinkomen_persoon": [0, 900],
    }
    batch = _batch(
        tmp_path / "mensen.jsonl",
        {"id": "p1", "facts": one, "postcode": "3740", "date": "2026-11-22"},
        {"id": "p2", "facts": {}},
        {"id": "p3", "facts": {"wil_nederlands_leren": True, "voedselnood": True}, "postcode": 2000},
    )
    assert cli.main(["rights", "--batch", batch, "--today", "2026-11-22"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == ["p1", "p2", "p3"]
    assert all(len(row["rights"]) == 71 for row in rows)
    keys = {"right", "status", "missing", "decisive", "uncertain_parameters", "via", "parameters"}
    assert all(set(right) == keys for row in rows for right in row["rights"])
    first, second, third = ({right["right"]: right for right in row["rights"]} for row in rows)
    assert first["nmbs-verhoogde-tegemoetkoming"]["status"] == "unlikely"
    assert first["nmbs-verhoogde-tegemoetkoming"]["decisive"] == ["verhoogde_tegemoetkoming"]
    assert "schulden" in first["schuldbemiddeling"]["missing"]
    assert first["inkomensgarantie-ouderen"]["parameters"] == {}
    assert {right["status"] for right in second.values()} == {"unknown"}
    assert (third["nt2"]["status"], third["voedselhulp"]["status"]) == ("possible", "possible")
    jobbonus = {"gewest": "vlaanderen", "arbeidssituatie": "werknemer", "bruto_maandloon_voltijds": 2000}
    assert cli.main(["rights", "--batch", _batch(tmp_path / "b.jsonl", {"id": 1, "facts": jobbonus})]) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (right,) = [right for right in row["rights"] if right["right"] == "jobbonus"]
    assert right["parameters"]["jobbonus_max_brutoloon_maand"]["value"] == 2900
    assert right["parameters"]["jobbonus_max_brutoloon_maand"]["valid_from"] == "2022-07-01"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"facts": {"leeftyd": 3}}, "Het feit “leeftyd” bestaat niet."),
        ({"facts": {"leeftijd": -3}}, "De waarde voor “leeftijd” kan niet."),
        ({"facts": {"leeftijd": [9, 3]}}, "De waarde voor “leeftijd” kan niet."),
        ({"facts": {"gewest": "limburg"}}, "Geef één van: vlaanderen, brussel, wallonie."),
        ({"facts": [1]}, "geen goede feiten"),
        ({"facts": {}, "postcode": "0000"}, "postcode “0000” bestaat niet"),
        ({"facts": {}, "postcode": {}}, "geen goede feiten (facts) of postcode"),
        ({"facts": {}, "date": "2026-02-30"}, "De dag “2026-02-30” bestaat niet."),
        ({"facts": {"gemeente_nis": 12345}}, "NIS-code 12345 bestaat niet"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_number(
    line: object, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["rights", "--batch", _batch(tmp_path / "b.jsonl", {"facts": {}}, line)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.startswith("Regel 2: ")
