"""What every transport promises.

Used as an async context manager: entering connects, leaving disconnects. `received` ends when
the link ends in good order and raises `EnvironmentFault` when it breaks. A transport never
retries by itself; `devices.reconnect` does.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Protocol, Self

from devices.decoder import Received, Send


class EnvironmentFault(Exception):
    """The port, the adapter or the link failed.

    `text` is a sentence for a person: what happened and what to do. `retryable` says whether
    trying again by itself makes sense.
    """

    def __init__(self, text: str, *, retryable: bool = True) -> None:
        """Keep the sentence and whether a retry can help."""
        super().__init__(text)
        self.text = text
        self.retryable = retryable


class Transport(Protocol):
    """One link to one device."""

    async def __aenter__(self) -> Self:
        """Connect. Raises EnvironmentFault."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect; never raises on a link that is already gone."""

    def received(self) -> AsyncIterator[Received]:
        """Yield octets in order of arrival until the link ends. Raises EnvironmentFault."""

    async def send(self, what: Send) -> None:
        """Carry out one step. Raises EnvironmentFault."""
