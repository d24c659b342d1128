"""Who an invented person is and lives on: age, household, papers, work, health, money (for measure.made_people).

Shares and amounts are the author's own plain assumptions about who comes to a desk, taken from no register and not from the rules.
"""

import random
from typing import Any

from sociaalhuis.measure import made_shares
from sociaalhuis.measure.made_shares import ADULT, OLD, RETIRED, Shares

_CHILD_AT_HOME, _ADULT_NEED, _PARTNER_NEED, _CHILD_NEED = 20, 1_250, 600, 350  # years; euro a month to live on
_SAFE_PAPERS = (
    "belg",
    "eu_burger_meer_dan_3_maanden",
    "vreemdeling_bevolkingsregister",
    "erkend_vluchteling",
    "subsidiaire_bescherming",
)
NO_FULL_PAPERS = ("verzoeker_internationale_bescherming", "kort_verblijf", "zonder_wettig_verblijf")


class Life:
    """Fills in one life, area by area; each area looks at those before it."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.facts: dict[str, Any] = {}
        self._person()
        self._household()
        self._papers()
        self._work()
        self._health()
        self._money()
        self._benefits()
        self._yearly_income()

    def chance(self, share: float) -> bool:
        """Whether something with this share falls to this person."""
        return self.dice.random() < share

    def pick(self, shares: Shares) -> str:
        """One of these, by its share."""
        return self.dice.choices(list(shares), list(shares.values()))[0]

    def about(self, middle: float, spread: float, least: float = 0) -> float:
        """An amount around this one."""
        return round(max(least, self.dice.gauss(middle, spread)), 2)

    def put(self, **facts: Any) -> None:
        """What is so from now on."""
        self.facts.update(facts)

    def yes(self, *names: str) -> bool:
        """Whether any of these facts is true."""
        return any(self.facts[name] is True for name in names)

    # --- who -----------------------------------------------------------------------------------------------------------

    def _person(self) -> None:
        low, high = self.dice.choices([(16, 17), (18, 25), (26, 45), (46, 64), (65, 79), (80, 96)], [2, 13, 34, 26, 17, 8])[0]
        self.age = self.dice.randint(low, high)
        self.put(leeftijd=self.age)

    def _household(self) -> None:
        kind = self.pick(made_shares.household(self.age))
        self.partner = kind.startswith("koppel")
        parent = kind in ("koppel_met_kinderen", "eenoudergezin")
        count = self.dice.choices([1, 2, 3, 4], [44, 36, 14, 6])[0] if parent else 0
        oldest_possible = min(_CHILD_AT_HOME, self.age - ADULT)
        if oldest_possible < 0:
            count = 0
        self.children = sorted(self.dice.randint(max(0, oldest_possible - 17), oldest_possible) for _ in range(count))
        self.others = self.dice.randint(1, 3) if kind in ("inwonend_bij_ouders_of_familie", "samenwonend_met_anderen") else 0
        self.kind = kind
        dependent = count + (self.partner and self.chance(0.15))
        minors = [one for one in self.children if one < ADULT]
        self.put(
            gezinstype=kind,
            aantal_kinderen_ten_laste=count,
            aantal_personen_ten_laste=dependent,
            vt_extra_gezinsleden=self.partner + count,
            aantal_andere_gezinsleden=self.partner + count + self.others,
            gezinspunten_groeipakket=1 + dependent,
            leeflooncategorie="gezinslast"
            if minors
            else "alleenstaand"
            if kind in ("alleenstaand", "instelling")
            else "samenwonend",
            minderjarige_met_kind_zwanger_of_gehuwd=False,
        )
        if count:
            self.put(leeftijd_jongste_kind=self.children[0])
        self.put(zwanger=18 <= self.age <= 44 and self.chance(0.06))
        if self.facts["zwanger"]:
            self.put(weken_zwanger=self.dice.randint(5, 40))

    def _papers(self) -> None:
        papers = self.pick({
            "belg": 78, "eu_burger_meer_dan_3_maanden": 6, "vreemdeling_bevolkingsregister": 5, "vreemdeling_vreemdelingenregister": 3,
            "erkend_vluchteling": 3, "subsidiaire_bescherming": 1, "staatloze": 0.2, "tijdelijke_bescherming": 1.3,
            "verzoeker_internationale_bescherming": 1, "kort_verblijf": 0.3, "zonder_wettig_verblijf": 1.2,
        })  # fmt: skip
        belgian, newcomer = papers == "belg", papers != "belg" and self.chance(0.6)
        years = (
            self.age if belgian else 0 if papers in ("zonder_wettig_verblijf", "kort_verblijf") else self.dice.randint(0, 25)
        )
        self.papers = papers
        self.put(
            gewest="vlaanderen",
            hoofdverblijf_belgie=papers != "kort_verblijf",
            verblijfsstatuut=papers,
            jaren_wettig_verblijf_belgie=min(years, self.age),
            ingeschreven_bevolkings_of_vreemdelingenregister=papers not in NO_FULL_PAPERS,
            verzoek_internationale_bescherming_lopend=papers == "verzoeker_internationale_bescherming",
            nieuwkomer_inburgering=newcomer or (belgian and self.chance(0.05)),
            wil_nederlands_leren=(newcomer and self.chance(0.6)) or self.chance(0.02),
        )

    # --- work and health -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        work = self.pick(made_shares.work(self.age))
        if self.papers in NO_FULL_PAPERS and self.age < RETIRED:
            work = "andere"
        self.work = work
        at_work, looking = work in ("werknemer", "ambtenaar"), work in ("werkzoekend", "schoolverlater")
        student = work == "student" and self.age >= ADULT and self.chance(0.7)
        school_leaver = work == "schoolverlater"
        self.put(
            arbeidssituatie=work,
            werkbereid=self.age < RETIRED and self.chance(0.85),
            put_andere_rechten_uit=self.chance(0.95),
            onvrijwillig_werkloos=looking and self.chance(0.75),
            ingeschreven_vdab=looking and self.chance(0.85),
            gewerkte_dagen_36_maanden=self._days_worked(),
            bijt_dagen=self.dice.randint(0, 320) if school_leaver else 0,
            positieve_evaluaties_zoekgedrag=self.dice.randint(0, 3) if school_leaver else 0,
            diploma_of_getuigschrift_voor_inschakeling=self.chance(0.6) if self.age < 30 else self.chance(0.5),
            student_hoger_onderwijs=student,
        )
        if student:
            self.put(studiepunten=self.dice.choice([15, 24, 30, 48, 60]))
        if at_work:
            self.put(bruto_maandloon_voltijds=self.about(2_900, 600, 2_050))

    def _days_worked(self) -> int:
        low, high = {
            "werknemer": (150, 780),
            "ambtenaar": (300, 780),
            "werkzoekend": (0, 700),
            "arbeidsongeschikt": (0, 500),
            "zelfstandige": (0, 100),
        }.get(self.work, (0, 60))
        return self.dice.randint(low, high)

    def _health(self) -> None:
        off_work = self.work == "arbeidsongeschikt"
        disabled = self.chance(
            0.75 if off_work else 0.08 if self.age < 45 else 0.2 if self.age < RETIRED else 0.4 if self.age < OLD else 0.65
        )
        care = self.chance((0.3 if disabled else 0.02) if self.age < RETIRED else (0.55 if disabled else 0.12))
        recognised = disabled and self.chance(0.35)
        heavy = care and self.chance(0.3)
        stuck = (disabled or care) and self.chance(0.3)
        points = self.dice.randint(5, 18) if care and recognised else self.dice.randint(0, 8) if disabled else 0
        legs = self.dice.choice([30, 50, 60, 80]) if recognised and self.chance(0.15) else 0
        chronic = disabled and self.chance(0.3)
        paid = self.about(900 if chronic else 500 if disabled else 180, 250)
        self.disabled, self.care, self.recognised = disabled, care, recognised
        self.put(
            handicap_of_langdurige_ziekte=disabled,
            zorgnood=care,
            kan_openbaar_vervoer_niet_gebruiken=stuck,
            erkende_handicap_fod=recognised,
            verdienvermogen_max_een_derde=disabled and self.age < RETIRED and self.chance(0.35),
            punten_zelfredzaamheid=points,
            punten_verplaatsing=min(3, points // 5) if stuck else min(1, points // 6),
            invaliditeit_onderste_ledematen_pct=legs,
            armen_verlamd_of_geamputeerd=recognised and self.chance(0.01),
            toelating_mobiliteitshulpmiddel=stuck and self.chance(0.2),
            attest_zwaar_zorgbehoevend=heavy,
            erkend_zorgbudget_handicap=recognised and self.age < RETIRED and self.chance(0.15),
            zorgafhankelijk_chronisch_ziek=chronic and self.chance(0.4),
            begeleider_nodig_in_vervoer=stuck and self.chance(0.5),
            arbeidsongeschikt_erkend=off_work and self.chance(0.85),
            palliatief_thuis=self.chance(0.01),
            incontinent=care and self.chance(0.25),
            remgeld_dit_jaar=paid,
            remgeld_vorig_jaar=self.about(paid, 120),
            mantelzorger=self.chance(0.14),
            psychische_klachten=self.chance(0.28 if self.age < RETIRED else 0.15),
            dringende_medische_zorg_nodig=self.papers == "zonder_wettig_verblijf" and self.chance(0.4),
        )

    # --- money ---------------------------------------------------------------------------------------------------------

    def _money(self) -> None:
        own = self._wage()
        self.partner_income = self.dice.choice([0, 1_150, 1_300, 1_900, 2_100]) if self.partner else 0
        self.others_income = self.dice.choice([1_300, 2_200, 3_400]) if self.others else 0
        together = own + self.partner_income
        need = _ADULT_NEED + self.partner * _PARTNER_NEED + len(self.children) * _CHILD_NEED
        self.poor = together < need and (self.others == 0 or self.chance(0.35))
        self.own = own
        self.put(middelen_onvoldoende=self.poor)

    def _wage(self) -> float:
        """What comes in from work, a pension or an insurance, before help from the OCMW or for a handicap."""
        middle, spread = {
            "werknemer": (1_950, 400),
            "ambtenaar": (2_350, 350),
            "zelfstandige": (1_500, 700),
            "arbeidsongeschikt": (1_350, 250),
            "gepensioneerd": (1_450, 380),
            "student": (250, 250),
        }.get(self.work, (0.0, 0.0))
        self.dole = self.work == "werkzoekend" and self.chance(0.55)
        self.sick_pay = self.work == "arbeidsongeschikt" and self.chance(0.8)
        if self.dole:
            middle, spread = 1_250, 180
        if self.work == "arbeidsongeschikt" and not self.sick_pay:
            middle, spread = 0, 0
        return self.about(middle, spread) if middle else 0.0

    def _benefits(self) -> None:
        allowed, grown = self.papers in (*_SAFE_PAPERS, "staatloze"), ADULT <= self.age < RETIRED
        other_papers = self.papers in ("vreemdeling_vreemdelingenregister", "tijdelijke_bescherming")
        living_wage = self.poor and allowed and grown and self.own < 1_000 and self.chance(0.5)
        equal = self.poor and other_papers and grown and self.chance(0.55)
        igo = self.poor and self.age >= RETIRED and allowed and self.chance(0.5)
        ivt = self.recognised and grown and not living_wage and self.chance(0.4)
        it = self.recognised and self.care and grown and self.chance(0.5)
        care_old = self.poor and self.care and self.age >= RETIRED and self.chance(0.4)
        care_heavy = self.yes("attest_zwaar_zorgbehoevend") and self.chance(0.6)
        third = self.disabled and self.age >= RETIRED and self.chance(0.02)
        insured = self.papers not in NO_FULL_PAPERS and (self.sick_pay or self.chance(0.97))
        lowest = living_wage or equal or igo or ivt or it or care_old
        self.lowest = lowest
        self.cheap_care = insured and self.chance(0.8 if lowest else 0.5 if self.poor else 0.03)
        if lowest:
            self.own = max(self.own, 1_776 if self.children and not self.partner else 1_314 if not self.partner else 880)
        self.put(
            ontvangt_leefloon=living_wage,
            ontvangt_equivalent_leefloon=equal,
            ontvangt_ocmw_voorschot_igo_of_handicap=self.poor and not lowest and self.disabled and self.chance(0.03),
            ontvangt_igo=igo,
            ontvangt_ivt=ivt,
            ontvangt_it=it,
            ontvangt_tegemoetkoming_hulp_derden=third,
            ontvangt_zorgbudget_ouderen=care_old,
            ontvangt_zorgbudget_zwaar=care_heavy,
            ontvangt_werkloosheidsuitkering=self.dole,
            ontvangt_ziekte_of_invaliditeitsuitkering=self.sick_pay,
            ontvangt_vervangingsinkomen=self.dole or self.sick_pay or self.work == "gepensioneerd",
            verhoogde_tegemoetkoming=self.cheap_care,
            aangesloten_ziekenfonds=insured,
            aangesloten_zorgkas=care_old or care_heavy or (insured and self.chance(0.95 if self.age >= 26 else 0.4)),
            vt_situatie=self._situation(),
        )
        if living_wage or equal:
            self.put(maanden_leefloon=self.dice.randint(1, 60))

    def _situation(self) -> str:
        if self.sick_pay and self.chance(0.5):
            return "invalide"
        if self.work == "gepensioneerd":
            return "gepensioneerd"
        if self.recognised:
            return "erkende_handicap"
        if (self.dole or self.sick_pay) and self.chance(0.8):
            return "minstens_3_maanden_werkloos_of_arbeidsongeschikt"
        return "eenoudergezin" if self.kind == "eenoudergezin" else "geen"

    def _yearly_income(self) -> None:
        together = self.own + self.partner_income
        gross = 1.35 if self.work in ("werknemer", "ambtenaar", "zelfstandige") else 1.05
        this_year = round(together * 12 * gross, 2)
        self.put(
            netto_maandinkomen_persoon=round(self.own, 2),
            netto_maandinkomen_gezin=round(together + self.others_income, 2),
            bruto_belastbaar_jaarinkomen_gezin=this_year,
            belastbaar_jaarinkomen_aanslagbiljet=round(this_year * self.dice.choice([0.8, 0.95, 1.0, 1.0, 1.1, 1.5]), 2),
        )
