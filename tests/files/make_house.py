"""Make the house of today's file format that is kept in tests/files/db for ever, so that every later program is tried on it.

``python tests/files/make_house.py`` writes ``tests/files/db/<revision>/``: house.db, keys.json, and in content.json what stands
in it. Run it when a format is about to be released, and never again for that format. People and services in it are invented.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, func, select

from sociaalhuis.access import keys, users
from sociaalhuis.actions import ACTIONS, ROLES, THE_PROGRAM, allows
from sociaalhuis.catalogue import records
from sociaalhuis.catalogue.matrix import Said
from sociaalhuis.catalogue.service import Address, Phone, Service, ServiceArea
from sociaalhuis.conditions import Leaf
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db import migrate
from sociaalhuis.db.base import Base, new_id
from sociaalhuis.db.desk import Contact
from sociaalhuis.db.people import NamedColleague, Person, PersonMerge
from sociaalhuis.db.schema import METADATA
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.agenda import appointments, series
from sociaalhuis.desk.agenda.hours import Series
from sociaalhuis.desk.catalogue import joining, local, matrices, organizations
from sociaalhuis.desk.client import clients, complaints, consents, life_domains, locked_notes, representing
from sociaalhuis.desk.day import dayend, deadlines, signals
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.language import Use
from sociaalhuis.desk.partners import contacts, incoming, together
from sociaalhuis.desk.proactive import campaigns, scan
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.outcomes import Details
from sociaalhuis.desk.retention import proposals
from sociaalhuis.desk.rights import applications, editions, explorations
from sociaalhuis.desk.support import acts as support
from sociaalhuis.exchange.rules_update import Edition
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.house import DATABASE, House, change_setting
from sociaalhuis.insight.policy import indicators, plans
from sociaalhuis.printing.page import Paper
from sociaalhuis.rights import engine

FILES = Path(__file__).resolve().parent / "db"
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
LATER = datetime(2026, 12, 4, 9, 15, tzinfo=UTC)
SEEN_ON = date(2026, 12, 10)
CHEAP = keys.Cost(passes=1, memory=64, lanes=1)
SERVICES = (
    Service(
        "proef-ocmw", "Sociaal Huis Proefdorp", "Sociale dienst", "Helpt bij alles.", ServiceArea("municipalities", ("73110",)),
        domains=("wonen", "geld"), phones=(Phone("089 00 00 00", "onthaal"),), email="info@proefdorp.example",
        addresses=(Address("Marktplein 1", "3740", "Proefdorp"), Address("Geheim 2", "3740", "Proefdorp", confidential=True)),
        eligibility=Leaf("leeftijd", "gte", 18), assured_date=date(2026, 11, 1), assured_precision="day",
    ),
    Service("proef-wonen", "Woonwinkel Proefdorp", "Woonwinkel", "Huren en verhuren.", ServiceArea("flanders")),
)  # fmt: skip
FACTS = Facts(
    {
        "leeftijd": Answer(41),
        "netto_maandinkomen_gezin": Answer((1500, None)),
        "verblijfsstatuut": Answer(None, Standing.REFUSED),
        "gezinstype": Answer("eenoudergezin", Standing.ASSUMED, "woorden"),
    }
)

RULE = """
name: Proefrecht
what: Iets.
who: Iemand.
how: Vraag het.
body: Een dienst
level: flemish
automatic: nee
domain: energie_water
conditions: [woonsituatie: eigenaar]
apply: [kind: ocmw]
confidence: sourced
sources: [{url: "https://proefdorp.example", checked: 2026-11-20}]
"""
EDITION = Edition(
    2026113001,
    date(2026, 11, 30),
    "Proef",
    {"parameters.yaml": "parameters: []\n", "assessments.yaml": "werkbereid: De dienst.\n", "proef.yaml": RULE},
    "00" * 32,
)


def main() -> None:
    """Make the house, write down what stands in it and put both in the folder of this format."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "huis"
        passphrases = {role: f"een lange zin voor {role}" for role in ROLES}
        code = users.found(
            place, "Sociaal Huis Proefdorp", "beheerder", passphrases["beheerder"], clock=lambda: NOW, cost=CHEAP
        )
        _furnish(place, passphrases)
        house = _open(place, passphrases["onthaal"])
        _work(house)
        _partners(house)
        house.close()
        house = _open(place, passphrases["coordinator"])
        _agenda_and_catalogue(house)
        scan.run(house, engine.shipped(), LATER)
        _plan(house, Path(folder))
        signals.weigh(house, signals.everything(house)[0].id, "geagendeerd", "Welzijnsoverleg.", LATER, "stad")
        if found := scan.waiting(house, LATER.date()):
            wish = campaigns.Wish("Proef", "besluit", "nazicht", found[0].rights[:1], date(2027, 3, 1), "raad van 14/9/2026")
            campaigns.make(house, wish, [one.id for one in found], LATER)
        editions.apply(house, EDITION, LATER)
        _to_erase(house)
        _fill_the_rest(house)
        content = {"passphrases": passphrases, "recovery": code, **_content(house)}
        house.close()
        target = FILES / migrate.HEAD
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in (DATABASE, keys.KEYS):
            shutil.copy(place / name, target / name)
        text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        (target / "content.json").write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{target}\n")


def _open(place: Path, passphrase: str) -> House:
    return users.sign_in(place, passphrase, clock=lambda: NOW)


def _furnish(place: Path, passphrases: Mapping[str, str]) -> None:
    house = _open(place, passphrases["beheerder"])
    for role in ROLES:
        if role != "beheerder":
            users.add(house, passphrases["beheerder"], role, role, passphrases[role], cost=CHEAP)
    users.add(house, passphrases["beheerder"], "vertrokken", "onthaal", "een zin die niet meer telt", cost=CHEAP)
    users.disable(house, "vertrokken")
    change_setting(house, "letterhead.address", ["Marktplein 1", "3740 Proefdorp"])
    change_setting(house, "followup.self_days", 9)
    with house.store.write(THE_PROGRAM, "catalogue.load") as session:
        records.insert(house.store, session, SERVICES)
        session.add(
            tables.Right(
                slug="proef-recht", name="Proefrecht", level="federaal", administering_body="Proefdienst", gives="Geld.",
                how_to_apply="Vraag het.", documents=["brief"], automatic="no", domain="geld", human_check=["inkomen"],
                confidence="sourced",
            )
        )  # fmt: skip
        session.add(
            tables.DatedParameter(name="proef_grens", value=1234.56, unit="eur/maand", stale=False, confidence="sourced")
        )
    house.close()


def _work(house: House) -> None:
    person = intake.add_person(house, "Amélie", "Van den Proef", birth_year=1985, language="fr", forbidden_ways=["voicemail"])
    first = intake.register(
        house,
        intake.Question("Mijn huisbaas zet mij buiten. أحتاج إلى مساعدة 👋", domains=("wonen",), facts=FACTS, person=person),
        NOW,
    )
    second = intake.register(
        house,
        intake.Question(
            "Ik raak niet rond met mijn geld.",
            urgency="deze_week",
            municipality="73110",
            passed_over={"proef-wonen": "too_far"},
            unmet=("financien",),
        ),
        NOW,
    )
    intake.count(house, "telefoon", ["financien"], "informeren", NOW)
    paper = Paper(pdf=b"%PDF-1.7 proef", text=("Doorverwijsbriefje",), missing_glyphs=0, pages=1)
    aid = Use("ar", "eerste_integratiefase")
    waiting, own = referrals.give(house, first.id, ["proef-ocmw", "proef-wonen"], "self", NOW, paper=paper, aid=aid)
    (warm,) = referrals.give(house, second.id, ["proef-ocmw"], "warm", NOW, agreed=referrals.Agreed(("naam", "telefoon")))
    followup.note(house, waiting, "waiting_list", LATER, Details(day=date(2027, 3, 1)))
    followup.note(house, own, "not_reached", LATER, way="sms")
    followup.note(house, own, "helped", LATER)
    house.store.undo(house.actor)  # a mistake: it stands in the file, and counts no more
    followup.note(house, warm, "helped", LATER)
    (wrong,) = referrals.give(house, second.id, ["proef-wonen"], "self", NOW, fallback="kom terug", follow_on=LATER.date())
    why = Details(("wrong_information",), words="het nummer bestaat niet", contacted=False, next_step="woonwinkel bellen")
    followup.note(house, wrong, "refused", LATER, why, way="dienst")
    followup.stop(house, wrong, "other", LATER, "de familie volgt op")
    rights, day = engine.shipped(), NOW.date()
    explored = explorations.Explored(FACTS, rights.check(FACTS, day), day, "gesprek", ("leeftijd",))
    explorations.keep(house, explorations.start(house, day, contact=first.id), explored, rights, NOW)
    applications.note(house, first.id, "leefloon", applications.APPLIED, LATER, way="samen", reason="ntu_onwetendheid")
    applications.note(house, first.id, "leefloon", applications.GRANTED, LATER)
    house.store.undo(house.actor)
    clients.change(house, person, informed_on=NOW.date(), postal_code="3740")
    told = Facts({"verhoogde_tegemoetkoming": Answer(True)})
    intake.register(house, intake.Question("Kan ik korting krijgen?", facts=told, person=person), NOW)
    drafts.keep(house, new_id(), "vraag", {"words": "half getypt"}, NOW, parked=True)
    house.store.look(house.actor, "person.look", "person", person, "eigen contact")
    _file(house, person)


def _file(house: House, person: UUID) -> None:
    """What belongs to the file as a whole. One person, so that what merged is only its trace."""
    life_domains.note(house, person, "wonen", "actie", LATER)
    consents.note(house, person, "opvolging", "mondeling", LATER)
    representing.keep(house, person, representing.Representing("Mr. Proef", "bewindvoerder", "goederen", None, NOW.date()))
    user = intake.worker(house)
    with house.store.write(house.actor, "person.merge") as session:
        session.add(NamedColleague(person_id=person, colleague_id=user, at=LATER, user_id=user))
        session.add(PersonMerge(kept_id=person, gone_id=person, at=LATER, user_id=user, moved={}, filled={}, undone=LATER))


def _to_erase(house: House) -> None:
    """A list of what must go that was taken back, and one that waits for a second person."""
    with house.store.read() as session:
        person = session.scalars(select(Person.id)).one()
    proposals.withdraw(house, proposals.propose_one(house, person, "vraagt het", LATER), LATER)
    proposals.propose_one(house, person, "vraagt het weer", LATER)


def _partners(house: House) -> None:
    """What other services and policy have to do with the house: a call together, an aanmelding, signals, the end of a day."""
    noted = intake.register(house, intake.Question("Ik zoek een woning."), NOW)
    (warm,) = referrals.give(house, noted.id, ["proef-wonen"], "warm", NOW, agreed=referrals.Agreed(("vraag_in_een_zin",)))
    contacts.add(house, "proef-wonen", "Els V., 089 00 00 01, na 13 uur", NOW)
    one = together.prepare(house, warm, NOW.date())
    together.note(house, one, "appointment", together.Said("Els V.", "Zoekt een woning."), NOW, when=LATER)
    asked = incoming.Asked(
        "school_clb", "School Proefdorp", "Graag contact met dit gezin.", "akkoord_mondeling", feedback="contact"
    )
    incoming.register(house, asked, NOW)
    incoming.note(house, incoming.tasks(house)[0].id, "niet_bereikt", LATER)
    complaints.note(house, "klacht", "eigen_klachtendienst", NOW)
    heard = signals.Heard("wachtlijst", "wonen", "beschikbaarheid", "Een jaar wachten op een sociale woning.", "Proefdorp")
    signals.also_heard(house, signals.give(house, heard, NOW), LATER)
    dayend.close(house, NOW.date(), NOW)


def _agenda_and_catalogue(house: House) -> None:
    """Zitdagen, a formal request, a note under lock, and what the house itself knows of services."""
    hours = Series(new_id(), "Pensioen", "Pensioendienst", "Bibliotheek Proefdorp", "elke di 9-12", guest=True)
    zitdag = series.plan(house, hours, NOW)
    noted = intake.register(house, intake.Question("Wanneer mag ik op pensioen?"), NOW)
    start = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    booked = appointments.book(house, appointments.Wish(zitdag.id, start, noted.id), NOW)
    appointments.note(house, booked.id, "came", LATER)
    support.register(house, intake.Question("Ik wil een leefloon aanvragen."), NOW)
    with house.store.read() as session:
        person = session.scalars(select(Person.id)).first()
    if person is not None:
        locked_notes.write(house, person, locked_notes.Written("Twijfelt nog. Eerst samen spreken."), NOW)
    local.note(house, "proef-ocmw", local.Known("bel Bart", "6 weken", "Bart", "na 14 u", "toets 2"), NOW)
    joining.part(house, joining.join(house, "proef-ocmw", "proef-wonen", {}, NOW), NOW)
    actor = organizations.of_service(house, "proef-ocmw")
    organizations.note_person(house, actor, organizations.Person("Els V.", "intake", "089 12 34 56", "", "na 14 uur"), NOW)
    organizations.note_agreement(
        house, actor, organizations.Agreed("Zitdag elke dinsdag", NOW.date(), LATER.date(), "toets 20"), NOW
    )
    matrices.fill(house, "ouderen_65", Said("wachtlijst", "Acht maanden.", "mail"), NOW, service="proef-ocmw")


def _plan(house: House, folder: Path) -> None:
    """A theme: a figure from elsewhere, a point of the SWOT, a goal with an action; and a question with a last day."""
    table = folder / "cijfers.csv"
    table.write_text("thema;cijfer;jaar;waarde;eenheid\nThuiszorg;Inwoners van 80 jaar of ouder;2025;6,4;%\n", "utf-8")
    indicators.take(house, table, NOW)
    plans.add(house, "thuiszorg", "kans", plans.Wish("Er komt een dagcentrum bij.", "Raad van 14/9"), 2026, NOW)
    asked = intake.Question("Er is een zitting bij de vrederechter.", domains=("wonen",), deadline=LATER.date())
    deadlines.in_order(house, intake.register(house, asked, NOW).id, NOW)
    goal = plans.add(house, "thuiszorg", plans.GOALS[0], plans.Wish("Oud worden kan thuis", reference="2.1"), 2026, NOW)
    wish = plans.Wish("Huisbezoek bij 80 jaar", owner="Onthaal", due=LATER.date())
    plans.move_on(house, plans.add(house, "thuiszorg", plans.ACTION, wish, 2026, NOW, goal), plans.BUSY, LATER)


def _fill_the_rest(house: House) -> None:
    """A bare row in every table that no act above wrote in, so that a migration meets a row everywhere."""
    bare: Mapping[type, Any] = {
        str: "proef", int: 1, float: 1.0, bool: False, datetime: LATER, date: LATER.date(), time: time(9), bytes: b"proef",
        dict: {}, object: [],
    }  # fmt: skip
    kinds = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    for table in METADATA.sorted_tables:
        action = next((one for one in ACTIONS.values() if table.name in one.writes and allows(one.key, house.actor.role)), None)
        with house.store.read() as session:
            if action is None or session.scalar(select(func.count()).select_from(table)):
                continue
            row: dict[str, Any] = dict.fromkeys({"settled"} & set(table.columns.keys()), LATER)  # nobody must choose
            for column in table.columns:
                parent = next(iter(column.foreign_keys), None)
                if parent is not None:
                    row[column.name] = session.scalar(select(parent.column).limit(1))
                elif not column.nullable and not column.primary_key:
                    row[column.name] = new_id() if isinstance(column.type, Uuid) else bare[column.type.python_type]
        with house.store.write(house.actor, action.key) as session:
            session.add(kinds[table](**row))


def _content(house: House) -> dict[str, Any]:
    """What a later program must find back; rows by table, and the sights that the desk has of them."""
    with house.store.read() as session:
        counts = {name: session.scalar(select(func.count()).select_from(table)) for name, table in METADATA.tables.items()}
        following = [
            [one.reference, one.service, one.kind, one.state, one.due.isoformat() if one.due else None, one.tries]
            for one in referrals.to_follow(house, session, date(2027, 12, 31), SEEN_ON)
        ]
        words = sorted(words or "" for words in session.scalars(select(Contact.words)))
        services = {slug: service.name for slug, service in records.everything(session).items()}
    seen = {"words": words, "following": following, "services": services, "settings": dict(house.values)}
    return {"revision": migrate.HEAD, "rows": counts, **seen}


if __name__ == "__main__":
    main()
