"""The one database driver that the record speaks to.

Everything under `record` takes its connection and its error classes from here, so that another
driver with the same interface (an encrypting one) takes the place of SQLite's own in one line.
"""

from __future__ import annotations

from sqlite3 import (
    Connection,
    Error,
    IntegrityError,
    complete_statement,
    connect,
)

__all__ = ["Connection", "Error", "IntegrityError", "complete_statement", "connect"]
