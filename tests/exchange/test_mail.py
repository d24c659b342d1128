"""A mail draft: readable by any mail program, nothing of it left where nobody asked for it."""

import os
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociaalhuis.errors import Trouble
from sociaalhuis.exchange import mail
from sociaalhuis.exchange.mail import Attached


def test_a_draft_is_a_mail_with_its_attachment() -> None:
    made = mail.draft(
        "an@dienst.example", "Doorverwijzing K7-4M2", "Goedemorgen,\n\né — ü\n", [Attached("briefje K7-4M2.pdf", b"%PDF-1")]
    )
    assert b"\r\n" in made
    read = message_from_bytes(made, policy=default)
    assert (read["X-Unsent"], read["To"], read["Subject"]) == ("1", "an@dienst.example", "Doorverwijzing K7-4M2")
    assert read["From"] is read["Date"] is None
    body = read.get_body()
    assert body is not None
    assert "é — ü" in body.get_content()
    (attached,) = read.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("briefje K7-4M2.pdf", "application/pdf")
    assert attached.get_content() == b"%PDF-1"


@settings(max_examples=40)
@given(st.text(), st.text(max_size=300))
def test_no_text_makes_a_header_of_its_own(subject: str, body: str) -> None:
    read = message_from_bytes(mail.draft("a@b.example", f"x {subject}", body), policy=default)
    assert set(read.keys()) <= {"X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def test_it_is_written_once_and_goes_again(tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    mail.write(file, b"een langere mail")
    mail.write(file, b"kort")
    assert [path.name for path in tmp_path.iterdir()] == ["mail.eml"]
    assert file.read_bytes() == b"kort"
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
    mail.remove(file)
    mail.remove(file)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Trouble, match="niet schrijven"):
        mail.write(tmp_path / "nergens" / "mail.eml", b"x")


def test_what_is_not_written_whole_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def write(self, _mail: bytes) -> None:
            raise OSError(28, "full")

    def full(handle: int, _mode: str) -> Full:
        os.close(handle)
        return Full()

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(Trouble, match="schijf vol"):
        mail.write(tmp_path / "mail.eml", b"x")
    assert list(tmp_path.iterdir()) == []
