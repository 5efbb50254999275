"""What the first page says of the record's protection, and asks where the record is locked.

Nobody is named before it is open: who uses the program stands in the record itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from kapmonitor.language import mark, say
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.widgets.parts import Card, button, label, row
from kapmonitor.ui.widgets.secret_field import SecretField

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.strongbox import Protection

WHY = mark(
    "The record is encrypted, and this computer does not open it by itself. Enter your secret, or "
    "the recovery key that was written down when the record was encrypted."
)

NOT_ENCRYPTED = mark("The record is not encrypted. Settings, Data says why, and what to do.")
ONLY_HERE = mark(
    "Only this computer can open the record, and its backups: nobody has a secret, and there is no "
    "recovery key. Make one in Settings, Data."
)


def protection_words(found: Protection) -> str:
    """Return what to say of a record that is open to everybody, or may come to be closed to all."""
    if not found.encrypted:
        return say(NOT_ENCRYPTED)
    return "" if found.recovery or found.people else say(ONLY_HERE)


class UnlockCard(Card):
    """Asks until the record is open; emits `opened` with whose secret it was, and the secret, so
    that it need not be entered twice. The page hides the card then."""

    opened = Signal(str, str)

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.secret = SecretField(say("Your secret, or the recovery key"))
        self.go = button(say("Unlock the record"), "primary")
        self.refusal = refusal_line()
        super().__init__(
            say("The record is locked"),
            label(say(WHY), wraps=True),
            self.secret,
            row(self.go, 1),
            self.refusal,
        )
        self.secret.entered.connect(self._try)
        self.go.clicked.connect(self._try)
        self.hide()

    @Slot()
    def _try(self) -> None:
        secret = self.secret.take()
        if not secret:
            self.secret.focus()
            return
        self.go.setEnabled(False)

        def tried(who: str | Exception) -> None:
            self.go.setEnabled(True)
            if isinstance(who, Exception):
                refuse(self.refusal, (str(who),))
                self.secret.focus()
                return
            refuse(self.refusal, ())
            if who:
                self.opened.emit(who, secret)

        self._bridge.strongbox(lambda strongbox: strongbox.unlock(secret), tried)
