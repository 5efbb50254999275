"""The person beside a Bluetooth connection that is being made for the first time.

On the pairing page somebody watches each step, can type the number that a cuff shows, and can say
whether two numbers are the same. An ordinary connection has nobody: its steps are nobody's news,
and a question about a number is answered with no.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from devices.event import LinkChanged


class BleStep(StrEnum):
    """What the link does now."""

    SEARCHING = "searching"
    FOUND = "found"
    CONNECTING = "connecting"
    PAIRING = "pairing"
    PASSKEY_WANTED = "passkey_wanted"
    SUBSCRIBING = "subscribing"


AskPasskey = Callable[[], Awaitable[str | None]]
"""Returns the six digits that the cuff shows, or None when the person gave up."""


CompareNumber = Callable[[str], Awaitable[bool]]
"""Returns whether the cuff shows these six digits; only a person who looks at it can say yes."""


async def _nobody() -> str | None:
    return None


async def _nobody_looks(_number: str) -> bool:
    return False


def _keep_quiet(_step: BleStep, _signal_dbm: int | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Answers what only somebody who looks at the device can know; by default nobody does."""

    passkey: AskPasskey = _nobody
    compare: CompareNumber = _nobody_looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Hears each step, with the signal's strength in dBm where it is known; perhaps a person."""

    hears: Callable[[BleStep, int | None], None] = _keep_quiet
    person: Person = Person()


@dataclass(frozen=True, slots=True)
class Company:
    """Who hears what no octet can say: the application, and whoever watches the pairing."""

    tell: Callable[[LinkChanged], None]
    attendant: Attendant
    refused: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a question about pairing was answered with no: nothing will come of it."""
