"""How the program looks, and where it sounds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.practice import Practice
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.languages import available, chosen
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.pages.prepare_sound import SoundCard
from kapmonitor.ui.settings.section import SAVED, Section, Told
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Answers, Card, column, label, row

THEMES = (
    (ThemeName.ROOM.value, mark("Room light: dark, for a dim room")),
    (ThemeName.DAY.value, mark("Day: bright")),
)
NEXT_START = mark("Saved. Spoken from the next start of the program.")
ALWAYS = mark("F9 changes between them wherever you are.")


class LooksSection(Section):
    """Theme; it holds at once."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge)
        self._theme = theme
        self._kept_language = ""
        self.themes = Answers(say("Theme"), THEMES)
        self.told = Told(say("the theme"))
        self.refusal = refusal_line()
        card = Card(
            say("Theme"),
            row(self.themes, 1),
            label(say(ALWAYS), "secondary", wraps=True),
            self.refusal,
            self.told,
        )
        self.language = Choice()
        self.language.setAccessibleName(say("Language of the program"))
        for each in available():
            self.language.addItem(each.name, each.code)
        self.spoken = Told(say("the language"))
        tongue = Card(say("Language"), row(self.language, 1), self.spoken)
        self.fill(column(label(say("Theme and language"), "title"), card, tongue, 1, spacing=14))
        self.themes.answered.connect(self._choose)
        self.language.activated.connect(self._speak)
        theme.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show the theme in force, however it was chosen, and the language that was kept."""
        self.themes.show_answer(self._theme.name.value)
        self.bridge.practice(Practice.settings, self._show)

    def _show(self, found: Settings | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        self._kept_language = found.language
        self.language.setCurrentIndex(max(0, self.language.findData(chosen(found.language))))

    @Slot(int)
    def _speak(self, index: int) -> None:
        before, wanted = self._kept_language, str(self.language.itemData(index))
        if wanted != before:
            self._keep_language(wanted)
            self.spoken.say(say(NEXT_START), partial(self._keep_language, before))

    def _keep_language(self, code: str) -> None:
        """Keep a language; what is on the screen was said in another, so it is spoken later."""

        def keep(practice: Practice) -> Settings:
            changed = replace(practice.settings(), language=code)
            practice.keep_settings(changed)
            return changed

        self.bridge.practice(keep, self._show)

    @Slot(str)
    def _choose(self, value: str) -> None:
        before = self._theme.name.value
        self._use(value)
        if value != before:
            self.told.say(say(SAVED), lambda: self._use(before))

    def _use(self, value: str) -> None:
        self._theme.use(ThemeName(value))

        def keep(practice: Practice) -> None:
            practice.keep_settings(replace(practice.settings(), theme=value))

        self.bridge.practice(keep, self._kept)

    def _kept(self, fault: Exception | None) -> None:
        refuse(self.refusal, () if fault is None else (str(fault),))


class SoundSection(Section):
    """Where alarms sound on this computer."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.sound = SoundCard(bridge)
        self.fill(column(label(say("Sound"), "title"), self.sound, 1, spacing=14))

    def draw(self, snapshot: Snapshot) -> None:
        """Show how sound stands."""
        self.sound.draw(snapshot.sound)
