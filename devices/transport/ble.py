"""A Bluetooth Low Energy device as a transport, over bleak.

This door is cheap to import. What stands behind it (`ble_search`, `ble_link`, `ble_radio`) needs
bleak and its D-Bus library, which a program that starts without Bluetooth need not wait for, and
is imported at the first connection.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from devices.decoder import Received, Send
from devices.event import LinkChanged
from devices.transport.ble_attendant import Attendant, Company
from devices.transport.ble_patience import BlePatience
from devices.transport.seam import EnvironmentFault

if TYPE_CHECKING:
    from devices.transport.ble_link import BleLink

__all__ = ["BlePatience", "BleTransport", "Tell", "release"]

Tell = Callable[[LinkChanged], None]


class BleTransport:
    """One connection to the device with `address`, looked for by its advertised `services`.

    `tell` hears of pairing, which no octet can say; `attendant` is the person on the pairing page.
    """

    def __init__(
        self,
        address: str,
        services: Iterable[str] = (),
        *,
        patience: BlePatience | None = None,
        tell: Tell | None = None,
        attendant: Attendant | None = None,
    ) -> None:
        """Remember whom to look for; nothing is sent yet."""
        self._address, self._services = address, tuple(services)
        self._patience = patience or BlePatience()
        self._tell = tell or _keep_quiet
        self._attendant = attendant or Attendant()
        self._link: BleLink | None = None

    async def __aenter__(self) -> Self:
        """Look for the device and connect."""
        from devices.transport.ble_search import connect  # see the theory

        company = Company(self._tell, self._attendant)
        self._link = await connect(
            self._address, self._services, patience=self._patience, company=company
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect, whatever state the link is in."""
        link, self._link = self._link, None
        if link is not None:
            await link.hang_up()

    def received(self) -> AsyncIterator[Received]:
        """Yield values in order of arrival until either side hangs up."""
        return self._connected().inbox.stream()

    async def send(self, what: Send) -> None:
        """Carry out one step; an optional one may come to nothing."""
        await self._connected().send(what)

    def _connected(self) -> BleLink:
        if self._link is None:
            raise EnvironmentFault("The device is not connected.")
        return self._link


def release() -> None:
    """Stop listening for devices of this loop while they are not connected: nobody expects them.

    Linux keeps a subscription for a cuff that speaks before its link is whole.
    """
    if (begun := sys.modules.get("devices.transport.bluez_keeper")) is not None:
        begun.let_go()


def _keep_quiet(_news: LinkChanged) -> None:
    """Tell nobody."""
