"""The key file as it stands on the disk: JSON, for its owner alone, replaced whole or not at all.

It names no person: operators by their ids only. Whoever has the file but none of the secrets can
do nothing with it; whoever loses it loses the record, so a copy goes with every backup.
"""

from __future__ import annotations

import binascii
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kapmonitor.language import mark
from kapmonitor.record.durable import move_durably
from kapmonitor.record.fault import RecordFault, in_plain_words
from kapmonitor.record.slot import Cost, Sealed, Slot, SlotKind

KEYS_ENDING = ".keys"
_FORMAT = "kapmonitor keys"
_VERSION = 1
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_ITERATIONS = 64
_MOST_LANES = 64
"""Beyond these a file would stop the machine instead of opening."""


class KeysDamaged(RecordFault):
    """The key file cannot be read as one."""

    pattern = mark(
        "The key file {path} is damaged or not one of kapmonitor's. It was left as it is. Put the "
        "key file of the latest backup in its place."
    )


class KeysNewer(RecordFault):
    """A newer program wrote the key file."""

    pattern = mark(
        "The key file {path} was written by a newer kapmonitor. It was left as it is. Update "
        "kapmonitor to open the record."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the key file holds."""

    vault: str
    """Names this file for good; the system's store keeps the machine's secret under it."""
    key: str
    """The name of the data key."""
    coming: str = ""
    """The name of the key that is taking its place."""
    encrypted: bool = False
    """Whether the record beside it is meant to be encrypted; else the file serves sign-in alone."""
    slots: tuple[Slot, ...]


def keys_beside(record: Path) -> Path:
    """Return where the key file of a record is: beside it, with its own ending."""
    return record.with_suffix(KEYS_ENDING)


def copy_keys(record: Path, copy: Path) -> None:
    """Put a copy of a record's key file, where it has one, beside a copy of the record: without
    it the copy could not be opened once the key was changed. Raises RecordFault."""
    keys = keys_beside(record)
    if keys.exists():
        with in_plain_words(keys):
            octets = keys.read_bytes()
        place_octets(keys_beside(copy), octets)


def read_keys(path: Path) -> Keys:
    """Return what the key file holds. Raises RecordFault."""
    with in_plain_words(path):
        octets = path.read_bytes()
    try:
        return _keys(json.loads(octets), path)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KeysDamaged(path) from error


def write_keys(path: Path, keys: Keys) -> None:
    """Put the key file in its place durably, or leave the one that is there. Raises RecordFault."""
    place_octets(path, json.dumps(_json(keys), indent=1).encode() + b"\n")


def place_octets(path: Path, octets: bytes) -> None:
    """Write a small file whole, for its owner alone. Raises RecordFault."""
    part = path.with_name(f".{path.name}.part")
    with in_plain_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(octets)
        move_durably(part, path)


def _keys(found: Any, path: Path) -> Keys:
    if found["format"] != _FORMAT:
        raise KeysDamaged(path)
    if found["version"] > _VERSION:
        raise KeysNewer(path)
    slots = tuple(_slot(each) for each in found["slots"])
    return Keys(
        vault=_text(found["vault"]),
        key=_text(found["key"]),
        coming=_text(found["coming"]),
        encrypted=found["encrypted"] is True,
        slots=slots,
    )


def _slot(found: Mapping[str, Any]) -> Slot:
    return Slot(
        kind=SlotKind(found["kind"]),
        id=_text(found["id"]),
        salt=binascii.unhexlify(found["salt"]),
        cost=_cost(found["argon2id"]),
        public=binascii.unhexlify(found["public"]),
        private=binascii.unhexlify(found["private"]),
        sealed={
            _text(name): Sealed(box=binascii.unhexlify(each["box"]), mark=_text(each["mark"]))
            for name, each in found["sealed"].items()
        },
    )


def _cost(found: Mapping[str, Any] | None) -> Cost | None:
    if found is None:
        return None
    cost = Cost(
        iterations=_whole(found["iterations"], _MOST_ITERATIONS),
        lanes=_whole(found["lanes"], _MOST_LANES),
        memory_kib=_whole(found["memory_kib"], _MOST_MEMORY_KIB),
    )
    if cost.memory_kib < 8 * cost.lanes:  # RFC 9106 section 3.1
        raise ValueError
    return cost


def _whole(found: object, most: int) -> int:
    if type(found) is not int or not 1 <= found <= most:
        raise ValueError
    return found


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def _json(keys: Keys) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "vault": keys.vault,
        "key": keys.key,
        "coming": keys.coming,
        "encrypted": keys.encrypted,
        "slots": [_slot_json(each) for each in keys.slots],
    }


def _slot_json(slot: Slot) -> dict[str, object]:
    cost = slot.cost
    return {
        "kind": slot.kind,
        "id": slot.id,
        "salt": slot.salt.hex(),
        "argon2id": cost
        and {"iterations": cost.iterations, "lanes": cost.lanes, "memory_kib": cost.memory_kib},
        "public": slot.public.hex(),
        "private": slot.private.hex(),
        "sealed": {
            name: {"box": each.box.hex(), "mark": each.mark} for name, each in slot.sealed.items()
        },
    }
