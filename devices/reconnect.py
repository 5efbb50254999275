"""Keeps a device connected: link states across connections, and pauses between attempts.

The application runs one task for each device:

    memory = CuffMemory()
    await keep_connected(
        lambda tell: Cuff(driver, open_transport(driver, url, tell=tell), memory=memory), post
    )

`post` is called, on the event loop, with every event of every connection in order. The task
runs until it is cancelled; cancelling aborts a running measurement and hangs up. It never starts
a measurement: whoever wants one keeps the cuff that the factory made and asks it, and a cuff
whose connection has ended, or whose device has not answered yet, refuses.

What a person sees is steadier than what happens. A link that was lost stays LOST through every
vain attempt, so that its alarm does not blink, and a device that has never answered is ABSENT
rather than lost. Each connection begins in an unknown state and is READY only when the cuff says
so. Time is the running loop's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from devices.cuff import Cuff
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)

BACKOFF_S = (0.25, 0.5, 1.0, 2.0)
"""Pauses after one, two, three and more futile connections. The last is how late a cable that
was plugged in again is noticed."""

SETTLE_S = 3.0
"""Pause after a device hung up in good order: many go on advertising for a moment, and would be
connected again with nothing to say."""

STEADY_S = 10.0
"""A connection that lasted this long was no futile one, even if it brought nothing."""

Tell = Callable[[DeviceEvent], None]
CuffFactory = Callable[[Callable[[LinkChanged], None]], Cuff]

_NEVER_THERE = (None, LinkState.CONNECTING, LinkState.PAIRING, LinkState.ABSENT)
_WAITING = (LinkState.ABSENT, LinkState.LOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """How long to wait between connections, in seconds."""

    backoff_s: tuple[float, ...] = BACKOFF_S
    settle_s: float = SETTLE_S

    def after(self, state: LinkState | None, futile: int) -> float:
        """Return the pause after `futile` connections in a row that brought nothing."""
        if futile:
            return self.backoff_s[min(futile, len(self.backoff_s)) - 1]
        return self.settle_s if state is LinkState.ABSENT else self.backoff_s[0]


def shown(before: LinkState | None, told: LinkState) -> LinkState:
    """Return what to show when a connection tells a state after `before` was shown."""
    match told:
        case LinkState.CONNECTING if before in _WAITING:
            return before
        case LinkState.LOST if before in _NEVER_THERE:
            return LinkState.ABSENT
        case LinkState.ABSENT if before is LinkState.LOST:
            return LinkState.LOST
        case _:
            return told


async def keep_connected(
    make_cuff: CuffFactory, tell: Tell, *, pauses: Pauses | None = None
) -> NoReturn:
    """Connect, tell everything, and connect again, until cancelled."""
    pauses = pauses or Pauses()
    link, futile = _Link(tell), 0
    while True:
        futile = 0 if await _was_worthwhile(make_cuff(link.tell), link) else futile + 1
        await asyncio.sleep(pauses.after(link.state, futile))


class _Link:
    """Passes events on, with the link states that a person should see."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._last: LinkChanged | None = None

    @property
    def state(self) -> LinkState | None:
        return None if self._last is None else self._last.state

    def tell(self, event: DeviceEvent) -> None:
        if isinstance(event, LinkChanged):
            self._tell_link(event)
        else:
            self._tell(event)

    def _tell_link(self, event: LinkChanged) -> None:
        state = shown(self.state, event.state)
        if event.state is LinkState.CONNECTING and state is not event.state:
            return  # one more attempt: what was shown, with its reason, still holds
        if self._last != (change := LinkChanged(state=state, text=event.text)):
            self._last = change
            self._tell(change)


async def _was_worthwhile(cuff: Cuff, link: _Link) -> bool:
    """Tell one whole connection. Returns whether it was more than a futile attempt."""
    worth, ended = _Worth(), False
    try:
        async with cuff:
            async for event in cuff.events():
                worth.note(event)
                link.tell(event)
            ended = True
    except asyncio.CancelledError:
        if not ended:  # hanging up releases what was held back: a reading, an abort
            async for event in cuff.events():
                link.tell(event)
        raise
    return worth.proven()


class _Worth:
    """Whether a connection was good for anything."""

    def __init__(self) -> None:
        self._brought = False
        self._ready_at: float | None = None

    def note(self, event: DeviceEvent) -> None:
        if isinstance(event, Measured | MeasurementFailed | CuffPressureChanged):
            self._brought = True
        elif isinstance(event, LinkChanged) and event.state is LinkState.READY:
            self._ready_at = self._ready_at or _now()

    def proven(self) -> bool:
        steady = self._ready_at is not None and _now() - self._ready_at >= STEADY_S
        return self._brought or steady


def _now() -> float:
    return asyncio.get_running_loop().time()
