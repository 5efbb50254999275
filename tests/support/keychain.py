"""A system's store of secrets, kept in memory: the far end of the keyring library's wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.compat import properties


class MemoryKeychain(KeyringBackend):
    """Keeps secrets as a system's store would, for one test."""

    @properties.classproperty
    def priority(self) -> float:
        return 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's own base has no types
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@contextmanager
def keychain_of_this_machine() -> Iterator[MemoryKeychain]:
    """Give the machine a store of secrets for a while."""
    before, store = keyring.get_keyring(), MemoryKeychain()
    keyring.set_keyring(store)
    try:
        yield store
    finally:
        keyring.set_keyring(before)
