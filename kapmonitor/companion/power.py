"""The computer's own power: told to the therapist's side when it changes, and to the patient."""

from __future__ import annotations

from kapmonitor.host_watch import Host, HostState
from kapmonitor.language import mark, say
from kapmonitor.link.message import State

LOOKS_MS = 15_000
STEP_PERCENT = 5
"""The therapist's side learns of a battery in steps of this."""
ON_MAINS, ON_BATTERY = "ac", "bat"
UNPLUGGED = mark("On battery, {percent:.0f} %. Please plug the charger in.")
UNPLUGGED_UNKNOWN = mark("On battery. Please plug the charger in.")


class NothingKnown:
    """A `Host` that says nothing: what a simulation tells must not hang on whose computer it is."""

    def look(self) -> HostState:
        """Return nothing known."""
        return HostState(battery_percent=None, on_battery=False, disk_free_mb=None)


class Power:
    """Looks now and then; a computer that says nothing of its power is told nothing about."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._due_ms: int | None = None
        self._told: State | None = None
        self.state: HostState | None = None

    def look(self, up_ms: int) -> State | None:
        """Return what is to be told, if the time has come and something has changed."""
        if self._due_ms is not None and up_ms < self._due_ms:
            return None
        self._due_ms = up_ms + LOOKS_MS
        self.state = self._host.look()
        now = _told(self.state)
        if now == State() or (self._told is not None and not _differs(self._told, now)):
            return None
        self._told = now
        return now

    def tell_again(self) -> None:
        """Tell it anew with the next look: to another session, or of another process."""
        self._due_ms = self._told = None

    @property
    def warning(self) -> str:
        """What the patient is asked to do; empty: nothing."""
        state = self.state
        if state is None or not state.on_battery:
            return ""
        if state.battery_percent is None:
            return say(UNPLUGGED_UNKNOWN)
        return say(UNPLUGGED).format(percent=state.battery_percent)


def _told(state: HostState) -> State:
    if state.battery_percent is None and not state.on_battery:
        return State()  # no battery, or nothing known of it
    percent = None if state.battery_percent is None else round(state.battery_percent)
    return State(power=ON_BATTERY if state.on_battery else ON_MAINS, battery_percent=percent)


def _differs(told: State, now: State) -> bool:
    before, after = told.battery_percent, now.battery_percent
    if told.power != now.power or (before is None) is not (after is None):
        return True
    return before is not None and after is not None and abs(after - before) >= STEP_PERCENT
