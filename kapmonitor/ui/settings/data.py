"""Where the practice's data lies, how much there is, its backups and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from kapmonitor.language import mark, say
from kapmonitor.practice import Kept, Practice
from kapmonitor.ui.backup_words import size_told
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.settings.backups import BackupsCard, RestoreCard
from kapmonitor.ui.settings.chart import ChartCard
from kapmonitor.ui.settings.encryption import EncryptionCard
from kapmonitor.ui.settings.heads import HeadsCard
from kapmonitor.ui.settings.patient_list import PatientListCard
from kapmonitor.ui.settings.section import Section
from kapmonitor.ui.widgets.parts import Card, column, label

FOLDER_HOLDS = mark(
    "The record, your own presets, devices and policies, and these settings. Nothing leaves this "
    "computer by itself, and nothing is ever deleted by itself."
)


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
        self.backups = BackupsCard(bridge)
        self.restore = RestoreCard(bridge)
        self.restore.restored.connect(self._measure)
        title = label(say("Data"), "title")
        self.patients = PatientListCard(bridge)
        self.chart = ChartCard(bridge)
        self.heads = HeadsCard(bridge)
        safe = (kept, self.encryption, self.backups, self.restore, self.heads)
        cards = (*safe, self.patients, self.chart)
        self.fill(column(title, *cards, 1, spacing=14))

    def refresh(self) -> None:
        """Measure the folder."""
        self._measure()
        self.backups.refresh()
        self.bridge.practice(Practice.settings, self.chart.show_settings)
        self.bridge.practice(Practice.settings, self.heads.show_settings)

    @Slot()
    def _measure(self) -> None:
        self.bridge.practice(Practice.kept, self._show)
        self.encryption.refresh()

    def _show(self, found: Kept | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        refuse(self.refusal, ())
        self.folder.setText(str(found.folder))
        self.octets.setText(say("{size} in use").format(size=size_told(found.octets)))
        self.free.setText(say("{size} free on its disk").format(size=size_told(found.free)))
        self.sessions.setText(
            say("Sessions: {count}, of them simulated: {simulated}").format(
                count=found.sessions, simulated=found.simulated
            )
        )
