"""Limits of one patient: how far they may be moved, and each move, with who agreed to it."""

from __future__ import annotations

from kapmonitor.session.fact import fact


@fact
class LimitRoom:
    """How far one alarm limit may be moved for one patient, as it stood when the session opened.

    All in the unit of the rule. `low` and `high` are the guardrail: beyond them nobody moves it.
    """

    rule: str
    ceiling: float
    """The widest that needs no prescriber's name: the clinic's own, else the preset's limit."""
    low: float
    high: float


@fact
class LimitMadePersonal:
    """A limit was made another one for this patient in this session."""

    rule: str
    value: float | None
    """None: the alarm is off for this patient."""
    reason: str
    authorised_by: str = ""
    """The prescriber who agreed; needed past the clinic's ceiling."""


@fact
class LimitRestored:
    """A personal limit was given up: the preset's own is in force again."""

    rule: str
    reason: str
