"""What a worker does with suggestions: sets one aside, notes that there is none, chooses another, corrects the needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from sociaalhuis.catalogue import circumstances, starter
from sociaalhuis.db.base import new_id
from sociaalhuis.db.catalogue import Service
from sociaalhuis.db.desk import Contact, PassedOver, UnmetNeed
from sociaalhuis.desk import drafts, intake
from sociaalhuis.desk.day import tally
from sociaalhuis.desk.followup import followup
from sociaalhuis.desk.referral import experience, referrals
from sociaalhuis.house import House, change_setting
from sociaalhuis.ui.parts.threecolumns import ThreeColumns
from tests.houses import NOW, SignIn
from tests.ui.pilot import Pilot

WORDS = "Ik heb schulden en kan de huur niet betalen."


@pytest.fixture
def desk(sign_in: SignIn, pilot: Pilot) -> Pilot:
    """The pilot at an empty question in a house in Bilzen, with suggestions ready."""
    keeper = sign_in("beheerder")
    change_setting(keeper, "house.postal_code", "3740")
    keeper.close()
    pilot.sign_in("onthaal")
    pilot.wait_for(lambda: pilot.screen.place.engine is not None, "the engine")
    pilot.press("Ctrl+N")
    pilot.start_counting()
    return pilot


def house(pilot: Pilot) -> House:
    return pilot.screen.place.house  # type: ignore[no-any-return]  # the screen is looked at as anything


def shown(pilot: Pilot) -> Sequence[Any]:
    return pilot.screen._right.cards.shown  # type: ignore[no-any-return]  # the same


def suggested(pilot: Pilot) -> Sequence[str]:
    return [one.service.id for one in shown(pilot)]


def settle(pilot: Pilot) -> None:
    pilot.wait_for(lambda: shown(pilot) and not pilot.screen._right.waiting, "suggestions")
    pilot.settle()


def to_the_list(pilot: Pilot, words: str = WORDS) -> None:
    pilot.type(words)
    settle(pilot)
    pilot.press("F6", "F6")
    assert pilot.focus_name() == "Suggesties"


def rows(pilot: Pilot, query: Any) -> list[tuple[Any, ...]]:
    with house(pilot).store.read() as session:
        return [tuple(row) for row in session.execute(query)]


# ── niet passend ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_suggestion_is_set_aside_with_its_reason_in_two_keys_and_taken_back(desk: Pilot) -> None:
    to_the_list(desk)
    before = suggested(desk)
    first, second = before[:2]
    desk.start_counting()
    desk.press("X", "T")
    assert desk.units == 2
    desk.says("Niet passend: te ver. Ctrl+Z brengt de dienst terug.")
    assert suggested(desk) == [*before[1:], first]
    assert (shown(desk)[-1].passed, shown(desk)[-1].strength[0], shown(desk)[-1].chips[0][1]) == (
        "too_far",
        "niet passend",
        "te ver",
    )
    assert desk.screen._right.cards.current() == second  # the focus is on the next one
    desk.press("Ctrl+Z")
    assert suggested(desk) == before
    assert desk.screen._right.cards.current() == first
    desk.press("X", "Q", "Escape", "X", "Down")  # no such letter; changed my mind twice
    assert suggested(desk) == before
    desk.press("Up", "Space", "X", "3")  # by number; what was chosen is let go
    desk.wait_for(lambda: suggested(desk)[-1] == first, "the first at the end")
    desk.press("End", "X")  # it does fit after all
    assert suggested(desk)[0] == first
    desk.press("Home", "X", "w", "End", "Space")  # chosen: it fits
    desk.shows("1 gekozen")
    assert shown(desk)[0].passed == ""


def test_what_was_set_aside_is_kept_over_a_lock_and_with_the_question(desk: Pilot) -> None:
    to_the_list(desk)
    first, second = suggested(desk)[:2]
    desk.press("X", "G", "X", "K")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    settle(desk)
    assert suggested(desk)[-2:] == [first, second]
    assert desk.focus_name() == "Suggesties"
    desk.press("Ctrl+Z")  # also after the lock
    assert suggested(desk)[-1] == first
    desk.press("Alt+O", "Enter", "Ctrl+Enter")
    desk.says("Bewaard met code")
    assert rows(desk, select(Service.slug, PassedOver.reason).join(PassedOver)) == [(first, "tried")]
    desk.type(WORDS)
    settle(desk)
    assert first in suggested(desk)[:2]  # the next question knows nothing of it


def test_what_a_person_tried_before_is_lower_with_a_concern(desk: Pilot) -> None:
    person = intake.add_person(house(desk), "Amina", "El Proef")
    desk.type(WORDS)
    settle(desk)
    first = suggested(desk)[0]
    earlier = NOW - timedelta(days=200)
    noted = intake.register(house(desk), intake.Question("schulden", person=person), earlier)
    referrals.give(house(desk), noted.id, [first], "self", earlier)
    desk.press("Alt+C")
    desk.screen.place.go("question", person=person)
    desk.wait_for(lambda: suggested(desk)[0] != first, "another first")
    (card,) = (one for one in shown(desk) if one.service.id == first)
    assert ("–", "al geprobeerd, mei 2026", "today") in card.chips
    desk.press("Alt+A")
    desk.wait_for(lambda: suggested(desk)[0] == first, "the list of somebody unknown")


def test_outcomes_of_earlier_referrals_weigh_with_a_reason_until_the_house_says_no(desk: Pilot) -> None:
    desk.type(WORDS)
    settle(desk)
    service = suggested(desk)[0]
    for ago in range(1, circumstances.ENOUGH + 1):
        moment = NOW - timedelta(days=60 + ago)
        noted = intake.register(house(desk), intake.Question("schulden"), moment)
        for referral in referrals.give(house(desk), noted.id, [service], "self", moment):
            followup.note(house(desk), referral, "helped" if ago < 9 else "not_helped", NOW)
    told = ("+", "Hielp 8 van de 10 mensen die we stuurden.", "good")
    desk.wait_for(lambda: any(told in one.more for one in shown(desk)), "what the house lived through")
    place = desk.screen.place
    place.house = replace(place.house, values={**place.house.values, experience.SETTING: False})
    desk.press("Ctrl+1", "Ctrl+2")
    desk.wait_for(lambda: shown(desk) and not any(told in one.more for one in shown(desk)), "no word of it")


# ── meest gebruikt ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_list_shows_what_is_used_most_to_turf_or_to_choose(desk: Pilot) -> None:
    noted = intake.register(house(desk), intake.Question("iets"), NOW)
    referrals.give(house(desk), noted.id, ["davo", "tele-onthaal"], "self", NOW)
    desk.shows("Enter kiest · T turft")
    assert [line.split(",")[0] for line in desk.lines("Meest gebruikt")] == [
        "DAVO - Dienst voor Alimentatievorderingen",
        "Tele-Onthaal 106",
    ]
    desk.start_counting()
    desk.press("Alt+M", "T")
    assert desk.units == 2
    desk.says("Geturfd: Gezin en familiale relaties, informeren. Ctrl+Z maakt ongedaan.")
    assert tally.of_day(house(desk), NOW.date()).turfs == 1
    desk.press("Ctrl+Z")
    desk.says("Ongedaan gemaakt: turven.")
    desk.press("Ctrl+F", "Down", "Down", "Enter")  # from the field of names the arrow goes there too
    desk.shows("1 gekozen")
    assert suggested(desk) == ["tele-onthaal"]
    desk.press("Spatie")
    desk.shows("Enter kiest · T turft")
    desk.press("Alt+W")
    desk.type(WORDS)
    settle(desk)
    assert "Enter kiest · T turft" not in desk.texts()


# ── geen passend aanbod ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_fitting_offer_is_noted_in_one_key_with_domain_and_place(desk: Pilot) -> None:
    desk.press("Ctrl+M")
    desk.says("Kies eerst een domein (Alt+O).")
    assert desk.focus_name() == "Domein"
    desk.press("Alt+W")
    desk.type(WORDS)
    settle(desk)
    desk.start_counting()
    desk.press("Ctrl+M")
    assert desk.units == 1
    (domain,) = desk.screen._form.domains.chosen  # the first that the words show
    desk.shows("Bilzen-Hoeselt  ✕")
    desk.press("Ctrl+M")
    assert not any("Bilzen-Hoeselt  ✕" in text for text in desk.texts())
    desk.press("Ctrl+M", "Alt+G", "Delete")
    assert desk.screen._unmet.domains == ()
    assert desk.focus_name() == "Suggesties"
    desk.press("Ctrl+M", "Alt+O", "Backspace")  # without the domain no unmet need
    assert desk.screen._unmet.domains == ()
    desk.press("Enter", "Ctrl+M", "Ctrl+Enter")
    desk.says("Bewaard met code")
    columns = (UnmetNeed.domain, UnmetNeed.municipality, UnmetNeed.reason)
    assert rows(desk, select(*columns)) == [(domain, "73110", "no_suitable_service")]
    assert desk.screen._unmet.domains == ()


# ── any other service ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_service_is_chosen_by_its_name_as_easily(desk: Pilot) -> None:
    to_the_list(desk)
    desk.start_counting()
    desk.press("Ctrl+F")
    desk.type("kringwnkel")
    desk.press("Enter")  # before the names are there
    desk.shows("1 gekozen")
    assert desk.units == 2
    assert desk.focus_name() == "Suggesties"
    own = desk.screen._right.cards.current()
    assert own is not None
    assert own.startswith("kringwinkel") or "kringwinkel" in starter.services()[own].name.casefold()
    desk.type("zelfmoordlijn")  # a letter in the list begins a name
    desk.wait_for(lambda: shown(desk)[0].service.id == "zelfmoordlijn-1813", "the name")
    desk.press("Down", "Up", "Tab", "Space")  # to the list, and chosen there
    desk.shows("2 gekozen")
    desk.press("Ctrl+F", "Escape")
    assert own in suggested(desk)
    assert "zelfmoordlijn-1813" in suggested(desk)
    desk.press("Ctrl+F")
    desk.type("zzzyq")
    desk.shows("Geen dienst gevonden voor “zzzyq”.")
    desk.press("Enter", "Escape")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    settle(desk)
    assert {own, "zelfmoordlijn-1813"} <= set(suggested(desk))
    desk.press("Alt+O", "Enter", "Ctrl+D")
    desk.wait_for(lambda: desk.here == "referral", "the referral")
    desk.settle()
    assert {service.id for service in desk.screen._to.services} == {own, "zelfmoordlijn-1813"}


def test_a_service_of_the_catalogue_goes_along_to_the_question(desk: Pilot) -> None:
    desk.press("Ctrl+1", "Ctrl+G")
    desk.type("zelfmoordlijn")
    desk.wait_for(lambda: desk.lines("Gevonden diensten"), "services")
    desk.press("F6", "D")
    assert desk.here == "question"
    desk.says("Gekozen: Zelfmoordlijn 1813. Typ wat de cliënt zegt. Dan Ctrl+D.")
    desk.type("Ik zie het niet meer zitten. Ik heb schulden.")  # the focus is where work begins
    settle(desk)
    assert "zelfmoordlijn-1813" in suggested(desk)
    desk.press("Ctrl+G", "Ctrl+F")
    desk.type("tele-onthaal")
    desk.wait_for(lambda: desk.lines("Gevonden diensten")[0].startswith("Tele-Onthaal"), "another")
    desk.press("Ctrl+D")
    desk.says("Dat hoort nu bij de open vraag.")
    desk.shows("2 gekozen")
    desk.press("Alt+O", "Enter", "Ctrl+D")
    desk.wait_for(lambda: desk.here == "referral" and desk.screen._case is not None, "the referral")
    desk.settle()
    assert [service.id for service in desk.screen._to.services] == ["zelfmoordlijn-1813", "tele-onthaal"]
    desk.press("Ctrl+G", "Ctrl+F", "Ctrl+A")
    desk.type("awel")
    desk.wait_for(lambda: desk.lines("Gevonden diensten")[0].startswith("Awel"), "a third")
    desk.press("Ctrl+D")  # the referral is what was at hand now
    desk.wait_for(lambda: desk.here == "referral" and len(desk.screen._to.services) == 3, "three services")


# ── needs ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_needs_in_the_words_are_confirmed_or_dropped(desk: Pilot) -> None:
    desk.window.resize(1280, 720)  # 1920 by 1080 at 150 %
    desk.type("De deurwaarder komt. En ik zoek kinderopvang voor mijn dochter.")
    settle(desk)
    (columns,) = desk.window.findChildren(ThreeColumns)
    assert columns.verticalScrollBar().maximum() == 0  # one thing scrolls at a time
    needs = desk.screen._form.needs
    read = needs.keys
    assert len(read) == 2
    before = suggested(desk)
    desk.press("Alt+N")
    desk.says("De cliënt zegt “")
    assert "nog te bevestigen" in desk.focus_name()
    desk.press("Enter")
    assert needs.verdicts == {read[0]: True}
    assert desk.focus_name().startswith("Nood: ")
    assert "nog te bevestigen" not in desk.focus_name()
    desk.press("Right", "Delete")
    assert needs.keys == read[:1]
    settle(desk)
    desk.wait_for(lambda: suggested(desk) != before, "other suggestions")
    desk.press("Alt+W")
    desk.type(" Echt niet!")
    settle(desk)
    assert needs.keys == read[:1]  # what was dropped does not come back
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    settle(desk)
    needs = desk.screen._form.needs
    assert (needs.keys, needs.verdicts) == (read[:1], {read[0]: True, read[1]: False})
    desk.press("Alt+N", "Ctrl+Z")
    settle(desk)
    desk.wait_for(lambda: set(needs.keys) == set(read), "the need that was dropped")
    desk.press("Alt+N", "Delete", "Delete")
    assert needs.keys == ()
    assert desk.focus_name() == "Woorden van de cliënt"


def test_where_the_client_lives_and_the_language_are_heard_and_confirmed(desk: Pilot) -> None:
    desk.type("Ik woon in Genk en spreek enkel Arabisch. Ik heb schulden.")
    settle(desk)
    heard = desk.screen._form.heard
    desk.wait_for(lambda: len(heard.keys) == 2, "what is heard")
    assert heard.language == "ar"
    desk.wait_for(lambda: any("Arabisch" in text for one in shown(desk) for _, text, _ in one.more), "a word on the language")
    desk.press("Alt+H")
    desk.says("Woonplaats: de cliënt zegt “")
    desk.press("Enter")
    desk.shows("Genk")
    assert (desk.screen._form.code.text(), desk.screen._form.where[0].municipality) == ("3600", "Genk")
    assert len(heard.keys) == 1  # the place stands in the postal code now
    desk.press("Delete")
    assert (heard.language, desk.focus_name()) == (None, "Woorden van de cliënt")
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    settle(desk)
    assert (desk.screen._form.heard.keys, desk.screen._form.heard.language) == ((), None)


def test_the_last_day_in_the_words_is_offered_and_filled_in_with_enter(desk: Pilot) -> None:
    desk.type("Ik moet ten laatste over 9 dagen de huur betalen")
    settle(desk)
    heard, field = desk.screen._form.heard, desk.screen._form.deadline
    desk.wait_for(lambda: len(heard.keys) == 1, "what is heard")
    assert field.known() is None  # nobody agreed yet
    desk.press("Alt+H")
    desk.says("Uiterste datum: de cliënt zegt “ten laatste over 9 dagen”")
    desk.press("Enter")
    assert (field.known(), heard.keys) == (desk.screen.place.today() + timedelta(days=9), ())
    desk.shows("Uiterste datum: ")
    field.clear()
    assert len(heard.keys) == 1  # it is asked again, dashed no more
    desk.press("Alt+H", "Delete")
    assert (heard.keys, field.known()) == ((), None)


# ── place and person ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_postal_code_of_two_municipalities_asks_which(desk: Pilot) -> None:
    desk.type("huur")
    desk.press("Alt+O")
    desk.type("wonen")
    desk.press("Enter", "Alt+P", "Ctrl+A")
    desk.type("1804")
    desk.shows("Welke gemeente?")
    assert [one.municipality for one in desk.screen._form.where] == ["Vilvoorde", "Zemst"]
    desk.press("Tab")
    desk.type("z")
    assert [one.municipality for one in desk.screen._form.where] == ["Zemst"]
    desk.press("Ctrl+L")
    desk.sign_in("onthaal")
    desk.shows("Zemst")
    desk.press("Ctrl+Enter")
    desk.says("Bewaard met code")
    assert rows(desk, select(Contact.postal_code, Contact.municipality)) == [("1804", "23096")]
    assert not any("Welke gemeente?" in text for text in desk.texts())


def test_a_question_for_a_person_parks_what_was_open_and_says_so(desk: Pilot) -> None:
    person = intake.add_person(house(desk), "Amina", "El Proef")
    go = desk.screen.place.go
    desk.type("van iemand anders")
    go("question", person=person, new=True)
    desk.says("Je vorige vraag is geparkeerd.")
    desk.shows("Amina El Proef")
    assert desk.screen._form.words.toPlainText() == ""
    desk.type("haar vraag")
    go("question", person=person)  # it is hers already: nothing is parked
    desk.shows("haar vraag")
    assert [one.parked for one in drafts.mine(house(desk)) if one.content["words"] == "van iemand anders"] == [True]
    for number in range(4):
        drafts.keep(house(desk), new_id(), "question", {"words": f"{number}"}, NOW, parked=True)
    go("question", person=intake.add_person(house(desk), "Jan", "Proef"))
    desk.says("Je vorige vraag staat nog open op Vandaag (Ctrl+1).")
    desk.wait_for(lambda: any(one.content["words"] == "haar vraag" for one in drafts.mine(house(desk))), "the draft")
    assert [one.parked for one in drafts.mine(house(desk)) if one.content["words"] == "haar vraag"] == [False]


def test_long_and_arabic_names_are_cut_off_in_their_place(desk: Pilot) -> None:
    place = desk.screen.place
    strange = {
        "lang": "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle " * 4,
        "arabisch": "مركز الخدمات الاجتماعية " * 30,
    }
    sample = next(iter(starter.services().values()))
    for slug, name in strange.items():
        place.engine.update([type(sample)(slug, name, name, "x", sample.area)])
    person = intake.add_person(house(desk), strange["arabisch"][:200], strange["lang"][:200])
    place.go("question", person=person)
    desk.press("Ctrl+F")
    desk.type("donau")
    desk.wait_for(lambda: suggested(desk) and suggested(desk)[0] == "lang", "the long one")
    desk.press("Enter", "Right")
    desk.settle()
    form = desk.screen._form
    assert form.who.text().endswith("…")
    assert form.width() <= form.parentWidget().width()
    assert desk.screen.width() <= desk.window.width()
    cards = desk.screen._right.cards
    assert cards.horizontalScrollBar().maximum() == 0
