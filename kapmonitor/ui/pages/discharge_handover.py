"""What else can be said of a handover: who came when, the keys, tonight, the follow-up.

None of it is asked for by the check, and none of it is filled in before a person says it.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer as Told
from kapmonitor.session.event import HandoverDetailed
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Note
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.session.times import moment
from kapmonitor.session.vocabulary import Answer, Setting
from kapmonitor.ui.handover_words import handover_details
from kapmonitor.ui.pages.forms import FINDINGS, Ask, Panel, words_about
from kapmonitor.ui.pages.words import NO_TIME, parse_time
from kapmonitor.ui.widgets.parts import Answers, Field, button, column, label, row

KEYS = mark("Keys with the escort?")
KEYS_AT_HOME = mark("Keys with the chaperone?")


class MoreAboutHandover(QWidget):
    """A link, the panel it opens, and what is recorded."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self._said: dict[str, Answer] = {}
        self.told = label("", "secondary", wraps=True)
        self.link = button(say("More about the handover…"), "link")
        self.arrived = Field(say("Escort arrived at"), say("hours:minutes"))
        self.confirmed = Field(say("How the escort was confirmed"))
        self.tonight = Field(say("Who stays tonight"))
        self.follow_up = Field(say("Follow-up"))
        self.keys = Answers(say(KEYS), FINDINGS, looks="small")
        self._keys = label(say(KEYS))
        self.panel = Panel(
            say("More about the handover"),
            (self.arrived, self.confirmed, self.tonight, self.follow_up),
            say("Record these"),
            row(self._keys, 1, self.keys),
        )
        self.setLayout(column(row(self.link, 1), self.told, self.panel, spacing=4))
        self.link.clicked.connect(self._open)
        self.panel.confirmed.connect(self._record)
        self.keys.answered.connect(self._say_keys)

    def draw(self, session: Session, at: Instant) -> None:
        """Show what is recorded."""
        self._session, self._at = session, at
        self.link.setVisible(HandoverDetailed in permitted(session) and bool(session.doses))
        if session.setting is Setting.TELEHEALTH:  # what else is asked there has a card of its own
            self.arrived.rename(say("Chaperone came at"))
            self.confirmed.rename(say("How the chaperone was heard to take over"))
            self._keys.setText(say(KEYS_AT_HOME))
            self.keys.rename(say(KEYS_AT_HOME))
        words = "; ".join(handover_details(session))
        self.told.setText(words)
        self.told.setVisible(bool(words))

    @Slot()
    def _open(self) -> None:
        self.panel.open_from(self.link)

    @Slot(str)
    def _say_keys(self, value: str) -> None:
        self._said["keys"] = Answer(value)

    @Slot()
    def _record(self) -> None:
        if self._session is None or self._at is None:
            return
        arrived = self._time(self.arrived.text)
        if self.arrived.text and arrived is None:
            self.panel.refuse((say(NO_TIME),))
            return
        fact = HandoverDetailed(
            arrived=arrived,
            confirmed=self.confirmed.text,
            keys=self._said.get("keys"),
            tonight=words_about(self.tonight.text) if self.tonight.text else None,
            follow_up=self.follow_up.text,
        )
        if fact == HandoverDetailed():
            self.panel.refuse((say("Nothing is filled in."),))
            return
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Told) -> None:
        self.panel.answered(answer)
        if not answer.refusals:
            self._said.clear()
            self.keys.show_answer(None)

    def _time(self, text: str) -> Instant | None:
        session, at = self._session, self._at
        found = parse_time(text, session, at.utc) if text and session and at else None
        if found is None or at is None:
            return None
        return at.at_utc(found) if found > at.utc else moment(at, found)
