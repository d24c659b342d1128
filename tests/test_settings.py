"""The settings: declared once, with a default that is good and a check that names the next step."""

import pytest

from sociaalhuis.errors import Refusal
from sociaalhuis.house import change_setting
from sociaalhuis.settings import SETTINGS, Setting, SettingValue, checked
from tests.houses import SignIn

WRONG_FOR_TEXT = [None, 3, True, ["a"], {"a": 1}, b"a"]
WRONG_FOR_NUMBER = [None, "3", 2.0, True, [3], -1, 10_001, float("nan")]
WRONG_FOR_LIST = [None, "2026-12-24", 3, [3], [None], ("a",), {"a": 1}]


def kinds(kind: type) -> list[Setting]:
    return [setting for setting in SETTINGS.values() if type(setting.default) is kind]


def test_every_setting_is_declared_whole() -> None:
    for key, setting in SETTINGS.items():
        assert key == setting.key
        assert setting.label[0].isupper()
        assert not setting.label.endswith(".")
        assert setting.low < setting.high
    assert len({setting.label for setting in SETTINGS.values()}) == len(SETTINGS)
    with pytest.raises(TypeError):
        SETTINGS["x"] = Setting("x", 1, "X")  # type: ignore[index]  # the point of the test


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_every_default_passes_its_own_check(key: str) -> None:
    assert checked(key, SETTINGS[key].default) == SETTINGS[key].default


@pytest.mark.parametrize("setting", kinds(int), ids=lambda s: s.key)
def test_a_number_keeps_within_its_limits(setting: Setting) -> None:
    for good in (setting.low, setting.high):
        assert checked(setting.key, good) == good
    for bad in (setting.low - 1, setting.high + 1, *WRONG_FOR_NUMBER):
        with pytest.raises(Refusal) as refused:
            checked(setting.key, bad)
        assert setting.label in refused.value.what
        assert refused.value.now == f"Geef een getal van {setting.low} tot {setting.high}."


@pytest.mark.parametrize("setting", kinds(str), ids=lambda s: s.key)
def test_a_text_is_a_text_and_one_of_its_options(setting: Setting) -> None:
    for good in setting.options or ("", "iets"):
        assert checked(setting.key, good) == good
    for bad in (*WRONG_FOR_TEXT, *(("iets anders",) if setting.options else ())):
        with pytest.raises(Refusal) as refused:
            checked(setting.key, bad)
        assert refused.value.now == (f"Kies {' of '.join(setting.options)}." if setting.options else "Geef een tekst.")


@pytest.mark.parametrize("setting", kinds(list), ids=lambda s: s.key)
def test_a_list_holds_texts(setting: Setting) -> None:
    for bad in WRONG_FOR_LIST:
        with pytest.raises(Refusal) as refused:
            checked(setting.key, bad)
        assert refused.value.now.startswith("Geef ")


def test_closing_days_are_days() -> None:
    days = ["2026-12-24", "2027-01-02"]
    assert checked("calendar.closing_days", days) == days
    for bad in (["24/12/2026"], ["2026-02-30"], ["2026-12-24", ""], ["2026"], ["20261224"], ["2026-W52-4"]):
        with pytest.raises(Refusal) as refused:
            checked("calendar.closing_days", bad)
        assert "jjjj-mm-dd" in refused.value.now


def test_a_setting_that_is_not_declared_does_not_exist() -> None:
    with pytest.raises(KeyError):
        checked("letterhead.colour", "blauw")


@pytest.mark.parametrize(
    ("key", "value"), [("slip.form", "je"), ("backup.keep", 30), ("letterhead.address", ["Marktplein 1", "3740 Proefdorp"])]
)
def test_a_house_keeps_a_setting_that_differs(sign_in: SignIn, key: str, value: SettingValue) -> None:
    house = sign_in("beheerder")
    assert house.setting(key) == SETTINGS[key].default
    change_setting(house, key, value)
    change_setting(house, key, value)
    assert sign_in("onthaal").setting(key) == value
    with pytest.raises(Refusal):
        change_setting(sign_in("beheerder"), key, None)
    assert sign_in("onthaal").setting(key) == value
