"""The session: one calm screen. Nothing has to be done, and what is asked can be left undone.

A request is told as shown only when it can really be seen, once, and goes when it is over. The
picture of a cuff with its button is drawn here, because this is looked at from a couch, in the
dark, by somebody who may not want to read.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.companion.view import (
    CompanionDesk,
    CompanionView,
    CuffStage,
    ReadingView,
    RequestStage,
    RequestView,
    Screen,
)
from kapmonitor.language import say
from kapmonitor.ui.companion import words
from kapmonitor.ui.companion.request_seen import RequestSeen
from kapmonitor.ui.companion.screen import PatientScreen, centred, told
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import button, kind, label, row
from kapmonitor.ui.widgets.staying import keyboard_stays

TITLE_EDGE = 120
"""Pixels on both sides: what is asked stands in two short lines rather than in one and a word."""


class CalmScreen(PatientScreen):
    """What is to be seen during the session."""

    shows = Screen.CALM

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._request: RequestView | None = None
        self.shown = RequestSeen(self)
        kind(self.title, "calm")
        centred(self.title)
        self.title.setContentsMargins(TITLE_EDGE, 0, TITLE_EDGE, 0)
        self.about = centred(label("", "aside", wraps=True))
        self.wrong = centred(label("", "question", wraps=True))
        self.message = centred(label("", "question", wraps=True))
        self.drawing = Drawing(theme, "cuff-start", high=150)
        self.accept = button(say("I pressed START"), "large")
        self.decline = button(say("Not now"), "large", name=say("Not now: do not measure"))
        self.answers = QWidget()
        self.answers.setLayout(row(1, self.accept, self.decline, 1, spacing=22))
        self.cuff = centred(label("", "aside", wraps=True))
        self.reading = label("", "aside")
        self.cover = button("", "link")
        self.lay_out(
            self.about,
            self.wrong,
            self.drawing,
            self.answers,
            self.message,
            self.cuff,
            row(1, self.reading, self.cover, 1, spacing=14),
            self.error,
            middle=True,
        )
        self._hidden = False
        self.accept.clicked.connect(self._accept)
        self.decline.clicked.connect(self._decline)
        self.cover.clicked.connect(self._turn_reading)

    def show_view(self, view: CompanionView) -> None:
        """Show the one thing that matters now."""
        super().show_view(view)
        self._request = view.request
        self._show_request(view.request)
        self._show_trouble(view)
        told(self.message, view.message)
        self._show_reading(view)
        self.shown.see(view.request)

    def _show_request(self, request: RequestView | None) -> None:
        pressing = request is not None and not request.by_program
        open_still = request is not None and request.stage is RequestStage.WAITING
        self.show_picture(self.drawing, wanted=pressing and open_still)
        with keyboard_stays(self):
            self.answers.setVisible(open_still)
            self.accept.setVisible(pressing)
        self.about.show()
        if request is None:
            self.title.setText(say(words.NOTHING_TO_DO))
            self.about.setText(say(words.LET_GO))
            return
        measures = request.by_program or request.stage is RequestStage.STARTED
        pressed = words.PRESS_START if open_still else words.STAY
        self.title.setText(say(words.BY_PROGRAM if measures else pressed))
        said = (request.text, say(words.SIT_STILL))
        self.about.setText("\n".join(each for each in said if each))

    def _show_trouble(self, view: CompanionView) -> None:
        """Say what is wrong in place of *nothing to do*; a request stands before it."""
        gone = view.cuff.stage is CuffStage.GONE
        found = words.of_cuff(view.cuff) if gone else ""
        rests = view.request is None
        told(self.wrong, view.trouble if rests else "")
        told(self.cuff, found if view.trouble or not rests else "")
        if rests and view.trouble:
            self.title.setText(say(words.TO_KNOW))
            self.about.hide()
        elif rests and found:
            self.title.setText(found)

    def _show_reading(self, view: CompanionView) -> None:
        """Show the last reading, covered if wanted; without its values only that it went out."""
        reading, hidden = view.reading if view.values_shown else None, view.reading_hidden
        self._hidden = hidden
        self.cover.setVisible(reading is not None)
        said = "" if reading is None or hidden else _reading_words(reading)
        if reading is None and view.sent_at is not None and view.request is None:
            said = words.sent(view.sent_at, arrived=view.sent_arrived)
        told(self.reading, said)
        self.cover.setText(say("Show my last reading") if hidden else say("Hide"))
        self.cover.setAccessibleName(
            say("Show my last reading") if hidden else say("Hide my last reading")
        )

    @Slot()
    def _accept(self) -> None:
        if self._request is not None:
            self.desk.accept_request(self._request.id)

    @Slot()
    def _decline(self) -> None:
        if self._request is not None:
            self.desk.decline_request(self._request.id)

    @Slot()
    def _turn_reading(self) -> None:
        self.desk.hide_reading(hidden=not self._hidden)


def _reading_words(reading: ReadingView) -> str:
    pulse = "" if reading.pulse_rate is None else f"{reading.pulse_rate:.0f}"
    said = words.values(reading.systolic, reading.diastolic)
    if pulse:
        said = say("{values}, pulse {pulse}").format(values=said, pulse=pulse)
    return say("Last reading, {time}: {values}").format(time=f"{reading.at:%H:%M}", values=said)
