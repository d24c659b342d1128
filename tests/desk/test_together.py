"""Samen gebeld: what leaves is what was agreed, nothing leaves unchecked, and no file lies where nobody put it."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sociaalhuis import vocab
from sociaalhuis.catalogue import starter
from sociaalhuis.db import catalogue as tables
from sociaalhuis.db.desk import Consent, ReferralEvent, SlipCopy
from sociaalhuis.db.partners import PassedOn
from sociaalhuis.desk import intake, safety
from sociaalhuis.desk.catalogue import organizations
from sociaalhuis.desk.client import clients, representing
from sociaalhuis.desk.partners import contacts, sharing, together
from sociaalhuis.desk.partners.sharing import Known
from sociaalhuis.desk.partners.together import Said
from sociaalhuis.desk.referral import referrals
from sociaalhuis.desk.referral.referrals import Agreed
from sociaalhuis.errors import Refusal, Trouble
from sociaalhuis.house import House
from tests.houses import NOW

OCMW, HELPLINE = "ocmw-bilzen-hoeselt", "hulplijn-1712"
TODAY, LOOKED = NOW.date(), Said("An P.", "Hulp bij huurschuld.", looked=True)
ALL = tuple(term.slug for term in vocab.terms("share_elements", None))
MEETING = datetime(2026, 11, 26, 13, tzinfo=UTC)


def warm(house: House, agreed: Agreed, service: str = OCMW, may_call: str = safety.YES, **known: object) -> together.Together:
    person = intake.add_person(house, "Xan", "Proefnaam", phone="0400 11 22 33", email="xan@proef.example", **known)
    question = intake.Question("Ik kan de huur niet betalen. De rest is niemands zaak.", person=person)
    noted = intake.register(house, question, NOW)
    (referral,) = referrals.give(house, noted.id, [service], "warm", NOW, agreed=agreed, may_call=may_call)
    return together.prepare(house, referral, TODAY)


def passed_on(house: House, referral: UUID) -> list[tuple[str, str | None, list[str]]]:
    with house.store.read() as session:
        found = session.scalars(select(PassedOn).where(PassedOn.referral_id == referral).order_by(PassedOn.at, PassedOn.id))
        return [(row.way, row.partner, row.elements) for row in found]


def test_what_is_told_is_what_was_agreed_and_is_kept(house: House) -> None:
    one = warm(house, Agreed(("naam", "vraag_in_een_zin")), forbidden_ways=[])
    assert [check.good for check in one.checks] == [True, True, True, True]
    assert one.sentence == "Ik kan de huur niet betalen."
    text = together.words(house, one, Said("An P.", one.sentence))
    assert "ter attentie van An P." in text
    assert "Xan Proefnaam" in text
    assert "Ik kan de huur niet betalen." in text
    assert not any(secret in text for secret in ("0400", "xan@", "niemands zaak"))
    together.note(house, one, "appointment", Said("An P.", one.sentence), NOW, when=MEETING)
    again = together.prepare(house, one.referral, TODAY)
    assert again.state == "accepted"
    assert passed_on(house, one.referral) == [("telefoon", "An P.", ["naam", "vraag_in_een_zin"])]
    with house.store.read() as session:
        seen = referrals.one(house, session, one.referral, TODAY)
        event = session.scalars(select(ReferralEvent).where(ReferralEvent.event == "accept")).one()
    assert (event.known_from, event.expected, event.contacted) == ("partner", date(2026, 11, 26), True)
    assert seen.due == date(2026, 11, 27)  # asked after the appointment, not before
    house.store.undo(house.actor)
    assert passed_on(house, one.referral) == []
    assert together.prepare(house, one.referral, TODAY).state == "given"


def test_without_consent_nothing_leaves_and_the_slip_remains(house: House) -> None:
    one = warm(house, Agreed(("naam",)), forbidden_ways=[])
    together.note(house, one, "declined", LOOKED, NOW)
    one = together.prepare(house, one.referral, TODAY)
    assert (one.state, one.checks[0].good, together.parts(one, LOOKED)) == ("withdrawn", False, ())
    with pytest.raises(Refusal, match="geen akkoord") as refused:
        together.note(house, one, "taken", LOOKED, NOW)
    assert "Geef het briefje mee" in refused.value.now
    with pytest.raises(Refusal, match="geen akkoord"):
        together.mail_out(house, one, LOOKED, starter.services()[OCMW], Path("x.eml"), NOW, with_data=False)
    assert passed_on(house, one.referral) == []
    with house.store.read() as session:
        assert session.scalars(select(Consent.withdrawn)).one() is not None
    (own,) = referrals.give(house, one.question, [OCMW], "self", NOW)  # the client goes alone
    with pytest.raises(Refusal, match="niet “samen gebeld”"):
        together.prepare(house, own, TODAY)


def test_what_is_not_in_order_must_be_looked_at_first(house: House) -> None:
    one = warm(house, Agreed(ALL), safe_contact="niet na 17 uur", forbidden_ways=["brief"], street="Geheimlaan 1")
    assert [check.good for check in one.checks] == [True, None, True, True]
    with pytest.raises(Refusal, match="na te kijken"):
        together.note(house, one, "taken", replace(LOOKED, looked=False), NOW)
    together.note(house, one, "not_reached", replace(LOOKED, looked=False), NOW)  # nobody heard anything
    assert passed_on(house, one.referral) == []
    held = {part.element: part.held for part in together.parts(one, LOOKED) if part.held}
    assert held == {"adres": "geen post"}
    assert "Geheimlaan" not in together.words(house, one, LOOKED)
    with pytest.raises(Refusal, match="Waarom"):
        together.note(house, one, "refused", LOOKED, NOW + timedelta(hours=1))
    together.note(house, one, "refused", LOOKED, NOW + timedelta(hours=1), reasons=("outside_area",))
    assert together.prepare(house, one.referral, TODAY).state == "refused"


@pytest.mark.parametrize(("born", "minor"), [("2008-12-31", True), ("2008-11-24", True), ("2008-11-23", False)])
def test_somebody_is_of_age_on_the_day_itself(house: House, born: str, minor: bool) -> None:
    one = warm(house, Agreed(("naam", "telefoon", "vraag_in_een_zin")), birth_date=date.fromisoformat(born))
    assert ("Minderjarig" in one.checks[1].words) is minor


def test_the_month_has_days_enough_to_be_of_age(house: House) -> None:
    one = warm(house, Agreed(("naam", "telefoon", "vraag_in_een_zin")), birth_date=date(2008, 12, 31))
    for day, minor in ((date(2026, 12, 29), True), (date(2026, 12, 31), False)):
        assert ("Minderjarig" in together.prepare(house, one.referral, day).checks[1].words) is minor


def test_who_speaks_for_the_client_and_who_keeps_no_secret(house: House) -> None:
    one = warm(house, Agreed(("naam", "telefoon", "vraag_in_een_zin")), forbidden_ways=[], birth_date=date(2010, 11, 24))
    assert (one.checks[1].name, one.checks[1].good) == ("Vertegenwoordiger", None)
    assert "Minderjarig" in one.checks[1].words
    person = clients.person_of(house, one.question)
    assert person is not None
    representing.keep(house, person, representing.Representing("Mr. Proef", "voogd", "persoon"))
    assert together.prepare(house, one.referral, TODAY).checks[1].words == "Mr. Proef (voogd). Is die het eens?"
    assert len(together.prepare(house, one.referral, date(2028, 11, 24)).checks) == 5
    said = replace(LOOKED, minimal=True)
    assert [part.element for part in together.parts(one, said) if part.held] == ["vraag_in_een_zin"]
    together.note(house, one, "taken", said, NOW)
    assert passed_on(house, one.referral) == [("telefoon", "An P.", ["naam", "telefoon"])]


def test_who_flees_violence_is_not_called_and_not_written_to(house: House) -> None:
    one = warm(house, Agreed(ALL), HELPLINE, may_call=safety.NO, street="Geheimlaan 1")
    assert [check.good for check in one.checks] == [True, None, True, None]
    text = together.words(house, one, LOOKED)
    assert not any(secret in text for secret in ("0400", "xan@", "Geheimlaan"))
    with pytest.raises(Refusal, match="geen gegevens in een mail"):
        together.mail_out(house, one, LOOKED, starter.services()[HELPLINE], Path("x.eml"), NOW, with_data=True)


def test_a_mail_goes_only_where_it_was_wanted(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_temporary_file(*_args: object, **_more: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory"):
        monkeypatch.setattr(tempfile, name, no_temporary_file)
    one, ocmw = warm(house, Agreed(("naam", "telefoon")), forbidden_ways=[]), starter.services()[OCMW]
    here = {path for path in tmp_path.rglob("*") if path.suffix not in (".db-wal", ".db-shm")}
    file = tmp_path / "mail.eml"
    together.mail_out(house, one, LOOKED, ocmw, file, NOW, with_data=False)
    now_here = {path for path in tmp_path.rglob("*") if path.suffix not in (".db-wal", ".db-shm")}
    assert now_here - here == {file}
    read = message_from_bytes(file.read_bytes(), policy=default)
    body = read.get_body()
    assert body is not None
    assert read["X-Unsent"] == "1"
    assert one.reference in read["Subject"]
    for secret in ("Xan", "Proefnaam", "0400", "huur"):
        assert secret not in f"{read['Subject']} {body.get_content()}"
    (slip,) = read.iter_attachments()
    with house.store.read() as session:
        kept = session.scalars(select(SlipCopy).where(SlipCopy.contact_id == one.question)).one()
    assert slip.get_content() == kept.pdf
    together.mail_out(house, one, LOOKED, ocmw, file, NOW, with_data=True)
    agreed = message_from_bytes(file.read_bytes(), policy=default).get_body()
    assert agreed is not None
    assert "Naam: Xan Proefnaam" in agreed.get_content()
    assert passed_on(house, one.referral) == [("mail", "An P.", []), ("mail", "An P.", ["naam", "telefoon"])]
    with pytest.raises(Trouble, match="niet schrijven"):
        together.mail_out(house, one, LOOKED, ocmw, tmp_path / "nergens" / "x.eml", NOW, with_data=False)
    assert len(passed_on(house, one.referral)) == 2  # no file, no proof


def test_whom_to_ask_for_is_kept_per_service(house: House) -> None:
    one = warm(house, Agreed(("naam",)), forbidden_ways=[])
    an = contacts.add(house, OCMW, " An  P. , 089 12 34 56, na 13 uur", NOW)
    contacts.add(house, OCMW, "Bart", NOW + timedelta(days=1))
    people = together.prepare(house, one.referral, TODAY).people
    assert [(somebody.name, somebody.reach) for somebody in people] == [("Bart", ""), ("An P.", "089 12 34 56, na 13 uur")]
    contacts.gone(house, an, OCMW, TODAY)
    assert [somebody.name for somebody in contacts.people(house, OCMW)] == ["Bart"]
    house.store.undo(house.actor)
    assert len(contacts.people(house, OCMW)) == 2


def test_who_left_an_organisation_is_asked_for_no_more(house: House) -> None:
    with house.store.read() as session:
        organization = session.scalars(select(tables.Service.organization_id).where(tables.Service.slug == OCMW)).one()
    organizations.note_person(house, organization, organizations.Person("Bo", phone="089 1"), NOW)
    contacts.add(house, OCMW, "Bo, 089 2", NOW)
    (bo,) = contacts.people(house, OCMW)
    assert bo.reach == "089 2"
    contacts.gone(house, bo, OCMW, TODAY)
    assert contacts.people(house, OCMW) == ()


def test_whom_to_ask_for_needs_a_name(house: House) -> None:
    with pytest.raises(Refusal, match="Typ een naam"):
        contacts.add(house, OCMW, " , 089", NOW)


def test_a_slip_after_the_call_has_the_appointment(house: House) -> None:
    one = warm(house, Agreed(("naam",)), forbidden_ways=[])
    together.note(house, one, "appointment", LOOKED, NOW, when=MEETING)
    paper = together.slip(house, one, starter.services()[OCMW], NOW)
    assert any("14 uur" in line for line in paper.text)
    assert paper.pages == 1


def test_a_protected_file_gives_only_its_code(house: House) -> None:
    one = warm(house, Agreed(ALL), forbidden_ways=[])
    assert one.known.data["naam"] == "Xan Proefnaam"
    shut = replace(one.known, protected=True)
    assert sharing.told(sharing.parts(shut, "x")) == ()
    person = clients.person_of(house, one.question)
    assert person is not None
    clients.change(house, person, protected=True)
    with pytest.raises(Refusal, match="afgeschermd"):
        together.prepare(house, one.referral, TODAY)


@given(
    st.builds(
        Known,
        st.sampled_from([True, False, None]),
        st.sets(st.sampled_from(ALL)).map(tuple),
        on=st.sampled_from([None, TODAY]),
        without_reason=st.sampled_from(["", "gevaar"]),
        protected=st.booleans(),
        violence=st.booleans(),
        silent=st.booleans(),
        forbidden=st.sets(st.sampled_from(["telefoon", "mail", "brief"])).map(tuple),
        data=st.just({slug: f"GEHEIM-{slug}" for slug in ALL}),
    )
)
def test_what_was_not_agreed_never_stands_in_the_words(known: Known) -> None:
    shared = sharing.parts(known, "GEHEIM-vraag_in_een_zin")
    text = sharing.words(known, shared, "K7-4M2", "Huis", "Dienst")
    said = {slug for slug in ALL if f"GEHEIM-{slug}\n" in f"{text}\n"}
    assert said == set(sharing.told(shared)) <= set(known.elements)
    if known.protected:
        assert said == set()
    if known.violence or known.silent:
        assert not said & {"telefoon", "email", "adres"}
    if not known.agreed and not known.without_reason:
        assert sharing.blocked(sharing.checks(known))
