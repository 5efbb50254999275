"""Opening the record: for one writer, or for reading beside it.

We open and configure the connection ourselves, so that durability does not hang on a library's
defaults: write-ahead log, a flush to the disk at each commit, no third-party plugins. A
connection belongs to the thread that opened it; the driver refuses any other.

A record is opened with the key it is encrypted with, or without one where it is plain.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kapmonitor.record import driver, schema
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.durable import move_durably
from kapmonitor.record.fault import (
    RecordDamaged,
    RecordFault,
    RecordForeign,
    RecordMissing,
    RecordNewer,
    RecordReadOnly,
    in_plain_words,
)
from kapmonitor.record.heads import Heads, beside
from kapmonitor.record.lock import WriterLock
from kapmonitor.record.seal import RecordNeedsCipher, misfit

if TYPE_CHECKING:
    from sqlite_utils import Database

FILE_NAME = "kapmonitor.db"
BUSY_S = 0.5
"""How long another program's short transaction is waited for; the engine waits with it."""

_COMMON = ("foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF")
_IMMUTABLE = "&immutable=1"
"""SQLite makes no log and takes no lock: right only while nobody is writing."""
_WRITING = (
    "journal_mode = WAL",
    "synchronous = FULL",
    # macOS: a plain flush leaves the data in the drive's cache (https://www.sqlite.org/pragma.html).
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    # Erased words are overwritten, not only unlinked.
    "secure_delete = ON",
)


class Record:
    """An open record. Use it in the thread that opened it, as a context manager or with close."""

    def __init__(
        self,
        path: Path,
        connection: driver.Connection,
        lock: WriterLock | None = None,
        *,
        heads: Heads | None = None,
        key: DataKey | None = None,
    ) -> None:
        self.path = path
        self.connection = connection
        self.key = key
        """What the record is encrypted with."""
        self.heads = heads or Heads()
        """Where it is noted, apart from the record, how far the record has come."""
        self._lock = lock
        self.refusal: RecordFault = RecordReadOnly(path)
        """Why nothing can be written, where this can only be read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Return whether this connection can only read."""
        return self._lock is None

    @cached_property
    def database(self) -> Database:
        """The same connection through sqlite-utils."""
        # Imported here: a quarter of a second that no start-up should wait for.
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)

    @contextmanager
    def transaction(self) -> Iterator[driver.Connection]:
        """All or nothing, durable when left without an exception. Raises RecordFault."""
        if self.read_only:
            raise self.refusal
        with in_plain_words(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # SQLite itself ends the transaction after some faults of the disk.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                self.heads.forget()
                raise
        self.heads.after_commit(self.connection)

    @contextmanager
    def reading(self) -> Iterator[driver.Connection]:
        """Several queries on one unchanging state. Raises RecordFault."""
        with in_plain_words(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close, leaving one whole file where the disk allows; safe to repeat."""
        if self._lock is not None:
            with suppress(driver.Error):  # closed already, a reader is busy, or the disk is full
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()
        if self._lock is not None:
            self._lock.release()
        else:
            _tidy(self.path, self.key)


def open_record(path: Path, key: DataKey | None = None, *, also: Path | None = None) -> Record:
    """Open the record for writing; make it where there is none. Raises RecordFault.

    `key`: what it is encrypted with; `also`: a second place to note heads in.
    """
    _check_cipher(path, key)
    with in_plain_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = WriterLock(path)
    try:
        if not path.exists():
            _make(path, key)
        if _version_to_write(path, key) < schema.CURRENT:
            # Imported here: only an older file needs it.
            from kapmonitor.record.upgrade import upgrade

            upgrade(path, key)
        heads = Heads(beside(path), *([also] if also is not None else []))
        return Record(path, _writing_connection(path, key), lock, heads=heads, key=key)
    except BaseException:
        lock.release()
        raise


def migrate_alone(path: Path, key: DataKey | None) -> None:
    """Bring a file that nobody else knows of up to date, as one file. Raises RecordFault."""
    with in_plain_words(path):
        connection = _writing_connection(path, key)
        try:  # closing would keep quiet about a log that the disk did not take into the file
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def fold_log(path: Path, key: DataKey | None) -> bool:
    """Take the log of a closed record into its file; return whether there is none left.

    The caller holds the writer lock. A file that is damaged or no record stays as it is.
    """
    with suppress(driver.Error):
        connection = driver.connect(path, key=key, isolation_level=None, timeout=BUSY_S)
        try:
            connection.execute("PRAGMA synchronous = FULL").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    return not _log_of(path).exists()


def open_history(path: Path, key: DataKey | None = None) -> Record:
    """Open an existing record for reading only, also beside its writer. Raises RecordFault."""
    if not path.exists():
        raise RecordMissing(path)
    _check_cipher(path, key)
    _check_size(path)
    has_log = _log_of(path).exists()
    if not has_log:
        _look_without_a_trace(path, key)
    try:
        return Record(path, _reading_connection(path, key), key=key)
    except RecordReadOnly:
        if has_log:
            raise
        # SQLite wants to make a log even to read, unless told that nobody can be writing.
        return Record(path, _reading_connection(path, key, _IMMUTABLE), key=key)


def open_as_far_as_possible(
    path: Path, key: DataKey | None = None, *, also: Path | None = None
) -> Record:
    """Open as `open_record` does; or only to read what is of a newer program or may not be written.

    Raises RecordFault where not even that is possible.
    """
    try:
        return open_record(path, key, also=also)
    except (RecordNewer, RecordReadOnly) as fault:
        try:
            record = open_history(path, key)
        except RecordFault:
            raise fault from None
        record.refusal = fault
        return record


def _look_without_a_trace(path: Path, key: DataKey | None) -> None:
    """Refuse a file that is damaged or not ours before SQLite makes a log beside it."""
    try:
        _reading_connection(path, key, _IMMUTABLE).close()
    except RecordFault:
        if not _log_of(path).exists():
            raise
        # A writer came meanwhile: only a look beside it tells.


def _reading_connection(path: Path, key: DataKey | None, how: str = "") -> driver.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro{how}"
    with in_plain_words(path):
        connection = driver.connect(
            address, key=key, uri=True, isolation_level=None, timeout=BUSY_S
        )
        try:
            with _told_why_it_does_not_fit(path, key):
                _check_kind(connection, path)
            _configure(connection, _COMMON)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def _told_why_it_does_not_fit(path: Path, key: DataKey | None) -> Iterator[None]:
    try:
        with in_plain_words(path):
            yield
    except RecordForeign as error:
        if not isinstance(error.__cause__, driver.Error):
            raise  # it opened, and is another program's
        raise misfit(path, key) from error


# Every SQLite file: https://www.sqlite.org/fileformat2.html section 1.3.
_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\0"


def _check_size(path: Path) -> None:
    """SQLite takes a file that is shorter than its header for a new one."""
    with in_plain_words(path):
        if path.is_dir():
            raise RecordForeign(path)
        if path.stat().st_size >= _HEADER_SIZE:
            return
        begins_as_ours = path.read_bytes().startswith(_MAGIC)
    raise RecordDamaged(path) if begins_as_ours else RecordForeign(path)


def _make(path: Path, key: DataKey | None) -> None:
    """Make an empty record whole under another name, so that a half-made one is never met."""
    if _log_of(path).exists():
        raise RecordDamaged(path)  # its log is still here: the file was removed, not never made
    part = path.with_name(path.name + ".part")
    with in_plain_words(path):
        for left in (part, _log_of(part)):
            left.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
        migrate_alone(part, key)
        move_durably(part, path)


def _writing_connection(path: Path, key: DataKey | None) -> driver.Connection:
    with in_plain_words(path):
        connection = driver.connect(path, key=key, isolation_level=None, timeout=BUSY_S)
        try:
            _configure(connection, _COMMON + _WRITING)
            _bring_up_to_date(connection)
            _prove_writable(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _prove_writable(connection: driver.Connection) -> None:
    # SQLite opens a file that it may not write without a word, until the first change.
    connection.execute("BEGIN IMMEDIATE")
    schema.set_version(connection, schema.version_of(connection))
    connection.execute("ROLLBACK")


def _bring_up_to_date(connection: driver.Connection) -> None:
    if schema.version_of(connection) != schema.CURRENT:
        from sqlite_utils import Database  # as above

        schema.migrate(Database(connection, execute_plugins=False, strict=True))


def _check_cipher(path: Path, key: DataKey | None) -> None:
    if key is not None and not driver.CAN_ENCRYPT:
        raise RecordNeedsCipher(path)


def _version_to_write(path: Path, key: DataKey | None) -> schema.Version:
    """Return the version of a file; refuse what is not ours to write.

    Looked at through a connection that cannot change it.
    """
    with open_history(path, key) as history, in_plain_words(path):
        found = schema.version_of(history.connection)
    if found > schema.CURRENT:
        raise RecordNewer(path, found=str(found), known=str(schema.CURRENT), readable=True)
    return found


def _check_kind(connection: driver.Connection, path: Path) -> None:
    if not schema.is_ours(connection):
        raise RecordForeign(path)
    found = schema.version_of(connection)
    if found.major > schema.CURRENT.major:
        raise RecordNewer(path, found=str(found), known=str(schema.CURRENT))


def _configure(connection: driver.Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _tidy(path: Path, key: DataKey | None) -> None:
    """Remove the empty log that a reader makes and cannot remove, unless someone is writing."""
    with suppress(RecordFault, driver.Error, OSError):
        if _log_of(path).stat().st_size > 0:
            return  # it holds entries: the next writer takes them over
        lock = WriterLock(path)
        try:
            connection = driver.connect(path, key=key)
            schema.version_of(connection)
            connection.close()
        finally:
            lock.release()


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
