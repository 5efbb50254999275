"""What keys and alarms ask of the live screen, from wherever a person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kapmonitor.session.event import HelpAnswered
from kapmonitor.session.intent import Note
from kapmonitor.ui.alarm_bar import OF_THE_PATIENT, AlarmBar
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.ladder_view import ladder

if TYPE_CHECKING:
    from kapmonitor.ui.window import Window


class LiveDeeds:
    """Goes to the page that a deed needs, and does it there."""

    def __init__(self, window: Window, bridge: Bridge, alarms: AlarmBar) -> None:
        self._window, self._bridge, self._alarms = window, bridge, alarms

    def do(self, deed: str) -> None:
        """Do a deed of the live screen, which is made when it is first needed."""
        getattr(self._window.monitoring, deed)()

    def answer(self, code: str) -> None:
        """Do what an alarm asks for; what is asked next is answered on the live screen."""
        asked, _, entry = code.partition(":")
        if asked in OF_THE_PATIENT:
            self._bridge.submit(Note(fact=HelpAnswered(call=int(entry))), page=self._window.shown)
            return
        if asked == "lozenge-not-out":
            self._window.go_to(self._window.monitoring.name)
        self._window.monitoring.answer_alarm(asked)

    def turn_alarms(self) -> None:
        """Show every alarm so far in the place of the chart, or the chart again."""
        if self._window.shown == self._window.monitoring.name:
            self._window.monitoring.turn_alarms()

    def correct_dose(self) -> None:
        """Correct a dose: on the live screen where one is, else on the dose's own page."""
        session = self._bridge.snapshot.session
        if session is None or not session.doses:
            return
        if self._window.shown != self._window.monitoring.name:
            self._window.go_to("dose")
        page = self._window.page_in_sight
        if page is not None:
            page.correct_dose()

    def to_patients_cuff(self) -> None:
        """Go to where the patient's cuff is paired, tried out, or paired anew."""
        self._window.go_to("prepare")
        page = self._window.page_in_sight
        if page is not None:
            page.show_patients_cuff()

    def to_do(self) -> None:
        """Go to what is to be done about the alarm, from wherever the keyboard is."""
        if self._alarms.go_to_answer():
            return
        session, at = self._bridge.snapshot.session, self._bridge.snapshot.at
        if session is None or at is None or not session.doses or ladder(session, at) is None:
            return
        self._window.go_to(self._window.monitoring.name)
        self._window.monitoring.to_do()
