"""Count how well the cases guard the rules of the rights: ``python tools/mutate_rights.py [right …]``.

Makes every slip that tests/rights/mutants.py knows, in every rule and amount (or in those of the rights that are named), and
runs the cases of the rights on each, in this process. Prints what no case notices, then the counts. The exit status is 0 only
when every slip that changes an answer is noticed. The tests run the same: a share always, all of it with ``-m long``.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main(names: list[str]) -> int:
    """Print the report; 1 when a slip goes unnoticed."""
    from tests.rights import mutants, reading
    from tests.rights.test_mutants import reason, survives

    made, same, left = 0, 0, list[str]()
    for one in mutants.every():
        if names and not set(names) & set(one.rights):
            continue
        made += 1
        if survives(one):
            same += reason(one) is not None
            left += [one.what] if reason(one) is None else []
    cases = [case for right, found in reading.cases().items() for case in found if not names or right in names]
    states = Counter(case.status.value for case in cases)
    covered = len({(case.right, case.status) for case in cases})
    print(*left, sep="\n", end="\n" if left else "")
    print(f"{len(cases)} cases of {len({case.right for case in cases})} rights: {dict(states)}; {covered} rights × states")
    print(f"{made} slips made, {made - same - len(left)} noticed, {same} that change no answer, {len(left)} unnoticed")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
