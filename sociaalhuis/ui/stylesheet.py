"""The style sheet of the window, made from the colour roles. Sizes come through ``px`` so that they follow the text size."""

from collections.abc import Callable

from sociaalhuis.paths import resource
from sociaalhuis.ui.colours import Colours

type Px = Callable[[float], int]


def _tick(c: Colours) -> str:
    """The mark in a ticked box, that stands out against the accent."""
    return resource("icons", "tick-on-dark.svg" if c.on_accent == "#FFFFFF" else "tick-on-light.svg").as_posix()


def plain(px: Px) -> str:
    """Under a contrast theme: sizes and outlines in the system's own colours; on black a style draws no edge by itself."""
    return f"""
    QPushButton {{ qproperty-autoDefault: true; min-height: {px(24)}px; padding: {px(4)}px {px(12)}px; icon-size: {px(18)}px;
        background: palette(button); color: palette(button-text); border: 1px solid palette(button-text); }}
    QPushButton:focus {{ border: 3px solid palette(highlight); }}
    QPushButton:disabled {{ border-style: dashed; }}
    QPushButton[role="primary"] {{ font-weight: bold; border: 2px solid palette(button-text); }}
    QPushButton[role="primary"]:focus {{ border: 3px solid palette(highlight); }}
    QPushButton[role="danger"] {{ font-weight: bold; border: 2px dashed palette(button-text); }}
    QPushButton[role="danger"]:focus {{ border: 3px solid palette(highlight); }}
    QPushButton[role="rail"], QPushButton[role="rail-on"], QPushButton[role="safety"], QPushButton[role="safety-on"] {{ text-align: left; }}
    QPushButton[role="safety"], QPushButton[role="safety-on"] {{ border: none; min-height: {px(20)}px; padding: {px(2)}px {px(8)}px; }}
    QPushButton[role="safety-on"] {{ font-weight: bold; }}
    QPushButton[role="choice"]:checked {{ border: 3px solid palette(window-text); }}
    QPushButton[role="rail"], QPushButton[role="rail-on"] {{ padding: {px(8)}px {px(10)}px; min-height: 20px; }}
    QPushButton[role="rail-on"] {{ font-weight: bold; border: 3px solid palette(window-text); }}
    QPushButton[role="rail"]:focus, QPushButton[role="rail-on"]:focus {{ border: 3px solid palette(highlight); }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{ min-height: {px(24)}px; padding: {px(4)}px {px(8)}px;
        border: 1px solid palette(window-text); background: palette(base); color: palette(text); }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
        border: 2px solid palette(highlight); }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid palette(window-text); }}
    QRadioButton::indicator {{ border-radius: {(px(14) + 2) // 2}px; }}
    QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: palette(highlight); }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid palette(highlight); }}
    QWidget[role="card"], QWidget[role="rail"], QWidget[role="bar"], QWidget[role="status"], QWidget[role="strip"],
    QWidget[role="strip-quiet"], QWidget[role="strip-late"], QWidget[role="strip-today"], QWidget[role="strip-good"] {{ background: palette(window);
        border: 1px solid palette(window-text); }}
    QLabel {{ border: none; background: transparent; }}
    QLabel[role="chip"], QLabel[role="chip-good"], QLabel[role="chip-late"], QLabel[role="chip-today"] {{
        border: 1px solid palette(window-text); padding: {px(2)}px {px(8)}px; }}
    QListView, QTableView, QTreeView {{ border: 1px solid palette(window-text); }}
    QListView:focus, QTableView:focus, QTreeView:focus, QScrollArea:focus {{ border: 2px solid palette(highlight); }}
    """


def full(c: Colours, px: Px) -> str:
    """The whole sheet."""
    return f"""
    * {{ outline: none; }}
    QToolTip {{ background: {c.sheet}; color: {c.text}; border: 1px solid {c.edge}; padding: {px(4)}px; }}
    QWidget[role="card"] {{ background: {c.sheet}; border: 1px solid {c.line}; border-radius: {px(8)}px; }}
    QWidget[role="rail"] {{ background: {c.rail}; border: none; border-right: 1px solid {c.line}; }}
    QWidget[role="bar"] {{ background: {c.sheet}; border: none; border-bottom: 1px solid {c.line}; }}
    QWidget[role="status"] {{ background: {c.sheet}; border: none; border-top: 1px solid {c.line}; }}
    QWidget[role="strip-late"] {{ background: {c.late_soft}; border: 1px solid {c.late}; border-radius: {px(6)}px; }}
    QWidget[role="strip-today"] {{ background: {c.today_soft}; border: 1px solid {c.today}; border-radius: {px(6)}px; }}
    QWidget[role="strip-good"] {{ background: {c.good_soft}; border: 1px solid {c.good}; border-radius: {px(6)}px; }}
    QWidget[role="strip"] {{ background: {c.ground}; border: 1px solid {c.line}; border-radius: {px(6)}px; }}
    QLabel {{ background: transparent; border: none; }}
    QLabel[role="soft"] {{ color: {c.soft}; }}
    QLabel[role="late"] {{ color: {c.late}; }}
    QLabel[role="today"] {{ color: {c.today}; }}
    QLabel[role="good"] {{ color: {c.good}; }}
    QLabel[role="accent"] {{ color: {c.accent}; }}
    QLabel[role="chip"] {{ background: {c.accent_soft}; color: {c.text}; border-radius: {px(10)}px; padding: {px(2)}px {px(8)}px; }}
    QLabel[role="chip-good"] {{ background: {c.good_soft}; color: {c.good}; border-radius: {px(10)}px; padding: {px(2)}px {px(8)}px; }}
    QLabel[role="chip-late"] {{ background: {c.late_soft}; color: {c.late}; border-radius: {px(10)}px; padding: {px(2)}px {px(8)}px; }}
    QLabel[role="chip-today"] {{ background: {c.today_soft}; color: {c.today}; border-radius: {px(10)}px;
        padding: {px(2)}px {px(8)}px; }}

    QPushButton {{ background: {c.sheet}; color: {c.text}; border: 1px solid {c.edge}; border-radius: {px(6)}px;
        min-height: {px(24)}px; padding: {px(4)}px {px(14)}px; icon-size: {px(18)}px; qproperty-autoDefault: true; }}
    QPushButton:hover {{ background: {c.accent_soft}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: {px(3)}px {px(13)}px; }}
    QPushButton:disabled {{ color: {c.soft}; border-color: {c.line}; }}
    QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; font-weight: bold; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {c.text}; padding: {px(3)}px {px(13)}px; }}
    QPushButton[role="primary"]:disabled {{ background: {c.line}; color: {c.soft}; border-color: {c.line}; }}
    QPushButton[role="danger"] {{ background: {c.late_soft}; color: {c.late}; border: 1px solid {c.late}; font-weight: bold; }}
    QPushButton[role="danger"]:focus {{ border: 2px solid {c.late}; padding: {px(3)}px {px(13)}px; }}
    QPushButton[role="quiet"] {{ border: 1px solid transparent; background: transparent; text-align: left; }}
    QPushButton[role="quiet"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[role="quiet"]:focus {{ border: 2px solid {c.accent}; }}
    QPushButton[role="fact"], QPushButton[role="fact"]:focus {{ border: 2px solid transparent; background: transparent;
        color: {c.soft}; min-height: {px(20)}px; padding: {px(0)}px {px(3)}px; }}
    QPushButton[role="fact"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[role="fact"]:focus {{ border-color: {c.accent}; color: {c.text}; }}
    QPushButton[role="answer"] {{ text-align: left; min-height: {px(20)}px; }}
    QPushButton[role="safety"], QPushButton[role="safety-on"] {{ border: none; background: transparent; text-align: left;
        min-height: {px(20)}px; padding: {px(2)}px {px(8)}px; color: {c.soft}; }}
    QPushButton[role="safety-on"] {{ color: {c.text}; font-weight: bold; }}
    QWidget[role="strip-quiet"] {{ background: {c.accent_soft}; border: 1px solid {c.accent}; border-radius: {px(6)}px; }}
    QPushButton[role="choice"]:checked {{ background: {c.accent_soft}; border: 2px solid {c.accent};
        padding: {px(3)}px {px(13)}px; }}
    QPushButton[role="choice"]:checked:focus {{ border: 3px solid {c.text}; padding: {px(2)}px {px(12)}px; }}
    QPushButton[role="rail"], QPushButton[role="rail-on"] {{ border: none; background: transparent; text-align: left; border-radius: {px(6)}px;
        padding: {px(9)}px {px(10)}px; min-height: 20px; }}
    QPushButton[role="rail"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[role="rail-on"] {{ background: {c.accent_soft}; color: {c.accent}; font-weight: bold; }}
    QPushButton[role="rail"]:focus, QPushButton[role="rail-on"]:focus {{ border: 2px solid {c.accent};
        padding: {px(7)}px {px(8)}px; }}
    QPushButton[role="chip"] {{ background: {c.accent_soft}; color: {c.text}; border: 1px solid {c.accent_soft}; border-radius: {px(10)}px;
        min-height: {px(18)}px; padding: {px(1)}px {px(10)}px; }}
    QPushButton[role="offer"] {{ background: transparent; color: {c.accent}; border: 1px dashed {c.edge}; border-radius: {px(10)}px;
        min-height: {px(18)}px; padding: {px(1)}px {px(10)}px; }}
    QPushButton[role="chip"]:focus, QPushButton[role="offer"]:focus {{ border: 2px solid {c.accent}; padding: {px(0)}px {px(9)}px; }}
    QPushButton[role="search"] {{ text-align: left; color: {c.soft}; background: {c.ground}; border: 1px solid {c.edge};
        padding: {px(4)}px {px(12)}px; }}
    QPushButton[role="search"]:focus {{ border: 2px solid {c.accent}; padding: {px(3)}px {px(11)}px; }}
    QFrame[paper="true"]:focus {{ border: 2px solid {c.accent}; }}

    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {c.sheet}; color: {c.text};
        border: 1px solid {c.edge}; border-radius: {px(6)}px; padding: {px(4)}px {px(8)}px; min-height: {px(24)}px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
        border: 2px solid {c.accent}; padding: {px(3)}px {px(7)}px; }}
    QLineEdit:disabled, QComboBox:disabled {{ color: {c.soft}; background: {c.ground}; }}
    QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
    QComboBox::down-arrow {{ image: url({resource("icons", "down.png").as_posix()}); width: {px(12)}px; height: {px(12)}px; }}
    QComboBox QAbstractItemView {{ background: {c.sheet}; border: 1px solid {c.edge}; }}

    QListView, QTableView, QTreeView {{ background: {c.sheet}; color: {c.text}; border: 1px solid {c.line};
        border-radius: {px(6)}px; selection-background-color: {c.accent_soft}; selection-color: {c.text}; gridline-color: {c.line}; }}
    QListView:focus, QTableView:focus, QTreeView:focus {{ border: 2px solid {c.accent}; }}
    QListView::item, QTableView::item {{ padding: {px(4)}px {px(6)}px; border: none; }}
    QListView::item:selected, QTableView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QHeaderView::section {{ background: {c.ground}; color: {c.soft}; border: none; border-bottom: 1px solid {c.line};
        padding: {px(4)}px {px(8)}px; }}
    QTableCornerButton::section {{ background: {c.ground}; border: none; border-bottom: 1px solid {c.line}; }}

    QRadioButton, QCheckBox {{ background: transparent; spacing: {px(8)}px; padding: {px(3)}px; border: 2px solid transparent;
        border-radius: {px(6)}px; }}
    QRadioButton:focus, QCheckBox:focus {{ border: 2px solid {c.accent}; }}
    QRadioButton::indicator, QCheckBox::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {c.edge};
        border-radius: {(px(14) + 2) // 2}px; background: {c.sheet}; }}
    QCheckBox::indicator {{ border-radius: {px(3)}px; }}
    QRadioButton::indicator:checked {{ width: {px(14) + 2 - 2 * px(4)}px; height: {px(14) + 2 - 2 * px(4)}px;
        border: {px(4)}px solid {c.accent}; }}
    QCheckBox::indicator:checked {{ border-color: {c.accent}; background: {c.accent}; image: url("{_tick(c)}"); }}
    QRadioButton:disabled, QCheckBox:disabled {{ color: {c.soft}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea:focus {{ border: 2px solid {c.accent}; }}
    QScrollArea[role="page"]:focus {{ border: none; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QSplitter::handle {{ background: transparent; }}
    QProgressBar {{ border: none; background: {c.line}; border-radius: {px(3)}px; max-height: {px(6)}px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {c.edge}; border-radius: {px(4)}px; min-height: {px(32)}px; margin: {px(2)}px; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {c.edge}; border-radius: {px(4)}px; min-width: {px(32)}px; margin: {px(2)}px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: none;
        width: 0; height: 0; }}
    """
