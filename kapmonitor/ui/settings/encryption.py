"""Whether the record is encrypted, who opens it, and what can be done about either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent

from kapmonitor.language import mark, say
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Card, button, label, row
from kapmonitor.ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from kapmonitor.practice import Practice
    from kapmonitor.strongbox import Done, Protection, Strongbox

ENCRYPTED = mark("The record is encrypted. Files of it that are copied or stolen tell nothing.")
PLAIN = mark("The record is NOT encrypted. Whoever has its file can read all of it.")
CANNOT = mark(
    "It cannot be encrypted by this installation: the part sqlcipher3 is missing. Install it, and "
    "start again."
)
NOBODY = mark(
    "It was not encrypted by itself: this computer keeps no secrets, and nobody has one, so nobody "
    "could have opened it. Give yourself a secret first; then encrypt it here."
)
ASKS_THEN = mark(
    "It can be encrypted now. This computer keeps no secrets, so each start will ask for yours."
)
OPENS_HERE = mark("This computer opens it without asking, for your account alone.")
ASKS_HERE = mark("Each start on this computer asks for a secret, or the recovery key.")
NO_RECOVERY = mark(
    "There is no recovery key. If this computer breaks and nobody's secret opens the record, it is "
    "lost, and so is every backup. Make one now, and keep it on paper, away from here."
)
HAS_RECOVERY = mark("A recovery key was made. A new one takes the old one's place.")
WRITE_DOWN = mark(
    "Write this recovery key down now, and keep it away from this computer. It opens the record "
    "and its backups, and it is never shown again."
)
DONE_ENCRYPTED = mark(
    "The record is encrypted. Its old file was overwritten and removed; a solid-state disk may "
    "keep parts of it out of reach all the same, so erase the disk before you give it away."
)
DONE_REMOVED = mark(
    "The record is encrypted. Its old file was removed, but could not be overwritten: parts of it "
    "may be found on this disk. Erase the disk before you give it away."
)
PLAIN_LEFT = mark("These older copies in the data folder are not encrypted: {names}.")
CHANGED = mark(
    "The record has a new key. Who was removed cannot open it any more, not even with an old copy "
    "of the key file. Copies and backups made before keep the old key."
)


class EncryptionCard(Card):
    """The state of the record's protection, and its actions; each proves a secret anew."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._here = False
        self.stands = label("", wraps=True)
        self.more = label("", "secondary", wraps=True)
        self.secret = SecretField(say("Your secret, to change anything here"))
        self.encrypt = button(say("Encrypt the record now"))
        self.recovery = button(say("Make a recovery key"))
        self.change = button(say("Change the record's key"))
        self.here = button("")
        self.key = label("", "question", wraps=True)
        self.key.setAccessibleName(say("Recovery key"))
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.written = button(say("I have written it down"))
        self.told = label("", wraps=True)
        self.refusal = refusal_line()
        super().__init__(
            say("Encryption"),
            self.stands,
            self.more,
            self.secret,
            flow(self.encrypt, self.recovery, self.change, self.here),
            self.told,
            self.key,
            row(self.written, 1),
            self.refusal,
        )
        for each in (self.secret, self.encrypt, self.recovery, self.change, self.here):
            each.hide()  # until it is known how things stand
        self._hide_key()
        self._connect()

    def refresh(self) -> None:
        """Ask how things stand."""
        self._bridge.strongbox(lambda strongbox: strongbox.state(), self._show)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show a recovery key to nobody who comes later; another can be made."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._hide_key()

    def _connect(self) -> None:
        for asked, act, name in (
            (self.encrypt, lambda box, secret: box.encrypt(secret), "encrypted"),
            (self.recovery, lambda box, secret: box.new_recovery_key(secret), "recovery_key"),
            (self.change, lambda box, secret: box.change_key(secret), "record_key"),
            (self.here, self._turn_here, "opens_here"),
        ):
            asked.clicked.connect(self._asker(act, name))
        self.written.clicked.connect(self._hide_key)

    def _asker(self, act: Callable[[Strongbox, str], Done], name: str) -> Callable[[], None]:
        def ask() -> None:
            secret = self.secret.take()
            self.told.hide()
            self._bridge.strongbox(
                lambda box: act(box, secret), lambda done: self._told(done, name)
            )

        return ask

    def _turn_here(self, strongbox: Strongbox, secret: str) -> Done:
        return strongbox.keep_here(secret, not self._here)

    def _told(self, done: Done | Exception, name: str) -> None:
        if isinstance(done, Exception):
            refuse(self.refusal, (str(done),))
            return
        refuse(self.refusal, ())
        words = _words(done) or (say(CHANGED) if name == "record_key" else "")
        if done.recovery_key:
            words = f"{words} {say(WRITE_DOWN)}".strip()
            self.key.setText(done.recovery_key)
            self.key.show()
            self.written.show()
        self.told.setText(words)
        self.told.setVisible(bool(words))
        origin = self._bridge.origin("settings")

        def note(practice: Practice) -> None:
            from kapmonitor.strongbox import note_change

            note_change(practice.record, name, origin, datetime.now(UTC))

        self._bridge.practice(note, self._noted)

    def _noted(self, answer: None | Exception) -> None:
        if answer is not None:
            refuse(self.refusal, (str(answer),))
        self.refresh()

    @Slot()
    def _hide_key(self) -> None:
        self.key.clear()
        for each in (self.key, self.written, self.told):
            each.hide()

    def _show(self, found: Protection | Exception) -> None:
        asks = not isinstance(found, Exception)
        for each in (self.secret, self.encrypt, self.recovery, self.change, self.here):
            each.setVisible(asks)
        self.more.setVisible(asks)
        if isinstance(found, Exception):
            self.stands.setText(str(found))
            return
        self._here = found.here
        self.stands.setText(say(ENCRYPTED) if found.encrypted else say(PLAIN))
        self.more.setText(" ".join(_more(found)))
        self.secret.setVisible(found.people > 0 and (found.possible or found.encrypted))
        self.encrypt.setVisible(found.possible and not found.encrypted)
        self.recovery.setVisible(found.encrypted)
        self.change.setVisible(found.encrypted)
        self.here.setVisible(found.encrypted and found.keychain)
        self.here.setText(
            say("Ask for a secret at each start") if found.here else say("Open here without asking")
        )
        self.here.setAccessibleName(self.here.text())


def _more(found: Protection) -> list[str]:
    if not found.encrypted:
        if not found.possible:
            return [say(CANNOT)]
        if found.keychain:
            return []
        return [say(ASKS_THEN) if found.people else say(NOBODY)]
    opens = say(OPENS_HERE) if found.here else say(ASKS_HERE)
    return [opens, say(HAS_RECOVERY) if found.recovery else say(NO_RECOVERY)]


def _words(done: Done) -> str:
    if done.encrypted is None:
        return ""
    words = say(DONE_ENCRYPTED) if done.encrypted.overwritten else say(DONE_REMOVED)
    if done.encrypted.plain_left:
        names = ", ".join(each.name for each in done.encrypted.plain_left)
        words = f"{words} {say(PLAIN_LEFT).format(names=names)}"
    return words
