"""The one database driver that the record speaks to.

SQLCipher's where it is installed, for plain files as well, else the standard library's: everything
under `record` takes its connection and its error classes from here, and sqlite-utils is shown the
same driver. So one family of errors is met, and no file is open in two libraries that know nothing
of each other's locks. An encrypted file is opened with the data key itself: nothing is stretched,
so opening takes milliseconds.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kapmonitor.record.data_key import DataKey

if TYPE_CHECKING:
    import sqlite3 as _chosen
    from sqlite3 import Connection, Error, IntegrityError
else:
    try:
        from sqlcipher3 import dbapi2 as _chosen
    except ImportError:
        import sqlite3 as _chosen
    Connection, Error, IntegrityError = _chosen.Connection, _chosen.Error, _chosen.IntegrityError

CAN_ENCRYPT = _chosen.__name__.startswith("sqlcipher3")
"""Whether this installation can open and make encrypted files."""
VERSION = _chosen.sqlite_version
"""Of SQLite inside the driver."""

if CAN_ENCRYPT:
    # sqlite-utils takes a driver of this name before the standard library's.
    sys.modules.setdefault("pysqlite3", sys.modules["sqlcipher3"])
    sys.modules.setdefault("pysqlite3.dbapi2", _chosen)

__all__ = [
    "CAN_ENCRYPT",
    "VERSION",
    "Connection",
    "Error",
    "IntegrityError",
    "complete_statement",
    "connect",
    "copy_plain_encrypted",
]

complete_statement = _chosen.complete_statement


def connect(address: Path | str, *, key: DataKey | None = None, **how: Any) -> Connection:
    """Open a file, with the key it is encrypted with. `how`: as the driver's own. Raises Error."""
    if key is not None and not CAN_ENCRYPT:
        raise RuntimeError("This driver would take no notice of the key, and write in clear.")
    connection: Connection = _chosen.connect(address, **how)
    try:
        if key is not None:
            # The library writes its own complaints to standard error, which is ours.
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
            connection.execute(f"PRAGMA key = {_literal(key)}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def copy_plain_encrypted(source: Path, target: Path, key: DataKey) -> None:
    """Copy everything in a plain file into an encrypted one. Raises Error.

    SQLite's own backup copies pages, and those of a plain file have no room for a seal.
    """
    connection = connect(target, key=key, isolation_level=None, uri=True)
    try:
        address = f"{source.resolve().as_uri()}?mode=ro"
        connection.execute("ATTACH ? AS plain KEY ''", (address,))
        for name in ("application_id", "user_version"):  # the export leaves these two behind
            (value,) = connection.execute(f"PRAGMA plain.{name}").fetchone()
            connection.execute(f"PRAGMA main.{name} = {int(value)}")
        connection.execute("SELECT sqlcipher_export('main', 'plain')").fetchall()
    finally:
        connection.close()


def _literal(key: DataKey) -> str:
    return f"\"x'{key.secret.hex()}'\""
