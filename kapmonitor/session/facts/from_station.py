"""What a supervisor wrote to the room from the station, and that somebody here has read it."""

from __future__ import annotations

from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText


@fact
class StationWrote:
    """A supervisor wrote to the room. By whom and from which station is in the entry's origin."""

    text: PersonalText


@fact
class StationMessageSeen:
    """A person in the room has read it; who, is in the entry's origin."""

    message: int
    """The entry of the message."""
