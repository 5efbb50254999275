"""The system's own store of secrets, where this machine has one that can be trusted.

Linux: Secret Service or KWallet; macOS: Keychain; Windows: Credential Locker. A machine without
one (a server, a bare desktop) is common: then there is nothing here, and a person is asked. The
call may wait for the system's own question to its user.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "kapmonitor"
_RECOMMENDED = 1
"""keyring's own line between stores of the system and stop-gaps, such as files in clear."""


class NoKeychain(Exception):
    """This machine keeps no secrets for us; the text says why, in the library's words."""


def available() -> bool:
    """Return whether this machine has a store of secrets."""
    try:
        with _store():
            return True
    except NoKeychain:
        return False


def read(name: str) -> str | None:
    """Return the secret under a name; None where there is none. Raises NoKeychain."""
    with _store() as keyring:
        return keyring.get_password(_SERVICE, name)


def write(name: str, secret: str) -> None:
    """Keep a secret under a name. Raises NoKeychain."""
    with _store() as keyring:
        keyring.set_password(_SERVICE, name, secret)


def forget(name: str) -> None:
    """Remove the secret under a name, where there is one. Raises NoKeychain."""
    with _store() as keyring:
        if keyring.get_password(_SERVICE, name) is not None:
            keyring.delete_password(_SERVICE, name)


@contextmanager
def _store() -> Iterator[KeyringBackend]:
    import keyring  # imported here: it looks for every store there is, for a tenth of a second

    try:
        store = keyring.get_keyring()
        if store.priority >= _RECOMMENDED:
            yield store
            return
    except Exception as error:  # each store raises what its own system interface raises
        raise NoKeychain(type(error).__name__) from error
    raise NoKeychain(store.name)
