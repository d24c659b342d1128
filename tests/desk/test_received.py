"""A campaign from a list of somebody else: matched here, only who may be reached, and nothing of the list is kept."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from sociaalhuis.db.desk import Contact
from sociaalhuis.db.journal import Entry
from sociaalhuis.db.people import Person
from sociaalhuis.desk import intake
from sociaalhuis.desk.proactive import campaign_rows, campaigns, received
from sociaalhuis.desk.proactive.campaigns import Wish
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import House
from sociaalhuis.rights.causes import Cause
from tests.houses import NOW, SignIn

TODAY = NOW.date()
WISH = Wish(
    "Sociaal tarief", "besluit", "lijst van de netbeheerder van 1/11", ("energiescan",), TODAY + timedelta(days=60), "raad 14/9"
)


@pytest.fixture
def house(sign_in: SignIn) -> House:
    return sign_in("maatschappelijk_werker")


def client(house: House, given: str, family: str, born: date | None = None, **known: object) -> tuple[UUID, str]:
    """Somebody who was here long ago and may be reached, with the code of the question."""
    columns = {"informed_on": date(2026, 5, 1), "forbidden_ways": [], "birth_date": born, **known}
    person = intake.add_person(house, given, family, **columns)
    noted = intake.register(house, intake.Question("Vraag.", person=person), NOW - timedelta(days=200))
    with house.store.read() as session:
        return person, str(session.get_one(Contact, noted.id).reference)


def protect(house: House, person: UUID) -> None:
    with house.store.write(house.actor, "person.protect") as session:
        session.get_one(Person, person).protected = True


def test_lines_become_clients_and_nothing_else_stays(house: House, tmp_path: Path) -> None:
    born = date(1950, 3, 12)
    coded, code = client(house, "Nele", "Verzonnen")
    named, _ = client(house, "José", "Van den Bedachte", born)
    hidden, hidden_code = client(house, "Piet", "Verborgen", born)
    protect(house, hidden)
    _, stopped = client(house, "Stop", "Verzonnen", stopped_on=TODAY)
    for _ in range(2):
        client(house, "Twee", "Gelijk", born)
    lines = [
        "Code;Familienaam;Voornaam;Geboortedatum;Bedrag",
        f"{code.lower()};;;;zebra-1",
        ";van den bedachte;Jose;12/03/1950;zebra-2",
        ";Jose;van den Bedachte;1950-03-12;zebra-2",  # twice the same client, the names the other way round
        f"{hidden_code};;;;",
        f"{stopped};;;;",
        ";Kwaakmans;Iemand;12/3/1950;",
        "K7-XXX;;;;",
        ";Gelijk;Twee;12/3/1950;",
        ";Halve;Datum;1950;",
        ";Foute;Datum;32/3/1950;",
        ";;;;zebra-3",
    ]
    file = tmp_path / "lijst.csv"
    file.write_bytes("\r\n".join(lines).encode("cp1252"))
    found = received.look(house, file, NOW)
    assert (set(found.people), found.lines, found.left_out) == ({coded, named}, 11, 3)
    assert [(bad.where, bad.what.split(":")[0]) for bad in found.bad] == [
        ("regel 8", "dit is geen code van ons"),
        ("regel 9", "dit past bij meer dan één dossier"),
        ("regel 10", "de geboortedatum ontbreekt of is niet volledig"),
        ("regel 11", "de geboortedatum klopt niet"),
        ("regel 12", "er staat geen code en geen naam"),
    ]

    made = received.make(house, WISH, found, NOW)
    assert (made.clients, made.left_out) == (2, 0)
    rows = {row.person: row for row in campaign_rows.of_campaign(house, made.id)}
    assert {(row.cause, row.triage, row.rights) for row in rows.values()} == {(Cause.LIST, "contacteren", ("energiescan",))}
    (held,) = campaigns.all_of(house, NOW)
    assert (held.source, held.decision, held.clients) == (WISH.source, "raad 14/9", 2)
    with house.store.read() as session:
        kept = " ".join(str(entry.payload) for entry in session.scalars(select(Entry)).all())
    assert received.PURPOSE in kept
    assert not any(word in kept for word in ("zebra", "Kwaakmans", "lijst.csv"))
    with pytest.raises(Refusal, match="Niemand van deze lijst"):  # each is on a list for this right already
        received.make(house, WISH, received.look(house, file, NOW), NOW)


def test_who_stops_in_between_is_off_the_list(house: House, tmp_path: Path) -> None:
    file, (one, code), (_, other) = tmp_path / "l.csv", client(house, "A", "Verzonnen"), client(house, "B", "Verzonnen")
    file.write_text(f"code\n{code}\n{other}\n", "utf-8")
    found = received.look(house, file, NOW)
    protect(house, one)
    assert received.make(house, WISH, found, NOW).clients == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decision": " "}, "Welk besluit of akkoord"),
        ({"source": ""}, "De bron van de lijst"),
        ({"basis": ""}, "De rechtsgrond"),
    ],
)
def test_why_and_from_where_are_always_asked(house: House, tmp_path: Path, change: dict[str, str], said: str) -> None:
    from dataclasses import replace

    file = tmp_path / "l.csv"
    file.write_text(f"code\n{client(house, 'A', 'Verzonnen')[1]}\n", "utf-8")
    with pytest.raises(Refusal, match=said):
        received.make(house, replace(WISH, **change), received.look(house, file, NOW), NOW)  # type: ignore[arg-type]  # texts
    assert campaigns.all_of(house, NOW) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "geen kolom met een code"),
        ("straat;huis\nKerkstraat;5", "geen kolom met een code"),
        ("naam;voornaam\nVerzonnen;Nele", "geen kolom met een code"),
        ("code;Rijksregisternummer\nK7-4M2;50031212345", "rijksregisternummers"),
        ("code\n" + "x\n" * (received.MOST_LINES + 1), "te lang"),
        ("code\n" + "x" * received.MOST_BYTES, "te groot"),
    ],
)
def test_what_is_no_list_is_refused(house: House, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "l.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(Refusal, match=said):
        received.look(house, file, NOW)
    with pytest.raises(Trouble, match="niet te lezen"):
        received.look(house, tmp_path / "weg.csv", NOW)


def test_who_may_make_no_campaign_may_lay_no_list_beside_the_files(sign_in: SignIn, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("code\nK7-4M2\n", "utf-8")
    with pytest.raises(Refusal):
        received.look(sign_in("beheerder"), file, NOW)
