"""Invented people whose facts hang together, to measure the interview on: age, household, work, income, home and health agree.

Shares and amounts are the author's own plain assumptions about who comes to a desk, rounded, taken from no register and not
from the rules: nothing here looks at what a right asks. Everybody knows all there is to know of themselves; a number that makes
no sense for somebody (the age of no child) is left out. Same seed, same people. No such person exists.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sociaalhuis.catalogue import places
from sociaalhuis.measure.made_lives import NO_FULL_PAPERS, Life
from sociaalhuis.measure.made_shares import ADULT, OLD, RETIRED


@dataclass(frozen=True, slots=True)
class Made:
    """One invented person: facts as a batch line holds them, and where they live."""

    facts: Mapping[str, Any]
    postcode: str


def people(count: int, seed: int) -> Iterator[Made]:
    """So many people, the same for the same seed."""
    codes = [code for code in places.codes() if {one.region for one in places.places(code)} == {"Vlaanderen"}]
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")  # noqa: S311  # no secret
        yield Made(MappingProxyType(_Life(dice).facts), dice.choice(codes))


class _Life(Life):
    """The rest of a life: children, home, energy, troubles and wishes."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._children()
        self._home()
        self._energy()
        self._troubles()
        self._wishes()

    # --- children ------------------------------------------------------------------------------------------------------

    def _children(self) -> None:
        ages, any_child = self.children, bool(self.children)
        benefit = any_child and self.papers not in NO_FULL_PAPERS and self.chance(0.95)
        special = any_child and self.chance(0.12)
        points = self.dice.randint(0, 8) if special else 0
        nursery = any(one in (3, 4) for one in ages) and self.chance(0.95)
        school = any(3 <= one < ADULT for one in ages)
        day_care = any(one <= 3 for one in ages) and self.chance(0.45)
        started = any(one <= 4 for one in ages) and self.chance(0.1)
        self.put(
            heeft_kind_met_groeipakket=benefit,
            kind_geboren_laatste_5_jaar_zonder_startbedrag=started,
            kind_geadopteerd=any_child and self.chance(0.01),
            kind_3_of_4_jaar_in_kleuterschool=nursery,
            kind_in_kleuter_lager_secundair=school,
            kind_voldoende_aanwezig_op_school=school and self.chance(0.93),
            kind_in_kinderopvang=day_care,
            kind_met_specifieke_ondersteuningsbehoefte=special,
            kind_ontvangt_zorgtoeslag=benefit and points >= 4 and self.chance(0.6),
            kind_heeft_ouder_verloren=any_child and not self.partner and self.chance(0.05),
            gezin_ontvangt_sociale_toeslag=benefit
            and self.facts["bruto_belastbaar_jaarinkomen_gezin"] < 40_000
            and self.chance(0.8),
        )
        if day_care:
            self.put(opvang_prijssysteem=self.pick({"inkomenstarief": 75, "vrije_prijs": 25}))
        if special:
            self.put(kind_punten_pijler1=points, kind_punten_totaal=points + self.dice.randint(0, 8))
        if benefit:
            self.put(
                uitbetaler_groeipakket=self.pick({"fons": 25, "infino": 15, "kidslife": 25, "myfamily": 20, "parentia": 15})
            )

    # --- home ----------------------------------------------------------------------------------------------------------

    def _home(self) -> None:
        home = self._where()
        rents = home in ("private_huur", "sociale_huur", "huur_woonmaatschappij_ex_svk")
        behind = rents and self.chance(0.22 if self.poor else 0.06)
        waiting = home not in ("eigenaar", "sociale_huur", "instelling") and self.chance(0.4 if self.poor else 0.12)
        was_homeless = rents and self.chance(0.05)
        moving = home in ("private_huur", "inwonend", "dakloos", "noodopvang") and self.chance(0.15)
        self.home = home
        self.put(
            woonsituatie=home,
            eigendom_woning_of_bouwgrond=home == "eigenaar" or self.chance(0.02),
            huurwaarborg_niet_kunnen_betalen=moving and self.chance(0.8 if self.poor else 0.3),
            ingeschreven_kandidaat_sociale_huur=waiting,
            verhuisd_van_slechte_naar_goede_woning=home == "private_huur" and self.chance(0.06),
            verhuist_naar_woonmaatschappij_ex_svk=home == "huur_woonmaatschappij_ex_svk",
            was_dakloos_nu_woning=was_homeless,
            ooit_installatiepremie_gekregen=was_homeless and self.chance(0.35),
            geen_adres_door_gebrek_aan_middelen=home == "dakloos" and self.chance(0.7),
            plant_renovatie=home == "eigenaar" and self.chance(0.3),
            gezin_ontvangt_huursubsidie_of_huurpremie=home == "private_huur" and self.poor and self.chance(0.12),
        )
        if rents:
            self.put(huurprijs_maand=self.about(380 if home == "sociale_huur" else 800, 150, 120))
            self.put(huurcontract_leeftijd_maanden=self.dice.randint(0, 2) if moving else self.dice.randint(3, 120))
            self.put(huurachterstal_maanden=self.dice.randint(1, 7) if behind else 0)
        if waiting:
            self.put(jaren_kandidaat_sociale_huur=self.dice.randint(0, 9))

    def _where(self) -> str:
        if self.kind in ("instelling", "inwonend_bij_ouders_of_familie"):
            return "instelling" if self.kind == "instelling" else "inwonend"
        owner = 4 if self.poor else 30 if self.age < RETIRED else 55
        return self.pick({
            "private_huur": 45, "sociale_huur": 24, "huur_woonmaatschappij_ex_svk": 3, "eigenaar": owner,
            "dakloos": 4 if self.poor else 1, "noodopvang": 2, "gevangenis": 0.3,
        })  # fmt: skip

    def _energy(self) -> None:
        housed = self.home in ("private_huur", "sociale_huur", "huur_woonmaatschappij_ex_svk", "eigenaar")
        shared = self.home in ("sociale_huur", "huur_woonmaatschappij_ex_svk") and self.chance(0.25)
        dropped = housed and not shared and self.chance(0.12 if self.poor else 0.02)
        prepaid = dropped and self.chance(0.5)
        debt = housed and self.chance(0.22 if self.poor else 0.05)
        heating = self.pick({
            "aardgas": 60, "elektriciteit": 14, "stookolie": 17, "bulkpropaan": 2, "petroleum_type_c": 1, "hout_pellets": 3,
            "warmtenet": 2, "andere": 1,
        })  # fmt: skip
        supplier = (
            "via_gemeenschappelijke_installatie"
            if shared
            else "fluvius_sociale_leverancier"
            if dropped
            else "commerciele_leverancier"
        )
        self.put(
            prepaid_of_budgetmeter=prepaid,
            kan_meter_niet_opladen=prepaid and self.chance(0.4),
            energieleverancier=supplier if housed else "geen",
            energie_of_waterschuld=debt,
            dreigt_afsluiting=debt and self.chance(0.25),
            heeft_al_sociaal_telecomtarief=self.chance(0.1 if self.poor else 0.02),
        )
        if housed:
            self.put(verwarming=heating)
        if housed and heating in ("stookolie", "bulkpropaan", "petroleum_type_c"):
            self.put(dagen_sinds_levering_brandstof=self.dice.randint(1, 300))

    # --- troubles and wishes -------------------------------------------------------------------------------------------

    def _troubles(self) -> None:
        debts = (
            self.yes("energie_of_waterschuld")
            or self.facts.get("huurachterstal_maanden", 0) > 0
            or self.chance(0.38 if self.poor else 0.15)
        )
        deep = debts and self.chance(0.3)
        settled = deep and self.chance(0.15)
        split = bool(self.children) and not self.partner
        alimony = split and self.chance(0.4)
        legal = self.chance(0.18)
        self.put(
            schulden=debts,
            schulden_structureel_onbetaalbaar=deep,
            in_collectieve_schuldenregeling=settled,
            in_schuldbemiddeling_of_budgetbeheer=debts and not settled and self.chance(0.25),
            juridische_vraag=legal,
            advocaat_nodig=legal and self.chance(0.4),
            onderhoudsgeld_vastgelegd=alimony,
            onderhoudsgeld_voor_kind=alimony and self.chance(0.9),
            voedselnood=self.poor and self.chance(0.4),
        )
        if alimony:
            self.put(keren_onderhoudsgeld_niet_betaald_12m=self.dice.choice([0, 0, 0, 1, 3, 6, 12]))

    def _wishes(self) -> None:
        insured = self.yes("aangesloten_ziekenfonds")
        funds: Sequence[str] = ("cm", "solidaris", "helan", "lm", "vnz")
        self.put(
            wil_vrijetijdsactiviteit=self.chance(0.3),
            gebruikt_openbaar_vervoer=not self.yes("kan_openbaar_vervoer_niet_gebruiken") and self.chance(0.6),
            wil_huishoudhulp=self.chance(0.3 if self.care or self.age >= OLD else 0.1),
            vakbond=self.pick({"acv": 30, "abvv": 25, "aclvb": 6, "geen": 39}),
            dienst_gezinszorg=self.pick({"familiehulp": 5, "i_mens": 4, "andere": 3, "geen": 4}) if self.care else "geen",
            **({"ziekenfonds": self.dice.choice(funds)} if insured else {}),
        )
