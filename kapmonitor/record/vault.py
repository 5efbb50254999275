"""The vault: who can open the record, and with what.

One file beside the record, `kapmonitor.keys`. Opening a slot proves a secret, so the same file
serves sign-in where the record itself is not encrypted. Changing a secret writes one slot anew;
the record is not touched. Nothing is kept between two calls but the path: each reads the file, and
each change replaces it whole.

A person's secret takes a tenth of a second to try, on purpose: not on the window's thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from kapmonitor.language import mark, say
from kapmonitor.record import keychain, slot
from kapmonitor.record.data_key import DataKey, fresh_key, key_id
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.key_file import Keys, read_keys, write_keys
from kapmonitor.record.keychain import NoKeychain
from kapmonitor.record.recovery_key import fresh_recovery_key, understood
from kapmonitor.record.slot import SECOND_RECOMMENDED, Cost, Slot, SlotKind, octets_of

MIN_SECRET = 8
"""Characters of a person's secret (NIST SP 800-63B section 5.1.1.2): whoever steals the file may
guess as often as they like."""
_NAME_SIZE = 8
_MACHINE_SIZE = 32


class WrongSecret(Exception):
    """The secret does not open the slot; the text is for a person and tells nothing else."""

    def __init__(self) -> None:
        super().__init__(say(_WRONG))


class SecretTooShort(Exception):
    """The secret is refused; the text is for a person."""

    def __init__(self) -> None:
        super().__init__(say(_TOO_SHORT).format(least=MIN_SECRET))


class KeyStale(RecordFault):
    """The key in hand is not the one of the file any more."""

    pattern = mark(
        "The key of the record was changed meanwhile ({path}). Nothing was changed now. Close "
        "kapmonitor, and open it again with your secret."
    )


@dataclass(frozen=True, slots=True)
class Vault:
    """The key file at a path, with what a new secret's stretching shall cost."""

    path: Path
    cost: Cost = SECOND_RECOMMENDED

    @classmethod
    def load(cls, path: Path, cost: Cost = SECOND_RECOMMENDED) -> Self | None:
        """Return the vault at a path; None where there is no file. Raises RecordFault."""
        if not path.exists():
            return None
        read_keys(path)
        return cls(path, cost)

    @classmethod
    def create(cls, path: Path, cost: Cost = SECOND_RECOMMENDED) -> tuple[Self, DataKey]:
        """Make a key file with a new data key and, as yet, no way to it: give it one at once.

        Raises RecordFault, also where a file is there already that opens something.
        """
        if path.exists():
            there = read_keys(path)
            if there.slots or there.encrypted:
                raise KeysThere(path)
        key = fresh_key()
        write_keys(path, Keys(vault=secrets.token_hex(_NAME_SIZE), key=key.id, slots=()))
        return cls(path, cost), key

    @property
    def keys(self) -> Keys:
        """Return what the file holds now. Raises RecordFault."""
        return read_keys(self.path)

    @property
    def encrypted(self) -> bool:
        """Return whether the record beside it is meant to be encrypted. Raises RecordFault."""
        return self.keys.encrypted

    def has(self, kind: SlotKind) -> bool:
        """Return whether the file has a slot of a kind. Raises RecordFault."""
        return any(each.kind is kind for each in self.keys.slots)

    def operators(self) -> tuple[str, ...]:
        """Return the ids of the operators who have a secret. Raises RecordFault."""
        return tuple(each.id for each in self.keys.slots if each.kind is SlotKind.OPERATOR)

    def unlock_operator(self, id_: str, secret: str) -> DataKey:
        """Return the key, for an operator's secret. Raises WrongSecret, RecordFault."""
        return self._unlocked(SlotKind.OPERATOR, id_, octets_of(secret))

    def unlock_any_operator(self, secret: str) -> tuple[str, DataKey]:
        """Return whose secret it is, and the key. Raises WrongSecret, RecordFault."""
        for id_ in self.operators():
            with suppress(WrongSecret):
                return id_, self.unlock_operator(id_, secret)
        raise WrongSecret

    def unlock_recovery(self, words: str) -> DataKey:
        """Return the key, for the recovery key as it was typed. Raises WrongSecret, RecordFault."""
        octets = understood(words)
        if octets is None:
            raise WrongSecret
        return self._unlocked(SlotKind.RECOVERY, "", octets)

    def unlock_machine(self) -> DataKey | None:
        """Return the key, where the system's store keeps this machine's secret; else None.

        Raises RecordFault.
        """
        keys = self.keys
        if not self.has(SlotKind.MACHINE):
            return None
        try:
            kept = keychain.read(keys.vault) or ""
            return self._unlocked(SlotKind.MACHINE, "", bytes.fromhex(kept))
        except (NoKeychain, WrongSecret, ValueError):
            return None

    def verify(self, id_: str, secret: str) -> bool:
        """Return whether this is the operator's secret. Raises RecordFault."""
        try:
            self.unlock_operator(id_, secret)
        except WrongSecret:
            return False
        return True

    def set_operator(self, data_key: DataKey, id_: str, secret: str) -> None:
        """Give an operator a secret, or another one. Raises SecretTooShort, RecordFault."""
        if len(secret) < MIN_SECRET:
            raise SecretTooShort
        octets = octets_of(secret)
        self._put(
            data_key,
            lambda vault: slot.made(SlotKind.OPERATOR, id_, octets, self.cost, vault),
        )

    def remove_operator(self, id_: str) -> None:
        """Take away an operator's way in; safe to repeat. Raises RecordFault.

        Who kept a copy of the old file and the record can still open that copy.
        """
        write_keys(self.path, _without(self.keys, SlotKind.OPERATOR, id_))

    def set_recovery(self, data_key: DataKey) -> str:
        """Make a new recovery key, which is never seen again; the old one opens nothing more.

        Raises RecordFault.
        """
        words = fresh_recovery_key()
        self._put(data_key, lambda vault: _recovery(words, vault))
        return words

    def set_machine(self, data_key: DataKey) -> bool:
        """Let this machine open the record without asking; return whether its store keeps secrets.

        Raises RecordFault.
        """
        secret = secrets.token_bytes(_MACHINE_SIZE)
        try:
            keychain.write(self.keys.vault, secret.hex())
        except NoKeychain:
            return False
        self._put(data_key, lambda vault: slot.made(SlotKind.MACHINE, "", secret, None, vault))
        return True

    def remove_machine(self) -> None:
        """Ask for a secret at each start from now on. Raises RecordFault."""
        keys = self.keys
        write_keys(self.path, _without(keys, SlotKind.MACHINE, ""))
        with suppress(NoKeychain):
            keychain.forget(keys.vault)

    def set_encrypted(self, encrypted: bool) -> None:
        """Note whether the record beside the file is meant to be encrypted. Raises RecordFault."""
        write_keys(self.path, replace(self.keys, encrypted=encrypted))

    def begin_change(self, data_key: DataKey) -> DataKey:
        """Give every slot a new data key beside its old one. Raises RecordFault.

        Until `settle`, both open. A slot that no holder of the key has made is dropped.
        """
        keys = self._current(data_key)
        coming = fresh_key()
        slots = tuple(
            slot.given(_only(each, keys.key), coming.secret, keys.vault)
            for each in keys.slots
            if slot.vouched_for(each, data_key.secret, keys.vault)
        )
        write_keys(self.path, replace(keys, coming=coming.id, slots=slots))
        return DataKey(data_key.secret, coming.secret)

    def settle(self, data_key: DataKey) -> None:
        """Keep this key of the two alone: the one that opens the record. Raises RecordFault."""
        keys = self.keys
        if not keys.coming:
            return
        if data_key.id not in (keys.key, keys.coming):
            raise KeyStale(self.path)
        slots = tuple(_only(each, data_key.id) for each in keys.slots)
        write_keys(self.path, replace(keys, key=data_key.id, coming="", slots=slots))

    def _unlocked(self, kind: SlotKind, id_: str, secret: bytes) -> DataKey:
        keys = self.keys
        for each in keys.slots:
            if (each.kind, each.id) == (kind, id_):
                found = slot.opened(each, secret, keys.vault)
                if found and keys.key in found:
                    return DataKey(found[keys.key], found.get(keys.coming))
        raise WrongSecret

    def _put(self, data_key: DataKey, make: Callable[[str], Slot]) -> None:
        keys = self._current(data_key)
        write_keys(self.path, _with(keys, make(keys.vault), data_key))

    def _current(self, data_key: DataKey) -> Keys:
        """Return the file's content where the key is that of the file. Raises KeyStale."""
        keys = self.keys
        coming = "" if data_key.coming is None else key_id(data_key.coming)
        if (data_key.id, coming) != (keys.key, keys.coming):
            raise KeyStale(self.path)
        return keys


class KeysThere(RecordFault):
    """There is a key file already."""

    pattern = mark(
        "There is a key file at {path} already, and it may be the only way to a record. It was "
        "left as it is. Open the record with it, or move it away."
    )


def _recovery(words: str, vault: str) -> Slot:
    return slot.made(SlotKind.RECOVERY, "", understood(words) or b"", None, vault)


def _with(keys: Keys, fresh: Slot, data_key: DataKey) -> Keys:
    """Return the keys with a slot in the place of the one of its kind and id."""
    for each in (data_key.secret, data_key.coming):
        if each is not None:
            fresh = slot.given(fresh, each, keys.vault)
    rest = _without(keys, fresh.kind, fresh.id)
    return replace(rest, slots=(*rest.slots, fresh))


def _without(keys: Keys, kind: SlotKind, id_: str) -> Keys:
    kept = (each for each in keys.slots if (each.kind, each.id) != (kind, id_))
    return replace(keys, slots=tuple(kept))


def _only(one: Slot, key: str) -> Slot:
    return replace(one, sealed={name: box for name, box in one.sealed.items() if name == key})


_WRONG = mark("That secret does not open it. Nothing was changed. Try again, or use another way.")
_TOO_SHORT = mark("A secret has {least} characters or more. Nothing was changed. Use a longer one.")
