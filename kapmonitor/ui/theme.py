"""Colours by role, type and the two themes: a dark room, and day.

One set of roles feeds everything that is drawn: the palette, the style sheet, the chart and the
icons. Nothing follows the system by surprise; one key changes between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from kapmonitor.assets import resource
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.style import style_sheet

FAMILY = "Inter"
TEXT, SECONDARY, AGE, ALARM, CLOCK, NEXT, TITLE = 15, 13, 16, 20, 24, 25, 26
BLOOD_PRESSURE, HEART_RATE = 84, 54
BLOOD_PRESSURE_LARGE, HEART_RATE_LARGE = 132, 84
SECOND_CUFF = 44


class ThemeName(StrEnum):
    """The two themes."""

    ROOM = "room"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Alert:
    """The colours of one alarm priority."""

    mark: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """What each role looks like. Text on its ground has 4.5:1 at least, marks 3:1."""

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    secondary: str
    accent: str
    on_accent: str
    blood_pressure: str
    heart_rate: str
    spo2: str
    baseline: str
    met: str
    high: Alert
    medium: Alert
    low: Alert

    def alert(self, priority: Priority) -> Alert:
        """Return the colours of a priority."""
        return {Priority.HIGH: self.high, Priority.MEDIUM: self.medium, Priority.LOW: self.low}[
            priority
        ]


ROOM = Colours(
    ground="#0b0807",
    surface="#15100d",
    raised="#1d1612",
    line="#33271f",
    edge="#75604f",
    text="#e6c8a6",
    secondary="#a1866c",
    accent="#c9854a",
    on_accent="#140d08",
    blood_pressure="#eadbc6",
    heart_rate="#a9b98f",
    spo2="#86a3ab",
    baseline="#7d6a58",
    met="#a9b98f",
    high=Alert("#ff5a47", "#3b0f0a"),
    medium=Alert("#f2bd45", "#2f2306"),
    low=Alert("#63c3cf", "#08262a"),
)
DAY = Colours(
    ground="#f4f1ec",
    surface="#ffffff",
    raised="#faf8f5",
    line="#dcd5cc",
    edge="#8f857a",
    text="#211d19",
    secondary="#665d54",
    accent="#8f4d1d",
    on_accent="#ffffff",
    blood_pressure="#3a332c",
    heart_rate="#276a54",
    spo2="#2f5f86",
    baseline="#7d7266",
    met="#276a54",
    high=Alert("#b3261e", "#fde7e4"),
    medium=Alert("#8a6100", "#fff2cf"),
    low=Alert("#00687a", "#dff4f7"),
)
_COLOURS = {ThemeName.ROOM: ROOM, ThemeName.DAY: DAY}


class Theme(QObject):
    """The theme in force; everything that paints by itself listens to `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication, name: ThemeName = ThemeName.ROOM) -> None:
        super().__init__()
        self._application = application
        self.name = name
        load_fonts()
        self._apply()

    @property
    def colours(self) -> Colours:
        """Return the colours in force."""
        return _COLOURS[self.name]

    def switch(self) -> None:
        """Change to the other theme."""
        self.use(ThemeName.DAY if self.name is ThemeName.ROOM else ThemeName.ROOM)

    def use(self, name: ThemeName) -> None:
        """Change to a theme."""
        if name is not self.name:
            self.name = name
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._application.setStyle("Fusion")
        self._application.setFont(font(TEXT))
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(style_sheet(self.colours))


def load_fonts() -> None:
    """Make the shipped typeface known to Qt; once is enough, again does no harm."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the typeface at a size in pixels, with figures of one width."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def palette(colours: Colours) -> QPalette:
    """Return the palette for what the style sheet does not reach: menus, tool tips, selections."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.Base: colours.raised,
        QPalette.ColorRole.AlternateBase: colours.surface,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.secondary,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Light: colours.line,
        QPalette.ColorRole.Midlight: colours.line,
        QPalette.ColorRole.Mid: colours.edge,
        QPalette.ColorRole.Dark: colours.line,
        QPalette.ColorRole.Shadow: colours.ground,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    return made
