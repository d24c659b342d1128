"""The log: ids and places in the code, never a name, an answer or a word of a client."""

import contextlib
import faulthandler
import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociaalhuis import __version__, log

HIDDEN = "•"
MARKER = "Zwartgeblakerd Geheim"
ID = UUID("0198c0de-0000-7000-8000-000000000001")
logger = logging.getLogger("sociaalhuis.test")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    yield log.start(tmp_path / "log")
    log.stop()
    with contextlib.suppress(AttributeError, ValueError, io.UnsupportedOperation):
        faulthandler.enable(sys.__stderr__)  # type: ignore[arg-type]  # pytest's own, which the log took over


def shown(*args: object) -> object:
    """What is left of the arguments of a message."""
    record = logging.LogRecord("sociaalhuis.x", logging.INFO, "x.py", 1, "%s", args, None)
    assert log.OnlyIds().filter(record)
    return record.args


@given(st.text())
def test_a_text_with_a_space_a_capital_or_a_letter_beyond_ascii_is_hidden(text: str) -> None:
    telling = not text.isascii() or text != text.lower() or any(c.isspace() for c in text) or not text.isprintable()
    if telling:
        assert shown(text) == (HIDDEN,)
        assert shown({"who": text, "n": 3}) == {"who": HIDDEN, "n": 3}


@pytest.mark.parametrize(
    "text",
    [
        "", "a" * 41, "an@proef.be", "0470123456", "+32470123456", "85.07.30-033.28", "1985-07-30", "3740", "jan\n", "x'y",
        "K7-4M2", "Jan", "jan janssens", "JAN", "élodie", "عمر", "\u202ejan",
    ],
)  # fmt: skip
def test_names_numbers_of_people_and_addresses_are_hidden(text: str) -> None:
    assert shown(text) == (HIDDEN,)


@pytest.mark.parametrize("slug", ["referral.give", "contact", "a5", "desk/intake.py", "house-1", "valueerror"])
def test_a_short_plain_slug_passes(slug: str) -> None:
    assert shown(slug) == (slug,)


def test_ids_and_numbers_pass() -> None:
    assert shown(ID, 3, 2.5, True) == (ID, 3, 2.5, True)


@given(
    st.recursive(
        st.none() | st.binary() | st.dates() | st.complex_numbers(),
        lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner, min_size=1),
        max_leaves=4,
    )
)
def test_anything_else_is_hidden(value: object) -> None:
    assert shown(1, value) == (1, HIDDEN)


def test_the_file_holds_what_is_safe_and_nothing_else(file: Path) -> None:
    logger.info("gave %s of %s to %s in %d ms", "referral", ID, MARKER, 12)
    logger.info("%(what)s for %(who)s", {"what": "slip", "who": MARKER})
    logger.info("plain")
    text = file.read_text("utf-8")
    assert f"INFO sociaalhuis.test gave referral of {ID} to {HIDDEN} in 12 ms" in text
    assert f"slip for {HIDDEN}" in text
    assert "plain" in text
    assert MARKER not in text


@pytest.mark.expects_log
def test_an_exception_is_written_by_type_and_place_never_by_its_words(file: Path) -> None:
    try:
        try:
            raise KeyError(MARKER)
        except KeyError as first:
            raise ValueError(f"about {MARKER}") from first
    except ValueError as error:
        error.add_note(MARKER)
        logger.exception("while saving")
        logger.error(error)
        logger.error("with %s", error)
    text = file.read_text("utf-8")
    assert "ValueError" in text
    assert "test_log.py:" in text
    assert MARKER not in text


@given(st.text(min_size=1))
def test_no_word_of_any_exception_is_kept(words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError:
        record = logging.LogRecord("sociaalhuis.x", logging.ERROR, "x.py", 1, "oops", None, sys.exc_info())
    log.OnlyIds().filter(record)
    assert (record.exc_info, (record.exc_text or "").splitlines()[0]) == (None, "ValueError")
    lines = logging.Formatter("%(message)s").format(record).splitlines()
    assert [line.split(":")[0].strip() for line in lines] == ["oops", "ValueError", "test_log.py"]


@pytest.mark.expects_log
def test_what_another_handler_wrote_down_is_not_taken_over(file: Path) -> None:
    other = logging.StreamHandler(io.StringIO())
    logger.addHandler(other)  # formats first, and keeps the exception's own text on the record
    try:
        raise ValueError(MARKER)
    except ValueError:
        logger.exception("while saving")
    finally:
        logger.removeHandler(other)
    assert MARKER not in file.read_text("utf-8")


def crash() -> tuple[type[BaseException], BaseException, object]:
    try:
        raise RuntimeError(MARKER)
    except RuntimeError as error:
        return type(error), error, error.__traceback__


@pytest.mark.expects_log
def test_a_crash_tells_the_person_the_next_step(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.note_crash(*crash())  # type: ignore[arg-type]  # a traceback
    told = capsys.readouterr().err
    assert "Er ging iets mis in het programma zelf." in told
    assert "Wat bewaard was, is er nog." in told
    assert "Start opnieuw." in told
    assert "Geef dit door aan de beheerder: RuntimeError, test_log.py:" in told
    text = file.read_text("utf-8")
    assert "a mistake of ours\nRuntimeError\n  test_log.py:" in text
    assert MARKER not in told + text


def test_a_mistake_is_told_even_where_nobody_knows_the_place() -> None:
    told = log.mistake(ValueError(MARKER))  # never raised: it has no traceback
    assert "ValueError" in told
    assert MARKER not in told


@pytest.mark.expects_log
def test_a_crash_without_a_console_is_still_noted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # a window on Windows has none
    log.note_crash(*crash())  # type: ignore[arg-type]  # a traceback
    assert "RuntimeError" in file.read_text("utf-8")


def test_starting_again_moves_the_log_and_lets_go_of_the_old_files(file: Path, tmp_path: Path) -> None:
    logger.info("one")
    second = log.start(tmp_path / "other" / "log")
    logger.info("two")
    assert "two" not in file.read_text("utf-8")
    assert "one" not in second.read_text("utf-8")
    assert len(logging.getLogger("sociaalhuis").handlers) == 1


def test_after_stopping_nothing_is_written(file: Path) -> None:
    log.stop()
    logger.info("too late")
    assert file.read_text("utf-8") == ""
    assert not faulthandler.is_enabled()


def test_a_hard_crash_leaves_its_place_in_the_crash_note(tmp_path: Path) -> None:
    code = f"import faulthandler, pathlib\nfrom sociaalhuis import log\nlog.start(pathlib.Path({str(tmp_path)!r}))\n"
    code += f"def fall(name):\n    faulthandler._sigsegv()\nfall({MARKER!r})\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert done.returncode != 0
    note = (tmp_path / log.CRASH).read_text("utf-8", "replace")
    assert "fall" in note
    assert MARKER not in note


@pytest.mark.expects_log
def test_a_report_tells_the_mistake_and_no_id_and_no_folder(file: Path) -> None:
    logger.info("gave %s in %d ms", ID, 12)
    try:
        raise ValueError(MARKER)
    except ValueError:
        logger.exception("while saving")
    (file.parent / log.CRASH).write_text(f'Fatal: x\n  File "/home/{MARKER}/ui/window.py", line 12 in show\n', "utf-8")
    told = log.report(file.parent, datetime(2026, 11, 23, 10, 15, tzinfo=UTC))
    assert f"Sociaal Huis {__version__}" in told
    assert "2026-11-23 10:15" in told
    assert "gave id in 12 ms" in told
    assert "test_log.py:" in told
    assert "  File window.py, line 12 in show" in told
    for hidden in (MARKER, str(ID), str(file.parent)):
        assert hidden not in told


def test_a_report_without_a_log_and_of_a_very_long_one(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
    assert "nog niets genoteerd" in log.report(tmp_path, moment)
    (tmp_path / log.NAME).write_bytes(b"x" * 5_000 + b"\xff\n" + b"regel\n" * 100_000)
    told = log.report(tmp_path, moment)
    assert told.count("regel") == log.MOST_LINES
    assert len(told) < 20_000
