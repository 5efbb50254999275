"""Whether the patient's side has left for good: a little after it said so, unless it spoke anew."""

from __future__ import annotations

from kapmonitor.link.message import Bye, Hello, Message
from kapmonitor.session.state import Session

LINGERS_S = 6.0
"""After the goodbye, so that its acknowledgement is heard: three signs of life."""


class Goodbye:
    """The newest goodbye that still counts."""

    def __init__(self) -> None:
        self._said_s: float | None = None

    def heard(self, message: Message, now_s: float) -> None:
        """Note a message; what said goodbye before a hello was an earlier process."""
        match message:
            case Hello():
                self._said_s = None
            case Bye():
                self._said_s = now_s
            case _:
                pass

    def await_anew(self) -> None:
        """It is told of the end now: only what it says after that is its goodbye."""
        self._said_s = None

    def is_over(self, session: Session, now_s: float) -> bool:
        """Return whether it has left, and was left the time to hear that this was heard."""
        if self._said_s is None and session.remote.patient.ended is not None:
            self._said_s = now_s  # to an earlier process of ours
        return self._said_s is not None and now_s - self._said_s >= LINGERS_S
