"""Whether a record is encrypted, and why the key in hand does not open it.

A file that is encrypted looks like nothing at all: only a key tells it from another program's. So
each way in which key and file do not fit has its own sentence, and none is called damage.

The file is looked at through the driver, never opened beside it: on POSIX systems, closing any
other handle of a file drops the locks that this program's writer has on it.
"""

from __future__ import annotations

from pathlib import Path

from kapmonitor.language import mark
from kapmonitor.record import driver
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordFault, RecordForeign, in_plain_words
from kapmonitor.record.key_file import keys_beside

_PAGE = 4096
"""SQLCipher's page: https://www.zetetic.net/sqlcipher/design/."""
_RANDOM_VALUES = 248
"""Of 256 values of an octet, a page of random ones lacks more than eight once in ages; text and
other programs' files lack many."""


class RecordOtherKey(RecordFault):
    """The key in hand does not open the file."""

    pattern = mark(
        "The record {path} does not open with this key: it is encrypted with another one, is no "
        "kapmonitor record, or its beginning was overwritten. It was left as it is. Use the key "
        "file that belongs to it (a copy lies beside each backup), or restore a backup."
    )


class RecordNeedsKey(RecordFault):
    """The file is encrypted, and no key was given."""

    pattern = mark(
        "The record {path} is encrypted, and was not unlocked. It was left as it is. Unlock it "
        "with your secret or the recovery key."
    )


class RecordKeysMissing(RecordFault):
    """The file is encrypted, and its key file is gone."""

    pattern = mark(
        "The record {path} is encrypted, and its key file {keys} is not beside it. It was left as "
        "it is. Put the key file back: a copy lies beside each backup."
    )

    def __init__(self, path: Path) -> None:
        super().__init__(path, keys=keys_beside(path).name)


class RecordPlain(RecordFault):
    """The file is plain where an encrypted one belongs."""

    pattern = mark(
        "The record {path} is not encrypted, though its key file says that it is: another file was "
        "put in its place. It was left as it is. Put the right one back, or restore a backup."
    )


class RecordNeedsCipher(RecordFault):
    """The file is encrypted, and this installation cannot decrypt."""

    pattern = mark(
        "The record {path} is encrypted, and this installation of kapmonitor cannot open encrypted "
        "records: the part sqlcipher3 is missing. It was left as it is. Install that part, or open "
        "the record on another computer."
    )


def is_plain(path: Path) -> bool:
    """Return whether a file opens without a key: a plain record, or an empty file.

    Raises RecordFault.
    """
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with in_plain_words(path):
        connection = driver.connect(address, uri=True)
        try:
            with in_plain_words(path):
                connection.execute("PRAGMA schema_version").fetchone()
        except RecordForeign:
            return False
        finally:
            connection.close()
    return True


def misfit(path: Path, key: DataKey | None) -> RecordFault:
    """Return why a file that is no database to the driver is none. Raises RecordFault."""
    if not driver.CAN_ENCRYPT:
        encrypted = keys_beside(path).exists() or looks_encrypted(path)
        return RecordNeedsCipher(path) if encrypted else RecordForeign(path)
    if key is not None:
        return RecordPlain(path) if is_plain(path) else RecordOtherKey(path)
    if keys_beside(path).exists():
        return RecordNeedsKey(path)
    return RecordKeysMissing(path) if looks_encrypted(path) else RecordForeign(path)


def looks_encrypted(path: Path) -> bool:
    """Return whether a file that is not open can be an encrypted record, by its size and its
    first page. Raises RecordFault."""
    with in_plain_words(path), path.open("rb") as file:
        page = file.read(_PAGE)
        size = path.stat().st_size
    return size >= _PAGE and size % _PAGE == 0 and len(set(page)) >= _RANDOM_VALUES
