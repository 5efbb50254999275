"""Programs that are killed just before their n-th step on the file system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kapmonitor.record.encrypting import change_key, encrypt
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.vault import Vault

SECRET = "a long enough secret"
OPERATOR = "op-1"
DONE = 0
KILLED = 9
_STEPS = frozenset({"open", "os.link", "os.remove", "os.rename", "os.truncate", "sqlite3.connect"})


def encrypt_until(step: int, record: Path) -> None:
    """Encrypt a plain record; killed at a step."""
    vault = Vault(keys_beside(record))
    key = vault.unlock_operator(OPERATOR, SECRET)
    _killed_at(step, record.parent)
    encrypt(record, vault, key)
    os._exit(DONE)


def change_key_until(step: int, record: Path) -> None:
    """Change the key of an encrypted record; killed at a step."""
    vault = Vault(keys_beside(record))
    key = vault.unlock_operator(OPERATOR, SECRET)
    _killed_at(step, record.parent)
    change_key(record, vault, key)
    os._exit(DONE)


def _killed_at(step: int, folder: Path) -> None:
    """Die without a word at the n-th step that touches the folder; Python tells of each."""
    left = step

    def hear(event: str, told: tuple[object, ...]) -> None:
        nonlocal left
        if event in _STEPS and any(str(folder) in str(each) for each in told):
            left -= 1
            if left == 0:
                os._exit(KILLED)

    sys.addaudithook(hear)
