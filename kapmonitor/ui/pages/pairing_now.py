"""What to do now with the device that is being set up: one drawing, one headline, one act."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QBoxLayout

from devices.driver import Driver
from devices.pairing import TEXTS, PairingStage, pairing_door
from kapmonitor.language import mark, say
from kapmonitor.pairing.guide import Guide, caution_for
from kapmonitor.pairing.trial import Trial
from kapmonitor.ui.pages.pairing_questions import ComparisonQuestion, PasskeyQuestion
from kapmonitor.ui.pages.pairing_words import SAME_NUMBER
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import Card, button, kind, label, row
from kapmonitor.ui.wording import about


class NowCard(Card):
    """What to do now."""

    def __init__(self, theme: Theme) -> None:
        self.drawing = Drawing(theme)
        self.headline = label("", "question", wraps=True)
        self.presses = label("", wraps=True)
        self.text = label("", "secondary", wraps=True)
        self.caution = label("", "secondary", wraps=True)
        self.passkey = PasskeyQuestion()
        self.comparison = ComparisonQuestion()
        self.door = label("", "secondary", wraps=True)
        self.start = button(say("Inflate the cuff now"), "primary")
        self.stop = button(say("Stop"), name=say("Stop: let the cuff deflate"))
        self.again = button(say("Try again"), "primary")
        buttons = row(self.start, self.stop, self.again, 1)
        buttons.setDirection(QBoxLayout.Direction.LeftToRight)
        super().__init__(
            say("Now"),
            self.drawing,
            self.headline,
            self.presses,
            self.passkey,
            self.comparison,
            self.door,
            self.text,
            self.caution,
            buttons,
        )

    def show_trial(self, trial: Trial, guide: Guide, driver: Driver) -> None:
        """Show what to press, what happens, and what can be done about it."""
        failed = trial.stage is PairingStage.FAILED
        self.drawing.show_drawing(_drawing(trial, guide, driver))
        self.headline.setText(_headline(trial))
        self.presses.setText(_presses(trial, guide, driver))
        self.presses.setVisible(not (trial.over or trial.asks or trial.measuring))
        self.setVisible(trial.stage is not PairingStage.TESTED)
        self.text.setText("" if trial.asks or trial.over and not failed else _text(trial))
        self.text.setVisible(bool(self.text.text()))
        kind(self.text, "" if failed else "secondary")
        self._show_advice(trial, caution_for(trial.device.title, guide, driver))
        self.passkey.ask(asks=trial.asks_passkey)
        self.comparison.ask(trial.compares)
        self._show_buttons(trial, driver)

    def holds_keyboard(self) -> bool:
        """Return whether an answer is being typed or chosen here."""
        focused = QApplication.focusWidget()
        asked = (self.passkey, self.comparison)
        return focused is not None and any(each.isAncestorOf(focused) for each in asked)

    def _show_advice(self, trial: Trial, caution: str) -> None:
        self.caution.setText(say(caution))
        told = trial.over or trial.asks or trial.stored
        self.caution.setVisible(bool(caution) and not told)
        self.door.setText(say(pairing_door()))
        self.door.setVisible(bool(pairing_door()) and trial.reached is PairingStage.PAIRING)

    def _show_buttons(self, trial: Trial, driver: Driver) -> None:
        can = driver.capabilities
        waits = trial.ready_at is not None and not trial.over and can.can_start
        self.start.setVisible(waits and not trial.measuring)
        self.stop.setVisible(waits and trial.measuring and can.can_stop)
        self.again.setVisible(trial.stage is PairingStage.FAILED)


def _drawing(trial: Trial, guide: Guide, driver: Driver) -> str:
    if trial.asks:
        return "cuff-passkey" if trial.asks_passkey else "cuff-compare"
    ready = trial.ready_at is not None
    if ready and driver.capabilities.can_start:
        return "cuff-rest"
    return guide.test_drawing if ready else guide.drawing


def _headline(trial: Trial) -> str:
    if trial.stage is PairingStage.FAILED:
        return say("That did not work")
    if trial.compares is not None:
        return say(SAME_NUMBER)
    if trial.asks_passkey:
        return say("Type the six digits that the cuff shows")
    if trial.ready_at is None:
        return say(_BEFORE.get(trial.stage, FOLLOW))
    if trial.measuring:
        pressure = "" if trial.pressure is None else f", {trial.pressure:.0f} mmHg"
        return say("Measuring{pressure}").format(pressure=pressure)
    return say("Now take a test reading")


FOLLOW = mark("Follow the drawing")
_BEFORE = {
    PairingStage.SEARCHING: FOLLOW,
    PairingStage.FOUND: mark("Heard. Connecting"),
    PairingStage.CONNECTING: mark("Connecting"),
    PairingStage.PAIRING: mark("Pairing. Answer what the cuff or this computer asks"),
    PairingStage.SUBSCRIBING: mark("Connected. Asking for its readings"),
}


def _presses(trial: Trial, guide: Guide, driver: Driver) -> str:
    if trial.ready_at is None:
        return "\n".join(f"{at}.  {say(each)}" for at, each in enumerate(guide.pair, 1))
    if driver.capabilities.can_start:
        return say("Put the cuff on your own arm, sit still, then let the program inflate it.")
    return say("{test} It takes {about}.").format(test=say(guide.test), about=about(guide.wait_s))


def _text(trial: Trial) -> str:
    if trial.measuring:
        return ""
    said_above = trial.text == TEXTS[PairingStage.READY]
    return say(trial.failed) or ("" if said_above else say(trial.text))
