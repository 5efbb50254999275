"""The line for a typed reading: read back, then recorded with its source by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.intent import EnterReading
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import ReadingSource, Role
from kapmonitor.ui.typed import HINT, HOW, parse_typed
from kapmonitor.ui.widgets.parts import Answers, column, label

SOURCES = (
    (ReadingSource.DISPLAY.value, mark("I read it")),
    (ReadingSource.READ_ALOUD.value, mark("Read aloud")),
    (ReadingSource.TEXTED.value, mark("Texted")),
)
WHICH = ((Role.CUFF.value, mark("Cuff")), (Role.SECOND_CUFF.value, mark("Second cuff")))


class TypedLine(QWidget):
    """Emits `entered` with an EnterReading; `left` when the person leaves it with Esc."""

    entered = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setProperty("kind", "reading")
        self.line.setPlaceholderText(HINT)
        self.line.setAccessibleName(say("Typed reading"))
        self._sources = Answers(say("Where the value comes from:"), SOURCES, looks="small")
        self._source: ReadingSource | None = None
        self._cuffs = Answers(say("Which cuff:"), WHICH, looks="small")
        self._cuffs.hide()
        self._cuff: Role | None = None
        self._asked = Role.CUFF
        self._said = label("", "secondary", wraps=True)
        self._refusal = label("", "refusal", wraps=True)
        self._refusal.hide()
        self.setLayout(column(self.line, self._cuffs, self._sources, self._said, self._refusal))
        self._read_back("")
        self.line.textChanged.connect(self._read_back)
        self.line.returnPressed.connect(self._enter)
        self.line.escaped.connect(self._leave)
        self._sources.answered.connect(self._choose)
        self._cuffs.answered.connect(self._choose_cuff)

    def show_cuffs(self, session: Session) -> None:
        """Ask which cuff it was where there are two; the one that was asked for is taken first."""
        two = Role.SECOND_CUFF in session.devices
        request = session.request
        second = two and request is not None and request.role is Role.SECOND_CUFF
        self._asked = Role.SECOND_CUFF if second else Role.CUFF
        self._cuffs.setVisible(two)
        self._cuffs.show_answer(self._which.value if two else None)

    @property
    def _which(self) -> Role:
        return self._cuff or self._asked

    def begin(self, digit: str = "") -> None:
        """Open the line, with the digit that opened it."""
        self.line.setText(digit)
        self._go_on()

    def refuse(self, reasons: tuple[str, ...]) -> None:
        """Show why it was not recorded; an empty tuple means that it was."""
        self._refusal.setText("\n".join(reasons))
        self._refusal.setVisible(bool(reasons))
        if not reasons:
            self.line.clear()
            self._source = self._cuff = None
            self._sources.show_answer(None)

    @Slot(str)
    def _read_back(self, text: str) -> None:
        found = parse_typed(text)
        if found is None:
            self._said.setText(say(HOW))
        elif self._source is None:
            self._said.setText(
                say("{read_back}. Choose where it comes from, then Enter.").format(
                    read_back=found.read_back()
                )
            )
        else:
            self._said.setText(
                say("{read_back}. Enter records it.").format(read_back=found.read_back())
            )

    @Slot(str)
    def _choose(self, value: str) -> None:
        self._source = ReadingSource(value)
        self._read_back(self.line.text())
        self._go_on()

    @Slot(str)
    def _choose_cuff(self, value: str) -> None:
        self._cuff = Role(value)
        self._cuffs.show_answer(value)
        self._go_on()

    def _go_on(self) -> None:
        """Go on typing at the end: taking the focus must not select what is there."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.end(False)

    @Slot()
    def _enter(self) -> None:
        found = parse_typed(self.line.text())
        if found is None:
            self.refuse((say(HOW),))
        elif self._source is None:
            self._sources.buttons[0].setFocus()
        else:
            self.entered.emit(
                EnterReading(
                    systolic=found.systolic,
                    diastolic=found.diastolic,
                    pulse_rate=found.pulse_rate,
                    source=self._source,
                    cuff=self._which,
                )
            )

    @Slot()
    def _leave(self) -> None:
        self.line.clear()
        self._refusal.hide()
        self.left.emit()


class _Line(QLineEdit):
    """A line that says when Esc was pressed in it."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)
