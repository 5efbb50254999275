"""Posture, arm and size of the cuff: said once, said again when one of them changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.event import MeasuringStated
from kapmonitor.session.instant import Instant
from kapmonitor.session.measuring import stated
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import CuffSize, Posture, Role, Site
from kapmonitor.ui.score_view import POSTURES, SITES, SIZES
from kapmonitor.ui.widgets.parts import Answers, Inline, button, column, label, row

RULE = mark("The same all session, or say what changed.")


class StatedRows(QWidget):
    """Three questions with the last word on each; `said` with the fact when one is answered."""

    said = Signal(object)  # MeasuringStated

    def __init__(self, *, abreast: int = 0) -> None:
        """`abreast`: so many answers in a line, where there is little room; 0: all of them."""
        super().__init__()
        words = ((say("Posture"), POSTURES), (say("Cuff on"), SITES), (say("Cuff size"), SIZES))
        self._rows = [
            Answers(
                f"{name}:",
                tuple((value.value, word) for value, word in answers),
                looks="small",
                abreast=abreast,
            )
            for name, answers in words
        ]
        self._posture, self._site, self._size = self._rows
        parts = [
            column(label(name, "secondary"), each, spacing=2)
            for (name, _answers), each in zip(words, self._rows, strict=True)
        ]
        self.setLayout(column(*parts))
        self._posture.answered.connect(self._say_posture)
        self._site.answered.connect(self._say_site)
        self._size.answered.connect(self._say_size)

    def draw(self, session: Session, at: Instant) -> None:
        """Show what stands now."""
        found = stated(session, at)
        values = (found.posture, found.site, found.cuff_size) if found else (None, None, None)
        for each, value in zip(self._rows, values, strict=True):
            each.show_answer(value.value if value is not None else None)

    @Slot(str)
    def _say_posture(self, value: str) -> None:
        self.said.emit(MeasuringStated(role=Role.CUFF, posture=Posture(value)))

    @Slot(str)
    def _say_site(self, value: str) -> None:
        self.said.emit(MeasuringStated(role=Role.CUFF, site=Site(value)))

    @Slot(str)
    def _say_size(self, value: str) -> None:
        self.said.emit(MeasuringStated(role=Role.CUFF, cuff_size=CuffSize(value)))


class StatedPanel(Inline):
    """The three questions on the live screen, opened when something changed."""

    said = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        self.rows = StatedRows(abreast=2)
        close = button(say("Close"), "link", name=say("Close posture, arm and cuff"))
        rule = label(say(RULE), "secondary", wraps=True)
        super().__init__(say("Posture, arm, cuff"), rule, self.rows, row(close, 1))
        self.rows.said.connect(self.said)
        close.clicked.connect(self.left)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_up(self) -> None:
        """Show it with the keyboard on no answer."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
