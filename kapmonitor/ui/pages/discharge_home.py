"""The discharge of a patient who is at home: where they are, who stays, how help gets there.

The place is asked again, for help would go where they were hours ago. Nothing is filled in before a
person says it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout

from kapmonitor.language import mark, say
from kapmonitor.port import Answer as Told
from kapmonitor.session.event import HandoverDetailed
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Note
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer, Setting
from kapmonitor.telehealth.view import LinkView
from kapmonitor.ui.handover_words import ANSWERS
from kapmonitor.ui.pages.forms import YES_NO, Ask, AskRow, beside, refusal_line, refuse
from kapmonitor.ui.pages.telehealth_words import stays
from kapmonitor.ui.widgets.parts import Card, button, clear, label, row
from kapmonitor.ui.wording import clock

SAME_PLACE = mark("Still at the same place?")
MOVED = mark("▲ Help would go to the address above. Record where they are now.")
AT_THE_END = mark(
    "When the session ends, the patient's program delivers what it kept and says goodbye; then the "
    "keys are erased, there and here. The report page shows how far it is."
)
SIGNS = {Answer.YES: ("✓", "met"), Answer.NO: ("▲", "not_met")}
NAMES = 156
"""Pixels of the names, so that all values begin alike."""


class AtHomeCard(Card):
    """Where help would go, whether that still holds, and what the end of the link does."""

    placeAsked = Signal()
    """They are elsewhere: the place is recorded anew."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._at: Instant | None = None
        self._shown: list[tuple[str, str]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.place = AskRow(say(SAME_PLACE), YES_NO)
        self._moved = label(say(MOVED), "refusal", wraps=True)
        self.elsewhere = button(say("Record where they are…"), "link")
        self.camera = button(say("The camera is off now"), "small")
        self._camera = label("", "secondary", wraps=True)
        self._end = label(say(AT_THE_END), "secondary", wraps=True)
        self.refusal = refusal_line()
        moved = row(self._moved, self.elsewhere)
        moved.setStretch(0, 1)
        super().__init__(say("At home"), self._grid, self.place, moved)
        self.body.addLayout(beside(self.camera, self._camera))
        for part in (self._end, self.refusal):
            self.body.addWidget(part)
        self.place.answered.connect(self._say_place)
        self.elsewhere.clicked.connect(self.placeAsked)
        self.camera.clicked.connect(self._end_camera)

    def draw(self, session: Session, at: Instant, link: LinkView) -> None:
        """Show what is recorded; only telehealth has it."""
        home = session.setting is Setting.TELEHEALTH
        self.setVisible(home)
        if not home:
            return
        self._at = at
        self._list(stays(session))
        more = session.handover_more
        said = more.same_place if more is not None else None
        sign, looks = SIGNS.get(said, ("○", "open")) if said is not None else ("○", "open")
        words = "" if said is None else say(ANSWERS[said])
        self.place.show_recorded(None if said is None else said.value, sign, looks, words)
        may = HandoverDetailed in permitted(session) and bool(session.doses)
        for part in (self.place, self.camera):
            part.setEnabled(may)
        for line in (self._moved, self.elsewhere):
            line.setVisible(said is Answer.NO)
        ended = more.camera_ended if more is not None else None
        self.camera.setVisible(ended is None)
        told = "" if ended is None else say("Camera off at {time}.")
        self._camera.setText(told if ended is None else told.format(time=clock(session, ended.utc)))
        self._end.setVisible(link.is_linked and session.ended is None)

    def _list(self, lines: list[tuple[str, str]]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._grid)
        for place, (name, value) in enumerate(lines):
            named = label(name, "secondary", wraps=True)
            named.setFixedWidth(NAMES)
            self._grid.addWidget(named, place, 0)
            self._grid.addWidget(label(value, wraps=True), place, 1)

    @Slot(str)
    def _say_place(self, value: str) -> None:
        self._send(HandoverDetailed(same_place=Answer(value)))

    @Slot()
    def _end_camera(self) -> None:
        if self._at is not None:
            self._send(HandoverDetailed(camera_ended=self._at))

    def _send(self, fact: HandoverDetailed) -> None:
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Told) -> None:
        refuse(self.refusal, answer.refusals)
