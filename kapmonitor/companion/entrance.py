"""The way in: the clinic's address, and the code that is tried under it, once for each press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kapmonitor.companion.address import (
    broker_of,
    in_link,
    is_page_of,
    page_in,
    remember,
    remembered,
)
from kapmonitor.link import code as codes
from kapmonitor.link.broker import BadAddress, Broker
from kapmonitor.link.cable import Cables
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.pairing import Failed


class Entrance:
    """Where a code leads. Use from the program's loop only."""

    def __init__(
        self,
        server: str,
        authorities: Path | None,
        make_cables: Callable[[Broker], Cables],
        entropy: Entropy,
    ) -> None:
        self.server = server
        self._page = ""
        self._authorities, self._make_cables, self._entropy = authorities, make_cables, entropy

    def recall(self, folder: Path) -> None:
        """Take the address that was used last, where none was given."""
        server, self._page = remembered(folder)
        self.server = self.server or server

    def keep(self, folder: Path) -> None:
        """Remember an address that led to a therapist."""
        remember(folder, self.server, self.page)

    @property
    def page(self) -> str:
        """The page of the clinic that is reached, where a link told of it; empty: none known."""
        return self._page if is_page_of(self._page, self.server) else ""

    def take_address(self, text: str) -> None:
        """Take the clinic's address. Raises BadAddress."""
        broker_of(text, self._authorities)
        self.server = text.strip()

    def code_in(self, text: str) -> codes.Code | None:
        """Return the code in the digits or the link, whose address is taken too; None: no code."""
        code = codes.in_link(text) or codes.heard(text)
        server = None if code is None else in_link(text)
        if server is not None:
            self.server, self._page = server, page_in(text)
        return code

    def cables(self) -> Cables:
        """Return how the clinic's server is reached. Raises BadAddress."""
        return self._make_cables(broker_of(self.server, self._authorities))

    async def meet(self, code: codes.Code, cables: Cables) -> Paired | Failed:
        """Try a code once."""
        return await join(code, cables, self._entropy)


__all__ = ["BadAddress", "Entrance"]
