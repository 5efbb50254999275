"""Which version of the tables a file has, and how an older one comes up to date.

A version is major.minor, kept in SQLite's `user_version`; `application_id` tells our files from
others. A newer minor version only adds, so an older program may still show it; a newer major
one may mean anything. An existing file is migrated in a copy (`upgrade`), never in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kapmonitor.record import driver, patient_table, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database, Migrations

APPLICATION_ID = int.from_bytes(b"KAPm", "big")
_MAJOR_STEP = 1000


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of the tables."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


FIRST = Version(1, 0)
CURRENT = Version(1, 1)
NONE = Version(0, 0)
_SCRIPTS = ((FIRST, tables.SCHEMA_1_0), (Version(1, 1), tables.SCHEMA_1_1))


def version_of(connection: driver.Connection) -> Version:
    """Return the version of an open file; NONE while it is empty."""
    return Version(*divmod(_pragma(connection, "user_version"), _MAJOR_STEP))


def is_ours(connection: driver.Connection) -> bool:
    """Return whether the open file is a kapmonitor record."""
    return _pragma(connection, "application_id") == APPLICATION_ID


def set_version(connection: driver.Connection, version: Version) -> None:
    """Write the version into an open file."""
    number = version.major * _MAJOR_STEP + version.minor
    connection.execute(f"PRAGMA user_version = {number}")


def definitions(connection: driver.Connection) -> dict[str, str]:
    """Return what defines each table, index and trigger of an open file."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return dict(rows.fetchall())


def expected_definitions(version: Version) -> dict[str, str]:
    """Return the definitions that a record of a version has."""
    fresh = driver.connect(":memory:")
    try:
        for since, script in _SCRIPTS:
            if since <= version:
                fresh.executescript(script)
        return definitions(fresh)
    finally:
        fresh.close()


def migrate(
    database: Database,
    *,
    steps: Callable[[], Migrations] | None = None,
    target: Version = CURRENT,
) -> None:
    """Bring the tables to `target`."""
    if version_of(database.conn) == target:
        return
    with database.atomic():  # all the steps or none: a version is never half reached
        (steps or migrations)().apply(database)
        set_version(database.conn, target)


def migrations() -> Migrations:
    """Return every step from an empty file to the current version."""
    # Imported here: a quarter of a second that only a new or an older file has to spend.
    from sqlite_utils import Migrations

    steps = Migrations("kapmonitor")

    @steps()
    def version_1_0(database: Database) -> None:
        database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in _statements(tables.SCHEMA_1_0):
            database.conn.execute(statement)

    @steps()
    def version_1_1(database: Database) -> None:
        for statement in _statements(tables.SCHEMA_1_1):
            database.conn.execute(statement)
        patient_table.fill_lines(database.conn)

    return steps


def _statements(script: str) -> list[str]:
    # Not executescript: that commits the migration's transaction first.
    found, pending = [], ""
    for line in script.splitlines():
        pending += line + "\n"
        if driver.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def _pragma(connection: driver.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
