"""A session as files: for people, spreadsheets and other installations.

Files that need no Qt are made here; the report needs the window's painter and is handed in by
whoever may know Qt. A file is written beside its place and moved there whole.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from kapmonitor.language import say
from kapmonitor.record.connect import Record
from kapmonitor.record.csv_export import csv_lines
from kapmonitor.record.csv_long import csv_long_lines
from kapmonitor.record.fhir.bundle import bundle
from kapmonitor.record.fhir.source import Source, TermCodes
from kapmonitor.record.home_csv import home_csv_lines
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.jsonl import jsonl_lines
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.tables import HOME, is_session
from kapmonitor.session.evolve import fold
from kapmonitor.terms import verified_codes


class Format(StrEnum):
    """The formats of an export."""

    PDF = "pdf"
    CSV = "csv"
    FHIR = "fhir"
    JSONL = "jsonl"


class ExportFault(Exception):
    """A file could not be made; the text says why and what to do."""


class Shape(StrEnum):
    """How a table of readings is laid out: a row for each reading, or for each quantity."""

    WIDE = "wide"
    LONG = "long"


def text_of(record: Record, session: str, kind: Format, shape: Shape = Shape.WIDE) -> Iterable[str]:
    """Return a session's lines in a text format, or those of a patient's home readings.

    Raises RecordFault, ExportFault.
    """
    if not is_session(session):
        return _home_text(record, session, kind)
    log = SessionLog(record)
    if kind is Format.JSONL:
        return jsonl_lines(log, session)
    if kind is Format.FHIR:
        return (fhir_text(record, session),)
    table = csv_long_lines if shape is Shape.LONG else csv_lines
    return table(log.read(session))


def _home_text(record: Record, stream: str, kind: Format) -> Iterable[str]:
    if kind is not Format.CSV:
        raise ExportFault(say("Home readings are saved as csv only."))
    return home_csv_lines(HomeLog(record).imports(stream.removeprefix(HOME)))


def fhir_text(record: Record, session: str) -> str:
    """Return a session as a FHIR Bundle in JSON. Raises RecordFault."""
    log = SessionLog(record)
    entries = log.read(session)
    folded = fold(entries)
    source = Source(
        session=folded,
        entries=entries,
        head=log.head(session).digest,
        patient=None if folded.simulated else Library(record).patient(folded.patient),
        terms={code: TermCodes(**each) for code, each in verified_codes().items()},
    )
    return json.dumps(bundle(source), ensure_ascii=False, separators=(",", ":"))


def write_text(path: Path, lines: Iterable[str]) -> str:
    """Write lines to a file, whole or not at all; return its SHA-256. Raises ExportFault."""
    return write_whole(path, lambda part: _write_lines(part, lines))


def write_whole(path: Path, write: Callable[[Path], None]) -> str:
    """Let `write` fill a file beside `path`, then move it there; return its SHA-256."""
    part = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        spare_devices(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(part)
        digest = hashlib.sha256(part.read_bytes()).hexdigest()
        part.replace(path)
    except OSError as fault:
        raise ExportFault(
            say("{path}: cannot be written ({strerror}). The record is not affected.").format(
                path=path, strerror=fault.strerror
            )
        ) from fault
    finally:
        with suppress(OSError):  # its folder may be what is wrong
            part.unlink(missing_ok=True)
    return digest


def spare_devices(path: Path) -> None:
    """Raise OSError for a device or a pipe: a file that is moved onto it would destroy it."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, say("it is not an ordinary file"))


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        for line in lines:
            out.write(line if line.endswith("\n") else f"{line}\n")
