"""Which folder a simulated session may fill, and what of an earlier one it replaces.

Only what an earlier run left is ever removed: simulated sessions and the files drawn from them.
A folder with anything else in it, a real session above all, is left exactly as it is.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from kapmonitor.commands.terminal import CommandFault
from kapmonitor.commands.unlocking import key_of
from kapmonitor.kept_secrets import KEYS_NAME
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.heads import FILE_NAME as HEADS
from kapmonitor.record.library import Library
from kapmonitor.record.lock import WriterLock
from kapmonitor.rehearsal.places import DISK_AT_A_CRASH, FOLDER
from kapmonitor.settings import FILE as SETTINGS
from kapmonitor.telehealth.kept_root import NAME as LINK_KEYS

REPORT, READINGS, LOG, PICTURE = "report.pdf", "readings.csv", "session.jsonl", "live.png"
BUNDLE = "session.fhir.json"

_OURS = (REPORT, READINGS, LOG, PICTURE, BUNDLE, LINK_KEYS)
_AFAR = (FOLDER, DISK_AT_A_CRASH)
"""What is left of the patient's side where a play was ended before its end."""
_RECORD = (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", HEADS, FILE_NAME, KEYS_NAME)
_MAY_STAY = frozenset({SETTINGS, f"{FILE_NAME}.lock"})


def make_room(folder: Path, secret_file: Path | None) -> None:
    """Remove what an earlier run left there; `secret_file`: what opens its record, if encrypted.

    Raises CommandFault, having touched nothing.
    """
    try:
        found = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if found - _MAY_STAY:
            _check(folder, found, key_of(folder / FILE_NAME, secret_file))
            _remove(folder)
    except RecordFault as fault:
        raise CommandFault(f"{fault} {_CHOOSE}") from fault
    except OSError as fault:
        reason = f"{fault.filename or folder}: {fault.strerror}"
        raise CommandFault(f"The session cannot be kept there. {reason}. {_CHOOSE}") from fault


def _check(folder: Path, found: set[str], key: DataKey | None) -> None:
    if strange := sorted(found - _MAY_STAY - {*_OURS, *_AFAR, *_RECORD}):
        raise CommandFault(f"{folder} holds other things ({strange[0]}). {_LEFT}")
    if FILE_NAME not in found:
        raise CommandFault(f"{folder} holds files without their record. {_LEFT}")
    verdict = check(folder / FILE_NAME, key=key)
    if verdict.state is not State.INTACT:
        raise CommandFault(f"{verdict.text} {_CHOOSE}")
    with open_history(folder / FILE_NAME, key) as record:
        library = Library(record)
        if library.patients() or not _all_simulated(library):
            raise CommandFault(f"{folder} holds sessions that are not simulated. {_LEFT}")


def _all_simulated(library: Library) -> bool:
    last = None
    while page := library.sessions(before=last):
        if not all(row.simulated for row in page):
            return False
        last = page[-1]
    return True


def _remove(folder: Path) -> None:
    """Remove the record last, and then its key file: without them the rest could not be known for
    what it is."""
    lock = WriterLock(folder / FILE_NAME)
    try:
        for name in _AFAR:
            if (folder / name).exists():
                shutil.rmtree(folder / name)
        for name in (*_OURS, *_RECORD):
            (folder / name).unlink(missing_ok=True)
    finally:
        lock.release()


_CHOOSE = "Choose another folder with --out."
_LEFT = f"It was left as it is. {_CHOOSE}"
