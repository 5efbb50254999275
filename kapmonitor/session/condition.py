"""What an alarm condition is, before it is known whether it is new."""

from __future__ import annotations

from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import AlarmKind, Priority


@fact
class Found:
    """A condition that exists at a moment: what, how urgent, why, on what evidence."""

    code: str
    kind: AlarmKind
    priority: Priority
    reason: str
    action: str
    confirmed: bool = True
    evidence: tuple[int, ...] = ()
    """The sequence numbers of the entries it rests on."""
    group: str = ""
    """Conditions of one group are about one value: only the gravest is shown."""
    stream: bool = False
    """Whether its value changes every second: its words are then kept as they were raised."""
