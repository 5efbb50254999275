"""Where alarms sound: an output that only the therapist hears, tested before the dose."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtGui import QShowEvent

from kapmonitor.language import mark, say
from kapmonitor.port import SoundState
from kapmonitor.practice import Practice
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse, under
from kapmonitor.ui.pages.prepare_sounding import SoundingPart
from kapmonitor.ui.sound_words import sound_words
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Card, button, label, row

LIGHT_ONLY = mark("By light only")
HINT = mark("Choose one that only you hear, never the one that plays the music.")


class SoundCard(Card):
    """The choice of an output, and a tone to hear where it is."""

    def __init__(self, bridge: Bridge, ask: Ask | None = None) -> None:
        """`ask`: of the session whose sound this is; None: of no session, for all of them."""
        self._bridge = bridge
        self._sounding = SoundingPart(ask) if ask is not None else None
        self._shown: SoundState | None = None
        self._list = Choice()
        self._list.setAccessibleName(say("Alarms sound on"))
        self._test = button(say("Play a test tone"))
        self._look = button(say("Look again"), "link", name=say("Look for sound outputs again"))
        self._state = label("", "secondary", wraps=True)
        self._fault = refusal_line()
        super().__init__(
            say("Alarm sound"),
            label(say(HINT), "secondary", wraps=True),
            under(say("Alarms sound on"), self._list),
            row(self._test, self._look, 1, self._state),
            self._fault,
            *([self._sounding] if self._sounding is not None else []),
        )
        self._list.activated.connect(self._choose)
        self._test.clicked.connect(self._play)
        self._look.clicked.connect(self._search)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for outputs whenever the card comes in sight: an earbud may have been put in."""
        super().showEvent(event)
        self._search()

    def draw(self, state: SoundState, session: Session | None = None) -> None:
        """Show what can be chosen, and how it stands."""
        if session is not None and self._sounding is not None:
            self._sounding.draw(session, state)
        if state == self._shown:
            return
        self._shown = state
        names = dict.fromkeys((*state.outputs, *filter(None, (state.chosen,))))
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItem(say(LIGHT_ONLY), "")
            for name in names:
                self._list.addItem(name, name)
            self._list.setCurrentIndex(max(0, self._list.findData(state.chosen)))
        self._test.setEnabled(state.ready)
        self._state.setText(sound_words(state))
        refuse(self._fault, (state.fault,) if state.fault else ())

    @Slot(int)
    def _choose(self, index: int) -> None:
        name = str(self._list.itemData(index))
        self._bridge.sound(lambda sound: sound.choose(name))

        def keep(practice: Practice) -> None:
            practice.keep_settings(replace(practice.settings(), sound_output=name))

        self._bridge.practice(keep, self._kept)

    def _kept(self, fault: Exception | None) -> None:
        """A choice that could not be kept still holds until the program ends."""
        refuse(self._fault, () if fault is None else (str(fault),))

    @Slot()
    def _play(self) -> None:
        self._bridge.sound(lambda sound: sound.test())
        if self._sounding is not None:
            self._sounding.played()

    @Slot()
    def _search(self) -> None:
        self._bridge.sound(lambda sound: sound.look())
