"""What is typed in a form, to keep it over the lock: its texts in the order of its fields."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def typed(form: QWidget) -> list[str]:
    """The texts of all its fields; empty when nothing is typed in any."""
    texts = [
        *(one.text() for one in form.findChildren(QLineEdit)),
        *(one.toPlainText() for one in form.findChildren(QPlainTextEdit)),
    ]
    return texts if any(text.strip() for text in texts) else []


def retype(form: QWidget, texts: Sequence[str]) -> None:
    """Put them back, in a form that was made in the same way."""
    lines, pages = form.findChildren(QLineEdit), form.findChildren(QPlainTextEdit)
    for line, text in zip(lines, texts, strict=False):
        line.setText(text)
    for page, text in zip(pages, texts[len(lines) :], strict=False):
        page.setPlainText(text)
