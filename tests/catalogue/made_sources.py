"""Two made-up sources that partly tell of the same services, as sources do: each in its own way, with its own slips.

Half of what the second source tells is in the first as well. What misleads is there too: branches of one organisation with one
number, mail and site; services of one name in other towns; one house in which many work; numbered branches. Everything is
invented. Run it to read the pairs: python -m tests.catalogue.made_sources.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from sociaalhuis.catalogue import places
from sociaalhuis.catalogue.doubles import Known

SEED = 20261122
_WHAT = """
Budgetbegeleiding|financien Schuldbemiddeling|financien Onthaal|algemeen Crisisopvang|wonen Woonbegeleiding|wonen
Begeleid_wonen|wonen Huurdersadvies|wonen Thuiszorg|gezondheid Poetshulp|huishouden Gezinszorg|gezin Warme_maaltijden|voeding
Sociaal_restaurant|voeding Voedselbedeling|voeding Kledinghulp|kleding Boodschappendienst|huishouden
Minder_Mobielen_Centrale|mobiliteit Opvoedingswinkel|gezin Huis_van_het_Kind|gezin Buitenschoolse_opvang|gezin
Kinderdagverblijf|gezin Jongerenwerking|vrije_tijd
Inloophuis|algemeen Buurtwerking|vrije_tijd Taalcafé|taal Nederlands_oefenen|taal Rechtshulp|recht Slachtofferhulp|veiligheid
Ambulante_begeleiding|gezondheid Psychologische_hulp|gezondheid Verslavingszorg|gezondheid Rouwgroep|gezondheid
Mantelzorgpunt|gezin Dagopvang_voor_ouderen|gezondheid Nachtopvang|wonen Sociale_kruidenier|voeding Fietsatelier|mobiliteit
Digipunt|digitaal Arbeidstrajectbegeleiding|werk Sociale_werkplaats|werk Vrijwilligerscentrale|vrije_tijd Speelotheek|gezin
Energiesnoeiers|energie Energiescan|energie Tweedehandswinkel|kleding Dagbesteding|gezondheid Palliatieve_thuishulp|gezondheid
"""
_WHO = """
CAW_{r} OCMW_{t} Beweging.net_{r} Samenlevingsopbouw_{r} Familiehulp_{r} i-mens_{r} Lokaal_dienstencentrum_{n} CGG_{r}
Rode_Kruis_{t} Stad_{t} Gemeente_{t} De_{n} Huis_{n} vzw_{n} Wijkwerking_{n} Ferm_{r} Mutualiteit_{n} Arktos_{r} Groep_{n}
De_Kring_{t}
"""
_NAMES = """
Kompas Brug Schakel Ark Linde Vuurtoren Zonnewijzer Klimop Regenboog Oever Springplank Haven Kiem Wending Sleutel Toren
Meander Horizon Waaier Kiosk Spil Buitenkans Korenbloem Molen Kastanje Vlinder Ankerplaats Poort Stroom Hoeksteen
""".split()  # noqa: SIM905  # a list of words
_TOWNS = tuple({one.municipality: (one.municipality, code) for code in places.codes() for one in places.known(code)}.values())
_EACH = 33  # records of the first source for each town
_STREETS = ("Dorpsstraat", "Kerkplein", "Molenweg", "Stationsstraat", "Kiezelstraat", "Lindelaan", "Steenweg", "Beekstraat")
_REGIONS = ("Limburg", "Haspengouw", "Kempen", "Maasland")


def sources(many: int = 400, seed: int = SEED) -> tuple[list[Known], frozenset[tuple[str, str]]]:
    """The records of both sources, and which pairs of ids are one service."""
    rng = random.Random(seed)
    towns = rng.sample(_TOWNS, min(len(_TOWNS), max(2, many // _EACH)))
    first = [one for n in range(many) for one in _house(rng, n, towns)][:many]
    told = rng.sample(first, many // 2)
    second = [_again(rng, one, f"b{n}") for n, one in enumerate(told)]
    others = [
        replace(one, id=f"c{n}", sources=frozenset({"b"})) for n, one in enumerate(_misleading(rng, first, many // 2, towns))
    ]
    return [*first, *second, *others], frozenset((one.id, two.id) for one, two in zip(told, second, strict=True))


def _house(rng: random.Random, number: int, towns: Sequence[tuple[str, str]]) -> list[Known]:
    """One organisation with some services; its branches share what organisations share."""
    town, code = rng.choice(towns)
    name = rng.choice(_WHO.split()).format(t=town, r=rng.choice(_REGIONS), n=rng.choice(_NAMES)).replace("_", " ")
    central, mail = _phone(rng), f"info@{_plain(name)}{number}.example"
    site, register = f"https://www.{_plain(name)}{number}.example", f"0{rng.randrange(400_000_000, 900_000_000)}"
    street = f"{rng.choice(_STREETS)} {rng.randrange(1, 200)}"
    found = []
    for place, (what, theme) in enumerate(one.split("|") for one in rng.sample(_WHAT.split(), rng.randrange(1, 7))):
        where = (
            (code, street) if rng.random() < 0.7 else (rng.choice(towns)[1], f"{rng.choice(_STREETS)} {rng.randrange(1, 200)}")
        )
        called = what.replace("_", " ")
        said = rng.choice((called, f"{called} {town}", f"{name} - {called}", f"{called} {rng.choice(_NAMES)}"))
        found.append(
            Known(
                f"a{number}-{place}",
                said,
                name,
                (central if rng.random() < 0.5 else _phone(rng),),
                mail if rng.random() < 0.6 else f"{_plain(what)}@{_plain(name)}{number}.example",
                site if rng.random() < 0.5 else f"{site}/{_plain(what)}",
                (where,),
                register,
                frozenset({theme}),
                sources=frozenset({"a"}),
            )
        )
    return found


def _again(rng: random.Random, one: Known, known: str) -> Known:
    """The same service as another source tells it."""
    name = rng.choice((_same, _with_town, _with_organization, _without_organization, _slipped, _together, _longer))(rng, one)
    phone = tuple(_written(rng, number) for number in one.phones) if rng.random() < 0.75 else (_phone(rng),)
    return Known(
        known,
        name,
        rng.choice((one.organization, f"{one.organization} vzw", one.organization.upper())),
        phone if rng.random() < 0.9 else (),
        one.email.upper() if rng.random() < 0.7 else "",
        rng.choice((one.url.removeprefix("https://www."), f"{one.url}/", one.url.replace("https", "http"), "")),
        tuple((code, _street(rng, street)) for code, street in one.places) if rng.random() < 0.9 else (),
        one.number if rng.random() < 0.4 else "",
        one.themes if rng.random() < 0.7 else frozenset(),
        sources=frozenset({"b"}),
    )


def _same(_rng: random.Random, one: Known) -> str:
    return one.name


def _with_town(_rng: random.Random, one: Known) -> str:
    town = next(town for town, code in _TOWNS if code == one.places[0][0])
    return one.name if town in one.name else f"{one.name} {town}"


def _with_organization(_rng: random.Random, one: Known) -> str:
    return one.name if one.organization in one.name else f"{one.name} ({one.organization})"


def _without_organization(_rng: random.Random, one: Known) -> str:
    return one.name.removeprefix(f"{one.organization} - ")


def _slipped(rng: random.Random, one: Known) -> str:
    word = max(one.name.split(), key=len)
    at = rng.randrange(1, len(word) - 1)
    return one.name.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def _together(_rng: random.Random, one: Known) -> str:
    return one.name.replace(" ", "-", 1) if " " in one.name else one.name.lower()


def _longer(rng: random.Random, one: Known) -> str:
    return f"{rng.choice(('Dienst', 'Aanbod', 'Project'))} {one.name.lower()}"


def _written(rng: random.Random, phone: str) -> str:
    bare = phone.replace(" ", "")
    return rng.choice((phone, bare, f"+32 {bare[1:]}", f"{bare[:3]}/{bare[3:5]}.{bare[5:7]}.{bare[7:]}"))


def _street(rng: random.Random, street: str) -> str:
    return rng.choice((street, street.replace("straat", "str."), street.upper(), f"{street} bus 1"))


def _misleading(rng: random.Random, first: Sequence[Known], many: int, towns: Sequence[tuple[str, str]]) -> list[Known]:
    """What looks like a record of the first source and is another service."""
    made = []
    for one in rng.choices(first, k=many):
        said, theme = rng.choice(_WHAT.split()).split("|")
        what = said.replace("_", " ")
        match rng.randrange(4):
            case 0:  # the same name in another town
                code = rng.choice([code for _town, code in towns if code != one.places[0][0]])
                street = f"{rng.choice(_STREETS)} {rng.randrange(1, 200)}"
                made.append(replace(one, phones=(_phone(rng),), places=((code, street),), url="", email=""))
            case 1 if what not in one.name:  # another branch of the same organisation, at one address
                made.append(replace(one, name=what, themes=frozenset({theme})))
            case 2 if what not in one.name:  # another organisation in the same house
                made.append(
                    Known(
                        "",
                        what.replace("_", " "),
                        rng.choice(_NAMES),
                        (_phone(rng),),
                        places=one.places,
                        themes=frozenset({theme}),
                    )
                )
            case _:  # the second of a row
                made.append(replace(one, name=f"{one.name} {rng.randrange(2, 5)}", phones=(_phone(rng),)))
    return made


def _phone(rng: random.Random) -> str:
    return f"0{rng.choice((11, 12, 89))} {rng.randrange(20, 99)} {rng.randrange(100):02d} {rng.randrange(100):02d}"


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


if __name__ == "__main__":
    records, true = sources()
    by_id = {one.id: one for one in records}
    for one, other in sorted(true):
        print(by_id[one], by_id[other], sep="\n", end="\n\n")  # noqa: T201  # to read
