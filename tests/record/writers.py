"""Programs that are killed: targets for processes of their own, reporting over a pipe."""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
from multiprocessing.connection import Connection
from pathlib import Path

from kapmonitor.record.backup import restore
from kapmonitor.record.connect import open_record
from kapmonitor.record.log import SessionLog
from tests.record.examples import START, entries_of, note, opened, pressure, recorded

# A server that has everything imported and forks: a process costs milliseconds, not a start.
SPAWN = multiprocessing.get_context("forkserver")
# Where its server listens is settled now: a test that moves the temporary folder, and comes first,
# would put it under a path that is too long for a socket, for every test after it.
multiprocessing.util.get_temp_dir()
SPAWN.set_forkserver_preload(["sqlite_utils", "tests.record.writers", "tests.record.interrupted"])


def hold(path: Path, report: Connection) -> None:
    """Open the record, say so, and keep it open until killed."""
    with open_record(path):
        report.send("open")
        report.recv()


def write_on(path: Path, report: Connection) -> None:
    """Go on with session s-1 for ever, reporting each number once it was acknowledged.

    Two entries at a time, so that half an append would show.
    """
    with open_record(path) as record:
        log = SessionLog(record)
        seq = log.head("s-1").seq + 1
        if seq == 1:
            log.append("s-1", entries_of(opened(), recorded()))
            report.send(2)
            seq = 3
        while True:
            systolic = 100.0 + seq % 100
            events = (recorded(pressure(systolic)), note(f"said {seq}", ref=f"note-{seq}"))
            log.append("s-1", entries_of(*events, first=seq))
            seq += len(events)
            report.send(seq - 1)


def bring_up_to_date(path: Path, report: Connection) -> None:
    """Open an older record."""
    report.send("begun")
    open_record(path).close()


def put_back(path: Path, report: Connection) -> None:
    """Let the backup beside a record take its place."""
    report.send("begun")
    restore(path.with_name("backup.db"), path, START)
