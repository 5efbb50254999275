"""The way to the key of a record: this machine's own secret where it has one, else a person's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kapmonitor.record import driver, keychain
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.encrypting import fitting
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.seal import RecordNeedsCipher, is_plain
from kapmonitor.record.vault import Vault, WrongSecret

Ask = Callable[[Vault], DataKey]
"""Ask a person; raises what the asker raises where there is nobody, or no answer."""


def unlock(record: Path, ask: Ask) -> DataKey | None:
    """Return the key that the record opens with; None where it needs none.

    Raises RecordFault, and what `ask` raises.
    """
    vault = locked_by(record)
    if vault is None:
        return None
    if not driver.CAN_ENCRYPT:
        raise RecordNeedsCipher(record)
    return fitting(record, vault.unlock_machine() or ask(vault))


def locked_by(record: Path) -> Vault | None:
    """Return the vault that a record is encrypted by; None where it needs no key, or has none.

    A key file beside a plain record serves sign-in alone. Raises RecordFault.
    """
    vault = Vault.load(keys_beside(record))
    if vault is None or vault.encrypted:
        return vault
    return None if not record.exists() or is_plain(record) else vault


def unlocked_by(vault: Vault, secret: str) -> DataKey:
    """Return the key for an operator's secret or the recovery key, whichever was typed.

    Raises WrongSecret, RecordFault.
    """
    try:
        return vault.unlock_recovery(secret)
    except WrongSecret:
        return vault.unlock_any_operator(secret)[1]


def key_of_new_record(record: Path) -> DataKey | None:
    """Return the key of a record that is about to be made for the first time, where this machine
    can keep one without asking anybody; else None. Raises RecordFault.
    """
    keys = keys_beside(record)
    if not driver.CAN_ENCRYPT or record.exists() or Vault.load(keys) or not keychain.available():
        return None
    vault, key = Vault.create(keys)
    if not vault.set_machine(key):
        keys.unlink()  # nothing is encrypted with it
        return None
    vault.set_encrypted(True)
    return key
