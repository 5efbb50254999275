"""What a simulated session shows before it opens and after it was left."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import MARGIN
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import column, label

WORDS = mark("The simulated session begins by itself. Afterwards, end the simulation below.")


class BetweenPage(Page):
    """No session, and no way to open one: its record would go with the simulation."""

    name = "start"

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        laid = column(label(say("Simulation"), "title"), label(say(WORDS), wraps=True), 1)
        laid.setContentsMargins(*MARGIN)
        self.setLayout(laid)
