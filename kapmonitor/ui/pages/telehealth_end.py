"""The end of the link: told to the patient's side, which delivers what is left.

Nothing is erased while something may still be on the way, unless a person says not to wait.
"""

from __future__ import annotations

from kapmonitor.language import say
from kapmonitor.port import Snapshot
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Setting
from kapmonitor.telehealth.view import Badge, LinkView, Pairing
from kapmonitor.ui.link_words import on_the_way
from kapmonitor.ui.pages.telehealth_card import AskDesk
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Card, button, label, state
from kapmonitor.ui.wording import clock

STEPS = 4
STANDS = (Pairing.CONNECTED, Pairing.ENDING, Pairing.ENDED)
"""While the link stands so, there is an end to speak of."""


class LinkEndCard(Card):
    """How far the patient's side has come with its end; hidden where there is no link."""

    def __init__(self, ask: AskDesk) -> None:
        self._steps = [label("", wraps=True) for _ in range(STEPS)]
        self._words = label("", "secondary", wraps=True)
        self._why = label("", "refusal", wraps=True)
        self.finish = button(say("Finish the link"))
        self.leave = button(say("Do not wait longer"), "link")
        lines = (*self._steps, self._words, self._why)
        super().__init__(say("End of the telehealth link"), *lines, flow(self.finish, self.leave))
        self.finish.clicked.connect(lambda: ask(lambda desk: desk.finish()))
        self.leave.clicked.connect(lambda: ask(lambda desk: desk.stop()))
        self.hide()

    def draw(self, snapshot: Snapshot) -> None:
        """Show how it stands, once the session has ended."""
        session, link = snapshot.session, snapshot.link
        home = session is not None and session.setting is Setting.TELEHEALTH
        ended = session is not None and session.ended is not None
        shown = home and ended and not snapshot.read_only and link.pairing in STANDS
        self.setVisible(shown)
        if session is None or not shown:
            return
        steps = () if link.pairing is Pairing.CONNECTED else end_steps(session, link)
        for place, line in enumerate(self._steps):
            line.setVisible(place < len(steps))
            if place < len(steps):
                done, words = steps[place]
                line.setText(f"{'✓' if done else '○'} {words}")
                state(line, "met" if done else "")
        words = end_words(link)
        for line, text in ((self._words, words), (self._why, link.why)):
            line.setText(text)
            line.setVisible(bool(text))
        self.finish.setVisible(link.pairing is Pairing.CONNECTED)
        self.leave.setVisible(link.pairing is Pairing.ENDING)


def end_steps(session: Session, link: LinkView) -> tuple[tuple[bool, str], ...]:
    """Return what the end consists of, each with whether it is done: both sides in turn."""
    over, left = link.pairing is Pairing.ENDED, session.remote.patient.ended
    behind = 0 if over else link.on_the_way
    here = on_the_way(behind) if behind else say("Every reading of the patient's side is here")
    goodbye = say("The patient's program says goodbye; its key and readings are erased there")
    if left is not None:
        said = say("The patient's program said goodbye {time}: its key and readings are erased")
        goodbye = said.format(time=clock(session, left.utc))
    return (
        (True, say("The end was told to the patient's program")),
        (over or (left is not None and not behind), here),
        (left is not None, goodbye),
        (over and not link.why, say("The key is erased on this computer")),
    )


def end_words(link: LinkView) -> str:
    """Return what is waited for, or can be done; empty where all is done."""
    match link.pairing:
        case Pairing.CONNECTED:
            return say(
                "The link still stands. Finish it: the patient's program delivers what it kept, "
                "says goodbye, and the keys are erased, there and here."
            )
        case Pairing.ENDING if link.badge is Badge.DOWN:
            return say(
                "The patient's side is not heard: it delivers when it is back. Until then the "
                "session stays open, and nothing is erased. Sign once the link has ended."
            )
        case Pairing.ENDING:
            return say(
                "This takes some seconds. Until then the session stays open, and nothing is "
                "erased. Sign once the link has ended."
            )
        case _:
            return ""
