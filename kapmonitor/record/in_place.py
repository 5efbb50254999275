"""A proved file takes the place of a record, and what it replaces is kept beside it.

A record and its log of last entries belong together: the log is folded into the file first. Then
the old file gets a second name and the new one takes the first in a single step of the file
system, so that whenever the power goes, a whole record stands in its place. Only a record too
damaged for that is moved aside instead, with its log.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kapmonitor.record.connect import fold_log
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.durable import flush, move_durably
from kapmonitor.record.fault import in_plain_words
from kapmonitor.record.key_file import copy_keys

_ENDINGS = ("", "-wal", "-shm")


def take_place(part: Path, record: Path, kept: Path, key: DataKey | None) -> Path | None:
    """Give `part` the name of `record`; return where the old one is, None where there was none.

    `key`: what the old one is encrypted with; a copy of its key file is kept beside it. The caller
    holds the record's writer lock. Raises RecordFault, having left the record there.
    """
    with in_plain_words(record):
        if not record.exists():
            move_durably(part, record)
            return None
        kept = _free(kept)
        copy_keys(record, kept)
        if not fold_log(record, key):
            _swap_with_its_log(part, record, kept)
            return kept
        try:
            _name_twice(record, kept)
            move_durably(part, record)
        except OSError:
            if part.exists():  # or only the flush of the folder failed, and the old one is there
                with suppress(OSError):
                    kept.unlink(missing_ok=True)
            raise
    return kept


def _free(wanted: Path) -> Path:
    """Return the wanted name, with a number where something has it already."""
    return next(each for each in _numbered(wanted) if not each.exists())


def _numbered(wanted: Path) -> Iterator[Path]:
    yield wanted
    number = 1
    while True:
        number += 1
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")


def _name_twice(record: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(record)
    except OSError:  # a file system without second names
        shutil.copyfile(record, kept)
        kept.chmod(0o600)
        flush(kept)


def _swap_with_its_log(part: Path, record: Path, kept: Path) -> None:
    _move(record, kept)
    try:
        move_durably(part, record)
    except OSError:
        if part.exists():
            _move(kept, record)
        raise


def _move(there: Path, to: Path) -> None:
    """Move a record with its log. The record goes first: left alone in its old place, it would be
    opened without its last entries."""
    for ending in _ENDINGS:
        each = there.with_name(there.name + ending)
        if each.exists():
            each.replace(to.with_name(to.name + ending))


def forget(part: Path) -> None:
    """Remove a file that was not put in place, with what SQLite made beside it."""
    for ending in (*_ENDINGS, "-journal"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)
