"""What the program is and is not, its version, and the licences."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kapmonitor import __version__
from kapmonitor.assets import resource
from kapmonitor.language import mark, say
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.notice import paragraphs
from kapmonitor.ui.settings.section import Section
from kapmonitor.ui.widgets.parts import Card, button, column, label, row

LICENCE = mark("kapmonitor is free software under the Apache License, version 2.0.")
FONTS = mark("The typeface is Inter, under the SIL Open Font License.")
QT = mark("The window is made with Qt for Python, under the LGPL, version 3.")


class AboutSection(Section):
    """Version, notice, licences."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._open = button(say("Show the typeface's licence"))
        self._text = label("", "secondary", wraps=True)
        self._text.hide()
        notice = Card(
            say("What this is, and is not"),
            *(label(each, wraps=True) for each in paragraphs()),
        )
        licences = Card(
            say("Licences"),
            *(label(say(each), wraps=True) for each in (LICENCE, FONTS, QT)),
            row(self._open, 1),
            self._text,
        )
        title = label(say("About kapmonitor {version}").format(version=__version__), "title")
        self.fill(column(title, notice, licences, 1, spacing=14))
        self._open.clicked.connect(self._turn)

    @Slot()
    def _turn(self) -> None:
        """Show the licence as it ships, or put it away."""
        if not self._text.text():
            self._text.setText(resource("fonts", "OFL.txt").read_text("utf-8"))
        self._text.setVisible(self._text.isHidden())
