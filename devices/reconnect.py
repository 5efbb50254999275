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
from dataclasses import dataclass, replace
from typing import NoReturn, assert_never

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

STUBBORN_S = 30.0
"""Pause after a fault that a person must cure, such as a refused pairing: each further attempt
may open another dialog on the screen, and none helps before somebody acted."""

STEADY_S = 10.0
"""A connection that lasted this long was no futile one, even if it brought nothing."""

Tell = Callable[[DeviceEvent], None]
CuffFactory = Callable[[Callable[[LinkChanged], None]], Cuff]

_TALKING = (LinkState.READY, LinkState.MEASURING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """How long to wait between connections, in seconds."""

    backoff_s: tuple[float, ...] = BACKOFF_S
    settle_s: float = SETTLE_S
    stubborn_s: float = STUBBORN_S

    def after(self, state: LinkState | None, futile: int, *, retryable: bool = True) -> float:
        """Return the pause after `futile` connections in a row that brought nothing."""
        if not retryable:
            return self.stubborn_s
        if futile:
            return self.backoff_s[min(futile, len(self.backoff_s)) - 1]
        return self.settle_s if state is LinkState.ABSENT else self.backoff_s[0]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees of the link, and what remains true while attempts fail."""

    change: LinkChanged | None = None
    resting: LinkState = LinkState.ABSENT
    """How the last connection that deserved the name ended."""
    reason: str = ""
    """What was said at that end: perhaps that a reading is still on the device's display."""

    @property
    def state(self) -> LinkState | None:
        """Return the state, or None before the first attempt."""
        return None if self.change is None else self.change.state


def shown_after(before: Shown, told: LinkChanged) -> Shown:
    """Return what is shown once a connection has told a change of its own."""
    match told.state:
        case LinkState.CONNECTING if before.change is not None:
            return before  # one more attempt: what is shown, with its reason, still holds
        case LinkState.LOST | LinkState.ABSENT if before.state in _TALKING:
            return Shown(told, resting=told.state, reason=told.text)
        case LinkState.LOST | LinkState.ABSENT:
            known = told.text in before.reason
            text = before.reason if known else f"{before.reason} {told.text}".strip()
            return replace(before, change=LinkChanged(state=before.resting, text=text))
        case LinkState.CONNECTING | LinkState.PAIRING | LinkState.READY | LinkState.MEASURING:
            return replace(before, change=told)
        case _ as unknown:
            assert_never(unknown)


async def keep_connected(
    make_cuff: CuffFactory, tell: Tell, *, pauses: Pauses | None = None
) -> NoReturn:
    """Connect, tell everything, and connect again, until cancelled."""
    pauses = pauses or Pauses()
    link, futile = _Link(tell), 0
    while True:
        cuff = make_cuff(link.tell)
        futile = 0 if await _was_worthwhile(cuff, link) else futile + 1
        retryable = cuff.fault is None or cuff.fault.retryable
        await asyncio.sleep(pauses.after(link.state, futile, retryable=retryable))


class _Link:
    """Passes events on, with the link states that a person should see."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._shown = Shown()

    @property
    def state(self) -> LinkState | None:
        return self._shown.state

    def tell(self, event: DeviceEvent) -> None:
        if not isinstance(event, LinkChanged):
            self._tell(event)
            return
        before, self._shown = self._shown, shown_after(self._shown, event)
        if self._shown.change is not None and self._shown.change != before.change:
            self._tell(self._shown.change)


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
