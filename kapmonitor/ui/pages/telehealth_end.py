"""The end of the link: told to the patient's side, which delivers what is left.

Nothing is erased while something may still be on the way, unless a person says not to wait.
"""

from __future__ import annotations

from kapmonitor.language import say
from kapmonitor.port import Snapshot
from kapmonitor.session.vocabulary import Setting
from kapmonitor.telehealth.view import Badge, LinkView, Pairing
from kapmonitor.ui.pages.telehealth_card import AskDesk
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Card, button, label


class LinkEndCard(Card):
    """How far the patient's side has come with its end; hidden where there is no link."""

    def __init__(self, ask: AskDesk) -> None:
        self._words = label("", wraps=True)
        self.finish = button(say("Finish the link"))
        self.leave = button(say("Do not wait longer"), "link")
        super().__init__(say("Telehealth link"), self._words, flow(self.finish, self.leave))
        self.finish.clicked.connect(lambda: ask(lambda desk: desk.finish()))
        self.leave.clicked.connect(lambda: ask(lambda desk: desk.stop()))
        self.hide()

    def draw(self, snapshot: Snapshot) -> None:
        """Show how it stands, once the session has ended."""
        session, link = snapshot.session, snapshot.link
        home = session is not None and session.setting is Setting.TELEHEALTH
        ended = session is not None and session.ended is not None
        words = end_words(link) if home and ended and not snapshot.read_only else ""
        self.setVisible(bool(words))
        self._words.setText(words)
        self.finish.setVisible(link.pairing is Pairing.CONNECTED)
        self.leave.setVisible(link.pairing is Pairing.ENDING)


def end_words(link: LinkView) -> str:
    """Return how far the end has come; empty where there is no link to end."""
    match link.pairing:
        case Pairing.CONNECTED:
            return say(
                "The link still stands. Finish it: the patient's program delivers what it kept, "
                "and closes."
            )
        case Pairing.ENDING:
            return _waiting(link)
        case Pairing.ENDED:
            return say("✓ Everything is delivered, and the keys are erased.")
        case _:
            return ""


def _waiting(link: LinkView) -> str:
    if link.on_the_way == 1:
        coming = say("Waiting for 1 reading.")
    elif link.on_the_way:
        coming = say("Waiting for {count} readings.").format(count=link.on_the_way)
    else:
        coming = say("The end is told. Waiting for the patient's program to say goodbye.")
    parts = [coming]
    if link.badge is Badge.DOWN:
        parts.append(say("The patient's side is not heard: it delivers when it is back."))
    parts.append(say("Until then the session stays open, and nothing is erased."))
    return " ".join(parts)
