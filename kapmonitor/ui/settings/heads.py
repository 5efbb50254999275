"""Where it is noted a second time, apart from the record, how far the record has come."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import NOBODY, Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.settings.section import SAVED, WHO_FIRST
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row

ABOUT = mark(
    "How far the record has come is noted beside it, in kapmonitor.heads, so that an end cut off "
    "or an older file shows. Name a second file on a stick or another share: whoever changes this "
    "computer does not reach it. It holds no names."
)


class HeadsCard(Card):
    """Names the second file; empty for none."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.place = Field(say("Second file for the record's heads"))
        self._save = button(say("Save"), name=say("Save where heads are noted"))
        self._told = label("", "secondary")
        self._refusal = refusal_line()
        super().__init__(
            say("Proof apart from the record"),
            label(say(ABOUT), wraps=True),
            self.place,
            row(self._save, self._told, 1),
            self._refusal,
        )
        self._save.clicked.connect(self._keep)

    def show_settings(self, found: Settings | Exception) -> None:
        """Show what is chosen."""
        if isinstance(found, Settings):
            self.place.set_text(found.heads_file)

    @Slot()
    def _keep(self) -> None:
        if self._bridge.operator == NOBODY:
            refuse(self._refusal, (say(WHO_FIRST),))
            return
        chosen, origin = self.place.text, self._bridge.origin("settings")

        def keep(practice: Practice) -> None:
            practice.keep_settings(replace(practice.settings(), heads_file=chosen), origin)

        self._bridge.practice(keep, self._kept)

    def _kept(self, fault: Exception | None) -> None:
        refuse(self._refusal, (str(fault),) if fault is not None else ())
        self._told.setText("" if fault is not None else say(SAVED))
