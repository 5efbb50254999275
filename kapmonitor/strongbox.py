"""The key of one data folder's record while the program runs: got at the start, kept in memory.

The machine's own secret opens the record without a question, where it keeps one; else the record
waits for a person's. What changes the way in (a new recovery key, another key, encrypting a plain
record) asks again for a secret wherever anybody has one. Used on the engine's thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import driver, keychain
from kapmonitor.record.connect import Record
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.encrypting import Encrypted, change_key, encrypt, fitting
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.practice import PracticeLog, SettingChanged
from kapmonitor.record.seal import RecordNeedsCipher
from kapmonitor.record.slot import SlotKind
from kapmonitor.record.unlocking import key_of_new_record, locked_by, unlocked_by
from kapmonitor.record.vault import Vault, WrongSecret
from kapmonitor.session.vocabulary import Origin

Rewrite = Callable[[Callable[[], DataKey]], None]
"""Closes the record, lets it be written anew under the key that is returned, and opens it."""

NOBODY_COULD_OPEN = mark(
    "Nobody could open it: this computer keeps no secrets, and nobody has one. Give yourself a "
    "secret first; then encrypt the record. Nothing was changed."
)
NOT_READY = mark("The record is not open yet. Nothing was changed.")


class Refusal(Exception):
    """What was asked cannot be done; the text is for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """How the record is protected, as it stands."""

    encrypted: bool
    possible: bool = driver.CAN_ENCRYPT
    """Whether this installation can encrypt."""
    keychain: bool = False
    """Whether this account keeps secrets."""
    here: bool = False
    """Whether this computer opens the record without asking."""
    recovery: bool = False
    people: int = 0
    """How many people have a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done, and the recovery key where a new one was made: it is never seen again."""

    encrypted: Encrypted | None = None
    recovery_key: str = ""


def protection_of(record: Path) -> Protection:
    """Return how a record is protected, leaving this account's store aside. Raises RecordFault."""
    vault = Vault.load(keys_beside(record))
    if vault is None:
        return Protection(encrypted=False)
    return Protection(
        encrypted=locked_by(record) is not None,
        here=vault.has(SlotKind.MACHINE),
        recovery=vault.has(SlotKind.RECOVERY),
        people=len(vault.operators()),
    )


def note_change(record: Record, what: str, origin: Origin, utc: datetime) -> None:
    """Keep in the record that the way into it was changed. Raises RecordFault."""
    fact = SettingChanged(name=f"protection.{what}", before=None, after="changed")
    PracticeLog(record).append(fact, utc, origin)


class Strongbox:
    """The key of a record. Use on the engine's loop only."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._keys = keys_beside(record)
        self._waiting: asyncio.Future[DataKey] | None = None
        self.key: DataKey | None = None
        self.rewrite: Rewrite | None = None
        """How the open record is rewritten; None while it is not open."""

    async def open(self, show_locked: Callable[[], None]) -> DataKey | None:
        """Return the key of the record, None where it has none; wait for a person where needed.

        A record that is not there yet gets a key where this machine can keep one. Raises
        RecordFault.
        """
        vault = locked_by(self._record)
        if vault is None:
            self.key = await asyncio.to_thread(key_of_new_record, self._record)
            return self.key
        if not driver.CAN_ENCRYPT:
            raise RecordNeedsCipher(self._record)
        found = await asyncio.to_thread(vault.unlock_machine)
        if found is None:
            self._waiting = asyncio.get_running_loop().create_future()
            show_locked()
            found = await self._waiting
        self.key = fitting(self._record, found)
        return self.key

    def unlock(self, secret: str) -> str:
        """Open with an operator's secret, and return whose; or with the recovery key, nobody's.

        Raises WrongSecret, RecordFault.
        """
        vault = Vault.load(self._keys)
        if vault is None or self._waiting is None or self._waiting.done():
            return ""
        try:
            who, key = "", vault.unlock_recovery(secret)
        except WrongSecret:
            who, key = vault.unlock_any_operator(secret)
        self._waiting.set_result(key)
        return who

    def state(self) -> Protection:
        """Return how the record is protected. Raises RecordFault."""
        return replace(protection_of(self._record), keychain=keychain.available())

    def encrypt(self, secret: str) -> Done:
        """Encrypt the plain record. Raises Refusal, WrongSecret, RecordFault."""
        if not driver.CAN_ENCRYPT:
            raise RecordNeedsCipher(self._record)
        vault, key = self._vault_for_encrypting(secret)
        words = "" if vault.has(SlotKind.RECOVERY) else vault.set_recovery(key)
        done: list[Encrypted] = []

        def write() -> DataKey:
            done.append(encrypt(self._record, vault, key))
            return key

        self._rewritten(write)
        return Done(encrypted=done[0], recovery_key=words)

    def new_recovery_key(self, secret: str) -> Done:
        """Make a recovery key; an older one opens nothing more. Raises Refusal, WrongSecret,
        RecordFault."""
        vault, key = self._proven(secret)
        return Done(recovery_key=vault.set_recovery(key))

    def change_key(self, secret: str) -> Done:
        """Encrypt the record with another key. Raises Refusal, WrongSecret, RecordFault."""
        vault, key = self._proven(secret)
        self._rewritten(lambda: change_key(self._record, vault, key))
        return Done()

    def keep_here(self, secret: str, here: bool) -> Done:
        """Let this computer open the record without asking, or not any more. Raises Refusal,
        WrongSecret, RecordFault."""
        vault, key = self._proven(secret)
        if here and not vault.set_machine(key):
            raise Refusal(say(NOBODY_COULD_OPEN))
        if not here:
            if not vault.operators():
                raise Refusal(say(NOBODY_COULD_OPEN))
            vault.remove_machine()
        return Done()

    def _rewritten(self, write: Callable[[], DataKey]) -> None:
        if self.rewrite is None:
            raise Refusal(say(NOT_READY))

        def written() -> DataKey:
            self.key = write()
            return self.key

        self.rewrite(written)

    def _vault_for_encrypting(self, secret: str) -> tuple[Vault, DataKey]:
        vault = Vault.load(self._keys)
        if vault is not None and vault.operators():
            return self._proven(secret)
        if not keychain.available():
            raise Refusal(say(NOBODY_COULD_OPEN))
        if vault is not None and vault.keys.slots:
            return self._proven(secret)
        vault, key = Vault.create(self._keys)
        if not vault.set_machine(key):
            raise Refusal(say(NOBODY_COULD_OPEN))
        return vault, key

    def _proven(self, secret: str) -> tuple[Vault, DataKey]:
        """Return the vault and its key; where anybody has a secret, one is to be shown again."""
        vault = Vault.load(self._keys)
        if vault is None:
            raise Refusal(say(NOT_READY))
        if vault.operators():
            return vault, unlocked_by(vault, secret)
        key = self.key or vault.unlock_machine()
        if key is None:
            raise WrongSecret
        return vault, key
