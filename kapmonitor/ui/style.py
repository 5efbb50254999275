"""The style sheet, generated from the roles; no colour stands anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kapmonitor.assets import resource

if TYPE_CHECKING:
    from kapmonitor.ui.theme import Colours


def style_sheet(colours: Colours) -> str:
    """Return the style sheet of the whole application."""
    return "\n".join(
        (_frames(colours), _labels(colours), _buttons(colours), _answers(colours), _fields(colours))
    )


def _frames(c: Colours) -> str:
    return f"""
QWidget {{ color: {c.text}; }}
QMainWindow, QWidget[kind="page"], QWidget[kind="ground"] {{ background: {c.ground}; }}
QFrame[kind="rail"] {{ background: {c.surface}; border-right: 1px solid {c.line}; }}
QFrame[kind="bar"] {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QFrame[kind="message"] {{ background: {c.raised};
  border-left: 6px solid {c.edge}; border-bottom: 1px solid {c.line}; }}
QFrame[kind="card"] {{
  background: {c.surface}; border: 1px solid {c.line}; border-radius: 12px; }}
QFrame[kind="hold"] {{
  background: {c.medium.ground}; border: 1px solid {c.medium.mark}; border-radius: 12px; }}
QFrame[kind="clear"] {{
  background: {c.surface}; border: 1px solid {c.met}; border-radius: 12px; }}
QFrame[kind="rule"] {{ background: {c.line}; max-height: 1px; min-height: 1px; border: 0; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QScrollArea:focus {{ border: 1px solid {c.accent}; border-radius: 4px; }}
QLabel[kind="chart"] {{
  border: 2px solid transparent; border-radius: 6px; }}
QLabel[kind="chart"]:focus {{ border: 2px solid {c.accent}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 5px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.edge}; padding: 4px; }}
"""


def _labels(c: Colours) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[kind="brand"] {{ font-size: 15px; font-weight: 600; }}
QLabel[kind="title"] {{ font-size: 26px; font-weight: 600; }}
QLabel[kind="question"] {{ font-size: 20px; font-weight: 600; }}
QLabel[kind="section"] {{ font-size: 13px; font-weight: 600; color: {c.secondary}; }}
QLabel[kind="secondary"] {{ font-size: 13px; color: {c.secondary}; }}
QLabel[kind="small"] {{ font-size: 13px; }}
QLabel[kind="age"] {{ font-size: 16px; color: {c.secondary}; }}
QLabel[kind="next"] {{ font-size: 25px; font-weight: 500; }}
QLabel[kind="number"] {{ font-size: 28px; font-weight: 600; }}
QLabel[kind="compared"] {{ font-size: 44px; font-weight: 600; }}
QLabel[kind="code"] {{ font-size: 46px; font-weight: 600; letter-spacing: 2px; }}
QLabel[kind="clock"] {{ font-size: 24px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="alarm"] {{ font-size: 20px; font-weight: 600; }}
QLabel[kind="key"] {{
  font-size: 12px; color: {c.secondary}; border: 1px solid {c.edge}; border-radius: 4px;
  padding: 0 5px; }}
QLabel[kind="command"] {{
    font-size: 13px; border: 1px solid {c.line}; border-radius: 6px; padding: 6px 8px; }}
QLabel[kind="refusal"] {{ color: {c.high.mark}; }}
QLabel[kind="trouble"] {{ background: {c.medium.ground}; padding: 10px 14px;
  border: 0; border-left: 6px solid {c.medium.mark}; }}
QLabel[state="met"] {{ color: {c.met}; font-weight: 600; }}
QLabel[state="not_met"] {{ color: {c.medium.mark}; font-weight: 600; }}
QLabel[state="open"] {{ font-weight: 600; }}
QLabel[state="old"] {{ color: {c.secondary}; }}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton {{ outline: 0;
  background: {c.raised}; border: 1px solid {c.edge}; border-radius: 8px;
  min-height: 34px; padding: 0 14px; font-size: 15px; }}
QPushButton:hover {{ background: {c.line}; }}
QPushButton:pressed {{ background: {c.ground}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; }}
QPushButton:disabled {{
  color: {c.secondary}; border: 1px dashed {c.edge}; background: transparent; }}
QPushButton[kind="primary"] {{
  background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; font-weight: 600; }}
QPushButton[kind="primary"] QLabel {{ color: {c.on_accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ border: 1px solid {c.text}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[kind="primary"]:disabled {{
  background: transparent; color: {c.secondary}; border: 1px dashed {c.edge}; }}
QPushButton[kind="keyed"] {{ text-align: left; padding: 0 8px; }}
QPushButton[kind="answer"] {{ min-height: 38px; }}
QPushButton[kind="answer"]:checked {{
  background: {c.line}; border: 2px solid {c.text}; font-weight: 600; padding: 0 9px; }}
QPushButton[kind="small"] {{ min-height: 26px; padding: 0 10px; font-size: 13px; }}
QPushButton[kind="small"]:checked {{
  background: {c.line}; border: 2px solid {c.text}; font-weight: 600; padding: 0 6px; }}
QPushButton[kind="link"] {{
  background: transparent; border: 1px solid transparent; color: {c.secondary};
  text-align: left; padding: 0 2px; min-height: 26px; font-size: 13px;
  text-decoration: underline; }}
QPushButton[kind="link"]:hover {{ color: {c.text}; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {c.accent}; border-radius: 4px; }}
QPushButton[kind="badge"] {{ border: 0; background: transparent; padding: 0; }}
QPushButton[kind="step"] {{
  background: transparent; border: 0; border-left: 3px solid transparent; border-radius: 0;
  text-align: left; padding: 0 18px; min-height: 42px; color: {c.secondary}; }}
QPushButton[kind="step"]:hover {{ color: {c.text}; }}
QPushButton[kind="step"]:checked {{
  background: {c.raised}; border-left: 3px solid {c.accent}; color: {c.text}; font-weight: 600; }}
QPushButton[kind="step"]:focus {{
  border: 1px solid {c.accent}; border-left: 3px solid {c.accent}; }}
"""


def _answers(c: Colours) -> str:
    return f"""
QPushButton[kind="match"] {{ min-height: 30px; padding: 0 10px; text-align: left; }}
QPushButton[kind="digit"] {{
  min-height: 26px; min-width: 20px; padding: 0 2px; font-size: 13px; }}
QPushButton[kind="digit"]:checked {{
  background: {c.line}; border: 2px solid {c.text}; font-weight: 600; padding: 0; }}
QPushButton[kind="answer"]:checked:focus, QPushButton[kind="small"]:checked:focus,
QPushButton[kind="digit"]:checked:focus {{ border: 2px solid {c.accent}; }}
"""


def _fields(c: Colours) -> str:
    return f"""
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QTimeEdit, QPlainTextEdit {{
  background: {c.raised}; border: 1px solid {c.edge}; border-radius: 8px;
  min-height: 34px; padding: 0 10px; selection-background-color: {c.accent};
  selection-color: {c.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateTimeEdit:focus,
QTimeEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c.accent}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {c.secondary}; border: 1px dashed {c.edge}; }}
QLineEdit[kind="reading"] {{ font-size: 20px; min-height: 40px; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: url({resource("icons", "chevron.svg").as_posix()}); }}
QComboBox QAbstractItemView {{
  background: {c.raised}; border: 1px solid {c.edge}; color: {c.text};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; outline: 0; }}
QListView, QTableView, QTreeView {{
  background: {c.surface}; border: 0; color: {c.text}; outline: 0;
  selection-background-color: {c.line}; selection-color: {c.text}; gridline-color: {c.line}; }}
QTableView {{ border: 2px solid transparent; border-radius: 6px; }}
QTableView:focus {{ border: 2px solid {c.accent}; }}
QHeaderView::section {{
  background: {c.surface}; color: {c.secondary}; border: 0; border-bottom: 1px solid {c.line};
  padding: 6px 12px; font-size: 13px; }}
QTableView::item {{ padding: 0 12px; }}
QTableView[kind="tight"] {{ font-size: 13px; }}
QTableView[kind="tight"]::item {{ padding: 0 6px; }}
QTableView[kind="tight"] QHeaderView::section {{ padding: 6px; }}
QCheckBox {{ spacing: 8px; min-height: 28px; }}
QCheckBox::indicator {{
  width: 18px; height: 18px; border: 1px solid {c.edge}; border-radius: 4px;
  background: {c.raised}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; }}
QCheckBox:focus {{ color: {c.accent}; }}
"""
