"""A choice that narrows a list: everything, or one of a few."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from sociaalhuis.ui import look


def narrowing(name: str, everything: str, choices: Sequence[tuple[str, str]], wide: int) -> QComboBox:
    """``choices`` are label and value; the value of everything is "". ``name`` is for a screen reader, ``wide`` in pixels."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedWidth(look.px(wide))
    made.addItem(everything, "")
    for label, value in choices:
        made.addItem(label, value)
    made.view().setMinimumWidth(made.view().sizeHintForColumn(0) + look.px(look.WIDE))  # a long label is read whole
    return made


def chosen(box: QComboBox) -> str:
    """The value that is chosen, "" for everything."""
    return str(box.currentData() or "")
