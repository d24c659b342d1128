"""Figures from plain rows: every row in one part, the same lines over three quarters, and nothing said that is not shown."""

import re
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis import vocab
from sociaalhuis.desk.few import FEW, HIDDEN, LEAST
from sociaalhuis.insight import figures, telling
from sociaalhuis.insight.figures import Contact, Referral, Right, Rows
from sociaalhuis.insight.periods import Quarter

QUARTER = Quarter(2026, 3)
SLUGS = {name: [term.slug for term in vocab.terms(name, None)] for name in ("channels", "life_domains", "referral_kinds")}
STATES = ["given", "waiting", "active", "done", "refused", "withdrawn", "failed", "lapsed"]
DAYS = st.integers(0, 91).map(lambda n: QUARTER.first + timedelta(days=n))
CONTACTS = st.builds(
    Contact,
    DAYS,
    st.sampled_from(["turf", "hulpvraag"]),
    st.sampled_from(SLUGS["channels"][:3]),
    st.sampled_from(["", *SLUGS["life_domains"][:4]]),
    st.sampled_from([True, False, None]),
    st.sampled_from(["", "Bieb", "Loket"]),
)
REFERRALS = st.builds(
    Referral,
    st.sampled_from(SLUGS["referral_kinds"]),
    st.sampled_from(STATES),
    st.booleans(),
    st.sampled_from(["fully", "partly", "not_met", ""]),
    st.sampled_from(["", "taal", "te duur"]),
    st.none() | st.integers(0, 60),
    st.sampled_from(["", "CAW", "VDAB"]),
    st.booleans(),
    st.sampled_from(["", *SLUGS["life_domains"][:4]]),
)
RIGHTS = st.builds(
    Right,
    st.sampled_from(["Leefloon", "Huurpremie"]),
    st.sampled_from(["mogelijk", "besproken", "toegekend"]),
    st.sampled_from(["", "ntu_onwetendheid"]),
)
ROWS = st.builds(
    Rows,
    st.lists(CONTACTS, max_size=60),
    st.lists(st.sampled_from(["nl", "fr", ""]), max_size=20),
    st.lists(st.tuples(st.sampled_from(SLUGS["life_domains"][:2]), st.just("no_suitable_service")), max_size=20),
    st.lists(REFERRALS, max_size=40),
    st.lists(RIGHTS, max_size=30),
    st.lists(st.tuples(st.just("wonen"), st.just("wachtlijst"), st.sampled_from(["nieuw", "bekeken"])), max_size=20),
    st.lists(st.tuples(st.sampled_from(["Bieb", "Loket"]), st.sampled_from(["came", "booked"])), max_size=20),
)


@settings(max_examples=25, deadline=None)
@given(ROWS, ROWS)
def test_what_is_told_is_only_what_may_be_shown(now: Rows, before: Rows) -> None:
    tables = figures.tables(QUARTER, now, before, Rows())
    wholes = {
        "kinds": len(now.contacts),
        "weeks": len(now.contacts),
        "where": len(now.contacts),
        "referrals": len(now.referrals),
        "rights": len(now.rights),
        "unmet": len(now.unmet),
        "stuck": sum(one.stuck for one in now.referrals),
        "places": len(now.appointments),
        "signals": len(now.signals),
    }
    for key, true in wholes.items():
        assert tables[key].whole.numbers[0] == (true if true >= LEAST else None), key
    known = {0}
    for table in tables.values():
        assert {line.said[2] for line in table.lines} == {figures.NONE}, "no data is not nought"
        for line in table.lines:
            known |= {number for number in line.numbers if number is not None}
            assert all(number is None or number >= LEAST for number in line.numbers)
    days = figures.days(now), figures.days(before), figures.NONE
    for one in telling.keys(tables, days, QUARTER, over=False):
        told = {int(number) for number in re.findall(r"\d+", re.sub(r"\d+ %|binnen \d+ dagen", "", one.sentence))}
        assert told <= known, one


def test_a_quarter_is_compared_only_when_it_is_over() -> None:
    many = Rows(contacts=[Contact(QUARTER.first, "turf", "balie", "wonen", True)] * 40)
    fewer = Rows(contacts=many.contacts[:33])
    tables, days = figures.tables(QUARTER, many, fewer, fewer), (figures.NONE,) * 3
    over, busy = (telling.keys(tables, days, QUARTER, over=over) for over in (True, False))
    assert over[0].sentence.startswith("Dat zijn er 7 meer dan in het kwartaal ervoor.")
    assert busy[0].sentence.startswith("Het kwartaal is nog bezig.")
    assert over[1].sentence == "Dit getal tonen we niet.", "all of them: not told"


def test_who_is_seldom_referred_to_is_among_the_others() -> None:
    names = ["CAW"] * 9 + ["VDAB"] * 6 + ["CLB"] * 4 + [""] * 7
    now = Rows(referrals=[Referral("warm", "given", partner=name) for name in names])
    before = Rows(referrals=[Referral("warm", "given", partner="Huurdersbond")] * 12)
    lines = figures.tables(QUARTER, now, before, Rows())["partners"].lines
    assert [line.label for line in lines] == ["Doorverwijzingen", "CAW", "Huurdersbond", "VDAB", "andere organisaties"]
    assert [line.said[0] for line in lines] == ["26", "9", FEW, "6", HIDDEN], "one under five is never hidden alone"
