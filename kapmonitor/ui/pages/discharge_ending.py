"""The ways a session ends other than as discharged, each with its own record.

What has happened (a patient left, others took over) is never refused.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from kapmonitor.language import say
from kapmonitor.session.intent import (
    CloseWithoutDose,
    Intent,
    OverrideDischarge,
    ReportCareTransferred,
    ReportLeftAgainstAdvice,
)
from kapmonitor.session.permitted import permitted
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask, Panel, words_about
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Field, button, column

Make = Callable[[tuple[str, ...]], Intent]


class Endings(QWidget):
    """One link for each way that stands open now; each opens its panel in the page."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ways: tuple[_Way, ...] = (
            _Way(ask, OverrideDischarge, say("Override by a named clinician…"), _override_panel()),
            _Way(
                ask, ReportLeftAgainstAdvice, say("Patient leaves against advice…"), _left_panel()
            ),
            _Way(ask, ReportCareTransferred, say("Care transferred…"), _transferred_panel()),
            _Way(ask, CloseWithoutDose, say("Close without a dose…"), _not_dosed_panel()),
        )
        links = flow(*(each.link for each in self._ways))
        self.setLayout(column(links, *(each.panel for each in self._ways)))

    def link(self, kind: type) -> QPushButton:
        """Return the link to one way."""
        return next(each.link for each in self._ways if each.kind is kind)

    def panel(self, kind: type) -> Panel:
        """Return the panel of one way."""
        return next(each.panel for each in self._ways if each.kind is kind)

    def draw(self, session: Session) -> None:
        """Show the ways that the phase permits and that have not been gone."""
        open_ = permitted(session)
        over = phase_of(session) in (Phase.CLOSED, Phase.LOCKED)
        for each in self._ways:
            may = each.kind in open_ and not over
            if each.kind is CloseWithoutDose:
                may = may and not session.doses
            each.link.setVisible(may)
            if not may:
                each.panel.hide()


class _Way:
    """A link, its panel, and the intent that the panel makes."""

    def __init__(self, ask: Ask, kind: type, words: str, made: tuple[Panel, Make]) -> None:
        self.kind = kind
        self.link = button(words, "link")
        self.panel, self._make = made
        self._ask = ask
        self.link.clicked.connect(self._open)
        self.panel.confirmed.connect(self._send)

    @Slot()
    def _open(self) -> None:
        self.panel.open_from(self.link)

    @Slot()
    def _send(self) -> None:
        values = tuple(each.text for each in self.panel.fields)
        missing = [
            say("{accessiblename}: missing.").format(accessiblename=each.line.accessibleName())
            for each in self.panel.fields
            if not each.text
        ]
        if missing:
            self.panel.refuse(missing)
            return
        self._ask(self._make(values), self.panel.answered)


def _override_panel() -> tuple[Panel, Make]:
    panel = Panel(
        say("Override by a named clinician"),
        (Field(say("Name of the clinician who decided")), Field(say("Reason for the override"))),
        say("End with an override"),
        note=say(
            "It stands in red on the report. The ride home and the no-driving rule stay open to "
            "nobody's override."
        ),
    )
    return panel, lambda said: OverrideDischarge(clinician=said[0], reason=said[1])


def _left_panel() -> tuple[Panel, Make]:
    panel = Panel(
        say("Patient leaves against advice"),
        (
            Field(say("What the patient says")),
            Field(say("Risk note: state, company, what was advised")),
        ),
        say("Record that the patient left"),
        note=say("This ends the session. It is a fact, and never refused."),
    )
    return panel, lambda said: ReportLeftAgainstAdvice(
        reason=said[0], risk_note=words_about(said[1])
    )


def _transferred_panel() -> tuple[Panel, Make]:
    panel = Panel(
        say("Care transferred"),
        (
            Field(say("To whom"), say("emergency services, hospital …")),
            Field(say("Reason for the transfer")),
        ),
        say("Record the transfer"),
        note=say("This ends the session."),
    )
    return panel, lambda said: ReportCareTransferred(to=said[0], reason=said[1])


def _not_dosed_panel() -> tuple[Panel, Make]:
    panel = Panel(say("Close without a dose"), (Field(say("Reason")),), say("Close the session"))
    return panel, lambda said: CloseWithoutDose(reason=said[0])
