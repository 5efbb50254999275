"""Every way the record can fail a person, each as one plain sentence.

A `RecordFault` is the environment's fault, never ours: `str()` of it says what happened, what
was kept and what to do next, and holds no word about a patient. Misuse of the record by our own
code (a wrong thread, a broken constraint) is not translated: it is a bug and shows as one.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import driver


class RecordFault(Exception):
    """The record cannot do what was asked; the text is for a person."""

    pattern = mark(
        "The disk did not take or give back part of the record ({path}). What was saved before is "
        "kept. Check the disk and its connection; saving is tried again."
    )

    def __init__(self, path: Path, **details: object) -> None:
        self.path = path
        super().__init__(say(self.pattern).format(path=path, **details))


class RecordLocked(RecordFault):
    """Another program holds the record."""

    pattern = mark(
        "The record {path} is in use by another program{holder}. Nothing was changed. Close it "
        "there, or choose another data folder with --data."
    )

    def __init__(self, path: Path, holder: str = "") -> None:
        super().__init__(path, holder=f" ({holder})" if holder else "")


class RecordReadOnly(RecordFault):
    """The file or its folder may not be written."""

    pattern = mark(
        "The record {path} cannot be opened for writing: the file or its folder is read-only, or "
        "belongs to someone else. What was saved before is kept. Allow writing there, or choose "
        "another data folder with --data."
    )


class RecordFull(RecordFault):
    """The disk is full."""

    pattern = mark(
        "The disk that holds the record {path} is full. The last entry is not saved yet; "
        "everything before it is. Free some space; saving is tried again."
    )


class RecordDamaged(RecordFault):
    """The file is ours but broken."""

    pattern = mark(
        "The record {path} is damaged: the file was cut short or overwritten. It was left as it "
        "is. Run kapmonitor check-record to see what is whole, and restore the latest backup."
    )


class RecordNewer(RecordFault):
    """A newer program wrote the record."""

    pattern = mark(
        "The record {path} was written by a newer kapmonitor (record version {found}; this "
        "program writes {known}). It was left as it is. Update kapmonitor to go on with "
        "it{meanwhile}."
    )

    def __init__(self, path: Path, *, found: str, known: str, readable: bool = False) -> None:
        meanwhile = say("; until then you can read and export it") if readable else ""
        super().__init__(path, found=found, known=known, meanwhile=meanwhile)


class RecordForeign(RecordFault):
    """The file belongs to another program."""

    pattern = mark(
        "{path} is not a kapmonitor record. It was left as it is. Move it away, or choose another "
        "data folder with --data."
    )


class RecordMissing(RecordFault):
    """There is no record yet."""

    pattern = mark(
        "There is no record at {path} yet. Nothing was made. Start a session first, or choose "
        "another data folder with --data."
    )


class RecordUnreadable(RecordFault):
    """An entry does not say what its type promises: damaged, or of a newer program."""

    pattern = mark(
        "Entry {seq} of session {stream} in {path} cannot be read by this program. It was left as "
        "it is. Run kapmonitor check-record; if the record is intact, update kapmonitor."
    )

    def __init__(self, path: Path, *, stream: str, seq: int) -> None:
        super().__init__(path, stream=stream, seq=seq)


class OutOfSequence(RecordFault):
    """The entries do not follow the last one saved: someone else wrote in between."""

    pattern = mark(
        "Session {stream} in {path} already holds other entries after number {seq}. The new ones "
        "were not saved. Leave the session and open it again from the history."
    )

    def __init__(self, path: Path, *, stream: str, seq: int) -> None:
        super().__init__(path, stream=stream, seq=seq)


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn what the system and the database driver raise about `path` into a RecordFault."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise RecordDamaged(path) from error  # the driver could not even spell its complaint
    except driver.Error as error:
        kind = _KINDS.get(_primary_code(error))
        if kind is None:
            raise
        raise kind(path) from error
    except OSError as error:
        raise _SYSTEM_KINDS.get(error.errno, RecordFault)(path) from error


_SQLITE_PRIMARY = 0xFF
_UNDECODABLE = 11
"""Text that is no UTF-8 has no code of its own: it is damage, as SQLITE_CORRUPT (11)."""

# SQLite primary result codes, https://www.sqlite.org/rescode.html
_KINDS: dict[int, type[RecordFault]] = {
    3: RecordReadOnly,  # PERM
    5: RecordLocked,  # BUSY
    6: RecordLocked,  # LOCKED
    8: RecordReadOnly,  # READONLY
    10: RecordFault,  # IOERR
    11: RecordDamaged,  # CORRUPT
    13: RecordFull,  # FULL
    14: RecordReadOnly,  # CANTOPEN
    26: RecordForeign,  # NOTADB
}


# SQLite's words for some of them: SQLCipher's driver gives no code with the faults of a backup.
_BY_WORDS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}

_SYSTEM_KINDS: dict[int | None, type[RecordFault]] = {
    errno.ENOSPC: RecordFull,
    errno.EDQUOT: RecordFull,
    errno.EACCES: RecordReadOnly,
    errno.EPERM: RecordReadOnly,
    errno.EROFS: RecordReadOnly,
    errno.ENOTDIR: RecordReadOnly,
    errno.EEXIST: RecordReadOnly,
}


def _primary_code(error: driver.Error) -> int:
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & _SQLITE_PRIMARY
    said = str(error)
    return _UNDECODABLE if "decode to UTF-8" in said else _BY_WORDS.get(said, 0)
