"""Where this screen calls by sound, always in sight: its sign, its words, a choice, a key.

Off is a choice that a person made, and is shown as such.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import SoundState
from kapmonitor.ui.sound_words import AUDIO_OFF, PAUSED, SOFT, sound_words
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import button, label, row
from kapmonitor.ui.widgets.sign import Sign

LIGHT_ONLY = mark("By light only")
WIDEST = 190


class SoundLine(QWidget):
    """The sign and the words of the sound, where it comes from, and the key that hears it."""

    chosen = Signal(str)
    tested = Signal()
    heard = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sign = Sign(theme)
        self.words = label("", "secondary")
        self.list = Choice()
        self.list.setAccessibleName(say("Calls sound on"))
        self.list.setMaximumWidth(WIDEST)
        self.test = button(say("Test"), "link", name=say("Play a test tone"))
        self.hear = button(say("Heard  S"), name=say("I have heard it, key S"))
        laid = row(self.sign, self.words, self.list, self.test, self.hear, spacing=8)
        laid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(laid)
        self.list.activated.connect(self._choose)
        self.test.clicked.connect(self.tested)
        self.hear.clicked.connect(self.heard)
        self.show_sound(SoundState(), calling=False, heard=0)

    def show_sound(self, state: SoundState, *, calling: bool, heard: int) -> None:
        """Show how sound stands; `calling`: something sounds; `heard`: so many were heard here."""
        self.sign.show_sign(AUDIO_OFF if not state.ready else PAUSED if heard else SOFT)
        # By light only, as chosen, stands in the list beside the sign.
        told = [sound_words(state) if state.chosen and not state.ready else ""]
        if heard:
            told.append(say("{count} heard here, silent").format(count=heard))
        self.words.setText(" · ".join(part for part in told if part))
        self.words.setToolTip(state.fault)
        names = dict.fromkeys((*state.outputs, *filter(None, (state.chosen,))))
        if [self.list.itemData(each) for each in range(self.list.count())] != ["", *names]:
            with QSignalBlocker(self.list):
                self.list.clear()
                self.list.addItem(say(LIGHT_ONLY), "")
                for name in names:
                    self.list.addItem(name, name)
        self.list.setCurrentIndex(max(0, self.list.findData(state.chosen)))
        self.test.setEnabled(state.ready)
        self.hear.setVisible(calling and state.ready)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(str(self.list.itemData(index)))
