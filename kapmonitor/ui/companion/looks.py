"""What the patient's window adds to the style sheet: larger words, larger targets."""

from __future__ import annotations

from kapmonitor.ui.theme import Colours

TARGET = 44
"""Pixels that everything to be pressed is high, at least."""


def patient_sheet(c: Colours) -> str:
    """Return the additions, for the window of the patient's side."""
    return f"""
QLabel {{ font-size: 19px; }}
QLabel[kind="title"] {{ font-size: 32px; font-weight: 600; }}
QLabel[kind="calm"] {{ font-size: 44px; font-weight: 500; }}
QLabel[kind="aside"] {{ font-size: 21px; color: {c.secondary}; }}
QLabel[kind="secondary"], QLabel[kind="small"] {{ font-size: 17px; }}
QLabel[kind="word"] {{ font-size: 36px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-size: 19px; font-weight: 600; }}
QLabel[kind="question"] {{ font-size: 24px; font-weight: 600; }}
QLabel[kind="error"] {{ font-size: 21px; font-weight: 600; color: {c.medium.mark}; }}
QLabel[kind="dot"] {{ font-size: 19px; color: {c.met}; }}
QLabel[kind="dot"][state="lost"] {{ color: {c.medium.mark}; }}
QLabel[kind="secondary"][state="lost"] {{ color: {c.medium.mark}; font-weight: 600; }}
QPushButton {{ min-height: {TARGET}px; padding: 0 22px; font-size: 19px; border-radius: 10px; }}
QPushButton[kind="link"] {{ min-height: {TARGET}px; font-size: 17px; padding: 0 6px; }}
QPushButton[kind="help"] {{
  min-height: 66px; min-width: 160px; font-size: 23px; border: 2px solid {c.edge};
  border-radius: 14px; padding: 0 46px; }}
QPushButton[kind="help"]:focus {{ border: 2px solid {c.accent}; }}
QPushButton[kind="large"] {{ min-height: 60px; font-size: 21px; padding: 0 30px; }}
QPushButton[kind="primary"] {{ min-height: 52px; }}
QPushButton[kind="answer"] {{ min-height: 52px; }}
QPushButton[kind="answer"]:checked {{ padding: 0 21px; }}
QPushButton[kind="match"] {{ min-height: {TARGET}px; }}
QLineEdit {{ min-height: {TARGET}px; font-size: 21px; }}
"""
