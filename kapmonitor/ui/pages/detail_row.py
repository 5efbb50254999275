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
OFFERED_MIN = 30.0
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
        self.setLayout(
            column(self._words, self._severity, flow(self._distress, self._over), spacing=6)
        )
        self.hide()
        self._severity.answered.connect(self._say_severity)
        self._distress.activated.connect(self._say_distress)
        self._over.clicked.connect(self._say_over)

    def show_session(self, session: Session, at: Instant) -> None:
        """Show what was last logged, as far as its detail is known."""
        self._about, self._at = asked_about(session, at), at
        self.setVisible(self._about is not None)
        if self._about is None:
            return
        words = term(session, self._about.code)
        self._words.setText(say("{words}, if you can say:").format(words=words))
        self._severity.show_answer(self._about.severity)
        if not self._distress.view().isVisible():
            known = self._about.distress
            self._distress.setCurrentIndex(0 if known is None else known + 1)
        self._over.setVisible(self._about.duration_min is None)
        self._over.setAccessibleName(say("{words} is over now").format(words=words))

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
    """Return the newest symptom whose detail may still be said here; events have none."""
    for seen in reversed(session.observations):
        if seen.withdrawn or seen.kind is ObservationKind.EVENT:
            continue
        return seen if at.minutes_since(seen.at) <= OFFERED_MIN else None
    return None
