"""A device of the session in a few words, for the top bar: pure, without Qt.

What is known of a cuff at the patient's side is what that side said last. While that side is not
heard nothing is known of it, and the words say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.event import LinkState
from kapmonitor.language import mark, say
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.telehealth.view import Badge, LinkView
from kapmonitor.ui.link_words import is_away
from kapmonitor.ui.wording import ROLES

MANY = 2
"""More devices than this are named in the top bar by their name alone while they are ready."""
_LINKS = {
    LinkState.ABSENT: mark("not in reach"),
    LinkState.CONNECTING: mark("connecting"),
    LinkState.PAIRING: mark("pairing"),
    LinkState.READY: mark("ready"),
    LinkState.MEASURING: mark("measuring"),
    LinkState.LOST: mark("lost"),
}
_AWAY = {
    "ready": LinkState.READY,
    "lowbat": LinkState.READY,
    "busy": LinkState.MEASURING,
    "gone": LinkState.LOST,
}
_HEARD = frozenset({Badge.OK, Badge.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """One device in the top bar."""

    text: str
    ready: bool


def device_line(session: Session, role: Role, link: LinkView) -> DeviceLine:
    """Return what is known of a device now."""
    name = say(ROLES[role]).capitalize()
    if is_away(session, role) and link.badge not in _HEARD:
        return DeviceLine(text=say("{device} not heard").format(device=name), ready=False)
    state = _state(session, role)
    note = session.device_notes.get(role)
    battery = note.battery_percent if note is not None else None
    crowded = len(session.devices) > MANY and state is LinkState.READY  # its sign says so
    text = name if crowded else f"{name} {say(_LINKS[state])}"
    if battery is not None and not crowded:
        text += f" · {battery:.0f} %"
    return DeviceLine(text=text, ready=state in {LinkState.READY, LinkState.MEASURING})


def _state(session: Session, role: Role) -> LinkState:
    """Return how a device is connected; one at the patient's outlives a restart here."""
    known = session.links.get(role)
    if known is not None:
        return known.state
    told = session.remote.patient.cuff if is_away(session, role) else None
    return _AWAY.get(told or "", LinkState.CONNECTING)
