"""The settings: one page, its sections listed at the left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.settings.about import AboutSection
from kapmonitor.ui.settings.access import AccessSection
from kapmonitor.ui.settings.clinic import ClinicSection
from kapmonitor.ui.settings.data import DataSection
from kapmonitor.ui.settings.devices import DevicesSection
from kapmonitor.ui.settings.looks import LooksSection, SoundSection
from kapmonitor.ui.settings.people import PeopleSection
from kapmonitor.ui.settings.presets import PresetsSection
from kapmonitor.ui.settings.section import Section
from kapmonitor.ui.settings.telehealth import TelehealthSection
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import button, column, label, row, rule

SECTIONS = (
    ("clinic", mark("Clinic")),
    ("presets", mark("Presets")),
    ("people", mark("People")),
    ("devices", mark("Devices")),
    ("telehealth", mark("Telehealth")),
    ("sound", mark("Sound")),
    ("looks", mark("Theme and language")),
    ("data", mark("Data")),
    ("access", mark("Who did what")),
    ("about", mark("About")),
)
LIST_PX = 236


class SettingsPage(Page):
    """Emits `left` to go back, `devicesAsked` to set a device up."""

    name = "settings"
    left = Signal()
    devicesAsked = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._makers: dict[str, Callable[[], Section]] = {
            "clinic": partial(ClinicSection, bridge),
            "people": partial(PeopleSection, bridge),
            "presets": partial(PresetsSection, bridge),
            "devices": partial(DevicesSection, bridge),
            "telehealth": partial(TelehealthSection, bridge),
            "sound": partial(SoundSection, bridge),
            "looks": partial(LooksSection, bridge, theme),
            "data": partial(DataSection, bridge),
            "access": partial(AccessSection, bridge),
            "about": partial(AboutSection, bridge),
        }
        self._made: dict[str, Section] = {}
        self._stack = QStackedWidget()
        self.list = SectionList()
        back = button(say("Back"))
        left = column(label(say("Settings"), "section"), self.list, 1, row(back, 1), spacing=10)
        left.setContentsMargins(16, 22, 8, 16)
        beside = QWidget()
        beside.setLayout(left)
        beside.setFixedWidth(max(LIST_PX, beside.minimumSizeHint().width()))
        line = rule()
        line.setMaximumSize(1, 16777215)
        line.setMinimumSize(1, 0)
        whole = row(beside, self._stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.list.first)
        self.list.chosen.connect(self.show_section)
        back.clicked.connect(self.left)
        self.show_section("clinic")

    @Slot(str)
    def show_section(self, name: str) -> None:
        """Bring a section in sight; it is made when it is first needed."""
        if name not in self._made:
            self._made[name] = made = self._makers[name]()
            self._stack.addWidget(made)
            if isinstance(made, DevicesSection):
                made.findAsked.connect(self.devicesAsked)
        self.list.show_chosen(name)
        self._stack.setCurrentWidget(self._made[name])
        self._made[name].draw(self.bridge.snapshot)

    def draw(self, snapshot: Snapshot) -> None:
        """Show what comes with a snapshot in the section in sight."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Section):
            shown.draw(snapshot)


class SectionList(QWidget):
    """The names of the sections; Tab and the arrow keys go through them, Return opens."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        for name, words in SECTIONS:
            made = button(
                say(words), "step", name=say("Settings: {section}").format(section=say(words))
            )
            made.setCheckable(True)
            made.clicked.connect(partial(self._choose, name))
            self._buttons[name] = made
        self.setLayout(column(*self._buttons.values(), spacing=0))
        self.first = self._buttons["clinic"]

    def show_chosen(self, name: str) -> None:
        """Show which section is in sight."""
        for own, made in self._buttons.items():
            made.setChecked(own == name)

    def _choose(self, name: str, _on: bool = False) -> None:
        self.chosen.emit(name)
