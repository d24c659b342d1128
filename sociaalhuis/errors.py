"""What can go wrong that is not a bug. Both kinds say in Dutch what is the matter and what to do now.

Anything else that is raised is a mistake of ours and goes to the crash note.
"""


class Told(Exception):
    """An error with a message for the person at the desk: ``what`` is the matter, ``now`` is the next step."""

    def __init__(self, what: str, now: str) -> None:
        super().__init__(f"{what} {now}")
        self.what = what
        self.now = now


class Refusal(Told):
    """The person asked for something that cannot be; nothing was changed. Exit status 1."""


class Trouble(Told):
    """The world stands in the way: disk, lock, wrong key, damaged or too new a file; nothing was lost. Exit status 3."""


class Damage(Trouble):
    """What stands on the disk is damaged or gone: a reservekopie puts it right."""


def told(error: BaseException) -> str:
    """What a person is told of an error. A mistake of ours is raised on: nobody is told of it as if it were his own."""
    if not isinstance(error, Told):
        raise error
    return str(error)
