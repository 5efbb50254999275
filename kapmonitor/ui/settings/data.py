"""Where the practice's data lies, how much there is, and what is not done for you."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kapmonitor.language import mark, say
from kapmonitor.practice import Kept, Practice
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.settings.encryption import EncryptionCard
from kapmonitor.ui.settings.section import Section
from kapmonitor.ui.widgets.parts import Card, column, label

FOLDER_HOLDS = mark(
    "The record, your own presets, devices and policies, and these settings. Nothing leaves this "
    "computer by itself, and nothing is ever deleted by itself."
)
BACKUP = mark(
    "Nothing is backed up by itself. “kapmonitor backup FILE” writes a copy of the record that is "
    "opened and proved before it gets its name; keep it on another disk."
)
MB = 1_000_000


class DataSection(Section):
    """What is true about the data now."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.folder = label("", "command", wraps=True)
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.folder.setAccessibleName(say("Data folder"))
        self.octets = QLabel()
        self.free = QLabel()
        self.sessions = QLabel()
        self.refusal = refusal_line()
        kept = Card(
            say("Data folder"),
            self.folder,
            self.octets,
            self.free,
            self.sessions,
            label(say(FOLDER_HOLDS), "secondary", wraps=True),
            self.refusal,
        )
        self.encryption = EncryptionCard(bridge)
        backup = Card(say("Backup"), label(say(BACKUP), wraps=True))
        self.fill(column(label(say("Data"), "title"), kept, self.encryption, backup, 1, spacing=14))

    def refresh(self) -> None:
        """Measure the folder."""
        self.bridge.practice(Practice.kept, self._show)
        self.encryption.refresh()

    def _show(self, found: Kept | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        refuse(self.refusal, ())
        self.folder.setText(str(found.folder))
        self.octets.setText(say("{size} in use").format(size=_size(found.octets)))
        self.free.setText(say("{size} free on its disk").format(size=_size(found.free)))
        self.sessions.setText(
            say("Sessions: {count}, of them simulated: {simulated}").format(
                count=found.sessions, simulated=found.simulated
            )
        )


def _size(octets: int) -> str:
    return f"{octets / MB:.1f} MB" if octets < 100 * MB else f"{octets / MB / 1000:.1f} GB"
