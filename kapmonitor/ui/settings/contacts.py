"""What is the same in every session of this practice: its name, and whom to call.

Suggested where a session asks for it, never taken for an answer: a prescriber may be another one
today, and the emergency number is the one where the patient is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import joined, refusal_line, refuse
from kapmonitor.ui.settings.section import SAVED, Told
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row

NO_NUMBER = mark("{} is no number: write it as it is dialled.")
SHORTEST = 2
"""Digits that the shortest number has."""


class ContactsCard(Card):
    """The practice's name and contacts, kept on this computer."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.practice_name = Field(say("Name of the practice"))
        self.prescriber = Field(say("Prescriber"))
        self.phone = Field(say("Prescriber's phone"), width=200)
        self.emergency = Field(say("Emergency number here"), width=200)
        self.save = button(say("Save"), "primary", name=say("Save the contacts"))
        self.told = Told(say("the contacts"))
        self.refusal = refusal_line()
        super().__init__(
            say("Name and whom to call"),
            label(
                say("Suggested in each session; changed there where it differs."),
                "secondary",
                wraps=True,
            ),
            row(self.practice_name),
            row(self.prescriber, self.phone),
            row(self.emergency, 1),
            self.refusal,
            row(self.save, self.told, 1),
        )
        joined(self.practice_name.line, self.prescriber.line, self.phone.line, self.emergency.line)
        self.emergency.line.returnPressed.connect(self._keep)
        self.save.clicked.connect(self._keep)

    def show_settings(self, found: Settings | Exception) -> None:
        """Show what is kept; what is being typed stays."""
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        self.practice_name.set_text(found.practice_name)
        self.prescriber.set_text(found.prescriber_name)
        self.phone.set_text(found.prescriber_phone)
        self.emergency.set_text(found.emergency_number)

    @Slot()
    def _keep(self) -> None:
        faults = tuple(_faults(self.phone, self.emergency))
        refuse(self.refusal, faults)
        self.told.say("")
        if not faults:
            typed = Settings(
                practice_name=self.practice_name.text,
                prescriber_name=self.prescriber.text,
                prescriber_phone=self.phone.text,
                emergency_number=self.emergency.text,
            )
            self._bridge.practice(partial(self._put, typed), self._kept)

    def _put(self, typed: Settings, practice: Practice) -> Settings:
        """Keep the contacts; return what they were."""
        before = practice.settings()
        practice.keep_settings(_with_contacts(before, typed), self._bridge.origin("settings"))
        return before

    def _kept(self, before: Settings | Exception) -> None:
        if isinstance(before, Exception):
            refuse(self.refusal, (str(before),))
        else:
            self.told.say(say(SAVED), partial(self._undo, before))

    def _undo(self, before: Settings) -> None:
        self._bridge.practice(partial(self._put, before), partial(self._undone, before))

    def _undone(self, before: Settings, fault: Settings | Exception) -> None:
        self.save.setFocus()
        self.show_settings(fault if isinstance(fault, Exception) else before)


def _with_contacts(settings: Settings, contacts: Settings) -> Settings:
    return replace(
        settings,
        practice_name=contacts.practice_name,
        prescriber_name=contacts.prescriber_name,
        prescriber_phone=contacts.prescriber_phone,
        emergency_number=contacts.emergency_number,
    )


def _faults(*numbers: Field) -> list[str]:
    """Return what cannot be dialled; an empty number is none, not a wrong one."""
    return [
        say(NO_NUMBER).format(each.line.accessibleName())
        for each in numbers
        if each.text and sum(map(str.isdigit, each.text)) < SHORTEST
    ]
