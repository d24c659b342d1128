"""Parts of a client's words that are about somebody else: marked by the desk, so that the inzageversie leaves them out.

The mark stands in the text itself, between [[ and ]], so that whoever reads the file sees what the client does not get to see.
"""

import re
from uuid import UUID

from sociaalhuis.db.desk import Contact
from sociaalhuis.desk import relations
from sociaalhuis.errors import Refusal
from sociaalhuis.house import House

BEGIN, END = "[[", "]]"
_MARKED = re.compile(r"\[\[.*?(?:\]\]|\Z)", re.DOTALL)  # a mark that was never ended holds to the end of the text


def without(text: str, said: str) -> str:
    """The text with ``said`` instead of each marked part."""
    return _MARKED.sub(lambda _part: said, text)


def bare(text: str) -> str:
    """The text without its marks."""
    return text.replace(BEGIN, "").replace(END, "")


def toggled(text: str, first: int, last: int) -> str:
    """The text with a mark around the characters from ``first`` to ``last``, or without the marks that these touch."""
    touched = [part for part in _MARKED.finditer(text) if part.start() < max(last, first + 1) and first < part.end()]
    if touched:
        begin, end = min(first, touched[0].start()), max(last, touched[-1].end())
        return text[:begin] + bare(text[begin:end]) + text[end:]
    return text[:first] + BEGIN + text[first:last] + END + text[last:] if text[first:last].strip() else text


def mark(house: House, contact: UUID, words: str) -> None:
    """Keep the words of a question with these marks. Can be taken back.

    Raises Refusal when anything but the marks differs, because what a client said is not rewritten.
    """
    with house.store.write(house.actor, "contact.mark") as session:
        row = session.get_one(Contact, contact)
        relations.refuse_unseen_contact(house, session, row)
        if bare(words) != bare(row.words or ""):
            raise Refusal("De woorden zijn intussen veranderd.", "Open het dossier opnieuw en merk het nog eens.")
        row.words = words
