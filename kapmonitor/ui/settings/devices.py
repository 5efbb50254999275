"""The devices that this practice knows: renamed, forgotten, and brought back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import KnownDevice, Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.pages.known_devices import forget, remember
from kapmonitor.ui.settings.section import SAVED, Section, Told
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, label, row
from kapmonitor.ui.wording import ROLES

NONE_KNOWN = mark("No device is known yet. Find one and try it out before the first session.")
FORGOTTEN = mark("{name} is forgotten. Its pairing with this computer stays.")


class DevicesSection(Section):
    """One card for each device; emits `findAsked` to set another one up."""

    findAsked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._listed: tuple[KnownDevice, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.told = Told(say("the change of a device"))
        self.refusal = refusal_line()
        self.set_up = button(say("Set up a device"), "primary")
        self.fill(
            column(
                label(say("Devices"), "title"),
                self._rows,
                self.refusal,
                self.told,
                row(self.set_up, 1),
                1,
                spacing=14,
            )
        )
        self.set_up.clicked.connect(self.findAsked)

    def refresh(self) -> None:
        """Read which devices are known."""
        self.bridge.practice(Practice.settings, self._show)

    def _show(self, found: Settings | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        refuse(self.refusal, ())
        if found.devices == self._listed:
            return
        self._listed = found.devices
        clear(self._rows)
        for each in found.devices:
            self._rows.addWidget(self._card(each))
        if not found.devices:
            self._rows.addWidget(label(say(NONE_KNOWN), "secondary", wraps=True))

    def _card(self, known: KnownDevice) -> QWidget:
        name = Field(say("Name"))
        name.line.setAccessibleName(say("Name of {device}").format(device=known.title))
        name.line.setText(known.called)
        keep = button(say("Save"), name=say("Save the name of {device}").format(device=known.title))
        gone = button(say("Forget"), name=say("Forget {name}").format(name=known.called))
        keep.clicked.connect(lambda: self._rename(known, name.text))
        name.line.returnPressed.connect(lambda: self._rename(known, name.text))
        gone.clicked.connect(lambda: self._forget(known))
        role = say(ROLES[Role(known.role)]) if known.role in set(Role) else known.role
        about = label(f"{role} · {known.title} · {known.address}", "secondary", wraps=True)
        line = row(name, keep, gone)
        line.setStretch(0, 1)
        for each in (keep, gone):
            line.setAlignment(each, Qt.AlignmentFlag.AlignBottom)
        return Card("", line, about)

    def _rename(self, known: KnownDevice, name: str) -> None:
        changed = replace(known, name=name)
        done = partial(self._done, say(SAVED), known)
        self.bridge.practice(lambda practice: remember(practice, changed), done)

    def _forget(self, known: KnownDevice) -> None:
        words = say(FORGOTTEN).format(name=known.called)
        done = partial(self._done, words, known)
        self.bridge.practice(lambda practice: forget(practice, known), done)

    def _done(self, words: str, before: KnownDevice, found: Settings | Exception) -> None:
        self._show(found)
        if not isinstance(found, Exception):
            self.told.say(words, partial(self._bring_back, before))
            self.told.undo.setFocus()

    def _bring_back(self, before: KnownDevice) -> None:
        self.bridge.practice(lambda practice: remember(practice, before), self._show)
        self.set_up.setFocus()
