"""Pairing the patient's cuff: the code to read aloud, who is connecting, the two words.

Everything happens before the dose. Nothing is accepted by itself: a person reads the code aloud,
hears the two words, and says whether they are the same.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.link.code import CODE_LIVES_S
from kapmonitor.telehealth.view import CodeShown, LinkView, Pairing
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.painted import Painted
from kapmonitor.ui.widgets.parts import button, column, label
from kapmonitor.ui.wording import countdown

BAR_HIGH, BAR_ROUND = 6, 3
TOLD_COPIED_MS = 8_000
OPEN = (Pairing.WAITING, Pairing.SOMEONE)
MATCH_KEPT = mark(
    "You said: they match. That is kept, and counts as soon as the record can be written; until "
    "then the patient's side keeps every reading. What keeps the record from it, and what to do, "
    "stands in the alarm bar."
)
DIFFER_KEPT = mark(
    "You said: they differ. That is kept: nothing from there counts, and everything of it is "
    "erased as soon as the record can be written. What to do about the record stands in the alarm "
    "bar."
)


class PairingPart(QWidget):
    """The part of the patient's cuff's card that stands until the words were compared."""

    codeAsked = Signal()
    newAsked = Signal()
    linkAsked = Signal()
    stopAsked = Signal()
    compared = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.begin = button(say("Show a code"))
        self._lead = label("", "strong", wraps=True)
        self.code = label("", "code")
        self.code.setAccessibleName(say("Code to read aloud"))
        self._bar = TimeBar(theme)
        self._left = label("", "secondary")
        self._address = label("", "secondary", wraps=True)
        self.words = label("", "code")
        self.words.setAccessibleName(say("Check words"))
        self._trouble = label("", "refusal", wraps=True)
        self.send = button(say("Send link instead"))
        self.copy = button(say("Copy the link"))
        self.anew = button(say("New code"))
        self.leave = button(say("Stop inviting"), "link")
        self.match = button(say("They match"))
        self.differ = button(say("Stop"), name=say("Stop: the words differ"))
        self._told = label("", "secondary", wraps=True)
        self._told.hide()
        self._link = ""
        self._copied = QTimer(self, singleShot=True, interval=TOLD_COPIED_MS)
        first = (self.begin, self.match, self.differ, self.copy)
        buttons = flow(*first, self.send, self.anew, self.leave)
        lines = (self._trouble, self._lead, self.code, self._bar, self._left, self._address)
        self.setLayout(column(*lines, self.words, buttons, self._told))
        self.begin.clicked.connect(self.codeAsked)
        self.anew.clicked.connect(self.newAsked)
        self.send.clicked.connect(self.linkAsked)
        self.leave.clicked.connect(self.stopAsked)
        self.copy.clicked.connect(self._copy)
        self.match.clicked.connect(lambda: self.compared.emit(True))
        self.differ.clicked.connect(lambda: self.compared.emit(False))
        self._copied.timeout.connect(self._told.hide)

    def draw(self, now: LinkView, *, paired_before: bool) -> None:
        """Show the stage of this moment; `paired_before`: this session had a link already."""
        code = now.code or CodeShown()
        self._link = code.link
        self._lead.setText(_lead(now))
        self.code.setText(code.spoken)
        self.code.setAccessibleDescription(" ".join(code.spoken.replace(" ", "")))
        self._bar.show_share(code.seconds_left / CODE_LIVES_S)
        self._left.setText(say("{left} left").format(left=countdown(code.seconds_left)))
        told = say("If their program asks for the clinic's address: {address}")
        self._address.setText(told.format(address=code.address))
        self.words.setText("   ".join(now.words or ()))
        self._trouble.setText(now.why)
        again, first = say("Take over with a new code"), say("Show a code")
        self.begin.setText(again if paired_before else first)
        self.begin.setAccessibleName(self.begin.text())
        self._show_parts(now, code)

    def _show_parts(self, now: LinkView, code: CodeShown) -> None:
        under_way = now.pairing in OPEN
        comparing = now.pairing is Pairing.WORDS
        failed = now.pairing is Pairing.FAILED
        for part, shown in (
            (self._lead, bool(self._lead.text())),
            (self.code, under_way and bool(code.spoken)),
            (self._bar, under_way),
            (self._left, under_way),
            (self._address, under_way and bool(code.address) and not code.link),
            (self.words, comparing),
            (self._trouble, bool(now.why)),
            (self.begin, now.pairing is Pairing.OFF and not now.unavailable),
            (self.match, comparing and now.said is not True),
            (self.differ, comparing and now.said is not False),
            (self.copy, under_way and bool(code.link)),
            (self.send, now.can_send and ((under_way and not code.link) or failed)),
            (self.anew, under_way or failed),
            (self.leave, under_way),
        ):
            part.setVisible(shown)

    @Slot()
    def _copy(self) -> None:
        """Put the link where it can be pasted; it is worth one pairing within its minutes."""
        QGuiApplication.clipboard().setText(self._link)
        self._told.setText(
            say("Copied. Send it to the patient alone. It works once, while the bar runs.")
        )
        self._told.show()
        self._copied.start()


class TimeBar(Painted):
    """How much of its time a code still has."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(BAR_HIGH)
        self.setAccessibleName(say("Time left for the code"))
        theme.changed.connect(self._repaint)

    def show_share(self, share: float) -> None:
        """Show which part is left, 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole, and what is left of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        whole = QRectF(self.rect())
        for colour, share in ((self._theme.colours.line, 1.0), (self._accent(), self._share)):
            painter.setBrush(QColor(colour))
            part = QRectF(whole.left(), whole.top(), whole.width() * share, whole.height())
            painter.drawRoundedRect(part, BAR_ROUND, BAR_ROUND)

    def _accent(self) -> str:
        return self._theme.colours.accent

    @Slot()
    def _repaint(self) -> None:
        self.update()


def _lead(now: LinkView) -> str:
    code = now.code or CodeShown()
    match now.pairing:
        case Pairing.CLAIMING:
            return say("Asking the server for a code …")
        case Pairing.WAITING if code.link:
            return say("Waiting for patient. Copy the link and send it to the patient.")
        case Pairing.WAITING if code.tries:
            return say(
                "Those were not these digits (try {tries} of {tries_allowed}). Read them aloud "
                "once more:"
            ).format(tries=code.tries, tries_allowed=code.tries_allowed)
        case Pairing.WAITING:
            return say("Waiting for patient. Read these digits aloud:")
        case Pairing.SOMEONE:
            return say("Someone is connecting (try {tries} of {tries_allowed}).").format(
                tries=code.tries, tries_allowed=code.tries_allowed
            )
        case Pairing.WORDS if now.said is not None:
            return say(MATCH_KEPT if now.said else DIFFER_KEPT)
        case Pairing.WORDS:
            return say("Paired. Ask: which two words do you see?")
        case _:
            return ""
