"""One device being set up: which step it is at, what to press now, and what to do when it fails."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from devices.catalog import find
from devices.driver import Driver
from devices.pairing import PairingStage, pairing_door
from kapmonitor.pairing.guide import Guide, caution_for, guide_for
from kapmonitor.pairing.trial import Trial
from kapmonitor.ui.pages import pairing_words as words
from kapmonitor.ui.pages.forms import scrolled
from kapmonitor.ui.saving import documents
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import (
    Answers,
    Card,
    Field,
    button,
    column,
    kind,
    label,
    row,
    state,
)
from kapmonitor.ui.wording import about

_SIGNS = {"done": "✓", "now": "●", "failed": "×", "to come": "○"}
_LOOKS = {"done": "met", "now": "open", "failed": "not_met", "to come": ""}
_DIGITS = 6


class StepsView(QWidget):
    """The pairing page of one device."""

    left = Signal()
    again = Signal()
    passkey = Signal(str)
    measured = Signal(bool)
    """Whether the cuff is to inflate, or to let go."""
    judged = Signal(bool)
    kept = Signal(str, bool)
    """The name given here, and whether to use it in the session at once."""
    captured = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._trial: Trial | None = None
        self._title = label("", "title", wraps=True)
        self._mark = label(words.SIMULATED, "alarm")
        self.back = button("Stop and go back")
        self._steps = _StepsCard()
        self._now = _NowCard(theme)
        self._result = _ResultCard()
        self._held = Card(
            "If it does not connect",
            Drawing(theme, "phone-off"),
            label(words.CLOSE_THE_APP, "secondary", wraps=True),
        )
        self._capture = _CaptureCard()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = row(self._title, self._mark, self.back, spacing=14)
        top.setStretch(0, 1)
        left = column(self._steps, self._capture, 1, spacing=14)
        middle = column(self._now, self._result, 1, spacing=14)
        right = column(self._held, 1, spacing=14)
        thirds = row(left, middle, right, spacing=14)
        for at, share in enumerate((3, 6, 3)):
            thirds.setStretch(at, share)
        self.setLayout(column(scrolled(column(top, thirds, 1, spacing=14))))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self._now.again.clicked.connect(self.again)
        self._now.start.clicked.connect(self._start)
        self._now.stop.clicked.connect(self._stop)
        self._now.digits.line.returnPressed.connect(self._send_digits)
        self._now.send.clicked.connect(self._send_digits)
        self._result.just_now.answered.connect(self._judge)
        self._result.use.clicked.connect(self._use)
        self._result.another.clicked.connect(self.again)
        self._result.keep.clicked.connect(self._keep)
        self._capture.save.clicked.connect(self.captured)

    def show_trial(self, trial: Trial, *, simulated: bool, session: bool) -> None:
        """Show where it stands; `session`: whether one is open that it could be used in."""
        before, self._trial = self._trial, trial
        fresh = before is None or before.device != trial.device
        made = find(trial.driver)
        guide = guide_for(trial.device.title, made)
        if fresh:
            self._result.begin()
            self._capture.told.clear()
        self._title.setText(_title(trial, made))
        self._mark.setVisible(simulated)
        self._steps.show_trial(trial)
        self._now.show_trial(trial, guide, made)
        self._result.show_trial(trial, session=session)
        self._held.setVisible(not trial.device.wired and trial.ready_at is None)
        self._capture.setVisible(trial.reached is not PairingStage.SEARCHING)
        if before is not None and before.stage is not trial.stage:
            self._lead(trial)

    def _lead(self, trial: Trial) -> None:
        """Let the keyboard be where it goes on; never on the button that inflates."""
        if trial.stage is PairingStage.FAILED:
            self._now.again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif trial.stage is PairingStage.TESTED and trial.doubtful is None:
            self._result.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def capture_folder(self) -> str:
        """Where a capture is to be saved."""
        return self._capture.folder.text

    def tell_captured(self, text: str) -> None:
        """Say where the capture went."""
        self._capture.told.setText(text)

    @Slot()
    def _send_digits(self) -> None:
        digits = self._now.digits.text.replace(" ", "")
        good = len(digits) == _DIGITS and digits.isascii() and digits.isdigit()
        self._now.bad_digits.setVisible(not good)
        if good:
            self._now.digits.line.clear()
            self.passkey.emit(digits)

    @Slot()
    def _start(self) -> None:
        self.measured.emit(True)

    @Slot()
    def _stop(self) -> None:
        self.measured.emit(False)

    @Slot(str)
    def _judge(self, answer: str) -> None:
        self._result.just_now.show_answer(None)
        self.judged.emit(answer == "yes")

    @Slot()
    def _use(self) -> None:
        self.kept.emit(self._result.name.text, True)

    @Slot()
    def _keep(self) -> None:
        self.kept.emit(self._result.name.text, False)


class _StepsCard(Card):
    """The steps, each with its sign and its word."""

    def __init__(self) -> None:
        self._lines: list[tuple[QLabel, QLabel]] = []
        super().__init__("Steps")

    def show_trial(self, trial: Trial) -> None:
        """Show which are done, which is now."""
        steps = words.steps_of(trial)
        while len(self._lines) < len(steps):
            sign, text = label(""), label("", wraps=True)
            sign.setFixedWidth(20)
            line = row(sign, text)
            line.setStretch(1, 1)
            self._lines.append((sign, text))
            self.body.addLayout(line)
        for at, (sign, text) in enumerate(self._lines):
            name, standing = steps[at] if at < len(steps) else ("", "to come")
            sign.setText(_SIGNS[standing])
            sign.setVisible(bool(name))
            text.setVisible(bool(name))
            state(sign, _LOOKS[standing])
            state(text, "open" if standing == "now" else "")
            text.setText(name)
            text.setAccessibleName(f"{name}: {standing}")


class _NowCard(Card):
    """What to do now."""

    def __init__(self, theme: Theme) -> None:
        self.drawing = Drawing(theme)
        self.headline = label("", "question", wraps=True)
        self.presses = label("", wraps=True)
        self.text = label("", "secondary", wraps=True)
        self.caution = label("", "secondary", wraps=True)
        self.digits = Field(words.PASSKEY, "six digits", width=140)
        self.send = button("Send", "primary", name="Send the six digits")
        self.bad_digits = label(words.BAD_PASSKEY, "refusal")
        self.bad_digits.hide()
        self.door = label("", "secondary", wraps=True)
        self.start = button("Inflate the cuff now", "primary")
        self.stop = button("Stop", name="Stop: let the cuff deflate")
        self.again = button("Try again", "primary")
        self._asking = QWidget()
        self.digits.setFixedWidth(200)
        send = row(self.digits, self.send, 1)
        send.setAlignment(self.send, Qt.AlignmentFlag.AlignBottom)
        self._asking.setLayout(column(send, self.bad_digits))
        buttons = row(self.start, self.stop, self.again, 1)
        buttons.setDirection(QBoxLayout.Direction.LeftToRight)
        super().__init__(
            "Now",
            self.drawing,
            self.headline,
            self.presses,
            self._asking,
            self.door,
            self.text,
            self.caution,
            buttons,
        )

    def show_trial(self, trial: Trial, guide: Guide, driver: Driver) -> None:
        """Show what to press, what happens, and what can be done about it."""
        ready = trial.ready_at is not None
        failed = trial.stage is PairingStage.FAILED
        asks = trial.asks_passkey
        self.drawing.show_drawing(_drawing(guide, driver, ready=ready, asks=asks))
        self.headline.setText(_headline(trial))
        self.presses.setText(_presses(trial, guide, driver))
        self.presses.setVisible(not (trial.over or asks or trial.measuring))
        self.setVisible(trial.stage is not PairingStage.TESTED)
        self.text.setText("" if asks or trial.over and not failed else _text(trial))
        self.text.setVisible(bool(self.text.text()))
        kind(self.text, "" if failed else "secondary")
        caution = caution_for(trial.device.title, guide, driver)
        self.caution.setText(caution)
        self.caution.setVisible(bool(caution) and not trial.over and not asks)
        self._show_asking(asks)
        self.door.setText(pairing_door())
        self.door.setVisible(bool(pairing_door()) and trial.reached is PairingStage.PAIRING)
        waits = ready and not trial.over and driver.capabilities.can_start
        self.start.setVisible(waits and not trial.measuring)
        self.stop.setVisible(waits and trial.measuring and driver.capabilities.can_stop)
        self.again.setVisible(failed)

    def _show_asking(self, asks: bool) -> None:
        newly = asks and not self._asking.isVisibleTo(self)
        self._asking.setVisible(asks)
        if newly:
            self.digits.line.setFocus(Qt.FocusReason.OtherFocusReason)


class _ResultCard(Card):
    """What the test brought, and keeping the device."""

    def __init__(self) -> None:
        self.works = label("", "question")
        self.reading = label("", "next")
        self.said = label(words.NOT_KEPT, "secondary", wraps=True)
        self.stored = label("", "secondary", wraps=True)
        self.doubt = label(words.DOUBTFUL, wraps=True)
        answers = (("yes", "Yes, just now"), ("no", "No, it is old"))
        self.just_now = Answers("Measured just now?", answers, looks="small")
        self.name = Field("What do you call it here?", "Cuff, blue room")
        self.use = button("Keep and use in this session", "primary")
        self.keep = button("Keep")
        self._asks = QWidget()
        self._asks.setLayout(column(self.doubt, row(self.just_now, 1)))
        self.another = button("Take another")
        self._keeping = QWidget()
        self._keeping.setLayout(column(self.name, row(self.use, self.keep, 1)))
        super().__init__(
            "Test reading",
            self.works,
            self.reading,
            self.said,
            self._asks,
            self.stored,
            row(self.another, 1),
            self._keeping,
        )

    def begin(self) -> None:
        """Forget what was typed about another device."""
        self.name.line.clear()

    def show_trial(self, trial: Trial, *, session: bool) -> None:
        """Show the reading, or ask about one that may be old."""
        self.setVisible(trial.ready_at is not None)
        reading = trial.reading
        self.works.setVisible(trial.stage is PairingStage.TESTED)
        self.works.setText(_outcome(trial))
        self.said.setVisible(trial.doubtful is None)
        self.reading.setVisible(reading is not None)
        self.reading.setText(words.reading_words(reading) if reading is not None else "")
        self.said.setText(_said(trial))
        self._asks.setVisible(trial.doubtful is not None)
        self.stored.setText(words.stored_words(trial.stored))
        self.stored.setVisible(trial.stored > 0)
        over = trial.stage is PairingStage.TESTED and trial.doubtful is None
        self.another.setVisible(over and reading is None)
        self._keeping.setVisible(trial.doubtful is None)
        self.use.setVisible(session)
        tested = reading is not None
        self.use.setText(
            "Keep and use in this session" if tested else "Use it without a test reading"
        )
        kind(self.keep, "" if session or not tested else "primary")
        kind(self.use, "primary" if tested else "")
        self.use.setAccessibleName(self.use.text())
        self.keep.setText("Keep" if tested else "Keep without a test reading")
        self.keep.setAccessibleName(self.keep.text())


class _CaptureCard(Card):
    """The diagnostic capture, with a plain word of what is in it."""

    def __init__(self) -> None:
        self.save = button("Save diagnostic capture", "small")
        self.told = label("", "secondary", wraps=True)
        about = label(
            "The octets that went between this computer and the device, for whoever helps you. "
            "Readings in them stay in it, also older ones. No name, address or serial number.",
            "secondary",
            wraps=True,
        )
        self.folder = Field("Folder for the file")
        self.folder.set_text(documents())
        super().__init__("Something wrong?", about, self.folder, self.save, self.told)


def _title(trial: Trial, driver: Driver) -> str:
    device = trial.device
    return f"Set up {driver.title}" if device.wired else f"Set up {device.title}"


def _drawing(guide: Guide, driver: Driver, *, ready: bool, asks: bool) -> str:
    if asks:
        return "cuff-passkey"
    if ready and driver.capabilities.can_start:
        return "cuff-rest"
    return guide.test_drawing if ready else guide.drawing


def _headline(trial: Trial) -> str:
    if trial.stage is PairingStage.FAILED:
        return "That did not work"
    if trial.asks_passkey:
        return "Type the six digits that the cuff shows"
    if trial.ready_at is None:
        return _BEFORE.get(trial.stage, "Follow the drawing")
    if trial.measuring:
        pressure = "" if trial.pressure is None else f", {trial.pressure:.0f} mmHg"
        return f"Measuring{pressure}"
    return "Now take a test reading"


_BEFORE = {
    PairingStage.SEARCHING: "Follow the drawing",
    PairingStage.FOUND: "Heard. Connecting",
    PairingStage.CONNECTING: "Connecting",
    PairingStage.PAIRING: "Pairing. Answer what the cuff or this computer asks",
    PairingStage.SUBSCRIBING: "Connected. Asking for its readings",
}


def _presses(trial: Trial, guide: Guide, driver: Driver) -> str:
    if trial.ready_at is None:
        return "\n".join(f"{at}.  {each}" for at, each in enumerate(guide.pair, 1))
    if driver.capabilities.can_start:
        return "Put the cuff on your own arm, sit still, then let the program inflate it."
    return f"{guide.test} It takes {about(guide.wait_s)}."


def _text(trial: Trial) -> str:
    return "" if trial.measuring else trial.failed or trial.text


def _outcome(trial: Trial) -> str:
    if trial.doubtful is not None:
        return "Was this measured just now?"
    return "It works" if trial.reading is not None else "That was an old one"


def _said(trial: Trial) -> str:
    if trial.reading is not None:
        took = "" if trial.on_air_s is None else f" It took {about(trial.on_air_s)}."
        return f"Shown here and kept nowhere.{took} Compare it with the display."
    return words.NOT_KEPT
