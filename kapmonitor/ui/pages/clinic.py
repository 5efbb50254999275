"""What is the same in every session of this practice: whom to call, and where alarms sound.

Suggested where a session asks for it, never taken for an answer: a prescriber may be another one
today, and the emergency number is the one where the patient is.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.practice import Practice
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, joined, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.prepare_sound import SoundCard
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

WIDTH = 640
NO_NUMBER = mark("{} is no number: write it as it is dialled.")
SAVED = mark("Saved.")
SHORTEST = 2
"""Digits that the shortest number has."""


class ClinicPage(Page):
    """The practice's contacts, kept on this computer."""

    name = "clinic"
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.prescriber = Field(say("Prescriber"))
        self.phone = Field(say("Prescriber's phone"), width=200)
        self.emergency = Field(say("Emergency number here"), width=200)
        self.sound = SoundCard(bridge)
        self.save = button(say("Save"), "primary", name=say("Save the contacts"))
        self.told = label("", "secondary")
        self.refusal = refusal_line()
        back = button(say("Back"))
        contacts = Card(
            say("Whom to call"),
            label(say("Suggested in each session; changed there where it differs."), "secondary"),
            row(self.prescriber, self.phone),
            row(self.emergency, 1),
            self.refusal,
            row(self.save, self.told, 1),
        )
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        middle.setLayout(
            column(label(say("Clinic"), "title"), contacts, self.sound, row(back, 1), 1, spacing=14)
        )
        self.setLayout(column(scrolled(row(middle))))
        joined(self.prescriber.line, self.phone.line, self.emergency.line)
        self.emergency.line.returnPressed.connect(self._keep)
        self.save.clicked.connect(self._keep)
        back.clicked.connect(self.left)
        chain(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the settings anew whenever the page comes in sight."""
        super().showEvent(event)
        self.told.setText("")
        self.bridge.practice(Practice.settings, self._show)

    def draw(self, snapshot: Snapshot) -> None:
        """Show how sound stands."""
        self.sound.draw(snapshot.sound)

    def _show(self, found: Settings | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        self.prescriber.set_text(found.prescriber_name)
        self.phone.set_text(found.prescriber_phone)
        self.emergency.set_text(found.emergency_number)

    @Slot()
    def _keep(self) -> None:
        faults = tuple(_faults(self.phone, self.emergency))
        refuse(self.refusal, faults)
        self.told.setText("")
        if faults:
            return
        name, phone = self.prescriber.text, self.phone.text
        emergency = self.emergency.text

        def keep(practice: Practice) -> None:
            practice.keep_settings(
                replace(
                    practice.settings(),
                    prescriber_name=name,
                    prescriber_phone=phone,
                    emergency_number=emergency,
                )
            )

        self.bridge.practice(keep, self._kept)

    def _kept(self, fault: Exception | None) -> None:
        refuse(self.refusal, () if fault is None else (str(fault),))
        self.told.setText(say(SAVED) if fault is None else "")


def _faults(*numbers: Field) -> list[str]:
    """Return what cannot be dialled; an empty number is none, not a wrong one."""
    return [
        say(NO_NUMBER).format(each.line.accessibleName())
        for each in numbers
        if each.text and sum(map(str.isdigit, each.text)) < SHORTEST
    ]
