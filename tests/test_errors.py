"""What a person is told of an error, and what he is not."""

import pytest

from sociaalhuis.errors import Damage, Refusal, Trouble, told


@pytest.mark.parametrize("kind", [Refusal, Trouble, Damage])
def test_what_is_the_matter_and_what_to_do_now_are_told(kind: type[Refusal | Trouble]) -> None:
    assert told(kind("De schijf is vol.", "Maak plaats.")) == "De schijf is vol. Maak plaats."


def test_a_mistake_of_ours_goes_on_to_the_crash_note() -> None:
    mistake = KeyError("x")
    with pytest.raises(KeyError) as raised:
        told(mistake)
    assert raised.value is mistake
