"""The whole Monday morning of Nadia at the counter, in keys: 31 turven, 6 hulpvragen and all that comes of them, by the clock.

The clock is the keystroke-level model (Card, Moran and Newell): 0.28 s a key, 1.35 s to think before each key of its own, each
chord and each text. Registering all of it may take 12 minutes of a morning of more than three hours, or fields go.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.houses import NOW
from tests.ui.pilot import Pilot

KEY, THINK = 0.28, 1.35  # seconds
MOST = 12 * 60  # seconds for all of it
BUDGETS = {"signaal": (4, 80), "uitkomst": (3, 0), "samen gebeld": (14, 40), "aanmelding": (9, 80), "dag afsluiten": (4, 0)}
EIGHT_FORTY = NOW.replace(hour=7, minute=40)
TURVEN = (  # minutes after 8.40, the letter of the domain, the letter of the answer (Enter: informeren)
    *((n, d, "Enter") for n, d in ((6, "F"), (23, "A"), (24, "M"), (25, "N"), (30, "W"), (41, "A"), (47, "E"), (52, "A"))),
    *((85 + n, d, "Enter") for n, d in enumerate("AWEAN")),
    *((n, d, "H") for n, d in ((112, "A"), (118, "F"), (121, "E"), (127, "A"), (131, "W"), (136, "M"))),
    *((140 + 4 * n, d, "Enter") for n, d in enumerate("ALWFAENAVTOA")),
)


class Stopwatch:
    """Presses and types on the window, and keeps how long that takes a trained worker and how many units and letters it is."""

    def __init__(self, pilot: Pilot) -> None:
        self._pilot = pilot
        self.seconds = 0.0
        self.tasks: dict[str, tuple[int, int, float]] = {}
        self._units = self._letters = 0

    def press(self, *chords: str) -> None:
        """Each of these keys or chords: think, then press."""
        for chord in chords:
            self.seconds += THINK + KEY * (chord.count("+") + 1)
            self._units += 1
            self._pilot.press(chord)

    def type(self, text: str) -> None:
        """Think once, then type."""
        self.seconds += THINK + KEY * len(text)
        self._letters += len(text)
        self._pilot.type(text)

    def paste(self, text: str) -> None:
        """Think, then one chord."""
        self.seconds += THINK + 2 * KEY
        self._units += 1
        self._pilot.paste(text)

    @contextmanager
    def task(self, name: str) -> Iterator[None]:
        """Count what is done inside under this name."""
        units, letters, seconds = self._units, self._letters, self.seconds
        yield
        before = self.tasks.get(name, (0, 0, 0.0))
        spent = self._units - units, self._letters - letters, self.seconds - seconds
        self.tasks[name] = before[0] + spent[0], before[1] + spent[1], before[2] + spent[2]

    def told(self) -> str:
        """A line for each task, and the whole."""
        lines = [f"{name:18} {u:4} toetsen {n:4} letters {s:6.0f} s" for name, (u, n, s) in self.tasks.items()]
        return "\n".join([*lines, f"{'samen':18} {self._units:4} toetsen {self._letters:4} letters {self.seconds:6.0f} s"])


@pytest.fixture
def desk(pilot: Pilot) -> Pilot:
    """Somebody of the onthaal, with the suggestions ready and a referral of three weeks ago."""
    pilot.now = NOW - timedelta(days=20)
    pilot.sign_in("onthaal")
    pilot.press("Ctrl+G")
    pilot.type("1813")
    pilot.shows("Zelfmoordlijn 1813")
    pilot.press("Ctrl+N")
    pilot.type("Ik kan mijn schulden niet betalen.")
    pilot.shows("Suggesties (")
    pilot.settle()
    pilot.press("Alt+O", "Enter", "F6", "F6", "Spatie", "Ctrl+D")
    pilot.wait_for(lambda: pilot.here == "referral", "the referral")
    pilot.settle()
    pilot.press("Ctrl+Enter")
    pilot.says("Doorverwezen met code")
    pilot.now = EIGHT_FORTY
    pilot.press("Ctrl+1")
    return pilot


def test_a_whole_morning_takes_twelve_minutes_of_registering_at_most(desk: Pilot) -> None:
    hands = Stopwatch(desk)
    left = list(TURVEN)

    def until(minute: int) -> None:
        """The small questions that come before this minute."""
        while left and left[0][0] <= minute:
            at, domain, answer = left.pop(0)
            desk.now = EIGHT_FORTY + timedelta(minutes=at)
            with hands.task("31 turven"):
                hands.press("Ctrl+T", domain, answer)
            desk.says("Geturfd")
        desk.now = EIGHT_FORTY + timedelta(minutes=minute)

    for minute, tell in (
        (9, _oil_for_the_winter),
        (32, _nowhere_tonight),
        (45, _somebody_refers),
        (60, _put_out_of_the_house),
        (105, _rush),
        (111, _it_worked),
        (120, _nobody_has_a_place),
    ):
        until(minute)
        tell(desk, hands)
    until(200)
    desk.press("Ctrl+N")
    desk.type("Half getypt als iemand binnenkomt")
    with hands.task("dag afsluiten"):
        hands.press("Ctrl+Shift+E")
        desk.shows("Wacht nog op jou (3)")
        desk.shows("Half af (1)")
        desk.settle()
        hands.press("A", "I")
        desk.shows("Wacht nog op jou (1)")
        desk.settle()
        _counted(desk)
        hands.press("Ctrl+Enter")
        desk.wait_for(lambda: desk.here == "lock", "the lock")
    desk.sign_in("onthaal")  # nothing is lost
    desk.press("Ctrl+1")
    desk.shows("Half getypt als iemand binnenkomt")
    sys.stdout.write(f"{hands.told()}\n")
    over = {
        name: hands.tasks[name]
        for name, most in BUDGETS.items()
        if any(a > b for a, b in zip(hands.tasks[name], most, strict=False))
    }
    assert over == {}
    assert hands.seconds <= MOST
    assert {"31 turven", "6 hulpvragen", *BUDGETS} == set(hands.tasks)


def _counted(desk: Pilot) -> None:
    """31 turven and 6 hulpvragen stand on the screen, and nobody's name or words."""
    seen = list(desk.texts())
    counted = {}
    for word in ("turven", "hulpvragen", "doorverwijzingen", "aanmeldingen", "signalen"):
        after = seen.index(word) + 1
        counted[word] = [text for text in seen[after : after + 2] if text.isdigit()][-1]  # of oneself, then of the whole desk
    assert counted == {"turven": "31", "hulpvragen": "6", "doorverwijzingen": "1", "aanmeldingen": "1", "signalen": "1"}
    assert not any(word in text for text in seen for word in ("mazout", "dak", "deurwaarder", "Els", "Half getypt"))


def _question(desk: Pilot, hands: Stopwatch, words: str, *more: str) -> None:
    """A hulpvraag: the words, the domain that they show, and what else is pressed."""
    with hands.task("6 hulpvragen"):
        hands.press("Ctrl+N")
        hands.type(words)
        desk.shows("   Enter")
        desk.settle()
        hands.press("Alt+O", "Enter", *more)


def _oil_for_the_winter(desk: Pilot, hands: Stopwatch) -> None:
    """8.49: a woman with papers for her heating oil; she cannot stay."""
    _question(desk, hands, "Papieren voor de mazout: ik kan de energie niet betalen.", "Ctrl+Enter")
    desk.says("Bewaard met code")


def _nowhere_tonight(desk: Pilot, hands: Stopwatch) -> None:
    """9.12: a young man with nowhere to sleep tonight. The panel of safety says whom to call."""
    _question(desk, hands, "Ik heb geen dak vannacht, ik slaap op straat.")
    desk.shows("Veiligheid")
    with hands.task("6 hulpvragen"):
        hands.press("Alt+V", "B", "Ctrl+Enter")
    desk.says("Bewaard met code")


def _somebody_refers(desk: Pilot, hands: Stopwatch) -> None:
    """9.25: a team asks for contact with a family; the consent is on paper."""
    with hands.task("aanmelding"), hands.task("6 hulpvragen"):
        hands.press("Ctrl+Shift+I")
        hands.type("Kind en Gezin, Els V.")
        hands.press("Tab", "K", "Alt+V")
        hands.paste("Graag contact met dit gezin over kinderopvang.")
        hands.press("F6", "P", "C", "Ctrl+Enter")
        desk.says("Aanmelding bewaard")


def _put_out_of_the_house(desk: Pilot, hands: Stopwatch) -> None:
    """9.40: a letter of eviction. They call together; an appointment, and a slip with it."""
    desk.press("F8")
    desk.press("F8")
    _question(desk, hands, "De deurwaarder is geweest en ik kan de huur niet meer betalen.", "F6", "F6")
    with hands.task("samen gebeld"), hands.task("6 hulpvragen"):
        hands.press("Spatie", "Ctrl+D")
        desk.wait_for(lambda: desk.here == "referral", "the referral")
        desk.settle()
        hands.press("Right", "Alt+T", "Ctrl+Enter")
        desk.says("Doorverwezen met code")
        desk.shows("Dit geef je door, en niets anders")
        desk.settle()
        hands.press("A")
        hands.type("do 14u")
        hands.press("Enter")
        desk.says("Genoteerd: afspraak, donderdag 26 november 2026 om 14 uur")
        hands.press("Ctrl+P")
        desk.shows("Deze pc vindt geen printer.")
        hands.press("Ctrl+Enter")
        desk.wait_for(lambda: desk.here == "today", "today")


def _rush(desk: Pilot, hands: Stopwatch) -> None:
    """10.20: in the rush one question more."""
    _question(desk, hands, "Mijn kind heeft problemen op school.", "Ctrl+Enter")
    desk.says("Bewaard met code")


def _it_worked(desk: Pilot, hands: Stopwatch) -> None:
    """10.31: a service phones: somebody else was helped."""
    with hands.task("uitkomst"):
        hands.press("Ctrl+3")
        desk.shows("TE LAAT")
        desk.settle()
        hands.press("G")
        desk.says("Genoteerd: geholpen")


def _nobody_has_a_place(desk: Pilot, hands: Stopwatch) -> None:
    """10.40: day care that nobody has: no offer, and a signal without a name."""
    _question(desk, hands, "Ik zoek kinderopvang, nergens is er plaats.", "Ctrl+M")
    desk.says("geen passend aanbod")
    with hands.task("signaal"):
        hands.press("Ctrl+Shift+S")
        desk.settle()
        hands.type("Geen opvang voor kinderen met een handicap.")
        hands.press("Ctrl+Enter")
        desk.says("Signaal bewaard")
    with hands.task("6 hulpvragen"):
        hands.press("Ctrl+Enter")
    desk.says("Bewaard met code")


def test_this_story_presses_keys_and_looks_and_nothing_else() -> None:
    from tests.ui.test_monday_morning import ALLOWED, reaches_past_the_keys

    assert len(TURVEN) == 31
    assert reaches_past_the_keys(Path(__file__).read_text("utf-8"), ALLOWED | {"texts"}) == set()
