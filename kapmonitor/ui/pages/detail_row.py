"""How strong it is, how much it distresses, and that it is over: said after an entry, or never."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.event import ObservationDetailed
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Observation, Session
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.session.words import term
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Answers, button, column, label

SEVERITIES = (("mild", mark("Mild")), ("moderate", mark("Moderate")), ("severe", mark("Severe")))
OFFERED_MIN = 10.0
"""How long after an entry its detail is offered here; later it is an amendment."""
DISTRESS = mark("Distress, 0 to 10")


class DetailRow(QWidget):
    """Asks about the newest symptom, without standing in the way of anything."""

    detailed = Signal(object)  # ObservationDetailed

    def __init__(self) -> None:
        super().__init__()
        self._about: Observation | None = None
        self._at: Instant | None = None
        self._words = label("", "secondary", wraps=True)
        self._severity = Answers(say("How strong:"), SEVERITIES, looks="small")
        self._distress = Choice()
        self._distress.setAccessibleName(say(DISTRESS))
        self._distress.addItem(say("Distress"), None)
        for value in range(11):
            self._distress.addItem(str(value), value)
        self._over = button(say("Over now"), "small")
        self._enough = button(say("Enough"), "link", name=say("Ask no more about it"))
        self._left: int | None = None
        last = flow(self._distress, self._over, self._enough)
        self.setLayout(column(self._words, self._severity, last, spacing=6))
        self.hide()
        self._severity.answered.connect(self._say_severity)
        self._distress.activated.connect(self._say_distress)
        self._over.clicked.connect(self._say_over)
        self._enough.clicked.connect(self._leave)

    def show_session(self, session: Session, at: Instant) -> None:
        """Show what was last logged, as far as its detail is known."""
        asked = asked_about(session, at)
        self._about = asked if asked is not None and asked.seq != self._left else None
        self._at = at
        self.setVisible(self._about is not None)
        if self._about is None:
            return
        words = term(session, self._about.code)
        answered = self._about.severity is not None and self._about.distress is not None
        question = say("{words}, if you can say:").format(words=words)
        self._words.setText(f"{words}:" if answered else question)
        for each in (self._severity, self._distress):
            each.setVisible(not answered)
        self._severity.show_answer(self._about.severity)
        if not self._distress.view().isVisible():
            known = self._about.distress
            self._distress.setCurrentIndex(0 if known is None else known + 1)
        self._over.setAccessibleName(say("{words} is over now").format(words=words))

    @Slot()
    def _leave(self) -> None:
        self._left = self._about.seq if self._about is not None else None
        self.hide()

    @Slot(str)
    def _say_severity(self, value: str) -> None:
        if self._about is not None:
            self.detailed.emit(ObservationDetailed(seq=self._about.seq, severity=value))

    @Slot(int)
    def _say_distress(self, index: int) -> None:
        value = self._distress.itemData(index)
        if self._about is not None and value is not None:
            self.detailed.emit(ObservationDetailed(seq=self._about.seq, distress=value))

    @Slot()
    def _say_over(self) -> None:
        if self._about is not None and self._at is not None:
            lasted = round(self._at.minutes_since(self._about.at), 1)
            self.detailed.emit(ObservationDetailed(seq=self._about.seq, duration_min=lasted))


def asked_about(session: Session, at: Instant) -> Observation | None:
    """Return what was logged last, if it is a symptom of which something is still to be said."""
    last = next((seen for seen in reversed(session.observations) if not seen.withdrawn), None)
    if last is None or last.kind is ObservationKind.EVENT or last.duration_min is not None:
        return None
    return None if at.minutes_since(last.at) > OFFERED_MIN else last
