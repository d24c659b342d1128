"""A text without names holds none: people, numbers and codes are seen; services, towns and plain sentences are left alone."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.desk import nameless, references
from sociaalhuis.errors import Refusal

NAMES = [
    "Jan Peeters krijgt geen plek", "gesprek met mevr. Verdonckt", "Fatima El Amrani wacht al 6 maand", "fatima wacht al lang",
    "Mevrouw D. kan de trap niet op", "de heer Vandromme", "familie Quaetbroeck heeft geen opvang", "het gezin El Khattabi",
    "de brief van Bernardo Quaghebeur", "M.B. vond geen dokter", "Oksana spreekt geen Nederlands", "bij Yilmaz thuis",
    "geen plaats voor Zeynep", "dokter Vanspringel neemt niemand meer", "dhr. P. wacht", "Karim B. wacht",
]  # fmt: skip
NUMBERS = [
    ("bel 0470 11 22 33", "telefoonnummer"),
    ("bel 089/12.34.56", "telefoonnummer"),
    ("+32 470 11 22 33", "telefoonnummer"),
    ("0032470112233", "telefoonnummer"),
    ("85.07.30-033.28", "rijksregisternummer"),
    ("85073003328", "rijksregisternummer"),
    ("mail an.p@proef.example", "e-mailadres"),
    ("BE68 5390 0754 7034", "rekeningnummer"),
    ("° 12/03/1988", "geboortedatum"),
    ("geboren op 12/3/1988", "geboortedatum"),
]
GOOD = [
    "Geen opvang voor een gezin met meer dan 4 personen in Bilzen-Hoeselt.",
    "CAW Limburg neemt de telefoon niet op na 16 uur.",
    "De Lijn schrapt bus 45 naar Diepenbeek. Ouderen raken niet meer bij de Huurdersbond.",
    "Wachtlijst van 14 maanden bij CGG.",
    "Itsme werkt niet op een oude gsm. Wie geen bank heeft, kan niet aanmelden.",
    "De website van Fluvius is alleen in het Nederlands.",
    "Sinds 1 januari 2026 vraagt Fons een rekening op eigen naam.",
    "Turkse en Oekraïense gezinnen vinden geen tolk.",
    "Drempel: 3740 en 3730 hebben geen loket meer. Sint-Jan sluit om 12 uur.",
    "Boete van € 1.250,00 na 01/02/2026, te betalen voor 10 u.",
    "Bel 1712 of 1733: niemand spreekt Frans.",
    "Max 4 personen. Ik ben al 3 keer gestuurd.",
    "De Vlaamse Overheid en het Rode Kruis.",
    "O.C.M.W. en v.z.w. werken niet samen.",
    "Het loket in Genk-Noord is dicht op vrijdag 14/11/2026.",
    "",
    "🙂 ١٢٣",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_seen_and_said(text: str) -> None:
    with pytest.raises(Refusal, match="lijkt een naam"):
        nameless.check(text)


@pytest.mark.parametrize(("text", "what"), NUMBERS)
def test_a_number_of_somebody_is_seen_and_not_repeated(text: str, what: str) -> None:
    with pytest.raises(Refusal, match=what) as refused:
        nameless.check(f"Neem contact: {text}, graag.")
    assert not any(char.isdigit() for char in str(refused.value))


@pytest.mark.parametrize("text", GOOD)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    nameless.check(text)


def test_the_code_of_a_question_is_seen() -> None:
    draws = (references.new(lambda _code: False, rng=random.Random(seed)) for seed in range(99))
    code = next(one for one in draws if any(c.isdigit() for c in one) and any(c.isalpha() for c in one))
    with pytest.raises(Refusal, match="code van een vraag"):
        nameless.check(f"zie {code.lower()} voor meer")


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_is_left_alone_or_refused(text: str) -> None:
    with suppress(Refusal):  # anything else that is raised is a mistake of ours
        nameless.check(text)
