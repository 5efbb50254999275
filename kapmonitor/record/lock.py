"""One program at a time writes a record.

The system's own advisory lock on a file beside the database: it ends with its holder, however
that ends, so a killed program never locks the next one out. The database file itself is not
used, because closing any handle of it would drop SQLite's locks on POSIX systems.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from kapmonitor.record.fault import RecordLocked, in_plain_words

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 1 << 30
"""Far behind the text: on Windows a locked byte cannot be read by others."""
_TEXT_LIMIT = 200


class WriterLock:
    """The right to write one record, until `release` or the end of the process."""

    def __init__(self, database: Path) -> None:
        """Take it at once. Raises RecordLocked, or what keeps the lock from being made."""
        self._path = database.with_name(database.name + ".lock")
        self._handle = _take(self._path, database)
        _say_who(self._handle)

    def release(self) -> None:
        """Give it back and leave no file behind; safe to repeat."""
        if self._handle >= 0:
            with suppress(OSError):  # Windows keeps the name while the file is open
                self._path.unlink()
            os.close(self._handle)
            self._handle = -1


def _take(path: Path, database: Path) -> int:
    with in_plain_words(database):
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if _holds(handle, path, database):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)


def _holds(handle: int, path: Path, database: Path) -> bool:
    """Return whether we hold the lock; no, where its last holder removed the file meanwhile."""
    if not _lock(handle):
        raise RecordLocked(database, _holder(handle))
    return _is_current(handle, path)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":  # pragma: no cover
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # held: POSIX says the one, Windows the other
        return False
    return True


def _is_current(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _say_who(handle: int) -> None:
    with suppress(OSError):  # a full disk: the lock holds, only its name is missing
        os.lseek(handle, 0, os.SEEK_SET)
        os.truncate(handle, 0)
        os.write(handle, f"process {os.getpid()}".encode())


def _holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, _TEXT_LIMIT).decode(errors="replace")
