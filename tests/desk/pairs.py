"""Pairs of made-up people with their answers: one person written twice, or two people who look alike.

Half of the 500 are one person. The variants are spellings that are in use side by side for names that are Dutch, French,
Turkish or Arabic; the slips are those of a busy desk. Half of the two people share what misleads: a family with its street and
telephone, a father and son of one name, a name that differs by a letter. Run it to read them: python -m tests.desk.pairs.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sociaalhuis.desk.client.duplicates import Known

SEED, HALF = 20261122, 250
# spellings of one name; names of different lines are different names
_GIVEN = """
Jan|Johannes Peter|Pieter|Piet Kristof|Christophe|Christof Sofie|Sophie Erik|Eric Luc|Luk Karel|Carl Lieve|Lieven Els|Elsje
Marie-Louise|Marie|Mariëlle Jean-Pierre|Jeanpierre François|Francois|Frans Étienne|Etienne Hélène|Helene|Heleen
Thierry|Thiery Zoë|Zoé|Zoe Geneviève|Genevieve Dirk|Dirck Katrien|Catrien|Kathrien Veerle|Veerele Bart|Bert Wim|Willem
Mohamed|Mohammed|Muhammad|Mohammad|Mouhamed|محمد Youssef|Yousef|Yusuf|Joussef|يوسف Fatima|Fatma|Fatimah|فاطمة
Khadija|Hadija|Khadidja|خديجة Ahmed|Achmed|Ahmad|Ahmet|أحمد Hussein|Hoessein|Hüseyin|Husayn|حسين Hassan|Hasan|حسن
Aïcha|Aicha|Aisha|Ayşe|عائشة Rachid|Rashid|Raşit|رشيد Jamila|Djamila|Cemile|جميلة Saïd|Said|Sait|Saeed|سعيد
Abdelkader|Abdulkadir|Abdel-Kader|عبد_القادر Naïma|Nayma|Naima|نعيمة Bouchra|Bushra|Boechra|بشرى Yassine|Yasin|Yassin|ياسين
Mustafa|Mostafa|Moustapha|مصطفى Zeynep|Zeynap|Zeinep Mehmet|Mehmed Emine|Emina Özlem|Ozlem|Oezlem Gülay|Gulay|Guelay
Çağla|Cagla Murat|Murad İbrahim|Ibrahim|Ibrahiem|إبراهيم Süleyman|Suleyman|Soleiman|سليمان Elif|Elief Hatice|Hatidje
"""
_FAMILY = """
Peeters|Peters|Pieters Janssens|Jansens|Janssen Maes|Maas Claes|Claeys|Klaas De_Clercq|Declercq|De_Klerck Willems|Wilems
Van_den_Berghe|Vandenberghe|Van_den_Berge Verhaegen|Verhagen|Verhaeghen Goossens|Goosens Wouters|Wauters De_Smet|Desmet|De_Smedt
Hendrickx|Hendriks|Hendrix Lefèvre|Lefevre|Lefebvre Dubois|Du_Bois Leclercq|Leclerc|Le_Clercq Rousseau|Rouseau Gérard|Gerard
Delvaux|Delvaus D'Hondt|Dhondt|D'hont Van_Acker|Vanacker Vermeulen|Vermeullen Mertens|Meertens Simoens|Simons
El_Amrani|Elamrani|Al_Amrani|العمراني Benali|Ben_Ali|بن_علي El_Idrissi|Elidrissi|Idrissi|الإدريسي Bouazza|Boeazza|Bouaza|بوعزة
Chaouki|Chawki|Shawki|شوقي El_Khattabi|Elkhattabi|El_Hattabi|الخطابي Zerouali|Zeroeali|الزروالي Ouali|Wali|Oualy
Yılmaz|Yilmaz Öztürk|Ozturk|Oeztuerk Çelik|Celik Şahin|Sahin Doğan|Dogan|Dogann Kaya|Kaia Aydın|Aydin Yıldırım|Yildirim
Bağcı|Bagci Özdemir|Ozdemir|Oezdemir Kılıç|Kilic Güneş|Gunes|Guenes Korkmaz|Korkmas
"""
STREETS = ("Dorpsstraat", "Kerkplein", "Molenweg", "Stationsstraat", "Kiezelstraat", "Lindelaan", "Steenweg", "Beekstraat")
CODES = ("3740", "3730", "3500", "3600", "3700")

GIVEN, FAMILY = (tuple(names.split()) for names in (_GIVEN, _FAMILY))


def pairs(seed: int = SEED) -> list[tuple[Known, Known, bool]]:
    """The pairs, each with whether it is one person."""
    rng = random.Random(seed)
    return [*(_one(rng) for _ in range(HALF)), *(_two(rng) for _ in range(HALF))]


def _spellings(rng: random.Random, names: Sequence[str]) -> list[str]:
    return [one.replace("_", " ") for one in rng.choice(names).split("|")]


def _somebody(rng: random.Random) -> tuple[Known, list[str], list[str]]:
    given, family = _spellings(rng, GIVEN), _spellings(rng, FAMILY)
    born = date(1935, 1, 1) + timedelta(days=rng.randrange(73 * 365))
    phone = f"04{rng.randrange(60, 100)} {rng.randrange(100):02d} {rng.randrange(100):02d} {rng.randrange(100):02d}"
    street = f"{rng.choice(STREETS)} {rng.randrange(1, 180)}"
    return Known(given[0], family[0], born, None, phone, street, rng.choice(CODES)), given, family


# ── one person twice ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _one(rng: random.Random) -> tuple[Known, Known, bool]:
    first, given, family = _somebody(rng)
    second = replace(first, given=rng.choice(given), family=rng.choice(family))
    for slip, chance in _SLIPS:
        if rng.random() < chance:
            second = slip(rng, second)
    return first, second, True


def _typing_error(rng: random.Random, one: Known) -> Known:
    if rng.random() < 0.5:
        return replace(one, family=_mistyped(rng, one.family))
    return replace(one, given=_mistyped(rng, one.given))


def _mistyped(rng: random.Random, name: str) -> str:
    if len(name) < 4:
        return name
    place = rng.randrange(1, len(name) - 1)
    return rng.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + name[place] + name[place:],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            name[:place] + rng.choice("aeinrst") + name[place + 1 :],
        )
    )


def _other_phone(rng: random.Random, one: Known) -> Known:
    return replace(one, phone=f"04{rng.randrange(60, 100)} {rng.randrange(10**6):06d}")


def _written_phone(_rng: random.Random, one: Known) -> Known:
    return replace(one, phone="+32 " + one.phone.removeprefix("0").replace(" ", "."))


def _moved(rng: random.Random, one: Known) -> Known:
    return replace(one, street=f"{rng.choice(STREETS)} {rng.randrange(1, 180)}", postal_code=rng.choice(CODES))


def _only_year(_rng: random.Random, one: Known) -> Known:
    return replace(one, birth_date=None, birth_year=one.birth_date.year if one.birth_date else one.birth_year)


def _no_birth(_rng: random.Random, one: Known) -> Known:
    return replace(one, birth_date=None, birth_year=None)


def _swapped_day(_rng: random.Random, one: Known) -> Known:
    born = one.birth_date
    return one if born is None or born.day > 12 else replace(one, birth_date=date(born.year, born.day, born.month))


def _swapped_names(_rng: random.Random, one: Known) -> Known:
    return replace(one, given=one.family, family=one.given)


def _no_accents(_rng: random.Random, one: Known) -> Known:
    return replace(one, given=one.given.upper(), family=one.family.upper())


def _only_name(_rng: random.Random, one: Known) -> Known:
    return replace(one, phone="", street="", postal_code="")


_SLIPS: Sequence[tuple[Callable[[random.Random, Known], Known], float]] = (
    (_typing_error, 0.25), (_other_phone, 0.3), (_written_phone, 0.3), (_moved, 0.3), (_only_year, 0.2), (_no_birth, 0.1),
    (_swapped_day, 0.1), (_swapped_names, 0.08), (_no_accents, 0.1), (_only_name, 0.2),
)  # fmt: skip


# ── two people ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _two(rng: random.Random) -> tuple[Known, Known, bool]:
    return (*rng.choice((_strangers, _strangers, _brothers, _father_and_son, _namesakes, _neighbours))(rng), False)


def _strangers(rng: random.Random) -> tuple[Known, Known]:
    return _somebody(rng)[0], _somebody(rng)[0]


def _brothers(rng: random.Random) -> tuple[Known, Known]:
    """One family, one street, often one telephone; sometimes twins."""
    first, given, _family = _somebody(rng)
    other = next(name for name in _shuffled(rng, GIVEN) if name.split("|")[0] not in given)
    born = first.birth_date or date(1980, 1, 1)
    second = replace(first, given=other.split("|")[0].replace("_", " "))
    return first, second if rng.random() < 0.2 else replace(second, birth_date=born + timedelta(days=rng.randrange(300, 3000)))


def _father_and_son(rng: random.Random) -> tuple[Known, Known]:
    first, given, _family = _somebody(rng)
    born = (first.birth_date or date(1960, 1, 1)) + timedelta(days=rng.randrange(20 * 365, 35 * 365))
    return first, replace(first, given=rng.choice(given), birth_date=born, phone="")


def _namesakes(rng: random.Random) -> tuple[Known, Known]:
    """The same common name, born on another day."""
    first, given, family = _somebody(rng)
    other = _somebody(rng)[0]
    return first, replace(other, given=rng.choice(given), family=rng.choice(family))


def _neighbours(rng: random.Random) -> tuple[Known, Known]:
    """The same given name and street; sometimes only the year is known."""
    first, given, _family = _somebody(rng)
    other = _somebody(rng)[0]
    second = replace(other, given=rng.choice(given), street=first.street, postal_code=first.postal_code)
    return first, _only_year(rng, second) if rng.random() < 0.3 else second


def _shuffled(rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    return iter(rng.sample(list(names), len(names)))


if __name__ == "__main__":
    for one, other, is_one in pairs():
        print("één " if is_one else "twee", one, other, sep="\n  ")  # noqa: T201  # to read them
