"""Reference codes such as K7-4M2: short, speakable, with a check character; they say nothing about a person.

Letters and digits of Crockford's base 32 (no I, L, O, U), the last one checked by ISO 7064 MOD 33,32: any one wrong letter is
seen.
A house in a branch puts its device prefix in front: B2-K7-4M2.
"""

import random
import re
from collections.abc import Callable

from stdnum.iso7064 import mod_37_36

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHORTEST = 4  # letters before the check character: a million codes
_TRIES = 8
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015]+")  # what people put between the letters: any space, dash or full stop
_ALIKE = str.maketrans("ILO", "110")


def new(taken: Callable[[str], bool], prefix: str = "", rng: random.Random | None = None) -> str:
    """A code that is not taken yet; one letter longer when the short ones get scarce."""
    draw = rng or random.SystemRandom()
    length = _SHORTEST
    while True:
        for _ in range(_TRIES):
            payload = "".join(draw.choice(ALPHABET) for _ in range(length))
            code = _shown(payload + mod_37_36.calc_check_digit(payload, ALPHABET), prefix)
            if not taken(code):
                return code
        length += 1


def read(typed: str) -> str | None:
    """A typed code in its one form, None when it is none or has a wrong letter. Case, spaces, dashes and I, L, O are free."""
    groups = _BETWEEN.sub(" ", typed.upper()).split()
    whole = ""
    while groups and len(whole) <= _SHORTEST:
        whole = groups.pop() + whole
    whole = whole.translate(_ALIKE)
    if len(whole) <= _SHORTEST or any(letter not in ALPHABET for letter in whole) or not mod_37_36.is_valid(whole, ALPHABET):
        return None
    return _shown(whole, "-".join(groups))


def _shown(whole: str, prefix: str) -> str:
    code = f"{whole[:-3]}-{whole[-3:]}"
    return f"{prefix}-{code}" if prefix else code
