"""One device being set up: which step it is at, what to press now, and what to do when it fails."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from devices.catalog import find
from devices.driver import Driver
from devices.pairing import PairingStage
from kapmonitor.language import say
from kapmonitor.pairing.guide import guide_for
from kapmonitor.pairing.trial import Trial
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.pages import pairing_words as words
from kapmonitor.ui.pages.forms import scrolled
from kapmonitor.ui.pages.pairing_now import NowCard
from kapmonitor.ui.saving import documents
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.halves import Halves
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


class StepsView(QWidget):
    """The pairing page of one device."""

    left = Signal()
    again = Signal()
    passkey = Signal(str)
    compared = Signal(str, bool)
    """Six digits, and whether the device shows them."""
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
        self._mark = label(say(words.SIMULATED), "alarm")
        self.back = button(say("Stop and go back"))
        self._steps = _StepsCard()
        self._now = NowCard(theme)
        self._result = _ResultCard()
        self._held = Card(
            say("If it does not connect"),
            Drawing(theme, "phone-off"),
            label(say(words.CLOSE_THE_APP), "secondary", wraps=True),
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
        thirds = Halves(column(Halves(left, middle, (3, 6))), right, (9, 3))
        self.setLayout(column(scrolled(column(top, thirds, 1, spacing=14))))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self._now.again.clicked.connect(self.again)
        self._now.start.clicked.connect(self._start)
        self._now.stop.clicked.connect(self._stop)
        self._now.passkey.answered.connect(self.passkey)
        self._now.comparison.answered.connect(self.compared)
        self._result.just_now.answered.connect(self._judge)
        self._result.use.clicked.connect(self._use)
        self._result.another.clicked.connect(self.again)
        self._result.keep.clicked.connect(self._keep)
        self._capture.save.clicked.connect(self.captured)

    def show_trial(self, trial: Trial, *, simulated: bool, place: Role | None) -> None:
        """Show where it stands; `place`: the part it could take in the open session, if any."""
        before, self._trial = self._trial, trial
        fresh = before is None or before.device != trial.device
        made = find(trial.driver)
        guide = guide_for(trial.device.title, made)
        if fresh:
            self._result.begin()
            self._capture.tell("")
        self._title.setText(_title(trial, made))
        self._mark.setVisible(simulated)
        self._steps.show_trial(trial)
        answers = self._now.holds_keyboard()
        self._now.show_trial(trial, guide, made)
        self._result.show_trial(trial, place)
        self._held.setVisible(not trial.device.wired and trial.ready_at is None)
        self._capture.setVisible(trial.reached is not PairingStage.SEARCHING)
        if before is not None and before.stage is not trial.stage:
            if answers and not trial.asks:  # Qt would hand the keyboard to the next in the window
                self.back.setFocus(Qt.FocusReason.OtherFocusReason)
            self._lead(trial)

    def _lead(self, trial: Trial) -> None:
        """Let the keyboard be where it goes on; never on the button that inflates."""
        if trial.stage is PairingStage.FAILED:
            self._now.again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif trial.stage is PairingStage.TESTED and trial.doubtful is None:
            self._result.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def suggest_name(self, name: str) -> None:
        """Offer the name that a known device has here."""
        self._result.name.line.setText(name)

    @property
    def capture_folder(self) -> str:
        """Where a capture is to be saved."""
        return self._capture.folder.text

    def tell_captured(self, text: str) -> None:
        """Say where the capture went."""
        self._capture.tell(text)

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
        super().__init__(say("Steps"))

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
            text.setAccessibleName(f"{name}: {say(words.STANDINGS[standing])}")


class _ResultCard(Card):
    """What the test brought, and keeping the device."""

    def __init__(self) -> None:
        self.works = label("", "question")
        self.reading = label("", "next")
        self.said = label(say(words.NOT_KEPT), "secondary", wraps=True)
        self.stored = label("", "secondary", wraps=True)
        self.doubt = label(say(words.DOUBTFUL), wraps=True)
        answers = (("yes", say("Yes, just now")), ("no", say("No, it is old")))
        self.just_now = Answers(say("Measured just now?"), answers, looks="small")
        self.name = Field(say("What do you call it here?"), say("Cuff, blue room"))
        self.use = button(say("Keep and use in this session"), "primary")
        self.keep = button(say("Keep"))
        self._asks = QWidget()
        self._asks.setLayout(column(self.doubt, row(self.just_now, 1)))
        self.another = button(say("Take another"))
        self._keeping = QWidget()
        self._keeping.setLayout(column(self.name, row(self.use, self.keep, 1)))
        super().__init__(
            say("Test reading"),
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

    def show_trial(self, trial: Trial, place: Role | None) -> None:
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
        self.use.setVisible(place is not None)
        tested = reading is not None
        self.use.setText(_use_words(place, tested=tested))
        kind(self.keep, "" if place is not None or not tested else "primary")
        kind(self.use, "primary" if tested else "")
        self.use.setAccessibleName(self.use.text())
        self.keep.setText(say("Keep") if tested else say("Keep without a test reading"))
        self.keep.setAccessibleName(self.keep.text())


def _use_words(place: Role | None, *, tested: bool) -> str:
    second = say(" as second cuff") if place is Role.SECOND_CUFF else ""
    if tested:
        return say("Keep and use{second}").format(second=second or say(" in this session"))
    return say("Use it{second} without a test reading").format(second=second)


class _CaptureCard(Card):
    """The diagnostic capture, with a plain word of what is in it."""

    def __init__(self) -> None:
        self.save = button(say("Save diagnostic capture"), "small")
        self.told = label("", "secondary", wraps=True)
        about = label(
            say(
                "A file of all that went between this computer and the device, for whoever helps "
                "you. Readings are in it, also older ones. No name, address or serial number is."
            ),
            "secondary",
            wraps=True,
        )
        self.folder = Field(say("Folder for the file"))
        self.folder.set_text(documents())
        self.tell("")
        super().__init__(say("Something wrong?"), about, self.folder, self.save, self.told)

    def tell(self, text: str) -> None:
        """Say where the file went; nothing at first."""
        self.told.setText(text)
        self.told.setVisible(bool(text))


def _title(trial: Trial, driver: Driver) -> str:
    device = trial.device
    return say("Set up {part}").format(
        part=say(driver.title) if device.wired else words.breakable(say(device.title))
    )


def _outcome(trial: Trial) -> str:
    if trial.doubtful is not None:
        return say("Was this measured just now?")
    return say("It works") if trial.reading is not None else say("That was an old one")


def _said(trial: Trial) -> str:
    if trial.reading is not None:
        took = (
            ""
            if trial.on_air_s is None
            else say(" It took {about}.").format(about=about(trial.on_air_s))
        )
        return say("Shown here and kept nowhere.{took} Compare it with the display.").format(
            took=took
        )
    return say(words.NOT_KEPT)
