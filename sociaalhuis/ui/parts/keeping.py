"""Into a file that somebody chooses: asked where, made and written behind the screen, and told how it went."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sociaalhuis.errors import Trouble

if TYPE_CHECKING:
    from sociaalhuis.ui.workplace import Workplace

PDF, XLSX, TEXT, CSV = "PDF (*.pdf)", "Rekenblad (*.xlsx)", "Tekst (*.txt)", "CSV (*.csv)"


def save(file: Path, content: bytes) -> None:
    """Write it where the person wants it. Raises Trouble when that cannot be."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Trouble("Op deze plaats kan het programma niet schrijven.", "Kies een andere map.") from error


def keep(
    place: "Workplace",
    title: str,
    name: str,
    kind: str,
    make: Callable[[], bytes],
    failed: Callable[[BaseException], None],
    *,
    of_house: bool = False,
) -> None:
    """Ask where, and write what ``make`` gives there; ``of_house``: it reads the house. Nothing happens when nobody chooses."""
    file = place.ask.save_as(title, name, kind)
    if file is None:
        return

    def write() -> str:
        save(file, make())
        return file.name

    jobs = place.jobs.house if of_house else place.jobs.rest
    jobs(write, lambda saved: place.say(f"Bewaard als {saved}."), failed=failed)
