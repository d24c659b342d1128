"""The sheet of a theme: our own figures are those of the yearly report, signals those that may go out, all of it on paper."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sociaalhuis import demo, vocab
from sociaalhuis.access import users
from sociaalhuis.actions import ONTHAAL, RAPPORT_LEZER, Actor
from sociaalhuis.desk.day import signals
from sociaalhuis.desk.few import FEW, HIDDEN
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House
from sociaalhuis.insight import reading, theme_paper, themes
from sociaalhuis.insight.periods import Quarter, Year
from sociaalhuis.insight.policy import plans
from sociaalhuis.insight.policy.plans import ACTION, DONE, Wish
from tests.houses import CHEAP, NOW, SignIn

THEME = "wonen_woonzorg"
YEAR = NOW.year


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    place = tmp_path_factory.mktemp("thema") / "huis"
    demo.make(place, demo.PASSWORD, "small", 1, lambda: NOW, CHEAP)
    house = users.sign_in(place, demo.PASSWORD, demo.COORDINATOR, clock=lambda: NOW)
    yield house
    house.close()


def test_our_own_figures_are_lines_of_the_report_of_the_year(house: House) -> None:
    counted = themes.counted(house, YEAR, NOW)
    report = reading.briefing(house, Year(YEAR), NOW)
    in_report = {(line.label.casefold(), line.said) for table in report.tables.values() for line in table.lines}
    shown = [one for lines in counted.own.values() for one in lines]
    assert shown
    for one in shown:
        assert (one.label.partition(": ")[2].casefold(), one.said) in in_report
        assert any(said not in (FEW, HIDDEN, "–") for said in one.said), "what hides everything is not worth a line"
    domains = [one.label for one in shown if one.label.startswith("Contacten: ")]
    assert len(domains) == len(set(domains)), "a life domain is of one theme"


def test_a_year_without_work_says_so_and_the_plan_is_there(house: House) -> None:
    counted = themes.counted(house, YEAR + 1, NOW)
    assert "nog niets genoteerd" in counted.why
    sheet = themes.sheet(house, THEME, counted, YEAR + 1, NOW)
    assert (sheet.own, [one.kind for one in sheet.lines if one.kind in plans.SWOT]) == ((), [])
    assert sheet.lines


def test_a_signal_comes_along_when_somebody_looked_at_it(house: House) -> None:
    counted = themes.counted(house, YEAR, NOW)
    told = next(one for one in signals.everything(house) if one.domain == "wonen")
    assert told.state == signals.NEW
    assert themes.sheet(house, THEME, counted, YEAR, NOW).heard == ()
    signals.weigh(house, told.id, "geagendeerd", "", NOW)
    (heard,) = themes.sheet(house, THEME, counted, YEAR, NOW).heard
    assert heard.text == told.text
    assert themes.sheet(house, THEME, counted, YEAR - 1, NOW).heard == ()


def test_all_of_it_is_on_paper(house: House) -> None:
    sheet = themes.sheet(house, THEME, themes.counted(house, YEAR, NOW), YEAR, NOW)
    said = " ".join(" ".join(theme_paper.render(house, sheet, NOW.date()).text).split())
    texts = [*(one.text for one in sheet.lines), *(one.name for one in sheet.figures), *(one.label for one in sheet.own)]
    assert [text for text in texts if text not in said] == []
    assert "2023: geen gegevens" in said
    assert theme_paper.name(sheet) == f"thema-wonen-woonzorg-{YEAR}.pdf"


def test_a_long_plan_takes_more_pages_and_loses_nothing(house: House) -> None:
    theme = "vrije_tijd"
    for number in range(60):
        words = f"Lange zin nummer {number}, die zegt wat er allemaal moet gebeuren voor dit thema in de komende jaren"
        plans.add(house, theme, (*plans.SWOT[:2], ACTION)[number % 3], Wish(words), YEAR, NOW)
    sheet = themes.sheet(house, theme, themes.counted(house, YEAR, NOW), YEAR, NOW)
    paper = theme_paper.render(house, sheet, NOW.date())
    said = " ".join(" ".join(paper.text).split())
    assert paper.pages > 1
    assert [one.text for one in sheet.lines if one.text not in said] == []


def test_the_longest_lines_fit_too(house: House) -> None:
    theme = "samenlevingsopbouw"
    long = Wish(("woord " * 33).strip(), ("grond " * 33).strip())
    for number in range(40):
        plans.add(house, theme, (*plans.SWOT, ACTION)[number % 5], long, YEAR, NOW)
    sheet = themes.sheet(house, theme, themes.counted(house, YEAR, NOW), YEAR, NOW)
    said = " ".join(" ".join(theme_paper.render(house, sheet, NOW.date()).text).split())
    assert said.count(f"{long.text} ({long.ground})") == 32


def test_the_briefing_tells_of_the_actions_of_its_time(house: House) -> None:
    goal = plans.add(house, "kinderopvang", plans.GOALS[0], Wish("Opvang voor elk kind"), YEAR, NOW)
    done = plans.add(house, "kinderopvang", ACTION, Wish("Lijst van plaatsen maken"), YEAR, NOW, goal)
    plans.move_on(house, done, DONE, NOW)
    now = {one.action.text: one for one in reading.briefing(house, Quarter(YEAR, 4), NOW).actions}
    assert now["Lijst van plaatsen maken"].goal == "Opvang voor elk kind"
    assert [one.late for one in now.values()] == sorted((one.late for one in now.values()), reverse=True)
    before = {one.action.text for one in reading.briefing(house, Quarter(YEAR, 3), NOW).actions}
    assert "Lijst van plaatsen maken" not in before
    assert reading.briefing(house, Quarter(YEAR, 4), NOW) == reading.briefing(
        replace(house, actor=Actor(None, RAPPORT_LEZER)), Quarter(YEAR, 4), NOW
    )


def test_the_desk_does_not_see_reports(house: House, sign_in: SignIn) -> None:
    desk = replace(house, actor=Actor(house.actor.id, ONTHAAL))
    for look in (
        lambda: themes.counted(desk, YEAR, NOW),
        lambda: themes.sheet(desk, THEME, themes.Counted(("", "", "")), YEAR, NOW),
    ):
        with pytest.raises(Refusal, match="Je rol laat dit niet toe"):
            look()
    with pytest.raises(Refusal, match="is er niet meer"):
        themes.sheet(house, "maan", themes.Counted(("", "", "")), YEAR, NOW)


def test_every_life_domain_has_its_theme(house: House) -> None:
    axes = plans.axes(house, NOW.date())
    lost = [term.slug for term in vocab.terms("life_domains", NOW.date()) if not axes.clusters_of([term.slug])]
    assert lost == []
